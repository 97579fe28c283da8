//! Walks the mentions in the order of the text and keeps who is being spoken of.

use super::super::candidate::Candidate;
use super::{Draft, cataphora, gender, lead, nominals, pronouns, quotes, sets};
use crate::Text;
use crate::entities::pronouns::sense;
use domain::{EntityIdx, EntityKind, MentionForm};
use std::collections::HashMap;

/// After so many sentences without a mention, nobody looks back for an entity by salience alone.
const MEMORY: usize = 8;

/// Share of a further mention's weight that is added.
const REPETITION: f32 = 0.15;

/// How deep inside a noun phrase a body's name may stand.
const DEEP: usize = 24;

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
    /// Whether its last mention is a pronoun.
    pub by_pronoun: bool,
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
    /// For each token in quotation marks, the head of the subject that says it.
    pub quoted_from: Vec<Option<usize>>,
    /// Who spoke last outside quotation marks, and in which sentence.
    pub last_speaker: Option<(EntityIdx, usize)>,
    /// The person of the first sentences who has no name yet.
    pub lead: Option<EntityIdx>,
    /// Pronouns whose person has not been named yet.
    pub pending: Vec<usize>,
    /// For the first head of people spoken of together, their draft.
    sets: HashMap<usize, EntityIdx>,
    /// For each token, the mention that it heads.
    at_head: HashMap<usize, usize>,
    /// For each head noun, the drafts called by it, latest last.
    pub by_noun: HashMap<String, Vec<EntityIdx>>,
    clusters: Vec<usize>,
    links: Vec<Option<usize>>,
    draft_of_cluster: HashMap<usize, EntityIdx>,
    draft_of_candidate: Vec<Option<EntityIdx>>,
    sentence: usize,
    /// Sentence of the first noun phrase of the running text.
    pub first_sentence: usize,
    /// Position of the first mention of the sentence.
    first_of_sentence: usize,
}

impl<'a> Discourse<'a> {
    pub(crate) fn new(
        text: &'a Text<'a>,
        candidates: &'a [Candidate],
        clusters: Vec<usize>,
        links: Vec<Option<usize>>,
    ) -> Discourse<'a> {
        let quoted = super::super::words::quoted(text);
        Discourse {
            text,
            candidates,
            quoted_from: quotes::speakers(text, &quoted),
            last_speaker: None,
            lead: None,
            pending: Vec::new(),
            sets: HashMap::new(),
            at_head: candidates.iter().enumerate().rev().map(|(i, candidate)| (candidate.head, i)).collect(),
            first_sentence: first_of_running_text(text, candidates),
            first_of_sentence: 0,
            drafts: Vec::new(),
            active: Vec::new(),
            by_head: vec![None; text.len()],
            quoted,
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
            self.enter(self.text.annotations.sentence_of(self.candidates[position].head), position);
            match self.choose(position) {
                Some(draft) => self.add(position, draft),
                None => cataphora::wait(self, position),
            }
        }
    }

    /// Index of the sentence that is being read.
    pub(crate) const fn sentence(&self) -> usize {
        self.sentence
    }

    fn enter(&mut self, sentence: usize, position: usize) {
        if sentence <= self.sentence {
            return;
        }
        sets::gather(self, self.first_of_sentence..position);
        self.first_of_sentence = position;
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
        if candidate.plural && candidate.definite {
            sets::gather_before(self, self.first_of_sentence, position);
        }
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
                let draft = lead::told_before(self, position).unwrap_or_else(|| self.start(candidate));
                self.draft_of_cluster.insert(cluster, draft);
                draft
            }
        }
    }

    /// The draft that the noun phrase or pronoun headed by a token speaks of, also when it is a name further right that
    /// was read before.
    pub(crate) fn draft_at(&self, head: usize) -> Option<EntityIdx> {
        let position = *self.at_head.get(&head)?;
        let of_cluster = || {
            let cluster = self.clusters.get(self.candidates[position].name?)?;
            self.draft_of_cluster.get(cluster).copied()
        };
        self.by_head[head].or(self.draft_of_candidate[position]).or_else(of_cluster)
    }

    /// Several people named one by one, ready to be spoken of together.
    pub(crate) fn add_set(&mut self, first: usize, members: Vec<EntityIdx>) {
        let candidate = &self.candidates[first];
        let salience = weight(self.text, candidate);
        let head = candidate.head;
        let known = self.active.iter_mut().find(|active| self.drafts[active.draft].members == members);
        if let Some(active) = known {
            active.salience = active.salience.max(salience);
            active.sentence = self.sentence;
            self.sets.insert(head, active.draft);
            return;
        }
        self.drafts.push(super::of_several(members));
        let draft = self.drafts.len() - 1;
        self.sets.insert(head, draft);
        self.push_active(Active { draft, salience, sentence: self.sentence, by_pronoun: false });
    }

    /// The people spoken of together whose first one is headed by a token.
    pub(crate) fn set_at(&self, head: usize) -> Option<EntityIdx> {
        self.sets.get(&head).copied()
    }

    /// Weight of an entity just now; zero when it has not been spoken of lately.
    pub(crate) fn salience(&self, draft: EntityIdx) -> f32 {
        self.active.iter().find(|active| active.draft == draft).map_or(0.0, |active| active.salience)
    }

    /// Whether a mention of `body` stands inside the phrase of a mention of `person`: "the head of the union, Ada Brask".
    pub(crate) fn stands_with(&self, body: EntityIdx, person: EntityIdx) -> bool {
        let heads =
            |draft: EntityIdx| self.drafts[draft].mentions.iter().rev().take(8).map(|&i| self.candidates[i].head);
        let bodies: Vec<usize> = heads(body).collect();
        let stands_in = |body: usize, head: usize| self.text.tree.ancestors(body).take(DEEP).any(|i| i == head);
        heads(person).any(|head| bodies.iter().any(|&body| stands_in(body, head)))
    }

    fn push_active(&mut self, active: Active) {
        if self.active.len() >= MOST_ACTIVE {
            self.active.remove(0);
        }
        self.active.push(active);
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
        self.attach(position, draft_idx);
        if let Some(measured) =
            super::super::nominals::of_measure(self.text, candidate.head).filter(|i| candidate.tokens.contains(i))
        {
            self.by_head[measured] = Some(draft_idx);
        }
        if self.speaks(candidate.head) {
            self.last_speaker = Some((draft_idx, self.sentence));
        }
        self.raise(position, draft_idx);
        lead::watch(self, position, draft_idx);
        cataphora::settle(self, position, draft_idx);
    }

    /// Makes a mention one of a draft.
    pub(crate) fn attach(&mut self, position: usize, draft_idx: EntityIdx) {
        self.draft_of_candidate[position] = Some(draft_idx);
        self.by_head[self.candidates[position].head].get_or_insert(draft_idx);
        self.learn(position, draft_idx);
    }

    /// Whether a word is the subject of a verb of saying outside quotation marks.
    pub(crate) fn speaks(&self, head: usize) -> bool {
        let verb = self.text.tree.head(head);
        quotes::subject_of_saying(self.text, &self.quoted, verb) == Some(head)
    }

    /// Adds a mention's weight to its draft.
    fn raise(&mut self, position: usize, draft_idx: EntityIdx) {
        let candidate = &self.candidates[position];
        let weight = weight(self.text, candidate);
        let sentence = self.sentence;
        let by_pronoun = candidate.form == MentionForm::Pronoun
            && self.text.tree.relation(candidate.head) != "poss"
            && sense(self.text, candidate.head).is_some_and(|pronoun| pronoun.usage != codebook::PronounUse::Relative);
        match self.active.iter_mut().find(|active| active.draft == draft_idx) {
            Some(active) => {
                // A factor counts once for an entity however often it is spoken of; repetition adds a little.
                active.salience = active.salience.max(weight) + REPETITION * active.salience.min(weight);
                active.sentence = sentence;
                active.by_pronoun = by_pronoun;
            }
            None => self.push_active(Active { draft: draft_idx, salience: weight, sentence, by_pronoun }),
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
        draft.number = draft.number.or(candidate.number);
        if candidate.form == MentionForm::Name && candidate.kind == EntityKind::Person && draft.hint.is_none() {
            draft.hint = gender::hinted(text, &candidate.tokens);
        }
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
    if is_credit(text, candidate) {
        return 0.0;
    }
    let place = match text.tree.relation(candidate.head).as_str() {
        "nsubj" | "nsubjpass" => 80.0,
        "dobj" | "dative" | "attr" | "ROOT" => 50.0,
        "appos" => 30.0,
        _ => 40.0,
    };
    100.0 + place
}

/// "By Ada Brask" on a line of its own, "Photo: Ada Brask": who wrote or photographed is not spoken of.
fn is_credit(text: &Text<'_>, candidate: &Candidate) -> bool {
    let start = candidate.tokens.start;
    let line = (start.saturating_sub(4)..start).rev().take_while(|&i| !text.word(i).contains('\n')).last();
    let Some(line) = line.filter(|_| candidate.form == MentionForm::Name) else { return false };
    let opens = line == 0 || text.word(line - 1).contains('\n') || text.token(line).sentence_start;
    let credit = matches!(text.lower(line).as_str(), "by" | "photo" | "image" | "credit" | "courtesy" | "source");
    let small = |i: usize| matches!(text.lower(i).as_str(), "by" | ":" | "of" | "/" | "credit" | "courtesy");
    opens && credit && (line + 1..start).all(small)
}

/// The sentence of the first noun phrase: headlines have names and pronouns only.
fn first_of_running_text(text: &Text<'_>, candidates: &[Candidate]) -> usize {
    let first = candidates.iter().find(|candidate| candidate.form == MentionForm::Nominal);
    first.map_or(0, |candidate| text.annotations.sentence_of(candidate.head))
}
