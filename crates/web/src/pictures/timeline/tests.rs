//! Bars are as long as what is not known, nothing lies upon something else, and hostile dates break nothing.

use super::*;
use jiff::civil::date;

fn words() -> Words {
    Words {
        title: "title".to_owned(),
        lanes: vec![("liberty".to_owned(), "Liberty".to_owned()), ("other".to_owned(), "Other".to_owned())],
        legend: std::array::from_fn(|i| format!("sign {i}")),
        notes: vec!["a note".to_owned()],
    }
}

fn mark(n: usize, days: [Option<Date>; 2]) -> Mark {
    Mark {
        group: "liberty".to_owned(),
        telling: Telling::Reported,
        days,
        label: format!("Arrest: somebody {n}"),
        title: format!("number {n}"),
        address: format!("/event/v{n:04}"),
    }
}

#[test]
fn a_known_day_is_narrow_and_an_unknown_one_is_as_long_as_what_may_be() {
    let days = [date(2031, 1, 1), date(2031, 12, 31)];
    let [known, month, open] = [
        [Some(date(2031, 3, 5)), Some(date(2031, 3, 5))],
        [Some(date(2031, 3, 1)), Some(date(2031, 3, 31))],
        [Some(date(2031, 3, 1)), None],
    ]
    .map(|window| {
        let mark = mark(0, window);
        let bar = place(&mark, days).bar;
        bar[1] - bar[0]
    });
    assert!((known - THINNEST).abs() < 0.01);
    assert!((month - (RIGHT - LEFT) * 31.0 / 365.0).abs() < 0.5, "{month}");
    assert!((open - (RIGHT - LEFT) * 306.0 / 365.0).abs() < 0.5, "{open}");
}

#[test]
fn no_mark_lies_upon_another() {
    let marks: Vec<Mark> = (0..150_i16)
        .map(|n| {
            let first = date(2030 + n % 7, 1 + i8::try_from(n % 12).unwrap_or(0), 1);
            mark(n.unsigned_abs().into(), [Some(first), (n % 3 != 0).then(|| first.last_of_month())])
        })
        .collect();
    let placed = placed(marks.iter(), axis::days_of(&marks));
    for (i, one) in placed.iter().enumerate() {
        for other in placed.iter().skip(i + 1).filter(|other| other.row == one.row) {
            let ([from, until], [first, last]) = (extent(one), extent(other));
            assert!(until <= first || last <= from, "{one:?} {other:?}");
        }
    }
}

#[test]
fn any_days_give_a_drawing() {
    let far = [Some(date(-9999, 1, 1)), Some(date(9999, 12, 31))];
    for days in [far, [None, None], [Some(date(9999, 12, 31)), None], [Some(date(2031, 5, 5)), Some(date(2031, 4, 4))]]
    {
        let drawing = draw(&[mark(1, days), mark(2, [None, Some(date(2031, 1, 1))])], None, &words(), Use::File);
        assert!(drawing.ends_with("</svg>") && !drawing.contains("NaN"));
    }
    assert!(draw(&[], None, &words(), Use::Page).contains("sign 4"));
}

#[test]
fn every_mark_leads_to_its_event_and_an_open_end_fades() {
    let marks = [mark(1, [Some(date(2031, 3, 5)), None]), mark(2, [Some(date(2031, 3, 5)), Some(date(2031, 3, 5))])];
    let drawing = draw(&marks, None, &words(), Use::Page);
    assert!(drawing.contains("href=\"/event/v0001\"") && drawing.contains("href=\"/event/v0002\""));
    let first = drawing.split("v0001").nth(1).and_then(|rest| rest.split("</a>").next()).unwrap_or_default();
    assert!(first.contains("fade-after"), "{first}");
}
