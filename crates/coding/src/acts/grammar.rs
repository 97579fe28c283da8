//! Subjects and objects as they are meant: through voice, sharing, relative clauses, control and participles.

use crate::Text;
use std::collections::{HashMap, HashSet};

/// How far shared subjects are followed before the tree is taken to be damaged.
const MAX_STEPS: usize = 12;
/// How many coordinated words are read; a list as long as this is a table or a damaged tree.
const MAX_CONJUNCTS: usize = 64;

/// Reads who does what from the tree of one document.
pub struct Grammar<'a> {
    text: &'a Text<'a>,
    /// Passive verbs whose subject the parser hung elsewhere ("police and *two men* were held"), and that subject.
    repaired: HashMap<usize, usize>,
    /// Those subjects.
    strays: HashSet<usize>,
}

/// Whether the subject of a verb acts or is acted upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// "arrested him".
    Active,
    /// "was arrested", "activists arrested in May".
    Passive,
}

impl<'a> Grammar<'a> {
    /// Prepares a document. O(tokens).
    pub fn new(text: &'a Text<'a>) -> Grammar<'a> {
        let mut grammar = Grammar { text, repaired: HashMap::new(), strays: HashSet::new() };
        grammar.repaired = (0..text.len()).filter_map(|verb| Some((verb, grammar.stray_subject(verb)?))).collect();
        grammar.strays = grammar.repaired.values().copied().collect();
        grammar
    }

    /// The document.
    pub fn text(&self) -> &'a Text<'a> {
        self.text
    }

    /// Whether a token is a verb or a participle.
    pub fn is_verb(&self, token_idx: usize) -> bool {
        let token = self.text.token(token_idx);
        token.tag.starts_with("VB") || token.pos == "VERB" || token.pos == "AUX"
    }

    /// Whether a token can head a noun phrase.
    pub fn is_nominal(&self, token_idx: usize) -> bool {
        let token = self.text.token(token_idx);
        token.pos.is_in(&["NOUN", "PROPN", "PRON", "NUM"]) || token.tag.is_in(&["DT", "CD", "PRP", "NN", "NNS"])
    }

    /// Whether the verb's surface subject is acted upon.
    pub fn voice(&self, verb: usize) -> Voice {
        self.voice_within(verb, MAX_STEPS)
    }

    fn voice_within(&self, verb: usize, steps: usize) -> Voice {
        let tree = &self.text.tree;
        if let Some(first) = self.head_of_list(verb).filter(|_| steps > 0) {
            return self.voice_within(first, steps - 1);
        }
        let participle = self.is_participle(verb);
        if tree.first(verb, &["auxpass", "nsubjpass", "agent"]).is_some() {
            return Voice::Passive;
        }
        if !participle || self.has_perfect(verb) {
            return Voice::Active;
        }
        let relation = tree.relation(verb);
        if relation.is_in(&["amod", "acl", "oprd", "acomp"]) {
            return Voice::Passive;
        }
        let object = self.direct_objects(verb).next().is_some();
        if tree.first(verb, &["nsubj"]).is_some() {
            if self.is_headline_passive(verb) || self.is_verdict_on_subject(verb) {
                return Voice::Passive;
            }
            return if relation.is_in(&["ccomp"]) && self.text.token(verb).tag == "VBN" {
                Voice::Passive
            } else {
                Voice::Active
            };
        }
        let governor = tree.head(verb);
        if relation == "conj" && governor != verb && steps > 0 {
            // "was beaten and given shocks": a participle shares the passive even where it keeps an object.
            let bare = self.text.token(verb).tag == "VBN" && tree.first(verb, &["nsubj", "aux"]).is_none();
            let shares = bare && tree.first(governor, &["auxpass"]).is_some();
            return if (!object || shares) && self.is_verb(governor) {
                self.voice_within(governor, steps - 1)
            } else {
                Voice::Active
            };
        }
        let past = self.text.token(verb).tag == "VBD";
        if relation.is_in(&["xcomp", "advcl", "pcomp", "ccomp", "relcl"]) {
            return if past && object { Voice::Active } else { Voice::Passive };
        }
        if object || past { Voice::Active } else { Voice::Passive }
    }

    /// The objects that the tree gives a verb, without "hostage" in "held hostage", which says what somebody became.
    fn direct_objects(&self, verb: usize) -> impl Iterator<Item = usize> {
        self.text.tree.with(verb, &["dobj"]).filter(move |&i| !self.is_captivity(verb, i))
    }

    /// Whether a bare noun says what the verb makes of somebody: "taken hostage", "held captive".
    pub fn is_captivity(&self, verb: usize, noun: usize) -> bool {
        ["hostage", "captive", "prisoner"].contains(&self.text.lower(noun).as_str())
            && ["take", "hold", "keep", "seize"].contains(&self.text.lemma(verb))
            && self.text.tree.first(noun, &["det", "poss", "nummod"]).is_none()
    }

    /// "Three arrested in Kolvata": a past form without object of a verb that needs one is a participle.
    fn is_headline_passive(&self, verb: usize) -> bool {
        let token = self.text.token(verb);
        let rows = &self.text.lexicons().act_words;
        let sentence = self.text.sentence(verb);
        let ends_open = sentence.end.checked_sub(1).is_none_or(|last| ![".", "?", "!"].contains(&self.text.word(last)));
        // "hundreds were arrested, some of them tortured".
        let tree = &self.text.tree;
        let passive = |i: usize| i != verb && tree.first(i, &["auxpass"]).is_some();
        let parallel = passive(tree.head(verb)) || tree.with(verb, &["ccomp", "conj"]).any(passive);
        let bare = (ends_open || parallel)
            && self.direct_objects(verb).next().is_none()
            && self.text.tree.first(verb, &["aux", "ccomp", "xcomp", "dative", "prt"]).is_none();
        bare && token.tag.is_in(&["VBD", "VBN"])
            && (rows.needs_object(&token.lemma) || self.text.tree.with(verb, &["dobj"]).next().is_some())
            && self.objects_or_shared(verb).is_empty()
    }

    /// "A man found guilty in the case": without an object the adjective speaks of the subject.
    fn is_verdict_on_subject(&self, verb: usize) -> bool {
        let tree = &self.text.tree;
        ["find", "declare", "deem"].contains(&self.text.lemma(verb))
            && tree.first(verb, &["dobj", "xcomp", "aux"]).is_none()
            && tree
                .first(verb, &["acomp", "oprd"])
                .is_some_and(|adjective| tree.first(verb, &["ccomp"]).is_none_or(|clause| clause > adjective))
    }

    fn objects_or_shared(&self, verb: usize) -> Vec<usize> {
        self.conjuncts(verb).into_iter().flat_map(|i| self.direct_objects(i).collect::<Vec<_>>()).collect()
    }

    fn is_participle(&self, verb: usize) -> bool {
        let token = self.text.token(verb);
        token.tag.is_in(&["VBN", "VBD"]) || token.pos == "ADJ" && self.text.lower(verb).ends_with("ed")
    }

    fn has_perfect(&self, verb: usize) -> bool {
        self.text.tree.with(verb, &["aux"]).any(|aux| {
            self.text.lemma(aux) == "have"
                || ["having", "had", "has", "'ve", "’ve"].contains(&self.text.lower(aux).as_str())
        })
    }

    /// A finite verb that the parser took for an adjective of its object: "raided the shop and *seized* computers",
    /// "as a mob *looted* shops".
    pub fn is_misread(&self, token_idx: usize) -> bool {
        let tree = &self.text.tree;
        let noun = tree.head(token_idx);
        if tree.relation(token_idx) != "amod" || noun <= token_idx || !self.is_nominal(noun) {
            return false;
        }
        let verbal_list = tree.relation(noun) == "conj" && self.is_verb(tree.head(noun)) && token_idx > 0;
        let joined = verbal_list && self.text.tree.subtree(noun).start == token_idx && {
            let before = token_idx - 1;
            self.text.token(before).tag == "CC" && self.text.tree.head(before) == tree.head(noun)
        };
        let past = self.text.token(token_idx).tag == "VBD" && tree.first(token_idx, &["npadvmod"]).is_some();
        self.text.token(token_idx).tag.is_in(&["VBN", "VBD"]) && (joined || past)
    }

    /// Who does what a misread verb says.
    fn subjects_of_misread(&self, verb: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        match tree.first(verb, &["npadvmod"]) {
            Some(noun) => vec![noun],
            None => self.surface_subjects(tree.head(tree.head(verb)), MAX_STEPS),
        }
    }

    /// Who does it: the subject of an active verb, the by-phrase of a passive one.
    pub fn agents(&self, verb: usize) -> Vec<usize> {
        if self.is_misread(verb) {
            return self.subjects_of_misread(verb);
        }
        match self.voice(verb) {
            Voice::Active => self.surface_subjects(verb, MAX_STEPS),
            Voice::Passive => self.by_phrase(verb, MAX_STEPS),
        }
    }

    /// Whom it is done to: the object of an active verb, the subject of a passive one.
    pub fn patients(&self, verb: usize) -> Vec<usize> {
        if self.is_misread(verb) {
            return vec![self.text.tree.head(verb)];
        }
        let objects = self.objects(verb);
        if !objects.is_empty() {
            return objects;
        }
        match self.voice(verb) {
            Voice::Passive => self.surface_subjects(verb, MAX_STEPS),
            Voice::Active => {
                let small = self.subject_of_small_clause(verb);
                if small.is_empty() { self.missing_object(verb) } else { small }
            }
        }
    }

    /// "found *the clerk* guilty": whom the adjective behind the verb speaks of.
    fn subject_of_small_clause(&self, verb: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let adjective = |i: &usize| self.text.token(*i).pos == "ADJ" && tree.first(*i, &["mark", "aux"]).is_none();
        let clauses = tree.with(verb, &["ccomp", "xcomp", "oprd"]).filter(|i| *i > verb).filter(adjective);
        clauses.flat_map(|clause| tree.with(clause, &["nsubj"])).filter(|&i| i > verb && self.is_nominal(i)).collect()
    }

    /// To whom something is given or refused.
    pub fn datives(&self, verb: usize) -> Vec<usize> {
        let direct: Vec<usize> = self.text.tree.with(verb, &["dative"]).flat_map(|i| self.noun_of(i)).collect();
        // "was given shocks to the feet": with an object of its own, a passive verb speaks of its subject.
        let keeps_object = || self.voice(verb) == Voice::Passive && self.direct_objects(verb).next().is_some();
        if !direct.is_empty() && !keeps_object() {
            return direct;
        }
        if let Some(name) = self.name_before_object(verb) {
            return vec![name];
        }
        match self.voice(verb) {
            Voice::Passive => self.surface_subjects(verb, MAX_STEPS),
            Voice::Active => self.missing_object(verb),
        }
    }

    /// "denied the student *Jun Abad* access": a person's name that the parser took for a part of the object.
    fn name_before_object(&self, verb: usize) -> Option<usize> {
        let tree = &self.text.tree;
        let object = tree.first(verb, &["dobj"]).filter(|&i| self.text.token(i).pos == "NOUN")?;
        let names = &self.text.annotations.names;
        let at = names.partition_point(|name| name.tokens.end < object);
        let name = names.get(at).filter(|name| name.tokens.end == object && name.label == "PERSON")?;
        let last = object - 1;
        (name.tokens.start > verb && tree.relation(last) == "compound" && tree.head(last) == object).then_some(last)
    }

    /// The noun itself, or the one behind the preposition.
    fn noun_of(&self, token_idx: usize) -> Vec<usize> {
        if self.is_nominal(token_idx) {
            return vec![token_idx];
        }
        self.text.tree.with(token_idx, &["pobj"]).collect()
    }

    fn objects(&self, verb: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let own: Vec<usize> = self.direct_objects(verb).flat_map(|i| self.antecedent(i)).collect();
        if !own.is_empty() || self.voice(verb) == Voice::Passive {
            return own;
        }
        // "arrested and interrogated him": the object stands with the last of the coordinated verbs.
        let mut next = tree.with(verb, &["conj"]).find(|&i| self.is_verb(i));
        for _ in 0..MAX_STEPS {
            let Some(other) = next else { break };
            if tree.first(other, &["nsubj", "nsubjpass"]).is_some() || !self.adjacent_verbs(verb, other) {
                break;
            }
            let shared: Vec<usize> = tree.with(other, &["dobj"]).collect();
            if !shared.is_empty() {
                return shared;
            }
            next = tree.with(other, &["conj"]).find(|&i| self.is_verb(i));
        }
        Vec::new()
    }

    /// Whether nothing but commas, conjunctions and verbs stands between two coordinated verbs.
    fn adjacent_verbs(&self, first: usize, second: usize) -> bool {
        (first + 1..second).all(|i| {
            self.text.tree.relation(i).is_in(&["cc", "punct", "conj", "advmod", "preconj"]) && !self.is_nominal(i)
        })
    }

    /// The noun that a relative clause or an infinitive is about, when the clause lacks its object.
    fn missing_object(&self, verb: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let verb = self.first_of_shared(verb);
        let clause_has_subject = tree.first(verb, &["nsubj"]).is_some_and(|i| !self.is_relative(i));
        // "an age where the line has vanished" lacks nothing.
        if tree.with(verb, &["advmod"]).any(|i| self.text.token(i).tag == "WRB") {
            return Vec::new();
        }
        match tree.relation(verb).as_str() {
            "relcl" if clause_has_subject => vec![tree.head(verb)],
            _ => Vec::new(),
        }
    }

    /// The first of coordinated verbs without objects that share one subject: "people it had abducted and *executed*".
    fn first_of_shared(&self, verb: usize) -> usize {
        let tree = &self.text.tree;
        let mut first = verb;
        for _ in 0..MAX_STEPS {
            if let Some(head) = self.head_of_list(first) {
                first = head;
                continue;
            }
            let governor = tree.head(first);
            let shares = tree.relation(first) == "conj"
                && self.is_verb(governor)
                && tree.first(first, &["nsubj", "nsubjpass", "aux"]).is_none()
                && tree.first(governor, &["dobj"]).is_none();
            if !shares {
                break;
            }
            first = governor;
        }
        first
    }

    /// The verb that begins the list, when the parser took its second verb for a clause of the main verb:
    /// "people it had abducted, *tortured* and executed".
    fn head_of_list(&self, verb: usize) -> Option<usize> {
        let tree = &self.text.tree;
        let listed = self.text.token(verb).tag == "VBN"
            && tree.relation(verb) == "advcl"
            && tree.first(verb, &["nsubj", "nsubjpass", "aux", "auxpass", "mark", "dobj"]).is_none()
            && tree.first(verb, &["cc", "conj"]).is_some();
        let first = verb.checked_sub(2).filter(|_| listed && self.text.word(verb - 1) == ",")?;
        let open = tree.relation(first) == "relcl" && self.has_perfect(first) && tree.first(first, &["dobj"]).is_none();
        open.then_some(first)
    }

    fn by_phrase(&self, verb: usize, steps: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let own: Vec<usize> = tree
            .with(verb, &["agent", "prep"])
            .filter(|&by| self.text.lower(by) == "by")
            .flat_map(|by| tree.with(by, &["pobj"]))
            .collect();
        if !own.is_empty() {
            return own;
        }
        let hands = self.at_hands_of(verb);
        if !hands.is_empty() {
            return hands;
        }
        // "denied entry to Thailand by officials": parsers hang the phrase on the nearest noun.
        let stray = self.stray_by_phrase(verb);
        if !stray.is_empty() {
            return stray;
        }
        // "arrested and interrogated by police": the phrase stands with the last verb and serves all.
        let shared = tree.with(verb, &["conj"]).find(|&i| self.is_verb(i) && self.voice(i) == Voice::Passive);
        let shared =
            shared.filter(|&i| tree.first(i, &["nsubj", "nsubjpass"]).is_none() && self.adjacent_verbs(verb, i));
        shared.filter(|_| steps > 0).map(|i| self.by_phrase(i, steps - 1)).unwrap_or_default()
    }

    /// "beaten at the hands of the guards".
    pub fn at_hands_of(&self, word: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let at = tree.with(word, &["prep"]).filter(|&i| self.text.lower(i) == "at");
        let hands = at.flat_map(|at| tree.with(at, &["pobj"])).filter(|&i| self.text.lower(i) == "hands");
        let of = hands.flat_map(|hands| tree.with(hands, &["prep"])).filter(|&i| self.text.lower(i) == "of");
        of.flat_map(|of| tree.with(of, &["pobj"])).collect()
    }

    fn stray_by_phrase(&self, verb: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let mut open: Vec<usize> =
            tree.with(verb, &["dobj", "prep", "oprd", "acomp", "xcomp"]).filter(|&i| i > verb).collect();
        let mut steps = 0;
        while let Some(next) = open.pop().filter(|_| steps < 32) {
            steps += 1;
            if self.text.lower(next) == "by" {
                let found: Vec<usize> = tree.with(next, &["pobj"]).collect();
                return found;
            }
            if !self.is_verb(next) {
                open.extend(tree.with(next, &["prep", "pobj"]));
            }
        }
        Vec::new()
    }

    /// The names that stand in apposition to a common noun ("two reporters, A and B", "the weekly W"), or the noun itself;
    /// for "some of whom" what the clause is about.
    pub fn named(&self, noun: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let of = tree.with(noun, &["prep"]).find(|&i| self.text.lower(i) == "of");
        if let Some(relative) = of.and_then(|of| tree.first(of, &["pobj"])).filter(|&i| self.is_relative(i)) {
            return self.antecedent(relative);
        }
        let several = self.text.token(noun).tag.is_in(&["NNS", "NNPS"]);
        if self.text.token(noun).pos != "NOUN" && !several {
            return vec![noun];
        }
        if let Some(name) = self.name_right_behind(noun) {
            return if several { self.listed_names(name) } else { vec![name] };
        }
        // "eight people were killed, according to the Circle, an NGO": no apposition reaches over its verb.
        let verb = tree.head(noun);
        let near = |i: usize| i > noun && !(self.is_verb(verb) && verb > noun && verb < i);
        let names = tree.with(noun, &["appos"]).filter(|&i| near(i) && self.text.token(i).pos == "PROPN");
        let names: Vec<usize> = names.flat_map(|name| self.listed_names(name)).collect();
        if !names.is_empty() {
            return names;
        }
        let behind = self.people_behind_mark(noun).filter(|_| several);
        behind.map_or_else(|| self.with_included(noun), |first| self.listed_names(first))
    }

    /// "several activists, including A and B": the noun and the people named.
    fn with_included(&self, noun: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let including = tree.with(noun, &["prep"]).filter(|&i| i > noun && self.text.lower(i) == "including");
        let first = including.flat_map(|i| tree.with(i, &["pobj"])).flat_map(|i| self.listed_names(i));
        let people = first.filter(|&i| self.is_person_name(i));
        std::iter::once(noun).chain(people.take(MAX_CONJUNCTS)).collect()
    }

    /// Whether a token ends a person's name.
    fn is_person_name(&self, token_idx: usize) -> bool {
        let names = &self.text.annotations.names;
        let at = names.partition_point(|name| name.tokens.end <= token_idx);
        names.get(at).is_some_and(|name| name.tokens.contains(&token_idx) && name.label == "PERSON")
    }

    /// The people singled out of several: "twelve miners, including the union's treasurer Ada Brask".
    pub fn included(&self, noun: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let behind = tree.with(noun, &["prep", "acl", "advcl"]).find(|&i| self.text.lower(i) == "including");
        // Parsers hang it on the verb as well; then it must follow the noun's own words.
        let next = tree.subtree(noun).end;
        let after_mark = (next..(next + 2).min(self.text.len())).find(|&i| self.text.lower(i) == "including");
        let Some(including) = behind.or(after_mark) else { return Vec::new() };
        let first = tree.with(including, &["pobj", "dobj"]).filter(|&i| self.is_nominal(i));
        first.flat_map(|i| self.coordinated(i)).flat_map(|i| self.named(i)).collect()
    }

    /// A name and the names coordinated with it.
    fn listed_names(&self, name: usize) -> Vec<usize> {
        self.coordinated(name).into_iter().filter(|&i| self.text.token(i).pos == "PROPN").collect()
    }

    /// The last word of a person's name right behind a common noun, wherever the parser hung it: "the singer Y. B. Aas".
    fn name_right_behind(&self, noun: usize) -> Option<usize> {
        let name = self.person_at(noun + 1)?;
        (self.text.tree.relation(noun) != "compound").then_some(name)
    }

    /// "two men, A and B": the first of several people behind a comma or a dash, where the parser hung them on the verb.
    fn people_behind_mark(&self, noun: usize) -> Option<usize> {
        let tree = &self.text.tree;
        let mark = noun + 1;
        let marked = mark < self.text.len() && [",", "—", "–", "-", ":"].contains(&self.text.word(mark));
        let first = self.person_at(mark + 1).filter(|_| marked)?;
        let loose = tree.relation(first).is_in(&["npadvmod", "dep", "appos", "conj", "oprd", "attr"]);
        let listed = tree.with(first, &["conj"]).any(|i| self.text.token(i).pos == "PROPN");
        (loose && listed).then_some(first)
    }

    /// The last word of the person's name that starts at a token.
    fn person_at(&self, token_idx: usize) -> Option<usize> {
        let names = &self.text.annotations.names;
        let at = names.partition_point(|name| name.tokens.start < token_idx);
        let name = names.get(at).filter(|name| name.tokens.start == token_idx && name.label == "PERSON")?;
        let last = name.tokens.end.checked_sub(1)?;
        (self.text.token(last).pos == "PROPN").then_some(last)
    }

    /// Subjects below the verb or, by a slip of the parser, below its auxiliary.
    fn own_subjects(&self, verb: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let below =
            |i: usize| tree.with(i, &["nsubj", "nsubjpass"]).filter(|&i| self.is_nominal(i) || self.is_relative(i));
        // "and *eight* remanded": a number counts people, no verb.
        let number = tree.with(verb, &["nummod"]).filter(|&i| i + 1 == verb && self.text.token(i).tag == "CD");
        let mut own: Vec<usize> = below(verb).chain(number).collect();
        // "workers of the charity Healers were taken": the name is no second subject.
        own.dedup_by(|name, first| self.is_named_behind(*first, *name));
        if own.is_empty() { tree.with(verb, &["auxpass", "aux"]).flat_map(below).collect() } else { own }
    }

    /// Whether a name stands right behind a phrase that ends in a common noun, with nothing between.
    fn is_named_behind(&self, first: usize, name: usize) -> bool {
        let tree = &self.text.tree;
        let end = tree.subtree(first).end;
        let after = end == tree.subtree(name).start && end > first + 1;
        after && self.text.token(name).pos == "PROPN" && self.text.token(end - 1).pos == "NOUN"
    }

    /// The subject as the sentence has it, found where it is shared or left out.
    pub fn surface_subjects(&self, verb: usize, steps: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let own = self.own_subjects(verb);
        if !own.is_empty() {
            let last = own.len() - 1;
            let whole = own.into_iter().enumerate().filter(|&(i, subject)| i == last || !self.is_cut_quantity(subject));
            return whole.flat_map(|(_, i)| self.antecedent(i)).collect();
        }
        if let Some(&subject) = self.repaired.get(&verb) {
            return vec![subject];
        }
        let governor = tree.head(verb);
        if let Some(subject) = self.subject_of_reduced_relative(verb) {
            return vec![subject];
        }
        if governor == verb || steps == 0 {
            return Vec::new();
        }
        let upward = |verb: usize| self.surface_subjects(verb, steps - 1);
        if let Some(first) = self.head_of_list(verb) {
            return upward(first);
        }
        match tree.relation(verb).as_str() {
            "conj" | "aux" | "auxpass" | "acomp" if self.is_verb(governor) => upward(governor),
            "ccomp" if tree.first(verb, &["mark", "auxpass"]).is_some() => Vec::new(),
            "xcomp" | "ccomp" | "oprd" if self.is_verb(governor) => self.controller(governor, steps - 1),
            "advcl" if self.is_verb(governor) => upward(governor),
            "acl" if self.is_nominal(governor) => self.subject_of_participle(verb, governor),
            "amod" => vec![governor],
            "relcl" => vec![governor],
            "pcomp" => self.subject_after_preposition(governor, steps - 1),
            _ => Vec::new(),
        }
    }

    /// "a man *wanted* for murder has been arrested", when the parser took "a man wanted" for a clause of its own: the
    /// subject of that clause.
    fn subject_of_reduced_relative(&self, verb: usize) -> Option<usize> {
        let tree = &self.text.tree;
        let auxiliary = tree.first(verb, &["auxpass"]).and_then(|_| tree.first(verb, &["aux", "auxpass"]))?;
        let finite = self.text.token(auxiliary).tag.is_in(&["VBD", "VBZ", "VBP", "MD"]);
        if !finite || auxiliary == 0 || !tree.relation(verb).is_in(&["ccomp", "ROOT"]) {
            return None;
        }
        let around = if tree.relation(verb) == "ccomp" { tree.head(verb) } else { verb };
        let before = tree.with(around, &["ccomp"]).filter(|&i| i < auxiliary && tree.subtree(i).end == auxiliary);
        let clause = before.last().filter(|&i| self.is_participle(i) && self.direct_objects(i).next().is_none())?;
        tree.first(clause, &["aux", "auxpass"]).is_none().then(|| tree.first(clause, &["nsubj"])).flatten()
    }

    /// "a group of", when the parser made what follows a second subject.
    fn is_cut_quantity(&self, noun: usize) -> bool {
        let tree = &self.text.tree;
        tree.with(noun, &["prep"]).any(|i| self.text.lower(i) == "of" && tree.first(i, &["pobj"]).is_none())
    }

    /// Who is meant to do what a governing verb speaks of: its object if it has one, else its subject.
    fn controller(&self, governor: usize, steps: usize) -> Vec<usize> {
        let objects = self.objects(governor);
        if !objects.is_empty() && self.text.lemma(governor) != "promise" {
            return objects;
        }
        self.surface_subjects(governor, steps)
    }

    /// "activists detained since May": the noun. "the court's decision to ban it": the court.
    fn subject_of_participle(&self, verb: usize, noun: usize) -> Vec<usize> {
        let infinitive = self.text.tree.with(verb, &["aux"]).any(|aux| self.text.token(aux).tag == "TO");
        if !infinitive {
            return vec![noun];
        }
        let possessors: Vec<usize> = self.text.tree.with(noun, &["poss"]).collect();
        if !possessors.is_empty() {
            return possessors;
        }
        let tree = &self.text.tree;
        let by: Vec<usize> = tree
            .with(noun, &["prep"])
            .filter(|&i| self.text.lower(i) == "by")
            .flat_map(|i| tree.with(i, &["pobj"]))
            .collect();
        if by.is_empty() && tree.relation(noun) == "dobj" { self.surface_subjects(tree.head(noun), 3) } else { by }
    }

    fn subject_after_preposition(&self, preposition: usize, steps: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let governor = tree.head(preposition);
        if governor == preposition {
            return Vec::new();
        }
        let of_object = ["of", "from", "for", "with", "into", "at"].contains(&self.text.lower(preposition).as_str());
        if self.is_verb(governor) {
            return if of_object { self.controller(governor, steps) } else { self.surface_subjects(governor, steps) };
        }
        // "was found guilty of killing": the adjective speaks of the subject of its verb.
        if self.text.token(governor).pos == "ADJ" && self.is_verb(tree.head(governor)) {
            return self.controller(tree.head(governor), steps);
        }
        // "a suspect in stabbing him", "the sacking of the officer for beating him".
        if ["suspect", "accused", "perpetrator", "culprit"].contains(&self.text.lemma(governor)) {
            return vec![governor];
        }
        let possessors: Vec<usize> = tree.with(governor, &["poss"]).collect();
        if !possessors.is_empty() || self.text.lower(preposition) != "for" {
            return possessors;
        }
        let of = tree.with(governor, &["prep"]).filter(|&i| self.text.lower(i) == "of" && i < preposition);
        of.flat_map(|of| tree.with(of, &["pobj"])).collect()
    }

    /// A relative pronoun stands for the noun before its clause.
    pub fn antecedent(&self, token_idx: usize) -> Vec<usize> {
        if !self.is_relative(token_idx) {
            return vec![token_idx];
        }
        let clause = self.text.tree.ancestors(token_idx).find(|&i| self.text.tree.relation(i) == "relcl");
        match clause {
            Some(verb) => self.listed_before(self.noun_before(self.text.tree.head(verb), token_idx), verb),
            None => self.noun_ending_before(token_idx).into_iter().collect(),
        }
    }

    /// "Ada, Osei and Greta, who *were* killed": a verb in the plural behind the last of a list of single people speaks of all.
    fn listed_before(&self, noun: usize, verb: usize) -> Vec<usize> {
        let tree = &self.text.tree;
        let plural = ["were", "are", "have"];
        let is_plural = tree.with(verb, &["aux", "auxpass"]).any(|i| plural.contains(&self.text.lower(i).as_str()));
        let is_one = |i: usize| self.text.token(i).tag.is_in(&["NNP", "NN"]);
        let mut listed = vec![noun];
        let mut last = noun;
        while is_plural && is_one(noun) && listed.len() < MAX_CONJUNCTS && tree.relation(last) == "conj" {
            last = tree.head(last);
            if !self.is_nominal(last) {
                break;
            }
            listed.push(last);
        }
        listed.reverse();
        listed
    }

    /// The noun right before the phrase of a relative pronoun, when the parser saw no relative clause: "..., some of whom".
    fn noun_ending_before(&self, relative: usize) -> Option<usize> {
        let tree = &self.text.tree;
        let phrase = tree.ancestors(relative).take(3).find(|&i| self.is_nominal(i)).unwrap_or(relative);
        let start = tree.subtree(phrase).start.min(relative);
        let before = (0..start).rev().take(3).find(|&i| self.text.token(i).pos != "PUNCT")?;
        self.is_nominal(before).then_some(before)
    }

    /// The noun that a clause with "who" is about: not the place that the parser hung it on, but who is from there.
    fn noun_before(&self, noun: usize, relative: usize) -> usize {
        let tree = &self.text.tree;
        let names = &self.text.annotations.names;
        let at = names.partition_point(|name| name.tokens.end <= noun);
        let place =
            names.get(at).is_some_and(|name| name.tokens.contains(&noun) && name.label.is_in(&["GPE", "LOC", "FAC"]));
        let preposition = tree.head(noun);
        let whole = tree.head(preposition);
        let climbs =
            place && self.text.lower(relative) == "who" && tree.relation(noun) == "pobj" && self.is_nominal(whole);
        if climbs { whole } else { noun }
    }

    /// Whether a token is who, whom, which or that at the head of a relative clause.
    pub fn is_relative(&self, token_idx: usize) -> bool {
        let token = self.text.token(token_idx);
        token.tag.is_in(&["WP", "WDT", "WP$"])
    }

    /// A passive verb without subject right after a noun that the parser coordinated with something else.
    fn stray_subject(&self, verb: usize) -> Option<usize> {
        let tree = &self.text.tree;
        let relation = tree.relation(verb);
        if !self.is_verb(verb) || relation.is_in(&["xcomp", "acl", "amod", "relcl"]) {
            return None;
        }
        let first_auxiliary = tree.first(verb, &["auxpass", "aux"])?;
        let finite = self.text.token(first_auxiliary).tag.is_in(&["VBD", "VBZ", "VBP", "MD"]);
        if !finite || tree.first(verb, &["nsubj", "nsubjpass", "csubj", "expl"]).is_some() || first_auxiliary == 0 {
            return None;
        }
        let before = first_auxiliary - 1;
        let mut noun = before;
        for _ in 0..MAX_STEPS {
            let governor = tree.head(noun);
            if tree.relation(noun).is_in(&["conj", "appos"]) && self.is_nominal(noun) && self.is_nominal(governor) {
                return (tree.subtree(noun).end == before + 1).then_some(noun);
            }
            if governor == noun || governor > before {
                return None;
            }
            noun = governor;
        }
        None
    }

    /// Whether the parser coordinated this noun though it is the subject of a clause of its own.
    pub fn is_stray(&self, noun: usize) -> bool {
        self.strays.contains(&noun)
    }

    /// A word and what is coordinated with it, as far as a sane sentence goes.
    pub fn conjuncts(&self, token_idx: usize) -> Vec<usize> {
        let mut found = vec![token_idx];
        let mut next = 0;
        while next < found.len() && found.len() < MAX_CONJUNCTS {
            let more: Vec<usize> = self.text.tree.with(found[next], &["conj"]).collect();
            found.extend(more);
            next += 1;
        }
        found
    }

    /// A noun and the nouns coordinated with it.
    pub fn coordinated(&self, noun: usize) -> Vec<usize> {
        let mut found = vec![noun];
        let mut next = 0;
        while next < found.len() && found.len() < MAX_CONJUNCTS {
            let more = self.text.tree.with(found[next], &["conj"]).filter(|&i| self.is_nominal(i) && !self.is_stray(i));
            let more: Vec<usize> = more.collect();
            found.extend(more);
            next += 1;
        }
        found
    }
}
