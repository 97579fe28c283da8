//! `saksi import`: a table or FollowTheMoney entities of others into a case, checked as a whole before anything is recorded.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::error::ErrorKind;
use crate::progress::Progress;
use crate::session::{Session, unexpected};
use crate::terminal::{line, minute, short};
use crate::tools::codebook_error;
use casework::{Answer, Doing, Import, ImportPiece, ImportRow, Registration, Request, Step};
use codebook::Codebook;
use domain::{PlaceFix, PlacePrecision};
use flate2::Compression;
use flate2::read::ZlibEncoder;
use gazetteer::{Gazetteer, PlaceKind};
use imports::ftm::Entities;
use imports::mapping::built_in;
use imports::suggest;
use imports::table::{Table, headers};
use imports::{ImportError, Imported, Known, Mapping, Piece, decode};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};

const HELP: &str = include_str!("../../texts/import.txt");
const VALUED: [&str; 7] = ["mapping", "encoding", "format", "source", "obtained", "consent", "note"];
const OPTIONS: Options = Options { command: "import", flags: &["suggest", "check", "list"], valued: &VALUED };
const NOT_IMPORTED: &str = "nothing was imported";
/// Longest file, bytes.
const MAX_FILE: u64 = 1 << 30;

/// Imports what the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    let Some(arguments) = CaseArguments::parse_loosely(parser, OPTIONS)? else { return say(HELP) };
    if arguments.has("suggest") {
        return propose(&arguments);
    }
    arguments.case.folder("import")?;
    if arguments.has("list") { list(&arguments) } else { import(&arguments) }
}

/// A file that was read whole.
struct File {
    path: PathBuf,
    name: String,
    bytes: Vec<u8>,
}

impl File {
    fn read(path: PathBuf) -> Result<Self, CommandError> {
        let failed = |error: Box<dyn std::error::Error + Send + Sync>| {
            let hint = "check the path, and that the file is a table of at most 1 GB";
            CommandError::new(ErrorKind::Input(path.display().to_string()), error, hint)
        };
        let mut bytes = Vec::new();
        let file = std::fs::File::open(&path).map_err(|error| failed(error.into()))?;
        file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|error| failed(error.into()))?;
        if bytes.len() as u64 > MAX_FILE {
            return Err(failed("it is larger than 1 GB".into()));
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { path, name, bytes })
    }

    /// Why it was not imported.
    fn refuse(&self, error: ImportError) -> CommandError {
        let hint = match &error {
            ImportError::Encoding { .. } => "nothing was imported; save it as UTF-8 or name the encoding",
            ImportError::Mapping { .. } | ImportError::NoFit { .. } => {
                "nothing was imported; mend the mapping. `saksi import --suggest FILE` proposes one"
            }
            ImportError::Rows { .. } => {
                "nothing was imported; mend these cells, or the mapping, and run the command again"
            }
            ImportError::Empty => "check that this is the right file",
        };
        CommandError::new(ErrorKind::Input(self.path.display().to_string()), error, hint)
    }
}

/// Writes a mapping that may fit.
fn propose(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    // No case is needed: the file may stand where it would.
    let file = arguments.words.first().map(PathBuf::from).or_else(|| arguments.case.folder.clone());
    let file = File::read(file.ok_or_else(|| CommandError::usage("no file was named", "import"))?)?;
    let act_types = act_types(&Codebook::builtin().map_err(codebook_error)?);
    let encoding = arguments.value("encoding");
    let text = decode(&file.bytes, encoding.as_deref()).map_err(|error| file.refuse(error))?;
    let mapping = suggest::suggest(&text, &act_types).map_err(|error| file.refuse(error))?;
    let mapping = Mapping { encoding, ..mapping };
    say(&format!("{}{}", include_str!("../../texts/mapping.txt"), mapping.to_toml()))
}

/// Shows what was imported, with which mappings.
fn list(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let mut session = arguments.case.open("import")?;
    let rows = imports(&mut session)?;
    session.close()?;
    let mut text = String::new();
    for row in rows {
        let name = line(row.name.as_deref().unwrap_or_default(), 40);
        let (rows, acts, format) = (row.n_rows, row.n_acts, row.format.unwrap_or_default());
        let _never_fails =
            writeln!(text, "{}  {}  {format}  {name}: {rows} rows, {acts} acts", short(&row.entry), minute(row.time));
    }
    say(&text)
}

fn imports(session: &mut Session) -> Result<Vec<ImportRow>, CommandError> {
    match session.ask(NOT_IMPORTED, Request::Imports)? {
        Answer::Imports { rows } => Ok(rows),
        _ => Err(unexpected()),
    }
}

fn import(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let file = File::read(arguments.word("file", "import")?.into())?;
    let codebook = Codebook::builtin().map_err(codebook_error)?;
    let (gazetteer, _missing) = Gazetteer::open_default();
    let act_types = act_types(&codebook);
    let locate = |name: &str, country: Option<&str>| locate(&gazetteer, name, country);
    let known = Known { act_types: &act_types, locate: &locate };
    let mut session = arguments.case.open("import")?;
    let ready = match format(arguments, &file)? {
        "ftm" => entities(arguments, &file, &known)?,
        _ => table(arguments, &file, &known, &mut session)?,
    };
    let Ready { imported, name, mapping, format, pieces } = ready;
    if arguments.has("check") {
        session.close()?;
        return say(&format!(
            "{} rows can be imported, as {} acts; nothing was recorded\n",
            imported.n_rows, imported.n_acts
        ));
    }
    let (body, pieces) = joined(arguments, &file, pieces);
    let request = Import {
        name: name.clone(),
        mapping,
        format: format.to_owned(),
        codebook: codebook.hash(),
        n_rows: imported.n_rows as u64,
        n_acts: imported.n_acts as u64,
        pieces,
    };
    let reply = session.ask_with(Request::Import(request), &body);
    let reply = reply.map_err(|refusal| CommandError::refused(NOT_IMPORTED, refusal))?;
    session.close()?;
    let Answer::Imported { documents, n_known, .. } = reply.answer else { return Err(unexpected()) };
    tell(imported, &name, &documents, n_known)
}

fn tell(imported: Imported, name: &str, documents: &[String], n_known: usize) -> Result<Outcome, CommandError> {
    let mut text = format!("imported {} rows as {} acts with the mapping {name}\n", imported.n_rows, imported.n_acts);
    let first = documents.first().map(|document| short(document)).unwrap_or_default();
    let _never_fails = match documents.len() {
        1 => writeln!(text, "the table is document {first}"),
        n => writeln!(text, "the table is document {first}, its rows are in {} documents more", n - 1),
    };
    if n_known > 0 {
        let _never_fails = writeln!(text, "{n_known} of them were here before and are read anew");
    }
    say(&text)
}

/// What is to be recorded.
struct Ready {
    imported: Imported,
    name: String,
    mapping: String,
    format: &'static str,
    pieces: Vec<Packed>,
}

/// A piece whose record is packed at once: a long table has very long records.
struct Packed {
    name: String,
    text: String,
    record: Vec<u8>,
}

impl From<Piece> for Packed {
    fn from(piece: Piece) -> Self {
        let mut record = Vec::new();
        // Neither reading from memory nor writing to it fails.
        let _never_fails = ZlibEncoder::new(piece.record.as_bytes(), Compression::default()).read_to_end(&mut record);
        Self { name: piece.name, text: piece.text, record }
    }
}

fn format(arguments: &CaseArguments, file: &File) -> Result<&'static str, CommandError> {
    match arguments.value("format").as_deref() {
        Some("csv") => Ok("csv"),
        Some("ftm") => Ok("ftm"),
        Some(_) => Err(CommandError::usage("the formats are csv and ftm", "import")),
        None => {
            let is_json = [".json", ".jsonl", ".ftm"].iter().any(|ending| file.name.to_lowercase().ends_with(ending));
            Ok(if is_json { "ftm" } else { "csv" })
        }
    }
}

fn entities(arguments: &CaseArguments, file: &File, known: &Known<'_>) -> Result<Ready, CommandError> {
    let encoding = arguments.value("encoding");
    let text = decode(&file.bytes, encoding.as_deref()).map_err(|error| file.refuse(error))?;
    let entities = Entities::new(&text, known).map_err(|error| file.refuse(error))?;
    let n_left_alone = entities.n_left_alone();
    if n_left_alone > 0 {
        eprintln!(
            "saksi: {n_left_alone} events have no keyword that is an act type of the codebook; they stay in the document and are no acts"
        );
    }
    let (imported, piece) = entities.import(&file.name, id(&file.bytes));
    Ok(Ready { imported, name: "ftm".to_owned(), mapping: String::new(), format: "ftm", pieces: vec![piece.into()] })
}

fn table(
    arguments: &CaseArguments,
    file: &File,
    known: &Known<'_>,
    session: &mut Session,
) -> Result<Ready, CommandError> {
    let mapping = mapping(arguments, file, session)?;
    // The encoding of one file is not that of the next one.
    let kept = mapping.to_toml();
    let encoding = arguments.value("encoding").or_else(|| mapping.encoding.clone());
    let mapping = Mapping { encoding: encoding.clone(), ..mapping };
    let text = decode(&file.bytes, encoding.as_deref()).map_err(|error| file.refuse(error))?;
    let table = Table::new(&text, &mapping, known).map_err(|error| file.refuse(error))?;
    let of = text.bytes().filter(|byte| *byte == b'\n').count() as u64;
    let mut progress = Progress::of_case();
    let checked = table.check(&mut |n| progress.tell(Step { doing: Doing::Rows, done: n as u64, of }));
    progress.finish(0);
    checked.map_err(|error| file.refuse(error))?;
    let mut pieces = Vec::new();
    let imported =
        table.import(&file.name, ("text/csv", &file.bytes), &id, &mut |piece| pieces.push(Packed::from(piece)));
    Ok(Ready { imported, name: mapping.name.clone(), mapping: kept, format: "csv", pieces })
}

/// The mapping that was named, or one that was made for these headers.
fn mapping(arguments: &CaseArguments, file: &File, session: &mut Session) -> Result<Mapping, CommandError> {
    let Some(wanted) = arguments.value("mapping") else {
        let remembered = remembered(session)?;
        let fits = |mapping: &Mapping| {
            let encoding = arguments.value("encoding").or_else(|| mapping.encoding.clone());
            let text = decode(&file.bytes, encoding.as_deref());
            let found = text.ok().zip(mapping.delimiter_byte().ok());
            found.is_some_and(|(text, delimiter)| mapping.is_for(&headers(&text, delimiter)))
        };
        let found = remembered.into_iter().chain(built_in()).find(fits);
        if found.is_none() {
            // A wrong encoding is the better reason.
            decode(&file.bytes, arguments.value("encoding").as_deref()).map_err(|error| file.refuse(error))?;
        }
        return found.ok_or_else(|| {
            let hint = "`saksi import --suggest FILE > mapping.toml` proposes one; read it, complete it, and name it with --mapping";
            let why = "no mapping that this case remembers has the headers of this table";
            CommandError::new(ErrorKind::Case(NOT_IMPORTED), why, hint)
        });
    };
    if Path::new(&wanted).is_file() {
        let text = std::fs::read_to_string(&wanted).map_err(|error| {
            CommandError::new(ErrorKind::Input(wanted.clone()), error, "check that it is a mapping, TOML in UTF-8")
        })?;
        return Mapping::parse(&text).map_err(|error| file.refuse(error));
    }
    let named = remembered(session)?.into_iter().chain(built_in()).find(|mapping| mapping.name == wanted);
    named.ok_or_else(|| {
        let hint = "`saksi import CASE --list` shows the mappings that the case remembers; or name a file";
        CommandError::new(ErrorKind::Case(NOT_IMPORTED), "there is no mapping of this name", hint)
    })
}

fn remembered(session: &mut Session) -> Result<Vec<Mapping>, CommandError> {
    let rows = imports(session)?;
    let texts = rows.iter().filter_map(|row| row.mapping.as_deref()).filter(|text| !text.is_empty());
    Ok(texts.filter_map(|text| Mapping::parse(text).ok()).collect())
}

/// The pieces one after the other: bytes, then the packed record.
fn joined(arguments: &CaseArguments, file: &File, pieces: Vec<Packed>) -> (Vec<u8>, Vec<ImportPiece>) {
    let mut body = Vec::new();
    let mut all = Vec::new();
    for (idx, piece) in pieces.into_iter().enumerate() {
        // The first one is the file as it came.
        let bytes = if idx == 0 { file.bytes.as_slice() } else { piece.text.as_bytes() };
        body.extend_from_slice(bytes);
        body.extend_from_slice(&piece.record);
        let how = Registration {
            name: piece.name,
            source: arguments.value("source"),
            obtained: arguments.value("obtained"),
            consent: arguments.value("consent"),
            notes: arguments.values("note"),
        };
        all.push(ImportPiece { how, size: bytes.len() as u64, record_size: piece.record.len() as u64 });
    }
    (body, all)
}

fn act_types(codebook: &Codebook) -> BTreeSet<String> {
    codebook.act_types.iter().map(|act| act.id.clone()).collect()
}

fn id(bytes: &[u8]) -> String {
    let digits = Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    });
    format!("sha256:{digits}")
}

/// Where a place lies, when only one place can be meant.
fn locate(gazetteer: &Gazetteer, name: &str, country: Option<&str>) -> Option<PlaceFix> {
    let mut found = gazetteer.places(name);
    found.retain(|place| country.is_none_or(|country| place.country == country));
    let [place] = found.as_slice() else { return None };
    Some(PlaceFix {
        latitude: place.position.map(|(latitude, _)| latitude),
        longitude: place.position.map(|(_, longitude)| longitude),
        precision: if place.kind == PlaceKind::Town { PlacePrecision::City } else { PlacePrecision::Region },
        country: Some(place.country.clone()),
        gazetteer: place.id.clone(),
    })
}
