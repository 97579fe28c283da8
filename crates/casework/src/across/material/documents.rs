//! Documents, families of texts, numbers.

use super::{Gathering, window};
use crate::across::event_view::name_of;
use assessment::counts::{Basis, Bin, Query};
use disclosure::{Count, Counted, Document, Family, Figure, Speaker, StatedNumber};
use document::DateWindow;
use resolution::digest;
use std::collections::HashMap;

impl Gathering<'_> {
    pub fn documents(&self, registrations: &HashMap<String, String>) -> Vec<Document> {
        (0..self.across.documents.len()).filter_map(|document| self.document(document, registrations)).collect()
    }

    fn document(&self, document: usize, registrations: &HashMap<String, String>) -> Option<Document> {
        let row = self.across.documents.get(document)?;
        let digest = self.across.digests.get(document);
        let family = self.across.families.get(&document).and_then(|idx| self.across.resolution.families.get(*idx));
        Some(Document {
            id: self.document_key(document),
            sha256: row.sha256.as_ref().map(|sha256| format!("sha256:{sha256}")),
            hash: String::new(),
            record: Some(row.record.clone()),
            entry: registrations.get(&row.record).cloned(),
            title: row.title.clone(),
            byline: digest.map(|digest| digest.byline.clone()).unwrap_or_default(),
            publisher: digest.and_then(|digest| digest.publisher.clone()),
            origin: row.origin.clone(),
            address: row.source.clone(),
            file: row.name.clone(),
            media_type: None,
            language: row.language.clone(),
            published: window(&row.published),
            family: family.map(|family| family.id.clone()),
            withheld: false,
        })
    }

    pub fn families(&self) -> Vec<Family> {
        let family = |family: &resolution::result::Family| Family {
            id: family.id.clone(),
            kind: name_of(&family.kind),
            documents: family.documents.iter().map(|document| self.document_key(*document)).collect(),
            passages: family.passages.iter().map(|(document, span)| self.passage(*document, *span)).collect(),
        };
        self.across.resolution.families.iter().map(family).collect()
    }

    pub fn figures(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        for (document, digest) in self.across.digests.iter().enumerate() {
            for figure in &digest.figures {
                let statement = figure.statement.and_then(|statement| digest.statements.get(statement));
                figures.push(Figure {
                    count: count(&figure.count),
                    of: Some(figure.of.clone()).filter(|of| !of.is_empty()),
                    act_type: figure.act_type.clone(),
                    period: figure.period,
                    speaker: statement.map_or_else(Speaker::default, |one| {
                        self.speaker(document, one.speaker, one.speaker_text.as_deref())
                    }),
                    document: self.document_key(document),
                    passages: self.passages(document, &figure.evidence),
                });
            }
        }
        figures
    }

    pub fn counts(&self, head: &str, within: DateWindow) -> Vec<Counted> {
        let across = self.across;
        let basis = Basis { head: head.to_owned(), ..Basis::default() };
        let counts =
            across.counter().count(&across.digests, &across.resolution, &Query { within, ..Query::default() }, &basis);
        counts.bins.iter().map(|bin| self.counted(bin)).collect()
    }

    fn counted(&self, bin: &Bin) -> Counted {
        let resolution = &self.across.resolution;
        let event_id = |event: &usize| resolution.events.get(*event).map(|event| event.id.clone());
        let told = bin.reported.tallies.iter().filter(|tally| tally.told);
        let stated = told.map(|tally| StatedNumber {
            count: count(&tally.count),
            text: Some(tally.count.text.clone()).filter(|text| !text.is_empty()),
            speaker: Speaker { text: tally.speaker.clone(), ..Speaker::default() },
            document: self.document_key(tally.document),
            passages: self.passages(tally.document, &tally.evidence),
        });
        Counted {
            act_type: bin.act_type.clone(),
            period: bin.period,
            place: bin.place.and_then(|place| resolution.places.get(place)).map(|place| place.id.clone()),
            named: (bin.documented.at_least, bin.documented.at_most),
            reported: (bin.reported.at_least, bin.reported.at_most),
            unnamed_at_least: bin.reported.unnamed_at_least,
            is_sum: bin.reported.summed,
            events: bin.events.iter().filter_map(event_id).collect(),
            active_sources: bin.active_sources,
            numbers: stated.collect(),
            problems: bin.problems.iter().map(|problem| problem.code.clone()).collect(),
        }
    }
}

/// A number without its words.
pub fn count(count: &digest::Count) -> Count {
    Count { at_least: count.at_least, at_most: count.at_most, about: count.about }
}
