//! Words that attribute: verbs, nouns, adjectives and hedges (`reporting_*.tsv`, `hedges.tsv`).

use crate::{CodebookError, Files, Row, Table};
use std::collections::HashMap;

/// The words that attribute words, thoughts and wishes to somebody.
#[derive(Debug, Default)]
pub struct ReportingWords {
    verbs: HashMap<String, ReportingWord>,
    /// Forms whose base form the language model gets wrong.
    forms: HashMap<String, String>,
    nouns: HashMap<String, ReportingWord>,
    adjectives: HashMap<String, ReportingWord>,
    hedges: HashMap<String, Hedge>,
}

/// What a word that attributes makes of its content, and where the content stands.
#[derive(Clone, Debug)]
pub struct ReportingWord {
    /// What a statement is until its content says more.
    pub kind: ReportingKind,
    /// The same when the content is an infinitive: "told them to leave".
    pub infinitive: ReportingKind,
    takes: Vec<Takes>,
}

/// What a reporting word takes as its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Words in quotation marks.
    Quote,
    /// A clause.
    That,
    /// "to ...".
    To,
    /// "...ing".
    Ing,
    /// "X to do ...", "X a liar".
    Small,
    /// A noun phrase.
    Object,
    /// A noun phrase, but no person: to question a man is no statement about him.
    Thing,
    /// Its object hears it.
    Listener,
    /// The content follows the preposition, which belongs to the cue: "called for X".
    After(String),
    /// Object and the preposition's phrase are the content: "accused X of Y".
    ObjectAnd(String),
}

/// What a statement with a reporting word is until its content says more (`StatementKind` of the domain).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReportingKind {
    /// Says that something is so.
    Claim,
    /// Says that somebody did something harmful.
    Accusation,
    /// Says that something is not so.
    Denial,
    /// Owns up to something.
    Confession,
    /// Says that something bad will be done.
    Threat,
    /// Asks that something be done or stop.
    Demand,
    /// Values, hopes, fears.
    Opinion,
}

/// What a hedge says of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// Somebody unnamed says so.
    Hearsay,
    /// Not known to have happened.
    Suspicion,
}

impl ReportingWords {
    pub(crate) fn load(files: &Files, language: &str) -> Result<ReportingWords, CodebookError> {
        let mut words = ReportingWords::default();
        for row in Table::read(files, &path(language, "reporting_verbs"))?.rows() {
            let verb = row.required("verb")?.to_owned();
            words.forms.extend(row.list("forms").map(|form| (form.to_owned(), verb.clone())));
            words.verbs.insert(verb, word(row)?);
        }
        for row in Table::read(files, &path(language, "reporting_nouns"))?.rows() {
            words.nouns.insert(row.required("noun")?.to_owned(), word(row)?);
        }
        for row in Table::read(files, &path(language, "reporting_adjectives"))?.rows() {
            words.adjectives.insert(row.required("adjective")?.to_owned(), word(row)?);
        }
        for row in Table::read(files, &path(language, "hedges"))?.rows() {
            let hedge = match row.required("class")? {
                "hearsay" => Hedge::Hearsay,
                "suspicion" => Hedge::Suspicion,
                other => return Err(row.wrong(format!("`{other}` is neither `hearsay` nor `suspicion`"))),
            };
            words.hedges.insert(row.required("word")?.to_owned(), hedge);
        }
        Ok(words)
    }

    /// The verb with this base form or, where the base form is known to be wrong, this form in lower case.
    pub fn verb(&self, lemma: &str, form: &str) -> Option<&ReportingWord> {
        let lemma = self.forms.get(form).map_or(lemma, String::as_str);
        self.verbs.get(lemma)
    }

    /// The verb with a particle or preposition that makes another verb of it: "point out", "call for".
    pub fn phrasal_verb(&self, lemma: &str, particle: &str) -> Option<&ReportingWord> {
        self.verbs.get(&format!("{lemma} {particle}"))
    }

    /// The adjective with this base form.
    pub fn adjective(&self, lemma: &str) -> Option<&ReportingWord> {
        self.adjectives.get(lemma)
    }

    /// The noun with this base form.
    pub fn noun(&self, lemma: &str) -> Option<&ReportingWord> {
        self.nouns.get(lemma)
    }

    /// The hedge with this form in lower case.
    pub fn hedge(&self, form: &str) -> Option<Hedge> {
        self.hedges.get(form).copied()
    }
}

impl ReportingWord {
    /// Whether it takes this as its content.
    pub fn takes(&self, what: &Takes) -> bool {
        self.takes.contains(what)
    }

    /// Whether its content can follow `preposition`.
    pub fn takes_after(&self, preposition: &str) -> bool {
        self.takes.iter().any(|one| matches!(one, Takes::After(word) if word == preposition))
    }

    /// Whether object and `preposition` phrase can be its content.
    pub fn takes_object_and(&self, preposition: &str) -> bool {
        self.takes.iter().any(|one| matches!(one, Takes::ObjectAnd(word) if word == preposition))
    }
}

fn path(language: &str, name: &str) -> String {
    format!("lexicons/{language}/{name}.tsv")
}

fn word(row: Row<'_, '_>) -> Result<ReportingWord, CodebookError> {
    let kind = kind(row, row.required("kind")?)?;
    let infinitive = match row.get("infinitive") {
        "" => kind,
        name => self::kind(row, name)?,
    };
    let takes = row.list("takes").map(|name| takes(row, name)).collect::<Result<_, _>>()?;
    Ok(ReportingWord { kind, infinitive, takes })
}

fn kind(row: Row<'_, '_>, name: &str) -> Result<ReportingKind, CodebookError> {
    Ok(match name {
        "claim" => ReportingKind::Claim,
        "accusation" => ReportingKind::Accusation,
        "denial" => ReportingKind::Denial,
        "confession" => ReportingKind::Confession,
        "threat" => ReportingKind::Threat,
        "demand" => ReportingKind::Demand,
        "opinion" => ReportingKind::Opinion,
        other => return Err(row.wrong(format!("`{other}` is no kind of statement"))),
    })
}

fn takes(row: Row<'_, '_>, name: &str) -> Result<Takes, CodebookError> {
    Ok(match name {
        "quote" => Takes::Quote,
        "that" => Takes::That,
        "to" => Takes::To,
        "ing" => Takes::Ing,
        "small" => Takes::Small,
        "obj" => Takes::Object,
        "thing" => Takes::Thing,
        "listener" => Takes::Listener,
        other => match other.split_once('+') {
            Some(("", preposition)) => Takes::After(preposition.to_owned()),
            Some(("obj", preposition)) => Takes::ObjectAnd(preposition.to_owned()),
            _ => return Err(row.wrong(format!("`{other}` is nothing that a verb takes"))),
        },
    })
}
