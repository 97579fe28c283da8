//! Takes back a form, strictly: what does not fit is refused with its place, and nothing of it is taken.

use crate::filled::Filled;
use crate::number::Number;
use crate::questions::{Kind, LANGUAGES, Question, Questions, yes_or_no};
use crate::{MAX_FORM, VERSION, saved};
use std::collections::BTreeMap;

/// Where in a form, both from 1; columns are characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which line.
    pub line: usize,
    /// Which character of it.
    pub column: usize,
}

/// Why a form was not taken in. Shows nothing of the answers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// Too long.
    #[error("the form has {size} bytes, and {MAX_FORM} are the most")]
    TooLong {
        /// How long.
        size: usize,
    },
    /// Bytes that are no UTF-8.
    #[error("line {}, column {}: this is not UTF-8{}", .at.line, .at.column, if *.is_utf_16 { "; it looks like UTF-16" } else { "" })]
    Encoding {
        /// Where.
        at: Place,
        /// Whether it looks like UTF-16.
        is_utf_16: bool,
    },
    /// A control character.
    #[error("line {}, column {}: a character that no text has", .at.line, .at.column)]
    Control {
        /// Where.
        at: Place,
    },
    /// No form of ours.
    #[error("line {}, column {}: this is not a form: a line `[form] {VERSION} NUMBER LANGUAGE` is missing or was changed", .at.line, .at.column)]
    NotAForm {
        /// Where it was looked for.
        at: Place,
    },
    /// Written by a newer program.
    #[error("line {}, column {}: this is a form of version {version}; this program reads version {VERSION}", .at.line, .at.column)]
    Newer {
        /// Where.
        at: Place,
        /// Which version.
        version: u32,
    },
    /// A number that was copied wrongly.
    #[error("line {}, column {}: the number of the form was copied wrongly", .at.line, .at.column)]
    Number {
        /// Where.
        at: Place,
    },
    /// A field that the form does not have.
    #[error("line {}, column {}: the form has no field of this name", .at.line, .at.column)]
    UnknownField {
        /// Where.
        at: Place,
    },
    /// A field that stands twice.
    #[error("line {}, column {}: the field `{field}` stands twice", .at.line, .at.column)]
    Twice {
        /// Where it stands again.
        at: Place,
        /// Which.
        field: String,
    },
    /// A field, or the end, that is not there any more.
    #[error("line {}, column {}: the form ends here, and `{field}` is missing; it may have been cut off", .at.line, .at.column)]
    CutOff {
        /// The end.
        at: Place,
        /// The first that is missing.
        field: String,
    },
    /// A question that must be answered.
    #[error("line {}, column {}: the question `{field}` has no answer", .at.line, .at.column)]
    Unanswered {
        /// Where the question stands.
        at: Place,
        /// Which.
        field: String,
    },
    /// Neither yes nor no.
    #[error("line {}, column {}: the answer to `{field}` is neither yes nor no", .at.line, .at.column)]
    NeitherYesNorNo {
        /// Where the answer stands.
        at: Place,
        /// Which question.
        field: String,
    },
    /// The person does not want it to be kept.
    #[error("line {}, column {}: the person does not agree that this is kept", .at.line, .at.column)]
    NotToBeKept {
        /// Where it says so.
        at: Place,
    },
}

impl FormError {
    /// What to do.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "take it in as a letter (--letter), after looking at it",
            Self::Encoding { .. } => "open it in an editor and save it as plain text in UTF-8",
            Self::Control { .. } | Self::NotAForm { .. } => {
                "check that it is a form that was given out; anything else can be taken in as a letter (--letter)"
            }
            Self::Newer { .. } => "update Saksi; nothing was taken in",
            Self::Number { .. } => "compare it with the number at the end of the form",
            Self::UnknownField { .. } => {
                "lines that begin with a bracket are those of the form; put a space before a bracket that belongs to an answer"
            }
            Self::Twice { .. } => "put both answers under one of them, or ask whoever sent it",
            Self::CutOff { .. } => "ask whoever sent it to send the whole form",
            Self::Unanswered { .. } => "ask whoever sent it; a form without this answer is not taken in",
            Self::NeitherYesNorNo { .. } => "ask whoever sent it, and write yes or no; nothing counts as yes by itself",
            Self::NotToBeKept { .. } => "delete the file, and tell whoever sent it",
        }
    }

    /// Names the words for it, such as `unanswered`.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "too-long",
            Self::Encoding { .. } => "encoding",
            Self::Control { .. } => "control",
            Self::NotAForm { .. } => "not-a-form",
            Self::Newer { .. } => "newer",
            Self::Number { .. } => "number",
            Self::UnknownField { .. } => "unknown-field",
            Self::Twice { .. } => "twice",
            Self::CutOff { .. } => "cut-off",
            Self::Unanswered { .. } => "unanswered",
            Self::NeitherYesNorNo { .. } => "neither",
            Self::NotToBeKept { .. } => "not-to-be-kept",
        }
    }

    /// Where; none when it is about the whole.
    #[must_use]
    pub const fn at(&self) -> Option<Place> {
        match self {
            Self::TooLong { .. } => None,
            Self::Encoding { at, .. }
            | Self::Control { at }
            | Self::NotAForm { at }
            | Self::Newer { at, .. }
            | Self::Number { at }
            | Self::UnknownField { at }
            | Self::Twice { at, .. }
            | Self::CutOff { at, .. }
            | Self::Unanswered { at, .. }
            | Self::NeitherYesNorNo { at, .. }
            | Self::NotToBeKept { at } => Some(*at),
        }
    }
}

/// A field with its answer, and where both stand.
pub struct Answered {
    pub field: String,
    pub at: Place,
    pub answer: String,
    pub answer_at: Place,
}

/// What stood in a form, before it is checked.
pub struct Raw {
    /// `1 K7QF-2M8P-X km`, and where.
    pub head: (String, Place),
    pub answers: Vec<Answered>,
    /// Where it ends.
    pub end: Place,
}

/// Takes back a form: the text, or a page that was saved with its answers.
///
/// # Errors
/// [`FormError`]: the first thing that does not fit.
pub fn read(bytes: &[u8]) -> Result<Filled, FormError> {
    if bytes.len() > MAX_FORM {
        return Err(FormError::TooLong { size: bytes.len() });
    }
    let text = decoded(bytes)?;
    let raw = if saved::is_page(text) { saved::fields(text)? } else { lines(text)? };
    checked(raw)
}

fn decoded(bytes: &[u8]) -> Result<&str, FormError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let is_utf_16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).and_then(|before| std::str::from_utf8(before).ok());
        FormError::Encoding { at: end_of(before.unwrap_or_default()), is_utf_16 }
    })?;
    let is_foreign = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    match text.find(is_foreign) {
        Some(at) => Err(FormError::Control { at: end_of(text.get(..at).unwrap_or_default()) }),
        None => Ok(text),
    }
}

/// The place after a text.
pub fn end_of(text: &str) -> Place {
    let last = text.rsplit('\n').next().unwrap_or_default();
    Place { line: text.matches('\n').count() + 1, column: last.chars().count() + 1 }
}

/// The fields of the text form: a line in brackets begins one.
fn lines(text: &str) -> Result<Raw, FormError> {
    let mut head = None;
    let mut answers: Vec<Answered> = Vec::new();
    let mut end = None;
    let mut last = Place { line: 1, column: 1 };
    for (number, line) in (1..).zip(text.lines()) {
        let at = Place { line: number, column: 1 };
        last = Place { line: number, column: line.chars().count() + 1 };
        let name = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        match name {
            Some(("form", rest)) if head.is_none() => {
                head = Some((rest.trim().to_owned(), Place { line: number, column: 8 }))
            }
            Some(("form", _)) => return Err(FormError::Twice { at, field: "form".to_owned() }),
            Some(("end", _)) => {
                end = Some(at);
                break;
            }
            Some((field, _)) => {
                let answer_at = Place { line: number + 1, column: 1 };
                answers.push(Answered { field: field.trim().to_owned(), at, answer: String::new(), answer_at });
            }
            None if line.starts_with('[') => return Err(FormError::UnknownField { at }),
            None if line.starts_with('#') => {}
            None => {
                if let Some(open) = answers.last_mut() {
                    if open.answer.trim().is_empty() && !line.trim().is_empty() {
                        open.answer_at =
                            Place { line: number, column: line.chars().take_while(|c| c.is_whitespace()).count() + 1 };
                    }
                    open.answer.push_str(line.trim_end());
                    open.answer.push('\n');
                }
            }
        }
    }
    let head = head.ok_or(FormError::NotAForm { at: Place { line: 1, column: 1 } })?;
    let end = end.ok_or_else(|| FormError::CutOff { at: last, field: "end".to_owned() })?;
    Ok(Raw { head, answers, end })
}

fn checked(raw: Raw) -> Result<Filled, FormError> {
    let (number, language) = head(&raw)?;
    let questions = Questions::built_in();
    let mut by_field: BTreeMap<&str, &Answered> = BTreeMap::new();
    for one in &raw.answers {
        if questions.get(&one.field).is_none() {
            return Err(FormError::UnknownField { at: one.at });
        }
        if by_field.insert(&one.field, one).is_some() {
            return Err(FormError::Twice { at: one.at, field: one.field.clone() });
        }
    }
    let mut answers = Vec::new();
    for question in questions.asked() {
        let field = question.id.to_owned();
        let Some(one) = by_field.get(question.id) else { return Err(FormError::CutOff { at: raw.end, field }) };
        let answer = one.answer.trim();
        check(question, one, answer)?;
        if !answer.is_empty() {
            answers.push((field, answer.to_owned()));
        }
    }
    Ok(Filled { number: number.to_string(), language, answers })
}

fn check(question: &Question, one: &Answered, answer: &str) -> Result<(), FormError> {
    let field = || question.id.to_owned();
    match answer {
        "" if question.is_required => Err(FormError::Unanswered { at: one.at, field: field() }),
        "" => Ok(()),
        _ if question.kind != Kind::YesNo => Ok(()),
        _ => match yes_or_no(answer) {
            None => Err(FormError::NeitherYesNorNo { at: one.answer_at, field: field() }),
            Some(false) if question.id == "consent_keep" => Err(FormError::NotToBeKept { at: one.answer_at }),
            Some(_) => Ok(()),
        },
    }
}

/// `1 K7QF-2M8P-X km`.
fn head(raw: &Raw) -> Result<(Number, String), FormError> {
    let (text, at) = (&raw.head.0, raw.head.1);
    let mut words = text.split_whitespace();
    let version: u32 = words.next().and_then(|word| word.parse().ok()).ok_or(FormError::NotAForm { at })?;
    if version != VERSION {
        return Err(FormError::Newer { at, version });
    }
    let number = words.next().and_then(Number::parse).ok_or(FormError::Number { at })?;
    let language = words.next().filter(|tag| LANGUAGES.contains(tag)).ok_or(FormError::NotAForm { at })?;
    Ok((number, language.to_owned()))
}
