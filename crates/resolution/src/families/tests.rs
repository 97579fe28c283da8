use super::origins::{Told, independent};
use super::units::units;
use super::*;
use crate::digest::{Entity, Kind, Span};
use crate::result::{FamilyKind, Known};
use proptest::prelude::*;
use std::collections::BTreeSet;

const STORY: &str = "Police in the river town of Ambel took four fishermen from their boats at dawn on Tuesday and drove them \
    to a barracks outside of the town, their families said. The men had led a march against a new dam two days before. \
    No officer would say where they were held, and a court clerk told relatives to come back after the holidays. \
    Their boats were tied to the police pier, with nets and lamps still in them, and nobody was let near.";
const BACKGROUND: &str = "The dam has divided the province since its first stone was laid three years ago, and more than forty \
    villages upstream have been told to leave without being shown the land that they were promised.";
const OTHER: &str = "Teachers in the capital went on strike for better pay. Schools in nine districts stayed closed, and pupils \
    were seen helping their parents in the markets. The minister asked for patience until the spring, \
    when a new budget is due, but a delegate from the hill schools answered that rent and rice would not wait. Some classes met in \
    temples and tea houses, where older students read aloud to younger ones and wrote sums on paper bags.";
const RACE: &str = "A boat race was held in the bay for the twentieth time. Eleven crews rowed against the tide, and the \
    winners, who build ferries for a living, had trained for it since the winter without telling anybody but their aunts. Drums \
    and horns were heard as far as the lighthouse, and the mayor gave away a goat, two umbrellas and a silver spoon.";

fn digest(id: &str) -> Digest {
    Digest { document: id.to_owned(), ..Digest::default() }
}

fn kind(left: &str, right: &str) -> PairKind {
    let mut index = Index::default();
    index.add("a", Fingerprints::of(left), Settings::built_in());
    index.add("b", Fingerprints::of(right), Settings::built_in());
    index.pairs(Settings::built_in()).0.first().map_or(PairKind::Independent, |pair| pair.kind)
}

fn found(texts: &[(&str, String)]) -> Texts {
    let digests: Vec<Digest> = texts.iter().map(|(id, _)| digest(id)).collect();
    let prints: Vec<Fingerprints> = texts.iter().map(|(_, text)| Fingerprints::of(text)).collect();
    find(&digests, &prints, Settings::built_in())
}

#[test]
fn the_built_in_settings_are_whole() {
    let file = include_str!("../../../../codebook/matching/reuse.tsv");
    assert_eq!(Settings::parse(file).as_ref(), Ok(Settings::built_in()));
    assert_eq!(Settings::parse("copy_share\tmany\t"), Err(SettingsError::Line { line: 1 }));
    assert_eq!(Settings::parse("# a\ncopies\t1\t"), Err(SettingsError::Key { line: 2, key: "copies".to_owned() }));
}

#[test]
fn a_copy_with_small_edits_is_a_copy() {
    let edited = STORY.replace("took four", "seized four").replace("on Tuesday", "on Tuesday morning").to_uppercase();
    assert_eq!(kind(STORY, &edited), PairKind::Copy);
}

#[test]
fn the_first_half_in_a_longer_text_is_a_cut() {
    let cut: String = STORY.split_inclusive(". ").take(2).collect();
    assert_eq!(kind(&cut, &format!("{OTHER}\n\n{STORY}")), PairKind::Cut);
}

#[test]
fn a_background_paragraph_is_a_passage() {
    assert_eq!(kind(&format!("{STORY}\n\n{BACKGROUND}"), &format!("{OTHER}\n\n{BACKGROUND}")), PairKind::Passage);
}

#[test]
fn the_same_words_of_a_speaker_are_a_quote() {
    let words =
        "\u{201C}We were told to wait in the yard until the officers came back, and they never came back to us\u{201D}";
    let one = format!("{OTHER} {words}, one of the women said.");
    let other =
        format!("Rain fell on the harbour. {} an aunt told the radio.", words.replace(['\u{201C}', '\u{201D}'], "\""));
    assert_eq!(kind(&one, &other), PairKind::Quote);
}

#[test]
fn a_phrase_that_many_write_is_none() {
    let phrase = "could not immediately be reached for comment on Friday";
    assert_eq!(
        kind(&format!("{STORY} The governor {phrase}."), &format!("{OTHER} The union {phrase}.")),
        PairKind::Stock
    );
    assert_eq!(kind(STORY, OTHER), PairKind::Independent);
}

#[test]
fn khmer_is_compared_by_syllables() {
    let text =
        "សមត្ថកិច្ចបានចាប់ខ្លួនអ្នកនេសាទបួននាក់នៅព្រឹកថ្ងៃអង្គារហើយនាំទៅកាន់បន្ទាយទាហាននៅក្រៅទីក្រុង។គ្រួសាររបស់ពួកគេបាននិយាយថាមិនដឹងថាពួកគេនៅទីណាទេ។";
    let units = units(text);
    assert!(units.len() > 40, "{}", units.len());
    assert!(units.iter().all(|unit| unit.syllable && unit.start < unit.end));
    assert_eq!(kind(text, &format!("លោក{text}")), PairKind::Copy);
}

#[test]
fn kept_fingerprints_are_read_again_and_damage_is_said() {
    let prints = Fingerprints::of(&format!("{STORY} \u{201C}No,\u{201D} he said. ភាសាខ្មែរ"));
    let kept = serde_json::to_string(&prints).unwrap();
    assert!(kept.len() < 2 * STORY.len(), "{}", kept.len());
    assert_eq!(serde_json::from_str::<Fingerprints>(&kept).unwrap(), prints);
    assert_eq!(Fingerprints::try_from("AB".to_owned()), Err(FingerprintsError::Damaged { at: 2 }));
    assert!(Fingerprints::try_from("A*\u{e9}\u{e9}".to_owned()).is_err());
}

#[test]
fn passages_quote_the_words_that_are_shared() {
    let texts = [("a", format!("{STORY}\n\n{BACKGROUND}")), ("b", format!("{BACKGROUND}\n\n{OTHER}"))];
    let families = found(&texts).families;
    let [family] = families.as_slice() else { panic!("{families:?}") };
    assert_eq!(family.kind, FamilyKind::SharedPassages);
    for (document, Span(start, end)) in &family.passages {
        let words: String = texts[*document].1.chars().skip(*start as usize).take((end - start) as usize).collect();
        assert!(words.starts_with("The dam has") && words.ends_with("promised"), "{words}");
    }
}

#[test]
fn a_text_with_two_borrowed_passages_joins_nobody_else() {
    let second = "Fishing on the lower river is forbidden from May until the rains are over, and since last year the fines for it are \
        as high as a family earns in two seasons of good catches.";
    let texts = [
        ("a", format!("{STORY}\n\n{BACKGROUND}")),
        ("b", format!("{OTHER}\n\n{BACKGROUND}\n\n{second}")),
        ("c", format!("{RACE} {second}")),
    ];
    let families: Vec<Vec<usize>> = found(&texts).families.into_iter().map(|family| family.documents).collect();
    assert_eq!(families, [vec![0, 1], vec![1, 2]]);
}

#[test]
fn a_crowd_of_copies_is_one_family_without_all_pairs() {
    let ids: Vec<String> = (0..120).map(|n| format!("copy{n:03}")).collect();
    let mut index = Index::default();
    let settings = Settings::built_in();
    ids.iter().for_each(|id| index.add(id, Fingerprints::of(STORY), settings));
    let (pairs, notes) = index.pairs(settings);
    assert!(pairs.len() <= 120 * settings.anchors && notes.is_empty(), "{} {notes:?}", pairs.len());
    let digests: Vec<Digest> = ids.iter().map(|id| digest(id)).collect();
    let families = of_index(&digests, &mut index, settings).families;
    assert_eq!(families.iter().map(|family| family.documents.len()).collect::<Vec<_>>(), [120]);
}

#[test]
fn what_the_cap_leaves_out_is_said() {
    let settings = Settings { max_candidates: 2, ..Settings::built_in().clone() };
    let mut index = Index::default();
    (0..5).for_each(|n| index.add(&format!("{n}"), Fingerprints::of(STORY), &settings));
    let (pairs, notes) = index.pairs(&settings);
    assert_eq!(pairs.len(), 1 + 2 + 2 + 2);
    assert_eq!(notes.iter().map(|note| note.code.as_str()).collect::<Vec<_>>(), ["too-many-similar-texts"]);
}

fn on(day: i8) -> document::DateWindow {
    document::DateWindow::day(jiff::civil::date(2021, 3, day))
}

#[test]
fn origins_follow_what_is_stated_then_the_copies_then_the_publisher() {
    let explains = Entity {
        kind: Kind::Organization,
        spellings: vec!["River Valley Radio".to_owned(), "RVR".to_owned()],
        ..Entity::default()
    };
    let digests = [
        Digest { origin: vec!["RVR".into()], published: on(4), ..digest("a") },
        Digest {
            origin: vec!["the river valley radio".into()],
            published: on(2),
            entities: vec![explains],
            ..digest("b")
        },
        Digest { publisher: Some("Harbour Post".into()), published: on(3), ..digest("c") },
        Digest { publisher: Some("Harbour Post".into()), ..digest("d") },
        digest("e"),
    ];
    let texts = [BACKGROUND, STORY, STORY, OTHER, "Nothing else."].map(Fingerprints::of);
    let found = find(&digests, &texts, Settings::built_in());
    let told: Vec<_> = found
        .origins
        .iter()
        .map(|o| (o.name.as_deref(), o.documents.as_slice(), o.known.as_slice(), o.first))
        .collect();
    let radio = (
        Some("the river valley radio"),
        [0, 1, 2].as_slice(),
        [Known::Stated, Known::Stated, Known::SharedText].as_slice(),
        Some(1),
    );
    assert_eq!(
        told,
        [radio, (Some("Harbour Post"), &[3], &[Known::Own], Some(3)), (None, &[4], &[Known::Own], Some(4))]
    );
}

#[test]
fn a_shared_passage_counts_once_only_for_what_it_tells() {
    let texts = [
        ("a", format!("{STORY}\n\n{BACKGROUND}")),
        ("b", format!("{OTHER}\n\n{BACKGROUND}")),
        ("c", OTHER.replace("strike", "leave")),
    ];
    let found = found(&texts);
    let at = |document: usize, words: &str| {
        let text = &texts[document].1;
        let start = u32::try_from(text[..text.find(words).unwrap()].chars().count()).unwrap();
        Told { document, spans: vec![Span(start, start + 5)] }
    };
    let groups = |told: &[Told]| independent(told, &found.families, &found.origins);
    assert_eq!(groups(&[at(0, "forty"), at(1, "forty")]), [vec![0, 1]]);
    assert_eq!(groups(&[at(0, "fishermen"), at(1, "forty")]), [vec![0], vec![1]]);
    assert_eq!(groups(&[at(1, "Schools"), at(2, "Schools")]), [vec![1, 2]], "one is a cut of the other");
}

fn sentences() -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(prop::collection::vec(0..7_usize, 1..5), 2..9)
}

fn text_of(parts: &[usize]) -> String {
    let pool: Vec<&str> = STORY
        .split_inclusive(". ")
        .chain(BACKGROUND.split_inclusive(". "))
        .chain(OTHER.split_inclusive(". "))
        .collect();
    parts.iter().filter_map(|&part| pool.get(part)).copied().collect()
}

proptest! {
    #[test]
    fn the_order_of_documents_does_not_matter(documents in sentences(), turn in 0..9_usize) {
        let texts: Vec<(String, String)> =
            documents.iter().zip(0..).map(|(parts, n): (_, u8)| (format!("d{n}"), text_of(parts))).collect();
        let mut turned = texts.clone();
        turned.rotate_left(turn % texts.len());
        turned.reverse();
        let told = |texts: &[(String, String)]| {
            let borrowed: Vec<(&str, String)> = texts.iter().map(|(id, text)| (id.as_str(), text.clone())).collect();
            let found = found(&borrowed);
            let id = |&at: &usize| texts[at].0.clone();
            let families: BTreeSet<_> = found.families.iter().map(|family| {
                let passages: BTreeSet<_> = family.passages.iter().map(|(at, span)| (id(at), *span)).collect();
                (family.id.clone(), family.documents.iter().map(id).collect::<BTreeSet<_>>(), passages)
            }).collect();
            let origins: BTreeSet<_> =
                found.origins.iter().map(|o| (o.id.clone(), o.documents.iter().map(id).collect::<BTreeSet<_>>())).collect();
            (families, origins)
        };
        prop_assert_eq!(told(&texts), told(&turned));
    }

    #[test]
    fn one_by_one_is_the_same_as_all_at_once(documents in sentences()) {
        let digests: Vec<Digest> = (0..documents.len()).map(|n| digest(&format!("d{n}"))).collect();
        let prints: Vec<Fingerprints> = documents.iter().map(|parts| Fingerprints::of(&text_of(parts))).collect();
        let settings = Settings::built_in();
        let mut index = Index::default();
        for (n, (digest, print)) in digests.iter().zip(&prints).enumerate() {
            index.add(&digest.document, print.clone(), Settings::built_in());
            let _ = of_index(&digests[..=n], &mut index, settings);
        }
        prop_assert_eq!(of_index(&digests, &mut index, settings), find(&digests, &prints, settings));
    }

    #[test]
    fn any_text_is_cut_into_units_in_order(left in "\\PC{0,80}", right in "(a b |c\n|\"|ខ្ម|'){0,60}") {
        for text in [&left, &right] {
            let units = units(text);
            prop_assert!(units.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(units.iter().all(|unit| unit.start < unit.end && unit.end as usize <= text.chars().count()));
        }
        let alignment = align(&Fingerprints::of(&left), &Fingerprints::of(&right), Settings::built_in());
        prop_assert!((0.0..=1.0).contains(&alignment.left_in_right) && (0.0..=1.0).contains(&alignment.told_share));
    }
}
