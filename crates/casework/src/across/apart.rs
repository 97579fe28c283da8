//! Nothing joined: every entity of every document stands for itself, and so does every act. Safe, until something is surer.

use resolution::Digest;
use resolution::digest::Kind;
use resolution::result::{ActRef, EntityRef, Event, Identity, Judgement, Resolution};
use sha2::Digest as _;

/// Each entity and each act by itself.
pub fn apart(digests: &[Digest]) -> Resolution {
    let mut resolution = Resolution::default();
    for (document, digest) in digests.iter().enumerate() {
        for (entity, one) in digest.entities.iter().enumerate() {
            let (letter, list) = match one.kind {
                Kind::Person => ('p', &mut resolution.persons),
                Kind::Organization | Kind::Group => ('o', &mut resolution.organizations),
                Kind::Place => ('l', &mut resolution.places),
                _ => continue,
            };
            let at = EntityRef { document, entity };
            list.push(Identity {
                id: id(letter, &digest.document, &one.key),
                kind: one.kind,
                name: one.name.clone(),
                spellings: one.spellings.iter().map(|spelling| (spelling.clone(), vec![at])).collect(),
                entities: vec![at],
                links: Vec::new(),
                confidence: 1.0,
                judgement: Judgement::Proposed,
            });
        }
        resolution.events.extend(digest.acts.iter().enumerate().map(|(act, one)| Event {
            id: id('v', &digest.document, &one.key),
            act_type: one.act_type.clone(),
            acts: vec![ActRef { document, act }],
            links: Vec::new(),
            confidence: 1.0,
            judgement: Judgement::Proposed,
        }));
    }
    resolution
}

fn id(letter: char, document: &str, key: &str) -> String {
    let hash = sha2::Sha256::digest([document, "/", key].concat());
    hash.iter().take(4).fold(String::from(letter), |id, byte| format!("{id}{byte:02x}"))
}
