//! What a reporter adds to indirect speech: "said the party, whose leader was jailed in May, would appeal".

use super::content::opens_quote;
use crate::Text;
use domain::{Act, ActStatus, Span, Statement};

/// Takes acts out of indirect statements where the text, not the speaker, tells them: in a relative clause after a
/// comma, or in a tail such as ", following the arrest of X".
pub fn part(text: &Text<'_>, acts: &mut [Act], statements: &mut [Statement]) {
    for (act_idx, act) in acts.iter_mut().enumerate() {
        let trigger = text.annotations.token_at(act.trigger.start);
        let Some(aside) = (trigger < text.len()).then(|| aside_start(text, trigger)).flatten() else { continue };
        let at = text.token(aside).span.start;
        let told_there = |statement: &Statement| {
            let inside = statement.content.iter().find(|span| span.covers(act.trigger.start));
            let begins_before = statement.content.iter().any(|span| span.start < at);
            // The aside must lie in the content, and the trigger not between quotation marks.
            begins_before && inside.is_some_and(|span| !is_quoted(text, *span, act.trigger.start))
        };
        let n_told = act.statements.len();
        act.statements.retain(|&i| {
            let part = statements.get(i).is_some_and(told_there);
            if part {
                statements[i].acts.retain(|&told| told != act_idx);
            }
            !part
        });
        // What grammar held for open was the verb of the statement, which no longer governs it.
        let freed = act.statements.len() < n_told && act.statements.is_empty();
        if freed && act.status == ActStatus::Hypothetical && super::status::is_past_clause(text, act) {
            act.status = ActStatus::Reported;
        }
    }
}

/// Whether more quotation marks open than close between the content's start and an offset.
fn is_quoted(text: &Text<'_>, content: Span, offset: usize) -> bool {
    let before = text.document.quote(Span::new(content.start, offset));
    let count = |marks: &[char]| before.matches(marks).count();
    count(&['“', '«']) > count(&['”', '»']) || count(&['"']) % 2 == 1
}

/// Where the remark begins that holds a token, when it holds one.
fn aside_start(text: &Text<'_>, trigger: usize) -> Option<usize> {
    const DEEPEST: usize = 8;
    let chain = std::iter::once(trigger).chain(text.tree.ancestors(trigger)).take(DEEPEST);
    chain
        .filter(|&i| is_remark(text, i))
        .map(|i| text.tree.subtree(i).start)
        .map(|start| if text.word(start) == "," { start + 1 } else { start })
        .find(|&start| start > 0 && text.word(start - 1) == "," && !opens_quote(text, start))
}

fn is_remark(text: &Text<'_>, token_idx: usize) -> bool {
    let relation = text.tree.relation(token_idx);
    let following = relation.is_in(&["prep", "advcl"]) && text.lower(token_idx) == "following";
    let aside = relation == "relcl" && !goes_on(text, token_idx);
    aside || following || is_about_some_of(text, token_idx) || is_absolute(text, token_idx)
}

/// ", where they beat him": what was told goes on at the next place, and it is still the speaker who tells it.
fn goes_on(text: &Text<'_>, clause: usize) -> bool {
    let words = text.tree.subtree(clause);
    words.take(2).any(|i| text.lower(i) == "where")
}

/// ", his wife held at home": a participle with a subject of its own.
fn is_absolute(text: &Text<'_>, token_idx: usize) -> bool {
    let bare = text.token(token_idx).tag.is_in(&["VBN", "VBD"])
        && text.tree.first(token_idx, &["aux", "auxpass", "mark"]).is_none();
    let clause = text.tree.relation(token_idx).is_in(&["ccomp", "advcl", "conj"]);
    let subject = text.tree.first(token_idx, &["nsubj", "nsubjpass"]);
    bare && clause && subject.is_some_and(|i| text.tree.first(i, &["poss"]).is_some())
}

/// ", some of whom were beaten": a relative clause that the tree takes for another one.
fn is_about_some_of(text: &Text<'_>, token_idx: usize) -> bool {
    let of =
        text.tree.first(token_idx, &["nsubj", "nsubjpass"]).and_then(|subject| text.tree.first(subject, &["prep"]));
    let whom = of.and_then(|of| text.tree.first(of, &["pobj"]));
    whom.is_some_and(|whom| matches!(text.lower(whom).as_str(), "whom" | "which"))
}
