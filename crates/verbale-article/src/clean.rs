//! Cleaning: raw text in, the report's own words out, with a record of what was taken away and why.
//!
//! The rule in doubt: losing a real paragraph is worse than keeping a noise line. Lines are judged one by one by cue and
//! shape (`cues`, `caption`), then by where they stand (`head`, `tail`).

use crate::article::{Dateline, Flag, FlagKind, Removed, StatedDate};
use crate::paragraph::{Fate, Paragraph};
use crate::{caption, cues, dateline, head, inside, outlet, shape, stated, tail, text};

/// What a source states beside its text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stated {
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) dates: Vec<StatedDate>,
    /// Captions the page marks up as such.
    pub(crate) captions: Vec<String>,
}

/// A cleaned text and everything read off it.
#[derive(Debug, Default)]
pub(crate) struct Clean {
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) dates: Vec<StatedDate>,
    pub(crate) outlet: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) dateline: Option<Dateline>,
    pub(crate) body: String,
    pub(crate) captions: Vec<String>,
    pub(crate) removed: Vec<Removed>,
    pub(crate) flags: Vec<Flag>,
}

/// Cleans `raw`.
pub(crate) fn clean(raw: &str, stated: &Stated) -> Clean {
    let mut paragraphs: Vec<Paragraph> =
        text::paragraphs(raw).into_iter().map(|l| Paragraph::new(l.text)).collect();
    judge(&mut paragraphs, stated);
    repeats(&mut paragraphs);
    let head = head::read(&mut paragraphs, stated.headline.as_deref(), &stated.authors);
    let mut authors = stated.authors.clone();
    authors.extend(head.authors.iter().filter(|a| !stated.authors.contains(a)).cloned());
    if !stated.authors.is_empty() {
        authors.truncate(stated.authors.len());
    }
    tail::read(&mut paragraphs, &authors);
    let mut out = Clean { headline: head.headline, ..Clean::default() };
    gather(paragraphs, stated, &mut out);
    if authors.is_empty() {
        authors = credited(&out.removed);
    }
    out.authors = authors;
    let found = dateline::find(&out.body);
    out.agency = agency(&head.credits, found.as_ref(), &out);
    out.outlet = outlet(stated, found.as_ref(), &out);
    out.dates = dates(stated, head.dates, found.as_ref(), &out);
    out.dateline = found.map(|f| f.dateline);
    out.flags = flags(&out);
    out
}

/// Judges each line by itself.
fn judge(paragraphs: &mut [Paragraph], stated: &Stated) {
    let marked: Vec<String> =
        stated.captions.iter().map(|c| shape::skeleton(c)).filter(|c| c.len() > 8).collect();
    let headline = stated.headline.as_deref().map(shape::skeleton).unwrap_or_default();
    for i in 0..paragraphs.len() {
        let after_caption = i > 0 && paragraphs.get(i - 1).is_some_and(|p| p.fate == Fate::Caption);
        let Some(p) = paragraphs.get_mut(i) else { return };
        if !headline.is_empty() && shape::skeleton(&p.text) == headline {
            continue;
        }
        inside::trim(p);
        let own = shape::skeleton(&p.text);
        if !marked.is_empty() && marked.iter().any(|c| *c == own || own.len() > 24 && c.starts_with(&own)) {
            p.take_out("caption");
            continue;
        }
        let verdict = cues::read(&p.text, p.shape);
        let plain = verdict.is_some_and(|v| matches!(v.reason, "navigation" | "copyright" | "share"));
        match caption::read(&p.text).filter(|_| !plain) {
            Some(caption::Picture::Caption(bare)) if !opens_with_dateline(&p.text) => {
                cut_widgets(p, bare);
                p.fate = Fate::Caption;
                continue;
            }
            Some(caption::Picture::Credit) if after_caption || !is_byline_like(&p.text, i) => {
                p.take_out("photo credit");
                continue;
            }
            _ => {}
        }
        if let Some(verdict) = verdict {
            p.take_out(verdict.reason);
            p.ends = verdict.ends;
        }
    }
}

fn opens_with_dateline(text: &str) -> bool {
    dateline::opens(text).is_some_and(|f| !f.dateline.places.is_empty())
}

/// "Associated Press" alone at the head is a byline, not a picture's credit.
fn is_byline_like(text: &str, at: usize) -> bool {
    at < 6 && outlet::agency(text).is_some()
}

/// A caption's widgets are recorded as removed where they stood in front.
fn cut_widgets(p: &mut Paragraph, bare: String) {
    if p.text != bare {
        let front = p.text.find(&bare).unwrap_or(0);
        if let Some(widgets) = p.text.get(..front).filter(|w| !w.trim().is_empty()) {
            let text = widgets.trim().to_owned();
            p.cut.push(Removed { reason: "navigation".to_owned(), text });
        }
        p.text = bare;
    }
}

/// The second copy of a paragraph or caption.
fn repeats(paragraphs: &mut [Paragraph]) {
    let mut seen = std::collections::HashSet::new();
    for p in paragraphs.iter_mut() {
        let kept = p.is_body() && p.shape.words >= 12 || p.fate == Fate::Caption;
        if kept && !seen.insert(xxhash_rust::xxh3::xxh3_64(p.text.as_bytes())) {
            p.take_out("repeated");
        }
    }
}

/// Body, captions and removals, each in the order of the page.
fn gather(paragraphs: Vec<Paragraph>, stated: &Stated, out: &mut Clean) {
    out.captions.extend(stated.captions.iter().map(|c| text::single_spaced(c)).filter(|c| !c.is_empty()));
    for p in paragraphs {
        out.removed.extend(p.cut);
        match p.fate {
            Fate::Body if p.text.is_empty() => {}
            Fate::Body => {
                if !out.body.is_empty() {
                    out.body.push('\n');
                }
                out.body.push_str(&p.text);
            }
            Fate::Caption if !out.captions.contains(&p.text) => out.captions.push(p.text),
            // The caption is in its list already.
            Fate::Caption | Fate::Headline | Fate::Out("caption") => {}
            Fate::Out(reason) => out.removed.push(Removed { reason: reason.to_owned(), text: p.text }),
        }
        out.removed.extend(p.cut_after);
    }
}

fn removed<'a>(out: &'a Clean, reasons: &'a [&str]) -> impl Iterator<Item = &'a str> {
    out.removed.iter().filter(|r| reasons.contains(&r.reason.as_str())).map(|r| r.text.as_str())
}

/// Names that a credit line gives to the reporting itself.
fn credited(removed: &[Removed]) -> Vec<String> {
    let credit = removed.iter().filter(|r| r.reason == "credit").find_map(|r| {
        let at = ["Reporting by ", "Coverage by ", "Report by ", "Written by ", "reporting by "]
            .iter()
            .find_map(|cue| {
                let start = r.text.find(cue)?;
                (start <= 2).then_some(start + cue.len())
            })?;
        r.text.get(at..)
    });
    let clause = credit.and_then(|c| c.split([';', '.']).next()).unwrap_or("");
    crate::byline::names(clause)
}

/// The wire credited: dateline, byline, copyright line, credit line.
fn agency(byline: &[String], dateline: Option<&dateline::Found>, out: &Clean) -> Option<String> {
    let from_dateline = dateline
        .and_then(|f| f.credit.as_deref())
        .and_then(|c| outlet::agency(c).or_else(|| outlet::agency_in(c)));
    let from_byline = || byline.iter().find_map(|l| outlet::agency_in(l));
    let from_rest = || removed(out, &["copyright", "standards", "credit"]).find_map(outlet::agency_in);
    let signed = || {
        let last = out.body.rsplit('\n').next()?;
        let sign = last.trim_end().strip_suffix(')')?.rsplit('(').next()?;
        outlet::agency(sign)
    };
    from_dateline.or_else(from_byline).or_else(signed).or_else(from_rest).map(str::to_owned)
}

fn outlet(stated: &Stated, dateline: Option<&dateline::Found>, out: &Clean) -> Option<String> {
    let from_dateline = || {
        let credit = dateline.and_then(|f| f.credit.as_deref())?;
        outlet::agency(credit).is_none().then(|| outlet::known(credit)).flatten()
    };
    let boilerplate =
        ["paywall", "newsletter", "copyright", "share", "appeal", "related link", "comments", "navigation"];
    stated
        .outlet
        .clone()
        .or_else(|| stated.url.as_deref().and_then(outlet::from_url))
        .or_else(|| outlet::from_own_words(removed(out, &boilerplate), &out.body))
        .or_else(from_dateline)
}

/// All stated dates, best first.
fn dates(
    stated: &Stated,
    lines: Vec<StatedDate>,
    dateline: Option<&dateline::Found>,
    out: &Clean,
) -> Vec<StatedDate> {
    let mut all = stated.dates.clone();
    all.extend(lines);
    for line in removed(out, &["age", "navigation", "date line"]).filter(|l| l.len() < 120) {
        all.extend(stated::date_line(line).flatten());
    }
    if let Some(quote) = dateline.map(|f| f.dateline.span.of(&out.body))
        && let Some((date, _)) = stated::find(quote)
    {
        all.push(StatedDate { date, origin: crate::article::DateOrigin::Dateline, quote: quote.to_owned() });
    }
    all.extend(stated.url.as_deref().and_then(stated::from_address));
    all.sort_by_key(|d| (stated::is_update(&d.quote), d.origin));
    let mut seen = Vec::new();
    all.retain(|d| {
        let key = (d.date.clone(), d.origin);
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    all
}

fn flags(out: &Clean) -> Vec<Flag> {
    let mut flags = Vec::new();
    if let Some(words) = truncation(out) {
        flags.push(Flag { flag: FlagKind::Truncated, detail: words });
    }
    // The words of a wall say more than those of an offer.
    let wall = |t: &&str| {
        ["articles", "article", "access", "expired", "subscription", "subscribers", "continue"]
            .iter()
            .any(|w| t.contains(w))
    };
    if let Some(words) = removed(out, &["paywall"])
        .find(wall)
        .or_else(|| removed(out, &["paywall"]).next())
        .or_else(|| removed(out, &["placeholder"]).find(|t| t.contains("article")))
    {
        flags.push(Flag { flag: FlagKind::Paywalled, detail: words.to_owned() });
    }
    flags
}

/// The words that show that the text breaks off.
fn truncation(out: &Clean) -> Option<String> {
    let last = out.body.rsplit('\n').next()?;
    let words = last.split_whitespace().count();
    let tail = || last.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    let counted = last.ends_with(" chars]") || last.ends_with("characters]");
    let dots =
        last.ends_with('…') || last.ends_with("...") || last.ends_with("[...]") || last.ends_with("[…]");
    // A tweet, a credit or the title of another article also ends without a stop, but on a name or a number.
    let small = last
        .rsplit(' ')
        .next()
        .is_some_and(|w| w.starts_with(char::is_lowercase) && w.ends_with(char::is_alphabetic));
    let open = words >= 12
        && (small || last.ends_with([',', '-', '(', '–', '—']))
        && !last.contains("(@")
        && shape::measure(last).capitals * 2 < words;
    if counted || dots && words >= 6 || open {
        return Some(tail());
    }
    let cue = out.removed.iter().rev().take(6).find(|r| {
        let lower = r.text.to_lowercase();
        ["continue reading", "keep reading", "to continue reading", "read the full", "read full"]
            .iter()
            .any(|c| lower.starts_with(c))
    });
    cue.map(|r| r.text.clone())
}
