//! Plain text, also pasted copies of web pages.

mod choose;
mod clean;
mod features;
mod lines;

pub use choose::{Models, choose, probabilities};
pub use features::{Chances, Facts};
pub use lines::cut;
