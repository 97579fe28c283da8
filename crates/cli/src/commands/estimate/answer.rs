//! What `saksi estimate` says: as text and as JSON.

use crate::terminal::line;
use askama::Template;
use estimation::picture::grouped;
use estimation::report::Answer as Way;
use estimation::{Details, Estimate, Report, Warning, sentences, table};
use serde_json::{Value, json};

/// A table with what came of it.
pub struct Estimated {
    /// Name of the file, as it was given.
    pub path: String,
    /// SHA-256 of the file.
    pub hash: String,
    /// The table.
    pub table: table::Table,
    /// What came of it.
    pub report: Report,
}

/// Everything that is said, in words.
#[derive(Template)]
#[template(path = "estimate.txt", escape = "none")]
pub struct Answer<'a> {
    /// One for each file.
    pub tables: Vec<TableView>,
    estimated: &'a [Estimated],
    shows_numbers: bool,
    linkage: Option<String>,
    assumptions: Vec<&'static str>,
    seed: u64,
    version: &'static str,
}

/// One file.
pub struct TableView {
    /// What tells it from the other one.
    pub name: Option<String>,
    path: String,
    hash: String,
    people: String,
    lists: Vec<ListView>,
    pairs: Vec<PairView>,
    refusal: Option<String>,
    rows: Vec<Row>,
    warnings: Vec<String>,
}

struct ListView {
    name: String,
    people: String,
}

struct PairView {
    line: String,
}

/// One estimator.
struct Row {
    name: &'static str,
    says: String,
    how: String,
    details: Vec<String>,
}

impl<'a> Answer<'a> {
    /// What is said of these tables: one, or the one with doubtful pairs joined and the one with them apart.
    pub fn new(estimated: &'a [Estimated], seed: u64) -> Answer<'a> {
        let names = ["table.joined", "table.apart"].map(|name| sentences::named(name).to_owned());
        let names = names.into_iter().map(|name| (estimated.len() > 1).then_some(name));
        Answer {
            tables: estimated.iter().zip(names).map(|(one, name)| TableView::new(one, name)).collect(),
            shows_numbers: estimated.iter().any(|one| one.report.outcome.is_ok()),
            linkage: linkage(estimated).map(|warning| warning.sentence()),
            assumptions: sentences::assumptions().collect(),
            estimated,
            seed,
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// The same as one JSON object. A number that was refused is `null`, with its reason.
    pub fn json(&self) -> Value {
        let [low, high] = linkage(self.estimated).map_or([Value::Null, Value::Null], |warning| match warning {
            Warning::Linkage { low, high } => [whole(low), whole(high)],
            _ => [Value::Null, Value::Null],
        });
        json!({
            "saksi": 1,
            "tables": self.estimated.iter().zip(&self.tables).map(|(one, view)| table_json(one, view)).collect::<Vec<_>>(),
            "range_over_tables": { "low": low, "high": high },
            "assumptions": self.assumptions,
            "seed": self.seed,
            "version": self.version,
        })
    }
}

/// The range over both tables, when there are two and both give numbers.
fn linkage(estimated: &[Estimated]) -> Option<Warning> {
    let [joined, apart] = estimated else { return None };
    let [[low, high], [other_low, other_high]] = [joined.report.range()?, apart.report.range()?];
    Some(Warning::Linkage { low: low.min(other_low), high: high.max(other_high) })
}

impl TableView {
    fn new(estimated: &Estimated, name: Option<String>) -> TableView {
        let lists = &estimated.table.lists;
        let list =
            |(i, name): (usize, &String)| ListView { name: line(name, 40), people: grouped(lists.total(i) as f64) };
        TableView {
            name,
            path: line(&estimated.path, 120),
            hash: estimated.hash.clone(),
            people: grouped(lists.people() as f64),
            lists: lists.names().iter().enumerate().map(list).collect(),
            pairs: pairs(estimated),
            refusal: estimated.report.outcome.as_ref().err().map(ToString::to_string),
            rows: estimated.report.answers.iter().map(|way| row(way, estimated)).collect(),
            warnings: estimated.report.warnings.iter().map(Warning::sentence).collect(),
        }
    }
}

/// Pairs of lists that share people, all of them up to six lists; those that share most above.
fn pairs(estimated: &Estimated) -> Vec<PairView> {
    let names = estimated.table.lists.names();
    let name = |list: usize| names.get(list).map_or(String::new(), |name| line(name, 14));
    let mut pairs: Vec<_> = estimated.report.pairs.iter().collect();
    if names.len() > 6 {
        pairs.sort_by_key(|(overlap, _)| std::cmp::Reverse(overlap.both));
        pairs.truncate(15);
    }
    let shown = estimated.report.outcome.is_ok();
    let view = |(overlap, outcome): &&(estimation::lists::Overlap, _)| {
        let says = match outcome {
            _ if !shown => String::new(),
            Ok(estimation::pairs::PairEstimate { chapman, .. }) => grouped(chapman.point),
            Err(refusal) => sentences::named(estimation::Refusal::code(refusal)).to_owned(),
        };
        let pair = format!("{} + {}", name(overlap.left), name(overlap.right));
        let line = format!("{pair:<30} {:>8}  {says}", grouped(overlap.both as f64));
        PairView { line: line.trim_end().to_owned() }
    };
    pairs.iter().map(view).collect()
}

fn row(way: &Way, estimated: &Estimated) -> Row {
    let how = format!("{}.how", way.method.code());
    Row {
        name: way.method.name(),
        says: match &way.outcome {
            Ok(Estimate { point, low, high }) => {
                format!("{:>10}   {} to {}", grouped(*point), grouped(*low), grouped(*high))
            }
            Err(refusal) => format!("{}: {refusal}", sentences::named("picture.none")),
        },
        how: if way.outcome.is_ok() { sentences::filled(&how, &how_values(way)) } else { String::new() },
        details: details(way, estimated),
    }
}

/// The values that the sentence of an estimator names.
fn how_values(way: &Way) -> Vec<(&'static str, String)> {
    match &way.details {
        Details::Averaging(averaged) => vec![
            ("graphs", averaged.graphs.len().to_string()),
            ("cell", averaged.cell.to_string()),
            ("most", grouped(averaged.most_missing as f64)),
        ],
        Details::LatentClasses(sampled) => {
            vec![("chains", sampled.medians.len().to_string()), ("iterations", grouped(sampled.iterations as f64))]
        }
        _ => Vec::new(),
    }
}

fn details(way: &Way, estimated: &Estimated) -> Vec<String> {
    let names = estimated.table.lists.names();
    match &way.details {
        Details::LogLinear(search) if way.outcome.is_ok() => {
            let models = [&search.best].into_iter().chain(&search.rivals).take(6);
            let shown = |fitted: &estimation::log_linear::Fitted| {
                let values = [
                    ("model", fitted.model.shown(names)),
                    ("point", grouped(fitted.estimate.point)),
                    ("bic", format!("{:.2}", fitted.bic)),
                    ("deviance", format!("{:.2}", fitted.deviance)),
                    ("df", fitted.degrees_of_freedom.to_string()),
                ];
                sentences::filled("log-linear.model", &values)
            };
            models.map(shown).collect()
        }
        Details::Averaging(averaged) if way.outcome.is_ok() => {
            let likely = averaged.graphs.iter().filter(|(_, probability)| *probability >= 0.05).take(4);
            let shown = |(graph, probability): &(estimation::averaging::Graph, f64)| {
                let values = [("graph", graph.shown(names)), ("probability", format!("{probability:.3}"))];
                sentences::filled("averaging.graph", &values)
            };
            likely.map(shown).collect()
        }
        Details::LatentClasses(sampled) => {
            let medians: Vec<String> = sampled.medians.iter().map(|median| grouped(*median)).collect();
            let values = [
                ("r_hat", format!("{:.3}", sampled.convergence.r_hat)),
                ("bulk", grouped(sampled.convergence.bulk)),
                ("tail", grouped(sampled.convergence.tail)),
                ("classes", format!("{:.1}", sampled.used_classes)),
                ("most", sampled.classes.to_string()),
                ("medians", medians.join("; ")),
            ];
            // Where the chains disagree, their medians are the reason and no answer.
            let name = if way.outcome.is_ok() { "latent-classes.chains" } else { "latent-classes.refused" };
            vec![sentences::filled(name, &values)]
        }
        _ => Vec::new(),
    }
}

fn table_json(estimated: &Estimated, view: &TableView) -> Value {
    let lists = &estimated.table.lists;
    let name = |list: usize| lists.names().get(list);
    let shown = estimated.report.outcome.is_ok();
    let pair = |(overlap, outcome): &(estimation::lists::Overlap, Result<estimation::pairs::PairEstimate, _>)| {
        let pair = outcome.as_ref().ok().filter(|_| shown);
        json!({
            "lists": [name(overlap.left), name(overlap.right)],
            "both": overlap.both,
            "lincoln_petersen": pair.map(|pair| pair.lincoln_petersen),
            "chapman": pair.map(|pair| pair.chapman.point),
        })
    };
    json!({
        "name": view.name,
        "file": estimated.path,
        "sha256": estimated.hash,
        "people": lists.people(),
        "lists": lists.names().iter().enumerate().map(|(i, name)| json!({ "name": name, "people": lists.total(i) })).collect::<Vec<_>>(),
        "columns_left_out": estimated.table.left_out,
        "overlaps": estimated.report.pairs.iter().map(pair).collect::<Vec<_>>(),
        "refused": estimated.report.outcome.as_ref().err().map(reason),
        "estimators": estimated.report.answers.iter().map(|way| way_json(way, lists.names())).collect::<Vec<_>>(),
        "warnings": estimated.report.warnings.iter()
            .map(|warning| json!({ "code": warning.code(), "message": warning.sentence() })).collect::<Vec<_>>(),
    })
}

fn reason(refusal: &estimation::Refusal) -> Value {
    json!({ "code": refusal.code(), "message": refusal.to_string() })
}

fn way_json(way: &Way, names: &[String]) -> Value {
    let estimate = way.outcome.as_ref().ok();
    json!({
        "method": way.method.code(),
        "estimate": estimate.map(|estimate| estimate.point),
        "low": estimate.map(|estimate| estimate.low),
        "high": estimate.map(|estimate| estimate.high),
        "level": 0.95,
        "refused": way.outcome.as_ref().err().map(reason),
        "details": details_json(&way.details, names, estimate.is_some()),
    })
}

fn details_json(details: &Details, names: &[String], shown: bool) -> Value {
    match details {
        Details::LogLinear(search) => {
            let model = |fitted: &estimation::log_linear::Fitted| {
                json!({
                    "model": fitted.model.shown(names),
                    "estimate": fitted.estimate.point,
                    "standard_error": fitted.standard_error,
                    "deviance": fitted.deviance,
                    "degrees_of_freedom": fitted.degrees_of_freedom,
                    "aic": fitted.aic,
                    "bic": fitted.bic,
                })
            };
            json!({
                "best": model(&search.best),
                "rivals": search.rivals.iter().map(model).collect::<Vec<_>>(),
                "models_fitted": search.n_fitted,
                "models_without_maximum": search.n_without_maximum,
                "every_model_tried": search.exhaustive,
            })
        }
        Details::Averaging(averaged) => json!({
            "mean": shown.then_some(averaged.mean),
            "prior_per_history": averaged.cell,
            "most_missing": averaged.most_missing,
            "weight_of_complete_graph": averaged.complete,
            "graphs": averaged.graphs.iter().take(10)
                .map(|(graph, probability)| json!({ "cliques": graph.shown(names), "probability": probability }))
                .collect::<Vec<_>>(),
        }),
        Details::LatentClasses(sampled) => json!({
            "mean": shown.then_some(sampled.mean),
            "r_hat": sampled.convergence.r_hat,
            "effective_draws": sampled.convergence.bulk,
            "effective_draws_of_tails": sampled.convergence.tail,
            "chain_medians": sampled.medians,
            "classes": sampled.classes,
            "classes_used": sampled.used_classes,
            "iterations": sampled.iterations,
        }),
        Details::None => Value::Null,
    }
}

fn whole(number: f64) -> Value {
    json!(number.round() as u64)
}
