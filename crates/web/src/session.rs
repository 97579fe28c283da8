//! Who may come in: a link that works once, then a cookie, a path that cannot be guessed, and a token in each form.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A link that nobody used is void after so long.
const LINK_LIVES: Duration = Duration::from_secs(300);
/// Name of the cookie. Cookies are not kept apart by port, so the path keeps desks apart.
pub const COOKIE: &str = "desk";

/// The entrance of one desk. Everything in it is forgotten when the process ends.
pub struct Entrance {
    host: String,
    /// Beginning of every path, such as `/0f…`.
    prefix: String,
    cookie: String,
    forms: [u8; 32],
    links: Mutex<Vec<(String, Instant)>>,
}

impl Entrance {
    pub fn new(host: &str) -> Self {
        Self {
            host: host.to_owned(),
            prefix: format!("/{}", secret(16)),
            cookie: secret(32),
            forms: random(),
            links: Mutex::default(),
        }
    }

    /// Name and port, as the header `Host` must be.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Where all paths begin.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The address of a page; the inbox has none of its own.
    pub fn to(&self, path: &str) -> String {
        let rest = path.strip_prefix('/').filter(|rest| rest.is_empty() || rest.starts_with('?')).unwrap_or(path);
        format!("{}{rest}", self.prefix)
    }

    /// A link that works once.
    pub fn link(&self) -> String {
        let key = secret(24);
        let link = format!("http://{}{}/open/{key}", self.host, self.prefix);
        self.links().push((key, Instant::now()));
        link
    }

    /// Uses up a link: the cookie, when it was good.
    pub fn open(&self, key: &str) -> Option<String> {
        let mut links = self.links();
        links.retain(|(_, made)| made.elapsed() < LINK_LIVES);
        let idx = links.iter().position(|(known, _)| same(known, key))?;
        links.swap_remove(idx);
        Some(format!("{COOKIE}={}; Path={}; HttpOnly; SameSite=Strict", self.cookie, self.prefix))
    }

    /// Whether the header `Cookie` has ours.
    pub fn knows(&self, cookies: &str) -> bool {
        let ours = |cookie: &str| {
            cookie.trim().split_once('=').is_some_and(|(name, value)| name == COOKIE && same(value, &self.cookie))
        };
        cookies.split(';').any(ours)
    }

    /// The token of the form that goes to `action`, a path without the prefix.
    pub fn token(&self, action: &str) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.forms) else { return String::new() };
        mac.update(action.as_bytes());
        digits(&mac.finalize().into_bytes())
    }

    /// Whether the token is that of the form.
    pub fn has_token(&self, action: &str, token: &str) -> bool {
        let right = self.token(action);
        !right.is_empty() && same(&right, token)
    }

    fn links(&self) -> MutexGuard<'_, Vec<(String, Instant)>> {
        self.links.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Compares without telling by its time where two secrets differ.
fn same(left: &str, right: &str) -> bool {
    left.len() == right.len()
        && left.bytes().zip(right.bytes()).fold(0, |differ, (left, right)| differ | (left ^ right)) == 0
}

fn secret(length: usize) -> String {
    digits(&random::<32>()[..length.min(32)])
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // A desk without secrets must not open; nothing can be served without randomness.
    if getrandom::fill(&mut bytes).is_err() {
        std::process::abort();
    }
    bytes
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}
