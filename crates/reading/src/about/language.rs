//! The language of a text: by script first, then by trigrams.

/// BCP 47 code of the language of `text`, or `None` when it is too short or unclear. `declared` (a page's `lang`) decides
/// only where the text does not.
pub fn language_of(text: &str, declared: Option<&str>) -> Option<String> {
    let head = &text[..text.floor_char_boundary(4000)];
    if let Some(code) = by_script(head) {
        return Some(code.to_owned());
    }
    let declared = declared.map(|code| code.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase());
    let declared =
        declared.filter(|code| (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase()));
    let n_letters = head.chars().filter(|letter| letter.is_alphabetic()).count();
    if n_letters < 20 {
        return declared;
    }
    // Capitals only (old wire copy) mislead the trigrams.
    let lower = head.to_lowercase();
    match whatlang::detect(&lower) {
        Some(info) if info.is_reliable() || declared.is_none() && n_letters > 60 => {
            Some(two_letters(info.lang().code()))
        }
        _ => declared,
    }
}

/// Languages that alone use their script, as far as news goes.
fn by_script(text: &str) -> Option<&'static str> {
    let (mut n_letters, mut counts) = (0, [0_usize; 8]);
    for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
        n_letters += 1;
        let place = match letter {
            '\u{1780}'..='\u{17FF}' => 0,
            '\u{0E00}'..='\u{0E7F}' => 1,
            '\u{0E80}'..='\u{0EFF}' => 2,
            '\u{1000}'..='\u{109F}' => 3,
            '\u{3040}'..='\u{30FF}' => 4,
            '\u{AC00}'..='\u{D7AF}' => 5,
            '\u{0F00}'..='\u{0FFF}' => 6,
            '\u{1200}'..='\u{137F}' => 7,
            _ => continue,
        };
        counts[place] += 1;
    }
    let codes = ["km", "th", "lo", "my", "ja", "ko", "bo", "am"];
    let (place, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    // Japanese mixes its syllables with Chinese signs, so a smaller share is enough.
    let least = if codes[place] == "ja" { 5 } else { 2 };
    (*count > 10 && count * least > n_letters).then(|| codes[place])
}

/// ISO 639-1 where there is one (whatlang answers in ISO 639-3).
fn two_letters(code: &str) -> String {
    const CODES: &str = "eng en deu de fra fr spa es por pt ita it nld nl rus ru ukr uk pol pl ces cs slk sk slv sl hrv hr srp sr bul bg \
        mkd mk ron ro hun hu fin fi est et lav lv lit lt swe sv dan da nob nb ell el tur tr aze az kat ka hye hy heb he arb ar pes fa \
        urd ur hin hi mar mr ben bn pan pa guj gu tam ta tel te kan kn mal ml ori or sin si nep ne ind id jav jv tgl tl vie vi cmn zh \
        jpn ja kor ko tha th khm km mya my lao lo amh am afr af cat ca epo eo lat la yid yi uzb uz tuk tk aka ak sna sn zul zu bel be";
    let mut codes = CODES.split_whitespace();
    while let (Some(three), Some(two)) = (codes.next(), codes.next()) {
        if three == code {
            return two.to_owned();
        }
    }
    code.to_owned()
}
