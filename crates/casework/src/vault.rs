//! A process that holds the keys of one case for a while and answers requests through a socket of the file system.
//!
//! The socket lies in a folder that only its owner may enter; who connects is asked for their user id. Whatever happens,
//! keys are forgotten by ending the process. Nothing here goes over a network.

mod client;
mod frames;
mod memory;
mod place;
mod serve;
mod setting;
mod working;

pub use client::Connection;
pub use memory::{may_be_swapped, stay_in_memory};
pub use place::socket_of;
pub use serve::{IDLE, serve};

#[cfg(test)]
mod tests;
