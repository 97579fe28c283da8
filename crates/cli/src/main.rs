//! The command line: `saksi COMMAND`. Each command is one file in `commands`, its help one file in `texts`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod case_arguments;
mod commands;
mod document_reader;
mod error;
mod format;
mod inputs;
mod layout;
mod output;
mod passphrase;
mod phrases;
mod progress;
mod readers;
mod session;
mod side_by_side;
mod terminal;
mod tools;

use commands::Outcome;
use error::CommandError;
use std::process::ExitCode;

fn main() -> ExitCode {
    casework::set_typesetter(casework::Typesetter {
        pdf: |paper| typeset::pdf(paper).map_err(|error| error.to_string()),
        unprintable: typeset::unprintable,
    });
    match commands::run(lexopt::Parser::from_env()) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeNotRead | Outcome::Damaged) => ExitCode::from(1),
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(error.exit_code())
        }
    }
}
