//! What people decide. Kept apart from what the program read, and never written over: an undo is an entry too.

use crate::case::Case;
use crate::documents::{record_id, subject};
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Target, ToReview, Verdict};
use case_store::{Draft, Kind, SubjectId};

/// What is judged, as it is recorded.
struct Judged {
    subject: SubjectId,
    /// `DOCUMENT`, or `DOCUMENT/READING#PART`.
    of: String,
    /// The key of the part, which stays when the document is read again; empty for a document.
    seen: String,
}

impl Case {
    pub(crate) fn judge(
        &mut self,
        verdict: Verdict,
        of: &[Target],
        fields: [(&str, Option<String>); 3],
    ) -> Result<Answer, Refusal> {
        let of = &self.parts_of(verdict, of)?;
        check(verdict, of, &fields)?;
        let judged: Vec<Judged> = of.iter().map(|target| self.judged(target)).collect::<Result<_, _>>()?;
        let first = judged.first().map_or(SubjectId::CASE, |judged| judged.subject);
        let mut draft = Draft::new(Kind::Judgement, self.store.new_record()).with("verdict", verdict.name());
        for one in &judged {
            draft = draft.about(one.subject, "of", one.of.as_str());
        }
        for (field, value) in fields {
            if let Some(value) = value {
                draft = draft.about(first, field, value);
            }
        }
        for one in &judged {
            draft = draft.about(one.subject, "seen", one.seen.as_str());
        }
        Ok(Answer::Entry { entry: self.store.append(&draft)?.hash.to_string() })
    }

    /// The next act that nobody judged.
    pub(crate) fn waiting_for_review(&mut self, skip: u32, harm: &[String]) -> Result<Answer, Refusal> {
        let look = |cache: &cache::Cache| Ok((cache.to_review(harm, skip)?, cache.backlog()?));
        let (next, backlog) = self.tables.look(&self.store, look)?;
        Ok(Answer::ToReview(ToReview { next, total: backlog.total, done: backlog.done }))
    }

    fn judged(&mut self, target: &Target) -> Result<Judged, Refusal> {
        let row = self.document(&target.document)?;
        let subject = subject(&row);
        let Some(part) = &target.part else { return Ok(Judged { subject, of: row.record, seen: String::new() }) };
        let missing =
            || Refusal::not_found("such part", "`saksi show CASE DOCUMENT` shows the parts of a document, such as a1");
        let reading = row.reading.as_deref().ok_or_else(missing)?;
        let number = row.number;
        let key = self.tables.look(&self.store, |cache| {
            let acts = cache.acts(number)?.into_iter().map(|one| (one.act, one.key));
            let entities = cache.entities(number)?.into_iter().map(|one| (one.entity, one.key));
            let statements = cache.statements(number)?.into_iter().map(|one| (one.statement, one.key));
            Ok(acts.chain(entities).chain(statements).find(|(name, _)| name == part).map(|(_, key)| key))
        })?;
        let seen = key.ok_or_else(missing)?;
        Ok(Judged { subject, of: format!("{}/{reading}#{part}", row.record), seen })
    }

    /// Takes back a judgement, or an undo.
    pub(crate) fn undo(&mut self, entry: &str, reason: Option<&str>) -> Result<Answer, Refusal> {
        let row = self.entry(entry)?;
        let kind = Kind::from_number(row.kind);
        if !matches!(kind, Kind::Judgement | Kind::Undo) {
            let message = "only judgements and undos can be taken back; what happened to the case stays recorded";
            return Err(Refusal::new(Why::Unclear, message, "`saksi log CASE` shows what each entry is"));
        }
        if row.undone {
            return Err(Refusal::new(
                Why::Unclear,
                "this entry was taken back already",
                "undo the undo to bring it back",
            ));
        }
        let draft = Draft::new(Kind::Undo, record_id(&row.record)?).with("entry", row.hash);
        let draft = reason.into_iter().fold(draft, |draft, reason| draft.with("reason", reason));
        Ok(Answer::Entry { entry: self.store.append(&draft)?.hash.to_string() })
    }
}

fn check(verdict: Verdict, of: &[Target], fields: &[(&str, Option<String>); 3]) -> Result<(), Refusal> {
    let unclear = |message: &str| Err(Refusal::new(Why::Unclear, message, "see `saksi judge --help`"));
    let has = |name: &str| fields.iter().any(|(field, value)| *field == name && value.is_some());
    let wanted = if matches!(verdict, Verdict::Same | Verdict::NotSame) { 2 } else { 1 };
    if of.len() < wanted {
        return unclear("this verdict is about two or more things; name them");
    }
    match verdict {
        Verdict::Alias if !has("value") => unclear("an alias needs the name"),
        Verdict::Alias if of.len() > 1 || of.iter().any(|target| target.part.is_none()) => {
            unclear("an alias is a name of one person, body or place")
        }
        Verdict::Alias => Ok(()),
        Verdict::Amend if !(has("field") && has("value")) => unclear("amending needs what is amended and to what"),
        Verdict::Amend => Ok(()),
        _ if has("value") => unclear("only `amend` takes a value"),
        _ => Ok(()),
    }
}
