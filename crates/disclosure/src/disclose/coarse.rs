//! Days become months, birthdays decades; and who is a child.

use crate::material::Person;
use document::DateWindow;
use jiff::civil::Date;

/// When somebody is of age, years (Convention on the Rights of the Child, article 1).
const OF_AGE: i16 = 18;

/// From the first day of the first month to the last of the last.
pub fn to_month(window: DateWindow) -> DateWindow {
    DateWindow { earliest: window.earliest.map(Date::first_of_month), latest: window.latest.map(Date::last_of_month) }
}

/// The year of birth.
pub fn to_year(window: DateWindow) -> DateWindow {
    DateWindow { earliest: window.earliest.map(Date::first_of_year), latest: window.latest.map(Date::last_of_year) }
}

/// Ten years of birth: 1980 to 1989. An open end stays open.
pub fn to_decade(window: DateWindow) -> DateWindow {
    let decade = |day: Date| day.year() - day.year().rem_euclid(10);
    DateWindow {
        earliest: window.earliest.and_then(|day| Date::new(decade(day), 1, 1).ok()),
        latest: window.latest.and_then(|day| Date::new(decade(day) + 9, 12, 31).ok()),
    }
}

/// Whether somebody may still be a child on a day: recorded so, by the latest possible birthday, or by an age in a text. When
/// the text has no date, the age counts as of that day.
pub fn is_minor(person: &Person, on: Date) -> bool {
    let birth = person.attributes.birth;
    if person.minor {
        return true;
    }
    if let Some(born) = birth.latest {
        // A birthday on the 29th of February is kept on the 1st of March.
        let years = on.year() - born.year() - i16::from((on.month(), on.day()) < (born.month(), born.day()));
        return years < OF_AGE;
    }
    let may_be = |years: u32, at: DateWindow| {
        let since = at.latest.map_or(0, |day| (on.year() - day.year() - 1).max(0));
        i64::from(years) + i64::from(since) < i64::from(OF_AGE)
    };
    birth.earliest.is_some() || person.attributes.ages.iter().any(|age| may_be(age.years, age.at))
}
