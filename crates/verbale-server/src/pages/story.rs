//! One story: its reports and who copied whom; what they agree and differ on; what one side alone tells.

use super::frame::{Content, Frame};
use super::{Twin, drawn, parts, twin};
use crate::ask::Form;
use crate::cite;
use crate::pictures::{self, Leaf};
use crate::read::{Kind, Listed, Snapshot};
use crate::reply::{Answer, Trouble};
use crate::words;
use maud::html;
use verbale_record::model::{Article, Comparison, Story};

/// Reports shown; the rest are in the twin.
const REPORTS: usize = 100;
/// Entries whose comparisons are read.
const ENTRIES: usize = 40;

pub(crate) fn story(s: &Snapshot<'_>, frame: &Frame<'_>, raw: &str) -> Answer {
    let x: Story = serde_json::from_str(raw)?;
    let title = words::short(x.title.as_deref().unwrap_or("(no headline)"), 200);
    let leaves = leaves(s, &x)?;
    let picture = pictures::lineage(&format!("Who copied whom: {}", words::short(&title, 80)), &leaves);
    if let Some(answer) = drawn(frame.ask.form, picture.as_ref()) {
        return answer;
    }
    let mut compared: Vec<Comparison> = Vec::new();
    for id in x.encounters.iter().chain(&x.events).take(ENTRIES) {
        compared.extend(s.comparisons(id)?);
    }
    if frame.ask.form == Form::Json {
        return twin(&[
            ("story", Twin::Entry(raw)),
            ("comparisons", Twin::Value(serde_json::to_value(&compared)?)),
        ]);
    }
    let here = parts::address(Kind::Story, &x.id);
    let encounters = entries(s, Kind::Encounter, &x.encounters)?;
    let events = entries(s, Kind::Event, &x.events)?;
    let main = html! {
        header.entry {
            p.kicker { span.kind { "story" } " " span.count { (words::count(x.articles.len() as u64, "report", "reports")) ", " (words::count(x.origins.independent as u64, "independent origin", "independent origins")) ", " (words::count(x.origins.outlets as u64, "outlet", "outlets")) } }
            h1 { bdi { (title) } }
            p.facts { (parts::day(x.date.as_ref())) (parts::reasons(s, x.date.as_ref())?) }
        }
        section #reports { h2 { "The reports" }
            (parts::figure("lineage", picture.as_ref(), &|ending| format!("{here}/lineage{ending}")))
            (reports(s, &x)?)
        }
        (compared_in(s, "disputed", "What they dispute", &compared, "dispute")?)
        (compared_in(s, "moved", "What moved on between them", &compared, "change")?)
        (compared_in(s, "agreed", "What they agree on", &compared, "agreement")?)
        (compared_in(s, "only", "Told by one alone", &compared, "only")?)
        (parts::section(s, "encounters", "Encounters", &encounters, None)?)
        (parts::section(s, "events", "Events", &events, None)?)
        (cite::cite_box(s, frame, Kind::Story, raw)?)
    };
    Ok(frame.page(Content {
        title,
        trail: vec![("/".to_owned(), "Timeline".to_owned()), ("/stories".to_owned(), "Stories".to_owned())],
        main,
    }))
}

fn leaves(s: &Snapshot<'_>, x: &Story) -> Result<Vec<Leaf>, Trouble> {
    let leaf = |a: &verbale_record::model::StoryArticle| {
        let report = s.report(&a.article)?;
        Ok(Leaf {
            id: a.article.clone(),
            of: a.of.clone(),
            relation: a.relation.clone(),
            outlet: words::clean(&report.outlet()),
            headline: words::short(report.title(), 90),
            date: report.published.clone().unwrap_or_default(),
        })
    };
    x.articles.iter().take(REPORTS * 4).map(leaf).collect()
}

fn reports(s: &Snapshot<'_>, x: &Story) -> parts::Part {
    let mut rows = Vec::new();
    for a in x.articles.iter().take(REPORTS) {
        let Some(article) = s.entry::<Article>(Kind::Article, &a.article)? else { continue };
        let report = s.report(&a.article)?;
        let of = a.of.as_deref().map(|of| s.report(of)).transpose()?;
        let bent: Vec<_> = article.flags.iter().filter(|f| f.flag == "garbled").collect();
        rows.push(html! {
            tr {
                th scope="row" { a href=(parts::address(Kind::Article, &a.article)) { bdi { (words::short(report.title(), 140)) } } br; span.facts { bdi { (words::clean(&report.outlet())) } ", " (parts::day(article.published.as_ref())) } }
                td data-label="Relation" {
                    span.flag[a.relation != "report" && a.relation != "original"] { (a.relation) }
                    @if let Some(of) = of { " of " a href=(parts::address(Kind::Article, &of.id)) { bdi { (words::clean(&of.outlet())) } } }
                    @for f in bent { p.differs { "Altered: " (words::short(&f.detail, 400)) } }
                }
            }
        });
    }
    Ok(html! {
        table.reports { thead { tr { th scope="col" { "Report" } th scope="col" { "Relation" } } } tbody { @for r in &rows { (r) } } }
        @if x.articles.len() > REPORTS { p.note { "And " (x.articles.len() - REPORTS) " more, in the JSON of this page." } }
    })
}

fn compared_in(s: &Snapshot<'_>, id: &str, title: &str, all: &[Comparison], kind: &str) -> parts::Part {
    const MOST: usize = 40;
    let of_kind: Vec<_> = all.iter().filter(|c| c.kind == kind).collect();
    let mut cards = Vec::new();
    for c in of_kind.iter().take(MOST) {
        cards.push(parts::comparison_card(s, c)?);
    }
    let folded = matches!(kind, "agreement" | "only");
    let body = html! { div.grid { @for c in &cards { (c) } } @if of_kind.len() > MOST { p.note { "And " (of_kind.len() - MOST) " more." } } };
    Ok(html! {
        @if !cards.is_empty() {
            section id=(id) {
                @if folded { details { summary { h2 { (title) " (" (of_kind.len()) ")" } } (body) } } @else { h2 { (title) } (body) }
            }
        }
    })
}

fn entries(s: &Snapshot<'_>, kind: Kind, ids: &[String]) -> Result<Vec<Listed>, Trouble> {
    let mut out = Vec::new();
    for id in ids.iter().take(ENTRIES) {
        if let Some(entry) = s.raw(kind, id)? {
            out.push(Listed { kind, day: String::new(), ord: 0, entry });
        }
    }
    Ok(out)
}
