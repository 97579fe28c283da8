//! Place words and the gazetteer: "X province", "the city of X", and names that are nothing but places.

use super::Name;
use crate::Text;
use crate::entities::words;
use domain::EntityKind;

/// Gives names the kind place when a place word or the gazetteer says so.
pub(super) fn relabel(text: &Text<'_>, names: &mut Vec<Name>) {
    for name in names.iter_mut().filter(|name| !name.sure) {
        let lower = text.words(name.tokens.clone()).to_lowercase();
        let is_country = text.codebook.countries.named(lower.trim_start_matches("the ")).is_some();
        if is_country || beside_place_word(text, name) {
            name.kind = EntityKind::Place;
            name.sure = true;
        }
    }
}

/// "Svelte province", "province of Svelte"; not "Svelte prison guard" and not "the Svelte region's governor".
fn beside_place_word(text: &Text<'_>, name: &Name) -> bool {
    let nouns = &text.lexicons().place_nouns;
    let is_noun =
        |i: usize| i < text.len() && text.token(i).tag.is_in(&["NN", "NNP"]) && nouns.contains(&text.lower(i));
    let joined = |i: usize| {
        text.tree.relation(words::head(text, &name.tokens)) == "compound"
            && text.tree.head(words::head(text, &name.tokens)) == i
    };
    let after = name.tokens.end;
    let before = name.tokens.start.checked_sub(2);
    let may_be =
        name.kind != EntityKind::Organization || name.tokens.len() <= 2 && !words::has_body_noun(text, &name.tokens);
    let named_after =
        is_noun(after) && joined(after) && nouns.get(&text.lower(after)).is_some_and(|width| words::is_wide(*width));
    let named_before = before.is_some_and(|i| {
        is_noun(i) && text.lower(i + 1) == "of" && nouns.get(&text.lower(i)).is_some_and(|width| words::is_wide(*width))
    });
    may_be && (named_after || named_before)
}
