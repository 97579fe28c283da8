//! What can be asked of a case, and what is answered. Bytes of documents and records travel beside, as the body.

use crate::across::{Order, Sort};
use crate::pictured::{
    EventSearch, FoundEvents, MapQuery, MapShown, NetworkQuery, NetworkShown, TimelineQuery, TimelineShown,
};
use crate::shown::{
    AddedShown, CommentShown, CountList, CountQuery, EventList, EventPage, EventQuery, EventShown, FamilyShown,
    IdentityList, IdentityShown, IntakeRow, IntakeShown, InterventionList, InterventionShown, Opinion, PersonList,
    PersonShown, Queue,
};
use crate::{ActRow, DocumentRow, EntityRow, Hit, JudgementRow, LogRow, MemberRow, StatementRow};
use serde::{Deserialize, Serialize};

/// What can be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Request {
    /// How many documents there are, and what was noticed on opening. Answer: [`Answer::Overview`].
    Overview,
    /// Keep the body as a document: its bytes are hashed and stored before anything reads them. Answer: [`Answer::Registered`].
    Register(Registration),
    /// The documents that were not read yet. Answer: [`Answer::Documents`].
    Unread,
    /// The bytes of an original, in the body. Answer: [`Answer::Original`].
    Original {
        /// The document: its record, or the beginning of it.
        document: String,
    },
    /// Keep the record in the body (`docs/records.md`) as the reading of a document. Answer: [`Answer::Recorded`].
    Record {
        /// The document.
        document: String,
        /// SHA-256 of the bytes that were read.
        sha256: String,
        /// What read it.
        read_by: ReadBy,
        /// Codes of what went wrong.
        problems: Vec<String>,
    },
    /// Documents in order. Answer: [`Answer::Documents`].
    List {
        /// Only those with a higher number.
        after: i64,
        /// At most so many.
        limit: u32,
    },
    /// A document with everything that is said about it. Answer: [`Answer::Document`]; with `record`, the body is the record.
    Show {
        /// The document: the beginning of its record, at least four digits.
        document: String,
        /// Whether the record is wanted in the body.
        record: bool,
    },
    /// Documents with these words. A search that meets people by name is an entry. Answer: [`Answer::Found`].
    Search {
        /// As a person types it, see `cache::Cache::search`.
        query: String,
        /// Only names of people; always an entry.
        person: bool,
        /// What for; recorded.
        purpose: Option<String>,
        /// So many are left out at the beginning.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// Entries, the last one first. Answer: [`Answer::Log`].
    Log {
        /// Only about this document.
        document: Option<String>,
        /// So many are left out at the end.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// Check all signatures, hashes, chains and originals, and that the cache is what the ledger gives. Answer: [`Answer::Verified`].
    Verify {
        /// A checkpoint that was kept elsewhere: whether the case still holds what it held then.
        against: Option<String>,
    },
    /// Sign how far the log goes. Answer: [`Answer::Text`].
    Checkpoint,
    /// Prove an entry to somebody without the case; recorded as an export. Answer: [`Answer::Text`].
    Prove {
        /// The beginning of its hash.
        entry: String,
        /// The fields that are shown.
        fields: Vec<String>,
        /// For whom.
        recipient: String,
        /// What for.
        purpose: String,
    },
    /// Take in what another copy of the same case holds. Answer: [`Answer::Merged`].
    Merge {
        /// Its folder, as whoever holds the keys sees it.
        folder: std::path::PathBuf,
    },
    /// Record what somebody decided. Answer: [`Answer::Entry`].
    Judge {
        /// What was decided.
        verdict: Verdict,
        /// About what.
        of: Vec<Target>,
        /// What is amended.
        field: Option<String>,
        /// To what.
        value: Option<String>,
        /// Why.
        reason: Option<String>,
    },
    /// Take an entry back. Answer: [`Answer::Entry`].
    Undo {
        /// The beginning of its hash.
        entry: String,
        /// Why.
        reason: Option<String>,
    },
    /// All judgements, undone ones too. Answer: [`Answer::Judgements`].
    Judgements {
        /// So many are left out at the beginning.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// Who has a key. Answer: [`Answer::Members`].
    Members,
    /// Give somebody a key, opened by a passphrase of their own. Answer: [`Answer::Entry`].
    AddMember {
        /// As they are called in the case.
        name: String,
        /// Their passphrase.
        passphrase: Hidden,
    },
    /// All people, organisations or places across documents. Answer: [`Answer::Identities`].
    Identities {
        /// Which of them.
        sort: Sort,
        /// Those too that have no name in any document.
        nameless: bool,
        /// So many are left out at the beginning.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// One of them. Answer: [`Answer::Identity`], or [`Answer::Identities`] when several could be meant. A search for a
    /// person by name is an entry.
    Identity {
        /// Which of them.
        sort: Sort,
        /// The identifier, or words of a name.
        wanted: String,
    },
    /// The pairs that a person is asked about. Answer: [`Answer::Queue`].
    Queue {
        /// So many are left out at the beginning.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// What happened, across documents. Answer: [`Answer::Events`].
    Events {
        /// Only what this document tells of.
        document: Option<String>,
        /// Only of this act type.
        act_type: Option<String>,
        /// Only what several documents tell of.
        shared: bool,
        /// What is only supposed, wished or told in general too.
        supposed: bool,
        /// So many are left out at the beginning.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// One event. Answer: [`Answer::Event`].
    Event {
        /// The identifier.
        id: String,
        /// What a standard needs and the reports do not give is told too.
        standard: Option<String>,
    },
    /// How many people. Answer: [`Answer::Counts`]; the body is a drawing (SVG) when one is wanted.
    Counts(CountQuery),
    /// Texts that share words. Answer: [`Answer::Families`].
    Families {
        /// So many are left out at the beginning.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// The case as one record (`docs/records.md`), as far as consent goes, in the body; an entry. Answer: [`Answer::Exported`].
    Export {
        /// For whom.
        recipient: String,
        /// What for: `keep`, `partner`, `government` or `public`.
        purpose: String,
    },
    /// The next act that nobody judged. Answer: [`Answer::ToReview`].
    ToReview {
        /// So many are passed over.
        skip: u32,
        /// Act types, those first that do most harm when they are wrong.
        harm: Vec<String>,
    },
    /// Forget the keys and end; only a vault does. There is no answer.
    Lock,
    /// Take somebody's key out. Answer: [`Answer::Entry`].
    RemoveMember {
        /// Their name, or the beginning of their signing key.
        member: String,
        /// Why.
        reason: Option<String>,
    },
    /// Write everything into one file, encrypted for recipients; recorded as an export. Answer: [`Answer::Bundled`].
    Bundle {
        /// Public keys of age; none when there is a passphrase.
        recipients: Vec<String>,
        /// A passphrase in their place.
        passphrase: Option<Hidden>,
        /// What for.
        purpose: String,
        /// The file, which must not be there, as whoever holds the keys sees it.
        out: std::path::PathBuf,
    },
    /// Take in a bundle of the same case. Answer: [`Answer::Merged`].
    MergeBundle {
        /// The file, as whoever holds the keys sees it.
        file: std::path::PathBuf,
        /// What opens it.
        key: crate::BundleKey,
    },
    /// Sign how far the log goes, and ask an authority for a time stamp of it. Answer: [`Answer::Text`]; the body is the request (DER).
    TimestampRequest,
    /// Keep the reply of an authority, which is the body. Answer: [`Answer::Entry`].
    KeepTimestamp {
        /// The checkpoint that it is for.
        checkpoint: String,
    },
    /// The time stamps that are kept. Answer: [`Answer::Timestamps`].
    Timestamps,
    /// The documents whose latest reading was made by something else than this. Answer: [`Answer::Documents`].
    Stale {
        /// What would read them now.
        read_by: ReadBy,
    },
    /// Destroy the content of a document for good. Answer: [`Answer::Entry`].
    Erase {
        /// The document.
        document: String,
        /// Why; recorded.
        reason: String,
    },
    /// Give a key to whoever sent a request from another computer. Answer: [`Answer::Entry`].
    AddCandidate {
        /// As they are called in the case.
        name: String,
        /// What `saksi member request` wrote.
        request: String,
        /// The digits that they read out.
        fingerprint: String,
    },
    /// People, organisations or places with a name, some at a time. Answer: [`Answer::People`]. A search for a person is an entry.
    People {
        /// Which of them.
        sort: Sort,
        /// In which order.
        order: Order,
        /// Words of a name, or beginnings of words; all when none.
        named: Option<String>,
        /// What for; recorded.
        purpose: Option<String>,
        /// So many are left out at the beginning.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// One of them, with some of its events. Answer: [`Answer::Person`]. Not a search: nothing is recorded.
    Person {
        /// The identifier, or a part of a document: `RECORD:e1`.
        wanted: String,
        /// So many events are left out at the beginning.
        offset: u32,
        /// At most so many events.
        limit: u32,
    },
    /// Events, some at a time. Answer: [`Answer::EventPage`]. A search for somebody who takes part is an entry.
    EventPage {
        /// Which of them.
        query: EventQuery,
        /// So many are left out at the beginning.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// Put fields of a part right, all in one step. Answer: [`Answer::Entry`].
    Amend {
        /// What.
        of: Target,
        /// Fields and their values.
        changes: Vec<(String, String)>,
        /// The words that say it, code points; empty: as they were.
        passages: Vec<[u32; 2]>,
        /// Why.
        reason: Option<String>,
    },
    /// Keep an act, an entity or a statement that a person enters by hand. Answer: [`Answer::Entry`].
    AddPart {
        /// The document.
        document: String,
        /// `act`, `entity` or `statement`.
        part: String,
        /// Its fields, written as amendments are.
        fields: std::collections::BTreeMap<String, String>,
        /// The words that it rests on, code points of the text.
        passages: Vec<[u32; 2]>,
        /// Why.
        reason: Option<String>,
    },
    /// Take back what this person decided last, with all that was recorded together with it. Answer: [`Answer::Entry`].
    UndoLast {
        /// Why.
        reason: Option<String>,
    },
    /// What people wrote beside something. Answer: [`Answer::Comments`].
    Comments {
        /// A document, a part of one, or a person, body, place or event across documents.
        of: Target,
    },
    /// Events over time. Answer: [`Answer::Timeline`].
    Timeline(TimelineQuery),
    /// Events by place. Answer: [`Answer::Map`].
    Map(MapQuery),
    /// People and bodies in common events. Answer: [`Answer::Network`].
    Network(NetworkQuery),
    /// Events by who, what, where, when; a search for a person by name is an entry. Answer: [`Answer::FoundEvents`].
    FindEvents(EventSearch),
    /// Record what a person concerned agreed to, refused or withdrew. Answer: [`Answer::Entry`].
    Consent(crate::ConsentDraft),
    /// Name somebody who did not agree: one member proposes it with a reason, another confirms it. Answer: [`Answer::Entry`].
    Override(crate::OverrideStep),
    /// What was recorded, in order. Answer: [`Answer::Consents`].
    Consents {
        /// Only about this person: the identifier, or a part of a document.
        person: Option<String>,
    },
    /// Who would go out by name and who by which pseudonym. Answer: [`Answer::GoesOut`].
    GoesOut {
        /// `keep`, `partner`, `government` or `public`.
        purpose: String,
        /// To whom.
        recipient: String,
        /// On which day; none: today.
        on: Option<String>,
    },
    /// What was done about the case. Answer: [`Answer::Interventions`].
    Interventions {
        /// Only those that hang together with this person, body or event.
        about: Option<String>,
    },
    /// One intervention with its life. Answer: [`Answer::Intervention`].
    Intervention {
        /// Its record, or the beginning of it, at least four digits.
        id: String,
    },
    /// Record a step. Answer: [`Answer::StepTaken`].
    TakeStep {
        /// The intervention; none: a new one.
        intervention: Option<String>,
        /// What.
        step: interventions::Step,
        /// Fields and values (`codebook/interventions/steps.tsv`); people, bodies and events by identifier or as `RECORD:a3`.
        fields: Vec<(String, String)>,
    },
    /// The table of deadlines that counts in this case; with `set` it is an entry. Answer: [`Answer::Text`].
    Deadlines {
        /// A new table, or nothing but blanks for the built-in one.
        set: Option<String>,
    },
    /// Draw the number of a form that is given out, and record it. Answer: [`Answer::FormIssued`].
    IssueForm {
        /// `en`, `km`, `th` or `id`.
        language: String,
        /// To whom, as far as that should be known.
        note: Option<String>,
    },
    /// Keep the body, which somebody sent: it waits in a queue and is nowhere shown before somebody admits it.
    /// Answer: [`Answer::Waits`].
    TakeIn(Incoming),
    /// What waits, and what became of the rest. Answer: [`Answer::Intakes`].
    Intakes {
        /// What was decided already too.
        all: bool,
    },
    /// One thing that came in, to be read by whoever moderates. Answer: [`Answer::Intake`]; with `original`, the body is the original.
    Intake {
        /// Its number in the queue: the beginning of its record, at least four digits.
        id: String,
        /// Whether the original is wanted.
        original: bool,
    },
    /// Admit what came in as a document, or refuse it. Answer: [`Answer::Moderated`].
    Moderate {
        /// Its number in the queue.
        id: String,
        /// Admit it.
        admit: bool,
        /// Why; needed to refuse.
        reason: Option<String>,
        /// Destroy what was refused, original and all.
        destroy: bool,
    },
    /// The same, from what was worked out across documents last, when what changed since is still being worked out. Answer: as for
    /// the request inside.
    Older {
        /// What is asked.
        of: Box<Request>,
    },
    /// Write a paper, or tell what it lacks. Answer: [`Answer::Reported`]; the body is the file. A paper is an export, and an entry.
    Report(crate::PaperQuery),
    /// Take in a table or entities of others, all of it or nothing; the body holds the pieces. Answer: [`Answer::Imported`].
    Import(crate::Import),
    /// What was imported, with its mappings. Answer: [`Answer::Imports`].
    Imports,
    /// The case as tables, entities or a data set, as far as consent goes, in the body; an entry. Answer: [`Answer::Exported`].
    ExportData {
        /// `csv`, `huridocs`, `parquet`, `ftm` or `dataset`; all but `ftm` are ZIP archives.
        format: String,
        /// For whom.
        recipient: String,
        /// What for: `keep`, `partner`, `government` or `public`.
        purpose: String,
    },
    /// A paper before it is made: who stands in it and how, what a form is answered with. Nothing is recorded. Answer:
    /// [`Answer::PaperShown`]; the body is its beginning as HTML.
    ShowPaper(crate::PaperQuery),
}

impl Request {
    /// Whether what holds across documents is needed for the answer.
    #[must_use]
    pub fn looks_across(&self) -> bool {
        match self {
            Self::Judge { of, .. } => names_an_identity(of),
            Self::Comments { of } => crate::across::is_identity(of),
            Self::Amend { of, .. } => crate::across::is_identity(of),
            Self::Older { of } => of.looks_across(),
            Self::Identities { .. }
            | Self::Identity { .. }
            | Self::Queue { .. }
            | Self::Events { .. }
            | Self::Event { .. }
            | Self::Counts(_)
            | Self::Families { .. }
            | Self::Export { .. }
            | Self::ExportData { .. }
            | Self::People { .. }
            | Self::Person { .. }
            | Self::EventPage { .. }
            | Self::Timeline(_)
            | Self::Map(_)
            | Self::Network(_)
            | Self::FindEvents(_)
            | Self::Consent(_)
            | Self::Override(_)
            | Self::Consents { .. }
            | Self::GoesOut { .. }
            | Self::Interventions { .. }
            | Self::Intervention { .. }
            | Self::TakeStep { .. }
            | Self::Report(_)
            | Self::ShowPaper(_) => true,
            _ => false,
        }
    }

    /// Whether it records what somebody decided, so that what was worked out last is enough to know whom it is about.
    #[must_use]
    pub const fn decides(&self) -> bool {
        matches!(
            self,
            Self::Judge { .. }
                | Self::Comments { .. }
                | Self::Amend { .. }
                | Self::Consent(_)
                | Self::Override(_)
                | Self::TakeStep { .. }
        )
    }
}

fn names_an_identity(of: &[Target]) -> bool {
    of.iter().any(crate::across::is_identity)
}

/// A text that is not shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hidden(pub String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[sealed]")
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

/// How a document came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Registration {
    /// Its name, as the user sees it.
    pub name: String,
    /// Where it is from.
    pub source: Option<String>,
    /// How it was obtained.
    pub obtained: Option<String>,
    /// With what consent.
    pub consent: Option<String>,
    /// Whatever else is to be known.
    pub notes: Vec<String>,
}

/// Something that came in. What a form says was read out of it before, by a process that holds no keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Incoming {
    /// How it came: "by hand", "encrypted mail".
    pub channel: Option<String>,
    /// On which day (ISO 8601).
    pub received: Option<String>,
    /// What the form says; none: a letter, which is taken as it is.
    pub form: Option<intake::Filled>,
    /// With what consent a letter came.
    pub consent: Option<String>,
    /// Whatever else is to be known.
    pub note: Option<String>,
}

/// What read a document, so that a result can be explained later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBy {
    /// Name and version of the program.
    pub program: String,
    /// Hash of the codebook.
    pub codebook: String,
    /// Name, version and hash of the language model.
    pub model: Option<String>,
    /// Hash of the gazetteer.
    pub gazetteer: Option<String>,
}

/// What somebody decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is as the program says.
    Accept,
    /// It is otherwise: `field` is `value`.
    Amend,
    /// It is not so.
    Reject,
    /// All of them are one.
    Same,
    /// They are different.
    NotSame,
    /// Looked at, and not to be settled.
    Unsure,
    /// It goes by the name in `value`; `field` says from when to when (ISO 8601-2: `2017-11-16/..`).
    Alias,
    /// The program did not read it, and a person enters it; see [`Request::AddPart`].
    Add,
    /// Words beside it, in `value`.
    Comment,
    /// Somebody works on it until the moment in `value`, milliseconds since 1970.
    Claim,
    /// What somebody else decided about it is so.
    Confirm,
    /// The case wants it so: `field` is `value`.
    Setting,
}

impl Verdict {
    /// As it is recorded.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Amend => "amend",
            Self::Reject => "reject",
            Self::Same => "same",
            Self::NotSame => "not_same",
            Self::Unsure => "unsure",
            Self::Alias => "alias",
            Self::Add => "add",
            Self::Comment => "comment",
            Self::Claim => "claim",
            Self::Confirm => "confirm",
            Self::Setting => "setting",
        }
    }
}

/// A document, or a part of its latest reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The beginning of its record; or the identifier of a person, organisation, place or event across documents.
    pub document: String,
    /// Such as `a3`, `e1` or `s2`; none: the document itself.
    pub part: Option<String>,
}

/// An answer, and bytes that belong to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The answer.
    pub answer: Answer,
    /// Bytes, where the request says so.
    pub body: Vec<u8>,
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer {
    /// The case as a whole.
    Overview(Overview),
    /// A document is here.
    Registered {
        /// Its record.
        document: String,
        /// Whether the same bytes were here before; nothing was recorded then.
        known: bool,
    },
    /// Documents.
    Documents {
        /// Some of them.
        rows: Vec<DocumentRow>,
        /// How many there are in all.
        total: i64,
    },
    /// The body is the original.
    Original {
        /// SHA-256 of it.
        sha256: String,
    },
    /// The reading is an entry.
    Recorded {
        /// Its hash.
        entry: String,
    },
    /// A document.
    Document(Box<DocumentShown>),
    /// What was found.
    Found(Found),
    /// Entries.
    Log {
        /// Some of them.
        rows: Vec<LogRow>,
        /// How many there are in all.
        total: i64,
    },
    /// What was checked.
    Verified(Verified),
    /// A text to be handed on.
    Text {
        /// The text.
        text: String,
    },
    /// What a merge brought.
    Merged {
        /// New entries.
        n_entries: u64,
        /// New originals.
        n_originals: u64,
        /// What is wrong there, and forks that show now.
        findings: Vec<String>,
    },
    /// An entry was made.
    Entry {
        /// Its hash.
        entry: String,
    },
    /// Judgements.
    Judgements {
        /// Some of them.
        rows: Vec<JudgementRow>,
    },
    /// What is to be reviewed.
    ToReview(ToReview),
    /// Who has, or had, a key.
    Members {
        /// All of them.
        rows: Vec<MemberRow>,
    },
    /// Time stamps.
    Timestamps {
        /// All of them, in the order in which they were kept.
        stamps: Vec<crate::Stamp>,
    },
    /// A bundle was written.
    Bundled {
        /// How many files of the case are in it.
        n_files: u64,
        /// SHA-256 of the encrypted file, hexadecimal.
        sha256: String,
        /// Its length, bytes.
        size: u64,
    },
    /// People, organisations or places.
    Identities(IdentityList),
    /// One of them.
    Identity(Box<IdentityShown>),
    /// Pairs that wait.
    Queue(Queue),
    /// Events.
    Events(EventList),
    /// One of them.
    Event(Box<EventShown>),
    /// Numbers.
    Counts(Box<CountList>),
    /// Families of texts.
    Families {
        /// Some of them, those with most documents first.
        families: Vec<FamilyShown>,
        /// How many there are in all.
        total: usize,
        /// How many documents were compared.
        n_documents: usize,
    },
    /// The body is the record of the case.
    Exported {
        /// The entry about it; none on a case that nothing can be added to.
        entry: Option<String>,
        /// SHA-256 of the body.
        sha256: String,
    },
    /// People, organisations or places.
    People(PersonList),
    /// One of them.
    Person(Box<PersonShown>),
    /// Events.
    EventPage(EventPage),
    /// Comments.
    Comments {
        /// In the order in which they were written.
        rows: Vec<CommentShown>,
    },
    /// Events over time.
    Timeline(Box<TimelineShown>),
    /// Events by place.
    Map(Box<MapShown>),
    /// People and bodies in common events.
    Network(Box<NetworkShown>),
    /// Events that were found.
    FoundEvents(Box<FoundEvents>),
    /// What people agreed to, refused and withdrew.
    Consents {
        /// In the order of the log.
        rows: Vec<crate::shown::ConsentShown>,
        /// People whom two members name all the same, and those that wait for the second.
        overrides: Vec<crate::shown::OverrideShown>,
    },
    /// Who would go out, and how.
    GoesOut(Box<crate::shown::GoesOut>),
    /// Interventions.
    Interventions(Box<InterventionList>),
    /// One of them.
    Intervention(Box<InterventionShown>),
    /// A step is an entry.
    StepTaken {
        /// The record of the intervention.
        intervention: String,
        /// Hash of the entry.
        entry: String,
    },
    /// A form has a number.
    FormIssued {
        /// Such as `K7QF-2M8P-X`.
        number: String,
    },
    /// Something waits.
    Waits {
        /// Its number in the queue.
        id: String,
        /// Whether the same bytes were here before; nothing was recorded then.
        known: bool,
        /// Whether this case gave out the form; none when it was no form.
        issued: Option<bool>,
    },
    /// The queue.
    Intakes {
        /// Those that wait first, the oldest at the beginning.
        rows: Vec<IntakeRow>,
        /// How many wait.
        n_waiting: usize,
    },
    /// One thing that came in.
    Intake(Box<IntakeShown>),
    /// Something was admitted or refused.
    Moderated {
        /// The record of the document that it became.
        document: Option<String>,
        /// Hash of the entry.
        entry: String,
    },
    /// A paper, or what it lacks.
    Reported(Box<crate::Reported>),
    /// A table is in the case.
    Imported {
        /// The entry about it.
        entry: String,
        /// Records of its documents, the file as a whole first.
        documents: Vec<String>,
        /// How many of them were here before.
        n_known: usize,
    },
    /// What was imported.
    Imports {
        /// The last one first.
        rows: Vec<crate::ImportRow>,
    },
    /// A paper before it is made.
    PaperShown(Box<crate::papers::PaperShown>),
}

/// What a person has not looked at yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToReview {
    /// Record of the document, and the act, such as `a3`; none: everything was judged.
    pub next: Option<(String, String)>,
    /// Acts in all.
    pub total: i64,
    /// Acts that somebody judged.
    pub done: i64,
    /// Acts about which somebody else decided, and that wait for this person to confirm it.
    #[serde(default)]
    pub n_waiting: i64,
    /// Whether the case asks for a second person.
    #[serde(default)]
    pub two_people: bool,
    /// Acts that nobody judged, in documents that somebody else works on: they are passed over.
    #[serde(default)]
    pub n_claimed: i64,
}

/// The case as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// The case.
    pub case: String,
    /// How many documents.
    pub n_documents: i64,
    /// How many entries.
    pub n_entries: i64,
    /// How many documents no program has read.
    #[serde(default)]
    pub n_unread: i64,
    /// Why nothing can be recorded; none: it can.
    pub read_only: Option<String>,
    /// What was noticed on opening.
    pub findings: Vec<String>,
}

/// A document with everything that is said about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentShown {
    /// The document.
    pub document: DocumentRow,
    /// Its text.
    pub text: String,
    /// Who and what is in it.
    pub entities: Vec<EntityRow>,
    /// What happened.
    pub acts: Vec<ActRow>,
    /// Who said what.
    pub statements: Vec<StatementRow>,
    /// What people decided about it.
    pub judgements: Vec<JudgementRow>,
    /// What people entered by hand.
    #[serde(default)]
    pub added: Vec<AddedShown>,
    /// What stands of the judgements about its parts.
    #[serde(default)]
    pub opinions: Vec<Opinion>,
    /// What people wrote beside it, and beside its parts.
    #[serde(default)]
    pub comments: Vec<CommentShown>,
    /// Who says that they work on it, and until when (milliseconds since 1970); none whose time is over.
    #[serde(default)]
    pub claims: Vec<(String, i64, bool)>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Documents, the best first.
    pub hits: Vec<(Hit, DocumentRow)>,
    /// People whose name the query has.
    pub people: Vec<(EntityRow, DocumentRow)>,
    /// The entry about this search; none when it met nobody by name.
    pub entry: Option<String>,
    /// For each hit, which of the lines that are not blank has the words, from 0; none: they stand elsewhere, as in the title.
    #[serde(default)]
    pub lines: Vec<Option<u32>>,
    /// So many documents have the words that only the newest ([`cache::MAX_RANKED`]) were ranked.
    #[serde(default)]
    pub is_cut: bool,
}

/// What was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// How many entries had their signature, hash and place checked.
    pub n_entries: u64,
    /// How many originals were hashed again.
    pub n_originals: u64,
    /// What is wrong, the first damage first; empty: nothing.
    pub damage: Vec<String>,
    /// What was noticed and is no damage.
    pub notes: Vec<String>,
    /// SHA-256 over all rows of the cache, which are what the ledger gives.
    pub row_hash: String,
}
