//! Lines for a terminal, from words that somebody else wrote.

use casework::DocumentRow;

/// Without control characters, which a hostile document could use to steer the terminal.
pub fn printable(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// On one line, at most `width` characters.
pub fn line(text: &str, width: usize) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: String = words.chars().filter(|c| !c.is_control()).collect();
    if words.chars().count() <= width {
        return words;
    }
    words.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

/// The first digits of a record or hash: enough to name it in a command.
pub fn short(digits: &str) -> &str {
    digits.get(..8).unwrap_or(digits)
}

/// What a document is called: its headline, or its name, or that neither can be read any more.
pub fn title(document: &DocumentRow) -> &str {
    let named = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    match document {
        DocumentRow { title: Some(title), .. } if named(&document.title) => title,
        DocumentRow { name: Some(name), .. } => name,
        _ => "(its content was taken out of the case)",
    }
}

/// The day, or the time to the minute, of a time in milliseconds since 1970, in UTC.
pub fn day(milliseconds: i64) -> String {
    let (year, month, day) = civil(milliseconds.div_euclid(86_400_000));
    format!("{year:04}-{month:02}-{day:02}")
}

/// As [`day`], with hours and minutes.
pub fn minute(milliseconds: i64) -> String {
    let minutes = milliseconds.rem_euclid(86_400_000) / 60_000;
    format!("{} {:02}:{:02}", day(milliseconds), minutes / 60, minutes % 60)
}

/// The day of the proleptic Gregorian calendar, from days since 1970-01-01 (Hinnant 2013, `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + 400 * era + i64::from(month <= 2);
    (year, month, of_year - (153 * shifted + 2) / 5 + 1)
}

/// "2021-03-01", "2021-03-01 to 2021-03-05", "until 2021-03-05", or nothing.
pub fn window(ends: &[Option<String>; 2]) -> String {
    match ends {
        [Some(first), Some(last)] if first == last => first.clone(),
        [Some(first), Some(last)] => format!("{first} to {last}"),
        [Some(first), None] => format!("from {first}"),
        [None, Some(last)] => format!("until {last}"),
        [None, None] => String::new(),
    }
}

/// "1 act", "3 acts".
pub fn count(n: i64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(
            (day(0), day(-1), day(1_772_323_200_000)),
            ("1970-01-01".into(), "1969-12-31".into(), "2026-03-01".into())
        );
        assert_eq!(minute(951_782_399_999), "2000-02-28 23:59");
        assert_eq!(day(951_782_400_000), "2000-02-29");
    }

    #[test]
    fn foreign_words_cannot_steer_the_terminal() {
        assert_eq!(line("a\x1b[2Jb\n c", 20), "a[2Jb c");
        assert_eq!(line("ភាសាខ្មែរ is long", 5), "ភាសា…");
    }
}
