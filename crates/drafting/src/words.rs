//! The words of papers, from `texts/en/*.ftl` (Project Fluent), and how acts are said in a sentence.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TEXTS: &str = concat!(include_str!("../texts/en/papers.ftl"), "\n", include_str!("../texts/en/sentences.ftl"));
const ACTS: &str = include_str!("../texts/en/acts.tsv");
const BARE: &str = include_str!("../texts/en/bare.txt");

static WORDS: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let mut bundle = FluentBundle::new_concurrent(vec![unic_langid::LanguageIdentifier::default()]);
    if let Ok(english) = "en".parse() {
        bundle.locales = vec![english];
    }
    // Papers show every character that turns the direction, so none is added.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(TEXTS.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
});

static ACT_WORDS: LazyLock<BTreeMap<&'static str, ActWords>> = LazyLock::new(|| {
    let rows = ACTS.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|line| {
        let [id, done, thing, past] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        Some((id, ActWords { done, thing, past }))
    })
    .collect()
});

/// How an act is said.
#[derive(Clone, Copy, Debug)]
pub struct ActWords {
    /// After "was": "arrested".
    pub done: &'static str,
    /// With its article: "an arrest".
    pub thing: &'static str,
    /// Many people after "were", in a count: "were arrested".
    pub past: &'static str,
}

/// How an act of this type is said.
pub fn act(act_type: &str) -> ActWords {
    let unknown = ActWords { done: "affected", thing: "an event", past: "were affected" };
    ACT_WORDS.get(act_type).copied().unwrap_or(unknown)
}

/// What people read for an act type, from the labels of the codebook: "Arrest".
pub fn label(act_type: &str) -> String {
    static LABELS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let files = codebook::Files::builtin();
        let text = files.text("labels/en/acts.tsv").unwrap_or_default();
        let rows = text.lines().filter_map(|line| line.split_once('\t'));
        rows.map(|(id, label)| (id.to_owned(), label.to_owned())).collect()
    });
    LABELS.get(act_type).cloned().unwrap_or_else(|| act_type.to_owned())
}

/// Whether words name nobody: "he", "them".
pub fn is_bare(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    text.is_empty() || BARE.lines().filter(|line| !line.starts_with('#')).any(|word| word == text)
}

/// Words.
pub fn t(key: &str) -> String {
    say(key, &[])
}

/// Words around texts.
pub fn with(key: &str, texts: &[(&str, &str)]) -> String {
    let texts: Vec<(&str, FluentValue<'_>)> =
        texts.iter().map(|(name, text)| (*name, FluentValue::from(*text))).collect();
    say(key, &texts)
}

/// Words around a number.
pub fn n(key: &str, n: usize) -> String {
    say(key, &[("n", FluentValue::from(i64::try_from(n).unwrap_or(i64::MAX)))])
}

/// Words around a number and texts.
pub fn n_with(key: &str, n: usize, texts: &[(&str, &str)]) -> String {
    let number = ("n", FluentValue::from(i64::try_from(n).unwrap_or(i64::MAX)));
    let texts = texts.iter().map(|(name, text)| (*name, FluentValue::from(*text)));
    say(key, &std::iter::once(number).chain(texts).collect::<Vec<_>>())
}

fn say(key: &str, with: &[(&str, FluentValue<'_>)]) -> String {
    let Some(pattern) = WORDS.get_message(key).and_then(|message| message.value()) else { return key.to_owned() };
    let mut arguments = FluentArgs::new();
    with.iter().for_each(|(name, value)| arguments.set(*name, value.clone()));
    WORDS.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
}

/// Whether there are words for a key.
pub fn has(key: &str) -> bool {
    WORDS.has_message(key)
}

#[cfg(test)]
pub fn act_types() -> Vec<&'static str> {
    ACT_WORDS.keys().copied().collect()
}
