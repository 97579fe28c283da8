//! Invented pages and their days.

use super::parse::{address, find, machine};
use super::{Lines, Order, conclude, from_address, from_lines, from_structured, from_times};
use document::{Basis, DateTier, DateWindow, FuzzyDate};
use jiff::civil::{Date, date};

fn first(text: &str) -> Option<DateWindow> {
    find(text, Order::DayFirst, false).first().and_then(|found| found.window)
}

fn exact(text: &str) -> Option<Date> {
    first(text).and_then(DateWindow::exact)
}

#[test]
fn days_in_many_forms() {
    let day = Some(date(2031, 9, 3));
    for text in [
        "September 3, 2031",
        "Sept. 3, 2031",
        "3 September 2031",
        "3rd of September, 2031",
        "3. September 2031",
        "Wednesday, 3 Sep 2031 10:15",
        "2031-09-03",
        "2031/09/03",
        "2031-09-03T23:10:00+07:00",
        "03.09.2031",
        "03/09/2031",
        "3 septembre 2031",
        "3 de septiembre de 2031",
        "3 de setembro de 2031",
        "3 settembre 2031",
        "3 September 2031 pukul 7",
        "03-Sep-2031",
    ] {
        assert_eq!(exact(text), day, "{text}");
    }
    for text in [
        "September 2031",
        "31 February 2031",
        "Sept. 40, 2031",
        "version 3.9.20",
        "call 03 09 2031 55",
        "may 12 people",
    ] {
        assert_eq!(exact(text), None, "{text}");
    }
}

#[test]
fn the_order_of_figures_may_stay_open() {
    let window = |text| find(text, Order::Open, false).first().and_then(|found| found.window);
    assert_eq!(window("03/09/2031"), Some(DateWindow::between(date(2031, 3, 9), date(2031, 9, 3))));
    assert_eq!(window("23/09/2031"), Some(DateWindow::day(date(2031, 9, 23))));
    assert_eq!(window("09/23/2031"), Some(DateWindow::day(date(2031, 9, 23))));
    assert_eq!(window("03.09.2031"), Some(DateWindow::day(date(2031, 9, 3))));
}

#[test]
fn a_day_without_a_year_stays_without() {
    let found = find("PORT SELM (Sept. 3) --", Order::Open, false);
    assert_eq!((found[0].window, found[0].yearless), (None, Some((9, 3))));
}

#[test]
fn machine_values_keep_the_day_as_written() {
    assert_eq!(machine("2031-09-03T23:59:59-11:00"), Some(date(2031, 9, 3)));
    assert_eq!(machine("20310903"), Some(date(2031, 9, 3)));
    assert_eq!(machine("1945123200"), None);
    assert_eq!(machine("soon"), None);
}

#[test]
fn addresses_hold_whole_days_only() {
    assert_eq!(address("https://news.example/2031/09/03/guards").map(|(day, _)| day), Some(date(2031, 9, 3)));
    assert_eq!(address("https://news.example/guards-20310903.html").map(|(day, _)| day), Some(date(2031, 9, 3)));
    assert_eq!(address("https://news.example/2031/09/guards"), None);
    assert_eq!(address("https://news.example/a-12345678901.html"), None);
}

fn page(words: &'static [&'static str], kept: &[usize], title: Option<usize>) -> Lines<'static> {
    Lines {
        words: words.to_vec(),
        kept: (0..words.len()).map(|at| kept.contains(&at)).collect(),
        title,
        headings: vec![false; words.len()],
    }
}

fn published(lines: &Lines<'_>) -> (FuzzyDate, Vec<DateTier>) {
    let mut traces = from_lines(lines, Order::Open);
    (conclude(&mut traces), traces.iter().map(|trace| trace.tier).collect())
}

const BODY: &str =
    "The guards left the harbour on Monday, the mayor of the town said after the meeting with the council.";

#[test]
fn a_banner_is_an_upper_bound() {
    let lines = page(&["Friday, March 05, 2032", "Guards leave the harbour", BODY], &[2], Some(1));
    let (when, tiers) = published(&lines);
    assert_eq!(when.window, DateWindow { earliest: None, latest: Some(date(2032, 3, 5)) });
    assert_eq!((when.basis, tiers), (Basis::Inferred, vec![DateTier::PageDate]));
}

#[test]
fn a_label_outweighs_the_banner() {
    let lines =
        page(&["March 5, 2032", "Guards leave the harbour", BODY, "Published : November 08, 2031"], &[2], Some(1));
    let (when, tiers) = published(&lines);
    assert_eq!(when.window.exact(), Some(date(2031, 11, 8)));
    assert_eq!((when.basis, tiers), (Basis::Stated, vec![DateTier::Labelled, DateTier::PageDate]));
}

#[test]
fn a_line_under_the_signature_is_the_day() {
    let lines = page(&["Guards leave the harbour", "By Ana Velim", "• September 3, 2031 8:26 AM", BODY], &[3], Some(0));
    let (when, tiers) = published(&lines);
    assert_eq!((when.window.exact(), tiers), (Some(date(2031, 9, 3)), vec![DateTier::Labelled]));
}

#[test]
fn a_change_is_not_the_publication() {
    let lines = page(&["Guards leave the harbour", "Last updated on 4 October 2031", BODY], &[2], Some(0));
    assert_eq!(published(&lines).0.basis, Basis::Unknown);
}

#[test]
fn a_deadline_in_the_title_is_not_the_day_and_the_day_under_a_letter_is() {
    let lines = page(&["PLEASE WRITE BEFORE 30 NOVEMBER 2031", "2 November 2031", BODY], &[2], Some(0));
    assert_eq!(published(&lines).0.window.exact(), Some(date(2031, 11, 2)));
    let lines = page(
        &["To the chair of the council", BODY, BODY, BODY, "Yours", "Ana Velim", "Selm, 3rd September 2031"],
        &[1, 2, 3],
        Some(0),
    );
    assert_eq!(published(&lines).0.window.exact(), Some(date(2031, 9, 3)));
    let lines = page(&["Bulletin of the union", "Issue of December 2031", BODY], &[2], Some(0));
    assert_eq!(published(&lines).0.window, DateWindow::between(date(2031, 12, 1), date(2031, 12, 31)));
    let lines = page(&["Guards to vote in December 2031", BODY], &[1], Some(0));
    assert_eq!(published(&lines).0.basis, Basis::Unknown);
}

#[test]
fn the_days_of_a_chronology_are_not_its_own() {
    const WORDS: [&str; 8] = [
        "The case of the guards",
        "Last updated 4 October 2031",
        "3 May 2031",
        BODY,
        "5 May 2031",
        BODY,
        "June 2031",
        BODY,
    ];
    let headings = super::headings(&WORDS);
    let lines = Lines { headings, ..page(&WORDS, &[1, 2, 3, 4, 5, 6, 7], Some(0)) };
    assert_eq!(published(&lines).0.window.exact(), Some(date(2031, 10, 4)));
}

#[test]
fn a_dateline_in_the_place_of_the_title() {
    let of_title = |words: &'static str| {
        let lines = Lines { words: vec![words], kept: vec![true], title: Some(0), headings: vec![false] };
        let traces = from_lines(&lines, Order::DayFirst);
        traces.iter().find(|trace| trace.tier == DateTier::Dateline).and_then(|trace| trace.window.exact())
    };
    assert_eq!(of_title("SELM (KARVIA), 4 MAY 31 (MNA) -- THE GUARDS LEFT THE HARBOUR"), Some(date(2031, 5, 4)));
    assert_eq!(of_title("After the Strike, 4 May 2031 Remembered"), None);
}

#[test]
fn a_dateline_with_a_year_is_enough_and_one_without_is_not() {
    let with = page(&["PORT SELM, 30 AUG 89 (Radio Tessaly) -- The guards left the harbour on Monday."], &[0], None);
    assert_eq!(published(&with).0.window.exact(), Some(date(1989, 8, 30)));
    let without = page(&["PORT SELM (Aug. 30) -- The guards left the harbour on Monday."], &[0], None);
    let (when, tiers) = published(&without);
    assert_eq!((when.window, tiers), (DateWindow::default(), vec![DateTier::Dateline]));
}

#[test]
fn agreement_is_the_best_evidence() {
    let mut traces = from_structured(["2031-09-03T08:00:00Z"]);
    traces.extend(from_address("https://news.example/2031/09/03/guards"));
    let when = conclude(&mut traces);
    assert_eq!((when.window.exact(), traces[0].tier), (Some(date(2031, 9, 3)), DateTier::Agreed));
    let mut traces = from_structured(["2031-10-01"]);
    traces.extend(from_address("https://news.example/2031/09/03/guards"));
    traces.extend(from_times(&["2031-09-03".to_owned()]));
    assert_eq!(conclude(&mut traces).window.exact(), Some(date(2031, 9, 3)));
}

#[test]
fn the_day_of_the_place_outweighs_the_day_of_greenwich() {
    let mut traces = from_structured(["2031-09-04T02:00:00Z"]);
    traces.extend(from_lines(
        &page(&["Guards leave", "By Ana Velim", "Sept. 3, 2031 7:00 pm", BODY], &[3], Some(0)),
        Order::Open,
    ));
    assert_eq!(conclude(&mut traces).window.exact(), Some(date(2031, 9, 3)));
}

#[test]
fn the_clock_may_stand_between_label_and_day() {
    let lines = page(&["Guards leave", "Updated 10:01 pm GMT, Tuesday, September 4, 2031", BODY], &[2], Some(0));
    assert_eq!(published(&lines).0.basis, Basis::Unknown);
    let lines = page(&["Guards leave", "Published 10:01 pm GMT, Tuesday, September 4, 2031", BODY], &[2], Some(0));
    assert_eq!(published(&lines).0.window.exact(), Some(date(2031, 9, 4)));
}

#[test]
fn the_day_on_which_a_source_was_opened_is_no_banner() {
    const NOTE: &str = "Harbour Office of Marovia, list of guards and their posts, accessed September 4, 2031";
    assert_eq!(published(&page(&["Guards leave", BODY, NOTE], &[1, 2], Some(0))).0.basis, Basis::Unknown);
}
