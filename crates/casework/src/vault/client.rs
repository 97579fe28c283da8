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
        self.exchange(request, body, length, tell).map_err(|_| {
            Refusal::new(Why::Locked, "the vault has ended", "run the command again; it will ask for the passphrase")
        })?
    }

    fn exchange(
        &mut self,
        request: &Request,
        body: &mut dyn Read,
        length: u64,
        tell: &mut dyn FnMut(Step),
    ) -> io::Result<Result<Reply, Refusal>> {
        frames::write_header(&mut self.to, request, length)?;
        let copied = io::copy(&mut body.take(length), &mut self.to)?;
        if copied != length {
            // A file that became shorter while it was read: the rest would be taken from the next request.
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.to.flush()?;
        let (answer, length) = loop {
            match frames::read_header(&mut self.from)?.ok_or(io::ErrorKind::UnexpectedEof)? {
                (Said::Step(step), _) => tell(step),
                (Said::Reply(answer), length) => break (answer, length),
            }
        };
        let mut bytes = Vec::new();
        (&mut self.from).take(length).read_to_end(&mut bytes)?;
        Ok(answer.map(|answer| Reply { answer, body: bytes }))
    }

    /// Has the vault forget its keys; it has ended, or is about to, when this returns.
    pub fn lock(mut self) {
        if frames::write_header(&mut self.to, &Request::Lock, 0).and_then(|()| self.to.flush()).is_ok() {
            // The vault ends without an answer.
            drop(self.from.read(&mut [0]));
        }
    }
}
