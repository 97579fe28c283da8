//! The words that a form may use: from where a field is answered, when it has to be, and who is asked.

use serde::Serialize;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub enum $name { $($(#[$one])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every word that a form may use here.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// What the word means.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }

            /// Its word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}

words! {
    /// From where a field is answered.
    Source {
        /// Somebody writes it in.
        Given = "given",
        /// The name of the person.
        PersonName = "person.name",
        /// Other names and spellings.
        PersonOtherNames = "person.other_names",
        /// Date of birth, or an age that a text gives.
        PersonBirthOrAge = "person.birth_or_age",
        /// Whether the person is a child.
        PersonMinor = "person.minor",
        /// As recorded.
        PersonGender = "person.gender",
        /// As recorded.
        PersonNationality = "person.nationality",
        /// As recorded, or what texts say that the person is.
        PersonOccupation = "person.occupation",
        /// As recorded.
        PersonResidence = "person.residence",
        /// As recorded.
        PersonContact = "person.contact",
        /// Whether the person defends human rights.
        PersonDefender = "person.defender",
        /// In what work.
        PersonDefenderWork = "person.defender_work",
        /// Countries of the places of the facts.
        FactsStates = "facts.states",
        /// All facts about the person, in order of time.
        FactsChronology = "facts.chronology",
        /// Of them, arrests.
        FactsArrest = "facts.arrest",
        /// Of them, those about being held and let go.
        FactsDetention = "facts.detention",
        /// Of them, the time of a disappearance.
        FactsDisappearanceDate = "facts.disappearance_date",
        /// Of them, the place of a disappearance.
        FactsDisappearancePlace = "facts.disappearance_place",
        /// Who is said to have done it.
        FactsPerpetrators = "facts.perpetrators",
        /// The sentences that say so.
        FactsResponsibleWhy = "facts.responsible_why",
        /// Authorities whose acts are in the record.
        FactsAuthorities = "facts.authorities",
        /// Accusations and laws.
        FactsLaw = "facts.law",
        /// Proceedings and other steps of authorities.
        FactsSteps = "facts.steps",
        /// Statements against it.
        FactsDisputes = "facts.disputes",
        /// Facts that name the United Nations.
        FactsCooperation = "facts.cooperation",
        /// Facts after the first of these.
        FactsAfterCooperation = "facts.after_cooperation",
        /// Statements that join the acts with the cooperation.
        FactsLink = "facts.link",
        /// Consent to submit, to this recipient.
        ConsentPartner = "consent.partner",
        /// Consent to be named to the government.
        ConsentGovernment = "consent.government",
        /// Consent to be named in a public report.
        ConsentPublic = "consent.public",
        /// The documents that the facts rest on.
        Documents = "documents",
    }
}

words! {
    /// When a required field has to be answered.
    When {
        /// Always.
        Always = "always",
        /// When the person was held.
        Detained = "detained",
        /// When the person defends human rights.
        Defender = "defender",
        /// When the person is a child.
        Minor = "minor",
    }
}

words! {
    /// Who has to be asked.
    Whom {
        /// The person.
        Victim = "victim",
        /// The family.
        Family = "family",
        /// Somebody who saw it.
        Witness = "witness",
        /// The lawyer of the person.
        Lawyer = "lawyer",
        /// Whoever hands it in.
        Submitter = "submitter",
        /// Whoever keeps the record.
        Monitor = "monitor",
    }
}

/// The word that is nearest to what was written, when it is near: edits at most a third of its letters.
#[must_use]
pub fn nearest<'w>(written: &str, words: &[&'w str]) -> Option<&'w str> {
    let near = words.iter().map(|word| (edits(written, word), *word)).min()?;
    (near.0 * 3 <= near.1.len().max(3)).then_some(near.1)
}

/// Levenshtein's distance; words of a form are short, and longer ones are not compared.
fn edits(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, letter) in left.chars().take(60).enumerate() {
        let mut diagonal = at;
        let mut before = at + 1;
        if let Some(first) = row.first_mut() {
            *first = before;
        }
        for (cell, other) in row.iter_mut().skip(1).zip(&right) {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = *cell;
            before = changed.min(diagonal + 1).min(before + 1);
            *cell = before;
        }
    }
    row.last().copied().unwrap_or_default()
}
