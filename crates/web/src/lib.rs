//! The desk: the pages where a monitor reads, checks, decides and sees.
//!
//! The process that serves them holds no key: it asks the vault of the case ([`Asks`]). It listens on the loopback, on a
//! random port, under a path that cannot be guessed. Every page works without a script. Words that a user reads are in
//! `locales/`, looks in `static/`. Start reading at [`Desk::app`]; each page is one file in `pages`.

mod across;
mod amending;
mod desk;
mod estimating;
mod failure;
mod form;
mod frame;
mod guard;
mod life;
mod life_of_action;
mod pace;
mod pages;
mod papers;
mod pictures;
mod reader;
mod serving;
mod session;
mod svg;
mod words;

pub use desk::{Asks, Desk, Picture, Reads, Waited};
pub use serving::{Serving, serve};

#[cfg(test)]
mod tests;
