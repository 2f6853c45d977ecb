//! `/feed.atom`: what the record holds, newest first. `/planned.ics`: what is coming up, for a calendar.

use crate::ask::{Ask, encoded};
use crate::pages::{encounter_title, reader_filter};
use crate::read::{Cursor, Filter, Kind, Snapshot};
use crate::reply::{Answer, Reply, Trouble};
use crate::words;
use std::time::SystemTime;
use verbale_record::model::{Encounter, Story};

const ENTRIES: usize = 50;
/// Planned encounters in the calendar, the latest; and as many possible ones.
const PLANNED: usize = 150;

/// Stories by day, newest first; takes the filters of the list of stories.
pub(crate) fn atom(s: &Snapshot<'_>, ask: &Ask, title: &str, written: Option<SystemTime>) -> Answer {
    let (filter, _) = reader_filter(s, ask, &[Kind::Story])?;
    let page = s.list(&filter, None, ENTRIES)?;
    let updated = stamp(written);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>{}</title>\n\
         <id>{base}/feed.atom</id>\n<link rel=\"self\" href=\"{base}/feed.atom\"/>\n<link href=\"{base}/\"/>\n\
         <updated>{updated}</updated>\n<author><name>Verbale</name></author>\n",
        xml(title),
        base = xml(&ask.base)
    );
    for listed in &page.entries {
        let story: Story = serde_json::from_str(&listed.entry)?;
        let mut outlets = Vec::new();
        for a in story.articles.iter().take(8) {
            outlets.push(words::clean(&s.report(&a.article)?.outlet()));
        }
        let when = day(&listed.day).map_or_else(|| updated.clone(), |d| format!("{d}T00:00:00Z"));
        let address = format!("{}/stories/{}", ask.base, encoded(&story.id));
        out += &format!(
            "<entry><title>{}</title><id>{id}</id><link href=\"{id}\"/><updated>{when}</updated><summary>{}</summary></entry>\n",
            xml(&words::short(story.title.as_deref().unwrap_or("(no headline)"), 200)),
            xml(&format!(
                "{}. {}: {}",
                words::when(story.date.as_ref()),
                words::count(story.articles.len() as u64, "report", "reports"),
                outlets.join(", ")
            )),
            id = xml(&address),
        );
    }
    out += "</feed>\n";
    Ok(Reply::new("application/atom+xml; charset=utf-8", out))
}

/// Encounters that were announced or are possible, and have a day or days.
pub(crate) fn calendar(s: &Snapshot<'_>, ask: &Ask, title: &str, written: Option<SystemTime>) -> Answer {
    let stamp = stamp(written).replace(['-', ':'], "");
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Verbale//Reading room//EN".to_owned(),
        format!("X-WR-CALNAME:{}", ics(&format!("{title}: planned"))),
    ];
    for status in ["planned", "possible"] {
        let filter = Filter::of(&[Kind::Encounter]).and("status", status);
        let mut after: Option<Cursor> = None;
        let mut left = PLANNED;
        loop {
            let page = s.list(&filter, after.as_ref(), left.min(100))?;
            for listed in &page.entries {
                let e: Encounter = serde_json::from_str(&listed.entry)?;
                lines.extend(event(s, ask, &e, &stamp)?);
            }
            left = left.saturating_sub(page.entries.len());
            after = page.next.as_deref().and_then(Cursor::read);
            if after.is_none() || left == 0 {
                break;
            }
        }
    }
    lines.push("END:VCALENDAR".to_owned());
    let folded: String = lines.iter().map(|l| fold(l)).collect();
    Ok(Reply::new("text/calendar; charset=utf-8", folded))
}

/// An encounter as lines of a calendar; none if it has no days. A month is none: a calendar would show all of it.
fn event(s: &Snapshot<'_>, ask: &Ask, e: &Encounter, stamp: &str) -> Result<Vec<String>, Trouble> {
    let Some((first, last)) = e.date.as_ref().and_then(|d| days(&d.edtf)) else { return Ok(Vec::new()) };
    let Ok(end) = last.tomorrow() else { return Ok(Vec::new()) };
    let tentative = if e.status == "planned" { "CONFIRMED" } else { "TENTATIVE" };
    let words = e.accounts.first().and_then(|a| a.evidence.first()).map(|v| words::short(&v.quote, 300));
    let address = format!("{}/encounters/{}", ask.base, encoded(&e.id));
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@verbale", ics(&e.id)),
        format!("DTSTAMP:{stamp}"),
        format!("DTSTART;VALUE=DATE:{}", first.strftime("%Y%m%d")),
        format!("DTEND;VALUE=DATE:{}", end.strftime("%Y%m%d")),
        format!("SUMMARY:{}", ics(&format!("{} ({}): {}", e.kind, e.status, encounter_title(s, e)))),
        format!("STATUS:{tentative}"),
        format!("URL:{address}"),
    ];
    lines.extend(e.place.as_ref().map(|p| format!("LOCATION:{}", ics(&words::place(p)))));
    lines.extend(words.map(|w| format!("DESCRIPTION:{}", ics(&w))));
    lines.push("END:VEVENT".to_owned());
    Ok(lines)
}

/// First and last day of a date that names days.
fn days(edtf: &str) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let (from, to) = edtf.split_once('/').unwrap_or((edtf, edtf));
    let (from, to) = (day(from)?.parse().ok()?, day(to)?.parse().ok()?);
    (from <= to).then_some((from, to))
}

/// A date that names a day.
fn day(edtf: &str) -> Option<&str> {
    (edtf.len() == 10 && edtf.bytes().all(|b| b.is_ascii_digit() || b == b'-')).then_some(edtf)
}

fn stamp(written: Option<SystemTime>) -> String {
    let since =
        written.and_then(|w| w.duration_since(SystemTime::UNIX_EPOCH).ok()).map_or(0, |d| d.as_secs() as i64);
    jiff::Timestamp::from_second(since).unwrap_or_default().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn xml(s: &str) -> String {
    let s = words::clean(s);
    s.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Text of a calendar's field.
fn ics(s: &str) -> String {
    words::clean(s).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// A line of at most 75 bytes, gone on with where it is longer.
fn fold(line: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > 74 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_takes_days_only() {
        assert!(days("2023-06").is_none() && days("[2023-06-01..2023-06-04]").is_none());
        let (first, last) = days("2023-06-18/2023-06-19").unwrap();
        assert_eq!((first.day(), last.day()), (18, 19));
        assert!(days("2023-02-30").is_none());
    }

    #[test]
    fn lines_are_folded_between_letters_and_fields_cannot_be_broken() {
        let folded = fold(&"é".repeat(100));
        assert!(folded.lines().all(|l| l.len() <= 75), "{folded}");
        assert_eq!(ics("a;b,c\nd"), "a\\;b\\,c d");
    }
}
