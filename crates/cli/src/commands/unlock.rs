//! `saksi unlock`: a process holds the keys of a case for a while, so that commands need not ask for the passphrase.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::error::ErrorKind;

const HELP: &str = include_str!("../../texts/unlock.txt");
const OPTIONS: Options = Options { command: "unlock", flags: &[], valued: &["idle"] };
const NOT_UNLOCKED: &str = "the case was not unlocked";

/// Unlocks the case that the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => process::unlock(&arguments),
        None => say(HELP),
    }
}

/// The process itself: a passphrase on standard input, a line on standard output once it can be asked.
pub fn serve(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    process::serve(parser)
}

fn failed(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> CommandError {
    CommandError::new(ErrorKind::Case(NOT_UNLOCKED), why, "without it, each command asks for the passphrase")
}

#[cfg(target_os = "linux")]
pub use process::ensure;

#[cfg(not(target_os = "linux"))]
mod process {
    use super::{CaseArguments, CommandError, Outcome, failed};

    pub fn unlock(_arguments: &CaseArguments) -> Result<Outcome, CommandError> {
        Err(failed("this system has no vault yet"))
    }

    pub fn serve(_parser: lexopt::Parser) -> Result<Outcome, CommandError> {
        Err(failed("this system has no vault yet"))
    }
}

#[cfg(target_os = "linux")]
mod process {
    use super::{CaseArguments, CommandError, NOT_UNLOCKED, Outcome, failed, say};
    use crate::session::{CaseChoice, harden};
    use casework::{Case, Refusal, Secret, vault};
    use lexopt::prelude::Value;
    use std::io::{BufRead, BufReader, IsTerminal as _, Read, Write};
    use std::path::PathBuf;
    use std::process::{Command, Stdio};
    use std::time::Duration;
    use zeroize::Zeroizing;

    /// Unlocks the case and says so.
    pub fn unlock(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
        let most = u32::try_from(vault::IDLE.as_secs()).unwrap_or(u32::MAX);
        let idle = arguments.number("idle", most, "unlock")?.clamp(1, most);
        if !start(&arguments.case, idle)? {
            return say("it is unlocked already\n");
        }
        let after = if arguments.has("idle") { format!("{idle} seconds") } else { "ten minutes".to_owned() };
        say(&format!(
            "unlocked; the keys are forgotten after {after} without a command, or with: saksi lock {}\n",
            arguments.case.folder("unlock")?.display()
        ))
    }

    /// Starts the process unless it is there, and waits until it holds the keys. Whether it was started.
    pub fn ensure(case: &CaseChoice) -> Result<bool, CommandError> {
        start(case, u32::try_from(vault::IDLE.as_secs()).unwrap_or(u32::MAX))
    }

    fn start(case: &CaseChoice, idle: u32) -> Result<bool, CommandError> {
        let folder = case.folder("unlock")?;
        if vault::Connection::open(folder).is_some() {
            return Ok(false);
        }
        harden();
        let passphrase = match case.unlocking.secret()? {
            Secret::Passphrase(passphrase) => passphrase,
            Secret::Shares(_) => return Err(failed("shares open a case for one command at a time")),
        };
        let folder = folder.canonicalize().map_err(failed)?;
        let idle = idle.to_string();
        let program = std::env::current_exe().map_err(failed)?;
        let mut command = Command::new(program);
        // It needs to know where its folders are, and nothing else; the passphrase of a script least of all.
        let kept = ["HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "SAKSI_STATE", "TMPDIR"];
        let kept = kept.into_iter().filter_map(|name| Some((name, std::env::var_os(name)?)));
        command
            .env_clear()
            .envs(kept)
            .args([super::super::VAULT.as_ref(), folder.as_os_str(), idle.as_ref()])
            .current_dir("/");
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(failed)?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(passphrase.as_bytes()).map_err(failed)?;
        }
        let mut line = String::new();
        let stdout = child.stdout.take().ok_or_else(|| failed("it has no output"))?;
        BufReader::new(stdout).read_line(&mut line).map_err(failed)?;
        match serde_json::from_str::<Result<bool, Refusal>>(&line) {
            Ok(Ok(is_locked)) => {
                if !is_locked && vault::may_be_swapped() && std::io::stderr().is_terminal() {
                    eprintln!("{SWAP}");
                }
                Ok(true)
            }
            Ok(Err(refusal)) => Err(CommandError::refused(NOT_UNLOCKED, refusal)),
            Err(_) => Err(failed("the process that would hold the keys ended")),
        }
    }

    const SWAP: &str = "saksi: this computer swaps memory to a disk and does not let this program keep its keys out of that; \
        encrypt the swap space, or raise the limit: ulimit -l";

    /// Holds the keys until it is told to forget them.
    pub fn serve(mut parser: lexopt::Parser) -> Result<Outcome, CommandError> {
        let Ok(Some(Value(folder))) = parser.next() else { return Err(failed("no case was named")) };
        let idle = match parser.next() {
            Ok(Some(Value(seconds))) => seconds.to_string_lossy().parse().map_or(vault::IDLE, Duration::from_secs),
            _ => vault::IDLE,
        };
        harden();
        // Away from the terminal, so that closing it does not end the vault in the middle of a request.
        let _alone_already = rustix::process::setsid();
        let mut passphrase = Zeroizing::new(String::new());
        std::io::stdin().take(4096).read_to_string(&mut passphrase).map_err(failed)?;
        match Case::open(&PathBuf::from(folder), &Secret::Passphrase(passphrase)) {
            Ok(case) => {
                let is_locked = vault::stay_in_memory();
                match vault::serve(case, idle.min(vault::IDLE), || tell(&Ok(is_locked))).map_err(failed)? {}
            }
            Err(refusal) => tell(&Err(refusal)),
        }
        Ok(Outcome::Done)
    }

    fn tell(outcome: &Result<bool, Refusal>) {
        let line = serde_json::to_string(outcome).unwrap_or_default();
        let mut output = std::io::stdout();
        let _nobody_waits =
            output.write_all(line.as_bytes()).and_then(|()| output.write_all(b"\n")).and_then(|()| output.flush());
    }
}
