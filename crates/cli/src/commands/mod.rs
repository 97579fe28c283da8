//! The commands, by name.

mod explain;
mod model;
mod read;

use crate::CommandError;
use lexopt::prelude::{Long, Short, Value};

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All of it.
    Done,
    /// All but some documents, whose records say why.
    SomeNotRead,
}

const HELP: &str = include_str!("../../texts/help.txt");
/// The hidden command of the reading child.
pub const READ_WORKER: &str = "read-worker";
const COMMANDS: [&str; 3] = ["read", "explain", "model"];

/// Runs the command that the arguments name.
pub fn run(mut arguments: lexopt::Parser) -> Result<Outcome, CommandError> {
    match arguments.next().map_err(|error| usage(error, ""))? {
        None | Some(Short('h') | Long("help")) => say(HELP),
        Some(Short('V') | Long("version")) => say(&format!("saksi {}\n", env!("CARGO_PKG_VERSION"))),
        Some(Value(command)) => match command.to_string_lossy().as_ref() {
            "help" => say(HELP),
            "read" => read::run(arguments),
            "explain" => explain::run(arguments),
            "model" => model::run(arguments),
            // Not for people: the child in which `read` looks at foreign bytes.
            READ_WORKER => Ok(reading::worker::run().map(|()| Outcome::Done).unwrap_or(Outcome::SomeNotRead)),
            other => Err(CommandError::usage(
                format!("there is no command `{other}`; the commands are {}", COMMANDS.join(", ")),
                "",
            )),
        },
        Some(other) => Err(usage(other.unexpected(), "")),
    }
}

/// Prints a text and is done.
fn say(text: &str) -> Result<Outcome, CommandError> {
    let mut output = crate::output::Output::open(None)?;
    output.write(text)?;
    output.finish()?;
    Ok(Outcome::Done)
}

/// An argument that does not fit `command`.
fn usage(error: lexopt::Error, command: &str) -> CommandError {
    CommandError::usage(error.to_string(), command)
}
