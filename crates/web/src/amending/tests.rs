//! What a form says is what is recorded, and what was not touched is not recorded.

use super::*;

#[test]
fn a_date_comes_back_as_it_was_in_every_precision() {
    for (value, precision) in [
        ("", "unknown"),
        ("2031", "year"),
        ("2031-02", "month"),
        ("2031-02-03", "day"),
        ("2031-02-03/2031-02-05", "span"),
        ("/2031-02-05", "span"),
    ] {
        let form = DateForm::of(value);
        assert_eq!((form.precision.as_str(), form.value().as_deref()), (precision, Some(value)));
    }
    // What was worked out to be a whole month is shown as one.
    assert_eq!(DateForm::of("2031-02-01/2031-02-28").value().as_deref(), Some("2031-02"));
    assert_eq!(DateForm::of("2031-01-01/2031-12-31").value().as_deref(), Some("2031"));
}

#[test]
fn a_wrong_date_says_what_is_wrong() {
    let wrong = |precision: &str, first: &str, last: &str| {
        DateForm { precision: precision.to_owned(), first: first.to_owned(), last: last.to_owned() }.wrong()
    };
    assert_eq!(wrong("day", "2031-02-30", ""), Some("wrong-day"));
    assert_eq!(wrong("day", "2031", ""), Some("wrong-day"));
    assert_eq!(wrong("month", "2031-13", ""), Some("wrong-month"));
    assert_eq!(wrong("year", "31", ""), Some("wrong-year"));
    assert_eq!(wrong("span", "", ""), Some("wrong-span"));
    assert_eq!(wrong("span", "2031-03-01", "2031-02-01"), Some("wrong-order"));
    assert_eq!(wrong("span", "2031-02-01/2031-02-02", ""), Some("wrong-span"));
    assert_eq!(wrong("", "2031-02-01", ""), Some("wrong-precision"));
    assert_eq!(wrong("unknown", "whatever", ""), None);
}

#[test]
fn those_of_the_document_are_chosen_and_others_written() {
    let known = |name: &str| (name == "Ana Brisk").then(|| "Ana Brisk".to_owned());
    let several = Several::new("Harbour Office [organization]; Ana Brisk; 34 villagers; Mirel Osk [person]", &known);
    assert_eq!(several.chosen, ["Ana Brisk"]);
    assert_eq!((several.more.as_str(), several.bodies.as_str()), ("34 villagers; Mirel Osk", "Harbour Office"));
    assert_eq!(several.value(), "Ana Brisk; 34 villagers; Mirel Osk; Harbour Office [organization]");
}
