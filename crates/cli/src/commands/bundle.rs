//! `saksi bundle`: the whole case in one encrypted file for somebody; or a key pair to receive one.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::error::ErrorKind;
use crate::passphrase::bundle_passphrase;
use crate::session::{harden, unexpected};
use crate::terminal::count;
use casework::{Answer, BundleKey, Hidden, Identity, Request};
use std::io::Write;
use std::path::Path;

const HELP: &str = include_str!("../../texts/bundle.txt");
const OPTIONS: Options = Options {
    command: "bundle",
    flags: &["passphrase"],
    valued: &["to", "out", "for", "new-identity", "bundle-passphrase-fd"],
};
const USUAL_PURPOSE: &str = "a copy of the case for another device";

/// Does what the arguments say.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    let Some(arguments) = CaseArguments::parse_loosely(parser, OPTIONS)? else { return say(HELP) };
    match arguments.value("new-identity") {
        Some(file) => new_identity(Path::new(&file)),
        None => bundle(&arguments),
    }
}

fn bundle(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    arguments.case.folder("bundle")?;
    if !arguments.words.is_empty() {
        return Err(CommandError::usage("each recipient is given as --to RECIPIENT", "bundle"));
    }
    let out = arguments.value("out").ok_or_else(|| CommandError::usage("--out FILE is missing", "bundle"))?;
    let recipients = arguments.values("to");
    let wants_passphrase = arguments.has("passphrase") || arguments.has("bundle-passphrase-fd");
    let passphrase = match (recipients.is_empty(), wants_passphrase) {
        (true, false) => return Err(CommandError::usage("--to RECIPIENT or --passphrase is missing", "bundle")),
        (false, true) => {
            let what = "a bundle is for recipients or for a passphrase, not for both: age does not mix them";
            return Err(CommandError::usage(what, "bundle"));
        }
        (false, false) => None,
        (true, true) => Some(Hidden(bundle_passphrase(arguments.value("bundle-passphrase-fd"), true)?.to_string())),
    };
    let request = Request::Bundle {
        recipients,
        passphrase,
        purpose: arguments.value("for").unwrap_or_else(|| USUAL_PURPOSE.to_owned()),
        out: std::path::absolute(&out).unwrap_or_else(|_| (&out).into()),
    };
    let mut session = arguments.case.open("bundle")?;
    let answer = session.ask_showing("no bundle was made", request)?;
    session.close()?;
    let Answer::Bundled { n_files, sha256, size } = answer else { return Err(unexpected()) };
    let n_files = count(i64::try_from(n_files).unwrap_or(i64::MAX), "file", "files");
    say(&format!("wrote {out}: {n_files}, {} kB, sha256 {sha256}\n{NEEDS_BOTH}", size.div_ceil(1000)))
}

const NEEDS_BOTH: &str = include_str!("../../texts/bundled.txt");

/// Writes a fresh secret key where only its owner may read it, and prints what to give to others.
fn new_identity(file: &Path) -> Result<Outcome, CommandError> {
    harden();
    let (secret, recipient) = Identity::generate();
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut to = options.open(file).map_err(|error| CommandError::output(file, error))?;
    to.write_all(secret.as_bytes()).and_then(|()| to.sync_all()).map_err(|error| CommandError::output(file, error))?;
    eprintln!(
        "The secret key is in {}; never give it away. Give this line to whoever sends you a case:",
        file.display()
    );
    say(&format!("{recipient}\n"))
}

/// What opens a bundle, as the arguments say.
pub fn key(arguments: &CaseArguments, command: &str) -> Result<BundleKey, CommandError> {
    let file = arguments.value("identity");
    if arguments.has("passphrase") || arguments.has("bundle-passphrase-fd") {
        let text = bundle_passphrase(arguments.value("bundle-passphrase-fd"), false)?;
        return Ok(BundleKey::Passphrase(Hidden(text.to_string())));
    }
    let file = file.ok_or_else(|| {
        CommandError::usage("this is a file: give --identity KEYFILE, or --passphrase, which opens the bundle", command)
    })?;
    let text = std::fs::read_to_string(&file).map_err(|error| {
        let hint = "give the file that `saksi bundle --new-identity FILE` or `age-keygen` wrote";
        CommandError::new(ErrorKind::Input(file), error, hint)
    })?;
    Ok(BundleKey::Identity(Hidden(text)))
}
