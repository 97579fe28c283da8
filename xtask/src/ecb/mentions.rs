//! Event coreference over documents with the mentions given, without gold topics: the document odds, stems and clusters of the
//! program, with weights for pairs of mentions (`codebook/matching/mention_weights.tsv`), beside baselines by equal stems.

use super::clusters::{b_cubed, ceaf_e, conll, muc};
use super::{Text, documents};
use crate::Failure;
use resolution::cluster::{ClusterSettings, Constraints, ScoredPair, cluster};
use resolution::digest::words::{stem, stems};
use resolution::events::{EventRules, incident_odds};
use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::LN_2;

/// Code points on each side of a mention that are near it.
const NEAR: usize = 60;
/// A stem of a mention that stands in more than this share of the documents tells nothing, unless it is the only one.
const COMMON: f64 = 0.25;

/// A mention with what stands around it.
struct View<'a> {
    document: usize,
    words: BTreeSet<String>,
    head: String,
    near: Vec<String>,
    sentence: Vec<String>,
    chain: &'a str,
}

/// Prints CoNLL F1 and its parts for our linker and for the baselines.
pub fn measure(texts: &[Text], records: &[String]) -> Result<(), Failure> {
    let digests = documents::digests(records)?;
    let rules = EventRules::builtin().map_err(|error| Failure::new(error.to_string(), "mend the codebook"))?;
    let incidents = incident_odds(&digests, &rules);
    let tables = Tables::read()?;
    let views = views(texts, &tables);
    let gold: Vec<&str> = views.iter().map(|view| view.chain).collect();
    println!(
        "\n| {} mentions, given | CoNLL | MUC | B3 P | B3 R | CEAF-e |\n| --- | --- | --- | --- | --- | --- |",
        gold.len()
    );
    let head = |view: &View<'_>| view.head.clone();
    row("each alone", &gold, &(0..gold.len()).collect::<Vec<_>>());
    row("equal stems", &gold, &views.iter().map(head).collect::<Vec<_>>());
    let group = documents::incident_labels(&digests, &rules);
    let of_group = |view: &View<'_>| (group.get(view.document).copied(), head(view));
    row("equal stems in our groups of documents", &gold, &views.iter().map(of_group).collect::<Vec<_>>());
    let of_gold = |view: &View<'_>| (texts.get(view.document).map(|text| text.incident.as_str()), head(view));
    row("equal stems in the gold groups (not given to us)", &gold, &views.iter().map(of_gold).collect::<Vec<_>>());
    row("our linker", &gold, &link(&views, &incidents, &tables));
    Ok(())
}

fn row<S: Ord + Clone>(name: &str, gold: &[&str], given: &[S]) {
    let (muc, b_cubed, ceaf) = (muc(gold, given), b_cubed(gold, given), ceaf_e(gold, given));
    let [m, p, r, c] = [muc.f1(), b_cubed.precision, b_cubed.recall, ceaf.f1()].map(|share| 100.0 * share);
    println!("| {name} | {:.1} | {m:.1} | {p:.1} | {r:.1} | {c:.1} |", conll(gold, given));
}

/// Weights, irregular words, and the groups of like meaning that a stem stands in.
struct Tables {
    weights: BTreeMap<String, f64>,
    irregular: BTreeMap<String, String>,
    meanings: BTreeMap<String, BTreeSet<usize>>,
}

impl Tables {
    fn read() -> Result<Self, Failure> {
        let folder = crate::run::root().join("codebook/matching");
        let read = |name: &str| {
            let path = folder.join(name);
            let text = std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
            let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
            let cells = lines.filter_map(|line| line.split_once('\t'));
            Ok(cells.map(|(key, rest)| (key.to_owned(), rest.to_owned())).collect::<BTreeMap<_, _>>())
        };
        let value = |text: &String| text.split('\t').next().and_then(|cell| cell.parse().ok()).unwrap_or_default();
        let weights = read("mention_weights.tsv")?.iter().map(|(name, text)| (name.clone(), value(text))).collect();
        let path = folder.join("event_words.tsv");
        let text = std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
        let groups = text.lines().filter(|line| !line.starts_with('#')).skip(1).enumerate();
        let mut meanings: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (group, line) in groups {
            for word in line.split(' ') {
                meanings.entry(stem(word)).or_default().insert(group);
            }
        }
        Ok(Self { weights, irregular: read("irregular_words.tsv")?, meanings })
    }

    /// Whether two stems may mean one thing.
    fn mean_one(&self, one: &str, other: &str) -> bool {
        let both = self.meanings.get(one).zip(self.meanings.get(other));
        both.is_some_and(|(one, other)| !one.is_disjoint(other))
    }

    fn weight(&self, name: &str) -> f64 {
        self.weights.get(name).copied().unwrap_or_default()
    }

    fn stem(&self, word: &str) -> String {
        let word = word.to_lowercase();
        stem(self.irregular.get(&word).unwrap_or(&word))
    }
}

fn views<'a>(texts: &'a [Text], tables: &Tables) -> Vec<View<'a>> {
    let mut documents: BTreeMap<String, f64> = BTreeMap::new();
    for text in texts {
        let words = text.text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
        let stems: BTreeSet<String> = words.map(|word| tables.stem(word)).collect();
        stems.into_iter().for_each(|stem| *documents.entry(stem).or_default() += 1.0);
    }
    let n = super::clusters::count(texts.len());
    let share = |stem: &String| documents.get(stem).copied().unwrap_or(1.0) / n;
    let of_text = |(document, text): (usize, &'a Text)| {
        let letters: Vec<char> = text.text.chars().collect();
        let says = |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect::<String>();
        let view = |mention: &'a super::Mention| {
            let (start, end) = (mention.span.0.min(letters.len()), mention.span.1.min(letters.len()));
            let opens = letters.iter().take(start).rposition(|sign| *sign == '\n').map_or(0, |at| at + 1);
            let closes = letters.iter().skip(end).position(|sign| *sign == '\n').map_or(letters.len(), |at| end + at);
            let around = |from: usize, to: usize| stems(&format!("{} {}", says(from, start), says(end, to)));
            let all: Vec<String> = says(start, end)
                .split(|sign: char| !sign.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(|word| tables.stem(word))
                .collect();
            let rare: Vec<String> = all.iter().filter(|stem| share(stem) <= COMMON).cloned().collect();
            let words = if rare.is_empty() { all } else { rare };
            View {
                document,
                head: words.first().cloned().unwrap_or_default(),
                words: words.into_iter().collect(),
                near: around(opens.max(start.saturating_sub(NEAR)), closes.min(end + NEAR)),
                sentence: around(opens, closes),
                chain: &mention.chain,
            }
        };
        text.mentions.iter().map(view).collect::<Vec<_>>()
    };
    texts.iter().enumerate().flat_map(of_text).collect()
}

fn link(views: &[View<'_>], incidents: &BTreeMap<(usize, usize), f64>, tables: &Tables) -> Vec<usize> {
    let rarity = Rarity::new(views);
    let limit = tables.weight("limit") / LN_2;
    let mut pairs = Vec::new();
    for (left, one) in views.iter().enumerate() {
        for (right, other) in views.iter().enumerate().skip(left + 1) {
            let odds = (one.document != other.document)
                .then(|| incidents.get(&(one.document, other.document)).map_or(f64::NEG_INFINITY, |bits| bits * LN_2));
            if odds.is_none_or(|odds| odds >= tables.weight("floor")) {
                let bits = log_odds(one, other, odds, &rarity, tables) / LN_2;
                let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                pairs.push(ScoredPair { left: narrow(left), right: narrow(right), bits });
            }
        }
    }
    let settings = ClusterSettings {
        join_at: tables.weight("join_at") / LN_2,
        limit,
        uncompared_bits: -limit,
        uncompared_weight: 1.0,
        alarm_above: usize::MAX,
    };
    let clusters = cluster(views.len(), &pairs, Constraints::default(), &settings).clusters;
    let mut labels = vec![0; views.len()];
    for (label, cluster) in clusters.iter().enumerate() {
        for &member in &cluster.members {
            labels[member as usize] = label;
        }
    }
    labels
}

/// `odds`: natural log odds of the two documents being on one incident; none for one document.
fn log_odds(one: &View<'_>, other: &View<'_>, odds: Option<f64>, rarity: &Rarity, tables: &Tables) -> f64 {
    let truth = |holds: bool| if holds { 1.0 } else { 0.0 };
    let word = truth(one.words.intersection(&other.words).next().is_some());
    let prefix = truth(word == 0.0 && share_prefix(&one.head, &other.head));
    let meaning = truth(word + prefix == 0.0 && tables.mean_one(&one.head, &other.head));
    let (near, sentence) = (rarity.cosine(&one.near, &other.near), rarity.cosine(&one.sentence, &other.sentence));
    let (document, odds) = (truth(odds.is_none()), odds.unwrap_or_default());
    let parts = [
        ("word", word),
        ("prefix", prefix),
        ("meaning", meaning),
        ("meaning_incident", meaning * odds),
        ("near", near),
        ("sentence", sentence),
        ("document", document),
        ("incident", odds),
        ("word_incident", word * odds),
        ("word_sentence", word * sentence),
        ("word_document", word * document),
    ];
    tables.weight("intercept") + parts.iter().map(|(name, value)| tables.weight(name) * value).sum::<f64>()
}

fn share_prefix(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    shared >= 4 && shared * 5 >= one.chars().count().min(other.chars().count()) * 3
}

/// How rare stems are over the lines of mentions.
struct Rarity {
    documents: BTreeMap<String, BTreeSet<usize>>,
    n: f64,
}

impl Rarity {
    fn new(views: &[View<'_>]) -> Self {
        let mut documents: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for view in views {
            for stem in view.sentence.iter().chain(&view.words) {
                documents.entry(stem.clone()).or_default().insert(view.document);
            }
        }
        let n = views.iter().map(|view| view.document).collect::<BTreeSet<_>>().len();
        Self { documents, n: super::clusters::count(n) }
    }

    fn of(&self, stem: &str) -> f64 {
        let documents = self.documents.get(stem).map_or(1, BTreeSet::len);
        ((self.n + 1.0) / super::clusters::count(documents)).ln()
    }

    /// Cosine of two sorted lists.
    fn cosine(&self, one: &[String], other: &[String]) -> f64 {
        let length = |stems: &[String]| stems.iter().map(|stem| self.of(stem).powi(2)).sum::<f64>().sqrt();
        let shared = one.iter().filter(|stem| other.binary_search(stem).is_ok());
        let both: f64 = shared.map(|stem| self.of(stem).powi(2)).sum();
        let lengths = length(one) * length(other);
        if lengths > 0.0 { both / lengths } else { 0.0 }
    }
}
