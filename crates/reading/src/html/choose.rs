//! Which parts of a page are its body: a first, simple choice.

use super::{Page, Tag};

/// For every part, whether it is body.
pub fn choose(page: &Page<'_>) -> Vec<bool> {
    let mut score = vec![0_usize; page.tree.nodes.len()];
    for (part_idx, part) in page.parts.iter().enumerate() {
        let words = page.flow.words(part_idx);
        if words.len() < 80 || part.n_link * 3 > words.len() || part.hidden {
            continue;
        }
        for (height, node_idx) in page.ancestors(part.block).enumerate().take(4) {
            score[node_idx] += words.len() * 4 / (height + 1);
        }
    }
    let best = (0..score.len()).max_by_key(|&node_idx| (score[node_idx], node_idx)).unwrap_or(0);
    let end = page.tree.nodes.get(best).map_or(0, |node| node.end as usize);
    let inside = |block: usize| best <= block && block < end || score[best] == 0;
    page.parts
        .iter()
        .enumerate()
        .map(|(part_idx, part)| {
            let words = page.flow.words(part_idx);
            let tag = page.tree.nodes[part.block as usize].tag;
            let running = words.len() >= 80 || tag == Tag::P || words.ends_with(['.', '!', '?', '”', '"']);
            inside(part.block as usize) && part.n_link * 2 <= words.len() && running && !part.hidden
        })
        .collect()
}
