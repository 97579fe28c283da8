//! The parts of a record (`docs/records.md`) that are shown. Places are code points of the text.

use serde::Deserialize;

/// `[start, end)`.
pub type Place = (usize, usize);

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Record {
    pub document: Document,
    pub entities: Vec<Entity>,
    pub acts: Vec<Act>,
    pub statements: Vec<Statement>,
    pub figures: Vec<Figure>,
    pub times: Vec<Time>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Document {
    pub media_type: String,
    pub furniture: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entity {
    pub id: String,
    pub kind: String,
    pub name: String,
    pub mentions: Vec<Mention>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Mention {
    pub span: Place,
    pub form: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Act {
    pub id: String,
    pub participants: Vec<Participant>,
    pub places: Vec<String>,
    pub duration: Option<String>,
    pub charges: Vec<String>,
    pub evidence: Vec<Place>,
    pub trigger: Place,
    pub statements: Vec<String>,
    pub rule: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Participant {
    pub role: String,
    pub entity: Option<String>,
    pub span: Place,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Statement {
    pub id: String,
    pub kind: String,
    pub speaker: Option<String>,
    pub speaker_span: Option<Place>,
    pub cue: Place,
    pub content: Vec<Place>,
    pub evidence: Vec<Place>,
    pub acts: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Figure {
    pub evidence: Vec<Place>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Time {
    pub span: Place,
}

impl Record {
    /// The name of an entity.
    pub fn name(&self, id: &str) -> Option<&str> {
        self.entities.iter().find(|entity| entity.id == id).map(|entity| entity.name.as_str())
    }

    /// Who speaks: the name of the speaker, or the words for it.
    pub fn speaker(&self, statement: &Statement, letters: &[char]) -> Option<String> {
        let named = statement.speaker.as_deref().and_then(|id| self.name(id)).map(str::to_owned);
        named.or_else(|| statement.speaker_span.map(|span| words(letters, span)))
    }
}

/// The words at a place; empty when it is not in the text.
pub fn words(letters: &[char], place: Place) -> String {
    letters.get(place.0..place.1).map(|letters| letters.iter().collect()).unwrap_or_default()
}
