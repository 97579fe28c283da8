//! Which log this installation writes to. Kept outside the case: a copied folder must not go on writing as the same device.

use case_store::{DeviceId, EntryHash, Heads, Randomness};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What this installation knows of a case from the last time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The log.
    pub id: DeviceId,
    /// How many entries it had, and the last of them.
    pub seen: Option<(u64, EntryHash)>,
    file: Option<PathBuf>,
}

impl Device {
    /// The device of the case in `folder`, drawn when there is none. Where nothing can be kept, each time another one.
    pub fn of(folder: &Path, randomness: &mut dyn Randomness) -> Self {
        let file = state_folder().map(|state| state.join("devices").join(digits(&digest(folder)[..16])));
        let kept = file.as_deref().and_then(|file| std::fs::read_to_string(file).ok());
        match kept.as_deref().and_then(parse) {
            Some((id, seen)) => Self { id, seen, file },
            None => Self { id: draw(randomness), seen: None, file },
        }
    }

    /// Whether the case lacks entries that this device wrote before: the folder is an older copy.
    #[must_use]
    pub fn is_ahead_of(&self, heads: &Heads) -> bool {
        let Some((size, last)) = self.seen else { return false };
        let mut own = heads.0.iter().filter(|(device, ..)| *device == self.id);
        !own.any(|(_, now, hash)| *now > size || (*now == size && *hash == last))
    }

    /// Another log, because this one was continued elsewhere.
    #[must_use]
    pub fn renewed(self, randomness: &mut dyn Randomness) -> Self {
        Self { id: draw(randomness), seen: None, ..self }
    }

    /// Keeps what is known now. That it cannot be kept is no reason to stop: the next time another device writes.
    pub fn keep(&mut self, heads: &Heads) {
        let own = heads.0.iter().filter(|(device, ..)| *device == self.id).max_by_key(|(_, size, _)| *size);
        self.seen = own.map(|(_, size, hash)| (*size, *hash));
        let Some(file) = &self.file else { return };
        let mut text = format!("device {}\n", self.id);
        if let Some((size, last)) = self.seen {
            let _never_fails = writeln!(text, "seen {size} {last}");
        }
        drop(write(file, &text));
    }
}

fn draw(randomness: &mut dyn Randomness) -> DeviceId {
    let mut bytes = [0; DeviceId::LENGTH];
    randomness.fill(&mut bytes);
    DeviceId::from_bytes(bytes)
}

fn parse(text: &str) -> Option<(DeviceId, Option<(u64, EntryHash)>)> {
    let mut lines = text.lines();
    let id = DeviceId::from_hex(lines.next()?.strip_prefix("device ")?).ok()?;
    let seen = lines.next().and_then(|line| {
        let (size, last) = line.strip_prefix("seen ")?.split_once(' ')?;
        Some((size.parse().ok()?, EntryHash::from_hex(last).ok()?))
    });
    Some((id, seen))
}

/// Written beside and put in place, so that it is whole or not there.
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)?;
    let fresh = file.with_extension("new");
    std::fs::write(&fresh, text)?;
    std::fs::rename(fresh, file)
}

/// Where this installation keeps what belongs to no case: `SAKSI_STATE`, or the state folder of the user (XDG).
fn state_folder() -> Option<PathBuf> {
    if cfg!(test) {
        return Some(std::env::temp_dir().join(format!("saksi-test-state-{}", std::process::id())));
    }
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || variable("HOME").or_else(|| variable("USERPROFILE")).map(|home| home.join(".local/state"));
    variable("SAKSI_STATE").or_else(|| variable("XDG_STATE_HOME").or_else(home).map(|folder| folder.join("saksi")))
}

/// SHA-256 of where a case lies: its name where names must tell nothing.
pub fn digest(folder: &Path) -> [u8; 32] {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    Sha256::new().chain_update(b"saksi folder\n").chain_update(whole.as_os_str().as_encoded_bytes()).finalize().into()
}

/// Hexadecimal digits.
pub fn digits(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}
