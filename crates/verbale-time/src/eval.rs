//! Measuring against TimeML: reads `.tml` documents, predicts, scores. The scores are those of TempEval-3
//! (UzZaman et al. 2013): strict and relaxed spans, and value on top of a relaxed match.

use std::io;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::resolve::{Context, Days, resolve};
use crate::{find, tense_near, timex3_value};

/// One document: its text without tags, its creation date and the expressions marked in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMl {
    /// Text of `<TEXT>`, entities resolved.
    pub text: String,
    /// Document creation time, to the day.
    pub created: Option<Date>,
    /// Marked expressions.
    pub timex: Vec<Timex>,
}

/// A TIMEX3 with offsets in code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timex {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Normalised value.
    pub value: String,
}

/// Reads a TimeML document; `None` where it has no `<TEXT>`.
pub fn read_timeml(source: &str) -> Option<TimeMl> {
    let body = source.split_once("<TEXT>")?.1;
    let body = body.split_once("</TEXT>").map_or(body, |(text, _)| text);
    let created = source
        .split_once("CREATION_TIME")
        .and_then(|(head, tail)| {
            let tag = head.rfind('<').map_or("", |n| &head[n..]);
            attribute(tag, "value").or_else(|| attribute(tail.split('>').next()?, "value"))
        })
        .and_then(|v| v.get(..10)?.parse().ok());
    let (mut text, mut length, mut open, mut timex) = (String::new(), 0, Vec::new(), Vec::new());
    let mut rest = body;
    while !rest.is_empty() {
        let tag_at = rest.find('<').unwrap_or(rest.len());
        let plain = unescape(&rest[..tag_at]);
        length += plain.chars().count();
        text.push_str(&plain);
        let tail = &rest[tag_at..];
        let tag_end = tail.find('>').map_or(tail.len(), |n| n + 1);
        let tag = &tail[..tag_end];
        if tag.starts_with("<TIMEX3") {
            open.push((length, attribute(tag, "type"), attribute(tag, "value")));
        } else if tag.starts_with("</TIMEX3")
            && let Some((start, kind, value)) = open.pop()
        {
            let text = |v: Option<&str>| v.unwrap_or_default().to_owned();
            timex.push(Timex { start, end: length, kind: text(kind), value: text(value) });
        }
        rest = &tail[tag_end..];
    }
    Some(TimeMl { text, created, timex })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[at..].split('"').next()
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = text.to_owned();
    for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
        out = out.replace(entity, sign);
    }
    out
}

/// What Verbale marks in a text written on `created`.
pub fn predict(text: &str, created: Option<Date>) -> Vec<Timex> {
    let mut context = Context { anchor: created.map(Days::from), ..Context::default() };
    let (mut at, mut count) = (0, 0);
    let mut out = Vec::new();
    for expression in find(text) {
        context.tense = tense_near(text, &expression);
        let (kind, value) = timex3_value(&expression, &context);
        let resolved = resolve(&expression, &context);
        context.remember(&expression, resolved.as_ref());
        let (start, end) = (expression.span.start as usize, expression.span.end as usize);
        count += text.get(at..start).map_or(0, |s| s.chars().count());
        let length = text.get(start..end).map_or(0, |s| s.chars().count());
        out.push(Timex { start: count, end: count + length, kind: kind.to_owned(), value });
        count += length;
        at = end;
    }
    out
}

/// Scores every `.tml` file of `dir`, in the order of their names; `each` gets a document's name and predictions.
pub fn run(dir: &Path, mut each: impl FnMut(&str, &[Timex]) -> io::Result<()>) -> io::Result<Score> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        paths.push(entry?.path());
    }
    paths.retain(|p| p.extension().is_some_and(|e| e == "tml"));
    paths.sort();
    let mut score = Score::default();
    for path in paths {
        let source = std::fs::read(&path)?;
        let Some(document) = read_timeml(&String::from_utf8_lossy(&source)) else { continue };
        let timex = predict(&document.text, document.created);
        score.add(&document.timex, &timex);
        each(&path.file_stem().unwrap_or_default().to_string_lossy(), &timex)?;
    }
    Ok(score)
}

/// Counts over a set of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Score {
    pub gold: usize,
    pub given: usize,
    pub strict: usize,
    pub relaxed: usize,
    pub kind: usize,
    pub value: usize,
}

impl Score {
    /// Adds one document. Each marked expression takes the given one with its very span, else the first to overlap.
    pub fn add(&mut self, gold: &[Timex], given: &[Timex]) {
        self.gold += gold.len();
        self.given += given.len();
        let mut left: Vec<&Timex> = given.iter().collect();
        for g in gold {
            let same = left.iter().position(|x| (x.start, x.end) == (g.start, g.end));
            let hit = same.or_else(|| left.iter().position(|x| x.start < g.end && g.start < x.end));
            let Some(n) = hit else { continue };
            let x = left.remove(n);
            self.relaxed += 1;
            self.strict += usize::from((x.start, x.end) == (g.start, g.end));
            self.kind += usize::from(x.kind == g.kind);
            self.value += usize::from(x.value == g.value);
        }
    }

    /// F1 of `hits` true ones: `score.f1(score.strict)`.
    pub fn f1(&self, hits: usize) -> f64 {
        let all = self.gold + self.given;
        if all == 0 { 0.0 } else { 2.0 * hits as f64 / all as f64 }
    }
}
