//! What a page says of itself to machines: meta elements, JSON-LD, `<time>`, links.

use crate::html::{Tag, Tree, unescape};
use serde_json::Value;

/// The answers of a page, none of them checked.
#[derive(Debug, Default)]
pub struct Structured {
    /// Titles, best first.
    pub titles: Vec<String>,
    /// Authors' names.
    pub authors: Vec<String>,
    /// Name of the site or publisher.
    pub publisher: Option<String>,
    /// Days of publication as written, best first.
    pub published: Vec<String>,
    /// Days in `<time>` elements, in order.
    pub times: Vec<String>,
    /// The page's own address.
    pub address: Option<String>,
    /// `lang` of the page.
    pub language: Option<String>,
    /// Text of the first `h1` of more than two words.
    pub h1: Option<String>,
}

/// Longest JSON-LD that is parsed, in bytes.
const MAX_DATA: usize = 1 << 20;

impl Structured {
    /// Gathers everything in one pass over the elements.
    pub fn of(tree: &Tree<'_>) -> Structured {
        let mut found = Structured::default();
        for span in tree.data.iter().take(20).filter(|span| span.len() < MAX_DATA) {
            found.data(&tree.source[span.start..span.end]);
        }
        let mut ranked: Vec<(usize, String)> = Vec::new();
        for (node_idx, node) in tree.nodes.iter().enumerate() {
            match node.tag {
                Tag::Meta => found.meta(tree, node_idx, &mut ranked),
                Tag::Time => found.time(tree, node_idx),
                Tag::Link
                    if tree.attribute(node_idx, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
                {
                    found.address = tree.attribute(node_idx, "href").map(unescape).or(found.address.take());
                }
                Tag::Html | Tag::Body if found.language.is_none() => {
                    found.language =
                        tree.attribute(node_idx, "lang").filter(|code| !code.is_empty()).map(str::to_owned);
                }
                Tag::H1 if found.h1.is_none() => {
                    found.h1 = Some(tree.words(node_idx, 400))
                        .filter(|words| words.split_whitespace().count() > 2 || words.len() > 24);
                }
                Tag::A | Tag::Span | Tag::Div | Tag::P if node.span.len() > 8 => found.signed(tree, node_idx),
                _ => {}
            }
        }
        ranked.sort();
        found.published.extend(ranked.into_iter().map(|(_, value)| value));
        found
    }

    fn meta(&mut self, tree: &Tree<'_>, node_idx: usize, dates: &mut Vec<(usize, String)>) {
        let content = tree.attribute(node_idx, "content").or_else(|| tree.attribute(node_idx, "value")).map(unescape);
        let Some(content) = content.filter(|content| !content.trim().is_empty() && content.len() < 2000) else {
            return;
        };
        let names = ["property", "name", "itemprop", "http-equiv"];
        for name in names.iter().filter_map(|name| tree.attribute(node_idx, name)) {
            let name = name.to_ascii_lowercase();
            if let Some(rank) = date_fields().position(|field| field == name) {
                dates.push((rank, content.clone()));
            }
            match name.as_str() {
                "og:title" => self.titles.insert(0, content.clone()),
                "twitter:title" | "dc.title" | "headline" | "sailthru.title" => self.titles.push(content.clone()),
                "og:site_name" => self.publisher = Some(content.trim().to_owned()),
                "author" | "article:author" | "dc.creator" | "byl" | "parsely-author" | "sailthru.author" => {
                    self.author(&content)
                }
                "og:url" if self.address.is_none() => self.address = Some(content.clone()),
                _ => {}
            }
        }
    }

    fn time(&mut self, tree: &Tree<'_>, node_idx: usize) {
        let value = tree.attribute(node_idx, "datetime").map_or_else(|| tree.words(node_idx, 80), unescape);
        let own = tree.attributes(node_idx).any(|(name, value)| {
            name.eq_ignore_ascii_case("pubdate")
                || name.eq_ignore_ascii_case("itemprop") && value.eq_ignore_ascii_case("datePublished")
        });
        if own {
            self.published.push(value);
        } else if self.times.len() < 20 {
            self.times.push(value);
        }
    }

    /// `rel=author`, `itemprop=author`, a class that says author.
    fn signed(&mut self, tree: &Tree<'_>, node_idx: usize) {
        let says = tree.attributes(node_idx).any(|(name, value)| match name {
            "rel" | "itemprop" => value.split_whitespace().any(|word| word.eq_ignore_ascii_case("author")),
            _ => false,
        });
        if says && self.authors.len() < 8 {
            let words = tree.words(node_idx, 120);
            self.author(&words);
        }
    }

    fn author(&mut self, name: &str) {
        if name.contains("://") || name.len() > 120 {
            return;
        }
        for name in name.split([',', ';']).filter_map(super::clean_name) {
            if !self.authors.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
                self.authors.push(name);
            }
        }
    }

    fn data(&mut self, text: &str) {
        let text = text
            .trim()
            .trim_start_matches("<!--")
            .trim_end_matches("-->")
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("//]]>");
        let Ok(value) = serde_json::from_str::<Value>(text) else {
            if let Some(date) = text.split("\"datePublished\"").nth(1).and_then(|rest| rest.split('"').nth(1)) {
                self.published.push(date.to_owned());
            }
            return;
        };
        let mut waiting = vec![&value];
        let mut n_seen = 0;
        while let Some(value) = waiting.pop() {
            n_seen += 1;
            if n_seen > 5000 {
                return;
            }
            match value {
                Value::Array(values) => waiting.extend(values.iter().rev()),
                Value::Object(fields) => {
                    self.item(value);
                    waiting.extend(fields.values().filter(|field| field.is_array() || field.is_object()));
                }
                _ => {}
            }
        }
    }

    fn item(&mut self, item: &Value) {
        let kind = item["@type"].as_str().or_else(|| item["@type"][0].as_str()).unwrap_or("");
        let is_text = ["Article", "Posting", "Report", "Page", "Review"].iter().any(|known| kind.ends_with(known));
        if !is_text {
            return;
        }
        if let Some(date) = item["datePublished"].as_str() {
            self.published.push(date.to_owned());
        }
        if let Some(title) = item["headline"].as_str() {
            self.titles.push(unescape(title));
        }
        let authors =
            item["author"].as_array().map_or_else(|| vec![&item["author"]], |authors| authors.iter().collect());
        for name in authors.into_iter().filter_map(|author| author["name"].as_str().or_else(|| author.as_str())) {
            self.author(name);
        }
        if self.publisher.is_none() {
            self.publisher = item["publisher"]["name"].as_str().map(unescape).filter(|name| !name.is_empty());
        }
    }
}

fn date_fields() -> impl Iterator<Item = &'static str> {
    include_str!("../../../../codebook/reading/date_fields.tsv").lines().filter(|line| !line.starts_with('#'))
}
