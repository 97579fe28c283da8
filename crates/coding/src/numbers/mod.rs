//! Numbers in words and digits, and how the words around them bound them.
//!
//! Start reading at [`Numbers`]. Times and figures both read numbers here.

mod bounds;
mod lexemes;
#[cfg(test)]
mod tests;

pub(crate) use bounds::Bounded;
pub(crate) use lexemes::Lexemes;

use codebook::{NumberSense, NumberWords};

/// Reads numbers from lexemes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbers<'a> {
    /// The text.
    pub lexemes: &'a Lexemes,
    /// The words.
    pub words: &'a NumberWords,
}

/// A number and the lexeme after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// Its value.
    pub value: f64,
    /// One past its last lexeme.
    pub end: usize,
}

impl Numbers<'_> {
    /// The number that starts at `at`: "34", "1,200", "2.5", "1.2 million", "one hundred and twelve", "two and a half", "a dozen", "½".
    pub fn number(&self, at: usize) -> Option<Number> {
        let base = self.fraction(at).or_else(|| self.half_of(at)).or_else(|| self.whole(at))?;
        Some(self.with_fraction(base))
    }

    /// The whole number that starts at `at`, at most `u64::MAX`.
    pub fn count(&self, at: usize) -> Option<(u64, usize)> {
        let number = self.number(at)?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Checked: whole, not negative, below 2^53.
        let value = (number.value.fract() == 0.0 && number.value < 9e15).then_some(number.value as u64)?;
        Some((value, number.end))
    }

    /// The ordinal that starts at `at`: "21st", "twenty-first", "third".
    pub fn ordinal(&self, at: usize) -> Option<(u64, usize)> {
        if let Ok(value) = self.lexemes.digits(at).parse() {
            let suffix = self.lexemes.joined(at + 1) && self.lexemes.is(at + 1, &["st", "nd", "rd", "th"]);
            return suffix.then_some((value, at + 2));
        }
        if let Some(value) = self.sense(at, |sense| match sense {
            NumberSense::Ordinal(value) => Some(value),
            _ => None,
        }) {
            return Some((value, at + 1));
        }
        let tens = self.cardinal(at).filter(|tens| tens % 10 == 0 && (20..100).contains(tens))?;
        let next = self.skip_hyphen(at + 1);
        let unit = self.sense(next, |sense| match sense {
            NumberSense::Ordinal(value) if value < 10 => Some(value),
            _ => None,
        })?;
        Some((tens + unit, next + 1))
    }

    /// The value of the single word at `at`.
    pub fn cardinal(&self, at: usize) -> Option<u64> {
        self.sense(at, |sense| match sense {
            NumberSense::Cardinal(value) => Some(value),
            _ => None,
        })
    }

    /// The least number that a vague word at `at` stands for: "dozens", "several", "tens of thousands".
    pub fn vague(&self, at: usize) -> Option<(u64, usize)> {
        self.lexemes.phrase(at, self.words.longest(), |phrase| {
            self.words.senses(phrase).iter().find_map(|sense| match sense {
                NumberSense::Vague(value) => Some(*value),
                _ => None,
            })
        })
    }

    pub(super) fn sense<T>(&self, at: usize, pick: impl Fn(NumberSense) -> Option<T>) -> Option<T> {
        self.words.senses(self.lexemes.word(at)).iter().find_map(|&sense| pick(sense))
    }

    /// Passes a hyphen that joins words or digits, with or without blanks.
    fn skip_hyphen(&self, at: usize) -> usize {
        at + usize::from(matches!(self.lexemes.mark(at), Some('-' | '‐' | '‑')) && !self.lexemes.breaks(at))
    }

    /// Digits with groups of three and a decimal part.
    fn digits(&self, at: usize) -> Option<Number> {
        let mut digits = self.lexemes.digits(at).to_owned();
        if digits.is_empty() || digits.len() > 15 {
            return None;
        }
        let mut end = at + 1;
        while digits.len() < 15 && self.group_of_three(end) {
            digits.push_str(self.lexemes.digits(end + 1));
            end += 2;
        }
        // "40 000": blanks instead of commas, when round or of several groups, so that "12 300" stays two numbers.
        let groups = (end..end + 4).take_while(|&i| self.spaced_group(i)).count();
        let round = groups == 1 && self.lexemes.digits(end) == "000";
        if end == at + 1 && digits.len() <= 3 && (groups > 1 || round) {
            (end..end + groups).for_each(|i| digits.push_str(self.lexemes.digits(i)));
            end += groups;
        }
        let decimal = self.lexemes.mark(end) == Some('.') && self.lexemes.joined(end) && self.lexemes.joined(end + 1);
        if decimal && !self.lexemes.digits(end + 1).is_empty() && !self.decimal_after(end + 2) {
            digits.push('.');
            digits.push_str(self.lexemes.digits(end + 1));
            end += 2;
        }
        Some(Number { value: digits.parse().ok()?, end })
    }

    fn spaced_group(&self, at: usize) -> bool {
        self.lexemes.digits(at).len() == 3 && !self.lexemes.joined(at) && !self.lexemes.breaks(at)
    }

    fn group_of_three(&self, at: usize) -> bool {
        self.lexemes.mark(at) == Some(',')
            && self.lexemes.joined(at)
            && self.lexemes.joined(at + 1)
            && self.lexemes.digits(at + 1).len() == 3
    }

    /// A second point, as in a date or an address: "13.5.2015".
    fn decimal_after(&self, at: usize) -> bool {
        self.lexemes.mark(at) == Some('.')
            && self.lexemes.joined(at)
            && self.lexemes.joined(at + 1)
            && !self.lexemes.digits(at + 1).is_empty()
    }

    /// "½", "3/4", "half", "two thirds", "three-quarters".
    fn fraction(&self, at: usize) -> Option<Number> {
        if let Some(value) = self.lexemes.mark(at).and_then(sign_value) {
            return Some(Number { value, end: at + 1 });
        }
        let (above, below) = (self.lexemes.digits(at), self.lexemes.digits(at + 2));
        if self.lexemes.mark(at + 1) == Some('/') && self.lexemes.joined(at + 1) && self.lexemes.joined(at + 2) {
            let short = (1..=2).contains(&above.len()) && (1..=2).contains(&below.len());
            let (above, below): (f64, f64) = (above.parse().ok()?, below.parse().ok()?);
            let date = matches!(self.lexemes.mark(at + 3), Some('/')) || above >= below;
            return (short && below > 0.0 && !date).then_some(Number { value: above / below, end: at + 3 });
        }
        let above = self.cardinal(at).filter(|above| (1..20).contains(above))?;
        let next = self.skip_hyphen(at + 1);
        let below = self.sense(next, |sense| match sense {
            NumberSense::Fraction(value) if above > 1 => Some(value),
            NumberSense::Ordinal(value) if above == 1 && value > 2 => Some(value),
            _ => None,
        })?;
        // "two quarters" and "three seconds" are lengths more often than parts.
        let length = below == 4 && next == at + 1;
        #[allow(clippy::cast_precision_loss)]
        (!length).then_some(Number { value: above as f64 / below as f64, end: next + 1 })
    }

    /// "half a dozen", "half a million", "half million".
    fn half_of(&self, at: usize) -> Option<Number> {
        if !self.lexemes.is(at, &["half"]) {
            return None;
        }
        let next = at + 1 + usize::from(self.lexemes.is(at + 1, &["a", "an"]));
        let (factor, end) = self.factor(next)?;
        Some(Number { value: factor / 2.0, end })
    }

    /// A scale or group word: its factor and the lexeme after it.
    fn factor(&self, at: usize) -> Option<(f64, usize)> {
        #[allow(clippy::cast_precision_loss)]
        self.sense(at, |sense| match sense {
            NumberSense::Scale(value) | NumberSense::Group(value) => Some((value as f64, at + 1)),
            _ => None,
        })
    }

    /// "2 1/2", "two and a half", "3 million and a quarter".
    fn with_fraction(&self, base: Number) -> Number {
        if base.value.fract() != 0.0 {
            return base;
        }
        if let Some(part) = self.fraction(base.end).filter(|part| part.value < 1.0) {
            return Number { value: base.value + part.value, end: part.end };
        }
        if self.lexemes.is(base.end, &["and"]) && self.lexemes.is(base.end + 1, &["a", "one"]) {
            let part = match self.lexemes.word(base.end + 2) {
                "half" => 0.5,
                "quarter" => 0.25,
                _ => return base,
            };
            let (factor, end) = self.factor(base.end + 3).unwrap_or((1.0, base.end + 3));
            return Number { value: (base.value + part) * factor, end };
        }
        base
    }

    fn whole(&self, at: usize) -> Option<Number> {
        let mut sum = Sum::default();
        let mut next = at;
        let digits = self.digits(at);
        if let Some(digits) = digits {
            (sum.current, next) = (digits.value, digits.end);
            sum.from_digits = true;
        } else if self.lexemes.is(at, &["a"]) {
            self.factor(at + 1)?;
            (sum.current, next) = (1.0, at + 1);
        }
        let mut end = if digits.is_some() { Some(next) } else { None };
        loop {
            let step = self.next_word(next, next > at);
            if let Some(digits) = self.digits(step).filter(|digits| step > at && sum.takes_digits(digits.value)) {
                sum.current += digits.value;
                sum.from_digits = true;
                next = digits.end;
                end = Some(next);
                continue;
            }
            let accepted = self
                .words
                .senses(self.lexemes.word(step))
                .iter()
                .any(|&sense| sum.add(sense, next > at, step > next && self.lexemes.is(next, &["and"])));
            if !accepted || (step > at && self.lexemes.breaks(step)) {
                break;
            }
            next = step + 1;
            end = Some(next);
            if sum.closed {
                break;
            }
        }
        end.map(|end| Number { value: sum.total + sum.current, end })
    }

    /// The next word of a number: behind a hyphen or "and".
    fn next_word(&self, at: usize, inside: bool) -> usize {
        if !inside {
            return at;
        }
        if self.lexemes.is(at, &["and"]) { at + 1 } else { self.skip_hyphen(at) }
    }
}

/// Adds up the words of a number.
#[derive(Debug, Default)]
struct Sum {
    total: f64,
    current: f64,
    smallest_scale: Option<u64>,
    from_digits: bool,
    closed: bool,
}

impl Sum {
    #[allow(clippy::cast_precision_loss)]
    fn add(&mut self, sense: NumberSense, inside: bool, after_and: bool) -> bool {
        match sense {
            NumberSense::Cardinal(value) => self.add_cardinal(value, inside, after_and),
            NumberSense::Scale(100) if !after_and && (self.current < 100.0 || self.from_digits) => {
                self.current = self.current.max(1.0) * 100.0;
                self.from_digits = false;
                inside || self.current > 0.0
            }
            NumberSense::Scale(scale) if scale > 100 && !after_and => {
                let falls = self.smallest_scale.is_none_or(|smallest| scale < smallest) && self.current > 0.0;
                let lone = !inside && self.current == 0.0;
                if falls || lone {
                    self.total += self.current.max(1.0) * scale as f64;
                    (self.current, self.smallest_scale, self.from_digits) = (0.0, Some(scale), false);
                }
                falls || lone
            }
            NumberSense::Group(group) if !after_and => {
                let whole = self.total + self.current;
                (self.total, self.current, self.closed) = (whole.max(1.0) * group as f64, 0.0, true);
                inside || group == 12
            }
            _ => false,
        }
    }

    /// "3 hundred and 21", "4 thousand 3 hundred": digits below the last scale, once.
    #[allow(clippy::cast_precision_loss)]
    fn takes_digits(&self, value: f64) -> bool {
        let after_hundred = self.current >= 100.0 && self.current % 100.0 == 0.0 && value < 100.0;
        let after_scale = self.current == 0.0 && self.smallest_scale.is_some_and(|scale| value < scale as f64);
        (after_hundred || after_scale) && !self.from_digits && value > 0.0 && value.fract() == 0.0
    }

    #[allow(clippy::cast_precision_loss)]
    fn add_cardinal(&mut self, value: u64, inside: bool, after_and: bool) -> bool {
        let scaled = self.current >= 100.0 || (self.current == 0.0 && self.smallest_scale.is_some());
        let tens = self.current % 100.0;
        let room = match value {
            1..=9 => (tens >= 20.0 && tens % 10.0 == 0.0) || tens == 0.0,
            _ => tens == 0.0,
        };
        let fits = !inside || (room && !self.from_digits && (scaled || (tens > 0.0 && !after_and)));
        if fits {
            self.current += value as f64;
        }
        fits
    }
}

fn sign_value(sign: char) -> Option<f64> {
    Some(match sign {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅙' => 1.0 / 6.0,
        '⅛' => 0.125,
        _ => return None,
    })
}
