//! What resolution needs to know of each reading, kept beside it; made anew when the way to make it changes.

use crate::fold::unpack;
use crate::open::remember;
use crate::{Cache, CacheError};
use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use resolution::Digest;
use rusqlite::{Connection, OptionalExtension};
use std::io::Read;

/// Longest digest that is unpacked, bytes.
const MAX_DIGEST: u64 = 1 << 28;

/// The digest of a document.
#[derive(Clone, Debug)]
pub struct DigestRow {
    /// Number of the document.
    pub document: i64,
    /// What resolution needs to know of it.
    pub digest: Digest,
}

/// Keeps the digest of a record; nothing when there is no record.
pub fn keep(connection: &Connection, document: i64, record: Option<&[u8]>) -> Result<(), CacheError> {
    let digest = record.and_then(|record| resolution::digest::digest(record).ok()).map(|(digest, _)| digest);
    let packed = digest.and_then(|digest| pack(&digest));
    let sql = "INSERT INTO digests (document, digest) VALUES (?1, ?2) ON CONFLICT (document) DO UPDATE SET digest = ?2";
    connection.prepare_cached(sql)?.execute((document, packed))?;
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

impl Cache {
    /// The digests of all documents that were read, in the order of their numbers. The same bytes twice stand here once.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn digests(&self) -> Result<Vec<DigestRow>, CacheError> {
        let sql = "SELECT g.document, g.digest FROM digests g JOIN documents d ON d.number = g.document
                   WHERE g.digest IS NOT NULL AND NOT EXISTS
                   (SELECT 1 FROM digests f WHERE f.document = d.same_bytes_as AND f.digest IS NOT NULL) ORDER BY g.document";
        let packed = self.rows(sql, [], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))?;
        packed
            .into_iter()
            .map(|(document, packed)| {
                let damaged = CacheError::Unusable("they hold a digest that cannot be read");
                Ok(DigestRow { document, digest: unpacked(&packed).ok_or(damaged)? })
            })
            .collect()
    }
}

fn pack(digest: &Digest) -> Option<Vec<u8>> {
    let json = serde_json::to_vec(digest).ok()?;
    let mut packed = Vec::new();
    ZlibEncoder::new(json.as_slice(), Compression::fast()).read_to_end(&mut packed).ok()?;
    Some(packed)
}

fn unpacked(packed: &[u8]) -> Option<Digest> {
    let mut json = Vec::new();
    ZlibDecoder::new(packed).take(MAX_DIGEST).read_to_end(&mut json).ok()?;
    serde_json::from_slice(&json).ok()
}
