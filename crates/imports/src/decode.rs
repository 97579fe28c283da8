//! Bytes of a table to text. UTF-8 unless another encoding is named; nothing is guessed, because a wrong guess spells names wrong.

use crate::fault::{ImportError, place};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The text of `bytes`.
///
/// `encoding`: a label of the WHATWG Encoding Standard, such as `utf-16` or `windows-1252`; none: UTF-8, with or without its mark.
///
/// # Errors
/// [`ImportError::Encoding`] with the place of the first byte that does not fit.
pub fn decode<'a>(bytes: &'a [u8], encoding: Option<&str>) -> Result<Cow<'a, str>, ImportError> {
    let wanted = match encoding {
        None => UTF_8,
        Some(label) => Encoding::for_label(label.as_bytes()).ok_or_else(|| ImportError::Encoding {
            line: 1,
            column: 1,
            says: "there is no encoding of this name; use utf-8, utf-16, windows-1252, windows-874 or another one of the WHATWG list".to_owned(),
        })?,
    };
    if wanted == UTF_8 { utf_8(bytes).map(Cow::Borrowed) } else { other(bytes, wanted) }
}

fn utf_8(bytes: &[u8]) -> Result<&str, ImportError> {
    if Encoding::for_bom(bytes).is_some_and(|(found, _)| found == UTF_16LE || found == UTF_16BE) {
        return Err(ImportError::Encoding {
            line: 1,
            column: 1,
            says: "this is UTF-16; save it as UTF-8, or import it with --encoding utf-16".to_owned(),
        });
    }
    match std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
        Ok(text) if text.contains('\0') => {
            let (line, column) = place(text, text.find('\0').unwrap_or(0));
            let says =
                "a byte that is 0: this is UTF-16 or no text; save it as UTF-8, or import it with --encoding utf-16le";
            Err(ImportError::Encoding { line, column, says: says.to_owned() })
        }
        Ok(text) => Ok(text),
        Err(error) => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let sound = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let (line, column) = place(std::str::from_utf8(sound).unwrap_or_default(), error.valid_up_to());
            let says = "a byte that is not UTF-8; save the table as UTF-8, or name its encoding, such as --encoding windows-1252";
            Err(ImportError::Encoding { line, column, says: says.to_owned() })
        }
    }
}

fn other<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, str>, ImportError> {
    if let Some(at) = utf_8_after_all(bytes).filter(|_| encoding != UTF_16LE && encoding != UTF_16BE) {
        let (line, column) = place(std::str::from_utf8(bytes).unwrap_or_default(), at);
        let says = format!("what stands here is UTF-8, not {}; leave the encoding out", encoding.name());
        return Err(ImportError::Encoding { line, column, says });
    }
    let (text, _, is_wrong) = encoding.decode(bytes);
    let wrong = if is_wrong { text.find('\u{fffd}') } else { text.find('\0') };
    match wrong {
        None => Ok(text),
        Some(at) => {
            let (line, column) = place(&text, at);
            Err(ImportError::Encoding { line, column, says: format!("what stands here is not {}", encoding.name()) })
        }
    }
}

/// Where the first letter stands that takes more than a byte, when all of it is UTF-8: hardly by chance.
fn utf_8_after_all(bytes: &[u8]) -> Option<usize> {
    std::str::from_utf8(bytes).ok()?.find(|letter: char| !letter.is_ascii())
}
