//! How to cite an entry: plain, BibTeX, CSL-JSON, naming the articles it rests on.

use crate::ask::{Form, encoded};
use crate::pages::Frame;
use crate::read::{Kind, Report, Snapshot};
use crate::reply::{Answer, Reply, Trouble};
use crate::words;
use maud::{Markup, html};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::rc::Rc;
use verbale_record::model::Actor;

/// Articles named; the rest are counted.
const NAMED: usize = 12;

/// What is cited.
struct Cited {
    id: String,
    kind: Kind,
    title: String,
    /// The record's name.
    record: String,
    address: String,
    articles: Vec<(Rc<Report>, Option<String>)>,
    more: usize,
}

/// The box at the foot of an entry.
pub(crate) fn cite_box(
    s: &Snapshot<'_>,
    frame: &Frame<'_>,
    kind: Kind,
    raw: &str,
) -> Result<Markup, Trouble> {
    Ok(boxed(&cited(s, frame, kind, raw)?))
}

/// The same for an actor, whose entry is too long to be read twice.
pub(crate) fn actor_box(s: &Snapshot<'_>, frame: &Frame<'_>, a: &Actor) -> Result<Markup, Trouble> {
    Ok(boxed(&of_actor(s, frame, a)?))
}

/// The same for a position, for the same reason.
pub(crate) fn position_box(
    s: &Snapshot<'_>,
    frame: &Frame<'_>,
    id: &str,
    title: &str,
) -> Result<Markup, Trouble> {
    Ok(boxed(&position(s, frame, id, title.to_owned())?))
}

/// A position's citation as a file.
pub(crate) fn of_position(s: &Snapshot<'_>, frame: &Frame<'_>, id: &str) -> Answer {
    let title = crate::pages::name_of(s, id)?;
    Ok(filed(frame.ask.form, &position(s, frame, id, title)?))
}

fn position(s: &Snapshot<'_>, frame: &Frame<'_>, id: &str, title: String) -> Result<Cited, Trouble> {
    let ids = s.articles_of_position(id, NAMED + 1)?.into_iter().collect();
    resting_on(s, frame, Kind::Position, id.to_owned(), title, &ids)
}

fn boxed(c: &Cited) -> Markup {
    let at = |ending: &str| format!("/{}/{}/cite{ending}", c.kind.room(), encoded(&c.id));
    html! {
        details.cite id="cite" {
            summary { "Cite" }
            h2.unseen { "Cite this entry" }
            p { "Address for good: " a href=(format!("/id/{}", encoded(&c.id))) { code { (c.address) } } }
            h3 { "Plain" } p.plain { (plain(c)) }
            h3 { "BibTeX" } pre tabindex="0" { (bibtex(c)) }
            h3 { "CSL-JSON" } pre tabindex="0" { (pretty(&csl(c))) }
            p.takeaway { a href=(at(".bib")) { "as .bib" } " · " a href=(at(".json")) { "as CSL-JSON" } }
        }
    }
}

/// A citation as a file.
pub(crate) fn reply(s: &Snapshot<'_>, frame: &Frame<'_>, kind: Kind, raw: &str) -> Answer {
    Ok(filed(frame.ask.form, &cited(s, frame, kind, raw)?))
}

fn filed(form: Form, c: &Cited) -> Reply {
    match form {
        Form::Bib => Reply::new("application/x-bibtex; charset=utf-8", bibtex(c)).saved_as("cite.bib"),
        Form::Json => Reply::new("application/vnd.citationstyles.csl+json", pretty(&csl(c)) + "\n"),
        _ => Reply::new("text/plain; charset=utf-8", plain(c) + "\n"),
    }
}

fn cited(s: &Snapshot<'_>, frame: &Frame<'_>, kind: Kind, raw: &str) -> Result<Cited, Trouble> {
    if kind == Kind::Actor {
        return of_actor(s, frame, &serde_json::from_str(raw)?);
    }
    let entry: Value = serde_json::from_str(raw)?;
    let id = entry["id"].as_str().unwrap_or_default().to_owned();
    let title = title(s, &entry, kind)?;
    resting_on(s, frame, kind, id.clone(), title, &articles(&entry, kind, &id))
}

fn of_actor(s: &Snapshot<'_>, frame: &Frame<'_>, a: &Actor) -> Result<Cited, Trouble> {
    let ids: BTreeSet<&str> = a.names.iter().flat_map(|n| &n.articles).map(String::as_str).collect();
    resting_on(s, frame, Kind::Actor, a.id.clone(), words::clean(&a.name), &ids)
}

fn resting_on<T: AsRef<str>>(
    s: &Snapshot<'_>,
    frame: &Frame<'_>,
    kind: Kind,
    id: String,
    title: String,
    ids: &BTreeSet<T>,
) -> Result<Cited, Trouble> {
    let mut named = Vec::new();
    for article in ids.iter().take(NAMED) {
        named.push((s.report(article.as_ref())?, address_of(s, article.as_ref())?));
    }
    Ok(Cited {
        title,
        record: frame.title.to_owned(),
        address: format!("{}/id/{}", frame.ask.base, encoded(&id)),
        more: ids.len().saturating_sub(NAMED),
        articles: named,
        kind,
        id,
    })
}

/// Where an article stands on the web.
fn address_of(s: &Snapshot<'_>, article: &str) -> Result<Option<String>, Trouble> {
    let raw = s.raw(Kind::Article, article)?.unwrap_or_default();
    let entry: Value = serde_json::from_str(&raw)?;
    Ok(entry["url"].as_str().filter(|u| u.starts_with("http")).map(str::to_owned))
}

/// The articles an entry rests on.
fn articles(entry: &Value, kind: Kind, id: &str) -> BTreeSet<String> {
    let list = |key: &str| entry[key].as_array().cloned().unwrap_or_default();
    let of =
        |values: Vec<Value>| values.iter().filter_map(|a| a["article"].as_str().map(str::to_owned)).collect();
    match kind {
        Kind::Article => BTreeSet::from([id.to_owned()]),
        Kind::Statement => entry["article"].as_str().map(str::to_owned).into_iter().collect(),
        Kind::Story => of(list("articles")),
        _ => of(list("accounts")),
    }
}

fn title(s: &Snapshot<'_>, entry: &Value, kind: Kind) -> Result<String, Trouble> {
    let text = |key: &str| entry[key].as_str().map(|t| words::short(t, 160));
    Ok(match kind {
        Kind::Encounter => {
            let e: verbale_record::model::Encounter = serde_json::from_value(entry.clone())?;
            format!("{} ({}, {})", crate::pages::encounter_title(s, &e), e.kind, words::when(e.date.as_ref()))
        }
        Kind::Article => text("headline").unwrap_or_else(|| "Report".to_owned()),
        Kind::Story => text("title").unwrap_or_else(|| "Story".to_owned()),
        Kind::Event | Kind::Consult => format!("{} event", text("event").unwrap_or_default()),
        _ => text("content").unwrap_or_else(|| "Entry".to_owned()),
    })
}

fn plain(c: &Cited) -> String {
    let each = c.articles.iter().map(|(r, url)| {
        let date = r.published.as_deref().map_or_else(|| "undated".to_owned(), words::date);
        let url = url.as_ref().map_or_else(String::new, |u| format!(", {u}"));
        format!("{}, “{}”, {date}{url}", words::clean(&r.outlet()), words::short(r.title(), 160))
    });
    let mut all: Vec<_> = each.collect();
    if c.more > 0 {
        all.push(format!("and {} more", c.more));
    }
    format!(
        "“{}”, {} {} in the Verbale record “{}”, <{}>. After: {}.",
        c.title,
        c.kind.table(),
        c.id,
        words::clean(&c.record),
        c.address,
        all.join("; ")
    )
}

/// Text as BibTeX takes it.
fn tex(s: &str) -> String {
    let mut out = String::new();
    for c in words::clean(s).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '%' | '&' | '#' | '_' | '$' => out.extend(['\\', c]),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c => out.push(c),
        }
    }
    out
}

fn bibtex(c: &Cited) -> String {
    let key = |id: &str| id.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let note = format!("{} {} in the Verbale record {}", c.kind.table(), tex(&c.id), tex(&c.record));
    let mut out = format!(
        "@misc{{verbale-{},\n  title = {{{}}},\n  howpublished = {{\\url{{{}}}}},\n  note = {{{note}}}\n}}\n",
        key(&c.id),
        tex(&c.title),
        c.address,
    );
    for (r, url) in &c.articles {
        let mut fields = vec![("title", tex(&words::short(r.title(), 200))), ("journal", tex(&r.outlet()))];
        if let Some((year, month, day)) = r.published.as_deref().and_then(parts) {
            fields.push(("year", year));
            fields.extend(month.map(|m| ("month", m)));
            fields.extend(day.map(|d| ("day", d)));
        }
        fields.extend(url.as_ref().map(|u| ("url", u.replace(['{', '}', '\\'], ""))));
        let lines: Vec<_> = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
        out += &format!("\n@article{{article-{},\n{}\n}}\n", key(&r.id), lines.join(",\n"));
    }
    out
}

/// Year, month and day of a date that is one point.
fn parts(edtf: &str) -> Option<(String, Option<String>, Option<String>)> {
    if edtf.len() > 10 || !edtf.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut parts = edtf.split('-').map(str::to_owned);
    Some((parts.next()?, parts.next(), parts.next()))
}

fn csl(c: &Cited) -> Value {
    let entry = json!({
        "id": format!("verbale-{}", c.id), "type": "entry", "title": c.title,
        "container-title": format!("Verbale record {}", c.record), "number": c.id, "URL": c.address,
    });
    let articles = c.articles.iter().map(|(r, url)| {
        let mut item = json!({
            "id": format!("article-{}", r.id), "type": "article-newspaper",
            "title": words::short(r.title(), 200), "container-title": words::clean(&r.outlet()),
        });
        let numbers = r.published.as_deref().and_then(parts).map(|(y, m, d)| {
            [Some(y), m, d].into_iter().flatten().filter_map(|n| n.parse::<i32>().ok()).collect::<Vec<_>>()
        });
        if let Some(numbers) = numbers {
            item["issued"] = json!({ "date-parts": [numbers] });
        }
        if let Some(u) = url {
            item["URL"] = json!(u);
        }
        item
    });
    Value::Array(std::iter::once(entry).chain(articles).collect())
}

fn pretty(v: &Value) -> String {
    serde_json::to_string_pretty(v).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_cannot_end_its_field() {
        assert_eq!(tex("50% of {A} & B_c\\"), "50\\% of \\{A\\} \\& B\\_c\\textbackslash{}");
    }

    #[test]
    fn only_a_date_that_is_one_point_gives_a_year() {
        assert_eq!(parts("2021-07-26").unwrap().2.as_deref(), Some("26"));
        assert_eq!(parts("2021").unwrap(), ("2021".to_owned(), None, None));
        assert!(parts("[2021-01-01..2022-02-02]").is_none());
    }
}
