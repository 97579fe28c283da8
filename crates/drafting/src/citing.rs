//! Notes: which documents and passages were cited, under which numbers, and what stands in a note.

use crate::looking::Look;
use crate::naming::one_line;
use crate::words::{n, t, with};
use disclosure::{Event, Passage, Report};
use paper::{Face, Run};
use std::collections::BTreeMap;

/// More than so many passages of one sentence stand in the annex alone.
const MAX_IN_NOTE: usize = 6;
/// Longer quotations are cut; the annex has where they stand.
const MAX_WORDS: usize = 420;

/// What was cited, in order.
pub struct Citing<'d> {
    pub look: &'d Look<'d>,
    documents: Vec<&'d str>,
    document_numbers: BTreeMap<&'d str, usize>,
    passages: Vec<&'d Passage>,
    passage_numbers: BTreeMap<(&'d str, Option<[u32; 2]>, &'d str), usize>,
}

impl<'d> Citing<'d> {
    pub fn new(look: &'d Look<'d>) -> Citing<'d> {
        let (documents, passages) = (Vec::new(), Vec::new());
        let (document_numbers, passage_numbers) = (BTreeMap::new(), BTreeMap::new());
        Citing { look, documents, document_numbers, passages, passage_numbers }
    }

    /// Documents, in the order of their numbers.
    pub fn documents(&self) -> &[&'d str] {
        &self.documents
    }

    /// "D3", for a document that was cited.
    pub fn number_of(&self, id: &str) -> String {
        self.document_numbers.get(id).map(|number| format!("D{number}")).unwrap_or_default()
    }

    /// Passages, in the order of their numbers.
    pub fn passages(&self) -> &[&'d Passage] {
        &self.passages
    }

    /// "D3".
    pub fn document(&mut self, id: &'d str) -> String {
        let next = self.documents.len() + 1;
        let number = *self.document_numbers.entry(id).or_insert(next);
        if number == next {
            self.documents.push(id);
        }
        format!("D{number}")
    }

    /// "P12".
    fn passage(&mut self, passage: &'d Passage) -> String {
        let next = self.passages.len() + 1;
        let key = (passage.document.as_str(), passage.span, passage.hash.as_str());
        let number = *self.passage_numbers.entry(key).or_insert(next);
        if number == next {
            self.passages.push(passage);
        }
        format!("P{number}")
    }

    /// The note of a sentence about an event: every passage that says it, with its words and its hash.
    pub fn event(&mut self, event: &'d Event) -> Run {
        let mut runs = Vec::new();
        let mut more = 0;
        let mut told = 0;
        for report in &event.reports {
            if report.passages.is_empty() {
                separate(&mut runs);
                let document = self.document(&report.document);
                let key = if report.source == "machine" { "note-document" } else { "note-by-hand" };
                runs.push(Run::text(&with(key, &[("document", &document)])));
            }
            for passage in &report.passages {
                if told < MAX_IN_NOTE {
                    separate(&mut runs);
                    self.words(passage, &mut runs);
                } else {
                    self.document(&passage.document);
                    self.passage(passage);
                    more += 1;
                }
                told += 1;
            }
        }
        let mut say = |text: String| {
            separate(&mut runs);
            runs.push(Run::text(&text));
        };
        if more > 0 {
            say(n("note-more", more));
        }
        if is_unreviewed(event) {
            say(t("note-review"));
        }
        Run::note(runs)
    }

    /// A note of these passages.
    pub fn passages_note(&mut self, passages: &'d [Passage]) -> Run {
        let mut runs = Vec::new();
        for passage in passages.iter().take(MAX_IN_NOTE) {
            separate(&mut runs);
            self.words(passage, &mut runs);
        }
        let more = passages.len().saturating_sub(MAX_IN_NOTE);
        if more > 0 {
            separate(&mut runs);
            runs.push(Run::text(&n("note-more", more)));
        }
        Run::note(runs)
    }

    /// A note of one report.
    pub fn report(&mut self, report: &'d Report) -> Run {
        self.passages_note(&report.passages)
    }

    /// "D3, P12, characters 120–214: “words” [8f2a91c4 d0ee31b7]".
    fn words(&mut self, passage: &'d Passage, runs: &mut Vec<Run>) {
        let (document, number) = (self.document(&passage.document), self.passage(passage));
        let mut text = with("note-passage", &[("document", &document), ("passage", &number)]);
        if let Some([first, last]) = passage.span {
            text += &with("note-characters", &[("first", &first.to_string()), ("last", &last.to_string())]);
        }
        text += &match &passage.words {
            Some(words) => with("note-words", &[("words", &cut(&one_line(words)))]),
            None => t("note-withheld"),
        };
        runs.push(Run::text(&format!("{text} ")));
        runs.push(Run::faced(&short_hash(&passage.hash), Face::Code));
    }
}

fn separate(runs: &mut Vec<Run>) {
    if !runs.is_empty() {
        runs.push(Run::text("; "));
    }
}

/// Whether only the program says so.
pub fn is_unreviewed(event: &Event) -> bool {
    event.review == "proposed" && event.reports.iter().any(|report| report.source == "machine")
}

/// The first sixteen digits, in groups; the whole of it is in the annex.
fn short_hash(hash: &str) -> String {
    let digits = hash.rsplit(':').next().unwrap_or(hash);
    let start: String = digits.chars().take(16).collect();
    if digits.chars().count() > 16 { format!("{start}…") } else { start }
}

fn cut(words: &str) -> String {
    if words.chars().count() <= MAX_WORDS {
        return words.to_owned();
    }
    let start: String = words.chars().take(MAX_WORDS).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{} […]", start.get(..end).unwrap_or(&start))
}
