//! A model's answer as proposals: only what the codebook knows and the text says, word for word.

use crate::quotes::Folded;
use document::Span;
use domain::{Proposal, ProposalKind, ProposedParticipant, Role};
use serde::Deserialize;
use serde_json::Value;

/// Most acts that one answer may name; the rest is dropped.
const MAX_ACTS: usize = 200;
/// Most people in one role of one act.
const MAX_PARTICIPANTS: usize = 50;

/// What an answer holds.
#[derive(Debug, Default, PartialEq)]
pub struct Found {
    /// Acts whose every quote stands in the text.
    pub list: Vec<Proposal>,
    /// Acts that were thrown away.
    pub dropped: usize,
}

/// The answer as a whole is not JSON of the form that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotUnderstood;

#[derive(Deserialize)]
struct Answer {
    acts: Vec<Value>,
}

#[derive(Deserialize)]
struct Act {
    #[serde(rename = "type")]
    act_type: String,
    quote: String,
    trigger: String,
    victims: Vec<String>,
    perpetrators: Vec<String>,
}

/// Reads what a model said about `words`, which stand at byte `offset` of the document.
///
/// # Errors
/// [`NotUnderstood`]. An act that does not hold is counted instead.
pub fn read(said: &str, words: &str, offset: usize, knows: impl Fn(&str) -> bool) -> Result<Found, NotUnderstood> {
    let answer: Answer = serde_json::from_str(bare(said)).map_err(|_| NotUnderstood)?;
    let folded = Folded::new(words, offset);
    let mut found = Found { dropped: answer.acts.len().saturating_sub(MAX_ACTS), ..Found::default() };
    for value in answer.acts.into_iter().take(MAX_ACTS) {
        let act = serde_json::from_value::<Act>(value).ok().filter(|act| knows(&act.act_type));
        match act.and_then(|act| proposal(act, &folded)) {
            None => found.dropped += 1,
            Some(twice) if found.list.contains(&twice) => {}
            Some(proposal) => found.list.push(proposal),
        }
    }
    Ok(found)
}

/// The answer without what models put around it: their thinking, and a fence of Markdown.
fn bare(said: &str) -> &str {
    let said = said.rsplit_once("</think>").map_or(said, |(_, said)| said).trim();
    let Some(fenced) = said.strip_prefix("```").and_then(|said| said.strip_suffix("```")) else { return said };
    fenced.strip_prefix("json").unwrap_or(fenced).trim()
}

/// `None` when anything that it quotes is not there: an act with an invented victim is no act.
fn proposal(act: Act, folded: &Folded) -> Option<Proposal> {
    let evidence = folded.find(&act.quote)?;
    let span = folded.find_in(&act.trigger, evidence)?;
    let mut participants = Vec::new();
    for (role, quotes) in [(Role::Victim, &act.victims), (Role::Perpetrator, &act.perpetrators)] {
        if quotes.len() > MAX_PARTICIPANTS {
            return None;
        }
        for quote in quotes {
            participants.push(ProposedParticipant { role, span: nearest(quote, evidence, folded)? });
        }
    }
    Some(Proposal { kind: ProposalKind::Act(act.act_type), span, evidence: Some(evidence), participants, score: None })
}

/// Where a participant stands: in the evidence, or else where it is first named.
fn nearest(quote: &str, evidence: Span, folded: &Folded) -> Option<Span> {
    folded.find_in(quote, evidence).or_else(|| folded.find(quote))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "Anton Besk was held. Police  beat\nMira Vask, he said.";

    fn found(said: &str) -> Result<Found, NotUnderstood> {
        read(said, TEXT, 0, |act| ["assault", "arrest"].contains(&act))
    }

    fn beating(victim: &str) -> String {
        let act = r#"{"type":"assault","quote":"Police beat Mira Vask","trigger":"beat","victims":["WHO"],"perpetrators":["Police"],"why":1}"#;
        act.replace("WHO", victim)
    }

    #[test]
    fn every_quote_becomes_a_span_of_the_text() {
        let found = found(&format!(r#"{{"acts":[{}]}}"#, beating("Mira Vask"))).unwrap();
        assert_eq!((found.list.len(), found.dropped), (1, 0));
        let words = |span: Span| &TEXT[span.start..span.end];
        let act = &found.list[0];
        assert_eq!(act.kind, ProposalKind::Act("assault".to_owned()));
        assert_eq!((words(act.span), words(act.evidence.unwrap())), ("beat", "Police  beat\nMira Vask"));
        let people: Vec<_> = act.participants.iter().map(|one| (one.role, words(one.span))).collect();
        assert_eq!(people, [(Role::Victim, "Mira Vask"), (Role::Perpetrator, "Police")]);
    }

    #[test]
    fn a_participant_may_stand_outside_the_sentence() {
        let found = found(&format!(r#"{{"acts":[{}]}}"#, beating("Anton Besk"))).unwrap();
        assert_eq!(found.list[0].participants[0].span, Span::new(0, 10));
    }

    #[test]
    fn what_the_text_or_the_codebook_does_not_know_is_dropped_and_counted() {
        let invented = beating("Tomas Kelvar");
        let sense = beating("Mira Vask").replace("\"beat\"", "\"held\"");
        let unknown = beating("Mira Vask").replace("assault", "walking");
        let acts = [&invented, &sense, &unknown, "{}", "7", &beating("Mira Vask"), &beating("Mira Vask")].join(",");
        let found = found(&format!(r#"{{"acts":[{acts}]}}"#)).unwrap();
        assert_eq!((found.list.len(), found.dropped), (1, 5));
    }

    #[test]
    fn thinking_and_fences_are_no_part_of_the_answer() {
        let nothing = Ok(Found::default());
        assert_eq!(found("<think>{\"acts\":[</think>\n```json\n{\"acts\": []}\n```"), nothing);
        assert_eq!(found(" ```\n{\"acts\":[]}``` "), nothing);
        for rubbish in ["", "no", "[]", "{}", "{\"acts\":{}}", "{\"acts\":[]} and so on", "```"] {
            assert_eq!(found(rubbish), Err(NotUnderstood), "{rubbish}");
        }
        assert_eq!(found(&"[".repeat(100_000)), Err(NotUnderstood));
    }

    #[test]
    fn an_endless_answer_is_cut() {
        let acts = vec![beating("Mira Vask"); 300].join(",");
        let found = found(&format!(r#"{{"acts":[{acts}]}}"#)).unwrap();
        assert_eq!((found.list.len(), found.dropped), (1, 100));
    }

    proptest! {
        #[test]
        fn whatever_is_said_only_words_of_the_text_are_kept(quote in "[A-Za-z ,.]{0,30}", trigger in "[a-z]{0,6}", who in "[A-Za-z ]{0,12}") {
            let act = serde_json::json!({ "type": "assault", "quote": quote, "trigger": trigger, "victims": [who], "perpetrators": [] });
            let found = found(&serde_json::json!({ "acts": [act] }).to_string()).unwrap();
            prop_assert_eq!(found.list.len() + found.dropped, 1);
            for one in &found.list {
                prop_assert!(TEXT.is_char_boundary(one.span.start) && one.evidence.unwrap().contains(one.span));
            }
        }
    }
}
