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

/// A linear model over word vectors: how far a word leans towards the subject of rights reports.
#[derive(Debug, Default)]
pub struct Leaning {
    /// What a text without words would get.
    pub bias: f32,
    /// One weight for each number of a word's vector; empty when there is no model.
    pub weights: Vec<f32>,
}

impl Leaning {
    pub(crate) fn load(files: &Files, path: &str) -> Result<Leaning, CodebookError> {
        let weights = Weights::load(files, path)?;
        let numbered = (0..).map_while(|number: usize| weights.get(&number.to_string()));
        Ok(Leaning {
            bias: weights.get("bias").unwrap_or_default() as f32,
            weights: numbered.map(|weight| weight as f32).collect(),
        })
    }
}

impl FromIterator<(String, f64)> for Weights {
    fn from_iter<I: IntoIterator<Item = (String, f64)>>(weights: I) -> Weights {
        Weights(weights.into_iter().collect())
    }
}
