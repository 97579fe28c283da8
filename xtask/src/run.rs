//! Other programs and the places of the repository.

use crate::Failure;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The root of the repository.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

/// `data/`, where packages and what is made of them lie.
pub fn data() -> PathBuf {
    root().join("data")
}

/// A folder `shared` beside or above the repository.
pub fn shared() -> Result<PathBuf, Failure> {
    let found = root().ancestors().skip(1).map(|folder| folder.join("shared")).find(|folder| folder.is_dir());
    found.ok_or_else(|| {
        Failure::new("there is no folder `shared` beside or above the repository", "put the evaluation data there")
    })
}

/// `cargo`, as it was called for this task.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// Runs a program to its end and lets it print.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let shown = shown(command);
    eprintln!("$ {shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("`{shown}` ended with {status}"), "see what it printed above")),
        Err(error) => Err(cannot_start(command, &error)),
    }
}

/// Runs a program to its end; gives what it printed to standard output, whatever its exit status.
pub fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| cannot_start(command, &error))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy().into_owned();
    Failure::new(format!("`{program}` cannot be started: {error}"), format!("install {program}"))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Builds the program without link-time optimisation and says where it is.
pub fn build_saksi() -> Result<PathBuf, Failure> {
    run(&mut cargo(&["build", "--profile", "quick", "--package", "saksi"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(target.join("quick").join(format!("saksi{}", std::env::consts::EXE_SUFFIX)))
}
