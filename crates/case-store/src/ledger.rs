//! The ledger: one log for each device that writes to the case.

mod finding;
mod head;
mod log;
mod scan;

pub use finding::Finding;
pub use log::{Log, LogError, Sealed};
pub use scan::Spot;
