//! What all pages share: the door to the case, and who may come in.

use crate::estimating::Estimating;
use crate::failure::Failure;
use crate::pace::Pace;
use crate::papers::Papers;
use crate::session::Entrance;
use crate::words::Words;
use crate::{guard, pages};
use axum::Router;
use casework::{Answer, Refusal, Reply, Request, Step};
use codebook::Codebook;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Somebody who answers requests about the case; the vault, or a case in tests.
pub trait Asks: Send + Sync + 'static {
    /// Asks, with bytes that belong to the request.
    ///
    /// # Errors
    /// What the case refused.
    fn ask(&self, request: Request, body: &[u8]) -> Result<Reply, Refusal>;

    /// Asks for something that is worked out across documents, and waits for so long at most.
    ///
    /// # Errors
    /// What the case refused.
    fn ask_for(&self, request: Request, patience: Duration) -> Result<Waited, Refusal> {
        let _no_limit = patience;
        self.ask(request, &[]).map(Waited::Reply)
    }
}

/// What came of waiting.
#[derive(Debug)]
pub enum Waited {
    /// The reply.
    Reply(Reply),
    /// It is still being worked out, and so far it is.
    Working(Step),
}

/// Somebody waits for so long at most before a page comes that says how far it is.
const PATIENCE: Duration = Duration::from_millis(1500);
/// For so long, once somebody waited in vain: the next one has an earlier state at once.
const IMPATIENCE: Duration = Duration::ZERO;

/// Somebody who reads the documents that were not read yet.
pub trait Reads: Send + Sync + 'static {
    /// Starts reading, unless it goes on already.
    ///
    /// # Errors
    /// When it cannot be started.
    fn start(&self) -> std::io::Result<()>;
    /// Whether it goes on.
    fn is_reading(&self) -> bool;

    /// A small copy of a picture, made where foreign bytes can do no harm; the code of a problem when there is none.
    ///
    /// # Errors
    /// Names the problem: `picture-damaged`, `picture-too-large`, `reader-timeout`, ...
    fn picture(&self, bytes: Vec<u8>, how: Picture) -> Result<Vec<u8>, String> {
        let _unused = (bytes, how);
        Err("reader-missing".to_owned())
    }
}

/// How a picture is copied to be looked at. Nothing of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Blurred beyond recognition.
    Blurred,
    /// As it is, in a bounded size, without what a camera adds.
    Clear,
}

impl Picture {
    /// IANA media type of the copy.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Blurred => "image/png",
            Self::Clear => "image/jpeg",
        }
    }
}

/// A desk for one case.
pub struct Desk {
    case: Arc<dyn Asks>,
    /// Reads what was added.
    pub(crate) reads: Arc<dyn Reads>,
    /// Who may come in.
    pub(crate) entrance: Entrance,
    /// Act types and their words.
    pub(crate) codebook: Codebook,
    /// Words of the pages.
    pub(crate) words: Words,
    /// How fast somebody decides here.
    pub(crate) pace: Pace,
    /// What somebody asked how many are on no list.
    pub(crate) estimating: Estimating,
    /// Papers that are made, or were made here.
    pub(crate) papers: Papers,
    /// How far it is, while pages show what was worked out across documents before the last change.
    older: Mutex<Option<Step>>,
}

impl Desk {
    /// A desk that answers as `host`, such as `127.0.0.1:41234`.
    #[must_use]
    pub fn new(case: Arc<dyn Asks>, reads: Box<dyn Reads>, codebook: Codebook, host: &str) -> Arc<Self> {
        let words = Words::builtin();
        let (pace, older, reads) = (Pace::default(), Mutex::default(), Arc::from(reads));
        Arc::new(Self {
            case,
            reads,
            entrance: Entrance::new(host),
            codebook,
            words,
            pace,
            older,
            estimating: Estimating::default(),
            papers: Papers::default(),
        })
    }

    /// A fresh link that lets somebody in, once.
    #[must_use]
    pub fn link(&self) -> String {
        self.entrance.link()
    }

    /// All pages, behind the guard.
    pub fn app(self: &Arc<Self>) -> Router {
        guard::around(self, pages::router())
    }

    /// Asks the case, away from the threads that serve pages.
    pub(crate) async fn ask_with(&self, request: Request, body: Vec<u8>) -> Result<Reply, Failure> {
        let case = Arc::clone(&self.case);
        let asked = tokio::task::spawn_blocking(move || case.ask(request, &body)).await;
        Ok(asked.map_err(|_| Failure::broken("the request ended early"))??)
    }

    /// A copy of a picture, made away from the threads that serve pages.
    pub(crate) async fn picture(&self, bytes: Vec<u8>, how: Picture) -> Result<Vec<u8>, Failure> {
        let reads = Arc::clone(&self.reads);
        let made = tokio::task::spawn_blocking(move || reads.picture(bytes, how)).await;
        made.map_err(|_| Failure::broken("the copy ended early"))?.map_err(Failure::no_picture)
    }

    /// Asks for an answer without bytes. What is worked out across documents may be of before the last change, when that takes long.
    pub(crate) async fn ask(&self, request: Request) -> Result<Answer, Failure> {
        Ok(self.ask_reply(request).await?.answer)
    }

    /// The same with bytes that belong to the answer.
    pub(crate) async fn ask_reply(&self, request: Request) -> Result<Reply, Failure> {
        if !request.looks_across() || request.decides() {
            return self.ask_with(request, Vec::new()).await;
        }
        let patience = if self.older().is_some() { IMPATIENCE } else { PATIENCE };
        let older = Request::Older { of: Box::new(request.clone()) };
        let step = match self.wait(request, patience).await? {
            Waited::Reply(reply) => {
                self.set_older(None);
                return Ok(reply);
            }
            Waited::Working(step) => step,
        };
        self.set_older(Some(step));
        match self.wait(older, IMPATIENCE).await? {
            Waited::Reply(reply) => Ok(reply),
            Waited::Working(step) => Err(Failure::working(step)),
        }
    }

    async fn wait(&self, request: Request, patience: Duration) -> Result<Waited, Failure> {
        let case = Arc::clone(&self.case);
        let waited = tokio::task::spawn_blocking(move || case.ask_for(request, patience)).await;
        Ok(waited.map_err(|_| Failure::broken("the request ended early"))??)
    }

    /// How far it is, while pages show what was worked out before the last change.
    pub(crate) fn older(&self) -> Option<Step> {
        *self.older.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_older(&self, step: Option<Step>) {
        *self.older.lock().unwrap_or_else(PoisonError::into_inner) = step;
    }
}
