//! `verbale eval dating`: dates worked out from the text alone, against those the articles state.
//!
//! The date and the address of each line are taken away before it is read. A date is right if the true day lies in it;
//! the record decides how finely it dares to date and how sure it says it is, and both are counted.

use super::{percent, reading};
use crate::cli::EvalDating;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use verbale_record::Entry;
use verbale_record::model::{Article, Date};
use verbale_register::Register;

/// Fields that tell the date, or hold an address that does.
const WITHHELD: [&str; 8] =
    ["date", "url", "published", "published_at", "date_published", "timestamp", "link", "story"];

/// How finely a date is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Day,
    Month,
    Year,
    Longer,
}

/// One date given, against the true one.
struct Answer {
    source: String,
    level: Level,
    right: bool,
    /// Days from the one given to the true one, for days.
    off: Option<i32>,
    truth: jiff::civil::Date,
    given: Date,
}

pub(super) fn run(args: &EvalDating) -> anyhow::Result<()> {
    let register = Register::embedded();
    let mut lines = reading::lines(&args.file)?;
    let mut truth = BTreeMap::new();
    for (n, line) in lines.iter_mut().enumerate() {
        let stated = reading::field(line, "date").and_then(|d| d.get(..10)?.parse().ok());
        WITHHELD.iter().for_each(|f| {
            line.shift_remove(*f);
        });
        truth.extend(stated.map(|d: jiff::civil::Date| (n, d)));
    }
    let entries: Vec<(usize, Entry)> = reading::entries(&lines, register)
        .into_iter()
        .enumerate()
        .filter_map(|(n, e)| Some((n, e?)))
        .filter(|(n, _)| truth.contains_key(n))
        .collect();
    let by_id: BTreeMap<String, jiff::civil::Date> =
        entries.iter().map(|(n, e)| (e.article.id.clone(), truth[n])).collect();
    let entries: Vec<Entry> = entries.into_iter().map(|(_, e)| e).collect();
    let articles = if args.alone {
        entries.chunks(1).flat_map(|e| verbale_record::build(e, &[], register).articles).collect()
    } else {
        verbale_record::build(&entries, &[], register).articles
    };
    let answers: Vec<Answer> = articles.iter().filter_map(|a| answer(a, *by_id.get(&a.id)?)).collect();
    print!("{}", table(&answers, articles.len()));
    if args.list {
        for a in answers.iter().filter(|a| !a.right) {
            println!("\n{}  true {}  given {} ({:.2})", a.source, a.truth, a.given.edtf, a.given.confidence);
            for b in &a.given.basis {
                println!("  {}: {}", b.rule, b.quote.as_deref().unwrap_or("-"));
            }
        }
    }
    Ok(())
}

fn answer(article: &Article, truth: jiff::civil::Date) -> Option<Answer> {
    let given = article.published.clone()?;
    let (from, to) = ends(&given.edtf)?;
    let level = match (from, to) {
        (a, b) if a == b => Level::Day,
        (a, b) if (a.year(), a.month()) == (b.year(), b.month()) => Level::Month,
        (a, b) if a.year() == b.year() => Level::Year,
        _ => Level::Longer,
    };
    let off = (level == Level::Day).then(|| truth.since(from).map_or(0, |s| s.get_days()));
    let right = from <= truth && truth <= to;
    Some(Answer { source: article.source.clone(), level, right, off, truth, given })
}

/// First and last day of a date as the record writes it: a day, month, year, `[a..b]` or `a/b`.
fn ends(edtf: &str) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    use jiff::civil::Date;
    let inner = edtf.trim_start_matches('[').trim_end_matches(']');
    if let Some((a, b)) = inner.split_once("..").or_else(|| inner.split_once('/')) {
        let (first, last) = (Date::MIN, Date::MAX);
        let end = |t: &str, open: Date| if t.is_empty() { Some(open) } else { t.parse().ok() };
        return Some((end(a, first)?, end(b, last)?));
    }
    match inner.len() {
        4 => {
            let first = Date::new(inner.parse().ok()?, 1, 1).ok()?;
            Some((first, first.last_of_year()))
        }
        7 => {
            let first: Date = format!("{inner}-01").parse().ok()?;
            Some((first, first.last_of_month()))
        }
        _ => inner.parse().ok().map(|d| (d, d)),
    }
}

fn table(answers: &[Answer], all: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{all} articles, {} dated\n\n{:<10}{:>8}{:>8}{:>8}",
        answers.len(),
        "level",
        "given",
        "share",
        "right"
    );
    for level in [Level::Day, Level::Month, Level::Year, Level::Longer] {
        let of: Vec<&Answer> = answers.iter().filter(|a| a.level == level).collect();
        let right = of.iter().filter(|a| a.right).count();
        let name = format!("{level:?}").to_lowercase();
        let (share, right) = (percent(of.len(), all), percent(right, of.len()));
        let _ = writeln!(out, "{name:<10}{:>8}{share:>7.1}%{right:>7.1}%", of.len());
    }
    let days = answers.iter().filter(|a| a.off.is_some()).count();
    let next = answers.iter().filter(|a| a.off.is_some_and(|o| o.abs() == 1)).count();
    let _ = writeln!(out, "\nof {days} days, {next} one day off ({:.1}%)", percent(next, days));
    let _ = writeln!(out, "\n{:<12}{:>8}{:>8}", "confidence", "given", "right");
    for tenth in 0..10 {
        let of: Vec<&Answer> =
            answers.iter().filter(|a| ((a.given.confidence * 10.0) as usize).min(9) == tenth).collect();
        if of.is_empty() {
            continue;
        }
        let right = percent(of.iter().filter(|a| a.right).count(), of.len());
        let name = format!(
            "0.{tenth} to {}",
            if tenth == 9 { "1.0".to_owned() } else { format!("0.{}", tenth + 1) }
        );
        let _ = writeln!(out, "{name:<12}{:>8}{right:>7.1}%", of.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_with_both_its_ends() {
        let day = |y, m, d| jiff::civil::date(y, m, d);
        assert_eq!(ends("2019-02"), Some((day(2019, 2, 1), day(2019, 2, 28))));
        assert_eq!(ends("2020"), Some((day(2020, 1, 1), day(2020, 12, 31))));
        assert_eq!(ends("[2020-01-03..2020-01-05]"), Some((day(2020, 1, 3), day(2020, 1, 5))));
        assert_eq!(ends("soon"), None);
    }
}
