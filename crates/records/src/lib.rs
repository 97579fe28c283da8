//! Readings, and what holds across the documents of a case, as the JSON records that the program hands out, version 1.
//!
//! Shapes are written down in `docs/records.md`. Fields may be added; a field that is here keeps its name and meaning.
//! Spans become code point ranges here, and only here. Start reading at [`reading_to_json`].

pub mod case;
mod part_key;
mod positions;
mod v1;

use domain::Reading;
pub use part_key::part_key;

/// One reading as one line of JSON, without a line break at the end.
pub fn reading_to_json(reading: &Reading) -> String {
    let mut line = String::new();
    v1::write(reading, &mut line);
    line
}

#[cfg(test)]
mod tests;
