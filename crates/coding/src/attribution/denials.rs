//! A denial and the act that it answers.

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
