//! The pages about people, events and counts, over a real case of two documents.

use crate::{Asks, Desk, Reads};
use axum::body::Body;
use axum::http::{Request as HttpRequest, StatusCode, header};
use casework::{Answer, Case, Effort, ReadBy, Refusal, Registration, Reply, Request};
use codebook::Codebook;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

const HOST: &str = "127.0.0.1:4000";
const DENIED: &str = "Police in Orvesh detained at least 14 people on 12 May 2023, among them Ilan Dresk. \
                      \"Nobody was detained,\" said police spokesman Petar Vasnik.";
const RELEASED: &str = "The docker Mira Tell was released from detention in Orvesh on 16 May 2023.";

/// A case in a folder, which goes when the test ends.
struct Kept {
    case: Mutex<Case>,
    _folder: tempfile::TempDir,
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let words = "nine grey herons over the quiet harbour mill";
        let case = Case::create(&folder.path().join("case"), words, Effort::FLOOR, "saksi test").expect("a case");
        Self { case: Mutex::new(case), _folder: folder }
    }

    /// Registers a text with its reading; its record.
    fn add(&self, text: &str, reading: Value) -> String {
        let registration = Registration { name: "text".to_owned(), ..Registration::default() };
        let Answer::Registered { document, .. } = self.answer(Request::Register(registration), text.as_bytes()) else {
            panic!("not registered")
        };
        let Answer::Original { sha256 } = self.answer(Request::Original { document: document.clone() }, &[]) else {
            panic!("no original")
        };
        let read_by = ReadBy { program: "saksi".to_owned(), ..ReadBy::default() };
        let request = Request::Record { document: document.clone(), sha256, read_by, problems: Vec::new() };
        self.answer(request, reading.to_string().as_bytes());
        document
    }

    fn answer(&self, request: Request, body: &[u8]) -> Answer {
        self.ask(request, body).expect("an answer").answer
    }

    fn n_entries(&self) -> i64 {
        let Answer::Overview(overview) = self.answer(Request::Overview, &[]) else { panic!("no overview") };
        overview.n_entries
    }
}

impl Asks for Kept {
    fn ask(&self, request: Request, mut body: &[u8]) -> Result<Reply, Refusal> {
        self.case.lock().expect("the case").ask(request, &mut body)
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

/// The words at a place, code points.
fn span(text: &str, words: &str) -> [usize; 2] {
    let at = text.find(words).unwrap_or_else(|| panic!("no {words}"));
    let start = text[..at].chars().count();
    [start, start + words.chars().count()]
}

fn entity(text: &str, id: &str, kind: &str, name: &str) -> Value {
    json!({ "id": id, "kind": kind, "name": name, "protected": kind == "person", "roles": [],
        "mentions": [{ "span": span(text, name), "form": "name" }] })
}

fn day(day: &str) -> Value {
    json!({ "earliest": day, "latest": day, "basis": "stated", "text": day })
}

fn denied() -> Value {
    let text = DENIED;
    let people = span(text, "at least 14 people");
    json!({ "saksi": 1,
        "document": { "id": "sha256:01", "title": "Fourteen held", "text": text, "origin": ["Radio Horizon"], "published": day("2023-05-13") },
        "entities": [entity(text, "e1", "person", "Ilan Dresk"), entity(text, "e2", "place", "Orvesh"),
            entity(text, "e3", "person", "Petar Vasnik")],
        "acts": [{ "id": "a1", "type": "detention", "status": "reported", "date": day("2023-05-12"), "places": ["e2"],
            "participants": [
                { "role": "victim", "entity": null, "span": people,
                    "count": { "at_least": 14, "at_most": null, "text": "at least 14" } },
                { "role": "victim", "entity": "e1", "span": span(text, "Ilan Dresk"), "count": null }],
            "evidence": [[0, span(text, "Ilan Dresk")[1]]], "trigger": span(text, "detained"), "statements": [],
            "rule": "test", "confidence": 0.9 }],
        "statements": [{ "id": "s1", "kind": "denial", "speaker": "e3", "speaker_span": span(text, "Petar Vasnik"), "direct": true,
            "cue": span(text, "said"), "content": [span(text, "Nobody was detained")],
            "evidence": [span(text, "\"Nobody was detained,\" said police spokesman Petar Vasnik")], "acts": ["a1"] }],
    })
}

fn released() -> Value {
    let text = RELEASED;
    json!({ "saksi": 1,
        "document": { "id": "sha256:02", "title": "Free <again>", "text": text, "origin": ["Velin Post"], "published": day("2023-05-17") },
        "entities": [entity(text, "e1", "person", "Mira Tell"), entity(text, "e2", "place", "Orvesh")],
        "acts": [{ "id": "a1", "type": "release", "status": "reported", "date": day("2023-05-16"), "places": ["e2"],
            "participants": [{ "role": "victim", "entity": "e1", "span": span(text, "Mira Tell"), "count": null }],
            "evidence": [[0, text.chars().count()]], "trigger": span(text, "released"), "statements": [],
            "rule": "test", "confidence": 0.9 }],
    })
}

/// Somebody at the desk.
struct Visit {
    desk: Arc<Desk>,
    case: Arc<Kept>,
    cookie: String,
    /// Records of the two documents.
    documents: [String; 2],
}

impl Visit {
    fn new() -> Self {
        let case = Arc::new(Kept::new());
        let documents = [case.add(DENIED, denied()), case.add(RELEASED, released())];
        let asked: Arc<dyn Asks> = Arc::clone(&case) as Arc<dyn Asks>;
        let desk = Desk::new(asked, Box::new(NobodyReads), Codebook::builtin().expect("a codebook"), HOST);
        let link = desk.link();
        let set = desk.entrance.open(link.rsplit('/').next().expect("a key")).expect("a cookie");
        let cookie = set.split(';').next().expect("its value").to_owned();
        Self { desk, case, cookie, documents }
    }

    async fn send(&self, request: HttpRequest<Body>) -> (StatusCode, String, String) {
        let response = self.desk.app().oneshot(request).await.expect("an answer");
        let status = response.status();
        let head = [header::LOCATION, header::CONTENT_DISPOSITION];
        let head = head.iter().filter_map(|name| response.headers().get(name)?.to_str().ok()).collect();
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        (status, head, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn get(&self, path: &str) -> String {
        let request = HttpRequest::builder().uri(self.desk.entrance.to(path)).header(header::HOST, HOST);
        let request = request.header(header::COOKIE, &self.cookie).body(Body::empty()).expect("a request");
        let (status, _, page) = self.send(request).await;
        assert_eq!(status, StatusCode::OK, "{path}: {page}");
        page
    }

    /// Sends a form with its token: where it leads, and the page.
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String, String) {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("token", &self.desk.entrance.token(path)).extend_pairs(fields);
        let request = HttpRequest::builder().method("POST").uri(self.desk.entrance.to(path)).header(header::HOST, HOST);
        let request = request.header(header::ORIGIN, format!("http://{HOST}")).header(header::COOKIE, &self.cookie);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.finish())).expect("a request")).await
    }

    fn part(&self, document: usize, part: &str) -> String {
        format!("{}:{part}", self.documents[document])
    }
}

#[tokio::test]
async fn people_are_listed_with_what_happened_and_a_search_for_one_is_recorded() {
    let visit = Visit::new();
    let before = visit.case.n_entries();
    let page = visit.get("/people").await;
    assert!(page.contains("Ilan Dresk") && page.contains("Mira Tell") && page.contains("2023-05-12"));
    assert!(page.contains("/person/p") && !page.contains("Orvesh"));
    assert!(visit.get("/people?sort=places&order=name").await.contains("Orvesh"));
    assert_eq!(visit.case.n_entries(), before, "looking at a list is no search");
    let (status, _, page) = visit.post("/find-people", &[("named", "ILA"), ("sort", "people")]).await;
    assert_eq!((status, visit.case.n_entries()), (StatusCode::OK, before + 1));
    assert!(page.contains("Ilan Dresk") && !page.contains("Mira Tell"));
    let (_, _, page) = visit.post("/find-people", &[("named", "Nobody Known"), ("sort", "people")]).await;
    assert!(page.contains("class=\"empty\""));
}

#[tokio::test]
async fn a_person_has_spellings_that_lead_to_their_words_and_a_life_line_that_can_be_saved() {
    let visit = Visit::new();
    let path = format!("/person/{}", visit.part(0, "e1"));
    let page = visit.get(&path).await;
    assert!(page.contains(&format!("/document/{}#e1", visit.documents[0])), "a spelling leads to its words");
    assert!(page.contains("<svg") && page.contains("in detention") && page.contains("2023-05-12"));
    assert!(!page.contains("<style") && !page.contains("style=\""));
    let (status, head, drawing) = {
        let uri = visit.desk.entrance.to(&format!("{path}/line"));
        let request = HttpRequest::builder().uri(uri).header(header::HOST, HOST).header(header::COOKIE, &visit.cookie);
        visit.send(request.body(Body::empty()).expect("a request")).await
    };
    assert_eq!((status, head.as_str()), (StatusCode::OK, "attachment; filename=\"line.svg\""));
    assert!(drawing.starts_with("<svg") && drawing.contains("Ilan Dresk"));
}

#[tokio::test]
async fn two_are_joined_by_a_person_and_taken_apart_again() {
    let visit = Visit::new();
    let (left, right) = (visit.part(0, "e1"), visit.part(1, "e1"));
    let fields = [("left", left.as_str()), ("right", right.as_str()), ("verdict", "same"), ("back", left.as_str())];
    let (status, to, _) = visit.post("/same", &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(to.ends_with(&format!("/person/{left}?done=true")));
    let page = visit.get(&format!("/person/{right}")).await;
    assert!(page.contains("Ilan Dresk") && page.contains("Mira Tell"));
    assert!(page.contains("released") && page.contains("in detention"), "one life line of both");
    let entry = page.split("name=\"entry\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an entry");
    let (status, ..) = visit.post("/take-back", &[("entry", entry), ("back", left.as_str())]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(!visit.get(&format!("/person/{right}")).await.contains("Ilan Dresk"));
    let (status, ..) = visit.post("/same", &[("left", "../x"), ("right", &right), ("verdict", "same")]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn another_name_is_entered_by_hand_with_its_days() {
    let visit = Visit::new();
    let of = visit.part(0, "e1");
    let fields = [("of", of.as_str()), ("name", "the docker of Mill Street"), ("from", "2023-05-01")];
    let (status, to, _) = visit.post("/alias", &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
    let page = visit.get(&format!("/person/{of}")).await;
    assert!(page.contains("the docker of Mill Street") && page.contains("2023-05-01"));
    let (status, ..) = visit.post("/alias", &[("of", of.as_str()), ("name", "x"), ("from", "May")]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn events_tell_who_disputes_them_and_how_many_are_named() {
    let visit = Visit::new();
    let page = visit.get("/events").await;
    assert!(page.contains("Detention") && page.contains("one origin"));
    let (_, _, found) = visit.post("/find-events", &[("act", "release"), ("place", "orv")]).await;
    assert!(found.contains("Mira Tell") && !found.contains("Ilan Dresk"));
    let (_, _, none) = visit.post("/find-events", &[("until", "2020-01-01")]).await;
    assert!(none.contains("class=\"empty\""));
    let path = format!("/event/{}", visit.part(0, "a1"));
    let page = visit.get(&path).await;
    assert!(page.contains("1 named of at least 14") && page.contains("Radio Horizon"));
    assert!(page.contains("Nobody was detained") && page.contains("Petar Vasnik"));
    assert!(page.contains(&format!("/document/{}#s1", visit.documents[0])), "a dispute leads to its words");
    let measured = visit.get(&format!("{path}?standard=two-origins")).await;
    assert!(measured.contains("2 independent origins (there are 1)"));
}

#[tokio::test]
async fn counts_keep_names_and_reports_apart_and_can_be_saved() {
    let visit = Visit::new();
    let page = visit.get("/counts").await;
    assert!(page.contains("at least 14") && page.contains("sha256:"));
    let (_, _, page) = visit.post("/count", &[("act", "detention"), ("period", "month")]).await;
    assert!(page.contains("<svg") && page.contains("2023-05") && !page.contains("Release</th>"));
    let (status, head, drawing) = visit.post("/count", &[("act", "detention"), ("save", "svg")]).await;
    assert_eq!((status, head.as_str()), (StatusCode::OK, "attachment; filename=\"counts.svg\""));
    assert!(drawing.contains("What was documented: Detention") && !drawing.contains("<style"));
}

#[tokio::test]
async fn looking_records_nothing_and_words_of_documents_stay_words() {
    let visit = Visit::new();
    let before = visit.case.n_entries();
    let (person, event) = (format!("/person/{}", visit.part(1, "e1")), format!("/event/{}", visit.part(1, "a1")));
    for path in ["/people", "/pairs", "/events", "/counts", person.as_str(), event.as_str()] {
        let page = visit.get(path).await;
        assert!(!page.contains("Free <again>"), "{path}");
    }
    assert_eq!(visit.case.n_entries(), before);
}

#[test]
fn every_reason_has_words() {
    let words = crate::words::Words::builtin();
    let table = include_str!("../../../../codebook/labels/en/comparisons.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1);
    for comparison in rows.filter_map(|line| line.split('\t').next()) {
        for side in ["for", "against"] {
            let key = format!("{side}-{}", comparison.replace('_', "-"));
            assert!(words.has(&key), "no words for {key}");
        }
    }
}
