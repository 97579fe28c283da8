//! The page of a form that was saved with its answers, as Firefox and Tor Browser do: values of fields stand in attributes and texts.
//! Only tags and attributes are told apart; nothing is built from them, loaded or run.

use crate::read::{Answered, FormError, Place, Raw, end_of};

/// Whether a text is a page.
pub fn is_page(text: &str) -> bool {
    let start = text.trim_start().get(..9).unwrap_or_default().to_lowercase();
    start.starts_with("<!doctype") || start.starts_with("<html")
}

/// A tag with its attributes.
struct Tag<'t> {
    name: String,
    attributes: Vec<(String, String)>,
    at: usize,
    /// What follows it.
    rest: &'t str,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The fields of a page, in order.
pub fn fields(text: &str) -> Result<Raw, FormError> {
    let mut head = None;
    let mut answers: Vec<Answered> = Vec::new();
    let mut places = Places::new(text);
    let mut rest = text;
    let mut is_whole = false;
    while let Some(tag) = next(rest, text) {
        let at = places.of(tag.at);
        rest = tag.rest;
        match tag.name.as_str() {
            "meta" if tag.get("name") == Some("form") => {
                head = tag.get("content").map(|content| (content.to_owned(), at))
            }
            "textarea" => {
                let end = find_end(rest);
                let answer = unescaped(rest.get(..end).unwrap_or_default());
                put(&mut answers, &tag, at, answer)?;
                rest = rest.get(end..).unwrap_or_default();
            }
            "input" if tag.get("type") == Some("radio") => {
                let is_chosen = tag.get("checked").is_some();
                choose(&mut answers, &tag, at, is_chosen);
            }
            "input" => put(&mut answers, &tag, at, tag.get("value").unwrap_or_default().to_owned())?,
            "/html" => is_whole = true,
            _ => {}
        }
    }
    let end = end_of(text);
    let head = head.ok_or(FormError::NotAForm { at: Place { line: 1, column: 1 } })?;
    if is_whole { Ok(Raw { head, answers, end }) } else { Err(FormError::CutOff { at: end, field: "end".to_owned() }) }
}

fn put(answers: &mut Vec<Answered>, tag: &Tag<'_>, at: Place, answer: String) -> Result<(), FormError> {
    let field = tag.get("name").unwrap_or_default().to_owned();
    if answers.iter().any(|known| known.field == field) {
        return Err(FormError::Twice { at, field });
    }
    answers.push(Answered { field, at, answer, answer_at: at });
    Ok(())
}

/// One of several of a name; the chosen one is the answer.
fn choose(answers: &mut Vec<Answered>, tag: &Tag<'_>, at: Place, is_chosen: bool) {
    let field = tag.get("name").unwrap_or_default();
    let chosen = if is_chosen { tag.get("value").unwrap_or_default() } else { "" };
    match answers.iter_mut().find(|known| known.field == field) {
        // Both chosen is neither.
        Some(known) if is_chosen => {
            known.answer =
                if known.answer.is_empty() { chosen.to_owned() } else { format!("{} {chosen}", known.answer) };
            known.answer_at = at;
        }
        Some(_) => {}
        None => answers.push(Answered { field: field.to_owned(), at, answer: chosen.to_owned(), answer_at: at }),
    }
}

/// Where the text of a field ends.
fn find_end(rest: &str) -> usize {
    let lower = |at: &usize| rest.get(*at..*at + 10).is_some_and(|piece| piece.eq_ignore_ascii_case("</textarea"));
    rest.match_indices("</").map(|(at, _)| at).find(lower).unwrap_or(rest.len())
}

/// The next tag; comments are passed over.
fn next<'t>(rest: &'t str, whole: &str) -> Option<Tag<'t>> {
    let mut rest = rest;
    loop {
        let open = rest.find('<')?;
        rest = rest.get(open + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.get(comment.find("-->")? + 3..)?;
            continue;
        }
        let at = whole.len() - rest.len() - 1;
        let n_name = rest.find(|c: char| c.is_whitespace() || matches!(c, '>')).unwrap_or(rest.len());
        let (name, after) = rest.split_at(n_name);
        let (attributes, after) = attributes(after)?;
        // What stands in looks and titles is no tag.
        let name = name.trim_end_matches('/').to_lowercase();
        let after = match name.as_str() {
            "style" | "title" | "script" => after.get(after.find("</")?..)?,
            _ => after,
        };
        return Some(Tag { name, attributes, at, rest: after });
    }
}

/// Attributes up to the end of a tag, and what follows it.
fn attributes(mut rest: &str) -> Option<(Vec<(String, String)>, &str)> {
    let mut all = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some((all, after));
        }
        let n_name = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))?;
        // A lone sign, such as `=`, is passed over.
        let n_name = n_name.max(rest.chars().next().map_or(1, char::len_utf8));
        let (name, after) = rest.split_at(n_name);
        let spaced = after.trim_start();
        let Some(value) = spaced.strip_prefix('=').map(str::trim_start) else {
            all.push((name.to_lowercase(), String::new()));
            rest = after;
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value.get(1..)?.split_once(quote)?,
            None => value.split_at(value.find(|c: char| c.is_whitespace() || c == '>')?),
        };
        all.push((name.to_lowercase(), unescaped(value)));
        rest = after;
    }
}

/// The five signs that HTML must write otherwise, and numbers.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let name =
            rest.get(1..).and_then(|rest| rest.split_once(';')).map(|(name, _)| name).filter(|name| name.len() <= 8);
        let letter = name.and_then(letter);
        match (name, letter) {
            (Some(name), Some(letter)) => {
                plain.push(letter);
                rest = rest.get(name.len() + 2..).unwrap_or_default();
            }
            _ => {
                plain.push('&');
                rest = rest.get(1..).unwrap_or_default();
            }
        }
    }
    plain + rest
}

fn letter(name: &str) -> Option<char> {
    let number = |digits: &str, base| u32::from_str_radix(digits, base).ok().and_then(char::from_u32);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => number(hex.get(1..)?, 16),
            digits => number(digits, 10),
        }
        .filter(|c| !c.is_control() || *c == '\n'),
    }
}

/// Lines and columns of places that only go forward, so that a text is counted once.
struct Places<'t> {
    text: &'t str,
    at: usize,
    place: Place,
}

impl<'t> Places<'t> {
    const fn new(text: &'t str) -> Self {
        Self { text, at: 0, place: Place { line: 1, column: 1 } }
    }

    fn of(&mut self, at: usize) -> Place {
        for letter in self.text.get(self.at..at).unwrap_or_default().chars() {
            if letter == '\n' {
                self.place = Place { line: self.place.line + 1, column: 1 };
            } else {
                self.place.column += 1;
            }
        }
        self.at = at.max(self.at);
        self.place
    }
}
