//! Cleans the articles of an input and prints each: what stays, and what was taken out and why.
//!
//!     cargo run -p verbale-article --example clean -- PATH [--quiet]

use std::time::Instant;

use verbale_article::{Input, ReadError, read};

fn main() -> Result<(), ReadError> {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap_or_else(|| "-".to_owned());
    let quiet = args.any(|a| a == "--quiet");
    let (mut kept, mut removed, mut count, mut aside) = (0usize, 0usize, 0usize, 0usize);
    let start = Instant::now();
    for item in read(&Input::from(path.as_str()))? {
        match item.and_then(|raw| raw.clean()) {
            Err(e) => {
                aside += 1;
                println!("ASIDE {e}");
            }
            Ok(a) => {
                count += 1;
                kept += a.body.len();
                removed += a.removed.iter().map(|r| r.text.len()).sum::<usize>();
                if !quiet {
                    println!("==== {} {}", a.id, a.source);
                    println!(
                        "headline: {:?}\noutlet: {:?} agency: {:?} authors: {:?} language: {:?}",
                        a.headline, a.outlet, a.agency, a.authors, a.language
                    );
                    println!(
                        "dateline: {:?} {:?}",
                        a.dateline.as_ref().map(|d| d.span.of(&a.body)),
                        a.dateline
                    );
                    println!("dates: {:?}\nflags: {:?}", a.stated_dates, a.flags);
                    a.captions.iter().for_each(|c| println!("  caption | {c}"));
                    a.removed.iter().for_each(|r| println!("  - {} | {}", r.reason, r.text));
                    a.body.lines().for_each(|l| println!("  {l}"));
                }
            }
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{count} articles, {aside} set aside, {kept} bytes kept, {removed} removed ({:.2} %), {:.0} articles/s",
        100.0 * removed as f64 / (kept + removed).max(1) as f64,
        count as f64 / seconds
    );
    Ok(())
}
