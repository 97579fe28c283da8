//! Annotates texts, one after the other.

use crate::attribute_ruler::Attributes;
use crate::hashes::string_id;
use crate::lexicon::{Lexeme, Lexicon, WordSources};
use crate::parser::Tree;
use crate::pieces;
use crate::pipeline::Pipeline;
use crate::shouting;
use crate::tok2vec::{KnownWords, Scratch, Word};
use crate::tokenizer::{KnownChunks, RawToken};
use crate::transition::Products;
use document::{Annotations, Label, NamedSpan, Span, Token};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Lexemes that are remembered from text to text; with more, a worker forgets all before it goes on.
const MOST_LEXEMES: usize = 1 << 14;

/// Annotates texts with a shared [`Pipeline`] and its own memory of words, which makes later texts faster.
///
/// What it remembers never changes an answer.
pub struct Worker<'a> {
    pipeline: &'a Pipeline,
    lexicon: Lexicon,
    chunks: KnownChunks,
    shared_words: KnownWords,
    name_words: KnownWords,
    lemmas: HashMap<(u32, Label, Label), Box<str>>,
    scratch: Scratch,
    scores: Vec<f32>,
    products: Products,
}

impl<'a> Worker<'a> {
    pub(crate) fn new(pipeline: &'a Pipeline) -> Worker<'a> {
        Worker {
            pipeline,
            lexicon: Lexicon::default(),
            chunks: KnownChunks::default(),
            shared_words: KnownWords::default(),
            name_words: KnownWords::default(),
            lemmas: HashMap::new(),
            scratch: Scratch::default(),
            scores: Vec::new(),
            products: Products::default(),
        }
    }

    /// `text` as ordinary writing when it stands in capitals ("THE ARMY DENIED"), else `text` itself.
    ///
    /// Every byte keeps its place, so annotations of the one fit the other.
    pub fn calmed<'t>(&self, text: &'t str) -> Cow<'t, str> {
        shouting::calmed(text, &self.pipeline.lemmatizer)
    }

    /// The inner product of a word's static vector with `weights`; `None` for a word or a model without vectors.
    ///
    /// Weights that are missing count as zero.
    pub fn word_score(&self, word: &str, weights: &[f32]) -> Option<f32> {
        let vectors = self.pipeline.vectors.as_ref()?;
        vectors.row(string_id(word)).map(|row| vectors.product(row, weights))
    }

    /// A word's static vector; `None` for a word or a model without vectors.
    pub fn word_vector(&self, word: &str) -> Option<Vec<f32>> {
        let vectors = self.pipeline.vectors.as_ref()?;
        vectors.row(string_id(word)).map(|row| vectors.values(row))
    }

    /// Everything that the pipeline knows about `text`, any Unicode text of any length.
    ///
    /// Texts of up to 256 KiB and 20,000 tokens are seen as a whole; how longer ones are cut says the module `pieces`.
    /// Time is linear in the length; memory beside the answer is bounded.
    pub fn annotate(&mut self, text: &str) -> Annotations {
        let mut all = Annotations::default();
        self.annotate_pieces(text, |_, piece| append(&mut all, piece));
        all
    }

    /// The same piece by piece, for texts whose annotations would not fit into memory: calls `take` with the place of
    /// each piece in `text` and its annotations. Spans are those of the whole text; token indices begin anew in each piece.
    pub fn annotate_pieces(&mut self, text: &str, mut take: impl FnMut(Span, Annotations)) {
        for piece in pieces::of_text(text) {
            let tokens = self.pipeline.tokenizer.tokenize(&text[piece.start..piece.end], &mut self.chunks);
            let of_piece = &text[piece.start..piece.end];
            let may_end = |token: usize| {
                let word = tokens[token].text(of_piece);
                matches!(word, "." | "!" | "?") || word.contains('\n')
            };
            for range in pieces::of_tokens(tokens.len(), may_end) {
                let end = tokens.get(range.end).map_or(of_piece.len(), |next| next.start);
                let start = tokens.get(range.start).map_or(0, |first| first.start);
                let annotations = self.annotate_tokens(text, piece.start, &tokens[range]);
                take(Span::new(piece.start + start, piece.start + end), annotations);
            }
        }
    }

    /// `tokens` lie in `text[offset..]`.
    fn annotate_tokens(&mut self, text: &str, offset: usize, tokens: &[RawToken]) -> Annotations {
        let words = self.words(&text[offset..], tokens);
        let (tags, tree, names) = self.run_networks(&words);
        let pipeline = self.pipeline;
        let lexemes: Vec<&Lexeme> = words.iter().map(|word| self.lexicon.get(word.lexeme)).collect();
        let attributes =
            tags.iter().zip(&tree.labels).map(|(tag, dep)| Attributes { tag: *tag, dep: *dep, ..Default::default() });
        let mut attributes: Vec<Attributes> = attributes.collect();
        pipeline.ruler.apply(&lexemes, &mut attributes);
        let mut output = Vec::with_capacity(tokens.len());
        for (index, (token, attributes)) in tokens.iter().zip(attributes).enumerate() {
            let lemma = match attributes.lemma {
                Some(lemma) => lemma.into(),
                None => {
                    let key = (words[index].lexeme, attributes.pos, attributes.morph);
                    let new =
                        || pipeline.lemmatizer.lemma(&lexemes[index].text, &attributes.pos, &attributes.morph).into();
                    self.lemmas.entry(key).or_insert_with(new).clone()
                }
            };
            output.push(Token {
                span: Span::new(offset + token.start, offset + token.end),
                tag: attributes.tag,
                pos: attributes.pos,
                morph: attributes.morph,
                lemma,
                head: tree.heads[index],
                dep: attributes.dep,
                sentence_start: tree.sentence_starts[index],
            });
        }
        Annotations { tokens: output, names, sentences: sentences(&tree.sentence_starts), ..Annotations::default() }
    }

    /// Looks the words up, after forgetting all when there are too many.
    fn words(&mut self, text: &str, tokens: &[RawToken]) -> Vec<Word> {
        if self.lexicon.len() > MOST_LEXEMES {
            self.lexicon = Lexicon::default();
            self.shared_words = KnownWords::default();
            self.name_words = KnownWords::default();
            self.lemmas = HashMap::new();
        }
        let Pipeline { tokenizer, norms, vectors, ruler, .. } = self.pipeline;
        let sources = WordSources { tokenizer, norms, vectors: vectors.as_ref(), ruler };
        let word = |token: &RawToken| Word { lexeme: self.lexicon.number(text, token, &sources), space: token.space };
        tokens.iter().map(word).collect()
    }

    /// Tags, tree and names. The name finder comes last, for it looks at the sentences.
    fn run_networks(&mut self, words: &[Word]) -> (Vec<Label>, Tree, Vec<NamedSpan>) {
        let Pipeline { processor, vectors, shared, tagger, parser, names, .. } = self.pipeline;
        let (processor, vectors, lexicon) = (*processor, vectors.as_ref(), &self.lexicon);
        let is_space = |word: usize| lexicon.get(words[word].lexeme).is_space;
        let goes_on = |word: usize| word > 0 && self.pipeline.ends_nothing(&lexicon.get(words[word - 1].lexeme).text);
        let rows = shared.vectors(processor, words, lexicon, vectors, &mut self.shared_words, &mut self.scratch);
        let tags = tagger.tag(processor, rows, words.len(), &mut self.scores);
        let tree = parser.parse(processor, rows, words.len(), is_space, goes_on, &mut self.products);
        let rows = match &names.own {
            Some(own) => own.vectors(processor, words, lexicon, vectors, &mut self.name_words, &mut self.scratch),
            None => rows,
        };
        let names = names.find(processor, rows, &tree.sentence_starts, is_space, &mut self.products);
        (tags, tree, names)
    }
}

/// Token ranges between the starts; the first token always starts a sentence.
fn sentences(starts: &[bool]) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    for (token, starts) in starts.iter().enumerate() {
        match sentences.last_mut() {
            Some(last) if !starts => last.end = token + 1,
            _ => sentences.push(token..token + 1),
        }
    }
    sentences
}

/// Appends annotations whose token indices begin anew.
fn append(all: &mut Annotations, mut piece: Annotations) {
    let offset = all.tokens.len();
    if offset == 0 {
        *all = piece;
        return;
    }
    let moved = |range: &Range<usize>| range.start + offset..range.end + offset;
    piece.tokens.iter_mut().for_each(|token| token.head += offset);
    piece.names.iter_mut().for_each(|name| name.tokens = moved(&name.tokens));
    all.tokens.append(&mut piece.tokens);
    all.names.append(&mut piece.names);
    all.sentences.extend(piece.sentences.iter().map(moved));
}
