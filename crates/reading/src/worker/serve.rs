//! The child's side: read a request, read the document, answer.

use super::frames::{self, Answer, COPIED, Request};
use super::limits::{confine, wind_clock};
use crate::picture::{self, Copy};
use crate::{MAX_BYTES, read};
use document::{Document, Problem};
use std::io::{BufWriter, Error, Read, Result, Write};
use std::panic::catch_unwind;

/// The whole life of a child: gives up its rights, then serves standard input and output until the parent closes them.
///
/// # Errors
/// When the rights could not be given up (nothing was read then) or a pipe broke.
pub fn run() -> Result<()> {
    // A panic message may quote the document, so nobody sees it.
    std::panic::set_hook(Box::new(|_| {}));
    confine().map_err(Error::other)?;
    serve(std::io::stdin().lock(), BufWriter::new(std::io::stdout().lock()))
}

/// Answers requests one after the other until `requests` ends.
///
/// # Errors
/// When a pipe breaks or a message is not well formed.
pub fn serve(mut requests: impl Read, mut answers: impl Write) -> Result<()> {
    while let Some(request) = frames::read(&mut requests, 1 << 20)? {
        let request: Request = serde_json::from_slice(&request)?;
        let bytes = frames::read(&mut requests, MAX_BYTES + 1)?.unwrap_or_default();
        wind_clock();
        if let Some(how) = request.picture {
            frames::write(&mut answers, &copied(&bytes, how)?)?;
            answers.flush()?;
            continue;
        }
        let answer = catch_unwind(|| read(&bytes, &request.path, request.hint.as_deref()));
        let (document, problems) = answer.unwrap_or_else(|_| (Document::default(), vec![crashed()]));
        drop(bytes);
        frames::write(&mut answers, &serde_json::to_vec(&Answer { document, problems })?)?;
        answers.flush()?;
    }
    Ok(())
}

/// A copy of a picture, or why there is none.
fn copied(bytes: &[u8], how: Copy) -> Result<Vec<u8>> {
    let copied = catch_unwind(|| picture::copy(bytes, how)).unwrap_or_else(|_| Err(crashed()));
    Ok(match copied {
        Ok(copied) => [&[COPIED], copied.as_slice()].concat(),
        Err(problem) => [&[0], serde_json::to_vec(&problem)?.as_slice()].concat(),
    })
}

/// The reader failed on this document.
pub fn crashed() -> Problem {
    Problem::new(
        "reader-crashed",
        "the reader failed on this document; nothing of it was read, the other documents are not touched",
    )
}
