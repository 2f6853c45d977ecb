//! Dates a source states for its own publication: finding them in values, lines and addresses. A date that is not
//! written out in full or is not real is not given; nothing is inferred from the clock.

use std::sync::LazyLock;

use regex::Regex;

use crate::article::{DateOrigin, StatedDate};

const MONTH: &str = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";

static ISO: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]|\b)"));
static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b"));
static COMPACT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{4})(\d{2})(\d{2})(?:T?\d{2,6})?$"));
static MONTH_FIRST: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b")));
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+({MONTH}),?[\s-]+(\d{{4}})\b"))
});
static NUMERIC: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b"));
static ADDRESS_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"/(\d{4})/(\d{1,2}|[a-z]{3})/(\d{1,2})(?:/|$)|[/_-](\d{4})-(\d{2})-(\d{2})(?:\D|$)|[/_-]((?:19|20)\d{2})([01]\d)([0-3]\d)(?:\D|$)",
    )
});
static ADDRESS_MONTH: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"/(\d{{4}})/(\d{{2}}|{MONTH})/")));

/// What else a date line may hold: cue words, weekday, clock, zone.
static DATE_LINE_REST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:first|last|originally|published|posted|updated|modified|created|issued|released|date|time|on|at|by|the|of|noon|midnight|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|[ap]\.?m\.?|gmt|utc|[ecmp][sd]?t|bst|ist|cest|cet|jst|kst|hkt|sgt|msk|aest|eastern|pacific|local|hours?|hrs?|o'clock|\d{1,2}|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ap]m)?|\d{1,2}[ap]m|\d{3,4}|[+-]\d{2}:?\d{2}|zulu|z)$",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(&format!("(?i){text}")).expect("pattern of this file")
}

/// The first full date written in `text`, as ISO 8601, with the slice that states it.
pub(crate) fn find(text: &str) -> Option<(String, &str)> {
    let candidates = [
        ISO.captures(text).and_then(|c| {
            let day = c.get(3).and_then(|d| d.as_str().parse().ok());
            Some((iso(number(&c, 1)?, number(&c, 2)?, day)?, c.get(0)?))
        }),
        YEAR_FIRST
            .captures(text)
            .and_then(|c| Some((iso(number(&c, 1)?, number(&c, 2)?, Some(number(&c, 3)?))?, c.get(0)?))),
        MONTH_FIRST.captures(text).and_then(|c| {
            Some((iso(number(&c, 3)?, month(c.get(1)?.as_str())?, Some(number(&c, 2)?))?, c.get(0)?))
        }),
        DAY_FIRST.captures(text).and_then(|c| {
            Some((iso(number(&c, 3)?, month(c.get(2)?.as_str())?, Some(number(&c, 1)?))?, c.get(0)?))
        }),
        NUMERIC.captures(text).and_then(|c| {
            let (a, b): (u32, u32) = (number(&c, 1)?, number(&c, 2)?);
            // 03/04/2021 is April in London and March in Washington: only what one order allows is taken.
            let (day, month) = if a > 12 {
                (a, b)
            } else if b > 12 || a == b {
                (b, a)
            } else {
                return None;
            };
            Some((iso(number(&c, 3)?, month, Some(day))?, c.get(0)?))
        }),
        COMPACT
            .captures(text.trim())
            .and_then(|c| Some((iso(number(&c, 1)?, number(&c, 2)?, Some(number(&c, 3)?))?, c.get(0)?))),
    ];
    let first = candidates.into_iter().flatten().min_by_key(|(_, m)| m.start())?;
    Some((first.0, first.1.as_str().trim()))
}

/// A date given as a value (a field, an attribute): text, or seconds or milliseconds since 1970.
pub(crate) fn from_value(value: &str, origin: DateOrigin) -> Option<StatedDate> {
    let value = value.trim();
    let date = find(value).map(|(date, _)| date).or_else(|| from_epoch(value)).or_else(|| {
        let year = value.parse::<u32>().ok().filter(|_| value.len() == 4)?;
        (1900..=2100).contains(&year).then(|| format!("{year:04}"))
    })?;
    Some(StatedDate { date, origin, quote: value.chars().take(80).collect() })
}

/// A line of its own that gives the time of publication. The date is absent where the line gives only a clock or a
/// day without its year; `None` where the line is no date line.
pub(crate) fn date_line(line: &str) -> Option<Option<StatedDate>> {
    if line.len() > 120 || line.split_whitespace().count() > 16 || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let found = find(line);
    let rest = match &found {
        Some((_, quote)) => line.replace(quote, " "),
        None => PARTIAL.replace(line, " ").into_owned(),
    };
    let cue = CUE.is_match(line);
    let partial = found.is_none() && PARTIAL.is_match(line);
    let clock = CLOCK.is_match(line);
    let odd = rest
        .split(|c: char| c.is_whitespace() || ",;|/·•-–—()".contains(c))
        .map(|w| w.trim_matches(|c: char| c == ':' || c == '.' || c == '*'))
        .filter(|w| !w.is_empty() && !DATE_LINE_REST.is_match(w) && find(w).is_none())
        .count();
    // A second date ("Published … Updated …") leaves a month name behind.
    let allowed = if cue && found.is_some() { 2 } else { 0 };
    if odd > allowed || !(found.is_some() || cue && (partial || clock)) {
        return None;
    }
    Some(found.map(|(date, _)| StatedDate { date, origin: DateOrigin::Text, quote: line.to_owned() }))
}

static PARTIAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"\b(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\s+{MONTH}|\d{{1,2}}/\d{{1,2}})\b"))
});
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(?:(?:first|last|originally)\s+)?(?:published|posted|updated|modified|created|issued|released|date)\b",
    )
});
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?m\b|\b\d{1,2}:\d{2}\b|\bnoon\b|\bmidnight\b")
});

/// Whether a date line tells of a later change, which says less about publication.
pub(crate) fn is_update(quote: &str) -> bool {
    let lower = quote.to_ascii_lowercase();
    ["updated", "modified"].iter().any(|cue| lower.contains(cue))
        && !lower.contains("publish")
        && !lower.contains("posted")
}

/// The date in the path of an address.
pub(crate) fn from_address(url: &str) -> Option<StatedDate> {
    let path = url.split(['?', '#']).next()?;
    let state = |date, quote: &str| StatedDate {
        date,
        origin: DateOrigin::Url,
        quote: quote.trim_matches('/').to_owned(),
    };
    for c in ADDRESS_DAY.captures_iter(path) {
        let group = |n: usize| c.get(n).or_else(|| c.get(n + 3)).or_else(|| c.get(n + 6)).map(|m| m.as_str());
        let (Some(y), Some(m), Some(d)) = (group(1), group(2), group(3)) else { continue };
        let m = m.parse().ok().or_else(|| month(m));
        if let (Ok(y), Some(m), Ok(d)) = (y.parse(), m, d.parse())
            && let Some(date) = iso(y, m, Some(d))
        {
            return Some(state(date, c.get(0).map_or("", |m| m.as_str())));
        }
    }
    let c = ADDRESS_MONTH.captures(path)?;
    let m = c.get(2)?.as_str();
    let date = iso(number(&c, 1)?, m.parse().ok().or_else(|| month(m))?, None)?;
    Some(state(date, c.get(0)?.as_str()))
}

fn number(c: &regex::Captures<'_>, group: usize) -> Option<u32> {
    c.get(group)?.as_str().parse().ok()
}

fn month(name: &str) -> Option<u32> {
    let key: String = name.chars().take(3).flat_map(char::to_lowercase).collect();
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    months.iter().position(|m| *m == key).map(|i| i as u32 + 1)
}

/// ISO 8601, for a date that exists and could be a report's.
fn iso(year: u32, month: u32, day: Option<u32>) -> Option<String> {
    if !(1900..=2100).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    };
    match day {
        Some(d) if (1..=last).contains(&d) => Some(format!("{year:04}-{month:02}-{d:02}")),
        Some(_) => None,
        None => Some(format!("{year:04}-{month:02}")),
    }
}

/// Days since 1970 to a civil date (Hinnant's algorithm).
fn from_epoch(value: &str) -> Option<String> {
    let n: i64 = value.split('.').next()?.parse().ok()?;
    let seconds = match value.len() {
        9..=10 => n,
        12..=13 => n / 1000,
        _ => return None,
    };
    let z = seconds.div_euclid(86_400) + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    iso(u32::try_from(year).ok()?, month as u32, Some(day as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        find(text).map(|(d, _)| d)
    }

    #[test]
    fn dates_as_outlets_write_them() {
        assert_eq!(day("Published July 26, 2021 10:02 GMT").as_deref(), Some("2021-07-26"));
        assert_eq!(day("26 July 2021").as_deref(), Some("2021-07-26"));
        assert_eq!(day("Mon, 26 Jul 2021 10:02:00 GMT").as_deref(), Some("2021-07-26"));
        assert_eq!(day("2021-07-26T10:02:00Z").as_deref(), Some("2021-07-26"));
        assert_eq!(day("27/07/2021").as_deref(), Some("2021-07-27"));
        assert_eq!(day("Sept. 3rd, 2020").as_deref(), Some("2020-09-03"));
    }

    #[test]
    fn no_silent_guesses() {
        assert_eq!(day("03/04/2021"), None);
        assert_eq!(day("February 30, 2021"), None);
        assert_eq!(day("July 26"), None);
        assert_eq!(day("14 May 1789"), None);
    }

    #[test]
    fn epoch_values() {
        let get = |v| from_value(v, DateOrigin::Field).map(|d| d.date);
        assert_eq!(get("1627294920").as_deref(), Some("2021-07-26"));
        assert_eq!(get("1627294920000").as_deref(), Some("2021-07-26"));
        assert_eq!(get("2021").as_deref(), Some("2021"));
        assert_eq!(get("12"), None);
    }

    #[test]
    fn addresses() {
        let get = |u| from_address(u).map(|d| d.date);
        assert_eq!(get("https://a.example/2021/07/26/talks").as_deref(), Some("2021-07-26"));
        assert_eq!(get("https://a.example/news/2014/jul/31/panel/").as_deref(), Some("2014-07-31"));
        assert_eq!(get("https://a.example/world/talks-2021-07-26/").as_deref(), Some("2021-07-26"));
        assert_eq!(get("https://a.example/2017/september/talks").as_deref(), Some("2017-09"));
        assert_eq!(get("https://a.example/123456789/talks"), None);
    }

    #[test]
    fn date_lines_and_sentences() {
        let get = |l| date_line(l).map(|d| d.map(|d| d.date));
        assert_eq!(get("Published July 26, 2021 10:02 GMT"), Some(Some("2021-07-26".into())));
        assert_eq!(get("Updated June 20 at 2:42 p.m. ET"), Some(None));
        assert_eq!(get("July 26, 2021"), Some(Some("2021-07-26".into())));
        assert_eq!(
            get("Published: 10:02, 26 July 2021 | Updated: 11:05, 26 July 2021"),
            Some(Some("2021-07-26".into()))
        );
        assert_eq!(get("The treaty was signed on July 26, 2021."), None);
        assert_eq!(get("Updated numbers show 52 people have been killed"), None);
    }
}
