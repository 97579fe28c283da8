//! Papers are set while others ask the case: only drafting and recording hold it.

use super::serve::{Vault, locked};
use crate::refusal::Refusal;
use crate::reporting::{PaperQuery, Recorded};
use crate::request::Reply;

/// So often a paper is set beside; then it is set while nobody else is answered.
const TRIES: usize = 2;

/// Writes a paper and records it. One that would be another by now is drafted and set once more.
///
/// # Errors
/// [`Refusal`]; nothing was recorded then.
pub(super) fn write(vault: &Vault, query: &PaperQuery) -> Result<Reply, Refusal> {
    let format = query.format.as_deref().unwrap_or_default();
    let mut drafted = vault.case().as_mut().ok_or_else(locked)?.drafted(query)?;
    for _ in 0..TRIES {
        let body = drafted.written(format)?;
        match vault.case().as_mut().ok_or_else(locked)?.record_set_paper(query, drafted, body)? {
            Recorded::Done(reply) => return Ok(*reply),
            Recorded::Changed(again) => drafted = *again,
        }
    }
    // Entries come in faster than it can be set: now nobody else is answered before it is there.
    vault.case().as_mut().ok_or_else(locked)?.write_paper(query)
}
