//! Pages with pictures: hostile names stay words, what leaves the desk leads nowhere, and nothing asked for by name is in an address.

use super::{Visit, Wrong};
use axum::http::header;
use casework::pictured::{
    Edge, FoundEvent, FoundEvents, Knot, MapShown, Named, NetworkShown, Node, PlaceOnMap, TimelineShown,
};
use casework::shown::{EventRow, Place};
use casework::{Answer, Request};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// What somebody might be called who wants to do harm.
const HOSTILE: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u{202e}\u{2066} ]]> &lt; name";

/// Answers full of such names.
pub fn answer(request: &Request) -> Option<Answer> {
    let named = |id: &str, kind: &str| Named { id: id.to_owned(), kind: kind.to_owned(), name: HOSTILE.to_owned() };
    match request {
        Request::Timeline(_) => Some(Answer::Timeline(Box::new(TimelineShown {
            subject: Some(named("p1", "person")),
            rows: vec![row(["2031-02-03", "2031-02-03"]), row(["2031-02-03", ""]), row(["", "2031-02-03"])],
            total: 500,
            periods: vec![("2031".to_owned(), 3)],
            undated: vec![row(["", ""])],
            n_undated: 200,
            n_rejected: 1,
        }))),
        Request::Map(_) => Some(Answer::Map(Box::new(MapShown {
            places: vec![PlaceOnMap {
                place: named("l1", "place"),
                position: [11.0, 104.0],
                precision: "city".to_owned(),
                country: Some(HOSTILE.to_owned()),
                n_events: 2,
            }],
            listed: Some((named("l1", "place"), vec![row(["2031-02-03", ""])], 100)),
            unknown: vec![(named("l2", "place"), 1)],
            nowhere: vec![row(["", ""])],
            n_nowhere: 1,
            periods: vec![("2031".to_owned(), 3), ("2032".to_owned(), 1)],
            ..MapShown::default()
        }))),
        Request::Network(_) => Some(Answer::Network(Box::new(network(named)))),
        Request::FindEvents(_) => Some(Answer::FoundEvents(Box::new(FoundEvents {
            rows: vec![FoundEvent { row: row(["2031-02-03", ""]), place: place(), words: HOSTILE.to_owned() }],
            total: 40,
            ..FoundEvents::default()
        }))),
        _ => None,
    }
}

fn place() -> Place {
    Place { document: "0123abcd".to_owned(), title: HOSTILE.to_owned(), part: "a1".to_owned(), ..Place::default() }
}

fn network(named: impl Fn(&str, &str) -> Named) -> NetworkShown {
    let node = |id: &str, kind: &str| Node { who: named(id, kind), steps: 1 };
    let edge =
        |node, role: &str| Edge { node, knot: 0, role: role.to_owned(), place: place(), words: HOSTILE.to_owned() };
    NetworkShown {
        nodes: vec![node("p1", "person"), node("o1", "organization")],
        knots: vec![Knot {
            event: "v1".to_owned(),
            act_type: "arrest".to_owned(),
            status: "reported".to_owned(),
            ..Knot::default()
        }],
        edges: vec![edge(0, "victim"), edge(1, "perpetrator")],
        n_more_nodes: 3,
        ..NetworkShown::default()
    }
}

fn row(days: [&str; 2]) -> EventRow {
    let participant =
        |role: &str| serde_json::json!({ "role": role, "identity": "p1", "text": HOSTILE, "count": null });
    let row = serde_json::json!({
        "id": "v1", "act_type": "arrest", "status": "alleged", "date": days.map(|day| Some(day).filter(|day| !day.is_empty())),
        "participants": [participant("victim"), participant("authority")], "places": [HOSTILE], "n_reports": 1, "n_documents": 2,
        "origins": [], "independent_origins": 1, "disputed_by": [], "assessment": "single-origin", "review": "proposed",
        "confidence": 1.0
    });
    serde_json::from_value(row).expect("a row")
}

#[tokio::test]
async fn hostile_names_stay_words_on_pages_with_pictures() {
    let visit = Visit::new();
    for (method, route) in [("GET", "/timeline"), ("GET", "/map"), ("GET", "/network"), ("POST", "/find")] {
        let mut request = visit.request(method, route, Wrong::Nothing);
        if method == "POST" {
            let token = visit.desk.entrance.token(route);
            *request.body_mut() = format!("token={token}&who=somebody&from=2031").into();
        }
        let (status, page) = visit.send(request).await;
        assert!(status.is_success(), "{route}: {status} {page}");
        assert!(!page.contains("<script>") && !page.contains("<img"), "{route}");
        assert!(!page.contains(" style=") && !page.contains(" onerror=alert(1)>"), "{route}");
        assert!(page.contains("alert(1)"), "{route}: the name is shown");
        let addresses = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        assert!(addresses.clone().count() > 10);
        assert!(
            addresses.clone().all(|address| !address.contains("alert") && !address.contains("somebody")),
            "{route}"
        );
    }
}

#[tokio::test]
async fn a_saved_picture_is_an_attachment_that_leads_nowhere() {
    let visit = Visit::new();
    for route in ["/timeline.svg", "/map.svg", "/network.svg"] {
        let response = visit.desk.app().oneshot(visit.request("GET", route, Wrong::Nothing)).await.expect("an answer");
        let headers = response.headers().clone();
        let name = route.trim_start_matches('/');
        assert_eq!(headers[header::CONTENT_DISPOSITION], format!("attachment; filename=\"{name}\"").as_str());
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        let drawing = String::from_utf8_lossy(&bytes).into_owned();
        assert!(drawing.starts_with("<?xml") && drawing.trim_end().ends_with("</svg>"), "{route}");
        assert!(!drawing.contains("href") && !drawing.contains(visit.desk.entrance.prefix()), "{route}");
        assert!(!drawing.contains("<script") && drawing.contains("<style>"), "{route}");
    }
}

#[tokio::test]
async fn letters_come_from_the_desk_itself() {
    let visit = Visit::new();
    for font in ["noto-sans-khmer.woff2", "noto-serif-khmer.woff2", "noto-sans-thai.woff2", "noto-serif-thai.woff2"] {
        let mut request = visit.request("GET", "/static/{file}", Wrong::Nothing);
        *request.uri_mut() = visit.desk.entrance.to(&format!("/static/{font}")).parse().expect("an address");
        let response = visit.desk.app().oneshot(request).await.expect("an answer");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "font/woff2");
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        assert!(bytes.starts_with(b"wOF2") && bytes.len() < 100_000, "{font}");
    }
}
