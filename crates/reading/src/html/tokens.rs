//! Markup cut into tags and text, each with its place in the source. Follows the WHATWG tokenizer where pages need it.

use super::tags::Tag;
use document::Span;
use memchr::{memchr, memchr2, memmem};

/// A piece of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// Words, entities not yet read.
    Text(Span),
    /// `<p class="x">`: the attributes' place lies between name and end.
    Start { tag: Tag, attributes: Span, at: usize },
    /// `</p>`.
    End { tag: Tag },
    /// What stands inside `<script>` and other elements whose content is no markup. Its end tag is swallowed.
    Raw(Span),
}

/// Cuts `source`, byte by byte, in linear time.
pub struct Tokens<'a> {
    source: &'a str,
    position: usize,
    raw: Option<Tag>,
    // Once a quotation mark was found to be missing up to the end, it is missing for every later tag.
    unquoted: [bool; 2],
    uncommented: bool,
}

impl<'a> Tokens<'a> {
    /// Of a whole page.
    pub fn new(source: &'a str) -> Tokens<'a> {
        Tokens { source, position: 0, raw: None, unquoted: [false; 2], uncommented: false }
    }

    fn seek(&self, byte: u8, from: usize) -> Option<usize> {
        memchr(byte, self.source.as_bytes().get(from..)?).map(|at| from + at)
    }

    /// The content of a raw element, up to its end tag.
    fn raw_text(&mut self, tag: Tag) -> Token {
        let (bytes, start) = (self.source.as_bytes(), self.position);
        let mut from = start;
        let end = loop {
            let Some(at) = self.seek(b'<', from) else { break bytes.len() };
            let name = bytes.get(at + 2..at + 2 + tag.name().len());
            if bytes.get(at + 1) == Some(&b'/')
                && name.is_some_and(|name| name.eq_ignore_ascii_case(tag.name().as_bytes()))
            {
                break at;
            }
            from = at + 1;
        };
        self.position = self.seek(b'>', end).map_or(bytes.len(), |at| at + 1);
        Token::Raw(Span::new(start, end))
    }

    /// What starts with the `<` at the present position, if it is markup.
    fn markup(&mut self) -> Option<Option<Token>> {
        let (bytes, at) = (self.source.as_bytes(), self.position);
        match *bytes.get(at + 1)? {
            b'!' | b'?' => {
                self.position = self.end_of_remark(at);
                Some(None)
            }
            b'/' if bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic) => {
                let tag = Tag::new(self.name(at + 2));
                self.position = self.seek(b'>', at).map_or(bytes.len(), |end| end + 1);
                Some(Some(Token::End { tag }))
            }
            b'/' => {
                self.position = self.seek(b'>', at).map_or(bytes.len(), |end| end + 1);
                Some(None)
            }
            first if first.is_ascii_alphabetic() => {
                let name = self.name(at + 1);
                let start = at + 1 + name.len();
                let end = self.end_of_tag(start);
                self.position = (end + 1).min(bytes.len());
                let tag = Tag::new(name);
                self.raw = tag.is_raw().then_some(tag);
                Some(Some(Token::Start { tag, attributes: Span::new(start, end), at }))
            }
            _ => None,
        }
    }

    fn name(&self, start: usize) -> &'a str {
        let bytes = &self.source.as_bytes()[start..];
        let n_bytes = bytes.iter().take_while(|byte| !byte.is_ascii_whitespace() && !b"/>".contains(byte)).count();
        &self.source[start..start + n_bytes]
    }

    /// One past a comment, a doctype or a processing instruction.
    fn end_of_remark(&mut self, at: usize) -> usize {
        let rest = &self.source.as_bytes()[at..];
        if let Some(inner) = rest.strip_prefix(b"<!--").filter(|_| !self.uncommented) {
            if inner.starts_with(b">") || inner.starts_with(b"->") {
                return at + 4 + if inner[0] == b'>' { 1 } else { 2 };
            }
            match memmem::find(inner, b"-->") {
                Some(end) => return at + end + 7,
                // An unclosed comment ends at the next tag end, as the rest of the page would be lost otherwise.
                None => self.uncommented = true,
            }
        }
        memchr(b'>', rest).map_or(self.source.len(), |end| at + end + 1)
    }

    /// The place of the `>` that ends a tag whose attributes start at `start`.
    fn end_of_tag(&mut self, start: usize) -> usize {
        let bytes = self.source.as_bytes();
        let mut position = start;
        loop {
            let Some(equals) = memchr2(b'>', b'=', &bytes[position..]).map(|at| position + at) else {
                return bytes.len();
            };
            if bytes[equals] == b'>' {
                return equals;
            }
            let value = equals + 1 + bytes[equals + 1..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            position = match bytes.get(value) {
                Some(&quote @ (b'"' | b'\'')) => self.end_of_quote(quote, value + 1),
                _ => value,
            };
        }
    }

    /// One past the closing mark; the place itself when there is none up to the end of the page.
    fn end_of_quote(&mut self, quote: u8, start: usize) -> usize {
        let missing = usize::from(quote == b'\'');
        if self.unquoted[missing] {
            return start;
        }
        match self.seek(quote, start) {
            Some(end) => end + 1,
            None => {
                self.unquoted[missing] = true;
                start
            }
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some(tag) = self.raw.take() {
            return Some(self.raw_text(tag));
        }
        let mut text_start = self.position;
        loop {
            let at = self.seek(b'<', self.position).unwrap_or(self.source.len());
            if at > text_start && (at == self.source.len() || is_markup(self.source.as_bytes(), at)) {
                self.position = at;
                return Some(Token::Text(Span::new(text_start, at)));
            }
            if at == self.source.len() {
                return None;
            }
            self.position = at;
            match self.markup() {
                Some(Some(token)) => return Some(token),
                Some(None) => text_start = self.position,
                None => self.position = at + 1,
            }
        }
    }
}

fn is_markup(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || b"!?/".contains(next))
}

/// The attributes of one tag: name as written, value with its entities not yet read.
pub fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
        if rest.is_empty() {
            return None;
        }
        let n_name =
            rest.find(|letter: char| letter.is_ascii_whitespace() || "=/".contains(letter)).unwrap_or(rest.len());
        let n_name = n_name.max(rest.chars().next().map_or(0, char::len_utf8));
        let (name, after) = rest.split_at(n_name);
        let after_name = after.trim_ascii_start();
        let Some(value) = after_name.strip_prefix('=').map(str::trim_ascii_start) else {
            rest = after;
            return Some((name, ""));
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        rest = after;
        Some((name, value))
    })
}
