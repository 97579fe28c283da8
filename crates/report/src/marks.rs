//! Cuts a body into stretches that each carry one set of marks, so that overlapping facts can be shown in place.

use document::{Block, BlockKind, Document, Span};
use domain::{EntityKind, MentionForm, Reading};

/// One stretch of words under the same marks.
#[derive(Debug, Default, PartialEq)]
pub struct Stretch<'a> {
    /// The words.
    pub words: &'a str,
    /// Classes of the style sheet, separated by blanks; empty for plain words.
    pub classes: String,
    /// Targets of links that start here.
    pub anchors: Vec<String>,
    /// Numbers and groups of the acts whose trigger ends here.
    pub acts_named: Vec<(usize, &'static str)>,
}

/// One block of the body with its stretches.
#[derive(Debug)]
pub struct MarkedBlock<'a> {
    /// What kind of block.
    pub kind: BlockKind,
    /// Its words.
    pub stretches: Vec<Stretch<'a>>,
}

/// Something to show at a place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Statement,
    Time,
    Number,
    Person,
    Place,
    Evidence(&'static str),
    Trigger(&'static str),
}

/// Classes of the style sheet.
const CLASSES: [(Mark, &str); 5] =
    [(Mark::Statement, "q"), (Mark::Time, "d"), (Mark::Number, "n"), (Mark::Person, "p"), (Mark::Place, "l")];

#[derive(Clone, Debug)]
struct Placed {
    span: Span,
    mark: Mark,
    /// Target of a link, at the start.
    anchor: Option<String>,
    /// Act number, at the end.
    act: Option<usize>,
}

/// The body of `reading` in marked blocks. `prefix` makes link targets unique on a page; `group` names an act's group.
pub fn mark<'a>(reading: &'a Reading, prefix: &str, group: impl Fn(&str) -> &'static str) -> Vec<MarkedBlock<'a>> {
    let document = &reading.document;
    let mut marks = placed(reading, prefix, group);
    marks.retain(|one| !one.span.is_empty() && document.text.get(one.span.start..one.span.end).is_some());
    marks.sort_by_key(|one| (one.span.start, one.span.end));
    let mut sweep = Sweep { document, marks, next: 0, active: Vec::new() };
    blocks(document).into_iter().map(|block| sweep.block(block)).collect()
}

/// The document's blocks; its paragraphs when it has none.
fn blocks(document: &Document) -> Vec<Block> {
    if !document.blocks.is_empty() {
        return document.blocks.clone();
    }
    let mut start = 0;
    let paragraph = |words: &str| {
        let span = Span::new(start, start + words.len());
        start = span.end + 2;
        Block { kind: BlockKind::Paragraph, span }
    };
    document.text.split("\n\n").map(paragraph).collect()
}

fn placed(reading: &Reading, prefix: &str, group: impl Fn(&str) -> &'static str) -> Vec<Placed> {
    let plain = |span: Span, mark: Mark| Placed { span, mark, anchor: None, act: None };
    let mut marks = Vec::new();
    for (i, act) in reading.acts.iter().enumerate() {
        let group = group(&act.act_type);
        marks.extend(act.evidence.iter().map(|&span| plain(span, Mark::Evidence(group))));
        let anchor = Some(format!("{prefix}a{}", i + 1));
        marks.push(Placed { span: act.trigger, mark: Mark::Trigger(group), anchor, act: Some(i + 1) });
    }
    for (i, statement) in reading.statements.iter().enumerate() {
        let first = statement.content.first().copied().unwrap_or(statement.cue);
        let anchor = Some(format!("{prefix}s{}", i + 1));
        marks.push(Placed { span: first, mark: Mark::Statement, anchor, act: None });
        marks.extend(statement.content.iter().skip(1).map(|&span| plain(span, Mark::Statement)));
    }
    for (i, figure) in reading.figures.iter().enumerate() {
        let anchor = Some(format!("{prefix}f{}", i + 1));
        marks.push(Placed { span: figure.count.span, mark: Mark::Number, anchor, act: None });
    }
    for (i, entity) in reading.entities.iter().enumerate() {
        let mark = match entity.kind {
            EntityKind::Person => Mark::Person,
            EntityKind::Place => Mark::Place,
            _ => continue,
        };
        let named = entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
        let mut anchor = Some(format!("{prefix}e{}", i + 1));
        marks.extend(named.map(|mention| Placed { span: mention.span, mark, anchor: anchor.take(), act: None }));
    }
    marks.extend(reading.times.iter().map(|time| plain(time.span, Mark::Time)));
    marks
}

impl Placed {
    fn act_named(&self) -> Option<(usize, &'static str)> {
        match self.mark {
            Mark::Trigger(group) => self.act.map(|number| (number, group)),
            _ => None,
        }
    }
}

/// Goes through the text once, with the marks that are open at each point.
struct Sweep<'a> {
    document: &'a Document,
    marks: Vec<Placed>,
    next: usize,
    active: Vec<Placed>,
}

impl<'a> Sweep<'a> {
    fn block(&mut self, block: Block) -> MarkedBlock<'a> {
        let mut stretches = Vec::new();
        let mut at = block.span.start;
        while at < block.span.end {
            let anchors = self.open(at);
            let end = self.next_cut(at, block.span.end);
            stretches.push(self.stretch(Span::new(at, end), anchors));
            at = end;
        }
        MarkedBlock { kind: block.kind, stretches }
    }

    /// Opens the marks that start at or before `at`, drops those that ended; gives the link targets of the opened.
    fn open(&mut self, at: usize) -> Vec<String> {
        self.active.retain(|one| one.span.end > at);
        let mut anchors = Vec::new();
        while let Some(one) = self.marks.get(self.next).filter(|one| one.span.start <= at) {
            anchors.extend(one.anchor.clone());
            if one.span.end > at {
                self.active.push(one.clone());
            }
            self.next += 1;
        }
        anchors
    }

    /// Where the next mark starts or ends, at most `limit`.
    fn next_cut(&self, at: usize, limit: usize) -> usize {
        let starts = self.marks.get(self.next).map(|one| one.span.start);
        let ends = self.active.iter().map(|one| one.span.end);
        ends.chain(starts).filter(|&cut| cut > at).min().unwrap_or(limit).min(limit)
    }

    fn stretch(&self, span: Span, anchors: Vec<String>) -> Stretch<'a> {
        let ends_here = self.active.iter().filter(|one| one.span.end == span.end);
        let mut acts_named: Vec<(usize, &'static str)> = ends_here.filter_map(Placed::act_named).collect();
        acts_named.sort_unstable();
        Stretch { words: self.document.quote(span), classes: self.classes(), anchors, acts_named }
    }

    /// One class a kind of mark; of several acts the one that a trigger belongs to, else the shortest.
    fn classes(&self) -> String {
        let mut classes: Vec<&str> = Vec::new();
        let act = self.active.iter().filter(|one| matches!(one.mark, Mark::Trigger(_) | Mark::Evidence(_)));
        let act = act.min_by_key(|one| (matches!(one.mark, Mark::Evidence(_)), one.span.len()));
        match act.map(|one| one.mark) {
            Some(Mark::Trigger(group)) => classes.extend(["t", group]),
            Some(Mark::Evidence(group)) => classes.extend(["v", group]),
            _ => {}
        }
        for (mark, class) in CLASSES {
            if self.active.iter().any(|one| one.mark == mark) {
                classes.push(class);
            }
        }
        classes.join(" ")
    }
}
