//! norms, attribute_ruler, rule lemmatizer
use rmpv::Value;
use std::collections::{HashMap, HashSet};
pub fn rd(b: &[u8]) -> Value {
    rmpv::decode::read_value(&mut &b[..]).unwrap()
}
fn gs<'a>(v: &'a Value, k: &str) -> Option<&'a Value> {
    v.as_map()?.iter().find(|(a, _)| a.as_str() == Some(k)).map(|(_, b)| b)
}
fn gi<'a>(v: &'a Value, k: u64) -> Option<&'a Value> {
    v.as_map()?.iter().find(|(a, _)| a.as_u64() == Some(k)).map(|(_, b)| b)
}
enum P {
    Eq(String),
    In(HashSet<String>),
    NotIn(HashSet<String>),
    Re(fancy_regex::Regex),
    Bool(bool),
}
pub struct Rule {
    pats: Vec<Vec<(u8, P)>>,
    attrs: Vec<(u8, String)>,
    index: i64,
}
pub struct Post {
    rules: Vec<Rule>,
    by_tag: HashMap<String, Vec<usize>>,
    by_low: HashMap<String, Vec<usize>>,
    rest: Vec<usize>,
    base: HashMap<String, String>,
    lexnorm: HashMap<u64, String>,
    lr: HashMap<String, Vec<(String, String)>>,
    lx: HashMap<String, HashMap<String, Vec<String>>>,
    li: HashMap<String, HashSet<String>>,
}
#[derive(Default, Clone)]
pub struct A {
    pub pos: String,
    pub morph: String,
    pub lemma: Option<String>,
}
impl Post {
    pub fn load(f: &crate::Files, hash: &dyn Fn(&str) -> u64) -> Post {
        let set =
            |v: &Value| v.as_array().unwrap().iter().map(|x| x.as_str().unwrap().to_string()).collect::<HashSet<_>>();
        let mut rules = vec![]; // one Rule per alternative pattern, in file order
        for r in rd(&f.read("attribute_ruler/patterns").unwrap()).as_array().unwrap() {
            for p in gs(r, "patterns").unwrap().as_array().unwrap() {
                let pats = p
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|t| {
                        t.as_map()
                            .unwrap()
                            .iter()
                            .map(|(k, v)| {
                                let kk = match k.as_str().unwrap() {
                                    "TAG" => 0,
                                    "LOWER" => 1,
                                    "DEP" => 2,
                                    "IS_SPACE" => 3,
                                    x => panic!("{x}"),
                                };
                                (
                                    kk,
                                    if let Some(s) = v.as_str() {
                                        P::Eq(s.into())
                                    } else if let Some(b) = v.as_bool() {
                                        P::Bool(b)
                                    } else if let Some(x) = gs(v, "IN") {
                                        P::In(set(x))
                                    } else if let Some(x) = gs(v, "NOT_IN") {
                                        P::NotIn(set(x))
                                    } else {
                                        P::Re(
                                            fancy_regex::Regex::new(gs(v, "REGEX").unwrap().as_str().unwrap()).unwrap(),
                                        )
                                    },
                                )
                            })
                            .collect::<Vec<_>>()
                    })
                    .collect::<Vec<_>>();
                rules.push(Rule {
                    pats,
                    attrs: gs(r, "attrs")
                        .unwrap()
                        .as_map()
                        .unwrap()
                        .iter()
                        .map(|(k, v)| {
                            (
                                match k.as_str().unwrap() {
                                    "POS" => 0,
                                    "MORPH" => 1,
                                    "LEMMA" => 2,
                                    "DEP" => 3,
                                    "TAG" => 4,
                                    x => panic!("{x}"),
                                },
                                v.as_str().unwrap().to_string(),
                            )
                        })
                        .collect(),
                    index: gs(r, "index").unwrap().as_i64().unwrap(),
                });
            }
        }
        let l = rd(&f.read("lemmatizer/lookups/lookups.bin").unwrap());
        let mut lr = HashMap::new();
        let mut lx = HashMap::new();
        let mut li = HashMap::new();
        for pos in ["noun", "verb", "adj", "adv", "punct"] {
            let h = hash(pos);
            if let Some(x) = gi(gs(&l, "lemma_rules").unwrap(), h) {
                lr.insert(
                    pos.to_string(),
                    x.as_array()
                        .unwrap()
                        .iter()
                        .map(|p| {
                            let p = p.as_array().unwrap();
                            (p[0].as_str().unwrap().to_string(), p[1].as_str().unwrap().to_string())
                        })
                        .collect(),
                );
            }
            if let Some(x) = gi(gs(&l, "lemma_exc").unwrap(), h) {
                lx.insert(
                    pos.to_string(),
                    x.as_map()
                        .unwrap()
                        .iter()
                        .map(|(k, v)| {
                            (
                                k.as_str().unwrap().to_string(),
                                v.as_array().unwrap().iter().map(|s| s.as_str().unwrap().to_string()).collect(),
                            )
                        })
                        .collect(),
                );
            }
            if let Some(x) = gi(gs(&l, "lemma_index").unwrap(), h) {
                li.insert(pos.to_string(), set(x));
            }
        }
        let lexnorm = gs(&rd(&f.read("vocab/lookups.bin").unwrap()), "lexeme_norm")
            .unwrap()
            .as_map()
            .unwrap()
            .iter()
            .map(|(k, v)| (k.as_u64().unwrap(), v.as_str().unwrap().to_string()))
            .collect();
        let (mut by_tag, mut by_low, mut rest): (HashMap<String, Vec<usize>>, HashMap<String, Vec<usize>>, Vec<usize>) =
            Default::default();
        for (i, r) in rules.iter().enumerate() {
            let f = &r.pats[0];
            let key = |c: u8| {
                f.iter().find(|x| x.0 == c).and_then(|x| match &x.1 {
                    P::Eq(s) => Some(vec![s.clone()]),
                    P::In(s) => Some(s.iter().cloned().collect()),
                    _ => None,
                })
            };
            if let Some(k) = key(1) {
                for x in k {
                    by_low.entry(x).or_default().push(i)
                }
            } else if let Some(k) = key(0) {
                for x in k {
                    by_tag.entry(x).or_default().push(i)
                }
            } else {
                rest.push(i)
            }
        }
        Post {
            rules,
            by_tag,
            by_low,
            rest,
            base: serde_json::from_str(include_str!("../data/base_norms.json")).unwrap(),
            lexnorm,
            lr,
            lx,
            li,
        }
    }
    pub fn norm(&self, o: &str, h: u64) -> String {
        if let Some(x) = self.base.get(o) {
            return x.clone();
        }
        if let Some(x) = self.lexnorm.get(&h) {
            return x.clone();
        }
        o.to_lowercase()
    }
    pub fn rule(&self, toks: &[&str], tags: &mut [String], deps: &mut [String]) -> Vec<A> {
        let n = toks.len();
        let low: Vec<String> = toks.iter().map(|t| t.to_lowercase()).collect();
        let sp: Vec<bool> = toks.iter().map(|t| t.chars().all(|c| c.is_whitespace())).collect();
        let mut ms: Vec<(usize, usize, usize)> = vec![];
        for s in 0..n {
            let c = self
                .rest
                .iter()
                .chain(self.by_tag.get(&tags[s]).into_iter().flatten())
                .chain(self.by_low.get(&low[s]).into_iter().flatten());
            for &ri in c {
                let r = &self.rules[ri];
                let len = r.pats.len();
                if s + len > n {
                    continue;
                }
                let ok = r.pats.iter().enumerate().all(|(j, t)| {
                    t.iter().all(|(k, p)| {
                        let i = s + j;
                        let v: &str = match k {
                            0 => &tags[i],
                            1 => &low[i],
                            2 => &deps[i],
                            _ => "",
                        };
                        match p {
                            P::Eq(x) => x == v,
                            P::In(x) => x.contains(v),
                            P::NotIn(x) => !x.contains(v),
                            P::Re(x) => x.is_match(v).unwrap(),
                            P::Bool(b) => sp[i] == *b,
                        }
                    })
                });
                if ok {
                    ms.push((ri, s, s + len))
                }
            }
        }
        ms.sort();
        let mut a = vec![A::default(); n];
        for (ri, s, e) in ms {
            let r = &self.rules[ri];
            let i = if r.index < 0 { (e as i64 + r.index) as usize } else { s + r.index as usize };
            for (k, v) in &r.attrs {
                match k {
                    0 => a[i].pos = v.clone(),
                    1 => a[i].morph = if v == "_" { String::new() } else { v.clone() },
                    2 => a[i].lemma = Some(v.clone()),
                    3 => deps[i] = v.clone(),
                    _ => tags[i] = v.clone(),
                }
            }
        }
        a
    }
    pub fn lemma(&self, c: &mut HashMap<(String, String, String), String>, t: &str, a: &A) -> String {
        let key = (t.to_string(), a.pos.clone(), a.morph.clone());
        if let Some(x) = c.get(&key) {
            return x.clone();
        }
        let r = self.lem(t, a);
        c.insert(key, r.clone());
        r
    }
    fn lem(&self, t: &str, a: &A) -> String {
        let pos = a.pos.to_lowercase();
        let low = t.to_lowercase();
        if pos.is_empty() || pos == "space" || pos == "eol" {
            return low;
        }
        let m: HashMap<&str, &str> = a.morph.split('|').filter_map(|x| x.split_once('=')).collect();
        let g = |k: &str| m.get(k).copied();
        if (pos == "noun" && g("Number") == Some("Sing"))
            || (pos == "verb" && g("VerbForm") == Some("Inf"))
            || (pos == "verb" && g("VerbForm") == Some("Fin") && g("Tense") == Some("Pres") && g("Number").is_none())
            || (pos == "adj" && g("Degree") == Some("Pos"))
            || g("VerbForm") == Some("Inf")
            || g("VerbForm") == Some("None")
            || g("Degree") == Some("Pos")
        {
            return low;
        }
        if !self.lr.contains_key(&pos) && !self.lx.contains_key(&pos) && !self.li.contains_key(&pos) {
            return if pos == "propn" { t.to_string() } else { low };
        }
        let mut f: Vec<String> = vec![];
        let mut oov = vec![];
        if let Some(rs) = self.lr.get(&pos) {
            for (o, n) in rs {
                if low.ends_with(o.as_str()) {
                    let form = format!("{}{}", &low[..low.len() - o.len()], n);
                    if form.is_empty() {
                        continue;
                    }
                    let ini = self.li.get(&pos).map_or(false, |x| x.contains(&form));
                    if ini {
                        f.insert(0, form)
                    } else if !form.chars().all(|c| c.is_alphabetic()) {
                        f.push(form)
                    } else {
                        oov.push(form)
                    }
                }
            }
        }
        let mut seen = HashSet::new();
        f.retain(|x| seen.insert(x.clone()));
        if let Some(e) = self.lx.get(&pos).and_then(|x| x.get(&low)) {
            for x in e {
                if !f.contains(x) {
                    f.insert(0, x.clone())
                }
            }
        }
        if f.is_empty() {
            f = oov
        }
        f.into_iter().next().unwrap_or_else(|| t.to_string())
    }
}
