//! What somebody wants to record, before it has a place in a log.

use super::{Kind, Occurs};
use crate::wire::v1::{MAX_ENTRY, MAX_FIELDS};
use crate::{RecordId, SecretBytes, SubjectId};

/// Longest value of a field, bytes.
pub const MAX_VALUE: usize = 16 << 20;

/// What somebody wants to record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What kind of entry.
    pub kind: Kind,
    /// What it speaks of.
    pub record: RecordId,
    /// The fields, in order.
    pub fields: Vec<DraftField>,
}

/// A field to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftField {
    /// Its name, one of [`Kind::fields`].
    pub name: String,
    /// Whose key seals it.
    pub subject: SubjectId,
    /// Its value.
    pub value: SecretBytes,
}

/// Why a draft cannot be recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// This program does not know the kind.
    #[error("a kind of entry that this program does not know cannot be written")]
    UnknownKind,
    /// The kind has no such field.
    #[error("an entry of kind {kind:?} has no field `{field}`")]
    UnknownField {
        /// The kind.
        kind: Kind,
        /// The field.
        field: String,
    },
    /// A field is missing.
    #[error("an entry of kind {kind:?} needs the field `{field}`")]
    Missing {
        /// The kind.
        kind: Kind,
        /// The field.
        field: &'static str,
    },
    /// A field stands more often than it may.
    #[error("an entry of kind {kind:?} has the field `{field}` only once")]
    Repeated {
        /// The kind.
        kind: Kind,
        /// The field.
        field: &'static str,
    },
    /// Too much for one entry.
    #[error("too large for an entry; keep it as a blob and name that")]
    TooLarge,
}

impl Draft {
    /// A draft without fields.
    #[must_use]
    pub const fn new(kind: Kind, record: RecordId) -> Self {
        Self { kind, record, fields: Vec::new() }
    }

    /// Adds a field about the case itself, no single person.
    #[must_use]
    pub fn with(self, name: &str, value: impl Into<SecretBytes>) -> Self {
        self.about(SubjectId::CASE, name, value)
    }

    /// Adds a field about a person concerned; when that person's key is destroyed, nobody can read it any more.
    #[must_use]
    pub fn about(mut self, subject: SubjectId, name: &str, value: impl Into<SecretBytes>) -> Self {
        self.fields.push(DraftField { name: name.to_owned(), subject, value: value.into() });
        self
    }

    /// Whether the kind allows these fields.
    ///
    /// # Errors
    /// [`DraftError`] with the first thing that is wrong.
    pub fn check(&self) -> Result<(), DraftError> {
        let kind = self.kind;
        if kind.fields().is_empty() {
            return Err(DraftError::UnknownKind);
        }
        if let Some(field) = self.fields.iter().find(|field| kind.rule(&field.name).is_none()) {
            return Err(DraftError::UnknownField { kind, field: field.name.clone() });
        }
        for rule in kind.fields() {
            let field = rule.name;
            match (rule.occurs, self.fields.iter().filter(|draft| draft.name == field).count()) {
                (Occurs::Once, 0) => return Err(DraftError::Missing { kind, field }),
                (Occurs::Once | Occurs::AtMostOnce, 2..) => return Err(DraftError::Repeated { kind, field }),
                _ => {}
            }
        }
        self.check_size()
    }

    fn check_size(&self) -> Result<(), DraftError> {
        let sizes = || self.fields.iter().map(|field| field.value.expose().len());
        // A field costs at most 256 bytes besides its value.
        let total = sizes().sum::<usize>() + 256 * (self.fields.len() + 2);
        let fits = self.fields.len() <= MAX_FIELDS && sizes().all(|size| size <= MAX_VALUE) && total <= MAX_ENTRY;
        if fits { Ok(()) } else { Err(DraftError::TooLarge) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search() -> Draft {
        Draft::new(Kind::Search, RecordId::from_bytes([1; 16]))
    }

    #[test]
    fn a_draft_has_the_fields_of_its_kind() {
        assert_eq!(search().with("query", "a").check(), Ok(()));
        assert_eq!(search().check(), Err(DraftError::Missing { kind: Kind::Search, field: "query" }));
        let twice = search().with("query", "a").with("query", "b").check();
        assert_eq!(twice, Err(DraftError::Repeated { kind: Kind::Search, field: "query" }));
        let unknown = search().with("query", "a").with("colour", "b").check();
        assert_eq!(unknown, Err(DraftError::UnknownField { kind: Kind::Search, field: "colour".to_owned() }));
        assert_eq!(Draft::new(Kind::Newer(99), search().record).check(), Err(DraftError::UnknownKind));
    }

    #[test]
    fn what_is_too_large_is_refused() {
        assert_eq!(search().with("query", vec![b'a'; MAX_VALUE + 1]).check(), Err(DraftError::TooLarge));
        let many =
            (0..=MAX_FIELDS).fold(Draft::new(Kind::Judgement, search().record), |draft, _| draft.with("of", "x"));
        assert_eq!(many.with("verdict", "accept").check(), Err(DraftError::TooLarge));
    }
}
