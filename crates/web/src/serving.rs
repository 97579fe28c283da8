//! Serving the pages on the loopback, on a port that the system picks.

use crate::desk::{Asks, Desk, Reads};
use codebook::Codebook;
use std::io;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A desk that is being served.
pub struct Serving {
    runtime: Runtime,
    listener: std::net::TcpListener,
    desk: Arc<Desk>,
}

/// Opens a port on the loopback for the pages of a case.
///
/// # Errors
/// When no port can be opened.
pub fn serve(case: Arc<dyn Asks>, reads: Box<dyn Reads>, codebook: Codebook) -> io::Result<Serving> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_io().enable_time().build()?;
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
    listener.set_nonblocking(true)?;
    let host = listener.local_addr()?.to_string();
    Ok(Serving { runtime, listener, desk: Desk::new(case, reads, codebook, &host) })
}

impl Serving {
    /// The desk, which makes links.
    #[must_use]
    pub fn desk(&self) -> Arc<Desk> {
        Arc::clone(&self.desk)
    }

    /// Serves until the process ends.
    ///
    /// # Errors
    /// When the port fails.
    pub fn run(self) -> io::Result<()> {
        let app = self.desk.app();
        self.runtime.block_on(async { axum::serve(TcpListener::from_std(self.listener)?, app).await })
    }
}
