//! Tables of others become readings whose every fact stands in its row, or are refused with the place of what is wrong.

use crate::dates::DateOrder;
use crate::fields::Field;
use crate::ftm::Entities;
use crate::mapping::{Mapping, built_in};
use crate::table::{Table, headers};
use crate::{ImportError, Imported, Known, Piece, ROWS_IN_PIECE, decode, suggest};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

const ARRESTS: &str = "\
No;Name;Date;What;Place;By whom;Number\r\n\
1;\"Vash, Olen\";3/2/2031;taken;Karvia;\"police | \"\"Unit 5\"\"\";\r\n\
2;;04.02.2031;taken;Velin;police;34\r\n\
3;Mira Tol;2/2031;beaten;Velin;;\r\n";

const MAPPING: &str = r#"
name = "arrests"
delimiter = ";"
date = "day-month-year"
separator = " | "
origin = "Centre of Karvia"

[columns]
No = "ignore"
Name = "victim"
Date = "date"
What = "act_type"
Place = "place"
"By whom" = "perpetrator"
Number = "victims_at_least"

[codes.act_type]
taken = "arrest"
beaten = "assault"
"#;

fn act_types() -> BTreeSet<String> {
    ["arrest", "assault", "detention"].map(str::to_owned).into()
}

fn run(text: &str, mapping: &Mapping) -> Result<(Imported, Vec<Piece>), ImportError> {
    let act_types = act_types();
    let known = Known { act_types: &act_types, locate: &|_, _| None };
    let table = Table::new(text, mapping, &known)?;
    table.check(&mut |_| ())?;
    let mut pieces = Vec::new();
    let id = |bytes: &[u8]| format!("sha256:{}", bytes.len());
    let imported = table.import("a.csv", ("text/csv", text.as_bytes()), &id, &mut |piece| pieces.push(piece));
    Ok((imported, pieces))
}

fn record(piece: &Piece) -> Value {
    serde_json::from_str(&piece.record).expect("a record is JSON")
}

/// The words at a span of a record.
fn words(record: &Value, span: &Value) -> String {
    let letters: Vec<char> = record["document"]["text"].as_str().unwrap_or_default().chars().collect();
    let at = |idx: usize| usize::try_from(span[idx].as_u64().unwrap_or(0)).unwrap_or(0);
    letters[at(0)..at(1)].iter().collect()
}

fn error(text: &str, mapping: &str) -> String {
    let mapping = match Mapping::parse(mapping) {
        Ok(mapping) => mapping,
        Err(error) => return error.to_string(),
    };
    run(text, &mapping).expect_err("nothing must be imported").to_string()
}

#[test]
fn every_fact_stands_in_its_row() {
    let mapping = Mapping::parse(MAPPING).expect("a mapping");
    let (imported, pieces) = run(ARRESTS, &mapping).expect("a table");
    assert_eq!(imported, Imported { n_rows: 3, n_acts: 3 });
    let record = record(&pieces[0]);
    assert_eq!((&record["source"], &record["document"]["origin"][0]), (&"import".into(), &"Centre of Karvia".into()));
    let acts = record["acts"].as_array().expect("acts");
    let told: Vec<(&str, &str, &str)> = acts
        .iter()
        .map(|act| {
            let text = |value: &'static str| act[value].as_str().unwrap_or_default();
            (text("type"), act["date"]["earliest"].as_str().unwrap_or(""), act["date"]["latest"].as_str().unwrap_or(""))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("arrest", "2031-02-03", "2031-02-03"),
            ("arrest", "2031-02-04", "2031-02-04"),
            ("assault", "2031-02-01", "2031-02-28")
        ]
    );
    assert_eq!(acts[0]["rule"], "import/arrests");
    assert!(words(&record, &acts[0]["evidence"][0]).starts_with("1;\"Vash, Olen\""));
    assert_eq!(words(&record, &acts[0]["trigger"]), "taken");
    let names: Vec<&str> =
        record["entities"].as_array().expect("entities").iter().map(|one| one["name"].as_str().unwrap_or("")).collect();
    assert_eq!(names, ["Vash, Olen", "police", "\"Unit 5\"", "Karvia", "Velin", "Mira Tol"]);
    assert_eq!(acts[1]["participants"][0]["count"]["at_least"], 34);
    assert_eq!(words(&record, &acts[1]["participants"][0]["span"]), "34");
    for participant in acts.iter().flat_map(|act| act["participants"].as_array().expect("participants")) {
        assert!(!words(&record, &participant["span"]).is_empty());
    }
}

#[test]
fn rows_of_one_event_are_one_act_and_namesakes_with_identifiers_are_kept_apart() {
    let text =
        "event_id,act_type,victim_id,victim\nv1,arrest,p1,Olen Vash\nv1,arrest,p2,Olen Vash\nv2,arrest,p1,Olen Vash\n";
    let columns = "name = \"t\"\n[columns]\nevent_id = \"event\"\nact_type = \"act_type\"\nvictim_id = \"victim_id\"\nvictim = \"victim\"\n";
    let (imported, pieces) = run(text, &Mapping::parse(columns).expect("a mapping")).expect("a table");
    assert_eq!(imported.n_acts, 2);
    let record = record(&pieces[0]);
    assert_eq!(record["entities"].as_array().map(Vec::len), Some(2));
    assert_eq!(record["apart"], serde_json::json!([["e1", "e2"]]));
    assert_eq!(record["acts"][0]["evidence"].as_array().map(Vec::len), Some(2));
}

#[test]
fn without_identifiers_nobody_is_made_one_by_the_name() {
    let text = "act,name\narrest,Olen Vash\nassault,Olen Vash\n";
    let columns = "name = \"t\"\n[columns]\nact = \"act_type\"\nname = \"victim\"\n";
    let (_, pieces) = run(text, &Mapping::parse(columns).expect("a mapping")).expect("a table");
    assert_eq!(record(&pieces[0])["entities"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_long_table_is_one_whole_and_pieces_with_the_same_facts() {
    let rows: String =
        (0..2 * ROWS_IN_PIECE + 1).map(|n| format!("{n};Person {n};3/2/2031;taken;Velin;;\r\n")).collect();
    let text = format!("No;Name;Date;What;Place;By whom;Number\r\n{rows}");
    let (imported, pieces) = run(&text, &Mapping::parse(MAPPING).expect("a mapping")).expect("a table");
    assert_eq!((imported.n_rows, imported.n_acts, pieces.len()), (2001, 2001, 4));
    assert_eq!(record(&pieces[0])["acts"].as_array().map(Vec::len), Some(0));
    let last = record(&pieces[3]);
    assert_eq!(words(&last, &last["entities"][0]["mentions"][0]["span"]), "Person 2000");
    let second = record(&pieces[2]);
    assert_eq!(words(&second, &second["acts"][999]["evidence"][0]).trim(), "1999;Person 1999;3/2/2031;taken;Velin;;");
}

#[test]
fn what_is_torn_is_told_with_line_and_column() {
    let cases = [
        ("a,b\n1,2,3\n", "line 2, column 5: 3 cells, where the headers are 2"),
        ("a,b\n1,2\n1\n", "line 3, column 2: 1 cells"),
        ("a,b\n1,\"2\n", "line 2, column 3: a quote that is not closed"),
        ("a,b\n1,\"2\"x\n", "line 2, column 3: a quote"),
        ("a,a\n1,2\n", "line 1, column 3 (\"a\"): this header stands twice"),
        ("a,\n1,2\n", "line 1, column 3: a column without a header"),
        ("a,c\n1,2\n", "line 1, column 3 (\"c\"): the mapping says nothing about this column"),
        ("a,b\n", "there are no rows"),
        ("", "there are no rows"),
        ("b\n1\n", "(\"a\"): the mapping names this column, and the table has none"),
    ];
    for (text, expected) in cases {
        let found = error(text, "name = \"t\"\nact_type = \"arrest\"\n[columns]\na = \"victim\"\nb = \"ignore\"\n");
        assert!(found.contains(expected), "{text:?}: {found}");
    }
}

#[test]
fn a_cell_that_does_not_fit_is_told_and_never_repeated() {
    let text = ARRESTS.replace("3/2/2031", "Secret Name").replace("34", "Hidden Person");
    let found = error(&text, MAPPING);
    assert!(
        found.contains(
            "line 2, column 16 (\"Date\"): this is no date; the mapping says that dates are written day-month-year"
        ),
        "{found}"
    );
    assert!(found.contains("(\"Number\"): this is no whole number"), "{found}");
    assert!(!found.contains("Secret") && !found.contains("Hidden"), "{found}");
    let found = error(&ARRESTS.replace("beaten", "Secret Name"), MAPPING);
    assert!(
        found.contains("line 4, column 19 (\"What\"): this is no act type") && !found.contains("Secret"),
        "{found}"
    );
}

#[test]
fn only_the_first_faults_are_told_one_by_one_and_the_others_counted() {
    let rows: String = (0..100).map(|_| "1;X;never;taken;;;\n".to_owned()).collect();
    let found = error(&format!("No;Name;Date;What;Place;By whom;Number\n{rows}"), MAPPING);
    assert_eq!((found.lines().count(), found.contains("and 80 more")), (21, true), "{found}");
}

#[test]
fn a_mapping_that_makes_no_sense_is_told_with_line_and_column() {
    let cases = [
        ("name = \"t\"\nfoo = 1\n[columns]\n", "the mapping, line 2, column 1: unknown field `foo`"),
        ("name = \"t\"\n[columns]\na = \"victim\nb = 2\n", "the mapping, line 3"),
        ("name = \"t\"\n[columns]\na = \"victom\"\n", "the mapping, line 3, column 5: unknown variant `victom`"),
        ("name = \"t\"\n[columns]\na = \"victim\"\nb = \"ignore\"\n", "nothing says what was done"),
        (
            "name = \"t\"\nact_type = \"arest\"\n[columns]\na = \"victim\"\nb = \"ignore\"\n",
            "no act type `arest`; did you mean `arrest`?",
        ),
        ("name = \"t\"\nact_type = \"arrest\"\n[columns]\na = \"victim\"\nb = \"victim\"\n", "two columns are victim"),
        (
            "name = \"t\"\ndelimiter = \"\\\"\"\nact_type = \"arrest\"\n[columns]\na = \"victim\"\n",
            "the delimiter is one ASCII character",
        ),
    ];
    for (mapping, expected) in cases {
        let found = error("a,b\n1,2\n", mapping);
        assert!(found.contains(expected), "{mapping}: {found}");
    }
}

#[test]
fn other_encodings_are_told_and_can_be_named() {
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain("a,b\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let error = decode(&utf_16, None).expect_err("UTF-16").to_string();
    assert!(error.contains("--encoding utf-16"), "{error}");
    assert_eq!(decode(&utf_16, Some("utf-16")).as_deref(), Ok("a,b\n"));
    let cp1252 = b"a,b\nx,Jos\xe9\n";
    let error = decode(cp1252, None).expect_err("windows-1252").to_string();
    assert!(error.starts_with("line 2, column 6:") && error.contains("--encoding windows-1252"), "{error}");
    assert_eq!(decode(cp1252, Some("windows-1252")).as_deref(), Ok("a,b\nx,José\n"));
    assert_eq!(decode(b"\xef\xbb\xbfa\n", None).as_deref(), Ok("a\n"));
    let error = decode(b"a\0b\0\n\0", None).expect_err("UTF-16 without a mark").to_string();
    assert!(error.contains("a byte that is 0"), "{error}");
    assert!(decode(b"a", Some("klingon")).is_err());
    let error = decode("a,b\nx,José\n".as_bytes(), Some("windows-1252")).expect_err("UTF-8").to_string();
    assert!(error.starts_with("line 2, column 6: what stands here is UTF-8"), "{error}");
    assert!(decode(b"a\xd8", Some("utf-16")).is_err());
}

#[test]
fn days_are_read_in_their_order_and_centuries_not_guessed() {
    let day = |text: &str, order| {
        crate::dates::window(text, order)
            .map(|window| (window.earliest.map(|d| d.to_string()), window.latest.map(|d| d.to_string())))
    };
    let one = |text: &str| Some((Some(text.to_owned()), Some(text.to_owned())));
    assert_eq!(day("3/2/2031", DateOrder::DayFirst), one("2031-02-03"));
    assert_eq!(day("3/2/2031", DateOrder::MonthFirst), one("2031-03-02"));
    assert_eq!(day("2031-02-03", DateOrder::Iso), one("2031-02-03"));
    assert_eq!(day("2031-02-03T10:00:00Z", DateOrder::Iso), one("2031-02-03"));
    for (text, order) in [
        ("3/2/31", DateOrder::DayFirst),
        ("31/2/2031", DateOrder::DayFirst),
        ("2/13/2031", DateOrder::DayFirst),
        ("03/02/2031", DateOrder::Iso),
        ("2031-02-03/2031-01-01", DateOrder::Iso),
        ("soon", DateOrder::Iso),
    ] {
        assert_eq!(day(text, order), None, "{text}");
    }
}

#[test]
fn a_proposed_mapping_says_what_it_sees_and_leaves_the_rest_to_a_person() {
    let mapping = suggest::suggest(ARRESTS, &act_types()).expect("a table");
    let field = |header: &str| mapping.columns.get(header).copied();
    assert_eq!(field("Name"), Some(Field::Victim));
    assert_eq!(field("Date"), Some(Field::Date));
    assert_eq!(field("Place"), Some(Field::Place));
    assert_eq!(field("By whom"), Some(Field::Perpetrator));
    assert_eq!(field("No"), Some(Field::Ignore));
    assert_eq!((mapping.delimiter, mapping.date), (';', DateOrder::DayFirst));
    assert_eq!(Mapping::parse(&mapping.to_toml()), Ok(mapping));
    // A code whose meaning nobody said is not guessed.
    let coded = suggest::suggest("type,name\ntaken,A\nARREST,B\n", &act_types()).expect("a table");
    assert_eq!(coded.codes[&Field::ActType]["taken"], "");
    assert_eq!(coded.codes[&Field::ActType]["ARREST"], "arrest");
    assert!(error("type,name\ntaken,A\n", &coded.to_toml()).contains("means nothing yet"));
}

#[test]
fn the_mappings_that_come_with_the_program_fit_its_tables() {
    for (name, table) in [("saksi-acts", "acts"), ("saksi-persons", "persons")] {
        let mapping = built_in().into_iter().find(|mapping| mapping.name == name).expect("a built-in mapping");
        let written = tables::csv::write(&tables::schema::table(table));
        let text = String::from_utf8(written).expect("UTF-8");
        assert!(mapping.is_for(&headers(&text, b',')), "{name}");
    }
}

const ENTITIES: &str = concat!(
    r#"{"id":"p1","schema":"Person","properties":{"name":["Olen Vash"],"position":["teacher"]}}"#,
    "\n",
    r#"{"id":"o1","schema":"PublicBody","properties":{"name":["Police of Karvia"]}}"#,
    "\n",
    r#"{"id":"v1","schema":"Event","properties":{"name":["arrest"],"keywords":["arrest","alleged"],"startDate":["2031-02"],"endDate":["2031-02"],"location":["Velin"]}}"#,
    "\n",
    r#"{"id":"l1","schema":"UnknownLink","properties":{"subject":["p1"],"object":["v1"],"role":["victim"]}}"#,
    "\n",
    r#"{"id":"l2","schema":"UnknownLink","properties":{"subject":["o1"],"object":["v1"],"role":["perpetrator"]}}"#,
    "\n",
    r#"{"id":"v2","schema":"Event","properties":{"name":["a fair"]}}"#,
    "\n",
);

#[test]
fn entities_become_acts_with_who_took_part() {
    let act_types = act_types();
    let known = Known { act_types: &act_types, locate: &|_, _| None };
    let entities = Entities::new(ENTITIES, &known).expect("entities");
    assert_eq!(entities.n_left_alone(), 1);
    let (imported, piece) = entities.import("a.json", "sha256:1".to_owned());
    assert_eq!(imported, Imported { n_rows: 6, n_acts: 1 });
    let record = record(&piece);
    let act = &record["acts"][0];
    assert_eq!(
        (&act["type"], &act["status"], &act["date"]["latest"]),
        (&"arrest".into(), &"alleged".into(), &"2031-02-28".into())
    );
    let parts: Vec<(String, String)> = act["participants"]
        .as_array()
        .expect("participants")
        .iter()
        .map(|one| (one["role"].as_str().unwrap_or("").to_owned(), words(&record, &one["span"])))
        .collect();
    assert_eq!(
        parts,
        [("victim".to_owned(), "Olen Vash".to_owned()), ("perpetrator".to_owned(), "Police of Karvia".to_owned())]
    );
    assert!(words(&record, &act["evidence"][0]).contains("\"v1\""));
}

#[test]
fn entities_that_are_none_are_told_with_their_place() {
    let act_types = act_types();
    let known = Known { act_types: &act_types, locate: &|_, _| None };
    let cases = [
        ("{\"id\":\"a\",\"schema\":\"Person\"", "line 1, column 2"),
        ("\n[1]\n", "line 2"),
        ("{\"id\":1,\"schema\":\"Person\"}", "no entity of FollowTheMoney"),
        ("{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}", "somebody without a name"),
        (
            "{\"id\":\"a\",\"schema\":\"Note\"}\n{\"id\":\"a\",\"schema\":\"Note\"}",
            "line 2, column 1: an entity with this id",
        ),
        ("", "there are no rows"),
    ];
    for (text, expected) in cases {
        let found = Entities::new(text, &known).map(drop).expect_err("no entities").to_string();
        assert!(found.contains(expected), "{text}: {found}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_and_every_span_lies_in_it(text in "[a-c\",;\\r\\n\u{1780}-\u{1790} ]{0,120}") {
        let mapping = Mapping::parse("name = \"t\"\nact_type = \"arrest\"\n[columns]\na = \"victim\"\nb = \"place\"\n").expect("a mapping");
        for table in [text.clone(), format!("a,b\n{text}")] {
            if let Ok((_, pieces)) = run(&table, &mapping) {
                for piece in pieces {
                    let record = record(&piece);
                    for act in record["acts"].as_array().expect("acts") {
                        prop_assert!(!words(&record, &act["evidence"][0]).is_empty());
                    }
                }
            }
        }
    }

    #[test]
    fn rows_are_read_as_another_program_writes_them(
        rows in prop::collection::vec(prop::collection::vec("[ab,;\"\\n ]{0,6}", 3), 1..6), always in any::<bool>(), semicolon in any::<bool>()
    ) {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
        let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let delimiter = if semicolon { b';' } else { b',' };
        let mut writer = csv::WriterBuilder::new().quote_style(style).delimiter(delimiter).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).expect("memory");
        }
        let text = String::from_utf8(writer.into_inner().expect("memory")).expect("UTF-8");
        let ours: Vec<Vec<String>> = crate::rows::Rows::new(&text, delimiter)
            .map(|row| row.cells.into_iter().map(|cell| cell.value.into_owned()).collect())
            .collect();
        prop_assert_eq!(ours, rows);
    }
}
