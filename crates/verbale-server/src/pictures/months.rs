//! How many entries a month, as bars that choose their month.

use super::{ACCENT, INK, Picture, RULE, run_of_months};
use crate::ask::Ask;
use crate::words;
use maud::html;
use std::collections::BTreeMap;

const WIDTH: f64 = 1080.0;
const HEIGHT: f64 = 74.0;
const FLOOR: f64 = 56.0;
/// Longer stretches are drawn by year.
const MONTHS: usize = 96;

/// Bars of `counts`, months with their numbers; each links to `ask` narrowed to it.
pub(crate) fn months(ask: &Ask, counts: &[(String, u64)], of: &str) -> Option<Picture> {
    let dated: Vec<_> = counts.iter().filter(|(m, _)| !m.is_empty()).collect();
    let (before, dated) = dated.split_at(stragglers(&dated));
    let early: u64 = before.iter().map(|(_, n)| n).sum();
    let (first, last) = (dated.first()?, dated.last()?);
    let all = run_of_months(&first.0, &last.0);
    let by_year = all.len() > MONTHS || all.is_empty();
    let key = |m: &str| if by_year { m.get(..4).unwrap_or(m).to_owned() } else { m.to_owned() };
    let mut bars: BTreeMap<String, u64> = all.iter().map(|m| (key(m), 0)).collect();
    // A year without a month stands by its first month.
    for (m, n) in dated {
        let m = if m.len() == 4 && !by_year { format!("{m}-01") } else { m.clone() };
        *bars.entry(key(&m)).or_default() += n;
    }
    let most = bars.values().copied().max()?.max(1);
    let step = WIDTH / bars.len() as f64;
    let chosen = |m: &str| {
        let (from, to) = (ask.get("from").unwrap_or(""), ask.get("to").unwrap_or("~"));
        (ask.get("from").is_some() || ask.get("to").is_some())
            && m >= from.get(..m.len()).unwrap_or(from)
            && m <= to.get(..m.len()).unwrap_or(to)
    };
    let link = |m: &str| ask.with_all(&[("from", m), ("to", m)]);
    let content = html! {
        line.rule x1="0" x2=(WIDTH) y1=(FLOOR + 0.5) y2=(FLOOR + 0.5) stroke=(RULE) {}
        @for (n, (m, count)) in bars.iter().enumerate() {
            @let x = n as f64 * step;
            @let h = (*count as f64 / most as f64).sqrt() * (FLOOR - 6.0);
            @if *count > 0 {
                a href=(link(m)) data-month=(m) {
                    title { (words::month(m)) ": " (words::grouped(*count)) }
                    rect.hit x=(round(x)) y="0" width=(round(step)) height=(FLOOR) fill="transparent" {}
                    rect.bar.chosen[chosen(m)] x=(round(x + step * 0.1)) y=(round(FLOOR - h)) width=(round(step * 0.8))
                        height=(round(h)) fill=(ACCENT) {}
                }
            }
        }
        @for (x, text) in ticks(&bars.keys().map(String::as_str).collect::<Vec<_>>(), step) {
            text.axis x=(round(x)) y="70" fill=(INK) { (text) }
        }
    };
    let total: u64 = bars.values().sum();
    let peak = bars.iter().max_by_key(|(m, n)| (**n, std::cmp::Reverse((*m).clone())))?;
    let unit = if by_year { "year" } else { "month" };
    Some(Picture {
        title: if early > 0 {
            format!("{of} by {unit}; {early} long before not drawn")
        } else {
            format!("{of} by {unit}")
        },
        description: format!(
            "{} dated entries from {} to {}; most in {} ({}).{}",
            words::grouped(total),
            words::month(&first.0),
            words::month(&last.0),
            words::month(peak.0),
            peak.1,
            if early > 0 { format!(" {early} long before are not drawn.") } else { String::new() }
        ),
        width: WIDTH as u32,
        height: HEIGHT as u32,
        content,
        head: vec![unit, "entries"],
        rows: bars.iter().map(|(m, n)| vec![m.clone(), n.to_string()]).collect(),
    })
}

/// How many months to leave out at the start: few entries, and years before all others.
fn stragglers(dated: &[&(String, u64)]) -> usize {
    const GAP: i32 = 4;
    let year = |m: &str| m.get(..4).and_then(|y| y.parse::<i32>().ok()).unwrap_or(0);
    let all: u64 = dated.iter().map(|(_, n)| n).sum();
    let mut passed = 0;
    let mut cut = 0;
    for (n, pair) in dated.windows(2).enumerate() {
        passed += pair[0].1;
        if passed * 8 <= all && year(&pair[1].0) - year(&pair[0].0) > GAP {
            cut = n + 1;
        }
    }
    cut
}

/// Years (or the first month of each) under the bars, no closer than they can be read.
pub(super) fn ticks<'a>(keys: &[&'a str], step: f64) -> Vec<(f64, &'a str)> {
    let mut out: Vec<(f64, &str)> = Vec::new();
    for (n, key) in keys.iter().enumerate() {
        let starts = n == 0 || key.len() == 4 || key.ends_with("-01");
        let x = n as f64 * step;
        let text = key.get(..4).unwrap_or(key);
        if starts && out.last().is_none_or(|(at, said)| x - at > 46.0 && *said != text) {
            out.push((x, text));
        }
    }
    out
}

/// A coordinate as short as it can be.
pub(super) fn round(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_date_of_long_ago_does_not_flatten_the_rest() {
        let of = |months: &[(&str, u64)]| {
            let owned: Vec<_> = months.iter().map(|(m, n)| ((*m).to_owned(), *n)).collect();
            stragglers(&owned.iter().collect::<Vec<_>>())
        };
        assert_eq!(of(&[("1979", 1), ("2021-07", 5), ("2023-06", 9)]), 1);
        assert_eq!(of(&[("1979", 5), ("2021-07", 5)]), 0, "half of it is no straggler");
        assert_eq!(of(&[("2019-01", 1), ("2021-07", 50)]), 0, "not long before");
    }
}
