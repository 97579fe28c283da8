//! One sentence about one event: when, who, what, by whom, where, according to whom; no surer than the reports are.

use crate::looking::Look;
use crate::naming::{all_listed, listed, one_line};
use crate::when;
use crate::words::{self, n_with, t, with};
use disclosure::Event;

/// More than so many sources are counted and not told.
const MAX_SOURCES: usize = 3;

impl Look<'_> {
    /// The sentence, with its full stop.
    pub fn sentence(&self, event: &Event) -> String {
        let opening = when::opening(event.date, &event.basis);
        let place = self.place_phrase(event);
        let source = self.according_to(event);
        let Some(act_type) = event.act_type.as_deref() else {
            return with("incident", &[("when", &opening), ("where", &place), ("source", &source)]);
        };
        let said = words::act(act_type);
        let agent = self.named(event, &["perpetrator", "authority"]).map(|agent| agent.text);
        let victims = self.named(event, &["victim"]).or_else(|| self.named(event, &["target"]));
        let starts = !matches!(event.status.as_str(), "denied" | "threatened" | "planned");
        let opening = if starts { opening } else { when::lower_first(&opening) };
        let suffix = match event.status.as_str() {
            status @ ("alleged" | "denied" | "threatened" | "planned") => format!("-{status}"),
            _ => String::new(),
        };
        let charges = charges(event);
        let agent_words = |key| agent.as_deref().map(|agent| with(key, &[("agent", agent)])).unwrap_or_default();
        match victims {
            Some(victims) => {
                // A complaint is made by the person concerned to somebody.
                let to = self.named(event, &["recipient"]).filter(|_| act_type == "complaint");
                let to = to.map(|to| with("addressed-to", &[("who", &to.text)])).unwrap_or_default();
                let texts = [
                    ("when", opening.as_str()),
                    ("who", &victims.text),
                    ("many", if victims.many { "many" } else { "one" }),
                    ("done", said.done),
                    ("agent", &format!("{to}{}", agent_words("by-agent"))),
                    ("where", &place),
                    ("charges", &charges),
                    ("source", &source),
                ];
                with(&format!("happened{suffix}"), &texts)
            }
            None => {
                let others = self
                    .named(event, &["other", "recipient"])
                    .map(|others| with("involving", &[("who", &others.text)]));
                let involved = format!("{}{}", agent_words("attributed-to"), others.unwrap_or_default());
                let texts = [
                    ("when", opening.as_str()),
                    ("thing", said.thing),
                    ("agent", &involved),
                    ("where", &place),
                    ("charges", &charges),
                    ("source", &source),
                ];
                when::upper_first(&with(&format!("took-place{suffix}"), &texts))
            }
        }
    }

    /// ", according to …": who says so, and who reported that.
    fn according_to(&self, event: &Event) -> String {
        let speakers = event.reports.iter().flat_map(|report| &report.said_by).filter_map(|one| self.speaker(one));
        let speakers = each_once(speakers);
        let origins = self.origins(event);
        match (speakers.is_empty(), origins.is_empty()) {
            (true, true) => with("according-to", &[("who", &self.last_resort(event))]),
            (true, false) => with("according-to", &[("who", &sources(origins, event.independent_origins))]),
            (false, true) => with("according-to", &[("who", &few(speakers))]),
            (false, false) => {
                // Who speaks for itself is not "reported by" itself.
                let others: Vec<String> = origins.iter().filter(|name| !speakers.contains(name)).cloned().collect();
                if others.is_empty() {
                    return with("according-to", &[("who", &few(speakers))]);
                }
                let origins = few(others);
                with("according-to-reported", &[("who", &few(speakers)), ("origins", &origins)])
            }
        }
    }

    /// Who first told of it, each once.
    pub fn origins(&self, event: &Event) -> Vec<String> {
        let named = each_once(event.origins.iter().map(|origin| one_line(origin)));
        if !named.is_empty() {
            return named;
        }
        let documents = event.reports.iter().filter_map(|report| self.document(&report.document));
        each_once(documents.filter_map(|document| document.publisher.as_deref()).map(one_line))
    }

    fn last_resort(&self, event: &Event) -> String {
        let documents = || event.reports.iter().filter_map(|report| self.document(&report.document));
        let title = documents().find_map(|document| document.title.as_deref());
        match title {
            Some(title) => format!("“{}”", one_line(title)),
            None if documents().any(|document| document.withheld) => t("a-withheld-document"),
            None if event.reports.iter().any(|report| report.source == "hand") => t("entered-by-hand"),
            None => t("a-source-on-file"),
        }
    }
}

fn sources(origins: Vec<String>, n_independent: usize) -> String {
    if n_independent >= 2 && origins.len() >= 2 {
        return n_with("independent-of-each-other", n_independent, &[("who", &few(origins))]);
    }
    few(origins)
}

fn few(names: Vec<String>) -> String {
    if names.len() <= MAX_SOURCES {
        return all_listed(names);
    }
    let more = names.len() - MAX_SOURCES;
    let mut names: Vec<String> = names.into_iter().take(MAX_SOURCES).collect();
    names.push(words::n("more-names", more));
    all_listed(names)
}

fn each_once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for name in names.filter(|name| !name.trim().is_empty()) {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    once
}

fn charges(event: &Event) -> String {
    let charges: Vec<String> = each_once(event.charges.iter().map(|charge| one_line(charge)));
    match charges.as_slice() {
        [] => String::new(),
        [charge] => with("charged-with", &[("charge", charge)]),
        _ => {
            let quoted = charges.iter().map(|charge| with("charge", &[("charge", charge)])).collect();
            with("charged-with-many", &[("charges", &listed(quoted))])
        }
    }
}
