//! Sets a paper that stands as JSON in the standard input, and writes the PDF to the standard output.

use std::io::{Read, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let paper = serde_json::from_str(&text)?;
    std::io::stdout().write_all(&typeset::pdf(&paper)?)?;
    Ok(())
}
