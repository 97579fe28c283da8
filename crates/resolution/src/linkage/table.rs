//! Records as columns of small numbers: every distinct value once, 0 where nothing stands.

use super::problem::{LinkageError, LinkageProblem};
use super::{ColumnSpec, Kind, Schema, csv, text};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Records that are to be linked. Made by [`Table::read_csv`] or [`Table::from_rows`].
#[derive(Debug)]
pub struct Table {
    pub(super) n_records: usize,
    pub(super) ids: Dictionary,
    /// For each record its id; row numbers from 1 where the schema names no id.
    pub(super) id_of: Vec<u32>,
    pub(super) columns: Vec<Column>,
    /// The words of all name columns together; none when the schema has no name column.
    pub(super) names: Option<Words>,
    pub(super) problems: Vec<LinkageProblem>,
}

/// One column, folded.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) cells: Vec<u32>,
    pub(super) values: Dictionary,
}

/// For each record its name words, rarest last is not promised: in order of their numbers, each once.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) name: String,
    ends: Vec<u32>,
    words: Vec<u32>,
    pub(super) values: Dictionary,
    /// For each word whether it is a single letter: an initial fits many names.
    pub(super) is_letter: Vec<bool>,
}

impl Words {
    /// The words of a record.
    #[inline]
    pub(super) fn of(&self, record: u32) -> &[u32] {
        let record = record as usize;
        let start = record.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(record).copied().unwrap_or(start);
        self.words.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// More words of a name than this are left out, and counted.
const MAX_WORDS: usize = 8;

/// Distinct texts with numbers; number 0 is the empty text.
#[derive(Debug)]
pub(super) struct Dictionary {
    text: String,
    ends: Vec<u32>,
}

impl Dictionary {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    #[inline]
    pub(super) fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).map(|number| self.get(number))
    }
}

/// A multiplying hash (Fibonacci hashing, Knuth 1973): keys come from the user's own file.
#[derive(Default)]
pub(super) struct Mixer(u64);

impl Hasher for Mixer {
    #[inline]
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    #[inline]
    fn write_u8(&mut self, n: u8) {
        self.write_u64(u64::from(n));
    }

    #[inline]
    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(23) ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// One number from several; the same on every computer.
#[inline]
pub(super) fn mix(parts: &[u64]) -> u64 {
    let mut mixer = Mixer::default();
    parts.iter().for_each(|&part| mixer.write_u64(part));
    mixer.finish()
}

/// Numbers texts in the order in which they come.
#[derive(Default)]
struct Numbering {
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<Mixer>>,
    text: String,
    ends: Vec<u32>,
}

impl Numbering {
    fn new() -> Self {
        let mut numbering = Self::default();
        numbering.number("");
        numbering
    }

    fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.numbers.insert(text.into(), number);
        number
    }

    /// Gives up the index; `cells` get numbers in the order of the texts, so that the order of the rows does not show.
    fn finish(self, cells: &mut [u32]) -> Dictionary {
        let dictionary = Dictionary { text: self.text, ends: self.ends };
        drop(self.numbers);
        let mut order: Vec<u32> = (0..u32::try_from(dictionary.len()).unwrap_or(u32::MAX)).collect();
        order.sort_unstable_by_key(|&number| dictionary.get(number));
        let mut new = vec![0; order.len()];
        let (mut text, mut ends) = (String::with_capacity(dictionary.text.len()), Vec::with_capacity(order.len()));
        for (position, &number) in (0_u32..).zip(&order) {
            new[number as usize] = position;
            text.push_str(dictionary.get(number));
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        cells.iter_mut().for_each(|cell| *cell = new[*cell as usize]);
        Dictionary { text, ends }
    }
}

/// A column on its way into the table.
struct Building<'a> {
    spec: &'a ColumnSpec,
    /// Where its parts stand in a row.
    from: Vec<usize>,
    numbers: Numbering,
    cells: Vec<u32>,
}

impl Table {
    /// Reads comma-separated records with a row of headings.
    ///
    /// `schema` says which columns matter and what they hold. Rows with too few or too many cells are kept, with what is not
    /// there as missing, and said in [`Self::problems`].
    ///
    /// # Errors
    /// [`LinkageError`] when a column of the schema is not there, or there are too many of them.
    pub fn read_csv(text: &str, schema: &Schema) -> Result<Self, LinkageError> {
        let mut rows = csv::rows(text);
        let mut cells = Vec::new();
        rows.next_into(&mut cells).ok_or(LinkageError::NoRows)?;
        let mut builder = Builder::new(&cells, schema)?;
        while let Some(line) = rows.next_into(&mut cells) {
            builder.row(line, &cells);
        }
        builder.finish()
    }

    /// Takes records that are already in memory: the headings, then the cells of each record.
    ///
    /// # Errors
    /// As [`Self::read_csv`].
    pub fn from_rows<'a>(
        headings: &[String],
        rows: impl IntoIterator<Item = &'a [String]>,
        schema: &Schema,
    ) -> Result<Self, LinkageError> {
        let mut builder = Builder::new(headings, schema)?;
        for (row, cells) in (1..).zip(rows) {
            builder.row(row, cells);
        }
        builder.finish()
    }

    /// How many records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.n_records
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.n_records == 0
    }

    /// The id of a record, as it was read.
    #[must_use]
    pub fn id(&self, record: u32) -> &str {
        self.id_of.get(record as usize).map_or("", |&id| self.ids.get(id))
    }

    /// A value of a record as it is compared; position 0 are the words of its names, the others its columns.
    pub(super) fn shown(&self, position: usize, record: u32) -> String {
        match (position.checked_sub(1), &self.names) {
            (Some(column), _) => self.columns.get(column).map_or_else(String::new, |column| {
                column.values.get(column.cells.get(record as usize).copied().unwrap_or_default()).to_owned()
            }),
            (None, Some(names)) => {
                names.of(record).iter().map(|&word| names.values.get(word)).collect::<Vec<_>>().join(" ")
            }
            (None, None) => String::new(),
        }
    }

    /// What was wrong with the records: said, not mended.
    #[must_use]
    pub fn problems(&self) -> &[LinkageProblem] {
        &self.problems
    }
}

struct Builder<'a> {
    schema: &'a Schema,
    n_cells: usize,
    id: Option<usize>,
    ids: Numbering,
    id_of: Vec<u32>,
    columns: Vec<Building<'a>>,
    words: Numbering,
    word_ends: Vec<u32>,
    word_list: Vec<u32>,
    problems: Vec<LinkageProblem>,
    n_ragged: usize,
    first_ragged: usize,
    n_short_names: usize,
    n_long_names: usize,
    joined: String,
    folded: String,
}

/// More comparisons than this do not fit the pattern of a pair.
pub(super) const MAX_COLUMNS: usize = 14;

impl<'a> Builder<'a> {
    fn new(headings: &[String], schema: &'a Schema) -> Result<Self, LinkageError> {
        let place = |name: &String| {
            let found = headings.iter().position(|heading| heading.trim() == name);
            found.ok_or_else(|| LinkageError::NoColumn { column: name.clone() })
        };
        if schema.columns.len() > MAX_COLUMNS {
            return Err(LinkageError::TooManyColumns { n: schema.columns.len(), most: MAX_COLUMNS });
        }
        let building = |spec: &'a ColumnSpec| {
            let from = spec.from.iter().map(place).collect::<Result<Vec<_>, _>>()?;
            Ok(Building { spec, from, numbers: Numbering::new(), cells: Vec::new() })
        };
        Ok(Self {
            schema,
            n_cells: headings.len(),
            id: schema.id.as_ref().map(place).transpose()?,
            ids: Numbering::new(),
            id_of: Vec::new(),
            columns: schema.columns.iter().map(building).collect::<Result<_, LinkageError>>()?,
            words: Numbering::new(),
            word_ends: Vec::new(),
            word_list: Vec::new(),
            problems: Vec::new(),
            n_ragged: 0,
            first_ragged: 0,
            n_short_names: 0,
            n_long_names: 0,
            joined: String::new(),
            folded: String::new(),
        })
    }

    fn row(&mut self, line: usize, cells: &[String]) {
        if cells.len() != self.n_cells {
            self.first_ragged = if self.n_ragged == 0 { line } else { self.first_ragged };
            self.n_ragged += 1;
        }
        let row = self.id_of.len() + 1;
        let id = self.id.and_then(|id| cells.get(id)).map_or_else(|| row.to_string(), Clone::clone);
        self.id_of.push(self.ids.number(&id));
        let start = self.word_list.len();
        let mut n_names = 0;
        for column in &mut self.columns {
            self.joined.clear();
            for part in column.from.iter().filter_map(|&from| cells.get(from)) {
                let part = part.trim();
                if !self.schema.missing.iter().any(|missing| missing == part) && !part.is_empty() {
                    self.joined.push_str(if self.joined.is_empty() { "" } else { " " });
                    self.joined.push_str(part);
                }
            }
            text::fold(&self.joined, &mut self.folded);
            if column.spec.kind == Kind::Date {
                date_digits(&mut self.folded);
            }
            if matches!(column.spec.kind, Kind::Identifier | Kind::Postcode) {
                self.folded.retain(|c| c != ' ');
            }
            column.cells.push(column.numbers.number(&self.folded));
            if column.spec.kind == Kind::Name {
                n_names += usize::from(!self.folded.is_empty());
                let words = &mut self.words;
                self.word_list
                    .extend(self.folded.split(' ').filter(|word| !word.is_empty()).map(|word| words.number(word)));
            }
        }
        self.end_words(start, n_names);
    }

    fn end_words(&mut self, start: usize, n_names: usize) {
        let mut own: Vec<u32> = Vec::with_capacity(MAX_WORDS);
        for &word in self.word_list.get(start..).unwrap_or_default() {
            if !own.contains(&word) {
                own.push(word);
            }
        }
        self.n_long_names += usize::from(own.len() > MAX_WORDS);
        own.truncate(MAX_WORDS);
        self.word_list.truncate(start);
        self.word_list.extend(&own);
        self.word_ends.push(u32::try_from(self.word_list.len()).unwrap_or(u32::MAX));
        let is_long = |&word: &u32| {
            let before = (word as usize).checked_sub(1).and_then(|before| self.words.ends.get(before));
            let start = before.copied().unwrap_or_default();
            self.words.ends.get(word as usize).is_some_and(|&end| end - start > 1)
        };
        self.n_short_names += usize::from(n_names > 0 && !own.iter().any(is_long));
    }

    fn finish(mut self) -> Result<Table, LinkageError> {
        let n_records = self.id_of.len();
        if n_records == 0 {
            return Err(LinkageError::NoRows);
        }
        if self.n_ragged > 0 {
            let (n_rows, first_line) = (self.n_ragged, self.first_ragged);
            self.problems.push(LinkageProblem::RaggedRows { n_rows, first_line, n_cells: self.n_cells });
        }
        let ids = self.ids.finish(&mut self.id_of);
        self.problems.extend(duplicated(&self.id_of, ids.len()));
        if self.n_short_names > 0 {
            self.problems.push(LinkageProblem::OneLetterNames { n_records: self.n_short_names });
        }
        if self.n_long_names > 0 {
            self.problems.push(LinkageProblem::LongNames { n_records: self.n_long_names, most: MAX_WORDS });
        }
        let mut columns = Vec::with_capacity(self.columns.len());
        for Building { spec, numbers, mut cells, .. } in self.columns {
            if cells.iter().all(|&cell| cell == 0) {
                self.problems.push(LinkageProblem::EmptyColumn { column: spec.name.clone() });
            }
            let values = numbers.finish(&mut cells);
            columns.push(Column { name: spec.name.clone(), kind: spec.kind, cells, values });
        }
        let name_column = columns.iter().find(|column| column.kind == Kind::Name).map(|column| column.name.clone());
        let names = name_column.map(|name| {
            let values = self.words.finish(&mut self.word_list);
            let mut start = 0;
            for &end in &self.word_ends {
                if let Some(words) = self.word_list.get_mut(start..end as usize) {
                    words.sort_unstable();
                }
                start = end as usize;
            }
            let is_letter = values.all().map(|word| word.chars().nth(1).is_none()).collect();
            Words { name, ends: self.word_ends, words: self.word_list, values, is_letter }
        });
        columns.retain(|column| column.kind != Kind::Name);
        Ok(Table { n_records, ids, id_of: self.id_of, columns, names, problems: self.problems })
    }
}

/// Ids that more than one record has.
fn duplicated(id_of: &[u32], n_ids: usize) -> Option<LinkageProblem> {
    let mut seen = vec![0_u32; n_ids];
    id_of.iter().for_each(|&id| seen[id as usize] += 1);
    let n_ids = seen.iter().filter(|&&n| n > 1).count();
    let n_records = seen.iter().filter(|&&n| n > 1).map(|&n| n as usize).sum();
    let first = id_of.iter().position(|&id| seen[id as usize] > 1)?;
    Some(LinkageProblem::DuplicatedIds { n_ids, n_records, first_record: first + 1 })
}

/// A date as eight digits, year first; what does not look like one keeps its digits.
fn date_digits(folded: &mut String) {
    let parts: Vec<&str> = folded.split(' ').collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let written = match parts[..] {
        [year, month, day] if year.len() == 4 && [year, month, day].into_iter().all(digits) => {
            format!("{year}{month:0>2}{day:0>2}")
        }
        [day, month, year] if year.len() == 4 && [year, month, day].into_iter().all(digits) => {
            format!("{year}{month:0>2}{day:0>2}")
        }
        _ => folded.chars().filter(char::is_ascii_digit).collect(),
    };
    *folded = written;
}
