//! Texts that mean to run, to break out of the page, or to turn it around: on every page they are only ever text.

use super::record::{HOSTILE, record};
use super::{Open, everything, open};
use std::time::{Duration, Instant};
use verbale_record::model::Record;

/// The small record with `text` wherever a foreign hand could have put it: headline, outlet, byline, text, caption,
/// what was removed, names, ids, reasons.
fn filled_with(text: &str) -> Record {
    let quoted = |s: &str| {
        let json = serde_json::to_string(s).unwrap();
        json[1..json.len() - 1].to_owned()
    };
    let json = serde_json::to_string(&record()).unwrap();
    let filled = json.replace(&quoted(HOSTILE), &quoted(text));
    assert_ne!(json, filled);
    serde_json::from_str(&filled).unwrap()
}

/// Every page, picture and feed that can be reached: its address and text.
fn pages(open: &Open) -> Vec<(String, String)> {
    let shown = ["text/html", "image/svg", "application/atom"];
    let all = everything(open).into_iter().filter(|(_, r)| shown.iter().any(|k| r.kind.starts_with(k)));
    let all: Vec<_> = all.map(|(address, r)| (address, String::from_utf8(r.body).unwrap())).collect();
    assert!(all.len() > 40, "only {} pages were reached", all.len());
    all
}

/// The tags of a page, without their brackets.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.split('<').skip(1).filter_map(|t| t.split('>').next())
}

/// The names of a tag's attributes, each with its equals sign.
fn attributes(tag: &str) -> impl Iterator<Item = &str> {
    tag.split('"').step_by(2).flat_map(str::split_whitespace).filter(|n| n.contains('='))
}

#[test]
fn script_tags_are_text() {
    let text = "<script>alert(1)</script><SCRIPT SRC=//evil.example/x.js></SCRIPT><scr<script>ipt>alert(2)</script>\
                </title></style></textarea><style>*{display:none}</style><iframe src=//evil.example></iframe>";
    let open = open(&filled_with(text));
    for (address, page) in pages(&open) {
        let lower = page.to_lowercase();
        let own = lower.matches("<script src=\"/assets/").count();
        assert_eq!(lower.matches("<script").count(), own, "{address}");
        assert!(!lower.contains("<style") && !lower.contains("<iframe"), "{address}");
    }
    assert!(open.text("/articles/dddd").contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "it is shown");
}

#[test]
fn event_handlers_never_become_attributes() {
    let text = "\" onmouseover=\"alert(1)\" x=\" ' onfocus='alert(2)' autofocus <img src=x onerror=alert(3)> <svg onload=alert(4)> \
                <a href=x style=\"position:fixed\" onclick=alert(5)>";
    let open = open(&filled_with(text));
    for (address, page) in pages(&open) {
        for tag in tags(&page) {
            let bad = attributes(tag).find(|a| a.to_lowercase().starts_with("on") || a.starts_with("style"));
            assert_eq!(bad, None, "{address}: <{tag}>");
        }
        assert!(!page.contains("<img") && !page.contains("<svg onload"), "{address}");
    }
    assert!(open.text("/articles/dddd").contains("&quot; onmouseover=&quot;alert(1)"), "it is shown");
}

#[test]
fn bidirectional_controls_lose_their_power() {
    let text = "right \u{202e}desrever\u{202c} \u{2066}isolated \u{2067}more \u{202a}embedded \u{202b}and \u{202d}on";
    for (address, page) in pages(&open(&filled_with(text))) {
        let control = page.chars().find(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
        assert_eq!(control, None, "{address} turns its text around");
        let open = page.matches("<bdi>").count() + page.matches("<bdi ").count();
        assert_eq!(open, page.matches("</bdi>").count(), "{address}: an isolated name is closed");
    }
}

#[test]
fn broken_entities_stay_as_they_are_written() {
    let text = "&lt;b&gt; &#x3c;i&#62 &amp &#0; &#xD800; &#99999999; &unknown; &lt;script&gt; &&&; AT&T";
    let open = open(&filled_with(text));
    for (address, page) in pages(&open) {
        let entities = page.split('&').skip(1).filter_map(|e| e.split_once(';')).map(|(name, _)| name);
        let foreign = entities.into_iter().find(|e| !["amp", "lt", "gt", "quot", "apos"].contains(e));
        assert_eq!(foreign, None, "{address} lets an entity of the text through");
    }
    let shown = "&amp;lt;b&amp;gt; &amp;#x3c;i&amp;#62 &amp;amp &amp;#0;";
    assert!(open.text("/articles/dddd").contains(shown), "as a reader would see it in the source");
}

#[test]
fn javascript_links_lead_nowhere() {
    for link in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>x</script>",
        "//evil.example",
        "vbscript:x",
        "file:///etc/passwd",
    ] {
        let mut r = filled_with(
            "[click](javascript:alert(2)) <a href='javascript:alert(3)'>here</a> javascript:alert(4)",
        );
        for a in &mut r.articles {
            a.url = Some(link.to_owned());
        }
        let open = open(&r);
        for (address, page) in pages(&open) {
            for tag in tags(&page).filter(|t| t.starts_with("a ") || t.starts_with("link ")) {
                let to = tag.split("href=\"").nth(1).and_then(|h| h.split('"').next()).unwrap_or("");
                let within =
                    to.is_empty() || to.starts_with('#') || (to.starts_with('/') && !to.starts_with("//"));
                let own = to.starts_with("http://localhost:8600/");
                assert!(within || own, "{address} leads to {to} ({link})");
            }
        }
    }
}

#[test]
fn a_million_brackets_are_read_in_time() {
    let mut r = record();
    r.articles[1].body = "[(<{".repeat(250_000);
    r.articles[2].body = "a\n".repeat(250_000);
    r.articles[1].captions = vec!["<".repeat(100_000)];
    let open = open(&r);
    for id in ["bbbb", "cccc"] {
        let began = Instant::now();
        let page = open.text(&format!("/articles/{id}?at=body.5-999999999"));
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
        assert!(page.len() > 400_000);
    }
}
