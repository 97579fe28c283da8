//! When the document was published, bounded by what its text tells.

use super::Found;
use crate::Text;
use domain::FuzzyDate;

/// The day of publication, narrowed by the text's own facts.
pub(crate) fn narrow(text: &Text<'_>, _found: &[Found]) -> FuzzyDate {
    text.document.published.clone()
}
