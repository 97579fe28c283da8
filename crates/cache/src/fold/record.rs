//! The parts of a record (`docs/records.md`) that tables and index are made of.

use serde::Deserialize;

/// A reading as JSON, version 1. What is not named here stays in the record only.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Record {
    pub document: Document,
    pub entities: Vec<Entity>,
    pub acts: Vec<Act>,
    pub statements: Vec<Statement>,
    pub problems: Vec<Problem>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Document {
    pub title: Option<String>,
    pub language: Option<String>,
    pub media_type: Option<String>,
    pub publisher: Option<String>,
    pub origin: Vec<String>,
    pub published: Date,
    pub text: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Date {
    pub earliest: Option<String>,
    pub latest: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entity {
    pub id: String,
    pub kind: String,
    pub name: String,
    pub mentions: Vec<Mention>,
    pub protected: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Mention {
    pub span: (u64, u64),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Act {
    pub id: String,
    #[serde(rename = "type")]
    pub act_type: String,
    pub status: String,
    pub participants: Vec<Participant>,
    pub date: Date,
    pub trigger: (u64, u64),
    pub confidence: f64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Participant {
    pub role: String,
    pub entity: Option<String>,
    pub span: (u64, u64),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Statement {
    pub id: String,
    pub kind: String,
    pub speaker: Option<String>,
    pub cue: (u64, u64),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Problem {
    pub code: String,
    pub message: String,
}
