//! Turns foreign bytes into a document: body, furniture, title, byline, origin, dates.
//!
//! In: bytes and the path that the user gave. Out: [`Document`] and problems. No I/O, no clock.
//! Start reading at [`read`]; [`worker`] runs it in a child process that can open nothing.
//! Not here: what the text says (see `language`, `coding`).

mod detect;
mod flow;
mod html;
mod lexicons;
mod model;
mod plain;
mod source;
#[doc(hidden)]
pub mod tuning;
mod wording;

pub use detect::MAX_BYTES;
pub use lexicons::Lexicons;

use detect::Format;
use document::{BlockKind, Document, Problem};
use flow::Flow;
use sha2::{Digest, Sha256};
use source::Source;

/// Reads one file with the word lists that the program ships.
///
/// `path` as the user gave it; `hint` a media type if one is known. Foreign input is never an error: what cannot be
/// read gives a document without text and a problem for which [`is_fatal`] holds.
pub fn read(bytes: &[u8], path: &str, hint: Option<&str>) -> (Document, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut document = Document { id: content_id(bytes), path: path.to_owned(), ..Document::default() };
    document.media_type = "application/octet-stream".to_owned();
    if let Some(problem) = detect::refuse(bytes) {
        return (document, vec![problem]);
    }
    let source = Source::decode(bytes, declared_encoding(bytes), &mut problems);
    if source.text.chars().all(flow::is_blank) && !bytes.contains(&0) {
        return (document, vec![Problem::new("empty-file", "the file has no words")]);
    }
    if detect::is_binary(&source.text) {
        return (document, vec![Problem::new("binary-file", "the file is not text; give the text or the saved page")]);
    }
    let format = Format::of(&source.text, path, hint);
    document.media_type = format.media_type().to_owned();
    match format {
        Format::Html => read_html(&source, &mut document, &mut problems),
        Format::Plain => read_plain(&source, &mut document, &mut problems),
    }
    if document.text.is_empty() {
        problems.push(Problem::new("no-body", "no running text was found; open the original to see why"));
    }
    (document, problems)
}

/// Whether the problem means that nothing of the file was read.
pub fn is_fatal(problem: &Problem) -> bool {
    const CODES: [&str; 8] = [
        "empty-file",
        "binary-file",
        "not-text",
        "too-large",
        "no-body",
        "reader-crashed",
        "reader-timeout",
        "reader-missing",
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

fn read_html(source: &Source<'_>, document: &mut Document, problems: &mut Vec<Problem>) {
    let tree = html::Tree::new(&source.text, problems);
    let title = tree.title.map(|span| html::unescape(&source.text[span.start..span.end]));
    document.title =
        title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty());
    let page = html::Page::new(tree);
    let kept = html::choose(&page, document.title.as_deref().unwrap_or(""), Lexicons::builtin());
    keep(&page.flow, &kept, source, document);
}

fn read_plain(source: &Source<'_>, document: &mut Document, _problems: &mut Vec<Problem>) {
    let (mut flow, gaps) = plain::cut(&source.text);
    if let Some(first) = flow.parts.first_mut().filter(|part| part.span.len() < 200) {
        first.kind = BlockKind::Headline;
        let span = first.span;
        document.title = Some(flow.text[span.start..span.end].to_owned());
    }
    let kept = plain::choose(&flow, &gaps, Lexicons::builtin());
    keep(&flow, &kept, source, document);
}

/// Moves the kept parts into the body and the others into the furniture.
fn keep(flow: &Flow, kept: &[bool], source: &Source<'_>, document: &mut Document) {
    let body = flow.body((0..kept.len()).filter(|&part_idx| kept[part_idx]), source);
    document.text = body.text;
    document.blocks = body.blocks;
    document.origin_map = body.map;
    let dropped = (0..kept.len()).filter(|&part_idx| !kept[part_idx]);
    document.furniture = dropped.map(|part_idx| flow.words(part_idx).to_owned()).collect();
}
