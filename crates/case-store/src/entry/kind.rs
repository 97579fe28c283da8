//! What an entry can record, and which fields it has. Kinds and fields are only added to.

/// What an entry records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The case was made. The first entry of the first log.
    CaseFounded,
    /// An original was taken in: hashed before anything read it.
    DocumentRegistered,
    /// A program read a document.
    Reading,
    /// A person decided something.
    Judgement,
    /// A person was searched for by name.
    Search,
    /// Something left the case.
    Export,
    /// Somebody got a key to the case.
    MemberAdded,
    /// Somebody's key was taken out; later entries are sealed under a new key of the case.
    MemberRemoved,
    /// An earlier entry no longer counts.
    Undo,
    /// The writer saw the log of another device at a size with a root.
    Witness,
    /// A person concerned agreed, refused or withdrew.
    Consent,
    /// The key of a person concerned was destroyed.
    Erasure,
    /// A time-stamping authority vouched for a checkpoint (RFC 3161).
    Timestamp,
    /// A copy was made of an original to work with.
    WorkingCopy,
    /// A step of what was done about the case: a submission, an appeal, a letter, and what became of it.
    Intervention,
    /// Something that somebody sent: it waits until a moderator admits it as a document, or refuses it.
    Intake,
    /// A table or a file of entities of others was taken in, with the mapping that says what its columns are.
    Import,
    /// A kind that a newer program wrote. Kept, and told.
    Newer(u16),
}

/// How often a field stands in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurs {
    /// Exactly once.
    Once,
    /// Once or not at all.
    AtMostOnce,
    /// Any number of times.
    Often,
}

/// A field that a kind of entry has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldRule {
    /// Its name.
    pub name: &'static str,
    /// How often.
    pub occurs: Occurs,
}

const fn once(name: &'static str) -> FieldRule {
    FieldRule { name, occurs: Occurs::Once }
}

const fn maybe(name: &'static str) -> FieldRule {
    FieldRule { name, occurs: Occurs::AtMostOnce }
}

const fn often(name: &'static str) -> FieldRule {
    FieldRule { name, occurs: Occurs::Often }
}

struct KindRow {
    kind: Kind,
    number: u16,
    fields: &'static [FieldRule],
}

const fn row(number: u16, kind: Kind, fields: &'static [FieldRule]) -> KindRow {
    KindRow { kind, number, fields }
}

/// Numbers and field names are part of the format: rows and fields may be added, never changed.
/// Values are UTF-8 text unless the remark says otherwise; digests and identifiers are lower-case hexadecimal.
const KINDS: [KindRow; 17] = [
    row(1, Kind::CaseFounded, &[once("program"), maybe("title")]),
    // `sha256` of the original bytes, `blob` its name among the originals, `size` in bytes, `name` as the user gave it.
    row(
        2,
        Kind::DocumentRegistered,
        &[
            once("sha256"),
            once("blob"),
            once("size"),
            maybe("name"),
            maybe("media_type"),
            maybe("source"),
            maybe("obtained"),
            maybe("obtained_at"),
            maybe("consent"),
            often("note"),
        ],
    ),
    // `record` of the header is the document. `result` holds the record as JSON, `result_zlib` the same packed (RFC 1950), or `result_blob` names where that lies.
    row(
        3,
        Kind::Reading,
        &[
            once("sha256"),
            once("program"),
            once("codebook"),
            maybe("model"),
            maybe("gazetteer"),
            maybe("result"),
            // The same, packed (zlib, RFC 1950).
            maybe("result_zlib"),
            maybe("result_blob"),
            often("problem"),
        ],
    ),
    // `verdict`: accept, amend, reject, same, not_same, unsure, alias, add, comment, claim, confirm, setting. `of` names what is
    // judged: records, or parts of a reading. `evidence` of what was added: `12-40 the words there`, code points.
    // `replaces` and `confirms`: hashes of earlier judgements that the author saw.
    row(
        4,
        Kind::Judgement,
        &[
            once("verdict"),
            often("of"),
            maybe("field"),
            maybe("value"),
            maybe("reason"),
            often("evidence"),
            often("seen"),
            often("replaces"),
            often("confirms"),
        ],
    ),
    row(5, Kind::Search, &[once("query"), maybe("purpose")]),
    row(
        6,
        Kind::Export,
        &[once("recipient"), once("purpose"), once("sha256"), often("of"), maybe("format"), maybe("checkpoint")],
    ),
    // `signing_key` Ed25519 and `exchange_key` X25519, public.
    row(7, Kind::MemberAdded, &[once("signing_key"), once("exchange_key"), maybe("name"), maybe("role")]),
    row(8, Kind::MemberRemoved, &[once("signing_key"), maybe("reason")]),
    // `entry`: hash of what no longer counts.
    row(9, Kind::Undo, &[once("entry"), maybe("reason")]),
    // `checkpoint`: a signed note in the form of C2SP tlog-checkpoint.
    row(10, Kind::Witness, &[once("device"), once("size"), once("root"), maybe("checkpoint")]),
    // `state`: given, refused, withdrawn; override, override-confirmed, override-ended. `until` and `on`: ISO 8601 dates. `subject`:
    // `RECORD/READING#e3`, `seen` the key of that part, `name` as it was then. `confirms`: the entry of an override that a second
    // member confirms or ends.
    row(
        11,
        Kind::Consent,
        &[
            once("state"),
            once("subject"),
            maybe("purpose"),
            maybe("recipient"),
            maybe("until"),
            maybe("note"),
            maybe("seen"),
            maybe("name"),
            maybe("on"),
            maybe("how"),
            maybe("by"),
            maybe("guardian"),
            maybe("minor"),
            maybe("confirms"),
        ],
    ),
    // `blob`: originals that were destroyed with the key.
    row(12, Kind::Erasure, &[once("subject"), once("reason"), often("blob")]),
    // `token`: DER bytes of an RFC 3161 TimeStampResp.
    row(13, Kind::Timestamp, &[once("checkpoint"), once("token")]),
    row(14, Kind::WorkingCopy, &[once("of"), once("sha256"), maybe("blob"), maybe("made_by"), maybe("purpose")]),
    // `record` of the header is the intervention. `step`: draft, consent, reviewed, submitted, ...; the others are what the step
    // tells (`codebook/interventions/steps.tsv`). `date`, `due`: ISO 8601. `sha256`: of the file that was sent or came.
    // `person`, `event`, `denies`, `act`: a part of a document as `RECORD/KEY`. `document`: a record. `replaces`: hashes of
    // earlier entries that this one puts right. Step `deadlines`: `table` is the case's own table of them.
    row(
        15,
        Kind::Intervention,
        &[
            once("step"),
            maybe("title"),
            maybe("kind"),
            maybe("mechanism"),
            maybe("recipient"),
            maybe("form"),
            often("person"),
            often("event"),
            maybe("date"),
            maybe("due"),
            maybe("channel"),
            often("copy"),
            maybe("reference"),
            maybe("letter"),
            maybe("reply"),
            maybe("outcome"),
            maybe("document"),
            often("denies"),
            maybe("sha256"),
            maybe("act"),
            maybe("link"),
            often("evidence"),
            maybe("note"),
            maybe("table"),
            often("replaces"),
        ],
    ),
    // `record` of the header is what came, or the form that was given out. `state`: issued, waiting, admitted, refused.
    // `sha256`, `blob`, `size` of the original; `account` holds what the form tells, as text; `consent`: `PURPOSE ANSWER`;
    // `document`: the record that it became.
    row(
        16,
        Kind::Intake,
        &[
            once("state"),
            maybe("form"),
            maybe("language"),
            maybe("sha256"),
            maybe("blob"),
            maybe("size"),
            maybe("name"),
            maybe("channel"),
            maybe("received"),
            maybe("account"),
            maybe("contact"),
            often("consent"),
            maybe("document"),
            maybe("reason"),
            often("note"),
        ],
    ),
    // `mapping`: TOML, kept to be used again; `format`: csv or ftm; `sha256` of the file; `of`: records of the documents that it is in.
    row(
        17,
        Kind::Import,
        &[once("name"), once("mapping"), once("format"), once("sha256"), once("rows"), once("acts"), often("of")],
    ),
];

impl Kind {
    /// Every kind that this program knows.
    pub fn all() -> impl Iterator<Item = Self> {
        KINDS.iter().map(|row| row.kind)
    }

    /// Its number in the format.
    #[must_use]
    pub fn number(self) -> u16 {
        match self {
            Self::Newer(number) => number,
            known => KINDS.iter().find(|row| row.kind == known).map_or(0, |row| row.number),
        }
    }

    /// The kind of a number.
    #[must_use]
    pub fn from_number(number: u16) -> Self {
        KINDS.iter().find(|row| row.number == number).map_or(Self::Newer(number), |row| row.kind)
    }

    /// The fields that it may have; none for a kind that is not known.
    #[must_use]
    pub fn fields(self) -> &'static [FieldRule] {
        KINDS.iter().find(|row| row.kind == self).map_or(&[], |row| row.fields)
    }

    /// The rule for a field.
    #[must_use]
    pub fn rule(self, name: &str) -> Option<FieldRule> {
        self.fields().iter().find(|rule| rule.name == name).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_they_always_were() {
        let numbers: Vec<u16> = Kind::all().map(Kind::number).collect();
        assert_eq!(numbers, (1..=17).collect::<Vec<u16>>());
        assert!(Kind::all().all(|kind| Kind::from_number(kind.number()) == kind));
        assert_eq!(Kind::from_number(900), Kind::Newer(900));
        assert_eq!(Kind::Newer(900).number(), 900);
    }

    #[test]
    fn names_of_fields_are_names_and_stand_once() {
        for kind in Kind::all() {
            let names: Vec<&str> = kind.fields().iter().map(|rule| rule.name).collect();
            assert!(names.iter().all(|name| crate::wire::v1::is_field_name(name)));
            assert!(names.iter().all(|name| names.iter().filter(|other| other == &name).count() == 1), "{kind:?}");
        }
    }
}
