//! "We are watched": who "we" is inside a quotation.

use crate::Text;
use crate::statements::speaker_of_first_person;
use domain::{Act, Statement};

/// Gives participants in the first person the speaker of the quotation that they stand in.
pub fn resolve(text: &Text<'_>, acts: &mut [Act], statements: &[Statement]) {
    for act in acts.iter_mut().filter(|act| !act.statements.is_empty()) {
        let told = &act.statements;
        for participant in &mut act.participants {
            if is_first_person(text.document.quote(participant.span)) {
                let told = told.iter().filter_map(|&i| statements.get(i));
                let speaker = speaker_of_first_person(told, participant.span.start);
                participant.entity = speaker.or(participant.entity);
            }
        }
    }
}

fn is_first_person(words: &str) -> bool {
    let words = words.trim().to_lowercase();
    matches!(words.as_str(), "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves")
}
