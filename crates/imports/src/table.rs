//! A table and a mapping to readings: each row a passage of the text, each fact tied to its row.

use crate::dates;
use crate::fault::{Faults, ImportError, in_rows};
use crate::fields::Field;
use crate::mapping::{Mapping, RowsAre, nearest};
use crate::reading::{Builder, Date, Fact, Said, Who};
use crate::rows::{Row, Rows};
use crate::{Imported, Known, MAX_CELL, MAX_ROWS, Piece, ROWS_IN_PIECE};
use document::{DateWindow, Span};
use domain::{ActStatus, EntityKind};
use std::collections::BTreeSet;

/// Longest list in one cell.
const MAX_LIST: usize = 200;

/// A cell that holds something.
#[derive(Clone, Debug)]
struct Value {
    text: String,
    span: Span,
}

/// What a row says.
#[derive(Clone, Debug, Default)]
struct Telling {
    span: Span,
    event: Option<String>,
    act_type: Option<Value>,
    status: Option<ActStatus>,
    date: Option<(DateWindow, Span)>,
    fact: Fact,
    victims: Vec<Who>,
}

/// A table with what its columns are.
pub struct Table<'t> {
    text: &'t str,
    mapping: &'t Mapping,
    known: &'t Known<'t>,
    fields: Vec<Field>,
    headers: Vec<String>,
    header_span: Span,
    delimiter: u8,
}

impl<'t> Table<'t> {
    /// Fits a mapping to a table.
    ///
    /// # Errors
    /// [`ImportError`].
    pub fn new(text: &'t str, mapping: &'t Mapping, known: &'t Known<'t>) -> Result<Self, ImportError> {
        let delimiter = mapping.delimiter_byte()?;
        let header = Rows::new(text, delimiter).next().ok_or(ImportError::Empty)?;
        let fields = mapping.fit(text, &header, known.act_types)?;
        let headers = header.cells.iter().map(|cell| cell.value.to_string()).collect();
        Ok(Self { text, mapping, known, fields, headers, header_span: header.span, delimiter })
    }

    fn rows(&self) -> impl Iterator<Item = Row<'t>> + use<'t> {
        Rows::new(self.text, self.delimiter).skip(1)
    }

    /// Looks at every row. `tell` is given the number of rows that were looked at.
    ///
    /// # Errors
    /// [`ImportError::Rows`] with the first faults and the number of all.
    pub fn check(&self, tell: &mut dyn FnMut(usize)) -> Result<usize, ImportError> {
        let mut faults = Faults::default();
        let mut n_rows = 0;
        for row in self.rows() {
            n_rows += 1;
            if n_rows > MAX_ROWS {
                faults.add(self.text, row.span.start, None, format!("more than {MAX_ROWS} rows; split the table"));
                break;
            }
            self.said(&row, &mut faults);
            if n_rows % 1000 == 0 {
                tell(n_rows);
            }
        }
        faults.check(in_rows)?;
        if n_rows == 0 { Err(ImportError::Empty) } else { Ok(n_rows) }
    }

    /// The readings of a table that was checked: one, or one for each thousand rows or so after one of the table as a whole.
    /// `name`: of the file. `id` gives the name of a document by its bytes.
    pub fn import(
        &self,
        name: &str,
        (media_type, original): (&str, &[u8]),
        id: &dyn Fn(&[u8]) -> String,
        give: &mut dyn FnMut(Piece),
    ) -> Imported {
        let mut imported = Imported::default();
        let mut faults = Faults::default();
        let rows: Vec<Row<'t>> = self.rows().collect();
        imported.n_rows = rows.len();
        if rows.len() <= ROWS_IN_PIECE {
            let builder = self.piece(self.text.to_owned(), 0, &rows, &mut faults);
            imported.n_acts += builder.n_acts();
            give(builder.finish(name, media_type, id(original), self.mapping));
            return imported;
        }
        let header = self.text.get(self.header_span.start..self.header_span.end).unwrap_or_default();
        let whole = Builder::new(header.to_owned(), self.known);
        give(whole.finish(name, media_type, id(original), self.mapping));
        let mut from = 0;
        while from < rows.len() {
            let until = self.cut(&rows, from);
            let some = rows.get(from..until).unwrap_or_default();
            let (Some(first), Some(last)) = (some.first(), some.last()) else { break };
            let lines = self.text.get(first.span.start..last.span.end).unwrap_or_default();
            let text = format!("{header}\n{lines}\n");
            let builder =
                self.piece(text.clone(), first.span.start.saturating_sub(header.len() + 1), some, &mut faults);
            imported.n_acts += builder.n_acts();
            let name = format!("{name} {}\u{2013}{}", from + 1, until);
            give(builder.finish(&name, media_type, id(text.as_bytes()), self.mapping));
            from = until;
        }
        imported
    }

    /// Where a piece that begins at `from` ends: not between two rows of one event.
    fn cut(&self, rows: &[Row<'t>], from: usize) -> usize {
        let mut until = (from + ROWS_IN_PIECE).min(rows.len());
        let key = |idx: usize| rows.get(idx).and_then(|row| self.cell(row, Field::Event)).map(|value| value.text);
        while until < rows.len()
            && until < from + 2 * ROWS_IN_PIECE
            && key(until).is_some()
            && key(until) == key(until - 1)
        {
            until += 1;
        }
        until
    }

    /// Some rows as facts. `moved`: how many bytes further in front they stand in `text` than in the table; 0 or the place of the
    /// first row less the header.
    fn piece(&self, text: String, moved: usize, rows: &[Row<'t>], faults: &mut Faults) -> Builder<'t> {
        let mut builder = Builder::new(text, self.known);
        let mut open: Option<Telling> = None;
        for row in rows {
            let mut said = self.said(row, faults);
            said.shift(moved);
            if self.mapping.rows == RowsAre::Persons {
                for who in &said.victims {
                    builder.entity(who);
                }
                continue;
            }
            match &mut open {
                Some(before) if before.event.is_some() && before.event == said.event && before.is_same_act(&said) => {
                    before.victims.append(&mut said.victims);
                    before.fact.evidence.push(said.span);
                }
                _ => {
                    if let Some(done) = open.replace(said) {
                        self.keep(&mut builder, done);
                    }
                }
            }
        }
        if let Some(done) = open {
            self.keep(&mut builder, done);
        }
        builder
    }

    fn keep(&self, builder: &mut Builder<'_>, said: Telling) {
        let Telling { span, act_type, status, date, mut fact, victims, .. } = said;
        fact.act_type = act_type.as_ref().map(|value| value.text.clone()).unwrap_or_default();
        fact.trigger = act_type.filter(|value| !value.span.is_empty()).map_or(span, |value| value.span);
        fact.status = status.unwrap_or(ActStatus::Reported);
        fact.date = date.map(|(window, span)| Date { window, span });
        fact.victims = victims;
        fact.evidence.insert(0, span);
        builder.act(&fact, &self.mapping.name);
    }

    fn cell(&self, row: &Row<'t>, field: Field) -> Option<Value> {
        let idx = self.fields.iter().position(|known| *known == field)?;
        let cell = row.cells.get(idx)?;
        let value = cell.value.as_ref();
        let text = if self.mapping.guarded { tables::csv::unguarded(value) } else { value };
        (!text.trim().is_empty()).then(|| Value { text: text.to_owned(), span: cell.span })
    }

    /// A code to what it means; what is no code means itself.
    fn meaning(&self, field: Field, value: &str) -> String {
        let codes = self.mapping.codes.get(&field);
        codes.and_then(|codes| codes.get(value)).cloned().unwrap_or_else(|| value.to_owned())
    }

    fn list(&self, row: &Row<'t>, field: Field) -> Vec<Value> {
        let Some(value) = self.cell(row, field) else { return Vec::new() };
        let Some(separator) = self.mapping.separator.as_deref().filter(|separator| !separator.is_empty()) else {
            return vec![value];
        };
        let raw = self.text.get(value.span.start..value.span.end).unwrap_or_default();
        let mut found = Vec::new();
        let mut at = 0;
        for part in raw.split(separator).take(MAX_LIST) {
            let trimmed = part.trim();
            let start = value.span.start + at + (part.len() - part.trim_start().len());
            at += part.len() + separator.len();
            let text = trimmed.replace("\"\"", "\"");
            let text =
                if self.mapping.guarded && found.is_empty() { tables::csv::unguarded(&text).to_owned() } else { text };
            found.push(Value { text, span: Span::new(start, start + trimmed.len()) });
        }
        found
    }

    /// What a row says, and what is wrong with it.
    fn said(&self, row: &Row<'t>, faults: &mut Faults) -> Telling {
        let mut said = Telling { span: row.span, ..Telling::default() };
        if !self.is_whole(row, faults) {
            return said;
        }
        said.event = self.cell(row, Field::Event).map(|value| value.text);
        said.act_type = self.act_type(row, faults);
        said.status = self.status(row, faults);
        said.date = self.date(row, faults);
        said.fact.place = self.place(row, faults);
        said.fact.perpetrators = self.others(row, (Field::Perpetrator, Field::PerpetratorKind), faults);
        said.fact.authorities = self.others(row, (Field::Authority, Field::AuthorityKind), faults);
        let filled = |field| self.list(row, field).into_iter().filter(|value| !value.text.is_empty());
        said.fact.charges = filled(Field::Charge).map(|value| value.text).collect();
        let source = |value: Value| Who::named(EntityKind::Organization, value.text, value.span);
        said.fact.sources = filled(Field::Source).map(source).collect();
        said.victims = self.victim(row, faults).into_iter().collect();
        if self.mapping.rows == RowsAre::Persons && said.victims.is_empty() {
            faults.add(self.text, row.span.start, None, "a row without a name");
        }
        said
    }

    fn is_whole(&self, row: &Row<'t>, faults: &mut Faults) -> bool {
        if let Some(at) = row.torn {
            faults.add(
                self.text,
                at,
                None,
                "a quote that is not closed, or has something behind it; double quotes inside of quotes",
            );
            return false;
        }
        if row.cells.len() != self.headers.len() {
            let extra = row.cells.get(self.headers.len()).map_or(row.span.end, |cell| cell.span.start);
            let says = format!("{} cells, where the headers are {}", row.cells.len(), self.headers.len());
            faults.add(self.text, extra, None, says);
            return false;
        }
        let too_long = row.cells.iter().zip(&self.headers).find(|(cell, _)| cell.value.len() > MAX_CELL);
        if let Some((cell, header)) = too_long {
            let says = format!("a cell of more than {MAX_CELL} bytes; keep it as a document of its own");
            faults.add(self.text, cell.span.start, Some(header), says);
            return false;
        }
        true
    }

    fn fault(&self, faults: &mut Faults, field: Field, span: Span, says: &str) {
        let idx = self.fields.iter().position(|known| *known == field);
        let header = idx.and_then(|idx| self.headers.get(idx)).map(String::as_str);
        faults.add(self.text, span.start, header, says);
    }

    fn act_type(&self, row: &Row<'t>, faults: &mut Faults) -> Option<Value> {
        if self.mapping.rows == RowsAre::Persons {
            return None;
        }
        let default = || self.mapping.act_type.clone().map(|text| Value { text, span: Span::new(0, 0) });
        let Some(value) = self.cell(row, Field::ActType) else {
            if self.mapping.act_type.is_none() {
                self.fault(faults, Field::ActType, row.span, "nothing says what was done");
            }
            return default();
        };
        let meant = self.meaning(Field::ActType, &value.text);
        if !self.known.act_types.contains(&meant) {
            // A code list is no place for names, but a wrong column may be: the words are not repeated, only what is near to them.
            let says =
                format!("this is no act type and no code of the mapping{}", nearest(&meant, self.known.act_types));
            self.fault(faults, Field::ActType, value.span, &says);
        }
        Some(Value { text: meant, span: value.span })
    }

    fn status(&self, row: &Row<'t>, faults: &mut Faults) -> Option<ActStatus> {
        let (word, span) = match self.cell(row, Field::Status) {
            Some(value) => (self.meaning(Field::Status, &value.text), value.span),
            None => (self.mapping.status.clone()?, row.span),
        };
        let status = status(&word);
        if status.is_none() {
            self.fault(faults, Field::Status, span, "this is no status and no code of the mapping");
        }
        status
    }

    fn date(&self, row: &Row<'t>, faults: &mut Faults) -> Option<(DateWindow, Span)> {
        let mut day = |field: Field| {
            let value = self.cell(row, field)?;
            let window = dates::window(&value.text, self.mapping.date);
            if window.is_none() {
                let says =
                    format!("this is no date; the mapping says that dates are written {}", self.mapping.date.name());
                self.fault(faults, field, value.span, &says);
            }
            Some((window?, value.span))
        };
        let (first, last) = (day(Field::Date), day(Field::DateEnd));
        let has_end = self.fields.contains(&Field::DateEnd);
        let window = match (&first, &last) {
            (Some((first, _)), Some((last, _))) => DateWindow { earliest: first.earliest, latest: last.latest },
            // Where there is a column for the end, a day without one is open.
            (Some((first, _)), None) if has_end => DateWindow { earliest: first.earliest, latest: None },
            (Some((first, _)), None) => *first,
            (None, Some((last, _))) => DateWindow { earliest: None, latest: last.latest },
            (None, None) => return None,
        };
        let span = first.or(last).map(|(_, span)| span)?;
        if window.earliest.zip(window.latest).is_some_and(|(first, last)| first > last) {
            self.fault(faults, Field::DateEnd, span, "it ends before it begins");
        }
        Some((window, span))
    }

    fn place(&self, row: &Row<'t>, faults: &mut Faults) -> Option<Said> {
        let mut degrees = |field: Field, most: f64| {
            let value = self.cell(row, field)?;
            let number = value.text.parse::<f64>().ok().filter(|number| number.abs() <= most);
            if number.is_none() {
                self.fault(faults, field, value.span, &format!("this is no number of degrees from -{most} to {most}"));
            }
            number
        };
        let position = degrees(Field::Latitude, 90.0).zip(degrees(Field::Longitude, 180.0));
        let value = self.cell(row, Field::Place).or_else(|| self.cell(row, Field::Country))?;
        let country = self.cell(row, Field::Country).map(|value| value.text.to_uppercase());
        let country = country.filter(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()));
        Some(Said { text: value.text, span: value.span, country, position })
    }

    /// Those who took part otherwise than as victims, with the kind of each.
    fn others(&self, row: &Row<'t>, (field, kind_field): (Field, Field), faults: &mut Faults) -> Vec<Who> {
        let kinds = self.list(row, kind_field);
        let mut found = Vec::new();
        for (idx, value) in self.list(row, field).into_iter().enumerate().filter(|(_, value)| !value.text.is_empty()) {
            let word = kinds.get(idx).or(kinds.last()).filter(|kind| !kind.text.is_empty());
            let kind = match word {
                Some(word) => self.kind(kind_field, word, faults),
                None => Some(EntityKind::Organization),
            };
            found.extend(kind.map(|kind| Who { protected: false, ..Who::named(kind, value.text.clone(), value.span) }));
        }
        found
    }

    fn kind(&self, field: Field, value: &Value, faults: &mut Faults) -> Option<EntityKind> {
        let kind = match self.meaning(field, &value.text).as_str() {
            "person" => Some(EntityKind::Person),
            "organization" => Some(EntityKind::Organization),
            "group" => Some(EntityKind::Group),
            _ => None,
        };
        if kind.is_none() {
            self.fault(
                faults,
                field,
                value.span,
                "this is not person, organization or group, and no code of the mapping",
            );
        }
        kind
    }

    fn victim(&self, row: &Row<'t>, faults: &mut Faults) -> Option<Who> {
        let mut number = |field: Field| {
            let value = self.cell(row, field)?;
            let number = value.text.parse::<u64>().ok();
            if number.is_none() {
                self.fault(faults, field, value.span, "this is no whole number");
            }
            number.map(|number| (number, value.span))
        };
        let (least, most) = (number(Field::VictimsAtLeast), number(Field::VictimsAtMost));
        if least.zip(most).is_some_and(|((least, _), (most, _))| least > most) {
            self.fault(faults, Field::VictimsAtMost, row.span, "no more than fewer than at least");
        }
        let count = least.or(most).map(|(_, span)| {
            let only_least = !self.fields.contains(&Field::VictimsAtMost);
            let at_most = most.map(|(most, _)| most).or(if only_least { least.map(|(n, _)| n) } else { None });
            domain::Count { at_least: least.map(|(n, _)| n), at_most, about: false, span }
        });
        let kind = match self.cell(row, Field::VictimKind) {
            Some(value) => self.kind(Field::VictimKind, &value, faults),
            None if count.is_some() => Some(EntityKind::Group),
            None => Some(EntityKind::Person),
        }?;
        let official = match self.cell(row, Field::VictimOfficial) {
            None => false,
            Some(value) => match self.meaning(Field::VictimOfficial, &value.text).to_lowercase().as_str() {
                "true" | "yes" | "1" => true,
                "false" | "no" | "0" => false,
                _ => {
                    self.fault(
                        faults,
                        Field::VictimOfficial,
                        value.span,
                        "this is not true or false, and no code of the mapping",
                    );
                    false
                }
            },
        };
        let name = self.cell(row, Field::Victim);
        let span = name.as_ref().map(|name| name.span).or_else(|| count.as_ref().map(|count| count.span))?;
        let roles =
            self.list(row, Field::VictimRole).into_iter().map(|value| value.text).filter(|text| !text.is_empty());
        Some(Who {
            kind,
            name: name.map(|name| name.text).unwrap_or_default(),
            span,
            id: self.cell(row, Field::VictimId).map(|id| id.text),
            roles: roles.collect(),
            protected: kind != EntityKind::Organization && !official,
            count,
        })
    }
}

impl Telling {
    /// Whether another row tells more victims of the same act.
    fn is_same_act(&self, other: &Self) -> bool {
        let text = |value: &Option<Value>| value.as_ref().map(|value| value.text.clone());
        let window = |date: &Option<(DateWindow, Span)>| date.map(|(window, _)| window);
        text(&self.act_type) == text(&other.act_type)
            && self.status == other.status
            && window(&self.date) == window(&other.date)
    }

    /// All places so many bytes nearer to the beginning.
    fn shift(&mut self, moved: usize) {
        let back = |span: &mut Span| {
            // A constant of the mapping stands nowhere.
            if span.end > 0 {
                *span = Span::new(span.start.saturating_sub(moved), span.end.saturating_sub(moved));
            }
        };
        back(&mut self.span);
        self.act_type.iter_mut().for_each(|value| back(&mut value.span));
        self.date.iter_mut().for_each(|(_, span)| back(span));
        self.fact.place.iter_mut().for_each(|place| back(&mut place.span));
        let Fact { perpetrators, authorities, sources, .. } = &mut self.fact;
        for who in self.victims.iter_mut().chain(perpetrators).chain(authorities).chain(sources) {
            back(&mut who.span);
            who.count.iter_mut().for_each(|count| back(&mut count.span));
        }
    }
}

fn status(word: &str) -> Option<ActStatus> {
    Some(match word {
        "reported" => ActStatus::Reported,
        "alleged" => ActStatus::Alleged,
        "denied" => ActStatus::Denied,
        "threatened" => ActStatus::Threatened,
        "planned" => ActStatus::Planned,
        "hypothetical" => ActStatus::Hypothetical,
        _ => return None,
    })
}

/// The headers of a table, for finding a mapping that was made for them.
#[must_use]
pub fn headers(text: &str, delimiter: u8) -> BTreeSet<String> {
    let row = Rows::new(text, delimiter).next();
    row.into_iter().flat_map(|row| row.cells).map(|cell| cell.value.to_string()).collect()
}
