//! `verbale serve`: the record in a browser.

use crate::cli::Serve;
use std::net::SocketAddr;
use verbale_server::Options;

pub(crate) fn run(args: &Serve) -> anyhow::Result<()> {
    let options = Options { file: args.file.clone(), host: args.host.clone(), port: args.port };
    verbale_server::serve(&options, |at| {
        let address = format!("http://{at}/");
        println!("Reading room open at {address} (Ctrl-C closes it)");
        if !at.ip().is_loopback() {
            eprintln!("verbale: everybody who can reach {} can read this record", shown(at));
        }
        if args.open
            && let Err(e) = open_browser(&address)
        {
            eprintln!("verbale: cannot open a browser ({e}); open {address} yourself");
        }
    })?;
    Ok(())
}

fn shown(at: SocketAddr) -> String {
    if at.ip().is_unspecified() { format!("port {} of this machine", at.port()) } else { at.to_string() }
}

/// Asks the system to show an address.
fn open_browser(address: &str) -> std::io::Result<()> {
    let mut command = if cfg!(target_os = "macos") {
        std::process::Command::new("open")
    } else if cfg!(target_os = "windows") {
        let mut c = std::process::Command::new("rundll32");
        c.arg("url.dll,FileProtocolHandler");
        c
    } else {
        std::process::Command::new("xdg-open")
    };
    command
        .arg(address)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .map(drop)
}
