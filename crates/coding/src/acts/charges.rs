//! What a person is accused of, in the text's words.

use super::grammar::Grammar;
use super::nature;
use crate::Entities;

/// The charges in a phrase such as "with incitement and treason" or "charges of 'insulting the king'".
///
/// `head`: the word behind the preposition. Quoted words win; the words "charge", "count" and the like are stepped over.
pub fn of_phrase(grammar: &Grammar<'_>, head: usize) -> Vec<String> {
    let text = grammar.text();
    if nature::is_stretch(text, head) {
        return Vec::new();
    }
    let head = inner(grammar, head);
    let range = text.tree.subtree(head);
    let quoted = quotations(text.words(range.clone()));
    if !quoted.is_empty() {
        return quoted;
    }
    grammar.coordinated(head).into_iter().map(|one| words(grammar, one)).filter(|charge| !charge.is_empty()).collect()
}

/// "charged with treason and *incitement* to commit a felony": offences that the parser took for verbs of the same rank.
pub fn misread_as_verbs(grammar: &Grammar<'_>, trigger: usize) -> Vec<String> {
    let text = grammar.text();
    let bare = |&i: &usize| i > trigger && text.token(i).tag == "VB" && text.tree.first(i, &["nsubj", "aux"]).is_none();
    let listed = text.tree.with(trigger, &["conj"]).filter(bare);
    let offences = listed.filter(|&i| text.lexicons().noun_classes.is(&text.lower(i), "crime"));
    offences.map(|i| words(grammar, i)).collect()
}

/// Whether a phrase can say what somebody is accused of: not "on a picket line", "for their own protection".
pub fn can_be(grammar: &Grammar<'_>, entities: &Entities, head: usize) -> bool {
    let text = grammar.text();
    let is = |class: &str| nature::is_of(text, entities, head, class);
    if grammar.is_verb(head) && !grammar.is_nominal(head) {
        return true;
    }
    if text.token(head).pos == "NUM" && text.tree.first(head, &["prep"]).is_none() {
        return false;
    }
    if is_what_a_gathering_is_about(grammar, entities, head) {
        return false;
    }
    match text.lower(text.tree.head(head)).as_str() {
        "on" => is("accusation") || is("crime") || is_quoted(grammar, head),
        "for" | "over" | "under" => !is("no_charge") || is_quoted(grammar, head),
        _ => true,
    }
}

/// "arrested during a protest over stall fees": the fees are no accusation, wherever the parser hangs them.
fn is_what_a_gathering_is_about(grammar: &Grammar<'_>, entities: &Entities, head: usize) -> bool {
    let text = grammar.text();
    let over = text.tree.head(head);
    let before = over.checked_sub(1).filter(|_| ["over", "for"].contains(&text.lower(over).as_str()));
    before.is_some_and(|noun| nature::is_of(text, entities, noun, "gathering"))
}

fn is_quoted(grammar: &Grammar<'_>, head: usize) -> bool {
    let text = grammar.text();
    !quotations(text.words(text.tree.subtree(head))).is_empty()
}

/// The noun itself, or what it is a charge of.
fn inner(grammar: &Grammar<'_>, head: usize) -> usize {
    let text = grammar.text();
    if !["charge", "count", "accusation", "allegation", "suspicion", "crime", "offence", "offense"]
        .contains(&text.lemma(head))
    {
        return head;
    }
    let of = text.tree.with(head, &["prep"]).find(|&i| ["of", "for"].contains(&text.lower(i).as_str()));
    of.and_then(|of| text.tree.first(of, &["pobj", "pcomp"])).unwrap_or(head)
}

fn words(grammar: &Grammar<'_>, head: usize) -> String {
    let text = grammar.text();
    let tree = &text.tree;
    let mut range = tree.subtree(head);
    let reason = tree
        .with(head, &["prep"])
        .find(|&i| ["for", "after", "over", "following", "on", "in", "at"].contains(&text.lower(i).as_str()));
    if let Some(reason) = reason.filter(|&i| i > head && !grammar.is_verb(head)) {
        range.end = range.end.min(reason);
    }
    if let Some(clause) = range.clone().find(|&i| i > head && tree.relation(i) == "relcl") {
        range.end = range.end.min(tree.subtree(clause).start.max(head + 1));
    }
    if let Some(cut) = tree
        .with(head, &["conj", "cc", "relcl", "advcl", "appos"])
        .map(|i| tree.subtree(i).start)
        .filter(|&i| i > head)
        .min()
    {
        range.end = range.end.min(cut);
    }
    let phrase = text.words(range).trim_matches(|c: char| c.is_whitespace() || ",;.\"“”'‘’".contains(c));
    phrase.trim_start_matches("the ").to_owned()
}

fn quotations(words: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.find(['“', '"', '‘']) {
        let open = rest[start..].chars().next().map_or(1, char::len_utf8);
        let inside = &rest[start + open..];
        let Some(end) = inside.find(['”', '"', '’']) else { break };
        found.push(inside[..end].trim_matches([',', '.', ' ']).to_owned());
        rest = &inside[end + inside[end..].chars().next().map_or(1, char::len_utf8)..];
    }
    found.retain(|one| !one.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::quotations;

    #[test]
    fn quoted_charges_lose_their_marks() {
        assert_eq!(quotations("“insulting the flag” and \"arson,\""), ["insulting the flag", "arson"]);
        assert!(quotations("arson").is_empty());
        assert!(quotations("“never closed").is_empty());
    }
}
