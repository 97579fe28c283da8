//! How many are on no list: multiple-systems estimation with its checks, several estimators side by side, and refusals.
//!
//! In: [`Lists`], who is on which list. Out: a [`Report`] of estimators that each give an [`Estimate`] or a [`Refusal`]. No
//! I/O, no clock; randomness comes from a seed, so a number can be had again. Start reading at [`estimate`]; each estimator is
//! one file or folder. Not here: whether lists have independent origins, which a person must say (see `resolution`).

pub mod averaging;
mod estimate;
#[cfg(test)]
mod examples;
pub mod latent;
pub mod lists;
pub mod log_linear;
pub mod lower_bound;
mod matrix;
pub mod pairs;
pub mod picture;
pub mod random;
mod refusal;
pub mod report;
pub mod sentences;
mod special;
pub mod table;
mod warning;

pub use estimate::Estimate;
pub use lists::Lists;
pub use refusal::Refusal;
pub use report::{Answer, Details, Method, Report, estimate};
pub use warning::Warning;
