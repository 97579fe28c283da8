//! The paragraphs, entries, headings and captions of a page, with what the markup says about each.

use super::entities::reference;
use super::{Tag, Tree};
use crate::flow::Flow;
use document::{BlockKind, Span};
use memchr::memchr;

/// All the words of a page, cut at its block elements.
pub struct Page<'a> {
    /// The elements.
    pub tree: Tree<'a>,
    /// The words.
    pub flow: Flow,
    /// What the markup says about each part of `flow`.
    pub parts: Vec<Part>,
}

/// What the markup says about a part.
#[derive(Clone, Copy, Debug, Default)]
pub struct Part {
    /// The innermost block element around it.
    pub block: u32,
    /// Bytes that stand in links.
    pub n_link: usize,
    /// Links in it.
    pub n_links: usize,
    /// Bytes that are bold or emphasised.
    pub n_strong: usize,
    /// Whether the page does not show it.
    pub hidden: bool,
}

impl<'a> Page<'a> {
    /// Cuts a tree into parts. Linear in the length of the page.
    pub fn new(tree: Tree<'a>) -> Page<'a> {
        let mut cutter =
            Cutter { page: Page { tree, flow: Flow::default(), parts: Vec::new() }, ..Cutter::default_open() };
        let mut node_idx = 0;
        while node_idx < cutter.page.tree.nodes.len() {
            cutter.leave(node_idx);
            node_idx = cutter.enter(node_idx);
        }
        cutter.leave(usize::MAX);
        cutter.page
    }

    /// The block elements around a part, innermost first, the root last.
    pub fn ancestors(&self, node_idx: u32) -> impl Iterator<Item = usize> {
        let nodes = &self.tree.nodes;
        let mut next = Some(node_idx as usize);
        std::iter::from_fn(move || {
            let here = next?;
            let parent = nodes[here].parent as usize;
            next = (parent != here).then_some(parent);
            Some(here)
        })
    }
}

struct Cutter<'a> {
    page: Page<'a>,
    open: Vec<usize>,
    part: Part,
    n_links_open: usize,
    n_strong_open: usize,
    n_hidden_open: usize,
    line_break: bool,
}

impl<'a> Cutter<'a> {
    fn default_open() -> Cutter<'a> {
        let tree = Tree { source: "", nodes: Vec::new(), data: Vec::new(), title: None };
        Cutter {
            page: Page { tree, flow: Flow::default(), parts: Vec::new() },
            open: Vec::new(),
            part: Part::default(),
            n_links_open: 0,
            n_strong_open: 0,
            n_hidden_open: 0,
            line_break: false,
        }
    }

    /// Closes the elements that end before `node_idx`.
    fn leave(&mut self, node_idx: usize) {
        while let Some(&last) = self.open.last().filter(|&&last| self.page.tree.nodes[last].end as usize <= node_idx) {
            let tag = self.page.tree.nodes[last].tag;
            if tag.is_block() {
                self.close_part();
            }
            self.open.pop();
            self.count(last, tag, usize::wrapping_sub);
        }
    }

    /// Reads a node; the index of the node to read next.
    fn enter(&mut self, node_idx: usize) -> usize {
        let node = self.page.tree.nodes[node_idx];
        match node.tag {
            Tag::Text => self.words(node.span),
            tag if tag.is_unread() => {
                if tag.is_block() {
                    self.close_part();
                }
                return node.end as usize;
            }
            Tag::Br if self.line_break && self.page.flow.open_len() > 0 => self.close_part(),
            Tag::Br => {
                self.page.flow.push_blank(node.span);
                self.line_break = true;
            }
            tag => {
                if tag.is_block() {
                    self.close_part();
                }
                self.open.push(node_idx);
                self.count(node_idx, tag, usize::wrapping_add);
                self.part.n_links += usize::from(tag == Tag::A);
            }
        }
        node_idx + 1
    }

    fn count(&mut self, node_idx: usize, tag: Tag, change: fn(usize, usize) -> usize) {
        match tag {
            Tag::A => self.n_links_open = change(self.n_links_open, 1),
            Tag::B | Tag::Strong | Tag::Em | Tag::I => self.n_strong_open = change(self.n_strong_open, 1),
            _ => {}
        }
        if self.is_hidden(node_idx) {
            self.n_hidden_open = change(self.n_hidden_open, 1);
        }
    }

    fn is_hidden(&self, node_idx: usize) -> bool {
        self.page.tree.attributes(node_idx).any(|(name, value)| match name {
            "hidden" => true,
            "style" => {
                let style: String = value.chars().take(400).filter(|letter| !letter.is_whitespace()).collect();
                style.contains("display:none") || style.contains("visibility:hidden")
            }
            _ => false,
        })
    }

    fn words(&mut self, span: Span) {
        let before = self.page.flow.open_len();
        let (source, flow) = (self.page.tree.source, &mut self.page.flow);
        let mut start = span.start;
        while let Some(at) = memchr(b'&', &source.as_bytes()[start..span.end]).map(|at| start + at) {
            flow.push(source, Span::new(start, at));
            let Some((letter, n_bytes)) = reference(&source[at..span.end]) else {
                flow.push(source, Span::new(at, at + 1));
                start = at + 1;
                continue;
            };
            flow.push_instead(source, letter.encode_utf8(&mut [0; 4]), Span::new(at, at + n_bytes));
            start = at + n_bytes;
        }
        flow.push(source, Span::new(start, span.end));
        let n_new = flow.open_len() - before;
        if n_new > 0 {
            self.line_break = false;
            self.part.n_link += if self.n_links_open > 0 { n_new } else { 0 };
            self.part.n_strong += if self.n_strong_open > 0 { n_new } else { 0 };
            self.part.hidden |= self.n_hidden_open > 0;
        }
    }

    fn close_part(&mut self) {
        self.line_break = false;
        if self.page.flow.is_full() && self.open.len() > 1 {
            self.page.flow.push_blank(Span::default());
            return;
        }
        let nodes = &self.page.tree.nodes;
        let block = self.open.iter().rev().copied().find(|&node_idx| nodes[node_idx].tag.is_block()).unwrap_or(0);
        let mut part = std::mem::take(&mut self.part);
        part.block = block as u32;
        let kind = self.kind();
        if self.page.flow.close(kind).is_some() {
            self.page.parts.push(part);
        }
    }

    fn kind(&self) -> BlockKind {
        for &node_idx in self.open.iter().rev() {
            match self.page.tree.nodes[node_idx].tag {
                tag if tag.is_heading() => return BlockKind::Heading,
                Tag::Li | Tag::Dd | Tag::Dt => return BlockKind::ListItem,
                Tag::Figcaption | Tag::Caption => return BlockKind::Caption,
                Tag::Blockquote => return BlockKind::Quotation,
                Tag::Article | Tag::Section | Tag::Main | Tag::Td => return BlockKind::Paragraph,
                _ => {}
            }
        }
        BlockKind::Paragraph
    }
}
