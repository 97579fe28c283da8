//! What goes out of a case: everything that it could say, through the gate, for one recipient.

use crate::across::judged::fields;
use crate::case::Case;
use crate::consents::Folded;
use crate::refusal::{Refusal, Why};
use disclosure::{Ask, Decision, Disclosed, Purpose, RecipientKey, Thing};
use document::DateWindow;
use jiff::civil::Date;

/// For what, for whom and on which day something goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handing {
    /// What for.
    pub purpose: Purpose,
    /// To whom.
    pub recipient: String,
    /// The day; none: today.
    pub on: Option<Date>,
    /// Whether words of the texts are wanted. They cost a look at each text.
    pub words: bool,
    /// Numbers are counted within these days alone; open: all.
    pub period: DateWindow,
}

/// What may go out, and under which names.
#[derive(Debug)]
pub struct Disclosure {
    /// What may go out.
    pub disclosed: Disclosed,
    key: RecipientKey,
}

/// What may go out, with what it was decided by. Stays inside of the case.
pub(crate) struct Gated {
    pub disclosure: Disclosure,
    pub material: disclosure::Material,
    pub folded: Folded,
    pub ask: Ask,
}

/// What was recorded about one person, for one purpose and recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentAbout {
    /// `given`, `none`, `expired`, `needs-guardian` or `refused`.
    pub decision: &'static str,
    /// How many entries there are about the person at all.
    pub n_entries: usize,
}

impl Disclosure {
    /// The identifier under which something of the case goes out.
    #[must_use]
    pub fn shown_id(&self, thing: Thing, id: &str) -> String {
        self.key.shown_id(self.disclosed.purpose(), thing, id)
    }
}

impl Handing {
    /// From the words of a request.
    ///
    /// # Errors
    /// [`Refusal`]: no such purpose, nobody named who gets it, no day.
    pub fn of(purpose: &str, recipient: &str, on: Option<&str>) -> Result<Self, Refusal> {
        let purpose = purpose_of(purpose)?;
        if recipient.trim().is_empty() {
            return Err(unclear("nobody is named who gets it"));
        }
        Ok(Self {
            purpose,
            recipient: recipient.trim().to_owned(),
            on: on.map(day).transpose()?,
            words: true,
            period: DateWindow::default(),
        })
    }
}

impl Case {
    /// What may go out. The one way out of a case: every export, report and table takes what this gives.
    ///
    /// # Errors
    /// [`Refusal`] of the tables or the ledger.
    pub fn disclosed(&mut self, handing: &Handing) -> Result<Disclosure, Refusal> {
        Ok(self.gated(handing)?.disclosure)
    }

    /// The same, with what it was decided by.
    pub(crate) fn gated(&mut self, handing: &Handing) -> Result<Gated, Refusal> {
        let across = self.across_of_now()?;
        let folded = self.consents_folded(&across)?;
        let material = self.material(&across, &folded, handing)?;
        let ask = asked(handing, &folded);
        let key = self.recipient_key(&handing.recipient)?;
        let disclosed = disclosure::disclose(&material, &ask, &folded.consents, &key);
        Ok(Gated { disclosure: Disclosure { disclosed, key }, material, folded, ask })
    }

    /// Whether a person agreed to something, and how many entries there are about them.
    ///
    /// # Errors
    /// As for [`Case::disclosed`].
    pub fn consent_about(&mut self, person: &str, purpose: Purpose, recipient: &str) -> Result<ConsentAbout, Refusal> {
        let across = self.across()?;
        let folded = self.consents_folded(&across)?;
        let handing =
            Handing { purpose, recipient: recipient.to_owned(), on: None, words: false, period: DateWindow::default() };
        let ask = asked(&handing, &folded);
        let material = self.material(&across, &folded, &handing)?;
        let is_minor = material.persons.iter().any(|one| one.id == person && disclosure::is_minor(one, ask.on));
        let decision = word_of(&folded.consents.decide(person, is_minor, &ask));
        Ok(ConsentAbout { decision, n_entries: folded.consents.of(person).len() })
    }

    /// What holds across the documents as they are now. What was worked out before the last change may take the words of one text
    /// for those of another, and is never handed out.
    fn across_of_now(&mut self) -> Result<std::sync::Arc<crate::across::Across>, Refusal> {
        let across = self.across()?;
        let is_of_now = self.kept_across().is_some()
            || across.is_worked_out_from(&self.tables.look(&self.store, cache::Cache::input_of_results)?);
        if !is_of_now {
            let hint = "wait until it is done, then ask again";
            let message = "what holds across the documents is still being worked out";
            return Err(Refusal::new(Why::Working, message, hint).called("working"));
        }
        Ok(across)
    }

    fn recipient_key(&self, recipient: &str) -> Result<RecipientKey, Refusal> {
        // Case and spaces of the name do not matter, as for consents.
        let folded: String = recipient.split_whitespace().flat_map(str::chars).flat_map(char::to_lowercase).collect();
        let key = self.store.recipient_key(&folded);
        let key =
            key.ok_or_else(|| Refusal::new(Why::Locked, "the keys of this case are not there", "open the case again"))?;
        Ok(RecipientKey::from_bytes(*key.expose()))
    }
}

fn asked(handing: &Handing, folded: &Folded) -> Ask {
    Ask {
        purpose: handing.purpose,
        recipient: handing.recipient.clone(),
        on: handing.on.unwrap_or_else(today),
        overrides: folded.overrides.clone(),
    }
}

/// The word of a decision.
pub fn word_of(decision: &Decision<'_>) -> &'static str {
    match decision {
        Decision::Given(_) => "given",
        Decision::None => "none",
        Decision::Expired(_) => "expired",
        Decision::NeedsGuardian(_) => "needs-guardian",
        Decision::Refused(_) => "refused",
    }
}

/// Today, by the clock of this computer in UTC.
pub fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

pub fn purpose_of(word: &str) -> Result<Purpose, Refusal> {
    Purpose::from_word(word).ok_or_else(|| unclear("the purposes are keep, partner, government and public"))
}

pub fn day(text: &str) -> Result<Date, Refusal> {
    let window = fields::window(text).filter(|window| window.earliest.is_some() && window.earliest == window.latest);
    window
        .and_then(|window| window.earliest)
        .ok_or_else(|| unclear("this is not a day of the calendar; write days as 2031-03-01"))
}

pub fn unclear(message: &str) -> Refusal {
    Refusal::new(Why::Unclear, message, "see `saksi consent --help` and docs/consent.md")
}
