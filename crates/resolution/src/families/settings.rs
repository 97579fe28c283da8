//! From which amounts on shared words mean something: `codebook/matching/reuse.tsv`.

use std::sync::LazyLock;

/// Amounts; see the file for what each means.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Settings {
    pub copy_share: f64,
    pub cut_share: f64,
    pub cut_words: u32,
    pub passage_words: u32,
    pub scattered_words: u32,
    pub scattered_share: f64,
    pub part_words: u32,
    pub stock_words: u32,
    pub stock_documents: u32,
    pub quote_words: u32,
    pub max_edit: usize,
    pub together: usize,
    pub anchors: usize,
    pub max_candidates: usize,
}

/// What is wrong with a file of settings.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SettingsError {
    /// Not `key<TAB>value<TAB>meaning`, or the value is no number.
    #[error("line {line} of the settings for reuse of text is not `key<TAB>number<TAB>meaning`")]
    Line {
        /// From 1.
        line: usize,
    },
    /// A key that there is not.
    #[error("line {line} of the settings for reuse of text: there is no `{key}`")]
    Key {
        /// From 1.
        line: usize,
        /// As written.
        key: String,
    },
}

static BUILT_IN: LazyLock<Settings> = LazyLock::new(|| {
    Settings::parse(include_str!("../../../../codebook/matching/reuse.tsv"))
        .expect("a test reads the built-in settings")
});

impl Settings {
    /// Those of the codebook that is built in.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads a file of settings; what is left out is zero.
    ///
    /// # Errors
    /// [`SettingsError`] with the line.
    pub fn parse(file: &str) -> Result<Self, SettingsError> {
        let mut settings = Self::default();
        let lines = file.lines().zip(1..).filter(|(line, _)| !line.starts_with('#') && !line.starts_with("key\t"));
        for (text, line) in lines.filter(|(text, _)| !text.trim().is_empty()) {
            let mut parts = text.split('\t');
            let (key, value) = parts.next().zip(parts.next()).ok_or(SettingsError::Line { line })?;
            let value: f64 = value.parse().map_err(|_| SettingsError::Line { line })?;
            settings.set(key, value).ok_or_else(|| SettingsError::Key { line, key: key.to_owned() })?;
        }
        Ok(settings)
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn set(&mut self, key: &str, value: f64) -> Option<()> {
        match key {
            "copy_share" => self.copy_share = value,
            "cut_share" => self.cut_share = value,
            "cut_words" => self.cut_words = value as u32,
            "passage_words" => self.passage_words = value as u32,
            "scattered_words" => self.scattered_words = value as u32,
            "scattered_share" => self.scattered_share = value,
            "part_words" => self.part_words = value as u32,
            "stock_words" => self.stock_words = value as u32,
            "stock_documents" => self.stock_documents = value as u32,
            "quote_words" => self.quote_words = value as u32,
            "max_edit" => self.max_edit = value as usize,
            "together" => self.together = value as usize,
            "anchors" => self.anchors = value as usize,
            "max_candidates" => self.max_candidates = value as usize,
            _ => return None,
        }
        Some(())
    }
}
