//! Names for parts of a reading that stay when the document is read again.

/// The key of a part: what it is, of which kind, and the place of the words that it hangs on, in code points.
///
/// `letter`: `a` for an act (place of its trigger), `e` for an entity (its first mention), `s` for a statement (its cue).
/// A judgement records it in its field `seen`, so that it still applies after another reading found the same.
#[must_use]
pub fn part_key(letter: char, kind: &str, starts: u64, ends: u64) -> String {
    format!("{letter} {kind} {starts}-{ends}")
}
