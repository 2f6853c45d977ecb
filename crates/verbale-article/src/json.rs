//! JSON records: `id`, `text` or `html`, `url`, `date`, `outlet`, `title`, `authors`. Other fields are ignored.

use serde_json::{Map, Value};

use crate::article::DateOrigin;
use crate::clean::Stated;
use crate::{byline, decode, html, outlet, stated};

/// The record's own id, a string or a number.
pub(crate) fn id(record: &Map<String, Value>) -> Option<String> {
    let id = scalar(record.get("id")?)?;
    let id = crate::text::single_spaced(&id);
    (!id.is_empty()).then_some(id)
}

/// The object in `bytes`, or what is wrong with it.
pub(crate) fn object(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    let text = decode::decode(bytes, None);
    match serde_json::from_str(&text) {
        Ok(Value::Object(record)) => Ok(record),
        Ok(_) => Err("not a JSON object; a line must be one object, {\"text\": …}".to_owned()),
        Err(e) => Err(format!("broken JSON at column {}: {}", e.column(), cause(&e))),
    }
}

fn cause(e: &serde_json::Error) -> String {
    let text = e.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

/// Raw text and stated facts of a record.
pub(crate) fn article(bytes: &[u8]) -> Result<(String, Stated), &'static str> {
    let record = object(bytes).map_err(|_| "broken JSON")?;
    let string = |keys: &[&str]| {
        keys.iter().find_map(|k| record.get(*k).and_then(scalar)).filter(|s| !s.trim().is_empty())
    };
    let (text, mut facts) = match (string(&["text", "body", "content"]), string(&["html"])) {
        (Some(text), _) if html::is_html(&text) => html::read(&text),
        (Some(text), _) => (text, Stated::default()),
        (None, Some(page)) => html::read(&page),
        (None, None) => return Err("the record has neither \"text\" nor \"html\""),
    };
    if let Some(title) = string(&["title", "headline"]) {
        facts.headline = Some(crate::text::single_spaced(&htmlize::unescape(title.as_str())));
    }
    if let Some(url) = string(&["url"]) {
        facts.url = Some(url.trim().to_owned());
    }
    if let Some(name) = string(&["outlet"]) {
        facts.outlet = Some(named(&name));
    }
    if let Some(date) =
        record.get("date").and_then(scalar).and_then(|d| stated::from_value(&d, DateOrigin::Field))
    {
        facts.dates.insert(0, date);
    }
    let authors = authors(record.get("authors").or_else(|| record.get("author")));
    if !authors.is_empty() {
        facts.authors = authors;
    }
    Ok((text, facts))
}

/// An outlet as the record names it; a bare host by the table.
fn named(name: &str) -> String {
    let name = crate::text::single_spaced(name);
    if !name.contains(' ')
        && name.contains('.')
        && let Some(known) = outlet::from_url(&name)
    {
        return known;
    }
    name
}

fn authors(field: Option<&Value>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut add = |text: &str| {
        for name in byline::names(text) {
            if !out.contains(&name) {
                out.push(name);
            }
        }
    };
    match field {
        Some(Value::String(s)) => add(s),
        Some(Value::Array(all)) => {
            all.iter()
                .filter_map(|v| v.as_str().or_else(|| v.get("name").and_then(Value::as_str)))
                .for_each(&mut add);
        }
        _ => {}
    }
    out
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}
