//! What every paper has: a title, what it is for, what whoever holds it must know.

use crate::annex::grouped;
use crate::chronology::Chronology;
use crate::words::{n, n_with, t, with};
use crate::{Wanted, when};
use disclosure::{Disclosed, Purpose, Standing};
use paper::clean::clean;
use paper::{Direction, Paper, TitlePage, Words};

/// A paper without its content.
pub fn paper(disclosed: &Disclosed, wanted: &Wanted, title: &str) -> Paper {
    let kind = t(&format!("kind-{}", wanted.kind.as_str()));
    let mut facts = vec![
        (t("fact-purpose"), t(&format!("purpose-{}", disclosed.purpose().as_str()))),
        (t("fact-recipient"), clean(disclosed.recipient())),
        (t("fact-date"), when::day(disclosed.on())),
    ];
    facts.retain(|(_, value)| !value.trim().is_empty());
    if wanted.kind != crate::Kind::Submission {
        facts.push((t("fact-period"), period(wanted)));
    }
    let head = disclosed.head();
    if let (Some(entries), Some(head)) = (head.n_entries, head.head.as_deref()) {
        let state = with("record-state", &[("entries", &entries.to_string()), ("head", &grouped(head))]);
        facts.push((t("fact-record"), state));
    }
    Paper {
        language: "en".to_owned(),
        direction: Direction::Ltr,
        title_page: TitlePage { kind, title: clean(title), facts, notice: Vec::new() },
        marking: marking(disclosed),
        contents: false,
        words: Words {
            contents: t("contents"),
            notes: t("notes"),
            page: t("page"),
            of: t("of"),
            back: t("back"),
            continued: t("continued"),
        },
        blocks: Vec::new(),
    }
}

fn marking(disclosed: &Disclosed) -> String {
    let purpose = disclosed.purpose().as_str();
    match disclosed.purpose() {
        Purpose::Partner if disclosed.recipient().trim().is_empty() => t("marking-partner-nobody"),
        Purpose::Partner | Purpose::Government => {
            clean(&with(&format!("marking-{purpose}"), &[("recipient", disclosed.recipient())]))
        }
        Purpose::Keep | Purpose::Public => t(&format!("marking-{purpose}")),
    }
}

fn period(wanted: &Wanted) -> String {
    let [from, to] = [wanted.from, wanted.to].map(|day| day.map(when::day));
    match (from, to) {
        (Some(from), Some(to)) => with("period-between", &[("from", &from), ("to", &to)]),
        (Some(from), None) => with("period-from", &[("from", &from)]),
        (None, Some(to)) => with("period-to", &[("to", &to)]),
        (None, None) => t("period-all"),
    }
}

/// What whoever holds the paper must know: what it is not, what no person has looked at, what was left out and why.
pub fn notice(disclosed: &Disclosed, told: &Chronology<'_>) -> Vec<String> {
    let mut lines = vec![t("notice-says")];
    let all = told.events.len();
    if all > 0 && told.n_unreviewed == all {
        lines.push(with("notice-review-all", &[("all", &all.to_string())]));
    } else if told.n_unreviewed > 0 {
        lines.push(n_with("notice-review", told.n_unreviewed, &[("all", &all.to_string())]));
    }
    let n_pseudonyms = told
        .events
        .iter()
        .flat_map(|event| &event.participants)
        .filter_map(|one| disclosed.person(one.person.as_deref()?))
        .filter(|person| person.standing == Standing::Pseudonym)
        .map(|person| person.id.as_str())
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    if n_pseudonyms > 0 {
        lines.push(n("notice-pseudonyms", n_pseudonyms));
    }
    lines
}
