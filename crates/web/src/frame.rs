//! What every page has: its language, its links, the tokens of its forms.

use crate::desk::Desk;
use crate::words::{LANGUAGES, known, preferred};
use axum::http::{HeaderMap, header};
use fluent_bundle::FluentValue;

/// Who asks.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Language of the pages.
    pub language: &'static str,
}

/// The cookie with the language that somebody chose.
pub const LANGUAGE_COOKIE: &str = "language";

impl Visitor {
    pub fn new(headers: &HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let chosen = text(header::COOKIE).split(';').find_map(|cookie| {
            let (name, value) = cookie.trim().split_once('=')?;
            (name == LANGUAGE_COOKIE).then(|| known(value))?
        });
        Self { language: chosen.or_else(|| preferred(text(header::ACCEPT_LANGUAGE))).unwrap_or("en") }
    }
}

/// The frame of a page.
pub struct Frame<'a> {
    desk: &'a Desk,
    visitor: &'a Visitor,
    /// Which page it is: the name of its words, and of its place in the menu.
    pub page: &'static str,
    /// Ask again after so many seconds, without a script.
    pub again: Option<u32>,
    /// Without menu and forms, for whoever is not let in.
    pub is_bare: bool,
}

/// The menu, in order: name and path.
const MENU: &[(&str, &str)] = &[
    ("inbox", "/"),
    ("review", "/review"),
    ("people", "/people"),
    ("events", "/events"),
    ("timeline", "/timeline"),
    ("map", "/map"),
    ("network", "/network"),
    ("counts", "/counts"),
    ("interventions", "/interventions"),
    ("papers", "/papers"),
    ("intake", "/intake"),
    ("search", "/search"),
    ("log", "/log"),
];

/// Pages that show what is worked out across documents.
const ACROSS: [&str; 9] = ["people", "person", "pairs", "events", "event", "counts", "timeline", "map", "network"];

impl<'a> Frame<'a> {
    pub const fn new(desk: &'a Desk, visitor: &'a Visitor, page: &'static str) -> Self {
        Self { desk, visitor, page, again: None, is_bare: false }
    }

    /// Language of the page.
    pub fn language(&self) -> &str {
        self.visitor.language
    }

    /// The letters that every page in this language needs, asked for early so that nothing moves when they come.
    pub fn fonts(&self) -> &'static [&'static str] {
        match self.visitor.language {
            "km" => &["/static/noto-sans-khmer.woff2", "/static/noto-serif-khmer.woff2"],
            "th" => &["/static/noto-sans-thai.woff2", "/static/noto-serif-thai.woff2"],
            _ => &[],
        }
    }

    /// Words.
    pub fn t(&self, key: &str) -> String {
        self.desk.words.say(self.visitor.language, key, &[])
    }

    /// Words with a number.
    pub fn n(&self, key: &str, n: &i64) -> String {
        self.desk.words.say(self.visitor.language, key, &[("n", FluentValue::from(*n))])
    }

    /// Words with a number of things.
    pub fn count(&self, key: &str, n: &usize) -> String {
        self.n(key, &crate::across::number(*n))
    }

    /// Words with a number of things of a number of things.
    pub fn count_of(&self, key: &str, n: &usize, all: &usize) -> String {
        self.of(key, &crate::across::number(*n), &crate::across::number(*all))
    }

    /// Words with a number of a number.
    pub fn of(&self, key: &str, n: &i64, all: &i64) -> String {
        self.desk.words.say(
            self.visitor.language,
            key,
            &[("n", FluentValue::from(*n)), ("all", FluentValue::from(*all))],
        )
    }

    /// Words around a text.
    pub fn with(&self, key: &str, text: &str) -> String {
        self.desk.words.say(self.visitor.language, key, &[("text", FluentValue::from(text))])
    }

    /// Words around several texts.
    pub fn filled(&self, key: &str, with: &[(&str, &str)]) -> String {
        let with: Vec<(&str, FluentValue<'_>)> =
            with.iter().map(|(name, text)| (*name, FluentValue::from(*text))).collect();
        self.desk.words.say(self.visitor.language, key, &with)
    }

    /// "3", "3 to 5", "at least 34".
    pub fn range(&self, least: u64, most: Option<u64>) -> String {
        match most {
            Some(most) if most == least => least.to_string(),
            Some(most) => self.filled("range", &[("least", &least.to_string()), ("most", &most.to_string())]),
            None => self.filled("at-least", &[("least", &least.to_string())]),
        }
    }

    /// A probability: "98 in 100".
    pub fn chance(&self, probability: &f64) -> String {
        self.count("one-in-hundred", &crate::across::percent(*probability))
    }

    /// A reason for or against two being one, in words; what was compared stands in it as the documents write it.
    pub fn reason(&self, factor: &casework::Factor) -> String {
        let side = if factor.bits > 0.0 { "for" } else { "against" };
        let key = format!("{side}-{}", factor.comparison.replace('_', "-"));
        if self.desk.words.has(&key) { self.with(&key, &factor.says) } else { factor.says.clone() }
    }

    /// Words around two texts.
    pub fn pair(&self, key: &str, text: &str, other: &str) -> String {
        let with = [("text", FluentValue::from(text)), ("other", FluentValue::from(other))];
        self.desk.words.say(self.visitor.language, key, &with)
    }

    /// Words for an id, such as `act-arrest`; the id in plain letters when there are none.
    pub fn name(&self, kind: &str, id: &str) -> String {
        let key = format!("{kind}-{}", id.replace('_', "-"));
        if self.desk.words.has(&key) { self.t(&key) } else { id.replace('_', " ") }
    }

    /// Something that must not be silent; whoever knows no words for it says which one it is.
    pub fn note(&self, note: &casework::shown::NoteShown) -> String {
        let key = format!("note-{}", note.code);
        if self.desk.words.has(&key) { self.count(&key, &note.n) } else { self.with("note-other", &note.code) }
    }

    /// What went wrong with a document: words for the code, or the code itself where there are none.
    pub fn problem(&self, code: &str) -> String {
        let key = format!("problem-{code}");
        if self.desk.words.has(&key) { self.t(&key) } else { self.with("problem-other", code) }
    }

    /// How far the work across documents is.
    pub fn step(&self, step: &casework::Step) -> String {
        use casework::Doing;
        let key = match step.doing {
            Doing::Fetching => "working-fetching",
            Doing::Adding => "working-adding",
            Doing::Comparing => "working-comparing",
            Doing::Sorting => "working-sorting",
            _ => "working-else",
        };
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        self.of(key, &number(step.done), &number(step.of))
    }

    /// How far it is, when this page shows what was worked out before the last change.
    pub fn older(&self) -> Option<casework::Step> {
        self.desk.older().filter(|_| ACROSS.contains(&self.page))
    }

    /// The address of a page.
    pub fn to(&self, path: &str) -> String {
        self.desk.entrance.to(path)
    }

    /// The token of the form that goes to `action`.
    pub fn token(&self, action: &str) -> String {
        self.desk.entrance.token(action)
    }

    /// The menu: name, address, whether it is this page.
    pub fn menu(&self) -> Vec<(&'static str, String, bool)> {
        MENU.iter().map(|&(name, path)| (name, self.to(path), name == self.page)).collect()
    }

    /// Languages: tag, own name, whether it is this one.
    pub fn languages(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        LANGUAGES.iter().map(|&(tag, name, _)| (tag, name, tag == self.visitor.language))
    }

    /// Act types with their words, in the order of the words.
    pub fn act_types(&self) -> Vec<(String, String)> {
        let types = self.desk.codebook.act_types.iter().map(|act| (act.id.clone(), self.name("act", &act.id)));
        let mut types: Vec<_> = types.collect();
        types.sort_by(|left, right| left.1.cmp(&right.1));
        types
    }

    /// The group of an act type, for its colour.
    pub fn group(&self, act_type: &str) -> &str {
        self.desk.codebook.act_types.get(act_type).map_or("other", |act| act.group.as_str())
    }

    /// A day and a time of day, in UTC, from milliseconds since 1970.
    pub fn time(&self, milliseconds: &i64) -> String {
        crate::reader::when::moment(*milliseconds)
    }

    /// What is known of a day.
    pub fn days(&self, date: &[Option<String>; 2]) -> String {
        match date {
            [Some(first), Some(last)] if first == last => first.clone(),
            [Some(first), Some(last)] => format!("{first} – {last}"),
            [Some(first), None] => self.with("date-from", first),
            [None, Some(last)] => self.with("date-until", last),
            [None, None] => self.t("date-unknown"),
        }
    }
}

/// A name from outside, with the characters made visible that turn the direction of what follows or move the cursor: a file must
/// not look as if it were of another kind.
pub fn plain(name: &str) -> String {
    let is_hidden =
        |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') || letter.is_control();
    name.chars().map(|letter| if is_hidden(letter) { char::REPLACEMENT_CHARACTER } else { letter }).collect()
}
