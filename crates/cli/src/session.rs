//! An open case for one command, and what all commands on a case have in common.

use crate::CommandError;
use crate::passphrase::Unlocking;
use crate::progress::Progress;
use casework::{Answer, Case, Refusal, Reply, Request, Why};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The case that a command works on, and how it is opened.
#[derive(Debug, Default)]
pub struct CaseChoice {
    /// The folder.
    pub folder: Option<PathBuf>,
    /// How.
    pub unlocking: Unlocking,
}

/// What could not be done, for errors.
pub const NOT_OPENED: &str = "the case was not opened";

impl CaseChoice {
    /// The folder, which must have been named.
    pub fn folder(&self, command: &str) -> Result<&Path, CommandError> {
        self.folder.as_deref().ok_or_else(|| CommandError::usage("no case was named", command))
    }

    /// Opens the case.
    pub fn open(&self, command: &str) -> Result<Session, CommandError> {
        let folder = self.folder(command)?;
        if !folder.is_dir() {
            let message = format!("there is no folder {}", folder.display());
            let refusal = Refusal::new(Why::NoCase, message, "check the path; `saksi new FOLDER` makes a case");
            return Err(CommandError::refused(NOT_OPENED, refusal));
        }
        if let Some(vault) = Session::vault(folder) {
            return Ok(vault);
        }
        harden();
        let case = Case::open(folder, &self.unlocking.secret()?);
        Session::here(case.map_err(|refusal| CommandError::refused(NOT_OPENED, refusal))?)
    }
}

/// Somebody who answers requests.
pub enum Session {
    /// This process holds the keys.
    Here(Box<Case>),
    /// A vault does.
    #[cfg(target_os = "linux")]
    Vault(casework::vault::Connection),
}

impl Session {
    /// A session of this process.
    pub fn here(case: Case) -> Result<Session, CommandError> {
        let mut session = Session::Here(Box::new(case));
        session.tell_what_was_noticed()?;
        Ok(session)
    }

    /// The vault of the case, when there is one.
    #[cfg(target_os = "linux")]
    fn vault(folder: &Path) -> Option<Session> {
        casework::vault::Connection::open(folder).map(Session::Vault)
    }

    #[cfg(not(target_os = "linux"))]
    fn vault(_folder: &Path) -> Option<Session> {
        None
    }

    /// Asks, with bytes that belong to the request.
    pub fn ask_with(&mut self, request: Request, mut body: &[u8]) -> Result<Reply, Refusal> {
        let length = body.len() as u64;
        self.ask_reading(request, &mut body, length)
    }

    /// Asks, with so many bytes from a source.
    #[cfg_attr(not(target_os = "linux"), allow(unused_variables))]
    pub fn ask_reading(&mut self, request: Request, body: &mut dyn Read, length: u64) -> Result<Reply, Refusal> {
        match self {
            Session::Here(case) => case.ask(request, body),
            #[cfg(target_os = "linux")]
            Session::Vault(connection) => connection.ask(&request, body, length, &mut |_| ()),
        }
    }

    /// Asks; `what` says what was not done when it is refused.
    pub fn ask(&mut self, what: &'static str, request: Request) -> Result<Answer, CommandError> {
        let reply = self.ask_with(request, &[]).map_err(|refusal| CommandError::refused(what, refusal))?;
        Ok(reply.answer)
    }

    /// The same with a line that shows how far it is.
    pub fn ask_showing(&mut self, what: &'static str, request: Request) -> Result<Answer, CommandError> {
        let mut progress = Progress::of_case();
        let mut tell = |step| progress.tell(step);
        let reply = match self {
            Session::Here(case) => case.ask_telling(request, &mut std::io::empty(), &mut tell),
            #[cfg(target_os = "linux")]
            Session::Vault(connection) => connection.ask(&request, &mut std::io::empty(), 0, &mut tell),
        };
        progress.finish(0);
        Ok(reply.map_err(|refusal| CommandError::refused(what, refusal))?.answer)
    }

    /// Ends the work in good order.
    pub fn close(self) -> Result<(), CommandError> {
        match self {
            Session::Here(case) => {
                case.close().map_err(|refusal| CommandError::refused("the case was not closed in good order", refusal))
            }
            #[cfg(target_os = "linux")]
            Session::Vault(_) => Ok(()),
        }
    }

    /// Says what is not as a clean close leaves it.
    fn tell_what_was_noticed(&mut self) -> Result<(), CommandError> {
        let Answer::Overview(overview) = self.ask(NOT_OPENED, Request::Overview)? else { return Ok(()) };
        for finding in &overview.findings {
            eprintln!("saksi: {finding}");
        }
        if let Some(why) = overview.read_only {
            eprintln!("saksi: nothing can be added to this case: {why}");
        }
        Ok(())
    }
}

/// An answer that does not fit its request: a bug of ours.
pub fn unexpected() -> CommandError {
    let refusal = Refusal::new(Why::Unclear, "the answer does not fit the request", "please report this");
    CommandError::refused("the command could not go on", refusal)
}

/// No memory of this process goes to the disk when it crashes, and no other process may look into it.
pub fn harden() {
    #[cfg(target_os = "linux")]
    let _not_supported = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    #[cfg(unix)]
    {
        let none = rustix::process::Rlimit { current: Some(0), maximum: Some(0) };
        let _not_supported = rustix::process::setrlimit(rustix::process::Resource::Core, none);
    }
}
