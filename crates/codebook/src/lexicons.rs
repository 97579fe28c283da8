//! The word lists of one language; each is one file here and one `.tsv` in `codebook/lexicons/<language>/`.

mod numbers;
mod times;

pub use numbers::{Bound, NumberSense, NumberWords};
pub use times::{TimeEdge, TimeMeaning, TimeSense, TimeUnit, TimeWords};

use crate::{ActTypes, CodebookError, Files};

/// Every word list of a language.
#[derive(Debug)]
pub struct Lexicons {
    /// Words of numbers and counts.
    pub numbers: NumberWords,
    /// Words of time expressions.
    pub times: TimeWords,
}

impl Lexicons {
    pub(crate) fn load(files: &Files, language: &str, _act_types: &ActTypes) -> Result<Lexicons, CodebookError> {
        Ok(Lexicons { numbers: NumberWords::load(files, language)?, times: TimeWords::load(files, language)? })
    }
}
