//! People's names that the model cut short: "Ada Brask" where the text has "Ada Brask Lindqvist".

use super::{Name, cover};
use crate::Text;
use crate::entities::words;
use domain::EntityKind;
use std::ops::Range;

/// More words than this are not one person's name.
const LONGEST: usize = 6;

/// Lengthens people's names over capitalised neighbours that are no title, role, body, people or place word.
pub(super) fn people(text: &Text<'_>, names: &mut Vec<Name>) {
    let covered = cover(text, names);
    let before = names.clone();
    for (position, name) in names.iter_mut().enumerate().filter(|(_, name)| name.kind == EntityKind::Person) {
        let sentence = text.sentence(name.tokens.start);
        let joins = |i: usize, tokens: &Range<usize>| {
            sentence.contains(&i)
                && tokens.len() < LONGEST
                && words::is_name_part(text, i)
                && covered[i].is_none_or(|other| other == position || may_absorb(text, &before[other], tokens))
        };
        while name.tokens.end < text.len() && joins(name.tokens.end, &name.tokens) {
            name.tokens.end += 1;
        }
        while name.tokens.start > 0 && joins(name.tokens.start - 1, &name.tokens) {
            name.tokens.start -= 1;
        }
    }
}

/// A neighbouring name is a piece of this one when it is short and the tree joins the two.
fn may_absorb(text: &Text<'_>, other: &Name, tokens: &Range<usize>) -> bool {
    let joined = |i: usize, range: &Range<usize>| {
        text.tree.relation(i).is_in(&["compound", "flat"]) && range.contains(&text.tree.head(i))
    };
    let by_tree = other.tokens.clone().any(|i| joined(i, tokens)) || tokens.clone().any(|i| joined(i, &other.tokens));
    other.tokens.len() <= 2 && matches!(other.kind, EntityKind::Person | EntityKind::Place) && by_tree
}
