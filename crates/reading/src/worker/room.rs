//! The parent's side: a child that reads, a clock, and a new child when the old one is gone.

use super::frames::{self, Answer, COPIED, Request};
use super::serve::crashed;
use crate::picture::{self, Copy};
use crate::{MAX_BYTES, content_id};
use document::{Document, Problem, Span};
use std::ffi::OsString;
use std::io::{BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// An answer may be this many times as long as the document, and 64 MiB longer: text, furniture and the way back.
const ANSWER_GROWTH: usize = 4;

/// How long a document may take by the wall clock.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For every document.
    pub base: Duration,
    /// For each MiB on top.
    pub per_mib: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { base: Duration::from_secs(20), per_mib: Duration::from_secs(2) }
    }
}

/// A place where foreign bytes are read: one child process at a time, started when needed.
///
/// Documents are read one after the other; use one room for each thread.
pub struct Room {
    program: PathBuf,
    arguments: Vec<OsString>,
    patience: Patience,
    running: Option<Running>,
}

struct Running {
    child: Child,
    requests: Sender<(Vec<u8>, Vec<u8>)>,
    answers: Receiver<std::io::Result<Option<Vec<u8>>>>,
}

impl Room {
    /// A room whose child is `program` with `arguments`; it must call [`super::run`] first thing.
    pub fn new(program: impl Into<PathBuf>, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Room {
        let arguments = arguments.into_iter().map(Into::into).collect();
        Room { program: program.into(), arguments, patience: Patience::default(), running: None }
    }

    /// The same room with another clock.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Room {
        Room { patience, ..self }
    }

    /// As [`crate::read`], but in the child. A crash is the problem `reader-crashed`, a hang `reader-timeout`, a child
    /// that cannot be started `reader-missing`; all are fatal for this document only.
    pub fn read(&mut self, bytes: Vec<u8>, path: &str, hint: Option<&str>) -> (Document, Vec<Problem>) {
        let (id, n_bytes) = (content_id(&bytes), bytes.len());
        let failed = |problem: Problem| {
            let media_type = "application/octet-stream".to_owned();
            (Document { id: id.clone(), path: path.to_owned(), media_type, ..Document::default() }, vec![problem])
        };
        if let Some(problem) = crate::detect::refuse(&bytes) {
            return failed(problem);
        }
        match self.ask(bytes, path, hint) {
            Ok(answer) if is_sound(&answer.document, n_bytes) => {
                let document = Document { id, path: path.to_owned(), ..answer.document };
                (document, answer.problems)
            }
            Ok(_) => failed(crashed()),
            Err(problem) => failed(problem),
        }
    }

    /// A small copy of a picture, made in the child.
    ///
    /// # Errors
    /// The problem of the picture, or of the child: as for [`Room::read`].
    pub fn copy(&mut self, bytes: Vec<u8>, how: Copy) -> Result<Vec<u8>, Problem> {
        if bytes.len() > MAX_BYTES {
            return Err(Problem::new("too-large", "the file is larger than 32 MiB"));
        }
        let request = Request { path: String::new(), hint: None, picture: Some(how) };
        let answer = self.exchange(bytes, &request)?;
        match answer.split_first() {
            // What the child sends is looked at by a browser: it must be what was asked for.
            Some((&COPIED, copied)) if picture::media_type(copied) == Some(how.media_type()) => Ok(copied.to_vec()),
            Some((0, problem)) => Err(serde_json::from_slice(problem).unwrap_or_else(|_| crashed())),
            _ => Err(crashed()),
        }
    }

    fn ask(&mut self, bytes: Vec<u8>, path: &str, hint: Option<&str>) -> Result<Answer, Problem> {
        let request = Request { path: path.to_owned(), hint: hint.map(str::to_owned), picture: None };
        serde_json::from_slice(&self.exchange(bytes, &request)?).map_err(|_| crashed())
    }

    fn exchange(&mut self, bytes: Vec<u8>, request: &Request) -> Result<Vec<u8>, Problem> {
        let time = self.patience.base + self.patience.per_mib * u32::try_from(bytes.len() >> 20).unwrap_or(u32::MAX);
        let header = serde_json::to_vec(request).map_err(|_| crashed())?;
        let running = match self.running.take() {
            Some(running) => running,
            None => self.start()?,
        };
        // Where the child is not kept below, it ends here.
        running.requests.send((header, bytes)).map_err(|_| crashed())?;
        match running.answers.recv_timeout(time) {
            Ok(Ok(Some(answer))) => {
                self.running = Some(running);
                Ok(answer)
            }
            Err(RecvTimeoutError::Timeout) => {
                let seconds = time.as_secs();
                Err(Problem::new("reader-timeout", format!("the document was not read within {seconds} seconds")))
            }
            Ok(Ok(None) | Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(crashed()),
        }
    }

    fn start(&self) -> Result<Running, Problem> {
        let mut command = Command::new(&self.program);
        // The child gets no environment: it may hold a passphrase.
        command.args(&self.arguments).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let missing =
            || Problem::new("reader-missing", "the reading process could not be started; check the installation");
        let mut child = command.spawn().map_err(|_| missing())?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else { return Err(missing()) };
        let (requests, inbox) = channel();
        let (outbox, answers) = channel();
        std::thread::spawn(move || carry(stdin, stdout, &inbox, &outbox));
        Ok(Running { child, requests, answers })
    }
}

/// Ends the child, whatever it is doing.
impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Carries messages between the channels and the pipes until one of them closes.
fn carry(
    stdin: ChildStdin,
    stdout: ChildStdout,
    inbox: &Receiver<(Vec<u8>, Vec<u8>)>,
    outbox: &Sender<std::io::Result<Option<Vec<u8>>>>,
) {
    let (mut stdin, mut stdout) = (BufWriter::new(stdin), BufReader::new(stdout));
    for (header, bytes) in inbox {
        let longest = bytes.len().min(MAX_BYTES) * ANSWER_GROWTH + (64 << 20);
        let sent = frames::write(&mut stdin, &header)
            .and_then(|()| frames::write(&mut stdin, &bytes))
            .and_then(|()| stdin.flush());
        drop(bytes);
        let answer = sent.and_then(|()| frames::read(&mut stdout, longest));
        if outbox.send(answer).is_err() {
            return;
        }
    }
}

/// Whether every place that the child names lies inside its text and inside the original.
fn is_sound(document: &Document, n_bytes: usize) -> bool {
    let is_place = |span: &Span| span.start <= span.end && document.text.get(span.start..span.end).is_some();
    let ordered = document.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    let blocks = document.blocks.iter().all(|block| is_place(&block.span));
    let segments = document.origin_map.segments();
    let ordered_segments = segments.windows(2).all(|pair| pair[0].text.end <= pair[1].text.start);
    let traced = segments.iter().all(|segment| {
        segment.text.start <= segment.text.end
            && segment.text.end <= document.text.len()
            && segment.original.start <= segment.original.end
            && segment.original.end <= n_bytes
    });
    ordered && blocks && ordered_segments && traced
}
