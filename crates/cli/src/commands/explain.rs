//! `saksi explain`: how one place of a text was read, and by which rules.

use super::{Outcome, say, usage};
use crate::CommandError;
use crate::document_reader::DocumentReader;
use crate::error::ErrorKind;
use crate::terminal::printable;
use crate::tools::{self, ToolChoice};
use askama::Template;
use document::{Annotations, Document, Span, Token};
use domain::Reading;
use lexopt::prelude::{Long, Short, Value, ValueExt};
use pipeline::{Explanation, Reader};
use proposals::Readers;
use std::path::PathBuf;

const HELP: &str = include_str!("../../texts/explain.txt");

/// What the arguments ask for.
struct Request {
    path: PathBuf,
    /// Code points.
    at: usize,
    tools: ToolChoice,
}

/// Explains what the arguments name.
pub fn run(arguments: lexopt::Parser) -> Result<Outcome, CommandError> {
    match request(arguments)? {
        Some(request) => explain(&request),
        None => say(HELP),
    }
}

fn request(mut arguments: lexopt::Parser) -> Result<Option<Request>, CommandError> {
    let (mut path, mut at, mut tools) = (None, None, ToolChoice::default());
    let wrong = |error| usage(error, "explain");
    while let Some(argument) = arguments.next().map_err(wrong)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("at") => at = Some(arguments.value().and_then(|value| value.parse()).map_err(wrong)?),
            Long("model") => tools.model = Some(arguments.value().map_err(wrong)?.into()),
            Long("codebook") => tools.codebook = Some(arguments.value().map_err(wrong)?.into()),
            Value(value) if path.is_none() => path = Some(value.into()),
            other => return Err(usage(other.unexpected(), "explain")),
        }
    }
    let path = path.ok_or_else(|| CommandError::usage("no file was named", "explain"))?;
    let at = at.ok_or_else(|| CommandError::usage("no place was named: --at OFFSET", "explain"))?;
    Ok(Some(Request { path, at, tools }))
}

fn explain(request: &Request) -> Result<Outcome, CommandError> {
    let tools = tools::load(&request.tools)?;
    let reading = DocumentReader::new(&tools, &Readers::default()).read(&request.path);
    let document = &reading.document;
    let offset = document.text.char_indices().nth(request.at).map(|(offset, _)| offset);
    let offset = offset.ok_or_else(|| nothing_there(request, &reading))?;
    let (annotations, explanations) = Reader::new(&tools).explain(document, offset);
    let answer = Answer::new(&reading, &annotations, offset, explanations);
    say(&printable(&answer.render().unwrap_or_default()))
}

fn nothing_there(request: &Request, reading: &Reading) -> CommandError {
    let problems: Vec<&str> = reading.problems.iter().map(|problem| problem.message.as_str()).collect();
    let n_characters = reading.document.text.chars().count();
    let source = match problems.is_empty() {
        true => format!("the text has {n_characters} characters, so there is none at {}", request.at),
        false => format!("the text has {n_characters} characters: {}", problems.join("; ")),
    };
    let hint = "take an offset from the spans that `saksi read` prints for this file";
    CommandError::new(ErrorKind::Input(request.path.display().to_string()), source, hint)
}

#[derive(Template)]
#[template(path = "explain.txt", escape = "none")]
struct Answer<'a> {
    sentence: String,
    number: usize,
    n_sentences: usize,
    words: Vec<Word<'a>>,
    found: Vec<Found>,
    explanations: Vec<Explanation>,
}

/// One word and how it hangs on the others.
struct Word<'a> {
    here: bool,
    form: &'a str,
    token: &'a Token,
    head: &'a str,
}

/// One record that speaks of the place.
struct Found {
    id: String,
    what: String,
    words: String,
}

impl<'a> Answer<'a> {
    fn new(
        reading: &'a Reading,
        annotations: &'a Annotations,
        offset: usize,
        explanations: Vec<Explanation>,
    ) -> Answer<'a> {
        let document = &reading.document;
        let token_idx = annotations.token_at(offset).min(annotations.tokens.len().saturating_sub(1));
        let number = annotations.sentence_of(token_idx);
        let sentence = annotations.sentences.get(number).cloned().unwrap_or_default();
        let words = sentence.clone().filter_map(|i| word(document, annotations, i, i == token_idx));
        Answer {
            sentence: one_line(document, annotations.span(sentence.clone())),
            number: number + 1,
            n_sentences: annotations.sentences.len(),
            words: words.collect(),
            found: found(reading, offset),
            explanations,
        }
    }
}

fn word<'a>(document: &'a Document, annotations: &'a Annotations, token_idx: usize, here: bool) -> Option<Word<'a>> {
    let token = annotations.tokens.get(token_idx)?;
    let form = document.quote(token.span);
    let head = annotations.tokens.get(token.head)?;
    (!form.trim().is_empty()).then(|| Word { here, form, token, head: document.quote(head.span) })
}

/// Every record with a span over the byte `offset`.
fn found(reading: &Reading, offset: usize) -> Vec<Found> {
    let document = &reading.document;
    let covers = |spans: &[Span]| spans.iter().any(|span| span.covers(offset));
    let record = |letter: char, i: usize, what: String, span: Span| Found {
        id: format!("{letter}{}", i + 1),
        what,
        words: one_line(document, span),
    };
    let mut found = Vec::new();
    for (i, act) in reading.acts.iter().enumerate().filter(|(_, act)| covers(&act.evidence)) {
        let what =
            format!("{}, {}, by the rule {}", act.act_type, format!("{:?}", act.status).to_lowercase(), act.rule);
        found.push(record('a', i, what, act.evidence[0]));
    }
    for (i, statement) in reading.statements.iter().enumerate().filter(|(_, one)| covers(&one.evidence)) {
        let what = format!("{:?}", statement.kind).to_lowercase();
        found.push(record('s', i, what, statement.evidence[0]));
    }
    for (i, entity) in reading.entities.iter().enumerate() {
        if let Some(mention) = entity.mentions.iter().find(|mention| mention.span.covers(offset)) {
            found.push(record('e', i, format!("{:?} {}", entity.kind, entity.name).to_lowercase(), mention.span));
        }
    }
    for (i, time) in reading.times.iter().enumerate().filter(|(_, time)| time.span.covers(offset)) {
        found.push(record('t', i, time.value.clone().unwrap_or_default(), time.span));
    }
    found
}

fn one_line(document: &Document, span: Span) -> String {
    document.quote(span).split_whitespace().collect::<Vec<_>>().join(" ")
}
