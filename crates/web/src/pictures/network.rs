//! People and bodies, and the events that they took part in. A line says only that words of a document put somebody into an event,
//! and leads to these words.

use super::layout::settle;
use super::legend::{self, Entry, Sign};
use crate::svg::{Anchor, Point, Sheet, Use, shortened, width};

const WIDTH: f64 = 1000.0;
const NAME: f64 = 12.0;
/// Names are no longer than this.
const LONGEST: f64 = 150.0;
/// With more events than this their words stand only in the table.
const MOST_WORDS: usize = 28;

/// How somebody took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It was done to them.
    Suffered,
    /// They did it, or it is their act.
    Did,
    /// Otherwise.
    Else,
}

impl Part {
    /// Of a role of the records.
    pub fn of(role: &str) -> Self {
        match role {
            "victim" => Self::Suffered,
            "perpetrator" | "authority" => Self::Did,
            _ => Self::Else,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Suffered => "edge",
            Self::Did => "edge did",
            Self::Else => "edge else",
        }
    }
}

/// A person or body.
#[derive(Clone, Debug)]
pub struct Node {
    pub name: String,
    pub is_person: bool,
    pub address: String,
}

/// An event.
#[derive(Clone, Debug)]
pub struct Knot {
    pub group: String,
    pub label: String,
    pub title: String,
    pub address: String,
}

/// That somebody took part.
#[derive(Clone, Debug)]
pub struct Line {
    pub node: usize,
    pub knot: usize,
    pub part: Part,
    pub title: String,
    /// The words that say so.
    pub address: String,
}

/// What is drawn; the first node is in the middle.
#[derive(Clone, Debug, Default)]
pub struct Network {
    pub nodes: Vec<Node>,
    pub knots: Vec<Knot>,
    pub lines: Vec<Line>,
}

/// Words of the drawing.
pub struct Words {
    /// Of the whole.
    pub title: String,
    /// A person; a body; an event; to whom it was done; who did it; who took part otherwise.
    pub legend: [String; 6],
    /// What must be read with it.
    pub notes: Vec<String>,
}

/// Draws the network.
pub fn draw(network: &Network, words: &Words, shown: Use) -> String {
    let all = network.nodes.len() + network.knots.len();
    let high = (300.0 + 13.0 * all as f64).min(1100.0);
    let places = places(network, high);
    let (nodes, knots) = places.split_at(network.nodes.len().min(places.len()));
    let entries = legend(&words.legend);
    let bottom = high + 10.0 + legend::height(&entries, 14.0, WIDTH - 14.0);
    let mut sheet = Sheet::new(WIDTH, bottom + 17.0 * words.notes.len() as f64 + 12.0, shown);
    for line in &network.lines {
        let (Some(from), Some(to)) = (nodes.get(line.node), knots.get(line.knot)) else { continue };
        sheet.link("mark", &line.address, &line.title, |sheet| {
            sheet.line("reach", *from, *to);
            sheet.line(line.part.class(), *from, *to);
        });
    }
    for (knot, at) in network.knots.iter().zip(knots) {
        sheet.link("mark", &knot.address, &knot.title, |sheet| draw_knot(sheet, knot, *at, network.knots.len()));
    }
    for ((node, at), i) in network.nodes.iter().zip(nodes).zip(0..) {
        sheet.link("mark", &node.address, &node.name, |sheet| draw_node(sheet, node, *at, i == 0));
    }
    legend::draw(&mut sheet, &entries, (14.0, WIDTH - 14.0), high + 8.0);
    for (note, line) in words.notes.iter().zip(0_u32..) {
        let at = (14.0, bottom + 14.0 + 17.0 * f64::from(line));
        sheet.text("soft small", at, Anchor::Start, &shortened(note, 11.0, WIDTH - 28.0));
    }
    sheet.finish(&words.title)
}

/// Signs with their words below them take room.
fn places(network: &Network, high: f64) -> Vec<Point> {
    let nodes = network.nodes.iter().map(|node| (width(&shortened(&node.name, NAME, LONGEST), NAME).max(24.0), 44.0));
    let has_words = network.knots.len() <= MOST_WORDS;
    let knots = network.knots.iter().map(|knot| match has_words {
        true => (width(&shortened(&knot.label, 11.0, LONGEST), 11.0).max(20.0), 36.0),
        false => (18.0, 18.0),
    });
    let sizes: Vec<(f64, f64)> = nodes.chain(knots).collect();
    let n = network.nodes.len();
    let edges: Vec<(usize, usize)> = network.lines.iter().map(|line| (line.node, n + line.knot)).collect();
    settle(&sizes, &edges, (WIDTH, high))
}

fn draw_node(sheet: &mut Sheet, node: &Node, (x, y): Point, is_middle: bool) {
    let middle = if is_middle { " middle" } else { "" };
    match node.is_person {
        true => sheet.circle(&format!("person{middle}"), (x, y - 8.0), 10.0),
        false => sheet.rect(&format!("body{middle}"), (x - 10.0, y - 18.0), (20.0, 20.0), 4.0),
    }
    let class = if is_middle { "name in-middle halo" } else { "name halo" };
    sheet.text(class, (x, y + 17.0), Anchor::Middle, &shortened(&node.name, NAME, LONGEST));
}

fn draw_knot(sheet: &mut Sheet, knot: &Knot, (x, y): Point, n_knots: usize) {
    let half = 7.0;
    let has_words = n_knots <= MOST_WORDS;
    let middle = if has_words { y - 7.0 } else { y };
    let ring = vec![(x, middle - half), (x + half, middle), (x, middle + half), (x - half, middle)];
    sheet.shape(&format!("knot {}", knot.group), &[ring]);
    if has_words {
        sheet.text("soft small halo", (x, y + 14.0), Anchor::Middle, &shortened(&knot.label, 11.0, LONGEST));
    }
}

fn legend(words: &[String; 6]) -> Vec<Entry> {
    let draws: [(f64, Sign); 6] = [
        (20.0, |sheet, (x, y)| sheet.circle("person", (x + 10.0, y), 8.0)),
        (18.0, |sheet, (x, y)| sheet.rect("body", (x + 1.0, y - 8.0), (16.0, 16.0), 4.0)),
        (14.0, |sheet, (x, y)| {
            sheet.shape("knot other", &[vec![(x + 7.0, y - 7.0), (x + 14.0, y), (x + 7.0, y + 7.0), (x, y)]]);
        }),
        (30.0, |sheet, (x, y)| sheet.line("edge", (x, y), (x + 30.0, y))),
        (30.0, |sheet, (x, y)| sheet.line("edge did", (x, y), (x + 30.0, y))),
        (30.0, |sheet, (x, y)| sheet.line("edge else", (x, y), (x + 30.0, y))),
    ];
    let entries = draws.into_iter().zip(words);
    entries.map(|((sign, draw), words)| Entry { sign, draw, words: words.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(n: usize) -> Network {
        let node = |i: usize| Node {
            name: format!("Person <{i}> \u{202e}"),
            is_person: i.is_multiple_of(2),
            address: format!("/person/p{i}"),
        };
        let knot = |i: usize| Knot {
            group: "liberty".to_owned(),
            label: format!("Arrest {i}"),
            title: format!("Arrest {i}"),
            address: format!("/event/v{i}"),
        };
        let line = |i: usize, node: usize| Line {
            node,
            knot: i,
            part: Part::of(if node == 0 { "authority" } else { "victim" }),
            title: "words".to_owned(),
            address: format!("/document/ab#a{i}{node}"),
        };
        Network {
            nodes: (0..n).map(node).collect(),
            knots: (0..n - 1).map(knot).collect(),
            lines: (0..n - 1).flat_map(|i| [line(i, 0), line(i, i + 1)]).collect(),
        }
    }

    fn words() -> Words {
        Words { title: "title".to_owned(), legend: std::array::from_fn(|i| format!("sign {i}")), notes: Vec::new() }
    }

    #[test]
    fn every_line_leads_to_its_words() {
        let drawing = draw(&network(6), &words(), Use::Page);
        for i in 0..5 {
            assert!(drawing.contains(&format!("href=\"/document/ab#a{i}0\"")));
            assert!(drawing.contains(&format!("href=\"/event/v{i}\"")));
        }
        assert!(!drawing.contains("<0>") && drawing.contains("&lt;0&gt;"));
    }

    #[test]
    fn the_largest_network_is_drawn_whole_and_alike() {
        let drawing = draw(&network(50), &words(), Use::File);
        assert_eq!(drawing, draw(&network(50), &words(), Use::File));
        assert!(!drawing.contains("NaN") && !drawing.contains("href"));
        assert_eq!(drawing.matches("class=\"knot").count(), 50);
    }

    #[test]
    fn a_line_to_nobody_is_left_out() {
        let mut network = network(3);
        network.lines.push(Line { node: 99, ..network.lines[0].clone() });
        network.lines.push(Line { knot: 99, ..network.lines[0].clone() });
        assert!(draw(&network, &words(), Use::Page).ends_with("</svg>"));
        assert!(draw(&Network::default(), &words(), Use::Page).contains("sign 0"));
    }
}
