//! A paper as a file for word processors (Office Open XML, ECMA-376): real headings, footnotes and tables, to be worked on further.

mod document;
mod parts;
mod xml;

use crate::Paper;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Why a paper could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// The archive could not be made.
    #[error("the document could not be packed ({0}); try again with more free memory")]
    Packing(#[from] zip::result::ZipError),
    /// A part could not be put into it.
    #[error("the document could not be packed ({0}); try again with more free memory")]
    Writing(#[from] std::io::Error),
}

/// The file. The same paper gives the same bytes; it names no author, program or date.
///
/// # Errors
/// [`DocxError`].
pub fn write(paper: &Paper) -> Result<Vec<u8>, DocxError> {
    let document::Written { body, footnotes } = document::write(paper);
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("docProps/core.xml", parts::core(paper)),
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", parts::styles(paper)),
        ("word/numbering.xml", parts::NUMBERING.to_owned()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/footnotes.xml", footnotes),
        ("word/header1.xml", parts::header(paper)),
        ("word/footer1.xml", parts::footer(paper)),
    ];
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(name, options)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
