//! The words for act types, roles, kinds and states, from `codebook/labels/<language>/`.

use codebook::{Codebook, CodebookError, Table};
use domain::{Act, ActStatus, EntityKind, ProposingReader, Role, StatementKind};
use std::collections::HashMap;

/// Words for what the records name by ids.
#[derive(Debug, Default)]
pub struct Labels {
    acts: HashMap<String, ActLabel>,
    words: HashMap<String, String>,
    comparisons: HashMap<String, [String; 2]>,
}

#[derive(Debug)]
struct ActLabel {
    label: String,
    group: String,
}

/// Groups of act types, in the order of every list and chart.
pub const GROUPS: [&str; 7] = ["liberty", "process", "integrity", "pressure", "space", "movement", "other"];

impl Labels {
    /// The labels of one language.
    ///
    /// # Errors
    /// [`CodebookError`] when a file is missing or a line does not fit.
    pub fn load(codebook: &Codebook, language: &str) -> Result<Labels, CodebookError> {
        let mut labels = Labels::default();
        let words = format!("labels/{language}/words.tsv");
        for row in Table::read(codebook.files(), &words)?.rows() {
            labels.words.insert(row.required("key")?.to_owned(), row.required("text")?.to_owned());
        }
        let comparisons = format!("labels/{language}/comparisons.tsv");
        for row in Table::read(codebook.files(), &comparisons)?.rows() {
            let sides = [row.required("for")?.to_owned(), row.required("against")?.to_owned()];
            labels.comparisons.insert(row.required("key")?.to_owned(), sides);
        }
        let acts = format!("labels/{language}/acts.tsv");
        for row in Table::read(codebook.files(), &acts)?.rows() {
            let id = row.required("id")?;
            let group = codebook.act_types.get(id).map_or("other", |act| act.group.as_str());
            let label = ActLabel { label: row.required("label")?.to_owned(), group: group.to_owned() };
            labels.acts.insert(id.to_owned(), label);
        }
        Ok(labels)
    }

    /// "Denial of entry"; the id in words when it has no label.
    pub fn act(&self, id: &str) -> String {
        self.acts.get(id).map_or_else(|| id.replace('_', " "), |act| act.label.clone())
    }

    /// One of [`GROUPS`].
    pub fn group(&self, act_id: &str) -> &'static str {
        let group = self.acts.get(act_id).map_or("other", |act| act.group.as_str());
        GROUPS.into_iter().find(|name| *name == group).unwrap_or("other")
    }

    /// The words for a group.
    pub fn group_name(&self, group: &'static str) -> &str {
        self.word("group", group)
    }

    /// A reason for (`bits` above 0) or against two being one, as words; `says` is what was compared.
    pub fn reason(&self, comparison: &str, says: &str, bits: f64) -> String {
        match self.comparisons.get(comparison) {
            Some([words, _]) if bits > 0.0 => words.replace("{}", says),
            Some([_, words]) => words.replace("{}", says),
            None => format!("{}: {says}", comparison.replace(['-', '_'], " ")),
        }
    }

    /// The words for a key of `words.tsv`; the key itself when it has none.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// How the text presents an act.
    pub fn status(&self, act: &Act) -> &str {
        self.word("status", status_key(act.status))
    }

    /// How a speaker stands to an act: "denied by".
    pub fn stance(&self, kind: StatementKind) -> &str {
        self.word("act", statement_key(kind))
    }

    /// What a speaker does with the words: "denial".
    pub fn statement(&self, kind: StatementKind) -> &str {
        self.word("statement", statement_key(kind))
    }

    /// How somebody took part: "done by".
    pub fn role(&self, role: Role) -> &str {
        let key = match role {
            Role::Victim => "victim",
            Role::Perpetrator => "perpetrator",
            Role::Authority => "authority",
            Role::Instrument => "instrument",
            Role::Target => "target",
            Role::Recipient => "recipient",
        };
        self.word("role", key)
    }

    /// A kind of optional reader.
    pub fn proposer(&self, reader: ProposingReader) -> &str {
        let key = match reader {
            ProposingReader::Gliner => "gliner",
            ProposingReader::Llm => "llm",
        };
        self.word("proposer", key)
    }

    /// What an entity is.
    pub fn kind(&self, kind: EntityKind) -> &str {
        let key = match kind {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Group => "group",
            EntityKind::Place => "place",
            EntityKind::Law => "law",
            EntityKind::Work => "work",
        };
        self.word("kind", key)
    }

    /// For a speaker who is not known.
    pub fn nobody(&self) -> &str {
        self.words.get("nobody").map_or("?", String::as_str)
    }

    fn word<'a>(&'a self, table: &str, key: &'a str) -> &'a str {
        self.words.get(&format!("{table}.{key}")).map_or(key, String::as_str)
    }
}

/// The id of a status, as in the records and in style sheets.
pub const fn status_key(status: ActStatus) -> &'static str {
    match status {
        ActStatus::Reported => "reported",
        ActStatus::Alleged => "alleged",
        ActStatus::Denied => "denied",
        ActStatus::Threatened => "threatened",
        ActStatus::Planned => "planned",
        ActStatus::Hypothetical => "hypothetical",
    }
}

const fn statement_key(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Claim => "claim",
        StatementKind::Accusation => "accusation",
        StatementKind::Denial => "denial",
        StatementKind::Confession => "confession",
        StatementKind::Threat => "threat",
        StatementKind::Demand => "demand",
        StatementKind::Opinion => "opinion",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_type_has_a_label_and_a_group() {
        let codebook = Codebook::builtin().unwrap();
        let labels = Labels::load(&codebook, "en").unwrap();
        for act in codebook.act_types.iter() {
            assert!(labels.acts.contains_key(&act.id), "no label for {}", act.id);
            assert_ne!(labels.group(&act.id), "other", "{}", act.id);
        }
        assert_eq!(labels.acts.len(), codebook.act_types.iter().count());
    }

    #[test]
    fn an_unknown_act_is_shown_by_its_id() {
        assert_eq!(Labels::default().act("new_act"), "new act");
    }
}
