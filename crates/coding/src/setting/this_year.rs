//! A report that names no earlier year speaks of its own.

use super::{inferred, is_told_as_fact, is_undated};
use crate::Times;
use crate::times::Meaning;
use codebook::TimeUnit;
use document::DateWindow;
use domain::Act;
use jiff::ToSpan;
use jiff::civil::Date;

/// Bounds undated acts by the year of publication when nothing in the document tells of an earlier one.
///
/// News style leaves the year out of dates in the present year, or just past at its beginning. Of 86 reports on attacks on
/// human-rights defenders that name no earlier year (HRDsAttack, train and dev), the attack lies in the year of publication,
/// or in the two months before publication, in 83.
pub(super) fn date(times: &Times, acts: &mut [Act]) {
    let published = times.published();
    let Some(window) = this_year(published.window) else { return };
    let earlier = times.all().iter().any(|found| {
        let ends_before =
            found.resolved.window.is_some_and(|told| told.latest < window.earliest && told.latest.is_some());
        ends_before || is_years_ago(&found.parsed.meaning)
    });
    let dated = acts.iter().any(|act| is_told_as_fact(act) && super::is_dated(act));
    if !earlier && !dated {
        let undated = acts.iter_mut().filter(|act| is_told_as_fact(act) && is_undated(act));
        undated.for_each(|act| act.date = inferred(window, published));
    }
}

/// From the first of January, or two months before the first possible day of publication, to its last.
fn this_year(published: DateWindow) -> Option<DateWindow> {
    let (first, last) = (published.earliest?, published.latest?);
    let months_before = first.checked_sub(2.months()).ok()?;
    let january = Date::new(first.year(), 1, 1).ok()?;
    Some(DateWindow::between(january.min(months_before), last))
}

/// "years ago", "several decades ago": how many is not said, but more than one.
fn is_years_ago(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Offset(amounts, -1, _) if amounts.iter().any(|(_, unit)| *unit > TimeUnit::Year))
        || matches!(meaning, Meaning::Decade(..) | Meaning::Century(_))
}
