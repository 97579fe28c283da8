//! Cases made by chance with planted names, and what no writer may show of them; for the tests of every writer.
//!
//! What may be shown is worked out here a second time, in the plainest way, and shares no code with the gate.

mod make;
mod oracle;

pub use make::{Planted, planted};
pub use oracle::{Forbidden, findings, forbidden};
