//! "Lantern Workers Union (LWU)" and "the LWU, the Lantern Workers Union": the short name bears what the long one does.

use super::{Name, cover};
use crate::Text;
use crate::entities::words;
use domain::EntityKind;
use std::ops::Range;

/// Labels acronyms in brackets after a name, and finds the long name when only its initials tell.
pub(super) fn bind(text: &Text<'_>, names: &mut Vec<Name>) {
    let covered = cover(text, names);
    let mut found = Vec::new();
    for open in 1..text.len().saturating_sub(2) {
        if !["(", "["].contains(&text.word(open))
            || !words::is_acronym(text.word(open + 1))
            || !closes(text.word(open + 2))
        {
            continue;
        }
        let short = open + 1..open + 2;
        if words::opens_source(text, open) {
            found.push(Name::sure(short, EntityKind::Organization));
            continue;
        }
        match covered[open - 1].map(|position| &names[position]) {
            Some(long) if long.kind == EntityKind::Person && text.word(open + 1).chars().count() < 3 => {}
            Some(long) if is_body(long.kind) || words::spells(text, &long.tokens, text.word(open + 1)) => {
                let kind = if is_body(long.kind) { long.kind } else { EntityKind::Organization };
                let tokens = lengthened(text, &long.tokens, text.word(open + 1));
                found.push(Name::sure(tokens, kind));
                found.push(Name::sure(short, kind));
            }
            Some(_) => {}
            None => {
                if let Some(long) = spelled_before(text, open, text.word(open + 1)) {
                    found.push(Name::sure(long, EntityKind::Organization));
                    found.push(Name::sure(short, EntityKind::Organization));
                }
            }
        }
    }
    names.extend(found);
}

fn closes(word: &str) -> bool {
    matches!(word, ")" | "]" | "," | ";" | ":")
}

fn is_body(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Organization | EntityKind::Group)
}

/// `long`, or the words from further left when only with them the initials come out.
fn lengthened(text: &Text<'_>, long: &Range<usize>, acronym: &str) -> Range<usize> {
    if words::spells(text, long, acronym) {
        return long.clone();
    }
    match spelled_before(text, long.end, acronym) {
        Some(tokens) if tokens.start < long.start => tokens,
        _ => long.clone(),
    }
}

/// The words right before `end` whose initials are `acronym`.
fn spelled_before(text: &Text<'_>, end: usize, acronym: &str) -> Option<Range<usize>> {
    let sentence = text.sentence(end.saturating_sub(1));
    let earliest = sentence.start.max(end.saturating_sub(2 * acronym.len() + 3));
    let starts = (earliest..end).rev().filter(|&start| words::is_capitalized(text.word(start)));
    let mut spelled =
        starts.map(|start| start..end).filter(|tokens| tokens.len() > 1 && words::spells(text, tokens, acronym));
    spelled.next()
}
