//! Turns foreign bytes into a document: body, furniture, title, byline, origin, dates.
//!
//! In: bytes and the path that the user gave. Out: [`Document`] and problems. No I/O, no clock.
//! Start reading at [`read`]; [`worker`] runs it in a child process that can open nothing.
//! Not here: what the text says (see `language`, `coding`).

mod about;
mod dates;
mod detect;
mod flow;
mod html;
mod lexicons;
mod model;
pub mod picture;
mod plain;
mod source;
#[cfg(test)]
mod tests;
#[doc(hidden)]
pub mod tuning;
mod wording;
pub mod worker;

pub use detect::MAX_BYTES;
pub use lexicons::Lexicons;

use about::{Agencies, Structured, bare_title, bylines, headline_place, language_of, origins, site_of};
use dates::{Lines, Order};
use detect::Format;
use document::{BlockKind, DateEvidence, Document, Problem};
use flow::Flow;
use sha2::{Digest, Sha256};
use source::Source;

/// Reads one file with the word lists that the program ships.
///
/// `path` as the user gave it; `hint` a media type if one is known. Foreign input is never an error: what cannot be
/// read gives a document without text and a problem for which [`is_fatal`] holds.
pub fn read(bytes: &[u8], path: &str, hint: Option<&str>) -> (Document, Vec<Problem>) {
    read_with(bytes, path, hint, Lexicons::builtin())
}

/// As [`read`], with other word lists.
pub fn read_with(bytes: &[u8], path: &str, hint: Option<&str>, lexicons: &Lexicons) -> (Document, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut document = Document { id: content_id(bytes), path: path.to_owned(), ..Document::default() };
    document.media_type = "application/octet-stream".to_owned();
    if let Some(problem) = detect::refuse(bytes) {
        return (document, vec![problem]);
    }
    if let Some(media_type) = picture::media_type(bytes) {
        document.media_type = media_type.to_owned();
        let whole = || Problem::new("picture", "the file is a picture; it is kept, and nothing is read from it");
        return (document, vec![picture::problem(bytes).unwrap_or_else(whole)]);
    }
    let source = Source::decode(bytes, declared_encoding(bytes), &mut problems);
    if source.text.chars().all(|letter| letter.is_whitespace() || letter == '\u{FEFF}') {
        return (document, vec![Problem::new("empty-file", "the file has no words")]);
    }
    if detect::is_binary(&source.text) {
        return (document, vec![Problem::new("binary-file", "the file is not text; give the text or the saved page")]);
    }
    let format = Format::of(&source.text, path, hint);
    document.media_type = format.media_type().to_owned();
    match format {
        Format::Html => read_html(&source, lexicons, &mut document, &mut problems),
        Format::Plain => read_plain(&source, lexicons, &mut document, &mut problems),
    }
    if document.text.is_empty() {
        problems.push(Problem::new("no-body", "no running text was found; open the original to see why"));
    }
    (document, problems)
}

/// Whether the problem means that nothing of the file was read.
pub fn is_fatal(problem: &Problem) -> bool {
    const CODES: [&str; 11] = [
        "empty-file",
        "binary-file",
        "not-text",
        "too-large",
        "no-body",
        "reader-crashed",
        "reader-timeout",
        "reader-missing",
        "picture",
        "picture-damaged",
        "picture-too-large",
    ];
    CODES.contains(&problem.code.as_str())
}

fn content_id(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().fold("sha256:".to_owned(), |id, byte| format!("{id}{byte:02x}"))
}

/// The encoding that a page says it has, within its first bytes.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(4096)];
    let at = memchr::memmem::find(&head.to_ascii_lowercase(), b"charset=")? + 8;
    let label = head[at..].trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let n_label = label.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:".contains(byte)).count();
    std::str::from_utf8(&label[..n_label]).ok()
}

fn read_html(source: &Source<'_>, lexicons: &Lexicons, document: &mut Document, problems: &mut Vec<Problem>) {
    let tree = html::Tree::new(&source.text, problems);
    let said = Structured::of(&tree);
    let whole_title =
        tree.title.map(|span| one_line(&html::unescape(&source.text[span.start..span.end]))).unwrap_or_default();
    document.title = title_of(&said, &whole_title);
    let mut page = html::Page::new(tree);
    let kept = html::choose(&page, &whole_title, lexicons);
    let title = document.title.as_deref().and_then(|title| page.flow.place_of(title));
    if let Some(title) = title.filter(|title| kept[*title]) {
        page.flow.parts[title].kind = BlockKind::Headline;
    }
    keep(&page.flow, &kept, source, document, problems);
    document.language = language_of(&document.text, said.language.as_deref());
    let words = page.flow.all_words();
    let headings = dates::headings(&words).into_iter().zip(&kept).map(|(heading, kept)| heading && *kept).collect();
    let lines = Lines { words, kept, title, headings };
    let mut traces = dates::from_structured(said.published.iter().map(String::as_str));
    traces.extend(said.address.as_deref().and_then(dates::from_address));
    traces.extend(dates::from_times(&said.times));
    describe(&lines, traces, document);
    document.publisher = said.publisher.as_deref().map(site_name).filter(|name| !name.is_empty());
    document.publisher = document.publisher.take().or_else(|| site_of(&whole_title, &document.furniture));
    let publisher = document.publisher.clone().unwrap_or_default();
    let is_person = |name: &String| Agencies::builtin().exact(name).is_none() && !publisher.contains(name.as_str());
    let authors: Vec<String> = said.authors.into_iter().filter(is_person).collect();
    if !authors.is_empty() {
        document.byline = authors;
    }
    document.origin = origins(&lines, document.publisher.as_deref(), Agencies::builtin());
}

/// The name of a site without its slogan and without the sign of an account.
fn site_name(name: &str) -> String {
    let head = [" | ", " - ", " – ", " — "].iter().fold(name, |name, mark| name.split(mark).next().unwrap_or(name));
    head.trim().trim_start_matches('@').to_owned()
}

/// The headline of a page: its `h1` when the other titles agree, else what it tells machines, else `<title>`.
fn title_of(said: &Structured, whole_title: &str) -> Option<String> {
    let publisher = said.publisher.as_deref();
    let others: Vec<String> = said
        .titles
        .iter()
        .chain(std::iter::once(&whole_title.to_owned()))
        .map(|title| bare_title(title, publisher))
        .collect();
    let h1 = said.h1.as_ref().filter(|h1| {
        others.iter().all(String::is_empty)
            || others.iter().any(|title| title.contains(*h1) || h1.contains(title.as_str()) && !title.is_empty())
    });
    h1.cloned().or_else(|| others.into_iter().find(|title| !title.is_empty())).or_else(|| said.h1.clone())
}

fn read_plain(source: &Source<'_>, lexicons: &Lexicons, document: &mut Document, problems: &mut Vec<Problem>) {
    let (mut flow, gaps) = plain::cut(&source.text);
    let choice = plain::choose(&flow, &gaps, lexicons);
    let words = flow.all_words();
    let headings = if choice.cluttered { vec![false; words.len()] } else { dates::headings(&words) };
    let mut lines = Lines { words, kept: choice.kept, title: None, headings };
    let is_menu = |at: usize| {
        let place = flow.place_in_source(at);
        plain::is_menu(&source.text[place.start..place.end])
    };
    let is_other = |at: usize| {
        let furniture = lexicons.furniture(lines.words[at]);
        is_menu(at)
            || furniture.whole
            || furniture.start && lines.words[at].len() < 60
            || plain::is_signature(&lines, at)
            || plain::is_caption(lines.words[at], lexicons)
    };
    lines.title = headline_place(&lines, is_other);
    document.title = lines.title.map(|at| bare_title(lines.words[at], None));
    for at in (0..lines.title.unwrap_or(0)).filter(|&at| is_menu(at)) {
        lines.kept[at] = false;
    }
    let mut captions = Vec::new();
    if !choice.cluttered {
        let head = lines.title.map_or(3, |title| title + 8).min(lines.words.len());
        for at in 0..lines.words.len() {
            let about = at < head && at <= lines.first_kept() + 4 || at + 6 >= lines.words.len();
            if about && Some(at) != lines.title && plain::is_signature(&lines, at) {
                lines.kept[at] = false;
            } else if at < head && Some(at) != lines.title && plain::is_caption(lines.words[at], lexicons) {
                captions.push(at);
            }
        }
    }
    for at in (0..lines.words.len()).filter(|&at| lines.headings[at]) {
        lines.kept[at] = true;
    }
    let (title, kept) = (lines.title, lines.kept.clone());
    let headings = lines.headings.clone();
    document.language = language_of(&lines.words.join(" "), None);
    describe(&lines, Vec::new(), document);
    document.origin = origins(&lines, None, Agencies::builtin());
    if let Some(title) = title {
        flow.parts[title].kind = BlockKind::Headline;
    }
    for at in captions {
        flow.parts[at].kind = BlockKind::Caption;
    }
    for at in (0..headings.len()).filter(|&at| headings[at]) {
        flow.parts[at].kind = BlockKind::Heading;
    }
    keep(&flow, &kept, source, document, problems);
    document.language = language_of(&document.text, None).or(document.language.take());
}

/// Dates and signatures from the visible text, added to what the page says to machines.
fn describe(lines: &Lines<'_>, mut traces: Vec<DateEvidence>, document: &mut Document) {
    let order = Order::of(document.language.as_deref());
    traces.extend(dates::from_lines(lines, order));
    document.published = dates::conclude(&mut traces);
    document.date_evidence = traces;
    document.byline = bylines(lines);
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Moves the kept parts into the body and the others into the furniture.
fn keep(flow: &Flow, kept: &[bool], source: &Source<'_>, document: &mut Document, problems: &mut Vec<Problem>) {
    let body = flow.body((0..kept.len()).filter(|&part_idx| kept[part_idx]), source);
    document.text = body.text;
    document.blocks = body.blocks;
    document.origin_map = body.map;
    let dropped = (0..kept.len()).filter(|&part_idx| !kept[part_idx]);
    document.furniture = dropped.map(|part_idx| flow.words(part_idx).to_owned()).collect();
    if flow.is_cut_short() {
        problems.push(Problem::new("cut-short", "the text lies in more than a million pieces; its end was not read"));
    }
}
