//! Rough, about to be replaced: run spaCy v3 en_core_web_sm/md (tok2vec, tagger, parser, ner) from the model directory, in Rust.
//! Input: model dir + jsonl made by export.py (pre-tokenised text and spaCy's answers) -> parity + speed.
use rmpv::Value;
use std::collections::HashMap;

// ---------- hashes ----------
pub fn murmur64a(key: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4a7935bd1e995;
    let r = 47;
    let len = key.len();
    let mut h = seed ^ (len as u64).wrapping_mul(M);
    let nb = len / 8;
    for i in 0..nb {
        let mut k = u64::from_le_bytes(key[i * 8..i * 8 + 8].try_into().unwrap());
        k = k.wrapping_mul(M);
        k ^= k >> r;
        k = k.wrapping_mul(M);
        h ^= k;
        h = h.wrapping_mul(M);
    }
    let tail = &key[nb * 8..];
    if !tail.is_empty() {
        for (i, b) in tail.iter().enumerate() {
            h ^= (*b as u64) << (8 * i);
        }
        h = h.wrapping_mul(M);
    }
    h ^= h >> r;
    h = h.wrapping_mul(M);
    h ^= h >> r;
    h
}
fn fmix64(mut k: u64) -> u64 {
    k ^= k >> 33;
    k = k.wrapping_mul(0xff51afd7ed558ccd);
    k ^= k >> 33;
    k = k.wrapping_mul(0xc4ceb9fe1a85ec53);
    k ^= k >> 33;
    k
}
/// thinc's "MurmurHash3_x86_128_uint64": really the x64_128 variant on one 8-byte key, output as 4 x u32 (little endian halves)
fn murmur3_x86_128_u64(val: u64, seed: u32) -> [u32; 4] {
    let mut h1 = val.wrapping_mul(0x87c37b91114253d5).rotate_left(31).wrapping_mul(0x4cf5ad432745937f);
    h1 ^= seed as u64;
    h1 ^= 8;
    let mut h2 = (seed as u64) ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = fmix64(h1);
    h2 = fmix64(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}
#[cfg(test)]
#[test]
fn hashes() {
    assert_eq!(murmur3_x86_128_u64(12345678901234567, 8), [1519880696, 3764588297, 132337396, 3499398798]);
    assert_eq!(murmur64a(b"hello", 1), 5983625672228268878);
}
// ---------- thinc model msgpack ----------
struct Node {
    name: String,
    params: HashMap<String, (Vec<usize>, Vec<f32>)>,
    attrs: HashMap<String, Value>,
}
fn get<'a>(v: &'a Value, k: &str) -> Option<&'a Value> {
    v.as_map()?.iter().find(|(a, _)| a.as_str() == Some(k) || a.as_slice() == Some(k.as_bytes())).map(|(_, b)| b)
}
fn load_model(f: &crate::Files, p: &str) -> Vec<Node> {
    let b = f.read(p).unwrap();
    let v = rmpv::decode::read_value(&mut &b[..]).unwrap();
    let nodes = get(&v, "nodes").unwrap().as_array().unwrap();
    let params = get(&v, "params").unwrap().as_array().unwrap();
    let attrs = get(&v, "attrs").unwrap().as_array().unwrap();
    nodes
        .iter()
        .enumerate()
        .map(|(i, n)| {
            let mut ps = HashMap::new();
            if let Some(m) = params[i].as_map() {
                for (k, a) in m {
                    if a.is_nil() {
                        continue;
                    }
                    let shape: Vec<usize> = get(a, "shape")
                        .unwrap()
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|x| x.as_u64().unwrap() as usize)
                        .collect();
                    let data = get(a, "data").unwrap();
                    let raw = data.as_slice().unwrap();
                    ps.insert(
                        k.as_str().unwrap().to_string(),
                        (shape, raw.chunks_exact(4).map(|c| f32::from_le_bytes(c.try_into().unwrap())).collect()),
                    );
                }
            }
            let mut at = HashMap::new();
            if let Some(m) = attrs[i].as_map() {
                for (k, a) in m {
                    if let Some(s) = a.as_slice() {
                        if let Ok(v) = rmpv::decode::read_value(&mut &s[..]) {
                            at.insert(k.as_str().unwrap().to_string(), v);
                        }
                    }
                }
            }
            Node { name: get(n, "name").unwrap().as_str().unwrap().to_string(), params: ps, attrs: at }
        })
        .collect()
}
// ---------- tok2vec ----------
struct Lex {
    orth: u64,
    norm: u64,
    prefix: u64,
    suffix: u64,
    shape: u64,
    is_space: bool,
}
struct Table {
    rows: usize,
    seed: u32,
    proj: Vec<f32>,
} // proj: rows x 288 (E · Wslice^T), p-major
struct Layer {
    w: Vec<f32>,
    b: Vec<f32>,
    g: Vec<f32>,
    be: Vec<f32>,
} // w: K x 288 (p-major cols)
struct Tok2Vec {
    tables: Vec<Table>,
    mix_b: Vec<f32>,
    mix_g: Vec<f32>,
    mix_be: Vec<f32>,
    static_proj: Option<Vec<f32>>,
    layers: Vec<Layer>,
}
const W: usize = 96;
const H: usize = 288;
fn pmajor_rows(w: &[f32], n_o: usize, n_p: usize, k: usize) -> Vec<f32> {
    // (nO,nP,K)-> K x (nP*nO)
    let mut o = vec![0f32; k * n_o * n_p];
    for a in 0..n_o {
        for p in 0..n_p {
            for j in 0..k {
                o[j * (n_o * n_p) + p * n_o + a] = w[(a * n_p + p) * k + j];
            }
        }
    }
    o
}
fn pmajor_b(b: &[f32], n_o: usize, n_p: usize) -> Vec<f32> {
    let mut o = vec![0f32; n_o * n_p];
    for a in 0..n_o {
        for p in 0..n_p {
            o[p * n_o + a] = b[a * n_p + p];
        }
    }
    o
}
fn sgemm(m: usize, k: usize, n: usize, a: &[f32], rsa: usize, b: &[f32], c: &mut [f32]) {
    unsafe {
        matrixmultiply::sgemm(
            m,
            k,
            n,
            1.0,
            a.as_ptr(),
            rsa as isize,
            1,
            b.as_ptr(),
            n as isize,
            1,
            0.0,
            c.as_mut_ptr(),
            n as isize,
            1,
        );
    }
}
#[inline(always)]
fn maxout_ln(y: &[f32], b: &[f32], g: &[f32], be: &[f32], out: &mut [f32; W]) {
    let mut m = [0f32; W];
    for i in 0..W {
        let a = y[i] + b[i];
        let c = y[W + i] + b[W + i];
        let d = y[2 * W + i] + b[2 * W + i];
        let e = if a > c { a } else { c };
        m[i] = if e > d { e } else { d };
    }
    let mut s = [0f32; 16];
    for ch in m.chunks_exact(16) {
        for i in 0..16 {
            s[i] += ch[i];
        }
    }
    let mu = s.iter().sum::<f32>() / W as f32;
    let mut q = [0f32; 16];
    for ch in m.chunks_exact(16) {
        for i in 0..16 {
            let d = ch[i] - mu;
            q[i] += d * d;
        }
    }
    let var = q.iter().sum::<f32>() / W as f32 + 1e-8;
    let inv = 1.0 / var.sqrt();
    for i in 0..W {
        out[i] = (m[i] - mu) * inv * g[i] + be[i];
    }
}
impl Tok2Vec {
    fn build(nodes: &[Node], vectors: Option<&(Vec<usize>, Vec<f32>)>) -> Tok2Vec {
        let he: Vec<&Node> = nodes.iter().filter(|n| n.name == "hashembed").collect();
        let mx: Vec<&Node> = nodes.iter().filter(|n| n.name == "maxout").collect();
        let ln: Vec<&Node> = nodes.iter().filter(|n| n.name == "layernorm").collect();
        let (sh, w0) = &mx[0].params["W"];
        let k = sh[2];
        let wm = pmajor_rows(w0, W, 3, k);
        let tables = he
            .iter()
            .enumerate()
            .map(|(t, n)| {
                let (es, e) = &n.params["E"];
                let mut proj = vec![0f32; es[0] * H];
                sgemm(es[0], W, H, e, W, &wm[t * W * H..(t + 1) * W * H], &mut proj);
                Table { rows: es[0], seed: n.attrs["seed"].as_u64().unwrap() as u32, proj }
            })
            .collect::<Vec<_>>();
        let static_proj = nodes.iter().find(|n| n.name == "static_vectors").map(|n| {
            let (_, w) = &n.params["W"];
            let (vs, v) = vectors.unwrap();
            // V(20000x300) · W^T(300x96) · Wmix slice(96x288)
            let mut wt = vec![0f32; 300 * W];
            for i in 0..W {
                for j in 0..300 {
                    wt[j * W + i] = w[i * 300 + j];
                }
            }
            let mut a = vec![0f32; vs[0] * W];
            sgemm(vs[0], 300, W, v, 300, &wt, &mut a);
            let mut p = vec![0f32; vs[0] * H];
            let t = tables.len();
            sgemm(vs[0], W, H, &a, W, &wm[t * W * H..(t + 1) * W * H], &mut p);
            p
        });
        let layers = (1..mx.len())
            .map(|i| {
                let (s, w) = &mx[i].params["W"];
                Layer {
                    w: pmajor_rows(w, W, 3, s[2]),
                    b: pmajor_b(&mx[i].params["b"].1, W, 3),
                    g: ln[i].params["G"].1.clone(),
                    be: ln[i].params["b"].1.clone(),
                }
            })
            .collect();
        Tok2Vec {
            tables,
            mix_b: pmajor_b(&mx[0].params["b"].1, W, 3),
            mix_g: ln[0].params["G"].1.clone(),
            mix_be: ln[0].params["b"].1.clone(),
            static_proj,
            layers,
        }
    }
    fn embed(&self, l: &Lex, spacy: bool, row: i32) -> [f32; W] {
        let mut acc = [0f32; H];
        for (t, tab) in self.tables.iter().enumerate() {
            let id = match t {
                0 => l.norm,
                1 => l.prefix,
                2 => l.suffix,
                3 => l.shape,
                4 => spacy as u64,
                _ => l.is_space as u64,
            };
            for h in murmur3_x86_128_u64(id, tab.seed) {
                let r = h as usize % tab.rows;
                for (a, b) in acc.iter_mut().zip(&tab.proj[r * H..(r + 1) * H]) {
                    *a += b;
                }
            }
        }
        if let (Some(p), true) = (&self.static_proj, row >= 0) {
            let r = row as usize;
            for (a, b) in acc.iter_mut().zip(&p[r * H..(r + 1) * H]) {
                *a += b;
            }
        }
        let mut o = [0f32; W];
        maxout_ln(&acc, &self.mix_b, &self.mix_g, &self.mix_be, &mut o);
        o
    }
    /// x: (n+10) x 96 : 1 guard zero row + 4 pad rows + tokens + 4 pad rows + 1 guard row
    fn encode(&self, x: &mut Vec<f32>, n: usize, y: &mut Vec<f32>) {
        let m = n + 8;
        y.resize(m * H, 0.0);
        for l in &self.layers {
            sgemm(m, 3 * W, H, &x[..], W, &l.w, y);
            let mut o = [0f32; W];
            for i in 0..m {
                maxout_ln(&y[i * H..(i + 1) * H], &l.b, &l.g, &l.be, &mut o);
                for (a, b) in x[(i + 1) * W..(i + 2) * W].iter_mut().zip(&o) {
                    *a += b;
                }
            }
        }
    }
}
// ---------- parser models ----------
struct StepModel {
    lin_w: Vec<f32>,
    lin_b: Vec<f32>,
    pre_w: Vec<f32>,
    pre_b: Vec<f32>,
    pad: Vec<f32>,
    nf: usize,
    up_w: Vec<f32>,
    up_b: Vec<f32>,
    nc: usize,
}
impl StepModel {
    fn build(nodes: &[Node]) -> StepModel {
        let lins: Vec<&Node> = nodes.iter().filter(|n| n.name == "linear").collect();
        let pa = nodes.iter().find(|n| n.name == "precomputable_affine").unwrap();
        let (s, w) = &pa.params["W"];
        let nf = s[0];
        let low = lins.iter().find(|n| n.params["W"].0 == vec![64, 96]).unwrap();
        let up = lins.iter().find(|n| n.params["W"].0[1] == 64).unwrap();
        let mut lw = vec![0f32; 96 * 64];
        for i in 0..64 {
            for j in 0..96 {
                lw[j * 64 + i] = low.params["W"].1[i * 96 + j];
            }
        }
        // (nF,64,2,64) -> 64 x (nF*2*64) with [f][p][o]
        let mut pw = vec![0f32; 64 * nf * 128];
        for f in 0..nf {
            for o in 0..64 {
                for p in 0..2 {
                    for j in 0..64 {
                        pw[j * nf * 128 + f * 128 + p * 64 + o] = w[((f * 64 + o) * 2 + p) * 64 + j];
                    }
                }
            }
        }
        let mut pad = vec![0f32; nf * 128];
        for f in 0..nf {
            for o in 0..64 {
                for p in 0..2 {
                    pad[f * 128 + p * 64 + o] = pa.params["pad"].1[(f * 64 + o) * 2 + p];
                }
            }
        }
        let nc = up.params["W"].0[0];
        let ncp = (nc + 15) / 16 * 16;
        let mut uw = vec![0f32; 64 * ncp];
        for c in 0..nc {
            for j in 0..64 {
                uw[j * ncp + c] = up.params["W"].1[c * 64 + j];
            }
        }
        let mut ub = up.params["b"].1.clone();
        ub.resize(ncp, 0.0);
        StepModel {
            lin_w: lw,
            lin_b: low.params["b"].1.clone(),
            pre_w: pw,
            pre_b: pmajor_b(&pa.params["b"].1, 64, 2),
            pad,
            nf,
            up_w: uw,
            up_b: ub,
            nc,
        }
    }
    fn precompute(&self, tv: &[f32], n: usize, tmp: &mut Vec<f32>, cache: &mut Vec<f32>) {
        tmp.resize(n * 64, 0.0);
        sgemm(n, 96, 64, tv, 96, &self.lin_w, tmp);
        for r in tmp.chunks_exact_mut(64) {
            for (a, b) in r.iter_mut().zip(&self.lin_b) {
                *a += b;
            }
        }
        cache.resize(n * self.nf * 128, 0.0);
        sgemm(n, 64, self.nf * 128, tmp, 64, &self.pre_w, cache);
    }
    #[inline]
    fn scores(&self, cache: &[f32], ids: &[i32], out: &mut [f32]) {
        let mut u = [0f32; 128];
        for (f, &id) in ids.iter().enumerate() {
            let r = if id < 0 {
                &self.pad[f * 128..f * 128 + 128]
            } else {
                let o = (id as usize * self.nf + f) * 128;
                &cache[o..o + 128]
            };
            for i in 0..128 {
                u[i] += r[i];
            }
        }
        let mut h = [0f32; 64];
        for i in 0..64 {
            let a = u[i] + self.pre_b[i];
            let b = u[64 + i] + self.pre_b[64 + i];
            h[i] = if a >= b { a } else { b };
        }
        let n = self.up_b.len();
        out[..n].fill(0.0);
        for j in 0..64 {
            let hj = h[j];
            let w = &self.up_w[j * n..j * n + n];
            for (o, x) in out[..n].iter_mut().zip(w) {
                *o += hj * x;
            }
        }
        for (o, b) in out[..n].iter_mut().zip(&self.up_b) {
            *o += b;
        }
    }
}
fn load_moves(f: &crate::Files, p: &str) -> Vec<(u8, String)> {
    let b = f.read(p).unwrap();
    let v = rmpv::decode::read_value(&mut &b[..]).unwrap();
    let s = get(&v, "moves").unwrap();
    let js: serde_json::Value = serde_json::from_str(s.as_str().unwrap()).unwrap();
    let mut keys: Vec<u8> = js.as_object().unwrap().keys().map(|k| k.parse().unwrap()).collect();
    keys.sort();
    let mut out = vec![];
    for k in keys {
        let m = js[&k.to_string()].as_object().unwrap();
        let mut l: Vec<(i64, String)> = m.iter().map(|(a, f)| (f.as_i64().unwrap(), a.clone())).collect();
        l.sort();
        l.reverse();
        for (_, a) in l {
            out.push((k, a));
        }
    }
    out
}
// ---------- arc-eager ----------
struct Pst {
    n: usize,
    bi: usize,
    stack: Vec<i32>,
    rebuf: Vec<i32>,
    heads: Vec<i32>,
    labs: Vec<u16>,
    lk: Vec<Vec<i32>>,
    rk: Vec<Vec<i32>>,
    unsh: Vec<bool>,
    ss: Vec<bool>,
}
impl Pst {
    fn new(n: usize) -> Self {
        Pst {
            n,
            bi: 0,
            stack: vec![],
            rebuf: vec![],
            heads: vec![-1; n],
            labs: vec![0; n],
            lk: vec![vec![]; n],
            rk: vec![vec![]; n],
            unsh: vec![false; n],
            ss: vec![false; n],
        }
    }
    fn b(&self, i: usize) -> i32 {
        if i < self.rebuf.len() {
            self.rebuf[self.rebuf.len() - 1 - i]
        } else {
            let x = self.bi + i - self.rebuf.len();
            if x >= self.n { -1 } else { x as i32 }
        }
    }
    fn s(&self, i: usize) -> i32 {
        if i >= self.stack.len() { -1 } else { self.stack[self.stack.len() - 1 - i] }
    }
    fn blen(&self) -> usize {
        self.n - self.bi + self.rebuf.len()
    }
    fn is_ss(&self, i: i32) -> bool {
        i >= 0 && self.ss[i as usize]
    }
    fn push(&mut self) {
        let b = if let Some(x) = self.rebuf.pop() {
            x
        } else {
            let x = self.bi as i32;
            self.bi += 1;
            x
        };
        self.stack.push(b);
    }
    fn arc(&mut self, h: i32, c: i32, l: u16) {
        let ci = c as usize;
        if self.heads[ci] >= 0 {
            let oh = self.heads[ci] as usize;
            let v = if oh > ci { &mut self.lk[oh] } else { &mut self.rk[oh] };
            if v.last() == Some(&c) {
                v.pop();
            }
        }
        if h > c {
            self.lk[h as usize].push(c)
        } else {
            self.rk[h as usize].push(c)
        }
        self.heads[ci] = h;
        self.labs[ci] = l;
    }
    fn l1(&self, h: i32) -> i32 {
        if h < 0 { -1 } else { *self.lk[h as usize].last().unwrap_or(&-1) }
    }
    fn r1(&self, h: i32) -> i32 {
        if h < 0 { -1 } else { *self.rk[h as usize].last().unwrap_or(&-1) }
    }
}
pub struct Doc {
    pub heads: Vec<usize>,
    pub deps: Vec<String>,
    pub ss: Vec<bool>,
    pub tags: Vec<usize>,
    pub ents: Vec<(usize, usize, u16)>,
}
#[derive(Default)]
pub struct Words {
    lex: HashMap<String, usize>,
    lexs: Vec<Lex>,
    cache: Vec<[Option<Box<[f32; W]>>; 3]>,
}
pub struct Nlp {
    t2v: Tok2Vec,
    ner_t2v: Tok2Vec,
    tag_w: Vec<f32>,
    tag_b: Vec<f32>,
    ntag: usize,
    pub tags: Vec<String>,
    par: StepModel,
    par_moves: Vec<(u8, String)>,
    ner: StepModel,
    ner_moves: Vec<(u8, String)>,
    ner_lab: Vec<(u8, u16)>,
    pub ner_names: Vec<String>,
    key2row: HashMap<u64, i32>,
    pub symbols: HashMap<String, u64>,
}
#[derive(Default)]
pub struct Scratch {
    x: Vec<f32>,
    y: Vec<f32>,
    tmp: Vec<f32>,
    pc: Vec<f32>,
    tg: Vec<f32>,
}
fn shape(t: &str) -> String {
    if t.chars().count() >= 100 {
        return "LONG".into();
    }
    let mut o = String::new();
    let mut last = '\0';
    let mut seq = 0;
    let mut first = true;
    for c in t.chars() {
        let s = if c.is_alphabetic() {
            if c.is_uppercase() { 'X' } else { 'x' }
        } else if c.is_numeric() {
            'd'
        } else {
            c
        };
        if !first && s == last {
            seq += 1
        } else {
            seq = 0;
            last = s;
            first = false
        }
        if seq < 4 {
            o.push(s)
        }
    }
    o
}
impl Nlp {
    pub fn load(f: &crate::Files) -> Nlp {
        let t = load_model(f, "tok2vec/model");
        let tg = load_model(f, "tagger/model");
        let pm = load_model(f, "parser/model");
        let nm = load_model(f, "ner/model");
        let vec = f.read("vocab/vectors").ok().and_then(|b| {
            let hl = u16::from_le_bytes([b[8], b[9]]) as usize;
            let h = String::from_utf8_lossy(&b[10..10 + hl]).to_string();
            let s = h.split("'shape': (").nth(1)?.split(')').next()?.to_string();
            let d: Vec<usize> = s.split(',').filter_map(|x| x.trim().parse().ok()).collect();
            if d.len() < 2 || d[0] == 0 {
                return None;
            }
            let v: Vec<f32> = b[10 + hl..].chunks_exact(4).map(|c| f32::from_le_bytes(c.try_into().unwrap())).collect();
            Some((d, v))
        });
        let mut key2row = HashMap::new();
        if vec.is_some() {
            let b = f.read("vocab/key2row").unwrap();
            let v = rmpv::decode::read_value(&mut &b[..]).unwrap();
            for (k, r) in v.as_map().unwrap() {
                key2row.insert(k.as_u64().unwrap(), r.as_i64().unwrap() as i32);
            }
        }
        let sm = tg.iter().find(|n| n.name == "softmax").unwrap();
        let (s, w) = &sm.params["W"];
        let ntag = s[0];
        let mut tw = vec![0f32; 96 * ntag];
        for c in 0..ntag {
            for j in 0..96 {
                tw[j * ntag + c] = w[c * 96 + j];
            }
        }
        let cfg: serde_json::Value =
            serde_json::from_str(&String::from_utf8(f.read("tagger/cfg").unwrap()).unwrap()).unwrap();
        let tags = cfg["labels"].as_array().unwrap().iter().map(|x| x.as_str().unwrap().to_string()).collect();
        let ner_moves: Vec<(u8, String)> =
            load_moves(f, "ner/moves").into_iter().filter(|(m, l)| *m != 0 && !(*m == 5 && !l.is_empty())).collect();
        let mut names: Vec<String> = vec![String::new()];
        let ner_lab = ner_moves
            .iter()
            .map(|(m, l)| {
                let i = names.iter().position(|x| x == l).unwrap_or_else(|| {
                    names.push(l.clone());
                    names.len() - 1
                });
                (*m, i as u16)
            })
            .collect();
        Nlp {
            t2v: Tok2Vec::build(&t, vec.as_ref()),
            ner_t2v: Tok2Vec::build(&nm, vec.as_ref()),
            tag_w: tw,
            tag_b: sm.params["b"].1.clone(),
            ntag,
            tags,
            par: StepModel::build(&pm),
            par_moves: load_moves(f, "parser/moves"),
            ner: StepModel::build(&nm),
            ner_moves,
            ner_lab,
            ner_names: names,
            key2row,
            symbols: serde_json::from_str(include_str!("../data/symbols.json")).unwrap(),
        }
    }
    pub fn lexeme(&self, ws: &mut Words, orth: &str, norm: &str) -> usize {
        let key = if norm == orth { orth.to_string() } else { format!("{orth}\u{1}{norm}") };
        if let Some(&i) = ws.lex.get(&key) {
            return i;
        }
        let sy = &self.symbols;
        let h = |s: &str| {
            if s.is_empty() {
                0
            } else if let Some(&i) = sy.get(s) {
                i
            } else {
                murmur64a(s.as_bytes(), 1)
            }
        }; // StringStore: symbols first
        let pre: String = orth.chars().take(1).collect();
        let n = orth.chars().count();
        let suf: String = orth.chars().skip(n.saturating_sub(3)).collect();
        let l = Lex {
            orth: h(orth),
            norm: h(norm),
            prefix: h(&pre),
            suffix: h(&suf),
            shape: h(&shape(orth)),
            is_space: orth.chars().all(|c| c.is_whitespace()),
        };
        ws.lexs.push(l);
        ws.cache.push([None, None, None]);
        ws.lex.insert(key, ws.lexs.len() - 1);
        ws.lexs.len() - 1
    }
    fn vecs(&self, ws: &mut Words, ids: &[(usize, bool)], ner: bool, x: &mut Vec<f32>) {
        let n = ids.len();
        x.clear();
        x.resize((n + 10) * W, 0.0);
        for (i, &(l, sp)) in ids.iter().enumerate() {
            let slot = if ner { 2 } else { sp as usize };
            if ws.cache[l][slot].is_none() {
                let row = if self.key2row.is_empty() { -1 } else { *self.key2row.get(&ws.lexs[l].orth).unwrap_or(&-1) };
                let v =
                    if ner { self.ner_t2v.embed(&ws.lexs[l], sp, row) } else { self.t2v.embed(&ws.lexs[l], sp, row) };
                ws.cache[l][slot] = Some(Box::new(v));
            }
            x[(i + 5) * W..(i + 6) * W].copy_from_slice(&ws.cache[l][slot].as_ref().unwrap()[..]);
        }
    }
    pub fn run(&self, ws: &mut Words, ids: &[(usize, bool)], sc: &mut Scratch) -> Doc {
        let n = ids.len();
        if n == 0 {
            return Doc { heads: vec![], deps: vec![], ss: vec![], tags: vec![], ents: vec![] };
        }
        let mut x = std::mem::take(&mut sc.x);
        self.vecs(ws, ids, false, &mut x);
        self.t2v.encode(&mut x, n, &mut sc.y);
        let tv = &x[5 * W..(5 + n) * W];
        sc.tg.resize(n * self.ntag, 0.0);
        sgemm(n, 96, self.ntag, tv, 96, &self.tag_w, &mut sc.tg);
        let tags = (0..n)
            .map(|i| {
                let mut b = 0;
                let mut bv = f32::MIN;
                for c in 0..self.ntag {
                    let v = sc.tg[i * self.ntag + c] + self.tag_b[c];
                    if v > bv {
                        bv = v;
                        b = c
                    }
                }
                b
            })
            .collect();
        self.par.precompute(tv, n, &mut sc.tmp, &mut sc.pc);
        let (heads, deps, ss) = self.parse(n, &sc.pc);
        self.vecs(ws, ids, true, &mut x);
        self.ner_t2v.encode(&mut x, n, &mut sc.y);
        self.ner.precompute(&x[5 * W..(5 + n) * W], n, &mut sc.tmp, &mut sc.pc);
        let ents = self.nerdec(ws, n, &sc.pc, &ss, ids);
        sc.x = x;
        Doc { heads, deps, ss, tags, ents }
    }
    fn parse(&self, n: usize, pc: &[f32]) -> (Vec<usize>, Vec<String>, Vec<bool>) {
        let mut st = Pst::new(n);
        let mut out = [0f32; 160];
        let nm = self.par.nc;
        loop {
            if st.stack.is_empty() && st.blen() == 0 {
                break;
            }
            let b0 = st.b(0);
            let b1 = st.b(1);
            let s0 = st.s(0);
            let s1 = st.s(1);
            let s2 = st.s(2);
            self.par.scores(pc, &[b0, b1, s0, s1, s2, st.l1(b0), st.l1(s0), st.r1(s0)], &mut out);
            let d = st.stack.len();
            let bl = st.blen();
            let sb0 = st.is_ss(b0);
            let v = [
                d == 0 || (bl >= 2 && !sb0 && !(b0 >= 0 && st.unsh[b0 as usize])),
                d != 0,
                d != 0 && bl != 0 && !sb0,
                d != 0 && bl != 0 && !sb0,
                bl >= 2 && b1 == b0 + 1 && !st.is_ss(b1),
            ];
            let mut best = usize::MAX;
            let mut bs = 0f32;
            for i in 0..nm {
                if v[self.par_moves[i].0 as usize] && (best == usize::MAX || out[i] > bs) {
                    best = i;
                    bs = out[i];
                }
            }
            if best == usize::MAX {
                st.stack.clear();
                st.bi = n;
                st.rebuf.clear();
                break;
            }
            match self.par_moves[best].0 {
                0 => st.push(),
                1 => {
                    if st.heads[s0 as usize] >= 0 || d == 1 {
                        st.stack.pop();
                    } else {
                        st.unsh[s0 as usize] = true;
                        st.rebuf.push(s0);
                        st.stack.pop();
                    }
                }
                2 => {
                    st.arc(b0, s0, best as u16);
                    st.unsh[b0 as usize] = false;
                    st.stack.pop();
                }
                3 => {
                    st.arc(s0, b0, best as u16);
                    st.push();
                }
                _ => {
                    st.ss[b1 as usize] = true;
                }
            }
        }
        let mut heads: Vec<usize> = (0..n).map(|i| if st.heads[i] < 0 { i } else { st.heads[i] as usize }).collect();
        let mut deps: Vec<String> = (0..n)
            .map(|i| if st.heads[i] < 0 { "ROOT".to_string() } else { self.par_moves[st.labs[i] as usize].1.clone() })
            .collect();
        // deprojectivize
        for i in 0..n {
            if let Some((nl, hl)) = deps[i].clone().split_once("||") {
                let mut kids: Vec<Vec<usize>> = vec![vec![]; n];
                for j in 0..n {
                    if heads[j] != j {
                        kids[heads[j]].push(j)
                    }
                }
                let start = heads[i];
                let mut q = vec![start];
                let mut found = start;
                'o: while !q.is_empty() {
                    let mut nq = vec![];
                    for &x in &q {
                        for &c in &kids[x] {
                            if c == i {
                                continue;
                            }
                            if deps[c] == hl {
                                found = c;
                                break 'o;
                            }
                            nq.push(c);
                        }
                    }
                    q = nq;
                }
                heads[i] = found;
                deps[i] = nl.to_string();
            }
        }
        // sentence starts = left edge of each root's subtree
        let mut le: Vec<usize> = (0..n).collect();
        let mut re: Vec<usize> = (0..n).collect();
        for lc in 0..11 {
            let _ = lc;
            for i in 0..n {
                let h = heads[i];
                if le[i] < le[h] {
                    le[h] = le[i]
                }
                if re[i] > re[h] {
                    re[h] = re[i]
                }
            }
            for i in (0..n).rev() {
                let h = heads[i];
                if re[i] > re[h] {
                    re[h] = re[i]
                }
                if le[i] < le[h] {
                    le[h] = le[i]
                }
            }
            let mut sst = vec![false; n];
            for i in 0..n {
                if heads[i] == i {
                    sst[le[i]] = true
                }
            }
            let mut cs = 0;
            let mut ok = true;
            for i in 0..n {
                if (i > 0 && sst[i]) || i == n - 1 {
                    for j in cs..i {
                        if heads[j] < cs || heads[j] >= i + 1 {
                            ok = false;
                            break;
                        }
                    }
                    if !ok {
                        break;
                    }
                    cs = i;
                }
            }
            if ok {
                break;
            }
        }
        let mut ss = vec![false; n];
        for i in 0..n {
            if heads[i] == i {
                ss[le[i]] = true
            }
        }
        (heads, deps, ss)
    }
    fn nerdec(&self, ws: &Words, n: usize, pc: &[f32], ss: &[bool], ids: &[(usize, bool)]) -> Vec<(usize, usize, u16)> {
        let mut out = [0f32; 160];
        let mut ents = vec![];
        let mut open: Option<(usize, u16)> = None;
        for i in 0..n {
            let c = match open {
                Some((s, _)) => [i as i32, s as i32, i as i32 - 1],
                None => [i as i32, -1, -1],
            };
            self.ner.scores(pc, &c, &mut out);
            let last = i + 1 >= n;
            let nss = !last && ss[i + 1];
            let sp = ws.lexs[ids[i].0].is_space;
            let mut best = usize::MAX;
            let mut bs = 0f32;
            for k in 0..self.ner.nc {
                let (m, l) = self.ner_lab[k];
                let ok = match m {
                    1 => open.is_none() && !last && l != 0 && !nss && !sp,
                    2 => !last && l != 0 && open.map_or(false, |o| o.1 == l) && !nss,
                    3 => l != 0 && open.map_or(false, |o| o.1 == l),
                    4 => l != 0 && open.is_none() && !sp,
                    5 => open.is_none(),
                    _ => false,
                };
                if ok && (best == usize::MAX || out[k] > bs) {
                    best = k;
                    bs = out[k];
                }
            }
            if best == usize::MAX {
                break;
            }
            let (m, l) = self.ner_lab[best];
            match m {
                1 => open = Some((i, l)),
                3 => {
                    ents.push((open.unwrap().0, i + 1, l));
                    open = None
                }
                4 => ents.push((i, i + 1, l)),
                _ => {}
            }
        }
        ents
    }
}
