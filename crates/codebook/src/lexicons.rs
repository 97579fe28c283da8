//! The word lists of one language; each is one file here and one `.tsv` in `codebook/lexicons/<language>/`.

use crate::{ActTypes, CodebookError, Files};

/// Every word list of a language.
#[derive(Debug)]
pub struct Lexicons {}

impl Lexicons {
    pub(crate) fn load(_files: &Files, _language: &str, _act_types: &ActTypes) -> Result<Lexicons, CodebookError> {
        Ok(Lexicons {})
    }
}
