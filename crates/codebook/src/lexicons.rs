//! The word lists of one language; each is one file here and one `.tsv` in `codebook/lexicons/<language>/`.

mod numbers;
mod times;

pub use numbers::{Bound, NumberSense, NumberWords};
pub use times::{TimeEdge, TimeMeaning, TimeSense, TimeUnit, TimeWords};
mod people;
mod pronouns;
mod reporting;
mod stances;
mod things;
mod word_map;

pub use people::{BodyWord, Gender, Office, PersonWord};
pub use pronouns::{Pronoun, PronounUse};
pub use reporting::{Hedge, ReportingKind, ReportingWord, ReportingWords, Takes};
pub use stances::{Stance, StanceWords};
pub use things::{DocumentKind, PlaceWidth};
pub use word_map::WordMap;
mod act_frames;
mod act_words;
mod noun_classes;
mod status_cues;
mod support_verbs;

pub use act_frames::{ActFrame, ActFrames, Role};
pub use act_words::{ActWord, ActWords, Condition, Part, Path, Slot};
pub use noun_classes::NounClasses;
pub use status_cues::{StatusCue, StatusCues};
pub use support_verbs::{Support, SupportVerbs};

use crate::{ActTypes, CodebookError, Files};

/// Every word list of a language.
#[derive(Debug)]
pub struct Lexicons {
    /// Words of numbers and counts.
    pub numbers: NumberWords,
    /// Words of time expressions.
    pub times: TimeWords,
    /// Words before a name that belong to the office and not to the name.
    pub titles: WordMap<PersonWord>,
    /// Nouns for people, in the singular.
    pub person_nouns: WordMap<PersonWord>,
    /// Nouns that stand for several people even in the singular.
    pub group_nouns: WordMap<Office>,
    /// Nouns for bodies.
    pub organization_nouns: WordMap<BodyWord>,
    /// Nouns for places.
    pub place_nouns: WordMap<PlaceWidth>,
    /// Phrases whose noun means people elsewhere: "social media".
    pub not_people: WordMap<()>,
    /// Words right before a new name: "named".
    pub naming_words: WordMap<()>,
    /// First names, and endings of family names, that hint at a gender.
    pub first_names: WordMap<Gender>,
    /// Words in a role that say that no office is held now: "former".
    pub not_in_office: WordMap<()>,
    /// Pronouns and what they can stand for.
    pub pronouns: WordMap<Pronoun>,
    /// Nouns for laws, reports and other written things.
    pub document_nouns: WordMap<DocumentKind>,
    /// Words that attribute.
    pub reporting: ReportingWords,
    /// Which slots hold which participants.
    pub act_frames: ActFrames,
    /// The words that name acts.
    pub act_words: ActWords,
    /// What kinds of things nouns name.
    pub noun_classes: NounClasses,
    /// Words that tell whether something happened.
    pub status_cues: StatusCues,
    /// Verbs that only carry a noun.
    pub support_verbs: SupportVerbs,
    /// Words by what they do to a statement.
    pub stances: StanceWords,
}

impl Lexicons {
    pub(crate) fn load(files: &Files, language: &str, act_types: &ActTypes) -> Result<Lexicons, CodebookError> {
        let act_frames = ActFrames::load(files, language)?;
        Ok(Lexicons {
            numbers: NumberWords::load(files, language)?,
            times: TimeWords::load(files, language)?,
            titles: people::titles(files, language)?,
            person_nouns: people::person_nouns(files, language)?,
            group_nouns: people::group_nouns(files, language)?,
            organization_nouns: people::organization_nouns(files, language)?,
            place_nouns: things::place_nouns(files, language)?,
            not_in_office: people::not_in_office(files, language)?,
            not_people: people::not_people(files, language)?,
            naming_words: people::naming_words(files, language)?,
            first_names: people::first_names(files, language)?,
            pronouns: pronouns::pronouns(files, language)?,
            document_nouns: things::document_nouns(files, language)?,
            reporting: ReportingWords::load(files, language)?,
            act_words: ActWords::load(files, language, act_types, &act_frames)?,
            act_frames,
            noun_classes: NounClasses::load(files, language)?,
            status_cues: StatusCues::load(files, language)?,
            support_verbs: SupportVerbs::load(files, language)?,
            stances: StanceWords::load(files, language)?,
        })
    }
}
