//! Labels from the templates of MUC-4, without reading: one event when types, days and country meet and a named victim is shared; two
//! when days lie apart, countries differ, or both name victims and share none; else nothing.

use super::case::Case;
use super::judged::{self, Label};
use crate::{Failure, packages, run};
use jiff::civil::Date;
use resolution::digest::{Act, Digest, Kind, Role};
use resolution::events::ActPair;
use resolution::result::ActRef;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Words that stand in many names and tell nobody apart.
const COMMON: &str = "u s san el de la los las del national police army government minister president general colonel united states of \
    and in force forces a an the";

/// Days by which a template's days may be off before two of them lie apart.
const APART: i32 = 3;

/// What one template tells.
#[derive(Debug, Default)]
struct Template {
    types: BTreeSet<String>,
    /// First and last day; none when it has alternatives or no last day.
    days: Option<(Option<Date>, Date)>,
    countries: BTreeSet<String>,
    victims: Vec<String>,
}

/// What came out.
#[derive(Debug, Default)]
pub struct Labels {
    /// Which pair, and whether it is one event.
    pub labels: Vec<(usize, bool)>,
    /// Pairs with an act that belongs to no template, or to several.
    pub unaligned: usize,
    /// Pairs of which the templates do not tell.
    pub unknown: usize,
}

/// Labels the pairs that do not exclude each other.
pub fn label(case: &Case, pairs: &[ActPair]) -> Result<Labels, Failure> {
    let gold = templates()?;
    let mut labels = Labels::default();
    for (idx, pair) in pairs.iter().enumerate().filter(|(_, pair)| !pair.impossible) {
        match aligned(case, &gold, pair.left).zip(aligned(case, &gold, pair.right)) {
            None => labels.unaligned += 1,
            Some((left, right)) => {
                let named = |at: ActRef, template: &Template| names(&case.digests[at.document], &template.victims);
                match same(left, right, &named(pair.left, left), &named(pair.right, right)) {
                    Some(same) => labels.labels.push((idx, same)),
                    None => labels.unknown += 1,
                }
            }
        }
    }
    Ok(labels)
}

/// Prints how many pairs have a label, and how often it agrees with the judgements.
pub fn agreement(case: &Case, pairs: &[ActPair]) -> Result<(), Failure> {
    let (labels, judged) = (label(case, pairs)?, judged::read(case, pairs)?);
    let same = labels.labels.iter().filter(|(_, same)| *same).count();
    println!(
        "\nBy templates {same} pairs are one event and {} are not; {} have an act of no template or of several, of {} the templates do not tell.",
        labels.labels.len() - same,
        labels.unaligned,
        labels.unknown
    );
    let of: BTreeMap<usize, bool> = labels.labels.iter().copied().collect();
    let both: Vec<(Label, bool)> =
        judged.pairs.iter().filter_map(|one| Some((one.label, *of.get(&one.pair)?))).collect();
    let n = |label: Label, same: bool| both.iter().filter(|one| **one == (label, same)).count();
    println!(
        "Both labelled {}; judged same: {} same, {} not by templates; judged part: {}, {}; judged different: {}, {}; unclear {}.",
        both.len(),
        n(Label::Same, true),
        n(Label::Same, false),
        n(Label::Part, true),
        n(Label::Part, false),
        n(Label::Different, true),
        n(Label::Different, false),
        n(Label::Unclear, true) + n(Label::Unclear, false)
    );
    Ok(())
}

fn same(left: &Template, right: &Template, one: &BTreeSet<String>, other: &BTreeSet<String>) -> Option<bool> {
    let days = left.days.zip(right.days);
    let gap = days.map(|((start, end), (other_start, other_end))| {
        let after = |end: Date, start: Option<Date>| {
            start.and_then(|start| end.until(start).ok()).map_or(i32::MIN, |span| span.get_days())
        };
        after(end, other_start).max(after(other_end, start))
    });
    let countries_meet = !left.countries.is_disjoint(&right.countries);
    let countries_differ = !left.countries.is_empty() && !right.countries.is_empty() && !countries_meet;
    let share = !one.is_disjoint(other);
    if gap.is_some_and(|gap| gap > APART) || countries_differ || (!one.is_empty() && !other.is_empty() && !share) {
        return Some(false);
    }
    (share && countries_meet && !left.types.is_disjoint(&right.types) && gap.is_some_and(|gap| gap <= 1))
        .then_some(true)
}

/// The one template of the text whose victims share a word with those of the act.
fn aligned<'a>(case: &Case, gold: &'a BTreeMap<String, Vec<Template>>, at: ActRef) -> Option<&'a Template> {
    let act = &case.digests[at.document].acts[at.act];
    let (types, victims) = (types(&act.act_type), victims(act));
    let fits = |template: &&Template| {
        let words: BTreeSet<String> = template.victims.iter().flat_map(|victim| words(victim)).collect();
        types.iter().any(|one| template.types.contains(*one)) && !words.is_disjoint(&victims)
    };
    let mut fitting = gold.get(case.names[at.document].trim_end_matches(".txt"))?.iter().filter(fits);
    fitting.next().filter(|_| fitting.next().is_none())
}

fn victims(act: &Act) -> BTreeSet<String> {
    let of = act.participants.iter().filter(|one| matches!(one.role, Role::Victim | Role::Target));
    of.flat_map(|one| words(&one.text)).collect()
}

/// As the scorer beside the data takes them.
fn types(act_type: &str) -> &'static [&'static str] {
    match act_type {
        "killing" | "attempted_killing" | "assault" | "property_attack" => &["ATTACK", "BOMBING", "ARSON"],
        "torture_ill_treatment" | "sexual_violence" | "death_in_custody" | "judicial_execution" => &["ATTACK"],
        "abduction" | "enforced_disappearance" => &["KIDNAPPING"],
        _ => &[],
    }
}

/// Words of the victims that stand in a name of the text.
fn names(digest: &Digest, victims: &[String]) -> BTreeSet<String> {
    let people =
        digest.entities.iter().filter(|one| one.named > 0 && matches!(one.kind, Kind::Person | Kind::Organization));
    let named: BTreeSet<String> = people.flat_map(|one| one.spellings.iter().flat_map(|name| words(name))).collect();
    victims.iter().flat_map(|victim| words(victim)).filter(|word| word.len() > 2 && named.contains(word)).collect()
}

fn words(text: &str) -> Vec<String> {
    let kept: String =
        text.to_lowercase().chars().filter(|one| one.is_ascii_alphanumeric() || one.is_whitespace()).collect();
    let telling = |word: &&str| !COMMON.split_whitespace().any(|common| common == *word);
    kept.split_whitespace().filter(telling).map(str::to_owned).collect()
}

/// The templates of each text, by part and position.
fn templates() -> Result<BTreeMap<String, Vec<Template>>, Failure> {
    let code = "import gzip, json, sys\n\
        for split in ('train', 'tst1', 'tst2'):\n    \
        for idx, line in enumerate(gzip.open(f'{sys.argv[1]}/{split}.jsonl.gz', 'rt')):\n        \
        print(json.dumps({'name': f'{split}-{idx:05d}', 'gold': json.loads(line)['gold']}))";
    let packed = run::shared()?.join("eval/muc4");
    let printed = run::output(Command::new(packages::python()).args(["-c", code]).arg(packed))?;
    let values = printed.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    Ok(values.map(|value| (value["name"].as_str().unwrap_or_default().to_owned(), of_text(&value["gold"]))).collect())
}

fn of_text(gold: &Value) -> Vec<Template> {
    let fillers = ["Victim", "Target"].iter().flat_map(|slot| strings(&gold["extracts"][slot]));
    let victims: BTreeSet<Vec<String>> = fillers.map(|filler| words(&filler)).collect();
    gold["templates"].as_array().into_iter().flatten().map(|template| one(template, &victims)).collect()
}

fn one(template: &Value, victims: &BTreeSet<Vec<String>>) -> Template {
    let set = |slot: &str| strings(&template[slot]).into_iter().collect();
    let day = |value: &Value| value.as_str().and_then(|day| day.parse::<Date>().ok());
    let alternatives = template["date"].as_array().map_or(&[][..], Vec::as_slice);
    let days = if let [only] = alternatives { day(&only[1]).map(|last| (day(&only[0]), last)) } else { None };
    let of_victims = strings(&template["strings"]).into_iter().filter(|string| victims.contains(&words(string)));
    Template { types: set("type"), days, countries: set("country"), victims: of_victims.collect() }
}

/// Every string within, however deep.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(string) => vec![string.clone()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}
