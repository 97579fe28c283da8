//! What all pages share: the door to the case, and who may come in.

use crate::failure::Failure;
use crate::pace::Pace;
use crate::session::Entrance;
use crate::words::Words;
use crate::{guard, pages};
use axum::Router;
use casework::{Answer, Refusal, Reply, Request};
use codebook::Codebook;
use std::sync::Arc;

/// Somebody who answers requests about the case; the vault, or a case in tests.
pub trait Asks: Send + Sync + 'static {
    /// Asks, with bytes that belong to the request.
    ///
    /// # Errors
    /// What the case refused.
    fn ask(&self, request: Request, body: &[u8]) -> Result<Reply, Refusal>;
}

/// Somebody who reads the documents that were not read yet.
pub trait Reads: Send + Sync + 'static {
    /// Starts reading, unless it goes on already.
    ///
    /// # Errors
    /// When it cannot be started.
    fn start(&self) -> std::io::Result<()>;
    /// Whether it goes on.
    fn is_reading(&self) -> bool;
}

/// A desk for one case.
pub struct Desk {
    case: Arc<dyn Asks>,
    /// Reads what was added.
    pub(crate) reads: Box<dyn Reads>,
    /// Who may come in.
    pub(crate) entrance: Entrance,
    /// Act types and their words.
    pub(crate) codebook: Codebook,
    /// Words of the pages.
    pub(crate) words: Words,
    /// How fast somebody decides here.
    pub(crate) pace: Pace,
}

impl Desk {
    /// A desk that answers as `host`, such as `127.0.0.1:41234`.
    #[must_use]
    pub fn new(case: Arc<dyn Asks>, reads: Box<dyn Reads>, codebook: Codebook, host: &str) -> Arc<Self> {
        let words = Words::builtin();
        Arc::new(Self { case, reads, entrance: Entrance::new(host), codebook, words, pace: Pace::default() })
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

    /// Asks for an answer without bytes.
    pub(crate) async fn ask(&self, request: Request) -> Result<Answer, Failure> {
        Ok(self.ask_with(request, Vec::new()).await?.answer)
    }
}
