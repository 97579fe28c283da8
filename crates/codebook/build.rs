//! Rebuilds the crate when a file of the built-in codebook changes.

fn main() {
    println!("cargo::rerun-if-changed=../../codebook");
}
