//! Who says what: each construction on invented text, with the real model.

use crate::tools;
use codebook::Codebook;
use domain::{Act, ActStatus, Reading, Statement, StatementKind};

/// Reads a text and hands it to the checks.
fn with_reading(text: &str, checks: impl FnOnce(&Reading)) {
    let codebook = tools::without_weights(Codebook::builtin().unwrap());
    let model = tools::model();
    checks(&tools::Reader::new(&model, &codebook).read_paragraphs(text));
}

/// `speaker | cue | content / content`, with `"` before the cue's end when it is direct.
fn shown(reading: &Reading, statement: &Statement) -> String {
    let quote = |span| reading.document.quote(span);
    let speaker = statement.speaker_span.map_or("-", quote);
    let content: Vec<&str> = statement.content.iter().map(|span| quote(*span)).collect();
    let direct = if statement.direct { "direct" } else { "indirect" };
    format!("{speaker} | {} | {} | {direct}", quote(statement.cue), content.join(" / "))
}

/// Every case: a text, and the statements that it must hold, in order.
fn check(cases: &[(&str, &[&str])]) {
    let codebook = tools::without_weights(Codebook::builtin().unwrap());
    let model = tools::model();
    let mut reader = tools::Reader::new(&model, &codebook);
    for (text, wanted) in cases {
        let reading = reader.read_paragraphs(text);
        let given: Vec<String> = reading.statements.iter().map(|one| shown(&reading, one)).collect();
        assert_eq!(given, *wanted, "in: {text}");
    }
}

fn kinds(cases: &[(&str, StatementKind)]) {
    let codebook = tools::without_weights(Codebook::builtin().unwrap());
    let model = tools::model();
    let mut reader = tools::Reader::new(&model, &codebook);
    for (text, wanted) in cases {
        let reading = reader.read_paragraphs(text);
        let given: Vec<StatementKind> = reading.statements.iter().map(|one| one.kind).collect();
        assert!(given.contains(wanted), "{given:?} in: {text}");
    }
}

fn act<'r>(reading: &'r Reading, act_type: &str) -> &'r Act {
    reading.acts.iter().find(|act| act.act_type == act_type).unwrap_or_else(|| panic!("no {act_type}"))
}

#[test]
fn direct_speech() {
    check(&[
        (
            "“They came at night and took my son,” Mirela Dosta said.",
            &["Mirela Dosta | said | “They came at night and took my son,” | direct"],
        ),
        (
            "\"The vote was fair,\" said Anton Berik, a spokesman for the ministry.",
            &["Anton Berik, a spokesman for the ministry | said | \"The vote was fair,\" | direct"],
        ),
        (
            "Mirela Dosta told reporters: “We will go home tomorrow.”",
            &["Mirela Dosta | told | “We will go home tomorrow.” | direct"],
        ),
        (
            "“The road is closed,” she said. “Nobody can pass.”",
            &["she | said | “The road is closed,” / “Nobody can pass.” | direct"],
        ),
        (
            "“The road,” the driver said, “is closed to all of us.”",
            &["the driver | said | “The road,” / “is closed to all of us.” | direct"],
        ),
    ]);
}

#[test]
fn a_quotation_over_paragraphs_is_one_content() {
    check(&[(
        "“We walked for two days,” the farmer said.\n\n“There was no water. The children cried.\n\n“Then the trucks came.”",
        &[
            "the farmer | said | “We walked for two days,” | direct",
            "the farmer | said | “There was no water. The children cried. / “Then the trucks came.” | direct",
        ],
    )]);
}

#[test]
fn a_colon_announces_the_next_paragraph() {
    check(&[(
        "The teacher added:\n\n“Our school has been closed since May.”",
        &["The teacher | added: | “Our school has been closed since May.” | direct"],
    )]);
}

#[test]
fn indirect_speech() {
    check(&[
        ("The ministry said that the bridge was safe.", &["The ministry | said | that the bridge was safe | indirect"]),
        ("The bridge was safe, the ministry said.", &["the ministry | said | The bridge was safe | indirect"]),
        (
            "Villagers urged the governor to open the road.",
            &["Villagers | urged | the governor to open the road | indirect"],
        ),
        (
            "The officer told the students to leave the square.",
            &["The officer | told | to leave the square | indirect"],
        ),
        (
            "The union called for the release of the two teachers.",
            &["The union | called for | the release of the two teachers | indirect"],
        ),
        (
            "The party accused the police of beating its members.",
            &["The party | accused | the police of beating its members | indirect"],
        ),
        (
            "According to the hospital, four people were treated for burns.",
            &["the hospital | According to | four people were treated for burns | indirect"],
        ),
        (
            "The governor rejected the report as “a fairy tale.”",
            &["The governor | rejected | the report as “a fairy tale.” | direct"],
        ),
        ("It was announced that the curfew had ended.", &["- | was announced | that the curfew had ended | indirect"]),
    ]);
}

#[test]
fn nouns_and_adjectives_attribute() {
    check(&[
        (
            "The governor’s claim that nobody was hurt drew laughter.",
            &["The governor’s | claim | that nobody was hurt | indirect"],
        ),
        (
            "Lawyers made allegations that the papers were forged.",
            &["Lawyers | made allegations | that the papers were forged | indirect"],
        ),
        (
            "Residents are worried that the dam will break.",
            &["Residents | are worried | that the dam will break | indirect"],
        ),
    ]);
}

#[test]
fn who_is_told() {
    with_reading("Mirela Dosta told the Marovia Herald that the shop was burned.", |reading| {
        let statement = &reading.statements[0];
        let told_to = statement.told_to.map(|entity| reading.entities[entity].name.as_str());
        assert_eq!(told_to, Some("Marovia Herald"));
    });
}

#[test]
fn kinds_follow_cue_and_content() {
    kinds(&[
        ("The party accused the police of torturing its members.", StatementKind::Accusation),
        ("The interior minister denied that police had beaten the students.", StatementKind::Denial),
        ("The police spokesman said the report was a fabrication.", StatementKind::Denial),
        ("The lawyer said the police must free her client.", StatementKind::Demand),
        ("The prime minister said the protesters would be arrested.", StatementKind::Threat),
        ("“I ordered the attack,” Tomas Velk said in the confession.", StatementKind::Confession),
        ("The teacher said classes would begin in May.", StatementKind::Claim),
        ("Farmers fear that the harvest is lost.", StatementKind::Opinion),
    ]);
}

#[test]
fn what_only_a_speaker_says_is_alleged() {
    with_reading("Mirela Dosta told the Marovia Herald that soldiers had beaten her brother.", |reading| {
        let beaten = act(reading, "assault");
        assert_eq!(beaten.status, ActStatus::Alleged);
        assert_eq!(beaten.statements, [0]);
        assert_eq!(reading.statements[0].acts.len(), 1);
    });
}

#[test]
fn the_documents_own_voice_reports() {
    with_reading("Soldiers beat the brother of Mirela Dosta on Monday.", |reading| {
        assert_eq!(act(reading, "assault").status, ActStatus::Reported);
        assert!(act(reading, "assault").statements.is_empty());
    });
}

#[test]
fn an_authority_reports_its_own_act() {
    with_reading("Police said they had arrested three students.", |reading| {
        assert_eq!(act(reading, "arrest").status, ActStatus::Reported);
    });
}

#[test]
fn a_denial_denies_what_it_tells() {
    with_reading("The interior ministry denied that soldiers had tortured Tomas Velk.", |reading| {
        assert_eq!(act(reading, "torture_ill_treatment").status, ActStatus::Denied);
    });
}

#[test]
fn who_rejects_the_claims_answers_what_was_alleged_last() {
    let text = "Soldiers beat the weaver Ilka Sund on Monday, her union said. It said they also arrested Petr Molk. The ministry rejected the claims.";
    with_reading(text, |reading| {
        let denial = reading.statements.iter().find(|one| one.kind == StatementKind::Denial).expect("a denial");
        let denied: Vec<&str> = denial.acts.iter().map(|&act| reading.acts[act].act_type.as_str()).collect();
        assert!(denied.contains(&"arrest"), "{denied:?}");
        assert!(denial.acts.iter().all(|&act| reading.acts[act].status == ActStatus::Alleged));
    });
}

#[test]
fn who_tells_their_name_tells_the_rest() {
    let text =
        "My name is Daven Orlo. Two officers arrested me on Monday. \u{201c}They beat me,\u{201d} a neighbour said.";
    with_reading(text, |reading| {
        let victim =
            |name: &str| act(reading, name).participants.iter().find(|one| reading.document.quote(one.span) == "me");
        let named = |name: &str| victim(name).and_then(|one| one.entity).map(|one| reading.entities[one].name.clone());
        assert_eq!(named("arrest").as_deref(), Some("Daven Orlo"));
        assert_ne!(named("assault").as_deref(), Some("Daven Orlo"));
    });
}

#[test]
fn an_end_is_asked_only_of_what_goes_on() {
    with_reading("The union called on the government to stop the persecution of teachers.", |reading| {
        assert_eq!(act(reading, "harassment").status, ActStatus::Alleged);
    });
}

#[test]
fn the_first_person_is_the_speaker() {
    with_reading("“Soldiers beat me for an hour,” Mirela Dosta said.", |reading| {
        let victim = act(reading, "assault").participants.iter().find(|one| reading.document.quote(one.span) == "me");
        let entity = victim.and_then(|one| one.entity).expect("who `me` is");
        assert_eq!(reading.entities[entity].name, "Mirela Dosta");
    });
}

#[test]
fn what_a_demand_takes_for_granted_has_happened_and_what_it_asks_for_has_not() {
    let cases = [
        ("The union urged the minister to investigate the killing of two boatmen.", "killing", ActStatus::Alleged),
        ("The union demanded compensation for the villagers arrested in May.", "arrest", ActStatus::Alleged),
        ("The union urged the minister to order the release of two boatmen.", "release", ActStatus::Hypothetical),
        ("The senator urged the police to arrest the strikers.", "arrest", ActStatus::Hypothetical),
    ];
    for (text, act_type, wanted) in cases {
        with_reading(text, |reading| {
            let status = reading.acts.iter().find(|act| act.act_type == act_type).map(|act| act.status);
            assert_eq!(status, Some(wanted), "in: {text}");
        });
    }
}
