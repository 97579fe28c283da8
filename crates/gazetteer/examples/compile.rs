//! `cargo run --release -p gazetteer --example compile -- PACKAGES OUTPUT`: makes the gazetteer from wheels.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::path::Path;

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [packages, output] = &arguments[..] else {
        eprintln!("usage: compile PACKAGES OUTPUT");
        return std::process::ExitCode::from(2);
    };
    match gazetteer::compile(Path::new(packages), Path::new(output)) {
        Ok(made) => println!("{} places, {} names, {} bytes", made.places, made.names, made.bytes),
        Err(error) => {
            eprintln!("{error}");
            return std::process::ExitCode::FAILURE;
        }
    }
    std::process::ExitCode::SUCCESS
}
