//! Prints the actors of each text file given: clusters with their mentions, and the text with the mentions marked.

use verbale_article::{Article, Part};
use verbale_extract::Tools;
use verbale_extract::findings::Actor;
use verbale_extract::mentions::Mentions;
use verbale_extract::reading::Reading;

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("cannot read {path}");
            continue;
        };
        println!("== {path}");
        let article = article(&text);
        let reading = Reading::new(&article, &Tools::embedded());
        let mentions = Mentions::find(&reading);
        for (id, actor) in mentions.actors.iter().enumerate() {
            println!("{id:3} {}", describe(actor, &reading));
        }
        for part in article.parts() {
            println!("-- {part}\n{}", marked(article.text(part), part, &mentions));
        }
    }
}

/// The first line is the headline, as the dump has it; blank lines go.
fn article(text: &str) -> Article {
    let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    let headline = lines.next().map(str::to_owned);
    let body = lines.collect::<Vec<_>>().join("\n");
    Article { headline, ..Article::of_text(body) }
}

fn describe(actor: &Actor, reading: &Reading<'_>) -> String {
    let mut counts = std::collections::BTreeMap::new();
    for m in &actor.mentions {
        *counts.entry(format!("{:?}:{}", m.how, reading.quote(m.at))).or_insert(0) += 1;
    }
    let offices: Vec<String> = actor
        .offices
        .iter()
        .map(|o| {
            format!(
                "{}@{}{} {:?}",
                o.role,
                o.country.as_deref().unwrap_or("?"),
                o.counterpart.as_deref().map(|c| format!("→{c}")).unwrap_or_default(),
                o.standing
            )
        })
        .collect();
    let mentions: Vec<String> = counts.iter().map(|(m, n)| format!("{m}×{n}")).collect();
    format!(
        "{:?} «{}» [{}] {}{} {{{}}} {}",
        actor.kind,
        actor.name,
        actor.register.as_deref().unwrap_or("-"),
        actor.country.as_deref().unwrap_or("-"),
        actor.body.as_deref().map(|b| format!(" body {b}")).unwrap_or_default(),
        offices.join("; "),
        mentions.join(", ")
    )
}

/// The text with every mention in brackets and its actor's number behind.
fn marked(text: &str, part: Part, mentions: &Mentions) -> String {
    let whole = verbale_extract::findings::Evidence { part, span: (0..text.len()).into() };
    let mut cuts: Vec<(usize, u8, String)> = Vec::new();
    for (at, id) in mentions.within(whole) {
        cuts.push((at.span.start as usize, 1, "[".to_owned()));
        cuts.push((at.span.end as usize, 0, format!("]{id}")));
    }
    cuts.sort();
    let (mut out, mut from) = (String::new(), 0);
    for (at, _, mark) in cuts {
        out.push_str(text.get(from..at).unwrap_or(""));
        out.push_str(&mark);
        from = at;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}
