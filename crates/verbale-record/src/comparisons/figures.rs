//! Figures told of one thing: people killed or hurt, troops, dollars, shares.
//!
//! Takes the words of several articles on one thing; reads each figure with what it counts as bounds ("at least 20": 20
//! and more; "dozens": 24 to 99), and compares those that count the same beside words in common. Bounds that meet agree.
//! A toll that a later report has higher has risen: that is a change.

use super::{Outcome, Told};
use crate::calendar::When;
use crate::model::Evidence;
use crate::wording;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// One article's words on the thing.
pub(super) struct Teller<'a> {
    pub(super) article: usize,
    /// When the article is of.
    pub(super) day: Option<When>,
    pub(super) words: &'a [Evidence],
}

/// A figure and what it counts.
#[derive(Debug, Clone, PartialEq)]
struct Figure {
    low: f64,
    high: f64,
    unit: String,
    /// Its words, in bytes.
    at: Range<usize>,
    /// Content words beside it.
    beside: BTreeSet<String>,
}

/// A figure as an article gives it.
struct Given {
    article: usize,
    day: Option<When>,
    figure: Figure,
    evidence: Evidence,
}

/// What happened to the people counted; what rises as news comes in.
const TOLLS: &[(&str, &str)] = &[
    ("killed", "killed"),
    ("killing", "killed"),
    ("kills", "killed"),
    ("dead", "killed"),
    ("died", "killed"),
    ("deaths", "killed"),
    ("injured", "injured"),
    ("injuring", "injured"),
    ("wounded", "injured"),
    ("wounding", "injured"),
    ("hurt", "injured"),
    ("missing", "missing"),
    ("arrested", "arrested"),
    ("detained", "arrested"),
    ("displaced", "displaced"),
    ("evacuated", "evacuated"),
];

/// What is counted, under the name it counts as.
const COUNTED: &[(&str, &str)] = &[
    ("people", "people"),
    ("persons", "people"),
    ("civilians", "civilians"),
    ("soldiers", "soldiers"),
    ("troops", "soldiers"),
    ("servicemen", "soldiers"),
    ("officers", "officers"),
    ("policemen", "officers"),
    ("children", "children"),
    ("women", "women"),
    ("migrants", "migrants"),
    ("refugees", "refugees"),
    ("protesters", "protesters"),
    ("demonstrators", "protesters"),
    ("prisoners", "prisoners"),
    ("hostages", "hostages"),
    ("passengers", "passengers"),
    ("militants", "fighters"),
    ("fighters", "fighters"),
    ("rebels", "fighters"),
    ("insurgents", "fighters"),
    ("students", "students"),
    ("workers", "workers"),
    ("journalists", "journalists"),
    ("diplomats", "diplomats"),
    ("sailors", "sailors"),
    ("missiles", "missiles"),
    ("rockets", "rockets"),
    ("warheads", "warheads"),
    ("planes", "aircraft"),
    ("jets", "aircraft"),
    ("aircraft", "aircraft"),
    ("ships", "ships"),
    ("vessels", "ships"),
    ("boats", "boats"),
    ("tanks", "tanks"),
    ("tons", "tons"),
    ("tonnes", "tons"),
    ("barrels", "barrels"),
    ("miles", "miles"),
    ("kilometers", "kilometres"),
    ("kilometres", "kilometres"),
    ("homes", "homes"),
    ("houses", "homes"),
    ("centrifuges", "centrifuges"),
    ("dollars", "dollars"),
    ("percent", "per cent"),
];

const WORDS: &[(&str, f64)] = &[
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

const SCALES: &[(&str, f64)] = &[
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("dozen", 12.0),
];

/// Bounds that a vague count leaves.
const VAGUE: &[(&str, f64, f64)] = &[
    ("dozens", 24.0, 199.0),
    ("scores", 40.0, 199.0),
    ("hundreds", 100.0, 1999.0),
    ("thousands", 1000.0, 199_999.0),
];

/// Words before a number that open it both ways.
const ABOUT: &[&str] =
    &["about", "around", "some", "roughly", "approximately", "estimated", "nearly", "almost", "as"];

/// Words on either side of a figure that say what it is about.
const BESIDE: usize = 7;

/// Words between a figure and what it counts.
const FAR: usize = 3;

/// Compares the figures of one kind that most articles give, one in dispute before others.
pub(super) fn compare<'a>(tellers: impl Iterator<Item = Teller<'a>>) -> Option<Outcome> {
    let mut units: BTreeMap<String, Vec<Given>> = BTreeMap::new();
    for teller in tellers {
        for e in teller.words {
            for figure in find(&e.quote) {
                let evidence = part(e, &figure.at);
                let given = Given { article: teller.article, day: teller.day, evidence, figure };
                units.entry(given.figure.unit.clone()).or_default().push(given);
            }
        }
    }
    let outcomes = units.into_iter().filter_map(|(unit, given)| {
        let outcome = one(&unit, given)?;
        Some((outcome.kind != "agreement", outcome.told.len(), outcome))
    });
    outcomes.max_by_key(|o| (o.0, o.1)).map(|o| o.2)
}

fn part(e: &Evidence, at: &Range<usize>) -> Evidence {
    let (quote, before) = (e.quote[at.clone()].to_owned(), e.quote[..at.start].chars().count());
    let start = e.start + before;
    Evidence { end: start + quote.chars().count(), start, quote, ..e.clone() }
}

fn one(unit: &str, mut given: Vec<Given>) -> Option<Outcome> {
    // An article with two figures for one unit counts two things.
    let mut values: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    let mut twofold: BTreeSet<usize> = BTreeSet::new();
    for g in &given {
        let bounds = (g.figure.low, g.figure.high);
        if values.insert(g.article, bounds).is_some_and(|old| old != bounds) {
            twofold.insert(g.article);
        }
    }
    given.retain(|g| !twofold.contains(&g.article));
    let beside =
        |x: &Given, y: &Given| x.article != y.article && !x.figure.beside.is_disjoint(&y.figure.beside);
    let with: Vec<bool> = given.iter().map(|x| given.iter().any(|y| beside(x, y))).collect();
    let mut with = with.into_iter();
    given.retain(|_| with.next() == Some(true));
    let agree = |x: &Given, y: &Given| x.figure.low <= y.figure.high && y.figure.low <= x.figure.high;
    let toll = TOLLS.iter().any(|(_, t)| unit.contains(t));
    let rose = |x: &Given, y: &Given| {
        toll && x.figure.high < y.figure.low && matches!((x.day, y.day), (Some(a), Some(b)) if a.to < b.from)
    };
    let pairs = || given.iter().enumerate().flat_map(|(n, x)| given[n + 1..].iter().map(move |y| (x, y)));
    let compared = || pairs().filter(|(x, y)| beside(x, y));
    compared().next()?;
    let kind = if compared().all(|(x, y)| agree(x, y)) {
        "agreement"
    } else if compared().all(|(x, y)| agree(x, y) || rose(x, y) || rose(y, x)) {
        "change"
    } else {
        "dispute"
    };
    let told = given.into_iter().map(|g| Told {
        value: g.evidence.quote.clone(),
        article: g.article,
        evidence: vec![g.evidence],
    });
    Some(Outcome::new(kind, told.collect()))
}

/// A word with its place.
struct Word<'t> {
    plain: String,
    raw: &'t str,
    at: Range<usize>,
}

/// The figures in a text that count something known.
fn find(text: &str) -> Vec<Figure> {
    let mut words: Vec<Word<'_>> = Vec::new();
    for raw in text.split_whitespace() {
        let start = raw.as_ptr() as usize - text.as_ptr() as usize;
        let bare = raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '$' && c != '%');
        let from = start + raw.find(bare).unwrap_or(0);
        words.push(Word { plain: bare.to_lowercase(), raw, at: from..from + bare.len() });
    }
    (0..words.len()).filter_map(|n| figure(&words, n)).collect()
}

fn figure(words: &[Word<'_>], n: usize) -> Option<Figure> {
    let (low, high, next, money) = count(words, n)?;
    let percent = words[next - 1].plain.ends_with('%');
    let (unit, end) = if money {
        ("dollars".to_owned(), next)
    } else if percent {
        ("per cent".to_owned(), next)
    } else {
        counted(words, n, next)?
    };
    let (low, high) = bounded(words, n, low, high);
    let first = n.saturating_sub(BESIDE);
    let near = words[first..n].iter().chain(words[end..].iter().take(BESIDE));
    let near: Vec<&str> = near.map(|w| w.plain.as_str()).collect();
    Some(Figure {
        low,
        high,
        unit,
        at: words[n].at.start..words[end - 1].at.end,
        beside: wording::stems(&near.join(" ")),
    })
}

/// A number from word `n` on: its bounds, the word after it, and whether it is money.
fn count(words: &[Word<'_>], n: usize) -> Option<(f64, f64, usize, bool)> {
    let w = &words[n].plain;
    if let Some((_, low, high)) = VAGUE.iter().find(|v| v.0 == *w) {
        let after = if words.get(n + 1).is_some_and(|w| w.plain == "of") { n + 2 } else { n + 1 };
        let tens = n >= 2 && words[n - 1].plain == "of";
        return (!tens).then_some((*low, *high, after, false));
    }
    let money = w.starts_with('$');
    let digits = w.trim_start_matches('$').trim_end_matches('%');
    let spelt = WORDS.iter().find(|(name, _)| *name == digits).map(|(_, v)| *v);
    let grouped = digits.contains(',');
    let read = || -> Option<f64> {
        let fine = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
        fine.then(|| digits.replace(',', "").parse().ok())?
    };
    let a_dozen = *w == "a" && words.get(n + 1).is_some_and(|w| w.plain == "dozen");
    let mut value = spelt.or_else(read).or(a_dozen.then_some(1.0))?;
    // A year, not a count.
    if !money && !grouped && (1900.0..2100.0).contains(&value) && digits.len() == 4 {
        return None;
    }
    let mut next = n + 1;
    while let Some((_, scale)) = words.get(next).and_then(|w| SCALES.iter().find(|s| s.0 == w.plain)) {
        value *= scale;
        next += 1;
    }
    Some((value, value, next, money))
}

/// What is counted, with the toll told of it, and the word after.
fn counted(words: &[Word<'_>], n: usize, next: usize) -> Option<(String, usize)> {
    let known = |w: &str| COUNTED.iter().find(|(name, _)| *name == w).map(|(_, c)| *c);
    let ends = |w: &Word<'_>| w.raw.ends_with([',', ';', '.', ':']);
    let reach = words[next..].iter().take(FAR + 1).position(|w| known(&w.plain).is_some());
    let clear = |upto: usize| words[next.saturating_sub(1)..next + upto].iter().all(|w| !ends(w));
    let noun =
        reach.filter(|&r| clear(r)).map(|r| (next + r, known(&words[next + r].plain).unwrap_or_default()));
    let after = noun.map_or(next, |(at, _)| at + 1);
    let toll_of = |w: &Word<'_>| TOLLS.iter().find(|(name, _)| *name == w.plain).map(|(_, t)| *t);
    let behind = words[after..]
        .iter()
        .take(4)
        .enumerate()
        .take_while(|(i, _)| *i == 0 || !ends(&words[after + i - 1]));
    let behind = behind.filter_map(|(i, w)| Some((i + 1, toll_of(w)?, after + i + 1))).next();
    let ahead = words[..n].iter().rev().take(4).enumerate().take_while(|(_, w)| !ends(w));
    let ahead = ahead.filter_map(|(i, w)| Some((i + 1, toll_of(w)?, after))).next();
    let toll = match (ahead, behind.filter(|_| !ends(&words[after - 1]))) {
        (Some(x), Some(y)) => Some(if x.0 <= y.0 { x } else { y }),
        (x, y) => x.or(y),
    };
    match (noun, toll) {
        (Some((_, "people")), Some((_, toll, end))) | (None, Some((1, toll, end))) => {
            Some((toll.to_owned(), end))
        }
        (Some((_, noun)), Some((_, toll, end))) => Some((format!("{noun} {toll}"), end)),
        (Some((_, noun)), None) => Some((noun.to_owned(), after)),
        _ => None,
    }
}

/// What the words before a number make of it.
fn bounded(words: &[Word<'_>], n: usize, low: f64, high: f64) -> (f64, f64) {
    let before = |k: usize| n.checked_sub(k).map_or("", |at| words[at].plain.as_str());
    let (one, two) = (before(1), before(2));
    let less = matches!(two, "less" | "fewer") && one == "than" && before(3) != "no";
    match one {
        _ if less => (0.0, high),
        "than" if two == "more" || two == "fewer" || two == "less" => (low, f64::INFINITY),
        "least" | "over" | "above" => (low, f64::INFINITY),
        "to" if two == "up" => (0.0, high),
        "as" | "many" if two == "many" || two == "as" => (0.0, high * 1.02),
        "most" => (0.0, high),
        w if ABOUT.contains(&w) => (low * 0.85, high * 1.15),
        // A round number is said of what is near it.
        _ if low >= 1000.0 && low % 100.0 == 0.0 => (low * 0.93, high * 1.07),
        _ => (low, high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(f64, f64, String)> {
        find(text).into_iter().map(|f| (f.low, f.high, f.unit)).collect()
    }

    #[test]
    fn a_figure_is_read_with_what_it_counts_and_its_bounds() {
        assert_eq!(read("killing at least 20 people"), [(20.0, f64::INFINITY, "killed".to_owned())]);
        assert_eq!(read("23 killed in Oslo"), [(23.0, 23.0, "killed".to_owned())]);
        assert_eq!(read("some $1.5 billion in aid")[0].2, "dollars");
        assert_eq!(read("three Finnish soldiers were wounded"), [(3.0, 3.0, "soldiers injured".to_owned())]);
        assert_eq!(read("up to 12 ships"), [(0.0, 12.0, "ships".to_owned())]);
    }

    #[test]
    fn years_and_bare_numbers_count_nothing() {
        assert!(read("in 2015 people voted on article 50, page 3").is_empty());
    }

    fn compared(a: &str, b: &str, days: [&str; 2]) -> Option<&'static str> {
        let words = |n: &str, quote: &str| {
            vec![Evidence {
                article: n.to_owned(),
                part: "body".to_owned(),
                start: 0,
                end: 0,
                quote: quote.to_owned(),
            }]
        };
        let (x, y) = (words("a", a), words("b", b));
        let teller = |article: usize, words| Teller { article, day: When::parse(days[article]), words };
        compare([teller(0, &x), teller(1, &y)].into_iter()).map(|o| o.kind)
    }

    #[test]
    fn figures_that_can_both_be_true_agree_and_a_toll_that_rose_is_a_change() {
        let one = ["2015-03-02", "2015-03-02"];
        let two = ["2015-03-02", "2015-03-03"];
        let (least, exact) = ("the ferry fire killed at least 20 people", "the ferry fire killed 23 people");
        assert_eq!(compared(least, exact, one), Some("agreement"));
        assert_eq!(
            compared("the ferry fire killed dozens of people", "the ferry fire killed 40", one),
            Some("agreement")
        );
        assert_eq!(compared("the ferry fire killed 20 people", exact, one), Some("dispute"));
        assert_eq!(compared("the ferry fire killed 20 people", exact, two), Some("change"));
        assert_eq!(
            compared(exact, "the ferry fire killed 20 people", two),
            Some("dispute"),
            "nobody rises again"
        );
        assert_eq!(compared(exact, "the ferry fire injured 20 people", one), None, "two tolls");
    }
}
