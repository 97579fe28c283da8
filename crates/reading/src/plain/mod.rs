//! Plain text, also pasted copies of web pages.

mod choose;
mod clean;
mod features;
mod lines;
mod marks;

pub use choose::{Models, choose, probabilities};
pub use features::{Chances, Facts};
pub use lines::cut;
pub use marks::{is_caption, is_menu, is_signature};
