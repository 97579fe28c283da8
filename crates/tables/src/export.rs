//! What is handed out, in the format that is asked for: one file, or several in an archive whose bytes depend on nothing else.

use crate::{csv, dataset, disclosed, ftm, parquet};
use disclosure::Disclosed;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file with its name.
pub type Named = (String, Vec<u8>);

/// A format of what is handed out, beside the JSON record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Tables as CSV.
    Csv,
    /// The same with columns named after HURIDOCS fields.
    Huridocs,
    /// Tables as Parquet.
    Parquet,
    /// FollowTheMoney entities, one file.
    Ftm,
    /// A public data set.
    Dataset,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Csv, Self::Huridocs, Self::Parquet, Self::Ftm, Self::Dataset];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Huridocs => "huridocs",
            Self::Parquet => "parquet",
            Self::Ftm => "ftm",
            Self::Dataset => "dataset",
        }
    }

    /// The format of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == word)
    }

    /// Whether it is an archive (ZIP) of several files.
    #[must_use]
    pub const fn is_archive(self) -> bool {
        !matches!(self, Self::Ftm)
    }
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// See there.
    #[error(transparent)]
    Parquet(#[from] parquet::ParquetError),
    /// The archive.
    #[error("the archive cannot be written: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// The archive.
    #[error("the archive cannot be written: {0}")]
    Io(#[from] std::io::Error),
}

/// The bytes that are handed out.
///
/// # Errors
/// [`ExportError`].
pub fn export(disclosed: &Disclosed, format: Format) -> Result<Vec<u8>, ExportError> {
    if format == Format::Ftm {
        return Ok(ftm::write(disclosed));
    }
    archive(&files(disclosed, format)?)
}

/// The files of a format, in order.
///
/// # Errors
/// [`ExportError`].
pub fn files(disclosed: &Disclosed, format: Format) -> Result<Vec<Named>, ExportError> {
    let tables = disclosed::tables(disclosed);
    let csv = |table: &crate::Table| (format!("{}.csv", table.name), csv::write(table));
    Ok(match format {
        Format::Csv => tables.iter().map(csv).collect(),
        Format::Huridocs => tables.into_iter().map(crate::Table::with_numbers).map(|table| csv(&table)).collect(),
        Format::Parquet => {
            let file = |table: &crate::Table| Ok((format!("{}.parquet", table.name), parquet::write(table)?));
            tables.iter().map(file).collect::<Result<_, ExportError>>()?
        }
        Format::Ftm => vec![("entities.ftm.json".to_owned(), ftm::write(disclosed))],
        Format::Dataset => dataset::files(disclosed)?,
    })
}

/// A ZIP file without times and owners.
fn archive(files: &[Named]) -> Result<Vec<u8>, ExportError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o600);
    for (name, bytes) in files {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
