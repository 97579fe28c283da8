//! Looking at what is there: documents, words, people, entries.

use crate::case::Case;
use crate::documents::record_id;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, DocumentShown, Found, Reply};
use crate::{DocumentRow, EntityRow};
use cache::Hits;
use case_store::{Draft, Kind};
use flate2::read::ZlibDecoder;
use std::io::Read;

/// More people are not listed for one search.
const MAX_PEOPLE: usize = 200;
/// Longest record that is unpacked, bytes.
const MAX_RECORD: u64 = 1 << 30;

impl Case {
    pub(crate) fn list(&mut self, after: i64, limit: u32) -> Result<Answer, Refusal> {
        let look = |cache: &cache::Cache| Ok((cache.documents(after, limit)?, cache.n_documents()?));
        let (rows, total) = self.tables.look(&self.store, look)?;
        Ok(Answer::Documents { rows, total })
    }

    pub(crate) fn show(&mut self, document: &str, record: bool) -> Result<Reply, Refusal> {
        let row = self.document(document)?;
        let (number, id) = (row.number, record_id(&row.record)?);
        let body = if record { self.record_of(number)? } else { Vec::new() };
        let shown = self.tables.look(&self.store, |cache| {
            Ok(DocumentShown {
                document: row.clone(),
                text: cache.text(number)?.map(|(_, text)| text).unwrap_or_default(),
                entities: cache.entities(number)?,
                acts: cache.acts(number)?,
                statements: cache.statements(number)?,
                judgements: cache.judgements_of(id)?,
                added: Vec::new(),
                opinions: Vec::new(),
                comments: Vec::new(),
                claims: Vec::new(),
            })
        })?;
        let shown = self.with_opinions(shown)?;
        Ok(Reply { answer: Answer::Document(Box::new(shown)), body })
    }

    fn record_of(&mut self, number: i64) -> Result<Vec<u8>, Refusal> {
        let hint = "`saksi add CASE` without files reads what was not read yet";
        let packed = self.tables.look(&self.store, |cache| cache.result(number))?;
        let packed = packed.ok_or_else(|| Refusal::not_found("reading of this document", hint))?;
        let mut record = Vec::new();
        let unpacked = ZlibDecoder::new(packed.as_slice()).take(MAX_RECORD).read_to_end(&mut record);
        unpacked.map_err(|_| Refusal::new(Why::Damaged, "the record of this reading cannot be unpacked", hint))?;
        Ok(record)
    }

    /// Looks for words; whoever is met by name is listed too, and then the search is an entry.
    pub(crate) fn search(
        &mut self,
        query: &str,
        person: bool,
        purpose: Option<&str>,
        (offset, limit): (u32, u32),
    ) -> Result<Answer, Refusal> {
        let look = |cache: &cache::Cache| {
            let found = if person { Hits::default() } else { cache.search(query, offset, limit)? };
            let hits = found.rows.into_iter().filter_map(|hit| Some((cache.document(hit.document).transpose()?, hit)));
            let hits = hits.map(|(row, hit)| row.map(|row| (hit, row))).collect::<Result<Vec<_>, _>>()?;
            // What is no name at all meets nobody.
            let people = cache.entities_named(query, MAX_PEOPLE).or_else(nobody)?;
            let people: Vec<_> = people.into_iter().filter(|one| one.kind == "person").collect();
            let mut listed: Vec<(EntityRow, DocumentRow)> = Vec::with_capacity(people.len());
            for one in people {
                listed.extend(cache.document(one.document)?.map(|row| (one, row)));
            }
            let lines = hits
                .iter()
                .map(|(hit, _)| Ok(cache.text(hit.document)?.and_then(|(_, text)| line_of(&text, &hit.passage))));
            let lines = lines.collect::<Result<Vec<_>, cache::CacheError>>()?;
            Ok(Found { hits, people: listed, entry: None, lines, is_cut: found.is_cut })
        };
        let found = self.tables.look(&self.store, look)?;
        let entry = if person || !found.people.is_empty() { self.searched(query, purpose)? } else { None };
        Ok(Answer::Found(Found { entry, ..found }))
    }

    /// Records that somebody was looked for. On a case that is read-only nothing can be.
    pub(crate) fn searched(&mut self, query: &str, purpose: Option<&str>) -> Result<Option<String>, Refusal> {
        if self.store.writable().is_err() {
            return Ok(None);
        }
        let draft = Draft::new(Kind::Search, self.store.new_record()).with("query", query);
        let draft = purpose.into_iter().fold(draft, |draft, purpose| draft.with("purpose", purpose));
        Ok(Some(self.store.append(&draft)?.hash.to_string()))
    }

    pub(crate) fn log(&mut self, document: Option<&str>, offset: u32, limit: u32) -> Result<Answer, Refusal> {
        let record = match document {
            Some(document) => Some(record_id(&self.document(document)?.record)?),
            None => None,
        };
        let filter = cache::LogFilter { record, kind: None };
        let look = |cache: &cache::Cache| Ok((cache.log(filter, offset, limit)?, cache.n_entries()?));
        let (rows, total) = self.tables.look(&self.store, look)?;
        Ok(Answer::Log { rows, total })
    }
}

/// Which of the lines that are not blank has what was found: the piece of the passage around the first mark is looked for.
fn line_of(text: &str, passage: &str) -> Option<u32> {
    let [open, close] = cache::FOUND;
    let piece = passage.split('…').find(|piece| piece.contains(open))?;
    let before = piece.split(open).next()?.chars().filter(|letter| *letter != close).count();
    let plain: String = piece.chars().filter(|letter| !cache::FOUND.contains(letter)).collect();
    let lead = plain.len() - plain.trim_start().len();
    let start = text.find(plain.trim())?;
    let word = plain.char_indices().nth(before).map_or(0, |(at, _)| at).saturating_sub(lead);
    let upto = text.get(..start + word)?;
    let lines = upto.split('\n').filter(|line| !line.trim().is_empty()).count();
    let is_inside = upto.rsplit('\n').next().is_some_and(|line| !line.trim().is_empty());
    u32::try_from(if is_inside { lines - 1 } else { lines }).ok()
}

fn nobody(error: cache::CacheError) -> Result<Vec<EntityRow>, cache::CacheError> {
    match error {
        cache::CacheError::Query(_) => Ok(Vec::new()),
        other => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::line_of;

    #[test]
    fn the_line_is_that_of_the_words_and_not_of_the_passage() {
        let text = "A title\n\nThe first line.\n \nThe second one has the words.\nA third.";
        assert_eq!(line_of(text, "\u{2}The\u{3} first line.\n \nThe second"), Some(1));
        assert_eq!(line_of(text, "first line.\n \nThe second one has the \u{2}words\u{3}.\nA third."), Some(2));
        assert_eq!(line_of(text, "\u{2}A\u{3} third."), Some(3));
        assert_eq!(line_of(text, " … \u{2}first\u{3} line … "), Some(1));
        assert_eq!(line_of(text, "\u{2}elsewhere\u{3}"), None);
        assert_eq!(line_of(text, "no mark"), None);
    }
}
