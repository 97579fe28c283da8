//! The elements of a page as a flat list in reading order. No recursion, so depth is no danger.

use super::tags::Tag;
use super::tokens::{Token, Tokens, attributes};
use document::{Problem, Span};

/// Elements deeper than this are read as if they stood at this depth.
const MAX_DEPTH: usize = 256;
/// Elements and texts after this number are not read.
const MAX_NODES: usize = 600_000;

/// A page.
pub struct Tree<'a> {
    /// The characters of the page.
    pub source: &'a str,
    /// The root is the first; the content of node `n` is `n + 1 .. nodes[n].end`.
    pub nodes: Vec<Node>,
    /// What scripts with structured data (JSON-LD) hold.
    pub data: Vec<Span>,
    /// Content of the first `<title>`.
    pub title: Option<Span>,
}

/// An element or a stretch of text.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Its kind; [`Tag::Text`] for text.
    pub tag: Tag,
    /// Characters of the attributes, or of the text.
    pub span: Span,
    /// The element that holds it; the root's own index for the root.
    pub parent: u32,
    /// One past its last descendant.
    pub end: u32,
}

impl<'a> Tree<'a> {
    /// Builds the tree as a browser would in the cases that pages need: void elements, paragraphs, entries and cells
    /// without end tags, stray end tags.
    pub fn new(source: &'a str, problems: &mut Vec<Problem>) -> Tree<'a> {
        let root = Node { tag: Tag::Html, span: Span::default(), parent: 0, end: 0 };
        let tree = Tree { source, nodes: vec![root], data: Vec::new(), title: None };
        let mut builder = Builder { tree, open: vec![0], n_hidden: 0, too_deep: false };
        let mut previous = Tag::Other;
        for token in Tokens::new(source) {
            if builder.tree.nodes.len() >= MAX_NODES {
                problems.push(Problem::new("too-many-elements", "the page was read only up to its 600000th element"));
                break;
            }
            builder.take(token, previous);
            previous = if let Token::Start { tag, .. } = token { tag } else { Tag::Other };
        }
        builder.close_to(0);
        builder.tree.nodes[0].end = builder.tree.nodes.len() as u32;
        if builder.too_deep {
            problems.push(Problem::new("nested-too-deep", "elements deeper than 256 levels were read as one level"));
        }
        builder.tree
    }

    /// The value of an attribute, its entities not yet read.
    pub fn attribute(&self, node_idx: usize, name: &str) -> Option<&'a str> {
        self.attributes(node_idx).find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Names and values of all attributes of an element.
    pub fn attributes(&self, node_idx: usize) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let node = self.nodes[node_idx];
        attributes(if node.tag == Tag::Text { "" } else { &self.source[node.span.start..node.span.end] })
    }

    /// The words inside an element, blanks joined, at most `limit` bytes.
    pub fn words(&self, node_idx: usize, limit: usize) -> String {
        let mut words = String::new();
        for node in &self.nodes[node_idx..self.nodes[node_idx].end as usize] {
            if node.tag != Tag::Text {
                if node.tag.is_block() || node.tag == Tag::Br {
                    words.push(' ');
                }
            } else if words.len() < limit {
                words.push_str(&super::entities::unescape(&self.source[node.span.start..node.span.end]));
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

struct Builder<'a> {
    tree: Tree<'a>,
    open: Vec<usize>,
    n_hidden: usize,
    too_deep: bool,
}

impl Builder<'_> {
    fn take(&mut self, token: Token, previous: Tag) {
        match token {
            Token::Text(span) => {
                self.add(Tag::Text, span);
            }
            Token::Raw(span) => self.raw(previous, span),
            Token::Start { tag: Tag::Html | Tag::Body, attributes, .. } => {
                self.close_head();
                self.add(Tag::Body, attributes);
            }
            Token::Start { tag, attributes, .. } => self.start(tag, attributes),
            Token::End { tag: Tag::P } if !self.has_open_paragraph() => {
                self.add(Tag::P, Span::default());
            }
            Token::End { tag } => self.end(tag),
        }
    }

    fn raw(&mut self, tag: Tag, span: Span) {
        match tag {
            Tag::Title if self.tree.title.is_none() && !self.is_open(Tag::Svg) => self.tree.title = Some(span),
            Tag::Script => {
                let attributes =
                    self.tree.nodes.last().map_or("", |node| &self.tree.source[node.span.start..node.span.end]);
                if attributes.contains("ld+json") {
                    self.tree.data.push(span);
                }
            }
            Tag::Xmp => {
                self.add(Tag::Text, span);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, attributes: Span) {
        self.close_implied(tag);
        let node_idx = self.add(tag, attributes);
        let self_closing = self.tree.source[attributes.start..attributes.end].ends_with('/') && self.is_open(Tag::Svg);
        if tag.is_void() || tag.is_raw() || self_closing {
            return;
        }
        if self.open.len() >= MAX_DEPTH {
            self.n_hidden += 1;
            self.too_deep = true;
        } else {
            self.open.push(node_idx);
        }
    }

    fn end(&mut self, tag: Tag) {
        if tag.is_void() || tag.is_raw() || matches!(tag, Tag::Html | Tag::Body) {
            return;
        }
        if self.n_hidden > 0 {
            self.n_hidden -= 1;
            return;
        }
        let wall = |open: Tag| if tag.is_block() { open.is_wall() && !is_table_part(tag) } else { open.is_block() };
        for depth in (1..self.open.len()).rev() {
            let open = self.tree.nodes[self.open[depth]].tag;
            if open == tag || tag.is_heading() && open.is_heading() {
                return self.close_to(depth);
            }
            if wall(open) || open == Tag::Table && tag != Tag::Table {
                return;
            }
        }
    }

    /// Ends what cannot hold an element of this kind.
    fn close_implied(&mut self, tag: Tag) {
        use Tag::*;
        match tag {
            Li => self.close_nearest(&[Li], &[Ul, Ol, Menu]),
            Dt | Dd => self.close_nearest(&[Dt, Dd], &[Dl]),
            Option => self.close_nearest(&[Option], &[Select]),
            Td | Th => self.close_nearest(&[Td, Th], &[Tr, Table]),
            Tr => self.close_nearest(&[Tr], &[Table]),
            Tbody | Tfoot | Thead => self.close_nearest(&[Tbody, Tfoot, Thead], &[Table]),
            A => self.close_link(),
            _ => {}
        }
        if tag.is_block() && !self.is_open(Head) {
            self.close_nearest(&[P], &[Div, Section, Article, Td, Th, Li, Blockquote, Figure, Main, Aside, Button]);
        } else if tag.is_block() && tag != Title {
            self.close_head();
        }
    }

    /// Ends the nearest open element among `which`, unless one of `walls` is met first.
    fn close_nearest(&mut self, which: &[Tag], walls: &[Tag]) {
        for depth in (1..self.open.len()).rev() {
            let open = self.tree.nodes[self.open[depth]].tag;
            if which.contains(&open) {
                return self.close_to(depth);
            }
            if walls.contains(&open) || open.is_wall() {
                return;
            }
        }
    }

    /// A link inside a link ends the outer one, if nothing but inline elements lies between.
    fn close_link(&mut self) {
        for depth in (1..self.open.len()).rev() {
            match self.tree.nodes[self.open[depth]].tag {
                Tag::A => return self.close_to(depth),
                tag if tag.is_block() => return,
                _ => {}
            }
        }
    }

    fn close_head(&mut self) {
        if let Some(depth) = self.open.iter().position(|&node_idx| self.tree.nodes[node_idx].tag == Tag::Head) {
            self.close_to(depth);
        }
    }

    fn has_open_paragraph(&self) -> bool {
        self.open.iter().rev().map(|&node_idx| self.tree.nodes[node_idx].tag).any(|tag| tag == Tag::P)
    }

    fn is_open(&self, tag: Tag) -> bool {
        self.open.iter().any(|&node_idx| self.tree.nodes[node_idx].tag == tag)
    }

    fn close_to(&mut self, depth: usize) {
        let n_nodes = self.tree.nodes.len() as u32;
        for node_idx in self.open.drain(depth.max(1)..) {
            self.tree.nodes[node_idx].end = n_nodes;
        }
    }

    fn add(&mut self, tag: Tag, span: Span) -> usize {
        let node_idx = self.tree.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0) as u32;
        self.tree.nodes.push(Node { tag, span, parent, end: node_idx as u32 + 1 });
        node_idx
    }
}

fn is_table_part(tag: Tag) -> bool {
    use Tag::*;
    matches!(tag, Table | Tbody | Tfoot | Thead | Tr | Td | Th | Caption)
}
