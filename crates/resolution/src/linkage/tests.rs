//! The linker on invented people: what agrees, what is damaged, what is wrong with the input.

use super::compare::level;
use super::text::{edits, fold, sound};
use super::*;
use std::collections::BTreeSet;

fn schema() -> Schema {
    let kinds = [("name", Kind::Name), ("born", Kind::Date), ("place", Kind::Place), ("code", Kind::Postcode)];
    let columns = kinds.iter().map(|&(name, kind)| ColumnSpec::new(name, kind)).collect();
    Schema { id: Some("id".into()), columns, missing: vec!["NA".into()] }
}

fn table(rows: &str) -> Table {
    Table::read_csv(&format!("id,name,born,place,code\n{rows}"), &schema()).unwrap()
}

const GIVEN: [&str; 12] =
    ["dara", "mirna", "tovan", "ilse", "borin", "sunda", "kelim", "ardo", "velka", "ruxan", "pelo", "nisha"];
const FAMILY: [&str; 11] =
    ["ostrel", "karvian", "tuvol", "mesker", "andrul", "pevany", "zoriel", "lumenta", "goradin", "fehrat", "wislok"];
const PLACES: [&str; 5] = ["upper marle", "tessaly", "nor velin", "castrum", "aldermoor"];

/// `n` people with three records each: as it should be, words swapped and a slip in the day, a slip in the name and no place.
fn people(n: usize) -> Vec<[String; 5]> {
    let mut rows = Vec::new();
    for person in 0..n {
        let draw = |of: u64, n: u64| usize::try_from(table::mix(&[person as u64, of]) % n).unwrap();
        let (given, family) = (GIVEN[draw(1, 12)], FAMILY[draw(2, 11)]);
        let (year, month, day) = (1940 + draw(3, 60), 1 + draw(4, 12), 13 + draw(5, 15));
        let place = PLACES[draw(6, 5)].to_owned();
        let code = format!("q{} {}{}", draw(7, 9), 10 + draw(8, 90), &GIVEN[draw(9, 12)][..2]);
        let born = format!("{year}-{month:02}-{day}");
        let slip = format!("{year}-{month:02}-{}", day % 10 + 10);
        let family_slip: String = family.chars().enumerate().map(|(at, c)| if at == 3 { 'x' } else { c }).collect();
        rows.push([format!("{person}a"), format!("{given} {family}"), born.clone(), place.clone(), code.clone()]);
        rows.push([format!("{person}b"), format!("{family} {given}"), slip, place, code.clone()]);
        rows.push([format!("{person}c"), format!("{given} {family_slip}"), born, "NA".to_owned(), code]);
    }
    rows
}

fn from(rows: &[[String; 5]]) -> Table {
    let headings: Vec<String> = ["id", "name", "born", "place", "code"].iter().map(ToString::to_string).collect();
    Table::from_rows(&headings, rows.iter().map(<[String; 5]>::as_slice), &schema()).unwrap()
}

/// Clusters as sets of ids.
fn ids(table: &Table, linked: &Linked) -> BTreeSet<Vec<String>> {
    let of = |cluster: &Cluster| {
        let mut ids: Vec<String> = cluster.members.iter().map(|&record| table.id(record).to_owned()).collect();
        ids.sort();
        ids
    };
    linked.clusters.iter().map(of).collect()
}

#[test]
fn links_what_is_damaged_without_labels() {
    let rows = people(120);
    let table = from(&rows);
    let linker = Linker::new(&table, &Settings::default());
    let linked = linker.link(&linker.learn());
    let wanted: BTreeSet<Vec<String>> =
        (0..120).map(|person| ["a", "b", "c"].map(|record| format!("{person}{record}")).to_vec()).collect();
    let found = ids(&table, &linked);
    assert!(found.intersection(&wanted).count() >= 110, "{:?}", found.difference(&wanted).collect::<Vec<_>>());
    let wrong = linked.clusters.iter().any(|cluster| {
        let people: BTreeSet<u32> = cluster.members.iter().map(|record| record / 3).collect();
        people.len() > 1
    });
    assert!(!wrong);
}

#[test]
fn learns_from_labels_and_says_what_it_is_sure_of() {
    let rows = people(150);
    let table = from(&rows);
    let linker = Linker::new(&table, &Settings::default());
    let labels: Vec<Option<u32>> = (0..450_u32).map(|record| (record / 3 % 2 == 0).then_some(record / 3)).collect();
    let model = linker.train(&labels).unwrap();
    assert!(model.from_labels && model.calibration.is_some());
    let linked = linker.link(&model);
    let held: Vec<(f64, bool)> = linked
        .pairs
        .iter()
        .filter(|pair| pair.left / 3 % 2 == 1 && pair.right / 3 % 2 == 1)
        .map(|pair| (pair.probability, pair.left / 3 == pair.right / 3))
        .collect();
    assert!(held.iter().filter(|(_, same)| *same).count() >= 200);
    assert!(crate::calibration::reliability(&held, 10).ece < 0.05);
    let kept = serde_json::to_string(&model).unwrap();
    let again: Model = serde_json::from_str(&kept).unwrap();
    assert_eq!(linker.link(&again).pairs.len(), linked.pairs.len());
}

#[test]
fn labels_that_teach_nothing_are_refused() {
    let table = from(&people(10));
    let linker = Linker::new(&table, &Settings::default());
    let wrong = linker.train(&[Some(1)]).unwrap_err();
    assert_eq!(wrong, LinkageError::WrongLabels { n_labels: 1, n_records: 30 });
    assert!(matches!(linker.train(&vec![None; 30]), Err(LinkageError::Unlearnable(_))));
}

#[test]
fn the_order_of_the_rows_does_not_matter() {
    let rows = people(60);
    let mut turned = rows.clone();
    turned.reverse();
    turned.rotate_left(17);
    let (one, other) = (from(&rows), from(&turned));
    let link = |table: &Table| {
        let linker = Linker::new(table, &Settings::default());
        // The weights are those of one order: records drawn at random are drawn by their rows.
        let model = Linker::new(&one, &Settings::default()).learn();
        ids(table, &linker.link(&model))
    };
    assert_eq!(link(&one), link(&other));
}

#[test]
fn reasons_name_the_columns_and_add_up() {
    let rows = people(60);
    let table = from(&rows);
    let linker = Linker::new(&table, &Settings::default());
    let model = linker.learn();
    let linked = linker.link(&model);
    let pair = linked.pairs.iter().find(|pair| (pair.left, pair.right) == (0, 1)).unwrap();
    let reasons = Reasons::new(&table, &model, &linked).of(0, 1);
    let named: BTreeSet<&str> = reasons.iter().map(|factor| factor.comparison.as_str()).collect();
    assert_eq!(named, ["born", "code", "name", "place"].into());
    assert!(reasons.windows(2).all(|two| two[0].bits.abs() >= two[1].bits.abs()));
    let name = reasons.iter().find(|factor| factor.comparison == "name").unwrap();
    let (one, other) = name.says.split_once(" / ").unwrap();
    assert_eq!(one, other);
    assert!(name.bits > 0.0 && pair.probability > 0.5);
    // The third record has no place: that says nothing.
    let reasons = Reasons::new(&table, &model, &linked).of(0, 2);
    assert!(!reasons.iter().any(|factor| factor.comparison == "place"));
}

fn levels(left: &str, right: &str) -> [usize; 5] {
    let table = table(&format!("1,{left}\n2,{right}\n"));
    let pattern = Comparer::new(&table).pattern(0, 1);
    [0, 1, 2, 3, 4].map(|position| level(pattern, position))
}

#[test]
fn columns_are_compared_by_what_they_hold() {
    let name = |left: &str, right: &str| {
        let found = compare::NameMatch::of_level(levels(&format!("{left},,,"), &format!("{right},,,"))[0]);
        [found.n_same, found.n_near, found.n_short, found.n_against]
    };
    assert_eq!(name("dara ostrel", "Ostrel-Dara"), [2, 0, 0, 0]);
    assert_eq!(name("dara ostrel", "dara ostrle"), [1, 1, 0, 0]);
    assert_eq!(name("d ostrel", "dara ostrel"), [1, 0, 1, 0]);
    assert_eq!(name("dara ostrel", "dara mesker"), [1, 0, 0, 1]);
    assert_eq!(name("dara ilse ostrel", "dara ostrel"), [2, 0, 0, 0]);
    let born = |left: &str, right: &str| levels(&format!("a,{left},,"), &format!("a,{right},,"))[1];
    assert_eq!(born("1970-03-12", "1970-03-12"), 1);
    assert_eq!(born("1970-03-12", "12/03/1970"), 1);
    assert_eq!(born("1970-03-12", "1970-12-03"), 2);
    assert_eq!(born("1970-03-12", "1979-03-12"), 2);
    assert_eq!(born("1970-03-12", "1989-03-12"), 3);
    assert_eq!(born("1970-03-12", "1970-11-28"), 5);
    assert_eq!(born("1970-03-12", "1975-11-28"), 6);
    assert_eq!(born("1970-03-12", "1920-11-28"), 7);
    assert_eq!(born("1970-03-12", "NA"), 0);
    let place = |left: &str, right: &str| levels(&format!("a,,{left},"), &format!("a,,{right},"))[2];
    assert_eq!(place("Upper Marle", "uppermarle"), 2);
    assert_eq!(place("Marle", "Upper Marle"), 3);
    assert_eq!(place("Upper Marle", "Castrum"), 5);
    let code = |left: &str, right: &str| levels(&format!("a,,,{left}"), &format!("a,,,{right}"))[3];
    assert_eq!([code("qx1 2ab", "QX12AB"), code("qx1 2ab", "qx1 2aq"), code("qx1 2ab", "qx1 9zz")], [1, 2, 3]);
}

#[test]
fn words_are_folded_measured_and_heard() {
    let folded = |text: &str| {
        let mut into = String::new();
        fold(text, &mut into);
        into
    };
    assert_eq!(folded("  O'Bren,  Zoë-Anne "), "obren zoe anne");
    assert_eq!(folded("ស្រី"), folded("ស្រី "));
    assert!(!folded("ស្រី").is_empty());
    assert_eq!([edits("mirna", "mrina", 3), edits("mirna", "mirna", 0), edits("abc", "xyz", 1)], [1, 0, 2]);
    assert_eq!(edits("ключ", "клюв", 2), 1);
    assert_eq!(edits(&"a".repeat(500), &"a".repeat(400), 9), 0);
    assert_eq!(sound("philka"), sound("filca"));
    assert_ne!(sound("mirna"), sound("tovan"));
}

#[test]
fn rows_are_read_as_they_are_written() {
    let rows = "1,\"Velin, Dara\",1970-03-12,\"a \"\"b\"\"\",x\r\n\n2,\"two\nlines\",,,\n3,unclosed,,,\"q\n";
    let table = table(rows);
    assert_eq!((table.len(), table.id(1)), (3, "2"));
    assert_eq!(table.shown(2, 0), "a b");
    assert_eq!(table.shown(0, 1), "lines two");
    assert_eq!(table.problems(), []);
}

#[test]
fn bad_input_is_said() {
    let table = table("1,d,1970-01-01,,\n1,m o,1971-01-01,,\n7,dara\n8,ilse,1972,,,,more\n");
    let wanted = [
        LinkageProblem::RaggedRows { n_rows: 2, first_line: 4, n_cells: 5 },
        LinkageProblem::DuplicatedIds { n_ids: 1, n_records: 2, first_record: 1 },
        LinkageProblem::OneLetterNames { n_records: 2 },
        LinkageProblem::EmptyColumn { column: "place".into() },
        LinkageProblem::EmptyColumn { column: "code".into() },
    ];
    assert_eq!(table.problems(), wanted);
    let linker = Linker::new(&table, &Settings::default());
    let linked = linker.link(&linker.learn());
    assert_eq!(linked.problems[..5], wanted);
    assert_eq!(linked.clusters.iter().map(|cluster| cluster.members.len()).sum::<usize>(), 4);
}

#[test]
fn what_cannot_be_linked_is_refused() {
    assert_eq!(Table::read_csv("", &schema()).unwrap_err(), LinkageError::NoRows);
    assert_eq!(Table::read_csv("id,name,born,place,code\n", &schema()).unwrap_err(), LinkageError::NoRows);
    let missing = LinkageError::NoColumn { column: "place".into() };
    assert_eq!(Table::read_csv("id,name,born\n1,a,b\n", &schema()).unwrap_err(), missing);
    let many = Schema { columns: vec![ColumnSpec::new("a", Kind::Text); 15], ..Schema::default() };
    assert_eq!(Table::read_csv("a\n1\n", &many).unwrap_err(), LinkageError::TooManyColumns { n: 15, most: 14 });
}

#[test]
fn one_letter_names_alone_link_nothing() {
    let rows: Vec<[String; 5]> = people(40)
        .into_iter()
        .map(|[id, name, ..]| [id, name[..1].to_owned(), "NA".into(), "NA".into(), "NA".into()])
        .collect();
    let table = from(&rows);
    let model = {
        let whole = from(&people(120));
        Linker::new(&whole, &Settings::default()).learn()
    };
    let linked = Linker::new(&table, &Settings::default()).link(&model);
    assert_eq!(linked.clusters.len(), 120);
    assert!(linked.problems.contains(&LinkageProblem::OneLetterNames { n_records: 120 }));
}

#[test]
fn a_cluster_over_the_alarm_is_whole_and_said() {
    let mut rows = people(150);
    let one = rows[0].clone();
    rows.extend(
        (0..300).map(|copy| [format!("copy{copy}"), one[1].clone(), one[2].clone(), one[3].clone(), one[4].clone()]),
    );
    let table = from(&rows);
    let others = from(&people(150));
    let model = Linker::new(&others, &Settings::default()).learn();
    let linked = Linker::new(&table, &Settings::default()).link(&model);
    let largest = linked.clusters.iter().map(|cluster| cluster.members.len()).max();
    assert!(largest >= Some(301), "{largest:?}");
    let alarm = |problem: &LinkageProblem| {
        matches!(problem, LinkageProblem::Cluster(crate::cluster::ClusterProblem::TooLarge { size: 301.., .. }))
    };
    assert!(linked.problems.iter().any(alarm), "{:?}", linked.problems);
}

#[test]
fn what_a_cap_leaves_out_is_counted() {
    let rows: Vec<[String; 5]> = (0..50)
        .map(|n| {
            [n.to_string(), GIVEN[n % 12].to_owned() + FAMILY[n / 12], "1970-03-12".into(), "NA".into(), "NA".into()]
        })
        .collect();
    let table = from(&rows);
    let linker = Linker::new(&table, &Settings::default());
    let linked = linker.link(&linker.learn());
    assert_eq!(linked.blocking.n_large, 1);
    assert_eq!(linked.blocking.n_left_out, 50 * 49 / 2 - 49);
    let said = LinkageProblem::LargeBlocks { n_blocks: 1, most: 14, n_pairs: 50 * 49 / 2 - 49 };
    assert!(linked.problems.contains(&said));
    let all = Linker::new(&table, &Settings { block_cap: 50, ..Settings::default() });
    assert_eq!(all.link(&all.learn()).pairs.len(), 50 * 49 / 2);
}
