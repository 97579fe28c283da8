//! What pages about people and events share: who took part, numbers for words.

use casework::shown::ParticipantShown;

/// Participants of one part; `by`: who did it, or in whose name it was done.
pub fn taking_part<'a>(all: &'a [ParticipantShown], part: &str) -> Vec<&'a ParticipantShown> {
    let is_part = |role: &str| match part {
        "by" => matches!(role, "perpetrator" | "authority"),
        part => role == part,
    };
    all.iter().filter(|one| is_part(&one.role)).collect()
}

/// A number as words take it.
pub fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
