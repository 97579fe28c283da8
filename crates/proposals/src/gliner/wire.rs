//! Whether a file holds together as an ONNX protobuf, before it is given to `rten`, which trusts its lengths and would ask for
//! any amount of memory. A download that broke off is found here.

/// Most graphs inside graphs.
const MAX_DEPTH: usize = 32;

/// The messages of onnx.proto3 that hold others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Message {
    Model,
    Graph,
    Node,
    Attribute,
    Tensor,
    ValueInfo,
    Type,
    TensorType,
    Shape,
    /// Holds only numbers and bytes, as far as lengths are concerned.
    Plain,
}

/// Whether every length in the file stays inside what it is part of.
pub fn holds(bytes: &[u8]) -> bool {
    message(bytes, Message::Model, 0).is_some()
}

fn message(mut bytes: &[u8], kind: Message, depth: usize) -> Option<()> {
    if depth > MAX_DEPTH {
        return None;
    }
    while !bytes.is_empty() {
        let tag = number(&mut bytes)?;
        match tag & 7 {
            0 => drop(number(&mut bytes)?),
            1 => drop(take(&mut bytes, 8)?),
            2 => {
                let length = number(&mut bytes)?;
                let inner = take(&mut bytes, usize::try_from(length).ok()?)?;
                if let Some(kind) = child(kind, tag >> 3) {
                    message(inner, kind, depth + 1)?;
                }
            }
            5 => drop(take(&mut bytes, 4)?),
            _ => return None,
        }
    }
    Some(())
}

/// The message in a field, where it is one (onnx.proto3, ONNX IR 10).
fn child(kind: Message, field: u64) -> Option<Message> {
    match (kind, field) {
        (Message::Model, 7) | (Message::Attribute, 6 | 11) => Some(Message::Graph),
        (Message::Graph, 1) => Some(Message::Node),
        (Message::Graph, 5) | (Message::Attribute, 5 | 10) => Some(Message::Tensor),
        (Message::Graph, 11..=13) => Some(Message::ValueInfo),
        (Message::Node, 5) => Some(Message::Attribute),
        (Message::ValueInfo, 2) => Some(Message::Type),
        (Message::Type, 1) => Some(Message::TensorType),
        (Message::TensorType, 2) => Some(Message::Shape),
        (Message::Model, 8 | 14) | (Message::Tensor, 13) | (Message::Shape, 1) => Some(Message::Plain),
        _ => None,
    }
}

/// A number of variable length.
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = *take(bytes, 1)?.first()?;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lengths_must_stay_inside() {
        // Model { graph: Graph { node: [Node { op_type: "Add" }] } }
        assert!(holds(&[0x3A, 7, 0x0A, 5, 0x22, 3, b'A', b'd', b'd']));
        assert!(!holds(&[0x3A, 7, 0x0A, 5, 0x22, 4, b'A', b'd', b'd']), "the name leaves its node");
        assert!(!holds(&[0x3A, 7, 0x0A, 5, 0x22, 3, b'A', b'd']), "the file breaks off");
        assert!(!holds(&[0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]));
        assert!(!holds(&[0x0B]), "groups are not used by ONNX");
    }

    proptest! {
        #[test]
        fn any_bytes_are_looked_at(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _either = holds(&bytes);
        }
    }
}
