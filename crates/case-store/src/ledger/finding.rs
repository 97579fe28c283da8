//! What was noticed about the files of a case.

use crate::blobs::BlobId;
use crate::{DeviceId, EntryHash};

/// Something that is not as a clean close leaves it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Finding {
    /// Bytes after the last whole entry: an append that the power cut off. They were cut away, or will be by whoever writes next.
    #[error(
        "log {device}: {bytes} bytes after entry {last} are no whole entry and were never acknowledged{}",
        if *.certain { "" } else { "; if entry {last}+1 was acknowledged in the very last moment before an unclean stop, it is lost" }
    )]
    TornTail {
        /// The log.
        device: DeviceId,
        /// Sequence of the last whole entry.
        last: u64,
        /// How many bytes.
        bytes: u64,
        /// False when a damaged last entry would look the same.
        certain: bool,
    },
    /// One of the two heads of a log cannot be read: cut off by a power cut, or damaged. The other one counts.
    #[error("log {device}: head {slot} of 2 cannot be read (a power cut or damage); the entries are whole")]
    HeadUnreadable {
        /// The log.
        device: DeviceId,
        /// 1 or 2.
        slot: u8,
    },
    /// No head of a log can be read.
    #[error("log {device}: both heads are damaged; whether entries are missing at the end cannot be told")]
    NoHead {
        /// The log.
        device: DeviceId,
    },
    /// The first bytes of a log are not what they were.
    #[error("log {device}: the beginning of the file is damaged")]
    Preamble {
        /// The log.
        device: DeviceId,
    },
    /// A log written by a newer program.
    #[error("log {device}: written in format {version}, which is newer than this program; update it to read this log")]
    NewerLog {
        /// The log.
        device: DeviceId,
        /// The format.
        version: u16,
    },
    /// Entries that cannot be read.
    #[error("log {device}: entries {first} to {last} are damaged")]
    EntriesDamaged {
        /// The log.
        device: DeviceId,
        /// The first one.
        first: u64,
        /// The last one.
        last: u64,
    },
    /// Entries that were acknowledged and are not there.
    #[error("log {device}: entries {first} to {last} are missing")]
    EntriesMissing {
        /// The log.
        device: DeviceId,
        /// The first one.
        first: u64,
        /// The last one.
        last: u64,
    },
    /// The head of a log names another entry than the one that is there.
    #[error("log {device}: entry {sequence} is not the one that the head of the log names")]
    WrongHead {
        /// The log.
        device: DeviceId,
        /// The entry.
        sequence: u64,
    },
    /// An entry says of itself another place than the one where it stands: a forger among the members.
    #[error("log {device}: entry {sequence} says of itself that it stands elsewhere")]
    WrongPlace {
        /// The log.
        device: DeviceId,
        /// The entry.
        sequence: u64,
    },
    /// An entry sealed with an older key than the one before it: somebody who was removed wrote it.
    #[error(
        "log {device}: entry {sequence} is sealed with an older key than the one before; a removed member may have written it"
    )]
    OldKey {
        /// The log.
        device: DeviceId,
        /// The entry.
        sequence: u64,
    },
    /// An entry of a member that may be younger than their removal: written without knowing of it, or in spite of it. Somebody
    /// should look at it.
    #[error(
        "log {device}: entry {sequence} and perhaps later ones are by a member who was removed; they may have been written after the removal"
    )]
    AfterRemoval {
        /// The log.
        device: DeviceId,
        /// The first such entry.
        sequence: u64,
    },
    /// The chain does not hold between an entry and the one before.
    #[error("log {device}: entry {sequence} does not follow from the one before it")]
    ChainBroken {
        /// The log.
        device: DeviceId,
        /// The entry.
        sequence: u64,
    },
    /// An entry sealed with a key that is not in the slots: the slots are older than the log.
    #[error(
        "log {device}: entry {sequence} is sealed with a newer key than the slots hold; the slots are an older copy"
    )]
    KeyMissing {
        /// The log.
        device: DeviceId,
        /// The entry.
        sequence: u64,
    },
    /// A device wrote two different entries at one place: a copy of the case was written to as the same device. Both are kept.
    #[error("log {device} is forked: there are two entries {sequence}, {one} and {other}; both are kept")]
    Forked {
        /// The log.
        device: DeviceId,
        /// The first place at which they differ.
        sequence: u64,
        /// One entry there.
        one: EntryHash,
        /// The other.
        other: EntryHash,
    },
    /// An entry that its author did not sign: a forger among the members.
    #[error("log {device}: the signature of entry {sequence} is not its author's")]
    Signature {
        /// The log.
        device: DeviceId,
        /// The entry.
        sequence: u64,
    },
    /// An entry of somebody to whom no member gave a key.
    #[error("log {device}: entry {sequence} was signed by somebody who never was a member")]
    Stranger {
        /// The log.
        device: DeviceId,
        /// The first such entry.
        sequence: u64,
    },
    /// The content of a field is not what its author signed.
    #[error("log {device}: the field `{field}` of entry {sequence} is not what its author signed")]
    Content {
        /// The log.
        device: DeviceId,
        /// The entry.
        sequence: u64,
        /// The field.
        field: String,
    },
    /// The key of a field is missing, though nobody destroyed it.
    #[error("log {device}: the key that opens the field `{field}` of entry {sequence} is missing")]
    SubjectKeyMissing {
        /// The log.
        device: DeviceId,
        /// The entry.
        sequence: u64,
        /// The field.
        field: String,
    },
    /// An original that entries name is not there.
    #[error("original {blob} is missing")]
    OriginalMissing {
        /// Its name.
        blob: BlobId,
    },
    /// An original is not what was registered.
    #[error("original {blob} is damaged or not what was registered")]
    OriginalDamaged {
        /// Its name.
        blob: BlobId,
    },
    /// The entry with which the case began is in no log.
    #[error("the first entry of the case is missing: a log was taken away")]
    NotFounded,
    /// One of the two copies of the slots was not readable or older, and has been put right from the other.
    #[error("copy {copy} of 2 of the slots cannot be read or is older; the other one counts")]
    SlotsCopy {
        /// 1 or 2.
        copy: u8,
    },
    /// One of the two copies of the keys of subjects differs.
    #[error("copy {copy} of 2 of the keys of people concerned differs at record {record}; the other one counts")]
    SubjectsCopy {
        /// 1 or 2.
        copy: u8,
        /// Which record, from 0.
        record: u64,
    },
    /// A key of a person concerned is damaged in both copies.
    #[error(
        "record {record} of the keys of people concerned is damaged in both copies; what was sealed with it cannot be read"
    )]
    SubjectKeyDamaged {
        /// Which record, from 0.
        record: u64,
    },
}

impl Finding {
    /// Whether something that was acknowledged cannot be read or is not what it was. The case is read-only then. A fork is no damage: both branches are whole.
    #[must_use]
    pub const fn is_damage(&self) -> bool {
        !matches!(
            self,
            Self::TornTail { .. }
                | Self::HeadUnreadable { .. }
                | Self::SlotsCopy { .. }
                | Self::SubjectsCopy { .. }
                | Self::Forked { .. }
                | Self::AfterRemoval { .. }
        )
    }
}
