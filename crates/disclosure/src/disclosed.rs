//! What may go out. Nobody but the gate can make one.

use crate::disclose::Screen;
use crate::material::{Body, Counted, Document, Event, Family, Figure, Head, Material, Note, Person, Place, Statement};
use crate::{Ask, Purpose};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// What may go out: the shapes of [`Material`], with what may be said. Made by [`crate::disclose`] alone: there is no other
/// constructor, and it cannot be deserialized.
#[derive(Clone, PartialEq)]
pub struct Disclosed {
    pub(crate) inside: Material,
    pub(crate) purpose: Purpose,
    pub(crate) recipient: String,
    pub(crate) on: Date,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) done: Done,
    pub(crate) hidden: Hidden,
}

/// The names that do not go out, to look for them in what somebody types into a paper. Tells nothing but yes or no.
#[derive(Clone, Default)]
pub(crate) struct Hidden(pub(crate) Arc<Screen>);

impl PartialEq for Hidden {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

/// What a person should look at before it goes out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "warning", rename_all = "kebab-case")]
pub enum Warning {
    /// Few share what is said of somebody behind a pseudonym, so that whoever knows them may recognise them.
    Rare {
        /// The person, as they go out.
        person: String,
        /// What is said of them together: `occupation`, `residence`, `birth`, `gender`, `nationality`, `defender`, `place`.
        fields: Vec<String>,
        /// How many share it, this person among them.
        k: usize,
    },
    /// A number is so small that those who are counted may be recognised.
    SmallCount {
        /// Act type.
        act_type: String,
        /// The number.
        n: u64,
    },
    /// A consent ends soon: within thirty days of the day on which this goes out.
    EndsSoon {
        /// The person, as they go out.
        person: String,
        /// The last day.
        until: Date,
    },
}

/// What the gate did; numbers for a statement of limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// People with a pseudonym.
    pub n_pseudonymised: usize,
    /// Of them, those who refused or withdrew.
    pub n_refused: usize,
    /// Of them, those whose consent is over.
    pub n_expired: usize,
    /// Of them, children for whom no guardian agreed.
    pub n_without_guardian: usize,
    /// People named because they agreed.
    pub n_consented: usize,
    /// People named because two members decided so.
    pub n_overridden: usize,
    /// Officials acting in office.
    pub n_officials: usize,
    /// Events whose days became a month.
    pub n_dates_coarsened: usize,
    /// Places of events that became wider or were left out.
    pub n_places_coarsened: usize,
    /// Documents of which nothing is said that leads to them.
    pub n_documents_withheld: usize,
    /// Passages and other words that were left out.
    pub n_texts_left_out: usize,
    /// Names of organisations, groups and places that were left out.
    pub n_names_left_out: usize,
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident: $one:ty),* $(,)?) => {
        $($(#[$doc])* #[must_use] pub fn $name(&self) -> &[$one] { &self.inside.$name })*
    };
}

impl Disclosed {
    lists! {
        /// People.
        persons: Person,
        /// Organisations and groups.
        bodies: Body,
        /// Places.
        places: Place,
        /// What happened.
        events: Event,
        /// Who says what.
        statements: Statement,
        /// Documents.
        documents: Document,
        /// Texts that share words.
        families: Family,
        /// Numbers as texts give them.
        figures: Figure,
        /// Numbers as the program counts them.
        counts: Counted,
        /// What must not be silent.
        notes: Note,
    }

    /// Which case; outside of it a name for this recipient alone.
    #[must_use]
    pub const fn head(&self) -> &Head {
        &self.inside.head
    }

    /// What for.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// For whom.
    #[must_use]
    pub fn recipient(&self) -> &str {
        &self.recipient
    }

    /// On which day.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }

    /// What a person should look at before it goes out.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// What the gate did.
    #[must_use]
    pub const fn done(&self) -> Done {
        self.done
    }

    /// Whether words that somebody typed for what goes out hold no part of a hidden name. Answers in forms, notes and file
    /// names are asked about here before they are written.
    #[must_use]
    pub fn names_nobody_hidden(&self, words: &str) -> bool {
        !self.hidden.0.any(words)
    }

    /// Everything that may go out, for those who look things up by identifier.
    #[must_use]
    pub const fn as_material(&self) -> &Material {
        &self.inside
    }

    /// A person by the identifier that goes out.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.inside.persons.iter().find(|person| person.id == id)
    }

    pub(crate) fn empty(ask: &Ask) -> Self {
        Self {
            inside: Material::default(),
            purpose: ask.purpose,
            recipient: ask.recipient.clone(),
            on: ask.on,
            warnings: Vec::new(),
            done: Done::default(),
            hidden: Hidden::default(),
        }
    }
}

impl fmt::Debug for Disclosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}
