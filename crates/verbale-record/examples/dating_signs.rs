//! Writes the signs by which articles are dated, for `measures/fit_dating.py`: `dating_signs RECORD > SIGNS`.
//!
//! For each article a line of JSON (its source, first day, how many days), then its bins, a byte each, day by day.

use std::io::Write;
use verbale_record::store::Store;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which record?")?;
    let entries = Store::open(path.as_ref())?.entries()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let register = verbale_register::Register::embedded();
    for (entry, signs) in entries.iter().zip(verbale_record::dating_signs(&entries, register)) {
        let from = signs.first().map(|s| s.0.to_string());
        let head = serde_json::json!({"source": entry.article.source, "from": from, "days": signs.len()});
        writeln!(out, "{head}")?;
        for (_, bins) in signs {
            out.write_all(&bins)?;
        }
    }
    Ok(out.flush()?)
}
