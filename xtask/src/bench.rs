//! `cargo xtask bench`: speed and memory beside the Python peer.

use crate::Failure;

/// Measures.
pub fn run(_arguments: &[String]) -> Result<(), Failure> {
    Ok(())
}
