//! What both linkers found, as tables in Markdown.

use super::Run;
use serde_json::Value;
use std::fmt::Write;

/// The table of the sets, then that of growth.
pub fn of(runs: &[Run], growth: &[Run]) -> String {
    let mut text = String::from(
        "| set | who | records | best pair F1 (P, R) | R at P .99 | pairs looked at, recall | ECE, Brier | clusters: pair P, R; B3 F | CPU s (wall) | MB |\n\
         | --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for run in runs.iter().chain(growth.last()) {
        for (who, found, learnt, part) in [
            ("ours, no labels", Some(&run.ours), "without_labels", "all"),
            ("ours, no labels", Some(&run.ours), "without_labels", "held"),
            ("ours, half labelled", Some(&run.ours), "with_labels", "held"),
            ("Splink 5.0.0", run.peer.as_ref(), "without_labels", "all"),
            ("Splink 5.0.0", run.peer.as_ref(), "without_labels", "held"),
        ] {
            if let Some(found) = found.filter(|found| found[learnt].is_object()) {
                line(&mut text, run, who, found, &found[learnt][part], part);
            }
        }
    }
    text.push_str("\n| records | CPU s (wall) | CPU ms a record | to the first | pairs a record | MB | pair F1 |\n");
    text.push_str("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    let first = growth.first().map_or(1.0, per_record);
    for run in growth {
        let (pairs, f1) =
            (number(&run.ours["blocking"]["compared"]), &run.ours["without_labels"]["all"]["pairs"]["best_f1"]);
        let _infallible = writeln!(
            text,
            "| {} | {:.1} ({:.1}) | {:.4} | {:.2} | {:.1} | {:.0} | {} |",
            run.records,
            number(&run.ours["cpu_seconds"]),
            number(&run.ours["seconds"]["all"]),
            1000.0 * per_record(run),
            per_record(run) / first,
            pairs / number(&run.ours["records"]),
            number(&run.ours["peak_mb"]),
            share(f1)
        );
    }
    text
}

/// Seconds of processor for each record.
pub fn per_record(run: &Run) -> f64 {
    number(&run.ours["cpu_seconds"]) / number(&run.ours["records"]).max(1.0)
}

fn line(text: &mut String, run: &Run, who: &str, found: &Value, measured: &Value, part: &str) {
    let (pairs, clusters) = (&measured["pairs"], best(&measured["clusters"]));
    let blocking = match part {
        "all" => format!("{}, {}", number(&found["blocking"]["compared"]), share(&found["blocking"]["recall"])),
        _ => String::new(),
    };
    let cost = match part {
        "all" => format!(
            "{:.1} ({:.1}) | {:.0}",
            number(&found["cpu_seconds"]),
            number(&found["seconds"]["all"]),
            number(&found["peak_mb"])
        ),
        _ => " | ".to_owned(),
    };
    let _infallible = writeln!(
        text,
        "| {} | {who} | {part} | {} ({}, {}) | {} | {blocking} | {}, {} | {}, {}; {} at {} | {cost} |",
        run.set,
        share(&pairs["best_f1"]),
        share(&pairs["precision"]),
        share(&pairs["recall"]),
        share(&pairs["recall_at_99"]),
        share(&pairs["ece"]),
        share(&pairs["brier"]),
        share(&clusters["pair_precision"]),
        share(&clusters["pair_recall"]),
        share(&clusters["b3_f"]),
        clusters["join_at"],
    );
}

/// The clustering with the most recall at a precision of .985 or more; the most precise one where none reaches that.
fn best(clusters: &Value) -> &Value {
    let all = clusters.as_array().map(Vec::as_slice).unwrap_or_default();
    let of = |clustering: &Value, what: &str| number(&clustering[what]);
    let precise = all.iter().filter(|one| of(one, "pair_precision") >= 0.985);
    let most = precise.max_by(|a, b| of(a, "pair_recall").total_cmp(&of(b, "pair_recall")));
    most.or_else(|| all.iter().max_by(|a, b| of(a, "pair_precision").total_cmp(&of(b, "pair_precision"))))
        .unwrap_or(&Value::Null)
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_default()
}

fn share(value: &Value) -> String {
    format!("{:.4}", number(value))
}
