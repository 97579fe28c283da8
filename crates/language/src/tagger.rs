//! Gives every token the tag with the highest score.
//!
//! Source: `spacy.Tagger.v2`: one affine map over the shared vectors; the softmax does not change which is highest.

use crate::matrix::{Matrix, sized};
use crate::processor::Processor;
use crate::weights::WeightsFile;
use crate::{Files, ModelError};
use document::Label;

/// The weights and the names of the tags.
pub(crate) struct Tagger {
    weights: Matrix,
    bias: Vec<f32>,
    tags: Vec<Label>,
}

impl Tagger {
    pub(crate) fn load(files: &Files, width: usize) -> Result<Tagger, ModelError> {
        let file = WeightsFile::read(files, "tagger/model")?;
        let layers = file.weights()?;
        let softmax = layers.layer("softmax")?;
        let tags = tags(files)?;
        let weights = softmax.tensor("W")?.values_of(&[tags.len(), width])?;
        let bias = softmax.tensor("b")?.values_of(&[tags.len()])?;
        Ok(Tagger { weights: Matrix::new(width, tags.len(), |k, tag| weights[tag * width + k]), bias, tags })
    }

    /// The tag of each row of `vectors` (`n_words` x width).
    pub(crate) fn tag(
        &self,
        processor: Processor,
        vectors: &[f32],
        n_words: usize,
        scratch: &mut Vec<f32>,
    ) -> Vec<Label> {
        let scores = sized(scratch, n_words * self.weights.columns());
        self.weights.product(processor, vectors, self.weights.depth(), scores);
        let rows = scores.chunks_exact(self.weights.columns());
        rows.map(|scores| self.tags[self.best(scores)]).collect()
    }

    /// The first of the highest scores.
    fn best(&self, scores: &[f32]) -> usize {
        let mut best = (0, f32::NEG_INFINITY);
        for (index, (score, bias)) in scores.iter().zip(&self.bias).enumerate() {
            if score + bias > best.1 {
                best = (index, score + bias);
            }
        }
        best.0
    }
}

fn tags(files: &Files) -> Result<Vec<Label>, ModelError> {
    let path = files.path_of("tagger/cfg");
    let config: serde_json::Value = serde_json::from_str(&files.read_text("tagger/cfg")?)
        .map_err(|error| ModelError::damaged(&path, error.to_string()))?;
    let labels = config.get("labels").and_then(|labels| labels.as_array());
    let labels =
        labels.filter(|labels| !labels.is_empty()).ok_or_else(|| ModelError::missing(&path, "list `labels`"))?;
    let tags = labels.iter().map(|label| label.as_str().map(Label::new)).collect::<Option<_>>();
    tags.ok_or_else(|| ModelError::damaged(&path, "a label that is not text"))
}
