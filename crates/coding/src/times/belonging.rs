//! Which time expression belongs to an act, through the tree of its sentence.

use super::meaning::{Amount, Field, From, Meaning};
use super::resolve::{Stretch, Tense, moved};
use super::tense::{is_plan, is_simple_past, own_tense};
use super::{Found, Times, head_of};
use crate::Text;
use codebook::{TimeMeaning, TimeUnit};
use document::{Basis, DateWindow, FuzzyDate};
use domain::TimeType;
use std::ops::Range;

/// Relations by which an expression hangs on what it dates.
const CARRIERS: &[&str] = &[
    "pobj", "pcomp", "npadvmod", "advmod", "prep", "nummod", "amod", "compound", "nmod", "poss", "appos", "dep",
    "quantmod", "prt", "advcl", "agent", "attr", "dative",
];

/// How far a date is passed on from act to act.
const DEEPEST: usize = 5;

/// The date of the act named by `trigger`.
///
/// First the expressions of its own clause; else, in this order: the act that it is coordinated with, the clause that
/// it completes ("was forced to flee in May"), the verb that it is the object of ("carried out a raid on Friday"), the
/// happening that it is part of ("won the July election"), the act that it is counted from ("two months after the
/// arrest"), the clause told before it ("She was later released"). Unknown when none of them has a date.
pub(crate) fn date_of(times: &Times, text: &Text<'_>, trigger: usize) -> FuzzyDate {
    if trigger >= text.len() {
        return FuzzyDate::default();
    }
    let clause = Clause { times, text, found: within(times, &near(text, trigger)) };
    let date = clause.date(trigger, 0).unwrap_or_default();
    clause.not_after_publication(trigger, date)
}

/// The length that the act named by `trigger` lasted or is to last; `None` for vague lengths.
pub(crate) fn duration_of(times: &Times, text: &Text<'_>, trigger: usize) -> Option<String> {
    if trigger >= text.len() {
        return None;
    }
    let clause = Clause { times, text, found: within(times, &near(text, trigger)) };
    clause.duration(trigger)
}

/// The sentence around a token; of a sentence without end only the part that a reader would still connect.
fn near(text: &Text<'_>, token_idx: usize) -> Range<usize> {
    let sentence = text.sentence(token_idx);
    sentence.start.max(token_idx.saturating_sub(150))..sentence.end.min(token_idx + 150)
}

/// Whether an expression can date an act at all.
pub(super) fn says_when(found: &Found) -> bool {
    let length = matches!(found.parsed.meaning, Meaning::Duration(_) | Meaning::Set(_));
    // "now" says that something holds, not when it began.
    let reference = matches!(found.parsed.meaning, Meaning::Reference(_));
    !length && !reference && found.resolved.window.is_some_and(|window| !window.is_open())
}

/// The time of the last clause of a sentence that tells in the simple past what happened when; `None` when that clause tells
/// of speaking, or when a clause in another tense says when it was.
pub(super) fn story_date(times: &Times, text: &Text<'_>, sentence: &Range<usize>) -> Option<FuzzyDate> {
    let found = within(times, sentence);
    let clause = Clause { times, text, found };
    let last = found.iter().rfind(|found| says_when(found))?;
    let known = matches!(last.resolved.basis, Basis::Stated | Basis::Relative);
    let verb = clause.dated_verb(last).filter(|_| known)?;
    let tells = is_simple_past(text, verb) || (text.token(verb).pos == "AUX" && text.token(verb).tag == "VBD");
    let speaks = text.lexicons().reporting.verb(&text.lemma(verb).to_lowercase(), &text.lower(verb)).is_some();
    let short = coarseness(last) <= 31;
    (tells && !speaks && short).then(|| clause.fuzzy(last)).filter(|date| date.window.earliest.is_some())
}

/// The expressions inside a range of tokens.
pub(super) fn within<'t>(times: &'t Times, tokens: &Range<usize>) -> &'t [Found] {
    let start = times.found.partition_point(|found| found.tokens.start < tokens.start);
    let end = times.found.partition_point(|found| found.tokens.start < tokens.end);
    &times.found[start..end.max(start)]
}

struct Clause<'t, 'a> {
    times: &'t Times,
    text: &'t Text<'a>,
    /// Expressions of the sentence.
    found: &'t [Found],
}

impl Clause<'_, '_> {
    fn date(&self, trigger: usize, depth: usize) -> Option<FuzzyDate> {
        if depth > DEEPEST {
            return None;
        }
        self.own(trigger)
            .or_else(|| self.counted(trigger, depth))
            .or_else(|| self.part_of(trigger, depth))
            .or_else(|| self.coordinated(trigger, depth))
            .or_else(|| self.completed(trigger, depth))
            .or_else(|| self.when(trigger, depth))
            .or_else(|| self.object_of(trigger, depth))
            .or_else(|| self.told_after(trigger, depth))
    }

    /// The best expression that hangs on the trigger itself.
    fn own(&self, trigger: usize) -> Option<FuzzyDate> {
        let own = self.found.iter().filter(|found| self.dates(found) && self.hangs_on(found, trigger));
        let best = own.min_by_key(|found| (coarseness(found), distance(found, trigger)))?;
        Some(self.fuzzy(best))
    }

    fn dates(&self, found: &Found) -> bool {
        says_when(found)
    }

    /// Whether the expression's way up the tree reaches `trigger` before any other act.
    fn hangs_on(&self, found: &Found, trigger: usize) -> bool {
        let (tree, text) = (&self.text.tree, self.text);
        let mut at = head_of(text, &found.tokens);
        if found.tokens.contains(&trigger) {
            return false;
        }
        let governor = self.governor(found);
        if governor == trigger {
            return true;
        }
        // "under the Press Act of 1999": the year is part of a name.
        let year = matches!(found.parsed.meaning, Meaning::Calendar { field: Field::Whole, .. });
        let of = found.tokens.start.checked_sub(1).is_some_and(|i| text.lower(i) == "of");
        if year && of {
            return false;
        }
        // "dissolved the party in November": the phrase may hang on the object instead of the verb.
        at = if governor == at { return false } else { governor };
        for _ in 0..6 {
            if text.token(at).pos.is_in(&["VERB", "AUX"]) {
                return self.is_auxiliary_of(at, trigger);
            }
            if self.is_happening(at) || tree.is_root(at) {
                return false;
            }
            let relation = tree.relation(at);
            // "the police on Thursday (May 7) searched": between subject and verb.
            let object = relation.is_in(&[
                "nsubj",
                "dobj",
                "pobj",
                "prep",
                "nsubjpass",
                "attr",
                "oprd",
                "conj",
                "appos",
                "compound",
                "agent",
                "dative",
                "npadvmod",
            ]);
            if !object {
                return false;
            }
            at = tree.head(at);
            if at == trigger {
                return true;
            }
        }
        false
    }

    /// "has been" and "is" stand for the participle or noun that they help.
    fn is_auxiliary_of(&self, verb: usize, trigger: usize) -> bool {
        let tree = &self.text.tree;
        // "has been behind bars since 1999": the trigger hangs on a preposition.
        let behind = tree.head(trigger);
        let below = if tree.relation(trigger) == "pobj" { behind } else { trigger };
        let linked = self.text.lemma(verb) == "be" && tree.head(below) == verb;
        linked && tree.relation(below).is_in(&["attr", "acomp", "prep", "nsubj"])
    }

    /// The word that an expression is said of.
    fn governor(&self, found: &Found) -> usize {
        let (tree, text) = (&self.text.tree, self.text);
        let mut at = head_of(text, &found.tokens);
        for _ in 0..8 {
            let relation = tree.relation(at);
            let head = tree.head(at);
            if head == at || !relation.is_in(CARRIERS) {
                return at;
            }
            at = head;
            let carries_on = text.token(at).pos.is_in(&["ADP", "SCONJ", "ADV", "PART"])
                || found.tokens.contains(&at)
                || self.is_of_time(at);
            if !carries_on {
                return at;
            }
        }
        at
    }

    /// The verb of the clause that an expression stands in.
    fn dated_verb(&self, found: &Found) -> Option<usize> {
        let text = self.text;
        let head = head_of(text, &found.tokens);
        std::iter::once(head)
            .chain(text.tree.ancestors(head))
            .take(12)
            .find(|&i| text.token(i).pos.is_in(&["VERB", "AUX"]))
    }

    /// Nouns that are times themselves: "the end", "the week", "the same period".
    fn is_of_time(&self, token_idx: usize) -> bool {
        let span = self.text.token(token_idx).span;
        self.found.iter().any(|found| found.span.contains(span))
    }

    fn is_happening(&self, token_idx: usize) -> bool {
        self.text.token(token_idx).pos == "NOUN" && self.is(token_idx, &TimeMeaning::Happening)
    }

    fn is(&self, token_idx: usize, meaning: &TimeMeaning) -> bool {
        self.text.lexicons().times.is(self.text.lemma(token_idx), meaning)
    }

    /// "arrested her in September and charged her": what is coordinated shares the time that was told first.
    fn coordinated(&self, trigger: usize, depth: usize) -> Option<FuzzyDate> {
        let tree = &self.text.tree;
        if tree.relation(trigger) == "conj" {
            let first = tree.head(trigger);
            return self.date(first, depth + 1);
        }
        // "arrested and questioned on Friday": side by side, the time at the end is of both.
        let next = tree.with(trigger, &["conj"]).find(|&next| next == trigger + 2)?;
        self.own(next)
    }

    /// The clause that this one completes or that says when it was.
    fn completed(&self, trigger: usize, depth: usize) -> Option<FuzzyDate> {
        let (tree, text) = (&self.text.tree, self.text);
        let head = tree.head(trigger);
        if head == trigger {
            return None;
        }
        let relation = tree.relation(trigger);
        let when = relation == "advcl"
            && tree
                .with(trigger, &["advmod", "mark"])
                .any(|i| matches!(text.lower(i).as_str(), "when" | "as" | "while"));
        let completes =
            relation.is_in(&["xcomp", "acomp", "attr", "oprd"]) || (relation == "pcomp" && text.lower(head) == "by");
        // What somebody vowed on Friday to do was not done on Friday.
        let done = own_tense(text, head) != Some(Tense::Future) && !is_plan(text, head);
        ((when || completes) && done).then(|| self.date(head, depth + 1)).flatten()
    }

    /// "They took his passport when he arrived in October", "in February, when soldiers shot two men".
    fn when(&self, trigger: usize, depth: usize) -> Option<FuzzyDate> {
        let (tree, text) = (&self.text.tree, self.text);
        let marked = |clause: usize| tree.with(clause, &["advmod", "mark"]).any(|i| text.lower(i) == "when");
        let arrival = tree.with(trigger, &["advcl"]).find(|&clause| marked(clause));
        if let Some(date) = arrival.filter(|_| is_simple_past(text, trigger)).and_then(|clause| self.own(clause)) {
            return Some(date);
        }
        if depth > 1 || !tree.relation(trigger).is_in(&["relcl", "advcl"]) || !marked(trigger) {
            return None;
        }
        let time = self.found.iter().find(|found| found.tokens.contains(&tree.head(trigger)) && self.dates(found))?;
        Some(self.fuzzy(time))
    }

    /// "carried out a raid on Friday", "On Monday they issued threats of arrest": a happening takes the time of its verb.
    fn object_of(&self, trigger: usize, depth: usize) -> Option<FuzzyDate> {
        let (tree, text) = (&self.text.tree, self.text);
        if !text.token(trigger).pos.is_in(&["NOUN", "PROPN"]) {
            return None;
        }
        let mut at = trigger;
        for _ in 0..4 {
            let relation = tree.relation(at);
            let head = tree.head(at);
            if head == at
                || !relation.is_in(&["dobj", "nsubj", "nsubjpass", "pobj", "prep", "conj", "attr", "compound"])
            {
                return None;
            }
            if relation == "prep" && !matches!(text.lower(at).as_str(), "of" | "with" | "in" | "under") {
                return None;
            }
            at = head;
            if text.token(at).pos == "VERB" {
                if is_plan(text, at) {
                    return self.own(at);
                }
                return self.is(at, &TimeMeaning::Light).then(|| self.date(at, depth + 1)).flatten();
            }
        }
        None
    }

    /// "won all seats in the July 2028 election", "faces a trial set for May": an act has the date of the happening that it is
    /// part of, or that it is about.
    fn part_of(&self, trigger: usize, depth: usize) -> Option<FuzzyDate> {
        let (tree, text) = (&self.text.tree, self.text);
        if depth > 2 || !text.token(trigger).pos.is_in(&["VERB", "NOUN"]) {
            return None;
        }
        if let Some(date) = self.set_for(trigger) {
            return Some(date);
        }
        // "barred her from leaving the country on 7 June"
        let from = tree.with(trigger, &["prep"]).find(|&i| text.lower(i) == "from");
        if let Some(date) = from.and_then(|from| tree.first(from, &["pcomp"])).and_then(|barred| self.own(barred)) {
            return Some(date);
        }
        let (reach, near) = (tree.subtree(trigger), near(text, trigger));
        let mut reach = reach.start.max(near.start)..reach.end.min(near.end);
        reach.find_map(|i| {
            if i == trigger || !self.is_happening(i) {
                return None;
            }
            let above = tree.head(i);
            let inside = matches!(
                text.lower(above).as_str(),
                "in" | "during" | "at" | "upon" | "on" | "under" | "without" | "from"
            );
            let within = tree.relation(i) == "pobj" && inside && self.climbs_to(above, trigger);
            let object = tree.relation(i) == "dobj" && above == trigger;
            (within || object).then(|| self.own(i).or_else(|| self.set_for(i))).flatten()
        })
    }

    /// "a trial set for January": a happening has the date that it is planned for.
    fn set_for(&self, happening: usize) -> Option<FuzzyDate> {
        let text = self.text;
        let noun = text.token(happening).pos == "NOUN";
        let planned = text.tree.with(happening, &["acl", "relcl"]).find(|&i| noun && is_plan(text, i))?;
        self.own(planned)
    }

    /// Whether `from` hangs on `trigger` with nothing but its objects between them.
    fn climbs_to(&self, from: usize, trigger: usize) -> bool {
        let (tree, text) = (&self.text.tree, self.text);
        let mut at = tree.head(from);
        for _ in 0..4 {
            if at == trigger {
                return true;
            }
            if text.token(at).pos.is_in(&["VERB", "AUX"]) || self.is_happening(at) {
                return false;
            }
            at = tree.head(at);
        }
        false
    }

    /// "two months after the arrest": the act counts from the arrest, and the arrest from the act.
    fn counted(&self, trigger: usize, depth: usize) -> Option<FuzzyDate> {
        let offsets = self.found.iter().filter_map(|found| self.offset(found));
        for offset in offsets {
            let (other, sign) = if offset.event == trigger {
                (offset.main, -offset.sign)
            } else if offset.main == trigger {
                (offset.event, offset.sign)
            } else {
                continue;
            };
            let known = self.own(other).or_else(|| self.date_without_offset(other, depth))?;
            let stretch = Stretch { window: known.window, unit: unit_of(known.window) };
            let moved = moved(stretch, offset.amounts, sign, true)?;
            let basis = if known.basis == Basis::Unknown { Basis::Unknown } else { Basis::Relative };
            return Some(FuzzyDate { window: moved.window, basis, text: Some(offset.text) });
        }
        None
    }

    fn date_without_offset(&self, other: usize, depth: usize) -> Option<FuzzyDate> {
        if depth > 1 { None } else { self.coordinated(other, depth + 1) }
    }

    /// A length before "after" or "before" and what stands behind them.
    fn offset<'f>(&self, found: &'f Found) -> Option<Offset<'f>> {
        let (tree, text) = (&self.text.tree, self.text);
        let Meaning::Duration(amounts) = &found.parsed.meaning else { return None };
        let marker = found.tokens.end;
        if marker >= text.len() || amounts.iter().any(|(amount, _)| *amount == Amount::Vague) {
            return None;
        }
        let sign = match text.lower(marker).as_str() {
            "after" | "following" => 1,
            "before" => -1,
            _ => return None,
        };
        let clause = tree.relation(marker).is_in(&["mark", "advmod"]) && tree.head(marker) > marker;
        let event = if clause { tree.head(marker) } else { tree.first(marker, &["pobj", "pcomp"])? };
        let mut main = if clause { tree.head(event) } else { tree.head(marker) };
        for _ in 0..4 {
            if text.token(main).pos == "VERB" || self.is_happening(main) {
                break;
            }
            main = tree.head(main);
        }
        let words = text.words(found.tokens.start..(event + 1).max(marker + 1)).to_owned();
        (main != event).then_some(Offset { amounts, sign, event, main, text: words })
    }

    /// "She was later released": no earlier than what was told before it.
    fn told_after(&self, trigger: usize, depth: usize) -> Option<FuzzyDate> {
        let (tree, text) = (&self.text.tree, self.text);
        let then = tree.with(trigger, &["advmod"]).find(|&i| self.is(i, &TimeMeaning::Then))?;
        if depth > 0 {
            return None;
        }
        let sentence = text.sentence(trigger);
        let before = self.found.iter().rfind(|found| found.tokens.end <= trigger && self.dates(found));
        let before = before.or_else(|| {
            let last = near(text, sentence.start.checked_sub(1)?);
            within(self.times, &last).iter().rfind(|found| self.dates(found))
        })?;
        let window =
            DateWindow { earliest: before.resolved.window?.earliest, latest: self.times.published.window.latest };
        (!window.is_open()).then(|| FuzzyDate {
            window,
            basis: Basis::Inferred,
            text: Some(text.word(then).to_owned()),
        })
    }

    /// The interval of an expression as the words before it say: "since", "until", "by", "after".
    fn fuzzy(&self, found: &Found) -> FuzzyDate {
        let text = self.text;
        let window = found.resolved.window.unwrap_or_default();
        let before = found.tokens.start.checked_sub(1).filter(|&i| text.token(i).pos.is_in(&["ADP", "SCONJ"]));
        let word = before.map_or(String::new(), |i| text.lower(i));
        let published = self.times.published.window;
        let window = overnight(found, window);
        let (window, end) = self.up_to(found, window).unwrap_or((window, found.tokens.end));
        let window = match word.as_str() {
            "until" | "till" | "by" | "before" => DateWindow { earliest: None, latest: window.latest },
            "after" => DateWindow { earliest: window.earliest, latest: published.latest.max(window.latest) },
            _ => window,
        };
        let start = before.unwrap_or(found.tokens.start);
        let words = text.words(start..end).to_owned();
        FuzzyDate { window, basis: found.resolved.basis, text: Some(words) }
    }

    /// "from May 2017 to June 2019": the stretch to the second expression, and the token after it.
    fn up_to(&self, found: &Found, window: DateWindow) -> Option<(DateWindow, usize)> {
        let text = self.text;
        let before = found.tokens.start.checked_sub(1).map(|i| text.lower(i))?;
        let joint = (found.tokens.end < text.len()).then(|| text.lower(found.tokens.end))?;
        let joined = match before.as_str() {
            "from" => matches!(joint.as_str(), "to" | "until" | "till" | "through"),
            "between" => joint == "and",
            _ => false,
        };
        let other = self.found.iter().find(|other| other.tokens.start == found.tokens.end + 1 && self.dates(other))?;
        let latest = other.resolved.window?.latest;
        let sound = joined && latest.is_some() && window.earliest <= latest;
        sound.then_some((DateWindow { earliest: window.earliest, latest }, other.tokens.end))
    }

    /// What is told as past was no later than the day of publication.
    fn not_after_publication(&self, trigger: usize, date: FuzzyDate) -> FuzzyDate {
        let latest = self.times.published.window.latest;
        let past = super::tense::tense_at(self.text, trigger) == Tense::Past;
        if date.window.is_open() || !past || latest.is_none() {
            return date;
        }
        match date.window.intersect(DateWindow { earliest: None, latest }) {
            Some(window) => FuzzyDate { window, ..date },
            None => FuzzyDate::default(),
        }
    }

    fn duration(&self, trigger: usize) -> Option<String> {
        let own = self.found.iter().filter(|found| super::resolve::time_type(&found.parsed) == TimeType::Duration);
        let own = own.filter(|found| self.offset(found).is_none() && self.lasts(found, trigger));
        let best = own.min_by_key(|found| distance(found, trigger))?;
        best.resolved.value.clone().filter(|value| !value.contains('X'))
    }

    /// Whether a length is the term of the act: directly, or as the term that the act imposes.
    fn lasts(&self, found: &Found, trigger: usize) -> bool {
        let (tree, text) = (&self.text.tree, self.text);
        let governor = self.governor(found);
        // "the 12-year sentence handed to her"
        let handed = tree.head(trigger) == governor && tree.relation(trigger).is_in(&["acl", "relcl"]);
        // "ordered him held for 30 days"
        let ordered = text.lemma(trigger) == "order"
            && tree.head(governor) == trigger
            && tree.relation(governor).is_in(&["ccomp", "xcomp"]);
        if governor == trigger || ordered || (handed && self.is(governor, &TimeMeaning::Term)) {
            return true;
        }
        if !self.is(trigger, &TimeMeaning::Term) {
            return false;
        }
        let mut at = governor;
        for _ in 0..5 {
            if tree.is_root(at) || text.token(at).pos.is_in(&["VERB", "AUX"]) {
                return false;
            }
            at = tree.head(at);
            if at == trigger {
                return true;
            }
        }
        false
    }
}

struct Offset<'f> {
    amounts: &'f [(Amount, TimeUnit)],
    sign: i32,
    event: usize,
    main: usize,
    text: String,
}

/// The calendar unit that a window fills.
fn unit_of(window: DateWindow) -> Option<TimeUnit> {
    let first = window.earliest?;
    [TimeUnit::Day, TimeUnit::Week, TimeUnit::Month, TimeUnit::Quarter, TimeUnit::Year]
        .into_iter()
        .find(|unit| super::calendar::around(first, *unit) == Some(window))
}

/// "last night" ends on the morning after.
fn overnight(found: &Found, window: DateWindow) -> DateWindow {
    let last_night = matches!(found.parsed.meaning, Meaning::Shift(TimeUnit::Night, -1));
    let morning = window.latest.filter(|_| last_night).and_then(|day| super::calendar::add(day, 1, TimeUnit::Day));
    DateWindow { latest: morning.or(window.latest), ..window }
}

/// Days before weeks before what is relative to other acts.
fn coarseness(found: &Found) -> i64 {
    let window = found.resolved.window.unwrap_or_default();
    let counted = matches!(&found.parsed.meaning, Meaning::Offset(_, _, From::Story));
    let days = match (window.earliest, window.latest) {
        (Some(first), Some(last)) => i64::from(first.until(last).map_or(0, |span| span.get_days())),
        _ => 100_000,
    };
    days + i64::from(counted)
}

fn distance(found: &Found, trigger: usize) -> usize {
    found.tokens.start.abs_diff(trigger)
}
