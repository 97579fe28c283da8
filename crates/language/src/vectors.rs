//! The static word vectors and which word has which.
//!
//! Sources: NumPy's format specification (`numpy/lib/format.py`, version 1.0) for `vocab/vectors`; `spacy/vectors.pyx`
//! for `vocab/key2row`, a MessagePack map from word id to row.

use crate::message_pack::Reader;
use crate::weights::floats;
use crate::{Files, ModelError};
use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

/// Rows of numbers, kept as read: a row is decoded when a word needs it.
pub(crate) struct Vectors {
    bytes: Cow<'static, [u8]>,
    data: Range<usize>,
    width: usize,
    rows: RowTable,
}

/// From word id to row: ids in order, with the start of each bucket of ids that share their first 16 bits.
struct RowTable {
    starts: Vec<u32>,
    ids: Vec<u64>,
    rows: Vec<u32>,
}

impl Vectors {
    /// The vectors of a model, or `None` when it has none (the small pipelines).
    pub(crate) fn load(files: &Files) -> Result<Option<Vectors>, ModelError> {
        let path = files.path_of("vocab/vectors");
        let bytes = files.read("vocab/vectors")?;
        let (data_start, n_rows, width) = header(&bytes, &path)?;
        if n_rows == 0 || width == 0 {
            return Ok(None);
        }
        let length = n_rows.checked_mul(width).and_then(|length| length.checked_mul(4));
        let data = length.and_then(|length| Some(data_start..data_start.checked_add(length)?));
        let data = data.filter(|data| data.end <= bytes.len());
        let data = data.ok_or_else(|| ModelError::damaged(&path, "fewer numbers than its header says"))?;
        let rows = RowTable::load(files, n_rows)?;
        Ok(Some(Vectors { bytes, data, width, rows }))
    }

    /// Numbers per row.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The row of the word with this id.
    pub(crate) fn row(&self, id: u64) -> Option<u32> {
        self.rows.get(id)
    }

    /// The numbers of a row.
    pub(crate) fn values(&self, row: u32) -> Vec<f32> {
        let start = self.data.start + row as usize * self.width * 4;
        floats(&self.bytes[start..start + self.width * 4])
    }
}

impl Vectors {
    /// The inner product of a row with `weights`, without making the row.
    pub(crate) fn product(&self, row: u32, weights: &[f32]) -> f32 {
        let start = self.data.start + row as usize * self.width * 4;
        let (values, _) = self.bytes[start..start + self.width * 4].as_chunks::<4>();
        values.iter().zip(weights).map(|(value, weight)| f32::from_le_bytes(*value) * weight).sum()
    }
}

/// Start of the data, rows and columns.
fn header(bytes: &[u8], path: &Path) -> Result<(usize, usize, usize), ModelError> {
    let damaged = || ModelError::damaged(path, "not a NumPy file of version 1");
    let rest = bytes.strip_prefix(b"\x93NUMPY\x01\x00").ok_or_else(damaged)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or_else(damaged)?;
    let length = usize::from(u16::from_le_bytes(*length));
    let text = std::str::from_utf8(rest.get(..length).ok_or_else(damaged)?).map_err(|_| damaged())?;
    if !text.contains("'<f4'") || !text.contains("'fortran_order': False") {
        return Err(ModelError::unsupported(path, "an array that is not of 32-bit floats in row-major order"));
    }
    let shape = text.split_once("'shape': (").and_then(|(_, rest)| rest.split_once(')')).ok_or_else(damaged)?.0;
    let sizes: Result<Vec<usize>, _> =
        shape.split(',').map(str::trim).filter(|size| !size.is_empty()).map(str::parse).collect();
    match sizes.map_err(|_| damaged())?[..] {
        [n_rows, width] => Ok((10 + length, n_rows, width)),
        _ => Err(damaged()),
    }
}

impl RowTable {
    fn load(files: &Files, n_rows: usize) -> Result<RowTable, ModelError> {
        let path = files.path_of("vocab/key2row");
        let bytes = files.read("vocab/key2row")?;
        let entries = entries(&bytes).map_err(ModelError::malformed(&path))?;
        if entries.iter().any(|(_, row)| *row as usize >= n_rows) {
            return Err(ModelError::damaged(&path, "a word whose vector does not exist"));
        }
        Ok(RowTable::new(&entries))
    }

    /// Counts, then places: the ids are hashes, so that the buckets are small and the whole is linear.
    fn new(entries: &[(u64, u32)]) -> RowTable {
        let mut starts = vec![0; (1 << 16) + 1];
        entries.iter().for_each(|(id, _)| starts[bucket(*id) + 1] += 1);
        (1..starts.len()).for_each(|i| starts[i] += starts[i - 1]);
        let mut next = starts.clone();
        let mut sorted = vec![(0, 0); entries.len()];
        for entry in entries {
            let place = &mut next[bucket(entry.0)];
            sorted[*place as usize] = *entry;
            *place += 1;
        }
        starts.windows(2).for_each(|ends| sorted[ends[0] as usize..ends[1] as usize].sort_unstable());
        let (ids, rows) = sorted.into_iter().unzip();
        RowTable { starts, ids, rows }
    }

    fn get(&self, id: u64) -> Option<u32> {
        let (start, end) = (self.starts[bucket(id)] as usize, self.starts[bucket(id) + 1] as usize);
        self.ids[start..end].binary_search(&id).ok().map(|found| self.rows[start + found])
    }
}

fn bucket(id: u64) -> usize {
    (id >> 48) as usize
}

/// The map as pairs; words without a row (-1) are left out.
fn entries(bytes: &[u8]) -> Result<Vec<(u64, u32)>, crate::message_pack::Malformed> {
    let mut reader = Reader::new(bytes);
    let length = reader.map_header()?;
    let mut entries = Vec::with_capacity(length.min(bytes.len() / 2));
    for _ in 0..length {
        let (id, row) = (reader.integer()?, reader.integer()?);
        if row.cast_signed() >= 0 {
            entries.push((id, u32::try_from(row).unwrap_or(u32::MAX)));
        }
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_id_and_no_other() {
        let entries: Vec<(u64, u32)> =
            (0..5000).map(|i: u32| (u64::from(i).wrapping_mul(0x9e37_79b9_7f4a_7c15), i)).collect();
        let table = RowTable::new(&entries);
        assert!(entries.iter().all(|(id, row)| table.get(*id) == Some(*row)));
        assert_eq!(table.get(12345), None);
    }

    #[test]
    fn refuses_a_header_that_is_not_numpy() {
        let path = Path::new("vectors");
        assert!(header(b"", path).is_err());
        assert!(header(b"\x93NUMPY\x01\x00\xff\xff{'descr'", path).is_err());
        let good = b"\x93NUMPY\x01\x00\x3d\x00{'descr': '<f4', 'fortran_order': False, 'shape': (20, 3), }\n ";
        assert_eq!(header(good, path).unwrap(), (71, 20, 3));
    }
}
