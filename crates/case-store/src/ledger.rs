//! The ledger: one log for each device that writes to the case.

mod all;
mod finding;
mod head;
mod log;
mod order;
mod scan;

pub use all::{Heads, Ledger, LedgerError, Receipt, Writer};
pub use finding::Finding;
pub use log::{Log, LogError, Sealed};
pub use order::Order;
pub use scan::Spot;

pub(crate) use all::{Destination, FOLDER, is_log};
