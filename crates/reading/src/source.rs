//! Bytes to characters, with the way back: which encoding, and which bytes each character came from.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use document::{OriginMap, Problem, Span};
use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The characters of a file.
pub struct Source<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// WHATWG name of the encoding, such as `windows-1252`.
    pub encoding: &'static str,
    way_back: WayBack,
}

/// How offsets in the text lead to offsets in the bytes.
enum WayBack {
    /// UTF-8: the same, but for a byte order mark of this length.
    Shifted(usize),
    /// Other encodings: stretches in order. Inside a stretch of equal length byte follows byte.
    Stretches(OriginMap),
}

impl<'a> Source<'a> {
    /// Reads `bytes`: byte order mark first, then valid UTF-8, then `declared` (a label such as `iso-8859-1`), then
    /// what the bytes look like. Unreadable bytes become U+FFFD and a problem.
    pub fn decode(bytes: &'a [u8], declared: Option<&str>, problems: &mut Vec<Problem>) -> Source<'a> {
        if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
            return Source::with(bytes, encoding, mark, problems);
        }
        if let Some(encoding) = unmarked_utf16(bytes) {
            return Source::with(bytes, encoding, 0, problems);
        }
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Source { text: Cow::Borrowed(text), encoding: UTF_8.name(), way_back: WayBack::Shifted(0) };
        }
        let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
        let encoding = match declared.filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8) {
            Some(encoding) => encoding,
            None => guess(bytes),
        };
        Source::with(bytes, encoding, 0, problems)
    }

    fn with(bytes: &'a [u8], encoding: &'static Encoding, mark: usize, problems: &mut Vec<Problem>) -> Source<'a> {
        let body = &bytes[mark..];
        if encoding == UTF_8
            && let Ok(text) = std::str::from_utf8(body)
        {
            return Source { text: Cow::Borrowed(text), encoding: encoding.name(), way_back: WayBack::Shifted(mark) };
        }
        let (text, stretches, n_bad) = decode_slowly(body, mark, encoding);
        if n_bad > 0 {
            problems.push(Problem::new(
                "wrong-encoding",
                format!("{n_bad} places could not be read as {}; they are shown as \u{FFFD}", encoding.name()),
            ));
        } else if encoding != UTF_16LE && encoding != UTF_16BE && encoding != UTF_8 {
            problems.push(Problem::new(
                "encoding-guessed",
                format!("the text is not UTF-8 and was read as {}; check the accents", encoding.name()),
            ));
        }
        Source { text: Cow::Owned(text), encoding: encoding.name(), way_back: WayBack::Stretches(stretches) }
    }

    /// Adds to `map` that `text` (of the body) was made from `span` of this source. Both of one length: byte by byte.
    pub fn trace(&self, map: &mut OriginMap, text: Span, span: Span) {
        match &self.way_back {
            WayBack::Shifted(mark) => map.push(text, Span::new(span.start + mark, span.end + mark)),
            WayBack::Stretches(stretches) if text.len() == span.len() => {
                let first = stretches.segments().partition_point(|stretch| stretch.text.end <= span.start);
                let inside = stretches.segments()[first..].iter().take_while(|stretch| stretch.text.start < span.end);
                for stretch in inside {
                    let start = stretch.text.start.max(span.start);
                    let end = stretch.text.end.min(span.end);
                    let whole = stretches.original(Span::new(start, end)).unwrap_or(stretch.original);
                    map.push(Span::new(text.start + start - span.start, text.start + end - span.start), whole);
                }
            }
            WayBack::Stretches(stretches) => {
                if let Some(original) = stretches.original(span) {
                    map.push(text, original);
                }
            }
        }
    }
}

/// UTF-16 without a mark: every second byte of the beginning is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match (even * 10 >= half * 8, odd * 10 >= half * 8) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that the bytes look like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    // A page of UTF-8 with a few broken bytes is still UTF-8; the detector would call it something else.
    let (n_good, n_bad) = utf8_evidence(&bytes[..bytes.len().min(1 << 20)]);
    if n_good > 10 * n_bad {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    if encoding.is_ascii_compatible() { encoding } else { WINDOWS_1252 }
}

/// Number of well-formed non-ASCII characters and of broken places, read as UTF-8.
fn utf8_evidence(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(n_good, n_bad), chunk| {
        let good = chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        (n_good + good, n_bad + usize::from(!chunk.invalid().is_empty()))
    })
}

/// Decodes byte by byte outside ASCII, so that the bytes behind every character are known.
fn decode_slowly(bytes: &[u8], mark: usize, encoding: &'static Encoding) -> (String, OriginMap, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    let (mut map, mut n_bad, mut pending, mut position) = (OriginMap::default(), 0, 0, 0);
    let plain = encoding.is_ascii_compatible();
    while position < bytes.len() {
        if plain && pending == position {
            let n_ascii = bytes[position..].iter().take_while(|byte| byte.is_ascii()).count();
            if let Ok(ascii) = std::str::from_utf8(&bytes[position..position + n_ascii]) {
                let start = text.len();
                text.push_str(ascii);
                map.push(Span::new(start, text.len()), Span::new(mark + position, mark + position + n_ascii));
                position += n_ascii;
                pending = position;
            }
            if position == bytes.len() {
                break;
            }
        }
        let mut letters = [0_u8; 32];
        let last = position + 1 == bytes.len();
        let (result, _, n_written, bad) = decoder.decode_to_utf8(&bytes[position..=position], &mut letters, last);
        position += 1;
        n_bad += usize::from(bad);
        if n_written > 0 && result == CoderResult::InputEmpty {
            let start = text.len();
            text.push_str(&String::from_utf8_lossy(&letters[..n_written]));
            map.push(Span::new(start, text.len()), Span::new(mark + pending, mark + position));
            pending = position;
        }
    }
    (text, map, n_bad)
}
