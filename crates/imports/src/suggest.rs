//! A mapping for a table nobody mapped yet, from its headers and values. A proposal: a person reads and completes it.

use crate::dates::{self, DateOrder};
use crate::fault::ImportError;
use crate::fields::Field;
use crate::mapping::{Mapping, STATUSES};
use crate::rows::{Row, Rows};
use std::collections::{BTreeMap, BTreeSet};

/// Words of headers for each field.
const HEADERS: &str = include_str!("../../../codebook/tables/headers.tsv");
/// So many rows are looked at.
const LOOKED_AT: usize = 2000;
/// More different values are no code list.
const MAX_CODES: usize = 60;

/// A mapping that may fit. Codes whose meaning is not known have an empty one, which must be filled in before it is used.
///
/// # Errors
/// [`ImportError::Empty`].
pub fn suggest(text: &str, act_types: &BTreeSet<String>) -> Result<Mapping, ImportError> {
    let delimiter = delimiter(text);
    let mut rows = Rows::new(text, delimiter);
    let headers = rows.next().ok_or(ImportError::Empty)?;
    let rows: Vec<Row<'_>> = rows.take(LOOKED_AT).filter(|row| row.cells.len() == headers.cells.len()).collect();
    let values = |idx: usize| rows.iter().filter_map(move |row| row.cells.get(idx)).map(|cell| cell.value.as_ref());
    let mut mapping = Mapping { name: "my table".to_owned(), delimiter: char::from(delimiter), ..Mapping::default() };
    let mut taken: BTreeSet<Field> = BTreeSet::new();
    for (idx, header) in headers.cells.iter().enumerate() {
        let by_value = || by_values(&values(idx).collect::<Vec<_>>(), act_types);
        let field = by_header(&header.value).or_else(by_value).filter(|field| taken.insert(*field));
        mapping.columns.insert(header.value.to_string(), field.unwrap_or(Field::Ignore));
    }
    let of = |field: Field| {
        let idx = headers.cells.iter().position(|header| mapping.columns.get(header.value.as_ref()) == Some(&field));
        idx.map(|idx| values(idx).filter(|value| !value.is_empty()).collect::<BTreeSet<&str>>()).unwrap_or_default()
    };
    let days: BTreeSet<&str> = of(Field::Date).into_iter().chain(of(Field::DateEnd)).collect();
    let (types, statuses) = (of(Field::ActType), of(Field::Status));
    let is_list = Field::ALL.iter().filter(|field| field.is_list()).flat_map(|field| of(*field)).collect::<Vec<_>>();
    let separator = [" | ", ";", "|"].into_iter().find(|mark| is_list.iter().any(|value| value.contains(mark)));
    mapping.date = order(&days);
    mapping.separator = separator.map(str::to_owned);
    mapping.codes.extend(codes(Field::ActType, &types, act_types));
    let known: BTreeSet<String> = STATUSES.into_iter().map(str::to_owned).collect();
    mapping.codes.extend(codes(Field::Status, &statuses, &known));
    Ok(mapping)
}

/// The mark that stands most often in the first line.
#[must_use]
pub fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: &u8| first.bytes().filter(|byte| byte == mark).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Letters and digits, lower case, one blank between words; without the number of a HURIDOCS field in front.
fn folded(header: &str) -> String {
    let lower = header.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric() && !is_mark(letter))
        .filter(|word| !word.is_empty())
        .collect();
    let words = match words.as_slice() {
        [number, rest @ ..]
            if !rest.is_empty() && number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            rest
        }
        all => all,
    };
    words.join(" ")
}

/// Vowel signs and tones of Thai, Khmer and Burmese belong to words.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{0e00}'..='\u{0e7f}' | '\u{1780}'..='\u{17ff}' | '\u{1000}'..='\u{109f}')
}

fn by_header(header: &str) -> Option<Field> {
    let header = folded(header);
    let lines = HEADERS.lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut pairs = lines.filter_map(|line| line.split_once('\t'));
    pairs.find(|(_, word)| *word == header).and_then(|(field, _)| Field::from_name(field))
}

/// What values can be nothing else than.
fn by_values(values: &[&str], act_types: &BTreeSet<String>) -> Option<Field> {
    let filled: Vec<&&str> = values.iter().filter(|value| !value.is_empty()).collect();
    let most = |fits: &dyn Fn(&str) -> bool| {
        !filled.is_empty() && filled.iter().filter(|value| fits(value)).count() * 10 >= filled.len() * 9
    };
    let is_day = |value: &str| value.len() > 4 && dates::window(value, order(&BTreeSet::from([value]))).is_some();
    if most(&|value| act_types.contains(value)) {
        return Some(Field::ActType);
    }
    most(&is_day).then_some(Field::Date)
}

/// The order that all days fit; day before month when both do, which is the rule in most of the world.
fn order(days: &BTreeSet<&str>) -> DateOrder {
    let fits = |order: &DateOrder| days.iter().all(|day| dates::window(day, *order).is_some());
    let all = [DateOrder::Iso, DateOrder::DayFirst, DateOrder::MonthFirst];
    all.into_iter().find(fits).unwrap_or_default()
}

/// The values of a code list with what they mean, where that is plain; none when all of them mean themselves.
fn codes(field: Field, values: &BTreeSet<&str>, known: &BTreeSet<String>) -> Option<(Field, BTreeMap<String, String>)> {
    let unknown: Vec<&&str> = values.iter().filter(|value| !known.contains(**value)).take(MAX_CODES).collect();
    let meaning = |value: &str| {
        let plain = folded(value).replace(' ', "_");
        known.iter().find(|term| **term == plain).cloned().unwrap_or_default()
    };
    let codes: BTreeMap<String, String> = unknown.iter().map(|value| ((**value).to_owned(), meaning(value))).collect();
    (!codes.is_empty()).then_some((field, codes))
}
