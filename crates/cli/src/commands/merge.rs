//! `saksi merge`: takes in what another copy of the same case holds, a folder or a bundle; or makes a first copy from a bundle.

use super::{Outcome, bundle, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::progress::Progress;
use crate::session::unexpected;
use crate::terminal::count;
use casework::{Answer, Request};
use std::path::{Path, PathBuf};

const HELP: &str = include_str!("../../texts/merge.txt");
const OPTIONS: Options =
    Options { command: "merge", flags: &["passphrase"], valued: &["identity", "bundle-passphrase-fd"] };
const NOTHING: &str = "nothing was taken in";

/// Does what the arguments say.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => merge(&arguments),
        None => say(HELP),
    }
}

fn merge(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let other = arguments.word("other copy", "merge")?;
    let other = std::path::absolute(other).unwrap_or_else(|_| other.into());
    if !other.is_file() {
        return take_in(arguments, Request::Merge { folder: other });
    }
    let case = arguments.case.folder("merge")?;
    let key = bundle::key(arguments, "merge")?;
    if is_free(case) {
        return receive(case, &other, &key);
    }
    take_in(arguments, Request::MergeBundle { file: other, key })
}

fn take_in(arguments: &CaseArguments, request: Request) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("merge")?;
    let answer = session.ask_showing(NOTHING, request)?;
    session.close()?;
    let Answer::Merged { n_entries, n_originals, findings } = answer else { return Err(unexpected()) };
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let entries = count(number(n_entries), "entry", "entries");
    let originals = count(number(n_originals), "original", "originals");
    let told: String = findings.iter().map(|finding| format!("Note: {finding}\n")).collect();
    say(&format!("took in {entries} and {originals}\n{told}"))?;
    Ok(if findings.is_empty() { Outcome::Done } else { Outcome::Damaged })
}

/// A first copy: nobody needs the passphrase to put sealed files into a folder.
fn receive(case: &Path, file: &Path, key: &casework::BundleKey) -> Result<Outcome, CommandError> {
    let case: PathBuf = std::path::absolute(case).unwrap_or_else(|_| case.into());
    let mut progress = Progress::of_case();
    let received = casework::receive(&case, file, key, &mut |step| progress.tell(step));
    progress.finish(0);
    received.map_err(|refusal| CommandError::refused(NOTHING, refusal))?;
    let case = case.display();
    say(&format!(
        "made a copy of the case in {case}; it opens with the passphrase of a member\nnext: saksi verify {case}\n"
    ))
}

/// Not there, or an empty folder.
fn is_free(folder: &Path) -> bool {
    !folder.exists() || std::fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_none())
}
