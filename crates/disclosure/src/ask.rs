//! What somebody wants to hand out: what for, to whom, on which day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What something leaves the case for. A consent is for one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Kept among the members of the case. Everything goes, but for people who refused or withdrew just that.
    Keep,
    /// Shared with a partner who is named: a lawyer, an organisation, Special Procedures.
    Partner,
    /// Named to the government concerned.
    Government,
    /// Named in a public report or data set.
    #[default]
    Public,
}

impl Purpose {
    /// All of them, the narrowest first.
    pub const ALL: [Self; 4] = [Self::Keep, Self::Partner, Self::Government, Self::Public];

    /// Its word: `keep`, `partner`, `government`, `public`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Partner => "partner",
            Self::Government => "government",
            Self::Public => "public",
        }
    }

    /// The purpose with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == word)
    }

    /// Whether a consent must name its recipient to count.
    #[must_use]
    pub const fn needs_recipient(self) -> bool {
        matches!(self, Self::Partner | Self::Government)
    }
}

/// What somebody wants to hand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What for.
    pub purpose: Purpose,
    /// To whom, as consents name them; letters' case and spaces do not matter.
    pub recipient: String,
    /// The day on which it goes out: what expires before it no longer counts.
    pub on: Date,
    /// People whom two members name without a consent.
    pub overrides: Vec<Override>,
}

/// Two members name somebody who was not asked or could not be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Override {
    /// Identifier of the person.
    pub person: String,
    /// What for; it counts for nothing else.
    pub purpose: Purpose,
    /// For whom; it counts for nobody else.
    pub recipient: String,
    /// Who decided: two different members.
    pub by: [String; 2],
    /// Why.
    pub reason: String,
}

impl Ask {
    /// Whether an override holds for this: purpose and recipient fit, two different members, a reason.
    pub(crate) fn fits(&self, one: &Override) -> bool {
        let [first, second] = [&one.by[0], &one.by[1]].map(|member| member.trim());
        one.purpose == self.purpose
            && same_name(&one.recipient, &self.recipient)
            && !first.is_empty()
            && !second.is_empty()
            && first != second
            && !one.reason.trim().is_empty()
    }
}

/// Whether two names of recipients are one, whatever their case and spaces.
pub(crate) fn same_name(left: &str, right: &str) -> bool {
    let folded =
        |name: &str| name.split_whitespace().flat_map(str::chars).flat_map(char::to_lowercase).collect::<String>();
    folded(left) == folded(right)
}
