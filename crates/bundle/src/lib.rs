//! One file that carries a case to somebody: a bag (BagIt 1.0, RFC 8493) in a tar archive (POSIX ustar), encrypted with age.
//!
//! [`pack`] writes one, [`unpack`] reads one; both are streams and hold one file's buffer at a time. The standard tools open it
//! too: `age -d -i KEY FILE | tar x`, then any BagIt validator. The files of a case travel as they are stored, still sealed: age
//! keeps those who carry the file from learning anything, the keys of the case keep everybody else from reading it. Start
//! reading at [`pack`]. Not here: which files a case has, what they mean (see `case-store`).

mod archive;
mod bag;
mod keys;
mod pack;
mod unpack;

pub use keys::{Identity, KeyError, Recipient, Recipients};
pub use pack::{Item, PackError, Packed, pack};
pub use unpack::{UnpackError, Unpacked, unpack};

#[cfg(test)]
mod tests;
