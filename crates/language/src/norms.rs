//! Normal forms: what a token counts as when its spelling does not matter.

use crate::hashes::string_id;
use crate::message_pack::{self, Value};
use crate::{Files, ModelError};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The norms of a model's language (`lexeme_norm`) beside those of all languages (`data/base_norms.tsv`).
pub(crate) struct Norms {
    by_id: HashMap<u64, Box<str>>,
}

static BASE: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("../data/base_norms.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

impl Norms {
    pub(crate) fn load(files: &Files) -> Result<Norms, ModelError> {
        let path = files.path_of("vocab/lookups.bin");
        let bytes = files.read("vocab/lookups.bin")?;
        let tables = message_pack::parse(&bytes).map_err(ModelError::malformed(&path))?;
        let entries = tables.get("lexeme_norm").and_then(Value::entries).unwrap_or_default().iter();
        let by_id = entries.map(|(id, norm)| Some((id.unsigned()?, norm.text()?.into()))).collect::<Option<_>>();
        Ok(Norms { by_id: by_id.ok_or_else(|| ModelError::damaged(&path, "table `lexeme_norm`"))? })
    }

    /// The norm of a word that no tokenizer exception gives one: of all languages, of this one, else lower case.
    ///
    /// Source: `spacy/vocab.pyx`, `create_vocab`, and `spacy/lang/norm_exceptions.py`.
    pub(crate) fn of<'a>(&'a self, word: &str) -> Cow<'a, str> {
        let known = BASE.get(word).copied().or_else(|| self.by_id.get(&string_id(word)).map(AsRef::as_ref));
        known.map_or_else(|| Cow::Owned(word.to_lowercase()), Cow::Borrowed)
    }
}
