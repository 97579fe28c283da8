//! Everything that the checks look at, looked up once for all events.

use crate::checks;
use crate::labels::Labels;
use crate::result::{Assessment, Evidence, Word};
use crate::standard::Standard;
use resolution::Digest;
use resolution::digest::{Act, Entity, Participant, Statement, Status};
use resolution::result::{ActRef, EntityRef, Event, Family, Identity, Origin, Resolution};
use std::borrow::Cow;
use std::collections::HashMap;

/// Where identities, families and origins stand in a resolution, by what belongs to them. May be kept as long as the resolution.
#[derive(Clone, Debug, Default)]
pub struct Lookups {
    /// Positions in the people, or else in the organizations.
    identities: HashMap<EntityRef, (bool, usize)>,
    families: HashMap<usize, Vec<usize>>,
    origins: HashMap<usize, usize>,
}

impl Lookups {
    /// O(n) in entities, families and documents.
    #[must_use]
    pub fn new(resolution: &Resolution) -> Self {
        let mut lookups = Self::default();
        for (are_people, all) in [(true, &resolution.persons), (false, &resolution.organizations)] {
            for (idx, identity) in all.iter().enumerate() {
                lookups.identities.extend(identity.entities.iter().map(|&entity| (entity, (are_people, idx))));
            }
        }
        for (idx, family) in resolution.families.iter().enumerate() {
            family.documents.iter().for_each(|&document| lookups.families.entry(document).or_default().push(idx));
        }
        for (idx, origin) in resolution.origins.iter().enumerate() {
            lookups.origins.extend(origin.documents.iter().map(|&document| (document, idx)));
        }
        lookups
    }
}

/// Assesses the events of a resolution; each takes time for its own reports only.
#[derive(Debug)]
pub struct Assessor<'a> {
    digests: &'a [Digest],
    resolution: &'a Resolution,
    labels: &'a Labels,
    lookups: Cow<'a, Lookups>,
}

impl<'a> Assessor<'a> {
    /// `digests`: those of which `resolution` speaks, in their order. O(n), see [`Lookups::new`].
    #[must_use]
    pub fn new(digests: &'a [Digest], resolution: &'a Resolution, labels: &'a Labels) -> Self {
        Self { digests, resolution, labels, lookups: Cow::Owned(Lookups::new(resolution)) }
    }

    /// The same from lookups that were made of this resolution before; takes no time.
    #[must_use]
    pub const fn with(
        digests: &'a [Digest],
        resolution: &'a Resolution,
        labels: &'a Labels,
        lookups: &'a Lookups,
    ) -> Self {
        Self { digests, resolution, labels, lookups: Cow::Borrowed(lookups) }
    }

    /// Whether somebody denies an event, or it is told as denied; by its position in the resolution.
    #[must_use]
    pub fn is_disputed(&self, event: usize) -> bool {
        let reports = self.resolution.events.get(event).map(|event| Reports { assessor: self, event });
        reports.is_some_and(|reports| checks::disputed::is_disputed(&reports))
    }

    /// What the reports of an event are worth; `event`: its position in the resolution. Nothing when there is none.
    #[must_use]
    pub fn assess(&self, event: usize, standard: Option<&Standard>) -> Option<Assessment> {
        let reports = Reports { assessor: self, event: self.resolution.events.get(event)? };
        let groups = checks::origins::groups(&reports);
        let mut found = Assessment {
            origins: checks::origins::names(&groups),
            independent_origins: groups.len(),
            groups,
            sources: checks::sources::sources(&reports),
            disputed_by: checks::disputed::disputes(&reports),
            acknowledged_by: checks::acknowledged::acknowledgements(&reports),
            inconsistencies: checks::inconsistent::inconsistencies(&reports),
            ..Assessment::default()
        };
        found.word = word(&found);
        found.findings = [
            checks::origins::finding(&reports, &found),
            checks::sources::finding(&reports, &found),
            checks::disputed::finding(&reports, &found),
            checks::acknowledged::finding(&reports, &found),
        ]
        .into_iter()
        .flatten()
        .chain(checks::inconsistent::findings(&reports, &found))
        .collect();
        if let Some(standard) = standard {
            let (lacks, finding) = checks::missing::missing(&reports, &found, standard);
            found.missing = lacks.iter().map(|lack| lack.key()).collect();
            found.lacks = lacks;
            found.findings.push(finding);
        }
        Some(found)
    }
}

fn word(found: &Assessment) -> Word {
    match found {
        Assessment { disputed_by, .. } if !disputed_by.is_empty() => Word::Disputed,
        Assessment { acknowledged_by, .. } if !acknowledged_by.is_empty() => Word::AcknowledgedByAuthority,
        Assessment { independent_origins: 2.., .. } => Word::Corroborated,
        _ => Word::SingleOrigin,
    }
}

/// The reports of one event.
#[derive(Clone, Copy, Debug)]
pub struct Reports<'a> {
    assessor: &'a Assessor<'a>,
    event: &'a Event,
}

/// One report: an act of a document.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// Which.
    pub at: ActRef,
    /// As its document tells it.
    pub act: &'a Act,
    /// That document.
    pub digest: &'a Digest,
}

impl<'a> Reports<'a> {
    /// The sentences.
    #[must_use]
    pub const fn labels(&self) -> &'a Labels {
        self.assessor.labels
    }

    /// All reports.
    pub fn all(&self) -> impl Iterator<Item = Report<'a>> + use<'a> {
        let digests = self.assessor.digests;
        self.event.acts.iter().filter_map(move |&at| {
            let digest = digests.get(at.document)?;
            Some(Report { at, act: digest.acts.get(at.act)?, digest })
        })
    }

    /// Those that say that it happened; when none does, all that do not deny it.
    #[must_use]
    pub fn telling(&self) -> Vec<Report<'a>> {
        let says_so = |report: &Report<'_>| matches!(report.act.status, Status::Reported | Status::Alleged);
        let telling: Vec<Report<'a>> = self.all().filter(says_so).collect();
        if telling.is_empty() {
            self.all().filter(|report| report.act.status != Status::Denied).collect()
        } else {
            telling
        }
    }

    /// Who an entity of a document is across documents.
    #[must_use]
    pub fn identity(&self, document: usize, entity: usize) -> Option<&'a Identity> {
        let &(is_person, idx) = self.assessor.lookups.identities.get(&EntityRef { document, entity })?;
        let resolution = self.assessor.resolution;
        if is_person { resolution.persons.get(idx) } else { resolution.organizations.get(idx) }
    }

    /// Families that a document is in.
    #[must_use]
    pub fn families(&self, document: usize) -> Vec<&'a Family> {
        let families = self.assessor.lookups.families.get(&document).into_iter().flatten();
        families.filter_map(|&idx| self.assessor.resolution.families.get(idx)).collect()
    }

    /// Where a document comes from.
    #[must_use]
    pub fn origin(&self, document: usize) -> Option<&'a Origin> {
        self.assessor.resolution.origins.get(*self.assessor.lookups.origins.get(&document)?)
    }

    /// Everybody who takes part in any report.
    pub fn participants(&self) -> impl Iterator<Item = (Report<'a>, &'a Participant)> + use<'a> {
        self.all().flat_map(|report| report.act.participants.iter().map(move |participant| (report, participant)))
    }

    /// Whether two entities are one: in one document by their place, across documents by what was joined.
    #[must_use]
    pub fn same(&self, one: EntityRef, other: EntityRef) -> bool {
        let identity = |at: EntityRef| self.identity(at.document, at.entity).map(|identity| &identity.id);
        one == other || identity(one).is_some() && identity(one) == identity(other)
    }
}

impl<'a> Report<'a> {
    /// Statements that assert or deny it, each once, in order.
    #[must_use]
    pub fn statements(&self) -> Vec<&'a Statement> {
        let act = self.at.act;
        let linked =
            |(at, statement): &(usize, &Statement)| statement.acts.contains(&act) || self.act.statements.contains(at);
        self.digest.statements.iter().enumerate().filter(linked).map(|(_, statement)| statement).collect()
    }

    /// Who speaks.
    #[must_use]
    pub fn speaker(&self, statement: &Statement) -> Option<(EntityRef, &'a Entity)> {
        let entity = statement.speaker?;
        Some((EntityRef { document: self.at.document, entity }, self.digest.entities.get(entity)?))
    }

    /// Words of its document.
    #[must_use]
    pub fn evidence(&self, spans: &[resolution::digest::Span]) -> Vec<Evidence> {
        spans.iter().map(|&span| Evidence { document: self.at.document, span }).collect()
    }
}

/// In order, each once.
pub fn in_order(mut evidence: Vec<Evidence>) -> Vec<Evidence> {
    evidence.sort_unstable();
    evidence.dedup();
    evidence
}

/// "a", "a and b", "a, b and c" without a word of any language: with commas.
pub fn listed(names: &[String]) -> String {
    names.join(", ")
}
