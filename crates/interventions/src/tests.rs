use super::*;
use proptest::prelude::*;

fn kinds() -> Kinds {
    Kinds::built_in().unwrap()
}

fn told(pairs: &[(&str, &str)]) -> Fielded {
    let mut fields = Fielded::new();
    for (field, value) in pairs {
        fields.entry((*field).to_owned()).or_default().push((*value).to_owned());
    }
    fields
}

/// An intervention that grows.
struct Story(Vec<Taken>);

impl Story {
    fn new() -> Self {
        let mut story = Self(Vec::new());
        story.add(Step::Draft, "2031-01-05", "ana", &[("kind", "special_procedures"), ("title", "Anton Besk")]);
        story
    }

    fn add(&mut self, step: Step, date: &str, author: &str, fields: &[(&str, &str)]) -> String {
        let n = self.0.len();
        self.0.push(Taken {
            entry: format!("{n:064x}"),
            intervention: "01".to_owned(),
            step,
            date: date.to_owned(),
            author: author.to_owned(),
            author_name: None,
            time: n as i64,
            fields: told(fields),
        });
        format!("{n:064x}")
    }

    fn life(&self) -> Life {
        fold(self.0.clone()).pop().unwrap_or_default()
    }

    fn try_to(&self, step: Step, author: &str, fields: &[(&str, &str)]) -> Result<(), Wrong> {
        let around = Around { today: Some("2032-01-01"), n_without_consent: 0, n_with_consent: 1 };
        check(&self.life(), step, &Proposed { fields: told(fields), author: author.to_owned() }, around, &kinds())
    }

    fn submitted() -> Self {
        let mut story = Self::new();
        story.add(Step::Consent, "2031-01-06", "ana", &[("note", "in person")]);
        story.add(Step::Reviewed, "2031-01-07", "ana", &[]);
        story.add(Step::Reviewed, "2031-01-07", "bo", &[]);
        story.add(Step::Submitted, "2031-01-08", "ana", &[("channel", "form"), ("sha256", HASH)]);
        story
    }
}

const HASH: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const OTHER: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
const SENT: [(&str, &str); 2] = [("channel", "form"), ("sha256", HASH)];

#[test]
fn the_tables_of_the_codebook_read() {
    let kinds = kinds();
    assert_eq!(kinds.names().count(), 8);
    assert!(Step::ALL.iter().all(|step| !kinds.fields(*step).all.is_empty()));
    assert!(Deadlines::built_in().is_ok());
    assert!(reprisals::is_kin("his wife") && reprisals::is_kin("orang tua Besk") && !reprisals::is_kin("Sonja"));
}

#[test]
fn nothing_goes_out_without_consent_and_two_people() {
    let mut story = Story::new();
    let before = |needs| Err(Wrong::Before { step: Step::Submitted, needs });
    assert_eq!(story.try_to(Step::Submitted, "ana", &SENT), before(Step::Consent));
    story.add(Step::Consent, "2031-01-06", "ana", &[]);
    assert_eq!(story.try_to(Step::Submitted, "ana", &SENT), before(Step::Reviewed));
    story.add(Step::Reviewed, "2031-01-07", "ana", &[]);
    assert_eq!(story.life().state(), Step::Consent, "one review of two is none");
    assert_eq!(story.try_to(Step::Submitted, "ana", &SENT), Err(Wrong::SecondReviewer { n: 1 }));
    assert_eq!(story.try_to(Step::Reviewed, "ana", &[]), Err(Wrong::SameReviewer));
    story.add(Step::Reviewed, "2031-01-07", "bo", &[]);
    assert_eq!(story.life().state(), Step::Reviewed);
    assert_eq!(story.try_to(Step::Submitted, "ana", &SENT), Ok(()));
    let missing = Wrong::Missing { step: Step::Submitted, field: "channel".to_owned() };
    assert_eq!(story.try_to(Step::Submitted, "ana", &[("sha256", HASH)]), Err(missing));
    let around = Around { today: None, n_without_consent: 2, n_with_consent: 3 };
    let proposed = Proposed { fields: told(&SENT), author: "ana".to_owned() };
    assert_eq!(check(&story.life(), Step::Submitted, &proposed, around, &kinds()), Err(Wrong::NoConsent { n: 2 }));
}

#[test]
fn a_changed_draft_is_reviewed_anew_and_only_what_was_reviewed_goes_out() {
    let mut story = Story::new();
    story.add(Step::Consent, "2031-01-06", "ana", &[]);
    story.add(Step::Reviewed, "2031-01-07", "ana", &[("sha256", OTHER)]);
    story.add(Step::Reviewed, "2031-01-07", "bo", &[("sha256", OTHER)]);
    assert_eq!(story.try_to(Step::Submitted, "ana", &SENT), Err(Wrong::OtherFile));
    story.add(Step::Draft, "2031-01-08", "ana", &[("title", "shorter"), ("kind", "special_procedures")]);
    assert_eq!(story.try_to(Step::Submitted, "ana", &SENT), Err(Wrong::SecondReviewer { n: 0 }));
    assert_eq!(story.life().title(), "shorter");
}

#[test]
fn where_the_case_says_nothing_of_consent_a_person_has_to() {
    let story = Story::new();
    let around = Around { today: None, ..Around::default() };
    let asked = |fields: &[(&str, &str)]| {
        let proposed = Proposed { fields: told(fields), author: "ana".to_owned() };
        check(&story.life(), Step::Consent, &proposed, around, &kinds())
    };
    assert_eq!(asked(&[]), Err(Wrong::ConsentUntold));
    assert_eq!(asked(&[("note", " ")]), Err(Wrong::ConsentUntold));
    assert_eq!(asked(&[("note", "told in person, by her lawyer")]), Ok(()));
}

#[test]
fn impossible_orders_are_refused_and_steps_of_life_repeat() {
    let mut story = Story::submitted();
    for step in [Step::Draft, Step::Consent, Step::Reviewed, Step::Submitted] {
        assert!(matches!(story.try_to(step, "cy", &SENT), Err(Wrong::Gone { .. })), "{step}");
    }
    let reply = [("reply", "none")];
    assert_eq!(
        story.try_to(Step::Reply, "ana", &reply),
        Err(Wrong::Before { step: Step::Reply, needs: Step::LetterSent })
    );
    let early = Wrong::TooEarly { step: Step::Submitted, on: "2031-01-08".to_owned() };
    assert_eq!(story.try_to(Step::Acknowledged, "ana", &[("date", "2031-01-07")]), Err(early));
    assert_eq!(story.try_to(Step::Acknowledged, "ana", &[("date", "2033-01-07")]), Err(Wrong::Future));
    assert!(matches!(story.try_to(Step::LetterSent, "ana", &[("letter", "XX")]), Err(Wrong::Value { .. })));
    for date in ["2031-02-01", "2031-03-01"] {
        assert_eq!(story.try_to(Step::LetterSent, "ana", &[("letter", "JAL"), ("date", date)]), Ok(()));
        story.add(Step::LetterSent, date, "ana", &[("letter", "JAL")]);
    }
    assert_eq!(story.try_to(Step::Reply, "ana", &[("reply", "full")]), Err(Wrong::NoWords));
    assert_eq!(story.try_to(Step::Reply, "ana", &[("reply", "withheld")]), Ok(()));
    story.add(Step::Reply, "2031-04-01", "ana", &reply);
    story.add(Step::Closed, "2031-05-01", "ana", &[("outcome", "no_answer")]);
    assert!(story.life().is_closed());
    assert!(matches!(story.try_to(Step::Closed, "ana", &[("outcome", "settled")]), Err(Wrong::Closed { .. })));
    // A late reply comes whether somebody closed or not.
    assert_eq!(story.try_to(Step::Reply, "ana", &reply), Ok(()));
    story.add(Step::Reply, "2031-06-01", "ana", &reply);
    assert_eq!(story.life().state(), Step::Reply);
}

#[test]
fn what_was_abandoned_before_it_went_out_stays_closed() {
    let mut story = Story::new();
    story.add(Step::Closed, "2031-01-09", "ana", &[("outcome", "abandoned")]);
    assert!(matches!(story.try_to(Step::Consent, "ana", &[]), Err(Wrong::Closed { .. })));
    assert!(possible(&story.life(), &kinds()).is_empty());
}

#[test]
fn a_kind_has_only_its_own_steps() {
    let mut story = Story::submitted();
    story.0[0].fields = told(&[("kind", "public_statement"), ("title", "x")]);
    assert_eq!(
        story.try_to(Step::LetterSent, "ana", &[("letter", "AL")]),
        Err(Wrong::NoSuchStep { step: Step::LetterSent })
    );
    assert_eq!(story.try_to(Step::Published, "ana", &[("reference", "our site")]), Ok(()));
}

#[test]
fn what_replaces_takes_the_place_and_what_is_taken_back_leaves_the_rest_told() {
    let mut story = Story::submitted();
    let entry = story.add(Step::Acknowledged, "2031-01-20", "ana", &[]);
    story.add(Step::Acknowledged, "2031-01-21", "ana", &[("replaces", &entry)]);
    let life = story.life();
    assert_eq!(life.of(Step::Acknowledged).map(|one| one.date.as_str()).collect::<Vec<_>>(), ["2031-01-21"]);
    assert!(misplaced(&life, &kinds()).is_empty());
    story.0.retain(|one| one.step != Step::Submitted);
    let life = story.life();
    let wrong = misplaced(&life, &kinds());
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0].1, Wrong::Before { step: Step::Acknowledged, needs: Step::Submitted });
}

#[test]
fn reminders_count_from_the_last_step_and_end_with_the_step_that_settles_them() {
    let table = "id\tkinds\tafter\twhich\tdays\tuntil\tsource\ten\tkm\tth\tid_\n\
        r\tspecial_procedures\tletter_sent\tJAL\t60\treply\tours\tAsk.\t\t\t\n";
    let deadlines = Deadlines::parse(table).unwrap();
    let mut story = Story::submitted();
    assert!(deadlines.of(&story.life()).is_empty());
    story.add(Step::LetterSent, "2031-02-01", "ana", &[("letter", "UA")]);
    assert!(deadlines.of(&story.life()).is_empty(), "another letter");
    story.add(Step::LetterSent, "2031-02-10", "ana", &[("letter", "JAL")]);
    let due = deadlines.of(&story.life());
    assert_eq!((due.len(), due[0].on.as_str(), due[0].text("th")), (1, "2031-04-11", "Ask."));
    assert!(due[0].is_over("2031-04-12") && !due[0].is_over("2031-04-11"));
    story.add(Step::Reply, "2031-03-01", "ana", &[("reply", "none")]);
    assert!(deadlines.of(&story.life()).is_empty());
}

#[test]
fn a_day_that_was_named_goes_before_the_table() {
    let mut story = Story::submitted();
    story.add(Step::InformationRequested, "2031-02-01", "ana", &[("due", "2031-02-04")]);
    let due = Deadlines::built_in().unwrap().of(&story.life());
    assert!(due.iter().any(|one| one.id == "information" && one.on == "2031-02-04"), "{due:?}");
}

#[test]
fn a_table_that_does_not_fit_is_told_with_its_place() {
    let wrong = |text: &str| Deadlines::parse(text).unwrap_err();
    assert_eq!((wrong("").line, wrong("# remark\nid\tcolour\n").column), (1, 2));
    let head = "id\tkinds\tafter\twhich\tdays\tuntil\tsource\ten\tkm\tth\tid_\n";
    let row = |cells: &str| wrong(&format!("{head}{cells}\n"));
    assert_eq!((row("a\t*\tsent\t\t1").line, row("a\t*\tsent\t\t1").column), (2, 3));
    assert_eq!(row("a\t*\tsubmitted\t\tsoon\treply\t\tAsk").column, 5);
    assert_eq!(row("a\t*\tsubmitted\t\t4000000000\treply\t\tAsk").column, 5);
    assert_eq!(row("a\t*\tsubmitted\t\t3\treply\t").column, 8);
}

#[test]
fn acts_against_the_same_people_or_relatives_are_proposed_and_never_marked() {
    use reprisals::{Act, Why, candidates};
    let act = |event: &str, day: &str, against: (Option<&str>, &str), beside: &[&str]| Act {
        event: event.to_owned(),
        days: [Some(day.to_owned()), Some(day.to_owned())],
        against: vec![(against.0.map(str::to_owned), against.1.to_owned())],
        is_harm: true,
        beside: beside.iter().map(|&one| one.to_owned()).collect(),
    };
    let acts = [
        act("v1", "2031-01-07", (Some("p1"), "Besk"), &[]),
        act("v2", "2031-02-07", (Some("p1"), "Besk"), &[]),
        act("v3", "2031-02-01", (None, "his parents"), &["p1"]),
        act("v4", "2031-02-01", (None, "his parents"), &["p9"]),
        act("v5", "2031-02-01", (Some("p2"), "a farmer"), &["p1"]),
        Act { is_harm: false, ..act("v6", "2031-02-07", (Some("p1"), "Besk"), &[]) },
    ];
    let found = candidates("2031-01-08", &["p1".to_owned()], &[], &acts);
    assert_eq!(found.iter().map(|one| one.event.as_str()).collect::<Vec<_>>(), ["v3", "v2"]);
    assert!(matches!(&found[0].why, Why::Relative { words, .. } if words == "his parents"));
    assert_eq!(candidates("2031-01-08", &["p1".to_owned()], &["v2".to_owned(), "v3".to_owned()], &acts), []);
}

proptest! {
    /// Whatever is recorded in an order that the rules allow, nothing is misplaced; and nothing is submitted without two reviewers.
    #[test]
    fn lives_that_the_rules_allow(steps in proptest::collection::vec((0_usize..12, 0_usize..3, 0_i64..40), 0..40)) {
        let mut story = Story::new();
        let mut today = day_after("2031-01-05", 0);
        for (step, author, later) in steps {
            let step = Step::ALL[step];
            let author = ["ana", "bo", "cy"][author];
            today = day_after(&today, later);
            let fields: Vec<(&str, &str)> = match step {
                Step::Draft => vec![("kind", "special_procedures"), ("title", "t")],
                Step::Submitted => SENT.to_vec(),
                Step::LetterSent => vec![("letter", "UA")],
                Step::Reply => vec![("reply", "none")],
                Step::Published => vec![("reference", "A/HRC/99/1")],
                Step::Closed => vec![("outcome", "settled")],
                Step::Reprisal => vec![("act", "v1"), ("link", "inferred")],
                _ => vec![],
            };
            let around = Around { today: Some(&today), n_without_consent: 0, n_with_consent: 1 };
            let proposed = Proposed { fields: told(&fields), author: author.to_owned() };
            if check(&story.life(), step, &proposed, around, &kinds()).is_ok() {
                story.add(step, &today, author, &fields);
            }
        }
        let life = story.life();
        prop_assert!(misplaced(&life, &kinds()).is_empty());
        prop_assert!(!life.has(Step::Submitted) || life.reviewers(None).len() >= 2);
        prop_assert!(life.of(Step::Submitted).count() <= 1);
        for reminder in Deadlines::built_in().unwrap().of(&life) {
            prop_assert!(!life.is_closed() && !reminder.text("km").is_empty());
        }
    }

    #[test]
    fn no_table_panics(text in ".{0,400}") {
        let _may_fail = Deadlines::parse(&text);
        let _may_fail = Kinds::parse(&text, &text);
    }
}

fn day_after(day: &str, days: i64) -> String {
    use jiff::ToSpan;
    day.parse::<jiff::civil::Date>().unwrap().checked_add(days.days()).unwrap().to_string()
}
