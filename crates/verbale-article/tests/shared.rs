//! Checks against measuring data that is not part of the repository; skipped where it is absent.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

use std::path::PathBuf;

use serde_json::Value;
use verbale_article::{Article, Input, RawArticle, read};

fn shared() -> Option<PathBuf> {
    let default = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("VERBALE_SHARED").map_or_else(default, PathBuf::from);
    if root.join("gold/seeds.json").is_file() {
        return Some(root);
    }
    eprintln!("skipped: no measuring data at {}", root.display());
    None
}

fn norm(text: &str) -> String {
    let plain = text.replace(['’', '‘'], "'").replace(['“', '”'], "\"").to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn seeds_are_clean() {
    let Some(root) = shared() else { return };
    let gold: Value = serde_json::from_slice(&std::fs::read(root.join("gold/seeds.json")).unwrap()).unwrap();
    let articles: Vec<Article> = read(&Input::from(root.join("seeds").as_path()))
        .unwrap()
        .map(|i| i.and_then(RawArticle::clean).unwrap())
        .collect();
    for g in gold["articles"].as_array().unwrap() {
        let key = g["key"].as_str().unwrap();
        let a = articles.iter().find(|a| a.source.rsplit('/').next().unwrap().starts_with(key)).unwrap();
        let body = norm(&a.body);
        let words = |k: &str| {
            g[k].as_array().into_iter().flatten().filter_map(Value::as_str).map(norm).collect::<Vec<_>>()
        };
        for t in words("must_remove") {
            assert!(!body.contains(&t), "{key} still holds {t}");
        }
        for t in words("must_keep") {
            assert!(body.contains(&t), "{key} lost {t}");
        }
        for (field, have) in [("outlet", &a.outlet), ("agency", &a.agency)] {
            if g.get(field).is_some() {
                assert!(
                    words(field).contains(&norm(have.as_deref().unwrap_or(""))),
                    "{key} {field}: {have:?}"
                );
            }
        }
        if let Some(h) = g["headline"].as_str() {
            assert_eq!(norm(a.headline.as_deref().unwrap_or("")), norm(h), "{key}");
        }
    }
}

/// Real articles lose little to cleaning, and never most of themselves.
#[test]
fn real_articles_keep_their_text() {
    let Some(root) = shared() else { return };
    let (mut kept, mut removed, mut bare) = (0, 0, 0);
    for item in
        read(&Input::from(root.join("data/articles/international.jsonl.gz").as_path())).unwrap().take(400)
    {
        let a = item.and_then(RawArticle::clean).unwrap();
        let gone: usize = a.removed.iter().map(|r| r.text.len()).sum();
        kept += a.body.len();
        removed += gone;
        bare += usize::from(gone > a.body.len());
    }
    assert!(removed * 20 < kept, "{removed} bytes removed, {kept} kept");
    assert!(bare <= 4, "{bare} of 400 articles lost more than they kept");
}
