//! Reads MessagePack, the format of nearly all files of a spaCy model.
//!
//! Source: the MessagePack specification, <https://github.com/msgpack/msgpack/blob/master/spec.md>. Values borrow from
//! the bytes. Foreign input: nothing here panics, nests deeper than [`DEEPEST`] or allocates more than the input holds.

const DEEPEST: usize = 32;

/// A value; numbers keep the width that they need.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Nil,
    Bool(bool),
    Unsigned(u64),
    Negative(i64),
    Float(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
    List(Vec<Value<'a>>),
    Map(Vec<(Value<'a>, Value<'a>)>),
}

/// Where the bytes stop being MessagePack.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("no MessagePack value at byte {at}")]
pub(crate) struct Malformed {
    at: usize,
}

/// The one value that `bytes` consist of; what follows it is not looked at.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value<'_>, Malformed> {
    Reader::new(bytes).value(DEEPEST)
}

impl<'a> Value<'a> {
    /// The value at the key `key` (text, or bytes as msgpack-numpy writes them) of a map.
    pub(crate) fn get(&self, key: &str) -> Option<&Value<'a>> {
        let is_key = |candidate: &Value| match candidate {
            Value::Text(text) => *text == key,
            Value::Bytes(bytes) => *bytes == key.as_bytes(),
            _ => false,
        };
        self.entries()?.iter().find(|(candidate, _)| is_key(candidate)).map(|(_, value)| value)
    }

    /// The value at the numeric key `key` of a map.
    pub(crate) fn get_number(&self, key: u64) -> Option<&Value<'a>> {
        self.entries()?.iter().find(|(candidate, _)| candidate.unsigned() == Some(key)).map(|(_, value)| value)
    }

    pub(crate) fn entries(&self) -> Option<&[(Value<'a>, Value<'a>)]> {
        if let Value::Map(entries) = self { Some(entries) } else { None }
    }

    pub(crate) fn list(&self) -> Option<&[Value<'a>]> {
        if let Value::List(items) = self { Some(items) } else { None }
    }

    pub(crate) fn text(&self) -> Option<&'a str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn bytes(&self) -> Option<&'a [u8]> {
        if let Value::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    pub(crate) fn unsigned(&self) -> Option<u64> {
        if let Value::Unsigned(number) = self { Some(*number) } else { None }
    }

    pub(crate) fn size(&self) -> Option<usize> {
        self.unsigned().and_then(|number| usize::try_from(number).ok())
    }
}

/// Reads value after value.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes, at: 0 }
    }

    /// The number of entries of the map that starts here; its keys and values follow.
    pub(crate) fn map_header(&mut self) -> Result<usize, Malformed> {
        match self.byte()? {
            marker @ 0x80..=0x8f => Ok(usize::from(marker & 0x0f)),
            0xde => self.length(2),
            0xdf => self.length(4),
            _ => Err(Malformed { at: self.at - 1 }),
        }
    }

    /// A whole number, as its two's complement.
    pub(crate) fn integer(&mut self) -> Result<u64, Malformed> {
        match self.value(0)? {
            Value::Unsigned(number) => Ok(number),
            Value::Negative(number) => Ok(number.cast_unsigned()),
            _ => Err(Malformed { at: self.at }),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>, Malformed> {
        let start = self.at;
        Ok(match self.byte()? {
            number @ 0x00..=0x7f => Value::Unsigned(number.into()),
            marker @ 0x80..=0x8f => self.map((marker & 0x0f).into(), depth)?,
            marker @ 0x90..=0x9f => self.list((marker & 0x0f).into(), depth)?,
            marker @ 0xa0..=0xbf => self.text((marker & 0x1f).into())?,
            0xc0 => Value::Nil,
            0xc2 => Value::Bool(false),
            0xc3 => Value::Bool(true),
            marker @ 0xc4..=0xc6 => self.sized(1 << (marker - 0xc4)).map(Value::Bytes)?,
            0xca => Value::Float(f32::from_bits(self.unsigned(4)? as u32).into()),
            0xcb => Value::Float(f64::from_bits(self.unsigned(8)?)),
            marker @ 0xcc..=0xcf => Value::Unsigned(self.unsigned(1 << (marker - 0xcc))?),
            marker @ 0xd0..=0xd3 => self.signed(1 << (marker - 0xd0))?,
            marker @ 0xd9..=0xdb => {
                let length = self.length(1 << (marker - 0xd9))?;
                self.text(length)?
            }
            marker @ 0xdc..=0xdd => {
                let length = self.length(2 << (marker - 0xdc))?;
                self.list(length, depth)?
            }
            marker @ 0xde..=0xdf => {
                let length = self.length(2 << (marker - 0xde))?;
                self.map(length, depth)?
            }
            marker @ 0xe0..=0xff => Value::Negative(i64::from(marker.cast_signed())),
            // Extension types (0xc7 to 0xc9, 0xd4 to 0xd8) do not occur in models; 0xc1 is never used.
            _ => return Err(Malformed { at: start }),
        })
    }

    fn list(&mut self, length: usize, depth: usize) -> Result<Value<'a>, Malformed> {
        let depth = self.inner(length, depth)?;
        (0..length).map(|_| self.value(depth)).collect::<Result<_, _>>().map(Value::List)
    }

    fn map(&mut self, length: usize, depth: usize) -> Result<Value<'a>, Malformed> {
        let depth = self.inner(length, depth)?;
        let entries = (0..length).map(|_| Ok((self.value(depth)?, self.value(depth)?)));
        entries.collect::<Result<_, _>>().map(Value::Map)
    }

    /// The depth inside a collection of `length` values, each of which takes a byte at least.
    fn inner(&self, length: usize, depth: usize) -> Result<usize, Malformed> {
        let fits = length <= self.bytes.len() - self.at;
        depth.checked_sub(1).filter(|_| fits).ok_or(Malformed { at: self.at })
    }

    fn text(&mut self, length: usize) -> Result<Value<'a>, Malformed> {
        let at = self.at;
        std::str::from_utf8(self.take(length)?).map(Value::Text).map_err(|_| Malformed { at })
    }

    fn sized(&mut self, width: usize) -> Result<&'a [u8], Malformed> {
        let length = self.length(width)?;
        self.take(length)
    }

    fn signed(&mut self, width: usize) -> Result<Value<'a>, Malformed> {
        let unused = 64 - 8 * width as u32;
        let number = (self.unsigned(width)? << unused).cast_signed() >> unused;
        Ok(u64::try_from(number).map_or(Value::Negative(number), Value::Unsigned))
    }

    fn length(&mut self, width: usize) -> Result<usize, Malformed> {
        let at = self.at;
        usize::try_from(self.unsigned(width)?).map_err(|_| Malformed { at })
    }

    fn unsigned(&mut self, width: usize) -> Result<u64, Malformed> {
        Ok(self.take(width)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn byte(&mut self) -> Result<u8, Malformed> {
        Ok(self.take(1)?[0])
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let bytes = self.bytes[self.at..].get(..length).ok_or(Malformed { at: self.at })?;
        self.at += length;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_kind() {
        let bytes = b"\x83\xa1a\x93\x01\xff\xd1\xff\x00\xc4\x01b\xc4\x02hi\xcb\x3f\xf0\0\0\0\0\0\0\xc0";
        let value = parse(bytes).unwrap();
        assert_eq!(value.get("a").unwrap().list().unwrap()[2], Value::Negative(-256));
        assert_eq!(value.get("b").unwrap().bytes(), Some(&b"hi"[..]));
        assert_eq!(value.entries().unwrap()[2], (Value::Float(1.0), Value::Nil));
    }

    #[test]
    fn refuses_what_is_cut_off_nested_too_deep_or_too_long() {
        assert!(parse(b"\x92\x01").is_err());
        assert!(parse(&[0x91; 100]).is_err());
        assert!(parse(b"\xdd\xff\xff\xff\xff\x01").is_err());
        assert!(parse(b"\xa1\xff").is_err());
    }
}
