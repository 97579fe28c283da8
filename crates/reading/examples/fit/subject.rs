//! A page or a text to fit to: its parts and their features.

use reading::tuning::{Chances, Facts, Lexicons, Page, Row, decide, page};

pub trait Subject {
    fn n_parts(&self) -> usize;
    fn words(&self, part_idx: usize) -> &str;
    fn place(&self, part_idx: usize) -> String;
    fn names(&self) -> (Vec<&'static str>, Vec<&'static str>);
    fn first(&self) -> Vec<Vec<f32>>;
    fn second(&self, values: &[f32]) -> Vec<Vec<f32>>;
    fn decide(&self, chances: &[f32], threshold: f32) -> Vec<bool>;
}

/// A saved page. Kept until the program ends.
pub struct WebPage {
    page: &'static Page<'static>,
    facts: Facts<'static, 'static>,
}

impl WebPage {
    pub fn open(html: String) -> WebPage {
        let (page, title) = page(html.leak());
        let page: &'static Page<'static> = Box::leak(Box::new(page));
        WebPage { page, facts: Facts::new(page, &title, Lexicons::builtin()) }
    }
}

fn rows(n_parts: usize, fill: impl Fn(usize, &mut Row)) -> Vec<Vec<f32>> {
    let one = |part_idx| {
        let mut row = Row::default();
        fill(part_idx, &mut row);
        row.values
    };
    (0..n_parts).map(one).collect()
}

impl Subject for WebPage {
    fn n_parts(&self) -> usize {
        self.page.parts.len()
    }
    fn words(&self, part_idx: usize) -> &str {
        self.page.flow.words(part_idx)
    }
    fn place(&self, part_idx: usize) -> String {
        let path = self.page.ancestors(self.page.parts[part_idx].block).take(4).map(|node_idx| {
            let class = self.page.tree.attribute(node_idx, "class").unwrap_or("");
            format!("{}.{}", self.page.tree.nodes[node_idx].tag.name(), class.chars().take(40).collect::<String>())
        });
        path.collect::<Vec<_>>().join(" < ")
    }
    fn names(&self) -> (Vec<&'static str>, Vec<&'static str>) {
        self.facts.names()
    }
    fn first(&self) -> Vec<Vec<f32>> {
        rows(self.n_parts(), |part_idx, row| self.facts.first(part_idx, row))
    }
    fn second(&self, values: &[f32]) -> Vec<Vec<f32>> {
        let chances = Chances::new(&self.facts, values);
        rows(self.n_parts(), |part_idx, row| self.facts.second(part_idx, &chances, row))
    }
    fn decide(&self, chances: &[f32], threshold: f32) -> Vec<bool> {
        decide(self.page, chances, threshold)
    }
}

pub mod plain {
    use super::{Subject, rows};
    use reading::tuning::Lexicons;
    use reading::tuning::plain::{Chances, Facts, Flow, cut};

    /// A pasted text. Kept until the program ends.
    pub struct Pasted {
        flow: &'static Flow,
        facts: Facts<'static>,
    }

    impl Pasted {
        pub fn open(text: &str) -> Pasted {
            let (flow, gaps) = cut(text);
            let flow: &'static Flow = Box::leak(Box::new(flow));
            Pasted { flow, facts: Facts::new(flow, gaps.leak(), Lexicons::builtin()) }
        }
    }

    impl Subject for Pasted {
        fn n_parts(&self) -> usize {
            self.flow.parts.len()
        }
        fn words(&self, part_idx: usize) -> &str {
            self.flow.words(part_idx)
        }
        fn place(&self, part_idx: usize) -> String {
            part_idx.to_string()
        }
        fn names(&self) -> (Vec<&'static str>, Vec<&'static str>) {
            self.facts.names()
        }
        fn first(&self) -> Vec<Vec<f32>> {
            rows(self.n_parts(), |part_idx, row| self.facts.first(part_idx, row))
        }
        fn second(&self, values: &[f32]) -> Vec<Vec<f32>> {
            let chances = Chances::new(&self.facts, values);
            rows(self.n_parts(), |part_idx, row| self.facts.second(part_idx, &chances, row))
        }
        fn decide(&self, chances: &[f32], threshold: f32) -> Vec<bool> {
            chances.iter().map(|chance| *chance >= threshold).collect()
        }
    }
}
