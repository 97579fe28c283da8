//! spaCy v3 rule tokenizer from the model's `tokenizer` msgpack file.
use fancy_regex::Regex;
use rmpv::Value;
use std::collections::HashMap;
#[derive(Clone, Debug, PartialEq)]
pub struct Tok {
    pub orth: String,
    pub norm: Option<String>,
    pub ws: bool,
}
pub struct Tokenizer {
    pre: Regex,
    suf: Regex,
    inf: Regex,
    url: Regex,
    spec: HashMap<String, Vec<(String, Option<String>)>>,
    seqs: HashMap<String, Vec<(Vec<String>, usize)>>,
}
fn conv(p: &str) -> String {
    // python re -> fancy-regex: \uXXXX, \UXXXXXXXX, class metacharacters
    let c: Vec<char> = p.chars().collect();
    let mut o = String::new();
    let mut i = 0;
    let mut cls = false;
    let mut start = false;
    while i < c.len() {
        let ch = c[i];
        if ch == '\\' {
            let n = c[i + 1];
            match n {
                'u' => {
                    o += &format!("\\u{{{}}}", c[i + 2..i + 6].iter().collect::<String>());
                    i += 6
                }
                'U' => {
                    o += &format!("\\u{{{}}}", c[i + 2..i + 10].iter().collect::<String>());
                    i += 10
                }
                _ => {
                    if "'\"“”`‘´’‚„»«「」『』（）〔〕【】《》〈〉⟦⟧,:;!=_@% ".contains(n) || !n.is_ascii()
                    {
                        o.push(n)
                    } else {
                        o.push('\\');
                        o.push(n);
                    }
                    i += 2
                }
            }
            start = false;
            continue;
        }
        if cls {
            if ch == ']' && !start {
                cls = false;
                o.push(']')
            } else if ch == '[' || ch == '&' || ch == '~' {
                o.push('\\');
                o.push(ch)
            } else {
                o.push(ch)
            }
            if !(ch == '^' && start) {
                start = false
            }
            i += 1;
            continue;
        }
        if ch == '[' {
            cls = true;
            start = true;
            o.push('[');
            i += 1;
            if i < c.len() && c[i] == '^' {
                o.push('^');
                i += 1
            }
            continue;
        }
        o.push(ch);
        i += 1;
    }
    o
}
fn g<'a>(v: &'a Value, k: &str) -> &'a Value {
    &v.as_map().unwrap().iter().find(|(a, _)| a.as_str() == Some(k)).unwrap().1
}
pub type Cache = HashMap<String, Vec<(String, Option<String>)>>;
impl Tokenizer {
    pub fn load(f: &crate::Files) -> Tokenizer {
        let b = f.read("tokenizer").unwrap();
        let v = rmpv::decode::read_value(&mut &b[..]).unwrap();
        let re = |k: &str| {
            let s = conv(g(&v, k).as_str().unwrap());
            Regex::new(&s).unwrap_or_else(|e| panic!("{k}: {e:?}"))
        };
        let mut spec = HashMap::new();
        for (k, l) in g(&v, "exceptions").as_map().unwrap() {
            spec.insert(
                k.as_str().unwrap().to_string(),
                l.as_array()
                    .unwrap()
                    .iter()
                    .map(|t| {
                        let f = |n: u64| {
                            t.as_map()
                                .unwrap()
                                .iter()
                                .find(|(a, _)| a.as_u64() == Some(n))
                                .map(|(_, x)| x.as_str().unwrap().to_string())
                        };
                        (f(65).unwrap(), f(67))
                    })
                    .collect::<Vec<_>>(),
            );
        }
        let mut t = Tokenizer {
            pre: re("prefix_search"),
            suf: re("suffix_search"),
            inf: re("infix_finditer"),
            url: re("url_match"),
            spec,
            seqs: HashMap::new(),
        };
        let keys: Vec<String> = t.spec.keys().cloned().collect();
        for k in keys {
            if k.contains(' ') || t.find_pre(&k) > 0 || t.find_suf(&k) > 0 || t.inf.find(&k).unwrap().is_some() {
                let s: Vec<String> = t.affixes(&mut HashMap::new(), &k, false).into_iter().map(|x| x.orth).collect();
                if !s.is_empty() {
                    t.seqs.entry(s[0].clone()).or_default().push((s, 0));
                }
            }
        }
        t
    }
    fn find_pre(&self, s: &str) -> usize {
        self.pre.find(s).unwrap().map_or(0, |m| m.end() - m.start())
    }
    fn find_suf(&self, s: &str) -> usize {
        if s.is_empty() {
            return 0;
        }
        self.suf.find(s).unwrap().map_or(0, |m| m.end() - m.start())
    }
    fn chunk(&self, cache: &mut Cache, s: &str, sp: bool, out: &mut Vec<Tok>) {
        if sp {
            if let Some(l) = self.spec.get(s) {
                for (o, n) in l {
                    out.push(Tok { orth: o.clone(), norm: n.clone(), ws: false })
                }
                return;
            }
        }
        if s.bytes().all(|b| b.is_ascii_alphabetic()) {
            out.push(Tok { orth: s.to_string(), norm: None, ws: false });
            return;
        } // fast path: no affix/infix rule can fire
        if let Some(l) = cache.get(s) {
            for (o, n) in l {
                out.push(Tok { orth: o.clone(), norm: n.clone(), ws: false })
            }
            return;
        }
        let st = out.len();
        let mut has_special = false;
        let (mut a, mut z) = (0usize, s.len());
        let mut pre = vec![];
        let mut suf = vec![];
        let mut last = usize::MAX;
        while a < z && z - a != last {
            let cur = &s[a..z];
            if sp && self.spec.contains_key(cur) {
                break;
            }
            last = z - a;
            let pl = self.find_pre(cur);
            if pl > 0 {
                let m = &cur[pl..];
                if !m.is_empty() && sp && self.spec.contains_key(m) {
                    pre.push(cur[..pl].to_string());
                    a += pl;
                    break;
                }
            }
            let sl = self.find_suf(&cur[pl..]);
            if sl > 0 {
                let m = &cur[..cur.len() - sl];
                if !m.is_empty() && sp && self.spec.contains_key(m) {
                    suf.push(cur[cur.len() - sl..].to_string());
                    z -= sl;
                    break;
                }
            }
            if pl > 0 && sl > 0 && pl + sl <= cur.len() {
                pre.push(cur[..pl].into());
                suf.push(cur[cur.len() - sl..].into());
                a += pl;
                z -= sl;
            } else if pl > 0 {
                pre.push(cur[..pl].into());
                a += pl
            } else if sl > 0 {
                suf.push(cur[cur.len() - sl..].into());
                z -= sl
            }
        }
        let push = |out: &mut Vec<Tok>, x: &str| out.push(Tok { orth: x.to_string(), norm: None, ws: false });
        for p in &pre {
            push(out, p)
        }
        if a < z {
            let mid = &s[a..z];
            if sp && self.spec.contains_key(mid) {
                has_special = true;
                for (o, n) in &self.spec[mid] {
                    out.push(Tok { orth: o.clone(), norm: n.clone(), ws: false })
                }
            } else if mid.contains('.') && self.url.is_match(mid).unwrap_or(false)
                || mid.contains("://") && self.url.is_match(mid).unwrap_or(false)
            {
                push(out, mid)
            } else {
                let ms: Vec<(usize, usize)> = self
                    .inf
                    .find_iter(mid)
                    .map(|m| {
                        let m = m.unwrap();
                        (m.start(), m.end())
                    })
                    .collect();
                if ms.is_empty() {
                    push(out, mid)
                } else {
                    let mut st = 0;
                    for (b, e) in ms {
                        if b == 0 {
                            continue;
                        }
                        if b != st {
                            push(out, &mid[st..b])
                        }
                        if b != e {
                            push(out, &mid[b..e])
                        }
                        st = e;
                    }
                    if st < mid.len() {
                        push(out, &mid[st..])
                    }
                }
            }
        }
        for x in suf.iter().rev() {
            push(out, x)
        }
        if !has_special {
            cache.insert(s.to_string(), out[st..].iter().map(|t| (t.orth.clone(), t.norm.clone())).collect());
        }
    }
    pub fn affixes(&self, cache: &mut Cache, t: &str, sp: bool) -> Vec<Tok> {
        let mut out: Vec<Tok> = vec![];
        if t.is_empty() {
            return out;
        }
        let isw = |c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c);
        let mut inw = isw(t.chars().next().unwrap());
        let mut start = 0;
        for (i, c) in t.char_indices() {
            if isw(c) != inw {
                if start < i {
                    self.chunk(cache, &t[start..i], sp, &mut out)
                }
                if c == ' ' {
                    if let Some(l) = out.last_mut() {
                        l.ws = true
                    }
                    start = i + 1
                } else {
                    start = i
                }
                inw = !inw
            }
        }
        if start < t.len() {
            self.chunk(cache, &t[start..], sp, &mut out);
            if let Some(l) = out.last_mut() {
                l.ws = t.ends_with(' ') && !inw
            }
        }
        out
    }
    pub fn tokenize(&self, cache: &mut Cache, t: &str) -> Vec<Tok> {
        let v = self.affixes(cache, t, true);
        let mut m: Vec<(usize, usize)> = vec![];
        for i in 0..v.len() {
            if let Some(l) = self.seqs.get(&v[i].orth) {
                for (s, _) in l {
                    if i + s.len() <= v.len() && s.iter().zip(&v[i..]).all(|(a, b)| *a == b.orth) {
                        m.push((i, i + s.len()))
                    }
                }
            }
        }
        if m.is_empty() {
            return v;
        }
        m.sort_by(|a, b| (b.1 - b.0).cmp(&(a.1 - a.0)).then(a.0.cmp(&b.0)));
        let mut seen = vec![false; v.len()];
        let mut keep = vec![];
        for (a, b) in m {
            if !seen[a] && !seen[b - 1] {
                keep.push((a, b))
            }
            for x in a..b {
                seen[x] = true
            }
        }
        keep.sort();
        let mut out = vec![];
        let mut i = 0;
        let mut k = 0;
        while i < v.len() {
            if k < keep.len() && keep[k].0 == i {
                let (a, b) = keep[k];
                k += 1;
                let mut txt = String::new();
                for x in a..b {
                    txt += &v[x].orth;
                    if v[x].ws && x + 1 < b {
                        txt.push(' ')
                    }
                }
                match self.spec.get(&txt) {
                    Some(l) => {
                        for (o, n) in l {
                            out.push(Tok { orth: o.clone(), norm: n.clone(), ws: false })
                        }
                        out.last_mut().unwrap().ws = v[b - 1].ws
                    }
                    None => out.extend_from_slice(&v[a..b]),
                }
                i = b
            } else {
                out.push(v[i].clone());
                i += 1
            }
        }
        out
    }
}
