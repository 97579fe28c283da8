//! What resolution needs to know of each reading, kept beside it; made anew when the way to make it changes.

use crate::fold::unpack;
use crate::open::remember;
use crate::{Cache, CacheError};
use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use resolution::Digest;
use resolution::families::Fingerprints;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Read;

/// Longest digest that is unpacked, bytes.
const MAX_DIGEST: u64 = 1 << 28;

/// Which reading a digest is of: the same key, the same digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestKey {
    /// Number of the document.
    pub document: i64,
    /// Hash of the entry with its reading.
    pub entry: Vec<u8>,
}

/// The digest of a document, and the fingerprints of its text.
#[derive(Clone, Debug)]
pub struct DigestRow {
    /// Number of the document.
    pub document: i64,
    /// What resolution needs to know of it.
    pub digest: Digest,
    /// What is kept of its text, to compare it with others.
    pub prints: Fingerprints,
}

/// Keeps the digest of a record and the fingerprints of its text; nothing when there is no record.
pub fn keep(connection: &Connection, document: i64, record: Option<&[u8]>) -> Result<(), CacheError> {
    let made = record.and_then(|record| resolution::digest::digest(record).ok());
    let digest = made.as_ref().and_then(|(digest, _)| pack(digest));
    let prints = made.as_ref().and_then(|(_, text)| pack(&Fingerprints::of(text)));
    let sql = "INSERT INTO digests (document, known, digest, prints) VALUES (?1, ?2 IS NOT NULL, ?2, ?3)
               ON CONFLICT (document) DO UPDATE SET known = ?2 IS NOT NULL, digest = ?2, prints = ?3";
    connection.prepare_cached(sql)?.execute((document, digest, prints))?;
    Ok(())
}

/// Makes all digests anew when they are not of the version of this program.
pub fn renew(connection: &Connection) -> Result<(), CacheError> {
    let version = resolution::digest::VERSION.to_be_bytes();
    let kept: Option<Vec<u8>> =
        connection.query_row("SELECT value FROM meta WHERE name = 'digests'", [], |row| row.get(0)).optional()?;
    if kept.as_deref() == Some(&version) {
        return Ok(());
    }
    // One transaction: a renewal that is interrupted begins again.
    let transaction = connection.unchecked_transaction()?;
    let mut readings = transaction.prepare("SELECT document, result FROM readings ORDER BY document")?;
    let mut rows = readings.query([])?;
    while let Some(row) = rows.next()? {
        let (document, packed): (i64, Option<Vec<u8>>) = (row.get(0)?, row.get(1)?);
        keep(&transaction, document, packed.as_deref().and_then(unpack).as_deref())?;
    }
    drop(rows);
    drop(readings);
    remember(&transaction, "digests", &version)?;
    Ok(transaction.commit()?)
}

/// A digest and fingerprints as they are kept.
type Packed = (Option<Vec<u8>>, Option<Vec<u8>>);

impl Cache {
    /// The keys of the digests of all documents that were read, in the order of their numbers. The same bytes twice stand here once.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn digest_keys(&self) -> Result<Vec<DigestKey>, CacheError> {
        let sql = "SELECT g.document, r.entry FROM digests g INDEXED BY digests_known JOIN documents d ON d.number = g.document
                   JOIN readings r INDEXED BY readings_entry ON r.document = g.document WHERE g.known AND NOT EXISTS
                   (SELECT 1 FROM digests f INDEXED BY digests_known WHERE f.document = d.same_bytes_as AND f.known)
                   ORDER BY g.document";
        self.rows(sql, [], |row| Ok(DigestKey { document: row.get(0)?, entry: row.get(1)? }))
    }

    /// The digests of some documents, in this order; those that have none are left out.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn digests_of(&self, documents: &[i64]) -> Result<Vec<DigestRow>, CacheError> {
        let mut statement = self.connection.prepare_cached("SELECT digest, prints FROM digests WHERE document = ?1")?;
        let mut rows = Vec::with_capacity(documents.len());
        for &document in documents {
            let packed = statement.query_row([document], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            let Some((Some(digest), Some(prints))): Option<Packed> = packed else {
                continue;
            };
            let row = unpacked(&digest).zip(unpacked(&prints));
            rows.push(row.map(|(digest, prints)| DigestRow { document, digest, prints }).ok_or_else(damaged)?);
        }
        Ok(rows)
    }

    /// The fingerprints of some documents, in this order; none where there are none.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn prints_of(&self, documents: &[i64]) -> Result<Vec<Fingerprints>, CacheError> {
        let mut statement = self.connection.prepare_cached("SELECT prints FROM digests WHERE document = ?1")?;
        let mut all = Vec::with_capacity(documents.len());
        for &document in documents {
            let packed: Option<Option<Vec<u8>>> = statement.query_row([document], |row| row.get(0)).optional()?;
            all.push(match packed.flatten() {
                Some(packed) => unpacked(&packed).ok_or_else(damaged)?,
                None => Fingerprints::default(),
            });
        }
        Ok(all)
    }
}

fn damaged() -> CacheError {
    CacheError::Unusable("they hold a digest that cannot be read")
}

fn pack<T: Serialize>(one: &T) -> Option<Vec<u8>> {
    let json = serde_json::to_vec(one).ok()?;
    let mut packed = Vec::new();
    ZlibEncoder::new(json.as_slice(), Compression::fast()).read_to_end(&mut packed).ok()?;
    Some(packed)
}

fn unpacked<T: DeserializeOwned>(packed: &[u8]) -> Option<T> {
    let mut json = Vec::new();
    ZlibDecoder::new(packed).take(MAX_DIGEST).read_to_end(&mut json).ok()?;
    serde_json::from_slice(&json).ok()
}
