//! The sentences of a text, for choosing a passage without a script. A cut too many does no harm: what stands side by side and is
//! chosen together is one passage.

use super::record::{Place, words};

/// Longest stretch without a mark at its end, code points: scripts without such marks are cut at a space.
const MAX_LENGTH: usize = 320;

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub place: Place,
    /// Its words.
    pub text: String,
}

impl Sentence {
    /// The sentences of a line.
    pub fn all(line: Place, letters: &[char]) -> Vec<Self> {
        let mut sentences = Vec::new();
        let mut start = line.0;
        for at in line.0..line.1 {
            let next = at + 1;
            let is_long = next - start >= MAX_LENGTH && letters.get(at).is_some_and(|letter| letter.is_whitespace());
            if next == line.1 || is_long || ends(letters, at, line.1) {
                sentences.extend(Self::new((start, next), letters));
                start = next;
            }
        }
        sentences
    }

    /// Without the spaces around it; nothing when it is blank.
    fn new(place: Place, letters: &[char]) -> Option<Self> {
        let inside = letters.get(place.0..place.1)?;
        let first = inside.iter().position(|letter| !letter.is_whitespace())?;
        let last = inside.iter().rposition(|letter| !letter.is_whitespace())?;
        let place = (place.0 + first, place.0 + last + 1);
        Some(Self { place, text: words(letters, place) })
    }

    /// As a form sends it.
    pub fn value(&self) -> String {
        format!("{}-{}", self.place.0, self.place.1)
    }
}

/// Whether a sentence ends after the letter at `at`: at its mark, or at the quotation mark after it.
fn ends(letters: &[char], at: usize, end: usize) -> bool {
    let is_end =
        |letter: char| matches!(letter, '.' | '!' | '?' | '…' | '។' | '៕' | '。' | '\u{ff01}' | '\u{ff1f}' | '؟' | '။');
    let is_close = |letter: char| matches!(letter, '"' | '”' | '’' | '»' | ')' | '\'');
    let letter = |at: usize| letters.get(at).copied();
    let Some(here) = letter(at) else { return false };
    let mark = if is_close(here) { at.checked_sub(1).and_then(letter) } else { Some(here) };
    if !mark.is_some_and(is_end) {
        return false;
    }
    let Some(next) = letter(at + 1).filter(|_| at + 1 < end) else { return true };
    // Marks of scripts without spaces end a sentence wherever they stand.
    matches!(here, '។' | '៕' | '。' | '။') || next.is_whitespace()
}

/// Chosen passages, those together that have only spaces between them: `12-40` each, as a form sends them. None when one of them
/// is none.
pub fn joined<'a>(values: impl Iterator<Item = &'a str>, letters: &[char]) -> Option<Vec<[u32; 2]>> {
    let mut places: Vec<Place> = values.map(place).collect::<Option<_>>()?;
    places.sort_unstable();
    let mut joined: Vec<Place> = Vec::new();
    for place in places {
        match joined.last_mut() {
            Some(last) if is_blank(letters, last.1, place.0) => last.1 = last.1.max(place.1),
            _ => joined.push(place),
        }
    }
    let short = |at: usize| u32::try_from(at).ok();
    joined.into_iter().map(|(start, end)| Some([short(start)?, short(end)?])).collect()
}

fn is_blank(letters: &[char], from: usize, to: usize) -> bool {
    from >= to || letters.get(from..to).is_some_and(|between| between.iter().all(|letter| letter.is_whitespace()))
}

fn place(value: &str) -> Option<Place> {
    let (start, end) = value.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    fn texts(text: &str) -> Vec<String> {
        let letters = letters(text);
        Sentence::all((0, letters.len()), &letters).into_iter().map(|sentence| sentence.text).collect()
    }

    #[test]
    fn a_line_is_cut_where_sentences_end_and_nothing_is_lost() {
        assert_eq!(texts("He left. \"Go!\" she said. No"), ["He left.", "\"Go!\"", "she said.", "No"]);
        assert_eq!(texts("ក។ខ៕ គ"), ["ក។", "ខ៕", "គ"]);
        assert_eq!(texts("3.5 km"), ["3.5 km"]);
        assert!(texts("   ").is_empty());
        let long = "word ".repeat(200);
        let cut = texts(&long);
        assert!(cut.len() > 1 && cut.iter().all(|part| part.chars().count() <= MAX_LENGTH));
        assert_eq!(cut.join(" "), long.trim());
    }

    #[test]
    fn neighbours_are_one_passage() {
        let letters = letters("One. Two. Three.");
        let joined = |values: &[&str]| joined(values.iter().copied(), &letters);
        assert_eq!(joined(&["5-9", "0-4"]), Some(vec![[0, 9]]));
        assert_eq!(joined(&["0-4", "10-16"]), Some(vec![[0, 4], [10, 16]]));
        assert_eq!(joined(&["0-4", "2-9"]), Some(vec![[0, 9]]));
        for wrong in ["4-0", "x", "0-", "-4", "99999999999999999999-3"] {
            assert_eq!(joined(&[wrong]), None, "{wrong}");
        }
    }
}
