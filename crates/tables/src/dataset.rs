//! A public data set: the tables with small cells left out, a codebook of every column, a statement of limits, and the hashes of all.
//!
//! Nothing in it depends on the clock or on chance: the same disclosure gives the same bytes.

use crate::disclosed::{Look, tables};
use crate::table::{Cell, Column, Table};
use crate::{Named, csv, ftm, parquet, schema};
use disclosure::{Disclosed, Done, Warning};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Numbers that are smaller are left out.
pub const SMALLEST: u64 = 5;
const LIMITS: &str = include_str!("../../../codebook/tables/limits.md");
const README: &str = include_str!("../../../codebook/tables/readme.md");

/// The files of the data set, in the order of their names.
///
/// # Errors
/// [`parquet::ParquetError`].
pub fn files(disclosed: &Disclosed) -> Result<Vec<Named>, parquet::ParquetError> {
    let mut all = tables(disclosed);
    all.push(tally(disclosed));
    let n_blanked = suppress(&mut all, disclosed);
    let mut files = Vec::new();
    for table in &all {
        files.push((format!("csv/{}.csv", table.name), csv::write(table)));
        files.push((format!("parquet/{}.parquet", table.name), parquet::write(table)?));
    }
    files.push(("codebook.csv".to_owned(), csv::write(&codebook(&all))));
    files.push(("codebook.md".to_owned(), codebook_page(&all).into_bytes()));
    files.push(("entities.ftm.json".to_owned(), ftm::write(disclosed)));
    files.push(("limits.md".to_owned(), limits(disclosed, &all, n_blanked).into_bytes()));
    files.push(("README.md".to_owned(), README.as_bytes().to_vec()));
    files.sort();
    let hashes = hashes(&files);
    files.push(("sha256sums.txt".to_owned(), hashes.into_bytes()));
    Ok(files)
}

/// What `sha256sum --check` reads.
fn hashes(files: &[Named]) -> String {
    files.iter().fold(String::new(), |mut text, (name, bytes)| {
        for byte in Sha256::digest(bytes) {
            let _never_fails = write!(text, "{byte:02x}");
        }
        let _never_fails = writeln!(text, "  {name}");
        text
    })
}

/// Act type, year, country.
type CellOf = (String, Option<i16>, Option<String>);
/// Events, victims by identifier, the largest number of victims in one text.
type Counted = (u64, BTreeSet<String>, u64);

/// Events and victims by act type, year and country.
fn tally(disclosed: &Disclosed) -> Table {
    let look = Look::new(disclosed);
    let mut cells: BTreeMap<CellOf, Counted> = BTreeMap::new();
    for event in disclosed.events() {
        let Some(act_type) = &event.act_type else { continue };
        // What began in a year that is not known for sure is of no year.
        let year = event.date.earliest.zip(event.date.latest).filter(|(first, last)| first.year() == last.year());
        let country = look.place(event).and_then(|place| place.country.clone());
        let cell = cells.entry((act_type.clone(), year.map(|(first, _)| first.year()), country)).or_default();
        cell.0 += 1;
        for victim in event.participants.iter().filter(|one| one.role == "victim") {
            match (&victim.person, victim.count) {
                (Some(person), _) => {
                    cell.1.insert(person.clone());
                }
                (None, Some(count)) => cell.2 = cell.2.max(count.at_least.unwrap_or_default()),
                (None, None) => {}
            }
        }
    }
    let rows = cells.into_iter().map(|((act_type, year, country), (n_events, people, largest))| {
        // A number may be about the same people as the names: the larger of both is what is sure.
        let n_victims = largest.max(people.len() as u64);
        let shown = |n: u64| if n < SMALLEST { Cell::None } else { n.into() };
        let is_small = n_events < SMALLEST || n_victims < SMALLEST;
        let year = year.map(|year| Cell::Integer(i64::from(year))).unwrap_or_default();
        vec![act_type.into(), year, country.into(), shown(n_events), shown(n_victims), is_small.into()]
    });
    Table { rows: rows.collect(), ..schema::table("tally") }
}

/// Leaves out what few share of people behind a pseudonym, and small numbers; gives how many cells were emptied.
fn suppress(tables: &mut [Table], disclosed: &Disclosed) -> usize {
    let mut n_blanked = 0;
    let mut rare: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for warning in disclosed.warnings() {
        if let Warning::Rare { person, fields, k } = warning
            && (*k as u64) < SMALLEST
        {
            rare.entry(person).or_default().extend(fields.iter().map(String::as_str));
        }
    }
    let where_rare: BTreeSet<&str> = (disclosed.events().iter())
        .filter(|event| {
            let people = event.participants.iter().filter_map(|one| one.person.as_deref());
            people.filter_map(|id| rare.get(id)).any(|fields| fields.contains("place"))
        })
        .map(|event| event.id.as_str())
        .collect();
    for table in tables {
        let columns: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
        let at = |name: &str| columns.iter().position(|column| column == name);
        for row in &mut table.rows {
            let id = match row.first() {
                Some(Cell::Text(id)) => id.clone(),
                _ => continue,
            };
            let blank: Vec<usize> = match table.name.as_str() {
                "persons" => {
                    rare.get(id.as_str()).into_iter().flatten().filter_map(|field| at(column_of(field))).collect()
                }
                "acts" | "events" if where_rare.contains(id.as_str()) => {
                    ["place", "place_ids"].iter().filter_map(|name| at(name)).collect()
                }
                "counts" => {
                    let small = ["persons_named", "persons_named_at_most", "at_least", "at_most"];
                    let is_small = |idx: &usize| matches!(row.get(*idx), Some(Cell::Integer(n)) if (1..SMALLEST.cast_signed()).contains(n));
                    small.iter().filter_map(|name| at(name)).filter(is_small).collect()
                }
                _ => Vec::new(),
            };
            for idx in blank {
                if let Some(cell) = row.get_mut(idx).filter(|cell| **cell != Cell::None) {
                    *cell = Cell::None;
                    n_blanked += 1;
                }
            }
        }
    }
    n_blanked
}

/// The column of `persons` for a field of a warning.
fn column_of(field: &str) -> &str {
    if field == "birth" { "birth_date" } else { field }
}

fn codebook(tables: &[Table]) -> Table {
    let column = |name: &str, description: &str| Column {
        name: name.to_owned(),
        description: description.to_owned(),
        ..Column::default()
    };
    let columns = vec![
        column("table", "the table"),
        column("column", "its column"),
        column("type", "text, integer, number, flag or date"),
        column("huridocs", "number of the field in the HURIDOCS Events Standard Formats"),
        column("description", "what it means"),
    ];
    let rows = tables.iter().flat_map(|table| {
        table.columns.iter().map(move |column| {
            vec![
                table.name.as_str().into(),
                column.name.as_str().into(),
                column.column_type.name().into(),
                column.huridocs.as_str().into(),
                column.description.as_str().into(),
            ]
        })
    });
    Table { name: "codebook".to_owned(), columns, rows: rows.collect() }
}

fn codebook_page(tables: &[Table]) -> String {
    let mut page = "# Codebook\n\nEvery table and column. Numbers are fields of the HURIDOCS Events Standard Formats, as cross-references.\n".to_owned();
    for table in tables {
        let _never_fails = write!(
            page,
            "\n## {} ({} rows)\n\n| column | type | HURIDOCS | meaning |\n| --- | --- | --- | --- |\n",
            table.name,
            table.rows.len()
        );
        for Column { name, column_type, huridocs, description } in &table.columns {
            let description = description.replace('|', "\\|");
            let _never_fails = writeln!(page, "| `{name}` | {} | {huridocs} | {description} |", column_type.name());
        }
    }
    let mut types: BTreeSet<String> = BTreeSet::new();
    for row in tables.iter().filter(|table| table.name == "acts").flat_map(|table| &table.rows) {
        if let Some(Cell::Text(act_type)) = row.get(1) {
            types.insert(act_type.clone());
        }
    }
    page.push_str("\n## Act types that occur\n\n| term | meaning | HURIDOCS |\n| --- | --- | --- |\n");
    for act_type in types {
        let gloss = schema::gloss(&act_type).unwrap_or_default().replace('|', "\\|");
        let code = schema::huridocs_act(&act_type).unwrap_or_default();
        let _never_fails = writeln!(page, "| `{act_type}` | {gloss} | {code} |");
    }
    page
}

/// What the data set is not, how things were counted, what was left out and why.
fn limits(disclosed: &Disclosed, tables: &[Table], n_blanked: usize) -> String {
    let Done {
        n_pseudonymised,
        n_refused,
        n_expired,
        n_without_guardian,
        n_consented,
        n_overridden,
        n_officials,
        n_dates_coarsened,
        n_places_coarsened,
        n_documents_withheld,
        n_texts_left_out,
        n_names_left_out,
    } = disclosed.done();
    let rows = |name: &str| tables.iter().find(|table| table.name == name).map_or(0, |table| table.rows.len());
    let n_proposed = disclosed.events().iter().filter(|event| event.review == "proposed").count();
    let values: [(&str, String); 22] = [
        ("purpose", disclosed.purpose().as_str().to_owned()),
        ("recipient", disclosed.recipient().to_owned()),
        ("on", disclosed.on().to_string()),
        ("program", env!("CARGO_PKG_VERSION").to_owned()),
        ("smallest", SMALLEST.to_string()),
        ("n_blanked", n_blanked.to_string()),
        ("n_events", rows("events").to_string()),
        ("n_documents", rows("documents").to_string()),
        ("n_persons", rows("persons").to_string()),
        ("n_proposed", n_proposed.to_string()),
        ("n_pseudonymised", n_pseudonymised.to_string()),
        ("n_refused", n_refused.to_string()),
        ("n_expired", n_expired.to_string()),
        ("n_without_guardian", n_without_guardian.to_string()),
        ("n_consented", n_consented.to_string()),
        ("n_overridden", n_overridden.to_string()),
        ("n_officials", n_officials.to_string()),
        ("n_dates_coarsened", n_dates_coarsened.to_string()),
        ("n_places_coarsened", n_places_coarsened.to_string()),
        ("n_documents_withheld", n_documents_withheld.to_string()),
        ("n_texts_left_out", n_texts_left_out.to_string()),
        ("n_names_left_out", n_names_left_out.to_string()),
    ];
    // One pass over the template: a recipient's name is never taken for a place to be filled.
    let mut page = String::new();
    let mut rest = LIMITS;
    while let Some((before, after)) = rest.split_once("{{") {
        page.push_str(before);
        let (key, after) = after.split_once("}}").unwrap_or(("", after));
        let value = values.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str());
        page.push_str(value.unwrap_or_default());
        rest = after;
    }
    page.push_str(rest);
    page
}
