//! Time stamps of an authority for checkpoints: asked for with a file, kept beside the checkpoint, given out to be checked.

use crate::case::Case;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Reply};
use case_store::checkpoint::Checkpoint;
use case_store::timestamp::MAX_REPLY;
use serde::{Deserialize, Serialize};
use std::io::Read;

/// A checkpoint and what an authority answered to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The checkpoint.
    pub checkpoint: String,
    /// The reply, DER.
    pub reply: Vec<u8>,
    /// The time that it says, milliseconds since 1970; whether the authority signed it `openssl ts -verify` tells.
    pub time: i64,
}

impl Case {
    /// A checkpoint of now, and in the body a request for it.
    pub(crate) fn timestamp_request(&mut self) -> Result<Reply, Refusal> {
        let checkpoint = self.store.checkpoint(self.store.device())?;
        let body = self.store.request_timestamp(&checkpoint);
        Ok(Reply { answer: Answer::Text { text: checkpoint.to_text() }, body })
    }

    /// Keeps the reply of an authority when it is for this checkpoint.
    pub(crate) fn keep_timestamp(&mut self, checkpoint: &str, reply: &mut dyn Read) -> Result<Answer, Refusal> {
        let hint = "give the checkpoint that was printed with the request";
        let parsed = Checkpoint::parse(checkpoint);
        let checkpoint = parsed.map_err(|error| Refusal::new(Why::Unclear, error.to_string(), hint))?;
        let mut bytes = Vec::new();
        let read = reply.take(MAX_REPLY as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| Refusal::new(Why::Unclear, error.to_string(), "check the file of the reply"))?;
        Ok(Answer::Entry { entry: self.store.keep_timestamp(&checkpoint, &bytes)?.hash.to_string() })
    }

    /// Every time stamp that is kept.
    pub(crate) fn timestamps(&self) -> Answer {
        let stamp = |kept: case_store::store::Stamped| Stamp {
            checkpoint: kept.checkpoint.to_text(),
            reply: kept.token,
            time: kept.said.time.0,
        };
        Answer::Timestamps { stamps: self.store.timestamps().map(stamp).collect() }
    }
}
