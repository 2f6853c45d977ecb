//! Lists of one kind of entry, and the form that narrows them.

use super::frame::{Content, Frame};
use super::{Twin, drawn, parts, twin};
use crate::ask::{Ask, Form};
use crate::pictures;
use crate::read::{Cursor, Filter, Kind, Snapshot};
use crate::reply::{Answer, Trouble};
use crate::words;
use maud::{Markup, html};

const PAGE: usize = 50;

/// Parameters that narrow a list. The API takes the same.
pub(crate) const FILTERS: [&str; 15] = [
    "who", "by", "country", "dyad", "issue", "kind", "status", "type", "channel", "flag", "outlet",
    "relation", "from", "to", "order",
];

/// What a form's words were taken to mean.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// Told to the reader.
    pub(crate) said: Vec<String>,
    /// Other actors a name may mean: id and name.
    pub(crate) others: Vec<(String, String)>,
}

/// The filter that an address asks for.
pub(crate) fn reader_filter(s: &Snapshot<'_>, ask: &Ask, kinds: &[Kind]) -> Result<(Filter, Notes), Trouble> {
    let mut filter = Filter::of(kinds);
    let mut notes = Notes::default();
    for (name, speaks) in [("who", false), ("by", true)] {
        let Some(typed) = ask.get(name) else { continue };
        let Some(who) = s.who(typed)? else {
            notes.said.push(format!("Nobody in the record goes by “{typed}”."));
            filter = filter.and("actor", "\u{0}nobody");
            continue;
        };
        // Of events and encounters nobody is the speaker.
        let facet = match (speaks, who.facet) {
            (true, "actor") if kinds.contains(&Kind::Statement) => "speaker",
            (true, "country") => "side",
            (_, facet) => facet,
        };
        if who.name != typed {
            notes.said.push(format!("“{typed}” is taken to mean {}.", who.name));
        }
        notes.others.extend(who.others);
        filter = filter.and(facet, &who.id);
    }
    if let Some(typed) = ask.get("country") {
        let code =
            s.country_named(typed).ok_or_else(|| Trouble::Bad(format!("There is no country “{typed}”.")))?;
        filter = filter.and("country", code);
    }
    if let Some(typed) = ask.get("dyad") {
        let dyad = s.dyad_named(typed);
        let dyad = dyad.ok_or_else(|| {
            Trouble::Bad(format!("“{typed}” does not name two countries, as CHN-USA does."))
        })?;
        filter = filter.and("dyad", &dyad);
    }
    for facet in ["issue", "kind", "status", "channel", "flag", "outlet", "relation"] {
        if let Some(value) = ask.get(facet) {
            filter = filter.and(facet, value);
        }
    }
    filter.from = ask.get("from").map(period).transpose()?;
    filter.to = ask.get("to").map(period).transpose()?;
    filter.ascending = ask.get("order") == Some("asc");
    Ok((filter, notes))
}

/// A day, month or year.
fn period(typed: &str) -> Result<String, Trouble> {
    let shape = typed.len() <= 10
        && typed
            .split('-')
            .enumerate()
            .all(|(n, p)| p.bytes().all(|b| b.is_ascii_digit()) && p.len() == if n == 0 { 4 } else { 2 });
    let wrong = || Trouble::Bad(format!("“{typed}” is no date: write 2023, 2023-06 or 2023-06-18."));
    shape.then(|| typed.to_owned()).ok_or_else(wrong)
}

/// The choices of a field: values with their names.
fn choices(s: &Snapshot<'_>, kind: Kind, name: &str) -> Result<Vec<(String, String)>, Trouble> {
    let same = |values: &[&str]| values.iter().map(|v| ((*v).to_owned(), (*v).to_owned())).collect();
    Ok(match (name, kind) {
        ("issue", _) => {
            let mut all: Vec<_> = s
                .tally("issue", 200, 0)?
                .into_iter()
                .map(|t| (t.value.clone(), s.issue(&t.value).to_owned()))
                .collect();
            all.sort_by(|a, b| a.1.cmp(&b.1));
            all
        }
        ("dyad", _) => {
            let top = s.tally("dyad", 40, 0)?;
            top.into_iter()
                .map(|t| {
                    let name = dyad_name(s, &t.value);
                    (t.value, name)
                })
                .collect()
        }
        ("kind", Kind::Encounter) => same(&["meeting", "talks", "call", "visit", "summit"]),
        ("kind", Kind::Statement) => same(&[
            "assert",
            "accuse",
            "criticise",
            "deny",
            "demand",
            "promise",
            "warn",
            "praise",
            "agree",
            "concern",
            "hope",
        ]),
        ("kind", Kind::Event) => {
            verbale_register::plover::events().into_iter().map(|e| (e.to_owned(), e.to_owned())).collect()
        }
        ("kind", Kind::Comparison) => same(&["dispute", "change", "agreement", "only"]),
        ("status", Kind::Encounter) => same(&["held", "planned", "possible", "postponed", "cancelled"]),
        ("status", Kind::Event) => same(&["occurred", "ongoing", "planned", "possible", "negated"]),
        ("status", Kind::Statement) => same(&["direct", "indirect", "mixed"]),
        ("flag", Kind::Article) => same(&["garbled", "copy", "truncated", "paywalled"]),
        ("relation", Kind::Story) => same(&["original", "report", "rewrite", "copy", "garbled copy"]),
        _ => Vec::new(),
    })
}

/// "China and the United States" of `CHN-USA`.
pub(crate) fn dyad_name(s: &Snapshot<'_>, dyad: &str) -> String {
    dyad.split('-').map(|c| s.country(c).to_owned()).collect::<Vec<_>>().join(" – ")
}

/// The fields of the form for one kind of entry.
fn fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Encounter => &["dyad", "issue", "kind", "status"],
        Kind::Statement => &["dyad", "issue", "kind", "status"],
        Kind::Demand => &["dyad", "issue"],
        Kind::Event | Kind::Consult => &["dyad", "kind", "status"],
        Kind::Article => &["flag"],
        Kind::Story => &["dyad", "issue", "relation"],
        Kind::Comparison => &["kind"],
        Kind::Actor | Kind::Position => &[],
    }
}

fn label(kind: Kind, name: &str) -> &'static str {
    match (name, kind) {
        ("kind", Kind::Statement) => "Act",
        ("status", Kind::Statement) => "Words",
        ("dyad", _) => "Between",
        ("issue", _) => "Issue",
        ("kind", _) => "Kind",
        ("status", _) => "Status",
        ("flag", _) => "Flag",
        ("relation", _) => "Holds a",
        _ => "Field",
    }
}

/// The form that narrows a list, with what was understood of it.
pub(crate) fn form(s: &Snapshot<'_>, ask: &Ask, kind: Kind, notes: &Notes) -> parts::Part {
    let speaks = matches!(kind, Kind::Statement | Kind::Demand);
    let who = if speaks { "by" } else { "who" };
    let mut selects = Vec::new();
    for name in fields(kind) {
        let now = ask.get(name);
        let mut options = choices(s, kind, name)?;
        if let Some(now) = now.filter(|now| options.iter().all(|(v, _)| v != now)) {
            options.push((now.to_owned(), now.to_owned()));
        }
        selects.push(html! {
            label { span { (label(kind, name)) }
                select name=(name) {
                    option value="" { "any" }
                    @for (value, name) in &options { option value=(value) selected[now == Some(value)] { (name) } }
                }
            }
        });
    }
    let shown: Vec<&str> = fields(kind).iter().copied().chain([who, "from", "to", "order"]).collect();
    let kept: Vec<_> =
        FILTERS.iter().filter(|f| !shown.contains(*f)).filter_map(|f| Some((*f, ask.get(f)?))).collect();
    let set = FILTERS.iter().any(|f| ask.get(f).is_some());
    let text = |name: &'static str, title: &str, hint: &str, size: u32| {
        html! { label { span { (title) } input type="text" name=(name) value=[ask.get(name)] placeholder=(hint) size=(size); } }
    };
    // The front page is for reading first.
    let folded = ask.segments().is_empty() && !set;
    Ok(html! {
        details.narrow open[!folded] { summary { "Narrow" } form.filter action=(if ask.path.is_empty() { "/" } else { &ask.path }) {
            @if kind != Kind::Comparison { (text(who, if speaks { "By" } else { "Who" }, "name or country", 16)) }
            @for select in &selects { (select) }
            (text("from", "From", "2023-06", 9)) (text("to", "To", "2023-06-18", 9))
            label { span { "Order" } select name="order" {
                option value="" { "newest first" } option value="asc" selected[ask.get("order") == Some("asc")] { "oldest first" }
            } }
            @for (name, value) in &kept { input type="hidden" name=(name) value=(value); }
            button { "Show" }
            @if set { a.clear href=(if ask.path.is_empty() { "/" } else { &ask.path }) { "Clear" } }
        } }
        (understood(ask, who, notes))
    })
}

fn understood(ask: &Ask, who: &str, notes: &Notes) -> Markup {
    html! {
        @if !notes.said.is_empty() || !notes.others.is_empty() {
            p.understood role="status" {
                @for said in &notes.said { bdi { (words::clean(said)) } " " }
                @if !notes.others.is_empty() {
                    "Or did you mean " @for (n, (id, name)) in notes.others.iter().take(5).enumerate() {
                        @if n > 0 { ", " } a href=(ask.with(who, Some(id))) { bdi { (words::clean(name)) } }
                    } "?"
                }
            }
        }
    }
}

fn titles(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Article => ("Reports", "What was read, by the day it was published."),
        Kind::Encounter => (
            "Encounters",
            "Meetings, talks, calls, visits and summits, each once, however many reports it had.",
        ),
        Kind::Statement => ("Statements", "Who is reported to have said what, in which words."),
        Kind::Demand => ("Demands", "What one side wants of another, said once or often."),
        Kind::Event | Kind::Consult => {
            ("Events", "Who did what to whom, coded by PLOVER, with Goldstein’s weights.")
        }
        Kind::Story => ("Stories", "The reports of one happening, with who copied whom."),
        Kind::Comparison => ("Comparisons", "What the accounts of an entry agree and differ on."),
        Kind::Actor => ("Actors", ""),
        Kind::Position => ("Positions", ""),
    }
}

/// The list of one kind.
pub(crate) fn list(s: &Snapshot<'_>, frame: &Frame<'_>, kind: Kind) -> Answer {
    let ask = frame.ask;
    let kinds: &[Kind] = if kind == Kind::Event { &[Kind::Event, Kind::Consult] } else { &[kind] };
    let (filter, notes) = reader_filter(s, ask, kinds)?;
    let (title, lede) = titles(kind);
    let (counts, exact) = s.months(&filter)?;
    let of = if exact { title.to_owned() } else { format!("{title} of the rarest of these filters") };
    let picture = pictures::months(ask, &counts, &of);
    if let Some(answer) = drawn(ask.form, picture.as_ref()) {
        return answer;
    }
    let after = ask.get("after").and_then(Cursor::read);
    let page = s.list(&filter, after.as_ref(), PAGE)?;
    if ask.form == Form::Json {
        let next = page.next.as_deref().map(|n| ask.with_all(&[("after", n)]));
        let items = page.entries.into_iter().map(|e| e.entry).collect();
        return twin(&[("items", Twin::Entries(items)), ("next", Twin::Value(next.into()))]);
    }
    let main = html! {
        h1 { (title) }
        p.lede { (lede) }
        (form(s, ask, kind, &notes)?)
        (parts::figure("months", picture.as_ref(), &|ending| ask.in_form(ending)))
        section #list aria-label=(title) {
            (parts::cards(s, &page.entries, true)?)
            @if page.entries.is_empty() { p.nothing { "Nothing in the record answers this." } }
            (parts::pager(ask, page.next.as_deref()))
        }
    };
    Ok(frame.page(Content {
        title: title.to_owned(),
        trail: vec![("/".to_owned(), "Timeline".to_owned())],
        main,
    }))
}
