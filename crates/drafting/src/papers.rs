//! The papers, one file each.

mod dossier;
mod frame;
mod incidents;
mod person;
mod submission;
mod tally;

pub use dossier::dossier;
pub use incidents::incidents;
pub use submission::submission;
pub use tally::tally;
