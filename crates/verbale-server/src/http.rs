//! Sockets to answers: limits, checks and headers that hold for every request.
//!
//! Read-only: GET and HEAD, no bodies. A request whose Host is not one this server goes by is refused, so that a
//! page elsewhere cannot reach the record through the reader's browser by renaming itself (DNS rebinding).

use crate::ask::Ask;
use crate::reply::Reply;
use crate::room::Room;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// Connections held open at once; more wait in the system's queue.
const CONNECTIONS: usize = 256;
/// Requests that read the record at once.
const READERS: usize = 4;
/// Within this time a request's head must have come; an idle connection ends after it.
const HEAD: Duration = Duration::from_secs(15);
/// A request that found no free reader in this time is turned away.
const QUEUE: Duration = Duration::from_secs(10);
/// What running requests get to finish when the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(3);
/// Of a request's head, in bytes.
const HEAD_SIZE: usize = 16 * 1024;

const SECURITY: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// What all connections share.
struct Shared {
    room: Arc<Room>,
    readers: Semaphore,
    hosts: Hosts,
}

/// The names this server goes by.
pub(crate) struct Hosts {
    /// The address it is bound to.
    at: SocketAddr,
    /// The name the user gave with `--host`.
    named: String,
}

impl Hosts {
    pub(crate) fn new(at: SocketAddr, named: &str) -> Self {
        Self { at, named: named.to_ascii_lowercase() }
    }

    /// Whether a Host header names this server: its address or name with its port; the loopback's names where it is
    /// bound to that; any bare address where it is bound to all, since a rebound name is never a bare address.
    pub(crate) fn accept(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port.parse::<u16>().ok()),
            _ => (host.as_str(), Some(80)),
        };
        if port != Some(self.at.port()) {
            return false;
        }
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let ip = bare.parse::<std::net::IpAddr>().ok();
        let loopback = self.at.ip().is_loopback() || self.at.ip().is_unspecified();
        (loopback && (name == "localhost" || ip.is_some_and(|ip| ip.is_loopback())))
            || name == self.named
            || ip.is_some_and(|ip| ip == self.at.ip() || self.at.ip().is_unspecified())
    }
}

/// Serves until `stop` is done, then lets running requests finish.
pub(crate) async fn run(
    listener: TcpListener,
    room: Arc<Room>,
    hosts: Hosts,
    stop: impl Future<Output = ()>,
) {
    let shared = Arc::new(Shared { room, readers: Semaphore::new(READERS), hosts });
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_SIZE).max_headers(64);
    let mut idle = tokio::time::interval(Duration::from_secs(5));
    tokio::pin!(stop);
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { break };
        let stream = loop {
            tokio::select! {
                () = &mut stop => {
                    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
                    return;
                }
                _ = idle.tick() => shared.room.rest(),
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => break stream,
                    // Out of file handles, most likely: some connection will end.
                    Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
                },
            }
        };
        let shared = shared.clone();
        let answer = hyper::service::service_fn(move |request| {
            let shared = shared.clone();
            async move { Ok::<_, Infallible>(shared.answer(request).await) }
        });
        let connection = graceful.watch(builder.serve_connection(TokioIo::new(stream), answer));
        tokio::spawn(async move {
            // A reader who went away is no error.
            let _ = connection.await;
            drop(place);
        });
    }
}

impl Shared {
    async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let head = request.method() == Method::HEAD;
        if !head && request.method() != Method::GET {
            let mut refused = respond(plain(405, "This server only answers GET and HEAD."), None, head);
            refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            return refused;
        }
        let host = host(&request);
        let Some(host) = host.filter(|h| self.hosts.accept(h)) else {
            return respond(plain(421, "This server does not go by that name."), None, head);
        };
        let (path, query) = (request.uri().path(), request.uri().query().unwrap_or(""));
        let Some(ask) = Ask::new(path, query, &format!("http://{host}")) else {
            return respond(plain(414, "That address is too long, or no text."), None, head);
        };
        let known = request.headers().get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
        respond(self.read(ask).await, known, head)
    }

    /// Answers on a thread that may wait for the disk.
    async fn read(&self, ask: Ask) -> Reply {
        let Ok(Ok(_reader)) = tokio::time::timeout(QUEUE, self.readers.acquire()).await else {
            return plain(503, "Too many questions at once: try again in a moment.");
        };
        let room = self.room.clone();
        let answered = tokio::task::spawn_blocking(move || room.answer(&ask)).await;
        answered.unwrap_or_else(|_| plain(500, "The server failed to answer that."))
    }
}

fn plain(status: u16, words: &str) -> Reply {
    Reply::new("text/plain; charset=utf-8", format!("{words}\n")).status(status)
}

/// The host asked for. Two Host headers are none.
fn host(request: &Request<Incoming>) -> Option<String> {
    let of = |headers: &HeaderMap| {
        let mut all = headers.get_all(header::HOST).iter();
        let first = all.next()?.to_str().ok()?.to_owned();
        all.next().is_none().then_some(first)
    };
    let stated = of(request.headers())?;
    match request.uri().authority() {
        Some(a) if a.as_str() != stated => None,
        _ => Some(stated),
    }
}

/// The reply with its headers; its body only where it is wanted.
fn respond(reply: Reply, known: Option<&str>, head: bool) -> Response<Full<Bytes>> {
    let tag = format!("\"{:016x}\"", xxhash_rust::xxh3::xxh3_64(&reply.body));
    let unchanged = reply.status == 200 && known.is_some_and(|k| matches(k, &tag));
    let status = if unchanged { 304 } else { reply.status };
    let length = reply.body.len();
    let body = if unchanged || head { Bytes::new() } else { Bytes::from(reply.body) };
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    for (name, value) in SECURITY {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(reply.kind));
    let cache = if reply.lasting { "public, max-age=31536000, immutable" } else { "private, no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if reply.status == 200 {
        put(headers, header::ETAG, &tag);
    }
    if head && !unchanged {
        put(headers, header::CONTENT_LENGTH, &length.to_string());
    }
    if let Some(to) = &reply.location {
        put(headers, header::LOCATION, to);
    }
    if let Some(name) = &reply.file {
        put(headers, header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""));
    }
    response
}

/// Puts a header in; one that cannot be one is left out.
fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Whether an If-None-Match header names the tag.
fn matches(known: &str, tag: &str) -> bool {
    known.split(',').any(|k| matches!(k.trim(), "*") || k.trim().trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(at: &str, named: &str) -> Hosts {
        Hosts::new(at.parse().unwrap(), named)
    }

    #[test]
    fn a_rebound_name_is_refused_and_the_loopback_accepted() {
        let h = hosts("127.0.0.1:8600", "127.0.0.1");
        for good in ["127.0.0.1:8600", "localhost:8600", "LOCALHOST:8600", "[::1]:8600"] {
            assert!(h.accept(good), "{good}");
        }
        let bad = [
            "evil.example:8600",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost.evil.example:8600",
            "",
            "192.168.1.2:8600",
        ];
        for bad in bad {
            assert!(!h.accept(bad), "{bad}");
        }
    }

    #[test]
    fn a_server_for_all_goes_by_addresses_and_its_name_only() {
        let h = hosts("0.0.0.0:80", "reading.example");
        assert!(h.accept("192.168.1.2") && h.accept("reading.example") && h.accept("reading.example:80"));
        assert!(!h.accept("evil.example"));
    }

    #[test]
    fn tags_match_by_weak_comparison() {
        assert!(matches("W/\"a\", \"b\"", "\"a\"") && matches("*", "\"a\""));
        assert!(!matches("\"b\"", "\"a\""));
    }
}
