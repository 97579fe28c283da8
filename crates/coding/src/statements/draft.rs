//! A statement in the making: token ranges instead of bytes.

use super::{Quote, phrases};
use crate::{Entities, Text};
use codebook::ReportingKind;
use domain::{EntityIdx, Span, Statement, StatementKind};
use std::ops::Range;

/// Who says something, as tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The head word.
    pub head: usize,
    /// The whole noun phrase.
    pub tokens: Range<usize>,
}

/// How a statement was found, best first: where two claim the same cue, the first stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Construction {
    /// Words in quotation marks with a cue beside them.
    Quotation,
    /// "Name: ...".
    Colon,
    /// "according to X".
    AccordingTo,
    /// A verb and its clause.
    Clause,
    /// A verb and its infinitive or participle.
    Infinitive,
    /// A verb and its noun phrase.
    Object,
    /// "X's claim that ...".
    Noun,
    /// "reportedly".
    Hearsay,
}

/// A statement in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    /// How it was found.
    pub construction: Construction,
    /// First guess of what is done with the words.
    pub kind: ReportingKind,
    /// Who speaks.
    pub source: Option<Source>,
    /// Head of the phrase for who is told.
    pub listener: Option<usize>,
    /// The word that attributes.
    pub cue_head: usize,
    /// That word with auxiliaries, negation and particles.
    pub cue: Range<usize>,
    /// Whether it goes on with words in a paragraph of their own, under the cue of the paragraph before.
    pub goes_on: bool,
    /// What was said, in order.
    pub content: Vec<Range<usize>>,
}

impl Draft {
    /// Turns tokens into bytes and heads into entities.
    pub fn finish(&self, text: &Text<'_>, entities: &Entities, quotes: &[Quote]) -> Statement {
        let content: Vec<Span> = self.content.iter().map(|tokens| text.span(tokens.clone())).collect();
        let cue = text.span(self.cue.clone());
        let speaker_span = self.source.as_ref().map(|source| text.span(source.tokens.clone()));
        let direct = content.iter().any(|span| is_quoted(quotes, *span));
        Statement {
            kind: statement_kind(self.kind),
            speaker: self.source.as_ref().and_then(|source| speaker(text, entities, source.head)),
            speaker_span,
            told_to: self.listener.and_then(|head| speaker(text, entities, head)),
            direct,
            cue,
            evidence: evidence(&content, cue, speaker_span),
            content,
            acts: Vec::new(),
        }
    }
}

/// Whether a span shares words with a quotation.
fn is_quoted(quotes: &[Quote], span: Span) -> bool {
    let at = quotes.partition_point(|quote| quote.parts.last().is_some_and(|part| part.span.end <= span.start));
    quotes.get(at).is_some_and(|quote| quote.touches(span))
}

/// The entity that a source's head word stands for.
fn speaker(text: &Text<'_>, entities: &Entities, head: usize) -> Option<EntityIdx> {
    let resolved = phrases::antecedent(text, head);
    let found = |token_idx| entities.headed_by(token_idx).or_else(|| entities.covering(token_idx));
    found(head).or_else(|| found(resolved))
}

/// Speaker, cue and content as few spans as the text between them allows.
fn evidence(content: &[Span], cue: Span, speaker: Option<Span>) -> Vec<Span> {
    // Words between parts that stand this close together (adverbs, "on Friday", "RFA") belong to the same clause.
    const NEAR: usize = 80;
    let mut parts: Vec<Span> = content.iter().copied().chain([cue]).chain(speaker).collect();
    parts.sort();
    let mut joined: Vec<Span> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(last) if part.start <= last.end + NEAR => *last = last.join(part),
            _ => joined.push(part),
        }
    }
    joined
}

fn statement_kind(kind: ReportingKind) -> StatementKind {
    match kind {
        ReportingKind::Claim => StatementKind::Claim,
        ReportingKind::Accusation => StatementKind::Accusation,
        ReportingKind::Denial => StatementKind::Denial,
        ReportingKind::Confession => StatementKind::Confession,
        ReportingKind::Threat => StatementKind::Threat,
        ReportingKind::Demand => StatementKind::Demand,
        ReportingKind::Opinion => StatementKind::Opinion,
    }
}
