//! Amending and entering by hand through the pages: what is typed wrongly comes back with what is wrong, what is right is asked of
//! the case.

use super::{HOST, NobodyReads};
use crate::{Asks, Desk};
use axum::body::Body;
use axum::http::{Request as HttpRequest, StatusCode, header};
use casework::shown::{AddedShown, CommentShown, Opinion};
use casework::{ActRow, Answer, DocumentRow, DocumentShown, EntityRow, Refusal, Reply, Request, ToReview};
use codebook::Codebook;
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tower::ServiceExt;

const RECORD: &str = "0123abcd0123abcd0123abcd0123abcd";
const TEXT: &str = "Ana Brisk was arrested. The ministry denies it.\nA <b>second</b> line.";

/// A case with one document, that keeps what it is asked to record.
#[derive(Default)]
struct OneDocument(Mutex<Vec<Request>>);

impl OneDocument {
    fn kept(&self) -> Vec<Request> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Asks for OneDocument {
    fn ask(&self, request: Request, _body: &[u8]) -> Result<Reply, Refusal> {
        let answer = match request {
            Request::ToReview { .. } => Answer::ToReview(ToReview {
                next: Some((RECORD.to_owned(), "a1".to_owned())),
                total: 3,
                done: 1,
                n_waiting: 1,
                two_people: true,
                n_claimed: 0,
            }),
            Request::Show { .. } => {
                return Ok(Reply { answer: Answer::Document(Box::new(document())), body: record().into_bytes() });
            }
            other => {
                self.0.lock().unwrap_or_else(PoisonError::into_inner).push(other);
                Answer::Entry { entry: "00".to_owned() }
            }
        };
        Ok(Reply { answer, body: Vec::new() })
    }
}

fn record() -> String {
    serde_json::json!({
        "entities": [{ "id": "e1", "kind": "person", "name": "Ana Brisk", "mentions": [{ "span": [0, 9], "form": "name" }] },
                     { "id": "e2", "kind": "organization", "name": "ministry", "mentions": [{ "span": [28, 36], "form": "nominal" }] }],
        "acts": [{ "id": "a1", "type": "arrest", "trigger": [14, 22], "evidence": [[0, 23]], "rule": "codebook/acts/arrest#verb",
                   "participants": [{ "role": "victim", "entity": "e1", "span": [0, 9] }] }],
        "statements": [{ "id": "s1", "kind": "denial", "speaker": "e2", "cue": [37, 43], "content": [[44, 46]], "acts": ["a1"] }],
    })
    .to_string()
}

fn document() -> DocumentShown {
    let row = DocumentRow {
        number: 1,
        record: RECORD.to_owned(),
        subject: String::new(),
        sha256: Some("00".to_owned()),
        blob: None,
        size: None,
        name: None,
        source: None,
        obtained: None,
        time: 0,
        same_bytes_as: None,
        reading: Some("00".to_owned()),
        read_by: [None, None, None, None],
        title: Some("Harbour".to_owned()),
        language: None,
        published: [None, None],
        origin: Vec::new(),
        problems: Vec::new(),
        n_acts: 1,
        n_persons: 1,
        n_judgements: 0,
    };
    let entity = |name: &str, entity: &str, kind: &str, span| EntityRow {
        document: 1,
        entity: entity.to_owned(),
        key: format!("e {kind} {name}"),
        kind: kind.to_owned(),
        name: name.to_owned(),
        protected: true,
        n_mentions: 1,
        span,
    };
    let act = ActRow {
        document: 1,
        act: "a1".to_owned(),
        key: "a arrest 14-22".to_owned(),
        act_type: "arrest".to_owned(),
        status: "reported".to_owned(),
        date: [Some("2031-03-01".to_owned()), Some("2031-03-31".to_owned())],
        span: [14, 22],
        confidence: 0.87,
        participants: Vec::new(),
        verdict: None,
        amended: Vec::new(),
    };
    let added = AddedShown {
        name: "h0a0a0a0a".to_owned(),
        key: "+a threat 48-69 0a0a0a0a".to_owned(),
        part: "act".to_owned(),
        fields: BTreeMap::from([
            ("type".to_owned(), "threat".to_owned()),
            ("victims".to_owned(), "Mirel Osk [person]".to_owned()),
        ]),
        passages: vec![[48, 69]],
        entry: "11".to_owned(),
        author: "Dara".to_owned(),
        time: 0,
    };
    let opinion = Opinion {
        name: "a1".to_owned(),
        waiting: vec!["Dara".to_owned()],
        proposed: vec!["reject".to_owned()],
        split: vec![(
            "date".to_owned(),
            vec![("2031-02-07".to_owned(), "Dara".to_owned()), ("2031-02-09".to_owned(), "Bo".to_owned())],
        )],
        may_confirm: true,
        ..Opinion::default()
    };
    let comment =
        CommentShown { text: "ask <i>her</i>".to_owned(), author: "Bo".to_owned(), ..CommentShown::default() };
    DocumentShown {
        document: row,
        text: TEXT.to_owned(),
        entities: vec![entity("Ana Brisk", "e1", "person", [0, 9]), entity("ministry", "e2", "organization", [28, 36])],
        acts: vec![act],
        statements: Vec::new(),
        judgements: Vec::new(),
        added: vec![added],
        opinions: vec![opinion],
        comments: vec![comment],
        claims: vec![("Dara".to_owned(), 1000, false)],
    }
}

struct Visit {
    desk: Arc<Desk>,
    case: Arc<OneDocument>,
    cookie: String,
}

impl Visit {
    fn new() -> Self {
        let case = Arc::new(OneDocument::default());
        let asked: Arc<dyn Asks> = Arc::clone(&case) as Arc<dyn Asks>;
        let desk = Desk::new(asked, Box::new(NobodyReads), Codebook::builtin().expect("a codebook"), HOST);
        let link = desk.link();
        let set = desk.entrance.open(link.rsplit('/').next().expect("a key")).expect("a cookie");
        let cookie = set.split(';').next().expect("its value").to_owned();
        Self { desk, case, cookie }
    }

    async fn get(&self, path: &str) -> String {
        let request = HttpRequest::builder().uri(self.desk.entrance.to(path)).body(Body::empty()).expect("a request");
        let (status, _, page) = self.send(request).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        page
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String, String) {
        let token = self.desk.entrance.token(path);
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("token", &token).append_pair("document", RECORD).extend_pairs(fields);
        let request = HttpRequest::builder().method("POST").uri(self.desk.entrance.to(path));
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.finish())).expect("a request")).await
    }

    async fn send(&self, mut request: HttpRequest<Body>) -> (StatusCode, String, String) {
        let headers = request.headers_mut();
        headers.insert(header::HOST, HOST.parse().expect("a host"));
        headers.insert(header::ORIGIN, format!("http://{HOST}").parse().expect("an origin"));
        headers.insert("sec-fetch-site", "same-origin".parse().expect("a site"));
        headers.insert(header::COOKIE, self.cookie.parse().expect("a cookie"));
        let response = self.desk.app().oneshot(request).await.expect("an answer");
        let status = response.status();
        let to =
            response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        (status, to, String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// What a form would send back untouched: the hidden fields that say what it was filled with, and the choices.
const UNTOUCHED: [(&str, &str); 12] = [
    ("act", "a1"),
    ("was-type", "arrest"),
    ("was-status", "reported"),
    ("was-victims", "Ana Brisk"),
    ("was-perpetrators", ""),
    ("was-places", ""),
    ("was-date", "2031-03"),
    ("was-charges", ""),
    ("was-speaker", ""),
    ("type", "arrest"),
    ("status", "reported"),
    ("victims", "Ana Brisk"),
];

#[tokio::test]
async fn review_shows_who_denies_why_it_was_proposed_and_what_waits() {
    let visit = Visit::new();
    let page = visit.get("/review").await;
    for said in [
        "denied by",
        "ministry",
        "arrested",
        "tells of this: Arrest",
        "87 in 100",
        "Waits for a second person",
        "2031-02-07",
        "Dara",
        "2 left",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(page.contains("action=\"") && page.contains("/confirm\""));
}

#[tokio::test]
async fn the_form_is_filled_with_what_is_shown_and_an_untouched_one_records_nothing() {
    let visit = Visit::new();
    let page = visit.get(&format!("/review?amend=true&document={RECORD}&act=a1")).await;
    assert!(page.contains("<optgroup"), "types stand in groups");
    assert!(page.contains("name=\"victims\" value=\"Ana Brisk\" checked"), "{page}");
    assert!(page.contains("name=\"date\" value=\"2031-03\""), "a whole month is a month: {page}");
    for (field, value) in UNTOUCHED.iter().filter(|(field, _)| field.starts_with("was-")) {
        assert!(page.contains(&format!("name=\"{field}\" value=\"{value}\"")), "{field}");
    }
    let date = [("precision", "month"), ("date", "2031-03")];
    let (status, to, _) = visit.post("/amend", &[&UNTOUCHED[..], &date].concat()).await;
    assert_eq!((status, to.ends_with("/review?skip=0"), visit.case.kept()), (StatusCode::SEE_OTHER, true, Vec::new()));
}

#[tokio::test]
async fn a_wrong_date_comes_back_as_it_was_typed_and_a_right_one_is_recorded_in_one_step() {
    let visit = Visit::new();
    let wrong =
        [("precision", "day"), ("date", "2031-02-30"), ("victims-more", "34 villagers"), ("reason", "the court file")];
    let (status, _, page) = visit.post("/amend", &[&UNTOUCHED[..], &wrong].concat()).await;
    assert_eq!((status, visit.case.kept()), (StatusCode::UNPROCESSABLE_ENTITY, Vec::new()));
    for typed in
        ["value=\"2031-02-30\"", "value=\"34 villagers\"", "value=\"the court file\"", "not a day of the calendar"]
    {
        assert!(page.contains(typed), "{typed}: {page}");
    }
    let right = [
        ("precision", "day"),
        ("date", "2031-02-07"),
        ("victims-more", "34 villagers"),
        ("reason", "the court file"),
        ("passage", "0-23"),
        ("passage", "24-47"),
        ("back", "document"),
    ];
    let (status, to, _) = visit.post("/amend", &[&UNTOUCHED[..], &right].concat()).await;
    assert_eq!((status, to.ends_with(&format!("/document/{RECORD}#a1"))), (StatusCode::SEE_OTHER, true));
    let kept = visit.case.kept();
    let [Request::Amend { changes, passages, reason, .. }] = kept.as_slice() else { panic!("{kept:?}") };
    let expected = [("victims", "Ana Brisk; 34 villagers"), ("date", "2031-02-07")];
    assert_eq!(changes.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect::<Vec<_>>(), expected);
    assert_eq!((passages.as_slice(), reason.as_deref()), (&[[0, 47]][..], Some("the court file")));
}

#[tokio::test]
async fn what_a_person_enters_is_told_apart_and_needs_its_words() {
    let visit = Visit::new();
    let page = visit.get(&format!("/document/{RECORD}")).await;
    assert!(page.contains("is-by-hand") && page.contains("entered by Dara"), "{page}");
    assert!(page.contains("Mirel Osk") && !page.contains("[person]"), "marks of the ledger are not shown");
    assert!(page.contains("ask &#60;i&#62;her") || page.contains("ask &lt;i&gt;her"), "a comment is text: {page}");
    let page = visit.get(&format!("/document/{RECORD}/mark")).await;
    assert!(page.contains("value=\"0-23\"") && page.contains("value=\"24-47\""), "each sentence can be chosen: {page}");
    assert!(!page.contains("<b>second</b>"));

    let nothing = [
        ("for", "act"),
        ("type", "assault"),
        ("status", "reported"),
        ("precision", "unknown"),
        ("victims-more", "Old Berrin"),
    ];
    let (status, _, page) = visit.post("/add-part", &nothing).await;
    assert_eq!((status, visit.case.kept()), (StatusCode::UNPROCESSABLE_ENTITY, Vec::new()));
    assert!(page.contains("Choose at least one sentence") && page.contains("value=\"Old Berrin\""));
    let (status, _, _) = visit.post("/add-part", &[&nothing[..], &[("passage", "24-47")]].concat()).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let kept = visit.case.kept();
    let [Request::AddPart { part, fields, passages, .. }] = kept.as_slice() else { panic!("{kept:?}") };
    assert_eq!(
        (part.as_str(), fields["type"].as_str(), fields["victims"].as_str(), passages.as_slice()),
        ("act", "assault", "Old Berrin", &[[24, 47]][..])
    );
    let (status, _, page) = visit.post("/add-part", &[("for", "person"), ("kind", "person"), ("passage", "0-9")]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("Write the name"), "{page}");
    visit
        .post(
            "/add-part",
            &[
                ("for", "statement"),
                ("kind", "denial"),
                ("who", "ministry"),
                ("act", "a arrest 14-22"),
                ("passage", "24-47"),
            ],
        )
        .await;
    let kept = visit.case.kept();
    let [Request::AddPart { part, fields, .. }] = kept.as_slice() else { panic!("{kept:?}") };
    assert_eq!(
        (part.as_str(), fields["speaker"].as_str(), fields["acts"].as_str()),
        ("statement", "ministry", "a arrest 14-22")
    );
}

#[tokio::test]
async fn comments_claims_and_confirmations_go_back_to_where_they_were_made() {
    let visit = Visit::new();
    let (status, to, _) = visit.post("/comment", &[("part", "a1"), ("comment", "ask her lawyer")]).await;
    assert_eq!((status, to.ends_with(&format!("/document/{RECORD}#a1"))), (StatusCode::SEE_OTHER, true));
    let (_, to, _) = visit.post("/comment", &[("part", "a1\" onload"), ("comment", "x")]).await;
    assert!(to.ends_with(RECORD), "{to}");
    visit.post("/claim", &[]).await;
    let (_, to, _) = visit.post("/confirm", &[("part", "a1"), ("back", "review"), ("skip", "2")]).await;
    assert!(to.ends_with("/review?skip=2"), "{to}");
    visit.post("/setting", &[("value", "yes")]).await;
    let verdicts: Vec<String> = (visit.case.kept().into_iter())
        .filter_map(
            |request| if let Request::Judge { verdict, .. } = request { Some(verdict.name().to_owned()) } else { None },
        )
        .collect();
    assert_eq!(verdicts, ["comment", "comment", "claim", "confirm", "setting"]);
}
