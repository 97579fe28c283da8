//! Known people from elsewhere as documents: a register of real historical people, and pairs of romanised Khmer names.

use super::Case;
use crate::names::khmer;
use crate::{Failure, linkage, run};
use document::DateWindow;
use resolution::Digest;
use resolution::digest::{Entity, Kind, Place};
use serde_json::Value;
use std::collections::HashMap;
use std::process::Command;

/// Of each half of the people in the register one in so many is taken: names stay as common, the case stays small.
const ONE_IN: u64 = 2;

/// Records of historical people (beside the repository), each as a report of one person: name, office, sex, place of birth. Halves by person.
pub fn historical(train: bool) -> Result<Case, Failure> {
    let path = run::shared()?.join("eval/linkage/historical_figures_with_errors_50k.parquet");
    let query = format!(
        "import duckdb, json\nfor row in duckdb.sql(\"select cluster, full_name, coalesce(occupation, ''), coalesce(gender, ''), coalesce(birth_place, '') \
         from '{}' where full_name is not null order by hash(unique_id)\").fetchall(): print(json.dumps(row))",
        path.display()
    );
    let printed = run::output(Command::new(linkage::python_with_peer()?).args(["-c", &query]))?;
    let mut case = Case::new("register of historical people");
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for row in printed.lines().filter_map(|line| serde_json::from_str::<Vec<Value>>(line).ok()) {
        let cell = |at: usize| row.get(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        let hash = fnv(&cell(0)) >> 9;
        if (hash.is_multiple_of(2)) != train || !(hash >> 1).is_multiple_of(ONE_IN) {
            continue;
        }
        let next = numbers.len();
        let person = *numbers.entry(cell(0)).or_insert(next);
        let pronouns = match cell(3).as_str() {
            "male" => [2, 0],
            "female" => [0, 2],
            _ => [0, 0],
        };
        let someone = Entity {
            roles: Some(cell(2)).filter(|role| !role.is_empty()).into_iter().collect(),
            pronouns,
            ..named(&cell(1), Kind::Person)
        };
        let place = Place { country: Some("GB".to_owned()), precision: "city".to_owned(), ..Place::default() };
        let town = Some(cell(4))
            .filter(|town| !town.is_empty())
            .map(|town| Entity { place: Some(place), ..named(&town, Kind::Place) });
        let truth = std::iter::once(Some(person)).chain(town.iter().map(|_| None)).collect();
        let entities = std::iter::once(someone).chain(town).collect();
        let document = format!("sha256:{}", case.digests.len());
        case.add(Digest { document, published: DateWindow::default(), entities, ..Digest::default() }, truth);
    }
    Ok(case)
}

/// The pairs of invented Cambodians, each name as a report of its own. A name may stand in several pairs: then it is one person in all of them.
pub fn khmer(train: bool) -> Result<Case, Failure> {
    let pairs = khmer::pairs(&run::root().join("crates/resolution/tests/data/khmer_pairs.tsv"))?;
    let mut case = Case::new("romanised Khmer, names alone");
    let mut people: HashMap<String, usize> = HashMap::new();
    for pair in pairs.iter().filter(|pair| pair.train == train) {
        let next = people.len();
        let known = people.get(&pair.left).or_else(|| people.get(&pair.right).filter(|_| pair.same)).copied();
        let left = known.unwrap_or(next * 2);
        let right = if pair.same { left } else { people.get(&pair.right).copied().unwrap_or(next * 2 + 1) };
        for (name, person) in [(&pair.left, left), (&pair.right, right)] {
            if people.insert(name.clone(), person).is_none() {
                let document = format!("sha256:{}", case.digests.len());
                case.add(
                    Digest { document, entities: vec![named(name, Kind::Person)], ..Digest::default() },
                    vec![Some(person)],
                );
            }
        }
    }
    Ok(case)
}

fn named(name: &str, kind: Kind) -> Entity {
    Entity {
        key: "e".to_owned(),
        kind,
        name: name.to_owned(),
        spellings: vec![name.to_owned()],
        named: 1,
        ..Entity::default()
    }
}

fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
