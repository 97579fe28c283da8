//! Words of the pages, from `locales/<language>/*.ftl` (Project Fluent). English stands in for what a language lacks.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The files of a language, one for each page or kind of words.
macro_rules! words_of {
    ($tag:literal) => {
        words_of!($tag: "frame", "inbox", "reader", "review", "search", "log", "people", "events", "pictures", "amend", "interventions", "intake",
            "failures", "notes", "names", "acts", "consent", "estimate", "papers")
    };
    ($tag:literal: $($file:literal),+) => {
        concat!($(include_str!(concat!("../locales/", $tag, "/", $file, ".ftl")), "\n"),+)
    };
}

/// Each language: its tag, its own name, its words.
pub const LANGUAGES: [(&str, &str, &str); 4] = [
    ("en", "English", words_of!("en")),
    ("km", "ខ្មែរ", words_of!("km")),
    ("th", "ไทย", words_of!("th")),
    ("id", "Bahasa Indonesia", words_of!("id")),
];

/// The words of all languages.
pub struct Words(Vec<(&'static str, FluentBundle<FluentResource>)>);

impl Words {
    /// What the program carries.
    pub fn builtin() -> Self {
        Self(LANGUAGES.iter().map(|(tag, _, text)| (*tag, bundle(tag, text))).collect())
    }

    /// The words for `key`; the key itself when no language has it.
    pub fn say(&self, language: &str, key: &str, with: &[(&str, FluentValue<'_>)]) -> String {
        let said = self.one(language, key, with).or_else(|| self.one("en", key, with));
        said.unwrap_or_else(|| key.to_owned())
    }

    /// Whether some language has words for `key`.
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(_, bundle)| bundle.has_message(key))
    }

    fn one(&self, language: &str, key: &str, with: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let (_, bundle) = self.0.iter().find(|(tag, _)| *tag == language)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut arguments = FluentArgs::new();
        for (name, value) in with {
            arguments.set(*name, value.clone());
        }
        Some(bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
    }
}

fn bundle(tag: &str, text: &str) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Directions are kept apart by the page (`dir="auto"`).
    bundle.set_use_isolating(false);
    // A file with an error gives what is right in it; a test reads all of them.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// The first language of the header `Accept-Language` (RFC 9110, 12.5.4) that there are words for. Weights are not read: browsers
/// send the languages in order.
pub fn preferred(header: &str) -> Option<&'static str> {
    header.split(',').find_map(|language| {
        let tag = language.split(';').next()?.trim();
        let tag = tag.split('-').next()?;
        known(&tag.to_ascii_lowercase())
    })
}

/// A language of ours.
pub fn known(tag: &str) -> Option<&'static str> {
    LANGUAGES.iter().map(|(known, ..)| *known).find(|known| *known == tag)
}
