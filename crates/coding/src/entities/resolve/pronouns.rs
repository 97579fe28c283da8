//! Whom a pronoun stands for: number, gender, what is alive, what the clause forbids, and who was spoken of most.

use super::super::candidate::Candidate;
use super::Draft;
use super::discourse::{Active, Discourse};
use super::selection::{self, Side};
use crate::Text;
use crate::entities::pronouns::sense;
use codebook::lexicons::{Part, Support};
use codebook::{Gender, Pronoun, PronounUse, ReportingKind};
use domain::{EntityIdx, EntityKind};

/// How many sentences back a pronoun may point.
const NEAR: usize = 3;

/// The entity that the pronoun stands for; `None` when nobody fits.
pub(crate) fn antecedent(discourse: &mut Discourse<'_>, candidate: &Candidate) -> Option<EntityIdx> {
    let pronoun = sense(discourse.text, candidate.head)?;
    match pronoun.usage {
        PronounUse::Relative => relative(discourse, candidate.head),
        PronounUse::Reflexive => {
            reflexive(discourse, candidate.head, pronoun).or_else(|| best(discourse, candidate, pronoun))
        }
        PronounUse::Personal => best(discourse, candidate, pronoun),
    }
}

/// "the man who ...": the noun that the relative clause stands by.
fn relative(discourse: &Discourse<'_>, token_idx: usize) -> Option<EntityIdx> {
    let tree = &discourse.text.tree;
    let clause = tree.ancestors(token_idx).take(8).find(|&i| tree.relation(i) == "relcl")?;
    discourse.by_head[tree.head(clause)]
}

/// "himself": the subject of the clause.
fn reflexive(discourse: &Discourse<'_>, token_idx: usize, pronoun: &Pronoun) -> Option<EntityIdx> {
    let tree = &discourse.text.tree;
    let subject = tree.ancestors(token_idx).take(8).find_map(|i| tree.first(i, &["nsubj", "nsubjpass"]))?;
    discourse.by_head[subject].filter(|&draft| agrees(&discourse.drafts[draft], pronoun))
}

/// The word whose place in the clause a pronoun has: "four" in "four of them were arrested".
fn place_of(text: &Text<'_>, token_idx: usize) -> usize {
    let of = text.tree.head(token_idx);
    let whole = text.tree.head(of);
    let part = text.tree.relation(token_idx) == "pobj"
        && text.lower(of) == "of"
        && text.token(whole).pos.is_in(&["NUM", "DET", "PRON"]);
    if part { whole } else { token_idx }
}

fn best(discourse: &Discourse<'_>, candidate: &Candidate, pronoun: &Pronoun) -> Option<EntityIdx> {
    if pronoun.neuter && !stands_for_a_body(discourse.text, candidate.head) {
        return None;
    }
    let text = discourse.text;
    let place = place_of(text, candidate.head);
    let barred = barred(discourse, place);
    // "Its capital" is a country's; "it" alone hardly ever is a place.
    let owns = text.tree.relation(candidate.head) == "poss";
    let fits = |active: &&Active| {
        active.sentence + NEAR >= discourse.sentence()
            && active.salience > 0.0
            && agrees(&discourse.drafts[active.draft], pronoun)
            && (owns || !pronoun.neuter || discourse.drafts[active.draft].kind != EntityKind::Place)
            && !barred.contains(&active.draft)
    };
    let side = selection::side(text, place);
    let above_it = argument_above(discourse, place, pronoun);
    let speaks = discourse.speaks(candidate.head);
    let orders = who_orders_it(discourse, candidate.head);
    let rank = |active: &Active| {
        let above = if above_it == Some(active.draft) { ABOVE } else { 0.0 };
        let went_on = active.by_pronoun && active.sentence + 1 >= discourse.sentence();
        let chain = if went_on && pronoun.gender.is_some() { CHAIN } else { 0.0 };
        let recent = |(draft, sentence)| draft == active.draft && sentence + NEAR >= discourse.sentence();
        let speaker = if speaks && discourse.last_speaker.is_some_and(recent) { SPEAKER } else { 0.0 };
        let known = TOPIC * (discourse.drafts[active.draft].mentions.len().min(20) as f32).ln_1p();
        let orders = if orders == Some(active.draft) { ORDERS } else { 0.0 };
        active.salience + above + chain + speaker + known + orders + likeness(discourse, active.draft, pronoun, side)
    };
    let ranked = discourse.active.iter().filter(fits).map(|active| (rank(active), active.draft));
    let (rank, found) = ranked.max_by(|left, right| left.0.total_cmp(&right.0))?;
    (rank > 0.0).then_some(found)
}

/// The subject of the nearest clause around the pronoun's own place.
const ABOVE: f32 = 30.0;
/// A pronoun goes on with whom the last one stood for.
const CHAIN: f32 = 25.0;
/// "He said" goes on with who spoke last.
const SPEAKER: f32 = 40.0;
/// "Ordered his arrest" speaks against the one who orders.
const ORDERS: f32 = -100.0;
/// Who has been spoken of often is spoken of again.
const TOPIC: f32 = 3.0;
/// A gender that the text states; most people of whom news does not say are men, so it tells more of a woman.
const STATED: f32 = 28.0;
const STATED_WOMAN: f32 = 50.0;
/// A gender that the name hints at; against it more has to speak.
const HINTED: f32 = 20.0;
const AGAINST_HINT: f32 = -120.0;
/// "They were arrested" hardly is the police; "they beat him" may well be.
const STATE_STRUCK: f32 = -140.0;
const OFFICIAL_STRUCK: f32 = -30.0;
const STATE_STRIKES: f32 = 40.0;
/// Bodies are not arrested or beaten, people are.
const BODY_STRUCK: f32 = -120.0;

/// Small reasons beside salience: gender, a body of people for "they", who strikes and who is struck.
fn likeness(discourse: &Discourse<'_>, draft: EntityIdx, pronoun: &Pronoun, side: Option<Side>) -> f32 {
    let draft = &discourse.drafts[draft];
    let gender = match (pronoun.gender, draft.gender, draft.hint) {
        (Some(Gender::Feminine), Some(Gender::Feminine), _) => STATED_WOMAN,
        (Some(wanted), Some(stated), _) if wanted == stated => STATED,
        (Some(wanted), None, Some(hint)) if wanted == hint => HINTED,
        (Some(_), None, Some(_)) => AGAINST_HINT,
        _ => 0.0,
    };
    let people = if pronoun.plural == Some(true) && draft.plural { 60.0 } else { 0.0 };
    let named = if draft.named && draft.kind == EntityKind::Person { 25.0 } else { 0.0 };
    let of_state = side.is_some() && selection::is_of_state(discourse.text, draft);
    let state = match side {
        Some(Side::Struck) if of_state && draft.kind == EntityKind::Person => OFFICIAL_STRUCK,
        Some(Side::Struck) if of_state => STATE_STRUCK,
        Some(Side::Striker) if of_state => STATE_STRIKES,
        Some(Side::Struck) if draft.kind == EntityKind::Organization => BODY_STRUCK,
        _ => 0.0,
    };
    gender + people + named + state
}

/// The nearest entity that agrees with the pronoun among the subjects and objects of the clauses around it, and the
/// subjects of clauses in front of it: "if Brask is tried, he ...", "replaced her husband after he had been arrested".
fn argument_above(discourse: &Discourse<'_>, token_idx: usize, pronoun: &Pronoun) -> Option<EntityIdx> {
    const SUBJECTS: [&str; 2] = ["nsubj", "nsubjpass"];
    let tree = &discourse.text.tree;
    // Beside a subject of its own clause, an object looks further than the next clause.
    let own = clause_verb(discourse.text, token_idx);
    let is_object = !tree.relation(token_idx).is_in(&["nsubj", "nsubjpass", "poss"]);
    if is_object && tree.first(own, &SUBJECTS).is_some() {
        return None;
    }
    let places = tree.ancestors(token_idx).take(12).flat_map(|i| {
        let clauses =
            tree.with(i, &["advcl"]).filter(|&clause| clause < token_idx && !tree.subtree(clause).contains(&token_idx));
        let fronted = clauses.filter_map(|clause| tree.first(clause, &SUBJECTS));
        let subject = tree.first(i, &SUBJECTS).or_else(|| understood_subject(discourse.text, i));
        fronted.chain(subject).chain(tree.first(i, &["dobj"])).collect::<Vec<_>>()
    });
    let hinted = |draft: &Draft| draft.gender.or(draft.hint);
    let fits = |&draft: &EntityIdx| {
        let known = &discourse.drafts[draft];
        let gender = hinted(known).is_none_or(|hint| pronoun.gender.is_none_or(|wanted| wanted == hint));
        agrees(known, pronoun) && gender
    };
    let before = places.into_iter().filter(|&place| place < token_idx && !tree.subtree(place).contains(&token_idx));
    let plural = pronoun.plural == Some(true);
    before.filter_map(|place| discourse.set_at(place).filter(|_| plural).or(discourse.by_head[place])).find(fits)
}

fn agrees(draft: &Draft, pronoun: &Pronoun) -> bool {
    let body = matches!(draft.kind, EntityKind::Organization | EntityKind::Group);
    match (pronoun.plural, pronoun.gender) {
        (_, Some(gender)) => {
            draft.kind == EntityKind::Person && !draft.plural && draft.gender.is_none_or(|known| known == gender)
        }
        (Some(true), None) => body,
        (_, None) if pronoun.neuter => !draft.plural && draft.kind != EntityKind::Person,
        _ => false,
    }
}

/// "It was announced that" stands for nobody: only possessives, and subjects of verbs that take no clause, do.
fn stands_for_a_body(text: &Text<'_>, token_idx: usize) -> bool {
    let tree = &text.tree;
    let verb = tree.head(token_idx);
    let clausal = tree.with(verb, &["ccomp", "xcomp", "advcl", "acomp", "csubj"]).any(|_| true);
    match tree.relation(token_idx).as_str() {
        "poss" => true,
        "nsubj" => !(text.lemma(verb) == "be" || clausal && text.lemma(verb) != "say"),
        "nsubjpass" => !clausal,
        _ => true,
    }
}

/// Those that the clause itself forbids: another argument of the same verb, a phrase that holds the pronoun, and
/// whoever is speaking the quoted words.
fn barred(discourse: &Discourse<'_>, token_idx: usize) -> Vec<EntityIdx> {
    const ARGUMENTS: [&str; 6] = ["nsubj", "nsubjpass", "dobj", "dative", "pobj", "agent"];
    let tree = &discourse.text.tree;
    let mut barred = Vec::new();
    let relation = tree.relation(token_idx);
    if relation != "poss" {
        let verb = clause_verb(discourse.text, token_idx);
        let others = tree.with(verb, &ARGUMENTS).filter(|&i| i != token_idx);
        let behind = tree.with(verb, &["agent", "prep", "dative"]).flat_map(|i| tree.with(i, &["pobj"]));
        barred.extend(others.chain(behind.filter(|&i| i != token_idx)).filter_map(|i| discourse.draft_at(i)));
        barred.extend(understood_subject(discourse.text, verb).and_then(|i| discourse.draft_at(i)));
        barred.extend(who_lets(discourse.text, token_idx, verb).and_then(|i| discourse.draft_at(i)));
        barred.extend(told_press(discourse.text, verb).and_then(|i| discourse.draft_at(i)));
    } else {
        barred.extend(discourse.draft_at(tree.head(token_idx)));
        barred.extend(who_does_it(discourse, tree.head(token_idx)));
    }
    let joined = tree.with(token_idx, &["conj"]).chain((relation == "conj").then(|| tree.head(token_idx)));
    barred.extend(joined.filter_map(|i| discourse.draft_at(i)));
    if discourse.quoted[token_idx] {
        let outside = tree.ancestors(token_idx).take(20).find(|&i| !discourse.quoted[i]);
        let speaker = outside.and_then(|verb| tree.first(verb, &["nsubj"]));
        let speakers = speaker.into_iter().chain(discourse.quoted_from[token_idx]);
        barred.extend(speakers.filter_map(|i| discourse.draft_at(i)));
        barred.extend(who_goes_on(discourse, token_idx));
    }
    // "they beat him": none of them is he.
    let members: Vec<EntityIdx> = barred.iter().flat_map(|&draft| discourse.drafts[draft].members.clone()).collect();
    barred.extend(members);
    barred
}

/// "let them go", "made him confess": the pronoun stands for somebody else than who lets.
fn who_lets(text: &Text<'_>, token_idx: usize, verb: usize) -> Option<usize> {
    let bare = text.token(verb).tag == "VB" && text.tree.relation(verb).is_in(&["ccomp", "xcomp"]);
    let subject = text.tree.relation(token_idx) == "nsubj" && text.tree.first(verb, &["aux", "mark"]).is_none();
    (bare && subject).then(|| active_subject(text, text.tree.head(verb))).flatten()
}

/// "told reporters that they were beaten": reporters are told of others.
fn told_press(text: &Text<'_>, verb: usize) -> Option<usize> {
    const PRESS: [&str; 3] = ["reporter", "journalist", "correspondent"];
    let told = text.tree.head(verb);
    let listener = text.tree.with(told, &["dobj", "dative"]).find(|&i| PRESS.contains(&text.lemma(i)));
    listener.filter(|_| text.tree.relation(verb) == "ccomp")
}

/// The speaker of a quotation that only a later "he added" attributes: who spoke last.
fn who_goes_on(discourse: &Discourse<'_>, token_idx: usize) -> Option<EntityIdx> {
    let speaker = discourse.quoted_from[token_idx].filter(|&speaker| speaker > token_idx)?;
    let (last, sentence) = discourse.last_speaker?;
    let near = sentence + 2 >= discourse.sentence();
    (near && discourse.text.token(speaker).tag == "PRP").then_some(last)
}

/// "witnessed his murder", "raided his house": whoever does something about a death, or to what is somebody's, is not the
/// one who suffers it.
fn who_does_it(discourse: &Discourse<'_>, noun: usize) -> Vec<EntityIdx> {
    let text = discourse.text;
    let tree = &text.tree;
    let lemma = text.lemma(noun).to_lowercase();
    let mut rows = text.lexicons().act_words.rows_for(Part::Noun, &lemma);
    let dead = lemma == "death" || rows.any(|row| DEADLY.contains(&row.act.as_str()));
    let verb = clause_verb(text, noun);
    let owned = tree.relation(noun) == "dobj" && selection::is_harm_verb(text, verb);
    let subject = active_subject(text, verb).filter(|_| dead || owned);
    let mut doers: Vec<usize> = subject.into_iter().collect();
    // "police raids on their homes"
    let whole = tree.head(tree.head(noun));
    if tree.relation(noun) == "pobj" && tree.relation(tree.head(noun)) == "prep" && selection::is_harm_noun(text, whole)
    {
        doers.extend(tree.with(whole, &["poss", "compound"]));
        // "made raids on", "arrested them in raids on"; but "left after a raid on".
        let inside =
            tree.relation(whole) == "pobj" && matches!(text.lower(tree.head(whole)).as_str(), "in" | "during" | "with");
        let carried = tree.relation(whole) == "dobj" || inside;
        doers.extend(carried.then(|| active_subject(text, clause_verb(text, whole))).flatten());
    }
    doers.into_iter().filter_map(|doer| discourse.draft_at(doer)).collect()
}

/// "ordered his detention": who orders an arrest is hardly the one arrested; who "describes" or "faces" it may be.
fn who_orders_it(discourse: &Discourse<'_>, token_idx: usize) -> Option<EntityIdx> {
    let text = discourse.text;
    let noun = text.tree.head(token_idx);
    let verb = text.tree.head(noun);
    let object = text.tree.relation(token_idx) == "poss" && text.tree.relation(noun) == "dobj";
    let ordered = object && selection::is_harm_noun(text, noun) && !bears_or_tells(text, verb);
    active_subject(text, verb).filter(|_| ordered).and_then(|subject| discourse.draft_at(subject))
}

/// The doer of an active verb, also one that it shares with the clause around it.
fn active_subject(text: &Text<'_>, verb: usize) -> Option<usize> {
    if text.tree.first(verb, &["auxpass"]).is_some() {
        return None;
    }
    text.tree.first(verb, &["nsubj"]).or_else(|| understood_subject(text, verb))
}

/// "faces his trial", "described her arrest": whoever tells of an act or has it befall him may be the one who suffers it.
fn bears_or_tells(text: &Text<'_>, verb: usize) -> bool {
    let lemma = text.lemma(verb).to_lowercase();
    let bears = text.lexicons().support_verbs.get(&lemma) == Some(Support::Bearer);
    let told = text.lexicons().reporting.verb(&lemma, &text.lower(verb));
    bears || told.is_some_and(|word| word.kind == ReportingKind::Claim)
}

/// Acts that nobody outlives.
const DEADLY: [&str; 3] = ["killing", "death_in_custody", "judicial_execution"];

/// "Bran shouted after pushing him": the subject of a verb without one is that of the clause around it; after "asked
/// the guard to free him" it is the one asked.
fn understood_subject(text: &Text<'_>, verb: usize) -> Option<usize> {
    const SUBJECTS: [&str; 2] = ["nsubj", "nsubjpass"];
    let tree = &text.tree;
    if tree.first(verb, &SUBJECTS).is_some() || !tree.relation(verb).is_in(&["advcl", "pcomp", "xcomp", "conj"]) {
        return None;
    }
    let asked = (tree.relation(verb) == "xcomp").then(|| tree.first(tree.head(verb), &["dobj", "dative"])).flatten();
    asked.or_else(|| tree.ancestors(verb).take(4).find_map(|i| tree.first(i, &SUBJECTS)))
}

/// The verb that a pronoun is an argument of, also through a preposition.
fn clause_verb(text: &Text<'_>, token_idx: usize) -> usize {
    let head = text.tree.head(token_idx);
    if text.tree.relation(head).is_in(&["prep", "agent", "dative"]) { text.tree.head(head) } else { head }
}
