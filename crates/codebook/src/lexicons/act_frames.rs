//! Frames: which grammatical slots of a trigger hold which participants.

use super::act_words::{Part, Path, read_roles};
use crate::{CodebookError, Files, Table};

/// Rows of `act_frames.tsv`.
#[derive(Debug, Default)]
pub struct ActFrames(Vec<ActFrame>);

/// One frame, shared by many triggers.
#[derive(Clone, Debug)]
pub struct ActFrame {
    /// Its name.
    pub name: String,
    /// Part of speech of its triggers.
    pub part: Part,
    /// Where each participant stands, best place first.
    pub roles: Vec<(Role, Vec<Path>)>,
    /// How often a careful reader agrees with what the frame finds, `0.0..=1.0`.
    pub prior: f64,
}

/// What a slot of a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Whom it is done to.
    Victim,
    /// Who does it to somebody.
    Perpetrator,
    /// The court or office whose act it lawfully is.
    Authority,
    /// What it is done with.
    Instrument,
    /// A thing that it is done to.
    Target,
    /// To whom a complaint goes, or for whom somebody is extradited.
    Recipient,
    /// Where; not a participant.
    Place,
    /// What somebody is accused of; not a participant.
    Charge,
}

impl Role {
    pub(super) fn named(name: &str) -> Option<Role> {
        Some(match name {
            "victim" => Role::Victim,
            "perpetrator" => Role::Perpetrator,
            "authority" => Role::Authority,
            "instrument" => Role::Instrument,
            "target" => Role::Target,
            "recipient" => Role::Recipient,
            "place" => Role::Place,
            "charge" => Role::Charge,
            _ => return None,
        })
    }
}

impl ActFrames {
    pub(super) fn load(files: &Files, language: &str) -> Result<ActFrames, CodebookError> {
        let path = format!("lexicons/{language}/act_frames.tsv");
        let table = Table::read(files, &path)?;
        let frames = table.rows().map(|row| {
            let part = match row.required("part")? {
                "verb" => Part::Verb,
                "noun" => Part::Noun,
                "adjective" => Part::Adjective,
                other => return Err(row.wrong(format!("no part of speech `{other}`; use verb, noun or adjective"))),
            };
            let prior = row.required("prior")?;
            Ok(ActFrame {
                name: row.required("frame")?.to_owned(),
                part,
                roles: read_roles(&row, row.get("roles"))?,
                prior: prior.parse().map_err(|_| row.wrong(format!("`{prior}` is not a number")))?,
            })
        });
        frames.collect::<Result<_, _>>().map(ActFrames)
    }

    /// The frame with this name.
    pub fn get(&self, name: &str) -> Option<&ActFrame> {
        self.0.iter().find(|frame| frame.name == name)
    }
}
