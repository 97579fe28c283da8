//! What is told as a fact happened no later than the day on which it was published.

use super::{inferred, is_told_as_fact};
use crate::Times;
use document::DateWindow;
use domain::Act;

/// Closes the open end of what is told as a fact with the last day on which the document can have been published.
///
/// The beginning stays open: how long before its report an act lies is not known. Of the attacks on human-rights
/// defenders that news reports open with and do not date, only six in ten lie in the year of publication.
pub(super) fn date(times: &Times, acts: &mut [Act]) {
    let published = times.published();
    let Some(latest) = published.window.latest else { return };
    for act in acts.iter_mut().filter(|act| is_told_as_fact(act) && act.date.window.latest.is_none()) {
        let window = act.date.window;
        if window.is_open() {
            act.date = inferred(DateWindow { earliest: None, latest: Some(latest) }, published);
        } else if window.earliest <= Some(latest) {
            act.date.window.latest = Some(latest);
        }
    }
}
