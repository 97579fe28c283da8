//! The little of Thrift's compact protocol that a Parquet file needs.
//! Source: <https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>.

/// A value of the protocol.
pub enum Value {
    /// 32 bits.
    I32(i64),
    /// 64 bits.
    I64(i64),
    /// UTF-8.
    Text(String),
    /// Values of one type.
    List(Vec<Value>),
    /// Numbered fields.
    Struct(Struct),
}

/// Fields in the order of their numbers.
#[derive(Default)]
pub struct Struct(Vec<(i16, Value)>);

impl Struct {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn put(mut self, number: i16, value: Value) -> Self {
        self.0.push((number, value));
        self
    }

    pub fn i32(self, number: i16, value: i64) -> Self {
        self.put(number, Value::I32(value))
    }

    pub fn i64(self, number: i16, value: i64) -> Self {
        self.put(number, Value::I64(value))
    }

    pub fn list(self, number: i16, values: Vec<Value>) -> Self {
        self.put(number, Value::List(values))
    }
}

impl Value {
    const fn type_number(&self) -> u8 {
        match self {
            Self::I32(_) => 5,
            Self::I64(_) => 6,
            Self::Text(_) => 8,
            Self::List(_) => 9,
            Self::Struct(_) => 12,
        }
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::I32(n) | Self::I64(n) => varint(out, zigzag(*n)),
            Self::Text(text) => {
                varint(out, text.len() as u64);
                out.extend_from_slice(text.as_bytes());
            }
            Self::List(values) => {
                // An empty list is one of structures here.
                let type_number = values.first().map_or(12, Self::type_number);
                match u8::try_from(values.len()).ok().filter(|n| *n < 15) {
                    Some(n) => out.push(n << 4 | type_number),
                    None => {
                        out.push(0xf0 | type_number);
                        varint(out, values.len() as u64);
                    }
                }
                values.iter().for_each(|value| value.write(out));
            }
            Self::Struct(fields) => fields.write(out),
        }
    }
}

impl Struct {
    fn write(&self, out: &mut Vec<u8>) {
        let mut last = 0_i16;
        for (number, value) in &self.0 {
            match u8::try_from(number - last).ok().filter(|step| (1..16).contains(step)) {
                Some(step) => out.push(step << 4 | value.type_number()),
                None => {
                    out.push(value.type_number());
                    varint(out, zigzag(i64::from(*number)));
                }
            }
            value.write(out);
            last = *number;
        }
        out.push(0);
    }
}

const fn zigzag(n: i64) -> u64 {
    ((n << 1) ^ (n >> 63)).cast_unsigned()
}

/// Seven bits a byte, the lowest first.
pub fn varint(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}
