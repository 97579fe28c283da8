//! What is not known: gaps that the checks find, each with where it is.

use crate::chronology::Chronology;
use crate::looking::Look;
use crate::words::{n, n_with, t, with};
use disclosure::Event;
use paper::Run;

/// Acts that somebody must have done.
const DONE_BY_SOMEBODY: &[&str] = &["liberty", "integrity", "pressure", "space", "movement"];

/// Sentences about what is not known of these facts.
pub fn gaps(look: &Look<'_>, told: &Chronology<'_>, n_supposed: usize) -> Vec<Vec<Run>> {
    let which = |test: &dyn Fn(&Event) -> bool| -> Vec<&Event> {
        told.events.iter().copied().filter(|event| test(event)).collect()
    };
    let mut lines = Vec::new();
    let mut say = |key: &str, events: Vec<&Event>, counts: bool| {
        if !events.is_empty() {
            let paragraphs = told.paragraphs(&events);
            let what = [("what", paragraphs.as_str())];
            lines.push(if counts { n_with(key, events.len(), &what) } else { with(key, &what) });
        }
    };
    say("unknown-date", which(&|event| event.date.is_open()), false);
    say("unknown-place", which(&|event| look.where_it_was(event).is_empty()), false);
    say("unknown-agent-of", which(&|event| needs_agent(event) && !has_agent(event)), false);
    say("unknown-single", which(&|event| event.independent_origins <= 1), true);
    let n_withheld = told.events.iter().flat_map(|event| event.reports.iter().flat_map(|report| &report.passages));
    let n_withheld = n_withheld.filter(|passage| passage.words.is_none()).count();
    if n_withheld > 0 {
        lines.push(n("unknown-withheld", n_withheld));
    }
    if n_supposed > 0 {
        lines.push(n("unknown-supposed", n_supposed));
    }
    if lines.is_empty() {
        lines.push(t("unknown-nothing"));
    }
    lines.iter().map(|line| vec![Run::text(line)]).collect()
}

fn has_agent(event: &Event) -> bool {
    event.participants.iter().any(|one| matches!(one.role.as_str(), "perpetrator" | "authority"))
}

/// Whether it is of a kind that somebody must have done.
fn needs_agent(event: &Event) -> bool {
    let group = event.act_type.as_deref().and_then(group);
    group.is_some_and(|group| DONE_BY_SOMEBODY.contains(&group))
        && !matches!(event.act_type.as_deref(), Some("release" | "election" | "exile"))
}

/// The group of an act type, from the codebook.
pub fn group(act_type: &str) -> Option<&'static str> {
    use std::collections::BTreeMap;
    use std::sync::LazyLock;
    static GROUPS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let files = codebook::Files::builtin();
        let text = files.text("acts.tsv").unwrap_or_default().to_owned();
        let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
        rows.filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
        })
        .collect()
    });
    GROUPS.get(act_type).map(String::as_str)
}
