//! The rooms as a reader meets them, over a small record with a hostile page in it.

mod hostile;
mod over_http;
mod record;

use crate::api::ROUTES;
use crate::ask::Ask;
use crate::reply::Reply;
use crate::room::Room;
use record::{article, record, written};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tempfile::TempDir;
use verbale_record::model::Record;

/// A room over a record in a folder of its own.
struct Open {
    room: Room,
    folder: TempDir,
}

fn open(record: &Record) -> Open {
    let folder = tempfile::tempdir().unwrap();
    let path = written(record, folder.path(), "minutes.verbale");
    Open { room: Room::open(&path, Duration::from_secs(10)).unwrap(), folder }
}

impl Open {
    fn ask(&self, address: &str) -> Reply {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let query = query.split('#').next().unwrap();
        self.room.answer(&Ask::new(path.split('#').next().unwrap(), query, "http://localhost:8600").unwrap())
    }

    fn text(&self, address: &str) -> String {
        let reply = self.ask(address);
        assert_eq!(reply.status, 200, "{address}: {}", String::from_utf8_lossy(&reply.body));
        String::from_utf8(reply.body).unwrap()
    }

    fn json(&self, address: &str) -> Value {
        let text = self.text(address);
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{address}: {e}\n{text}"))
    }

    /// The ids of all entries of a list, page by page.
    fn walk(&self, address: &str) -> Vec<String> {
        let mut out = Vec::new();
        let mut next = Some(address.to_owned());
        while let Some(at) = next {
            let page = self.json(&at);
            out.extend(
                page["items"].as_array().unwrap().iter().map(|i| i["id"].as_str().unwrap().to_owned()),
            );
            next = page["next"].as_str().map(|n| n.trim_start_matches("http://localhost:8600").to_owned());
            assert!(out.len() < 1000, "the list never ends");
        }
        out
    }
}

/// Addresses in a page that lead into the reading room.
fn links(page: &str) -> BTreeSet<String> {
    let quoted = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    quoted.filter(|l| l.starts_with('/')).map(|l| l.replace("&amp;", "&").replace("&quot;", "\"")).collect()
}

/// All pages that can be reached from the front page.
fn everything(open: &Open) -> BTreeMap<String, Reply> {
    let mut found = BTreeMap::new();
    let mut ahead = vec!["/".to_owned()];
    while let Some(address) = ahead.pop() {
        let plain = address.split('#').next().unwrap().to_owned();
        if found.contains_key(&plain) || found.len() > 2000 {
            continue;
        }
        let reply = open.ask(&plain);
        assert!(matches!(reply.status, 200 | 307), "{plain}: {}", String::from_utf8_lossy(&reply.body));
        ahead.extend(reply.location.clone());
        if reply.kind.starts_with("text/html") {
            ahead.extend(links(std::str::from_utf8(&reply.body).unwrap()));
        }
        found.insert(plain, reply);
    }
    found
}

#[test]
fn no_link_is_dead_and_every_page_has_a_twin() {
    let open = open(&record());
    let all = everything(&open);
    for room in [
        "/encounters/0e01",
        "/stories/0501",
        "/actors/qin-gang",
        "/issues/taiwan",
        "/dyads/CHN-USA",
        "/articles/aaaa",
        "/about",
        "/statements/05a1",
        "/demands/0d01",
        "/events/0f01",
        "/positions",
        "/positions/0a01",
    ] {
        assert!(all.contains_key(room), "{room} is linked from nowhere");
    }
    for (address, reply) in all.iter().filter(|(_, r)| r.kind.starts_with("text/html")) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let path = if path == "/" { "/timeline" } else { path };
        open.json(&format!("{path}.json?{query}"));
        assert!(reply.body.len() < 150_000, "{address} weighs {} bytes", reply.body.len());
    }
}

#[test]
fn how_long_they_met_is_told_by_each_account() {
    let open = open(&record());
    assert!(open.text("/").contains("more than 7 hours"), "the front page tells where accounts differ");
    let page = open.text("/encounters/0e01");
    assert!(
        page.contains("more than 5 hours")
            && page.contains("more than 7 hours")
            && page.contains("accounts differ")
    );
    let csv = open.text("/encounters/0e01/accounts.csv");
    assert_eq!(csv.lines().next(), Some("report,how long,when,where,status"));
    assert!(csv.contains("Harbour Post,more than 7 hours,18 June 2023,Beijing,held"), "{csv}");
}

#[test]
fn lengths_that_differ_come_with_how_both_may_be_true() {
    let open = open(&record());
    for page in ["/", "/encounters/0e01", "/comparisons", "/stories/0501"] {
        let page = open.text(page);
        assert!(page.contains("Both may be true") && page.contains("the longer may count the dinner"));
    }
}

#[test]
fn one_readout_stands_against_the_other() {
    let open = open(&record());
    let page = open.text("/encounters/0e01");
    let table = page.split("<section id=\"readouts\">").nth(1).unwrap().split("</section>").next().unwrap();
    let only = |side: &str| table.split(&format!("Only by {side}</th>")).nth(1).unwrap();
    assert!(only("China").split("Only by").next().unwrap().contains("“stop arming Taiwan”"));
    assert!(only("United States").contains("Human rights"), "{table}");
    assert!(table.contains("“candid”") && table.contains("not heard"), "words for the talks, and silence");
    assert!(!table.contains("more than one side"), "there is no issue both speak of");
    let said = open.json("/encounters/0e01.json")["statements"].clone();
    let ids: Vec<_> = said.as_array().unwrap().iter().map(|x| x["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["05a1"], "what the record says belongs to it, no more");
}

#[test]
fn a_position_shows_its_changes_and_the_words_of_both() {
    let open = open(&record());
    for page in ["/positions/0a01", "/actors/CHN", "/issues/taiwan"] {
        let page = open.text(page);
        let turns = page.split("<section id=\"turns\">").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(turns.contains("demanded, then gave it up"), "{turns}");
        for address in ["/articles/aaaa?at=body.82-100#here", "/articles/dddd?at=body."] {
            assert!(turns.contains(address), "the words before and after: {turns}");
        }
    }
    let head = open.json("/api/v1/positions?who=China&issue=taiwan")["items"][0].clone();
    assert_eq!((&head["id"], &head["entries"], &head["changes"]), (&"0a01".into(), &2.into(), &1.into()));
    assert_eq!(open.walk("/api/v1/positions?issue=taiwan&limit=1"), ["0a01"]);
    assert_eq!(open.walk("/api/v1/positions?who=nobody-at-all"), Vec::<String>::new());
    assert_eq!(open.json("/positions/0a01.json")["position"]["entries"].as_array().unwrap().len(), 2);
    assert!(open.text("/positions/0a01/cite").contains("China on Taiwan"));
}

#[test]
fn what_was_demanded_stands_on_the_encounters_page_in_its_words() {
    let page = open(&record()).text("/encounters/0e01");
    assert!(page.contains("What was demanded") && page.contains("stop arming Taiwan"));
}

#[test]
fn an_altered_copy_says_what_it_altered() {
    let open = open(&record());
    assert!(open.text("/").contains("“Chin Gong” for Qin Gang"), "on the front page");
    let story = open.text("/stories/0501");
    assert!(story.contains("garbled copy") && story.contains("Chin Gong"));
    assert!(open.text("/stories/0501/lineage.svg").contains("Spin Daily"));
    assert!(open.text("/articles/cccc").contains("Chin Gong"));
}

#[test]
fn any_findings_id_leads_to_its_entry() {
    let open = open(&record());
    for (address, to) in [
        ("/id/0e02", "/encounters/0e01"),
        ("/encounters/0e02", "/encounters/0e01"),
        ("/encounters/0d02", "/demands/0d01"),
        ("/id/aaaa", "/articles/aaaa"),
        ("/id/qin-gang", "/actors/qin-gang"),
        ("/id/0a01", "/positions/0a01"),
        ("/api/v1/encounters/0e02", "/api/v1/encounters/0e01"),
    ] {
        assert_eq!(open.ask(address).location.as_deref(), Some(to), "{address}");
    }
    assert_eq!(open.json("/api/v1/id/0e02")["entry"]["id"], "0e01");
    assert_eq!(open.ask("/id/none").status, 404);
}

#[test]
fn a_span_opens_the_article_at_its_words() {
    let page = open(&record()).text("/articles/aaaa?at=body.82-100");
    let marked = page.split("<mark id=\"here\">").nth(1).unwrap().split("</mark>").next().unwrap();
    assert!(marked.contains("stop arming Taiwan"), "{marked}");
}

#[test]
fn filters_choose_and_pages_lose_nothing() {
    let open = open(&record());
    let all = open.walk("/api/v1/statements");
    assert_eq!(all.len(), 3);
    for size in 1..4 {
        assert_eq!(open.walk(&format!("/api/v1/statements?limit={size}")), all, "in pages of {size}");
        let (mut up, mut down) = (
            open.walk(&format!("/api/v1/timeline?limit={size}&order=asc")),
            open.walk(&format!("/api/v1/timeline?limit={size}")),
        );
        up.sort();
        down.sort();
        assert_eq!((up.len(), &up), (4, &down));
    }
    let of = |query: &str| open.walk(&format!("/api/v1/{query}"));
    assert_eq!(of("statements?by=Qin%20Gang"), ["05a1"]);
    assert_eq!(of("statements?by=China"), ["05a1", "05a3"]);
    assert_eq!(of("statements?by=qin&kind=assert"), Vec::<String>::new());
    assert_eq!(of("encounters?dyad=USA-CHN"), ["0e01"]);
    assert_eq!(of("encounters?from=2023-07"), ["0e03"]);
    assert_eq!(of("encounters?to=2023-06"), ["0e01"]);
    assert_eq!(of("encounters?who=nobody-at-all"), Vec::<String>::new());
    assert_eq!(of("demands?issue=sovereignty&country=USA"), ["0d01"], "a field includes its matters");
    assert_eq!(of("articles?flag=garbled"), ["cccc"]);
    assert_eq!(
        of("actors?limit=2"),
        ["CHN", "USA", "antony-blinken", "evil/../\"id\"", "qin-gang", "stateless"]
    );
}

#[test]
fn a_question_that_makes_no_sense_is_answered_as_such() {
    let open = open(&record());
    for bad in [
        "/api/v1/statements?stance=deny",
        "/api/v1/statements?limit=0",
        "/api/v1/statements?from=soon",
        "/api/v1/events?dyad=CHN",
        "/api/v1/statements?after=x",
        "/api/v1/search",
    ] {
        let reply = open.ask(bad);
        assert_eq!(reply.status, 400, "{bad}");
        assert!(serde_json::from_slice::<Value>(&reply.body).unwrap()["error"].is_string());
    }
    for none in [
        "/nowhere",
        "/encounters/none",
        "/api/v1/nothing",
        "/issues/none",
        "/dyads/XXX-YYY",
        "/encounters/0e01/none",
        "/a/b/c/d",
    ] {
        assert_eq!(open.ask(none).status, 404, "{none}");
    }
}

#[test]
fn words_are_found_and_marked() {
    let open = open(&record());
    let page = open.text("/search?q=arming");
    assert!(page.contains("<mark>arming</mark>"), "{page}");
    assert!(open.text("/search?q=%22two+ministers%22").contains("<mark>two ministers</mark>"));
    assert!(open.text("/search?q=%22+AND+NEAR(").contains("Search"), "no syntax error");
    assert!(open.text("/search?q=blink").contains("/actors/antony-blinken"), "actors by the start of a name");
}

#[test]
fn a_record_replaced_while_served_is_read_anew() {
    let open = open(&record());
    assert_eq!(open.ask("/articles/eeee").status, 404);
    let mut next = record();
    next.articles.push(article("eeee", "Late News", "Later", "Later."));
    let other = written(&next, open.folder.path(), "next.verbale");
    std::fs::rename(other, open.folder.path().join("minutes.verbale")).unwrap();
    assert_eq!(open.ask("/articles/eeee").status, 200);
    // And one written over in place.
    written(&record(), open.folder.path(), "minutes.verbale");
    assert_eq!(open.ask("/articles/eeee").status, 404);
    std::fs::remove_file(open.folder.path().join("minutes.verbale")).unwrap();
    assert_eq!(open.ask("/").status, 500, "gone");
}

#[test]
fn the_description_of_the_api_is_true() {
    let open = open(&record());
    let document = open.json("/api/v1/openapi.json");
    let described: BTreeMap<String, BTreeSet<String>> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(path, item)| {
            let parameters = item["get"]["parameters"].as_array().cloned().unwrap_or_default();
            let named = parameters
                .iter()
                .filter_map(|p| p["$ref"].as_str())
                .map(|r| r.rsplit('/').next().unwrap().to_owned());
            (path.clone(), named.collect())
        })
        .collect();
    let routes: BTreeMap<String, BTreeSet<String>> = ROUTES
        .iter()
        .map(|(path, takes)| {
            (
                format!("/api/v1{}", path.trim_end_matches('/')),
                takes.iter().map(ToString::to_string).collect(),
            )
        })
        .collect();
    assert_eq!(described, routes);
    for (path, item) in document["paths"].as_object().unwrap() {
        let query = if path.ends_with("/search") { "?q=arming" } else { "" };
        let asked = path.replace("{kind}", "encounters").replace("{id}", "0e01") + query;
        let answer = open.json(&asked);
        let of = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
            .as_str()
            .unwrap();
        let schema = &document["components"]["schemas"][of.rsplit('/').next().unwrap()];
        for field in schema["required"].as_array().into_iter().flatten() {
            assert!(answer.get(field.as_str().unwrap()).is_some(), "{asked} gives no {field}");
        }
        if let Some(properties) = schema["properties"].as_object() {
            for given in answer.as_object().unwrap().keys() {
                assert!(properties.contains_key(given), "{asked} gives {given}, which is not described");
            }
        }
    }
}

#[test]
fn feeds_and_citations_name_what_they_rest_on() {
    let open = open(&record());
    assert!(open.text("/feed.atom").contains("<title>They met</title>"));
    let calendar = open.text("/planned.ics");
    assert!(calendar.contains("DTSTART;VALUE=DATE:20230701\r\nDTEND;VALUE=DATE:20230703\r\n"), "{calendar}");
    assert!(open.text("/encounters/0e01/cite").contains("Pacific Ledger, “They met”, 19 June 2023"));
    assert!(open.text("/encounters/0e01/cite.bib").contains("@article{article-aaaa"));
    let csl = open.json("/encounters/0e01/cite.json");
    assert_eq!(csl[1]["issued"]["date-parts"][0], serde_json::json!([2023, 6, 19]));
    assert!(open.text("/articles/dddd/cite.bib").lines().count() < 40, "a headline cannot add fields");
}

#[test]
fn dyads_sum_weights_by_month_and_pictures_stand_alone() {
    let open = open(&record());
    let csv = open.text("/dyads/CHN-USA/curve.csv");
    assert!(csv.contains("2023-06,0.0,-4.0,2,1,1"), "{csv}");
    assert_eq!(open.ask("/dyads/usa-china").location.as_deref(), Some("/dyads/CHN-USA"));
    for picture in [
        "/timeline.svg",
        "/dyads/CHN-USA/curve.svg",
        "/issues/taiwan/matrix.svg",
        "/actors/qin-gang/positions.svg",
        "/encounters/0e01/accounts.svg",
        "/stories/0501/lineage.svg",
    ] {
        let svg = open.text(picture);
        assert!(svg.contains("<title") && svg.contains("<desc") && svg.ends_with("</svg>\n"), "{picture}");
    }
}
