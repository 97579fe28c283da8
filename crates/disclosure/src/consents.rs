//! What people agreed to, refused and withdrew, in the order in which it was recorded.

use crate::ask::{Ask, Purpose, same_name};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentState {
    /// Agreed.
    Given,
    /// Said no.
    #[default]
    Refused,
    /// Took back what was given before.
    Withdrawn,
}

impl ConsentState {
    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// One entry about one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Consent {
    /// Identifier of the person, as in [`crate::Person::id`].
    pub person: String,
    /// What the entry hangs on: entries with different anchors must agree. Two people who were joined by mistake keep their own.
    pub anchor: String,
    /// What was recorded.
    pub state: ConsentState,
    /// What for; none: a refusal or withdrawal of everything, never a consent.
    pub purpose: Option<Purpose>,
    /// For whom. A consent for a partner or government counts for nobody when it names none; a refusal counts for everybody then.
    pub recipient: Option<String>,
    /// When it was given or said.
    pub on: Option<Date>,
    /// The last day on which it counts.
    pub until: Option<Date>,
    /// How it was given: in writing, by telephone.
    pub how: Option<String>,
    /// By whom, when not by the person.
    pub by: Option<String>,
    /// Whether a guardian gave it.
    pub guardian: bool,
    /// Whatever else is to be known.
    pub note: Option<String>,
    /// The entry in the case.
    pub entry: Option<String>,
}

/// What was recorded, by person.
#[derive(Clone, Debug, Default)]
pub struct Consents {
    /// Each list in the order of the log.
    by_person: BTreeMap<String, Vec<Consent>>,
}

/// What holds for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision<'a> {
    /// Agreed, and it counts on that day.
    Given(&'a Consent),
    /// Nobody asked, or what was given is for something else.
    None,
    /// Given, and over.
    Expired(&'a Consent),
    /// Given for a child, and not by a guardian.
    NeedsGuardian(&'a Consent),
    /// Refused or withdrawn. No override changes that.
    Refused(&'a Consent),
}

impl Consents {
    /// `all`: in the order of the log; a later entry outranks an earlier one.
    #[must_use]
    pub fn new(all: impl IntoIterator<Item = Consent>) -> Self {
        let mut by_person: BTreeMap<String, Vec<Consent>> = BTreeMap::new();
        for consent in all {
            by_person.entry(consent.person.clone()).or_default().push(consent);
        }
        Self { by_person }
    }

    /// Everything that was recorded about a person, in order.
    #[must_use]
    pub fn of(&self, person: &str) -> &[Consent] {
        self.by_person.get(person).map_or(&[], Vec::as_slice)
    }

    /// The last entries about a purpose, one for each recipient; for a partner only those for the recipient of the ask.
    #[must_use]
    pub fn latest(&self, person: &str, purpose: Purpose, ask: &Ask) -> Vec<&Consent> {
        let is_about = |consent: &&Consent| consent.purpose.is_none_or(|one| one == purpose);
        let is_for = |consent: &&Consent| {
            let is_own = || consent.recipient.as_deref().is_none_or(|name| same_name(name, &ask.recipient));
            purpose != Purpose::Partner || is_own()
        };
        let mut latest: BTreeMap<(Option<String>, &str), &Consent> = BTreeMap::new();
        for consent in self.of(person).iter().filter(is_about).filter(is_for) {
            latest.insert((consent.recipient.as_deref().map(str::to_lowercase), &consent.anchor), consent);
        }
        latest.into_values().collect()
    }

    /// What holds for a person when something goes out. Where entries hang on different anchors, a refusal on one of them decides.
    #[must_use]
    pub fn decide(&self, person: &str, is_minor: bool, ask: &Ask) -> Decision<'_> {
        let mut last: BTreeMap<&str, &Consent> = BTreeMap::new();
        for consent in self.of(person).iter().filter(|consent| consent.speaks_of(ask)) {
            last.insert(&consent.anchor, consent);
        }
        let decisions = last.into_values().map(|consent| consent.decision(is_minor, ask.on));
        decisions.max_by_key(Decision::rank).unwrap_or(Decision::None)
    }
}

impl Consent {
    /// Whether it says anything about this purpose and recipient.
    fn speaks_of(&self, ask: &Ask) -> bool {
        let names = self.recipient.as_deref().map(|recipient| same_name(recipient, &ask.recipient));
        if self.state == ConsentState::Given {
            let is_for = self.purpose == Some(ask.purpose);
            is_for && names.unwrap_or(!ask.purpose.needs_recipient())
        } else {
            self.purpose.is_none_or(|purpose| purpose == ask.purpose) && names.unwrap_or(true)
        }
    }

    fn decision(&self, is_minor: bool, on: Date) -> Decision<'_> {
        let is_over = self.until.is_some_and(|until| until < on) || self.on.is_some_and(|given| given > on);
        match self.state {
            ConsentState::Refused | ConsentState::Withdrawn => Decision::Refused(self),
            ConsentState::Given if is_over => Decision::Expired(self),
            ConsentState::Given if is_minor && !self.guardian => Decision::NeedsGuardian(self),
            ConsentState::Given => Decision::Given(self),
        }
    }
}

impl Decision<'_> {
    /// The one that shields more counts more.
    const fn rank(&self) -> u8 {
        match self {
            Self::None => 0,
            Self::Given(_) => 1,
            Self::Expired(_) => 2,
            Self::NeedsGuardian(_) => 3,
            Self::Refused(_) => 4,
        }
    }
}
