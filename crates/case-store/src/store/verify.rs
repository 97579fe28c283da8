//! Checks everything: each frame, hash, chain and head, each signature and its author, each opening, each original.

use super::{Store, StoreError};
use crate::blobs::{BlobError, BlobId, Blobs};
use crate::entry::{Content, Entry};
use crate::ledger::{Finding, Ledger, LedgerError};
use crate::subjects::Subjects;
use crate::{AuthorId, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// What was checked, and what is not as it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// How many entries were read, with their signatures and openings.
    pub n_entries: u64,
    /// How many of them hold something of a newer program that this one does not understand.
    pub n_newer: u64,
    /// How many originals were read and hashed.
    pub n_originals: u64,
    /// How many bytes they have.
    pub n_bytes: u64,
    /// Originals that no entry names: kept and not recorded, because an import was interrupted.
    pub n_unrecorded: u64,
    /// What is not as it should be, first things first.
    pub findings: Vec<Finding>,
}

impl Verification {
    /// Whether everything that was acknowledged is there, unchanged and signed by a member.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.findings.iter().any(Finding::is_damage)
    }

    /// The first damage.
    #[must_use]
    pub fn first_damage(&self) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.is_damage())
    }
}

/// How far verifying or a merge has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Entries.
    Entries {
        /// Checked, or taken in.
        done: u64,
        /// Of so many.
        of: u64,
    },
    /// Originals.
    Originals {
        /// Checked, or taken in.
        done: u64,
        /// Of so many.
        of: u64,
    },
}

/// What the entries say about originals and members.
#[derive(Default)]
struct Recorded {
    /// SHA-256 of each original, in hexadecimal, where an entry gives it.
    originals: BTreeMap<BlobId, Option<String>>,
    /// Who wrote, and an entry of theirs.
    authors: BTreeMap<AuthorId, (crate::DeviceId, u64)>,
    /// Who was given a key by whom, in order.
    added: Vec<(AuthorId, AuthorId)>,
    founder: Option<AuthorId>,
    /// Who was removed, in entry order.
    removed: BTreeSet<AuthorId>,
    /// The first entry of each who had been removed before, in the order of the ledger.
    after_removal: BTreeMap<AuthorId, (crate::DeviceId, u64)>,
}

impl Store {
    /// Reads the case again from the disk and checks all of it. `progress` is told how far it has come.
    ///
    /// # Errors
    /// [`StoreError`] when the disk fails; damage is a finding, not an error.
    pub fn verify(&self, progress: &mut dyn FnMut(Progress)) -> Result<Verification, StoreError> {
        let storage = &*self.outside.storage;
        let (_, mut findings) = crate::keys::Slots::check_copies(storage)?;
        let (mut subjects, of_subjects) = Subjects::open(storage, &self.keyring)?;
        let ledger = Ledger::open(storage, &self.keyring)?;
        findings.extend(of_subjects);
        findings.extend(ledger.findings());
        self.erased().for_each(|subject| subjects.forget(subject));
        let mut report = Verification { findings, ..Verification::default() };
        let recorded = self.verify_entries(&ledger, &subjects, &mut report, progress)?;
        if recorded.founder.is_none() {
            report.findings.push(Finding::NotFounded);
        }
        report.findings.extend(recorded.strangers());
        report.findings.extend(recorded.after_removal.values().map(|place| {
            let (device, sequence) = *place;
            Finding::AfterRemoval { device, sequence }
        }));
        self.verify_originals(&recorded, &mut report, progress)?;
        Ok(report)
    }

    fn verify_entries(
        &self,
        ledger: &Ledger,
        subjects: &Subjects,
        report: &mut Verification,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Recorded, StoreError> {
        let mut recorded = Recorded::default();
        let of = ledger.order().count() as u64;
        for place in ledger.order() {
            let Some(spot) = ledger.spot(place) else { continue };
            let device = ledger.logs()[place.0].device();
            match ledger.entry(&*self.outside.storage, place, &self.keyring, subjects) {
                Ok(entry) => {
                    report.n_newer += u64::from(entry.has_more());
                    report.findings.extend(wrong_with(&entry));
                    recorded.take_in(&entry);
                }
                Err(LedgerError::Entry(_)) => {
                    report.findings.push(Finding::WrongPlace { device, sequence: spot.sequence });
                }
                Err(error) => return Err(error.into()),
            }
            report.n_entries += 1;
            progress(Progress::Entries { done: report.n_entries, of });
        }
        Ok(recorded)
    }

    fn verify_originals(
        &self,
        recorded: &Recorded,
        report: &mut Verification,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), StoreError> {
        let blobs = self.blobs()?;
        let mut unnamed: BTreeSet<BlobId> = blobs.list()?.into_iter().collect();
        let of = recorded.originals.len() as u64;
        for (done, (id, sha256)) in (1..).zip(&recorded.originals) {
            unnamed.remove(id);
            match verify_original(&blobs, *id, sha256.as_deref()) {
                Ok(size) => (report.n_originals, report.n_bytes) = (report.n_originals + 1, report.n_bytes + size),
                Err(BlobError::Missing(blob)) => report.findings.push(Finding::OriginalMissing { blob }),
                Err(BlobError::Damaged(blob)) => report.findings.push(Finding::OriginalDamaged { blob }),
                Err(error) => return Err(error.into()),
            }
            progress(Progress::Originals { done, of });
        }
        report.n_unrecorded = unnamed.len() as u64;
        Ok(())
    }
}

fn verify_original(blobs: &Blobs<'_>, id: BlobId, sha256: Option<&str>) -> Result<u64, BlobError> {
    let hex = crate::EntryHash::from_bytes(*blobs.open(id)?.sha256()).to_string();
    if sha256.is_some_and(|recorded| recorded != hex) {
        return Err(BlobError::Damaged(id));
    }
    blobs.verify(id)
}

/// What is wrong with one entry by itself.
fn wrong_with(entry: &Entry) -> Vec<Finding> {
    let (device, sequence) = (entry.header.device, entry.header.sequence);
    let mut findings = Vec::new();
    if entry.check_signature().is_err() {
        findings.push(Finding::Signature { device, sequence });
    }
    for field in &entry.fields {
        let field_name = || field.name.clone();
        match field.content {
            Content::Open(_) | Content::Destroyed => {}
            Content::Wrong => findings.push(Finding::Content { device, sequence, field: field_name() }),
            Content::KeyMissing => findings.push(Finding::SubjectKeyMissing { device, sequence, field: field_name() }),
        }
    }
    findings
}

impl Recorded {
    fn take_in(&mut self, entry: &Entry) {
        let header = &entry.header;
        self.authors.entry(header.author).or_insert((header.device, header.sequence));
        if self.removed.contains(&header.author) {
            self.after_removal.entry(header.author).or_insert((header.device, header.sequence));
        }
        match header.kind {
            // Only the first counts: nobody can found the case a second time.
            Kind::CaseFounded => self.founder = self.founder.or(Some(header.author)),
            Kind::MemberAdded => {
                let key = entry.text("signing_key").and_then(|key| AuthorId::from_hex(key).ok());
                self.added.extend(key.map(|key| (header.author, key)));
            }
            Kind::MemberRemoved => {
                self.removed.extend(entry.text("signing_key").and_then(|key| AuthorId::from_hex(key).ok()));
            }
            Kind::DocumentRegistered | Kind::WorkingCopy | Kind::Intake => {
                self.original(entry, "blob", entry.text("sha256"))
            }
            Kind::Reading => self.original(entry, "result_blob", None),
            Kind::Erasure => {
                let blobs = entry.fields.iter().filter(|field| field.name == "blob");
                for blob in blobs.filter_map(|field| BlobId::from_hex(field.value()?.text()?).ok()) {
                    self.originals.remove(&blob);
                }
            }
            _ => {}
        }
    }

    fn original(&mut self, entry: &Entry, field: &str, sha256: Option<&str>) {
        if let Some(Ok(id)) = entry.text(field).map(BlobId::from_hex) {
            self.originals.entry(id).or_insert_with(|| sha256.map(str::to_owned));
        }
    }

    /// Authors to whom nobody who was a member gave a key.
    fn strangers(&self) -> impl Iterator<Item = Finding> + '_ {
        let mut members: BTreeSet<AuthorId> = self.founder.into_iter().collect();
        loop {
            let known = members.len();
            members.extend(
                self.added.iter().filter(|(by, _)| members.contains(by)).map(|(_, key)| *key).collect::<Vec<_>>(),
            );
            if members.len() == known {
                break;
            }
        }
        let strangers = self.authors.iter().filter(move |(author, _)| !members.contains(author));
        strangers.map(|(_, (device, sequence))| Finding::Stranger { device: *device, sequence: *sequence })
    }
}
