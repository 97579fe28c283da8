//! What people send: it waits, sealed like every original, and is nowhere shown or counted before a member admits it.
//!
//! While it waits it is no document: lists, search, counts, people, events, pictures and exports are made of documents. The log
//! tells only that something came in. Admitted, it becomes a document with the consent that it came with, sealed by the same key,
//! so that erasing the document takes away what came in too.

use crate::case::Case;
use crate::device::digits;
use crate::documents::record_id;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Incoming, Reply};
use crate::shown::{IntakeRow, IntakeShown};
use cache::StepRow;
use case_store::blobs::BlobId;
use case_store::{Draft, Kind, SubjectId};
use intake::{LANGUAGES, MAX_FORM, Number};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;

/// Longest letter that is shown as text, bytes.
const MAX_LETTER: u64 = 1 << 20;
/// Longest original that is given out whole, bytes.
const MAX_ORIGINAL: u64 = 1 << 30;
/// Longest note, characters.
const MAX_NOTE: usize = 4000;

/// Everything that was recorded of one thing that came in.
#[derive(Clone, Debug, Default)]
struct Came {
    row: IntakeRow,
    subject: Option<String>,
    account: Option<String>,
    contact: Option<String>,
    sha256: Option<String>,
    blob: Option<String>,
}

impl Case {
    /// Draws a number that no form of this case has, and records it.
    pub(crate) fn issue_form(&mut self, language: &str, note: Option<String>) -> Result<Answer, Refusal> {
        if !LANGUAGES.contains(&language) {
            let hint = format!("the languages are {}", LANGUAGES.join(", "));
            return Err(Refusal::new(Why::Unclear, "there is no form in this language", hint));
        }
        let record = self.store.new_record();
        // The record was drawn by chance; its hash tells nothing of it.
        let hash = Sha256::digest([b"form number ", record.as_bytes().as_slice()].concat());
        let number = Number::from_chance(std::array::from_fn(|place| hash.get(place).copied().unwrap_or_default()));
        let draft = Draft::new(Kind::Intake, record).with("state", "issued").with("form", number.to_string());
        let draft = draft.with("language", language);
        let draft = noted(note)?.into_iter().fold(draft, |draft, note| draft.with("note", note));
        self.store.append(&draft)?;
        Ok(Answer::FormIssued { number: number.to_string() })
    }

    /// Stores the bytes and lets them wait. The same bytes are taken in once.
    pub(crate) fn take_in_incoming(&mut self, how: Incoming, bytes: &mut dyn Read) -> Result<Answer, Refusal> {
        let note = noted(how.note.clone())?;
        let limit = if how.form.is_some() { MAX_FORM as u64 } else { MAX_ORIGINAL };
        let mut limited = bytes.take(limit + 1);
        check_incoming(&how)?;
        let kept = self.store.keep(&mut limited)?;
        if kept.size > limit {
            self.drop_original(kept.id)?;
            let message = format!("this has more than {limit} bytes; nothing was taken in");
            return Err(Refusal::new(Why::Unclear, message, "check what it is before anything else"));
        }
        let sha256 = digits(&kept.sha256);
        let all = self.all_that_came()?;
        let issued = how.form.as_ref().map(|form| is_issued(&all, &form.number));
        let known = all.iter().find(|one| one.sha256.as_deref() == Some(&sha256));
        if let Some(known) = known {
            return Ok(Answer::Waits { id: known.row.id.clone(), known: true, issued });
        }
        let subject = self.store.new_subject()?;
        let record = self.store.new_record();
        let mut draft = Draft::new(Kind::Intake, record).with("state", "waiting");
        draft = draft.with("sha256", sha256).with("blob", kept.id.to_string()).with("size", kept.size.to_string());
        let mut fields: Vec<(&str, Option<String>)> =
            vec![("channel", how.channel), ("received", how.received), ("note", note)];
        match how.form {
            Some(form) => {
                let consents = form.consents().into_iter().map(|(purpose, answer)| format!("{purpose} {answer}"));
                fields.extend(consents.map(|consent| ("consent", Some(consent))));
                fields.extend([("account", Some(form.account())), ("contact", form.contact())]);
                // The number says nothing of the person, and tells of a destroyed form that it came back.
                draft = draft.with("form", form.number).with("language", form.language);
            }
            None => fields.push(("consent", how.consent.map(|consent| format!("letter {consent}")))),
        }
        for (field, value) in fields {
            if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
                draft = draft.about(subject, field, value);
            }
        }
        self.store.append(&draft)?;
        Ok(Answer::Waits { id: record.to_string(), known: false, issued })
    }

    /// Takes an original away that nothing was recorded about.
    fn drop_original(&mut self, blob: BlobId) -> Result<(), Refusal> {
        let used =
            self.store.entries().any(|entry| entry.is_ok_and(|entry| entry.text("blob") == Some(&blob.to_string())));
        if !used {
            self.store.blobs()?.destroy(blob)?;
        }
        Ok(())
    }

    pub(crate) fn intakes(&mut self, all: bool) -> Result<Answer, Refusal> {
        let came = self.all_that_came()?;
        let n_waiting = came.iter().filter(|one| one.row.state == "waiting").count();
        let mut rows: Vec<IntakeRow> =
            came.into_iter().map(|one| one.row).filter(|row| all || row.state == "waiting").collect();
        // What waits first, the oldest at the beginning; of the rest the latest.
        rows.sort_by_key(|row| if row.state == "waiting" { (false, row.time) } else { (true, -row.time) });
        Ok(Answer::Intakes { rows, n_waiting })
    }

    pub(crate) fn intake(&mut self, id: &str, original: bool) -> Result<Reply, Refusal> {
        let came = self.came(id)?;
        let body = if original { self.original_of(&came, MAX_ORIGINAL)? } else { Vec::new() };
        let Came { row, sha256, contact, .. } = came.clone();
        let account = match came.account.clone() {
            Some(account) => Some(account),
            None => self.letter(&came)?,
        };
        Ok(Reply { answer: Answer::Intake(Box::new(IntakeShown { row, account, contact, sha256 })), body })
    }

    /// A letter as text; none when it is long, no text, or gone.
    fn letter(&mut self, came: &Came) -> Result<Option<String>, Refusal> {
        let fits = came.row.size.is_some_and(|size| u64::try_from(size).is_ok_and(|size| size <= MAX_LETTER));
        if !fits || came.blob.is_none() || self.is_gone(came) {
            return Ok(None);
        }
        let text = String::from_utf8(self.original_of(came, MAX_LETTER)?).ok();
        let is_text = |text: &String| !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
        Ok(text.filter(is_text))
    }

    fn is_gone(&self, came: &Came) -> bool {
        let subject = came.subject.as_deref().and_then(|subject| SubjectId::from_hex(subject).ok());
        subject.is_some_and(|subject| self.store.is_erased(subject))
    }

    fn original_of(&mut self, came: &Came, limit: u64) -> Result<Vec<u8>, Refusal> {
        let gone = || Refusal::not_found("original of this (any more)", "`saksi log CASE` shows when it was destroyed");
        let id = came.blob.as_deref().and_then(|blob| BlobId::from_hex(blob).ok()).ok_or_else(gone)?;
        if self.is_gone(came) {
            return Err(gone());
        }
        let mut body = Vec::new();
        let blobs = self.store.blobs()?;
        let read = blobs.open(id)?.take(limit).read_to_end(&mut body);
        read.map_err(|error| {
            let hint = "`saksi verify CASE` names what is damaged; put the file back from a backup";
            Refusal::new(Why::Damaged, format!("the original cannot be read: {error}"), hint)
        })?;
        Ok(body)
    }

    /// Admits or refuses what waits; once.
    pub(crate) fn moderate(
        &mut self,
        id: &str,
        admit: bool,
        reason: Option<&str>,
        destroy: bool,
    ) -> Result<Answer, Refusal> {
        let came = self.came(id)?;
        if came.row.state != "waiting" {
            let message = format!("this does not wait: it is {}", came.row.state);
            return Err(Refusal::new(Why::Unclear, message, "`saksi intake CASE list` shows what waits"));
        }
        let reason = noted(reason.map(str::to_owned))?;
        match (admit, reason) {
            (true, _) if destroy => {
                Err(Refusal::new(Why::Unclear, "only what is refused can be destroyed", "see `saksi intake --help`"))
            }
            (true, reason) => self.admit_incoming(&came, reason),
            (false, None) => Err(Refusal::new(Why::Unclear, "a reason is needed; it is recorded", "add --reason TEXT")),
            (false, Some(reason)) => self.refuse_incoming(&came, reason, destroy),
        }
    }

    /// Registers what it tells as a document and records that it was admitted, both or none.
    fn admit_incoming(&mut self, came: &Came, reason: Option<String>) -> Result<Answer, Refusal> {
        let subject = came.subject.as_deref().and_then(|subject| SubjectId::from_hex(subject).ok());
        let subject = subject.filter(|_| !self.is_gone(came)).ok_or_else(|| {
            Refusal::not_found("content of this any more", "`saksi log CASE` shows when it was destroyed")
        })?;
        let (kept, ending) = match &came.account {
            Some(account) => (self.store.keep(&mut account.as_bytes())?, ".txt"),
            None => {
                let original = self.original_of(came, MAX_ORIGINAL)?;
                (self.store.keep(&mut original.as_slice())?, "")
            }
        };
        let row = &came.row;
        let short = row.id.get(..8).unwrap_or(&row.id);
        let document = self.store.new_record();
        let how = [row.channel.clone(), row.received.clone(), row.form.as_ref().map(|form| format!("form {form}"))];
        let how: Vec<String> = std::iter::once("intake".to_owned()).chain(how.into_iter().flatten()).collect();
        let consent: Vec<String> =
            row.consents.iter().map(|(purpose, answer)| format!("{purpose}: {answer}")).collect();
        let mut draft = Draft::new(Kind::DocumentRegistered, document);
        draft = draft.with("sha256", digits(&kept.sha256)).with("blob", kept.id.to_string());
        draft = draft.with("size", kept.size.to_string());
        draft =
            draft.about(subject, "name", format!("intake-{short}{ending}")).about(subject, "obtained", how.join(", "));
        if !consent.is_empty() {
            draft = draft.about(subject, "consent", consent.join("; "));
        }
        let original = came.sha256.as_deref().unwrap_or_default();
        draft = draft.about(subject, "note", format!("what came in has the SHA-256 {original}"));
        let admitted = decided(&row.id, "admitted", reason, subject)?.with("document", document.to_string());
        let receipts = self.store.append_all(&[draft, admitted])?;
        let entry = receipts.last().map(|receipt| receipt.hash.to_string()).unwrap_or_default();
        Ok(Answer::Moderated { document: Some(document.to_string()), entry })
    }

    fn refuse_incoming(&mut self, came: &Came, reason: String, destroy: bool) -> Result<Answer, Refusal> {
        let subject = came.subject.as_deref().and_then(|subject| SubjectId::from_hex(subject).ok());
        // Why it was refused stays, whatever happens to the content.
        let draft = decided(&came.row.id, "refused", Some(reason.clone()), SubjectId::CASE)?;
        let entry = self.store.append(&draft)?.hash.to_string();
        if let Some(subject) = subject.filter(|_| destroy) {
            let blob = came.blob.as_deref().and_then(|blob| BlobId::from_hex(blob).ok());
            self.store.erase_with(subject, &reason, &blob.into_iter().collect::<Vec<_>>())?;
            (self.across, self.worked) = (None, crate::across::Worked::default());
            self.tables.rebuild(&self.store)?;
        }
        Ok(Answer::Moderated { document: None, entry })
    }

    fn came(&mut self, id: &str) -> Result<Came, Refusal> {
        let hint = "`saksi intake CASE list` shows what came in; give at least the first four digits of one";
        let digits = id.trim().to_lowercase();
        if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Refusal::new(Why::Unclear, "this is not the beginning of a number in the queue", hint));
        }
        let mut found = self.all_that_came()?.into_iter();
        let mut found = found.by_ref().filter(|one| one.row.id.starts_with(&digits));
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            (None, _) => Err(Refusal::not_found("such thing in its queue", hint)),
            _ => Err(Refusal::new(Why::Unclear, "more than one starts with these digits", hint)),
        }
    }

    /// What came in, and forms that were given out, in the order in which they were first recorded.
    fn all_that_came(&mut self) -> Result<Vec<Came>, Refusal> {
        let rows = self.tables.look(&self.store, |cache| cache.steps(Kind::Intake.number()))?;
        let mut order: Vec<String> = Vec::new();
        let mut all: BTreeMap<String, Came> = BTreeMap::new();
        for row in rows {
            if !all.contains_key(&row.record) {
                order.push(row.record.clone());
            }
            all.entry(row.record.clone()).or_default().take(row);
        }
        let mut all: Vec<Came> = order.into_iter().filter_map(|record| all.remove(&record)).collect();
        let issued: Vec<String> =
            all.iter().filter(|one| one.row.state == "issued").filter_map(|one| one.row.form.clone()).collect();
        let back: Vec<String> =
            all.iter().filter(|one| one.row.state != "issued").filter_map(|one| one.row.form.clone()).collect();
        for one in &mut all {
            one.row.is_issued = one.row.form.as_ref().is_some_and(|form| issued.contains(form));
        }
        // A form that came back is told by what came.
        all.retain(|one| one.row.state != "issued" || one.row.form.as_ref().is_none_or(|form| !back.contains(form)));
        Ok(all)
    }
}

impl Came {
    /// What was decided first stands: two devices may decide at once, and what was refused must not come in by the other.
    fn take(&mut self, step: StepRow) {
        let value =
            |name: &str| step.fields.iter().find(|(field, _)| field == name).and_then(|(_, value)| value.clone());
        let state = value("state").unwrap_or_default();
        self.row.id = step.record.clone();
        if self.row.state == "refused" {
            return;
        }
        self.row.state = state;
        (self.row.time, self.row.author) = (step.time, step.author_name.clone());
        self.subject = self.subject.take().or_else(|| step.subject.clone());
        let keep = |known: &mut Option<String>, name: &str| *known = value(name).or_else(|| known.take());
        keep(&mut self.account, "account");
        keep(&mut self.contact, "contact");
        keep(&mut self.sha256, "sha256");
        keep(&mut self.blob, "blob");
        let row = &mut self.row;
        keep(&mut row.form, "form");
        keep(&mut row.language, "language");
        keep(&mut row.channel, "channel");
        keep(&mut row.received, "received");
        keep(&mut row.document, "document");
        keep(&mut row.reason, "reason");
        keep(&mut row.note, "note");
        row.size = value("size").and_then(|size| size.parse().ok()).or(row.size);
        let consents = step.fields.iter().filter(|(field, _)| field == "consent");
        let consents = consents.filter_map(|(_, value)| value.as_deref()?.split_once(' '));
        row.consents.extend(consents.map(|(purpose, answer)| (purpose.to_owned(), answer.to_owned())));
    }
}

fn is_issued(all: &[Came], number: &str) -> bool {
    all.iter().any(|one| one.row.form.as_deref() == Some(number) && (one.row.state == "issued" || one.row.is_issued))
}

fn decided(id: &str, state: &str, reason: Option<String>, subject: SubjectId) -> Result<Draft, Refusal> {
    let draft = Draft::new(Kind::Intake, record_id(id)?).with("state", state);
    Ok(reason.into_iter().fold(draft, |draft, reason| draft.about(subject, "reason", reason)))
}

fn noted(note: Option<String>) -> Result<Option<String>, Refusal> {
    let note = note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    match &note {
        Some(text) if text.chars().count() > MAX_NOTE => {
            Err(Refusal::new(Why::Unclear, "a note has at most 4,000 characters", "make it shorter"))
        }
        _ => Ok(note),
    }
}

fn check_incoming(how: &Incoming) -> Result<(), Refusal> {
    let is_day = |day: &String| day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok();
    if !how.received.as_ref().is_none_or(is_day) {
        return Err(Refusal::new(Why::Unclear, "the day on which it came is not one", "write it as 2031-02-03"));
    }
    let is_told = |consent: &String| !consent.trim().is_empty();
    match &how.form {
        None if !how.consent.as_ref().is_some_and(is_told) => {
            let hint = "say what the sender agreed to, and how: --consent TEXT";
            Err(Refusal::new(Why::Unclear, "a letter is taken in with the consent that it came with", hint))
        }
        Some(form) if Number::parse(&form.number).is_none() || !LANGUAGES.contains(&form.language.as_str()) => {
            Err(Refusal::new(Why::Unclear, "this is not what a form says", "read it with `saksi intake CASE add FILE`"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
