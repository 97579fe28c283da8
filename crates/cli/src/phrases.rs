//! What several commands say alike: events, pairs, days.

use crate::CommandError;
use crate::layout::{WIDTH, at_both_ends, at_both_ends_of, folded};
use crate::terminal::{count, line, short, window};
use casework::shown::{Days, EventRow, Pair, ParticipantShown, Place, Side};
use codebook::Codebook;
use report::Labels;

/// More people are not named in one line.
const MAX_NAMED: usize = 6;
/// More reasons are not listed for one pair.
const MAX_REASONS: usize = 8;

/// Words for what the case answers.
pub struct Phrases {
    labels: Labels,
}

impl Phrases {
    /// Those of the built-in codebook.
    pub fn load() -> Result<Phrases, CommandError> {
        let codebook = Codebook::builtin().map_err(crate::tools::codebook_error)?;
        Ok(Phrases { labels: crate::tools::labels(&codebook)? })
    }

    /// The words for a key of the labels.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.labels.text(key)
    }

    /// "Arrest".
    pub fn act(&self, id: &str) -> String {
        line(&self.labels.act(id), 60)
    }

    /// "Arrest of Anton Besk and 3 others, by police, in Karsund".
    pub fn headline(&self, row: &EventRow) -> String {
        let mut text = self.act(&row.act_type);
        for (role, before) in [("victim", ": "), ("target", ": "), ("perpetrator", ", by "), ("authority", ", by ")] {
            let named = named(&row.participants, role);
            if !named.is_empty() {
                text += before;
                text += &named;
            }
        }
        if let Some(place) = row.places.last() {
            text += &format!(", in {}", line(place, 40));
        }
        text
    }

    /// Date, headline and how well it stands, as lines.
    pub fn event(&self, row: &EventRow) -> Vec<String> {
        self.event_within(WIDTH, row)
    }

    /// As [`Phrases::event`], in so many columns.
    pub fn event_within(&self, width: usize, row: &EventRow) -> Vec<String> {
        let gap = " ".repeat(12);
        let mut lines = Vec::new();
        for (idx, part) in folded(&self.headline(row), width.saturating_sub(row.id.len() + 14)).into_iter().enumerate()
        {
            lines.push(match idx {
                0 => at_both_ends_of(width, &format!("{:<12}{part}", first_day(&row.date)), &row.id),
                _ => format!("{gap}{part}"),
            });
        }
        let mut facts = Vec::new();
        if row.date[0] != row.date[1] && row.date.iter().any(Option::is_some) {
            facts.push(window(&row.date));
        }
        if row.status != "reported" {
            facts.push(self.text(&format!("status.{}", row.status)).to_owned());
        }
        facts.push(told(row));
        if row.review != "proposed" {
            facts.push(self.text(&format!("review.{}", row.review)).to_owned());
        }
        lines.push(format!("{gap}{}", facts.join("; ")));
        let mut speakers: Vec<String> =
            row.disputed_by.iter().map(|one| line(one.speaker.as_deref().unwrap_or("somebody"), 50)).collect();
        speakers.dedup();
        if !speakers.is_empty() {
            lines.push(format!("{gap}disputed by {}", speakers.join(" and ")));
        }
        lines
    }

    /// Two that may be one: both in their words, and the reasons.
    pub fn pair(&self, pair: &Pair) -> Vec<String> {
        let mut lines = side(&pair.left);
        lines.extend(side(&pair.right));
        lines.extend(self.reasons(pair));
        lines
    }

    /// The reasons of a pair, each with a sign.
    pub fn reasons(&self, pair: &Pair) -> Vec<String> {
        let reason = |factor: &casework::Factor| {
            let sign = if factor.bits > 0.0 { "for" } else { "against" };
            format!("  {sign:<9}{}", line(&self.labels.reason(&factor.comparison, &factor.says, factor.bits), 160))
        };
        let mut lines: Vec<String> = pair.factors.iter().take(MAX_REASONS).map(reason).collect();
        let more = pair.factors.len().saturating_sub(MAX_REASONS);
        if more > 0 {
            lines.push(format!("  and {}", count(more as i64, "weaker reason", "weaker reasons")));
        }
        lines
    }
}

fn side(side: &Side) -> Vec<String> {
    let (name, identity) = (line(&side.name, 60), &side.identity);
    vec![
        at_both_ends(&format!("  {name}"), identity),
        format!("    in {}", place(&side.place)),
        format!("    {}", line(&side.words, 320)),
    ]
}

/// "1a2b3c4d:e1, Headline (Radio Horizon, 2021-03-03)".
pub fn place(place: &Place) -> String {
    let part = if place.part.is_empty() { String::new() } else { format!(":{}", place.part) };
    let from = [place.origin.as_deref().map(|origin| line(origin, 40)), Some(window(&place.published))];
    let from: Vec<String> = from.into_iter().flatten().filter(|one| !one.is_empty()).collect();
    let from = if from.is_empty() { String::new() } else { format!(" ({})", from.join(", ")) };
    format!("{}{part}, {}{from}", short(&place.document), line(&place.title, 70))
}

/// "98 in 100".
pub fn in_a_hundred(probability: f64) -> String {
    format!("{} in 100", (probability * 100.0).floor().clamp(0.0, 100.0))
}

/// "3 articles, 1 origin: Radio Horizon; one origin only".
fn told(row: &EventRow) -> String {
    let documents = count(row.n_documents as i64, "article", "articles");
    let origins = count(row.independent_origins as i64, "origin", "origins");
    let names: Vec<String> = row.origins.iter().take(4).map(|name| line(name, 30)).collect();
    let names = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
    format!("{documents}, {origins}{names}")
}

/// The day, or the first of several with a mark, or the last one.
fn first_day(days: &Days) -> String {
    match days {
        [Some(first), Some(last)] if first == last => first.clone(),
        [Some(first), _] => format!("{first}…"),
        [None, Some(last)] => format!("…{last}"),
        [None, None] => "undated".to_owned(),
    }
}

/// "Anton Besk, Dana Olin and 2 more".
fn named(participants: &[ParticipantShown], role: &str) -> String {
    let all: Vec<String> = participants.iter().filter(|one| one.role == role).map(participant).collect();
    let shown: Vec<&str> = all.iter().take(MAX_NAMED).map(String::as_str).collect();
    let more = all.len() - shown.len();
    match (shown.as_slice(), more) {
        (shown, 1..) => format!("{} and {more} more", shown.join(", ")),
        ([first @ .., last], 0) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        (shown, 0) => shown.join(", "),
    }
}

fn participant(one: &ParticipantShown) -> String {
    let number = match one.count {
        Some((Some(least), Some(most))) if least == most => least.to_string(),
        Some((Some(least), Some(most))) => format!("{least} to {most}"),
        Some((Some(least), None)) => format!("at least {least}"),
        Some((None, Some(most))) => format!("at most {most}"),
        _ => String::new(),
    };
    let text = line(&one.text, 50);
    // Words of a document say how many themselves.
    let said = one.identity.is_none() || number.is_empty() || number == "1";
    if said { text } else { format!("{text} ({number})") }
}
