//! One article: its text with findings underlined in place, a margin that explains each, what was removed and why.
//!
//! The text is cut at every edge of a finding; each piece knows the findings that cover it. Notes stand beside the
//! paragraph their finding begins in. All of it is one pass over edges sorted by place.

use super::frame::{Content, Frame};
use super::{Twin, parts, twin};
use crate::ask::{Ask, Form};
use crate::cite;
use crate::read::{Kind, Snapshot, Standing};
use crate::reply::{Answer, Trouble};
use crate::words;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::model::{Article, Demand, Encounter, Event, Evidence, Statement};

/// Findings shown in one article.
const FINDINGS: usize = 2_000;

/// A finding with its words in this article.
struct Note {
    kind: Kind,
    id: String,
    /// What it says, for the margin.
    says: Markup,
    spans: Vec<Evidence>,
}

impl Note {
    /// Where it is numbered: its first words in the body, or else wherever they stand.
    fn home(&self) -> (bool, &str, usize) {
        let places = self.spans.iter().map(|e| (e.part != "body", e.part.as_str(), e.start));
        places.min().unwrap_or((true, "", 0))
    }
}

/// A stretch of one part of the article that belongs to a note, or is the one the reader came for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    start: usize,
    end: usize,
    /// `None`: the one asked for.
    note: Option<usize>,
}

/// A piece of text and the notes that cover it.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    start: usize,
    end: usize,
    notes: Vec<usize>,
    asked: bool,
}

pub(crate) fn article(s: &Snapshot<'_>, frame: &Frame<'_>, raw: &str) -> Answer {
    let a: Article = serde_json::from_str(raw)?;
    let notes = notes(s, &a)?;
    if frame.ask.form == Form::Json {
        return twin_of(s, raw, &notes);
    }
    let report = s.report(&a.id)?;
    let title = words::short(report.title(), 240);
    let asked = asked(frame.ask);
    let part =
        |name: &str, text: &str| text_of(&notes, asked.as_ref().filter(|(p, _, _)| p == name), name, text);
    let main = html! {
        article.report-page {
            header.entry {
                p.kicker { bdi { (words::clean(&report.outlet())) } @for f in &a.flags { " " span.flag { (f.flag) } } }
                h1 { bdi { @match &a.headline { Some(h) => (part("headline", h)), None => (title) } } }
                @if notes.iter().any(|n| n.home().1 == "headline") {
                    ol.notes aria-label="Found in the headline" {
                        @for (n, note) in notes.iter().enumerate().filter(|(_, n)| n.home().1 == "headline") { (margin(note, n)) }
                    }
                }
                (facts(s, &a)?)
            }
            (standing(s, &a)?)
            div.apparatus { (part("body", &a.body)) }
            @for (n, caption) in a.captions.iter().enumerate().take(50) {
                div.caption { p.facts { "Caption" } (part(&format!("caption:{n}"), caption)) }
            }
        }
        (removed(&a))
        (parts::open(&a.open))
        (cite::cite_box(s, frame, Kind::Article, raw)?)
    };
    Ok(frame.page(Content {
        title,
        trail: vec![("/".to_owned(), "Timeline".to_owned()), ("/articles".to_owned(), "Reports".to_owned())],
        main,
    }))
}

fn twin_of(s: &Snapshot<'_>, raw: &str, notes: &[Note]) -> Answer {
    let of = |kind: Kind| -> Result<Twin<'_>, Trouble> {
        let mut out = Vec::new();
        for n in notes.iter().filter(|n| n.kind == kind) {
            out.extend(s.raw(kind, &n.id)?);
        }
        Ok(Twin::Entries(out))
    };
    twin(&[
        ("article", Twin::Entry(raw)),
        ("encounters", of(Kind::Encounter)?),
        ("statements", of(Kind::Statement)?),
        ("demands", of(Kind::Demand)?),
        ("events", of(Kind::Event)?),
    ])
}

/// The stretch an address asks for: `?at=body.10-20`.
fn asked(ask: &Ask) -> Option<(String, usize, usize)> {
    let (part, range) = ask.get("at")?.rsplit_once('.')?;
    let (start, end) = range.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then(|| (part.to_owned(), start, end))
}

fn facts(s: &Snapshot<'_>, a: &Article) -> parts::Part {
    let web = a.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://"));
    let line = |name: &str, value: &Option<String>| html! { @if let Some(v) = value { dt { (name) } dd { bdi { (words::short(v, 200)) } } } };
    Ok(html! {
        dl.facts {
            dt { "Published" } dd { (parts::day(a.published.as_ref())) (parts::reasons(s, a.published.as_ref())?) }
            @if !a.authors.is_empty() { dt { "By" } dd { bdi { (words::short(&a.authors.join(", "), 300)) } } }
            (line("Agency", &a.agency))
            (line("Dateline", &a.dateline))
            dt { "Read from" } dd { code { (words::short(&a.source, 300)) } }
            @match (web, &a.url) {
                (Some(u), _) => { dt { "Original" } dd { a href=(u) rel="noopener noreferrer nofollow external" { (words::short(u, 120)) } } },
                // An address that is no web address is shown, and leads nowhere.
                (None, Some(u)) => { dt { "Original" } dd { code { (words::short(u, 120)) } } },
                _ => {},
            }
        }
        @for f in &a.flags {
            p.differs { b { (flag_words(&f.flag)) } " " bdi { (words::short(&f.detail, 1200)) } }
        }
    })
}

fn flag_words(flag: &str) -> String {
    match flag {
        "garbled" => "Altered copy, not a report of its own:".to_owned(),
        "copy" => "Copy:".to_owned(),
        "truncated" => "Cut short:".to_owned(),
        "paywalled" => "Behind a paywall:".to_owned(),
        other => format!("{other}:"),
    }
}

/// The stories it stands in, and of what it is a copy.
fn standing(s: &Snapshot<'_>, a: &Article) -> parts::Part {
    let mut lines = Vec::new();
    for Standing { story, relation, of, title } in s.stories_of(&a.id)? {
        // A story of one article is that article.
        if s.size_of_story(&story)? < 2 {
            continue;
        }
        let of = of.map(|of| s.report(&of)).transpose()?;
        lines.push(html! {
            li { "A " span.flag[relation != "report" && relation != "original"] { (relation) }
                @if let Some(of) = of { " of " a href=(parts::address(Kind::Article, &of.id)) { bdi { (words::clean(&of.outlet())) } } }
                " in the story " a href=(parts::address(Kind::Story, &story)) { bdi { (words::short(title.as_deref().unwrap_or(&story), 120)) } }
            }
        });
    }
    Ok(html! { @if !lines.is_empty() { ul.standing { @for l in &lines { (l) } } } })
}

fn notes(s: &Snapshot<'_>, a: &Article) -> Result<Vec<Note>, Trouble> {
    let here = |all: &[Evidence]| all.iter().filter(|e| e.article == a.id).cloned().collect::<Vec<_>>();
    let mut out = Vec::new();
    for (kind, id) in s.found_in(&a.id, FINDINGS)? {
        let Some(raw) = s.raw(kind, &id)? else { continue };
        let (says, spans) = match kind {
            Kind::Statement => {
                let x: Statement = serde_json::from_str(&raw)?;
                // Cue and source come after the pieces of the content.
                let spans = here(&x.evidence)
                    .into_iter()
                    .filter(|e| x.content.contains(e.quote.trim()))
                    .collect::<Vec<_>>();
                let spans = if spans.is_empty() { here(&x.evidence) } else { spans };
                (statement_note(s, &x), spans)
            }
            Kind::Encounter => {
                let e: Encounter = serde_json::from_str(&raw)?;
                let spans = e.accounts.iter().flat_map(|x| here(&x.evidence)).collect();
                (
                    html! { span.kind { (e.kind) } " " (e.status) ": " bdi { (parts::encounter_title(s, &e)) } ", " (parts::day(e.date.as_ref())) },
                    spans,
                )
            }
            Kind::Demand => {
                let d: Demand = serde_json::from_str(&raw)?;
                let spans = d.accounts.iter().flat_map(|x| here(&x.evidence).into_iter().take(1)).collect();
                (demand_note(s, &d), spans)
            }
            _ => {
                let e: Event = serde_json::from_str(&raw)?;
                let spans = e.accounts.iter().flat_map(|x| here(&x.evidence)).collect();
                (event_note(s, &e), spans)
            }
        };
        out.push(Note { kind, id, says, spans });
    }
    // Numbers run as one reads.
    out.sort_by(|a, b| a.home().cmp(&b.home()));
    Ok(out)
}

fn statement_note(s: &Snapshot<'_>, x: &Statement) -> Markup {
    html! {
        @match &x.speaker { Some(w) => (parts::who(s, w)), None => "unknown speaker" }
        " " (words::does(&x.stance)) ", " (x.form) (parts::about(s, &x.issues))
    }
}

fn demand_note(s: &Snapshot<'_>, d: &Demand) -> Markup {
    html! {
        span.kind { "demand" } " by " @match &d.by { Some(w) => (parts::who(s, w)), None => "somebody" }
        " of " @match &d.of { Some(w) => (parts::who(s, w)), None => "somebody" }
    }
}

fn event_note(s: &Snapshot<'_>, e: &Event) -> Markup {
    html! {
        (parts::people(s, &e.source)) " " (parts::event_words(e)) @if !e.target.is_empty() { " → " (parts::people(s, &e.target)) } " " (parts::event_code(e))
        @if e.modality != "occurred" { ", " (e.modality) }
    }
}

/// One part of the article: paragraphs, each with its notes beside it.
fn text_of(notes: &[Note], asked: Option<&(String, usize, usize)>, part: &str, text: &str) -> Markup {
    let mut spans: Vec<Span> =
        asked.map(|(_, start, end)| Span { start: *start, end: *end, note: None }).into_iter().collect();
    for (n, note) in notes.iter().enumerate() {
        let of_part = note.spans.iter().filter(|e| e.part == part && e.start < e.end);
        spans.extend(of_part.map(|e| Span { start: e.start, end: e.end, note: Some(n) }));
    }
    let chars: Vec<char> = text.chars().collect();
    let pieces = pieces(&spans, chars.len());
    if part == "headline" {
        // A heading holds no notes; only what the reader came for is marked.
        return html! { @for p in &pieces { @if p.asked { mark #here { (slice(&chars, p)) } } @else { (slice(&chars, p)) } } };
    }
    // A note stands beside the paragraph its words begin in.
    let begun: BTreeSet<_> =
        notes.iter().enumerate().filter(|(_, n)| n.home().1 == part).map(|(i, n)| (n.home().2, i)).collect();
    let mut first_mark = true;
    let mut paragraphs = Vec::new();
    for (start, end) in paragraphs_of(&chars) {
        let inside =
            &pieces[pieces.partition_point(|p| p.end <= start)..pieces.partition_point(|p| p.start < end)];
        let cut = inside.iter().map(|p| Piece {
            start: p.start.max(start),
            end: p.end.min(end),
            notes: p.notes.clone(),
            asked: p.asked,
        });
        let words: Vec<_> = cut.map(|p| piece(notes, part, &chars, &p, &mut first_mark)).collect();
        let beside: Vec<usize> = begun.range((start, 0)..(end, 0)).map(|(_, n)| *n).collect();
        paragraphs.push(html! {
            div.par {
                p.text dir="auto" { @for w in &words { (w) } }
                @if !beside.is_empty() {
                    ol.notes aria-label="Found in this paragraph" {
                        @for n in beside { (margin(&notes[n], n)) }
                    }
                }
            }
        });
    }
    html! { @for p in &paragraphs { (p) } }
}

fn margin(note: &Note, n: usize) -> Markup {
    html! {
        li.note.(note.kind.table()) id=(format!("n{}", n + 1)) value=(n + 1) {
            @if note.home().1 == "headline" { span.number { (n + 1) } } @else { a.number href=(format!("#t{}", n + 1)) title="To the words" { (n + 1) } }
            " " (note.says) " " a.entry href=(parts::address(note.kind, &note.id)) { "entry" span.unseen { " " (n + 1) } }
        }
    }
}

fn piece(notes: &[Note], part: &str, chars: &[char], p: &Piece, first_mark: &mut bool) -> Markup {
    let text = slice(chars, p);
    // The number stands where a finding's words begin.
    let begun: Vec<usize> =
        p.notes.iter().copied().filter(|&n| notes[n].home() == (part != "body", part, p.start)).collect();
    let kind = p.notes.last().map(|&n| notes[n].kind.table());
    let numbers = html! { @for n in &begun { a.ref id=(format!("t{}", n + 1)) href=(format!("#n{}", n + 1)) aria-label=(format!("Note {}", n + 1)) { (n + 1) } } };
    let inner = html! { @match kind { Some(k) => span.found.(k) data-notes=(p.notes.iter().map(|n| (n + 1).to_string()).collect::<Vec<_>>().join(" ")) { (text) }, None => (text) } };
    let id = std::mem::replace(first_mark, *first_mark && !p.asked);
    html! { (numbers) @if p.asked { mark id=[id.then_some("here")] { (inner) } } @else { (inner) } }
}

fn slice(chars: &[char], p: &Piece) -> String {
    words::clean(&chars[p.start..p.end].iter().collect::<String>())
}

/// Cuts a text of `length` letters at every edge of a span.
fn pieces(spans: &[Span], length: usize) -> Vec<Piece> {
    let mut edges: BTreeMap<usize, (Vec<Span>, Vec<Span>)> = BTreeMap::new();
    for &s in spans.iter().filter(|s| s.start < s.end.min(length)) {
        let s = Span { end: s.end.min(length), ..s };
        edges.entry(s.start).or_default().0.push(s);
        edges.entry(s.end).or_default().1.push(s);
    }
    edges.entry(0).or_default();
    edges.entry(length).or_default();
    let mut open: Vec<Span> = Vec::new();
    let mut out = Vec::new();
    let mut last = 0;
    for (at, (begun, ended)) in edges {
        if at > last {
            let mut covering = open.clone();
            // The shortest is the innermost, and says how the piece looks.
            covering.sort_by_key(|s| std::cmp::Reverse(s.end - s.start));
            let asked = covering.iter().any(|s| s.note.is_none());
            let mut notes: Vec<usize> = covering.iter().filter_map(|s| s.note).collect();
            notes.dedup();
            out.push(Piece { start: last, end: at, notes, asked });
        }
        open.retain(|s| !ended.contains(s));
        open.extend(begun);
        last = at;
    }
    out
}

/// Where paragraphs begin and end: they are parted by line feeds.
fn paragraphs_of(chars: &[char]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    for end in (0..=chars.len()).filter(|&i| i == chars.len() || chars[i] == '\n') {
        if end > start {
            out.push((start, end));
        }
        start = end + 1;
    }
    out
}

fn removed(a: &Article) -> Markup {
    const MOST: usize = 200;
    html! {
        @if !a.removed.is_empty() {
            details.removed {
                summary { "What was removed from the page, and why (" (a.removed.len()) ")" }
                table.plain { thead { tr { th scope="col" { "Why" } th scope="col" { "What" } } } tbody {
                    @for r in a.removed.iter().take(MOST) { tr { th scope="row" { (words::clean(&r.reason)) } td dir="auto" { (words::short(&r.text, 400)) } } }
                } }
                @if a.removed.len() > MOST { p.note { "And " (a.removed.len() - MOST) " more pieces, in the JSON of this page." } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize, note: usize) -> Span {
        Span { start, end, note: Some(note) }
    }

    #[test]
    fn overlapping_findings_cut_the_text_and_lose_none_of_it() {
        let cut = pieces(&[span(2, 8, 0), span(5, 20, 1), span(5, 6, 2)], 12);
        let shape: Vec<_> = cut.iter().map(|p| (p.start, p.end, p.notes.clone())).collect();
        assert_eq!(
            shape,
            [(0, 2, vec![]), (2, 5, vec![0]), (5, 6, vec![1, 0, 2]), (6, 8, vec![1, 0]), (8, 12, vec![1]),]
        );
    }

    #[test]
    fn a_span_beyond_the_text_is_no_harm() {
        assert_eq!(pieces(&[span(50, 60, 0)], 3).len(), 1);
        assert!(pieces(&[], 0).is_empty());
        let asked = Span { start: 1, end: 99, note: None };
        assert!(pieces(&[asked], 3)[1].asked);
    }

    #[test]
    fn paragraphs_are_parted_by_line_feeds() {
        let text: Vec<char> = "a\n\nbc\n".chars().collect();
        assert_eq!(paragraphs_of(&text), [(0, 1), (3, 5)]);
    }

    #[test]
    fn an_address_opens_the_article_at_the_words() {
        let ask = |q: &str| Ask::new("/articles/x", q, "").unwrap();
        assert_eq!(asked(&ask("at=caption:0.3-9")), Some(("caption:0".to_owned(), 3, 9)));
        for bad in ["at=body.9-3", "at=body", "at=body.x-y", "at=body.-1-2", ""] {
            assert_eq!(asked(&ask(bad)), None, "{bad}");
        }
    }
}
