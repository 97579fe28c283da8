//! The commands, by name.

mod add;
mod bundle;
mod checkpoint;
mod consent;
mod counts;
mod erase;
mod estimate;
mod events;
mod explain;
mod export;
mod families;
mod import;
mod intake;
mod intervention;
mod judge;
mod list;
mod lock;
mod log;
mod member;
mod merge;
mod model;
mod new;
mod people;
mod person;
mod prove;
mod read;
mod report;
mod review;
mod search;
mod serve;
mod show;
mod undo;
mod unlock;
mod verify;
mod wipe;

use crate::CommandError;
use lexopt::prelude::{Long, Short, Value};

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All of it.
    Done,
    /// All but some documents, whose records say why.
    SomeNotRead,
    /// All of it; something of the case is damaged.
    Damaged,
}

const HELP: &str = include_str!("../../texts/help.txt");
/// The hidden command of the reading child.
pub const READ_WORKER: &str = "read-worker";
/// The hidden command of the process that holds keys.
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
const VAULT: &str = "vault";
const COMMANDS: [&str; 34] = [
    "read",
    "explain",
    "model",
    "estimate",
    "new",
    "add",
    "list",
    "show",
    "search",
    "people",
    "events",
    "families",
    "counts",
    "export",
    "consent",
    "report",
    "person",
    "intake",
    "intervention",
    "import",
    "serve",
    "log",
    "verify",
    "judge",
    "undo",
    "checkpoint",
    "erase",
    "prove",
    "bundle",
    "merge",
    "member",
    "unlock",
    "lock",
    "wipe",
];

/// Runs the command that the arguments name.
pub fn run(mut arguments: lexopt::Parser) -> Result<Outcome, CommandError> {
    match arguments.next().map_err(|error| usage(error, ""))? {
        None | Some(Short('h') | Long("help")) => say(HELP),
        Some(Short('V') | Long("version")) => say(&format!("saksi {}\n", env!("CARGO_PKG_VERSION"))),
        Some(Value(command)) => match command.to_string_lossy().as_ref() {
            "help" => say(HELP),
            "read" => read::run(arguments),
            "explain" => explain::run(arguments),
            "estimate" => estimate::run(arguments),
            "model" => model::run(arguments),
            "new" => new::run(arguments),
            "add" => add::run(arguments),
            "list" => list::run(arguments),
            "show" => show::run(arguments),
            "search" => search::run(arguments),
            "people" => people::run(arguments),
            "events" => events::run(arguments),
            "families" => families::run(arguments),
            "counts" => counts::run(arguments),
            "export" => export::run(arguments),
            "consent" => consent::run(arguments),
            "report" => report::run(arguments),
            "person" => person::run(arguments),
            "intake" => intake::run(arguments),
            "intervention" => intervention::run(arguments),
            "import" => import::run(arguments),
            "serve" => serve::run(arguments),
            "log" => log::run(arguments),
            "verify" => verify::run(arguments),
            "judge" => judge::run(arguments),
            "undo" => undo::run(arguments),
            "wipe" => wipe::run(arguments),
            "bundle" => bundle::run(arguments),
            "erase" => erase::run(arguments),
            "checkpoint" => checkpoint::run(arguments),
            "lock" => lock::run(arguments),
            "member" => member::run(arguments),
            "merge" => merge::run(arguments),
            "prove" => prove::run(arguments),
            "unlock" => unlock::run(arguments),
            // Not for people either: the process that holds the keys after `unlock`.
            VAULT => unlock::serve(arguments),
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
pub fn usage(error: lexopt::Error, command: &str) -> CommandError {
    CommandError::usage(error.to_string(), command)
}
