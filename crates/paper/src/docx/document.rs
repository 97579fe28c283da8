//! The body of a paper and its footnotes.

use super::xml::{escape, is_complex, is_rtl};
use crate::{Block, Column, Direction, Face, Field, Paper, Run};
use std::fmt::Write as _;

/// Both parts, whole.
pub struct Written {
    /// `word/document.xml`.
    pub body: String,
    /// `word/footnotes.xml`.
    pub footnotes: String,
}

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Width of the text, twentieths of a point: A4 less its margins.
const WIDTH: u32 = 9070;

/// Writes both.
pub fn write(paper: &Paper) -> Written {
    let mut body =
        Body { out: String::new(), notes: String::new(), n_notes: 0, is_rtl: paper.direction == Direction::Rtl };
    body.title(paper);
    if paper.contents {
        body.contents(paper);
    }
    paper.blocks.iter().for_each(|block| body.block(block));
    let bidi = if body.is_rtl { "<w:bidi/>" } else { "" };
    let section = format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId5\"/><w:footerReference w:type=\"default\" r:id=\"rId6\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1588\" w:right=\"1418\" w:bottom=\"1474\" w:left=\"1418\" \
         w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>{bidi}</w:sectPr>"
    );
    let separators = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";
    Written {
        body: format!("{START}<w:document {SPACES}><w:body>{}{section}</w:body></w:document>", body.out),
        footnotes: format!("{START}<w:footnotes {SPACES}>{separators}{}</w:footnotes>", body.notes),
    }
}

struct Body {
    out: String,
    notes: String,
    n_notes: u32,
    is_rtl: bool,
}

impl Body {
    /// Writes a piece; writing to a string cannot fail.
    fn put(&mut self, piece: std::fmt::Arguments<'_>) {
        let _never_fails = self.out.write_fmt(piece);
    }

    fn title(&mut self, paper: &Paper) {
        let title = &paper.title_page;
        self.plain("Kind", &title.kind);
        self.plain("Title", &title.title);
        let row = |(label, value): &(String, String)| {
            vec![vec![Run::faced(label, Face::Plain)], vec![Run::faced(value, Face::Plain)]]
        };
        let rows: Vec<Vec<Vec<Run>>> = title.facts.iter().map(row).collect();
        if !rows.is_empty() {
            self.grid(&[33, 67], None, &rows, "Label");
        }
        title.notice.iter().for_each(|line| self.plain("Small", line));
    }

    /// Left to the word processor, which knows the pages: it asks whether to fill it in, or does on its own.
    fn contents(&mut self, paper: &Paper) {
        self.plain("ContentsHeading", &paper.words.contents);
        let entries = paper.blocks.iter().filter_map(|block| match block {
            Block::Heading { level, text } if *level <= 2 => Some((*level, text.as_str())),
            _ => None,
        });
        let entries: Vec<(u8, &str)> = entries.collect();
        let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \
             \"1-2\" \\h \\z </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
        let end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
        let last = entries.len().saturating_sub(1);
        for (at, (level, text)) in entries.iter().enumerate() {
            let (begin, end) = (if at == 0 { begin } else { "" }, if at == last { end } else { "" });
            let run = letters(text, "");
            self.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"TOC{level}\"/></w:pPr>{begin}{run}{end}</w:p>"));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => self.plain(&format!("Heading{level}"), text),
            Block::Paragraph { number: Some(number), runs } => {
                self.open("Numbered", "");
                self.put(format_args!("<w:r><w:t>{number}.</w:t></w:r><w:r><w:tab/></w:r>"));
                self.runs(runs);
                self.out.push_str("</w:p>");
            }
            Block::Paragraph { number: None, runs } => self.paragraph("BodyText", "", runs),
            Block::Quote { runs } => self.paragraph("Quote", "", runs),
            Block::Small { runs } => self.paragraph("Small", "", runs),
            Block::Notice { title, items } => {
                self.paragraph("NoticeTitle", "", &[Run::faced(title, Face::Strong)]);
                items.iter().for_each(|runs| self.paragraph("Notice", &listed(1), runs));
            }
            Block::List { ordered, items } => {
                let list = listed(if *ordered { 2 } else { 1 });
                items.iter().for_each(|runs| self.paragraph("ListParagraph", &list, runs));
            }
            Block::Fields { rows } => self.fields(rows),
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows),
            Block::PageBreak => self.out.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"),
        }
    }

    fn open(&mut self, style: &str, properties: &str) {
        let bidi = if self.is_rtl { "<w:bidi/>" } else { "" };
        // The schema has an order: numbers, direction, alignment.
        let (before, after) = if properties.starts_with("<w:numPr") { (properties, "") } else { ("", properties) };
        self.put(format_args!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{before}{bidi}{after}</w:pPr>"));
    }

    fn plain(&mut self, style: &str, text: &str) {
        self.open(style, "");
        self.out.push_str(&letters(text, ""));
        self.out.push_str("</w:p>");
    }

    fn paragraph(&mut self, style: &str, properties: &str, runs: &[Run]) {
        self.open(style, properties);
        self.runs(runs);
        self.out.push_str("</w:p>");
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            match run {
                Run::Text { text, face } => self.out.push_str(&letters(text, looks(*face))),
                Run::Note { runs } => self.note(runs),
            }
        }
    }

    fn note(&mut self, runs: &[Run]) {
        self.n_notes += 1;
        let n = self.n_notes;
        self.put(format_args!(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{n}\"/></w:r>"
        ));
        let words: String = runs
            .iter()
            .filter_map(|run| match run {
                Run::Text { text, face } => Some(letters(text, looks(*face))),
                Run::Note { .. } => None,
            })
            .collect();
        let _never_fails = write!(
            self.notes,
            "<w:footnote w:id=\"{n}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr><w:rStyle \
             w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>{words}</w:p></w:footnote>"
        );
    }

    fn fields(&mut self, rows: &[Field]) {
        self.table_head(&[33, 67]);
        for row in rows {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            self.cell_open(WIDTH * 33 / 100, row.missing);
            self.paragraph("Label", "", &[Run::text(&row.label)]);
            self.out.push_str("</w:tc>");
            self.cell_open(WIDTH * 67 / 100, row.missing);
            row.answers.iter().for_each(|runs| self.paragraph("Cell", "", runs));
            if row.answers.is_empty() {
                self.plain("Cell", "");
            }
            self.out.push_str("</w:tc></w:tr>");
        }
        self.table_end();
    }

    fn table(&mut self, caption: &str, columns: &[Column], rows: &[Vec<Vec<Run>>]) {
        self.plain("Caption", caption);
        let shares: Vec<u16> = columns.iter().map(|column| column.share).collect();
        self.grid(&shares, Some(columns), rows, "Cell");
    }

    fn grid(&mut self, shares: &[u16], head: Option<&[Column]>, rows: &[Vec<Vec<Run>>], first_style: &str) {
        let sum: u32 = shares.iter().map(|share| u32::from(*share)).sum::<u32>().max(1);
        let width = |at: usize| WIDTH * u32::from(shares.get(at).copied().unwrap_or(1)) / sum;
        self.table_head(shares);
        if let Some(columns) = head {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for (at, column) in columns.iter().enumerate() {
                self.cell_open(width(at), false);
                self.paragraph("Label", end_when(column.numbers), &[Run::faced(&column.title, Face::Strong)]);
                self.out.push_str("</w:tc>");
            }
            self.out.push_str("</w:tr>");
        }
        for row in rows {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (at, cell) in row.iter().enumerate() {
                self.cell_open(width(at), false);
                let numbers = head.and_then(|columns| columns.get(at)).is_some_and(|column| column.numbers);
                self.paragraph(if at == 0 { first_style } else { "Cell" }, end_when(numbers), cell);
                self.out.push_str("</w:tc>");
            }
            self.out.push_str("</w:tr>");
        }
        self.table_end();
    }

    fn table_head(&mut self, shares: &[u16]) {
        let bidi = if self.is_rtl { "<w:bidiVisual/>" } else { "" };
        let sum: u32 = shares.iter().map(|share| u32::from(*share)).sum::<u32>().max(1);
        self.put(format_args!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Ruled\"/>{bidi}<w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout \
             w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
        ));
        for share in shares {
            let width = WIDTH * u32::from(*share) / sum;
            self.put(format_args!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.out.push_str("</w:tblGrid>");
    }

    /// A paragraph must follow a table.
    fn table_end(&mut self) {
        self.out.push_str("</w:tbl>");
        self.plain("Cell", "");
    }

    fn cell_open(&mut self, width: u32, is_missing: bool) {
        let shade = if is_missing { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FBF6EC\"/>" } else { "" };
        self.put(format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}</w:tcPr>"));
    }
}

fn listed(number: u8) -> String {
    format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{number}\"/></w:numPr>")
}

const fn end_when(numbers: bool) -> &'static str {
    if numbers { "<w:jc w:val=\"end\"/>" } else { "" }
}

const fn looks(face: Face) -> &'static str {
    match face {
        Face::Plain => "",
        Face::Strong => "<w:b/><w:bCs/>",
        Face::Emphasis => "<w:i/><w:iCs/>",
        Face::Code => {
            "<w:rFonts w:ascii=\"Noto Sans Mono\" w:hAnsi=\"Noto Sans Mono\" w:cs=\"Noto Sans Mono\"/><w:sz w:val=\"16\"/>"
        }
        Face::Missing => "<w:color w:val=\"7A4206\"/>",
    }
}

/// Runs of one kind of script each, so that every letter gets the font of its script.
fn letters(text: &str, looks: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let complex = is_complex(first);
        let end =
            rest.find(|letter: char| is_complex(letter) != complex && !letter.is_whitespace()).unwrap_or(rest.len());
        let (here, after) = rest.split_at(end.max(first.len_utf8()));
        let script = match (complex, is_rtl(first)) {
            (_, true) => "<w:rtl/>",
            (true, false) => "<w:cs/>",
            (false, false) => "",
        };
        let properties =
            if looks.is_empty() && !complex { String::new() } else { format!("<w:rPr>{looks}{script}</w:rPr>") };
        let _never_fails = write!(out, "<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(here));
        rest = after;
    }
    out
}
