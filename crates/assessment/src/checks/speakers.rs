//! Who speaks, and what they are to the event.

use crate::assessor::{Report, Reports};
use crate::result::SourceKind;
use resolution::digest::{Kind, Role, Statement};
use resolution::result::EntityRef;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A line of `codebook/assessment/source_words.tsv`.
struct SourceWord {
    words: Vec<String>,
    kind: SourceKind,
    body: Option<String>,
}

static WORDS: LazyLock<Vec<SourceWord>> = LazyLock::new(|| {
    let lines = include_str!("../../../../codebook/assessment/source_words.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).skip(1).filter_map(source_word).collect()
});

const KINDS: [SourceKind; 9] = [
    SourceKind::Victim,
    SourceKind::Witness,
    SourceKind::Relative,
    SourceKind::Lawyer,
    SourceKind::Medical,
    SourceKind::Official,
    SourceKind::Organization,
    SourceKind::Reporter,
    SourceKind::Unknown,
];

fn source_word(line: &str) -> Option<SourceWord> {
    let mut parts = line.split('\t');
    let words = folded(parts.next()?);
    let kind = parts.next()?;
    let kind = KINDS.into_iter().find(|known| known.as_str() == kind)?;
    Some(SourceWord { words, kind, body: parts.next().filter(|body| !body.is_empty()).map(str::to_owned) })
}

/// How many lines of the file can be read; a test compares.
#[cfg(test)]
pub fn n_words() -> usize {
    WORDS.len()
}

fn folded(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Who says something of an event.
pub struct Speaker {
    /// In the words of the documents; none when they do not tell.
    pub name: Option<String>,
    /// Identity across documents.
    pub identity: Option<String>,
    /// What they are to it.
    pub kind: SourceKind,
    /// Of which bodies an official speaks: "police".
    pub bodies: BTreeSet<String>,
    /// Whether they are said to have done it.
    pub is_perpetrator: bool,
}

impl Speaker {
    pub fn of(reports: &Reports<'_>, report: &Report<'_>, statement: &Statement) -> Self {
        let speaker = report.speaker(statement);
        let identity = speaker.and_then(|(at, _)| reports.identity(at.document, at.entity));
        let described = described(report, statement);
        let (by_words, bodies) = kind_by_words(&described);
        let roles = speaker.map(|(at, _)| roles_of(reports, at)).unwrap_or_default();
        let is_named_body = speaker.is_some_and(|(_, entity)| entity.kind == Kind::Organization);
        let kind = match by_words {
            _ if roles.contains(&Role::Victim) => SourceKind::Victim,
            Some(kind @ SourceKind::Official) => kind,
            _ if roles.contains(&Role::Perpetrator) => SourceKind::Accused,
            Some(kind) => kind,
            None if is_named_body => SourceKind::Organization,
            None => SourceKind::Unknown,
        };
        Self {
            name: identity
                .map(|identity| identity.name.clone())
                .or_else(|| speaker.map(|(_, entity)| entity.name.clone()))
                .or_else(|| statement.speaker_text.clone()),
            identity: identity.map(|identity| identity.id.clone()),
            kind,
            bodies,
            is_perpetrator: roles.contains(&Role::Perpetrator),
        }
    }
}

/// What the text calls the speaker, each part by itself: the description nearest to the statement first, then roles, titles, names.
fn described(report: &Report<'_>, statement: &Statement) -> Vec<String> {
    let entity = report.speaker(statement).map(|(_, entity)| entity);
    let is_person = entity.is_some_and(|entity| entity.kind == Kind::Person);
    let calls = |words: &String| if is_person { without_surname(words) } else { words.clone() };
    let roles = entity.into_iter().flat_map(|entity| entity.roles.iter().chain(&entity.titles)).cloned();
    let names = entity.into_iter().map(|entity| calls(&entity.name));
    statement.speaker_text.iter().map(calls).chain(roles).chain(names).collect()
}

/// People are called King, Judge and Major: a last word with a capital is taken for a name.
fn without_surname(words: &str) -> String {
    match words.trim_end().rsplit_once(' ') {
        Some((before, last)) if last.starts_with(char::is_uppercase) => before.to_owned(),
        None if words.starts_with(char::is_uppercase) => String::new(),
        _ => words.to_owned(),
    }
}

/// The longest line of the file of words that fits the first part in which any fits.
fn kind_by_words(described: &[String]) -> (Option<SourceKind>, BTreeSet<String>) {
    let mut bodies = BTreeSet::new();
    let mut kind = None;
    for part in described {
        let words = folded(part);
        let fits = WORDS.iter().filter(|line| words.windows(line.words.len()).any(|window| window == line.words));
        let fits: Vec<&SourceWord> = fits.collect();
        bodies.extend(fits.iter().filter_map(|line| line.body.clone()));
        let longest = fits.iter().map(|line| line.words.len()).max();
        let best = fits.iter().find(|line| Some(line.words.len()) == longest).map(|line| line.kind);
        kind = kind.or(best.filter(|kind| *kind != SourceKind::Unknown));
    }
    (kind, bodies)
}

/// Bodies that a description speaks of.
pub fn bodies(described: &[String]) -> BTreeSet<String> {
    kind_by_words(described).1
}

/// How an entity takes part in any report of the event.
fn roles_of(reports: &Reports<'_>, speaker: EntityRef) -> BTreeSet<Role> {
    let part = reports.participants().filter(|(report, participant)| {
        let entity = participant.entity.map(|entity| EntityRef { document: report.at.document, entity });
        entity.is_some_and(|entity| reports.same(entity, speaker))
    });
    part.map(|(_, participant)| participant.role).collect()
}

/// Each name once, in order of first use.
pub fn names_of(names: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().filter(|name| seen.insert(name.clone())).collect()
}
