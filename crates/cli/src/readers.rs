//! Optional readers: what the arguments ask for, and making it ready.

use crate::error::{CommandError, ErrorKind};
use codebook::Codebook;
use lexopt::prelude::ValueExt;
use proposals::{Choice, Key, Reach, ReaderError, Readers, Settings};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the arguments say about optional readers; none by default.
#[derive(Debug, Default)]
pub struct ReaderChoice {
    choices: Vec<Choice>,
    settings: Settings,
    key_file: Option<PathBuf>,
    /// The first option that only makes sense for a server.
    about_llm: Option<String>,
}

impl ReaderChoice {
    /// Takes the option `name` with its value; `false` when it is not about optional readers.
    pub fn take(&mut self, name: &str, arguments: &mut lexopt::Parser) -> Result<bool, lexopt::Error> {
        match name {
            "reader" => {
                self.choices.push(arguments.value()?.parse()?);
                return Ok(true);
            }
            "llm-model" => self.settings.model = Some(arguments.value()?.string()?),
            "llm-key-file" => self.key_file = Some(arguments.value()?.into()),
            "reader-timeout" => {
                let seconds: NonZero<u16> = arguments.value()?.parse()?;
                self.settings.timeout = Duration::from_secs(seconds.get().into());
            }
            "send-text-to-another-computer" => self.settings.reach = Reach::AnotherComputer,
            _ => return Ok(false),
        }
        self.about_llm.get_or_insert_with(|| format!("--{name}"));
        Ok(true)
    }

    /// Makes the readers ready, and says it when text will leave this computer, also to those who asked for quiet.
    pub fn open(mut self, codebook: &Codebook) -> Result<Readers, CommandError> {
        let has_llm = self.choices.iter().any(|choice| matches!(choice, Choice::Llm(_)));
        if let Some(option) = self.about_llm.filter(|_| !has_llm) {
            return Err(CommandError::usage(format!("{option} is only for --reader llm=URL"), "read"));
        }
        if let Some(file) = &self.key_file {
            self.settings.key = Some(key(file)?);
        }
        let readers = Readers::open(&self.choices, &self.settings, codebook).map_err(reader_error)?;
        for place in readers.elsewhere() {
            eprintln!("saksi: the text of the documents is sent to {place}, unencrypted");
        }
        Ok(readers)
    }
}

/// The key in a file, which is read here and shown nowhere.
fn key(file: &Path) -> Result<Key, CommandError> {
    let kind = || ErrorKind::Input(file.display().to_string());
    let hint = "put the key alone into a file that only you can read";
    let words = std::fs::read_to_string(file).map_err(|source| CommandError::new(kind(), source, hint))?;
    Key::new(&words).map_err(|source| CommandError::new(kind(), source, hint))
}

fn reader_error(error: ReaderError) -> CommandError {
    let hint = match &error {
        ReaderError::Address(_) => {
            "run the server on this computer, or use a tunnel that ends here; `saksi read --help` tells of the option that \
             sends text elsewhere"
        }
        ReaderError::Codebook(_) => "mend the line, or leave --codebook out",
        _ => "leave --reader out; documents are read without it",
    };
    CommandError::new(ErrorKind::Reader, error, hint)
}
