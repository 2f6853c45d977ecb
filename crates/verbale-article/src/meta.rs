//! What a page states about itself: JSON-LD, `<meta>`, `<time>`, `<title>`, `<h1>`, `<figcaption>`.

use serde_json::Value;

use crate::article::{DateOrigin, StatedDate};
use crate::clean::Stated;
use crate::tags::{Tag, tags, text_until};
use crate::{byline, head, outlet, stated};

/// What is found on the way, by where it was found.
#[derive(Default)]
struct Found {
    canonical: Option<String>,
    site: Option<String>,
    publisher: Option<String>,
    og_title: Option<String>,
    ld_title: Option<String>,
    h1: Vec<String>,
    title: Option<String>,
    meta_authors: Vec<String>,
    ld_authors: Vec<String>,
    dates: Vec<StatedDate>,
    captions: Vec<String>,
}

/// Reads `html` once, from front to back.
pub(crate) fn read(html: &str) -> Stated {
    let mut found = Found::default();
    for tag in tags(html).filter(|t| !t.closes()) {
        match tag.name().to_ascii_lowercase().as_str() {
            "meta" => meta(tag, &mut found),
            "link" if tag.attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                found.canonical = found.canonical.take().or_else(|| tag.attribute("href"));
            }
            "title" if found.title.is_none() => found.title = some(text_until(html, tag.end, "title")),
            "h1" if found.h1.len() < 8 => found.h1.extend(some(text_until(html, tag.end, "h1"))),
            "time" => time(tag, html, &mut found),
            "figcaption" if found.captions.len() < 100 => {
                found.captions.extend(some(text_until(html, tag.end, "figcaption")));
            }
            "script" if tag.attribute("type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) => {
                json_ld(html, tag.end, &mut found);
            }
            _ => {}
        }
    }
    found.captions.dedup();
    settle(found)
}

fn settle(found: Found) -> Stated {
    let url = found.canonical.filter(|u| u.starts_with("http"));
    let site = found.publisher.or(found.site).map(|s| outlet::known(&s).unwrap_or(s));
    let stated_title = found.og_title.or(found.ld_title);
    let title = found.title.as_deref().map(head::without_site).map(str::to_owned);
    // The page's own heading is what readers see; titles for sharing are often shortened or spiced.
    let h1 = match found.h1.as_slice() {
        [one] if one.split(' ').count() >= 3 => Some(one.clone()),
        _ => None,
    };
    let headline = stated_title.or(h1).or(title).map(|t| {
        let bare = head::without_site(&t);
        let own = site
            .as_deref()
            .and_then(|s| bare.strip_suffix(s))
            .map(|b| b.trim_end_matches([' ', '-', '|', '–', '—', ':']));
        own.filter(|b| b.split(' ').count() >= 3).unwrap_or(bare).to_owned()
    });
    let authors = if found.ld_authors.is_empty() { found.meta_authors } else { found.ld_authors };
    Stated { url, outlet: site, headline, authors, dates: found.dates, captions: found.captions }
}

fn some(text: String) -> Option<String> {
    let text = crate::text::single_spaced(&text);
    (!text.is_empty()).then_some(text)
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publish-date",
    "publishdate",
    "publish_date",
    "date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "article.published",
    "published-date",
    "citation_publication_date",
    "citation_date",
    "article_date_original",
    "rnews:datepublished",
    "bt:pubdate",
    "displaydate",
];

fn meta(tag: Tag<'_>, found: &mut Found) {
    let Some(content) = tag.attribute("content").and_then(some) else { return };
    let key = ["property", "name", "itemprop", "http-equiv"]
        .iter()
        .find_map(|a| tag.attribute(a))
        .unwrap_or_default()
        .to_ascii_lowercase();
    match key.as_str() {
        "og:title" | "twitter:title" | "dc.title" if found.og_title.is_none() || key == "og:title" => {
            found.og_title = Some(content);
        }
        "og:site_name" | "application-name" | "dc.publisher" | "twitter:app:name:iphone"
            if found.site.is_none() || key == "og:site_name" =>
        {
            found.site = Some(content);
        }
        "og:url" => found.canonical = found.canonical.take().or(Some(content)),
        "author" | "article:author" | "dc.creator" | "parsely-author" | "sailthru.author" | "byl"
        | "twitter:creator" => {
            for name in byline::names(&content) {
                if !found.meta_authors.contains(&name) {
                    found.meta_authors.push(name);
                }
            }
        }
        key if PUBLISHED.contains(&key) => found.dates.extend(stated::from_value(&content, DateOrigin::Meta)),
        _ => {}
    }
}

fn time(tag: Tag<'_>, html: &str, found: &mut Found) {
    if found.dates.iter().filter(|d| d.origin == DateOrigin::TimeElement).count() >= 3 {
        return;
    }
    let class = tag.attribute("class").unwrap_or_default().to_ascii_lowercase();
    if class.contains("updated") && !class.contains("published") || class.contains("modified") {
        return;
    }
    let value = tag.attribute("datetime").or_else(|| some(text_until(html, tag.end, "time")));
    found.dates.extend(value.and_then(|v| stated::from_value(&v, DateOrigin::TimeElement)));
}

/// The largest block of JSON-LD that is read.
const LD_LIMIT: usize = 1 << 20;

fn json_ld(html: &str, from: usize, found: &mut Found) {
    let Some(rest) = html.get(from..) else { return };
    let Some(end) = rest.find("</").filter(|e| *e <= LD_LIMIT) else { return };
    // "</" cannot stand inside JSON-LD but escaped; a page that breaks this is cut at its first such string.
    let Ok(value) = serde_json::from_str::<Value>(rest.get(..end).unwrap_or("").trim()) else { return };
    ld_objects(&value, 0, found);
}

fn ld_objects(value: &Value, depth: usize, found: &mut Found) {
    match value {
        Value::Array(all) if depth < 4 => all.iter().take(64).for_each(|v| ld_objects(v, depth + 1, found)),
        Value::Object(o) => {
            if let Some(graph) = o.get("@graph").filter(|_| depth < 4) {
                ld_objects(graph, depth + 1, found);
            }
            let kind = o.get("@type").map(Value::to_string).unwrap_or_default();
            if ["Article", "Report", "BlogPosting", "LiveBlog"].iter().any(|k| kind.contains(k)) {
                ld_article(o, found);
            }
        }
        _ => {}
    }
}

fn ld_article(o: &serde_json::Map<String, Value>, found: &mut Found) {
    let text = |key: &str| {
        o.get(key).and_then(Value::as_str).map(|s| htmlize::unescape(s).into_owned()).and_then(some)
    };
    found.ld_title = found.ld_title.take().or_else(|| text("headline"));
    for key in ["datePublished", "dateCreated"] {
        if found.dates.iter().all(|d| d.origin != DateOrigin::JsonLd) {
            found.dates.extend(text(key).and_then(|v| stated::from_value(&v, DateOrigin::JsonLd)));
        }
    }
    let name = |v: &Value| v.as_str().or_else(|| v.get("name").and_then(Value::as_str)).map(str::to_owned);
    found.publisher = found.publisher.take().or_else(|| o.get("publisher").and_then(name).and_then(some));
    let authors: Vec<String> = match o.get("author") {
        Some(Value::Array(all)) => all.iter().filter_map(name).collect(),
        Some(one) => name(one).into_iter().collect(),
        None => Vec::new(),
    };
    for name in authors.iter().flat_map(|a| byline::names(a)) {
        if !found.ld_authors.contains(&name) {
            found.ld_authors.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_states_itself() {
        let html = r#"<html><head><title>Talks resume in Quito | Norland Weekly</title>
            <link rel="canonical" href="https://norland.example/2021/07/26/talks">
            <meta property="og:site_name" content="Norland Weekly"><meta name="author" content="By Ana Lopez and Juan Roe">
            <meta property="article:published_time" content="2021-07-26T10:02:00Z">
            <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Talks resume in Quito","datePublished":"2021-07-26","author":[{"@type":"Person","name":"Ana Lopez"}],"publisher":{"name":"Norland Weekly"}}]}</script>
            </head><body><h1>Talks resume</h1><figure><figcaption>The envoy <i>Ana Mills</i></figcaption></figure><time datetime="2021-07-26">today</time></body></html>"#;
        let s = read(html);
        assert_eq!(s.headline.as_deref(), Some("Talks resume in Quito"));
        assert_eq!(s.outlet.as_deref(), Some("Norland Weekly"));
        assert_eq!(s.authors, ["Ana Lopez"]);
        assert_eq!(s.captions, ["The envoy Ana Mills"]);
        let origins: Vec<DateOrigin> = s.dates.iter().map(|d| d.origin).collect();
        assert_eq!(origins.len(), 3);
        assert!(s.dates.iter().all(|d| d.date == "2021-07-26"));
    }
}
