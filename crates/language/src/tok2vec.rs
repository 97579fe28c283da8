//! Turns the words of a text into vectors that know their neighbours.
//!
//! Source: `spacy.HashEmbedCNN.v2` / `spacy.MultiHashEmbed.v2` + `spacy.MaxoutWindowEncoder.v2`
//! (`spacy/ml/models/tok2vec.py`): hashed embeddings (Svenstrup et al. 2017) of some features of the word, with its
//! static vector where the model has any, mixed by a maxout layer; then a few convolutions over a window, each with a
//! residual connection. Number of layers, widths and rows are read from the weights.

use crate::ModelError;
use crate::hashes::row_hashes;
use crate::lexicon::{Lexeme, Lexicon};
use crate::matrix::{BLOCK, Matrix, WIDTH, sized};
use crate::maxout::{MaxoutLayer, add};
use crate::message_pack::Value;
use crate::processor::Processor;
use crate::vectors::Vectors;
use crate::weights::{Node, Weights};

/// The weights.
pub(crate) struct Tok2Vec {
    tables: Vec<Table>,
    /// Projection of the static vectors.
    projection: Option<Matrix>,
    mixer: MaxoutLayer,
    layers: Vec<MaxoutLayer>,
    /// Words on each side that a layer looks at.
    window: usize,
}

/// The embeddings of one feature.
struct Table {
    feature: Feature,
    seed: u32,
    width: usize,
    values: Vec<f32>,
}

#[derive(Clone, Copy, PartialEq)]
enum Feature {
    Orth,
    Norm,
    Prefix,
    Suffix,
    Shape,
    /// Whether a blank follows the token.
    Space,
    IsSpace,
}

/// A token, as far as the embeddings look at it.
#[derive(Clone, Copy)]
pub(crate) struct Word {
    /// Its number in the lexicon.
    pub(crate) lexeme: u32,
    /// Whether a blank follows.
    pub(crate) space: bool,
}

/// Mixed embeddings of the lexemes of one worker.
#[derive(Default)]
pub(crate) struct KnownWords {
    /// 1-based index of the vector of lexeme `i` without (`2 i`) and with (`2 i + 1`) a blank behind it; 0 for none.
    places: Vec<u32>,
    vectors: Vec<f32>,
}

/// Room for intermediate results, kept from text to text.
#[derive(Default)]
pub(crate) struct Scratch {
    features: Vec<f32>,
    projected: Vec<f32>,
    sums: Vec<f32>,
    before: Vec<f32>,
    after: Vec<f32>,
}

impl Tok2Vec {
    /// From the layers of a model file that holds exactly one.
    ///
    /// # Errors
    /// [`ModelError`] when its layers do not fit each other or are of another kind.
    pub(crate) fn new(weights: &Weights, vectors: Option<&Vectors>) -> Result<Tok2Vec, ModelError> {
        let columns = weights.layer("extract_features")?.attribute("columns")?.list().unwrap_or_default();
        let embeds = weights.layers("hashembed");
        if columns.len() != embeds.len() {
            return Err(weights.unsupported("a feature without a table"));
        }
        let tables = columns.iter().zip(embeds).map(|(column, node)| Table::new(column, node));
        let tables = tables.collect::<Result<Vec<_>, _>>()?;
        let projection = match &weights.layers("static_vectors")[..] {
            [] => None,
            [node] => Some(projection(node, vectors)?),
            _ => return Err(weights.unsupported("several sets of static vectors")),
        };
        let (maxouts, norms) = (weights.layers("maxout"), weights.layers("layernorm"));
        let layers = maxouts.iter().zip(&norms).map(|(maxout, norm)| MaxoutLayer::new(maxout, norm));
        let mut layers = layers.collect::<Result<Vec<_>, _>>()?;
        if layers.is_empty() || maxouts.len() != norms.len() {
            return Err(weights.unsupported("a model without maxout layers"));
        }
        let mixer = layers.remove(0);
        let window = match weights.layers("expand_window").first() {
            Some(node) => node.attribute("window_size")?.size().unwrap_or(0),
            None => 0,
        };
        let tok2vec = Tok2Vec { tables, projection, mixer, layers, window };
        if tok2vec.fits() { Ok(tok2vec) } else { Err(weights.unsupported("layers that do not fit each other")) }
    }

    /// Whether each layer takes as much as the one before gives.
    fn fits(&self) -> bool {
        let width = self.mixer.width();
        let tables: usize = self.tables.iter().map(|table| table.width).sum();
        let mixed = tables + self.projection.as_ref().map_or(0, Matrix::columns);
        let field = self.window.checked_mul(2).and_then(|field| field.checked_add(1)?.checked_mul(width));
        self.mixer.depth() == mixed
            && self.window > 0
            && self.layers.iter().all(|layer| Some(layer.depth()) == field && layer.width() == width)
    }

    /// Numbers per word.
    pub(crate) fn width(&self) -> usize {
        self.mixer.width()
    }

    /// One vector per word, `words.len()` x [`Tok2Vec::width`].
    pub(crate) fn vectors<'a>(
        &self,
        processor: Processor,
        words: &[Word],
        lexicon: &Lexicon,
        vectors: Option<&Vectors>,
        known: &mut KnownWords,
        scratch: &'a mut Scratch,
    ) -> &'a [f32] {
        self.learn(processor, words, lexicon, vectors, known, scratch);
        let (width, margin) = (self.width(), self.margin());
        let n_rows = words.len() + 2 * margin;
        let rows = sized(&mut scratch.before, n_rows * width);
        rows[..margin * width].fill(0.0);
        rows[(n_rows - margin) * width..].fill(0.0);
        for (row, word) in rows[margin * width..].chunks_exact_mut(width).zip(words) {
            row.copy_from_slice(known.vector(self.place(*word), width));
        }
        self.encode(processor, words.len(), scratch);
        &scratch.before[margin * width..][..words.len() * width]
    }

    /// Rows of zeros before and after a text: as far as the layers can see. spaCy pads each document like this.
    fn margin(&self) -> usize {
        self.window * self.layers.len()
    }

    /// The convolutions, from and to `scratch.before`. Each needs fewer rows of the margin than the one before it.
    fn encode(&self, processor: Processor, n_words: usize, scratch: &mut Scratch) {
        let (width, margin) = (self.width(), self.margin());
        let length = (n_words + 2 * margin) * width;
        sized(&mut scratch.after, length);
        for (index, layer) in self.layers.iter().enumerate() {
            let first = self.window * (index + 1);
            let inner = first * width..length - first * width;
            let input = &scratch.before[(first - self.window) * width..];
            let residual = &scratch.before[inner.clone()];
            let output = &mut scratch.after[inner];
            layer.apply(processor, input, width, residual, &mut scratch.sums, output);
            std::mem::swap(&mut scratch.before, &mut scratch.after);
        }
    }

    /// Where [`KnownWords::places`] keeps a word: the blank behind it counts only when it is a feature.
    fn place(&self, word: Word) -> usize {
        let looks_at_space = self.tables.iter().any(|table| table.feature == Feature::Space);
        word.lexeme as usize * 2 + usize::from(word.space && looks_at_space)
    }

    /// Embeds the words that are not known yet, a block at a time.
    fn learn(
        &self,
        processor: Processor,
        words: &[Word],
        lexicon: &Lexicon,
        vectors: Option<&Vectors>,
        known: &mut KnownWords,
        scratch: &mut Scratch,
    ) {
        known.places.resize(lexicon.len() * 2, 0);
        let mut new: Vec<Word> = Vec::new();
        for word in words {
            let place = self.place(*word);
            if known.places[place] == 0 {
                let n_known = known.vectors.len() / self.width() + new.len();
                known.places[place] = n_known as u32 + 1;
                new.push(*word);
            }
            if new.len() == BLOCK {
                self.embed(processor, &new, lexicon, vectors, known, scratch);
                new.clear();
            }
        }
        self.embed(processor, &new, lexicon, vectors, known, scratch);
    }

    /// Appends the mixed embeddings of `words` to the known vectors.
    fn embed(
        &self,
        processor: Processor,
        words: &[Word],
        lexicon: &Lexicon,
        vectors: Option<&Vectors>,
        known: &mut KnownWords,
        scratch: &mut Scratch,
    ) {
        let depth = self.mixer.depth();
        let features = sized(&mut scratch.features, words.len() * depth);
        features.fill(0.0);
        for (row, word) in features.chunks_exact_mut(depth).zip(words) {
            let mut row = row;
            for table in &self.tables {
                let (own, rest) = row.split_at_mut(table.width);
                table.sum(table.feature.of(lexicon.get(word.lexeme), word.space), own);
                row = rest;
            }
        }
        if let (Some(projection), Some(vectors)) = (&self.projection, vectors) {
            let numbers = words.iter().map(|word| lexicon.get(word.lexeme).vector);
            let static_rows: Vec<f32> = numbers
                .flat_map(|row| row.map_or_else(|| vec![0.0; vectors.width()], |row| vectors.values(row)))
                .collect();
            let projected = sized(&mut scratch.projected, words.len() * projection.columns());
            projection.product(processor, &static_rows, vectors.width(), projected);
            let projected = projected.chunks_exact(projection.columns());
            for (row, projected) in features.chunks_exact_mut(depth).zip(projected) {
                row[depth - projected.len()..].copy_from_slice(projected);
            }
        }
        let start = known.vectors.len();
        known.vectors.resize(start + words.len() * self.width(), 0.0);
        self.mixer.apply(processor, features, depth, &[], &mut scratch.sums, &mut known.vectors[start..]);
    }
}

/// The projection of `static_vectors` (W: width x length of a vector).
fn projection(node: &Node, vectors: Option<&Vectors>) -> Result<Matrix, ModelError> {
    let Some(vectors) = vectors else {
        return Err(node.unsupported("a layer for static vectors in a model that has none"));
    };
    let weights = node.tensor("W")?;
    let [width, depth] = weights.shape()?;
    if depth != vectors.width() || width % WIDTH != 0 || node.attribute("key_attr")? != &Value::Text("ORTH") {
        return Err(node.unsupported(format!("a projection of static vectors from {depth} to {width}")));
    }
    let values = weights.values();
    Ok(Matrix::new(depth, width, |k, column| values[column * depth + k]))
}

impl KnownWords {
    fn vector(&self, place: usize, width: usize) -> &[f32] {
        let start = (self.places[place] as usize - 1) * width;
        &self.vectors[start..start + width]
    }
}

impl Table {
    /// From a `hashembed` node (E: rows x width).
    fn new(column: &Value, node: &Node) -> Result<Table, ModelError> {
        let embeddings = node.tensor("E")?;
        let [n_rows, width] = embeddings.shape()?;
        let seed = node.attribute("seed")?.unsigned().and_then(|seed| u32::try_from(seed).ok());
        let feature = column.text().and_then(Feature::named);
        match (feature, seed) {
            (Some(feature), Some(seed)) if n_rows > 0 && width > 0 => {
                Ok(Table { feature, seed, width, values: embeddings.values() })
            }
            _ => Err(node.unsupported(format!("a table of {n_rows} x {width} for the feature {column:?}"))),
        }
    }

    /// Adds the four rows of a feature value to `output`.
    fn sum(&self, value: u64, output: &mut [f32]) {
        let n_rows = self.values.len() / self.width;
        for hash in row_hashes(value, self.seed) {
            add(output, &self.values[hash as usize % n_rows * self.width..][..self.width]);
        }
    }
}

impl Feature {
    fn named(name: &str) -> Option<Feature> {
        Some(match name {
            "ORTH" => Feature::Orth,
            "NORM" => Feature::Norm,
            "PREFIX" => Feature::Prefix,
            "SUFFIX" => Feature::Suffix,
            "SHAPE" => Feature::Shape,
            "SPACY" => Feature::Space,
            "IS_SPACE" => Feature::IsSpace,
            _ => return None,
        })
    }

    fn of(self, lexeme: &Lexeme, space: bool) -> u64 {
        match self {
            Feature::Orth => lexeme.orth,
            Feature::Norm => lexeme.norm,
            Feature::Prefix => lexeme.prefix,
            Feature::Suffix => lexeme.suffix,
            Feature::Shape => lexeme.shape,
            Feature::Space => u64::from(space),
            Feature::IsSpace => u64::from(lexeme.is_space),
        }
    }
}
