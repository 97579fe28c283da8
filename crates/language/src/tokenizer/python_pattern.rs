//! Python regular expressions, rewritten for the crate `fancy-regex`.

use crate::ModelError;
use fancy_regex::{Regex, RegexBuilder};
use std::path::Path;

/// After so many steps back a search gives up: hostile text must not take long. Words need some hundreds.
const MOST_STEPS_BACK: usize = 50_000;

/// A rule of the model, compiled.
///
/// # Errors
/// [`ModelError::Unsupported`] when the expression uses what neither dialect shares.
pub(crate) fn compile(pattern: &str, path: &Path) -> Result<Regex, ModelError> {
    let refused = |error| ModelError::unsupported(path, format!("a regular expression ({error})"));
    RegexBuilder::new(&grouped(&translate(pattern))).backtrack_limit(MOST_STEPS_BACK).build().map_err(refused)
}

/// Escapes outside ASCII become `\u{...}`, `\w` becomes Python's, `[ & ~` inside classes are escaped, needless escapes
/// are dropped.
fn translate(pattern: &str) -> String {
    let mut output = String::with_capacity(pattern.len());
    let mut characters = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' => escape(&mut characters, in_class, &mut output),
            '[' if !in_class => {
                in_class = true;
                output.push('[');
                output.extend(characters.next_if_eq(&'^'));
                // A bracket that comes first stands for itself.
                if characters.next_if_eq(&']').is_some() {
                    output.push_str("\\]");
                }
            }
            ']' if in_class => {
                in_class = false;
                output.push(']');
            }
            '[' | '&' | '~' if in_class => output.extend(['\\', character]),
            _ => output.push(character),
        }
    }
    output
}

/// What follows a backslash.
fn escape(characters: &mut std::iter::Peekable<std::str::Chars>, in_class: bool, output: &mut String) {
    let Some(escaped) = characters.next() else { return };
    let digits = match escaped {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    if digits > 0 {
        let code: String = characters.by_ref().take(digits).collect();
        output.push_str(&format!("\\u{{{code}}}"));
    } else if escaped == 'w' {
        // Python's letters and numbers in the narrow sense: no combining marks, but superscripts.
        output.push_str(if in_class { r"\p{L}\p{N}_" } else { r"[\p{L}\p{N}_]" });
    } else if escaped.is_ascii_alphanumeric() || "\\.+*?()[]{}|^$/#&-~".contains(escaped) {
        output.extend(['\\', escaped]);
    } else {
        output.push(escaped);
    }
}

/// Puts neighbouring alternatives that look at nothing outside the match into one group, which means the same and lets
/// the crate search for all of them at once instead of one after the other.
fn grouped(pattern: &str) -> String {
    let looks_around = |part: &&str| ["(?=", "(?!", "(?<"].iter().any(|look| part.contains(look));
    let parts = alternatives(pattern);
    let mut groups: Vec<String> = Vec::new();
    for run in parts.chunk_by(|left, right| !looks_around(left) && !looks_around(right)) {
        groups.push(format!("(?:{})", run.join("|")));
    }
    groups.join("|")
}

/// The alternatives of a pattern that stand outside all brackets.
fn alternatives(pattern: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut in_class, mut escaped) = (Vec::new(), 0, 0_usize, false, false);
    for (at, character) in pattern.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                parts.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&pattern[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewrites_what_differs() {
        assert_eq!(translate(r"^\u00A6|[\U0001F200-\U0001F2FF[&]"), r"^\u{00A6}|[\u{0001F200}-\u{0001F2FF}\[\&]");
        assert_eq!(translate(r#"\"|\!|(?<=[0-9])\+"#), r#""|!|(?<=[0-9])\+"#);
        assert_eq!(translate(r"[]a]\]"), r"[\]a]\]");
        assert_eq!(translate(r"[\w+]\w"), r"[\p{L}\p{N}_+][\p{L}\p{N}_]");
    }

    #[test]
    fn groups_plain_alternatives() {
        assert_eq!(grouped(r"a|[|]b|(c|d)|(?<=e)f|\||g"), r"(?:a|[|]b|(c|d))|(?:(?<=e)f)|(?:\||g)");
        assert_eq!(grouped("(?u)^a"), "(?:(?u)^a)");
    }

    #[test]
    fn a_hostile_pattern_is_an_error() {
        assert!(compile("(", Path::new("tokenizer")).is_err());
        assert!(compile("\\", Path::new("tokenizer")).is_ok());
    }
}
