//! Which column of a table is what: written once as TOML, checked, kept in the case and used again when the headers are the same.

use crate::dates::DateOrder;
use crate::fault::{Faults, ImportError, no_fit, place};
use crate::fields::Field;
use crate::rows::Row;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowsAre {
    /// An act, or a victim of one.
    #[default]
    Acts,
    /// A person; the column of the name is `victim`.
    Persons,
}

/// Which column is what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Its name in the case.
    pub name: String,
    /// What a row is.
    #[serde(default)]
    pub rows: RowsAre,
    /// What stands between cells; `,` when nothing is said.
    #[serde(default = "comma")]
    pub delimiter: char,
    /// How the bytes are letters; UTF-8 when nothing is said.
    #[serde(default)]
    pub encoding: Option<String>,
    /// In which order dates are written.
    #[serde(default)]
    pub date: DateOrder,
    /// What stands between several values in one cell.
    #[serde(default)]
    pub separator: Option<String>,
    /// Whether cells are guarded against formulas with an apostrophe, as in tables that Saksi wrote.
    #[serde(default)]
    pub guarded: bool,
    /// The act type of all rows, when no column says it.
    #[serde(default)]
    pub act_type: Option<String>,
    /// How all acts are told, when no column says it.
    #[serde(default)]
    pub status: Option<String>,
    /// Who made the table: the source of everything in it.
    #[serde(default)]
    pub origin: Option<String>,
    /// Language of its words (BCP 47).
    #[serde(default)]
    pub language: Option<String>,
    /// Header and what the column is.
    pub columns: BTreeMap<String, Field>,
    /// For a field: what cells say, and what it means.
    #[serde(default)]
    pub codes: BTreeMap<Field, BTreeMap<String, String>>,
}

const fn comma() -> char {
    ','
}

/// Statuses of an act, as records write them.
pub const STATUSES: [&str; 6] = ["reported", "alleged", "denied", "threatened", "planned", "hypothetical"];

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// [`ImportError::Mapping`] with line and column.
    pub fn parse(text: &str) -> Result<Self, ImportError> {
        toml::from_str(text).map_err(|error| {
            let (line, column) = place(text, error.span().map_or(0, |span| span.start));
            ImportError::Mapping { line, column, says: error.message().trim().to_owned() }
        })
    }

    /// As it is kept, and as a person completes it.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut out = format!("name = {}\n", quoted(&self.name));
        let mut line = |key: &str, value: String| out.push_str(&format!("{key} = {value}\n"));
        line("rows", quoted(if self.rows == RowsAre::Acts { "acts" } else { "persons" }));
        line("delimiter", quoted(&self.delimiter.to_string()));
        line("date", quoted(self.date.name()));
        let texts = [
            ("encoding", &self.encoding),
            ("separator", &self.separator),
            ("act_type", &self.act_type),
            ("status", &self.status),
            ("origin", &self.origin),
            ("language", &self.language),
        ];
        for (key, value) in texts {
            if let Some(value) = value {
                line(key, quoted(value));
            }
        }
        if self.guarded {
            line("guarded", "true".to_owned());
        }
        out.push_str("\n[columns]\n");
        for (header, field) in &self.columns {
            out.push_str(&format!("{} = {}\n", quoted(header), quoted(field.name())));
        }
        for (field, codes) in &self.codes {
            out.push_str(&format!("\n[codes.{}]\n", field.name()));
            codes.iter().for_each(|(code, meaning)| out.push_str(&format!("{} = {}\n", quoted(code), quoted(meaning))));
        }
        out
    }

    /// The delimiter as the reader of rows wants it.
    ///
    /// # Errors
    /// [`ImportError::Mapping`] when it is no single ASCII character that can stand between cells.
    pub fn delimiter_byte(&self) -> Result<u8, ImportError> {
        let is_fit = |byte: &u8| byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n' | 0);
        u8::try_from(self.delimiter).ok().filter(is_fit).ok_or_else(|| ImportError::Mapping {
            line: 1,
            column: 1,
            says: "the delimiter is one ASCII character, such as \",\", \";\" or \"\\t\"".to_owned(),
        })
    }

    /// Whether it was made for a table with these headers, in any order.
    #[must_use]
    pub fn is_for(&self, headers: &BTreeSet<String>) -> bool {
        self.columns.len() == headers.len() && self.columns.keys().all(|header| headers.contains(header))
    }

    /// What each column of a table is, in the table's order.
    ///
    /// # Errors
    /// [`ImportError::NoFit`] with everything that does not fit.
    pub fn fit(&self, text: &str, headers: &Row<'_>, act_types: &BTreeSet<String>) -> Result<Vec<Field>, ImportError> {
        let mut faults = Faults::default();
        let mut fields = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for cell in &headers.cells {
            let (header, at) = (cell.value.as_ref(), cell.span.start);
            if header.is_empty() {
                faults.add(text, at, None, "a column without a header");
            } else if !seen.insert(header) {
                faults.add(text, at, Some(header), "this header stands twice; give each column a name of its own");
            }
            let field = self.columns.get(header).copied();
            if field.is_none() && !header.is_empty() {
                let says = "the mapping says nothing about this column; say what it is, or `ignore`";
                faults.add(text, at, Some(header), says);
            }
            fields.push(field.unwrap_or(Field::Ignore));
        }
        for header in self.columns.keys().filter(|header| !seen.contains(header.as_str())) {
            faults.add(text, 0, Some(header), "the mapping names this column, and the table has none of that name");
        }
        self.sense(text, &fields, act_types, &mut faults);
        faults.check(no_fit)?;
        Ok(fields)
    }

    /// Whether what it says can be: no field twice, what a row needs, codes that mean something.
    fn sense(&self, text: &str, fields: &[Field], act_types: &BTreeSet<String>, faults: &mut Faults) {
        for (idx, field) in fields.iter().enumerate() {
            if *field != Field::Ignore && fields.iter().skip(idx + 1).any(|other| other == field) {
                faults.add(text, 0, None, format!("two columns are {}", field.name()));
            }
        }
        let has = |field: Field| fields.contains(&field);
        if self.rows == RowsAre::Persons && !has(Field::Victim) {
            faults.add(text, 0, None, "no column is `victim`, which is the name where rows are persons");
        }
        if self.rows == RowsAre::Acts && !has(Field::ActType) && self.act_type.is_none() {
            faults.add(
                text,
                0,
                None,
                "nothing says what was done; map a column to `act_type`, or set act_type = \"…\"",
            );
        }
        let types = self.codes.get(&Field::ActType).into_iter().flat_map(BTreeMap::values).chain(&self.act_type);
        for unknown in types.filter(|act_type| !act_types.contains(*act_type)) {
            let says = match unknown.as_str() {
                "" => "a code of act_type means nothing yet; fill it in, or take the line out".to_owned(),
                unknown => format!("there is no act type `{unknown}`{}", nearest(unknown, act_types)),
            };
            faults.add(text, 0, None, says);
        }
        let statuses = self.codes.get(&Field::Status).into_iter().flat_map(BTreeMap::values).chain(&self.status);
        for unknown in statuses.filter(|status| !STATUSES.contains(&status.as_str())) {
            faults.add(text, 0, None, format!("there is no status `{unknown}`; there are {}", STATUSES.join(", ")));
        }
    }
}

/// A basic string of TOML: what JSON escapes is escaped, and U+007F, which JSON leaves.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// `; did you mean …?` with the term that shares most pairs of letters.
pub fn nearest(word: &str, terms: &BTreeSet<String>) -> String {
    let pairs = |word: &str| word.to_lowercase().into_bytes().windows(2).map(<[u8]>::to_vec).collect::<BTreeSet<_>>();
    let wanted = pairs(word);
    let shared = |term: &&String| wanted.intersection(&pairs(term)).count();
    let best = terms.iter().rev().max_by_key(shared).filter(|term| shared(term) > 0);
    best.map(|term| format!("; did you mean `{term}`?")).unwrap_or_default()
}

/// The mappings that the program brings: of its own tables.
#[must_use]
pub fn built_in() -> Vec<Mapping> {
    let all = [
        include_str!("../../../codebook/tables/mappings/saksi-acts.toml"),
        include_str!("../../../codebook/tables/mappings/saksi-persons.toml"),
    ];
    all.iter().filter_map(|text| Mapping::parse(text).ok()).collect()
}
