//! What people decide. Kept apart from what the program read, and never written over: an undo is an entry too.

use crate::JudgementRow;
use crate::across::judged::fields::{self, MAX_PASSAGE, passage};
use crate::across::judged::state::{self, States, added_key, added_name, parts_of, replaced_by};
use crate::case::Case;
use crate::documents::{record_id, subject};
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Target, ToReview, Verdict};
use case_store::{Draft, Kind, RecordId, SubjectId};
use resolution::digest::Span;
use std::collections::BTreeMap;

/// More passages are not taken for one part.
const MAX_PASSAGES: usize = 40;
/// Longest time for which somebody can say that they work on a document, milliseconds.
const MAX_CLAIM: i64 = 24 * 60 * 60 * 1000;
/// More earlier judgements are not named in a new one; those before them are replaced by these.
const MAX_REPLACED: usize = 200;

/// What is judged, as it is recorded.
struct Judged {
    subject: SubjectId,
    /// `DOCUMENT`, or `DOCUMENT/READING#PART`.
    of: String,
    /// The key of the part, which stays when the document is read again; empty for a document.
    seen: String,
    /// Record of the document.
    record: String,
}

/// What a new part is, and the words that it rests on.
#[derive(Clone, Debug, Default)]
pub struct NewPart {
    /// `act`, `entity` or `statement`.
    pub part: String,
    /// Its fields, written as amendments are.
    pub fields: BTreeMap<String, String>,
    /// Code points of the text.
    pub passages: Vec<[u32; 2]>,
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
        let record = self.store.new_record();
        let drafts: Vec<Draft> = match verdict {
            // One part at a time, so that each can be taken back and replaced alone.
            Verdict::Accept | Verdict::Reject | Verdict::Amend | Verdict::Confirm => judged
                .iter()
                .map(|one| self.draft(record, verdict, std::slice::from_ref(one), &fields))
                .collect::<Result<_, _>>()?,
            _ => vec![self.draft(record, verdict, &judged, &fields)?],
        };
        self.append_judgements(&drafts)
    }

    /// Puts several fields of one part right; all or none. What is recorded together is taken back together.
    pub(crate) fn amend(
        &mut self,
        of: &Target,
        changes: &[(String, String)],
        passages: &[[u32; 2]],
        reason: Option<String>,
    ) -> Result<Answer, Refusal> {
        let judged = self.judged(of)?;
        let mut changes = changes.to_vec();
        if !passages.is_empty() {
            changes.push(("passage".to_owned(), self.quoted_passages(&judged.record, passages)?.join("\n")));
        }
        if changes.is_empty() {
            return Err(unclear("nothing was changed").called("no-change"));
        }
        let record = self.store.new_record();
        let mut drafts = Vec::with_capacity(changes.len());
        for (field, value) in changes {
            let fields = [("field", Some(field)), ("value", Some(value)), ("reason", reason.clone())];
            check(Verdict::Amend, std::slice::from_ref(of), &fields)?;
            drafts.push(self.draft(record, Verdict::Amend, std::slice::from_ref(&judged), &fields)?);
        }
        self.append_judgements(&drafts)
    }

    /// Keeps a part that a person enters by hand, with the words that it rests on.
    pub(crate) fn add_part(
        &mut self,
        document: &str,
        new: &NewPart,
        reason: Option<String>,
    ) -> Result<Answer, Refusal> {
        let row = self.document(document)?;
        let (subject, reading) = (subject(&row), row.reading.clone().unwrap_or_default());
        check_new(new)?;
        let passages = self.quoted_passages(&row.record, &new.passages)?;
        let first = new.passages.iter().min().copied().unwrap_or_default();
        let kind = new.fields.get(if new.part == "act" { "type" } else { "kind" }).cloned().unwrap_or_default();
        let record = self.store.new_record();
        let key = added_key(&new.part, &kind, (first[0], first[1]), &record.to_string());
        let name = added_name(&key).unwrap_or_default();
        let value = serde_json::to_string(&new.fields).unwrap_or_default();
        let mut draft = Draft::new(Kind::Judgement, record).with("verdict", Verdict::Add.name());
        draft = draft.about(subject, "of", format!("{}/{reading}#{name}", row.record)).about(
            subject,
            "field",
            new.part.as_str(),
        );
        draft = draft.about(subject, "value", value);
        draft = reason.into_iter().fold(draft, |draft, reason| draft.about(subject, "reason", reason));
        draft = passages.into_iter().fold(draft, |draft, passage| draft.about(subject, "evidence", passage));
        self.append_judgements(&[draft.about(subject, "seen", key)])
    }

    fn append_judgements(&mut self, drafts: &[Draft]) -> Result<Answer, Refusal> {
        let receipts = self.store.append_all(drafts)?;
        let entry = receipts.last().map(|receipt| receipt.hash.to_string());
        entry.map(|entry| Answer::Entry { entry }).ok_or_else(|| unclear("nothing was judged").called("no-change"))
    }

    fn draft(
        &mut self,
        record: RecordId,
        verdict: Verdict,
        judged: &[Judged],
        fields: &[(&str, Option<String>); 3],
    ) -> Result<Draft, Refusal> {
        let first = judged.first().map_or(SubjectId::CASE, |judged| judged.subject);
        let mut draft = Draft::new(Kind::Judgement, record).with("verdict", verdict.name());
        for one in judged {
            draft = draft.about(one.subject, "of", one.of.as_str());
        }
        for (field, value) in fields {
            if let Some(value) = value {
                draft = draft.about(first, field, value.as_str());
            }
        }
        for one in judged {
            draft = draft.about(one.subject, "seen", one.seen.as_str());
        }
        let earlier = self.earlier(verdict, judged, fields)?;
        let name = if verdict == Verdict::Confirm { "confirms" } else { "replaces" };
        Ok(earlier.into_iter().fold(draft, |draft, entry| draft.with(name, entry)))
    }

    /// The entries that a new judgement confirms or takes the place of.
    fn earlier(
        &mut self,
        verdict: Verdict,
        judged: &[Judged],
        fields: &[(&str, Option<String>); 3],
    ) -> Result<Vec<String>, Refusal> {
        let field = fields.iter().find(|(name, _)| *name == "field").and_then(|(_, field)| field.as_deref());
        if matches!(verdict, Verdict::Setting) {
            let rows = self.tables.look(&self.store, |cache| cache.judgements(0, u32::MAX))?;
            let same = rows.into_iter().filter(|row| {
                row.verdict.as_deref() == Some("setting") && row.field.as_deref() == field && !row.undone
            });
            return Ok(same.map(|row| row.entry).collect());
        }
        let [one] = judged else { return Ok(Vec::new()) };
        let rows = self.judgements_about(&one.record)?;
        let part = (one.record.clone(), one.seen.clone());
        let mut earlier = match verdict {
            Verdict::Confirm => return self.to_confirm(&rows, &part),
            Verdict::Claim => {
                let me = self.me();
                let mine =
                    |row: &&JudgementRow| row.verdict.as_deref() == Some("claim") && row.author == me && !row.undone;
                rows.iter().filter(mine).map(|row| row.entry.clone()).collect()
            }
            _ => replaced_by(&rows, verdict.name(), field, &part),
        };
        let n_over = earlier.len().saturating_sub(MAX_REPLACED);
        earlier.drain(..n_over);
        Ok(earlier)
    }

    /// What others decided about a part and waits for a second person.
    fn to_confirm(&self, rows: &[JudgementRow], part: &(String, String)) -> Result<Vec<String>, Refusal> {
        let states = States::of_document(rows, true);
        let waiting = states.part(&part.0, &part.1).map(|state| state.waiting.clone()).unwrap_or_default();
        let me = self.me();
        let others: Vec<String> =
            waiting.iter().filter(|(_, author)| *author != me).map(|(entry, _)| entry.clone()).collect();
        if others.is_empty() {
            let message = if waiting.is_empty() {
                "nothing about it waits for a second person"
            } else {
                "whoever decided first cannot confirm it; a second person can"
            };
            return Err(unclear(message));
        }
        Ok(others)
    }

    /// The words at some places of a text, each with its place.
    fn quoted_passages(&mut self, record: &str, passages: &[[u32; 2]]) -> Result<Vec<String>, Refusal> {
        let number = self.document(record)?.number;
        let text = self.tables.look(&self.store, |cache| cache.text(number))?.map(|(_, text)| text).unwrap_or_default();
        let letters: Vec<char> = text.chars().collect();
        if passages.is_empty() {
            return Err(unclear("no passage was chosen").called("no-passage"));
        }
        if passages.len() > MAX_PASSAGES {
            return Err(unclear("too many passages; choose those that say it").called("many-passages"));
        }
        let fits = |[start, end]: &[u32; 2]| {
            start < end && *end as usize <= letters.len() && (end - start) as usize <= MAX_PASSAGE
        };
        if !passages.iter().all(fits) {
            return Err(unclear("a passage is not in the text, or longer than 4,000 characters").called("long-passage"));
        }
        let mut sorted = passages.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        Ok(sorted.into_iter().map(|[start, end]| passage(Span(start, end), &letters)).collect())
    }

    fn judgements_about(&mut self, record: &str) -> Result<Vec<JudgementRow>, Refusal> {
        let id = record_id(record)?;
        self.tables.look(&self.store, |cache| cache.judgements_of(id))
    }

    /// Whoever holds the key that signs here, as rows name authors.
    pub(crate) fn me(&self) -> String {
        self.store.author().id().to_string()
    }

    /// The next act that nobody judged. Where the case asks for two people, those that wait for this one come first.
    pub(crate) fn waiting_for_review(&mut self, skip: u32, harm: &[String]) -> Result<Answer, Refusal> {
        let waiting = self.waiting_for_me()?;
        let n_waiting = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
        let (me, now) = (self.me(), jiff::Timestamp::now().as_millisecond());
        let look = |cache: &cache::Cache| {
            let others = cache.claimed_by_others(&me, now)?;
            let next = cache.to_review(harm, skip.saturating_sub(n_waiting), &others)?;
            Ok((next, cache.backlog()?, cache.n_open_in(&others)?))
        };
        let (next, backlog, n_claimed) = self.tables.look(&self.store, look)?;
        let first = waiting.into_iter().nth(skip as usize);
        Ok(Answer::ToReview(ToReview {
            next: first.or(next),
            total: backlog.total,
            done: backlog.done,
            n_waiting: i64::from(n_waiting),
            two_people: self.asks_for_two()?,
            n_claimed,
        }))
    }

    /// Record and name of each act about which somebody else decided, and that waits for a second person.
    fn waiting_for_me(&mut self) -> Result<Vec<(String, String)>, Refusal> {
        if !self.asks_for_two()? {
            return Ok(Vec::new());
        }
        let rows = self.tables.look(&self.store, |cache| cache.judgements(0, u32::MAX))?;
        let (states, me) = (States::of(&rows), self.me());
        let mut waiting = Vec::new();
        for ((record, key), state) in states.parts {
            if state.waiting.iter().all(|(_, author)| *author == me) {
                continue;
            }
            let name = match added_name(&key) {
                Some(name) => Some(name),
                None => self.name_of(&record, &key)?,
            };
            waiting.extend(name.map(|name| (record, name)));
        }
        Ok(waiting)
    }

    /// Whether the case asks for a second person.
    pub(crate) fn asks_for_two(&mut self) -> Result<bool, Refusal> {
        self.tables
            .look(&self.store, |cache| cache.setting(state::TWO_PEOPLE))
            .map(|values| values.iter().any(|value| value == "yes"))
    }

    /// The name of an act of the latest reading.
    fn name_of(&mut self, record: &str, key: &str) -> Result<Option<String>, Refusal> {
        let number = self.document(record)?.number;
        let acts = self.tables.look(&self.store, |cache| cache.acts(number))?;
        Ok(acts.into_iter().find(|act| act.key == key).map(|act| act.act))
    }

    /// Record and key of a part; the key of a document is empty.
    pub(crate) fn part_of(&mut self, target: &Target) -> Result<(String, String), Refusal> {
        self.judged(target).map(|judged| (judged.record, judged.seen))
    }

    fn judged(&mut self, target: &Target) -> Result<Judged, Refusal> {
        let row = self.document(&target.document)?;
        let (subject, record) = (subject(&row), row.record.clone());
        let Some(part) = &target.part else {
            return Ok(Judged { subject, of: row.record, seen: String::new(), record });
        };
        let missing = || {
            let hint = "`saksi show CASE DOCUMENT` shows the parts of a document, such as a1";
            Refusal::not_found("such part", hint).called("no-part")
        };
        let reading = row.reading.as_deref().ok_or_else(missing)?;
        let number = row.number;
        let key = if part.starts_with('h') {
            self.key_of_added(&record, part)?
        } else {
            self.tables.look(&self.store, |cache| {
                let acts = cache.acts(number)?.into_iter().map(|one| (one.act, one.key));
                let entities = cache.entities(number)?.into_iter().map(|one| (one.entity, one.key));
                let statements = cache.statements(number)?.into_iter().map(|one| (one.statement, one.key));
                Ok(acts.chain(entities).chain(statements).find(|(name, _)| name == part).map(|(_, key)| key))
            })?
        };
        let seen = key.ok_or_else(missing)?;
        Ok(Judged { subject, of: format!("{}/{reading}#{part}", row.record), seen, record })
    }

    /// The key of a part that a person entered, or of somebody who was named in an amendment.
    fn key_of_added(&mut self, record: &str, name: &str) -> Result<Option<String>, Refusal> {
        let rows = self.judgements_about(record)?;
        let added = rows.iter().filter(|row| !row.undone && row.verdict.as_deref() == Some("add")).flat_map(parts_of);
        let key = added.map(|(_, key)| key).find(|key| added_name(key).as_deref() == Some(name));
        if key.is_some() {
            return Ok(key);
        }
        Ok(self.across()?.key_of(record, name))
    }

    /// Takes back a judgement, or an undo.
    pub(crate) fn undo(&mut self, entry: &str, reason: Option<&str>) -> Result<Answer, Refusal> {
        let row = self.entry(entry)?;
        let kind = Kind::from_number(row.kind);
        if !matches!(kind, Kind::Judgement | Kind::Undo | Kind::Intervention) {
            let message = "only judgements, steps of interventions and undos can be taken back; what happened to the case stays recorded";
            return Err(
                Refusal::new(Why::Unclear, message, "`saksi log CASE` shows what each entry is").called("no-judgement")
            );
        }
        if row.undone {
            return Err(Refusal::new(
                Why::Unclear,
                "this entry was taken back already",
                "undo the undo to bring it back",
            )
            .called("taken-back"));
        }
        let draft = undo_draft(record_id(&row.record)?, row.hash, reason);
        Ok(Answer::Entry { entry: self.store.append(&draft)?.hash.to_string() })
    }

    /// Takes back everything that was recorded together with this person's last judgement.
    pub(crate) fn undo_last(&mut self, reason: Option<&str>) -> Result<Answer, Refusal> {
        let me = self.me();
        let last = self.tables.look(&self.store, |cache| cache.last_judgements_of(&me))?;
        let drafts: Vec<Draft> = (last.into_iter())
            .map(|(record, entry)| Ok(undo_draft(record_id(&record)?, entry, reason)))
            .collect::<Result<_, Refusal>>()?;
        if drafts.is_empty() {
            return Err(Refusal::not_found(
                "decision of yours to be taken back",
                "`saksi log CASE` shows what was done",
            )
            .called("nothing-to-take-back"));
        }
        self.append_judgements(&drafts)
    }
}

fn undo_draft(record: RecordId, entry: String, reason: Option<&str>) -> Draft {
    let draft = Draft::new(Kind::Undo, record).with("entry", entry);
    reason.into_iter().fold(draft, |draft, reason| draft.with("reason", reason))
}

fn unclear(message: &str) -> Refusal {
    Refusal::new(Why::Unclear, message, "see `saksi judge --help`")
}

fn check(verdict: Verdict, of: &[Target], fields: &[(&str, Option<String>); 3]) -> Result<(), Refusal> {
    let unclear = |message: &str| Err(unclear(message));
    let get = |name: &str| fields.iter().find(|(field, _)| *field == name).and_then(|(_, value)| value.as_deref());
    let has = |name: &str| get(name).is_some();
    let wanted = match verdict {
        Verdict::Same | Verdict::NotSame => 2,
        Verdict::Setting => 0,
        _ => 1,
    };
    if of.len() < wanted {
        return unclear("this verdict is about two or more things; name them");
    }
    match verdict {
        Verdict::Alias if !has("value") => Err(self::unclear("an alias needs the name").called("no-name")),
        Verdict::Alias if of.len() > 1 || of.iter().any(|target| target.part.is_none()) => {
            unclear("an alias is a name of one person, body or place")
        }
        Verdict::Alias => Ok(()),
        Verdict::Amend => match (get("field"), get("value")) {
            (Some(field), Some(value)) => check_field(field, value),
            _ => Err(self::unclear("amending needs what is amended and to what").called("no-change")),
        },
        Verdict::Comment => match (get("field"), get("value")) {
            (None, Some(words)) if !words.trim().is_empty() => Ok(()),
            (Some("graphic"), _) => Ok(()),
            (Some(_), _) => unclear("the mark of a comment is graphic"),
            _ => Err(self::unclear("a comment needs words").called("no-words")),
        },
        Verdict::Claim => match get("value").and_then(|value| value.parse::<i64>().ok()) {
            Some(until) if until <= jiff::Timestamp::now().as_millisecond().saturating_add(MAX_CLAIM) => Ok(()),
            _ => Err(self::unclear("a claim ends at a moment within a day from now").called("long-claim")),
        },
        Verdict::Setting if get("field") != Some(state::TWO_PEOPLE) || !matches!(get("value"), Some("yes" | "no")) => {
            unclear("the setting is two-person, and its values are yes and no")
        }
        Verdict::Setting => Ok(()),
        Verdict::Add => unclear("what is added needs its passage; see `saksi judge --help`"),
        _ if has("value") => unclear("only `amend` takes a value"),
        _ => Ok(()),
    }
}

/// Whether a value fits its field. Old fields of other parts are taken as they are.
fn check_field(field: &str, value: &str) -> Result<(), Refusal> {
    match field {
        "date" if fields::window(value).is_none() => {
            Err(unclear("this is not a date; write 2031-02-03, 2031-02, 2031, or two of them as 2031-02-03/2031-02-05")
                .called("no-day"))
        }
        "status" if fields::status(value).is_none() => {
            Err(unclear("the statuses are reported, alleged, denied, threatened, planned and hypothetical"))
        }
        "birth_date" if fields::window(value).is_none() => {
            Err(unclear("this is not a date of birth; write 2001-02-03, 2001-02 or 2001").called("no-day"))
        }
        "age" if !value.is_empty() && value.parse::<u8>().is_err() => Err(unclear("an age is a number of years")),
        "defender" | "minor" if !matches!(value, "yes" | "no" | "") => Err(unclear("the value is yes or no")),
        "type" if value.trim().is_empty() => Err(unclear("an act needs a type").called("no-type")),
        _ => Ok(()),
    }
}

fn check_new(new: &NewPart) -> Result<(), Refusal> {
    let has = |field: &str| new.fields.get(field).is_some_and(|value| !value.trim().is_empty());
    let needed = match new.part.as_str() {
        "act" => "type",
        "entity" => "name",
        "statement" => "kind",
        _ => return Err(unclear("what is added is an act, an entity or a statement")),
    };
    if !has(needed) {
        return Err(unclear(match needed {
            "type" => "an act needs a type",
            "name" => "a person, body or place needs a name",
            _ => "a statement needs a kind",
        })
        .called(match needed {
            "name" => "no-name",
            _ => "no-type",
        }));
    }
    new.fields.iter().filter(|_| new.part == "act").try_for_each(|(field, value)| check_field(field, value))
}
