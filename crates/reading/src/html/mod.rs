//! A saved web page: markup to parts, parts to body and furniture.

mod choose;
mod entities;
mod features;
mod parts;
mod tags;
mod tokens;
mod tree;

pub use choose::{Models, THRESHOLD, choose, decide, probabilities};
pub use entities::unescape;
pub use features::{Chances, Facts};
pub use parts::Page;
pub use tags::Tag;

pub use tree::Tree;
