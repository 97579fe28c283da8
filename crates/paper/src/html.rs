//! A paper as one page that needs nothing else: no script, nothing from elsewhere, good to print.

mod escape;

use crate::{Block, Column, Direction, Face, Field, Paper, Run};
use escape::escape;
use std::fmt::Write as _;

const STYLE: &str = include_str!("../styles/paper.css");

/// The page. The same paper gives the same bytes.
#[must_use]
pub fn write(paper: &Paper) -> String {
    let mut page = Page { out: String::new(), notes: Vec::new(), n_headings: 0, deeper: 0 };
    page.head(paper);
    page.title(paper);
    if paper.contents {
        page.contents(paper);
    }
    page.out.push_str("<main>\n");
    paper.blocks.iter().for_each(|block| page.block(block));
    page.out.push_str("</main>\n");
    page.notes(paper);
    page.out.push_str("</body>\n</html>\n");
    page.out
}

/// What a preview shows of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The paper without head and looks, to stand inside of a page whose own heading is above it.
    pub html: String,
    /// How many blocks at its end are left out.
    pub n_left_out: usize,
}

/// The beginning of a paper for a page that has its own looks: the classes are those of [`write`], headings one level deeper.
#[must_use]
pub fn preview(paper: &Paper, max_blocks: usize) -> Preview {
    let mut page = Page { out: String::new(), notes: Vec::new(), n_headings: 0, deeper: 1 };
    let direction = if paper.direction == Direction::Rtl { "rtl" } else { "ltr" };
    page.put(format_args!("<div lang=\"{}\" dir=\"{direction}\">\n", escape(&paper.language)));
    page.title(paper);
    paper.blocks.iter().take(max_blocks).for_each(|block| page.block(block));
    page.notes(paper);
    page.out.push_str("</div>\n");
    Preview { html: page.out, n_left_out: paper.blocks.len().saturating_sub(max_blocks) }
}

struct Page<'p> {
    out: String,
    notes: Vec<&'p [Run]>,
    n_headings: usize,
    /// By how many levels headings are deeper than in a page of its own.
    deeper: u8,
}

impl<'p> Page<'p> {
    /// Writes a piece; writing to a string cannot fail.
    fn put(&mut self, piece: std::fmt::Arguments<'_>) {
        let _never_fails = self.out.write_fmt(piece);
    }

    fn head(&mut self, paper: &Paper) {
        let direction = match paper.direction {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        };
        let hash = escape::style_hash(STYLE);
        self.put(format_args!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; \
             base-uri 'none'; form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n",
            escape(&paper.language),
            escape(&paper.title_page.kind),
        ));
    }

    fn title(&mut self, paper: &Paper) {
        let title = &paper.title_page;
        if !paper.marking.is_empty() {
            self.put(format_args!("<p class=\"marking\">{}</p>\n", escape(&paper.marking)));
        }
        self.put(format_args!("<header>\n<p class=\"kind\">{}</p>\n", escape(&title.kind)));
        let level = 1 + self.deeper;
        self.put(format_args!("<h{level}><bdi>{}</bdi></h{level}>\n", escape(&title.title)));
        if !title.facts.is_empty() {
            self.out.push_str("<dl class=\"facts\">\n");
            for (label, value) in &title.facts {
                self.put(format_args!("<div><dt>{}</dt><dd><bdi>{}</bdi></dd></div>\n", escape(label), escape(value)));
            }
            self.out.push_str("</dl>\n");
        }
        for line in &title.notice {
            self.put(format_args!("<p class=\"notice-line\">{}</p>\n", escape(line)));
        }
        self.out.push_str("</header>\n");
    }

    fn contents(&mut self, paper: &Paper) {
        let label = escape(&paper.words.contents);
        self.put(format_args!("<nav class=\"contents\" aria-label=\"{label}\">\n<h2>{label}</h2>\n<ul>\n"));
        let headings = paper.blocks.iter().filter_map(|block| match block {
            Block::Heading { level, text } => Some((level, text)),
            _ => None,
        });
        for (at, (level, text)) in headings.enumerate().filter(|(_, (level, _))| **level <= 2) {
            self.put(format_args!("<li class=\"l{level}\"><a href=\"#h{}\">{}</a></li>\n", at + 1, escape(text)));
        }
        self.out.push_str("</ul>\n</nav>\n");
    }

    fn block(&mut self, block: &'p Block) {
        match block {
            Block::Heading { level, text } => {
                self.n_headings += 1;
                let (id, level) = (self.n_headings, (level + 1 + self.deeper).min(6));
                self.put(format_args!("<h{level} id=\"h{id}\">{}</h{level}>\n", escape(text)));
            }
            Block::Paragraph { number: Some(number), runs } => {
                self.put(format_args!(
                    "<p class=\"numbered\" id=\"p{number}\"><span class=\"number\">{number}.</span> "
                ));
                self.runs(runs);
                self.out.push_str("</p>\n");
            }
            Block::Paragraph { number: None, runs } => self.wrapped("<p>", runs, "</p>\n"),
            Block::Quote { runs } => self.wrapped("<blockquote><p>", runs, "</p></blockquote>\n"),
            Block::Small { runs } => self.wrapped("<p class=\"small\">", runs, "</p>\n"),
            Block::Notice { title, items } => self.notice(title, items),
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Fields { rows } => self.fields(rows),
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows),
            Block::PageBreak => self.out.push_str("<div class=\"page\"></div>\n"),
        }
    }

    fn wrapped(&mut self, open: &str, runs: &'p [Run], close: &str) {
        self.out.push_str(open);
        self.runs(runs);
        self.out.push_str(close);
    }

    fn runs(&mut self, runs: &'p [Run]) {
        for run in runs {
            match run {
                Run::Text { text, face } => self.text(text, *face),
                Run::Note { runs } => {
                    self.notes.push(runs);
                    let n = self.notes.len();
                    self.put(format_args!("<sup><a href=\"#n{n}\" id=\"r{n}\" role=\"doc-noteref\">{n}</a></sup>"));
                }
            }
        }
    }

    fn text(&mut self, text: &str, face: Face) {
        let text = escape(text);
        match face {
            Face::Plain => self.out.push_str(&text),
            Face::Strong => self.put(format_args!("<strong>{text}</strong>")),
            Face::Emphasis => self.put(format_args!("<em>{text}</em>")),
            Face::Code => self.put(format_args!("<code>{text}</code>")),
            Face::Missing => self.put(format_args!("<mark>{text}</mark>")),
        }
    }

    fn notice(&mut self, title: &str, items: &'p [Vec<Run>]) {
        self.put(format_args!("<aside class=\"notice\"><p><strong>{}</strong></p>\n", escape(title)));
        self.list(false, items);
        self.out.push_str("</aside>\n");
    }

    fn list(&mut self, ordered: bool, items: &'p [Vec<Run>]) {
        let tag = if ordered { "ol" } else { "ul" };
        self.put(format_args!("<{tag}>\n"));
        items.iter().for_each(|runs| self.wrapped("<li>", runs, "</li>\n"));
        self.put(format_args!("</{tag}>\n"));
    }

    fn fields(&mut self, rows: &'p [Field]) {
        self.out.push_str("<dl class=\"fields\">\n");
        for row in rows {
            let class = if row.missing { " class=\"missing\"" } else { "" };
            self.put(format_args!("<div{class}><dt>{}</dt>", escape(&row.label)));
            row.answers.iter().for_each(|runs| self.wrapped("<dd>", runs, "</dd>"));
            self.out.push_str("</div>\n");
        }
        self.out.push_str("</dl>\n");
    }

    fn table(&mut self, caption: &str, columns: &[Column], rows: &'p [Vec<Vec<Run>>]) {
        self.put(format_args!("<table><caption>{}</caption>\n<thead><tr>", escape(caption)));
        for column in columns {
            let class = if column.numbers { " class=\"n\"" } else { "" };
            self.put(format_args!("<th scope=\"col\"{class}>{}</th>", escape(&column.title)));
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let numbers = columns.get(at).is_some_and(|column| column.numbers);
                self.wrapped(if numbers { "<td class=\"n\">" } else { "<td>" }, cell, "</td>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody></table>\n");
    }

    fn notes(&mut self, paper: &Paper) {
        if self.notes.is_empty() {
            return;
        }
        let level = 2 + self.deeper;
        let (heading, back) = (escape(&paper.words.notes), escape(&paper.words.back));
        self.put(format_args!("<section class=\"notes\" role=\"doc-endnotes\"><h{level}>{heading}</h{level}>\n<ol>\n"));
        for (at, runs) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            let n = at + 1;
            self.put(format_args!("<li id=\"n{n}\">"));
            runs.iter().filter(|run| matches!(run, Run::Text { .. })).for_each(|run| {
                if let Run::Text { text, face } = run {
                    self.text(text, *face);
                }
            });
            self.put(format_args!(" <a href=\"#r{n}\" role=\"doc-backlink\" aria-label=\"{back} {n}\">↩</a></li>\n"));
        }
        self.out.push_str("</ol></section>\n");
    }
}
