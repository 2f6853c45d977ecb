//! `verbale parse`: the language engine over a file, a folder or standard input, in order, in bounded memory.

use crate::cli::{Parse, ParseFormat};
use anyhow::{Context, bail};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use verbale_language::{Document, Engine};

/// A text's name, and the text or why it could not be read.
type Source = (String, Result<String, String>);

pub(crate) fn run(args: &Parse) -> anyhow::Result<ExitCode> {
    let sources = list(&args.input)?;
    let threads = super::threads(args.threads).min(sources.len()).max(1);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let failed = analyse_in_order(&sources, threads, args.format, |text| out.write_all(text.as_bytes()))?;
    out.flush()?;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

fn list(input: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if input.as_os_str() == "-" || input.is_file() {
        return Ok(vec![input.to_path_buf()]);
    }
    if !input.exists() {
        bail!(
            "{} does not exist: give a text file, a folder of them, or - for standard input",
            input.display()
        );
    }
    let mut files = Vec::new();
    collect(input, &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        // Links are not followed into folders: a loop would never end.
        let kind = entry.file_type().with_context(|| format!("cannot look at {}", entry.path().display()))?;
        if kind.is_dir() {
            collect(&entry.path(), files)?;
        } else if entry.path().is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn read(path: &Path) -> Source {
    let name = path.display().to_string();
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let text = bytes
        .map_err(|e| e.to_string())
        .and_then(|b| String::from_utf8(b).map_err(|_| "is not UTF-8 text".to_string()));
    (name, text)
}

/// Analyses sources on `threads` threads and hands them to `sink` in order. Thread `t` takes sources `t`,
/// `t + threads`, …, each with a short queue: order without a sort, and memory for a few documents only.
fn analyse_in_order(
    sources: &[PathBuf],
    threads: usize,
    format: ParseFormat,
    mut sink: impl FnMut(&str) -> std::io::Result<()>,
) -> anyhow::Result<usize> {
    let mut failed = 0;
    thread::scope(|scope| {
        let queues: Vec<Receiver<Source>> = (0..threads)
            .map(|t| {
                let (send, receive) = sync_channel(2);
                scope.spawn(move || analyse_every(sources, t, threads, format, &send));
                receive
            })
            .collect();
        for n in 0..sources.len() {
            let Ok((name, result)) = queues[n % threads].recv() else { break };
            match result {
                Ok(text) => sink(&text)?,
                Err(reason) => {
                    failed += 1;
                    eprintln!("verbale: {name}: {reason}; left out");
                }
            }
        }
        anyhow::Ok(())
    })?;
    Ok(failed)
}

fn analyse_every(
    sources: &[PathBuf],
    first: usize,
    step: usize,
    format: ParseFormat,
    send: &SyncSender<Source>,
) {
    let engine = Engine::embedded();
    for path in sources.iter().skip(first).step_by(step) {
        let (name, text) = read(path);
        let analysed = text.map(|t| written(format, &name, &engine.analyse(&t)));
        if send.send((name, analysed)).is_err() {
            return;
        }
    }
}

fn written(format: ParseFormat, name: &str, document: &Document) -> String {
    match format {
        ParseFormat::Conllu => format!("# newdoc id = {}\n{}", name.replace('\n', " "), document.to_conllu()),
        ParseFormat::Json => {
            let tokens: Vec<_> = document.rows().collect();
            let line = serde_json::json!({ "id": name, "text": document.text(), "tokens": tokens });
            format!("{line}\n")
        }
    }
}
