use super::*;
use codebook::Codebook;

fn number(text: &str) -> Option<f64> {
    let codebook = Codebook::builtin().unwrap();
    let lexemes = Lexemes::new(text);
    Numbers { lexemes: &lexemes, words: &codebook.english.numbers }.number(0).map(|number| number.value)
}

fn bounded(text: &str) -> Option<(Option<u64>, Option<u64>, bool)> {
    let codebook = Codebook::builtin().unwrap();
    let lexemes = Lexemes::new(text);
    let numbers = Numbers { lexemes: &lexemes, words: &codebook.english.numbers };
    numbers.bounded(0).map(|count| (count.at_least, count.at_most, count.about))
}

#[test]
fn words_and_digits() {
    let cases = [
        ("34 people", 34.0),
        ("1,234,567", 1_234_567.0),
        ("1.2 million", 1_200_000.0),
        ("one hundred and twelve", 112.0),
        ("twenty-one", 21.0),
        ("two thousand and eighteen", 2018.0),
        ("a dozen", 12.0),
        ("two dozen", 24.0),
        ("half a dozen", 6.0),
        ("two and a half", 2.5),
        ("2 1/2", 2.5),
        ("½", 0.5),
        ("five and a half million", 5_500_000.0),
        ("three hundred and two dozen", 3624.0),
        ("six, seven", 6.0),
        ("5 and 6", 5.0),
    ];
    for (text, value) in cases {
        assert_eq!(number(text), Some(value), "{text}");
    }
    assert_eq!(number("a man"), None);
    assert_eq!(number("and two"), None);
}

#[test]
fn bounds() {
    assert_eq!(bounded("at least 34 activists"), Some((Some(34), None, false)));
    assert_eq!(bounded("more than 30"), Some((Some(31), None, false)));
    assert_eq!(bounded("some 60"), Some((Some(55), Some(65), true)));
    assert_eq!(bounded("60 or so villagers"), Some((Some(55), Some(65), true)));
    assert_eq!(bounded("about 100"), Some((Some(90), Some(110), true)));
    assert_eq!(bounded("nearly 60"), Some((Some(55), Some(60), true)));
    assert_eq!(bounded("up to 20"), Some((None, Some(20), false)));
    assert_eq!(bounded("dozens of farmers"), Some((Some(24), None, true)));
    assert_eq!(bounded("several"), Some((Some(3), None, true)));
    assert_eq!(bounded("between 5 and 8"), Some((Some(5), Some(8), false)));
    assert_eq!(bounded("two or three"), Some((Some(2), Some(3), false)));
    assert_eq!(bounded("no fewer than ten"), Some((Some(10), None, false)));
    assert_eq!(bounded("no charges"), Some((Some(0), Some(0), false)));
    assert_eq!(bounded("a total of 16 monks"), Some((Some(16), Some(16), false)));
}
