//! Tables as they are before anybody writes them: named, typed columns with what each means, and rows.

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Not known, or not told.
    #[default]
    None,
    /// Words, an identifier, or a day as ISO 8601.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

impl From<String> for Cell {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<u64> for Cell {
    fn from(value: u64) -> Self {
        Self::Integer(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Cell {
    fn from(value: usize) -> Self {
        Self::Integer(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnType {
    /// UTF-8.
    #[default]
    Text,
    /// 64 bits, signed.
    Integer,
    /// IEEE 754, 64 bits.
    Number,
    /// Yes or no.
    Flag,
    /// A day of the Gregorian calendar, ISO 8601.
    Date,
}

impl ColumnType {
    /// The word for it in `codebook/tables/columns.tsv` and in a codebook that goes out.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Flag => "flag",
            Self::Date => "date",
        }
    }

    /// The type of a word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Text, Self::Integer, Self::Number, Self::Flag, Self::Date].into_iter().find(|one| one.name() == name)
    }
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Lower-case letters, digits and `_`.
    pub name: String,
    /// What it holds.
    pub column_type: ColumnType,
    /// Number of the field in the HURIDOCS Events Standard Formats, as a cross-reference; empty where there is none.
    pub huridocs: String,
    /// What it means, in a sentence.
    pub description: String,
}

impl Column {
    /// `2109_act_type`: the name after the number of the HURIDOCS field, where there is one.
    #[must_use]
    pub fn numbered(&self) -> String {
        match self.huridocs.split(' ').next() {
            Some(number) if !number.is_empty() => format!("{number}_{}", self.name),
            _ => self.name.clone(),
        }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Also the name of its file.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The same table with its columns named after HURIDOCS fields.
    #[must_use]
    pub fn with_numbers(mut self) -> Self {
        for column in &mut self.columns {
            column.name = column.numbered();
        }
        self
    }
}
