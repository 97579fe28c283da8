//! The side without keys: asks a vault.

use super::frames::{self, Said};
use super::socket_of;
use crate::refusal::{Refusal, Why};
use crate::request::{Reply, Request};
use crate::step::Step;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

/// A connection to a vault.
#[derive(Debug)]
pub struct Connection {
    from: BufReader<UnixStream>,
    to: BufWriter<UnixStream>,
}

impl Connection {
    /// Connects to the vault of the case in `folder`; none when there is no vault.
    #[must_use]
    pub fn open(folder: &Path) -> Option<Self> {
        let stream = UnixStream::connect(socket_of(folder).ok()?).ok()?;
        let to = BufWriter::new(stream.try_clone().ok()?);
        Some(Self { from: BufReader::new(stream), to })
    }

    /// Asks, with `length` bytes of `body`; `tell` hears how far it is.
    ///
    /// # Errors
    /// What the case refused, or [`Why::Locked`] when the vault has gone.
    pub fn ask(
        &mut self,
        request: &Request,
        body: &mut dyn Read,
        length: u64,
        tell: &mut dyn FnMut(Step),
    ) -> Result<Reply, Refusal> {
        let mut waits = |step| {
            tell(step);
            true
        };
        // Whoever always waits gets a reply.
        self.exchange(request, body, length, &mut waits).map_err(|_| gone())??.ok_or_else(gone)
    }

    /// Asks without bytes for as long as `waits` says so; none when it did not come so soon. The connection is of no use then.
    ///
    /// # Errors
    /// As for [`Connection::ask`].
    pub fn ask_while(
        mut self,
        request: &Request,
        waits: &mut dyn FnMut(Step) -> bool,
    ) -> Result<Option<Reply>, Refusal> {
        self.exchange(request, &mut io::empty(), 0, waits).map_err(|_| gone())?
    }

    fn exchange(
        &mut self,
        request: &Request,
        body: &mut dyn Read,
        length: u64,
        waits: &mut dyn FnMut(Step) -> bool,
    ) -> io::Result<Result<Option<Reply>, Refusal>> {
        frames::write_header(&mut self.to, request, length)?;
        let copied = io::copy(&mut body.take(length), &mut self.to)?;
        if copied != length {
            // A file that became shorter while it was read: the rest would be taken from the next request.
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.to.flush()?;
        let (answer, length) = loop {
            match frames::read_header(&mut self.from)?.ok_or(io::ErrorKind::UnexpectedEof)? {
                (Said::Step(step), _) if waits(step) => {}
                (Said::Step(_), _) => return Ok(Ok(None)),
                (Said::Reply(answer), length) => break (answer, length),
            }
        };
        let mut bytes = Vec::new();
        (&mut self.from).take(length).read_to_end(&mut bytes)?;
        Ok(answer.map(|answer| Some(Reply { answer, body: bytes })))
    }

    /// Has the vault forget its keys; it has ended, or is about to, when this returns.
    pub fn lock(mut self) {
        if frames::write_header(&mut self.to, &Request::Lock, 0).and_then(|()| self.to.flush()).is_ok() {
            // The vault ends without an answer.
            drop(self.from.read(&mut [0]));
        }
    }
}

fn gone() -> Refusal {
    Refusal::new(Why::Locked, "the vault has ended", "run the command again; it will ask for the passphrase")
}
