//! What a column of a table can be.

use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($(#[doc = $doc:literal])* $name:ident = $word:literal,)*) => {
        /// What a column of a table can be.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Field {
            $($(#[doc = $doc])* #[serde(rename = $word)] $name,)*
        }

        impl Field {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// As mappings write it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

fields! {
    /// Left alone; it stays in the passage.
    Ignore = "ignore",
    /// Rows with the same one, one after the other, tell of one act.
    Event = "event",
    /// A term of the codebook, or a code for one.
    ActType = "act_type",
    /// How it is told.
    Status = "status",
    /// When, or first day of it.
    Date = "date",
    /// Last day of it.
    DateEnd = "date_end",
    /// Where.
    Place = "place",
    /// Country of the place, ISO 3166-1 alpha-2.
    Country = "country",
    /// Degrees north.
    Latitude = "latitude",
    /// Degrees east.
    Longitude = "longitude",
    /// Whom it was done to.
    Victim = "victim",
    /// What tells victims of one name apart.
    VictimId = "victim_id",
    /// `person`, `organization` or `group`.
    VictimKind = "victim_kind",
    /// What the victim is.
    VictimRole = "victim_role",
    /// Whether the victim is an official acting in office.
    VictimOfficial = "victim_official",
    /// How many, or how many at least.
    VictimsAtLeast = "victims_at_least",
    /// How many at most.
    VictimsAtMost = "victims_at_most",
    /// Who did it.
    Perpetrator = "perpetrator",
    /// `person`, `organization` or `group`.
    PerpetratorKind = "perpetrator_kind",
    /// Whose act it lawfully is.
    Authority = "authority",
    /// `person`, `organization` or `group`.
    AuthorityKind = "authority_kind",
    /// What somebody is accused of.
    Charge = "charge",
    /// Who says so.
    Source = "source",
}

impl Field {
    /// The field of a word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// Whether several values can stand in one cell.
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(
            self,
            Self::Perpetrator
                | Self::PerpetratorKind
                | Self::Authority
                | Self::AuthorityKind
                | Self::Charge
                | Self::Source
                | Self::VictimRole
        )
    }
}
