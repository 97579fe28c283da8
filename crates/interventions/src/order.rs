//! Which step may follow which, and what it must say.

use crate::kinds::Kinds;
use crate::life::{Fielded, Life, Taken};
use crate::step::{LETTERS, LINKS, OUTCOMES, REPLIES, Step};
use crate::wrong::Wrong;
use jiff::civil::Date;

/// A step that somebody wants to record.
#[derive(Clone, Debug, Default)]
pub struct Proposed {
    /// What is told.
    pub fields: Fielded,
    /// Whose key will sign.
    pub author: String,
}

/// What else counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// Today (ISO 8601); none: days are not compared with it.
    pub today: Option<&'a str>,
    /// Of how many of the people concerned consent does not cover it.
    pub n_without_consent: usize,
    /// Of how many the case says anything about consent.
    pub n_with_consent: usize,
}

/// Longest value of a field, characters.
const MAX_VALUE: usize = 4000;
/// More values of one field are not taken.
const MAX_VALUES: usize = 200;

/// Whether a step may be recorded now, with these fields.
///
/// # Errors
/// [`Wrong`]: the first thing that speaks against it.
pub fn check(life: &Life, step: Step, proposed: &Proposed, around: Around<'_>, kinds: &Kinds) -> Result<(), Wrong> {
    may_follow(life, step, kinds)?;
    fields(step, &proposed.fields, kinds)?;
    days(life, step, &proposed.fields, around)?;
    match step {
        Step::Consent => consent(proposed, around),
        Step::Reviewed if life.reviewers(None).contains(&proposed.author.as_str()) => Err(Wrong::SameReviewer),
        Step::Submitted => submission(life, proposed, around),
        Step::Reply => reply(&proposed.fields),
        _ => Ok(()),
    }
}

/// The steps that may follow, as far as their order goes.
#[must_use]
pub fn possible(life: &Life, kinds: &Kinds) -> Vec<Step> {
    Step::ALL.into_iter().filter(|step| may_follow(life, *step, kinds).is_ok()).collect()
}

/// Steps that stand where they could not have been recorded: something before them was taken back, or two devices recorded
/// at once. They are kept and told.
#[must_use]
pub fn misplaced<'l>(life: &'l Life, kinds: &Kinds) -> Vec<(&'l Taken, Wrong)> {
    let needed = |one: &Taken| {
        let before =
            Life { id: life.id.clone(), steps: life.steps.iter().filter(|other| *other != one).cloned().collect() };
        needs(one.step, life.kind(), kinds).into_iter().find(|need| !before.has(*need))
    };
    let wrong = |one: &'l Taken| needed(one).map(|needs| (one, Wrong::Before { step: one.step, needs }));
    life.steps.iter().filter_map(wrong).collect()
}

fn may_follow(life: &Life, step: Step, kinds: &Kinds) -> Result<(), Wrong> {
    if !kinds.has_step(life.kind(), step) {
        return Err(Wrong::NoSuchStep { step });
    }
    let closed = life.of(Step::Closed).last().map(|one| one.date.clone());
    match (closed, life.submitted_on()) {
        // What never went out does not come back to life by itself; what comes in later is recorded all the same.
        (Some(on), None) => return Err(Wrong::Closed { step, on }),
        (Some(on), _) if step == Step::Closed && life.is_closed() => return Err(Wrong::Closed { step, on }),
        (_, Some(on)) if step <= Step::Submitted => return Err(Wrong::Gone { step, on: on.to_owned() }),
        _ => {}
    }
    let missing = needs(step, life.kind(), kinds).into_iter().find(|needs| !life.has(*needs));
    missing.map_or(Ok(()), |needs| Err(Wrong::Before { step, needs }))
}

/// What must be there before a step, the earliest first.
fn needs(step: Step, kind: &str, kinds: &Kinds) -> Vec<Step> {
    let all: &[Step] = match step {
        Step::Draft => &[],
        Step::Consent | Step::Closed => &[Step::Draft],
        Step::Reviewed => &[Step::Draft, Step::Consent],
        Step::Submitted => &[Step::Draft, Step::Consent, Step::Reviewed],
        Step::Acknowledged | Step::InformationRequested | Step::LetterSent | Step::FollowUp | Step::Reprisal => {
            &[Step::Submitted]
        }
        // A mechanism makes public what it wrote, and a government replies to that.
        Step::Reply | Step::Published => &[Step::Submitted, Step::LetterSent],
    };
    all.iter().copied().filter(|step| kinds.has_step(kind, *step)).collect()
}

fn fields(step: Step, told: &Fielded, kinds: &Kinds) -> Result<(), Wrong> {
    let known = kinds.fields(step);
    for (field, values) in told {
        if field != "replaces" && !known.all.contains(field) {
            return Err(Wrong::UnknownField { step, field: field.clone() });
        }
        let most = if Kinds::is_list(field) || field == "replaces" { MAX_VALUES } else { 1 };
        if values.len() > most || values.iter().any(|value| value.chars().count() > MAX_VALUE) {
            return Err(Wrong::Value {
                field: field.clone(),
                one_of: vec![format!("at most {most} of 4,000 characters")],
            });
        }
        values.iter().try_for_each(|value| value_fits(field, value, kinds))?;
    }
    let is_told =
        |field: &str| told.get(field).is_some_and(|values| values.iter().any(|value| !value.trim().is_empty()));
    let missing = known.required.iter().find(|field| !is_told(field));
    missing.map_or(Ok(()), |field| Err(Wrong::Missing { step, field: field.clone() }))
}

fn value_fits(field: &str, value: &str, kinds: &Kinds) -> Result<(), Wrong> {
    let one_of = |all: &[&str]| {
        let wrong =
            || Wrong::Value { field: field.to_owned(), one_of: all.iter().map(|&one| one.to_owned()).collect() };
        if all.contains(&value) { Ok(()) } else { Err(wrong()) }
    };
    match field {
        "letter" => one_of(&LETTERS),
        "reply" => one_of(&REPLIES),
        "link" => one_of(&LINKS),
        "outcome" => one_of(&OUTCOMES),
        "kind" => one_of(&kinds.names().collect::<Vec<_>>()),
        "date" | "due" => day(value).map(drop).ok_or_else(|| Wrong::Day { field: field.to_owned() }),
        "sha256" if value.len() != 64 || !value.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            Err(Wrong::Value { field: field.to_owned(), one_of: vec!["64 hexadecimal digits".to_owned()] })
        }
        _ => Ok(()),
    }
}

/// A day of the calendar as ISO 8601 writes it, `2031-02-03`.
pub(crate) fn day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == 10)
}

/// A step is not in the future, and not before what it follows.
fn days(life: &Life, step: Step, told: &Fielded, around: Around<'_>) -> Result<(), Wrong> {
    let date = told.get("date").and_then(|all| all.first()).map(String::as_str).or(around.today);
    let Some(date) = date else { return Ok(()) };
    if around.today.is_some_and(|today| date > today) {
        return Err(Wrong::Future);
    }
    let before = match step {
        Step::Draft | Step::Consent | Step::Reprisal => None,
        Step::Reviewed => life.first(Step::Draft),
        Step::Submitted => life.of(Step::Reviewed).last(),
        Step::Reply => life.first(Step::LetterSent).or_else(|| life.first(Step::Submitted)),
        _ => life.first(Step::Submitted),
    };
    match before.filter(|before| date < before.date.as_str()) {
        Some(before) => Err(Wrong::TooEarly { step: before.step, on: before.date.clone() }),
        None => Ok(()),
    }
}

/// Where the case says who agreed, that counts; where it says nothing, a person has to.
fn consent(proposed: &Proposed, around: Around<'_>) -> Result<(), Wrong> {
    let has_note = proposed.fields.get("note").is_some_and(|notes| notes.iter().any(|note| !note.trim().is_empty()));
    match around {
        Around { n_without_consent: n @ 1.., .. } => Err(Wrong::NoConsent { n }),
        Around { n_with_consent: 0, .. } if !has_note => Err(Wrong::ConsentUntold),
        _ => Ok(()),
    }
}

fn submission(life: &Life, proposed: &Proposed, around: Around<'_>) -> Result<(), Wrong> {
    // Somebody may have withdrawn since the step `consent`.
    if around.n_without_consent > 0 {
        return Err(Wrong::NoConsent { n: around.n_without_consent });
    }
    let sha256 = proposed.fields.get("sha256").and_then(|all| all.first()).map(String::as_str);
    match (life.reviewers(None).len(), life.reviewers(sha256).len()) {
        (n @ 0..=1, _) => Err(Wrong::SecondReviewer { n }),
        (_, 0..=1) => Err(Wrong::OtherFile),
        _ => Ok(()),
    }
}

fn reply(told: &Fielded) -> Result<(), Wrong> {
    let has = |field: &str| told.get(field).is_some_and(|values| !values.is_empty());
    let kind = told.get("reply").and_then(|all| all.first()).map(String::as_str);
    let needs_words = matches!(kind, Some("partial" | "full"));
    if needs_words && !has("document") && !has("sha256") { Err(Wrong::NoWords) } else { Ok(()) }
}
