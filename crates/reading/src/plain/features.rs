//! What is known of each paragraph of a pasted text, as numbers, for the choice between body and furniture.

use crate::flow::Flow;
use crate::lexicons::Lexicons;
use crate::model::Row;
use crate::wording::{Wording, logit, main_language, squash};
use std::collections::HashMap;

/// Everything about a text that the features are computed from.
pub struct Facts<'f> {
    /// Whether an empty line stands before each paragraph.
    gaps: &'f [bool],
    /// Counts over the words of each paragraph.
    pub wordings: Vec<Wording>,
    language_idx: Option<usize>,
    is_title: Vec<bool>,
    since_title: Vec<usize>,
    groups: Vec<Group>,
    twins: Vec<bool>,
    under_furniture: Vec<bool>,
    ended: Vec<bool>,
    starts: Vec<usize>,
    n_words: usize,
    prose_share: f32,
}

/// The lines between two empty lines.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    n_lines: usize,
    n_words: usize,
    n_ending: usize,
}

impl<'f> Facts<'f> {
    /// Gathers the facts in linear time. `gaps`: for each paragraph, whether an empty line stands before it.
    pub fn new(flow: &'f Flow, gaps: &'f [bool], lexicons: &Lexicons) -> Facts<'f> {
        let n_parts = flow.parts.len();
        let wordings: Vec<Wording> = (0..n_parts).map(|part_idx| Wording::of(flow.words(part_idx), lexicons)).collect();
        let n_words = wordings.iter().map(|wording| wording.n_words).sum::<usize>().max(1);
        let is_prose = |wording: &&Wording| wording.n_words >= 15 && wording.n_stops > 0;
        let n_prose: usize = wordings.iter().filter(is_prose).map(|wording| wording.n_words).sum();
        let mut facts = Facts {
            gaps,
            language_idx: main_language(&wordings),
            is_title: titles(flow),
            since_title: Vec::with_capacity(n_parts),
            groups: groups(gaps, &wordings),
            twins: twins(flow),
            under_furniture: Vec::with_capacity(n_parts),
            ended: Vec::with_capacity(n_parts),
            starts: Vec::with_capacity(n_parts),
            n_words,
            prose_share: n_prose as f32 / n_words as f32,
            wordings,
        };
        facts.outline();
        facts
    }

    fn outline(&mut self) {
        let (mut n_before, mut since_title, mut under, mut ended) = (0, 9999, false, false);
        for (part_idx, wording) in self.wordings.iter().enumerate() {
            let heading = wording.n_words < 10 && !wording.ends;
            since_title = if self.is_title[part_idx] { 0 } else { since_title + wording.n_words };
            self.starts.push(n_before);
            self.since_title.push(since_title);
            self.under_furniture.push(under);
            self.ended.push(ended);
            n_before += wording.n_words;
            let furniture = wording.furniture;
            if heading && self.gaps.get(part_idx) == Some(&true) {
                under = furniture.whole || furniture.start || furniture.after;
            }
            ended |= furniture.after && wording.n_words < 10;
        }
    }

    /// Number of words in a paragraph.
    pub fn n_words(&self, part_idx: usize) -> usize {
        self.wordings[part_idx].n_words
    }

    /// Words that stand in running text, as a share of all.
    pub fn prose_share(&self) -> f32 {
        self.prose_share
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

    /// What can be said of a paragraph before anything has been chosen.
    pub fn first(&self, part_idx: usize, row: &mut Row) {
        row.put("bias", 1.0);
        self.wordings[part_idx].put(self.language_idx, row);
        row.flag("twin", self.twins[part_idx]);
        row.flag("title", self.is_title[part_idx]);
        row.flag("near_title", self.since_title[part_idx] < 60);
        row.flag("before_title", self.since_title[part_idx] > 9998);
        row.put("since_title", squash(self.since_title[part_idx].min(2000)));
        row.flag("gap_before", self.gaps[part_idx]);
        row.flag("gap_after", self.gaps.get(part_idx + 1).copied().unwrap_or(true));
        row.flag("under_furniture", self.under_furniture[part_idx]);
        row.flag("after_end", self.ended[part_idx]);
        let position = self.starts[part_idx] as f32 / self.n_words as f32;
        row.put("position", position);
        row.flag("first_tenth", position < 0.1);
        row.flag("last_fifth", position > 0.8);
        row.flag("first_line", part_idx == 0);
        let group = self.groups[part_idx];
        row.put("group_lines", squash(group.n_lines));
        row.put("group_mean", squash(group.n_words / group.n_lines.max(1)));
        row.put("group_ending", group.n_ending as f32 / group.n_lines.max(1) as f32);
        row.flag("group_menu", group.n_lines >= 3 && group.n_words < 5 * group.n_lines);
        row.put("prose_share", self.prose_share);
        row.put("clean_short", if self.wordings[part_idx].n_words < 10 { self.prose_share } else { 0.0 });
        row.put(
            "clean_middle",
            if (10..20).contains(&self.wordings[part_idx].n_words) { self.prose_share } else { 0.0 },
        );
        let near = part_idx.saturating_sub(4)..(part_idx + 5).min(self.wordings.len());
        let share = |test: fn(&Wording) -> bool| {
            self.wordings[near.clone()].iter().filter(|wording| test(wording)).count() as f32 / near.len().max(1) as f32
        };
        row.put("dates_near", share(|wording| wording.n_digits > 0 && wording.n_words <= 12 && !wording.ends));
        row.put("furniture_near", share(|wording| wording.furniture.whole || wording.furniture.start));
        row.put("short_near", share(|wording| wording.n_words < 8 && !wording.ends));
        row.put("prose_near", share(|wording| wording.n_words >= 20 && wording.ends));
        for (words, ends, furniture, step) in [
            ("next_words", "next_ends", "next_furniture", 1),
            ("before_words", "before_ends", "before_furniture", -1),
            ("next2_words", "next2_ends", "next2_furniture", 2),
            ("before2_words", "before2_ends", "before2_furniture", -2),
            ("next3_words", "next3_ends", "next3_furniture", 3),
            ("before3_words", "before3_ends", "before3_furniture", -3),
        ] {
            let other = part_idx.checked_add_signed(step).and_then(|other| self.wordings.get(other));
            row.put(words, other.map_or(0.0, |other| squash(other.n_words)));
            row.flag(ends, other.is_some_and(|other| other.ends && other.n_words > 9));
            row.flag(
                furniture,
                other.is_some_and(|other| other.furniture.whole || other.furniture.start || other.furniture.inside),
            );
        }
    }

    /// What can be said of a paragraph once every one has a first probability of being body.
    pub fn second(&self, part_idx: usize, chances: &Chances<'_>, row: &mut Row) {
        self.first(part_idx, row);
        row.put("chance", chances.values[part_idx]);
        row.put("chance_logit", logit(chances.values[part_idx]) / 4.0);
        row.put("chance_before", chances.around(part_idx, -1));
        row.put("chance_before2", chances.around(part_idx, -2));
        row.put("chance_before3", chances.around(part_idx, -3));
        row.put("chance_next", chances.around(part_idx, 1));
        row.put("chance_next2", chances.around(part_idx, 2));
        row.put("chance_next3", chances.around(part_idx, 3));
        row.put("chance_both", chances.around(part_idx, 1).min(chances.around(part_idx, -1)));
        row.put("window", (-5..=5).map(|step| chances.around(part_idx, step)).sum::<f32>() / 11.0);
        row.put("mass_before", chances.before[part_idx]);
        row.put("mass_after", 1.0 - chances.before[part_idx]);
        row.flag("nothing_before", chances.before[part_idx] < 0.02);
        row.flag("nothing_after", chances.before[part_idx] > 0.98);
        let (first, last) = chances.best;
        row.flag("in_best", (first..=last).contains(&part_idx));
        row.put("in_best_long", if (first..=last).contains(&part_idx) { squash(self.n_words(part_idx)) } else { 0.0 });
        row.put("before_best", squash(first.saturating_sub(part_idx)));
        row.put("after_best", squash(part_idx.saturating_sub(last)));
        row.flag("just_before_best", part_idx + 1 == first || part_idx + 2 == first);
        row.flag("just_after_best", part_idx == last + 1 || part_idx == last + 2);
    }
}

/// First probabilities, and the stretch of paragraphs that they favour most.
pub struct Chances<'c> {
    values: &'c [f32],
    before: Vec<f32>,
    best: (usize, usize),
}

impl<'c> Chances<'c> {
    /// Sums them up.
    pub fn new(facts: &Facts<'_>, values: &'c [f32]) -> Chances<'c> {
        let weight = |part_idx: usize| values[part_idx] * facts.n_words(part_idx) as f32;
        let total = (0..values.len()).map(weight).sum::<f32>().max(1e-6);
        let mut before = Vec::with_capacity(values.len());
        let mut sum = 0.0;
        for part_idx in 0..values.len() {
            before.push(sum / total);
            sum += weight(part_idx);
        }
        Chances { values, before, best: best_stretch(facts, values) }
    }

    fn around(&self, part_idx: usize, step: isize) -> f32 {
        part_idx.checked_add_signed(step).and_then(|other| self.values.get(other)).copied().unwrap_or(0.0)
    }
}

/// First and last paragraph of the stretch with the greatest sum of words times (probability - 0.4) (Kadane).
fn best_stretch(facts: &Facts<'_>, values: &[f32]) -> (usize, usize) {
    let (mut best, mut best_sum, mut start, mut sum) = ((0, 0), f32::MIN, 0, 0.0_f32);
    for (part_idx, value) in values.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (part_idx, 0.0);
        }
        sum += (value - 0.4) * (facts.n_words(part_idx) as f32).min(60.0);
        if sum > best_sum {
            (best, best_sum) = ((start, part_idx), sum);
        }
    }
    best
}

/// Whether a paragraph repeats the first one, which is the title in most copies, or is the first one and repeated.
fn titles(flow: &Flow) -> Vec<bool> {
    let Some(first) = (0..flow.parts.len().min(3)).map(|part_idx| flow.words(part_idx)).find(|words| words.len() > 20)
    else {
        return vec![false; flow.parts.len()];
    };
    let same = |words: &str| {
        words.len() > 15
            && words.len() < 400
            && (first.contains(words) || words.len() < first.len() + 80 && words.contains(first))
    };
    (0..flow.parts.len()).map(|part_idx| same(flow.words(part_idx))).collect()
}

fn groups(gaps: &[bool], wordings: &[Wording]) -> Vec<Group> {
    let mut out = vec![Group::default(); wordings.len()];
    let mut start = 0;
    for end in 1..=wordings.len() {
        if end < wordings.len() && !gaps[end] {
            continue;
        }
        let lines = &wordings[start..end];
        let group = Group {
            n_lines: lines.len(),
            n_words: lines.iter().map(|wording| wording.n_words).sum(),
            n_ending: lines.iter().filter(|wording| wording.ends).count(),
        };
        out[start..end].fill(group);
        start = end;
    }
    out
}

/// Whether the same words stand in the text more than once.
fn twins(flow: &Flow) -> Vec<bool> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for part_idx in 0..flow.parts.len() {
        *counts.entry(flow.words(part_idx)).or_default() += 1;
    }
    (0..flow.parts.len()).map(|part_idx| counts[flow.words(part_idx)] > 1).collect()
}
