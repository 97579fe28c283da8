//! What was done about a case and what became of it: a submission, an appeal or a letter as a life of steps.
//!
//! In: the steps that people recorded ([`Taken`]). Out: [`Life`], whether a further step may follow ([`check`]), what is due
//! ([`Deadlines::of`]), and acts that may be reprisals ([`reprisals::candidates`]). No I/O, no clock: today is passed in.
//! Start reading at [`check`]. Kinds, the fields of steps and deadlines are data (`codebook/interventions`).
//! Not here: where steps are kept (`case-store`, entry kind 15), who may be named to whom (`disclosure`).

mod deadlines;
mod kinds;
mod life;
mod order;
pub mod reprisals;
mod step;
mod table;
mod wrong;

pub use deadlines::{Deadlines, Reminder};
pub use kinds::{Fields, Kinds};
pub use life::{Fielded, Life, Taken, fold};
pub use order::{Around, Proposed, check, misplaced, possible};
pub use step::{LETTERS, LINKS, OUTCOMES, REPLIES, Step};
pub use table::TableError;
pub use wrong::Wrong;

#[cfg(test)]
mod tests;
