//! `cargo xtask eval estimation [--populations N] [--quick]`: every estimator beside what is published, and how often intervals hold the truth.

use crate::{Failure, run};
use ::estimation::averaging::{self, Prior};
use ::estimation::latent::{self, Sampled, Settings};
use ::estimation::lists::Cell;
use ::estimation::random::Random;
use ::estimation::{Estimate, Lists, Method, Refusal, log_linear, lower_bound, pairs, table};
use std::fmt::Write as _;
use std::path::PathBuf;

/// The classes of a simulated population: its name, and for each class people and their chances to be on each list.
type Population = (&'static str, [(u64, [f64; 5]); 2]);

/// Populations of 2,000, as documented for the simulations of HRDAG's StanLCMCR.
const POPULATIONS: [Population; 3] = [
    ("sim1", [(1800, [0.033, 0.033, 0.099, 0.132, 0.033]), (200, [0.660, 0.825, 0.759, 0.990, 0.693])]),
    ("sim2", [(1600, [0.013, 0.013, 0.099, 0.132, 0.033]), (400, [0.560, 0.825, 0.759, 0.990, 0.593])]),
    ("sim3", [(1600, [0.113, 0.113, 0.199, 0.232, 0.133]), (400, [0.860, 0.925, 0.859, 0.990, 0.793])]),
];

/// True size of each.
const TRUTH: f64 = 2000.0;

/// What is to be done.
struct Request {
    populations: usize,
    quick: bool,
}

/// The table of figures, printed as it grows.
struct Figures {
    text: String,
    n_off: usize,
}

/// Prints every figure beside the published one; keeps `target/eval/estimation.md`.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let request = request(arguments)?;
    let mut figures = Figures { text: String::new(), n_off: 0 };
    figures.line("| data | what | published | here | within |\n| --- | --- | ---: | ---: | --- |");
    kosovo(&mut figures)?;
    others(&mut figures)?;
    if !request.quick {
        sampled(&mut figures)?;
        stratum(&mut figures)?;
    }
    refusals(&mut figures)?;
    glm(&mut figures);
    coverage(&mut figures, request.populations);
    let folder = run::root().join("target/eval");
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let path = folder.join("estimation.md");
    std::fs::write(&path, &figures.text).map_err(|error| Failure::file(&path, &error))?;
    println!("\n{} outside of what is asked; kept in {}", figures.n_off, path.display());
    Ok(())
}

fn request(arguments: &[String]) -> Result<Request, Failure> {
    let mut request = Request { populations: 200, quick: false };
    let mut arguments = arguments.iter();
    let wrong = |what: &str| Failure::new(format!("`{what}` is not known here"), "see `cargo xtask help`");
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quick" => request.quick = true,
            "--populations" => {
                let number = arguments.next().and_then(|number| number.parse().ok());
                request.populations = number.ok_or_else(|| wrong("--populations"))?;
            }
            other => return Err(wrong(other)),
        }
    }
    Ok(request)
}

impl Figures {
    fn line(&mut self, line: &str) {
        println!("{line}");
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A figure that must agree to a share of the published one.
    fn compare(&mut self, data: &str, what: &str, published: f64, here: f64, within: f64) {
        let off = (here / published - 1.0).abs();
        self.n_off += usize::from(off > within);
        let says = if off > within { "**no**" } else { "yes" };
        let shown = format!("{says}: {:.4} % of {:.4} %", 100.0 * off, 100.0 * within);
        self.line(&format!("| {data} | {what} | {published:.2} | {here:.2} | {shown} |"));
    }

    /// A figure to look at.
    fn beside(&mut self, data: &str, what: &str, published: &str, here: &str) {
        self.line(&format!("| {data} | {what} | {published} | {here} | |"));
    }

    /// Whether something that must be refused is.
    fn refused(&mut self, data: &str, what: &str, outcome: Result<Estimate, Refusal>) {
        let shown = match &outcome {
            Ok(estimate) => shown(estimate),
            Err(refusal) => refusal.to_string(),
        };
        self.n_off += usize::from(outcome.is_ok());
        let says = if outcome.is_ok() { "**no**" } else { "yes" };
        self.line(&format!("| {data} | {what} | no number | {shown} | {says} |"));
    }
}

/// Six significant digits.
const SIX: f64 = 5e-6;
/// Four significant digits.
const FOUR: f64 = 5e-4;

fn kosovo(figures: &mut Figures) -> Result<(), Failure> {
    let lists = read("kosovo_aggregate")?;
    let published =
        [[7241.9, 7231.5], [7136.5, 7128.3], [6779.0, 6756.5], [5971.6, 5964.8], [9691.5, 9621.9], [5461.7, 5447.4]];
    for (overlap, [petersen, chapman]) in lists.overlaps().into_iter().zip(published) {
        let name = |list: usize| lists.names().get(list).cloned().unwrap_or_default();
        let pair = format!("{} + {}", name(overlap.left), name(overlap.right));
        if let Ok(found) = pairs::pair(&lists, overlap) {
            figures.compare("Kosovo", &format!("Lincoln-Petersen, {pair}"), petersen, found.lincoln_petersen, 1e-5);
            figures.compare("Kosovo", &format!("Chapman, {pair}"), chapman, found.chapman.point, 1e-5);
        }
    }
    if let Ok(found) = lower_bound::chao(&lists) {
        figures.compare("Kosovo", "Chao", 10_270.5, found.point, SIX);
    }
    if let Ok(found) = log_linear::independence(&lists) {
        figures.compare("Kosovo", "independence", 7_394.59, found.point, SIX);
    }
    let Ok(search) = log_linear::search(&lists) else { return Ok(()) };
    let best = &search.best;
    figures.beside(
        "Kosovo",
        "models fitted; the one of the lowest BIC",
        "113; [123,14,34]",
        &format!("{}; {}", search.n_fitted, best.model.shown(lists.names())),
    );
    for (what, published, here, within) in [
        ("lowest BIC: estimate", 10_356.52, best.estimate.point, SIX),
        ("lowest BIC: standard error", 785.90, best.standard_error, 1e-5),
        ("lowest BIC: BIC", 203.03, best.bic, 3e-5),
        ("lowest BIC: AIC", 132.75, best.aic, 4e-5),
        ("lowest BIC: profile, low", 8_994.0, best.estimate.low, FOUR),
        ("lowest BIC: profile, high", 12_110.0, best.estimate.high, FOUR),
        ("lowest BIC: highest of the profile", 10_334.5, search.profile_point, SIX),
    ] {
        figures.compare("Kosovo", what, published, here, within);
    }
    for rival in search.rivals.iter().take(4) {
        let what = format!("rival {}", rival.model.shown(lists.names()));
        let known = [12_740.97, 18_393.31].into_iter().find(|known| (known / rival.estimate.point - 1.0).abs() < 1e-3);
        match known {
            Some(known) => figures.compare("Kosovo", &what, known, rival.estimate.point, SIX),
            None => figures.beside("Kosovo", &what, "", &format!("{:.2}", rival.estimate.point)),
        }
    }
    for (cell, published) in [
        (1.0 / 16.0, [12_595.0, 9_827.0, 16_544.0]),
        (0.5, [11_323.0, 4_500.0, 14_486.0]),
        (1.0, [4_617.0, 4_408.0, 6_860.0]),
    ] {
        let Ok(found) = averaging::average(&lists, Prior { cell: Some(cell), most_missing: Some(30_000) }) else {
            continue;
        };
        if cell < 0.1 {
            figures.compare("Kosovo", "averaging, 1/16: mean", 12_749.3, found.mean, FOUR);
        }
        let here = found.estimate;
        for (what, published, here) in
            [("median", published[0], here.point), ("low", published[1], here.low), ("high", published[2], here.high)]
        {
            figures.compare("Kosovo", &format!("averaging, {cell}: {what}"), published, here, FOUR);
        }
    }
    Ok(())
}

fn others(figures: &mut Figures) -> Result<(), Failure> {
    let independence = [
        ("UKdat", 12_214.0),
        ("UKdat_5", 13_444.1),
        ("NewOrl", 996.7),
        ("Western", 2_007.1),
        ("Ned", 52_823.5),
        ("Ned_5", 52_923.9),
    ];
    for (data, published) in independence {
        if let Ok(found) = log_linear::independence(&read(data)?) {
            figures.compare(data, "independence", published, found.point, 1e-4);
        }
    }
    let averaged = [
        ("UKdat_5", 40_000, "22,985 [10,387-33,439]"),
        ("NewOrl_5", 40_000, "869 [511-1,762]"),
        ("Western", 40_000, "2,133 [1,343-3,879]"),
        ("Ned_5", 60_000, "47,966 [40,873-57,077]"),
    ];
    for (data, most, published) in averaged {
        let lists = read(data)?;
        if let Ok(found) = averaging::average(&lists, Prior { cell: None, most_missing: Some(most) }) {
            figures.beside(data, &format!("averaging, 1/32, missing up to {most}"), published, &shown(&found.estimate));
        }
    }
    for (data, published) in
        [("UKdat", "11,418"), ("UKdat_5", "11,313"), ("NewOrl", "1,184"), ("Western", "2,483"), ("Ned_5", "121,522")]
    {
        let here = match log_linear::search(&read(data)?) {
            Ok(search) => format!("{}, {} without maximum", shown(&search.best.estimate), search.n_without_maximum),
            Err(refusal) => refusal.to_string(),
        };
        figures.beside(data, "lowest BIC (beside SparseMSE, another method)", published, &here);
    }
    Ok(())
}

/// The latent classes, with chains long enough to be compared.
fn sampled(figures: &mut Figures) -> Result<(), Failure> {
    let long =
        |iterations: usize| Settings { chains: 6, iterations, most_iterations: iterations, ..Settings::default() };
    let strict = [
        ("kosovo_aggregate", 300_000, [10_423.0, 9_009.0, 13_833.0]),
        ("Western", 100_000, [1_830.0, 1_307.0, 3_109.0]),
        ("NewOrl", 50_000, [715.0, 519.0, 1_077.0]),
    ];
    for (data, iterations, published) in strict {
        let found = latent::run(&read(data)?, long(iterations));
        let here = [found.estimate.point, found.estimate.low, found.estimate.high];
        for ((what, within), (published, here)) in
            [("median", 0.01), ("low", 0.03), ("high", 0.03)].into_iter().zip(published.into_iter().zip(here))
        {
            figures.compare(data, &format!("latent classes: {what}"), published, here, within);
        }
        figures.beside(data, "latent classes: chains", "", &chains(&found));
    }
    for (data, published) in [
        ("UKdat", "20,902 [13,130-30,764]; 22,822 [16,927-34,439]"),
        ("stanlcmcr_sim1_seed100", "2,005 [1,613-2,665]"),
        ("stanlcmcr_sim2_seed100", "1,984 [1,591-2,739]"),
        ("stanlcmcr_sim3_seed100", "1,973 [1,840-2,191]"),
        ("stanlcmcr_sim5_seed100", "1,991 [1,977-2,008]"),
    ] {
        let found = latent::run(&read(data)?, long(60_000));
        figures.beside(data, "latent classes", published, &format!("{}; {}", shown(&found.estimate), chains(&found)));
    }
    Ok(())
}

/// The stratum whose published chains are stuck in one of two places, and its twin.
fn stratum(figures: &mut Figures) -> Result<(), Failure> {
    for (seed, replicate) in [(1, "R1"), (2, "R1"), (3, "R1"), (1, "R2")] {
        let lists = read(&format!("verdata_recl_{replicate}_all_yy_1999_sexo_HOMBRE"))?;
        let found =
            latent::run(&lists, Settings { seed, classes: 15, most_iterations: 200_000, ..Settings::default() });
        let what = format!("latent classes, seed {seed}; {}", chains(&found));
        let outcome = latent::judge(&found).map(|()| found.estimate);
        match (replicate, outcome) {
            ("R1", outcome) => figures.refused("20 lists, R1", &what, outcome),
            (_, Ok(estimate)) => figures.beside("20 lists, R2", &what, "1,634 [1,417-2,214]", &shown(&estimate)),
            (_, Err(refusal)) => figures.beside("20 lists, R2", &what, "1,634 [1,417-2,214]", &refusal.to_string()),
        }
    }
    Ok(())
}

fn refusals(figures: &mut Figures) -> Result<(), Failure> {
    let settings = Settings { iterations: 5000, most_iterations: 5000, ..Settings::default() };
    let all = |lists: &Lists| {
        let report = ::estimation::estimate(lists, settings);
        let first = report.estimates().next().map(|(_, estimate)| estimate);
        report.outcome.and_then(|()| first.ok_or(Refusal::NoModel))
    };
    figures.refused("Artificial_3", "one list apart, two are left", all(&read("Artificial_3")?));
    let made = |histories: &[(u64, u64)]| {
        let names = ["A", "B", "C"].map(str::to_owned).to_vec();
        Lists::new(names, histories.iter().map(|(lists, count)| Cell { lists: *lists, count: *count }))
    };
    figures.refused("made", "two lists", all(&made(&[(1, 40), (2, 30), (3, 6)])));
    figures.refused("made", "three lists that share nobody", all(&made(&[(1, 40), (2, 30), (4, 20)])));
    let sparse = made(&[(1, 40), (2, 30), (4, 20), (5, 6), (6, 5)]);
    let pairs = log_linear::fit(&sparse, log_linear::Model::of_order(3, 2));
    figures.refused(
        "made",
        "log-linear model of all pairs, two of which share nobody",
        pairs.map(|fitted| fitted.estimate),
    );
    Ok(())
}

/// The best model of Kosovo by R, when it is installed: the same table and formula, another program.
fn glm(figures: &mut Figures) {
    let program = "d <- expand.grid(a=0:1,b=0:1,c=0:1,e=0:1)[-1,]; \
        d$y <- c(1131,845,177,936,228,217,181,306,106,31,18,123,42,32,27); \
        f <- glm(y ~ a*b*c + a*e + c*e, poisson, d, control=list(epsilon=1e-14)); \
        cat(sprintf('%.6f', 4400 + exp(coef(f)[1])))";
    let output = std::process::Command::new("Rscript").args(["-e", program]).output();
    let printed = output.ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let Some(peer) = printed.and_then(|printed| printed.trim().parse::<f64>().ok()) else {
        figures.beside("Kosovo", "lowest BIC by R's glm", "(R is not installed)", "");
        return;
    };
    if let Ok(search) =
        read("kosovo_aggregate").map_err(|_| Refusal::Empty).and_then(|lists| log_linear::search(&lists))
    {
        figures.compare("Kosovo", "lowest BIC, beside R's glm now", peer, search.best.estimate.point, 1e-9);
    }
}

/// How often the interval of each estimator holds the truth, on populations drawn anew.
fn coverage(figures: &mut Figures, n_populations: usize) {
    let settings = Settings { iterations: 10_000, most_iterations: 80_000, ..Settings::default() };
    let methods = [Method::Independence, Method::Averaging, Method::LatentClasses];
    let mut counts = [[[0.0_f64; 4]; 3]; 3];
    for number in 0..n_populations {
        let kind = number % POPULATIONS.len();
        let lists = drawn(&POPULATIONS[kind].1, number as u64);
        let averaged = averaging::average(&lists, Prior { cell: None, most_missing: Some(10_000) });
        let outcomes = [
            log_linear::independence(&lists),
            averaged.map(|averaged| averaged.estimate),
            latent::sample(&lists, Settings { seed: number as u64, ..settings }).map(|sampled| sampled.estimate),
        ];
        // Where an estimator refuses there is no number, so nothing that could be wrong.
        for (outcome, counts) in outcomes.into_iter().zip(&mut counts[kind]) {
            let Ok(estimate) = outcome else { continue };
            let holds = estimate.low <= TRUTH && TRUTH <= estimate.high;
            let spread = (estimate.high - estimate.low) / TRUTH;
            let new = [1.0, f64::from(u8::from(holds)), spread, estimate.point / TRUTH - 1.0];
            counts.iter_mut().zip(new).for_each(|(sum, new)| *sum += new);
        }
        if number % 20 == 19 {
            let sum = |i: usize| counts.iter().map(|kind| kind[2][i]).sum::<f64>();
            eprintln!("{} populations; latent classes: {} numbers, {} hold the truth", number + 1, sum(0), sum(1));
        }
    }
    let mut table = String::from(
        "\n| populations | estimator | numbers | hold the truth | width | bias |\n| --- | --- | ---: | ---: | ---: | ---: |\n",
    );
    for (method, i) in methods.iter().zip(0..) {
        let all: Vec<[f64; 4]> = counts.iter().map(|kind| kind[i]).collect();
        let sum = all.iter().fold([0.0; 4], |sum: [f64; 4], one| std::array::from_fn(|k| sum[k] + one[k]));
        let named = POPULATIONS.iter().map(|(name, _)| *name).zip(all).chain([("all", sum)]);
        for (name, [n, holds, width, bias]) in named {
            let [share, width, bias] = [holds, width, bias].map(|sum| 100.0 * sum / n.max(1.0));
            let _never_fails =
                writeln!(table, "| {name} | {} | {n} | {share:.1} % | {width:.0} % | {bias:+.1} % |", method.name());
        }
    }
    figures.line(&table);
}

/// A population of two classes, and who of it is on which list.
fn drawn(classes: &[(u64, [f64; 5]); 2], number: u64) -> Lists {
    let mut random = Random::new(20_261_123, number);
    let mut cells = Vec::new();
    for (people, chances) in classes {
        for _ in 0..*people {
            let on = chances.iter().enumerate().fold(0, |on, (list, p)| on | u64::from(random.uniform() < *p) << list);
            cells.push(Cell { lists: on, count: 1 });
        }
    }
    Lists::new(["A", "B", "C", "D", "E"].map(str::to_owned).to_vec(), cells)
}

fn read(name: &str) -> Result<Lists, Failure> {
    let path: PathBuf = run::shared()?.join("eval/mse").join(format!("{name}.csv"));
    let bytes = std::fs::read(&path).map_err(|error| Failure::file(&path, &error))?;
    let table =
        table::read(&bytes, &[]).map_err(|error| Failure::new(format!("{}: {error}", path.display()), "mend it"))?;
    Ok(table.lists)
}

fn shown(estimate: &Estimate) -> String {
    format!("{:.0} [{:.0}-{:.0}]", estimate.point, estimate.low, estimate.high)
}

fn chains(sampled: &Sampled) -> String {
    let latent::convergence::Convergence { r_hat, bulk, tail } = sampled.convergence;
    format!("{} steps, R-hat {r_hat:.3}, effective {bulk:.0} and {tail:.0}", sampled.iterations)
}
