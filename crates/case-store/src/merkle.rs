//! The Merkle tree of RFC 6962 over the hashes of entries, and its proofs.

use crate::EntryHash;
use sha2::{Digest, Sha256};

/// A hash of the tree.
pub type Hash = [u8; 32];

/// Hash of an inner node.
#[must_use]
pub fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// Root of a tree; SHA-256 of nothing for an empty one. O(n) hashes, O(log n) memory.
#[must_use]
pub fn root(leaves: impl IntoIterator<Item = EntryHash>) -> Hash {
    let mut stack: Vec<(u32, Hash)> = Vec::new();
    for leaf in leaves {
        let mut top = (0, *leaf.as_bytes());
        while let Some((height, left)) = stack.pop_if(|(height, _)| *height == top.0) {
            top = (height + 1, node(&left, &top.1));
        }
        stack.push(top);
    }
    let folded = stack.into_iter().map(|(_, hash)| hash).rev().reduce(|right, left| node(&left, &right));
    folded.unwrap_or_else(|| Sha256::digest([]).into())
}

/// Proof that leaf `index` is in the tree of `leaves`; none when there is no such leaf. RFC 6962, 2.1.1.
#[must_use]
pub fn inclusion(leaves: &[EntryHash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut leaves, mut index, mut proof) = (leaves, index, Vec::new());
    while leaves.len() > 1 {
        let (left, right) = leaves.split_at(split(leaves.len()));
        let other;
        (leaves, other) = if index < left.len() { (left, right) } else { (right, left) };
        index -= if leaves.as_ptr() == right.as_ptr() { left.len() } else { 0 };
        proof.push(root(other.iter().copied()));
    }
    proof.reverse();
    Some(proof)
}

/// The largest power of two below a length.
fn split(length: usize) -> usize {
    length.next_power_of_two() / 2
}

/// The root that a proof of inclusion leads to; none when it has the wrong length. RFC 9162, 2.1.3.2.
#[must_use]
pub fn root_from_inclusion(leaf: EntryHash, index: u64, size: u64, proof: &[Hash]) -> Option<Hash> {
    let (mut first, mut last) = (index, size.checked_sub(1)?);
    if first > last {
        return None;
    }
    let mut hash = *leaf.as_bytes();
    for sibling in proof {
        if last == 0 {
            return None;
        }
        if first & 1 == 1 || first == last {
            hash = node(sibling, &hash);
            while first & 1 == 0 && first != 0 {
                (first, last) = (first >> 1, last >> 1);
            }
        } else {
            hash = node(&hash, sibling);
        }
        (first, last) = (first >> 1, last >> 1);
    }
    (last == 0).then_some(hash)
}

#[cfg(test)]
mod tests;
