//! Texts that share words.

use super::Across;
use crate::case::Case;
use crate::refusal::Refusal;
use crate::request::Answer;
use crate::shown::{FamilyShown, Place};
use resolution::result::Family;

/// More passages of one family are not shown.
const MAX_PASSAGES: usize = 50;

impl Case {
    /// Some of the families; those with most documents first.
    pub(crate) fn families(&mut self, offset: u32, limit: u32) -> Result<Answer, Refusal> {
        let across = self.across()?;
        let mut families: Vec<&Family> = across.resolution.families.iter().collect();
        families.sort_by_key(|family| (std::cmp::Reverse(family.documents.len()), &family.id));
        let some = families.iter().skip(offset as usize).take(limit as usize);
        let shown = some.map(|family| self.family(&across, family)).collect::<Result<_, _>>()?;
        Ok(Answer::Families { families: shown, total: families.len(), n_documents: across.documents.len() })
    }

    fn family(&mut self, across: &Across, family: &Family) -> Result<FamilyShown, Refusal> {
        let mut order = family.documents.clone();
        order.sort_by_key(|document| (across.published(*document), *document));
        let mut passages: Vec<(String, Vec<usize>)> = Vec::new();
        for (document, span) in family.passages.iter().take(MAX_PASSAGES) {
            let words = self.quoted(across, *document, *span)?.split_whitespace().collect::<Vec<_>>().join(" ");
            let Some(idx) = order.iter().position(|one| one == document) else { continue };
            match passages.iter_mut().find(|(known, _)| is_alike(known, &words)) {
                Some((_, documents)) => documents.push(idx),
                None => passages.push((words, vec![idx])),
            }
        }
        for (_, documents) in &mut passages {
            documents.sort_unstable();
            documents.dedup();
        }
        let documents: Vec<Place> =
            order.iter().map(|document| Place { part: String::new(), ..across.place(*document, 'd', 0) }).collect();
        Ok(FamilyShown { id: family.id.clone(), kind: family.kind, documents, passages })
    }
}

impl Across {
    /// Documents without a date come last.
    fn published(&self, document: usize) -> (bool, Option<jiff::civil::Date>) {
        let day = self.digests.get(document).and_then(|digest| digest.published.earliest.or(digest.published.latest));
        (day.is_none(), day)
    }
}

/// Whether two passages are the same words, but for the edges.
fn is_alike(one: &str, other: &str) -> bool {
    let core = |text: &str| -> String {
        let words: Vec<&str> = text.split(' ').collect();
        let edge = words.len() / 4;
        words.get(edge..words.len() - edge).unwrap_or_default().join(" ").to_lowercase()
    };
    one == other || one.to_lowercase().contains(&core(other)) || other.to_lowercase().contains(&core(one))
}
