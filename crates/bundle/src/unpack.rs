//! Reads a bundle: nothing but files with allowed names, each once, all of them as the manifest says.

use crate::archive::{self, ArchiveError, Head};
use crate::bag::{self, Hashes};
use crate::keys::Identity;
use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// Most files in a bundle: more than any case has, few enough for any file system.
const MAX_FILES: usize = 2_000_000;

/// Why a bundle is not taken.
#[derive(Debug, thiserror::Error)]
pub enum UnpackError {
    /// Not encrypted with age, or with something newer.
    #[error("this is not a bundle: it was not made by age, or is not whole")]
    NotABundle,
    /// Not for this key or passphrase.
    #[error("this bundle was made for somebody else: the key or the passphrase does not open it")]
    NotForYou,
    /// The passphrase would take too long to try.
    #[error("the file asks for more work than a bundle does")]
    TooMuchWork,
    /// The archive.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A name that no case has.
    #[error("the bundle holds a file that no case has")]
    ForeignName,
    /// Twice the same name.
    #[error("the bundle holds two files of the same name")]
    Twice,
    /// More files than any case has.
    #[error("the bundle holds more than {MAX_FILES} files")]
    TooMany,
    /// Cut off, or changed on the way.
    #[error("the bundle is damaged or cut off")]
    Damaged,
    /// The bag is not what its manifest says.
    #[error("the bundle is not what its manifest says")]
    Manifest,
    /// The disk of the receiver.
    #[error("the disk says: {0}")]
    Io(io::Error),
}

/// What was unpacked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// How many files.
    pub n_files: usize,
    /// How many bytes.
    pub n_bytes: u64,
}

/// Decrypts a bundle and gives its files to `keep`, one after the other, with the name they had. `is_known` says for a name how
/// long such a file may be, in bytes, and whether there may be one at all. Until this returns without an error nothing that was
/// kept may be used: the manifest comes last.
///
/// # Errors
/// [`UnpackError`].
pub fn unpack(
    from: impl Read,
    identity: &Identity,
    is_known: &dyn Fn(&str) -> Option<u64>,
    keep: &mut dyn FnMut(&str, &mut dyn Read) -> io::Result<()>,
) -> Result<Unpacked, UnpackError> {
    let decryptor = age::Decryptor::new(from).map_err(|_| UnpackError::NotABundle)?;
    let mut from = identity.decrypt(decryptor).map_err(|error| match error {
        age::DecryptError::ExcessiveWork { .. } => UnpackError::TooMuchWork,
        age::DecryptError::NoMatchingKeys | age::DecryptError::DecryptionFailed => UnpackError::NotForYou,
        _ => UnpackError::NotABundle,
    })?;
    let mut found = Found::default();
    while let Some(head) = Head::parse(&archive::read_block(&mut from).map_err(|_| UnpackError::Damaged)?)? {
        let name = head.name.strip_prefix(bag::TOP).ok_or(UnpackError::ForeignName)?;
        match name.strip_prefix(bag::PAYLOAD) {
            Some(file) => found.take_file(file, &head, &mut from, is_known, keep)?,
            None => found.take_tag(name, &head, &mut from)?,
        }
        skip(&mut from, archive::padding(head.size) as u64)?;
    }
    // To the end: only there age tells that nothing was cut off.
    io::copy(&mut from, &mut io::sink()).map_err(|_| UnpackError::Damaged)?;
    found.check()
}

/// What came so far.
#[derive(Default)]
struct Found {
    files: Hashes,
    tags: Hashes,
    manifests: [Option<Hashes>; 2],
    is_declared: bool,
    n_bytes: u64,
}

impl Found {
    fn take_file(
        &mut self,
        name: &str,
        head: &Head,
        from: &mut dyn Read,
        is_known: &dyn Fn(&str) -> Option<u64>,
        keep: &mut dyn FnMut(&str, &mut dyn Read) -> io::Result<()>,
    ) -> Result<(), UnpackError> {
        if !is_plain(name) || is_known(name).is_none_or(|longest| head.size > longest) {
            return Err(UnpackError::ForeignName);
        }
        if self.files.len() >= MAX_FILES {
            return Err(UnpackError::TooMany);
        }
        if self.files.contains_key(&head.name[bag::TOP.len()..]) {
            return Err(UnpackError::Twice);
        }
        let mut content = Content { from: from.take(head.size), hash: Sha256::new(), is_broken: false };
        let kept = keep(name, &mut content);
        if content.is_broken {
            return Err(UnpackError::Damaged);
        }
        kept.map_err(UnpackError::Io)?;
        if content.from.limit() > 0 {
            return Err(UnpackError::Damaged);
        }
        self.n_bytes += head.size;
        self.files.insert(head.name[bag::TOP.len()..].to_owned(), content.hash.finalize().into());
        Ok(())
    }

    fn take_tag(&mut self, name: &str, head: &Head, from: &mut dyn Read) -> Result<(), UnpackError> {
        const NAMES: [&str; 4] = [bag::DECLARATION, bag::INFO, bag::MANIFEST, bag::TAG_MANIFEST];
        if !NAMES.contains(&name) || head.size > bag::MAX_TAG {
            return Err(UnpackError::ForeignName);
        }
        let mut text = String::new();
        from.take(head.size).read_to_string(&mut text).map_err(|_| UnpackError::Damaged)?;
        if text.len() as u64 != head.size {
            return Err(UnpackError::Damaged);
        }
        match name {
            bag::DECLARATION => self.is_declared = text == bag::DECLARED,
            bag::MANIFEST => self.manifests[0] = bag::parse_manifest(&text),
            bag::TAG_MANIFEST => self.manifests[1] = bag::parse_manifest(&text),
            _ => {}
        }
        if name != bag::TAG_MANIFEST && self.tags.insert(name.to_owned(), Sha256::digest(&text).into()).is_some() {
            return Err(UnpackError::Twice);
        }
        Ok(())
    }

    fn check(self) -> Result<Unpacked, UnpackError> {
        let Self { files, tags, manifests: [manifest, of_tags], is_declared, n_bytes } = self;
        if is_declared && manifest.as_ref() == Some(&files) && of_tags.as_ref() == Some(&tags) {
            Ok(Unpacked { n_files: files.len(), n_bytes })
        } else {
            Err(UnpackError::Manifest)
        }
    }
}

/// A name that leads nowhere else: parts of small letters, digits, `.`, `-` and `_`, none of which begins with a dot.
fn is_plain(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-_".contains(&byte);
    name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && part.bytes().all(plain))
}

fn skip(from: &mut dyn Read, n: u64) -> Result<(), UnpackError> {
    let skipped = io::copy(&mut from.take(n), &mut io::sink()).map_err(|_| UnpackError::Damaged)?;
    if skipped == n { Ok(()) } else { Err(UnpackError::Damaged) }
}

/// A file on its way, hashed; tells errors of the bundle from those of the disk it goes to.
struct Content<'a> {
    from: io::Take<&'a mut dyn Read>,
    hash: Sha256,
    is_broken: bool,
}

impl Read for Content<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer);
        match &read {
            Ok(n) => self.hash.update(&buffer[..*n]),
            Err(error) => self.is_broken |= error.kind() != io::ErrorKind::Interrupted,
        }
        read
    }
}
