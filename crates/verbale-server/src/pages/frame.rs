//! What every page has around it: head, ways through the record, foot; the style sheet and the script.

use crate::ask::Ask;
use crate::reply::{Reply, Trouble};
use maud::{DOCTYPE, Markup, html};
use std::sync::LazyLock;

const STYLE: &str = include_str!("../assets/room.css");
const SCRIPT: &str = include_str!("../assets/room.js");
const MARK: &str = include_str!("../assets/mark.svg");

/// Files change their address with their content, so that browsers may keep them.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let hash = xxhash_rust::xxh3::xxh3_64(format!("{STYLE}{SCRIPT}{MARK}").as_bytes());
    format!("{hash:016x}")
});

const WAYS: [(&str, &str); 7] = [
    ("/", "Timeline"),
    ("/stories", "Stories"),
    ("/actors", "Actors"),
    ("/dyads", "Dyads"),
    ("/issues", "Issues"),
    ("/statements", "Statements"),
    ("/about", "About"),
];

/// A file that all pages share.
pub(crate) fn asset(ask: &Ask) -> Option<Reply> {
    let (kind, text) = match (&ask.segments()[..], ask.form) {
        (["assets", _, "room.css"], _) => ("text/css; charset=utf-8", STYLE),
        (["assets", _, "room.js"], _) => ("text/javascript; charset=utf-8", SCRIPT),
        (["assets", _, "mark"], crate::ask::Form::Svg) => ("image/svg+xml", MARK),
        (["favicon.ico"], _) => return Some(Reply::redirect(&asset_address("mark.svg"))),
        (["robots.txt"], _) => ("text/plain; charset=utf-8", "User-agent: *\nDisallow: /\n"),
        _ => return None,
    };
    Some(Reply { lasting: ask.segments().first() == Some(&"assets"), ..Reply::new(kind, text) })
}

fn asset_address(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

/// A request, and what the record is called.
pub(crate) struct Frame<'a> {
    pub(crate) title: &'a str,
    pub(crate) ask: &'a Ask,
}

/// One page's own part.
pub(crate) struct Content {
    /// For the browser's tab.
    pub(crate) title: String,
    /// The way here: address and name of each room passed.
    pub(crate) trail: Vec<(String, String)>,
    pub(crate) main: Markup,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(title: &'a str, ask: &'a Ask) -> Self {
        Self { title, ask }
    }

    /// The whole page.
    pub(crate) fn page(&self, content: Content) -> Reply {
        let here = self.ask.segments().first().map_or("/".to_owned(), |s| format!("/{s}"));
        let here = if here == "/timeline" || here == "/encounters" { "/".to_owned() } else { here };
        Reply::html(html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (content.title) " · " (self.title) }
                    link rel="stylesheet" href=(asset_address("room.css"));
                    link rel="icon" type="image/svg+xml" href=(asset_address("mark.svg"));
                    link rel="alternate" type="application/json" href=(self.ask.in_form(".json"));
                    link rel="alternate" type="application/atom+xml" title="What the record holds, newest first" href="/feed.atom";
                    script src=(asset_address("room.js")) defer {}
                }
                body {
                    a.skip href="#main" { "To the content" }
                    header.site {
                        a.name href="/" { (self.title) }
                        nav aria-label="Rooms" { ul {
                            @for (to, name) in WAYS {
                                li { a href=(to) aria-current=[(here == to).then_some("page")] { (name) } }
                            }
                        } }
                        form.find role="search" action="/search" {
                            label.unseen for="find" { "Search the record" }
                            input #find type="search" name="q" placeholder="Search" value=[self.ask.get("q")];
                            button { "Search" }
                        }
                    }
                    @if !content.trail.is_empty() {
                        nav.trail aria-label="Breadcrumbs" { ol {
                            @for (to, name) in &content.trail { li { a href=(to) { bdi { (name) } } } }
                            li aria-current="page" { bdi { (crate::words::short(&content.title, 60)) } }
                        } }
                    }
                    main #main { (content.main) }
                    footer.site {
                        p {
                            "This page as " a href=(self.ask.in_form(".json")) { "JSON" }
                            " · " a href="/api/v1" { "API" } " · " a href="/feed.atom" { "Feed" }
                            " · " a href="/planned.ics" { "What is planned, for a calendar" }
                        }
                        p { "Made by Verbale, which errs: read the words before quoting the fact. " a href="/about" { "About this record" } }
                    }
                }
            }
        })
    }
}

/// A page that says why there is none.
pub(crate) fn trouble(frame: &Frame<'_>, trouble: &Trouble) -> Reply {
    let heading = match trouble.status() {
        404 => "Not in this record",
        400 => "That cannot be asked",
        503 => "Not now",
        _ => "The record cannot be read",
    };
    let main = html! {
        h1 { (heading) }
        p { (trouble.to_string()) }
        p { a href="/" { "To the timeline" } " or " a href="/search" { "search" } "." }
    };
    frame.page(Content { title: heading.to_owned(), trail: Vec::new(), main }).status(trouble.status())
}
