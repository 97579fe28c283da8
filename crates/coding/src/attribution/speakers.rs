//! Who a speaker is: an official, a paper, the publisher itself.

use crate::{Entities, Text};
use codebook::{Office, Stance};
use domain::{EntityIdx, EntityKind, Statement};

/// Whether a statement's speaker speaks for the state.
pub fn is_official(text: &Text<'_>, entities: &Entities, statement: &Statement) -> bool {
    let known = statement.speaker.and_then(|speaker| is_office(text, entities, speaker));
    let by_words = || statement.speaker_span.is_some_and(|span| names_an_office(text, text.quote(span)));
    known.unwrap_or_else(by_words)
}

/// Whether an entity is of the state: a person by office, a body by its name. `None` when it may be either.
pub fn is_office(text: &Text<'_>, entities: &Entities, entity_idx: EntityIdx) -> Option<bool> {
    let entity = entities.list().get(entity_idx)?;
    let by_name = names_an_office(text, &entity.name);
    if entity.kind != EntityKind::Person {
        return by_name.then_some(true);
    }
    let by_role = entity.roles.iter().any(|role| names_an_office(text, role));
    // "official" alone may be of a party: then the role says nothing, and neither does the flag made from it.
    Some(by_name || by_role || !entity.protected && entity.roles.is_empty())
        .filter(|known| *known || entity.protected || !entity.roles.is_empty())
}

/// Whether the noun phrase headed by a token is of the state.
pub fn is_office_at(text: &Text<'_>, entities: &Entities, head: usize) -> bool {
    let known = entities.headed_by(head).and_then(|entity| is_office(text, entities, entity));
    known.unwrap_or_else(|| names_an_office(text, text.word(head)))
}

fn names_an_office(text: &Text<'_>, words: &str) -> bool {
    let lexicons = text.lexicons();
    let public = |word: &str| {
        if word == "official" || word == "officials" {
            return false;
        }
        let person = [&lexicons.titles, &lexicons.person_nouns]
            .into_iter()
            .any(|map| map.get(word).is_some_and(|one| one.office == Office::Public));
        let body = lexicons.group_nouns.get(word) == Some(&Office::Public)
            || lexicons.organization_nouns.get(word).is_some_and(|body| body.office == Office::Public);
        person || body
    };
    let words: Vec<String> = words.to_lowercase().split_whitespace().map(clean).collect();
    // Pairs first: "prime minister" is one word of the lists.
    words.windows(2).any(|pair| public(&pair.join(" ")))
        || words.iter().any(|word| public(word) || public(word.trim_end_matches('s')))
}

fn clean(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.trim_end_matches("'s").trim_end_matches("’s").to_owned()
}

/// Whether the speaker is a paper of a court or an office, which is the act's own voice.
pub fn is_authentic(text: &Text<'_>, statement: &Statement) -> bool {
    let Some(span) = statement.speaker_span else { return false };
    let tokens = text.annotations.tokens_in(span);
    let head = tokens.clone().find(|&i| !tokens.contains(&text.tree.head(i)) || text.tree.is_root(i));
    head.is_some_and(|head| text.lexicons().stances.is(&text.lemma(head).to_lowercase(), Stance::Authentic))
}

/// Whether the speaker is who published or first reported the text.
pub fn is_publisher(text: &Text<'_>, entities: &Entities, statement: &Statement) -> bool {
    let Some(entity) = statement.speaker.and_then(|speaker| entities.list().get(speaker)) else { return false };
    let document = text.document;
    let mut own = document.origin.iter().chain(&document.publisher);
    own.any(|name| name.eq_ignore_ascii_case(&entity.name))
}

/// Whether the speaker is a text: "the statement said".
pub fn is_paper(text: &Text<'_>, statement: &Statement) -> bool {
    let Some(span) = statement.speaker_span else { return false };
    let tokens = text.annotations.tokens_in(span);
    let head = tokens.clone().find(|&i| !tokens.contains(&text.tree.head(i)) || text.tree.is_root(i));
    head.is_some_and(|head| text.lexicons().document_nouns.contains(&text.lemma(head).to_lowercase()))
}
