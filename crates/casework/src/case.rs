//! An open case: the keys, the ledger and the tables; answers requests.

use crate::across::{Across, Worked};
use crate::device::Device;
use crate::incoming;
use crate::judging::NewPart;
use crate::looks::Here;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Overview, Reply, Request};
use crate::step::Step;
use crate::tables::Tables;
use case_store::keys::{Effort, NewMember, Share, passphrase};
use case_store::{Opener, Outside, Store, StoreError, SystemRandomness};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// What opens a case.
pub enum Secret {
    /// A member's passphrase.
    Passphrase(Zeroizing<String>),
    /// Two recovery shares, sixteen words each.
    Shares(Vec<Zeroizing<String>>),
}

/// An open case. Only one process has it open at a time.
pub struct Case {
    pub(crate) store: Store,
    pub(crate) tables: Tables,
    pub(crate) folder: PathBuf,
    /// What holds across documents, as it was when somebody asked last.
    pub(crate) across: Option<Arc<Across>>,
    /// What is kept of the documents, so that one more costs its own time.
    pub(crate) worked: Worked,
    /// Whether a vault works out what holds across documents beside, so that nobody waits for it here.
    pub(crate) works_beside: bool,
    /// Counts erasures: what was worked out before one must not come back.
    pub(crate) n_erased: u64,
    device: Device,
    notes: Vec<String>,
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Case([sealed])")
    }
}

/// A passphrase of seven words drawn by chance.
#[must_use]
pub fn generate_passphrase() -> Zeroizing<String> {
    passphrase::generate(7, &mut SystemRandomness)
}

impl Case {
    /// Makes a case in `folder`, which must be empty or not be there. It is there whole, or nothing is.
    ///
    /// # Errors
    /// [`Refusal`]: a weak passphrase, a folder that holds something, the disk.
    pub fn create(folder: &Path, secret: &str, effort: Effort, program: &str) -> Result<Self, Refusal> {
        let founder = NewMember::new(secret, effort, &mut SystemRandomness).map_err(StoreError::from)?;
        let is_ours = make_folder(folder)?;
        let made = Self::found(folder, founder, program);
        if made.is_err() && is_ours {
            remove_half_made(folder);
        }
        made
    }

    fn found(folder: &Path, founder: NewMember, program: &str) -> Result<Self, Refusal> {
        let device = Device::of(folder, &mut SystemRandomness).renewed(&mut SystemRandomness);
        let store = Store::create(Outside::on_disk(folder), founder, device.id, program, None)?;
        Self::with(store, folder, device)
    }

    /// Opens the case in `folder`.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn open(folder: &Path, secret: &Secret) -> Result<Self, Refusal> {
        let device = Device::of(folder, &mut SystemRandomness);
        let store = open(folder, secret, &device)?;
        if !device.is_ahead_of(&store.heads()) {
            return Self::with(store, folder, device);
        }
        // An older copy of the folder: the entries that it lacks may come back with a merge, so this log must not go on.
        drop(store);
        let device = device.renewed(&mut SystemRandomness);
        let store = open(folder, secret, &device)?;
        let mut case = Self::with(store, folder, device)?;
        case.notes.push(OLDER_COPY.to_owned());
        Ok(case)
    }

    fn with(store: Store, folder: &Path, device: Device) -> Result<Self, Refusal> {
        let tables = Tables::open(&store, folder)?;
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        incoming::clear(&folder.join(incoming::ROOM));
        Tables::clear(&folder);
        let mut case = Self {
            store,
            tables,
            folder,
            across: None,
            worked: Worked::default(),
            works_beside: false,
            n_erased: 0,
            device,
            notes: Vec::new(),
        };
        case.device.keep(&case.store.heads());
        Ok(case)
    }

    /// Where it lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes three recovery shares; any two of them open the case, and earlier ones no longer do.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn make_shares(&mut self) -> Result<Vec<Zeroizing<String>>, Refusal> {
        let shares = self.store.make_shares()?;
        Ok(shares.iter().map(Share::words).collect())
    }

    /// Carries out a request. `body` is read to its end where the request has one.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was recorded then.
    pub fn ask(&mut self, request: Request, body: &mut dyn Read) -> Result<Reply, Refusal> {
        self.ask_telling(request, body, &mut |_| ())
    }

    /// The same; what takes long tells how far it is.
    ///
    /// # Errors
    /// As for [`Case::ask`].
    pub fn ask_telling(
        &mut self,
        request: Request,
        body: &mut dyn Read,
        tell: &mut dyn FnMut(Step),
    ) -> Result<Reply, Refusal> {
        if request.looks_across() {
            self.across_telling(tell)?;
        }
        let answer = match request {
            Request::Overview => Answer::Overview(self.overview()?),
            Request::Register(registration) => self.register(registration, body)?,
            Request::Unread => self.unread()?,
            Request::Original { document } => return self.original(&document),
            Request::Record { document, sha256, read_by, problems } => {
                self.record(&document, &sha256, read_by, &problems, body)?
            }
            Request::List { after, limit } => self.list(after, limit)?,
            Request::Show { document, record } => return self.show(&document, record),
            Request::Search { query, person, purpose, offset, limit } => {
                self.search(&query, person, purpose.as_deref(), (offset, limit))?
            }
            Request::Log { document, offset, limit } => self.log(document.as_deref(), offset, limit)?,
            Request::Verify { against } => Answer::Verified(self.verify(against.as_deref(), tell)?),
            Request::Checkpoint => self.checkpoint()?,
            Request::Prove { entry, fields, recipient, purpose } => self.prove(&entry, &fields, recipient, purpose)?,
            Request::Merge { folder } => self.merge(&folder, tell)?,
            Request::Judge { verdict, of, field, value, reason } => {
                self.judge(verdict, &of, [("field", field), ("value", value), ("reason", reason)])?
            }
            Request::Undo { entry, reason } => self.undo(&entry, reason.as_deref())?,
            Request::Judgements { offset, limit } => {
                Answer::Judgements { rows: self.tables.look(&self.store, |cache| cache.judgements(offset, limit))? }
            }
            Request::ToReview { skip, harm } => self.waiting_for_review(skip, &harm)?,
            Request::Members => Answer::Members { rows: self.tables.look(&self.store, cache::Cache::members)? },
            Request::AddMember { name, passphrase } => self.add_member(&name, &passphrase.0)?,
            Request::Identities { sort, nameless, offset, limit } => self.identities(sort, nameless, offset, limit)?,
            Request::Identity { sort, wanted } => self.identity(sort, &wanted)?,
            Request::Queue { offset, limit } => self.queue(offset, limit)?,
            request @ Request::Events { .. } => self.events(&request)?,
            Request::Event { id, standard } => self.event(&id, standard.as_deref())?,
            Request::Counts(query) => return self.counts(&query),
            Request::Families { offset, limit } => self.families(offset, limit)?,
            Request::Export { recipient, purpose } => return self.export(&recipient, &purpose),
            Request::Lock => {
                return Err(Refusal::new(
                    Why::Unclear,
                    "nothing holds the keys of this case",
                    "see `saksi lock --help`",
                ));
            }
            Request::RemoveMember { member, reason } => self.remove_member(&member, reason.as_deref())?,
            Request::Bundle { recipients, passphrase, purpose, out } => {
                self.bundle(&recipients, passphrase, purpose, &out, tell)?
            }
            Request::TimestampRequest => return self.timestamp_request(),
            Request::KeepTimestamp { checkpoint } => self.keep_timestamp(&checkpoint, body)?,
            Request::Timestamps => self.timestamps(),
            Request::Stale { read_by } => self.stale(&read_by)?,
            Request::Erase { document, reason } => self.erase(&document, &reason)?,
            Request::AddCandidate { name, request, fingerprint } => {
                self.add_candidate(&name, &request, &fingerprint)?
            }
            Request::Amend { of, changes, passages, reason } => self.amend(&of, &changes, &passages, reason)?,
            Request::AddPart { document, part, fields, passages, reason } => {
                self.add_part(&document, &NewPart { part, fields, passages }, reason)?
            }
            Request::Comments { of } => self.comments(&of)?,
            Request::UndoLast { reason } => self.undo_last(reason.as_deref())?,
            Request::Timeline(query) => self.timeline(&query)?,
            Request::Map(query) => self.map(&query)?,
            Request::Network(query) => self.network(&query)?,
            Request::FindEvents(query) => self.find_events(&query)?,
            Request::Interventions { about } => self.interventions(about.as_deref())?,
            Request::Intervention { id } => self.intervention(&id)?,
            Request::TakeStep { intervention, step, fields } => {
                self.take_step(intervention.as_deref(), step, &fields)?
            }
            Request::Deadlines { set } => self.deadlines(set)?,
            Request::IssueForm { language, note } => self.issue_form(&language, note)?,
            Request::TakeIn(how) => self.take_in_incoming(how, body)?,
            Request::Intakes { all } => self.intakes(all)?,
            Request::Intake { id, original } => return self.intake(&id, original),
            Request::Moderate { id, admit, reason, destroy } => {
                self.moderate(&id, admit, reason.as_deref(), destroy)?
            }
            Request::Import(import) => self.import(&import, body, tell)?,
            Request::Imports => self.imports()?,
            Request::ExportData { format, recipient, purpose } => {
                return self.export_data(&format, &recipient, &purpose);
            }
            Request::MergeBundle { file, key } => self.merge_bundle(&file, &key, tell)?,
            Request::People { sort, order, named, purpose, offset, limit } => {
                let named = named.as_deref().map(|named| (named, purpose.as_deref()));
                self.people(sort, order, named, (offset, limit))?
            }
            Request::Consent(draft) => self.record_consent(&draft)?,
            Request::Override(step) => self.override_consent(&step)?,
            Request::Consents { person } => self.consents(person.as_deref())?,
            Request::Report(query) => return self.write_paper(&query),
            Request::ShowPaper(query) => return self.show_paper(&query),
            Request::GoesOut { purpose, recipient, on } => return self.goes_out(&purpose, &recipient, on.as_deref()),
            Request::Person { wanted, offset, limit } => self.person(&wanted, (offset, limit))?,
            Request::EventPage { query, offset, limit } => self.event_page(&query, (offset, limit))?,
            // Without a vault nothing is worked out beside, and nothing is older.
            Request::Older { of } => return self.ask_telling(*of, body, tell),
        };
        Ok(Reply { answer, body: Vec::new() })
    }

    fn overview(&mut self) -> Result<Overview, Refusal> {
        let count = |cache: &cache::Cache| Ok((cache.n_documents()?, cache.n_entries()?, cache.n_unread()?));
        let (n_documents, n_entries, n_unread) = self.tables.look(&self.store, count)?;
        let findings = self.store.findings().iter().map(ToString::to_string);
        Ok(Overview {
            case: self.store.case().to_string(),
            n_documents,
            n_entries,
            n_unread,
            read_only: self.store.writable().err().map(|why| why.to_string()),
            findings: findings.chain(self.notes.iter().cloned()).collect(),
        })
    }

    /// Brings the heads of the logs up to date and forgets the keys.
    ///
    /// # Errors
    /// [`Refusal`] of the disk; nothing that was acknowledged is lost.
    pub fn close(mut self) -> Result<(), Refusal> {
        if let Some(unsaved) = self.worked.unsaved() {
            let mut here = Here { tables: &mut self.tables, store: &self.store };
            crate::across::save(&mut here, &unsaved, &mut || true);
        }
        self.device.keep(&self.store.heads());
        Ok(self.store.close()?)
    }
}

const OLDER_COPY: &str = "this folder is an older copy of the case: entries that were made here before are missing. If a newer copy \
    exists, use that one or merge it in; what is added now goes to a log of its own";

fn open(folder: &Path, secret: &Secret, device: &Device) -> Result<Store, Refusal> {
    if !folder.is_dir() {
        let message = format!("there is no folder {}", folder.display());
        return Err(Refusal::new(Why::NoCase, message, "check the path; `saksi new FOLDER` makes a case"));
    }
    let outside = Outside::on_disk(folder);
    match secret {
        Secret::Passphrase(passphrase) => Ok(Store::open(outside, Opener::Passphrase(passphrase), device.id)?),
        Secret::Shares(words) => {
            let shares: Result<Vec<Share>, _> = words.iter().map(|words| Share::parse(words)).collect();
            let shares = shares.map_err(|error| StoreError::from(case_store::keys::KeysError::from(error)))?;
            Ok(Store::open(outside, Opener::Shares(&shares), device.id)?)
        }
    }
}

/// True when the folder was not there before.
fn make_folder(folder: &Path) -> Result<bool, Refusal> {
    let failed = |error: std::io::Error| {
        let hint = "check the path, and that you may write there";
        Refusal::new(Why::Disk, format!("the folder {} cannot be made: {error}", folder.display()), hint)
    };
    if folder.exists() && !folder.is_dir() {
        let message = format!("{} is a file; a case is a folder", folder.display());
        return Err(Refusal::new(Why::NotEmpty, message, "name a folder that does not exist yet, or an empty one"));
    }
    if folder.is_dir() {
        // Names that the store would not see.
        let mut inside = std::fs::read_dir(folder).map_err(failed)?;
        return if inside.next().is_none() { Ok(false) } else { Err(StoreError::NotEmpty.into()) };
    }
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder).map_err(failed)?;
    Ok(true)
}

/// Takes away what a failed founding left in a folder that was made for it. Nothing in it was acknowledged.
fn remove_half_made(folder: &Path) {
    drop(std::fs::remove_dir_all(folder));
}
