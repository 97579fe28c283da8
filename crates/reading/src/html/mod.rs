//! A saved web page: markup to parts, parts to body and furniture.

mod choose;
mod entities;
mod parts;
mod tags;
mod tokens;
mod tree;

pub use choose::choose;
pub use entities::unescape;
pub use parts::{Page, Part};
pub use tags::Tag;
pub use tokens::{Token, Tokens, attributes};
pub use tree::Tree;
