//! The guard, from the list of routes; the words of all languages; what hostile documents can do to a page.

mod amending;

mod pictures;

use crate::pages::ROUTES;
use crate::{Asks, Desk, Reads, words};
use axum::body::Body;
use axum::http::{Method, Request as HttpRequest, StatusCode, header};
use casework::{Answer, Overview, Refusal, Reply, Request, ToReview, Why};
use codebook::Codebook;
use http_body_util::BodyExt;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tower::ServiceExt;

const HOST: &str = "127.0.0.1:4000";

/// A case that counts how often it is asked.
#[derive(Default)]
struct Counting(AtomicUsize);

impl Asks for Counting {
    fn ask(&self, request: Request, _body: &[u8]) -> Result<Reply, Refusal> {
        self.0.fetch_add(1, Ordering::SeqCst);
        let answer = match request {
            Request::Overview => Answer::Overview(Overview {
                case: "00".to_owned(),
                n_documents: 0,
                n_entries: 1,
                n_unread: 0,
                read_only: None,
                findings: Vec::new(),
            }),
            Request::List { .. } | Request::Unread => Answer::Documents { rows: Vec::new(), total: 0 },
            Request::ToReview { .. } => Answer::ToReview(ToReview {
                next: None,
                total: 0,
                done: 0,
                n_waiting: 0,
                two_people: false,
                n_claimed: 0,
            }),
            Request::Log { .. } => Answer::Log { rows: Vec::new(), total: 0 },
            other => pictures::answer(&other)
                .ok_or_else(|| Refusal::new(Why::NotFound, "there is no such thing", "look elsewhere"))?,
        };
        Ok(Reply { answer, body: Vec::new() })
    }
}

struct NobodyReads;

impl Reads for NobodyReads {
    fn start(&self) -> std::io::Result<()> {
        Ok(())
    }

    fn is_reading(&self) -> bool {
        false
    }
}

/// A desk, the case behind it, and the cookie of somebody who came in by a link.
struct Visit {
    desk: Arc<Desk>,
    case: Arc<Counting>,
    cookie: String,
}

impl Visit {
    fn new() -> Self {
        let case = Arc::new(Counting::default());
        let asked: Arc<dyn Asks> = Arc::clone(&case) as Arc<dyn Asks>;
        let desk = Desk::new(asked, Box::new(NobodyReads), Codebook::builtin().expect("a codebook"), HOST);
        let link = desk.link();
        let key = link.rsplit('/').next().expect("a key");
        let set = desk.entrance.open(key).expect("a cookie");
        let cookie = set.split(';').next().expect("its value").to_owned();
        Self { desk, case, cookie }
    }

    async fn send(&self, request: HttpRequest<Body>) -> (StatusCode, String) {
        let response = self.desk.app().oneshot(request).await.expect("an answer");
        let status = response.status();
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
        assert!(response.headers()[header::CONTENT_SECURITY_POLICY].to_str().is_ok_and(|csp| !csp.contains("unsafe")));
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    fn n_asked(&self) -> usize {
        self.case.0.load(Ordering::SeqCst)
    }

    /// A request as our own page sends it.
    fn request(&self, method: &str, route: &str, wrong: Wrong) -> HttpRequest<Body> {
        let path = route.replace("{document}", "0123abcd").replace("{id}", "p0123").replace("{file}", "desk.css");
        let host = if wrong == Wrong::Host { "evil.example:4000" } else { HOST };
        let origin = if wrong == Wrong::Origin { "http://evil.example".to_owned() } else { format!("http://{HOST}") };
        let site = if wrong == Wrong::Site { "cross-site" } else { "same-origin" };
        let method = if wrong == Wrong::Method { Method::GET } else { method.parse().expect("a method") };
        let uri = if wrong == Wrong::Prefix { path.clone() } else { self.desk.entrance.to(&path) };
        let mut request = HttpRequest::builder().method(method.clone()).uri(uri).header(header::HOST, host);
        request = request.header("sec-fetch-site", site);
        if method == Method::POST || wrong == Wrong::Origin {
            request = request.header(header::ORIGIN, origin);
        }
        if wrong != Wrong::Cookie {
            let cookie =
                if wrong == Wrong::OtherCookie { format!("desk={}", "0".repeat(64)) } else { self.cookie.clone() };
            request = request.header(header::COOKIE, cookie);
        }
        let token = if wrong == Wrong::Token {
            self.desk.entrance.token("/elsewhere")
        } else {
            self.desk.entrance.token(&path)
        };
        let (kind, body) = form(route, &token);
        request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).expect("a request")
    }
}

/// What is wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Nothing,
    Host,
    Origin,
    Site,
    Cookie,
    OtherCookie,
    Token,
    Method,
    Prefix,
}

fn form(route: &str, token: &str) -> (String, String) {
    if matches!(route, "/add" | "/take-step" | "/intake-add" | "/estimate-table") {
        let field = |name: &str, value: &str| {
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let fields = [("token", token), ("intervention", "0123abcd"), ("step", "closed"), ("file", "no form")];
        let part = fields.map(|(name, value)| field(name, value)).concat() + "--x--\r\n";
        return ("multipart/form-data; boundary=x".to_owned(), part);
    }
    let verdict = if route == "/same" { "same" } else { "accept" };
    let fields = format!("&language=km&verdict={verdict}&document=0123abcd&act=a1&query=word&entry=0123abcd");
    let kind = if route == "/paper" { "tally" } else { "embassy_letter" };
    let pair = format!(
        "&left=0123abcd%3Ae1&right=4567cdef%3Ae1&of=0123abcd%3Ae1&name=word&for=act&part=a1&value=yes&comment=word&kind={kind}&title=word&intervention=0123abcd&as=text&id=0123abcd"
    );
    let consent = "&person=p1a2b&state=given&purpose=public&recipient=word&step=confirm&gender=word";
    ("application/x-www-form-urlencoded".to_owned(), format!("token={token}{fields}{pair}{consent}"))
}

#[tokio::test]
async fn every_route_refuses_every_wrong_request_and_asks_nothing() {
    let visit = Visit::new();
    for &(method, route) in ROUTES {
        let is_look = route.starts_with("/static/");
        for wrong in [
            Wrong::Host,
            Wrong::Origin,
            Wrong::Site,
            Wrong::Cookie,
            Wrong::OtherCookie,
            Wrong::Token,
            Wrong::Method,
            Wrong::Prefix,
        ] {
            let needs_nothing = is_look && matches!(wrong, Wrong::Cookie | Wrong::OtherCookie);
            let is_page = method == "GET" && matches!(wrong, Wrong::Token | Wrong::Method);
            if needs_nothing || is_page {
                continue;
            }
            let before = visit.n_asked();
            let (status, _) = visit.send(visit.request(method, route, wrong)).await;
            assert!(status.is_client_error(), "{method} {route} with wrong {wrong:?}: {status}");
            assert_eq!(visit.n_asked(), before, "{method} {route} with wrong {wrong:?} asked the case");
        }
    }
}

#[tokio::test]
async fn our_own_pages_may_ask_everything() {
    let visit = Visit::new();
    for &(method, route) in ROUTES {
        let (status, page) = visit.send(visit.request(method, route, Wrong::Nothing)).await;
        let is_let_in = status.is_success() || status.is_redirection() || status == StatusCode::NOT_FOUND;
        assert!(is_let_in || route == "/lock", "{method} {route}: {status} {page}");
        assert!(!page.contains("failure-"), "{route}: words are missing");
    }
}

#[tokio::test]
async fn a_form_without_referrer_is_ours_only_when_the_browser_says_so() {
    let visit = Visit::new();
    let hidden = |site: Option<&str>| {
        let mut request = visit.request("POST", "/language", Wrong::Nothing);
        request.headers_mut().insert(header::ORIGIN, "null".parse().expect("a value"));
        request.headers_mut().remove("sec-fetch-site");
        if let Some(site) = site {
            request.headers_mut().insert("sec-fetch-site", site.parse().expect("a value"));
        }
        request
    };
    assert_eq!(visit.send(hidden(Some("same-origin"))).await.0, StatusCode::SEE_OTHER);
    for site in [None, Some("none"), Some("same-site"), Some("cross-site")] {
        assert_eq!(visit.send(hidden(site)).await.0, StatusCode::FORBIDDEN, "{site:?}");
    }
}

#[tokio::test]
async fn a_link_works_once_and_a_foreign_host_does_not_use_it_up() {
    let visit = Visit::new();
    let link = visit.desk.link();
    let path = link.strip_prefix(&format!("http://{HOST}")).expect("our host").to_owned();
    let open = |host: &str| {
        HttpRequest::builder().uri(&path).header(header::HOST, host).body(Body::empty()).expect("a request")
    };
    assert_eq!(visit.send(open("rebound.example:4000")).await.0, StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(visit.send(open(HOST)).await.0, StatusCode::SEE_OTHER);
    assert_eq!(visit.send(open(HOST)).await.0, StatusCode::FORBIDDEN);
    assert_eq!(visit.n_asked(), 0);
}

#[test]
fn every_language_has_the_same_words() {
    let keys = |text: &str| {
        let names = text
            .lines()
            .filter(|line| !line.starts_with([' ', '#', '*', '}', '[']))
            .filter_map(|line| line.split_once(" ="));
        names.map(|(key, _)| key.trim().to_owned()).collect::<BTreeSet<_>>()
    };
    let english = keys(words::LANGUAGES[0].2);
    assert!(english.len() > 150);
    for (tag, _, text) in words::LANGUAGES {
        let theirs = keys(text);
        assert_eq!(english.difference(&theirs).collect::<Vec<_>>(), Vec::<&String>::new(), "{tag} lacks words");
        assert_eq!(
            theirs.difference(&english).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{tag} has words that nobody asks for"
        );
    }
}

#[test]
fn every_file_of_words_reads_without_an_error() {
    for (tag, _, text) in words::LANGUAGES {
        let read = fluent_bundle::FluentResource::try_new(text.to_owned());
        assert!(read.is_ok(), "{tag}: {:?}", read.err().map(|(_, errors)| errors));
    }
}

#[test]
fn templates_ask_only_for_words_that_are_there() {
    let codebook = Codebook::builtin().expect("a codebook");
    let words = words::Words::builtin();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
    for file in std::fs::read_dir(folder).expect("templates").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("a template");
        for asked in ["frame.t(\"", "frame.n(\"", "frame.count(\"", "frame.count_of(\"", "frame.of(\"", "frame.with(\""]
        {
            for (at, _) in text.match_indices(asked) {
                let key = text[at + asked.len()..].split('"').next().unwrap_or_default();
                assert!(words.has(key), "{}: no words for {key}", file.path().display());
            }
        }
    }
    for act in codebook.act_types.iter() {
        let key = format!("act-{}", act.id.replace('_', "-"));
        assert!(words.has(&key), "no words for {key}");
    }
}

#[test]
fn the_first_language_that_is_known_is_taken() {
    assert_eq!(words::preferred("de-CH, km-KH;q=0.8, en"), Some("km"));
    assert_eq!(words::preferred("de"), None);
}
