//! Papers of a case: what the gate lets out, drafted, written and recorded with its hash before it is handed out.

use crate::case::Case;
use crate::device::digits;
use crate::disclosing::{Gated, Handing, day};
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Reply};
use disclosure::{Disclosed, Purpose, Thing};
use document::DateWindow;
use drafting::forms::Forms;
use drafting::{Draft, DraftError, Kind, Wanted};
use paper::Paper;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What sets papers as PDF. It takes long to compile, so the program brings it and this crate does without.
#[derive(Clone, Copy, Debug)]
pub struct Typesetter {
    /// The file, or why there is none.
    pub pdf: fn(&Paper) -> Result<Vec<u8>, String>,
    /// Letters that no font has, and how often they stand there.
    pub unprintable: fn(&Paper) -> BTreeMap<char, usize>,
}

static TYPESETTER: OnceLock<Typesetter> = OnceLock::new();

/// Says what sets papers as PDF; the first one counts.
pub fn set_typesetter(typesetter: Typesetter) {
    let _the_first_one_counts = TYPESETTER.set(typesetter);
}

/// Which paper, for whom, in which format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperQuery {
    /// `dossier`, `incidents`, `tally` or `submission`.
    pub kind: String,
    /// The person, as the case calls them: `p1a2b`.
    pub person: Option<String>,
    /// The event.
    pub event: Option<String>,
    /// Not before this day, ISO 8601.
    pub from: Option<String>,
    /// Not after this day.
    pub to: Option<String>,
    /// The form of a submission.
    pub form: Option<String>,
    /// Answers that stand in no document, by field.
    pub given: BTreeMap<String, String>,
    /// `keep`, `partner`, `government`, `public`; none: `partner` for a submission, else `keep`.
    pub purpose: Option<String>,
    /// For whom; none: whoever the form is for, else the members of the case.
    pub recipient: Option<String>,
    /// On which day; none: today.
    pub on: Option<String>,
    /// `pdf`, `docx` or `html`; none: only what is missing is told, and nothing is recorded.
    pub format: Option<String>,
}

/// A paper that was written, or what it lacks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// The entry about it; none when only what is missing was asked for, and on a case that nothing can be added to.
    pub entry: Option<String>,
    /// SHA-256 of the file, hexadecimal; empty without a file.
    pub sha256: String,
    /// For whom it is.
    pub recipient: String,
    /// Sentences about what happened.
    pub n_facts: usize,
    /// What the form asks for and nobody answered.
    pub missing: Vec<Lacking>,
    /// People behind pseudonyms who may be recognised, consents that end soon, small numbers: how many of all these.
    pub n_warnings: usize,
    /// Letters that no font of the program has, and how often they stand in the paper.
    pub unprintable: Vec<(char, usize)>,
}

/// An answer that is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacking {
    /// The field.
    pub field: String,
    /// The question.
    pub label: String,
    /// What a good answer has.
    pub help: String,
    /// Who has to be asked: `victim`, `family`, `witness`, `lawyer`, `submitter`, `monitor`.
    pub ask: String,
    /// Whether somebody writes it in; else it is recorded in the case.
    pub by_hand: bool,
}

/// Whom a paper is for that stays in the case.
const MEMBERS: &str = "members of the case";

/// A paper before it is a file: what takes long can be done with it while others ask the case.
pub(crate) struct Drafted {
    pub(crate) draft: Draft,
    pub(crate) handing: Handing,
    pub(crate) reported: Reported,
    /// How far the log was.
    heads: case_store::Heads,
}

impl Drafted {
    /// The bytes of the file. Asks nothing of the case.
    ///
    /// # Errors
    /// [`Refusal`]: no such format, or the paper cannot be set.
    pub(crate) fn written(&self, format: &str) -> Result<Vec<u8>, Refusal> {
        written(&self.draft.paper, format)
    }
}

/// What came of recording a paper.
pub(crate) enum Recorded {
    /// It is an entry and may be handed out.
    Done(Box<Reply>),
    /// The case changed meanwhile so that the paper would be another one.
    Changed(Box<Drafted>),
}

impl Case {
    /// A paper in the body. Recorded with its hash and recipient before it is handed out.
    ///
    /// # Errors
    /// [`Refusal`]: nothing was recorded then.
    pub(crate) fn write_paper(&mut self, query: &PaperQuery) -> Result<Reply, Refusal> {
        let drafted = self.drafted(query)?;
        let Some(format) = query.format.as_deref() else {
            return Ok(Reply { answer: Answer::Reported(Box::new(drafted.reported)), body: Vec::new() });
        };
        let body = drafted.written(format)?;
        self.record_paper(query, drafted, body)
    }

    fn record_paper(&mut self, query: &PaperQuery, drafted: Drafted, body: Vec<u8>) -> Result<Reply, Refusal> {
        let format = query.format.as_deref().unwrap_or_default();
        let (entry, sha256) = self.record_export(&drafted.handing, &body, &format!("saksi-{} {format}", query.kind))?;
        Ok(Reply { answer: Answer::Reported(Box::new(Reported { entry, sha256, ..drafted.reported })), body })
    }

    /// Records a paper that was set while others asked the case. When something was recorded since it was drafted, such as a consent
    /// that was withdrawn, it is drafted once more, and recorded only when it is still the same.
    ///
    /// # Errors
    /// [`Refusal`]: nothing was recorded then.
    pub(crate) fn record_set_paper(
        &mut self,
        query: &PaperQuery,
        drafted: Drafted,
        body: Vec<u8>,
    ) -> Result<Recorded, Refusal> {
        if self.store.heads() != drafted.heads {
            let again = self.drafted(query)?;
            if again.draft.paper != drafted.draft.paper {
                return Ok(Recorded::Changed(Box::new(again)));
            }
        }
        Ok(Recorded::Done(Box::new(self.record_paper(query, drafted, body)?)))
    }

    /// A submission and the SHA-256 of its file, for whoever records what was sent.
    ///
    /// # Errors
    /// [`Refusal`], as for [`crate::Request::Report`]. Nothing is recorded.
    pub fn submission(&mut self, query: &PaperQuery) -> Result<(Vec<u8>, String), Refusal> {
        let query = PaperQuery { kind: Kind::Submission.as_str().to_owned(), ..query.clone() };
        let drafted = self.drafted(&query)?;
        let body = drafted.written(query.format.as_deref().unwrap_or("docx"))?;
        let sha256 = digits(&Sha256::digest(&body));
        Ok((body, sha256))
    }

    /// The paper, through the gate.
    pub(crate) fn drafted(&mut self, query: &PaperQuery) -> Result<Drafted, Refusal> {
        let (drafted, _) = self.drafted_by(query)?;
        Ok(drafted)
    }

    /// The same, with what it was decided by.
    pub(crate) fn drafted_by(&mut self, query: &PaperQuery) -> Result<(Drafted, Gated), Refusal> {
        let heads = self.store.heads();
        let kind = Kind::from_word(&query.kind)
            .ok_or_else(|| unclear("the papers are dossier, incidents, tally and submission"))?;
        let forms = Forms::builtin().map_err(|error| unclear(&error.to_string()))?;
        let [from, to] = [&query.from, &query.to].map(|text| text.as_deref().map(day).transpose());
        let (from, to) = (from?, to?);
        let handing = Handing { period: DateWindow { earliest: from, latest: to }, ..handing(query, kind, &forms)? };
        let gated = self.gated(&handing)?;
        let shown = |thing, id: &Option<String>| id.as_deref().map(|id| gated.disclosure.shown_id(thing, id));
        let wanted = Wanted {
            kind,
            person: shown(Thing::Person, &query.person),
            event: shown(Thing::Event, &query.event),
            from,
            to,
            form: query.form.clone(),
            given: query.given.clone(),
        };
        let disclosed = &gated.disclosure.disclosed;
        check_given(disclosed, query)?;
        let draft = drafting::draft(disclosed, &wanted, &forms).map_err(|error| refused(&error))?;
        let unprintable = TYPESETTER.get().map(|typesetter| (typesetter.unprintable)(&draft.paper)).unwrap_or_default();
        let reported = Reported {
            recipient: handing.recipient.clone(),
            n_facts: draft.n_facts,
            missing: draft.missing.iter().map(lacking).collect(),
            n_warnings: disclosed.warnings().len(),
            unprintable: unprintable.into_iter().collect(),
            ..Reported::default()
        };
        Ok((Drafted { draft, handing, reported, heads }, gated))
    }
}

pub(crate) fn handing(query: &PaperQuery, kind: Kind, forms: &Forms) -> Result<Handing, Refusal> {
    let is_submission = kind == Kind::Submission;
    let default = if is_submission { Purpose::Partner } else { Purpose::Keep };
    let wanted = query.form.as_deref().unwrap_or("special-procedures");
    let form = forms.get(wanted).filter(|_| is_submission);
    if is_submission && form.is_none() {
        let known = forms.all().map(|form| form.id.as_str()).collect::<Vec<_>>().join(", ");
        return Err(refused(&DraftError::NoForm { wanted: wanted.chars().take(40).collect(), known }));
    }
    let purpose = query.purpose.as_deref().unwrap_or(default.as_str());
    let keeps = purpose == Purpose::Keep.as_str();
    let named = query.recipient.as_deref().filter(|name| !name.trim().is_empty());
    let recipient = named.or(form.map(|form| form.recipient.as_str())).or(keeps.then_some(MEMBERS)).unwrap_or_default();
    if recipient.trim().is_empty() {
        return Err(unclear("nobody is named who gets it").called("paper-for-nobody"));
    }
    Handing::of(purpose, recipient, query.on.as_deref())
}

/// What somebody writes in goes past the gate: it must name nobody who is behind a pseudonym.
fn check_given(disclosed: &Disclosed, query: &PaperQuery) -> Result<(), Refusal> {
    match query.given.iter().find(|(_, answer)| !disclosed.names_nobody_hidden(answer)) {
        None => Ok(()),
        Some((field, _)) => {
            let message = format!("the answer to `{field}` names somebody whom no consent covers for this recipient");
            let hint = "leave the name out, or record the consent (`saksi consent`)";
            Err(Refusal::new(Why::Unclear, message, hint).called("paper-names-hidden"))
        }
    }
}

fn written(paper: &Paper, format: &str) -> Result<Vec<u8>, Refusal> {
    let failed = |why: String| Refusal::new(Why::Disk, why, "nothing was recorded; try .docx or .html");
    match format {
        "html" => Ok(paper::html::write(paper).into_bytes()),
        "docx" => paper::docx::write(paper).map_err(|error| failed(error.to_string())),
        "pdf" => match TYPESETTER.get() {
            Some(typesetter) => (typesetter.pdf)(paper).map_err(failed),
            None => Err(failed("this program was built without what sets PDF files".to_owned())),
        },
        _ => Err(unclear("the formats are pdf, docx and html")),
    }
}

fn lacking(missing: &drafting::forms::Missing) -> Lacking {
    Lacking {
        field: missing.field.clone(),
        label: missing.label.clone(),
        help: missing.help.clone(),
        ask: missing.ask.as_str().to_owned(),
        by_hand: missing.by_hand,
    }
}

fn refused(error: &DraftError) -> Refusal {
    let why = if matches!(error, DraftError::NoPerson | DraftError::NoEvent) { Why::NotFound } else { Why::Unclear };
    let refusal = Refusal::new(why, error.to_string(), "see `saksi report --help`");
    match error {
        DraftError::NothingNamed => refusal.called("paper-about-nothing"),
        DraftError::NobodyNamed => refusal.called("paper-about-nobody"),
        _ => refusal,
    }
}

fn unclear(message: &str) -> Refusal {
    Refusal::new(Why::Unclear, message, "see `saksi report --help`")
}
