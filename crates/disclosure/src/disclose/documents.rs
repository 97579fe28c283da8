//! Documents as they go out. What leads to a text about somebody shielded leads to the name in it.

use super::coarse::to_month;
use super::free::Style;
use super::{Gate, Rule};
use crate::material::{Document, Family};

impl Gate<'_> {
    pub fn documents(&self) -> Vec<Document> {
        let mut documents: Vec<Document> =
            self.material.documents.iter().map(|document| self.document(document)).collect();
        if !self.is_kept() {
            documents.sort_by(|left, right| left.id.cmp(&right.id));
        }
        documents
    }

    fn document(&self, document: &Document) -> Document {
        let is_withheld = self.is_withheld(&document.id);
        if is_withheld {
            self.count(|done| done.n_documents_withheld += 1);
        }
        let is_open = !is_withheld;
        let free = |text: &Option<String>, style: Style| {
            text.as_deref().filter(|_| is_open).and_then(|text| self.free(text, style))
        };
        let is_kept = self.is_kept() && is_open;
        let published = document.published;
        Document {
            id: self.id("document", &document.id),
            sha256: document.sha256.clone().filter(|_| is_open),
            hash: self.key.seal("document", document.sha256.as_deref().unwrap_or(&document.id).as_bytes()),
            record: document.record.clone().filter(|_| is_kept),
            entry: document.entry.clone().filter(|_| is_open),
            title: free(&document.title, Style::Title),
            byline: if is_kept {
                document.byline.iter().filter(|name| self.may_go(name, Style::Text)).cloned().collect()
            } else {
                Vec::new()
            },
            publisher: document.publisher.as_deref().and_then(|name| self.public_name(name)),
            origin: document.origin.iter().filter_map(|name| self.public_name(name)).collect(),
            address: free(&document.address, Style::Address),
            file: document.file.clone().filter(|name| is_kept && self.may_go(name, Style::Address)),
            media_type: document.media_type.as_deref().map(|term| self.term(term)),
            language: document.language.as_deref().map(|term| self.term(term)),
            published: if is_open || !self.holds(Rule::Coarse) { published } else { to_month(published) },
            family: document.family.as_deref().map(|id| self.id("family", id)),
            withheld: is_withheld,
        }
    }

    pub fn families(&self) -> Vec<Family> {
        let family = |family: &Family| Family {
            id: self.id("family", &family.id),
            kind: self.term(&family.kind),
            documents: self.document_ids(&family.documents),
            passages: self.passages(&family.passages, true),
        };
        let mut families: Vec<Family> = self.material.families.iter().map(family).collect();
        if !self.is_kept() {
            families.sort_by(|left, right| left.id.cmp(&right.id));
        }
        families
    }
}
