//! The words that stand with results: `texts/en.tsv`, by name.

const ENGLISH: &str = include_str!("../texts/en.tsv");

/// The sentence with this name; its name when the file has none.
pub fn named(name: &str) -> &str {
    rows().find(|(known, _)| *known == name).map_or(name, |(_, sentence)| sentence)
}

/// The sentence with this name, `{key}` replaced by the value.
pub fn filled(name: &str, values: &[(&str, String)]) -> String {
    values.iter().fold(named(name).to_owned(), |sentence, (key, value)| sentence.replace(&format!("{{{key}}}"), value))
}

/// The sentences that every number must be read with, in order.
pub fn assumptions() -> impl Iterator<Item = &'static str> {
    rows().filter(|(name, _)| name.starts_with("assumption.")).map(|(_, sentence)| sentence)
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    ENGLISH.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Refusal, Warning};

    #[test]
    fn every_reason_has_a_sentence_with_its_values() {
        let refusals = [
            Refusal::Empty,
            Refusal::TooFewLists { lists: 2 },
            Refusal::NoOverlap,
            Refusal::TooFewOverlap,
            Refusal::TooManyLists { most: 5 },
            Refusal::NoMaximum,
            Refusal::NotIdentified,
            Refusal::OpenEnded,
            Refusal::NobodyTwice,
            Refusal::PairApart,
            Refusal::ChainsDisagree { r_hat: 1.4, medians: [1.0, 2.0] },
            Refusal::SeveralAnswers { answers: vec![1413.0, 2066.0] },
            Refusal::TooFewDraws { effective: 80.0 },
            Refusal::NoModel,
        ];
        for refusal in refusals {
            let sentence = refusal.to_string();
            assert!(sentence.ends_with('.') && !sentence.contains('{'), "{sentence}");
        }
    }

    #[test]
    fn every_warning_has_a_sentence_with_its_values() {
        let names = vec!["A".to_owned()];
        let warnings = [
            Warning::ListsWithoutRecords { names: names.clone() },
            Warning::PeopleOnNone { people: 3 },
            Warning::ListsApart { names },
            Warning::Zeros { without: 3, all: 8 },
            Warning::Rivals { low: 1.0, high: 2.0 },
            Warning::EstimatorsDiffer { low: 1.0, high: 2.0 },
            Warning::AllClasses,
            Warning::Linkage { low: 1.0, high: 2.0 },
        ];
        for warning in warnings {
            let sentence = warning.sentence();
            assert!(sentence.len() > 20 && !sentence.contains('{'), "{sentence}");
        }
        assert_eq!(assumptions().count(), 6);
    }
}
