//! `saksi serve`: the desk, in a browser on this computer. The process that serves it holds no key.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};

const HELP: &str = include_str!("../../texts/serve.txt");
const OPTIONS: Options = Options { command: "serve", flags: &["no-browser"], valued: &[] };

/// Serves the desk of the case that the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => desk::serve(&arguments),
        None => say(HELP),
    }
}

#[cfg(not(target_os = "linux"))]
mod desk {
    use super::{CaseArguments, CommandError, Outcome};
    use crate::error::ErrorKind;

    pub fn serve(_arguments: &CaseArguments) -> Result<Outcome, CommandError> {
        let hint = "the other commands work here";
        Err(CommandError::new(ErrorKind::Case("the desk was not opened"), "this system has no vault yet", hint))
    }
}

#[cfg(target_os = "linux")]
mod desk {
    use super::super::{READ_WORKER, unlock};
    use super::{CaseArguments, CommandError, Outcome, say};
    use crate::error::ErrorKind;
    use crate::session::harden;
    use casework::vault::Connection;
    use casework::{Refusal, Reply, Request, Why};
    use codebook::Codebook;
    use reading::picture::Copy;
    use reading::worker::{Patience, Room};
    use std::io::{self, BufRead};
    use std::path::PathBuf;
    use std::process::{Child, Command, Stdio};
    use std::sync::{Arc, Mutex, PoisonError};
    use std::time::{Duration, Instant};
    use web::{Asks, Desk, Picture, Reads, Waited};

    /// For one picture.
    const PATIENCE: Patience = Patience { base: Duration::from_secs(10), per_mib: Duration::from_millis(500) };
    const INTRODUCTION: &str = include_str!("../../texts/serving.txt");

    /// Unlocks the case if need be, then serves until the process is ended.
    pub fn serve(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
        unlock::ensure(&arguments.case)?;
        harden();
        let folder = arguments.case.folder("serve")?.canonicalize().map_err(failed)?;
        let codebook = Codebook::builtin().map_err(failed)?;
        let program = std::env::current_exe().map_err(failed)?;
        let room = Room::new(&program, [READ_WORKER]).with_patience(PATIENCE);
        let reads = Reader { program, folder: folder.clone(), child: Mutex::default(), room: Mutex::new(room) };
        let serving = web::serve(Arc::new(Vault(folder)), Box::new(reads), codebook).map_err(failed)?;
        let desk = serving.desk();
        let link = desk.link();
        say(&format!("{link}\n"))?;
        eprint!("{INTRODUCTION}");
        if !arguments.has("no-browser") {
            open(&link);
        }
        std::thread::spawn(move || more_links(&desk));
        serving.run().map_err(failed)?;
        Ok(Outcome::Done)
    }

    fn failed(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> CommandError {
        CommandError::new(ErrorKind::Case("the desk was not opened"), why, "the other commands work without it")
    }

    /// Where there is a screen. The link works once, so whoever sees it in the list of processes comes too late.
    fn open(link: &str) {
        let has_screen = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
        if has_screen {
            let mut browser = Command::new("xdg-open");
            browser.arg(link).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            drop(browser.spawn());
        }
    }

    /// A fresh link for each line that is typed.
    fn more_links(desk: &Desk) {
        for line in io::stdin().lock().lines() {
            if line.is_err() || say(&format!("{}\n", desk.link())).is_err() {
                return;
            }
        }
    }

    /// The vault of a case.
    struct Vault(PathBuf);

    impl Asks for Vault {
        fn ask(&self, request: Request, mut body: &[u8]) -> Result<Reply, Refusal> {
            let length = body.len() as u64;
            Connection::open(&self.0).ok_or_else(gone)?.ask(&request, &mut body, length, &mut |_| ())
        }

        fn ask_for(&self, request: Request, patience: Duration) -> Result<Waited, Refusal> {
            let started = Instant::now();
            let mut last = None;
            let mut waits = |step| {
                last = Some(step);
                started.elapsed() < patience
            };
            let reply = Connection::open(&self.0).ok_or_else(gone)?.ask_while(&request, &mut waits)?;
            reply.map(Waited::Reply).or(last.map(Waited::Working)).ok_or_else(gone)
        }
    }

    fn gone() -> Refusal {
        Refusal::new(Why::Locked, "nothing holds the keys of this case", "run `saksi serve` again")
    }

    /// Reads what was added in a process of its own: `saksi add CASE`, through the same vault.
    struct Reader {
        program: PathBuf,
        folder: PathBuf,
        child: Mutex<Option<Child>>,
        /// Where copies of pictures are made, one after the other.
        room: Mutex<Room>,
    }

    impl Reads for Reader {
        fn start(&self) -> io::Result<()> {
            if self.is_reading() {
                return Ok(());
            }
            let mut command = Command::new(&self.program);
            command.args(["add".as_ref(), "--quiet".as_ref(), self.folder.as_os_str()]);
            let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
            *self.child.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
            Ok(())
        }

        fn picture(&self, bytes: Vec<u8>, how: Picture) -> Result<Vec<u8>, String> {
            let how = match how {
                Picture::Blurred => Copy::Blurred,
                Picture::Clear => Copy::Clear,
            };
            let mut room = self.room.lock().unwrap_or_else(PoisonError::into_inner);
            room.copy(bytes, how).map_err(|problem| problem.code)
        }

        fn is_reading(&self) -> bool {
            let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
            let goes_on = child.as_mut().is_some_and(|child| matches!(child.try_wait(), Ok(None)));
            if !goes_on {
                *child = None;
            }
            goes_on
        }
    }
}
