//! Prints every article of the sources given with its mentions marked and whom the record takes each for.

use std::collections::BTreeMap;
use verbale_article::{Input, read};
use verbale_extract::Tools;
use verbale_record::Entry;
use verbale_record::mentions::{ResolvedMention, Whom, mentions};
use verbale_register::Register;

fn main() {
    let register = Register::embedded();
    let mut entries = Vec::new();
    for path in std::env::args().skip(1) {
        match read(&Input::from(path.as_str())) {
            Ok(sources) => {
                let articles = sources.flatten().filter_map(|raw| raw.clean().ok());
                entries.extend(articles.map(|article| {
                    let findings = verbale_extract::extract(&article, &Tools::with(register));
                    Entry { article, findings }
                }));
            }
            Err(e) => eprintln!("{e}"),
        }
    }
    for found in mentions(&entries, register) {
        let Some(entry) = entries.iter().find(|e| e.article.id == found.article) else { continue };
        println!("== {}", found.source);
        let mut numbers: BTreeMap<&Whom, usize> = BTreeMap::new();
        for who in found.mentions.iter().flat_map(|m| &m.who) {
            let next = numbers.len();
            numbers.entry(who).or_insert(next);
        }
        let mut listed: Vec<_> = numbers.iter().collect();
        listed.sort_by_key(|(_, n)| **n);
        for (who, n) in listed {
            let known = who.register.as_deref().unwrap_or("-");
            println!(
                "{n:3} {:?} «{}» {} [{known}]",
                who.kind,
                who.name,
                who.country.as_deref().unwrap_or("-")
            );
        }
        for part in entry.article.parts() {
            let own: Vec<_> = found.mentions.iter().filter(|m| m.part == part).collect();
            println!("-- {part}\n{}", marked(entry.article.text(part), &own, &numbers));
        }
    }
}

/// The text with every mention in brackets and the numbers of its actors behind.
fn marked(text: &str, mentions: &[&ResolvedMention], numbers: &BTreeMap<&Whom, usize>) -> String {
    let mut cuts: Vec<(u32, u8, String)> = Vec::new();
    for m in mentions {
        let who: Vec<String> = m.who.iter().map(|w| numbers[w].to_string()).collect();
        cuts.push((m.span.start, 1, "[".to_owned()));
        cuts.push((m.span.end, 0, format!("]{}", who.join("+"))));
    }
    cuts.sort();
    let (mut out, mut from) = (String::new(), 0);
    for (at, _, mark) in cuts {
        out.push_str(text.get(from..at as usize).unwrap_or(""));
        out.push_str(&mark);
        from = at as usize;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}
