use super::*;
use crate::questions::{Kind, yes_or_no};
use proptest::prelude::*;

fn form(language: &str) -> Form {
    Form { number: Number::from_chance([7, 200, 33, 9, 250]), language: language.to_owned() }
}

/// The text of a form with answers under its questions.
fn filled(language: &str, answers: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for line in write_text(&form(language)).lines() {
        text.push_str(line);
        text.push('\n');
        let field = line.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(field, _)| field);
        for (_, answer) in answers.iter().filter(|(wanted, _)| Some(*wanted) == field) {
            text.push_str(answer);
            text.push('\n');
        }
    }
    text
}

const ANSWERS: [(&str, &str); 5] = [
    ("what", "Police arrested Anton Besk.\nHe was released on Monday."),
    ("when", "3 March 2021"),
    ("consent_keep", "yes"),
    ("consent_public", "No."),
    ("contact", "Ask for Dana at the bakery."),
];

fn at(text: &str) -> Place {
    read(text.as_bytes()).unwrap_err().at().unwrap()
}

#[test]
fn a_form_that_was_filled_in_comes_back_in_every_language() {
    for language in LANGUAGES {
        let back = read(filled(language, &ANSWERS).as_bytes()).unwrap();
        assert_eq!(
            (back.number.as_str(), back.language.as_str()),
            (form(language).number.to_string().as_str(), language)
        );
        assert_eq!(back.account(), "Police arrested Anton Besk.\nHe was released on Monday.\n\n3 March 2021\n");
        assert_eq!(back.contact().as_deref(), Some("Ask for Dana at the bakery."));
        let consents: Vec<String> = back.consents().into_iter().map(|(_, answer)| answer).collect();
        assert_eq!(consents, ["yes", "not answered", "not answered", "no"]);
        assert_eq!(format!("{back:?}"), "Filled([sealed])");
    }
    // Saved by an editor for Windows.
    let windows = format!("\u{feff}{}", filled("th", &ANSWERS).replace('\n', "\r\n"));
    assert_eq!(read(windows.as_bytes()).unwrap().get("when"), Some("3 March 2021"));
}

#[test]
fn a_page_that_was_saved_with_its_answers_comes_back() {
    for language in LANGUAGES {
        let page = write_page(&form(language));
        assert!(
            !page.contains("<script")
                && !page.contains("http:")
                && !page.contains("unsafe")
                && page.contains("form-action &#39;none&#39;")
        );
        let page = page
            .replace(
                "name=\"what\" rows=\"6\" dir=\"auto\">",
                "name=\"what\" rows=\"6\" dir=\"auto\">Police &amp; &lt;guards&gt; came.\nThey left.",
            )
            .replace("<input type=\"text\" id=\"when\"", "<input type=\"text\" value=\"3 March &#x27;21\" id=\"when\"")
            .replace("name=\"consent_keep\" value=\"yes\"", "name=\"consent_keep\" value=\"yes\" checked=\"\"");
        let back = read(page.as_bytes()).unwrap();
        assert_eq!(back.get("what"), Some("Police & <guards> came.\nThey left."));
        assert_eq!(
            (back.get("when"), back.get("consent_keep"), back.get("contact")),
            (Some("3 March '21"), Some("yes"), None)
        );
        assert_eq!(back.language, language);
    }
}

#[test]
fn a_page_that_does_not_fit_is_refused_with_its_place() {
    let page = write_page(&form("en"));
    let wrong = |page: &str| read(page.as_bytes()).unwrap_err();
    assert!(matches!(wrong(&page), FormError::Unanswered { .. }));
    assert!(matches!(wrong(&page.replace("name=\"when\"", "name=\"whenever\"")), FormError::UnknownField { .. }));
    assert!(matches!(wrong(page.split("</html").next().unwrap()), FormError::CutOff { .. }));
    assert!(matches!(wrong("<!DOCTYPE html><html><title>x</title></html>"), FormError::NotAForm { .. }));
    let both = page.replace("name=\"consent_public\" value", "checked name=\"consent_public\" value");
    let both = both
        .replace("name=\"what\" rows=\"6\" dir=\"auto\">", "name=\"what\">x")
        .replace("name=\"consent_keep\" value=\"yes\"", "checked name=\"consent_keep\" value=\"yes\"");
    assert!(matches!(wrong(&both), FormError::NeitherYesNorNo { .. }), "both chosen is neither");
    let line = page.lines().position(|line| line.contains("id=\"when\"")).unwrap() + 1;
    let bad = page.replace("name=\"when\"", "name=\"whenever\"");
    assert_eq!(wrong(&bad).at().map(|place| place.line), Some(line));
}

#[test]
fn what_does_not_fit_is_refused_with_line_and_column() {
    let good = filled("en", &ANSWERS);
    assert!(read(good.as_bytes()).is_ok());
    let line_of = |text: &str, words: &str| text.lines().position(|line| line.contains(words)).unwrap() + 1;
    let unknown = good.replace("[where]", "[wherever]");
    assert_eq!(at(&unknown), Place { line: line_of(&unknown, "[wherever]"), column: 1 });
    let twice = good.replace("[where] ", "[when] ");
    assert!(matches!(read(twice.as_bytes()), Err(FormError::Twice { .. })));
    let half = filled("en", &[("when", "2021"), ("consent_keep", "yes")]);
    assert_eq!(at(&half), Place { line: line_of(&half, "[what] What"), column: 1 });
    let cut = good.get(..good.find("[risk]").unwrap()).unwrap();
    assert!(matches!(read(cut.as_bytes()), Err(FormError::CutOff { field, .. }) if field == "end"));
    let maybe = filled("en", &[("what", "x"), ("consent_keep", "  perhaps")]);
    assert_eq!(at(&maybe), Place { line: line_of(&maybe, "perhaps"), column: 3 });
    let no = filled("en", &[("what", "x"), ("consent_keep", "no")]);
    assert!(matches!(read(no.as_bytes()), Err(FormError::NotToBeKept { .. })));
    assert_eq!(at(&good.replace("[form] 1", "[form] one")), Place { line: 1, column: 8 });
    assert!(matches!(read(good.replace("[form] 1", "[form] 9").as_bytes()), Err(FormError::Newer { version: 9, .. })));
    let number = form("en").number.to_string();
    let swapped = number.replacen(&number[0..2], &number[0..2].chars().rev().collect::<String>(), 1);
    assert!(matches!(read(good.replacen(&number, &swapped, 1).as_bytes()), Err(FormError::Number { .. })));
    assert!(matches!(read(b"A letter.\n"), Err(FormError::NotAForm { .. })));
}

#[test]
fn a_wrong_encoding_and_a_huge_form_are_told_apart() {
    let good = filled("en", &ANSWERS);
    let mut bytes = good.clone().into_bytes();
    let at = good.find("Besk").unwrap();
    bytes[at] = 0xe9;
    let line = good[..at].matches('\n').count() + 1;
    assert_eq!(read(&bytes), Err(FormError::Encoding { at: Place { line, column: 23 }, is_utf_16: false }));
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(good.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(matches!(read(&utf_16), Err(FormError::Encoding { is_utf_16: true, .. })));
    assert!(matches!(read(good.replace("Besk", "Be\0sk").as_bytes()), Err(FormError::Control { .. })));
    assert_eq!(read(&vec![b'a'; MAX_FORM + 1]), Err(FormError::TooLong { size: MAX_FORM + 1 }));
    assert!(!FormError::TooLong { size: 1 }.hint().is_empty());
}

#[test]
fn every_question_has_words_in_every_language_and_yes_is_yes() {
    let questions = Questions::built_in();
    assert!(questions.asked().count() >= 12);
    for language in LANGUAGES {
        assert!(questions.asked().all(|question| !question.words(language).is_empty()));
        assert_eq!(yes_or_no(questions.say("yes", language)), Some(true), "{language}");
        assert_eq!(yes_or_no(questions.say("no", language)), Some(false), "{language}");
        assert!(questions.asked().any(|one| language == "en" || one.words(language) != one.words("en")));
    }
    assert!(CONSENTS.iter().all(|(_, id)| questions.get(id).is_some_and(|one| one.kind == Kind::YesNo)));
}

#[test]
fn a_form_tells_nothing_of_a_case() {
    for text in [write_text(&form("en")), write_page(&form("en"))] {
        assert!(!text.to_lowercase().contains("saksi"));
    }
}

proptest! {
    #[test]
    fn numbers_come_back_and_wrong_letters_are_noticed(bytes in any::<[u8; 5]>(), place in 0_usize..8, other in 0_usize..31) {
        let number = Number::from_chance(bytes);
        let text = number.to_string();
        prop_assert_eq!(Number::parse(&text), Some(number));
        prop_assert_eq!(Number::parse(&text.to_lowercase().replace('-', " ")), Some(number));
        let mut letters: Vec<char> = text.chars().filter(|c| *c != '-').collect();
        let wrong = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().nth(other).unwrap();
        // Digits that differ by 31 are one to the check: 0 and Z.
        prop_assume!(letters[place] != wrong && !matches!((letters[place], wrong), ('0', 'Z') | ('Z', '0')));
        letters[place] = wrong;
        prop_assert_eq!(Number::parse(&letters.into_iter().collect::<String>()), None);
    }

    #[test]
    fn nothing_that_comes_back_panics(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in "(<|>|\"|=|/|&|;|textarea|input|\\[what\\]|\\[end\\]|\\[form\\] 1|\n| |é|[a-z]){0,80}") {
        let _may_fail = read(&bytes);
        let _may_fail = read(text.as_bytes());
        let _may_fail = read(format!("<!DOCTYPE html>{text}").as_bytes());
        let _may_fail = read(format!("<!DOCTYPE html><meta name=form content='1 x'>{text}</html>").as_bytes());
    }

    /// Whatever stands in an answer comes back, but for lines that look like fields or remarks.
    #[test]
    fn answers_come_back_as_they_were(answer in "[^\\[#\\p{Cc}]{1,60}") {
        prop_assume!(!answer.trim().is_empty());
        let back = read(filled("id", &[("what", &answer), ("consent_keep", "ya")]).as_bytes()).unwrap();
        prop_assert_eq!(back.get("what"), Some(answer.trim()));
    }
}
