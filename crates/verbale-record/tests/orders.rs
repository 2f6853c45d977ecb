//! Articles added one by one, in whatever order, give the record that all give at once.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

use std::path::{Path, PathBuf};
use verbale_article::Input;
use verbale_extract::Tools;
use verbale_record::Entry;
use verbale_record::store::Store;

/// The articles of a folder.
fn entries(folder: &Path, tools: &Tools<'_>) -> Vec<Entry> {
    let sources = verbale_article::read(&Input::from(folder)).unwrap();
    let articles = sources.into_iter().filter_map(|raw| raw.ok()?.clean().ok());
    articles.map(|article| Entry { findings: verbale_extract::extract(&article, tools), article }).collect()
}

/// The record that these give, added in pieces of so many, as JSON, and what a reader's lists hold.
fn grown<'e>(
    entries: impl IntoIterator<Item = &'e Entry>,
    size: usize,
    tools: &Tools<'_>,
) -> (String, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.verbale");
    let entries: Vec<Entry> = entries.into_iter().cloned().collect();
    for piece in entries.chunks(size) {
        let mut store = Store::build(&file, false).unwrap();
        store.add(&tools.version(), piece, &[]).unwrap();
        store.finish(tools, 1, false).unwrap();
        store.close().unwrap();
    }
    let record = Store::open(&file).unwrap().record().unwrap();
    (serde_json::to_string(&record).unwrap(), lists(&file))
}

/// The rows of the lists, and what the indexes of texts find.
fn lists(file: &Path) -> Vec<String> {
    let c = Store::open(file).unwrap().into_reader().unwrap();
    let mut out = Vec::new();
    for sql in [
        "SELECT json_array('facet', k, facet, value, n) FROM facet ORDER BY 1",
        "SELECT json_array('listing', k, type, day, ord) FROM listing ORDER BY 1",
        "SELECT json_array('density', k, type, month, n) FROM density ORDER BY 1",
        "SELECT json_array('pulse', source, target, month, events, cooperation, conflict) FROM pulse ORDER BY 1",
        "SELECT json_array('stand', issue, side, holder, month, stance, n) FROM stand ORDER BY 1",
        "SELECT json_array('said', rowid) FROM said WHERE said MATCH 'china OR talks OR states' ORDER BY 1",
        "SELECT json_array('called', rowid) FROM called WHERE called MATCH 'minister OR china OR xi OR wang' ORDER BY 1",
        "SELECT json_array('search', rowid) FROM search WHERE search MATCH 'china OR talks' ORDER BY 1",
    ] {
        let mut query = c.prepare(sql).unwrap();
        let rows = query.query_map([], |r| r.get::<_, String>(0)).unwrap();
        let before = out.len();
        out.extend(rows.map(Result::unwrap));
        assert!(out.len() > before, "{sql} finds nothing");
    }
    out
}

fn at_once(entries: &[Entry], tools: &Tools<'_>) -> String {
    let mut record = verbale_record::build(entries, &[], tools.register);
    record.record.reading = tools.depth();
    serde_json::to_string(&record).unwrap()
}

/// Every order of a few things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let Some(last) = count.checked_sub(1) else { return vec![Vec::new()] };
    let with = |order: Vec<usize>| {
        (0..=order.len()).map(move |at| {
            let mut order = order.clone();
            order.insert(at, last);
            order
        })
    };
    orders(last).into_iter().flat_map(with).collect()
}

#[test]
fn the_example_added_article_by_article_is_the_example() {
    let tools = Tools::embedded().fast();
    let all = entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/us-china"), &tools);
    let (record, lists) = grown(all.iter().rev(), 1, &tools);
    same(&record, &at_once(&all, &tools), "the reverse");
    let (_, expected) = grown(&all, all.len(), &tools);
    same(&lists.join("\n"), &expected.join("\n"), "the lists of the reverse");
}

/// The five real articles, where they are at hand.
#[test]
fn the_seeds_in_every_order_give_one_record() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let seeds = std::env::var_os("VERBALE_SHARED").map_or(beside, PathBuf::from).join("seeds");
    if !seeds.is_dir() {
        eprintln!("skipped: there is no {}", seeds.display());
        return;
    }
    let tools = Tools::embedded().fast();
    let all = entries(&seeds, &tools);
    let expected = at_once(&all, &tools);
    for order in orders(all.len()) {
        same(&grown(order.iter().map(|&n| &all[n]), 1, &tools).0, &expected, &format!("{order:?}"));
    }
}

/// Fails with the place where two texts part, not with both.
fn same(given: &str, expected: &str, order: &str) {
    let parts = given.bytes().zip(expected.bytes()).position(|(a, b)| a != b);
    let around = |text: &str, at: usize| {
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(200)..text.len().min(at + 200)])
            .into_owned()
    };
    if let Some(at) = parts {
        panic!("{order} gives\n{}\nwhere\n{}\nwas due", around(given, at), around(expected, at));
    }
    assert_eq!(given.len(), expected.len(), "{order}");
}
