//! As much of DER (ITU-T X.690) as a time stamp needs: tags, lengths, what is inside.

pub const INTEGER: u8 = 0x02;
pub const OCTETS: u8 = 0x04;
pub const OBJECT: u8 = 0x06;
pub const TIME: u8 = 0x18;
pub const SEQUENCE: u8 = 0x30;
pub const SET: u8 = 0x31;
pub const CONTEXT_0: u8 = 0xa0;

/// What is left to read.
#[derive(Clone, Copy, Debug)]
pub struct Der<'a>(&'a [u8]);

impl<'a> Der<'a> {
    /// Bytes that hold one value and nothing behind it.
    pub fn whole(bytes: &'a [u8]) -> Option<Self> {
        let (_, _, rest) = split(bytes)?;
        rest.is_empty().then_some(Self(bytes))
    }

    /// The next value, which must have this tag.
    pub fn take(&mut self, tag: u8) -> Option<&'a [u8]> {
        let (found, content, rest) = split(self.0)?;
        self.0 = rest;
        (found == tag).then_some(content)
    }

    /// The inside of the next value, which must have this tag.
    pub fn inside(&mut self, tag: u8) -> Option<Self> {
        self.take(tag).map(Self)
    }
}

/// Tag, content and what follows. Lengths of up to four bytes.
fn split(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = bytes.split_first()?;
    let (first, rest) = rest.split_first()?;
    let n = usize::from(first & 0x7f);
    let (length, rest) = match first {
        0..=0x7f => (usize::from(*first), rest),
        _ if (1..=4).contains(&n) => {
            let (length, rest) = rest.split_at_checked(n)?;
            (length.iter().fold(0, |value, byte| value << 8 | usize::from(*byte)), rest)
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*tag, content, rest))
}
