//! What is known of each part of a page, as numbers, for the choice between body and furniture.

use super::{Page, Tag};
use crate::lexicons::{CUE_GROUPS, Lexicons};
use crate::model::Row;
use crate::wording::{Wording, logit, main_language, squash};
use std::collections::HashMap;

/// Everything about a page that the features are computed from.
pub struct Facts<'p, 'a> {
    page: &'p Page<'a>,
    /// Counts over the words of each part.
    pub wordings: Vec<Wording>,
    language_idx: Option<usize>,
    near: Vec<u16>,
    far: Vec<u16>,
    tags: Vec<u64>,
    twins: Vec<usize>,
    is_title: Vec<bool>,
    starts: Vec<usize>,
    outlines: Vec<Outline>,
    prose: Sums,
    all: Sums,
    links: Sums,
}

/// What stood before a part.
#[derive(Clone, Copy, Debug, Default)]
struct Outline {
    n_h1: u8,
    n_titles: u8,
    rank: u8,
    n_since: usize,
    under_furniture: bool,
    under_title: bool,
    ended: bool,
}

impl Outline {
    fn step(&mut self, tag: Tag, wording: &Wording, is_title: bool) {
        self.n_since += wording.n_words;
        let furniture = wording.furniture;
        if is_title {
            self.n_titles = self.n_titles.saturating_add(1);
        }
        if tag.is_heading() || furniture.after && wording.n_words < 10 {
            self.n_h1 = self.n_h1.saturating_add(u8::from(tag == Tag::H1));
            self.n_since = 0;
            self.under_furniture = furniture.whole || furniture.start || furniture.after;
            self.under_title = is_title;
        }
        self.ended |= furniture.after && wording.n_words < 10;
    }
}

/// Sums over the parts inside each element.
#[derive(Default)]
struct Sums {
    by_node: Vec<f32>,
}

impl Sums {
    fn new(page: &Page<'_>, value: impl Fn(usize) -> f32) -> Sums {
        let mut by_node = vec![0.0; page.tree.nodes.len()];
        for (part_idx, part) in page.parts.iter().enumerate() {
            by_node[part.block as usize] += value(part_idx);
        }
        // Children follow their parents, so one pass from the end adds everything up.
        for node_idx in (1..by_node.len()).rev() {
            let sum = by_node[node_idx];
            by_node[page.tree.nodes[node_idx].parent as usize] += sum;
        }
        Sums { by_node }
    }

    fn of(&self, node_idx: usize) -> f32 {
        self.by_node.get(node_idx).copied().unwrap_or(0.0)
    }

    fn total(&self) -> f32 {
        self.of(0).max(1e-6)
    }
}

impl<'p, 'a> Facts<'p, 'a> {
    /// Gathers the facts in time linear in the page, but for the depth of its elements.
    pub fn new(page: &'p Page<'a>, title: &str, lexicons: &Lexicons) -> Facts<'p, 'a> {
        let n_parts = page.parts.len();
        let wordings: Vec<Wording> =
            (0..n_parts).map(|part_idx| Wording::of(page.flow.words(part_idx), lexicons)).collect();
        let language_idx = main_language(&wordings);
        let all = Sums::new(page, |part_idx| wordings[part_idx].n_words as f32);
        let links = Sums::new(page, |part_idx| wordings[part_idx].n_words as f32 * link_share(page, part_idx));
        let prose = Sums::new(page, |part_idx| prose_of(page, &wordings[part_idx], part_idx));
        let groups = node_groups(page, lexicons, &all);
        let mut facts = Facts {
            page,
            wordings,
            language_idx,
            prose,
            all,
            links,
            near: Vec::with_capacity(n_parts),
            far: Vec::with_capacity(n_parts),
            tags: Vec::with_capacity(n_parts),
            twins: twins(page),
            is_title: Vec::new(),
            starts: Vec::with_capacity(n_parts),
            outlines: Vec::with_capacity(n_parts),
        };
        let around = inherited(page, &groups);
        let mut n_before = 0;
        let articles = article_ranks(page, &facts.prose);
        let mut outline = Outline::default();
        for (part_idx, part) in page.parts.iter().enumerate() {
            let (groups_near, groups_far, tags) = around[part.block as usize];
            facts.near.push(groups_near);
            facts.far.push(groups_far);
            facts.tags.push(tags);
            facts.starts.push(n_before);
            n_before += facts.wordings[part_idx].n_words;
            let words = page.flow.words(part_idx);
            let is_title = words.len() > 8
                && title.len() < 600
                && (title.contains(words) || words.contains(title) && !title.is_empty());
            facts.is_title.push(is_title);
            let tag = page.tree.nodes[part.block as usize].tag;
            outline.rank = articles[part.block as usize];
            facts.outlines.push(outline);
            outline.step(tag, &facts.wordings[part_idx], is_title);
        }
        facts
    }

    /// Number of words in a part.
    pub fn n_words(&self, part_idx: usize) -> usize {
        self.wordings[part_idx].n_words
    }

    /// The names of the features of both rounds, in order.
    pub fn names(&self) -> (Vec<&'static str>, Vec<&'static str>) {
        let (mut first, mut second) = (Row::named(), Row::named());
        if !self.wordings.is_empty() {
            self.first(0, &mut first);
            let values = vec![0.5; self.wordings.len()];
            self.second(0, &Chances::new(self, &values), &mut second);
        }
        (first.names.unwrap_or_default(), second.names.unwrap_or_default())
    }

    /// What can be said of a part before anything has been chosen.
    pub fn first(&self, part_idx: usize, row: &mut Row) {
        row.put("bias", 1.0);
        self.own(part_idx, row);
        self.markup(part_idx, row);
        self.place(part_idx, row);
        for (name_words, name_links, name_ends, other) in [
            ("next_words", "next_links", "next_ends", part_idx.checked_add(1)),
            ("before_words", "before_links", "before_ends", part_idx.checked_sub(1)),
            ("next2_words", "next2_links", "next2_ends", part_idx.checked_add(2)),
            ("before2_words", "before2_links", "before2_ends", part_idx.checked_sub(2)),
        ] {
            let other = other.filter(|other| *other < self.wordings.len());
            row.put(name_words, other.map_or(0.0, |other| squash(self.wordings[other].n_words)));
            row.put(name_links, other.map_or(0.0, |other| link_share(self.page, other)));
            row.flag(name_ends, other.is_some_and(|other| self.wordings[other].ends));
        }
    }

    fn own(&self, part_idx: usize, row: &mut Row) {
        self.wordings[part_idx].put(self.language_idx, row);
        let part = self.page.parts[part_idx];
        let links = link_share(self.page, part_idx);
        row.put("links", links);
        row.flag("links_all", links > 0.95);
        row.flag("links_some", links > 0.0 && links <= 0.3);
        row.put("links_long", links * squash(self.wordings[part_idx].n_words));
        row.put("strong", part.n_strong as f32 / self.page.flow.words(part_idx).len().max(1) as f32);
        row.put("strong_all", f32::from(u8::from(part.n_strong * 10 > self.page.flow.words(part_idx).len() * 9)));
        row.flag(
            "shouted_link",
            links > 0.9 && self.wordings[part_idx].n_shouted * 2 > self.wordings[part_idx].n_words,
        );
        row.flag("furniture_link", links > 0.3 && self.wordings[part_idx].furniture.start);
        row.flag("twin", self.twins[part_idx] > 1);
        row.flag("title", self.is_title[part_idx]);
        row.flag("hidden", part.hidden);
    }

    fn markup(&self, part_idx: usize, row: &mut Row) {
        let part = self.page.parts[part_idx];
        let tag = self.page.tree.nodes[part.block as usize].tag;
        let running = self.wordings[part_idx].n_words >= 10;
        for (name, known) in OWN_TAGS {
            row.flag(name, known.contains(&tag));
        }
        row.flag("p_running", tag == Tag::P && running);
        row.flag("div_running", tag == Tag::Div && running);
        row.flag("li_running", tag == Tag::Li && running);
        let caption = self.near[part_idx] >> CAPTION & 1 == 1
            || [Tag::Figure, Tag::Figcaption].contains(&tag)
            || self.tags[part_idx] & tag_bit(Tag::Figure) != 0;
        row.flag("caption_any", caption);
        row.flag("caption_sure", caption && self.wordings[part_idx].caption_mark);
        row.put("caption_long", if caption { squash(self.wordings[part_idx].n_words) } else { 0.0 });
        for (name, known) in OUTER_TAGS {
            row.flag(name, self.tags[part_idx] & tag_bit(known) != 0);
        }
        for (bit, (near, far)) in NEAR.iter().zip(FAR).enumerate() {
            debug_assert!(near.ends_with(CUE_GROUPS[bit]));
            row.flag(near, self.near[part_idx] >> bit & 1 == 1);
            row.flag(far, self.far[part_idx] >> bit & 1 == 1);
        }
    }

    fn place(&self, part_idx: usize, row: &mut Row) {
        let page = self.page;
        let total = self.all.total();
        let position = self.starts[part_idx] as f32 / total;
        row.put("position", position);
        row.flag("first_tenth", position < 0.1);
        row.flag("last_fifth", position > 0.8);
        let outline = self.outlines[part_idx];
        row.put("n_h1_before", f32::from(outline.n_h1.min(4)));
        row.put("n_titles_before", f32::from(outline.n_titles.min(3)));
        row.put("article_rank", f32::from(outline.rank.min(5)));
        row.put("words_since_heading", squash(outline.n_since));
        row.flag("under_furniture", outline.under_furniture);
        row.flag("under_title", outline.under_title);
        row.flag("after_end", outline.ended);
        let mut ancestors = page.ancestors(page.parts[part_idx].block);
        for (prose, links, purity) in [
            ("prose_0", "links_0", "purity_0"),
            ("prose_1", "links_1", "purity_1"),
            ("prose_2", "links_2", "purity_2"),
            ("prose_3", "links_3", "purity_3"),
            ("prose_4", "links_4", "purity_4"),
        ] {
            let node_idx = ancestors.next().unwrap_or(0);
            let all = self.all.of(node_idx).max(1.0);
            row.put(prose, self.prose.of(node_idx) / self.prose.total());
            row.put(links, self.links.of(node_idx) / all);
            row.put(purity, self.prose.of(node_idx) / all);
        }
    }

    /// What can be said of a part once every part has a first probability of being body.
    pub fn second(&self, part_idx: usize, chances: &Chances<'_>, row: &mut Row) {
        self.first(part_idx, row);
        let p = chances.values;
        row.put("chance", p[part_idx]);
        row.put("chance_logit", logit(p[part_idx]) / 4.0);
        row.put("chance_before", chances.around(part_idx, -1));
        row.put("chance_before2", chances.around(part_idx, -2));
        row.put("chance_next", chances.around(part_idx, 1));
        row.put("chance_next2", chances.around(part_idx, 2));
        row.put("chance_both", chances.around(part_idx, 1).min(chances.around(part_idx, -1)));
        row.flag("within", chances.first <= part_idx && part_idx <= chances.last);
        row.put("mass_before", chances.before[part_idx]);
        row.put("mass_after", 1.0 - chances.before[part_idx]);
        row.flag("nothing_before", chances.before[part_idx] < 0.02);
        row.flag("nothing_after", chances.before[part_idx] > 0.98);
        let same = chances.alike(self.page, part_idx);
        row.put("alike", same.map_or(0.0, |(_, mean)| mean - 0.5));
        row.put("alike_many", same.map_or(0.0, |(n_words, mean)| (mean - 0.5) * squash(n_words as usize)));
        let mut ancestors = self.page.ancestors(self.page.parts[part_idx].block).skip(1);
        for (mass, purity) in [("mass_1", "mean_1"), ("mass_2", "mean_2"), ("mass_3", "mean_3"), ("mass_4", "mean_4")] {
            let node_idx = ancestors.next().unwrap_or(0);
            let body = chances.mass.of(node_idx);
            row.put(mass, body / chances.mass.total());
            row.put(purity, body / self.all.of(node_idx).max(1.0));
        }
        let kin = chances.kin(self.page, part_idx);
        row.put("kin", kin.map_or(0.0, |(_, mean)| mean - 0.5));
        row.put("kin_words", kin.map_or(0.0, |(n_words, _)| squash(n_words as usize)));
        row.put("window", (-4..=4).map(|step| chances.around(part_idx, step)).sum::<f32>() / 9.0);
        row.put("away", chances.away(self.page, part_idx));
    }
}

/// First probabilities, and what they say about elements.
pub struct Chances<'c> {
    values: &'c [f32],
    first: usize,
    last: usize,
    before: Vec<f32>,
    mass: Sums,
    kinds: HashMap<(u32, Tag), (f32, f32)>,
    kins: HashMap<(Tag, &'c str), (f32, f32)>,
    height: Vec<u16>,
}

impl<'c> Chances<'c> {
    /// Sums them up.
    pub fn new(facts: &Facts<'_, 'c>, values: &'c [f32]) -> Chances<'c> {
        let page = facts.page;
        let weight = |part_idx: usize| values[part_idx] * facts.n_words(part_idx) as f32;
        let mass = Sums::new(page, weight);
        let sure = |part_idx: &usize| values[*part_idx] > 0.6 && facts.n_words(*part_idx) >= 8;
        let mut before = Vec::with_capacity(values.len());
        let mut sum = 0.0;
        for part_idx in 0..values.len() {
            before.push(sum / mass.total());
            sum += weight(part_idx);
        }
        let mut kinds: HashMap<(u32, Tag), (f32, f32)> = HashMap::new();
        let mut kins: HashMap<(Tag, &str), (f32, f32)> = HashMap::new();
        for (part_idx, part) in page.parts.iter().enumerate() {
            let sums = kinds.entry(Self::kind(page, part.block)).or_default();
            sums.0 += weight(part_idx);
            sums.1 += facts.n_words(part_idx) as f32;
            let sums = kins.entry(Self::kin_of(page, part.block)).or_default();
            sums.0 += weight(part_idx);
            sums.1 += facts.n_words(part_idx) as f32;
        }
        // How many steps up from an element until most of the body is inside.
        let mut height = vec![0_u16; page.tree.nodes.len()];
        for node_idx in 1..height.len() {
            let inside = mass.of(node_idx) > 0.6 * mass.total();
            height[node_idx] =
                if inside { 0 } else { height[page.tree.nodes[node_idx].parent as usize].saturating_add(1) };
        }
        let first = (0..values.len()).find(sure).unwrap_or(0);
        let last = (0..values.len()).rev().find(sure).unwrap_or(values.len());
        Chances { values, first, last, before, mass, kinds, kins, height }
    }

    fn around(&self, part_idx: usize, step: isize) -> f32 {
        part_idx.checked_add_signed(step).and_then(|other| self.values.get(other)).copied().unwrap_or(0.0)
    }

    /// The parent's element and the own tag: paragraphs of one text share both.
    fn kind(page: &Page<'_>, block: u32) -> (u32, Tag) {
        let node = page.tree.nodes[block as usize];
        (node.parent, node.tag)
    }

    /// Words of the other parts of the same kind in the same place, and their mean chance.
    fn alike(&self, page: &Page<'_>, part_idx: usize) -> Option<(f32, f32)> {
        let (mass, n_words) = *self.kinds.get(&Self::kind(page, page.parts[part_idx].block))?;
        (n_words > 0.0).then(|| (n_words, mass / n_words))
    }

    /// The tag and the class, or the parent's class when there is none: the same style all over the page.
    fn kin_of(page: &Page<'c>, block: u32) -> (Tag, &'c str) {
        let node = page.tree.nodes[block as usize];
        let class = page.tree.attribute(block as usize, "class").filter(|class| !class.is_empty());
        (node.tag, class.or_else(|| page.tree.attribute(node.parent as usize, "class")).unwrap_or(""))
    }

    /// Words of all parts of the same style, and their mean chance.
    fn kin(&self, page: &Page<'_>, part_idx: usize) -> Option<(f32, f32)> {
        let block = page.parts[part_idx].block as usize;
        let node = page.tree.nodes[block];
        let class = page.tree.attribute(block, "class").filter(|class| !class.is_empty());
        let class = class.or_else(|| page.tree.attribute(node.parent as usize, "class")).unwrap_or("");
        let (mass, n_words) = *self.kins.get(&(node.tag, class))?;
        (n_words > 0.0).then(|| (n_words, mass / n_words))
    }

    fn away(&self, page: &Page<'_>, part_idx: usize) -> f32 {
        f32::from(self.height[page.parts[part_idx].block as usize].min(8)) / 8.0
    }
}

const OWN_TAGS: [(&str, &[Tag]); 9] = [
    ("tag_p", &[Tag::P]),
    ("tag_div", &[Tag::Div, Tag::Section, Tag::Article, Tag::Main, Tag::Center]),
    ("tag_li", &[Tag::Li, Tag::Dd, Tag::Dt]),
    ("tag_h1", &[Tag::H1]),
    ("tag_h", &[Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6]),
    ("tag_td", &[Tag::Td, Tag::Th, Tag::Tr, Tag::Table]),
    ("tag_caption", &[Tag::Figcaption, Tag::Caption, Tag::Figure]),
    ("tag_quote", &[Tag::Blockquote]),
    ("tag_pre", &[Tag::Pre]),
];

const OUTER_TAGS: [(&str, Tag); 15] = [
    ("in_article", Tag::Article),
    ("in_main", Tag::Main),
    ("in_nav", Tag::Nav),
    ("in_aside", Tag::Aside),
    ("in_header", Tag::Header),
    ("in_footer", Tag::Footer),
    ("in_form", Tag::Form),
    ("in_figure", Tag::Figure),
    ("in_table", Tag::Table),
    ("in_ul", Tag::Ul),
    ("in_ol", Tag::Ol),
    ("in_blockquote", Tag::Blockquote),
    ("in_section", Tag::Section),
    ("in_p", Tag::P),
    ("in_li", Tag::Li),
];

/// The bit of the cue group `caption`.
const CAPTION: usize = 10;

const NEAR: [&str; 16] = [
    "near_body",
    "near_comment",
    "near_share",
    "near_related",
    "near_navigation",
    "near_footer",
    "near_side",
    "near_advert",
    "near_subscribe",
    "near_meta",
    "near_caption",
    "near_headline",
    "near_lead",
    "near_notice",
    "near_quote",
    "near_box",
];

const FAR: [&str; 16] = [
    "far_body",
    "far_comment",
    "far_share",
    "far_related",
    "far_navigation",
    "far_footer",
    "far_side",
    "far_advert",
    "far_subscribe",
    "far_meta",
    "far_caption",
    "far_headline",
    "far_lead",
    "far_notice",
    "far_quote",
    "far_box",
];

fn tag_bit(tag: Tag) -> u64 {
    OUTER_TAGS.iter().position(|(_, known)| *known == tag).map_or(0, |bit| 1 << bit)
}

/// Share of a part that stands in links.
fn link_share(page: &Page<'_>, part_idx: usize) -> f32 {
    (page.parts[part_idx].n_link as f32 / page.flow.words(part_idx).len().max(1) as f32).min(1.0)
}

/// Words that look like running text.
fn prose_of(page: &Page<'_>, wording: &Wording, part_idx: usize) -> f32 {
    let links = link_share(page, part_idx);
    if page.parts[part_idx].hidden || links > 0.5 || wording.n_words < 10 || wording.n_stops == 0 {
        return 0.0;
    }
    wording.n_words as f32 * (1.0 - links)
}

/// For every element: groups of its own and its parent's classes, those of all further out, and the tags around it.
fn inherited(page: &Page<'_>, groups: &[u16]) -> Vec<(u16, u16, u64)> {
    let nodes = &page.tree.nodes;
    let mut all = vec![(0_u16, 0_u64); nodes.len()];
    let mut out = vec![(0, 0, 0); nodes.len()];
    for node_idx in 0..nodes.len() {
        let parent = nodes[node_idx].parent as usize;
        let (outer, tags) = if node_idx == 0 { (0, 0) } else { all[parent] };
        all[node_idx] = (outer | groups[node_idx], tags | tag_bit(nodes[node_idx].tag));
        let far = all[nodes[parent].parent as usize].0;
        out[node_idx] = (groups[node_idx] | groups[parent], far, all[node_idx].1);
    }
    out
}

/// For every element: how many `article` elements with running text began before the one around it.
fn article_ranks(page: &Page<'_>, prose: &Sums) -> Vec<u8> {
    let mut ranks = vec![0_u8; page.tree.nodes.len()];
    let mut n_articles = 0_u8;
    for node_idx in 1..ranks.len() {
        let node = page.tree.nodes[node_idx];
        ranks[node_idx] = ranks[node.parent as usize];
        if node.tag == Tag::Article && prose.of(node_idx) > 20.0 {
            ranks[node_idx] = n_articles;
            n_articles = n_articles.saturating_add(1);
        }
    }
    ranks
}

/// What the classes of each element say; nothing for elements that hold nearly all the words, such as the body.
fn node_groups(page: &Page<'_>, lexicons: &Lexicons, all: &Sums) -> Vec<u16> {
    let mut groups = vec![0; page.tree.nodes.len()];
    for (node_idx, group) in groups.iter_mut().enumerate() {
        let here = all.of(node_idx);
        if here == 0.0 || here > 0.97 * all.total() || matches!(page.tree.nodes[node_idx].tag, Tag::Text | Tag::Body) {
            continue;
        }
        for (name, value) in page.tree.attributes(node_idx) {
            if ["class", "id", "itemprop", "role", "data-component", "data-testid"]
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known))
            {
                *group |= lexicons.cue_groups(value);
            }
        }
    }
    groups
}

/// How often the words of each part stand on the page.
fn twins(page: &Page<'_>) -> Vec<usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for part_idx in 0..page.parts.len() {
        *counts.entry(page.flow.words(part_idx)).or_default() += 1;
    }
    (0..page.parts.len()).map(|part_idx| counts[page.flow.words(part_idx)]).collect()
}
