//! Counts with their bounds: "at least 34", "60 or so", "between 5 and 8", "dozens".

use super::Numbers;
use codebook::{Bound, NumberSense};

/// How many, from the words around a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounded {
    /// No fewer.
    pub at_least: Option<u64>,
    /// No more.
    pub at_most: Option<u64>,
    /// Whether the words say that it is not exact.
    pub about: bool,
    /// One past the last lexeme.
    pub end: usize,
}

impl Numbers<'_> {
    /// The count that starts at `at`, its bounds included.
    ///
    /// "more than n" is n + 1 or more, "nearly n" and "about n" reach half a rounding step (see [`Bounded`] in the
    /// tests): 60 becomes 55-65, 100 becomes 90-110. Vague words have the least number of the codebook.
    pub fn bounded(&self, at: usize) -> Option<Bounded> {
        let first = self.bounded_within(at, 3)?;
        Some(self.bounded_twice(at, first).unwrap_or(first))
    }

    /// "more than 20 but fewer than 30", "at most 100 and at least 20".
    fn bounded_twice(&self, at: usize, first: Bounded) -> Option<Bounded> {
        let joined = self.lexemes.is(first.end, &["and", "but"]) && !self.lexemes.breaks(first.end);
        self.bound(at, false).filter(|_| joined)?;
        self.bound(first.end + 1, false)?;
        let second = self.bounded_within(first.end + 1, 3)?;
        let (at_least, at_most) = match (first, second) {
            (Bounded { at_least: low, at_most: None, .. }, Bounded { at_least: None, at_most: high, .. })
            | (Bounded { at_least: None, at_most: high, .. }, Bounded { at_least: low, at_most: None, .. }) => {
                (low, high)
            }
            _ => return None,
        };
        (at_least <= at_most).then_some(Bounded { at_least, at_most, about: false, end: second.end })
    }

    /// With at most `depth` bounds before the number: "a total of at least 16".
    fn bounded_within(&self, at: usize, depth: usize) -> Option<Bounded> {
        if let Some((bound, next)) = self.bound(at, false) {
            let inner = self.bounded_within(next, depth.checked_sub(1)?)?;
            return Some(apply(bound, inner));
        }
        let bare = self.between(at).or_else(|| self.plain(at)).or_else(|| self.none(at))?;
        match self.bound(bare.end, true).filter(|_| !self.lexemes.breaks(bare.end)) {
            Some((bound, end)) => Some(Bounded { end, ..apply(bound, bare) }),
            None => Some(bare),
        }
    }

    /// A bounding phrase before a number, or behind it with `after`.
    pub(crate) fn bound(&self, at: usize, after: bool) -> Option<(Bound, usize)> {
        self.lexemes.phrase(at, self.words.longest(), |phrase| {
            self.words.senses(phrase).iter().find_map(|sense| match sense {
                NumberSense::Bound { bound, after: may_follow } if !after || *may_follow => Some(*bound),
                _ => None,
            })
        })
    }

    fn plain(&self, at: usize) -> Option<Bounded> {
        if let Some((at_least, end)) = self.vague(at) {
            return Some(Bounded { at_least: Some(at_least), at_most: None, about: true, end });
        }
        let (low, end) = self.count(at)?;
        let joint =
            self.lexemes.is(end, &["to", "or", "through"]) || matches!(self.lexemes.mark(end), Some('-' | '–' | '—'));
        if let Some((high, end)) = self.count(end + 1).filter(|(high, _)| joint && *high > low) {
            return Some(Bounded { at_least: Some(low), at_most: Some(high), about: false, end });
        }
        Some(Bounded { at_least: Some(low), at_most: Some(low), about: false, end })
    }

    fn between(&self, at: usize) -> Option<Bounded> {
        if !self.lexemes.is(at, &["between", "from"]) {
            return None;
        }
        let (low, next) = self.count(at + 1)?;
        let (high, end) = self.count(next + 1).filter(|_| self.lexemes.is(next, &["and", "to"]))?;
        (low <= high).then_some(Bounded { at_least: Some(low), at_most: Some(high), about: false, end })
    }

    fn none(&self, at: usize) -> Option<Bounded> {
        self.sense(at, |sense| (sense == NumberSense::None).then_some(()))?;
        Some(Bounded { at_least: Some(0), at_most: Some(0), about: false, end: at + 1 })
    }
}

fn apply(bound: Bound, inner: Bounded) -> Bounded {
    let Bounded { at_least: low, at_most: high, about, end } = inner;
    match bound {
        Bound::AtLeast => Bounded { at_least: low, at_most: None, about: false, end },
        Bound::Above => Bounded { at_least: low.map(|n| n.saturating_add(1)), at_most: None, about: false, end },
        Bound::AtMost => Bounded { at_least: None, at_most: high.or(low), about: false, end },
        Bound::Below => {
            Bounded { at_least: None, at_most: high.or(low).map(|n| n.saturating_sub(1)), about: false, end }
        }
        Bound::About => Bounded {
            at_least: low.map(|n| n.saturating_sub(half_step(n))),
            at_most: high.map(|n| n.saturating_add(half_step(n))),
            about: true,
            end,
        },
        Bound::Nearly => {
            Bounded { at_least: low.map(|n| n.saturating_sub(half_step(n))), at_most: high, about: true, end }
        }
        Bound::Exactly => Bounded { at_least: low, at_most: high, about, end },
    }
}

/// Half of the step that a writer rounds to: of the last power of ten for round numbers, of 5 for 35, never more than a tenth of
/// the number and never less than 1.
fn half_step(n: u64) -> u64 {
    let mut step = 1_u64;
    while n > 0 && n.is_multiple_of(step.saturating_mul(10)) && step < n {
        step = step.saturating_mul(10);
    }
    if step == 1 && n.is_multiple_of(5) {
        step = 5;
    }
    (step / 2).min(n.div_ceil(10)).max(1)
}
