//! What the fitting program (`examples/fit.rs`) needs to see of the inside. Not part of the interface.

pub use crate::html::{Chances, Facts, Models, Page, THRESHOLD, Tree, decide, probabilities, unescape};
pub use crate::lexicons::Lexicons;
pub use crate::model::{Model, Row, run};

/// The same for pasted text.
pub mod plain {
    pub use crate::flow::Flow;
    pub use crate::plain::{Chances, Facts, Models, cut, probabilities};
}

/// A saved page, cut into parts, and its title.
pub fn page(html: &str) -> (Page<'_>, String) {
    let tree = Tree::new(html, &mut Vec::new());
    let title = tree.title.map(|span| unescape(&html[span.start..span.end])).unwrap_or_default();
    (Page::new(tree), title.split_whitespace().collect::<Vec<_>>().join(" "))
}
