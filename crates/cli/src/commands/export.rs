//! `saksi export`: the case for other programs, as far as the people concerned agreed: one record, tables, entities, a data set.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::error::ErrorKind;
use crate::output::Output;
use crate::session::unexpected;
use casework::{Answer, Reply, Request};
use std::fs::DirBuilder;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

const HELP: &str = include_str!("../../texts/export.txt");
const VALUED: [&str; 7] = ["format", "output", "out", "to", "recipient", "for", "purpose"];
const OPTIONS: Options = Options { command: "export", flags: &[], valued: &VALUED };
const NOT_EXPORTED: &str = "nothing was exported";
/// Who gets it when nobody is named.
const SELF: &str = "the user of this computer";
/// What for, when nothing is said.
const OWN_USE: &str = "keep";
/// Formats that are several files.
const ARCHIVES: [&str; 4] = ["csv", "huridocs", "parquet", "dataset"];

/// Writes what the arguments ask for.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => export(&arguments),
        None => say(HELP),
    }
}

fn export(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let format = arguments.value("format").unwrap_or_else(|| "json".to_owned());
    let path = arguments.value("out").or_else(|| arguments.value("output")).map(PathBuf::from);
    let (recipient, purpose) = whom(arguments, "export")?;
    let is_kept = purpose == OWN_USE;
    let request = match format.as_str() {
        "json" => Request::Export { recipient, purpose },
        known if known == "ftm" || ARCHIVES.contains(&known) => {
            Request::ExportData { format: format.clone(), recipient, purpose }
        }
        _ => {
            let message = "the formats are json, csv, huridocs, parquet, ftm and dataset";
            return Err(CommandError::usage(message, "export"));
        }
    };
    // Before anything is recorded: a place that cannot be written to is no export.
    let place = Place::open(&format, path)?;
    let mut session = arguments.case.open("export")?;
    let reply = session.ask_with(request, &[]).map_err(|refusal| CommandError::refused(NOT_EXPORTED, refusal))?;
    session.close()?;
    let Reply { answer: Answer::Exported { .. }, body } = reply else { return Err(unexpected()) };
    place.put(&body)?;
    if is_kept {
        eprint!("{}", include_str!("../../texts/exported.txt"));
    } else {
        eprint!("{}", include_str!("../../texts/exported_gated.txt"));
    }
    Ok(Outcome::Done)
}

/// For whom and what for. What goes to somebody else says what for: nothing is guessed.
pub fn whom(arguments: &CaseArguments, command: &'static str) -> Result<(String, String), CommandError> {
    let purpose = arguments.value("purpose").or_else(|| arguments.value("for"));
    let to = arguments.value("recipient").or_else(|| arguments.value("to"));
    match (to, purpose) {
        (None, None) => Ok((SELF.to_owned(), OWN_USE.to_owned())),
        (Some(to), Some(purpose)) => Ok((to, purpose)),
        (None, Some(purpose)) if purpose == OWN_USE => Ok((SELF.to_owned(), purpose)),
        (None, Some(_)) => Err(CommandError::usage("--to WHOM is missing: who gets it", command)),
        (Some(_), None) => {
            let message = "--purpose is missing: keep (among members), partner, government or public";
            Err(CommandError::usage(message, command))
        }
    }
}

/// Where it goes.
enum Place {
    /// One file, or standard output.
    File(Output),
    /// A file of bytes.
    Archive(PathBuf),
    /// A folder that is made for it.
    Folder(PathBuf),
}

impl Place {
    fn open(format: &str, path: Option<PathBuf>) -> Result<Self, CommandError> {
        if !ARCHIVES.contains(&format) {
            return Ok(Self::File(Output::open(path.as_deref())?));
        }
        let Some(path) = path else {
            return Err(CommandError::usage(
                "this format is several files; name a new folder, or a .zip file, with --out",
                "export",
            ));
        };
        if path.exists() {
            return Err(CommandError::usage(
                format!("{} is there already; name another place", path.display()),
                "export",
            ));
        }
        let is_archive = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
        let room = path.parent().filter(|room| !room.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !room.is_dir() {
            return Err(CommandError::output(&path, std::io::ErrorKind::NotFound.into()));
        }
        Ok(if is_archive { Self::Archive(path) } else { Self::Folder(path) })
    }

    fn put(self, body: &[u8]) -> Result<(), CommandError> {
        match self {
            Self::File(mut output) => {
                output.write(&String::from_utf8_lossy(body))?;
                output.finish()
            }
            Self::Archive(path) => write(&path, body).map_err(|error| CommandError::output(&path, error)),
            Self::Folder(path) => unpack(&path, body).map_err(|error| {
                CommandError::new(
                    ErrorKind::Output(path.display().to_string()),
                    error,
                    "check that the disk is not full",
                )
            }),
        }
    }
}

/// A file that only its owner reads.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A folder that only its owner reads; whole or not at all.
fn unpack(path: &Path, archive: &[u8]) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let half = path.with_extension("half");
    let make = |folder: &Path| {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(folder)
    };
    let filled = (|| -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        make(&half)?;
        let mut archive = zip::ZipArchive::new(Cursor::new(archive))?;
        for idx in 0..archive.len() {
            let mut file = archive.by_index(idx)?;
            let name = file.enclosed_name().ok_or("a name that leads elsewhere")?;
            let place = half.join(name);
            make(place.parent().unwrap_or(&half))?;
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut bytes)?;
            write(&place, &bytes)?;
        }
        Ok(std::fs::rename(&half, path)?)
    })();
    if filled.is_err() {
        drop(std::fs::remove_dir_all(&half));
    }
    filled
}
