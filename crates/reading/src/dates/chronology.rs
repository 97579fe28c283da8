//! Days as headings: those of a chronology say when things happened, not when the text was published.

use super::evidence::is_between_dates;
use super::parse::names_time;

/// Fewer days than this on lines of their own make no chronology.
const FEWEST: usize = 3;
/// What stands under such a day has at least so many words.
const TOLD: usize = 6;

/// For every paragraph, whether it is a day, a month or a year as the heading of what follows: "12 May 2031", "May to July
/// 2031". All `false` when there are too few of them.
pub fn headings(words: &[&str]) -> Vec<bool> {
    let is_date: Vec<bool> = words.iter().map(|words| is_date_line(words)).collect();
    let tells = |at: usize| words.get(at + 1).is_some_and(|next| next.split_whitespace().count() >= TOLD);
    let found: Vec<bool> = (0..words.len()).map(|at| is_date[at] && tells(at)).collect();
    let is_chronology = found.iter().filter(|found| **found).count() >= FEWEST;
    found.into_iter().map(|found| found && is_chronology).collect()
}

/// Whether a line holds nothing but days, months and years, a year or month among them.
fn is_date_line(line: &str) -> bool {
    let words = line.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut named = false;
    let mut n_words = 0;
    for word in words {
        n_words += 1;
        let is_day = word.trim_end_matches(char::is_alphabetic).parse().is_ok_and(|day: u8| day <= 31);
        let is_time = names_time(word);
        named |= is_time;
        if !is_day && !is_time && !is_between_dates(word) {
            return false;
        }
    }
    named && n_words <= 8
}

#[cfg(test)]
mod tests {
    use super::headings;

    #[test]
    fn days_over_what_happened_are_headings() {
        let told = "The guards search the hall of the union and seal its doors.";
        let page =
            ["The case of the union", "12 May 2031", told, "May to 3 July 2031", told, "2032", told, "4 June 2032"];
        assert_eq!(headings(&page), [false, true, false, true, false, true, false, false]);
        assert!(!headings(&page[..5]).contains(&true), "two days make no chronology");
        assert!(
            !headings(&["12 May 2031", "Read more", "13 May 2031", "Share", "14 May 2031", "Home"]).contains(&true)
        );
    }
}
