//! A proof for somebody without the case: that an entry with these fields was recorded, where and by whom.
//!
//! A text in the form of C2SP tlog-proof, which other programs can check too. Its `extra` line holds, in base64:
//!
//! ```text
//! entry <signed part and signature, base64>
//! signer <key that signed the checkpoint, base64>
//! open <number of the field> <name> <salt, base64> <value, base64>
//! ```
//!
//! Fields that are not opened stay hidden: their commitments tell nothing. `docs/verify.py` checks a proof with nothing of this
//! program.

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::entry::{self, Content, Entry, EntryError, FieldOpening};
use crate::merkle::{self, Hash};
use crate::wire::v1::{self, SIGNATURE, Signed};
use crate::{AuthorId, EntryHash, Header, SecretBytes};
use base64ct::{Base64, Encoding};

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";

/// A field that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its place among the commitments, from 0.
    pub at: usize,
    /// Its name.
    pub name: String,
    /// Salt and value.
    pub opening: FieldOpening,
}

/// A proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    leaf: Vec<u8>,
    shown: Vec<Shown>,
    signer: AuthorId,
    index: u64,
    path: Vec<Hash>,
    checkpoint: Checkpoint,
}

/// What a proof proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// Head of the entry; `author` signed it.
    pub header: Header,
    /// Hash of the entry.
    pub hash: EntryHash,
    /// The fields that are shown, with the values that the author signed.
    pub fields: Vec<(String, SecretBytes)>,
    /// How many fields are not shown.
    pub n_hidden: usize,
    /// Who signed the checkpoint.
    pub signer: AuthorId,
    /// How many entries the log had.
    pub size: u64,
}

/// Why something cannot be proven or a text proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// Not in the format, letter for letter.
    #[error("not a proof, or changed")]
    Format,
    /// The entry or its signature.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// The checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The entry is not in the tree that the checkpoint signs.
    #[error("the entry is not in the log that the checkpoint signs")]
    NotInLog,
    /// A field is not what its author signed.
    #[error("the field `{0}` is not what its author signed")]
    Field(String),
    /// A field that is to be shown is not there or cannot be opened any more.
    #[error("the field `{0}` is not there or cannot be opened any more")]
    NotShowable(String),
}

impl Proof {
    /// Puts a proof together: fields of an entry by name, the hashes of the log up to the checkpoint, the checkpoint and its signer.
    ///
    /// # Errors
    /// [`ProofError::NotShowable`], [`ProofError::NotInLog`].
    pub fn new(
        entry: &Entry,
        names: &[&str],
        leaves: &[EntryHash],
        (checkpoint, signer): (Checkpoint, AuthorId),
    ) -> Result<Self, ProofError> {
        if let Some(name) = names.iter().find(|name| entry.field(name).is_none()) {
            return Err(ProofError::NotShowable((*name).to_owned()));
        }
        let index = entry.header.sequence.checked_sub(1).ok_or(ProofError::NotInLog)?;
        let at = usize::try_from(index).map_err(|_| ProofError::NotInLog)?;
        if leaves.get(at) != Some(&entry.hash) {
            return Err(ProofError::NotInLog);
        }
        let path = merkle::inclusion(leaves, at).ok_or(ProofError::NotInLog)?;
        let fields = entry.fields.iter().enumerate().filter(|(_, field)| names.contains(&field.name.as_str()));
        let shown = fields.map(|(at, field)| match &field.content {
            Content::Open(opening) => Ok(Shown { at, name: field.name.clone(), opening: opening.clone() }),
            _ => Err(ProofError::NotShowable(field.name.clone())),
        });
        Ok(Self { leaf: entry.leaf(), shown: shown.collect::<Result<_, _>>()?, signer, index, path, checkpoint })
    }

    /// The proof as a text. It holds the fields that are shown, in the clear.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut extra = format!("entry {}\n", Base64::encode_string(&self.leaf));
        extra += &format!("signer {}\n", Base64::encode_string(self.signer.as_bytes()));
        for Shown { at, name, opening } in &self.shown {
            let (salt, value) = (Base64::encode_string(&opening.salt), Base64::encode_string(opening.value.expose()));
            extra += &format!("open {at} {name} {salt} {value}\n");
        }
        let path: String = self.path.iter().map(|hash| Base64::encode_string(hash) + "\n").collect();
        let extra = Base64::encode_string(extra.as_bytes());
        format!("{FIRST_LINE}\nextra {extra}\nindex {}\n{path}\n{}", self.index, self.checkpoint.to_text())
    }

    /// Reads a proof. There is one way to write it.
    ///
    /// # Errors
    /// [`ProofError::Format`], [`ProofError::Checkpoint`].
    pub fn parse(text: &str) -> Result<Self, ProofError> {
        let proof = parse(text).ok_or(ProofError::Format)?;
        if proof.to_text() == text { Ok(proof) } else { Err(ProofError::Format) }
    }

    /// Checks everything that can be checked without the case. Whether author and signer are who they are said to be, their keys tell.
    ///
    /// # Errors
    /// [`ProofError`].
    pub fn check(&self) -> Result<Proven, ProofError> {
        let (signed, signature) = self.leaf.split_last_chunk::<SIGNATURE>().ok_or(ProofError::Format)?;
        let Signed { header, commitments, .. } = v1::read_signed(signed).map_err(EntryError::from)?;
        entry::check_signature(&header.author, signed, signature)?;
        self.checkpoint.check_signature(&self.signer)?;
        let head = self.checkpoint.head();
        let hash = entry::entry_hash(signed, signature);
        let root = merkle::root_from_inclusion(hash, self.index, head.size, &self.path);
        let place = (header.case, header.device, header.sequence);
        if root != Some(head.root) || place != (head.case, head.device, self.index + 1) {
            return Err(ProofError::NotInLog);
        }
        for Shown { at, name, opening } in &self.shown {
            let committed = commitments.get(*at).copied();
            if committed != Some(entry::commitment(&opening.salt, name, opening.value.expose())) {
                return Err(ProofError::Field(name.clone()));
            }
        }
        let fields = self.shown.iter().map(|shown| (shown.name.clone(), shown.opening.value.clone())).collect();
        let n_hidden = commitments.len().saturating_sub(self.shown.len());
        Ok(Proven { header, hash, fields, n_hidden, signer: self.signer, size: head.size })
    }
}

fn parse(text: &str) -> Option<Proof> {
    let (top, note) = text.split_once("\n\n")?;
    let mut lines = top.split('\n');
    lines.next().filter(|line| *line == FIRST_LINE)?;
    let extra = String::from_utf8(bytes(lines.next()?.strip_prefix("extra ")?)?).ok()?;
    let index = lines.next()?.strip_prefix("index ")?.parse().ok()?;
    let path = lines.map(|line| bytes(line)?.try_into().ok()).collect::<Option<_>>()?;
    let mut lines = extra.lines();
    let leaf = bytes(lines.next()?.strip_prefix("entry ")?)?;
    let signer = AuthorId::from_bytes(bytes(lines.next()?.strip_prefix("signer ")?)?.try_into().ok()?);
    let shown = lines.map(shown).collect::<Option<Vec<_>>>()?;
    // A field stands once: otherwise one signature would seem to prove more than it does.
    let in_order = shown.windows(2).all(|pair| pair[0].at < pair[1].at);
    let checkpoint = Checkpoint::parse(note).ok()?;
    in_order.then_some(Proof { leaf, shown, signer, index, path, checkpoint })
}

fn shown(line: &str) -> Option<Shown> {
    let mut words = line.strip_prefix("open ")?.split(' ');
    let (at, name) = (words.next()?.parse().ok()?, words.next()?.to_owned());
    let salt = bytes(words.next()?)?.try_into().ok()?;
    let value = SecretBytes::from(bytes(words.next()?)?);
    let whole = words.next().is_none() && v1::is_field_name(&name);
    whole.then_some(Shown { at, name, opening: FieldOpening { salt, value } })
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).ok()
}

#[cfg(test)]
mod tests;
