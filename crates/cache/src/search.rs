//! Full text: words, phrases, beginnings of words, and any part of a text in a script without spaces.

use crate::fold::folded;
use crate::queries;
use crate::rows::EntityRow;
use crate::{Cache, CacheError, script};
use serde::{Deserialize, Serialize};

/// Around what was found, in a passage. Control characters, so that no text can hold them by chance and mean them.
pub const FOUND: [char; 2] = ['\u{2}', '\u{3}'];

/// So many documents with the words are ranked, the newest. Ranking reads the length of each; a word that stands in more
/// documents tells little of any of them, and every further one would cost the reader time.
pub const MAX_RANKED: u32 = 10_000;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// Documents, the best first.
    pub rows: Vec<Hit>,
    /// More than [`MAX_RANKED`] documents have the words: only the newest of them were ranked.
    pub is_cut: bool,
}

/// A document that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Its number.
    pub document: i64,
    /// A passage; what was found in it stands between U+0002 and U+0003.
    pub passage: String,
}

/// What a person typed, as the index takes it.
struct Query {
    words: String,
    pairs: String,
    /// Parts in scripts without spaces, to show the place.
    parts: Vec<String>,
}

impl Cache {
    /// Documents with all the words of `query`, the best first. `"two words"` is a phrase, `arrest*` a beginning, `-word`
    /// leaves out documents with it. Accents and case do not matter.
    ///
    /// # Errors
    /// [`CacheError::Query`] when nothing is asked for.
    pub fn search(&self, query: &str, offset: u32, limit: u32) -> Result<Hits, CacheError> {
        let query = Query::parse(query)?;
        let (best, is_cut) = self.ranked(&query)?;
        let shown = best.into_iter().skip(offset as usize).take(limit as usize);
        // Passages only of what is shown: making one costs more than ranking a document.
        let rows = shown.map(|document| self.hit(document, &query)).collect::<Result<_, _>>()?;
        Ok(Hits { rows, is_cut })
    }

    /// Numbers of the documents that [`Cache::search`] finds, the best first, and whether only the newest were looked at.
    ///
    /// # Errors
    /// As for [`Cache::search`].
    pub fn found(&self, query: &str) -> Result<(Vec<i64>, bool), CacheError> {
        self.ranked(&Query::parse(query)?)
    }

    fn ranked(&self, query: &Query) -> Result<(Vec<i64>, bool), CacheError> {
        let (table, score, words) = match query.words.is_empty() {
            true => ("pairs", "bm25(pairs)", &query.pairs),
            false => ("words", "bm25(words, 4.0, 1.0, 2.0)", &query.words),
        };
        let in_both = !query.words.is_empty() && !query.pairs.is_empty();
        let among = if in_both { "AND rowid IN (SELECT rowid FROM pairs WHERE pairs MATCH ?2)" } else { "" };
        let sql = format!(
            "SELECT {score}, rowid FROM {table} WHERE {table} MATCH ?1 {among} AND ?2 IS NOT NULL
             ORDER BY rowid DESC LIMIT ?3"
        );
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let mut scored: Vec<(f64, i64)> = self.rows(&sql, (words, &query.pairs, MAX_RANKED + 1), read)?;
        let is_cut = scored.len() > MAX_RANKED as usize;
        scored.truncate(MAX_RANKED as usize);
        scored.sort_by(|(a, first), (b, second)| a.total_cmp(b).then(first.cmp(second)));
        Ok((scored.into_iter().map(|(_, document)| document).collect(), is_cut))
    }

    /// A document with its passage.
    fn hit(&self, document: i64, query: &Query) -> Result<Hit, CacheError> {
        match query.words.is_empty() {
            true => self.hit_of_parts(document, query),
            false => self.hit_of_words(document, &query.words),
        }
    }

    /// Its own words tell more than a list of names; only words found nowhere in it are shown elsewhere.
    fn hit_of_words(&self, document: i64, words: &str) -> Result<Hit, CacheError> {
        let sql =
            "SELECT snippet(words, 1, char(2), char(3), ' … ', 28), snippet(words, -1, char(2), char(3), ' … ', 28)
                   FROM words WHERE words MATCH ?1 AND rowid = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let (of_text, of_any): (String, String) =
            statement.query_row((words, document), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let passage = if of_text.contains(FOUND[0]) { of_text } else { of_any };
        Ok(Hit { document, passage })
    }

    /// The first part of the query that the text has, in the words around it.
    fn hit_of_parts(&self, document: i64, query: &Query) -> Result<Hit, CacheError> {
        let sql = "SELECT title || char(10) || text FROM words WHERE rowid = ?1";
        let text: String = self.connection.prepare_cached(sql)?.query_row([document], |row| row.get(0))?;
        let part = query.parts.first().map_or("", String::as_str);
        Ok(Hit { document, passage: passage(&text, part) })
    }

    /// Entities whose name has all the words of `name`; accents and case do not matter. At most `limit`.
    ///
    /// # Errors
    /// [`CacheError::Query`] when no name is given.
    pub fn entities_named(&self, name: &str, limit: usize) -> Result<Vec<EntityRow>, CacheError> {
        let wanted = folded(&name.replace(['"', '*'], " "));
        let query = Query::parse(&wanted)?;
        let sql =
            "SELECT e.document, e.entity, e.key, e.kind, e.name, e.protected, e.mentions, e.starts, e.ends, e.folded
                   FROM entities e WHERE e.document IN (SELECT rowid FROM words WHERE words MATCH ?1)
                   ORDER BY e.document, e.starts, e.entity";
        let all = "SELECT document, entity, key, kind, name, protected, mentions, starts, ends, folded FROM entities WHERE ?1 = ''
                   ORDER BY document, starts, entity";
        let (sql, words) = match query.words.is_empty() {
            true => (all, String::new()),
            false => (sql, format!("names : ({})", query.words)),
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([words])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(9)?;
            let has = |word: &str| {
                name.split(' ').any(|one| one == word || (word.chars().any(script::is_unspaced) && one.contains(word)))
            };
            if wanted.split(' ').all(has) {
                found.push(queries::entity(row)?);
            }
            if found.len() == limit {
                break;
            }
        }
        Ok(found)
    }
}

impl Query {
    fn parse(typed: &str) -> Result<Self, CacheError> {
        let mut query = Self { words: String::new(), pairs: String::new(), parts: Vec::new() };
        let mut without = String::new();
        for term in terms(typed) {
            query.add(term, &mut without);
        }
        if query.words.is_empty() && query.pairs.is_empty() {
            let short = "nothing to search for: give at least one word, or two characters of a script without spaces";
            return Err(CacheError::Query(short.to_owned()));
        }
        if !query.words.is_empty() {
            query.words.push_str(&without);
        }
        Ok(query)
    }

    fn add(&mut self, term: Term<'_>, without: &mut String) {
        let Term { text, leave_out, beginning } = term;
        if text.chars().any(script::is_unspaced) && !leave_out {
            let pairs = script::pairs(text);
            if !pairs.is_empty() {
                self.pairs.push_str(if self.pairs.is_empty() { "" } else { " AND " });
                self.pairs.push_str(&format!("\"{}\"", pairs.trim_end()));
                self.parts.push(text.to_owned());
            }
            return;
        }
        // Nothing inside quotes is an operator for FTS5; a quote itself would end them, and so would a zero byte.
        let quoted = format!("\"{}\"{}", text.replace(['"', '\0'], " "), if beginning { "*" } else { "" });
        if !text.chars().any(char::is_alphanumeric) {
        } else if leave_out {
            without.push_str(&format!(" NOT {quoted}"));
        } else {
            self.words.push_str(if self.words.is_empty() { "" } else { " AND " });
            self.words.push_str(&quoted);
        }
    }
}

struct Term<'a> {
    text: &'a str,
    leave_out: bool,
    beginning: bool,
}

/// Words and quoted phrases.
fn terms(typed: &str) -> Vec<Term<'_>> {
    let mut terms = Vec::new();
    // Every second piece stands between quotes.
    for (i, piece) in typed.split('"').enumerate() {
        if i % 2 == 1 {
            terms.push(Term { text: piece, leave_out: false, beginning: false });
            continue;
        }
        for word in piece.split_whitespace() {
            let (leave_out, word) = word.strip_prefix('-').map_or((false, word), |word| (true, word));
            let (beginning, word) = word.strip_suffix('*').map_or((false, word), |word| (true, word));
            terms.push(Term { text: word, leave_out, beginning });
        }
    }
    terms
}

/// Some characters before and after the first place of `part`.
fn passage(text: &str, part: &str) -> String {
    const AROUND: usize = 60;
    let at = text.find(part).unwrap_or(0);
    let (before, rest) = text.split_at(at);
    let (found, after) = rest.split_at(if rest.starts_with(part) { part.len() } else { 0 });
    let start = before.char_indices().rev().nth(AROUND).map_or(0, |(start, _)| start);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(end, _)| end);
    let [open, close] = FOUND;
    format!("{}{open}{found}{close}{}", &before[start..], &after[..end])
}
