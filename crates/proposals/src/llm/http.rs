//! One question and one answer over HTTP/1.1 (RFC 9112): bounded in time and size, no redirects, no proxies, no TLS.

use super::address::Address;
use super::key::Key;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// Longest answer, bytes.
const MAX_BODY: u64 = 1 << 20;
/// Longest line of a head, bytes, and most lines.
const MAX_LINE: u64 = 8 << 10;
const MAX_LINES: usize = 100;
/// Longest wait for a connection: a server on this computer answers at once or not at all.
const CONNECT: Duration = Duration::from_secs(5);

/// A question.
pub struct Request<'a> {
    /// Whom.
    pub address: &'a Address,
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Below the path of the address.
    pub path: &'a str,
    /// JSON.
    pub body: Option<&'a str>,
    /// What the server asks for.
    pub key: Option<&'a Key>,
}

/// Why there is no answer. Never repeats what was sent or answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Nobody listens there.
    #[error("no server answers there; start it, or leave the reader out")]
    NotReached,
    /// Not in time.
    #[error("no whole answer came in time; --reader-timeout allows more")]
    TooSlow,
    /// Too often not in time.
    #[error("the server was too slow several times in a row and is not asked again in this run")]
    GivenUp,
    /// The connection ended before the answer did.
    #[error("the connection ended before the answer did")]
    Broken,
    /// More than is read.
    #[error("the answer is longer than is read")]
    TooLong,
    /// The answer sends us elsewhere, where text does not go.
    #[error("the server names another address, which is not followed")]
    Redirect,
    /// No success.
    #[error("the server answers with HTTP status {0}")]
    Status(u16),
    /// Not HTTP, not the JSON of such a server, or not the JSON that was asked for.
    #[error("the answer is not of the form that was asked for")]
    NotUnderstood,
    /// The server lists no model.
    #[error("the server lists no model; name one with --llm-model")]
    NoModel,
}

impl Failure {
    /// The stable word for the problem.
    pub fn code(self) -> &'static str {
        match self {
            Failure::NotReached => "llm-not-reached",
            Failure::TooSlow => "llm-too-slow",
            Failure::GivenUp => "llm-given-up",
            Failure::Broken => "llm-broken-off",
            Failure::TooLong => "llm-too-long",
            Failure::Redirect | Failure::Status(_) | Failure::NoModel => "llm-refused",
            Failure::NotUnderstood => "llm-not-understood",
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Failure::TooSlow,
            _ => Failure::Broken,
        }
    }
}

/// The body of the answer to `request`, when it is a success; all of it takes at most `timeout`.
///
/// # Errors
/// [`Failure`].
pub fn exchange(request: &Request<'_>, timeout: Duration) -> Result<Vec<u8>, Failure> {
    let deadline = Instant::now() + timeout;
    let sockets = request.address.sockets().map_err(|_| Failure::NotReached)?;
    let mut wire = Wire { stream: connect(&sockets, deadline)?, deadline };
    wire.write_all(head(request).as_bytes())?;
    wire.write_all(request.body.unwrap_or_default().as_bytes())?;
    answer(&mut BufReader::new(wire))
}

fn connect(sockets: &[SocketAddr], deadline: Instant) -> Result<TcpStream, Failure> {
    let wait = || deadline.saturating_duration_since(Instant::now()).min(CONNECT);
    let mut streams = sockets.iter().filter(|_| !wait().is_zero());
    streams.find_map(|socket| TcpStream::connect_timeout(socket, wait()).ok()).ok_or(Failure::NotReached)
}

fn head(request: &Request<'_>) -> String {
    let Request { address, method, path, body, key } = request;
    let mut head = format!(
        "{method} {}{path} HTTP/1.1\r\nHost: {}\r\nAccept: application/json\r\nConnection: close\r\n",
        address.path(),
        address.shown()
    );
    if let Some(body) = body {
        head += &format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len());
    }
    if let Some(key) = key {
        head += &key.header();
    }
    head + "\r\n"
}

/// A connection whose every step ends by the deadline.
struct Wire {
    stream: TcpStream,
    deadline: Instant,
}

impl Wire {
    fn left(&self) -> io::Result<Option<Duration>> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(Some(left)) }
    }
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(buffer)
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(self.left()?)?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// Reads an answer to its end.
pub(super) fn answer(from: &mut impl BufRead) -> Result<Vec<u8>, Failure> {
    let status = status(&line(from)?).ok_or(Failure::NotUnderstood)?;
    let framing = framing(from)?;
    match status {
        200 => body(from, framing),
        300..=399 => Err(Failure::Redirect),
        _ => Err(Failure::Status(status)),
    }
}

/// How the end of a body is known.
#[derive(Clone, Copy)]
enum Framing {
    Length(u64),
    Chunks,
    Close,
}

/// The number in `HTTP/1.1 200 OK`.
fn status(line: &str) -> Option<u16> {
    let rest = line.strip_prefix("HTTP/1.1 ").or_else(|| line.strip_prefix("HTTP/1.0 "))?;
    rest.get(..3)?.parse().ok().filter(|status| (100..600).contains(status))
}

/// Reads the header lines; chunks win over a length (RFC 9112, 6.3).
fn framing(from: &mut impl BufRead) -> Result<Framing, Failure> {
    let mut framing = Framing::Close;
    for _ in 0..MAX_LINES {
        let line = line(from)?;
        if line.is_empty() {
            return Ok(framing);
        }
        let (name, value) = line.split_once(':').ok_or(Failure::NotUnderstood)?;
        let value = value.trim();
        if name.eq_ignore_ascii_case("transfer-encoding") {
            let is_chunks = value.eq_ignore_ascii_case("chunked");
            framing = if is_chunks { Framing::Chunks } else { return Err(Failure::NotUnderstood) };
        } else if name.eq_ignore_ascii_case("content-length") && !matches!(framing, Framing::Chunks) {
            framing = Framing::Length(value.parse().map_err(|_| Failure::NotUnderstood)?);
        }
    }
    Err(Failure::TooLong)
}

fn body(from: &mut impl BufRead, framing: Framing) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    match framing {
        Framing::Length(length) => take(from, length, &mut body)?,
        Framing::Chunks => loop {
            let size = line(from)?;
            let size = size.split(';').next().unwrap_or_default().trim();
            match u64::from_str_radix(size, 16).map_err(|_| Failure::NotUnderstood)? {
                0 => break,
                size => take(from, size, &mut body)?,
            }
            if !line(from)?.is_empty() {
                return Err(Failure::NotUnderstood);
            }
        },
        Framing::Close => {
            from.take(MAX_BODY + 1).read_to_end(&mut body)?;
            if body.len() as u64 > MAX_BODY {
                return Err(Failure::TooLong);
            }
        }
    }
    Ok(body)
}

/// Adds `length` bytes to `body`.
fn take(from: &mut impl BufRead, length: u64, body: &mut Vec<u8>) -> Result<(), Failure> {
    if length.saturating_add(body.len() as u64) > MAX_BODY {
        return Err(Failure::TooLong);
    }
    let read = from.take(length).read_to_end(body)?;
    if read as u64 == length { Ok(()) } else { Err(Failure::Broken) }
}

/// A line of the head, without its end.
fn line(from: &mut impl BufRead) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    from.take(MAX_LINE).read_until(b'\n', &mut bytes)?;
    if bytes.pop() != Some(b'\n') {
        return Err(if bytes.len() as u64 + 1 >= MAX_LINE { Failure::TooLong } else { Failure::Broken });
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    String::from_utf8(bytes).map_err(|_| Failure::NotUnderstood)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &str) -> Result<String, Failure> {
        answer(&mut bytes.as_bytes()).map(|body| String::from_utf8(body).unwrap())
    }

    #[test]
    fn three_ways_to_end_a_body() {
        let ok = Ok("hello world".to_owned());
        assert_eq!(read("HTTP/1.1 200 OK\r\ncontent-LENGTH: 11\r\n\r\nhello worldmore"), ok);
        let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6;x=y\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n";
        assert_eq!(read(chunks), ok);
        assert_eq!(read("HTTP/1.0 200 OK\n\nhello world"), ok);
    }

    #[test]
    fn every_other_answer_has_a_name() {
        assert_eq!(read("HTTP/1.1 307 Go\r\nLocation: http://192.0.2.7/\r\n\r\n"), Err(Failure::Redirect));
        assert_eq!(read("HTTP/1.1 500 Oh\r\n\r\n"), Err(Failure::Status(500)));
        assert_eq!(read("SSH-2.0-x\r\n\r\n"), Err(Failure::NotUnderstood));
        assert_eq!(read("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nhello"), Err(Failure::Broken));
        assert_eq!(read("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n"), Err(Failure::TooLong));
        assert_eq!(read("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"), Err(Failure::NotUnderstood));
        assert_eq!(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"), Err(Failure::NotUnderstood));
        let huge = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n";
        assert_eq!(read(huge), Err(Failure::TooLong));
        assert_eq!(read(&format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(1 << 20 | 1))), Err(Failure::TooLong));
        assert_eq!(read(&format!("HTTP/1.1 200 {}", "x".repeat(9000))), Err(Failure::TooLong));
        assert_eq!(read(&format!("HTTP/1.1 200 OK\r\n{}", "a: b\r\n".repeat(101))), Err(Failure::TooLong));
        assert_eq!(read(""), Err(Failure::Broken));
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..200), headed in any::<bool>()) {
            let head: &[u8] = if headed { b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" } else { b"" };
            let all = [head, &bytes].concat();
            if let Ok(body) = answer(&mut all.as_slice()) {
                prop_assert!(body.len() <= bytes.len());
            }
        }
    }
}
