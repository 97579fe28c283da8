//! A long paper as several short ones, because the typesetter keeps all pages of a paper in memory at once.

use paper::{Block, Paper, Run, TitlePage};

/// Letters of a part: about eighty pages.
pub const LETTERS: usize = 300_000;
/// What a block takes beside its letters: space, numbers, structure.
const FOR_A_BLOCK: usize = 80;

/// The parts in order; one when the paper is short. Each later one begins with the last heading of the first level again.
pub fn parts(paper: &Paper, letters: usize) -> Vec<Paper> {
    let mut cutting = Cutting { paper, letters, done: Vec::new(), here: Vec::new(), taken: 0, heading: None };
    paper.blocks.iter().for_each(|block| cutting.take(block));
    cutting.finish()
}

struct Cutting<'p> {
    paper: &'p Paper,
    letters: usize,
    done: Vec<Vec<Block>>,
    here: Vec<Block>,
    taken: usize,
    heading: Option<&'p str>,
}

impl<'p> Cutting<'p> {
    fn take(&mut self, block: &'p Block) {
        if let Block::Heading { level: 1, text } = block {
            if self.taken > self.letters / 2 {
                self.cut();
                self.here.clear();
            }
            self.heading = Some(text);
        }
        match block {
            Block::Table { caption, columns, rows } => {
                let mut rows = rows.as_slice();
                let mut title = caption.clone();
                loop {
                    let n = self.fitting(rows);
                    let (now, later) = rows.split_at(n);
                    self.put(Block::Table { caption: title, columns: columns.clone(), rows: now.to_vec() });
                    if later.is_empty() {
                        break;
                    }
                    (rows, title) = (later, self.continued(caption));
                    self.cut();
                }
            }
            block => {
                self.put(block.clone());
                if self.taken >= self.letters && !matches!(block, Block::Heading { .. }) {
                    self.cut();
                }
            }
        }
    }

    /// How many rows this part still takes; at least one, and all when little would be left over.
    fn fitting(&self, rows: &[Vec<Vec<Run>>]) -> usize {
        let mut taken = self.taken;
        let fits = |row: &&Vec<Vec<Run>>| {
            taken += FOR_A_BLOCK + row.iter().flatten().map(run_letters).sum::<usize>();
            taken < self.letters
        };
        let n = rows.iter().take_while(fits).count().max(1);
        if rows.len() < n + 8 { rows.len() } else { n }
    }

    fn put(&mut self, block: Block) {
        self.taken += block_letters(&block);
        self.here.push(block);
    }

    /// Ends the part; the next one begins with the heading that goes on.
    fn cut(&mut self) {
        self.done.push(std::mem::take(&mut self.here));
        self.taken = 0;
        // The typesetter asks for a heading of the first level before all others.
        let heading = self.continued(self.heading.unwrap_or(&self.paper.title_page.kind));
        self.here.push(Block::heading(1, &heading));
    }

    fn continued(&self, text: &str) -> String {
        let mark = &self.paper.words.continued;
        if mark.is_empty() { text.to_owned() } else { format!("{text} ({mark})") }
    }

    fn finish(mut self) -> Vec<Paper> {
        // Nothing but the heading that would go on.
        if self.done.is_empty() || self.here.len() > 1 {
            self.done.push(std::mem::take(&mut self.here));
        }
        // A table of contents would know the pages of one part alone; the bookmarks know all.
        let contents = self.paper.contents && self.done.len() == 1;
        let head = Paper { blocks: Vec::new(), contents, ..self.paper.clone() };
        let bare = TitlePage { kind: head.title_page.kind.clone(), ..TitlePage::default() };
        let later = Paper { title_page: bare, contents: false, ..head.clone() };
        let of = |(at, blocks)| Paper { blocks, ..if at == 0 { head.clone() } else { later.clone() } };
        self.done.into_iter().enumerate().map(of).collect()
    }
}

fn block_letters(block: &Block) -> usize {
    let mut n = FOR_A_BLOCK;
    let alone = Paper { blocks: vec![block.clone()], ..Paper::default() };
    alone.texts(&mut |text| n += text.len());
    n
}

fn run_letters(run: &Run) -> usize {
    match run {
        Run::Text { text, .. } => text.len(),
        Run::Note { runs } => FOR_A_BLOCK + runs.iter().map(run_letters).sum::<usize>(),
    }
}
