//! A paper as a PDF: set by Typst inside this process, tagged for screen readers (PDF/UA-1), the same bytes each time.
//!
//! In: [`paper::Paper`]. Out: [`pdf`]. The paper reaches Typst as data that the template in `template/` reads, so no letter of
//! a name or a quotation is ever read as markup. The program's own fonts are the only ones. No file, no network, no clock.
//! Not here: what a paper says (`drafting`), other formats (`paper`).

mod fonts;
mod joined;
mod parts;
mod world;

use joined::Joined;
use paper::Paper;
use std::collections::BTreeMap;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::Desk;

/// Why a paper could not be set. No variant holds words of the paper.
#[derive(Debug, thiserror::Error)]
pub enum TypesetError {
    /// The paper cannot be handed over.
    #[error("the paper cannot be handed to the typesetter; try again with more free memory")]
    Handing,
    /// The typesetter refused.
    #[error("the paper could not be set as a PDF ({0}); write it as .docx or .html, and please report this")]
    Setting(String),
}

/// The PDF.
///
/// Takes about 20 ms a page, and about 230 MB: a longer paper is set in parts of some eighty pages. The file says its kind and language about itself, and nothing else: no author, program or date.
/// # Errors
/// [`TypesetError`].
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, TypesetError> {
    let file = set(paper, parts::LETTERS);
    // The typesetter remembers its work, and with it words of the case.
    typst::comemo::evict(0);
    file
}

/// `letters`: how many a part holds at most.
fn set(paper: &Paper, letters: usize) -> Result<Vec<u8>, TypesetError> {
    let parts = parts::parts(paper, letters);
    if parts.len() == 1 {
        return Ok(set_part(paper, Place::default())?.file);
    }
    match set_parts(&parts)? {
        Some(file) => Ok(file),
        // A whole that cannot be joined is set in one piece, which takes more memory.
        None => Ok(set_part(paper, Place::default())?.file),
    }
}

/// Where in a long paper a part stands.
#[derive(Clone, Copy)]
struct Place {
    n_pages_before: usize,
    n_notes_before: usize,
    is_last: bool,
}

impl Default for Place {
    fn default() -> Place {
        Place { n_pages_before: 0, n_notes_before: 0, is_last: true }
    }
}

struct Part {
    file: Vec<u8>,
    n_pages: usize,
    n_notes: usize,
}

fn set_parts(parts: &[Paper]) -> Result<Option<Vec<u8>>, TypesetError> {
    let mut joined = Joined::new();
    let mut place = Place { is_last: false, ..Place::default() };
    for (at, paper) in parts.iter().enumerate() {
        place.is_last = at + 1 == parts.len();
        let part = set_part(paper, place)?;
        typst::comemo::evict(0);
        if joined.add(&part.file).is_none() {
            return Ok(None);
        }
        place.n_pages_before += part.n_pages;
        place.n_notes_before += part.n_notes;
    }
    Ok(joined.finish())
}

fn set_part(paper: &Paper, place: Place) -> Result<Part, TypesetError> {
    let json = serde_json::to_string(paper).map_err(|_| TypesetError::Handing)?;
    // Words cannot look like this: in them the quotation marks are escaped.
    let n_notes = json.matches("\"run\":\"note\"").count();
    let Place { n_pages_before, n_notes_before, is_last } = place;
    let head = format!("{{\"pages_before\":{n_pages_before},\"notes_before\":{n_notes_before},\"is_last\":{is_last},");
    let json = head + json.strip_prefix('{').ok_or(TypesetError::Handing)?;
    let desk = Desk::new(fonts::printable(&json).into_bytes())?;
    let document: PagedDocument = typst::compile(&desk).output.map_err(|errors| refused(&errors))?;
    drop(desk);
    typst::comemo::evict(0);
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| TypesetError::Handing)?;
    let options = PdfOptions {
        // An identifier from the title would be the same for all papers of a kind, and says nothing about anybody.
        ident: Smart::Auto,
        creator: Smart::Custom(None),
        timestamp: None,
        standards,
        ..PdfOptions::default()
    };
    let file = typst_pdf::pdf(&document, &options).map_err(|errors| refused(&errors))?;
    Ok(Part { file, n_pages: document.pages().len(), n_notes })
}

/// Messages of the typesetter speak of the template; words of the paper stand in none that it can give, and are cut off anyway.
fn refused(errors: &[typst::diag::SourceDiagnostic]) -> TypesetError {
    let first = errors.first().map(|error| error.message.chars().take(120).collect::<String>());
    TypesetError::Setting(first.unwrap_or_default())
}

/// Letters of the paper that no font of the program has, with how often they stand there. They would be printed as boxes.
#[must_use]
pub fn unprintable(paper: &Paper) -> BTreeMap<char, usize> {
    let mut missing = BTreeMap::new();
    paper.texts(&mut |text| {
        for letter in text.chars().filter(|letter| !fonts::has(*letter)) {
            *missing.entry(letter).or_default() += 1;
        }
    });
    missing
}

#[cfg(test)]
mod tests;
