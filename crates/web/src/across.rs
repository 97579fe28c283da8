//! What pages about people and events share: who took part, numbers for words.

use casework::shown::{Pair, ParticipantShown, Side};

/// Participants of one part; `by`: who did it, or in whose name it was done.
pub fn taking_part<'a>(all: &'a [ParticipantShown], part: &str) -> Vec<&'a ParticipantShown> {
    let is_part = |role: &str| match part {
        "by" => matches!(role, "perpetrator" | "authority"),
        part => role == part,
    };
    all.iter().filter(|one| is_part(&one.role)).collect()
}

/// Both sides of a pair.
pub const fn sides(pair: &Pair) -> [&Side; 2] {
    [&pair.left, &pair.right]
}

/// A number as words take it.
pub fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A probability in hundredths, never more than it is.
pub fn percent(probability: f64) -> usize {
    (probability * 100.0).floor().clamp(0.0, 100.0) as usize
}

/// How much a reason weighs, for or against: a word for its bits.
pub fn strength(bits: &f64) -> &'static str {
    match bits.abs() {
        bits if bits >= 6.0 => "strong",
        bits if bits >= 2.0 => "clear",
        _ => "weak",
    }
}
