//! Walks from a trigger to the words that a path of the codebook names.

use super::grammar::Grammar;
use super::nature;
use crate::Entities;
use codebook::lexicons::{Path, Slot, StatusCue, Support};

/// Finds the words at the end of paths.
pub struct Slots<'a> {
    /// Subjects and objects.
    pub grammar: &'a Grammar<'a>,
    /// Who is who.
    pub entities: &'a Entities,
}

impl Slots<'_> {
    /// The heads of what stands at the end of `path` from `token_idx`; coordinated words are not yet added.
    pub fn at(&self, token_idx: usize, path: &Path) -> Vec<usize> {
        let mut here = vec![token_idx];
        for (step, slot) in path.0.iter().enumerate() {
            here = here.into_iter().flat_map(|i| self.step(i, slot)).collect();
            if step + 1 < path.0.len() {
                here = here.into_iter().flat_map(|i| self.spread(i)).collect();
            }
        }
        here.dedup();
        here
    }

    /// Like [`Slots::at`], but a preposition at the end may also hang on any noun behind the word, because parsers often
    /// attach it there: "released an activist of the party *on bail*".
    pub fn anywhere(&self, token_idx: usize, path: &Path) -> Vec<usize> {
        let found = self.at(token_idx, path);
        match path.0.as_slice() {
            [Slot::Preposition(preposition)] if found.is_empty() && self.grammar.is_verb(token_idx) => {
                self.behind_objects(token_idx, preposition)
            }
            _ => found,
        }
    }

    fn behind_objects(&self, verb: usize, preposition: &str) -> Vec<usize> {
        let text = self.grammar.text();
        let tree = &text.tree;
        let mut open: Vec<usize> = tree.with(verb, &["dobj", "prep", "nsubjpass", "agent", "dative"]).collect();
        let mut found = Vec::new();
        let mut steps = 0;
        while let Some(next) = open.pop().filter(|_| steps < 48) {
            steps += 1;
            if text.lower(next) == preposition && text.token(next).tag.is_in(&["IN", "TO"]) {
                found.extend(tree.with(next, &["pobj", "pcomp"]));
            }
            open.extend(tree.with(next, &["prep", "pobj", "conj", "appos"]));
        }
        found
    }

    /// A word and those coordinated with it.
    fn spread(&self, token_idx: usize) -> Vec<usize> {
        if self.grammar.is_nominal(token_idx) {
            self.grammar.coordinated(token_idx)
        } else {
            self.grammar.conjuncts(token_idx)
        }
    }

    fn step(&self, from: usize, slot: &Slot) -> Vec<usize> {
        let grammar = self.grammar;
        let text = grammar.text();
        let tree = &text.tree;
        let verb = grammar.is_verb(from) && !self.is_gerund_noun(from);
        match slot {
            Slot::Subject if verb => grammar.agents(from),
            Slot::Object if verb => grammar.patients(from),
            Slot::Dative if verb => grammar.datives(from),
            Slot::Subject | Slot::Object | Slot::Dative => Vec::new(),
            Slot::Particle => tree.with(from, &["prt"]).collect(),
            Slot::Clause if verb => tree.with(from, &["xcomp", "ccomp"]).collect(),
            Slot::Clause => tree.with(from, &["xcomp", "ccomp", "acl"]).collect(),
            Slot::Complement => {
                let captivity = tree.with(from, &["dobj"]).filter(|&i| grammar.is_captivity(from, i));
                tree.with(from, &["acomp", "attr", "oprd", "xcomp", "advmod"]).chain(captivity).collect()
            }
            Slot::Possessor => self.possessors(from),
            Slot::Compound => tree.with(from, &["compound", "nmod"]).collect(),
            Slot::Modifier => tree.with(from, &["amod", "nummod", "det", "acomp"]).collect(),
            Slot::Adverb => tree.with(from, &["advmod", "npadvmod", "acomp"]).collect(),
            // "one was killed and two injured *when police fired*" hangs on the last of the list.
            Slot::Circumstance => {
                let list = std::iter::once(from).chain(tree.with(from, &["conj"]).filter(|&i| grammar.is_verb(i)));
                list.flat_map(|verb| tree.with(verb, &["advcl"])).filter(|&i| grammar.is_verb(i)).collect()
            }
            Slot::Negation => tree.with(from, &["neg"]).collect(),
            Slot::Governor => Some(tree.head(from)).filter(|&i| i != from).into_iter().collect(),
            Slot::Conjunct => tree.with(from, &["conj"]).collect(),
            Slot::Doer => self.doers(from),
            Slot::Bearer => self.bearers(from),
            Slot::Itself | Slot::Relation | Slot::Form => vec![from],
            Slot::Near => self.within(from, 6),
            Slot::Around => self.within(from, 30),
            Slot::Preposition(preposition) => self.behind(from, preposition),
        }
    }

    fn is_gerund_noun(&self, token_idx: usize) -> bool {
        self.grammar.text().token(token_idx).pos == "NOUN"
    }

    /// The other words of the sentence that stand no further than `reach` words from a word.
    fn within(&self, from: usize, reach: usize) -> Vec<usize> {
        let sentence = self.grammar.text().sentence(from);
        let start = from.saturating_sub(reach).max(sentence.start);
        (start..(from + reach + 1).min(sentence.end)).filter(|&i| i != from).collect()
    }

    /// What stands behind a preposition of the word; for a verb, prepositions of its object count too, and for the
    /// object of a verb those of the verb, because parsers confuse the two.
    fn behind(&self, from: usize, preposition: &str) -> Vec<usize> {
        let grammar = self.grammar;
        let text = grammar.text();
        let tree = &text.tree;
        if preposition == "on" && self.is_laid_on(from) {
            return Vec::new();
        }
        let mut places = vec![from];
        if preposition != "of" && preposition != "by" {
            if grammar.is_verb(from) {
                places.extend(tree.with(from, &["dobj", "prt", "acomp", "oprd", "advmod"]));
            } else if tree.relation(from).is_in(&["dobj", "nsubjpass"]) {
                places.push(tree.head(from));
            }
        }
        let mut found = Vec::new();
        for place in places {
            let prepositions = tree
                .with(place, &["prep", "agent", "dative", "prt", "advmod"])
                .filter(|&i| text.lower(i) == preposition);
            found.extend(prepositions.flat_map(|i| tree.with(i, &["pobj", "pcomp"])).map(|i| self.before_pending(i)));
            if !found.is_empty() {
                break;
            }
        }
        if found.is_empty() && ["of", "by", "against"].contains(&preposition) && !grammar.is_verb(from) {
            found = self.behind_list(from, preposition);
        }
        found
    }

    /// "the arrest and torture *of* three brothers": a phrase at the end of coordinated nouns belongs to each of them.
    fn behind_list(&self, noun: usize, preposition: &str) -> Vec<usize> {
        let text = self.grammar.text();
        let tree = &text.tree;
        let Some(first) = self.first_of_list(noun) else { return Vec::new() };
        let list = self.grammar.coordinated(first);
        let Some(&last) = list.iter().max() else { return Vec::new() };
        let ends = list.iter().flat_map(|&member| tree.with(member, &["prep", "agent"]));
        let shared = ends.filter(|&i| i > last && text.lower(i) == preposition);
        shared.flat_map(|i| tree.with(i, &["pobj", "pcomp"])).collect()
    }

    /// The first of the nouns that a noun is coordinated with, itself if it is the first; nothing when it stands alone.
    fn first_of_list(&self, noun: usize) -> Option<usize> {
        let tree = &self.grammar.text().tree;
        let mut first = noun;
        for _ in 0..16 {
            if tree.relation(first) != "conj" || !self.grammar.is_nominal(tree.head(first)) {
                break;
            }
            first = tree.head(first);
        }
        (first != noun || tree.first(noun, &["conj"]).is_some()).then_some(first)
    }

    /// "*his* arrest and torture": the possessor of the first of coordinated nouns is that of the others.
    fn possessors(&self, noun: usize) -> Vec<usize> {
        let tree = &self.grammar.text().tree;
        let own = |i: usize| tree.with(i, &["poss"]).flat_map(|i| self.grammar.antecedent(i)).collect::<Vec<_>>();
        let found = own(noun);
        let bare = tree.relation(noun) == "conj" && tree.first(noun, &["det", "prep", "nummod"]).is_none();
        match self.first_of_list(noun).filter(|&first| found.is_empty() && bare && first != noun) {
            Some(first) => own(first),
            None => found,
        }
    }

    /// "the house arrest of the bishop pending trial": parsers make "trial" the noun behind "of".
    fn before_pending(&self, noun: usize) -> usize {
        let text = self.grammar.text();
        let Some(pending) = text.tree.with(noun, &["amod"]).find(|&i| text.lower(i) == "pending") else { return noun };
        let mut before = text.tree.with(noun, &["nmod", "compound", "poss"]).filter(|&i| i < pending);
        before.next().unwrap_or(noun)
    }

    /// Who carries out what a noun names: the subject of the verb that carries it, or who is said to be behind it.
    fn doers(&self, noun: usize) -> Vec<usize> {
        if self.is_laid_on(noun) {
            return self.blamed_behind_on(noun);
        }
        match self.carrier(noun) {
            Some((verb, Support::Doer)) if self.is_counting(verb, noun) => Vec::new(),
            Some((verb, Support::Doer)) => self.grammar.agents(verb),
            _ => Some(self.grammar.at_hands_of(noun))
                .filter(|found| !found.is_empty())
                .unwrap_or_else(|| self.culprits(noun).into_iter().flat_map(|one| self.spoken_for(one)).collect()),
        }
    }

    /// "blames the abduction *on* the militia": who stands behind "on" is blamed.
    fn is_laid_on(&self, noun: usize) -> bool {
        let text = self.grammar.text();
        let verb = text.tree.head(noun);
        text.tree.relation(noun) == "dobj" && ["blame", "pin"].contains(&text.lemma(verb))
    }

    fn blamed_behind_on(&self, noun: usize) -> Vec<usize> {
        let text = self.grammar.text();
        let tree = &text.tree;
        let places = [noun, tree.head(noun)];
        let on = places.into_iter().flat_map(|i| tree.with(i, &["prep"])).filter(|&i| text.lower(i) == "on");
        on.flat_map(|on| tree.with(on, &["pobj"])).collect()
    }

    /// Whom a spokesman or a leaflet that takes responsibility speaks for, or the one who takes it.
    fn spoken_for(&self, head: usize) -> Vec<usize> {
        let text = self.grammar.text();
        let tree = &text.tree;
        if !text.lexicons().noun_classes.is(&text.lemma(head).to_lowercase(), "voice") {
            return vec![head];
        }
        let participles = tree.with(head, &["acl"]).flat_map(|i| tree.with(i, &["prep", "agent"]));
        let prepositions = tree.with(head, &["prep", "agent"]).chain(participles);
        let behind = prepositions.filter(|&i| ["for", "of", "from", "by"].contains(&text.lower(i).as_str()));
        let behind: Vec<usize> = behind.flat_map(|i| tree.with(i, &["pobj"])).collect();
        let named = if behind.is_empty() { tree.with(head, &["compound", "poss"]).collect() } else { behind };
        if named.is_empty() { vec![head] } else { named }
    }

    /// "is attributed to the Front".
    fn ascribed_to(&self, noun: usize) -> Vec<usize> {
        let text = self.grammar.text();
        let tree = &text.tree;
        let verb = tree.head(noun);
        let ascribes = ["attribute", "ascribe", "impute"].contains(&text.lemma(verb));
        if !ascribes || !tree.relation(noun).is_in(&["dobj", "nsubjpass"]) || self.is_denied(verb) {
            return Vec::new();
        }
        let to = tree.with(verb, &["prep", "dative"]).filter(|&i| text.lower(i) == "to");
        to.flat_map(|i| tree.with(i, &["pobj"])).collect()
    }

    /// "has registered 40 killings": who counts acts did none of them.
    fn is_counting(&self, verb: usize, noun: usize) -> bool {
        let text = self.grammar.text();
        let counted = text.tree.first(noun, &["nummod"]).is_some();
        ["register", "record", "document"].contains(&text.lemma(verb))
            || counted && ["present", "claim", "announce", "report"].contains(&text.lemma(verb))
    }

    /// "claimed responsibility for the attack", "is behind the attack", "blamed the rebels for the attack".
    fn culprits(&self, noun: usize) -> Vec<usize> {
        let text = self.grammar.text();
        let tree = &text.tree;
        let ascribed = self.ascribed_to(noun);
        if !ascribed.is_empty() {
            return ascribed;
        }
        let preposition = tree.head(noun);
        if tree.relation(noun) != "pobj"
            || !["for", "in", "of", "behind", "with"].contains(&text.lower(preposition).as_str())
        {
            return Vec::new();
        }
        let governor = tree.head(preposition);
        let words = &text.lexicons().support_verbs;
        if words.get(&text.lower(preposition)) == Some(Support::Culprit) {
            return self.who_is(governor);
        }
        match words.get(&text.lemma(governor).to_lowercase()) {
            Some(Support::BlamesObject) if self.grammar.is_verb(governor) && !self.is_denied(governor) => {
                self.grammar.patients(governor)
            }
            Some(Support::Culprit) => self.who_is(governor),
            _ => Vec::new(),
        }
    }

    /// Whether a verb takes back what it carries: "denied responsibility", "was not involved".
    fn is_denied(&self, verb: usize) -> bool {
        let text = self.grammar.text();
        let denies = text.lexicons().status_cues.of_noun(&text.lemma(verb).to_lowercase()) == Some(StatusCue::Denied);
        denies || text.tree.first(verb, &["neg"]).is_some()
    }

    /// Whether a word speaks of blame and not of somebody.
    fn is_quality(&self, word: usize) -> bool {
        let text = self.grammar.text();
        text.lexicons().support_verbs.get(&text.lemma(word).to_lowercase()) == Some(Support::Culprit)
    }

    /// Whom a word such as "responsible", "responsibility" or "involved" is said of; nobody when it is denied.
    fn who_is(&self, word: usize) -> Vec<usize> {
        let tree = &self.grammar.text().tree;
        if self.is_denied(word) || self.is_denied(tree.head(word)) {
            return Vec::new();
        }
        if self.grammar.is_verb(word) {
            return self.grammar.surface_subjects(word, 6);
        }
        // "a jury found the clerk guilty of the murder".
        let spoken_of: Vec<usize> = tree.with(word, &["nsubj"]).collect();
        if !spoken_of.is_empty() {
            return spoken_of;
        }
        let possessors: Vec<usize> = tree.with(word, &["poss"]).collect();
        let governor = tree.head(word);
        if !possessors.is_empty() {
            return possessors;
        }
        if self.grammar.is_nominal(word) && !self.is_quality(word) {
            return vec![word];
        }
        if governor == word {
            return Vec::new();
        }
        // "found him guilty of": the adjective behind an object speaks of the object.
        let object: Vec<usize> = tree.with(governor, &["dobj"]).collect();
        if !object.is_empty() && self.grammar.text().token(word).pos == "ADJ" {
            return object;
        }
        if self.grammar.is_verb(governor) { self.grammar.surface_subjects(governor, 6) } else { vec![governor] }
    }

    /// Whom what a noun names befalls: "he faces arrest", "under surveillance", "activists in detention".
    fn bearers(&self, noun: usize) -> Vec<usize> {
        if let Some((verb, Support::Bearer)) = self.carrier(noun) {
            return self.grammar.agents(verb);
        }
        let text = self.grammar.text();
        let tree = &text.tree;
        if let Some(verb) = self.feared_by(noun) {
            return self.grammar.surface_subjects(verb, 6);
        }
        let preposition = tree.head(noun);
        if tree.relation(noun) != "pobj"
            || !tree.relation(preposition).is_in(&["prep", "agent", "prt", "advmod", "dative"])
        {
            return Vec::new();
        }
        let governor = tree.head(preposition);
        let is = |class: &str| nature::is_of(text, self.entities, noun, class);
        let holds = match text.lower(preposition).as_str() {
            "in" | "into" => is("custody") || is("condition"),
            "under" | "on" | "behind" | "from" => true,
            "to" => ["subject", "expose", "put", "submit", "bring"].contains(&text.lemma(governor)),
            _ => false,
        };
        if !holds {
            return Vec::new();
        }
        if self.grammar.is_verb(governor) {
            let patients = self.grammar.patients(governor);
            let steps = 6;
            return if patients.is_empty() { self.grammar.surface_subjects(governor, steps) } else { patients };
        }
        if text.token(governor).pos == "ADJ" {
            let verb = tree.head(governor);
            return if self.grammar.is_verb(verb) { self.grammar.surface_subjects(verb, 6) } else { vec![verb] };
        }
        if self.grammar.is_nominal(governor) { vec![governor] } else { Vec::new() }
    }

    /// "Fearing arrest, she left": the main verb, when the parser took the participle for an adjective of the noun.
    fn feared_by(&self, noun: usize) -> Option<usize> {
        let text = self.grammar.text();
        let tree = &text.tree;
        let participle = tree.with(noun, &["amod"]).find(|&i| text.token(i).tag == "VBG")?;
        let support = text.lexicons().support_verbs.get(&text.lemma(participle).to_lowercase());
        let verb = tree.head(noun);
        (support == Some(Support::Bearer) && tree.relation(noun) == "advcl" && self.grammar.is_verb(verb))
            .then_some(verb)
    }

    /// The verb that only carries the noun, and what its subject is.
    pub fn carrier(&self, noun: usize) -> Option<(usize, Support)> {
        let text = self.grammar.text();
        let tree = &text.tree;
        let mut noun = noun;
        // "a wave of arrests", "a series of raids" are carried like the arrests and raids themselves.
        if tree.relation(noun) == "pobj" {
            let of = tree.head(noun);
            let whole = tree.head(of);
            if text.lower(of) == "of" && nature::repeated(text, whole) == Some(noun) {
                noun = whole;
            }
        }
        let relation = tree.relation(noun);
        let verb = match relation.as_str() {
            "dobj" | "nsubjpass" | "nsubj" | "attr" => tree.head(noun),
            "conj" if self.grammar.is_nominal(tree.head(noun)) => return self.carrier_of_first(noun),
            _ => tree.with(noun, &["acl", "relcl"]).next()?,
        };
        let support = text.lexicons().support_verbs.get(&text.lemma(verb).to_lowercase())?;
        Some((verb, support))
    }

    fn carrier_of_first(&self, noun: usize) -> Option<(usize, Support)> {
        let tree = &self.grammar.text().tree;
        let first = tree.ancestors(noun).take(16).find(|&i| tree.relation(i) != "conj")?;
        if tree.relation(first).is_in(&["dobj", "nsubjpass"]) { self.carrier(first) } else { None }
    }
}
