//! `--reader llm=URL` as a person uses it, against a server of the test's own: what leaves the program, and where to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Command, Output};
use std::sync::mpsc::{Receiver, channel};

const REPORT: &str = "Police arrested the student Anton Besk in Karsund on 3 March 2021.\n";

/// A server on the loopback that answers every request with `answer`; gives its address and what it was asked.
fn server(answer: String) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (send, asked) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().take(20) {
            let mut stream = stream.unwrap();
            let mut from = BufReader::new(stream.try_clone().unwrap());
            let mut question = String::new();
            while from.read_line(&mut question).unwrap_or(0) > 2 {}
            let length = question.lines().find_map(|line| line.strip_prefix("Content-Length: ")?.parse().ok());
            let mut body = vec![0; length.unwrap_or(0)];
            let _gone = from.read_exact(&mut body);
            let _gone = send.send(question + &String::from_utf8_lossy(&body));
            let _gone = stream.write_all(answer.as_bytes());
        }
    });
    (address, asked)
}

fn success(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

/// An answer with one act whose words are in the report and one whose words are not.
fn acts() -> String {
    let act = |victim: &str| {
        format!(
            r#"{{"type":"arrest","quote":"Police arrested the student {victim}","trigger":"arrested","victims":["{victim}"],"perpetrators":["Police"]}}"#
        )
    };
    let content = format!(r#"{{"acts":[{},{}]}}"#, act("Anton Besk"), act("Mira Vask"));
    let content = serde_json::Value::from(content);
    success(&format!(r#"{{"model":"tiny-q4","choices":[{{"message":{{"content":{content}}}}}]}}"#))
}

fn saksi(room: &std::path::Path, arguments: &[&str], proxy: &str) -> Output {
    let proxy = format!("http://{proxy}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_saksi"));
    for name in ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"] {
        command.env(name, &proxy);
    }
    command.arg("read").args(arguments).arg("report.txt").current_dir(room).output().unwrap()
}

fn record(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_server_on_this_computer_proposes_and_nobody_else_is_asked() {
    let room = tempfile::tempdir().unwrap();
    std::fs::write(room.path().join("report.txt"), REPORT).unwrap();
    std::fs::write(room.path().join("key"), "key-of-the-test\n").unwrap();
    let (server, asked) = server(acts());
    let (proxy, proxied) = self::server(success("{}"));
    let url = format!("llm=http://{server}/v1");

    let plain = saksi(room.path(), &["--quiet"], &proxy);
    assert!(asked.try_recv().is_err(), "nothing is asked when nobody wants it");
    assert!(record(&plain).get("proposals").is_none());

    let output = saksi(room.path(), &["--reader", &url, "--llm-model", "tiny", "--llm-key-file", "key"], &proxy);
    let question = asked.recv().unwrap();
    assert!(question.contains("Anton Besk") && question.contains("Authorization: Bearer key-of-the-test\r\n"));
    assert!(proxied.try_recv().is_err(), "no proxy is used");
    let with = record(&output);
    let reader =
        serde_json::json!({ "reader": "llm", "model": "tiny", "version": "tiny-q4", "proposed": 1, "dropped": 1 });
    assert_eq!(with["readers"], serde_json::json!([reader]));
    assert_eq!((&with["proposals"][0]["text"], &with["proposals"][0]["type"]), (&"arrested".into(), &"arrest".into()));
    assert_eq!(with["acts"], record(&plain)["acts"], "what was read is what it was");
    for stream in [&output.stdout, &output.stderr] {
        assert!(!String::from_utf8_lossy(stream).contains("key-of-the-test"));
    }
    assert!(!String::from_utf8_lossy(&output.stderr).contains("Besk"));

    let listing = saksi(room.path(), &["--quiet", "--format", "text", "--reader", &url, "--llm-model", "tiny"], &proxy);
    let listing = String::from_utf8(listing.stdout).unwrap();
    assert!(
        listing.contains("Proposed by tiny (a language model, tiny-q4), not read by Saksi's rules; thrown away: 1:")
    );
}

#[test]
fn a_server_that_fails_leaves_the_reading_whole() {
    let room = tempfile::tempdir().unwrap();
    std::fs::write(room.path().join("report.txt"), REPORT).unwrap();
    let (elsewhere, asked) = server(success("{}"));
    let (server, _asked) = server(format!("HTTP/1.1 307 Go\r\nLocation: http://{elsewhere}/v1\r\n\r\n"));
    let output = saksi(room.path(), &["--quiet", "--reader", &format!("llm=http://{server}")], &elsewhere);
    assert!(output.status.success(), "{output:?}");
    let record = record(&output);
    assert_eq!(record["acts"][0]["type"], "arrest");
    let codes: Vec<_> = record["problems"].as_array().unwrap().iter().map(|problem| problem["code"].clone()).collect();
    assert!(codes.contains(&"llm-refused".into()), "{codes:?}");
    assert!(asked.try_recv().is_err());
}
