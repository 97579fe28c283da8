//! The network itself: an ONNX file run by `rten`, which is Rust throughout.

use super::GlinerError;
use super::prompt::Question;
use super::wire;
use crate::ReaderError;
use rten::{Model, NodeId, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// A GLiNER span model. Its inputs are those of the authors' export.
pub struct Network {
    model: Model,
    inputs: [NodeId; 6],
    logits: NodeId,
}

/// The names of a span model's inputs, in the order in which they are made here.
const INPUTS: [&str; 6] = ["input_ids", "attention_mask", "words_mask", "text_lengths", "span_idx", "span_mask"];

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Network")
    }
}

/// How sure the network is of each label for each short span.
#[derive(Debug)]
pub struct Scores {
    /// Logits by first word, number of words less one, label.
    pub logits: NdTensor<f32, 3>,
}

impl Network {
    /// Reads an ONNX file; `path` is for errors.
    ///
    /// # Errors
    /// [`ReaderError::Model`] when it is no ONNX file, uses what cannot be run, or is no span model.
    pub fn new(bytes: Vec<u8>, path: &Path) -> Result<Network, ReaderError> {
        let wrong = |what: String| ReaderError::Model { path: path.to_owned(), what };
        if !wire::holds(&bytes) {
            return Err(wrong("the file is damaged, or no ONNX file".to_owned()));
        }
        let loaded = catch_unwind(AssertUnwindSafe(|| Model::load(bytes)))
            .map_err(|_| wrong("the network is damaged".to_owned()))?;
        let model = loaded.map_err(|error| wrong(format!("the network cannot be loaded: {error}")))?;
        let node = |name: &str| {
            model.node_id(name).map_err(|_| wrong(format!("it is no GLiNER span model: it has no `{name}`")))
        };
        let mut inputs = Vec::with_capacity(INPUTS.len());
        for name in INPUTS {
            inputs.push(node(name)?);
        }
        let logits = node("logits")?;
        let inputs = inputs.try_into().map_err(|_| wrong("it is no GLiNER span model".to_owned()))?;
        Ok(Network { model, inputs, logits })
    }

    /// Scores of all spans of at most `max_width` words for each of `n_labels` labels.
    pub fn run(&self, question: &Question, max_width: usize, n_labels: usize) -> Result<Scores, GlinerError> {
        let (span_idx, span_mask) = spans(question.n_words, max_width);
        let n_tokens = question.n_tokens();
        let n_words = i32::try_from(question.n_words).map_err(|_| GlinerError::Shape)?;
        let tensor = |shape: &[usize], values: Vec<i32>| ValueOrView::from(Tensor::from_data(shape, values));
        let values = [
            tensor(&[1, n_tokens], question.input_ids.clone()),
            tensor(&[1, n_tokens], vec![1; n_tokens]),
            tensor(&[1, n_tokens], question.words_mask.clone()),
            tensor(&[1, 1], vec![n_words]),
            tensor(&[1, span_mask.len(), 2], span_idx),
            tensor(&[1, span_mask.len()], span_mask),
        ];
        let inputs: Vec<_> = self.inputs.into_iter().zip(values).collect();
        // A network that does not hold together must not end the reading of the document.
        let run = AssertUnwindSafe(|| self.model.run(inputs, &[self.logits], None));
        let outputs = catch_unwind(run).map_err(|_| GlinerError::Run)?.map_err(|_| GlinerError::Run)?;
        let logits =
            outputs.into_iter().next().and_then(|value| value.into_tensor::<f32>()).ok_or(GlinerError::Shape)?;
        scores(&logits, question.n_words, max_width, n_labels)
    }
}

/// All spans of at most `max_width` of `n_words` words, first and last word one after the other, and whether each exists.
fn spans(n_words: usize, max_width: usize) -> (Vec<i32>, Vec<i32>) {
    let mut places = Vec::with_capacity(n_words * max_width * 2);
    let mut exists = Vec::with_capacity(n_words * max_width);
    for (first, width) in (0..n_words).flat_map(|first| (0..max_width).map(move |width| (first, width))) {
        let is_inside = first + width < n_words;
        let place = if is_inside { [first, first + width] } else { [0, 0] };
        places.extend(place.map(|word| i32::try_from(word).unwrap_or_default()));
        exists.push(i32::from(is_inside));
    }
    (places, exists)
}

/// The answer for the one text that was asked about: `1 × words × widths × labels`.
fn scores(logits: &Tensor<f32>, n_words: usize, max_width: usize, n_labels: usize) -> Result<Scores, GlinerError> {
    let shape = logits.shape().to_vec();
    if shape != [1, n_words, max_width, n_labels] {
        return Err(GlinerError::Shape);
    }
    let logits = NdTensor::from_data([n_words, max_width, n_labels], logits.to_vec());
    Ok(Scores { logits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_run_over_the_end_do_not_exist() {
        let (places, exists) = spans(2, 3);
        assert_eq!(exists, [1, 1, 0, 1, 0, 0]);
        assert_eq!(places, [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0]);
    }

    #[test]
    fn what_is_no_span_model_is_refused() {
        let error = Network::new(b"no network".to_vec(), Path::new("m.onnx")).unwrap_err().to_string();
        assert!(error.starts_with("m.onnx is not usable"), "{error}");
    }
}
