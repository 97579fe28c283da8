//! The project's own tasks: `cargo xtask TASK`. Each task is one file.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod ablation;
mod bench;
mod bench_desk;
mod bench_dossier;
mod bench_store;
mod breakage;
mod chance;
mod ci;
mod data;
mod demo;
mod desk;
mod ecb;
mod errors;
mod estimation;
mod eval;
mod events;
mod failure;
mod fetch;
mod fit;
mod fit_casing;
mod growth;
mod identities;
mod linkage;
mod names;
mod packages;
mod papers;
mod regression;
mod reliability;
mod reuse;
mod run;
mod test;
mod tidy;

use failure::Failure;
use std::process::ExitCode;

const HELP: &str = include_str!("../help.txt");

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match task(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn task(arguments: &[String]) -> Result<(), Failure> {
    let (task, rest) = arguments.split_first().map_or(("help", arguments), |(task, rest)| (task.as_str(), rest));
    match task {
        "fetch" => fetch::run(),
        "demo" => demo::run(),
        "data" => data::run_task(),
        "desk" => desk::run_task(rest),
        "papers" => papers::run_task(),
        "test" => test::run_task(),
        "ci" => ci::run(),
        "eval" if rest.first().is_some_and(|name| name == "ecb") => ecb::run(rest),
        "eval" if rest.first().is_some_and(|name| name == "events") => events::run(&rest[1..]),
        "eval" if rest.first().is_some_and(|name| name == "reuse") => reuse::eval(&rest[1..]),
        "eval" if rest.first().is_some_and(|name| name == "estimation") => estimation::run(&rest[1..]),
        "eval" if rest.first().is_some_and(|name| name == "names") => names::run(&rest[1..]),
        "eval" if rest.first().is_some_and(|name| name == "identities") => identities::run(&rest[1..]),
        "eval" => eval::run(rest),
        "fit" => fit::run(rest),
        "fit-casing" => fit_casing::run(),
        "precision" => fit::precision(),
        "ablation" => ablation::run(),
        "bench" if rest.first().is_some_and(|name| name == "families") => reuse::growth(&rest[1..]),
        "bench" if rest.first().is_some_and(|name| name == "linkage") => linkage::run(&rest[1..]),
        "bench" if rest.first().is_some_and(|name| name == "growth") => growth::run(&rest[1..]),
        "bench" if rest.first().is_some_and(|name| name == "desk") => bench_desk::run_task(&rest[1..]),
        "bench" if rest.first().is_some_and(|name| name == "dossier") => bench_dossier::run_task(&rest[1..]),
        "bench" if rest.first().is_some_and(|name| name == "store") => bench_store::run_task(&rest[1..]),
        "bench" => bench::run(rest),
        "breakage" => breakage::run_task(rest),
        "chance" => chance::run_task(rest),
        "tidy" => tidy::run(),
        "help" | "-h" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(Failure::new(format!("there is no task `{other}`"), "see `cargo xtask help`")),
    }
}
