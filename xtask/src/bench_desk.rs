//! `cargo xtask bench desk [--documents N] [--case FOLDER] [--program FILE] [--patience SECONDS]`: how fast the pages come on a large
//! case, and fifty readers at once. What is worked out across documents is waited for, so long at most.

use crate::{Failure, run};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const DOCUMENTS: &str = "100000";
const PASSPHRASE: &str = "nine grey herons over the quiet harbour mill";
/// Requests of each kind of page.
const N: usize = 200;
const READERS: usize = 50;
/// What a page answers that is still being worked out.
const WORKING: u16 = 202;
const PATIENCE: Duration = Duration::from_secs(3600);
/// Pages that each of the readers asks for.
const EACH: usize = 20;

/// Makes the case, or takes the one that is named, serves it and measures.
pub fn run_task(arguments: &[String]) -> Result<(), Failure> {
    let value = |name: &str| arguments.iter().skip_while(|one| *one != name).nth(1);
    let target = run::root().join("target/bench/desk");
    let program = match value("--program") {
        Some(program) => PathBuf::from(program),
        None => run::build_saksi()?,
    };
    let folder = match value("--case") {
        Some(folder) => PathBuf::from(folder),
        None => make(&target, value("--documents").map_or(DOCUMENTS, String::as_str))?,
    };
    let state = target.join("state");
    let _ended = Ended(program.clone(), folder.clone(), state.clone());
    // Unlocking folds in what the tables lack and is measured by itself; the first page comes after it.
    let started = Instant::now();
    run::run(saksi(&program, &state).arg("unlock").arg(&folder))?;
    println!("unlocked                     {:>8.1} s", started.elapsed().as_secs_f64());
    let started = Instant::now();
    let mut desk = Desk::open(saksi(&program, &state), &folder)?;
    println!("desk opened, first page      {:>8.0} ms", milliseconds(started.elapsed()));
    let patience = value("--patience").and_then(|seconds| seconds.parse().ok()).map_or(PATIENCE, Duration::from_secs);
    let is_worked_out = work_out(&desk, patience)?;
    measure(&mut desk, is_worked_out)?;
    readers(&desk)
}

fn saksi(program: &Path, state: &Path) -> Command {
    let mut command = Command::new(program);
    command.env("SAKSI_PASSPHRASE", PASSPHRASE).env("SAKSI_STATE", state);
    command
}

/// Has everything across documents worked out, and asks for other pages meanwhile. False when it took too long.
fn work_out(desk: &Desk, patience: Duration) -> Result<bool, Failure> {
    let mut stream = desk.connect()?;
    let documents = documents(desk, &mut stream)?;
    let (started, mut meanwhile) = (Instant::now(), Vec::new());
    while desk.get(&mut stream, "/people")?.status == WORKING {
        for path in documents.iter().cycle().skip(meanwhile.len()).take(10) {
            meanwhile.push(desk.get(&mut stream, path)?.time);
            std::thread::sleep(Duration::from_millis(100));
        }
        if started.elapsed() > patience {
            break;
        }
    }
    let is_done = started.elapsed() <= patience;
    meanwhile.sort_unstable();
    let at = |percent: usize| meanwhile.get(meanwhile.len() * percent / 100).copied().map_or(0.0, milliseconds);
    let word = if is_done { "worked out across documents" } else { "NOT worked out, given up" };
    println!(
        "{word:<28} {:>8.1} s; {} documents shown meanwhile: p50 {:.0} ms, p99 {:.0} ms",
        started.elapsed().as_secs_f64(),
        meanwhile.len(),
        at(50),
        at(99)
    );
    Ok(is_done)
}

/// Makes a case of so many documents.
fn make(target: &Path, documents: &str) -> Result<PathBuf, Failure> {
    run::run(&mut run::cargo(&["build", "--profile", "quick", "--package", "casework", "--example", "desk_case"]))?;
    let folder = target.join("case");
    // What an earlier run left.
    drop(std::fs::remove_dir_all(target));
    std::fs::create_dir_all(target).map_err(|error| Failure::new(error.to_string(), "check the disk"))?;
    let build = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| run::root().join("target"), Into::into);
    let mut command = Command::new(build.join("quick/examples/desk_case"));
    run::run(command.arg(&folder).arg(documents).env("SAKSI_STATE", target.join("state")))?;
    Ok(folder)
}

/// Locks the case at the end.
struct Ended(PathBuf, PathBuf, PathBuf);

impl Drop for Ended {
    fn drop(&mut self) {
        drop(saksi(&self.0, &self.2).arg("lock").arg(&self.1).status());
    }
}

/// A served desk and the cookie of somebody who was let in.
struct Desk {
    server: Child,
    host: String,
    prefix: String,
    cookie: String,
}

impl Drop for Desk {
    fn drop(&mut self) {
        drop(self.server.kill().and_then(|()| self.server.wait()));
    }
}

/// What was answered.
struct Page {
    status: u16,
    text: String,
    time: Duration,
}

impl Desk {
    fn open(mut command: Command, folder: &Path) -> Result<Self, Failure> {
        command.args(["serve", "--no-browser"]).arg(folder);
        let mut server =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(failed)?;
        let mut link = String::new();
        let lines = server.stdout.take().ok_or_else(|| failed("no output"))?;
        BufReader::new(lines).read_line(&mut link).map_err(failed)?;
        let address = link.trim().strip_prefix("http://").ok_or_else(|| failed("no link"))?;
        let (host, path) = address.split_once('/').ok_or_else(|| failed("no path"))?;
        let prefix = format!("/{}", path.split('/').next().unwrap_or_default());
        let mut desk = Self { server, host: host.to_owned(), prefix, cookie: String::new() };
        let head = desk.exchange(&mut desk.connect()?, "GET", &format!("/{path}"), "")?.0;
        let cookie =
            head.lines().find_map(|line| line.to_lowercase().starts_with("set-cookie:").then(|| line.to_owned()));
        let cookie = cookie.ok_or_else(|| failed("no cookie"))?;
        cookie["set-cookie:".len()..].trim().split(';').next().unwrap_or_default().clone_into(&mut desk.cookie);
        desk.get(&mut desk.connect()?, "")?;
        Ok(desk)
    }

    fn connect(&self) -> Result<TcpStream, Failure> {
        let stream = TcpStream::connect(&self.host).map_err(failed)?;
        stream.set_nodelay(true).map_err(failed)?;
        Ok(stream)
    }

    /// A page, by its path without the prefix.
    fn get(&self, stream: &mut TcpStream, path: &str) -> Result<Page, Failure> {
        self.timed(stream, "GET", path, "")
    }

    fn timed(&self, stream: &mut TcpStream, method: &str, path: &str, form: &str) -> Result<Page, Failure> {
        let started = Instant::now();
        let (head, text) = self.exchange(stream, method, &format!("{}{path}", self.prefix), form)?;
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Ok(Page { status, text, time: started.elapsed() })
    }

    fn exchange(
        &self,
        stream: &mut TcpStream,
        method: &str,
        path: &str,
        form: &str,
    ) -> Result<(String, String), Failure> {
        let Self { host, cookie, .. } = self;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        stream.write_all(request.as_bytes()).map_err(failed)?;
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while reader.read_line(&mut head).map_err(failed)? > 2 {}
        let length =
            head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
        let mut body = vec![0; length.unwrap_or_default()];
        reader.read_exact(&mut body).map_err(failed)?;
        Ok((head, String::from_utf8_lossy(&body).into_owned()))
    }
}

/// Every page, `N` times; those that are worked out across documents only when they are.
fn measure(desk: &mut Desk, is_worked_out: bool) -> Result<(), Failure> {
    let mut stream = desk.connect()?;
    println!("{:<28} {:>9} {:>9} {:>9} {:>9}", "page", "first ms", "p50 ms", "p99 ms", "kB");
    let inbox = desk.get(&mut stream, "")?.text;
    let documents = documents(desk, &mut stream)?;
    let mut kinds: Vec<(String, Vec<String>)> = vec![
        ("inbox".to_owned(), (0..N).map(|n| format!("?before={}", n * 499 + 60)).collect()),
        ("document".to_owned(), documents.clone()),
        ("log".to_owned(), (0..N).map(|n| format!("/log?offset={}", n * 995)).collect()),
        ("review".to_owned(), (0..N).map(|n| format!("/review?skip={}", n * n)).collect()),
    ];
    // The menu says which other pages there are; what they list is opened too.
    let known = ["/review", "/log", "/search", "?", "/document", "/static", "/lock", "/language", "/add", "/read"];
    for path in links(&inbox, &desk.prefix).into_iter().filter(|_| is_worked_out) {
        if !path.is_empty() && !known.iter().any(|known| path.starts_with(known)) {
            kinds.push((path.trim_start_matches('/').to_owned(), vec![path.clone(); N]));
            let listed = desk.get(&mut stream, &path)?.text;
            for below in ["/person/", "/event/"] {
                let inside: Vec<String> =
                    links(&listed, &desk.prefix).into_iter().filter(|one| one.starts_with(below)).collect();
                if !inside.is_empty() && !kinds.iter().any(|(name, _)| *name == below) {
                    kinds.push((below.to_owned(), inside));
                }
            }
        }
    }
    for (name, paths) in &kinds {
        timed(desk, &mut stream, name, paths.iter().map(|path| ("GET", path.clone(), String::new())))?;
    }
    let search = desk.get(&mut stream, "/search")?.text;
    if let Some(token) = token(&search, "/find") {
        let words = (0..N)
            .map(|n| ["ka", "romi", "tenso", "velan", "drimi", "zuha"][n % 6].to_owned() + &"ka".repeat(n / 6 % 3));
        let forms = words.map(|word| ("POST", "/find".to_owned(), format!("token={token}&query={word}")));
        timed(desk, &mut stream, "search", forms.collect::<Vec<_>>().into_iter())?;
    }
    Ok(())
}

/// Addresses of documents from all over the case.
fn documents(desk: &Desk, stream: &mut TcpStream) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for n in 0..20 {
        let page = desk.get(stream, &format!("?before={}", n * 5000 + 60))?;
        found.extend(
            links(&page.text, &desk.prefix).into_iter().filter(|path| path.starts_with("/document/")).take(N / 20),
        );
    }
    Ok(found)
}

/// Paths of a page's links, without the prefix.
fn links(page: &str, prefix: &str) -> Vec<String> {
    let all = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()?.strip_prefix(prefix));
    let paths: BTreeSet<String> =
        all.map(|path| path.split('#').next().unwrap_or_default().replace("&amp;", "&")).collect();
    paths.into_iter().collect()
}

/// The token of the form that goes to `action`.
fn token(page: &str, action: &str) -> Option<String> {
    let form = page.split("<form ").find(|form| form.contains(&format!("{action}\"")))?;
    form.split("name=\"token\" value=\"").nth(1)?.split('"').next().map(str::to_owned)
}

fn timed(
    desk: &Desk,
    stream: &mut TcpStream,
    name: &str,
    requests: impl Iterator<Item = (&'static str, String, String)>,
) -> Result<(), Failure> {
    let (mut times, mut first, mut longest) = (Vec::new(), None, 0);
    for (method, path, form) in requests {
        let page = desk.timed(stream, method, &path, &form)?;
        if page.status != 200 {
            return Err(Failure::new(format!("{name} {path} answered {}", page.status), "see the page"));
        }
        longest = longest.max(page.text.len());
        match first {
            // The first one may have to work something out that is kept.
            None => first = Some(page.time),
            Some(_) => times.push(page.time),
        }
    }
    times.sort_unstable();
    let at =
        |percent: usize| times.get(times.len() * percent / 100).or(times.last()).copied().map_or(0.0, milliseconds);
    let first = first.map_or(0.0, milliseconds);
    println!("{name:<28} {first:>9.1} {:>9.1} {:>9.1} {:>9.1}", at(50), at(99), longest as f64 / 1000.0);
    Ok(())
}

/// Fifty people at once, each with a connection of their own.
fn readers(desk: &Desk) -> Result<(), Failure> {
    let documents = documents(desk, &mut desk.connect()?)?;
    let started = Instant::now();
    let results: Vec<Result<Vec<Duration>, Failure>> = std::thread::scope(|scope| {
        let reader = |reader: usize| {
            let documents = &documents;
            move || {
                let mut stream = desk.connect()?;
                let paths = (0..EACH).map(|n| match n % 3 {
                    0 => format!("?before={}", (reader * EACH + n) * 97 + 60),
                    1 => format!("/review?skip={}", reader * n),
                    _ => documents.get((reader * EACH + n) % documents.len().max(1)).cloned().unwrap_or_default(),
                });
                paths
                    .map(|path| match desk.get(&mut stream, &path)? {
                        page if page.status == 200 => Ok(page.time),
                        page => Err(Failure::new(format!("{path} answered {}", page.status), "see the page")),
                    })
                    .collect()
            }
        };
        let all: Vec<_> = (0..READERS).map(|n| scope.spawn(reader(n))).collect();
        all.into_iter().map(|one| one.join().unwrap_or_else(|_| Err(failed("a reader stopped")))).collect()
    });
    let mut times: Vec<Duration> = results.into_iter().collect::<Result<Vec<_>, _>>()?.concat();
    times.sort_unstable();
    let at =
        |percent: usize| times.get(times.len() * percent / 100).or(times.last()).copied().map_or(0.0, milliseconds);
    println!(
        "{READERS} readers at once, {} pages without an error in {:.1} s: p50 {:.0} ms, p99 {:.0} ms",
        times.len(),
        started.elapsed().as_secs_f64(),
        at(50),
        at(99)
    );
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::new(error.to_string(), "run `saksi serve` on the case by hand")
}
