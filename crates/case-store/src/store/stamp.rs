//! Keeps the time stamps of an authority beside the checkpoints that they are for.

use super::{Store, StoreError};
use crate::checkpoint::Checkpoint;
use crate::entry::Draft;
use crate::ledger::Receipt;
use crate::timestamp::{self, Said};
use crate::{Kind, RecordId};

/// A checkpoint with its time stamp, as they were kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// The reply of the authority, DER; `openssl ts -verify` tells whether the authority signed it.
    pub token: Vec<u8>,
    /// What it says.
    pub said: Said,
}

impl Store {
    /// A request for a time stamp, to be sent to an authority.
    pub fn request_timestamp(&mut self, checkpoint: &Checkpoint) -> Vec<u8> {
        timestamp::request(checkpoint, &mut *self.outside.randomness)
    }

    /// Records the reply of an authority, when it is for this checkpoint.
    ///
    /// # Errors
    /// [`StoreError::Timestamp`] when it is not.
    pub fn keep_timestamp(&mut self, checkpoint: &Checkpoint, reply: &[u8]) -> Result<Receipt, StoreError> {
        timestamp::read(reply, checkpoint)?;
        let record = RecordId::from_bytes(*checkpoint.head().device.as_bytes());
        self.append(&Draft::new(Kind::Timestamp, record).with("checkpoint", checkpoint.to_text()).with("token", reply))
    }

    /// Every time stamp that is kept, in order.
    pub fn timestamps(&self) -> impl Iterator<Item = Stamped> + '_ {
        self.ledger.order_of(Kind::Timestamp).filter_map(|place| {
            let entry = self.ledger.entry(&*self.outside.storage, place, &self.keyring, &self.subjects).ok()?;
            let checkpoint = Checkpoint::parse(entry.text("checkpoint")?).ok()?;
            let token = entry.field("token")?.value()?.expose().to_vec();
            let said = timestamp::read(&token, &checkpoint).ok()?;
            Some(Stamped { checkpoint, token, said })
        })
    }
}
