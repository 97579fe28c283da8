//! A page of the codebook: its text and its worked examples.

use crate::wanted::WantedAct;

/// One page.
pub struct Page {
    /// Inside the codebook, `acts/arrest.md`.
    pub path: String,
    /// All of it.
    pub text: String,
    /// In order.
    pub examples: Vec<Example>,
}

/// A text and the acts that it must yield.
#[derive(Clone)]
pub struct Example {
    /// Where it stands.
    pub section: Section,
    /// 1-based line of its first fence.
    pub line: usize,
    /// First and one past last line of its blocks, 0-based.
    pub lines: std::ops::Range<usize>,
    /// The text.
    pub text: String,
    /// The complete list of its acts.
    pub acts: Vec<WantedAct>,
}

/// Whether an example must pass.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// It must.
    Examples,
    /// It is known to fail.
    KnownProblems,
}

impl Page {
    /// Reads a page. Panics with path and line when a block does not fit.
    pub fn read(path: &str, text: &str) -> Page {
        let mut page = Page { path: path.to_owned(), text: text.to_owned(), examples: Vec::new() };
        let lines: Vec<&str> = text.lines().collect();
        let mut next = 0;
        while let Some(text_block) = block(&lines, next) {
            assert_eq!(text_block.kind, "text", "{path}:{}: a text block must come first", text_block.lines.start + 1);
            let acts_block = block(&lines, text_block.lines.end)
                .unwrap_or_else(|| panic!("{path}:{}: no acts block after it", text_block.lines.start + 1));
            next = acts_block.lines.end;
            page.examples.push(example(path, &text_block, &acts_block));
        }
        page
    }

    /// The act type that the page is about.
    pub fn id(&self) -> &str {
        self.path.trim_start_matches("acts/").trim_end_matches(".md")
    }
}

struct Block<'a> {
    kind: &'a str,
    body: Vec<&'a str>,
    lines: std::ops::Range<usize>,
}

/// The first fenced block at or after a line.
fn block<'a>(lines: &[&'a str], from: usize) -> Option<Block<'a>> {
    let start = (from..lines.len()).find(|&i| lines[i].starts_with("```"))?;
    let end = (start + 1..lines.len()).find(|&i| lines[i].starts_with("```"))?;
    Some(Block { kind: lines[start][3..].trim(), body: lines[start + 1..end].to_vec(), lines: start..end + 1 })
}

fn example(path: &str, text: &Block<'_>, acts: &Block<'_>) -> Example {
    let section = match acts.kind {
        "acts" => Section::Examples,
        "acts-wanted" => Section::KnownProblems,
        other => panic!("{path}:{}: a block of `{other}`; want acts or acts-wanted", acts.lines.start + 1),
    };
    let read = |(i, line): (usize, &&str)| {
        WantedAct::read(line).unwrap_or_else(|what| panic!("{path}:{}: {what}", acts.lines.start + 2 + i))
    };
    Example {
        section,
        line: text.lines.start + 1,
        lines: text.lines.start..acts.lines.end,
        text: text.body.join("\n"),
        acts: acts.body.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(read).collect(),
    }
}
