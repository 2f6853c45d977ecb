//! Measures main-text extraction on a folder of pages with known article bodies (`html/*.html.gz`, `ground-truth.json`
//! mapping a page's name to `{articleBody}`), as the article extraction benchmark of Scrapinghub (2020) does: F1 of
//! bags of four-word shingles, precision and recall averaged over pages.
//!
//!     cargo run --release -p verbale-article --example extraction -- FOLDER

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use verbale_article::{Input, read};

type Bag = BTreeMap<Vec<String>, usize>;

fn shingles(text: &str) -> Bag {
    let tokens: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let mut bag = Bag::new();
    let size = tokens.len().clamp(1, 4);
    for w in tokens.windows(size) {
        *bag.entry(w.to_vec()).or_default() += 1;
    }
    bag
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("give the folder of pages")?;
    let folder = Path::new(&folder);
    let truth: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&std::fs::read(folder.join("ground-truth.json"))?)?;
    let (mut precision, mut recall, mut pages, mut seconds) = (Vec::new(), Vec::new(), 0, 0.0);
    for item in read(&Input::from(folder.join("html").as_path()))? {
        let raw = item?;
        let name = raw.source().rsplit('/').next().and_then(|n| n.split('.').next()).unwrap_or("").to_owned();
        let Some(want) = truth.get(&name).and_then(|t| t["articleBody"].as_str()) else { continue };
        let start = Instant::now();
        let got = raw.clean().map(|a| a.body).unwrap_or_default();
        seconds += start.elapsed().as_secs_f64();
        let (want, got) = (shingles(want), shingles(&got));
        let shared: usize = want.iter().map(|(k, n)| got.get(k).copied().unwrap_or(0).min(*n)).sum();
        let (all_want, all_got): (usize, usize) = (want.values().sum(), got.values().sum());
        pages += 1;
        if all_got > 0 {
            precision.push(shared as f64 / all_got as f64);
        }
        recall.push(shared as f64 / all_want.max(1) as f64);
        if (shared as f64) < 0.8 * all_want.max(all_got) as f64 {
            println!("{name}: {shared} of {all_want} wanted, {all_got} given");
        }
    }
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len().max(1) as f64;
    let (p, r) = (mean(&precision), mean(&recall));
    println!(
        "{pages} pages, precision {p:.3}, recall {r:.3}, F1 {:.3}, {:.1} ms a page",
        2.0 * p * r / (p + r),
        1000.0 * seconds / pages as f64
    );
    Ok(())
}
