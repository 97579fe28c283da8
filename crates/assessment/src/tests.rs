use crate::example::Case;
use crate::*;

const STORY: &str = "Police in the river town of Ambel took four fishermen from their boats at dawn on Tuesday and drove them \
    to a barracks outside of the town, their families said. The men had led a march against a new dam two days before. \
    No officer would say where they were held, and a court clerk told relatives to come back after the holidays.";

#[test]
fn built_in_files_are_whole() {
    let labels = Labels::built_in().unwrap();
    let standards = Standard::built_in().unwrap();
    assert!(standards.len() >= 4);
    for standard in &standards {
        let key = format!("standard.{}", standard.id);
        assert_ne!(labels.sentence(&key, &[]), key);
        for need in &standard.needs {
            let key = format!("need.{}", need.need.as_str());
            assert_ne!(labels.sentence(&key, &[]), key);
        }
    }
    let words = include_str!("../../../codebook/assessment/source_words.tsv").lines();
    assert_eq!(checks::n_source_words(), words.filter(|line| !line.starts_with('#')).count() - 1, "every line is read");
}

#[test]
fn a_wrong_file_is_refused_with_its_line() {
    assert_eq!(Labels::parse("key\ttext\nno tab"), Err(LabelsError { line: 2 }));
    assert_eq!(Standard::parse("id\tneeds\tafter\nx\torigins:2"), Err(StandardError::Line { line: 2 }));
    let wrong = Standard::parse("id\tneeds\tafter\nx\toaths:2\tnobody").unwrap_err().to_string();
    assert!(wrong.starts_with("line 2 of the standards asks for `oaths:2`; there are origins, first-hand"), "{wrong}");
}

#[test]
fn copies_under_other_names_are_one_origin() {
    let mut case = Case::default();
    case.with_text("Ambel Radio", STORY);
    case.with_text("", &STORY.replace("took four", "seized four"));
    case.with_text("Harbour Post", "Teachers saw four men being led away from the quay by officers with sticks.");
    let found = case.assess();
    assert_eq!((found.independent_origins, found.word), (2, Word::Corroborated));
    assert_eq!(found.origins, ["Ambel Radio", "Harbour Post"]);
}

#[test]
fn a_report_that_only_denies_is_no_origin() {
    let mut case = Case::default();
    case.report("Ambel Radio");
    case.report("Harbour Post").said("Captain Orel", &["police spokesman"], "denial");
    let found = case.assess();
    assert_eq!((found.independent_origins, found.word), (1, Word::Disputed));
    assert_eq!(found.disputed_by[0].kind, SourceKind::Official);
    assert_eq!(found.findings[1].evidence, [Evidence { document: 1, span: resolution::digest::Span(20, 35) }]);
}

#[test]
fn a_general_manager_is_no_general() {
    let mut case = Case::default();
    case.report("Ambel Radio").said("Ona Lim", &["general manager"], "claim");
    case.report("Harbour Post").said("Tol Vann", &["major general"], "claim");
    let found = case.assess();
    assert_eq!(
        found.sources.iter().map(|source| source.kind).collect::<Vec<_>>(),
        [SourceKind::Unknown, SourceKind::Official]
    );
    assert!(!found.acknowledged_by[0].against_interest);
}

#[test]
fn a_surname_and_a_party_make_no_official() {
    let mut case = Case::default();
    case.report("Ambel Radio").said("Oda King", &[], "claim");
    case.report("Harbour Post").said("Lem Sor", &["senior RPA official", "party official"], "claim");
    let found = case.assess();
    assert_eq!(found.acknowledged_by, []);
    assert_eq!(found.sources[1].kind, SourceKind::Organization);
}

#[test]
fn numbers_that_exclude_each_other_are_said() {
    let mut case = Case::default();
    case.report("Ambel Radio").count(12, Some(12));
    case.report("Harbour Post").count(34, None);
    let found = case.assess();
    assert_eq!(found.inconsistencies[0].says, ["12", "34–"]);
    assert!(found.findings.iter().any(|finding| finding.check == "inconsistent.number"));
}

#[test]
fn the_order_of_reports_changes_nothing_that_counts() {
    let tell = |reverse: bool| {
        let mut case = Case::default();
        let mut origins = ["Ambel Radio", "Harbour Post", "Ambel Radio", ""];
        if reverse {
            origins.reverse();
        }
        for origin in origins {
            case.report(origin).said("Mela Keth", &["his wife"], "claim");
        }
        let found = case.assess();
        (found.independent_origins, found.word, found.sources.len())
    };
    assert_eq!(tell(false), tell(true));
    assert_eq!(tell(false).0, 1, "all have it from one relative");
}

#[test]
fn an_event_that_is_not_there_is_not_assessed() {
    let case = Case::default();
    let (labels, resolution) = (Labels::default(), case.resolution());
    assert_eq!(Assessor::new(&case.digests, &resolution, &labels).assess(7, None), None);
}
