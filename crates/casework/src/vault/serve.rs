//! The side with the keys.

use super::frames::{self, Said};
use super::working::Working;
use super::{memory, socket_of};
use crate::case::Case;
use crate::refusal::{Refusal, Why};
use crate::request::{Reply, Request};
use crate::step::Step;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// After so long without a request the keys are forgotten.
pub const IDLE: Duration = Duration::from_secs(600);
/// A request that is being carried out may end for so long; then the process ends under it, which loses nothing.
const PATIENCE: Duration = Duration::from_millis(100);
/// Whoever closes the lid for longer than this types the passphrase again.
const NAP: Duration = Duration::from_secs(3);
/// Time between two words about how far a request is.
pub(super) const TELLING: Duration = Duration::from_millis(100);

/// What the threads share.
pub(super) struct Vault {
    case: Mutex<Option<Case>>,
    used: Mutex<Instant>,
    socket: PathBuf,
    /// What holds across documents, as far as it is worked out.
    pub(super) working: Working,
    /// How many requests are being carried out.
    n_busy: AtomicUsize,
}

/// Answers requests about a case until it is locked or nobody asks for `idle`. `ready` is called once somebody can connect.
///
/// Ends the whole process: keys that were in memory are gone with it.
///
/// # Errors
/// When the socket cannot be made; nothing was answered then.
pub fn serve(case: Case, idle: Duration, ready: impl FnOnce()) -> io::Result<std::convert::Infallible> {
    serve_watching(case, idle, memory::time_asleep, ready)
}

/// The same; `asleep` tells how long the computer has been asleep since it was started.
pub(super) fn serve_watching(
    case: Case,
    idle: Duration,
    asleep: impl Fn() -> Duration + Send + 'static,
    ready: impl FnOnce(),
) -> io::Result<std::convert::Infallible> {
    let socket = socket_of(case.folder())?;
    // Nobody listens on it: the case is locked by this process.
    drop(std::fs::remove_file(&socket));
    let listener = UnixListener::bind(&socket)?;
    std::fs::set_permissions(&socket, std::fs::Permissions::from_mode(0o600))?;
    let vault = Arc::new(Vault::new(case, socket));
    let watched = Arc::clone(&vault);
    let before = asleep();
    std::thread::Builder::new().spawn(move || watched.wait(idle, before, asleep))?;
    ready();
    for stream in listener.incoming().flatten() {
        let vault = Arc::clone(&vault);
        drop(std::thread::Builder::new().spawn(move || vault.attend(stream)));
    }
    vault.end()
}

impl Vault {
    pub(super) fn new(mut case: Case, socket: PathBuf) -> Self {
        case.works_beside = true;
        let (working, n_busy) = (Working::default(), AtomicUsize::new(0));
        Self { case: Mutex::new(Some(case)), used: Mutex::new(Instant::now()), socket, working, n_busy }
    }

    pub(super) fn case(&self) -> MutexGuard<'_, Option<Case>> {
        lock(&self.case)
    }

    /// Ends the process when nobody has asked for so long, or when the computer was asleep; `before`: how long it was before the start.
    fn wait(&self, idle: Duration, before: Duration, asleep: impl Fn() -> Duration) {
        loop {
            if asleep().saturating_sub(before) >= NAP {
                self.end();
            }
            let unused = lock(&self.used).elapsed();
            // A request that takes long is no idleness.
            let is_busy = self.n_busy.load(Ordering::Relaxed) > 0;
            if unused >= idle && !is_busy {
                self.end();
            }
            std::thread::sleep(idle.saturating_sub(unused).clamp(Duration::from_millis(50), Duration::from_secs(1)));
        }
    }

    /// Forgets the keys by ending the process, in good order where that is quick.
    fn end(&self) -> ! {
        drop(std::fs::remove_file(&self.socket));
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if let Ok(mut case) = self.case.try_lock() {
                drop(case.take().map(Case::close));
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        std::process::exit(0)
    }

    /// Answers one connection, request by request.
    fn attend(self: &Arc<Self>, stream: UnixStream) {
        let is_owner = rustix::net::sockopt::socket_peercred(&stream)
            .is_ok_and(|peer| peer.uid.as_raw() == rustix::process::getuid().as_raw());
        if is_owner {
            drop(self.converse(&stream));
        }
    }

    fn converse(self: &Arc<Self>, stream: &UnixStream) -> io::Result<()> {
        let (mut from, mut to) = (BufReader::new(stream), BufWriter::new(stream));
        while let Some((request, length)) = frames::read_header::<Request>(&mut from)? {
            if request == Request::Lock {
                self.end();
            }
            let mut body = (&mut from).take(length);
            let reply = self.answer(request, &mut body, &mut to);
            // What the request did not need must not be taken for the next one.
            io::copy(&mut body, &mut io::sink())?;
            let (answer, bytes) = match reply {
                Ok(Reply { answer, body }) => (Ok(answer), body),
                Err(refusal) => (Err(refusal), Vec::new()),
            };
            frames::write_header(&mut to, &Said::Reply(answer), bytes.len() as u64)?;
            to.write_all(&bytes)?;
            to.flush()?;
            *lock(&self.used) = Instant::now();
        }
        Ok(())
    }

    /// Carries a request out and says now and then how far it is. That nobody listens any more is no reason to stop, once it was begun.
    pub(super) fn answer(
        self: &Arc<Self>,
        request: Request,
        body: &mut dyn Read,
        to: &mut dyn Write,
    ) -> Result<Reply, Refusal> {
        *lock(&self.used) = Instant::now();
        let _busy = Busy::new(&self.n_busy);
        let say =
            |to: &mut dyn Write, step| frames::write_header(to, &Said::Step(step), 0).and_then(|()| to.flush()).is_ok();
        if request.looks_across() {
            let older = request.decides() || matches!(request, Request::Older { .. });
            self.have_across(older, &mut |step| say(to, step))?;
        }
        if let Request::Report(query) = &request
            && query.format.is_some()
        {
            return super::setting::write(self, query);
        }
        let mut told = Instant::now();
        let mut tell = |step: Step| {
            if told.elapsed() >= TELLING {
                told = Instant::now();
                say(to, step);
            }
        };
        self.case().as_mut().ok_or_else(locked)?.ask_telling(request, body, &mut tell)
    }
}

/// Counts a request for as long as it is carried out.
struct Busy<'a>(&'a AtomicUsize);

impl<'a> Busy<'a> {
    fn new(n: &'a AtomicUsize) -> Self {
        n.fetch_add(1, Ordering::Relaxed);
        Self(n)
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

pub(super) fn locked() -> Refusal {
    Refusal::new(Why::Locked, "the vault has ended", "run the command again")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
