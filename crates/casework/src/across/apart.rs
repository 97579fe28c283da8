//! Nothing joined: every act stands for itself.

use resolution::Digest;
use resolution::result::{ActRef, Event, Judgement};
use sha2::Digest as _;

/// Each act by itself.
pub fn events(digests: &[Digest]) -> Vec<Event> {
    let all = digests.iter().enumerate().flat_map(|(document, digest)| {
        digest.acts.iter().enumerate().map(move |(act, one)| Event {
            id: id('v', &digest.document, &one.key),
            act_type: one.act_type.clone(),
            acts: vec![ActRef { document, act }],
            links: Vec::new(),
            confidence: 1.0,
            judgement: Judgement::Proposed,
        })
    });
    all.collect()
}

fn id(letter: char, document: &str, key: &str) -> String {
    let hash = sha2::Sha256::digest([document, "/", key].concat());
    hash.iter().take(4).fold(String::from(letter), |id, byte| format!("{id}{byte:02x}"))
}
