//! `saksi model`: adds, lists and verifies language models.

use super::{Outcome, say, usage};
use crate::CommandError;
use crate::error::ErrorKind;
use language::store::{Installed, Pin, StoreError};
use lexopt::prelude::{Long, Short, Value};
use std::path::PathBuf;

const HELP: &str = include_str!("../../texts/model.txt");

/// What the arguments ask for.
enum Request {
    Help,
    Add { source: PathBuf, sha256: Option<String> },
    List,
    Verify,
}

/// Does what the arguments say.
pub fn run(arguments: lexopt::Parser) -> Result<Outcome, CommandError> {
    match request(arguments)? {
        Request::Help => say(HELP),
        Request::Add { source, sha256 } => add(&source, sha256.as_deref()),
        Request::List => list(),
        Request::Verify => verify(),
    }
}

fn request(mut arguments: lexopt::Parser) -> Result<Request, CommandError> {
    let mut words = Vec::new();
    let mut sha256 = None;
    let wrong = |error| usage(error, "model");
    while let Some(argument) = arguments.next().map_err(wrong)? {
        match argument {
            Short('h') | Long("help") => return Ok(Request::Help),
            Long("sha256") => {
                let digest = arguments.value().map_err(wrong)?;
                sha256 = Some(digest.to_string_lossy().trim().to_ascii_lowercase());
            }
            Value(word) => words.push(word),
            other => return Err(usage(other.unexpected(), "model")),
        }
    }
    let name = words.first().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
    match (name.as_str(), words.len()) {
        ("add", 2) => Ok(Request::Add { source: PathBuf::from(&words[1]), sha256 }),
        ("list", 1) => Ok(Request::List),
        ("verify", 1) => Ok(Request::Verify),
        ("", 0) => Ok(Request::Help),
        ("add", 1) => Err(CommandError::usage("`model add` needs a wheel or a model folder", "model")),
        _ => Err(CommandError::usage(format!("`model {name}` is not one of: add FILE, list, verify"), "model")),
    }
}

/// Where models are kept.
fn folder() -> Result<PathBuf, CommandError> {
    let hint = "set SAKSI_DATA to a folder that models may be kept in";
    language::store::models_folder().ok_or_else(|| CommandError::new(ErrorKind::Model, "no home folder is known", hint))
}

fn add(source: &std::path::Path, sha256: Option<&str>) -> Result<Outcome, CommandError> {
    let added = language::store::add(source, &folder()?, sha256).map_err(store_error)?;
    let pin = match added.pin {
        Pin::Known => "its hash is the one that this program knows",
        Pin::Given => "its hash is the one that was given",
        Pin::Recorded => "its hash was not known before; it is now recorded and will be checked from here on",
    };
    say(&format!("added {}\n  {pin}\n", line(&added.model)))
}

fn list() -> Result<Outcome, CommandError> {
    let folder = folder()?;
    let models = language::store::list(&folder).map_err(store_error)?;
    if models.is_empty() {
        let folder = folder.display();
        return say(&format!("no model is installed in {folder}\n  add one: saksi model add FILE\n"));
    }
    say(&models.iter().map(|model| line(model) + "\n").collect::<String>())
}

fn verify() -> Result<Outcome, CommandError> {
    for model in language::store::list(&folder()?).map_err(store_error)? {
        language::store::verify(&model.path).map_err(store_error)?;
        say(&format!("as recorded: {}\n", line(&model)))?;
    }
    Ok(Outcome::Done)
}

/// "en_core_web_md 3.8.0 (en, MIT), sha256 26c5..., /home/...".
fn line(model: &Installed) -> String {
    let Installed { name, version, language, licence, sha256, path, .. } = model;
    format!("{name} {version} ({language}, {licence}), sha256 {sha256}, {}", path.display())
}

fn store_error(error: StoreError) -> CommandError {
    CommandError::new(ErrorKind::Model, error, "see `saksi model --help`")
}
