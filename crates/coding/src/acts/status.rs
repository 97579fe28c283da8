//! What grammar says about whether an act happened: negation, modality, plans, threats, conditions.

use super::grammar::Grammar;
use codebook::lexicons::{StatusCue, Support};
use domain::ActStatus;

const MAX_STEPS: usize = 8;

/// The status of the act named by `trigger`; `negation_used` when "not" belongs to the trigger itself.
pub fn of(grammar: &Grammar<'_>, trigger: usize, negation_used: bool) -> ActStatus {
    let reader = Reader { grammar };
    if reader.is_called_false(trigger) {
        return ActStatus::Denied;
    }
    if grammar.is_verb(trigger) && grammar.text().token(trigger).pos != "NOUN" {
        reader.of_verb(trigger, negation_used, MAX_STEPS)
    } else {
        reader.of_noun(trigger, MAX_STEPS).filter(|status| !negation_used || *status != ActStatus::Denied)
    }
    .unwrap_or(ActStatus::Reported)
}

/// Whether a plan hangs on a condition: "will be charged unless they leave", "must leave or will be charged".
pub fn is_conditional(grammar: &Grammar<'_>, trigger: usize) -> bool {
    let text = grammar.text();
    let tree = &text.tree;
    let condition = |i: usize| ["if", "unless", "until"].contains(&text.lower(i).as_str());
    let clauses = tree.with(trigger, &["advcl"]).flat_map(|clause| tree.with(clause, &["mark"]));
    let first = tree.head(trigger);
    let joined_by_or = tree.relation(trigger) == "conj" && tree.with(first, &["cc"]).any(|i| text.lower(i) == "or");
    let duty = joined_by_or && tree.with(first, &["aux"]).any(|i| ["must", "should"].contains(&text.lower(i).as_str()));
    duty || clauses.into_iter().any(condition)
}

struct Reader<'a> {
    grammar: &'a Grammar<'a>,
}

impl Reader<'_> {
    /// "It is untrue that he was beaten", "the reports of arrests are a fabrication", "it is not true that ...".
    fn is_called_false(&self, trigger: usize) -> bool {
        let tree = &self.grammar.text().tree;
        let above = std::iter::once(trigger).chain(tree.ancestors(trigger)).take(MAX_STEPS);
        above.into_iter().any(|part| {
            let (governor, relation) = (tree.head(part), tree.relation(part));
            let of_predicate =
                relation.is_in(&["ccomp", "acl", "csubj"]) && tree.relation(governor).is_in(&["acomp", "attr"]);
            let be = if of_predicate { tree.head(governor) } else { governor };
            let is_subject = of_predicate || relation.is_in(&["ccomp", "csubj", "nsubj"]) && governor != part;
            is_subject && self.says_false(be, part)
        })
    }

    /// Whether "be" says of a part of its clause that it is not so.
    fn says_false(&self, be: usize, part: usize) -> bool {
        let text = self.grammar.text();
        let cues = &text.lexicons().status_cues;
        let predicates = text.tree.with(be, &["acomp", "attr"]).filter(|&predicate| predicate != part);
        let negated = text.tree.first(be, &["neg"]).is_some();
        let mut said = predicates.filter_map(|predicate| cues.of_subject(&text.lemma(predicate).to_lowercase()));
        text.lemma(be) == "be"
            && said.any(|cue| matches!((cue, negated), (StatusCue::Denied, false) | (StatusCue::Passes, true)))
    }

    fn of_verb(&self, verb: usize, negation_used: bool, steps: usize) -> Option<ActStatus> {
        if steps == 0 {
            return None;
        }
        let own = self.mark(verb).or_else(|| self.modal(verb, steps));
        if own == Some(ActStatus::Hypothetical) || self.is_regretted(verb) {
            return own;
        }
        if !negation_used && self.is_negated(verb, steps) {
            let wished = self.is_infinitive(verb).then(|| self.governed(verb, steps)).flatten();
            let open = wished.filter(|status| *status == ActStatus::Hypothetical);
            return open.or(Some(ActStatus::Denied));
        }
        own.or_else(|| self.generic(verb)).or_else(|| self.adverb(verb)).or_else(|| self.governed(verb, steps))
    }

    /// "should never have been detained": what ought not to have happened has happened.
    fn is_regretted(&self, verb: usize) -> bool {
        let text = self.grammar.text();
        let auxiliary =
            |words: &[&str]| text.tree.with(verb, &["aux"]).any(|i| words.contains(&text.lower(i).as_str()));
        auxiliary(&["should", "ought"]) && auxiliary(&["have"]) && text.tree.first(verb, &["neg"]).is_some()
    }

    /// "anyone who insults the king is jailed", "those who attack reporters must go": a rule, not something that happened.
    fn generic(&self, verb: usize) -> Option<ActStatus> {
        let text = self.grammar.text();
        let tree = &text.tree;
        if self.is_of_law(verb) {
            return Some(ActStatus::Hypothetical);
        }
        let subject = self.grammar.surface_subjects(verb, MAX_STEPS).first().copied()?;
        let anybody = ["anyone", "anybody", "whoever", "everyone", "everybody"].contains(&text.lower(subject).as_str())
            || tree.with(subject, &["det"]).any(|i| text.lower(i) == "any");
        let about_those = text.lower(subject) == "those" && self.in_relative_clause_of_rule(verb, subject);
        let timeless = self.is_present(verb) && (anybody || about_those);
        timeless.then_some(ActStatus::Hypothetical)
    }

    /// "The act covers spying, sabotage and blackmailing reporters": a law speaks of what may happen.
    fn is_of_law(&self, word: usize) -> bool {
        let text = self.grammar.text();
        let tree = &text.tree;
        let law = |i: usize| text.lexicons().noun_classes.is(&text.lemma(i).to_lowercase(), "law");
        let main = tree.ancestors(word).take(MAX_STEPS).find(|&i| self.is_present(i) && self.grammar.is_verb(i));
        let below = |verb: usize| tree.first(verb, &["nsubj"]).is_some_and(|i| law(i) && i < word);
        main.is_some_and(below)
    }

    /// Whether a verb is in the simple present, alone or through its auxiliary.
    fn is_present(&self, verb: usize) -> bool {
        let text = self.grammar.text();
        let tree = &text.tree;
        let shares = tree.relation(verb) == "conj" && tree.first(verb, &["aux", "auxpass", "nsubj"]).is_none();
        let verb = if shares { tree.head(verb) } else { verb };
        let first = tree.with(verb, &["aux", "auxpass"]).next().unwrap_or(verb);
        text.token(first).tag.is_in(&["VBZ", "VBP"]) && text.lemma(first) != "have"
    }

    /// "Those who attack": the clause belongs to people of whom something is asked or foretold.
    fn in_relative_clause_of_rule(&self, verb: usize, people: usize) -> bool {
        let text = self.grammar.text();
        let tree = &text.tree;
        let relative = std::iter::once(verb).chain(tree.ancestors(verb)).take(4).any(|i| tree.relation(i) == "relcl");
        let main = tree.ancestors(people).take(3).find(|&i| self.grammar.is_verb(i));
        relative && main.is_some_and(|main| tree.with(main, &["aux"]).any(|i| text.token(i).tag == "MD"))
    }

    fn of_noun(&self, noun: usize, steps: usize) -> Option<ActStatus> {
        let text = self.grammar.text();
        let tree = &text.tree;
        if steps == 0 {
            return None;
        }
        for modifier in tree.with(noun, &["amod", "det", "compound", "neg"]) {
            if text.lower(modifier) == "no" {
                return Some(ActStatus::Denied);
            }
            if let Some(cue) = text.lexicons().status_cues.of_modified(text.lemma(modifier)).and_then(status) {
                return Some(if self.is_denied_object(noun) { ActStatus::Denied } else { cue });
            }
        }
        if tree.with(noun, &["acl", "relcl"]).any(|verb| self.undoes(verb)) {
            return Some(ActStatus::Reported);
        }
        let governor = tree.head(noun);
        if governor == noun {
            return None;
        }
        match tree.relation(noun).as_str() {
            "conj" | "compound" | "nmod" => self.of_noun_or_verb(governor, steps - 1),
            "pobj" => self.behind_preposition(governor, steps - 1),
            "dobj" | "nsubjpass" | "attr" | "nsubj" => self.of_argument(noun, governor, steps - 1),
            _ => None,
        }
    }

    /// "call for the conviction to be set aside": what is to be undone has happened.
    fn undoes(&self, verb: usize) -> bool {
        let text = self.grammar.text();
        let aside =
            text.lemma(verb) == "set" && text.tree.with(verb, &["advmod", "prt"]).any(|i| text.lower(i) == "aside");
        self.is_infinitive(verb) && (aside || self.noun_cue(verb) == Some(StatusCue::Presupposed))
    }

    /// "denied any reprisals": what is denied is not merely possible.
    fn is_denied_object(&self, noun: usize) -> bool {
        let tree = &self.grammar.text().tree;
        tree.relation(noun) == "dobj" && matches!(self.noun_cue(tree.head(noun)), Some(StatusCue::Denied))
    }

    fn of_noun_or_verb(&self, token_idx: usize, steps: usize) -> Option<ActStatus> {
        if self.grammar.is_verb(token_idx) && self.grammar.text().token(token_idx).pos != "NOUN" {
            self.of_verb(token_idx, false, steps)
        } else {
            let cue = self.noun_cue(token_idx);
            if cue.is_some() { cue.and_then(status) } else { self.of_noun(token_idx, steps) }
        }
    }

    fn noun_cue(&self, token_idx: usize) -> Option<StatusCue> {
        let text = self.grammar.text();
        let lemma = text.lemma(token_idx).to_lowercase();
        // "ruled out torture" denies it, a ruling on torture does not.
        if lemma == "rule" && !text.tree.with(token_idx, &["prt", "advmod"]).any(|i| text.lower(i) == "out") {
            return None;
        }
        text.lexicons().status_cues.of_noun(&lemma)
    }

    fn behind_preposition(&self, preposition: usize, steps: usize) -> Option<ActStatus> {
        let text = self.grammar.text();
        let governor = text.tree.head(preposition);
        // Who was "not involved in the killing" denies a part in it, not the killing.
        if text.lexicons().support_verbs.get(&text.lemma(governor).to_lowercase()) == Some(Support::Culprit) {
            return None;
        }
        // "wanted for the murder of a judge": the murder is a fact.
        let sought = text.lower(preposition) == "for" && self.grammar.is_verb(governor);
        if sought && text.lexicons().status_cues.of_cause(&text.lemma(governor).to_lowercase()).is_some() {
            return None;
        }
        let opposed = ["against", "over"].contains(&text.lower(preposition).as_str());
        // "dismissed an appeal against the acquittal": parsers hang the preposition on the verb.
        let opposers = std::iter::once(governor).chain(text.tree.with(governor, &["dobj", "nsubjpass"]));
        let opposed_by = |i: usize| text.lexicons().status_cues.of_opposed(&text.lemma(i).to_lowercase());
        if opposed && let Some(cue) = opposers.into_iter().find_map(opposed_by) {
            return status(cue);
        }
        match text.lower(preposition).as_str() {
            "without" => return Some(ActStatus::Denied),
            "pending" => return Some(ActStatus::Planned),
            "against" | "to" | "for" | "of" | "with" | "from" | "at" | "about" | "on" => {}
            "under" | "in" | "into" if self.grammar.is_verb(governor) => return self.of_verb(governor, false, steps),
            _ => return None,
        }
        match self.noun_cue(governor) {
            Some(StatusCue::Passes) => self.of_noun_or_verb(governor, steps),
            Some(cue) => status(cue),
            None if text.lower(preposition) == "of" && !self.grammar.is_verb(governor) => self.of_noun(governor, steps),
            None => None,
        }
    }

    /// The noun is subject or object: what the verb makes of it, and for verbs that only carry it what becomes of them.
    fn of_argument(&self, noun: usize, verb: usize, steps: usize) -> Option<ActStatus> {
        let text = self.grammar.text();
        let object = text.tree.relation(noun).is_in(&["dobj", "nsubjpass"]);
        // "called the bombing a crime" speaks of what has happened; only "called for" asks.
        if text.lemma(verb) == "call" {
            return None;
        }
        match self.noun_cue(verb) {
            Some(StatusCue::Passes) => return self.of_verb(verb, false, steps),
            // "to avoid arrest": what is to be kept from happening may happen.
            Some(StatusCue::Denied) if object && (self.is_infinitive(verb) || self.mark(verb).is_some()) => {
                return Some(ActStatus::Hypothetical);
            }
            Some(cue) if object => return status(cue),
            _ => {}
        }
        let carried = text.lexicons().support_verbs.get(text.lemma(verb)).is_some();
        if carried { self.of_verb(verb, false, steps) } else { None }
    }

    fn mark(&self, verb: usize) -> Option<ActStatus> {
        let text = self.grammar.text();
        let conditional = |i: usize| ["if", "unless", "whether", "lest", "should"].contains(&text.lower(i).as_str());
        let tree = &text.tree;
        let marked = tree.with(verb, &["mark", "advmod"]).any(conditional);
        let inverted = tree
            .with(verb, &["aux"])
            .any(|i| text.lower(i) == "should" && tree.first(verb, &["nsubj", "nsubjpass"]).is_some_and(|s| i < s));
        (marked || inverted).then_some(ActStatus::Hypothetical)
    }

    fn modal(&self, verb: usize, steps: usize) -> Option<ActStatus> {
        let text = self.grammar.text();
        let tree = &text.tree;
        let mut found = None;
        for auxiliary in tree.with(verb, &["aux", "auxpass"]) {
            let word = text.lower(auxiliary);
            match word.as_str() {
                "should" | "ought" if self.is_regretted(verb) => {}
                "should" | "must" | "shall" | "would" if self.is_ruled(verb) => {}
                "would" if self.is_habit(verb) => {}
                "may" | "might" | "must" if self.has_perfect(verb) => return Some(ActStatus::Alleged),
                "will" | "'ll" | "’ll" | "shall" | "wo" if self.adverb(verb).is_some() => {
                    return Some(ActStatus::Hypothetical);
                }
                "will" | "'ll" | "’ll" | "shall" | "wo" => found = Some(ActStatus::Planned),
                "would" | "'d" | "’d" => {
                    found =
                        Some(if self.is_reported_speech(verb) { ActStatus::Planned } else { ActStatus::Hypothetical })
                }
                "could" | "may" | "might" | "should" | "must" | "can" | "ca" | "ought" => {
                    return Some(ActStatus::Hypothetical);
                }
                _ => {}
            }
        }
        // "is to be tried": a plan.
        let plan = tree.relation(verb) == "xcomp" && text.lemma(tree.head(verb)) == "be" && self.is_infinitive(verb);
        if plan && tree.first(tree.head(verb), &["acomp", "attr"]).is_none() {
            return Some(ActStatus::Planned);
        }
        found.or_else(|| self.shared_modal(verb, steps))
    }

    /// "will be arrested and charged": the second verb shares the first one's auxiliaries.
    fn shared_modal(&self, verb: usize, steps: usize) -> Option<ActStatus> {
        let tree = &self.grammar.text().tree;
        let first = tree.head(verb);
        let alone = tree.first(verb, &["nsubj", "nsubjpass"]).is_none();
        if tree.relation(verb) == "conj" && first != verb && alone && steps > 0 && self.grammar.is_verb(first) {
            self.modal(first, steps - 1)
        } else {
            None
        }
    }

    fn is_reported_speech(&self, verb: usize) -> bool {
        let tree = &self.grammar.text().tree;
        tree.relation(verb) == "ccomp"
    }

    fn is_infinitive(&self, verb: usize) -> bool {
        let text = self.grammar.text();
        text.tree.with(verb, &["aux"]).any(|i| text.token(i).tag == "TO")
    }

    /// "The judge ruled that she should remain in jail": the ruling makes it so.
    fn is_ruled(&self, verb: usize) -> bool {
        let text = self.grammar.text();
        let ruling = text.tree.head(verb);
        let rules = ["rule", "order", "decree"].contains(&text.lemma(ruling));
        rules && text.tree.relation(verb) == "ccomp" && text.token(ruling).tag.is_in(&["VBD", "VBN"])
    }

    /// "They would arrest us whenever we sang": what used to happen.
    fn is_habit(&self, verb: usize) -> bool {
        let text = self.grammar.text();
        let tree = &text.tree;
        let often = |i: usize| ["whenever", "before", "when"].contains(&text.lower(i).as_str());
        let mut clauses = tree.with(verb, &["advcl"]);
        tree.relation(verb).is_in(&["ROOT", "conj"])
            && clauses.any(|clause| tree.with(clause, &["mark", "advmod"]).any(often))
    }

    fn has_perfect(&self, verb: usize) -> bool {
        let text = self.grammar.text();
        text.tree.with(verb, &["aux"]).any(|i| text.lower(i) == "have")
    }

    fn is_negated(&self, verb: usize, steps: usize) -> bool {
        let text = self.grammar.text();
        let tree = &text.tree;
        if tree
            .with(verb, &["neg"])
            .any(|i| text.tree.relation(i + 1 - usize::from(i + 1 >= text.len())) != "only" && !self.is_not_only(i))
        {
            return true;
        }
        let nobody = |noun: usize| {
            ["nobody", "none", "no-one"].contains(&text.lower(noun).as_str())
                || tree.with(noun, &["det", "neg"]).any(|i| text.lower(i) == "no")
        };
        if tree.with(verb, &["nsubj", "nsubjpass", "dobj", "agent"]).any(nobody) {
            return true;
        }
        let first = tree.head(verb);
        // "with no charges being brought".
        if tree.relation(verb) == "acl" && text.token(verb).tag.is_in(&["VBN", "VBG"]) && nobody(first) {
            return true;
        }
        let shares = tree.relation(verb) == "conj"
            && first < verb
            && tree.first(verb, &["nsubj", "nsubjpass", "aux", "auxpass"]).is_none();
        shares
            && steps > 0
            && self.grammar.is_verb(first)
            && self.is_negated(first, steps - 1)
            && self.joined_by_or(first)
    }

    /// "was not arrested or charged" denies both; "was not arrested but fled" only the first.
    fn joined_by_or(&self, first: usize) -> bool {
        let text = self.grammar.text();
        text.tree.with(first, &["cc"]).any(|i| ["or", "nor", "and"].contains(&text.lower(i).as_str()))
    }

    fn is_not_only(&self, negation: usize) -> bool {
        let text = self.grammar.text();
        negation + 1 < text.len() && ["only", "just", "merely"].contains(&text.lower(negation + 1).as_str())
    }

    fn adverb(&self, verb: usize) -> Option<ActStatus> {
        let text = self.grammar.text();
        let cues = &text.lexicons().status_cues;
        text.tree.with(verb, &["advmod"]).find_map(|i| cues.of_modified(&text.lower(i))).and_then(status)
    }

    /// What stands above the verb; a plan that is itself only possible is no plan: "if they were planning to kill us".
    fn governed(&self, verb: usize, steps: usize) -> Option<ActStatus> {
        if let Some(managed) = self.managed(verb) {
            return managed;
        }
        let found = self.governed_by_cue(verb, steps)?;
        let governor = self.grammar.text().tree.head(verb);
        let open = matches!(found, ActStatus::Planned | ActStatus::Threatened) && self.grammar.is_verb(governor);
        if open && (self.mark(governor).is_some() || self.modal(governor, 0) == Some(ActStatus::Hypothetical)) {
            return Some(ActStatus::Hypothetical);
        }
        if open && found == ActStatus::Planned && self.is_negated(governor, 0) {
            return Some(ActStatus::Denied);
        }
        Some(found)
    }

    /// "was able to arrest him": what somebody was able to do is told as done.
    fn managed(&self, verb: usize) -> Option<Option<ActStatus>> {
        let text = self.grammar.text();
        let tree = &text.tree;
        let able = tree.head(verb);
        let be = tree.head(able);
        let past = tree.relation(able) == "acomp" && text.token(be).tag == "VBD" && self.mark(be).is_none();
        let applies = text.lower(able) == "able" && tree.relation(verb) == "xcomp" && past;
        applies.then(|| self.is_negated(be, 0).then_some(ActStatus::Denied))
    }

    fn governed_by_cue(&self, verb: usize, steps: usize) -> Option<ActStatus> {
        let text = self.grammar.text();
        let tree = &text.tree;
        let governor = tree.head(verb);
        if governor == verb || steps == 0 {
            return None;
        }
        let cues = &text.lexicons().status_cues;
        let cue = cues.of_clause(&text.lemma(governor).to_lowercase());
        if self.is_absolute(verb) || self.is_asked_about(verb) {
            return None;
        }
        match tree.relation(verb).as_str() {
            "conj" if self.grammar.is_verb(governor) => self.inherited(verb, governor, steps),
            "xcomp" | "ccomp" | "oprd" if self.is_reduced_relative(verb, governor) => None,
            // Only verbs of saying stand behind what they govern; anything else there is a slip of the parser.
            "ccomp" if verb < governor => None,
            "xcomp" | "ccomp" | "oprd" => match cue {
                Some(StatusCue::Passes) => self.of_noun_or_verb(governor, steps - 1),
                Some(cue) => status(cue),
                None if self.is_judged(governor) => Some(ActStatus::Hypothetical),
                None if tree.relation(verb) == "xcomp" => self.of_noun_or_verb(governor, steps - 1),
                None => None,
            },
            "pcomp" => self.after_preposition(governor, steps - 1),
            "relcl" if self.is_infinitive(verb) => cue.and_then(status),
            "acl" if text.token(verb).tag == "VB" && !self.is_infinitive(verb) => cue.and_then(status),
            "acl" if self.is_infinitive(verb) => match cue {
                Some(StatusCue::Passes) => None,
                Some(cue) => status(cue),
                None => Some(ActStatus::Hypothetical),
            },
            // "received information that he was beaten", "the allegation that ..."
            "acl" if tree.first(verb, &["mark"]).is_some() => {
                cue.filter(|cue| *cue == StatusCue::Alleged).and_then(status)
            }
            "advcl" if self.is_infinitive(verb) => match cue {
                Some(cue) => status(cue),
                None => Some(ActStatus::Hypothetical),
            },
            _ => None,
        }
    }

    /// "will be necessary to": what the adjective beside the verb says of the infinitive.
    fn is_judged(&self, verb: usize) -> bool {
        let text = self.grammar.text();
        let cues = &text.lexicons().status_cues;
        let mut adjectives = text.tree.with(verb, &["acomp", "oprd", "attr"]);
        adjectives.any(|i| cues.of_clause(&text.lemma(i).to_lowercase()) == Some(StatusCue::Hypothetical))
    }

    /// "did not say *why* he is held": that he is held is taken for granted.
    fn is_asked_about(&self, verb: usize) -> bool {
        let text = self.grammar.text();
        let asks = |i: usize| ["why", "where", "how"].contains(&text.lower(i).as_str());
        text.tree.relation(verb) == "ccomp" && text.tree.with(verb, &["advmod"]).any(asks)
    }

    /// "..., his wife held at home, ...": a participle with a subject of its own tells something besides.
    fn is_absolute(&self, verb: usize) -> bool {
        let text = self.grammar.text();
        let tree = &text.tree;
        let bare =
            text.token(verb).tag.is_in(&["VBN", "VBD"]) && tree.first(verb, &["aux", "auxpass", "mark"]).is_none();
        let start = tree.subtree(verb).start;
        let comma = text.word(start) == "," || start > 0 && text.word(start - 1) == ",";
        bare && comma && tree.first(verb, &["nsubj", "nsubjpass"]).is_some()
    }

    /// "release all journalists *detained* last week": the participle tells who is meant, whatever becomes of them.
    fn is_reduced_relative(&self, verb: usize, governor: usize) -> bool {
        let text = self.grammar.text();
        let tree = &text.tree;
        let bare = text.token(verb).tag == "VBN" && tree.first(verb, &["aux", "auxpass", "mark"]).is_none();
        let follows_noun = verb > 0 && verb > governor + 1 && self.grammar.is_nominal(verb - 1);
        let takes_participles =
            ["have", "get", "see", "want", "need", "order", "find", "keep", "hear", "watch", "leave", "like"];
        bare && follows_noun && !takes_participles.contains(&text.lemma(governor))
    }

    /// Coordinated verbs share what governs the first one, when the second has no subject of its own.
    fn inherited(&self, verb: usize, first: usize, steps: usize) -> Option<ActStatus> {
        let tree = &self.grammar.text().tree;
        if tree.first(verb, &["nsubj", "nsubjpass"]).is_some() {
            return None;
        }
        let finite = tree
            .with(verb, &["aux", "auxpass"])
            .any(|i| self.grammar.text().token(i).tag.is_in(&["VBD", "VBZ", "VBP"]));
        if finite { None } else { self.mark(first).or_else(|| self.governed(first, steps - 1)) }
    }

    fn after_preposition(&self, preposition: usize, steps: usize) -> Option<ActStatus> {
        let text = self.grammar.text();
        let governor = text.tree.head(preposition);
        if text.lower(preposition) == "without" {
            return Some(ActStatus::Denied);
        }
        if !["of", "from", "with", "for", "to", "at", "in", "against", "into", "about"]
            .contains(&text.lower(preposition).as_str())
            || steps == 0
        {
            return None;
        }
        let cues = &text.lexicons().status_cues;
        if text.lower(preposition) == "for"
            && let Some(cue) = cues.of_cause(&text.lemma(governor).to_lowercase())
        {
            return status(cue);
        }
        let cue = cues.of_clause(&text.lemma(governor).to_lowercase());
        // "argued against giving him bail".
        if text.lower(preposition) == "against" && cue.is_none() {
            return Some(ActStatus::Hypothetical);
        }
        let cue = cue?;
        if cue == StatusCue::Passes { self.of_noun_or_verb(governor, steps) } else { status(cue) }
    }
}

fn status(cue: StatusCue) -> Option<ActStatus> {
    match cue {
        StatusCue::Passes => None,
        StatusCue::Presupposed => Some(ActStatus::Reported),
        StatusCue::Denied => Some(ActStatus::Denied),
        StatusCue::Alleged => Some(ActStatus::Alleged),
        StatusCue::Threatened => Some(ActStatus::Threatened),
        StatusCue::Planned => Some(ActStatus::Planned),
        StatusCue::Hypothetical => Some(ActStatus::Hypothetical),
    }
}
