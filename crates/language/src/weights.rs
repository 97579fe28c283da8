//! The layers and parameters of a thinc model file.
//!
//! Source: `thinc/model.py`, `Model.to_dict`: a MessagePack map of `nodes` (name), `attrs` (each itself MessagePack) and
//! `params` (arrays as msgpack-numpy writes them), all in the order of `Model.walk`.

use crate::message_pack::{self, Value};
use crate::{Files, ModelError};
use std::path::{Path, PathBuf};

/// The bytes of a model file, kept while [`Weights`] look into them.
pub(crate) struct WeightsFile {
    path: PathBuf,
    bytes: std::borrow::Cow<'static, [u8]>,
}

/// A model file, by layer.
pub(crate) struct Weights<'a> {
    path: &'a Path,
    nodes: Vec<Node<'a>>,
}

/// One layer.
pub(crate) struct Node<'a> {
    path: &'a Path,
    name: &'a str,
    attributes: Vec<(&'a str, Value<'a>)>,
    parameters: Vec<(&'a str, Value<'a>)>,
}

/// An array of 32-bit floats in row-major order.
pub(crate) struct Tensor<'a> {
    path: &'a Path,
    name: &'a str,
    shape: Vec<usize>,
    data: &'a [u8],
}

impl WeightsFile {
    pub(crate) fn read(files: &Files, name: &str) -> Result<WeightsFile, ModelError> {
        Ok(WeightsFile { path: files.path_of(name), bytes: files.read(name)? })
    }

    pub(crate) fn weights(&self) -> Result<Weights<'_>, ModelError> {
        let whole = message_pack::parse(&self.bytes).map_err(ModelError::malformed(&self.path))?;
        let part = |key| {
            let list = whole.get(key).and_then(Value::list);
            list.ok_or_else(|| ModelError::missing(&self.path, format!("list `{key}`")))
        };
        let (nodes, attributes, parameters) = (part("nodes")?, part("attrs")?, part("params")?);
        let layers = nodes.iter().zip(attributes).zip(parameters);
        let nodes = layers.map(|((node, attributes), parameters)| self.node(node, attributes, parameters));
        Ok(Weights { path: &self.path, nodes: nodes.collect::<Result<_, _>>()? })
    }

    fn node<'a>(
        &'a self,
        node: &Value<'a>,
        attributes: &Value<'a>,
        parameters: &Value<'a>,
    ) -> Result<Node<'a>, ModelError> {
        let name = node.get("name").and_then(Value::text);
        let named = |map: &Value<'a>| {
            let entries = map.entries().unwrap_or_default().iter();
            entries.filter_map(|(key, value)| Some((key.text()?, value.clone()))).collect::<Vec<_>>()
        };
        let attributes = named(attributes).into_iter();
        // An attribute that is not data (a Python object) does not concern us.
        let unpacked = attributes.filter_map(|(key, value)| Some((key, message_pack::parse(value.bytes()?).ok()?)));
        Ok(Node {
            path: &self.path,
            name: name.ok_or_else(|| ModelError::damaged(&self.path, "a layer without a name"))?,
            attributes: unpacked.collect(),
            parameters: named(parameters),
        })
    }
}

impl<'a> Weights<'a> {
    /// The layers of this name, in order.
    pub(crate) fn layers(&self, name: &str) -> Vec<&Node<'a>> {
        self.nodes.iter().filter(|node| node.name == name).collect()
    }

    /// The only layer of this name that has parameters of such a shape.
    pub(crate) fn layer(&self, name: &str) -> Result<&Node<'a>, ModelError> {
        let [layer] = self.layers(name)[..] else {
            return Err(ModelError::unsupported(self.path, format!("not exactly one layer `{name}`")));
        };
        Ok(layer)
    }

    pub(crate) fn unsupported(&self, what: impl Into<String>) -> ModelError {
        ModelError::unsupported(self.path, what)
    }
}

impl<'a> Node<'a> {
    /// An attribute, such as `seed`.
    pub(crate) fn attribute(&self, key: &str) -> Result<&Value<'a>, ModelError> {
        let found = self.attributes.iter().find(|(name, _)| *name == key).map(|(_, value)| value);
        found.ok_or_else(|| ModelError::missing(self.path, format!("`{key}` of layer `{}`", self.name)))
    }

    /// A parameter, such as `W`.
    pub(crate) fn tensor(&self, key: &'a str) -> Result<Tensor<'a>, ModelError> {
        let found = self.parameters.iter().find(|(name, _)| *name == key).map(|(_, value)| value);
        let value = found.ok_or_else(|| ModelError::missing(self.path, format!("`{key}` of layer `{}`", self.name)))?;
        let damaged = || ModelError::damaged(self.path, format!("array `{key}` of layer `{}`", self.name));
        let shape = value.get("shape").and_then(Value::list).ok_or_else(damaged)?;
        let shape: Vec<usize> = shape.iter().map(Value::size).collect::<Option<_>>().ok_or_else(damaged)?;
        let data = value.get("data").and_then(Value::bytes).ok_or_else(damaged)?;
        let length = shape.iter().try_fold(4_usize, |length, size| length.checked_mul(*size));
        let is_float = matches!(value.get("type"), Some(Value::Text("<f4") | Value::Bytes(b"<f4")));
        if length != Some(data.len()) || !is_float {
            return Err(damaged());
        }
        Ok(Tensor { path: self.path, name: key, shape, data })
    }

    pub(crate) fn unsupported(&self, what: impl Into<String>) -> ModelError {
        ModelError::unsupported(self.path, what)
    }
}

impl Tensor<'_> {
    /// The shape, which has `N` dimensions.
    pub(crate) fn shape<const N: usize>(&self) -> Result<[usize; N], ModelError> {
        let refused = || ModelError::unsupported(self.path, format!("`{}` of shape {:?}", self.name, self.shape));
        self.shape.as_slice().try_into().map_err(|_| refused())
    }

    /// All numbers.
    pub(crate) fn values(&self) -> Vec<f32> {
        floats(self.data)
    }

    /// All numbers of an array that must have this shape.
    pub(crate) fn values_of(&self, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        if self.shape != shape {
            let what = format!("`{}` of shape {:?} where {shape:?} belongs", self.name, self.shape);
            return Err(ModelError::unsupported(self.path, what));
        }
        Ok(self.values())
    }
}

/// Little-endian 32-bit floats.
pub(crate) fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}
