//! The reader against a server of the test's own on the loopback: good, lying, babbling, slow, endless, absent.

use super::*;
use crate::{Choice, Readers};
use domain::{Proposal, ProposalKind, Reading, Role};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

const TEXT: &str = "Police arrested Anton Besk in Karsund on Monday. He was released on Friday.";
const KEY: &str = "key-that-nobody-may-see";

/// A server that does something to each connection; sends what it was asked.
struct Stub {
    url: String,
    asked: Receiver<String>,
}

impl Stub {
    fn new(serve: impl Fn(&str, &mut TcpStream) + Send + 'static) -> Stub {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let (send, asked) = channel();
        // Ends with the test's process; each connection is one question.
        std::thread::spawn(move || {
            for stream in listener.incoming().take(100) {
                let mut stream = stream.unwrap();
                let question = question(&mut stream);
                let _gone = send.send(question.clone());
                serve(&question, &mut stream);
            }
        });
        Stub { url, asked }
    }

    /// Lists one model and says `content` to everything.
    fn saying(content: &str) -> Stub {
        let answer = json!({
            "model": "tiny-7b-q4", "system_fingerprint": "fp_12", "choices": [{ "message": { "content": content } }],
        });
        let answer = success(&answer.to_string());
        let models = success(r#"{"data":[{"id":"tiny"},{"id":"other"}]}"#);
        Stub::new(move |question, stream| {
            let answer = if question.starts_with("GET /v1/models ") { &models } else { &answer };
            let _gone = stream.write_all(answer.as_bytes());
        })
    }

    fn answering(answer: String) -> Stub {
        Stub::new(move |_, stream| {
            let _gone = stream.write_all(answer.as_bytes());
        })
    }
}

fn success(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

/// Head and body of a request.
fn question(stream: &mut TcpStream) -> String {
    let mut from = BufReader::new(stream);
    let mut head = String::new();
    while from.read_line(&mut head).unwrap_or(0) > 2 {}
    let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    let _gone = from.read_exact(&mut body);
    head + &String::from_utf8(body).unwrap()
}

fn settings() -> Settings {
    let key = Some(Key::new(KEY).unwrap());
    Settings { timeout: Duration::from_secs(20), key, ..Settings::default() }
}

fn read_with(url: &str, settings: &Settings, text: &str) -> Reading {
    let codebook = Codebook::builtin().unwrap();
    let readers = Readers::open(&[Choice::Llm(url.to_owned())], settings, &codebook).unwrap();
    let mut reading =
        Reading { document: Document { text: text.to_owned(), ..Document::default() }, ..Reading::default() };
    readers.propose(&mut reading);
    reading
}

/// What is left of a reading whose server failed: one problem, nothing proposed, no word of the text or key anywhere.
fn failed(url: &str, settings: &Settings) -> String {
    let reading = read_with(url, settings, TEXT);
    assert_eq!((reading.proposals.len(), reading.proposals[0].list.len()), (1, 0));
    let [problem] = &reading.problems[..] else { panic!("{:?}", reading.problems) };
    for secret in ["Besk", "Karsund", KEY, "babble"] {
        assert!(!format!("{problem:?}").contains(secret), "{problem:?}");
    }
    problem.code.clone()
}

fn act(quote: &str, victim: &str) -> serde_json::Value {
    json!({ "type": "arrest", "quote": quote, "trigger": "arrested", "victims": [victim], "perpetrators": ["Police"] })
}

fn words(span: document::Span) -> &'static str {
    &TEXT[span.start..span.end]
}

#[test]
fn a_good_answer_becomes_marked_proposals() {
    let stub = Stub::saying(&json!({ "acts": [act("Police arrested Anton Besk", "Anton Besk")] }).to_string());
    let reading = read_with(&stub.url, &settings(), TEXT);
    assert!(reading.problems.is_empty() && reading.acts.is_empty(), "{:?}", reading.problems);
    let [by] = &reading.proposals[..] else { panic!("one entry for one reader") };
    assert_eq!((by.reader, by.dropped), (ProposingReader::Llm, 0));
    assert_eq!((by.model.as_deref(), by.version.as_deref()), (Some("tiny"), Some("tiny-7b-q4 fp_12")));
    let [Proposal { kind, span, evidence, participants, score: None }] = &by.list[..] else { panic!("{:?}", by.list) };
    assert_eq!(*kind, ProposalKind::Act("arrest".to_owned()));
    assert_eq!((words(*span), evidence.map(words)), ("arrested", Some("Police arrested Anton Besk")));
    let people: Vec<_> = participants.iter().map(|one| (one.role, words(one.span))).collect();
    assert_eq!(people, [(Role::Victim, "Anton Besk"), (Role::Perpetrator, "Police")]);

    let (models, chat) = (stub.asked.recv().unwrap(), stub.asked.recv().unwrap());
    assert!(models.starts_with("GET /v1/models HTTP/1.1\r\n") && !models.contains("Besk"));
    assert!(chat.starts_with("POST /v1/chat/completions HTTP/1.1\r\n"));
    assert!(chat.contains(&format!("Authorization: Bearer {KEY}\r\n")));
    let body: serde_json::Value = serde_json::from_str(chat.split_once("\r\n\r\n").unwrap().1).unwrap();
    assert_eq!((&body["model"], &body["messages"][1]["content"]), (&json!("tiny"), &json!(TEXT)));
    assert!(body["messages"][0]["content"].as_str().unwrap().contains("\narrest: "));
}

#[test]
fn invented_words_are_dropped_and_counted() {
    let acts = [act("Police arrested Anton Besk", "Mira Vask"), act("Police arrested Mira Vask", "Mira Vask")];
    let stub = Stub::saying(
        &json!({ "acts": [&acts[0], &acts[1], act("Police arrested Anton Besk", "Anton Besk")] }).to_string(),
    );
    let by = read_with(&stub.url, &settings(), TEXT).proposals.remove(0);
    assert_eq!((by.list.len(), by.dropped), (1, 2));
}

#[test]
fn a_long_document_goes_in_pieces_and_keeps_its_spans() {
    let stub = Stub::saying(&json!({ "acts": [act("Police arrested Anton Besk", "Anton Besk")] }).to_string());
    let text = format!("{}{TEXT}", "Nothing else happened that day. ".repeat(300));
    let by = read_with(&stub.url, &settings(), &text).proposals.remove(0);
    let [found] = &by.list[..] else { panic!("{by:?}") };
    assert_eq!(&text[found.span.start..found.span.end], "arrested");
    assert_eq!(by.dropped, 1, "the first piece does not hold the words");

    let endless = TEXT.repeat(4_000);
    let reading = read_with(&stub.url, &settings(), &endless);
    assert_eq!(reading.problems[0].code, "llm-not-all-read");
    assert_eq!(reading.proposals[0].list.len(), MAX_PIECES);
}

#[test]
fn an_empty_document_is_not_sent() {
    let stub = Stub::saying("{}");
    assert!(read_with(&stub.url, &settings(), " \n").problems.is_empty());
    assert!(stub.asked.try_recv().is_err());
}

#[test]
fn rubbish_is_a_problem() {
    for said in ["babble", "{\"acts\": 7}", ""] {
        assert_eq!(failed(&Stub::saying(said).url, &settings()), "llm-not-understood", "{said}");
    }
    assert_eq!(failed(&Stub::answering("babble\r\n".repeat(5)).url, &settings()), "llm-not-understood");
    assert_eq!(failed(&Stub::answering(success("{\"data\":[]}")).url, &settings()), "llm-refused");
    assert_eq!(
        failed(&Stub::answering("HTTP/1.1 500 babble\r\n\r\nbabble".to_owned()).url, &settings()),
        "llm-refused"
    );
}

#[test]
fn a_slow_server_does_not_hold_up_the_reading() {
    let settings = Settings { timeout: Duration::from_millis(300), ..settings() };
    let silent = Stub::new(|_, _| std::thread::sleep(Duration::from_secs(5)));
    // Every byte comes in time, the answer as a whole does not.
    let dripping = Stub::new(|_, stream| {
        let answer = success(&" ".repeat(500));
        for byte in answer.as_bytes().chunks(1) {
            if stream.write_all(byte).is_err() {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    });
    for stub in [silent, dripping] {
        let start = Instant::now();
        assert_eq!(failed(&stub.url, &settings), "llm-too-slow");
        assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
    }
}

#[test]
fn a_server_that_is_always_too_slow_is_given_up() {
    let stub = Stub::new(|_, _| std::thread::sleep(Duration::from_secs(2)));
    let settings = Settings { timeout: Duration::from_millis(50), ..settings() };
    let readers = Readers::open(&[Choice::Llm(stub.url)], &settings, &Codebook::builtin().unwrap()).unwrap();
    let document = Document { text: TEXT.to_owned(), ..Document::default() };
    let mut reading = Reading { document, ..Reading::default() };
    for _ in 0..5 {
        readers.propose(&mut reading);
    }
    let codes: Vec<_> = reading.problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(codes, ["llm-too-slow", "llm-too-slow", "llm-too-slow", "llm-given-up", "llm-given-up"]);
    assert_eq!(reading.proposals.len(), 5);
}

#[test]
fn an_endless_answer_is_not_kept() {
    let endless = Stub::new(|_, stream| {
        let _gone = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while stream.write_all(&[b' '; 64 << 10]).is_ok() {}
    });
    assert_eq!(failed(&endless.url, &settings()), "llm-too-long");
}

#[test]
fn a_redirect_is_not_followed() {
    let elsewhere = Stub::saying("{\"acts\":[]}");
    for target in [elsewhere.url.as_str(), "http://192.0.2.7/v1"] {
        for status in [301, 307, 308] {
            let stub =
                Stub::answering(format!("HTTP/1.1 {status} Go\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n"));
            assert_eq!(failed(&stub.url, &settings()), "llm-refused");
        }
    }
    assert!(elsewhere.asked.try_recv().is_err());
}

#[test]
fn a_connection_that_ends_is_a_problem() {
    let stub = Stub::answering("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{".to_owned());
    assert_eq!(failed(&stub.url, &settings()), "llm-broken-off");
    assert_eq!(failed(&Stub::answering(String::new()).url, &settings()), "llm-broken-off");
}

#[test]
fn a_server_that_is_down_is_a_problem() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(failed(&url, &settings()), "llm-not-reached");
}

#[test]
fn another_computer_is_refused_before_anything_is_sent() {
    let codebook = Codebook::builtin().unwrap();
    let open = |url: &str| Readers::open(&[Choice::Llm(url.to_owned())], &Settings::default(), &codebook).map(|_| ());
    for url in ["http://192.0.2.7:8080/v1", "http://example.org/v1", "https://127.0.0.1/v1"] {
        assert!(matches!(open(url), Err(ReaderError::Address(_))), "{url}");
    }
}

#[test]
fn what_was_proposed_before_the_server_failed_is_kept() {
    let answer = json!({ "choices": [{ "message": { "content": json!({ "acts": [act("Police arrested Anton Besk", "Anton Besk")] }).to_string() } }] });
    let answer = success(&answer.to_string());
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let stub = Stub::new(move |_, stream| {
        if asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 0 {
            let _gone = stream.write_all(answer.as_bytes());
        }
    });
    let settings = Settings { model: Some("named".to_owned()), ..settings() };
    let text = format!("{TEXT} {}", "Nothing else happened that day. ".repeat(300));
    let reading = read_with(&stub.url, &settings, &text);
    assert_eq!(reading.problems[0].code, "llm-broken-off");
    assert_eq!((reading.proposals[0].list.len(), reading.proposals[0].model.as_deref()), (1, Some("named")));
}
