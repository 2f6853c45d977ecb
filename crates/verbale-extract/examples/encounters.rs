//! Prints the encounters and events of text files, each with its evidence: `encounters FILE...`.
//!
//! A file is one article: its first line is the headline, the rest the body, lines that begin with `caption: ` captions.

use verbale_article::{Article, Part};
use verbale_extract::Tools;
use verbale_extract::findings::{Actor, ActorId, Evidence, Findings};

fn main() {
    for path in std::env::args().skip(1) {
        match std::fs::read_to_string(&path) {
            Ok(text) => print(&path, &article(&path, &text)),
            Err(e) => eprintln!("{path}: {e}"),
        }
    }
}

fn article(path: &str, text: &str) -> Article {
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    let headline = lines.next().map(str::to_owned);
    let (captions, body): (Vec<&str>, Vec<&str>) = lines.partition(|l| l.starts_with("caption: "));
    Article {
        id: path.to_owned(),
        source: path.to_owned(),
        headline,
        captions: captions.iter().map(|c| c.trim_start_matches("caption: ").to_owned()).collect(),
        ..Article::of_text(body.join("\n"))
    }
}

fn print(path: &str, article: &Article) {
    let found = verbale_extract::extract(article, &Tools::embedded());
    println!("\n=== {path}: {}", article.text(Part::Headline));
    let quote = |e: &Evidence| e.span.of(article.text(e.part)).to_owned();
    for e in &found.encounters {
        let times: Vec<String> = e.times.iter().map(|&t| time(&found, t, article)).collect();
        let places: Vec<String> =
            e.places.iter().map(|p| format!("{}/{}", p.name, p.country.as_deref().unwrap_or("?"))).collect();
        let duration = e.duration.map(|d| format!(" lasting {:?}-{:?}", d.low, d.high)).unwrap_or_default();
        let issues: Vec<&str> = e.issues.iter().map(|i| i.issue.as_str()).collect();
        let tone: Vec<String> = e.tone.iter().map(|(_, t)| quote(t)).collect();
        println!(
            "* {:?} {:?}{} [{}] visitors={} at [{}] on [{}]{duration} about {issues:?} tone {tone:?}",
            e.kind,
            e.status,
            if e.background { " (background)" } else { "" },
            actors(&found, &e.participants),
            e.visitors,
            places.join("; "),
            times.join("; "),
        );
        e.evidence.iter().for_each(|ev| println!("      {}: {}", ev.part, quote(ev)));
    }
    for e in &found.events {
        let times: Vec<String> = e.time.iter().map(|&t| time(&found, t, article)).collect();
        println!(
            "# {} {} {:?} [{}] -> [{}] on {times:?} at {:?} trigger '{}' {:?}",
            e.event,
            e.mode.as_deref().unwrap_or("-"),
            e.modality,
            actors(&found, &e.source),
            actors(&found, &e.target),
            e.place.as_ref().map(|p| &p.name),
            quote(&e.trigger),
            e.contexts
        );
        e.evidence.iter().for_each(|ev| println!("      {}: {}", ev.part, quote(ev)));
    }
}

fn time(found: &Findings, id: u32, article: &Article) -> String {
    found
        .times
        .get(id as usize)
        .map_or_else(String::new, |t| t.at.span.of(article.text(t.at.part)).to_owned())
}

fn actors(found: &Findings, ids: &[ActorId]) -> String {
    let named = |a: &Actor| match &a.country {
        Some(c) if *c != a.name => format!("{} ({c})", a.name),
        _ => a.name.clone(),
    };
    let names = ids.iter().filter_map(|&id| found.actors.get(id as usize)).map(named);
    names.collect::<Vec<_>>().join(", ")
}
