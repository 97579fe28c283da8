//! Reading in a child process that can open nothing: the parent sends bytes through a pipe and gets a document back.
//!
//! The child calls [`run`] before it does anything else; the parent asks a [`Room`]. A document that makes the child
//! crash, hang or eat memory becomes a problem record, and the next one is read by a new child.

mod frames;
mod limits;
mod room;
mod serve;

pub use limits::{LimitError, confine};
pub use room::{Patience, Room};
pub use serve::{run, serve};
