//! What a speaker tells and the text itself tells as well.

use domain::{Act, ActStatus, DateWindow, EntityIdx, Role};
use std::collections::HashMap;

/// Calls an alleged act reported where the document's own voice reports the same: same type, a victim in common, and
/// no dates that keep the two apart. Who says so stays with the act.
pub fn confirm(acts: &mut [Act]) {
    let mut reported: HashMap<(String, EntityIdx), Vec<DateWindow>> = HashMap::new();
    let own_voice = |act: &&Act| act.status == ActStatus::Reported && act.statements.is_empty();
    for act in acts.iter().filter(own_voice) {
        for victim in victims(act) {
            let windows = reported.entry((act.act_type.clone(), victim)).or_default();
            if windows.len() < MOST_REPORTS {
                windows.push(act.date.window);
            }
        }
    }
    for act in acts.iter_mut().filter(|act| act.status == ActStatus::Alleged && !act.statements.is_empty()) {
        let told_too = victims(act).any(|victim| {
            let windows = reported.get(&(act.act_type.clone(), victim));
            windows.is_some_and(|windows| windows.iter().any(|window| can_be_one(window, &act.date.window)))
        });
        if told_too {
            act.status = ActStatus::Reported;
        }
    }
}

/// More reports of one victim and type than this tell nothing new.
const MOST_REPORTS: usize = 20;

fn victims(act: &Act) -> impl Iterator<Item = EntityIdx> + '_ {
    act.participants.iter().filter(|one| one.role == Role::Victim).filter_map(|one| one.entity)
}

/// Whether two windows share a day, open ends included.
fn can_be_one(left: &DateWindow, right: &DateWindow) -> bool {
    let before = |end: Option<jiff::civil::Date>, start: Option<jiff::civil::Date>| matches!((end, start), (Some(end), Some(start)) if end < start);
    !before(left.latest, right.earliest) && !before(right.latest, left.earliest)
}
