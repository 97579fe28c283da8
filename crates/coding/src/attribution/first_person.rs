//! "We are watched": who "we" is inside a quotation; "my name is Ada Brask": who "I" is in a testimony.

use crate::statements::speaker_of_first_person;
use crate::{Entities, Text};
use domain::{Act, EntityIdx, EntityKind, Statement};

/// Gives participants in the first person the speaker of the quotation that they stand in, or whoever tells the whole text.
pub fn resolve(text: &Text<'_>, entities: &Entities, acts: &mut [Act], statements: &[Statement]) {
    let narrator = narrator(text, entities, statements);
    for act in acts {
        let told: Vec<&Statement> = act.statements.iter().filter_map(|&i| statements.get(i)).collect();
        for participant in &mut act.participants {
            let words = text.document.quote(participant.span).trim().to_lowercase();
            if is_first_person(&words) && !told.is_empty() {
                let speaker = speaker_of_first_person(told.iter().copied(), participant.span.start);
                participant.entity = speaker.or(participant.entity);
            }
            let tells = is_one_person(&words) && !told.iter().any(|statement| statement.direct);
            if tells && participant.entity.is_none() {
                participant.entity = narrator;
            }
        }
    }
}

/// Who says outside of quotation marks what their name is: "My name is Ada Brask.", once in a text.
fn narrator(text: &Text<'_>, entities: &Entities, statements: &[Statement]) -> Option<EntityIdx> {
    let says = |i: usize| text.lower(i) == "my" && text.lower(i + 1) == "name" && text.lower(i + 2) == "is";
    let is_quoted = |i: usize| {
        let at = text.token(i).span;
        statements.iter().any(|one| one.direct && one.content.iter().any(|part| part.contains(at)))
    };
    let mut told = (0..text.len().saturating_sub(3)).filter(|&i| says(i) && !is_quoted(i));
    let name = told.next().filter(|_| told.next().is_none())? + 3;
    entities.covering(name).filter(|&one| entities.get(one).kind == EntityKind::Person)
}

fn is_one_person(words: &str) -> bool {
    matches!(words, "i" | "me" | "my" | "mine" | "myself")
}

fn is_first_person(words: &str) -> bool {
    is_one_person(words) || matches!(words, "we" | "us" | "our" | "ours" | "ourselves")
}
