//! What holds for every request, over a real socket.

use super::record::{record, written};
use crate::http::{Hosts, run};
use crate::room::Room;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

struct Server {
    at: SocketAddr,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
    _folder: TempDir,
}

fn server() -> Server {
    let folder = tempfile::tempdir().unwrap();
    let path = written(&record(), folder.path(), "minutes.verbale");
    let room = Arc::new(Room::open(&path, Duration::from_secs(10)).unwrap());
    let (tell, told) = std::sync::mpsc::channel();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let at = listener.local_addr().unwrap();
            tell.send(at).unwrap();
            run(listener, room, Hosts::new(at, "127.0.0.1"), async { drop(stopped.await) }).await;
        });
    });
    Server { at: told.recv().unwrap(), stop: Some(stop), thread: Some(thread), _folder: folder }
}

impl Server {
    /// Status line, headers in small letters, body.
    fn send(&self, head: &str) -> (String, String, String) {
        let mut stream = TcpStream::connect(self.at).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(head.replace("HOST", &self.at.to_string()).as_bytes()).unwrap();
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let text = String::from_utf8_lossy(&all).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let (status, headers) = head.split_once("\r\n").unwrap_or((head, ""));
        (status.to_owned(), headers.to_lowercase(), body.to_owned())
    }

    fn get(&self, path: &str, more: &str) -> (String, String, String) {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n{more}\r\n"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        self.thread.take().unwrap().join().unwrap();
    }
}

#[test]
fn pages_come_with_a_strict_policy_and_a_tag() {
    let server = server();
    let (status, headers, body) = server.get("/", "");
    assert_eq!(status, "HTTP/1.1 200 OK");
    assert!(headers.contains("content-security-policy: default-src 'none'") && !headers.contains("unsafe"));
    assert!(
        headers.contains("x-content-type-options: nosniff")
            && headers.contains("referrer-policy: no-referrer")
    );
    assert!(body.contains("What was said and done"));
    let tag = headers.split("etag: ").nth(1).unwrap().split("\r\n").next().unwrap();
    let (status, _, body) = server.get("/", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((status.as_str(), body.as_str()), ("HTTP/1.1 304 Not Modified", ""));
}

#[test]
fn only_readers_who_ask_for_this_host_are_answered() {
    let server = server();
    let of = |head: &str| server.send(head).0;
    assert!(of("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").contains("421"));
    assert!(of("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").contains("421"), "no host at all");
    assert!(
        of("POST / HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx")
            .contains("405")
    );
    assert!(
        of(&format!("GET /{} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n", "a".repeat(5000)))
            .contains("414")
    );
    assert!(
        of(&format!(
            "GET / HTTP/1.1\r\nHost: HOST\r\nX: {}\r\nConnection: close\r\n\r\n",
            "a".repeat(40_000)
        ))
        .contains("431")
    );
    let (status, headers, body) = server.send("HEAD / HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n");
    assert!(status.contains("200") && body.is_empty() && headers.contains("content-length: "));
}

#[test]
fn told_to_stop_it_stops_though_a_reader_lingers() {
    let server = server();
    let _lingering = TcpStream::connect(server.at).unwrap();
    std::thread::sleep(Duration::from_millis(50));
    let began = std::time::Instant::now();
    drop(server);
    assert!(began.elapsed() < Duration::from_secs(8));
}
