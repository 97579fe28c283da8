//! Which acts are told in which statements.

use domain::{Act, Statement};

/// Fills `Act::statements` (innermost first) and `Statement::acts`: a statement tells the acts whose trigger lies in
/// its content.
pub fn link(acts: &mut [Act], statements: &mut [Statement]) {
    let mut contents: Vec<(usize, usize, usize)> = statements
        .iter()
        .enumerate()
        .flat_map(|(i, statement)| statement.content.iter().map(move |span| (span.start, span.end, i)))
        .collect();
    contents.sort_unstable();
    let mut by_trigger: Vec<usize> = (0..acts.len()).collect();
    by_trigger.sort_by_key(|&i| acts[i].trigger.start);
    let mut waiting = contents.into_iter().peekable();
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    for act_idx in by_trigger {
        let at = acts[act_idx].trigger.start;
        while let Some(content) = waiting.next_if(|content| content.0 <= at) {
            open.push(content);
        }
        open.retain(|&(_, end, _)| end > at);
        let mut around = open.clone();
        around.sort_by_key(|&(start, end, i)| (end - start, i));
        acts[act_idx].statements = around.iter().map(|&(_, _, i)| i).collect();
    }
    for (act_idx, act) in acts.iter().enumerate() {
        for &i in &act.statements {
            statements[i].acts.push(act_idx);
        }
    }
}
