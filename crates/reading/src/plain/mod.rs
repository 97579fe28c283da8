//! Plain text, also pasted copies of web pages.

mod lines;

pub use lines::cut;
