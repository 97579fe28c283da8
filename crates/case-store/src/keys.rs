//! Who can open a case: the keys of the case, and the members to whom they are wrapped.

mod keyring;

pub use keyring::Keyring;
