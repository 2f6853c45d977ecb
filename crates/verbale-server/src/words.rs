//! Codes to words: dates with their uncertainty, durations, stances, statuses; and foreign text made harmless.

use verbale_record::model::{Date, Minutes, Place};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Text of an article without control characters and bidirectional overrides, letter for letter, so that offsets stay.
pub(crate) fn clean(s: &str) -> String {
    s.chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// At most `limit` characters, cut between words.
pub(crate) fn short(s: &str, limit: usize) -> String {
    let s = clean(s);
    let Some((end, _)) = s.char_indices().nth(limit) else { return s };
    let cut = s[..end].rfind(' ').unwrap_or(end);
    format!("{} …", s[..cut].trim_end())
}

/// An EDTF date in words: "26 July 2021", "18–19 June 2023", "a day between 1 May and 4 June 2023".
pub(crate) fn date(edtf: &str) -> String {
    let said = || -> Option<String> {
        if let Some(inner) = edtf.strip_prefix('[').and_then(|e| e.strip_suffix(']')) {
            let (from, to) = inner.split_once("..")?;
            return Some(match (from, to) {
                ("", to) => format!("by {}", point(to)?),
                (from, "") => format!("since {}", point(from)?),
                (from, to) => format!("between {}", range(from, to, " and ")?),
            });
        }
        match edtf.split_once('/') {
            Some((from, "" | "..")) => Some(format!("from {}", point(from)?)),
            Some(("" | "..", to)) => Some(format!("until {}", point(to)?)),
            Some((from, to)) => range(from, to, "–"),
            None => point(edtf),
        }
    };
    said().unwrap_or_else(|| clean(edtf))
}

/// Year, month, day; as many as there are.
fn parts(p: &str) -> Option<(i32, Option<usize>, Option<u32>)> {
    let mut parts = p.trim_end_matches(['?', '~', '%']).split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map(str::parse).transpose().ok()?;
    let day = parts.next().map(str::parse).transpose().ok()?;
    month.is_none_or(|m: usize| (1..=12).contains(&m)).then_some((year, month, day))
}

fn point(p: &str) -> Option<String> {
    Some(match parts(p)? {
        (year, None, _) => year.to_string(),
        (year, Some(m), None) => format!("{} {year}", MONTHS[m - 1]),
        (year, Some(m), Some(d)) => format!("{d} {} {year}", MONTHS[m - 1]),
    })
}

/// Both ends, what they share said once.
fn range(from: &str, to: &str, joint: &str) -> Option<String> {
    let (a, b) = (parts(from)?, parts(to)?);
    let loose = if joint == "–" { " – " } else { joint };
    Some(match (a, b) {
        ((y, Some(m), Some(d)), (v, Some(n), Some(e))) if (y, m) == (v, n) => {
            format!("{d}{joint}{e} {} {y}", MONTHS[m - 1])
        }
        ((y, Some(m), Some(d)), (v, Some(_), Some(_))) if y == v => {
            format!("{d} {}{loose}{}", MONTHS[m - 1], point(to)?)
        }
        ((y, Some(m), None), (v, Some(_), None)) if y == v => {
            format!("{}{loose}{}", MONTHS[m - 1], point(to)?)
        }
        _ => format!("{}{loose}{}", point(from)?, point(to)?),
    })
}

/// A date or that there is none.
pub(crate) fn when(d: Option<&Date>) -> String {
    d.map_or_else(|| "undated".to_owned(), |d| date(&d.edtf))
}

/// How sure a date is, in a word; nothing where it is as good as stated.
pub(crate) fn sureness(d: &Date) -> Option<&'static str> {
    match d.confidence {
        c if c >= 0.85 => None,
        c if c >= 0.65 => Some("probably"),
        _ => Some("perhaps"),
    }
}

/// "June 2023" of a month, "2023" of a year.
pub(crate) fn month(day: &str) -> String {
    match parts(day.get(..7).unwrap_or(day)) {
        Some((year, Some(m), _)) => format!("{} {year}", MONTHS[m - 1]),
        Some((year, None, _)) => year.to_string(),
        None => "Undated".to_owned(),
    }
}

pub(crate) fn duration(m: Minutes) -> String {
    m.words().unwrap_or_else(|| "not told".to_owned())
}

/// "Diaoyutai State Guesthouse, Beijing"
pub(crate) fn place(p: &Place) -> String {
    let name = clean(&p.name);
    match &p.city {
        Some(city) if !name.contains(city.as_str()) => format!("{name}, {}", clean(city)),
        _ => name,
    }
}

/// What somebody does who takes a stance: "Wang Yi warns".
pub(crate) fn does(stance: &str) -> &str {
    match stance {
        "assert" => "says",
        "accuse" => "accuses",
        "criticise" => "criticises",
        "deny" => "denies",
        "demand" => "demands",
        "promise" => "promises",
        "warn" => "warns",
        "praise" => "praises",
        "agree" => "agrees",
        "concern" => "is concerned",
        "hope" => "hopes",
        other => other,
    }
}

/// Field names as a reader says them.
pub(crate) fn field(name: &str) -> String {
    name.replace('_', " ")
}

/// "1 report", "3 reports".
pub(crate) fn count(n: impl TryInto<u64>, one: &str, many: &str) -> String {
    let n: u64 = n.try_into().unwrap_or(0);
    if n == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(n)) }
}

/// 12,345
pub(crate) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let first = digits.len() % 3;
    let groups = digits.as_bytes()[first..].chunks(3).map(|g| String::from_utf8_lossy(g).into_owned());
    let head = (first > 0).then(|| digits[..first].to_owned());
    head.into_iter().chain(groups).collect::<Vec<_>>().join(",")
}

/// "a", "a and b", "a, b and c".
pub(crate) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_with_their_uncertainty() {
        assert_eq!(date("2021-07-26"), "26 July 2021");
        assert_eq!(date("2023-05"), "May 2023");
        assert_eq!(date("2022"), "2022");
        assert_eq!(date("2023-06-18/2023-06-19"), "18–19 June 2023");
        assert_eq!(date("[2023-05-01..2023-06-04]"), "between 1 May and 4 June 2023");
        assert_eq!(date("[2021-01-26..2025-01-20]"), "between 26 January 2021 and 20 January 2025");
        assert_eq!(date("2023-05/2023-07"), "May – July 2023");
        assert_eq!(date("<b>"), "<b>", "what is no date is shown as it is");
        assert_eq!(date("2023-99-99"), "2023-99-99");
    }

    #[test]
    fn hostile_text_keeps_its_length_and_loses_its_power() {
        assert_eq!(clean("a\u{202e}b\u{1b}c\nd"), "a\u{fffd}b\u{fffd}c d");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([grouped(7), grouped(1234), grouped(1_234_567)], ["7", "1,234", "1,234,567"]);
    }
}
