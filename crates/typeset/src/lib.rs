//! A paper as a PDF: set by Typst inside this process, tagged for screen readers (PDF/UA-1), the same bytes each time.
//!
//! In: [`paper::Paper`]. Out: [`pdf`]. The paper reaches Typst as data that the template in `template/` reads, so no letter of
//! a name or a quotation is ever read as markup. The program's own fonts are the only ones. No file, no network, no clock.
//! Not here: what a paper says (`drafting`), other formats (`paper`).

mod fonts;
mod world;

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
/// Takes about 20 ms a page. The file says its kind and language about itself, and nothing else: no author, program or date.
/// # Errors
/// [`TypesetError`].
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, TypesetError> {
    let file = set(paper);
    // The typesetter remembers its work, and with it words of the case.
    typst::comemo::evict(0);
    file
}

fn set(paper: &Paper) -> Result<Vec<u8>, TypesetError> {
    let json = serde_json::to_string(paper).map_err(|_| TypesetError::Handing)?;
    let desk = Desk::new(fonts::printable(&json).into_bytes())?;
    let document: PagedDocument = typst::compile(&desk).output.map_err(|errors| refused(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| TypesetError::Handing)?;
    let options = PdfOptions {
        // An identifier from the title would be the same for all papers of a kind, and says nothing about anybody.
        ident: Smart::Auto,
        creator: Smart::Custom(None),
        timestamp: None,
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| refused(&errors))
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
