//! Log-linear models of capture histories (Fienberg 1972; Cormack 1989): fitted, checked, searched by BIC.

mod existence;
mod fit;
mod independence;
mod model;
mod profile;
mod search;

pub use independence::independence;
pub use model::Model;
pub use search::{Fitted, MOST_LISTS, Search, fit, search};

#[cfg(test)]
mod tests;
