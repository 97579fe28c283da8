//! Who speaks the words between quotation marks, as far as the sentences beside them say.

use crate::Text;
use std::ops::Range;

/// How far behind a quotation its verb of saying may stand, in tokens.
const REACH: usize = 30;

/// For each token in quotation marks, the head of the subject of the verb that tells the quotation.
pub(crate) fn speakers(text: &Text<'_>, quoted: &[bool]) -> Vec<Option<usize>> {
    let mut speakers = vec![None; quoted.len()];
    let mut before: Option<(usize, Option<usize>)> = None;
    for quote in runs(quoted) {
        let goes_on = before.filter(|(end, _)| !has_words(text, *end..quote.start)).and_then(|(_, speaker)| speaker);
        let speaker = behind(text, quoted, &quote).or_else(|| ahead(text, quoted, &quote)).or(goes_on);
        before = Some((quote.end, speaker));
        speakers[quote].fill(speaker);
    }
    speakers
}

/// The subject of a verb of saying outside quotation marks.
pub(crate) fn subject_of_saying(text: &Text<'_>, quoted: &[bool], verb: usize) -> Option<usize> {
    let says = text.lexicons().reporting.verb(text.lemma(verb), &text.lower(verb)).is_some();
    // Who "will explain" has not spoken.
    let spoke = text.tree.with(verb, &["aux", "neg"]).all(|i| !text.token(i).tag.is_in(&["MD", "TO", "RB"]));
    let subject = text.tree.first(verb, &["nsubj"]).filter(|_| says && spoke && !quoted[verb])?;
    (!quoted[subject]).then_some(subject)
}

/// "...," Brask said.
fn behind(text: &Text<'_>, quoted: &[bool], quote: &Range<usize>) -> Option<usize> {
    let end = text.sentence(quote.end - 1).end.max(quote.end);
    let end = end.min(quote.end + REACH).min(text.len());
    (quote.end..end).take_while(|&i| !quoted[i]).find_map(|i| subject_of_saying(text, quoted, i))
}

/// Brask said: "...", and "Brask said on Monday. "..."".
fn ahead(text: &Text<'_>, quoted: &[bool], quote: &Range<usize>) -> Option<usize> {
    let own = text.sentence(quote.start).start;
    let start = if has_words(text, own..quote.start) {
        own
    } else {
        own.checked_sub(1).map_or(own, |before| text.sentence(before).start)
    };
    (start.max(quote.start.saturating_sub(2 * REACH))..quote.start)
        .rev()
        .find_map(|i| subject_of_saying(text, quoted, i))
}

fn has_words(text: &Text<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|i| text.word(i).chars().any(char::is_alphanumeric))
}

/// The longest runs of quoted tokens.
fn runs(quoted: &[bool]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for token_idx in (0..quoted.len()).filter(|&i| quoted[i]) {
        match runs.last_mut() {
            Some(run) if run.end == token_idx => run.end += 1,
            _ => runs.push(token_idx..token_idx + 1),
        }
    }
    runs
}
