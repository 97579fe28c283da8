//! Facts in order of time, a numbered paragraph each, with its note; and what is said against them.

use crate::citing::{Citing, is_unreviewed};
use crate::naming::one_line;
use crate::words::{t, with};
use disclosure::{Event, Passage};
use paper::{Block, Run};
use std::collections::BTreeMap;

/// Facts that were told, with the numbers of their paragraphs.
#[derive(Default)]
pub struct Chronology<'d> {
    /// The facts, in the order of their paragraphs.
    pub events: Vec<&'d Event>,
    numbers: BTreeMap<&'d str, u32>,
    /// How many only the program says.
    pub n_unreviewed: usize,
}

impl<'d> Chronology<'d> {
    /// Tells events, in their order; an event that was told before is not told again.
    pub fn tell(&mut self, citing: &mut Citing<'d>, events: &[&'d Event]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for event in events {
            if self.numbers.contains_key(event.id.as_str()) {
                continue;
            }
            let number = u32::try_from(self.events.len() + 1).unwrap_or(u32::MAX);
            self.numbers.insert(&event.id, number);
            self.events.push(event);
            self.n_unreviewed += usize::from(is_unreviewed(event));
            let mut runs = vec![Run::text(&citing.look.sentence(event)), citing.event(event)];
            for dispute in &event.disputed_by {
                let who = citing.look.speaker(&dispute.speaker).unwrap_or_else(|| t("somebody"));
                runs.push(Run::text(&format!(" {}", disputed(&who, &dispute.passages))));
                if !dispute.passages.is_empty() {
                    runs.push(citing.passages_note(&dispute.passages));
                }
            }
            blocks.push(Block::Paragraph { number: Some(number), runs });
        }
        blocks
    }

    /// The number of the paragraph that tells an event.
    pub fn number(&self, event: &Event) -> Option<u32> {
        self.numbers.get(event.id.as_str()).copied()
    }

    /// "paras. 3, 5–7": where these events are told.
    pub fn paragraphs(&self, events: &[&Event]) -> String {
        let mut numbers: Vec<u32> = events.iter().filter_map(|event| self.number(event)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        match numbers.as_slice() {
            [] => String::new(),
            [one] => with("paragraph-ref", &[("n", &one.to_string())]),
            _ => with("paragraphs-ref", &[("list", &ranges(&numbers))]),
        }
    }
}

/// "This is disputed. A said: “…”".
pub fn disputed(who: &str, passages: &[Passage]) -> String {
    let words: Vec<String> = passages.iter().filter_map(|passage| passage.words.as_deref()).map(one_line).collect();
    let words = if words.is_empty() { "none".to_owned() } else { words.join(" […] ") };
    with("disputed", &[("who", &crate::when::upper_first(who)), ("words", &words)])
}

/// "1, 3–5".
pub fn ranges(numbers: &[u32]) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => parts.push((number, number)),
        }
    }
    let written = parts.iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    written.collect::<Vec<_>>().join(", ")
}
