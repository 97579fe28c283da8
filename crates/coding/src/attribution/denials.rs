//! A denial and the act that it answers.

use crate::Text;
use domain::{Act, ActStatus, EntityIdx, Role, Statement, StatementKind};
use std::collections::HashMap;

/// Links a statement that denies an act also to the other mentions of that act: same type, and a victim or a doer in
/// common. Those mentions keep their status.
pub fn join(acts: &[Act], statements: &mut [Statement]) {
    let mut alleged: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, act) in acts.iter().enumerate().filter(|(_, act)| act.status == ActStatus::Alleged) {
        alleged.entry(&act.act_type).or_default().push(i);
    }
    for statement in statements.iter_mut().filter(|statement| statement.kind == StatementKind::Denial) {
        let denied: Vec<&Act> =
            statement.acts.iter().filter_map(|&i| acts.get(i)).filter(|act| act.status == ActStatus::Denied).collect();
        let mut answered: Vec<usize> = Vec::new();
        for act in denied {
            let same = alleged.get(act.act_type.as_str()).into_iter().flatten().copied().take(MOST_COMPARED);
            answered.extend(same.filter(|&other| shares_somebody(act, &acts[other])).take(MOST_ANSWERED));
        }
        answered.retain(|i| !statement.acts.contains(i));
        answered.dedup();
        statement.acts.extend(answered);
    }
}

/// "The ministry rejected the claims": links a denial that only points at what was said to the acts that were alleged last before
/// it, and where it points at several claims, to all that somebody was accused of shortly before. Those acts keep their status.
pub fn answer(text: &Text<'_>, acts: &[Act], statements: &mut [Statement]) {
    let answers = |statement: &Statement| statement.kind == StatementKind::Denial && statement.acts.is_empty();
    let pointing: Vec<(usize, bool)> = (statements.iter().enumerate())
        .filter(|(_, statement)| answers(statement))
        .filter_map(|(i, statement)| Some((i, points_at_several(text, statement)?)))
        .collect();
    for (i, several) in pointing {
        statements[i].acts = alleged_before(acts, statements, i, several);
    }
}

/// Whether the words are "the claims" (several), "the allegation" (one), or neither.
fn points_at_several(text: &Text<'_>, statement: &Statement) -> Option<bool> {
    const ONE: [&str; 4] = ["claim", "allegation", "accusation", "report"];
    let [content] = statement.content[..] else { return None };
    let words: Vec<String> = text.quote(content).split_whitespace().map(str::to_lowercase).collect();
    let noun = words.last().filter(|_| words.len() <= LONGEST_POINTING)?.trim_end_matches(['.', ',']);
    let singular = noun.strip_suffix('s').unwrap_or(noun);
    let is_definite = words.len() == 1
        || ["the", "these", "those", "this", "that", "such", "all", "her", "his", "their"].contains(&words[0].as_str());
    (ONE.contains(&singular) && is_definite).then_some(singular != noun)
}

fn alleged_before(acts: &[Act], statements: &[Statement], denial: usize, several: bool) -> Vec<usize> {
    let (at, by) = (statements[denial].cue.start, statements[denial].speaker);
    let is_alleged = |&act: &usize| acts.get(act).is_some_and(|act| act.status == ActStatus::Alleged);
    let is_near = |one: &&Statement| one.cue.start < at && one.cue.start + FARTHEST_POINTING > at;
    let others = statements.iter().filter(is_near).filter(|one| one.speaker.is_none() || one.speaker != by);
    let alleging = others.filter(|one| one.acts.iter().any(&is_alleged));
    let Some(last) = alleging.clone().max_by_key(|one| one.cue.start) else { return Vec::new() };
    let is_meant = |one: &&Statement| std::ptr::eq(*one, last) || several && one.kind == StatementKind::Accusation;
    let mut found: Vec<usize> =
        alleging.filter(is_meant).flat_map(|one| one.acts.iter().copied().filter(is_alleged)).collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(MOST_ANSWERED);
    found
}

/// Most words of "all the claims".
const LONGEST_POINTING: usize = 4;

/// How far behind what was alleged a denial may point at it, bytes.
const FARTHEST_POINTING: usize = 1_500;

/// More mentions of one act than this are not listed with each denial.
const MOST_ANSWERED: usize = 20;

/// Alleged acts of one type that a denial is compared with.
const MOST_COMPARED: usize = 1_000;

fn shares_somebody(left: &Act, right: &Act) -> bool {
    let people = |act: &Act| -> Vec<(bool, EntityIdx)> {
        act.participants.iter().filter_map(|one| Some((one.role == Role::Victim, one.entity?))).collect()
    };
    let right = people(right);
    people(left).iter().any(|one| right.contains(one))
}
