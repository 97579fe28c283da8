//! The tag files of a bag (BagIt 1.0, RFC 8493).

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The folder in the archive.
pub const TOP: &str = "case/";
/// Where the files lie in the bag.
pub const PAYLOAD: &str = "data/";
/// What the bag is.
pub const DECLARATION: &str = "bagit.txt";
/// Hashes of the files.
pub const MANIFEST: &str = "manifest-sha256.txt";
/// Hashes of the tag files.
pub const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// What made it, and how much is in it.
pub const INFO: &str = "bag-info.txt";
/// Text of [`DECLARATION`].
pub const DECLARED: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
/// Longest tag file that is read, bytes.
pub const MAX_TAG: u64 = 256 << 20;

/// SHA-256 of files by their path in the bag.
pub type Hashes = BTreeMap<String, [u8; 32]>;

/// A manifest.
pub fn manifest(hashes: &Hashes) -> String {
    let mut text = String::new();
    for (name, hash) in hashes {
        let _never_fails = writeln!(text, "{}  {name}", hex(hash));
    }
    text
}

/// Reads a manifest; none when a line is something else.
pub fn parse_manifest(text: &str) -> Option<Hashes> {
    let line = |line: &str| {
        let (hash, name) = line.split_once(char::is_whitespace)?;
        Some((name.trim_start().to_owned(), from_hex(hash)?))
    };
    text.lines().map(line).collect()
}

/// [`INFO`]: `payload` is how many bytes in how many files.
pub fn info(agent: &str, payload: (u64, usize)) -> String {
    let (n_bytes, n_files) = payload;
    format!("Bag-Software-Agent: {agent}\nPayload-Oxum: {n_bytes}.{n_files}\n")
}

/// Hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(hash)
}
