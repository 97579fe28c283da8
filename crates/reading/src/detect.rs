//! What kind of file these bytes are, by content first.

use document::Problem;

/// Files longer than this many bytes are not read.
pub const MAX_BYTES: usize = 32 << 20;

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A web page.
    Html,
    /// Anything else that is text.
    Plain,
}

impl Format {
    /// IANA media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Format::Html => "text/html",
            Format::Plain => "text/plain",
        }
    }

    /// The kind of the text; `path` and `hint` decide only where the text does not.
    pub fn of(text: &str, path: &str, hint: Option<&str>) -> Format {
        let head = text.get(..text.floor_char_boundary(4096)).unwrap_or("").trim_start().to_ascii_lowercase();
        if head.starts_with("<!doctype html")
            || head.starts_with("<html")
            || head.contains("<html") && head.contains("<head")
        {
            return Format::Html;
        }
        let said = hint.unwrap_or("").to_ascii_lowercase();
        let path = path.to_ascii_lowercase();
        let claimed =
            said.contains("html") || [".html", ".htm", ".xhtml", ".shtml"].iter().any(|end| path.ends_with(end));
        let marks =
            ["<p", "<div", "<body", "<head", "<meta", "<article", "<br", "<span", "<table", "<title", "<h1", "<a "];
        let n_marks = marks.iter().filter(|mark| head.contains(*mark)).count();
        if n_marks >= 3 && head.starts_with('<') || claimed && n_marks >= 1 { Format::Html } else { Format::Plain }
    }
}

/// Why bytes cannot be read as text at all.
pub fn refuse(bytes: &[u8]) -> Option<Problem> {
    if bytes.is_empty() {
        return Some(Problem::new("empty-file", "the file has no bytes"));
    }
    if bytes.len() > MAX_BYTES {
        return Some(Problem::new("too-large", "the file is larger than 32 MiB; split it into single reports"));
    }
    if crate::picture::media_type(bytes).is_some() {
        return None;
    }
    let known: [(&[u8], &str); 12] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
        (b"\x89PNG", "a PNG picture"),
        (b"GIF8", "a GIF picture"),
        (b"RIFF", "a media file"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"7z\xBC\xAF", "a 7z archive"),
        (b"ID3", "an audio file"),
        (b"\x7FELF", "a program"),
        (b"SQLite format", "a database"),
        (b"{\\rtf", "an RTF document"),
    ];
    if let Some((_, what)) = known.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Some(Problem::new(
            "not-text",
            format!("the file is {what}, not text or a web page; save it as text first"),
        ));
    }
    None
}

/// Whether decoded text has so many control characters or unreadable places that it cannot be a report.
pub fn is_binary(text: &str) -> bool {
    let sample = text.chars().take(1 << 16);
    let (mut n_letters, mut n_bad) = (0_usize, 0_usize);
    for letter in sample {
        n_letters += 1;
        let odd = letter.is_control() && !letter.is_whitespace() || letter == '\u{FFFD}';
        n_bad += usize::from(odd);
    }
    n_bad * 10 > n_letters
}
