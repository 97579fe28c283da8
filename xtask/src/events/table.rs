//! What is stated of pairs beside what is found, each pair weighed by how many of the flow it stands for.

use resolution::events::EventRules;

/// A pair whose answer is known.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// log2 of the odds that are stated.
    pub bits: f64,
    /// Whether the two are one event.
    pub same: bool,
    /// How many pairs it stands for.
    pub weight: f64,
    /// Whether the peer takes them for one.
    pub alike: bool,
}

/// Above the rows.
pub const HEAD: &str =
    "| on | zone | pairs | stated | found | ECE | Brier |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |";

impl Known {
    fn stated(&self) -> f64 {
        1.0 / (1.0 + (-self.bits).exp2())
    }

    fn found(&self) -> f64 {
        f64::from(u8::from(self.same))
    }
}

/// Sums over pairs: weight, stated, found, squared error.
#[derive(Clone, Copy, Default)]
struct Sums([f64; 4]);

impl Sums {
    fn of<'a>(pairs: impl Iterator<Item = &'a Known>) -> Self {
        pairs.fold(Self::default(), |Self([weight, stated, found, squares]), pair| {
            let error = pair.stated() - pair.found();
            Self([
                weight + pair.weight,
                pair.weight.mul_add(pair.stated(), stated),
                pair.weight.mul_add(pair.found(), found),
                pair.weight.mul_add(error * error, squares),
            ])
        })
    }

    fn mean(self, which: usize) -> f64 {
        self.0[which] / self.0[0].max(f64::MIN_POSITIVE)
    }
}

fn is_in_bin(pair: &Known, bin: u32) -> bool {
    let tenths = pair.stated() * 10.0;
    let (from, to) = (f64::from(bin), f64::from(bin + 1));
    tenths >= from && (tenths < to || bin == 9)
}

fn ece(pairs: &[Known]) -> f64 {
    let all = Sums::of(pairs.iter()).0[0].max(f64::MIN_POSITIVE);
    let gap = |bin: u32| {
        let [_, stated, found, _] = Sums::of(pairs.iter().filter(|pair| is_in_bin(pair, bin))).0;
        (stated - found).abs()
    };
    (0..10).map(gap).sum::<f64>() / all
}

/// A row for what is joined, what is asked, both, and all that is compared.
pub fn rows(name: &str, pairs: &[Known], rules: &EventRules) {
    let (join, ask) = (rules.threshold("join_at"), rules.threshold("review_at"));
    let within = |from: f64, to: f64| -> Vec<Known> {
        pairs.iter().filter(|pair| pair.stated() >= from && pair.stated() < to).copied().collect()
    };
    for (zone, pairs) in [
        ("joined", within(join, 2.0)),
        ("asked", within(ask, join)),
        ("joined or asked", within(ask, 2.0)),
        ("all", within(0.0, 2.0)),
    ] {
        let sums = Sums::of(pairs.iter());
        let [stated, found, brier] = [1, 2, 3].map(|which| sums.mean(which));
        println!("| {name} | {zone} | {} | {stated:.3} | {found:.3} | {:.3} | {brier:.3} |", pairs.len(), ece(&pairs));
    }
}

/// What is found in each tenth of what is stated.
pub fn bins(name: &str, pairs: &[Known]) {
    println!("\n| {name}: stated | found | pairs |\n| ---: | ---: | ---: |");
    for bin in 0..10 {
        let of_bin: Vec<Known> = pairs.iter().filter(|pair| is_in_bin(pair, bin)).copied().collect();
        let sums = Sums::of(of_bin.iter());
        if !of_bin.is_empty() {
            println!("| {:.3} | {:.3} | {} |", sums.mean(1), sums.mean(2), of_bin.len());
        }
    }
}

/// How the peer does that joins equal words on one day.
pub fn alike(name: &str, pairs: &[Known]) {
    let alike = Sums::of(pairs.iter().filter(|pair| pair.alike));
    let all = Sums::of(pairs.iter());
    let n = pairs.iter().filter(|pair| pair.alike).count();
    println!("| {name} | {n} | {:.3} | {:.3} |", alike.mean(2), alike.0[2] / all.0[2].max(f64::MIN_POSITIVE));
}
