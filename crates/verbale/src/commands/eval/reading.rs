//! Articles of a JSON Lines file, read to findings on all processors, in the file's order.

use anyhow::{Context, bail};
use serde_json::{Map, Value};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use verbale_article::{Format, Input, RawArticle};
use verbale_extract::Tools;
use verbale_record::Entry;
use verbale_register::Register;

/// One line of the file.
pub(super) type Line = Map<String, Value>;

/// The lines of a JSON Lines file, gzipped or not.
pub(super) fn lines(path: &Path) -> anyhow::Result<Vec<Line>> {
    let mut out = Vec::new();
    for raw in verbale_article::read(&Input::from(path))? {
        let raw = raw.map_err(|aside| anyhow::anyhow!("{}: {}", aside.source, aside.reason))?;
        let line = serde_json::from_slice(raw.bytes())
            .with_context(|| format!("{}: not a JSON object", raw.source()))?;
        out.push(line);
    }
    if out.is_empty() {
        bail!("{} holds no line", path.display());
    }
    Ok(out)
}

/// A field's text; of a number, its digits.
pub(super) fn field(line: &Line, name: &str) -> Option<String> {
    match line.get(name)? {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

/// What each line says, read as `verbale build` reads it, as far as it could be.
pub(super) fn entries(lines: &[Line], register: &Register) -> Vec<Option<Entry>> {
    entries_by(lines, &Tools::with(register))
}

/// The same without the encoder.
pub(super) fn entries_fast(lines: &[Line], register: &Register) -> Vec<Option<Entry>> {
    entries_by(lines, &Tools::with(register).fast())
}

fn entries_by(lines: &[Line], tools: &Tools<'_>) -> Vec<Option<Entry>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut mine = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(line) = lines.get(n) else { return mine };
            mine.push((n, entry(n, line, tools)));
        }
    };
    let mut out: Vec<(usize, Option<Entry>)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..crate::commands::threads(None)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().filter_map(|w| w.join().ok()).flatten().collect()
    });
    out.sort_by_key(|(n, _)| *n);
    out.into_iter().map(|(_, entry)| entry).collect()
}

fn entry(n: usize, line: &Line, tools: &Tools<'_>) -> Option<Entry> {
    let source = field(line, "id").unwrap_or_else(|| n.to_string());
    let bytes = serde_json::to_vec(line).ok()?;
    let article = RawArticle::new(source, Format::Json, bytes).clean().ok()?;
    let findings = verbale_extract::extract(&article, tools);
    Some(Entry { article, findings })
}
