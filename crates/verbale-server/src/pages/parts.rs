//! Parts that pages share: people, dates, words, cards of entries, lists, pictures with what belongs to them.

use crate::ask::{Ask, encoded};
use crate::pictures::Picture;
use crate::read::{Kind, Listed, Snapshot};
use crate::reply::Trouble;
use crate::words::{self, clean, short};
use maud::{Markup, html};
use verbale_record::model::{
    ActorRef, ComparedValue, Comparison, Date, Demand, Encounter, Event, Evidence, IssueEvidence, Open,
    Origins, Place, Statement, Story,
};

/// A piece of a page, or why there is none.
pub(crate) type Part = Result<Markup, Trouble>;

/// Where an entry is read.
pub(crate) fn address(kind: Kind, id: &str) -> String {
    format!("/{}/{}", kind.room(), encoded(id))
}

/// Where a stretch of text is read: the article, opened there.
pub(crate) fn span_address(e: &Evidence) -> String {
    format!("/articles/{}?at={}.{}-{}#here", encoded(&e.article), encoded(&e.part), e.start, e.end)
}

/// One actor, linked if known.
pub(crate) fn who(s: &Snapshot<'_>, r: &ActorRef) -> Markup {
    let name = clean(s.name(r));
    html! {
        @match &r.actor {
            Some(id) => a.who href=(address(Kind::Actor, id)) { bdi { (name) } },
            None => bdi.who { (name) },
        }
    }
}

/// A country by its code: linked where the record has an entry of it.
pub(crate) fn state(s: &Snapshot<'_>, code: &str) -> Part {
    let known = s.actor_name(code)?.is_some();
    Ok(html! {
        @if known { a.quiet href=(address(Kind::Actor, code)) { (s.country(code)) } } @else { (s.country(code)) }
    })
}

/// Several, the first few by name.
pub(crate) fn people(s: &Snapshot<'_>, refs: &[ActorRef]) -> Markup {
    const NAMED: usize = 8;
    let shown = &refs[..refs.len().min(NAMED)];
    let rest = refs.len() - shown.len();
    html! {
        @for (n, r) in shown.iter().enumerate() {
            @if n > 0 { @if n + 1 == refs.len() { " and " } @else { ", " } }
            (who(s, r))
        }
        @if rest > 0 { " and " (rest) " more" }
    }
}

/// Names without links, for titles.
fn names(s: &Snapshot<'_>, refs: &[ActorRef]) -> String {
    let all: Vec<_> = refs.iter().take(5).map(|r| clean(s.name(r))).collect();
    match refs.len() {
        0 => "Nobody named".to_owned(),
        n if n > 5 => format!("{} and {} more", all.join(", "), n - 5),
        _ => words::listed(&all),
    }
}

/// An encounter in a few words: "Antony Blinken and Qin Gang", "Antony Blinken in Beijing".
pub(crate) fn encounter_title(s: &Snapshot<'_>, e: &Encounter) -> String {
    match &e.place {
        Some(p) if e.kind == "visit" => format!("{} in {}", names(s, &e.participants), words::place(p)),
        _ => names(s, &e.participants),
    }
}

/// A date in words, how sure it is, and for machines.
pub(crate) fn day(d: Option<&Date>) -> Markup {
    html! {
        @match d {
            Some(d) => {
                @let exact = d.edtf.len() <= 10 && d.edtf.starts_with(|c: char| c.is_ascii_digit());
                @if let Some(sure) = words::sureness(d) { span.sure { (sure) " " } }
                @if exact { time datetime=(d.edtf) { (words::date(&d.edtf)) } } @else { (words::date(&d.edtf)) }
            }
            None => span.unknown { "undated" },
        }
    }
}

/// Why a date is what it is.
pub(crate) fn reasons(s: &Snapshot<'_>, d: Option<&Date>) -> Part {
    const MOST: usize = 12;
    let Some(d) = d.filter(|d| !d.basis.is_empty()) else { return Ok(html! {}) };
    let mut items = Vec::new();
    for b in d.basis.iter().take(MOST) {
        let outlet = b.article.as_deref().map(|a| s.report(a)).transpose()?;
        items.push(html! {
            li {
                (clean(&b.rule))
                @if let Some(q) = &b.quote { ": " q { (short(q, 160)) } }
                @if let Some(r) = outlet { " (" a href=(address(Kind::Article, &r.id)) { (clean(&r.outlet())) } ")" }
            }
        });
    }
    Ok(html! {
        details.why {
            summary { "Why this date" span.unseen { " " (words::date(&d.edtf)) } }
            p { "Confidence " (format!("{:.0} %", d.confidence * 100.0)) "; as EDTF " code { (clean(&d.edtf)) } "." }
            ul { @for i in &items { (i) } @if d.basis.len() > MOST { li { "and " (d.basis.len() - MOST) " more signs" } } }
        }
    })
}

/// A place, or nothing.
pub(crate) fn place(p: Option<&Place>) -> Markup {
    html! { @if let Some(p) = p { bdi { (words::place(p)) } } }
}

/// "The Globe, 26 July 2021", linked to where the words stand.
pub(crate) fn source(s: &Snapshot<'_>, article: &str, at: Option<&Evidence>) -> Part {
    let report = s.report(article)?;
    let to = at.map_or_else(|| address(Kind::Article, article), span_address);
    Ok(html! {
        a href=(to) { bdi { (clean(&report.outlet())) } }
        @if let Some(p) = &report.published { ", " (words::date(p)) }
    })
}

/// Words of an article, with where they stand.
pub(crate) fn quote(s: &Snapshot<'_>, e: &Evidence) -> Part {
    Ok(html! {
        blockquote.words { p dir="auto" { (quoted(&short(&e.quote, 600))) } footer { "— " (source(s, &e.article, Some(e))?) } }
    })
}

/// In quotation marks, unless there are some in it: words within words are told apart by the page.
pub(crate) fn quoted(text: &str) -> String {
    let text = text.trim();
    if text.contains(['“', '”', '"']) { text.to_owned() } else { format!("“{text}”") }
}

/// Issues as links.
pub(crate) fn about(s: &Snapshot<'_>, issues: &[String]) -> Markup {
    html! {
        @if !issues.is_empty() {
            span.issues { @for i in issues { " " a.issue href=(format!("/issues/{}", encoded(i))) { (s.issue(i)) } } }
        }
    }
}

/// Why fields are empty.
pub(crate) fn open(fields: &[Open]) -> Markup {
    html! {
        @if !fields.is_empty() {
            details.open {
                summary { "What stays open (" (fields.len()) ")" }
                ul { @for o in fields { li { (words::field(&o.field)) ": " (clean(&o.reason)) } } }
            }
        }
    }
}

fn reports(n: usize) -> Markup {
    html! { @if n > 1 { span.count { (words::count(n as u64, "report", "reports")) } } }
}

/// One entry of a list.
pub(crate) fn card(s: &Snapshot<'_>, listed: &Listed) -> Part {
    let raw = &listed.entry;
    match listed.kind {
        Kind::Encounter => encounter_card(s, &serde_json::from_str(raw)?),
        Kind::Event | Kind::Consult => event_card(s, &serde_json::from_str(raw)?),
        Kind::Statement => statement_card(s, &serde_json::from_str(raw)?),
        Kind::Demand => demand_card(s, &serde_json::from_str(raw)?),
        Kind::Story => story_card(s, &serde_json::from_str(raw)?),
        Kind::Article => article_card(s, raw),
        Kind::Comparison => comparison_card(s, &serde_json::from_str(raw)?),
        Kind::Actor | Kind::Position => Ok(html! {}),
    }
}

fn encounter_card(s: &Snapshot<'_>, e: &Encounter) -> Part {
    let disputed = s.disputed(&e.id)?;
    let first = e.accounts.iter().find_map(|a| a.evidence.first());
    let words = first.map(|v| quote(s, v)).transpose()?;
    Ok(html! {
        article.card.encounter.(e.status) {
            p.kicker { span.kind { (e.kind) } " " span.status.(e.status) { (e.status) } " " (reports(e.accounts.len())) }
            h3 { a href=(address(Kind::Encounter, &e.id)) { bdi { (encounter_title(s, e)) } } }
            p.facts {
                (day(e.date.as_ref()))
                @if e.kind != "visit" { @if let Some(p) = &e.place { " · " bdi { (words::place(p)) } } }
                @if let Some(m) = e.duration_minutes { " · " (words::duration(m)) }
                (about(s, &e.issues))
            }
            @if !disputed.is_empty() { p.differs { "Accounts differ on " (words::listed(&disputed.iter().map(|d| words::field(d)).collect::<Vec<_>>())) "." } }
            @if let Some(w) = words { (w) }
        }
    })
}

/// "WITHDRAW / halt" with what the code means.
pub(crate) fn event_code(e: &Event) -> Markup {
    let meaning = verbale_register::plover::code(&e.event, e.mode.as_deref()).map(|c| c.description);
    html! {
        abbr.code title=[meaning] { (e.event) @if let Some(m) = &e.mode { "/" (m) } }
    }
}

/// What an event's code means, in words.
pub(crate) fn event_words(e: &Event) -> String {
    let code = verbale_register::plover::code(&e.event, e.mode.as_deref());
    code.map_or_else(|| e.event.to_lowercase(), |c| c.description.to_owned())
}

fn event_card(s: &Snapshot<'_>, e: &Event) -> Part {
    let words = e.accounts.first().and_then(|a| a.evidence.first()).map(|v| quote(s, v)).transpose()?;
    Ok(html! {
        article.card.event {
            p.kicker { span.kind { "event" } " " (event_code(e)) " " span.status.(e.modality) { (e.modality) } " " (reports(e.accounts.len())) }
            h3 { a href=(address(Kind::Event, &e.id)) { bdi { (names(s, &e.source)) } @if !e.target.is_empty() { " → " bdi { (names(s, &e.target)) } } } }
            p.facts {
                (day(e.date.as_ref())) @if let Some(p) = &e.place { " · " bdi { (words::place(p)) } }
                @if let Some(g) = e.goldstein { " · weight " span class=(if g < 0.0 { "against" } else { "for" }) { (format!("{g:+.1}")) } }
            }
            @if let Some(w) = words { (w) }
        }
    })
}

/// A statement: who, how, about what, and the words.
pub(crate) fn statement_card(s: &Snapshot<'_>, x: &Statement) -> Part {
    let first = x.evidence.first();
    let direct = matches!(x.form.as_str(), "direct" | "mixed");
    Ok(html! {
        article.card.statement {
            p.line {
                @match &x.speaker { Some(w) => (who(s, w)), None => span.unknown { "Unknown speaker" } }
                " " a.does href=(address(Kind::Statement, &x.id)) { (words::does(&x.stance)) }
                @if let Some(to) = &x.addressee { " to " (who(s, to)) }
                @if let Some(c) = &x.channel { span.channel { " in a " (c) } }
                @if let Some(d) = &x.date { span.facts { " · " (day(Some(d))) } }
                (about(s, &x.issues))
            }
            blockquote.words.(x.form) {
                p dir="auto" { @if direct { (quoted(&short(&x.content, 600))) } @else { (short(&x.content, 600)) } }
                footer { "— " (source(s, &x.article, first)?) @if !direct { span.form { ", in the report’s words" } } }
            }
        }
    })
}

/// A demand: by whom, of whom, what, and in whose words.
pub(crate) fn demand_card(s: &Snapshot<'_>, d: &Demand) -> Part {
    let mut told = Vec::new();
    for a in d.accounts.iter().take(3) {
        told.push(html! { li { (source(s, &a.article, a.evidence.first())?) } });
    }
    Ok(html! {
        article.card.demand {
            p.line {
                @match &d.by { Some(w) => (who(s, w)), None => span.unknown { "Somebody unnamed" } }
                " wants of " @match &d.of { Some(w) => (who(s, w)), None => span.unknown { "somebody unnamed" } }
                ": " (about(s, &d.issues))
            }
            h3.want { a href=(address(Kind::Demand, &d.id)) { bdi { (short(&d.content, 300)) } } }
            ul.told aria-label="Reported by" { @for t in &told { (t) } @if d.accounts.len() > 3 { li { "and " (d.accounts.len() - 3) " more" } } }
        }
    })
}

fn story_card(s: &Snapshot<'_>, x: &Story) -> Part {
    let mut outlets = Vec::new();
    for a in x.articles.iter().take(6) {
        let name = clean(&s.report(&a.article)?.outlet());
        outlets.push(name);
    }
    let rest = x.articles.len().saturating_sub(6);
    Ok(html! {
        article.card.story {
            p.kicker { span.kind { "story" } " " (reports(x.articles.len())) }
            h3 { a href=(address(Kind::Story, &x.id)) { bdi { (short(x.title.as_deref().unwrap_or("(no headline)"), 160)) } } }
            p.facts { (day(x.date.as_ref())) " · " (outlets.join(", ")) @if rest > 0 { " and " (rest) " more" } }
        }
    })
}

fn article_card(s: &Snapshot<'_>, raw: &str) -> Part {
    let a: verbale_record::model::Article = serde_json::from_str(raw)?;
    let report = s.report(&a.id)?;
    Ok(html! {
        article.card.report {
            p.kicker { bdi { (clean(&report.outlet())) } @for f in &a.flags { " " span.flag { (f.flag) } } }
            h3 { a href=(address(Kind::Article, &a.id)) { bdi { (short(report.title(), 160)) } } }
            p.facts { (day(a.published.as_ref())) @if !a.authors.is_empty() { " · by " (short(&a.authors.join(", "), 100)) } }
            @for f in a.flags.iter().filter(|f| f.flag == "garbled") { p.differs { "Altered copy: " (short(&f.detail, 300)) } }
        }
    })
}

/// A comparison with its subject.
pub(crate) fn comparison_card(s: &Snapshot<'_>, c: &Comparison) -> Part {
    let (to, name) = subject(s, &c.subject)?;
    let mut values = Vec::new();
    for v in &c.values {
        values.push(
            html! { li { b { bdi { (short(&v.value, 80)) } } " " span.facts { (outlets(s, v, 3)?) } } },
        );
    }
    Ok(html! {
        article.card.comparison {
            h3 { a href=(to) { bdi { (name) } } ": " (words::field(&c.attribute)) }
            ul.values { @for v in &values { (v) } }
            (reading(s, c)?)
        }
    })
}

/// How values that differ may both be true, with the words that allow it.
fn reading(s: &Snapshot<'_>, c: &Comparison) -> Part {
    let Some(reading) = &c.reading else { return Ok(html! {}) };
    let mut words = Vec::new();
    for e in reading.evidence.iter().take(3) {
        words.push(quote(s, e)?);
    }
    Ok(html! {
        div.reading {
            p { span.verdict { "Both may be true" } ": " (clean(&reading.text)) }
            @for w in &words { (w) }
        }
    })
}

/// "5 reports, 3 independent origins"; nothing of what one report tells.
pub(crate) fn origins(o: &Origins) -> Markup {
    html! {
        @if o.reports > 1 {
            span.count { (words::count(o.reports as u64, "report", "reports")) ", " (words::count(o.independent as u64, "independent origin", "independent origins")) }
        }
    }
}

/// Issues as links, and the words that led to each.
pub(crate) fn about_words(s: &Snapshot<'_>, issues: &[String], evidence: &[IssueEvidence]) -> Part {
    const WORDS: usize = 3;
    let mut out = Vec::new();
    for i in evidence.iter().filter(|i| !i.evidence.is_empty()) {
        let mut quotes = Vec::new();
        for e in i.evidence.iter().take(WORDS) {
            let from = source(s, &e.article, Some(e))?;
            quotes.push(html! { li { q { (short(&e.quote, 120)) } " " (from) } });
        }
        let left = i.evidence.len().saturating_sub(WORDS);
        out.push(html! { li { (s.issue(&i.issue)) ul { @for q in &quotes { (q) } @if left > 0 { li { "and " (left) " more" } } } } });
    }
    Ok(html! {
        (about(s, issues))
        @if !out.is_empty() {
            details.why { summary { "By which words" } ul { @for o in &out { (o) } } }
        }
    })
}

/// What an id names, with its address.
pub(crate) fn subject(s: &Snapshot<'_>, id: &str) -> Result<(String, String), Trouble> {
    let named = match s.kind_of(id)? {
        Some(kind @ Kind::Encounter) => {
            s.entry::<Encounter>(kind, id)?.map(|e| (kind, encounter_title(s, &e)))
        }
        Some(kind @ Kind::Event) => s.entry::<Event>(kind, id)?.map(|e| {
            let to =
                if e.target.is_empty() { String::new() } else { format!(" → {}", names(s, &e.target)) };
            (kind, format!("{}{to}", names(s, &e.source)))
        }),
        Some(kind @ Kind::Demand) => s.entry::<Demand>(kind, id)?.map(|d| (kind, short(&d.content, 80))),
        Some(kind @ Kind::Statement) => {
            s.entry::<Statement>(kind, id)?.map(|x| (kind, short(&x.content, 80)))
        }
        Some(kind @ Kind::Position) => {
            s.position(id)?.map(|l| (kind, format!("{} on {}", clean(s.name(&l.actor)), s.issue(&l.issue))))
        }
        Some(kind @ Kind::Actor) => s.actor_name(id)?.map(|name| (kind, clean(&name))),
        _ => None,
    };
    Ok(named.map_or_else(
        || (format!("/id/{}", encoded(id)), clean(id)),
        |(kind, name)| (address(kind, id), name),
    ))
}

/// Who gives a value, linked to the words where there are any.
pub(crate) fn outlets(s: &Snapshot<'_>, v: &ComparedValue, most: usize) -> Part {
    let mut each = Vec::new();
    for article in v.articles.iter().take(most) {
        let at = v.evidence.iter().find(|e| e.article == *article);
        let to = at.map_or_else(|| address(Kind::Article, article), span_address);
        each.push(html! { a href=(to) { bdi { (clean(&s.report(article)?.outlet())) } } });
    }
    Ok(html! {
        @for (n, e) in each.iter().enumerate() { @if n > 0 { ", " } (e) }
        @if v.articles.len() > most { " and " (v.articles.len() - most) " more" }
    })
}

/// What accounts agree and differ on, as a table.
pub(crate) fn comparisons(s: &Snapshot<'_>, all: &[Comparison]) -> Part {
    let mut rows = Vec::new();
    // Differences first: they are what one comes for.
    let rank = |c: &Comparison| {
        ["dispute", "change", "agreement", "only"].iter().position(|k| *k == c.kind).unwrap_or(9)
    };
    let mut sorted: Vec<_> = all.iter().collect();
    sorted.sort_by_key(|c| rank(c));
    for c in sorted {
        let mut values = Vec::new();
        for v in &c.values {
            values.push(html! {
                li {
                    b { bdi { (readable(&c.attribute, &v.value)) } } " "
                    span.facts { (outlets(s, v, 6)?) @if v.origins < v.articles.len() { " (" (words::count(v.origins as u64, "independent origin", "independent origins")) ")" } }
                }
            });
        }
        let reading = reading(s, c)?;
        let verdict = match c.kind.as_str() {
            "agreement" => "agreed",
            "dispute" => "disputed",
            "change" => "moved on",
            "only" => "told by one",
            other => other,
        };
        rows.push(html! {
            tr.(c.kind) id=(format!("c-{}", c.id)) {
                th scope="row" { (words::field(&c.attribute)) }
                td { span.verdict.(c.kind) { (verdict) } }
                td { ul.values { @for v in &values { (v) } } (reading) }
            }
        });
    }
    Ok(html! {
        @if !rows.is_empty() {
            table.comparisons {
                thead { tr { th scope="col" { "What" } th scope="col" { "Accounts" } th scope="col" { "Values, and who gives them" } } }
                tbody { @for r in &rows { (r) } }
            }
        }
    })
}

/// A compared value in words: dates are told as dates.
pub(crate) fn readable(attribute: &str, value: &str) -> String {
    if attribute == "date" { words::date(value) } else { short(value, 200) }
}

/// Cards under one another, parted by month where days are known.
pub(crate) fn cards(s: &Snapshot<'_>, entries: &[Listed], by_month: bool) -> Part {
    let mut out = Vec::new();
    let mut month = None;
    for e in entries {
        let now = words::month(&e.day);
        if by_month && month.as_ref() != Some(&now) {
            out.push(html! { h2.month { (now) } });
        }
        month = Some(now);
        out.push(card(s, e)?);
    }
    Ok(html! { @for o in &out { (o) } })
}

/// The way to the next page of a list.
pub(crate) fn pager(ask: &Ask, next: Option<&str>) -> Markup {
    let first = ask.get("after").is_some();
    html! {
        @if first || next.is_some() {
            nav.pager aria-label="Pages" {
                @if first { a href=(ask.with("after", None)) { "To the start" } }
                @if let Some(next) = next { a rel="next" href=(ask.with_all(&[("after", next)])) { "More" } }
            }
        }
    }
}

/// A picture with its figures, and both to take away. `at` is its address without ending.
pub(crate) fn figure(id: &str, picture: Option<&Picture>, at: &dyn Fn(&str) -> String) -> Markup {
    html! {
        @if let Some(p) = picture {
            figure.drawn id=(id) {
                div.scroll tabindex="0" role="region" aria-label=(p.title) { (p.svg(id)) }
                figcaption {
                    span { (p.title) ". " }
                    span.takeaway { a href=(at(".csv")) { "as CSV" } " · " a href=(at(".svg")) { "as SVG" } }
                    details { summary { "In figures" span.unseen { ": " (p.title) } } p { (p.description) } (p.table()) }
                }
            }
        }
    }
}

/// A heading with its cards, and the way to all of them; nothing if there are none.
pub(crate) fn section(
    s: &Snapshot<'_>,
    id: &str,
    title: &str,
    entries: &[Listed],
    all: Option<(String, u64)>,
) -> Part {
    if entries.is_empty() {
        return Ok(html! {});
    }
    let cards = cards(s, entries, false)?;
    Ok(html! {
        section id=(id) {
            h2 { (title) }
            (cards)
            @if let Some((to, n)) = all { @if n > entries.len() as u64 { p.all { a href=(to) { "All " (words::grouped(n)) } } } }
        }
    })
}
