//! Weights of a fitted model, by name of the property.

use crate::{CodebookError, Files, Table};
use std::collections::HashMap;

/// What each property adds to the log odds (natural logarithm).
#[derive(Debug, Default)]
pub struct Weights(HashMap<String, f64>);

impl Weights {
    pub(crate) fn load(files: &Files, path: &str) -> Result<Weights, CodebookError> {
        let table = Table::read(files, path)?;
        let weights = table.rows().map(|row| {
            let weight = row.required("weight")?;
            let number = weight.parse().map_err(|_| row.wrong(format!("`{weight}` is not a number")))?;
            Ok((row.required("property")?.to_owned(), number))
        });
        weights.collect::<Result<_, _>>().map(Weights)
    }

    /// The weight of a property, if it has one.
    pub fn get(&self, property: &str) -> Option<f64> {
        self.0.get(property).copied()
    }
}

impl FromIterator<(String, f64)> for Weights {
    fn from_iter<I: IntoIterator<Item = (String, f64)>>(weights: I) -> Weights {
        Weights(weights.into_iter().collect())
    }
}
