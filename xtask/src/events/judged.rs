//! Pairs of acts that were judged by reading both texts: `docs/judgements/muc_events.tsv`.

use super::case::Case;
use crate::{Failure, run};
use resolution::events::ActPair;
use resolution::result::ActRef;
use std::collections::BTreeMap;

const JUDGEMENTS: &str = "docs/judgements/muc_events.tsv";

/// What was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// One event.
    Same,
    /// One is a part of the other; for the odds that is not the same.
    Part,
    /// Two events.
    Different,
    /// The texts do not tell.
    Unclear,
}

/// A pair that was judged.
#[derive(Debug)]
pub struct Judged {
    /// Which of the pairs of the case.
    pub pair: usize,
    /// `fit` or `held`.
    pub half: String,
    /// How many pairs of the flow it stands for.
    pub weight: f64,
    /// What was judged.
    pub label: Label,
}

/// Those that are still compared.
#[derive(Debug, Default)]
pub struct Judgements {
    /// In the order of the file.
    pub pairs: Vec<Judged>,
    /// How many are not: the text is read otherwise now, or the two exclude each other.
    pub lost: usize,
}

impl Judgements {
    /// How many cannot be told.
    pub fn unclear(&self) -> usize {
        self.pairs.iter().filter(|one| one.label == Label::Unclear).count()
    }
}

/// Whether both texts are among those that nothing is learnt from.
pub fn is_held(case: &Case, pair: &ActPair) -> bool {
    let held = |at: ActRef| {
        case.names.get(at.document).is_some_and(|name| {
            let (part, position) = name.trim_end_matches(".txt").split_once('-').unwrap_or_default();
            part != "train" || position.parse::<usize>().is_ok_and(|position| position % 3 == 2)
        })
    };
    held(pair.left) && held(pair.right)
}

/// A count as a number that can be divided.
#[allow(clippy::cast_precision_loss, reason = "counts of pairs are far below 2^52")]
pub fn count(n: usize) -> f64 {
    n as f64
}

type Place = (String, u32, u32);

/// Reads the judgements and finds their pairs again by text and offset.
pub fn read(case: &Case, pairs: &[ActPair]) -> Result<Judgements, Failure> {
    let path = run::root().join(JUDGEMENTS);
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    let place = |at: ActRef| -> Place {
        let trigger = case.digests[at.document].acts[at.act].trigger;
        (case.names[at.document].trim_end_matches(".txt").to_owned(), trigger.0, trigger.1)
    };
    let possible = pairs.iter().enumerate().filter(|(_, pair)| !pair.impossible);
    let at: BTreeMap<[Place; 2], usize> =
        possible.map(|(idx, pair)| (sorted(place(pair.left), place(pair.right)), idx)).collect();
    let mut judgements = Judgements::default();
    for (number, line) in
        text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.starts_with("left\t"))
    {
        let wrong = || Failure::new(format!("{JUDGEMENTS}: line {} is not a judgement", number + 1), "mend it");
        let (places, half, weight, label) = row(line).ok_or_else(wrong)?;
        match at.get(&places) {
            Some(&pair) => judgements.pairs.push(Judged { pair, half, weight, label }),
            None => judgements.lost += 1,
        }
    }
    if judgements.pairs.is_empty() {
        return Err(Failure::new("no judged pair is compared any more", "read the texts of MUC-4, under their names"));
    }
    Ok(judgements)
}

fn sorted(left: Place, right: Place) -> [Place; 2] {
    if left <= right { [left, right] } else { [right, left] }
}

fn row(line: &str) -> Option<([Place; 2], String, f64, Label)> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [left, left_start, left_end, right, right_start, right_end, half, _, weight, label] = cells[..] else {
        return None;
    };
    let label = match label {
        "same" => Label::Same,
        "part" => Label::Part,
        "different" => Label::Different,
        "unclear" => Label::Unclear,
        _ => return None,
    };
    let left = (left.to_owned(), left_start.parse().ok()?, left_end.parse().ok()?);
    let right = (right.to_owned(), right_start.parse().ok()?, right_end.parse().ok()?);
    Some((sorted(left, right), half.to_owned(), weight.parse().ok()?, label))
}
