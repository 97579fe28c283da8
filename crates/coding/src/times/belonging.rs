//! Which time expression belongs to an act.

use super::Times;
use crate::Text;
use domain::FuzzyDate;

pub(crate) fn date_of(_times: &Times, _text: &Text<'_>, _trigger: usize) -> FuzzyDate {
    FuzzyDate::default()
}

pub(crate) fn duration_of(_times: &Times, _text: &Text<'_>, _trigger: usize) -> Option<String> {
    None
}
