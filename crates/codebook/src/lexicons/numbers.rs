//! `numbers.tsv`: numbers as words, vague numbers, and the words that bound a number.

use crate::{CodebookError, Files, Row, Table};
use std::collections::HashMap;

/// Words and short phrases in lower case, each with what it means in a number.
#[derive(Debug, Default)]
pub struct NumberWords {
    senses: HashMap<String, Vec<NumberSense>>,
    longest: usize,
}

/// What a word means in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberSense {
    /// "seven".
    Cardinal(u64),
    /// "hundred": multiplies what stands before it.
    Scale(u64),
    /// "dozen": multiplies, and counts one when "a" or nothing stands before it.
    Group(u64),
    /// "seventh".
    Ordinal(u64),
    /// Denominator: "fifths".
    Fraction(u64),
    /// "dozens", "several": at least so many.
    Vague(u64),
    /// "no" before a noun.
    None,
    /// "number", "toll": a noun that a count is the value of.
    Total,
    /// "so far", "altogether": says that a count sums up.
    Sum,
    /// "at least", "or so".
    Bound {
        /// Which way.
        bound: Bound,
        /// Whether it may stand behind the number.
        after: bool,
    },
}

/// How a word bounds the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The number or more.
    AtLeast,
    /// More than the number.
    Above,
    /// The number or less.
    AtMost,
    /// Less than the number.
    Below,
    /// Near the number, on both sides.
    About,
    /// A little less than the number.
    Nearly,
    /// The number itself.
    Exactly,
}

impl NumberWords {
    /// What `phrase`, in lower case with single blanks, can mean.
    pub fn senses(&self, phrase: &str) -> &[NumberSense] {
        self.senses.get(phrase).map_or(&[], Vec::as_slice)
    }

    /// Number of words of the longest phrase.
    pub const fn longest(&self) -> usize {
        self.longest
    }

    pub(crate) fn load(files: &Files, language: &str) -> Result<NumberWords, CodebookError> {
        let path = format!("lexicons/{language}/numbers.tsv");
        let mut words = NumberWords::default();
        for row in Table::read(files, &path)?.rows() {
            let word = row.required("word")?.to_owned();
            words.longest = words.longest.max(word.split(' ').count());
            words.senses.entry(word).or_default().push(sense(row)?);
        }
        Ok(words)
    }
}

fn sense(row: Row<'_, '_>) -> Result<NumberSense, CodebookError> {
    let class = row.required("class")?;
    if class == "bound" {
        return Ok(NumberSense::Bound { bound: bound(row)?, after: row.get("after") == "after" });
    }
    match class {
        "total" => return Ok(NumberSense::Total),
        "sum" => return Ok(NumberSense::Sum),
        _ => {}
    }
    let value = row.get("value").parse().map_err(|_| row.wrong("the value is no whole number"))?;
    Ok(match class {
        "cardinal" => NumberSense::Cardinal(value),
        "scale" => NumberSense::Scale(value),
        "group" => NumberSense::Group(value),
        "ordinal" => NumberSense::Ordinal(value),
        "fraction" => NumberSense::Fraction(value),
        "vague" => NumberSense::Vague(value),
        "none" => NumberSense::None,
        _ => return Err(row.wrong(format!("no class of number words is called `{class}`"))),
    })
}

fn bound(row: Row<'_, '_>) -> Result<Bound, CodebookError> {
    Ok(match row.get("value") {
        "at_least" => Bound::AtLeast,
        "above" => Bound::Above,
        "at_most" => Bound::AtMost,
        "below" => Bound::Below,
        "about" => Bound::About,
        "nearly" => Bound::Nearly,
        "exactly" => Bound::Exactly,
        other => return Err(row.wrong(format!("no bound is called `{other}`"))),
    })
}
