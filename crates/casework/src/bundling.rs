//! The whole case in one file, encrypted for somebody.

use crate::case::Case;
use crate::device::digits;
use crate::incoming;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Hidden};
use crate::step::{Doing, Step};
use bundle::{Identity, Item, PackError, Recipients};
use case_store::keys::passphrase;
use case_store::{Draft, Kind, StoreError};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufWriter, Read};
use std::path::Path;
use zeroize::Zeroizing;

/// How it is recorded.
const FORMAT: &str = "saksi bundle 1 (age, tar, BagIt 1.0)";
/// How a passphrase is recorded in the place of a recipient.
const BY_PASSPHRASE: &str = "whoever has the passphrase of the bundle";

/// What opens a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BundleKey {
    /// The text of a file with secret keys of age.
    Identity(Hidden),
    /// A passphrase.
    Passphrase(Hidden),
}

impl BundleKey {
    pub(crate) fn identity(&self) -> Result<Identity, Refusal> {
        match self {
            Self::Identity(file) => Identity::parse(&file.0).map_err(|error| {
                let hint = "give the file that `saksi bundle --new-identity FILE` or `age-keygen` wrote";
                Refusal::new(Why::Unclear, error.to_string(), hint)
            }),
            Self::Passphrase(text) => Ok(Identity::Passphrase(Zeroizing::new(text.0.clone()))),
        }
    }
}

impl Case {
    /// Writes the bundle beside its place, records it, and puts it in its place: a bundle that is there is in the log.
    pub(crate) fn bundle(
        &mut self,
        recipients: &[String],
        secret: Option<Hidden>,
        purpose: String,
        out: &Path,
        tell: &mut dyn FnMut(Step),
    ) -> Result<Answer, Refusal> {
        if out.exists() {
            let message = format!("{} is there already", out.display());
            return Err(Refusal::new(Why::NotEmpty, message, "name a file that does not exist yet"));
        }
        // Before hours are spent on what could not be recorded.
        self.store.writable().map_err(StoreError::ReadOnly)?;
        let (keys, recorded) = parse(recipients, secret)?;
        let mut part = out.as_os_str().to_owned();
        part.push(".part");
        let part = std::path::PathBuf::from(part);
        let file = create(&part).map_err(|error| disk(&part, &error))?;
        let made = self.write_bundle(&keys, &recorded, purpose, (file, &part, out), tell);
        if made.is_err() {
            drop(std::fs::remove_file(&part));
        }
        made
    }

    fn write_bundle(
        &mut self,
        keys: &Recipients,
        recorded: &str,
        purpose: String,
        (file, part, out): (File, &Path, &Path),
        tell: &mut dyn FnMut(Step),
    ) -> Result<Answer, Refusal> {
        let carried = self.store.carried()?;
        let items: Vec<Item> = carried.into_iter().map(|file| Item { name: file.name, size: file.size }).collect();
        let of = items.iter().map(|item| item.size).sum();
        let disk = |error: std::io::Error| disk(out, &error);
        let mut file = BufWriter::with_capacity(1 << 20, file);
        let store = &self.store;
        let mut open = |name: &str| Ok(Box::new(store.carry(name)) as Box<dyn Read>);
        let program = concat!("saksi ", env!("CARGO_PKG_VERSION"));
        let mut tell = |done| tell(Step { doing: Doing::Packing, done, of });
        let packed = bundle::pack(&mut file, keys, program, &items, &mut open, &mut tell);
        let packed = packed.map_err(|error| match error {
            PackError::Io(error) => disk(error),
            other => Refusal::new(Why::Unclear, other.to_string(), "run the command again"),
        })?;
        file.into_inner().map_err(|error| disk(error.into_error()))?.sync_all().map_err(disk)?;
        let sha256 = digits(&packed.sha256);
        let draft = Draft::new(Kind::Export, self.store.new_record()).with("recipient", recorded);
        let draft = draft.with("purpose", purpose).with("sha256", sha256.as_str()).with("format", FORMAT);
        self.store.append(&draft)?;
        std::fs::rename(part, out).map_err(disk)?;
        Ok(Answer::Bundled { n_files: items.len() as u64, sha256, size: packed.size })
    }

    /// Unpacks a bundle beside the case, checks all of it, and merges it.
    pub(crate) fn merge_bundle(
        &mut self,
        file: &Path,
        key: &BundleKey,
        tell: &mut dyn FnMut(Step),
    ) -> Result<Answer, Refusal> {
        let room = self.folder.join(incoming::ROOM);
        incoming::unpack(file, key, &room, tell)?;
        let merged = self.take_in(&room, tell);
        incoming::clear(&room);
        merged
    }
}

/// The recipients, and how they are recorded.
fn parse(recipients: &[String], secret: Option<Hidden>) -> Result<(Recipients, String), Refusal> {
    if let Some(secret) = secret {
        passphrase::check(&secret.0).map_err(|weak| StoreError::Keys(weak.into()))?;
        return Ok((Recipients::Passphrase(Zeroizing::new(secret.0.clone())), BY_PASSPHRASE.to_owned()));
    }
    let keys: Result<Vec<bundle::Recipient>, _> = recipients.iter().map(|text| text.parse()).collect();
    let keys = keys.map_err(|error| {
        let hint = "ask the recipient for the line that `saksi bundle --new-identity FILE` or `age-keygen` printed";
        Refusal::new(Why::Unclear, error.to_string(), hint)
    })?;
    let recorded: Vec<String> = keys.iter().map(ToString::to_string).collect();
    Ok((Recipients::Keys(keys), recorded.join(" ")))
}

/// A file that only its owner may read, and that was not there.
pub(crate) fn create(path: &Path) -> std::io::Result<File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn disk(path: &Path, error: &std::io::Error) -> Refusal {
    let hint = "check that the folder exists, that you may write there, and that the disk is not full";
    Refusal::new(Why::Disk, format!("{} cannot be written: {error}", path.display()), hint)
}

#[cfg(test)]
mod tests;
