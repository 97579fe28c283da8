//! Walks the mentions in the order of the text and keeps who is being spoken of.

use super::super::candidate::Candidate;
use super::{Draft, nominals, pronouns};
use crate::Text;
use domain::{EntityIdx, MentionForm};
use std::collections::HashMap;

/// After so many sentences without a mention, nobody looks back for an entity by salience alone.
const MEMORY: usize = 8;

/// Share of a further mention's weight that is added.
const REPETITION: f32 = 0.15;

/// Text without sentence ends must not make every mention look at all others.
const MOST_ACTIVE: usize = 120;

/// Somebody or something that was spoken of lately.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Active {
    /// Position of the draft.
    pub draft: EntityIdx,
    /// Weight of its mentions, halved with every sentence.
    pub salience: f32,
    /// Sentence of its last mention.
    pub sentence: usize,
}

/// What has been said so far.
pub(crate) struct Discourse<'a> {
    pub text: &'a Text<'a>,
    pub candidates: &'a [Candidate],
    pub drafts: Vec<Draft>,
    /// Spoken of lately; at most a few sentences' worth.
    pub active: Vec<Active>,
    /// For each token, the draft of the mention that it heads.
    pub by_head: Vec<Option<EntityIdx>>,
    /// For each token, whether it stands in quotation marks.
    pub quoted: Vec<bool>,
    /// For each head noun, the drafts called by it, latest last.
    pub by_noun: HashMap<String, Vec<EntityIdx>>,
    clusters: Vec<usize>,
    links: Vec<Option<usize>>,
    draft_of_cluster: HashMap<usize, EntityIdx>,
    draft_of_candidate: Vec<Option<EntityIdx>>,
    sentence: usize,
}

impl<'a> Discourse<'a> {
    pub(crate) fn new(
        text: &'a Text<'a>,
        candidates: &'a [Candidate],
        clusters: Vec<usize>,
        links: Vec<Option<usize>>,
    ) -> Discourse<'a> {
        Discourse {
            text,
            candidates,
            drafts: Vec::new(),
            active: Vec::new(),
            by_head: vec![None; text.len()],
            quoted: super::super::words::quoted(text),
            by_noun: HashMap::new(),
            clusters,
            links,
            draft_of_cluster: HashMap::new(),
            draft_of_candidate: vec![None; candidates.len()],
            sentence: 0,
        }
    }

    pub(crate) fn run(&mut self) {
        for position in 0..self.candidates.len() {
            self.enter(self.text.annotations.sentence_of(self.candidates[position].head));
            if let Some(draft) = self.choose(position) {
                self.add(position, draft);
            }
        }
    }

    /// Index of the sentence that is being read.
    pub(crate) const fn sentence(&self) -> usize {
        self.sentence
    }

    fn enter(&mut self, sentence: usize) {
        if sentence <= self.sentence {
            return;
        }
        let passed = (sentence - self.sentence).min(30) as i32;
        self.sentence = sentence;
        self.active.retain(|active| active.sentence + MEMORY >= sentence);
        self.active.iter_mut().for_each(|active| active.salience *= 0.5_f32.powi(passed));
    }

    fn choose(&mut self, position: usize) -> Option<EntityIdx> {
        if self.draft_of_candidate[position].is_some() {
            return self.draft_of_candidate[position];
        }
        if let Some(other) = self.links[position] {
            return Some(self.linked(position, other));
        }
        let candidate = &self.candidates[position];
        match candidate.form {
            MentionForm::Name => Some(self.of_name(position)),
            MentionForm::Nominal => nominals::antecedent(self, candidate).or_else(|| Some(self.start(candidate))),
            MentionForm::Pronoun => pronouns::antecedent(self, candidate),
        }
    }

    /// The draft of the candidate that grammar ties this one to, which may stand further right.
    fn linked(&mut self, position: usize, other: usize) -> EntityIdx {
        if let Some(draft) = self.draft_of_candidate[other] {
            return draft;
        }
        if self.candidates[other].form == MentionForm::Name {
            return self.of_name(other);
        }
        let draft = self.start(&self.candidates[position]);
        self.draft_of_candidate[other] = Some(draft);
        draft
    }

    fn of_name(&mut self, position: usize) -> EntityIdx {
        let candidate = &self.candidates[position];
        let cluster = candidate.name.map_or(usize::MAX, |name| self.clusters[name]);
        match self.draft_of_cluster.get(&cluster) {
            Some(&draft) => draft,
            None => {
                let draft = self.start(candidate);
                self.draft_of_cluster.insert(cluster, draft);
                draft
            }
        }
    }

    fn start(&mut self, candidate: &Candidate) -> EntityIdx {
        let mut draft = Draft::new(self.text, candidate);
        if candidate.form == MentionForm::Nominal {
            draft.country = super::stated_country(self.text, candidate);
            draft.possessor = nominals::possessor(self, candidate);
        }
        self.drafts.push(draft);
        self.drafts.len() - 1
    }

    fn add(&mut self, position: usize, draft_idx: EntityIdx) {
        let candidate = &self.candidates[position];
        self.draft_of_candidate[position] = Some(draft_idx);
        self.by_head[candidate.head].get_or_insert(draft_idx);
        if let Some(measured) =
            super::super::nominals::of_measure(self.text, candidate.head).filter(|i| candidate.tokens.contains(i))
        {
            self.by_head[measured] = Some(draft_idx);
        }
        self.learn(position, draft_idx);
        let weight = weight(self.text, candidate);
        let sentence = self.sentence;
        match self.active.iter_mut().find(|active| active.draft == draft_idx) {
            Some(active) => {
                // A factor counts once for an entity however often it is spoken of; repetition adds a little.
                active.salience = active.salience.max(weight) + REPETITION * active.salience.min(weight);
                active.sentence = sentence;
            }
            None => {
                if self.active.len() >= MOST_ACTIVE {
                    self.active.remove(0);
                }
                self.active.push(Active { draft: draft_idx, salience: weight, sentence });
            }
        }
    }

    /// Keeps what a mention says: gender, country, the noun that it uses, the role words before a name.
    fn learn(&mut self, position: usize, draft_idx: EntityIdx) {
        let candidate = &self.candidates[position];
        let text = self.text;
        let mut nouns = nominals::nouns(text, candidate);
        let draft = &mut self.drafts[draft_idx];
        draft.mentions.push(position);
        draft.words.extend(nominals::describing_words(text, candidate));
        draft.gender = draft.gender.or(candidate.gender);
        draft.named |= candidate.form == MentionForm::Name;
        if candidate.form == MentionForm::Nominal && draft.country.is_none() {
            draft.country = super::stated_country(text, candidate);
        }
        nouns.retain(|noun| draft.nouns.insert(noun.clone()) || candidate.form == MentionForm::Nominal);
        for noun in nouns {
            let list = self.by_noun.entry(noun).or_default();
            if list.last() != Some(&draft_idx) {
                list.push(draft_idx);
            }
        }
    }
}

/// Weight of a mention by its place in the sentence.
fn weight(text: &Text<'_>, candidate: &Candidate) -> f32 {
    let place = match text.tree.relation(candidate.head).as_str() {
        "nsubj" | "nsubjpass" => 80.0,
        "dobj" | "dative" | "attr" | "ROOT" => 50.0,
        "appos" => 30.0,
        _ => 40.0,
    };
    100.0 + place
}
