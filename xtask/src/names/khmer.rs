//! Romanised Khmer: the published spellings of politicians with their certain negatives, and 300 pairs of invented people.

use super::figures::{auc, best_f1, brier, count, recall_without_error};
use super::{Labelled, matchers, picked};
use crate::Failure;
use resolution::names::{Agreement, Frequencies, Name, NameIndex, NameKind, compare};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// The 300 pairs.
pub fn pairs(path: &Path) -> Result<Vec<Labelled>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    let rows =
        text.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let pair = |row: Vec<&str>| {
        let [_, split, left, right, same] = row.as_slice() else { return None };
        Some(Labelled {
            schema: "Person".to_owned(),
            left: (*left).to_owned(),
            right: (*right).to_owned(),
            same: *same == "1",
            train: *split == "train",
        })
    };
    Ok(rows.filter_map(pair).collect())
}

/// Both parts.
pub fn report(pairs: &[Labelled], variants: &Path) -> Result<String, Failure> {
    let mut report = invented(pairs);
    let text = std::fs::read_to_string(variants).map_err(|error| Failure::file(variants, &error))?;
    report += &politicians(&text);
    Ok(report)
}

fn invented(pairs: &[Labelled]) -> String {
    let matchers = matchers(pairs);
    let mut report = String::from(
        "\n### Romanised Khmer, 300 pairs of invented people\n\n| matcher | half | true / false | best F1 | AUC | recall at no false pair | Brier |\n| --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for matcher in &matchers {
        for half in ["train", "test"] {
            let scored = picked(matcher, pairs, |pair| pair.train == (half == "train"));
            let _never_fails = writeln!(
                report,
                "| {} | {half} | {} / {} | {:.3} | {:.3} | {:.3} | {:.3} |",
                matcher.name,
                count(&scored, |pair| pair.same),
                count(&scored, |pair| !pair.same),
                best_f1(&scored),
                auc(&scored),
                recall_without_error(&scored),
                brier(&scored)
            );
        }
    }
    for half in ["train", "test"] {
        let of_half: Vec<Labelled> = pairs.iter().filter(|pair| pair.train == (half == "train")).cloned().collect();
        report += &stages(half, &of_half);
    }
    report
}

/// What the index proposes and how far the comparison goes.
fn stages(half: &str, pairs: &[Labelled]) -> String {
    let parse = |text: &str| Name::parse(text, NameKind::Person).ok();
    let mut index = NameIndex::default();
    let named: Vec<(Name, Name, bool)> =
        pairs.iter().filter_map(|pair| Some((parse(&pair.left)?, parse(&pair.right)?, pair.same))).collect();
    for (left, right, _) in &named {
        index.add(left);
        index.add(right);
    }
    let proposed: BTreeSet<(u32, u32)> = index.pairs().pairs.into_iter().collect();
    let mut table = [[0_u32; 3]; 2];
    for (left, right, same) in &named {
        let ids = (index.find(left).unwrap_or_default(), index.find(right).unwrap_or_default());
        let is_proposed = ids.0 == ids.1 || proposed.contains(&(ids.0.min(ids.1), ids.0.max(ids.1)));
        let agreement = compare(left, right, index.frequencies()).agreement;
        let row = &mut table[usize::from(*same)];
        row[0] += u32::from(is_proposed);
        row[1] += u32::from(is_proposed && agreement >= Agreement::Possible);
        row[2] += u32::from(is_proposed && agreement >= Agreement::Variant);
    }
    let [other, same] = table;
    let n_same = named.iter().filter(|(_, _, same)| *same).count();
    format!(
        "\n{half}: of {n_same} true pairs {} proposed by the keys, {} at least possible, {} a variant; of {} false ones {}, {}, {}.\n",
        same[0],
        same[1],
        same[2],
        named.len() - n_same,
        other[0],
        other[1],
        other[2]
    )
}

/// One list a line, names apart by `|`; `A=B` are one person, all others are different people.
fn politicians(text: &str) -> String {
    let mut report = String::from(
        "\n### Romanised Khmer, published spellings\n\n| list | true pairs | proposed | at least possible | variant | certain negatives | proposed | possible | variant or same (false) |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let mut all = [[0_u32; 4]; 2];
    for (line, list) in text.lines().enumerate() {
        let people: Vec<Vec<Name>> = list
            .split('|')
            .map(|person| person.split('=').filter_map(|name| Name::parse(name, NameKind::Person).ok()).collect())
            .collect();
        let table = of_list(&people);
        for (sum, row) in all.iter_mut().zip(table) {
            sum.iter_mut().zip(row).for_each(|(sum, n)| *sum += n);
        }
        line_of(&mut report, &(line + 1).to_string(), table);
    }
    line_of(&mut report, "all", all);
    report
}

fn line_of(report: &mut String, list: &str, [other, same]: [[u32; 4]; 2]) {
    let cells = same.iter().chain(&other).map(|n| format!(" {n} |")).collect::<String>();
    let _never_fails = writeln!(report, "| {list} |{cells}");
}

/// Pairs, proposed, possible, variant; of different people and of one.
fn of_list(people: &[Vec<Name>]) -> [[u32; 4]; 2] {
    let mut index = NameIndex::default();
    let named: Vec<(usize, u32, &Name)> = people
        .iter()
        .enumerate()
        .flat_map(|(person, names)| names.iter().map(move |name| (person, name)))
        .map(|(person, name)| (person, index.add(name), name))
        .collect();
    let proposed: BTreeSet<(u32, u32)> = index.pairs().pairs.into_iter().collect();
    let no_frequencies = Frequencies::default();
    let mut table = [[0; 4]; 2];
    for (i, (person, id, name)) in named.iter().enumerate() {
        for (other_person, other_id, other) in named.iter().skip(i + 1) {
            let is_proposed = id == other_id || proposed.contains(&((*id).min(*other_id), (*id).max(*other_id)));
            let agreement = compare(name, other, &no_frequencies).agreement;
            let row = &mut table[usize::from(person == other_person)];
            row[0] += 1;
            row[1] += u32::from(is_proposed);
            row[2] += u32::from(is_proposed && agreement >= Agreement::Possible);
            row[3] += u32::from(is_proposed && agreement >= Agreement::Variant);
        }
    }
    table
}
