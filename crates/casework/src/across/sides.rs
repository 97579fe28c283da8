//! Parts of documents as they are shown: where they stand, and the words around them.

use super::Across;
use crate::case::Case;
use crate::refusal::Refusal;
use crate::shown::{Pair, Place, Side};
use crate::tables::Tables;
use crate::{DocumentRow, Judgement, Zone};
use case_store::Store;
use resolution::digest::Span;
use resolution::result::{EntityRef, Factor, Link};

/// Characters shown on each side of a mention.
const MARGIN: usize = 90;
/// More characters are not quoted at once.
const MAX_QUOTED: usize = 400;

impl Across {
    /// A part of a document: `letter` and its number.
    pub(super) fn place(&self, document: usize, letter: char, part: usize) -> Place {
        let Some(row) = self.documents.get(document) else { return Place::default() };
        Place {
            document: row.record.clone(),
            title: title(row),
            part: self.judged.name(document, letter, part),
            origin: row.origin.last().cloned(),
            published: row.published.clone(),
        }
    }

    /// `sha256:…` of the bytes of a document.
    pub(super) fn document_id(&self, document: usize) -> String {
        let sha256 = self.documents.get(document).and_then(|row| row.sha256.as_deref());
        sha256.map_or_else(String::new, |sha256| format!("sha256:{sha256}"))
    }
}

impl Case {
    /// A pair as it is shown.
    pub(super) fn pair(&mut self, across: &Across, link: &Link) -> Result<Pair, Refusal> {
        Ok(Pair {
            left: self.side(across, link.left)?,
            right: self.side(across, link.right)?,
            factors: sorted(&link.factors),
            probability: link.probability,
            zone: link.zone,
            judgement: link.judgement,
        })
    }

    pub(super) fn side(&mut self, across: &Across, at: EntityRef) -> Result<Side, Refusal> {
        let Some(entity) = across.entity(at) else { return Ok(Side::default()) };
        let words = match entity.mentions.first() {
            Some(span) => self.around(across, at.document, *span)?,
            None => String::new(),
        };
        Ok(Side {
            identity: across.identity_of(at).map(|identity| identity.id.clone()).unwrap_or_default(),
            name: entity.name.clone(),
            place: across.place(at.document, 'e', at.entity),
            words,
        })
    }

    /// The words at a span.
    pub(super) fn quoted(&mut self, across: &Across, document: usize, span: Span) -> Result<String, Refusal> {
        let text = text(&mut self.tables, &self.store, across, document)?;
        let length = (span.1.saturating_sub(span.0) as usize).min(MAX_QUOTED);
        Ok(text.chars().skip(span.0 as usize).take(length).collect())
    }

    /// The words around a span, whole words only.
    fn around(&mut self, across: &Across, document: usize, span: Span) -> Result<String, Refusal> {
        let text = text(&mut self.tables, &self.store, across, document)?;
        let start = (span.0 as usize).saturating_sub(MARGIN);
        let length = (span.1.saturating_sub(span.0) as usize).min(MAX_QUOTED) + (span.0 as usize - start) + MARGIN;
        let mut words: Vec<char> = text.chars().skip(start).take(length).collect();
        let is_cut = words.len() == length;
        if is_cut && let Some(last) = words.iter().rposition(|c| c.is_whitespace()) {
            words.truncate(last);
        }
        let first = if start > 0 { words.iter().position(|c| c.is_whitespace()).unwrap_or(0) } else { 0 };
        let words: String = words.into_iter().skip(first).collect();
        let (before, after) = (if start > 0 { "… " } else { "" }, if is_cut { " …" } else { "" });
        Ok(format!("{before}{}{after}", words.split_whitespace().collect::<Vec<_>>().join(" ")))
    }
}

fn text(tables: &mut Tables, store: &Store, across: &Across, document: usize) -> Result<String, Refusal> {
    let Some(number) = across.documents.get(document).map(|row| row.number) else { return Ok(String::new()) };
    let text = tables.look(store, |cache| cache.text(number))?;
    Ok(text.map(|(_, text)| text).unwrap_or_default())
}

/// The strongest first, whether for or against.
fn sorted(factors: &[Factor]) -> Vec<Factor> {
    let mut factors = factors.to_vec();
    factors.sort_by(|one, other| other.bits.abs().total_cmp(&one.bits.abs()));
    factors
}

/// What a document is called: its headline or its name.
fn title(row: &DocumentRow) -> String {
    let titles = [&row.title, &row.name];
    titles.into_iter().flatten().find(|title| !title.trim().is_empty()).cloned().unwrap_or_default()
}

/// Whether a person is to be asked about a link.
pub fn is_open(zone: Zone, judgement: Judgement) -> bool {
    zone == Zone::Review && judgement == Judgement::Proposed
}
