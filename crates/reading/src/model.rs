//! Logistic regression with named weights that live in a data file.

use std::collections::HashMap;
use std::fmt::Write as _;

/// The features of one paragraph, in an order that is the same for every paragraph.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Values, most of them in `0.0..=1.0`.
    pub values: Vec<f32>,
    /// Names of the values; kept only when asked for.
    pub names: Option<Vec<&'static str>>,
}

impl Row {
    /// A row that keeps names.
    pub fn named() -> Row {
        Row { values: Vec::new(), names: Some(Vec::new()) }
    }

    /// Adds a feature.
    pub fn put(&mut self, name: &'static str, value: f32) {
        self.values.push(value);
        if let Some(names) = &mut self.names {
            names.push(name);
        }
    }

    /// Adds a feature that is there or not.
    pub fn flag(&mut self, name: &'static str, value: bool) {
        self.put(name, f32::from(u8::from(value)));
    }
}

/// One weight for each feature; the sum of products is read as log-odds.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// In the order of the features.
    pub weights: Vec<f32>,
}

impl Model {
    /// Reads lines of stage, tab, name, tab, weight; only those of `stage`. A feature without a weight counts nothing.
    pub fn parse(table: &str, stage: &str, names: &[&'static str]) -> Model {
        let rows = table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t'));
        let named: HashMap<&str, f32> = rows
            .filter_map(|mut row| {
                (row.next()? == stage).then_some(())?;
                Some((row.next()?, row.next()?.trim().parse().ok()?))
            })
            .collect();
        Model { weights: names.iter().map(|name| named.get(name).copied().unwrap_or(0.0)).collect() }
    }

    /// The lines that [`Model::parse`] reads.
    pub fn table(&self, stage: &str, names: &[&'static str]) -> String {
        names.iter().zip(&self.weights).fold(String::new(), |mut table, (name, weight)| {
            let _ = writeln!(table, "{stage}\t{name}\t{weight:.4}");
            table
        })
    }

    /// Probability in `0.0..=1.0`.
    pub fn probability(&self, row: &[f32]) -> f32 {
        let sum: f32 = self.weights.iter().zip(row).map(|(weight, value)| weight * value).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// Applies one round to every part.
pub fn run(n_parts: usize, model: &Model, fill: impl Fn(usize, &mut Row)) -> Vec<f32> {
    let mut row = Row::default();
    let one = |part_idx| {
        row.values.clear();
        fill(part_idx, &mut row);
        model.probability(&row.values)
    };
    (0..n_parts).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::Model;

    #[test]
    fn weights_are_read_written_and_answer() {
        let table = "# remark\nfirst\tb\t-2.0000\nfirst\ta\t1.0000\nother\ta\t9.0000\n";
        let model = Model::parse(table, "first", &["a", "b", "c"]);
        assert_eq!(model.table("first", &["a", "b"]), "first\ta\t1.0000\nfirst\tb\t-2.0000\n");
        assert!(model.probability(&[0.0, 1.0, 5.0]) < 0.2);
        assert!(model.probability(&[2.0, 0.0, 0.0]) > 0.8);
    }
}
