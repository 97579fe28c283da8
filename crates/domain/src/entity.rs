//! People, organisations, groups, places and what else a text names.

use document::Span;

/// Somebody or something, with all its mentions in one document.
#[derive(Clone, Debug)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest form in this document.
    pub name: String,
    /// Every mention, in order of the text.
    pub mentions: Vec<Mention>,
    /// What the text says that it is: "spokesman of the ministry", "member of the party".
    pub roles: Vec<String>,
    /// A person or group that is not acting as an official, and is to be shielded in what leaves the case.
    pub protected: bool,
    /// Where it lies, for a place that the gazetteer knows.
    pub place: Option<PlaceFix>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// One human being.
    Person,
    /// A body with a name of its own: party, ministry, court, company, agency.
    Organization,
    /// People without a body: "Thai police", "CNRP supporters", "two villagers".
    Group,
    /// A country, region, town, site.
    Place,
    /// A statute, treaty, article of a code.
    Law,
    /// A report, film, song, programme.
    Work,
}

/// Words that speak of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    /// Where; for a name without titles and without `'s`.
    pub span: Span,
    /// How.
    pub form: MentionForm,
}

/// How words speak of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionForm {
    /// "Olen Vash", "MRP".
    Name,
    /// "the activist", "two villagers".
    Nominal,
    /// "he", "them".
    Pronoun,
}

/// What a gazetteer knows of a place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceFix {
    /// Degrees north; `None` when the gazetteer has only the name.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// How wide the place is.
    pub precision: PlacePrecision,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Which gazetteer, and its id for the place: `geonames:1821306`.
    pub gazetteer: String,
}

/// How wide a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlacePrecision {
    /// A state.
    Country,
    /// A province, state of a federation, district.
    Region,
    /// A town or village.
    City,
    /// A building, street, camp, airport.
    Site,
}
