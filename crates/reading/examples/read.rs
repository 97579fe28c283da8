//! Prints one JSON line a file: path, text, furniture, origin, published. For `eval/bodies/score.py` and for looking.

use serde_json::json;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1).filter(|path| path != "read") {
        let bytes = std::fs::read(&path)?;
        let (document, problems) = reading::read(&bytes, &path, None);
        let line = json!({ "document": {
            "path": document.path, "title": document.title, "language": document.language, "byline": document.byline,
            "publisher": document.publisher, "origin": document.origin, "published": document.published,
            "date_evidence": document.date_evidence, "text": document.text, "furniture": document.furniture },
            "problems": problems.iter().map(|problem| &problem.code).collect::<Vec<_>>() });
        writeln!(out, "{line}")?;
    }
    Ok(())
}
