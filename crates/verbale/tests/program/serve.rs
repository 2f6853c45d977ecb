//! `verbale serve` beside `verbale build`: readers see the old record or the new, never a mix.

use crate::common::{build, example_files, exported, root};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Lists, counts, full text, an index page and a picture: each is made of several tables.
const ASKED: [&str; 8] = [
    "/timeline.json",
    "/about.json",
    "/issues.json",
    "/positions.json",
    "/actors.json",
    "/search.json?q=talks",
    "/dyads/CHN-USA.json",
    "/timeline.csv",
];

struct Server {
    child: Child,
    at: String,
}

impl Server {
    fn of(record: &Path) -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("verbale"))
            .args(["serve", "--port", "0"])
            .arg(record)
            .current_dir(root())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let at = said.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self { child, at }
    }

    fn get(&self, path: &str) -> String {
        let (head, body) = self.send(path);
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}\n{body}");
        body.replace(&self.at, "HOST")
    }

    /// Head and body.
    fn send(&self, path: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.at).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.at);
        stream.write_all(head.as_bytes()).unwrap();
        let mut all = String::new();
        stream.read_to_string(&mut all).unwrap();
        let (head, body) = all.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    fn all(&self) -> Vec<String> {
        ASKED.iter().map(|path| self.get(path)).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_record_built_on_while_it_is_read_is_old_or_new_and_never_a_mix() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record.verbale");
    let files = example_files();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    build(&files[..6], &record, &["--quiet"]);
    let server = Server::of(&record);
    let old = server.all();
    let building = AtomicBool::new(true);
    let seen = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = Vec::new();
            while building.load(Ordering::Relaxed) {
                seen.push(server.all());
            }
            seen
        });
        build(&files, &record, &["--quiet"]);
        building.store(false, Ordering::Relaxed);
        reader.join().unwrap()
    });
    let new = server.all();
    assert!(!seen.is_empty(), "nobody read while it was built");
    for (n, path) in ASKED.iter().enumerate() {
        assert_ne!(old[n], new[n], "{path} does not show what was added");
        let mut turned = false;
        for answers in &seen {
            assert!(
                answers[n] == old[n] || answers[n] == new[n],
                "{path} shows neither record:\n{}",
                answers[n]
            );
            assert!(!(turned && answers[n] == old[n]), "{path} shows the old record after the new");
            turned |= answers[n] == new[n];
        }
    }
}

#[test]
fn an_address_that_was_cited_leads_to_its_entry_after_more_articles_joined() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record.verbale");
    let files = example_files();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    // The later articles first: what joins stands before them in many entries.
    build(&files[6..], &record, &["--quiet"]);
    let old = exported(&record);
    build(&files, &record, &["--quiet"]);
    let server = Server::of(&record);
    let mut asked = 0;
    for kind in
        ["articles", "actors", "encounters", "statements", "demands", "events", "stories", "positions"]
    {
        for entry in old[kind].as_array().unwrap() {
            let id = entry["id"].as_str().unwrap();
            let (head, _) = server.send(&format!("/id/{id}"));
            let there =
                head.lines().find_map(|l| l.strip_prefix("location: ").or(l.strip_prefix("Location: ")));
            assert!(there.is_some_and(|to| to.starts_with(&format!("/{kind}/"))), "{kind} {id}: {head}");
            asked += 1;
        }
    }
    assert!(asked > 100, "only {asked} entries");
}
