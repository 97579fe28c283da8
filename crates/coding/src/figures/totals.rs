//! Counts that sum up.
//!
//! **What it finds** A count whose clause states a total ("a total of 16", "bringing the number of ... to 34"), or tells
//! an act in the perfect or as a lasting state ("have been arrested", "are in hiding"), or names a period ("since March").
//! **Why** Such numbers overlap with the acts that are told one by one; they are compared with them, never added to them.
//! **Known problems** The period of a figure is looked for in its own clause only.
//! **Source** Convention of MUC-4 key fills and of the Crowd Counting Consortium: cumulative counts are no events.

use super::counts::{self, Counted};
use crate::times::{Found, Meaning};
use crate::{Text, Times};
use codebook::NumberSense;
use document::{DateWindow, FuzzyDate};
use domain::{Act, Figure, Span, Statement, TimeType};
use std::ops::Range;

/// How far from its count an act may be named, in tokens.
const REACH: usize = 14;

pub(super) fn find(text: &Text<'_>, times: &Times, acts: &[Act], statements: &[Statement]) -> Vec<Figure> {
    let finder = Finder { text, times, acts: by_position(text, acts), statements: statements_by_start(statements) };
    let mut figures: Vec<Figure> = Vec::new();
    let mut last: Option<(usize, Figure)> = None;
    let mut token_idx = 0;
    while token_idx < text.len() {
        let counted = finder.number(token_idx);
        let Some(counted) = counted else {
            token_idx += 1;
            continue;
        };
        let next = counted.tokens.end.max(token_idx + 1);
        let sentence = text.annotations.sentence_of(token_idx);
        let before = last.as_ref().filter(|(known, _)| *known == sentence).map(|(_, figure)| figure);
        if let Some(figure) = finder.figure(&counted, token_idx, before) {
            last = Some((sentence, figure.clone()));
            figures.push(figure);
        }
        token_idx = next;
    }
    figures
}

/// Trigger token and act type, in order of the text.
fn by_position<'a>(text: &Text<'_>, acts: &'a [Act]) -> Vec<(usize, &'a Act)> {
    let mut triggers: Vec<(usize, &Act)> =
        acts.iter().map(|act| (text.annotations.token_at(act.trigger.start), act)).collect();
    triggers.sort_by_key(|(trigger, _)| *trigger);
    triggers
}

/// Every content span with its statement, in order of the text, and how far the spans up to it reach.
fn statements_by_start(statements: &[Statement]) -> Vec<(Span, usize)> {
    let spans =
        statements.iter().enumerate().flat_map(|(i, statement)| statement.content.iter().map(move |span| (*span, i)));
    let mut spans: Vec<(Span, usize)> = spans.collect();
    spans.sort();
    spans
}

struct Finder<'t, 'a> {
    text: &'t Text<'a>,
    times: &'t Times,
    acts: Vec<(usize, &'t Act)>,
    statements: Vec<(Span, usize)>,
}

/// What a count counts.
struct Subject {
    /// The noun; the number itself when no noun stands with it.
    noun: usize,
    /// The words of the noun phrase without the number.
    words: String,
    /// Whether the words state a total.
    total: bool,
}

impl Finder<'_, '_> {
    /// A count that starts with the number word at this token.
    fn number(&self, token_idx: usize) -> Option<Counted> {
        let token = self.text.token(token_idx);
        let numeral = token.tag == "CD" || token.pos == "NUM";
        let vague = || {
            let word = self.text.lower(token_idx);
            self.text
                .lexicons()
                .numbers
                .senses(&word)
                .iter()
                .any(|sense| matches!(sense, NumberSense::Vague(n) if *n >= 24))
        };
        if !(numeral || vague()) || self.in_time(token_idx) {
            return None;
        }
        counts::at_token(self.text, token_idx)
    }

    fn in_time(&self, token_idx: usize) -> bool {
        let span = self.text.token(token_idx).span;
        let found = self.times.all();
        let i = found.partition_point(|found| found.span.end <= span.start);
        found.get(i).is_some_and(|found| found.span.overlaps(span))
    }

    fn figure(&self, counted: &Counted, number: usize, before: Option<&Figure>) -> Option<Figure> {
        // "including one who ...": one person is told, not counted.
        if counted.count.at_least == Some(1) && counted.count.at_most == Some(1) {
            return None;
        }
        let mut subject = self.apart(counted, number).or_else(|| self.with_noun(counted, number))?;
        let trigger = self.act_of(&subject, counted);
        let sums = subject.total || self.is_summed_by_words(counted, number);
        let act = trigger.map(|(token_idx, act)| (token_idx, act.act_type.clone()));
        let near = counted.tokens.start.min(subject.noun)
            ..act.as_ref().map_or(subject.noun, |(t, _)| *t).max(subject.noun) + 1;
        let period = self.period(&subject, &near, before);
        let lasting = act.as_ref().is_some_and(|(token_idx, _)| self.is_lasting(*token_idx, &subject));
        if !(sums || (act.is_some() && (lasting || period.is_some()))) {
            return None;
        }
        if subject.words.is_empty() {
            subject.words = before.map(|figure| figure.of.clone()).unwrap_or_default();
        }
        let evidence = self.text.span(near.start.min(counted.tokens.start)..near.end.max(counted.tokens.end));
        Some(Figure {
            count: counted.count.clone(),
            of: subject.words,
            act_type: act.map(|(_, act_type)| act_type),
            period,
            statement: self.statement(evidence),
            evidence: vec![evidence],
        })
    }

    /// "to at least 34 the number of activists detained", "the number of detained rose to 34".
    fn apart(&self, counted: &Counted, number: usize) -> Option<Subject> {
        let text = self.text;
        let after = counted.tokens.end;
        let noun_after = (after..text.len().min(after + 3)).find(|&i| self.is_total(i));
        let direct =
            noun_after.filter(|&noun| (after..noun).all(|i| text.token(i).pos.is_in(&["DET", "ADJ", "SPACE"])));
        if let Some(noun) = direct {
            return Some(self.of_total(noun));
        }
        let tree = &text.tree;
        let preposition = tree.head(number);
        let to = text.lower(preposition);
        if tree.relation(number) != "pobj" || !matches!(to.as_str(), "to" | "at" | "from") {
            return None;
        }
        let verb = tree.head(preposition);
        let noun = tree.with(verb, &["nsubj", "nsubjpass", "dobj"]).find(|&i| self.is_total(i))?;
        Some(self.of_total(noun))
    }

    /// "a total of", "the number of": what it is the number of.
    fn of_total(&self, noun: usize) -> Subject {
        let (text, tree) = (self.text, &self.text.tree);
        let of = tree.with(noun, &["prep"]).find(|&i| text.lower(i) == "of");
        let counted = of.and_then(|of| tree.first(of, &["pobj"]));
        match counted {
            Some(counted) => Subject { noun: counted, words: self.noun_words(counted, counted), total: true },
            None => Subject { noun, words: String::new(), total: true },
        }
    }

    fn is_total(&self, token_idx: usize) -> bool {
        let senses = self.text.lexicons().numbers.senses(self.text.lemma(token_idx));
        self.text.token(token_idx).pos == "NOUN" && senses.contains(&NumberSense::Total)
    }

    /// The noun that the number stands before; the number itself when there is none.
    fn with_noun(&self, counted: &Counted, number: usize) -> Option<Subject> {
        let (text, tree) = (self.text, &self.text.tree);
        let relation = tree.relation(number);
        let head = tree.head(number);
        let of =
            || tree.with(number, &["prep"]).find(|&i| text.lower(i) == "of").and_then(|of| tree.first(of, &["pobj"]));
        let noun = if relation.is_in(&["nummod", "quantmod", "compound", "amod", "det"]) && head >= number {
            // "two dozen", "1.2 million": up to the noun behind the whole number.
            if counted.tokens.contains(&head) { tree.head(head) } else { head }
        } else if let Some(noun) = of() {
            noun
        } else {
            number
        };
        if !text.token(noun).pos.is_in(&["NOUN", "PROPN", "NUM", "PRON", "ADJ"]) || self.in_time(noun) {
            return None;
        }
        // "a total of 16 monks"
        let total = tree.relation(noun) == "pobj" && self.is_total(tree.head(tree.head(noun)));
        let words = if noun == number { String::new() } else { self.noun_words(noun, counted.tokens.end) };
        Some(Subject { noun, words, total })
    }

    /// The words of a noun phrase from `start` or its own left edge to the noun.
    fn noun_words(&self, noun: usize, start: usize) -> String {
        let left = self.text.tree.with(noun, &["compound", "amod", "nmod", "poss"]).filter(|&i| i < noun).min();
        let start = if start < noun && start + 8 > noun { start } else { left.unwrap_or(noun) };
        let skip =
            (start..noun).find(|&i| !matches!(self.text.lower(i).as_str(), "of" | "the" | "other" | "these" | "those"));
        self.text.words(skip.unwrap_or(noun)..noun + 1).to_owned()
    }

    /// The act that is counted: in the noun's own clause ("activists detained since"), else the verb that governs it or
    /// what that verb says of it ("are in detention").
    fn act_of(&self, subject: &Subject, counted: &Counted) -> Option<(usize, &Act)> {
        let (text, tree) = (self.text, &self.text.tree);
        let start = self.acts.partition_point(|(trigger, _)| *trigger < counted.tokens.start.saturating_sub(REACH));
        let near = self.acts[start..]
            .iter()
            .take_while(|(trigger, _)| *trigger < subject.noun.max(counted.tokens.end) + REACH);
        let sentence = text.sentence(subject.noun);
        let near: Vec<(usize, &Act)> =
            near.copied().filter(|(trigger, act)| sentence.contains(trigger) && self.has_a_patient(act)).collect();
        let clause = self.governing(subject.noun);
        let rank = |trigger: usize| -> Option<usize> {
            if trigger == subject.noun || counted.tokens.contains(&trigger) {
                return None;
            }
            let own = tree.head(trigger) == subject.noun
                || (tree.is_within(trigger, subject.noun) && self.clean_way(trigger, subject.noun));
            if own {
                return Some(0);
            }
            if Some(trigger) == clause {
                return Some(1);
            }
            if clause.is_some_and(|verb| tree.relation(trigger) == "conj" && tree.head(trigger) == verb) {
                return Some(3);
            }
            // "are in hiding", "were victims of arrest"
            let said = clause
                .filter(|&verb| text.lemma(verb) == "be" || text.lemma(verb) == "remain" || text.lemma(verb) == "stay");
            if said.is_some_and(|verb| tree.is_within(trigger, verb) && self.clean_way(trigger, verb)) {
                return Some(2);
            }
            // "the killing of nearly two million"
            let of = tree.relation(subject.noun) == "pobj" && tree.head(tree.head(subject.noun)) == trigger;
            (of || (subject.total && trigger > subject.noun && trigger < subject.noun + 6)).then_some(4)
        };
        near.into_iter()
            .filter_map(|(trigger, act)| Some((rank(trigger)?, trigger.abs_diff(subject.noun), trigger, act)))
            .min_by_key(|(rank, distance, ..)| (*rank, *distance))
            .map(|(_, _, trigger, act)| (trigger, act))
    }

    /// Elections and the like are done to nobody; the seats that they fill are no figure of persons.
    fn has_a_patient(&self, act: &Act) -> bool {
        self.text.codebook.act_types.get(&act.act_type).is_none_or(|known| known.patient_role != "none")
    }

    /// The verb that the noun phrase is subject or object of.
    fn governing(&self, noun: usize) -> Option<usize> {
        let (text, tree) = (self.text, &self.text.tree);
        let mut at = noun;
        for _ in 0..6 {
            let head = tree.head(at);
            if head == at {
                return None;
            }
            at = head;
            if text.token(at).pos.is_in(&["VERB", "AUX"]) {
                return Some(at);
            }
        }
        None
    }

    /// Whether no other verb stands between a word and what it hangs on.
    fn clean_way(&self, from: usize, to: usize) -> bool {
        let (text, tree) = (self.text, &self.text.tree);
        tree.ancestors(from).take(8).take_while(|&i| i != to).all(|i| !self.is_other_clause(text, i))
    }

    fn is_other_clause(&self, text: &Text<'_>, token_idx: usize) -> bool {
        text.token(token_idx).pos == "VERB" && !text.tree.relation(token_idx).is_in(&["acl", "relcl", "conj"])
    }

    /// "a total of", "so far", "altogether" beside the count.
    fn is_summed_by_words(&self, counted: &Counted, number: usize) -> bool {
        let text = self.text;
        let sentence = text.sentence(number);
        let near = sentence.start.max(counted.tokens.start.saturating_sub(REACH))
            ..sentence.end.min(counted.tokens.end + REACH);
        let words: Vec<String> = near.map(|i| text.lower(i)).collect();
        let numbers = &text.lexicons().numbers;
        let said =
            |n: usize| words.windows(n).any(|phrase| numbers.senses(&phrase.join(" ")).contains(&NumberSense::Sum));
        said(1) || said(2) || said(3)
    }

    /// The perfect, or a state of the present: "have been arrested", "are in hiding", "remain in prison".
    fn is_lasting(&self, trigger: usize, subject: &Subject) -> bool {
        let (text, tree) = (self.text, &self.text.tree);
        let verb = if text.token(trigger).pos == "VERB" { Some(trigger) } else { self.governing(subject.noun) };
        let Some(verb) = verb else { return false };
        let perfect =
            tree.with(verb, &["aux"]).any(|i| text.lemma(i) == "have" && text.token(i).tag.is_in(&["VBZ", "VBP"]));
        let state = matches!(text.lemma(verb), "be" | "remain" | "stay") && text.token(verb).tag.is_in(&["VBZ", "VBP"]);
        let held = tree.with(verb, &["auxpass"]).any(|i| text.token(i).tag.is_in(&["VBZ", "VBP"]))
            && tree.with(verb, &["advmod"]).any(|i| matches!(text.lower(i).as_str(), "currently" | "still" | "now"));
        perfect || state || held
    }

    /// The period that the clause names; "over the same period" is that of the figure before.
    fn period(&self, subject: &Subject, near: &Range<usize>, before: Option<&Figure>) -> Option<FuzzyDate> {
        let text = self.text;
        let sentence = text.sentence(subject.noun);
        let reach = sentence.start.max(near.start.saturating_sub(REACH))..sentence.end.min(near.end + 8);
        let found = self.times.all();
        let start = found.partition_point(|found| found.tokens.start < reach.start);
        let inside = found[start..].iter().take_while(|found| found.tokens.start < reach.end);
        let next =
            inside.filter(|found| self.spans_a_period(found)).min_by_key(|found| found.tokens.start.abs_diff(near.end));
        if let Some(found) = next {
            return Some(self.period_of(found));
        }
        let same =
            reach.clone().any(|i| text.lower(i) == "same" && i + 1 < text.len() && text.lower(i + 1) == "period");
        if same { before.and_then(|figure| figure.period.clone()) } else { None }
    }

    /// "since March", "this year", "over the past month", "in 2031": more than a day, or open to now.
    fn spans_a_period(&self, found: &Found) -> bool {
        let since = self.is_since(found);
        let Some(window) = found.resolved.window else { return since };
        let kind = found.time_type() == TimeType::Duration && matches!(found.parsed.meaning, Meaning::Stretch(..));
        let date = found.time_type() == TimeType::Date && !matches!(found.parsed.meaning, Meaning::Reference(_));
        let published = self.times.published().window;
        let last = if since { published.latest } else { window.latest };
        let long = match (window.earliest, last) {
            (Some(first), Some(last)) => first.until(last).is_ok_and(|span| span.get_days() > 6),
            _ => since,
        };
        let exact = published.exact().is_some();
        (since && long) || ((kind || date) && (long && (exact || found.resolved.unit.is_some() || kind)))
    }

    fn is_since(&self, found: &Found) -> bool {
        found.tokens.start.checked_sub(1).is_some_and(|i| self.text.lower(i) == "since")
    }

    fn period_of(&self, found: &Found) -> FuzzyDate {
        let window = found.resolved.window.unwrap_or_default();
        let published = self.times.published().window;
        let since = self.is_since(found);
        let start = if since { found.tokens.start - 1 } else { found.tokens.start };
        let window = match since {
            true => DateWindow { earliest: window.earliest, latest: published.latest },
            false => window,
        };
        FuzzyDate {
            window,
            basis: found.resolved.basis,
            text: Some(self.text.words(start..found.tokens.end).to_owned()),
        }
    }

    /// The innermost statement that says it.
    fn statement(&self, evidence: Span) -> Option<usize> {
        let end = self.statements.partition_point(|(span, _)| span.start <= evidence.start);
        let before = self.statements[..end].iter().rev().take(16);
        before.filter(|(span, _)| span.contains(evidence)).map(|(_, statement)| *statement).next()
    }
}
