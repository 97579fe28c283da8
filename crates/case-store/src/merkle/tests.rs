use super::*;

fn leaf(data: &[u8]) -> EntryHash {
    EntryHash::from_bytes(Sha256::new().chain_update([0]).chain_update(data).finalize().into())
}

fn leaves(n: usize) -> Vec<EntryHash> {
    (0..n).map(|at| leaf(&at.to_be_bytes())).collect()
}

/// The definition of RFC 6962, word for word.
fn by_definition(leaves: &[EntryHash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [leaf] => *leaf.as_bytes(),
        _ => {
            let mut k = 1;
            while 2 * k < leaves.len() {
                k *= 2;
            }
            node(&by_definition(&leaves[..k]), &by_definition(&leaves[k..]))
        }
    }
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    // The leaves and roots of the tests of Google's certificate-transparency.
    let data: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    for (n, expected) in roots.iter().enumerate() {
        let found = EntryHash::from_bytes(root(data[..n].iter().map(|data| leaf(data))));
        assert_eq!(found.to_string(), **expected, "{n} leaves");
    }
}

#[test]
fn the_root_is_what_the_definition_says() {
    for n in 0..70 {
        assert_eq!(root(leaves(n)), by_definition(&leaves(n)), "{n}");
    }
}

#[test]
fn every_leaf_has_a_proof_and_no_other_leaf_fits_it() {
    for n in 1..40_usize {
        let leaves = leaves(n);
        let root = root(leaves.iter().copied());
        for index in 0..n {
            let proof = inclusion(&leaves, index).expect("a leaf");
            for (other, leaf) in leaves.iter().enumerate() {
                let found = root_from_inclusion(*leaf, index as u64, n as u64, &proof);
                assert_eq!(found == Some(root), other == index, "leaf {other} as {index} of {n}");
            }
            for wrong in (0..n + 2).filter(|wrong| *wrong != index) {
                assert_ne!(root_from_inclusion(leaves[index], wrong as u64, n as u64, &proof), Some(root));
            }
            let short = &proof[..proof.len().saturating_sub(1)];
            assert!(
                proof.is_empty() || root_from_inclusion(leaves[index], index as u64, n as u64, short) != Some(root)
            );
            let long = [proof.as_slice(), &[[0; 32]]].concat();
            assert_ne!(root_from_inclusion(leaves[index], index as u64, n as u64, &long), Some(root));
        }
        assert!(inclusion(&leaves, n).is_none());
    }
}
