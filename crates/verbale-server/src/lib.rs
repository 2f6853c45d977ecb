//! The reading room: a record file in, pages, pictures, feeds and an API over HTTP out.
//!
//! Nothing is loaded but what a page shows: every list is a short walk along the indexes that `verbale build` wrote
//! (`verbale-record/src/store/facets.sql`). Each request reads one state of the record, in one transaction. `http` knows
//! sockets, `room` which address is what, `read` the tables, `pages`, `pictures`, `api` and `feeds` what is shown.

mod api;
mod ask;
mod cite;
mod feeds;
mod http;
mod pages;
mod pictures;
mod pool;
mod read;
mod reply;
mod room;
#[cfg(test)]
mod tests;
mod words;

use room::Room;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use verbale_record::store::StoreError;

/// What one request may take.
const LIMIT: Duration = Duration::from_secs(10);

/// What to serve, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The record file.
    pub file: PathBuf,
    /// A name or an address of this machine.
    pub host: String,
    /// 0 for any free one.
    pub port: u16,
}

/// Why the record cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The record cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address cannot be used.
    #[error("cannot listen on {host} port {port}: {cause}. Choose others with --host and --port")]
    Address {
        /// The host asked for.
        host: String,
        /// The port asked for.
        port: u16,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The system refuses something else.
    #[error("cannot serve: {0}")]
    Io(#[from] std::io::Error),
}

/// Serves the record until `stop` is done. `ready` is told the address once it can be asked.
pub fn serve(options: &Options, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let room = Arc::new(Room::open(&options.file, LIMIT)?);
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(8).build()?;
    runtime.block_on(async {
        let listener = listen(options).await?;
        let at = listener.local_addr()?;
        let hosts = http::Hosts::new(at, &options.host);
        ready(at);
        http::run(listener, room, hosts, stopped()).await;
        Ok(())
    })
}

async fn listen(options: &Options) -> Result<tokio::net::TcpListener, ServeError> {
    let refused = |cause| ServeError::Address { host: options.host.clone(), port: options.port, cause };
    let addresses: Vec<_> =
        (options.host.as_str(), options.port).to_socket_addrs().map_err(refused)?.collect();
    tokio::net::TcpListener::bind(addresses.as_slice()).await.map_err(refused)
}

/// Done when the user or the system asks the program to end.
async fn stopped() {
    let interrupt = async {
        // Where signals cannot be had, the server runs until it is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! { () = interrupt => (), _ = terminate.recv() => () },
            Err(_) => interrupt.await,
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}
