//! How the text presents an act, once it is known who tells it.

use super::speakers;
use crate::{Entities, Text};
use codebook::Stance;
use domain::{Act, ActStatus, Participant, Role, Statement, StatementKind};

/// What is known of a statement's speaker and cue before any act is looked at.
pub struct Said {
    /// The kind that the cue alone gives.
    pub cue_kind: StatementKind,
    /// Whether the speaker speaks for the state.
    pub official: bool,
    /// Whether the words are as good as the document's own: its publisher, a court's paper.
    pub own_voice: bool,
    /// Whether the content is "to ...".
    pub infinitive: bool,
    /// Base form of the cue's last word, in lower case.
    pub cue: String,
    /// Whether the cue is negated: "did not deny".
    pub negated: bool,
}

impl Said {
    /// For each statement, in their order.
    pub fn of_all(text: &Text<'_>, entities: &Entities, statements: &[Statement]) -> Vec<Said> {
        statements.iter().map(|statement| Said::of(text, entities, statement)).collect()
    }

    fn of(text: &Text<'_>, entities: &Entities, statement: &Statement) -> Said {
        let first_word = statement.content.first().map_or("", |span| text.document.quote(*span));
        let cue = text.annotations.tokens_in(statement.cue);
        let verb = cue.clone().rev().find(|&i| text.token(i).pos.is_in(&["VERB", "NOUN", "AUX"]));
        Said {
            cue_kind: statement.kind,
            official: speakers::is_official(text, entities, statement),
            own_voice: speakers::is_authentic(text, statement) || speakers::is_publisher(text, entities, statement),
            infinitive: first_word.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("to")),
            cue: verb.map(|verb| text.lemma(verb).to_lowercase()).unwrap_or_default(),
            negated: cue.clone().any(|i| text.tree.relation(i) == "neg"),
        }
    }
}

/// Sets the status of acts that grammar alone calls reported; what grammar has settled stays.
pub fn settle(text: &Text<'_>, acts: &mut [Act], statements: &[Statement], said: &[Said]) {
    for act in acts {
        let open = matches!(act.status, ActStatus::Hypothetical | ActStatus::Denied);
        let by_statement = open && (is_plainly_claimed(text, act, said) || is_asked_to_end(text, act, said));
        if act.status == ActStatus::Reported || by_statement {
            act.status = status(text, act, statements, said);
        } else if act.status == ActStatus::Planned && is_announced_as_threat(act, statements) {
            act.status = ActStatus::Threatened;
        }
    }
}

/// "'Such papers will be shut down,' the minister warned": a plan told as a threat.
fn is_announced_as_threat(act: &Act, statements: &[Statement]) -> bool {
    let innermost = act.statements.first().and_then(|&i| statements.get(i));
    innermost.is_some_and(|statement| statement.kind == StatementKind::Threat)
}

/// "Reports suggest that police have beaten him": to suggest a fact is a claim, to suggest doing is not.
fn is_plainly_claimed(text: &Text<'_>, act: &Act, said: &[Said]) -> bool {
    let innermost = act.statements.first().and_then(|&i| said.get(i));
    innermost.is_some_and(|said| said.cue == "suggest" && !said.infinitive) && is_past_clause(text, act)
}

/// "called on them to stop the beatings": grammar sees only what is wished for.
fn is_asked_to_end(text: &Text<'_>, act: &Act, said: &[Said]) -> bool {
    let innermost = act.statements.first().and_then(|&i| said.get(i));
    innermost.is_some_and(|said| said.cue_kind == StatementKind::Demand) && is_presupposed(text, act)
}

fn status(text: &Text<'_>, act: &Act, statements: &[Statement], said: &[Said]) -> ActStatus {
    if is_hedged(text, act) {
        return ActStatus::Alleged;
    }
    let told = act.statements.iter().filter_map(|&i| Some((statements.get(i)?, said.get(i)?)));
    // From the innermost speaker outwards: the first that does not simply vouch for the act decides.
    told.map(|(statement, said)| told_status(text, act, statement, said))
        .find(|status| *status != ActStatus::Reported)
        .unwrap_or(ActStatus::Reported)
}

fn told_status(text: &Text<'_>, act: &Act, statement: &Statement, said: &Said) -> ActStatus {
    let future = said.infinitive && !is_past_clause(text, act);
    match said.cue_kind {
        StatementKind::Denial if said.negated => ActStatus::Alleged,
        // "rejected the appeal of three farmers convicted of arson": the participle tells who is meant.
        StatementKind::Denial if is_bare_participle(text, act) || is_asked_why(text, act) => ActStatus::Reported,
        StatementKind::Denial => ActStatus::Denied,
        StatementKind::Threat if !is_past_clause(text, act) => ActStatus::Threatened,
        StatementKind::Demand if is_presupposed(text, act) || is_given(text, act, statement) => ActStatus::Alleged,
        // "The court ordered him held": the order is its act.
        StatementKind::Demand if said.official && is_order(&said.cue) => ActStatus::Reported,
        StatementKind::Demand => ActStatus::Hypothetical,
        StatementKind::Opinion if future || is_wish(&said.cue) => ActStatus::Hypothetical,
        // "condemned the arrest": the text itself takes it for granted.
        StatementKind::Opinion if is_bare_object(text, act, statement) => ActStatus::Reported,
        _ if future && matches!(said.cue.as_str(), "refuse" | "decline") => ActStatus::Hypothetical,
        _ if future && statement.kind == StatementKind::Claim => ActStatus::Planned,
        _ if said.own_voice || is_own_act(act, statement, said) => ActStatus::Reported,
        _ if statement.speaker_span.is_none() && matches!(said.cue.as_str(), "announce" | "confirm") => {
            ActStatus::Reported
        }
        _ => ActStatus::Alleged,
    }
}

fn is_order(cue: &str) -> bool {
    matches!(cue, "order" | "instruct" | "command" | "direct")
}

fn is_wish(cue: &str) -> bool {
    matches!(cue, "hope" | "hop" | "fear" | "want" | "wish" | "expect" | "prefer" | "worry" | "imagine" | "envision")
}

/// Whether an authority speaks of what it lawfully did itself: "police said they had arrested three".
fn is_own_act(act: &Act, statement: &Statement, said: &Said) -> bool {
    let doers: Vec<&Participant> = act.participants.iter().filter(|one| is_doer(one)).collect();
    let own = |one: &&Participant| one.entity.is_some() && one.entity == statement.speaker;
    let lawful = act.participants.iter().any(|one| one.role == Role::Authority);
    said.official && (doers.iter().any(own) || lawful || doers.is_empty() && is_of_office(&act.act_type))
}

/// Whether a participant is who did it.
pub fn is_doer(participant: &Participant) -> bool {
    matches!(participant.role, Role::Perpetrator | Role::Authority)
}

/// Acts that only an office can do, so that an official who tells of them tells of an office's own.
fn is_of_office(act_type: &str) -> bool {
    matches!(
        act_type,
        "arrest"
            | "detention"
            | "mass_roundup"
            | "release"
            | "bail"
            | "bail_denied"
            | "pardon_amnesty"
            | "interrogation"
            | "investigation_opened"
            | "arrest_warrant"
            | "charge"
            | "trial"
            | "conviction"
            | "sentence"
            | "acquittal_or_charges_dropped"
            | "appeal_decision"
            | "deportation"
            | "extradition"
            | "passport_revocation"
            | "travel_ban"
            | "denial_of_entry"
            | "dissolution"
            | "assembly_ban"
            | "judicial_execution"
    )
}

/// "alleged attack", "is believed to have killed", "accused of ordering".
fn is_hedged(text: &Text<'_>, act: &Act) -> bool {
    let trigger = text.annotations.token_at(act.trigger.start);
    if trigger >= text.len() {
        return false;
    }
    let hedge = |i: usize| text.lexicons().reporting.hedge(&text.lower(i)).is_some();
    let beside = text.tree.with(trigger, &["amod", "advmod"]).any(hedge);
    let mut below = trigger;
    let above = text.tree.ancestors(trigger).take(3).take_while(|&i| {
        let follows = text.tree.relation(below).is_in(&["xcomp", "pcomp", "pobj", "prep", "aux", "conj"]);
        below = i;
        follows
    });
    beside || above.filter(|&i| text.token(i).tag == "VBN").any(hedge)
}

/// "end the persecution", "stop beating": what is to end goes on.
fn is_presupposed(text: &Text<'_>, act: &Act) -> bool {
    let trigger = text.annotations.token_at(act.trigger.start);
    if trigger >= text.len() {
        return false;
    }
    let ends = |i: usize| text.lexicons().stances.is(&text.lemma(i).to_lowercase(), Stance::Cessation);
    is_past_clause(text, act) || text.tree.ancestors(trigger).take(4).any(ends)
}

/// "demanded an apology to those arrested", "urged them to investigate the killing of two boatmen": a participle that
/// tells who is meant, and a definite noun below the verb of what is asked, name what has happened. Freedom is asked for.
fn is_given(text: &Text<'_>, act: &Act, statement: &Statement) -> bool {
    let trigger = text.annotations.token_at(act.trigger.start);
    let wished = ["release", "bail", "pardon_amnesty", "acquittal_or_charges_dropped", "trial", "investigation_opened"];
    if trigger >= text.len() || wished.contains(&act.act_type.as_str()) {
        return false;
    }
    let tree = &text.tree;
    let participle = is_bare_participle(text, act);
    let definite = tree.with(trigger, &["det", "poss"]).any(|i| text.token(i).tag == "PRP$" || text.lower(i) == "the");
    let asked = |i: usize| statement.content.iter().any(|span| span.contains(text.token(i).span));
    let below_a_verb = tree.ancestors(trigger).take(6).any(|i| text.token(i).pos == "VERB" && asked(i));
    participle || text.token(trigger).pos == "NOUN" && definite && below_a_verb
}

/// "those *arrested* in May": a participle behind the noun that it tells of.
fn is_bare_participle(text: &Text<'_>, act: &Act) -> bool {
    let trigger = text.annotations.token_at(act.trigger.start);
    trigger < text.len()
        && text.token(trigger).tag == "VBN"
        && text.tree.relation(trigger) == "acl"
        && text.tree.first(trigger, &["aux", "auxpass", "mark"]).is_none()
}

/// "did not say *why* he is being held": that he is held is taken for granted.
fn is_asked_why(text: &Text<'_>, act: &Act) -> bool {
    let trigger = text.annotations.token_at(act.trigger.start);
    let asks = |i: usize| ["why", "where", "when", "how"].contains(&text.lower(i).as_str());
    trigger < text.len() && text.tree.with(trigger, &["advmod"]).any(asks)
}

/// Whether the act is told in a clause with a past or perfect verb of its own: "the men who were beaten".
pub fn is_past_clause(text: &Text<'_>, act: &Act) -> bool {
    let trigger = text.annotations.token_at(act.trigger.start);
    if trigger >= text.len() {
        return false;
    }
    let perfect = text.tree.with(trigger, &["aux", "auxpass"]).any(|aux| {
        text.token(aux).tag == "VBD" && text.token(aux).pos == "AUX"
            || matches!(text.lower(aux).as_str(), "has" | "have" | "had")
    });
    text.token(trigger).tag == "VBD" || perfect
}

/// Whether the act is named by a noun: the object of praise or blame.
fn is_bare_object(text: &Text<'_>, act: &Act, statement: &Statement) -> bool {
    let trigger = text.annotations.token_at(act.trigger.start);
    let content = statement.content.first().map_or(0, |span| text.annotations.token_at(span.start));
    trigger < text.len() && text.token(trigger).tag.starts_with("NN") && content <= trigger && {
        let first = text.tree.ancestors(trigger).find(|&i| text.token(i).tag.starts_with("VB"));
        first.is_some_and(|verb| statement.cue.covers(text.token(verb).span.start))
    }
}
