//! Which part of one name answers to which of the other: the best one-to-one assignment, neighbours joined where that fits better.

/// Most parts of a name that are assigned; further ones are counted as left out.
pub const MOST_PARTS: usize = 8;

/// Most neighbours that are taken together.
pub const MOST_JOINED: usize = 3;

/// Parts of the left name that answer to parts of the right one: first position and number of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Match {
    pub left: (usize, usize),
    pub right: (usize, usize),
}

/// The assignment of the greatest sum, in order of the left name. `worth` gives hundredths of a bit for parts
/// `(first, number)` of each side, none where they cannot answer to each other; what it gives must not be negative to be taken.
///
/// O(n · 2^m) in at most [`MOST_PARTS`] parts each; ties go to the first in order, so the result is the same each time.
pub fn assign(n: usize, m: usize, mut worth: impl FnMut((usize, usize), (usize, usize)) -> Option<i32>) -> Vec<Match> {
    let (n, m) = (n.min(MOST_PARTS), m.min(MOST_PARTS));
    let options = options(n, m, &mut worth);
    let n_masks = 1_usize << m;
    let mut best = vec![0_i32; (n + 1) * n_masks];
    let mut choice = vec![None; n * n_masks];
    for i in (0..n).rev() {
        for mask in 0..n_masks {
            let mut top = best[(i + 1) * n_masks + mask];
            for (at, option) in
                options.iter().enumerate().filter(|(_, option)| option.found.left.0 == i && option.mask & mask == 0)
            {
                let sum = option.worth + best[(i + option.found.left.1) * n_masks + (mask | option.mask)];
                if sum > top {
                    top = sum;
                    choice[i * n_masks + mask] = Some(at);
                }
            }
            best[i * n_masks + mask] = top;
        }
    }
    trace(n, n_masks, &options, &choice)
}

struct Possible {
    found: Match,
    mask: usize,
    worth: i32,
}

fn options(n: usize, m: usize, worth: &mut impl FnMut((usize, usize), (usize, usize)) -> Option<i32>) -> Vec<Possible> {
    let mut options = Vec::with_capacity(n * m);
    let mut consider = |left: (usize, usize), right: (usize, usize)| {
        if let Some(worth) = worth(left, right).filter(|worth| *worth >= 0) {
            let mask = ((1 << right.1) - 1) << right.0;
            // One more than nothing, so that a match that is worth nothing is still a match.
            options.push(Possible { found: Match { left, right }, mask, worth: worth + 1 });
        }
    };
    for i in 0..n {
        for j in 0..m {
            consider((i, 1), (j, 1));
            (2..=MOST_PARTS.min(m - j)).for_each(|k| consider((i, 1), (j, k)));
            (2..=MOST_PARTS.min(n - i)).for_each(|k| consider((i, k), (j, 1)));
        }
    }
    options
}

fn trace(n: usize, n_masks: usize, options: &[Possible], choice: &[Option<usize>]) -> Vec<Match> {
    let mut matches = Vec::with_capacity(n);
    let (mut i, mut mask) = (0, 0);
    while i < n {
        match choice.get(i * n_masks + mask).copied().flatten().and_then(|at| options.get(at)) {
            Some(option) => {
                matches.push(option.found);
                mask |= option.mask;
                i += option.found.left.1;
            }
            None => i += 1,
        }
    }
    matches
}
