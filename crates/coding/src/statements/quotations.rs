//! Quotations and the cue beside them: `"...," he said`, `X said: "..."`, `"...," she said, "..."`.

use super::draft::{Construction, Draft, Source};
use super::quotes::{Part, Quote};
use super::{phrases, sources};
use crate::Text;
use codebook::ReportingKind;
use std::ops::Range;

/// How far a cue may stand from its quotation.
const REACH: usize = 60;

/// A cue with its source.
struct Cue {
    kind: ReportingKind,
    source: Option<Source>,
    listener: Option<usize>,
    head: usize,
    tokens: Range<usize>,
}

/// Attributes each quotation that is more than a few words inside a clause. `clauses` are the statements found by
/// their verbs: a quotation that is a paragraph of its own goes on with the last one before it.
pub fn find(text: &Text<'_>, quotes: &[Quote], clauses: &[Draft]) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    // The statement that a following quotation goes on with, and the paragraph that it stands in.
    let mut last: Option<(usize, Part)> = None;
    let parts: Vec<&Part> = quotes.iter().flat_map(|quote| &quote.parts).collect();
    let mut seen_parts = 0_usize;
    for quote in quotes {
        let (Some(first), Some(end)) = (quote.parts.first(), quote.parts.last()) else { continue };
        let before = seen_parts.checked_sub(1).and_then(|i| parts.get(i)).copied();
        seen_parts += quote.parts.len();
        let after = parts.get(seen_parts).copied();
        let gap_before = gap_before(text, first, before);
        let gap_after = gap_after(text, end, after);
        let content: Vec<Range<usize>> = quote.parts.iter().map(|part| part.tokens.clone()).collect();
        let begins = gap_before.clone().all(|i| phrases::is_mark(text, i) || text.tree.relation(i) == "cc");
        let used = found.last().map(|draft| draft.cue_head);
        let cue = begins
            .then(|| cue_after(text, end, &gap_after))
            .flatten()
            .or_else(|| cue_before(text, first, &gap_before, clauses))
            // '"...," he said on "The Morning Show"': one verb, one quotation, unless a comma announces the second.
            .filter(|cue| Some(cue.head) != used);
        if let Some(cue) = cue {
            found.push(cue.draft(content));
            last = Some((found.len() - 1, end.clone()));
            continue;
        }
        match &last {
            Some((draft, part)) if goes_on(text, part, first, begins) => {
                let draft = *draft;
                if part.block_idx == first.block_idx {
                    found[draft].content.extend(content);
                    last = Some((draft, end.clone()));
                } else {
                    found.push(Draft { content, goes_on: true, ..found[draft].clone() });
                    last = Some((found.len() - 1, end.clone()));
                }
            }
            _ if begins && stands_alone(text, first, end) => {
                if let Some(draft) = go_on_with_clause(text, clauses, first, content) {
                    found.push(draft);
                    last = Some((found.len() - 1, end.clone()));
                }
            }
            _ => {}
        }
    }
    found
}

impl Cue {
    fn draft(self, content: Vec<Range<usize>>) -> Draft {
        Draft {
            construction: Construction::Quotation,
            kind: self.kind,
            source: self.source,
            listener: self.listener,
            cue_head: self.head,
            goes_on: false,
            cue: self.tokens,
            content,
        }
    }
}

/// From the beginning of the sentence (or the end of the quotation before) to the quotation.
fn gap_before(text: &Text<'_>, first: &Part, before: Option<&Part>) -> Range<usize> {
    let end = first.tokens.start;
    let floor = before.map_or(0, |part| part.tokens.end).max(first.block.start).max(end.saturating_sub(REACH));
    let start = (floor..end).rev().find(|&i| ends_sentence(text, i)).map_or(floor, |i| i + 1);
    start..end
}

/// From the quotation to the end of the sentence or to the next quotation.
fn gap_after(text: &Text<'_>, last: &Part, after: Option<&Part>) -> Range<usize> {
    let start = last.tokens.end;
    let ceiling = after.map_or(text.len(), |part| part.tokens.start).min(last.block.end).min(start + REACH).max(start);
    let end = (start..ceiling).find(|&i| ends_sentence(text, i)).unwrap_or(ceiling);
    start..end
}

fn ends_sentence(text: &Text<'_>, token_idx: usize) -> bool {
    matches!(text.word(token_idx), "." | "?" | "!" | "…" | "...") || text.word(token_idx).contains('\n')
}

/// The last character inside the closing mark.
fn last_character(text: &Text<'_>, part: &Part) -> Option<char> {
    text.quote(part.span).trim_end_matches(['”', '"', '’', '\'', '»']).chars().next_back()
}

/// `"...," X said` and `"...," said X`.
fn cue_after(text: &Text<'_>, quote: &Part, gap: &Range<usize>) -> Option<Cue> {
    if let Some(cue) = signature(text, quote, gap) {
        return Some(cue);
    }
    let follows_comma = text.word(gap.start.min(text.len().checked_sub(1)?)) == ",";
    if last_character(text, quote) == Some('.') && !follows_comma {
        return None;
    }
    let start = gap.clone().find(|&i| !phrases::is_mark(text, i))?;
    if text.word(start).eq_ignore_ascii_case("according") {
        return according(text, start, gap);
    }
    let Some(verb) = (start..gap.end).find(|&i| phrases::quotes_words(text, i)) else {
        return paper(text, start, gap);
    };
    let word = phrases::reporting_verb(text, verb)?;
    let tokens = phrases::cue(text, verb);
    let source = if tokens.start <= start {
        subject_after(text, verb, gap)
    } else {
        subject_before(text, verb, start..tokens.start)
    }?;
    let tokens = tokens.start.max(gap.start)..tokens.end;
    Some(Cue {
        kind: word.kind,
        source: Some(source),
        listener: listener(text, verb, gap),
        head: verb,
        tokens: with_colon(text, tokens),
    })
}

/// `"..." - Ann Lee` at the end of a paragraph.
fn signature(text: &Text<'_>, quote: &Part, gap: &Range<usize>) -> Option<Cue> {
    const LONGEST: usize = 8;
    let dash = gap.clone().find(|&i| text.token(i).pos != "SPACE")?;
    let name = phrases::trim(text, dash + 1..quote.block.end);
    let dashed = matches!(text.word(dash), "—" | "–" | "―" | "--");
    let plain = name.clone().all(|i| !text.token(i).pos.is_in(&["VERB", "AUX"]));
    let head = name.clone().take_while(|&i| text.word(i) != ",").filter(|&i| text.token(i).pos == "PROPN").last()?;
    (dashed && plain && name.len() <= LONGEST).then(|| Cue {
        kind: ReportingKind::Claim,
        source: Some(Source { head, tokens: name }),
        listener: None,
        head: dash,
        tokens: dash..dash + 1,
    })
}

/// `"...," in a statement by X` and `"...," a statement issued by X`: the paper is the cue, who gave it out speaks.
fn paper(text: &Text<'_>, start: usize, gap: &Range<usize>) -> Option<Cue> {
    const LONGEST: usize = 8;
    let noun = (start..gap.end.min(start + LONGEST)).find(|&i| text.token(i).tag.starts_with("NN"))?;
    let words = text.lexicons();
    let lemma = text.lemma(noun).to_lowercase();
    let speaks = words.reporting.noun(&lemma).is_some() || words.document_nouns.contains(&lemma);
    let by = (noun + 1..gap.end.min(noun + 4)).find(|&i| matches!(text.lower(i).as_str(), "by" | "from"))?;
    let source = sources::named(text, text.tree.first(by, &["pobj"])?, by)?;
    (speaks && gap.contains(&source.head)).then(|| Cue {
        kind: words.reporting.noun(&lemma).map_or(ReportingKind::Claim, |word| word.kind),
        source: Some(source),
        listener: None,
        head: noun,
        tokens: start..by + 1,
    })
}

fn according(text: &Text<'_>, according: usize, gap: &Range<usize>) -> Option<Cue> {
    let to = according + 1;
    if to >= gap.end || text.lower(to) != "to" {
        return None;
    }
    let object = text.tree.first(to, &["pobj"])?;
    let source = sources::named(text, object, according);
    Some(Cue { kind: ReportingKind::Claim, source, listener: None, head: according, tokens: according..to + 1 })
}

/// Whom a verb beside a quotation addresses.
fn listener(text: &Text<'_>, verb: usize, gap: &Range<usize>) -> Option<usize> {
    let object = text.tree.first(verb, &["dobj", "dative"]).filter(|object| gap.contains(object) && *object > verb);
    object.filter(|&object| text.tree.relation(object) != "prep").or_else(|| {
        let to = text
            .tree
            .with(verb, &["prep", "dative"])
            .find(|&child| text.lower(child) == "to" && gap.contains(&child))?;
        text.tree.first(to, &["pobj"])
    })
}

/// The subject that stands between quotation and cue and fills the room between them.
fn subject_before(text: &Text<'_>, verb: usize, room: Range<usize>) -> Option<Source> {
    if let Some(subject) = text.tree.first(verb, &["nsubj"]).filter(|subject| room.contains(subject)) {
        let source = sources::named(text, subject, verb)?;
        let filled = (room.start..source.tokens.start).all(|i| phrases::is_mark(text, i) || is_lead(text, i));
        return filled.then_some(source);
    }
    // The tree lost the subject among the quoted words: a short noun phrase without a verb is taken as it stands.
    let verbs = room.clone().any(|i| text.token(i).tag.starts_with("VB"));
    let head = room.clone().take_while(|&i| text.word(i) != ",").filter(|&i| is_nominal(text, i)).last()?;
    let tokens = phrases::with_closing_comma(text, phrases::trim(text, room), verb);
    (!verbs && tokens.contains(&head)).then_some(Source { head, tokens })
}

/// Small words before a subject: "but", "as", "then".
fn is_lead(text: &Text<'_>, token_idx: usize) -> bool {
    text.tree.relation(token_idx).is_in(&["cc", "mark", "advmod"])
}

fn is_nominal(text: &Text<'_>, token_idx: usize) -> bool {
    text.token(token_idx).pos.is_in(&["NOUN", "PROPN", "PRON"])
}

/// The subject after the cue: "said Ann Lee, a spokeswoman for ...".
fn subject_after(text: &Text<'_>, verb: usize, gap: &Range<usize>) -> Option<Source> {
    let room = verb + 1..gap.end;
    let subject = text.tree.with(verb, &["nsubj", "dobj", "attr"]).find(|child| room.contains(child));
    let head = match subject {
        Some(subject) => subject,
        None => {
            let first = room.clone().find(|&i| !phrases::is_mark(text, i))?;
            let mut head = first;
            while text.tree.relation(head).is_in(&["compound", "amod", "nmod", "det", "poss", "nummod"])
                && room.contains(&text.tree.head(head))
            {
                head = text.tree.head(head);
            }
            Some(head).filter(|&head| is_nominal(text, head))?
        }
    };
    let source = sources::named(text, head, verb)?;
    let end = source.tokens.end.min(gap.end);
    Some(Source { head, tokens: source.tokens.start.max(room.start)..end }).filter(|source| !source.tokens.is_empty())
}

/// `X said: "..."`, `X told RFA, "..."`, `adding "..."`.
fn cue_before(text: &Text<'_>, quote: &Part, gap: &Range<usize>, clauses: &[Draft]) -> Option<Cue> {
    let (gap, before) = match gap.clone().rev().find(|&i| text.token(i).pos != "SPACE") {
        Some(before) => (gap.clone(), before),
        None => announced_above(text, quote)?,
    };
    let announced = matches!(text.word(before), "," | ":" | "that" | "—" | "–");
    let verb = gap.clone().rev().find(|&i| phrases::quotes_words(text, i))?;
    let word = phrases::reporting_verb(text, verb)?;
    if begins_in_clause(clauses, verb, quote) || !announced && says_something_else(clauses, verb, quote) {
        return None;
    }
    let between = verb + 1..quote.tokens.start;
    let other_verb = between
        .clone()
        .any(|i| text.token(i).tag.is_in(&["VBD", "VBZ", "VBP", "VB", "MD"]) && text.tree.relation(i) != "relcl");
    let adjacent = between.clone().all(|i| phrases::is_mark(text, i));
    if other_verb || !(announced || adjacent || begins_with_capital(text, quote)) || between.len() > 25 {
        return None;
    }
    let source = sources::of_verb(text, verb).filter(|source| source.tokens.end <= verb || text.word(before) == ":")?;
    let tokens = with_colon(text, phrases::cue(text, verb));
    Some(Cue { kind: word.kind, source: Some(source), listener: listener(text, verb, &gap), head: verb, tokens })
}

/// "X said:" as the end of the paragraph above: that sentence, and its colon.
fn announced_above(text: &Text<'_>, quote: &Part) -> Option<(Range<usize>, usize)> {
    let colon = (0..quote.block.start).rev().take(4).find(|&i| text.token(i).pos != "SPACE")?;
    let sentence = text.sentence(colon);
    let room = phrases::clipped(&sentence, &phrases::paragraph(text, colon));
    (text.word(colon) == ":" && quote.tokens.start <= quote.block.start + 1).then_some((room.start..colon + 1, colon))
}

/// Whether the verb has a clause apart from the quotation: 'told "The Morning Show" that ...'.
fn says_something_else(clauses: &[Draft], verb: usize, quote: &Part) -> bool {
    let at = clauses.partition_point(|draft| draft.cue_head < verb);
    let same = clauses[at..].iter().take_while(|draft| draft.cue_head == verb);
    let touches = |part: &Range<usize>| part.start < quote.tokens.end && quote.tokens.start < part.end;
    same.filter(|draft| draft.construction == Construction::Clause).any(|draft| !draft.content.iter().any(touches))
}

/// Whether the verb's clause begins before the quotation and runs into it: 'said that "a mob" came'.
fn begins_in_clause(clauses: &[Draft], verb: usize, quote: &Part) -> bool {
    let at = clauses.partition_point(|draft| draft.cue_head < verb);
    let same = clauses[at..].iter().take_while(|draft| draft.cue_head == verb);
    same.flat_map(|draft| &draft.content).any(|part| part.start < quote.tokens.start && part.end > quote.tokens.start)
}

/// A colon right after the verb belongs to the cue.
fn with_colon(text: &Text<'_>, cue: Range<usize>) -> Range<usize> {
    let colon = cue.end < text.len() && text.word(cue.end) == ":";
    cue.start..cue.end + usize::from(colon)
}

fn begins_with_capital(text: &Text<'_>, quote: &Part) -> bool {
    text.quote(quote.span).chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// Whether a quotation without a cue goes on with the one before: `"...," X said. "..."`, `"...," he said, "..."`, or
/// a paragraph of its own right after it.
fn goes_on(text: &Text<'_>, last: &Part, next: &Part, begins: bool) -> bool {
    if last.block_idx == next.block_idx {
        if !ends_here(text, next) {
            return false;
        }
        let between = last.tokens.end..next.tokens.start;
        let sentences = between.clone().filter(|&i| ends_sentence(text, i)).count();
        let after_comma =
            between.clone().rev().find(|&i| !text.word(i).trim().is_empty()).is_some_and(|i| text.word(i) == ",");
        return between.len() <= REACH && (begins && sentences <= 1 || after_comma && sentences == 0);
    }
    begins
        && last.block_idx + 1 == next.block_idx
        && stands_alone(text, next, next)
        && (last.tokens.end..last.block.end).filter(|&i| ends_sentence(text, i)).count() <= 1
}

/// Whether the sentence ends with the quotation: `"..." to the end, she said` does not.
fn ends_here(text: &Text<'_>, quote: &Part) -> bool {
    let ends = |c: char| matches!(c, '.' | '?' | '!' | '…' | '—' | '-');
    let next = (quote.tokens.end..quote.block.end).find(|&i| text.token(i).pos != "SPACE");
    last_character(text, quote).is_some_and(ends) || next.is_none_or(|next| ends_sentence(text, next))
}

/// Whether the quotation is all of its paragraphs.
fn stands_alone(text: &Text<'_>, first: &Part, last: &Part) -> bool {
    (first.block.start..first.tokens.start).chain(last.tokens.end..last.block.end).all(|i| phrases::is_mark(text, i))
}

/// A quotation that is a paragraph of its own goes on with the statement that ends the paragraph before it.
fn go_on_with_clause(text: &Text<'_>, clauses: &[Draft], first: &Part, content: Vec<Range<usize>>) -> Option<Draft> {
    let end = (0..first.block.start).rev().take(8).find(|&i| !phrases::is_mark(text, i))?;
    let sentence = text.sentence(end);
    let at = clauses.partition_point(|draft| draft.cue_head < sentence.start);
    let mut inside = clauses[at..].iter().take_while(|draft| draft.cue_head < sentence.end);
    let speaks = |draft: &&Draft| draft.source.is_some() && phrases::quotes_words(text, draft.cue_head);
    let draft = inside.find(speaks)?;
    Some(Draft { construction: Construction::Quotation, goes_on: true, content, ..draft.clone() })
}
