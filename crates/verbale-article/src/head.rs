//! The head of a page, before the report's first paragraph: headline, byline, date line, labels of sections.

use crate::article::StatedDate;
use crate::byline;
use crate::cues;
use crate::dateline;
use crate::paragraph::{Fate, Paragraph};
use crate::shape::skeleton;
use crate::stated;

/// What the head says.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) dates: Vec<StatedDate>,
    /// Lines of the byline, which may name a wire.
    pub(crate) credits: Vec<String>,
}

/// How many lines may stand before the first paragraph.
const REACH: usize = 24;

/// Reads the head of `paragraphs`, taking out what is not text. `headline` and `authors` are those the source states.
pub(crate) fn read(paragraphs: &mut [Paragraph], headline: Option<&str>, authors: &[String]) -> Head {
    let mut head = Head { headline: headline.map(str::to_owned), ..Head::default() };
    let first = paragraphs.iter().take(REACH).position(opens_report);
    let Some(first) = first else {
        same_as_headline(paragraphs.get_mut(..1).unwrap_or_default(), headline);
        return head;
    };
    let (lines, rest) = paragraphs.split_at_mut(first);
    date_and_byline(lines, authors, &mut head);
    // A byline or a date can also stand just under the first paragraph, a standfirst.
    let below = rest.get_mut(1..rest.len().min(4)).unwrap_or_default();
    if below
        .iter()
        .filter(|p| p.is_body())
        .any(|p| stated::date_line(&p.text).is_some() || byline::line(&p.text, authors).is_some())
    {
        date_and_byline(below, authors, &mut head);
    }
    if headline.is_some() {
        same_as_headline(lines, headline);
    } else {
        head.headline = choose_headline(lines);
    }
    let chosen = head.headline.clone();
    labels_and_names(lines, chosen.as_deref(), &mut head);
    head
}

fn opens_report(p: &Paragraph) -> bool {
    p.is_prose()
        || p.is_body()
            && (p.shape.words >= 8
                && (dateline::opens(&p.text).is_some()
                    || p.text.ends_with(['.', '”']) && p.shape.capitals * 2 < p.shape.words))
}

fn date_and_byline(lines: &mut [Paragraph], authors: &[String], head: &mut Head) {
    for p in lines.iter_mut().filter(|p| p.is_body()) {
        if let Some(date) = stated::date_line(&p.text) {
            head.dates.extend(date);
            p.take_out("date line");
        } else if let Some(names) = byline::line(&p.text, authors) {
            add_names(&mut head.authors, names);
            if let Some((date, _)) = stated::find(&p.text) {
                let origin = crate::article::DateOrigin::Text;
                head.dates.push(StatedDate { date, origin, quote: p.text.clone() });
            }
            head.credits.push(p.text.clone());
            p.take_out("byline");
        }
    }
}

/// Lines that repeat the headline stated elsewhere.
fn same_as_headline(lines: &mut [Paragraph], headline: Option<&str>) {
    let Some(wanted) = headline.map(skeleton).filter(|w| !w.is_empty()) else { return };
    for p in lines.iter_mut().filter(|p| p.is_body()) {
        let line = skeleton(&p.text);
        // A page's own title line may carry the outlet after it, or the field be cut short.
        let same = line == wanted
            || line.len() > 24
                && (wanted.starts_with(&line) || line.starts_with(&wanted) && line.len() < wanted.len() + 40);
        if same {
            p.fate = Fate::Headline;
        }
    }
}

/// The headline of a plain text: the first line that reads like one.
fn choose_headline(lines: &mut [Paragraph]) -> Option<String> {
    let fits = |p: &Paragraph, least: usize| {
        p.is_body()
            && (least..=30).contains(&p.shape.words)
            && !ends_with_stop(&p.text)
            && !cues::is_section(&p.text)
            && !dateline::is_place_line(&p.text)
            && p.text.len() <= 220
            && p.text
                .chars()
                .next()
                .is_some_and(|c| c.is_uppercase() || c.is_numeric() || "\"“‘'«¿¡$€£".contains(c))
    };
    let at = lines.iter().position(|p| fits(p, 5)).or_else(|| {
        let short =
            lines.iter().enumerate().filter(|(_, p)| fits(p, 2) && byline::bare_names(&p.text).is_none());
        short.max_by_key(|(i, p)| (p.shape.words, std::cmp::Reverse(*i))).map(|(i, _)| i)
    })?;
    let chosen = lines.get_mut(at)?;
    chosen.fate = Fate::Headline;
    let headline = without_site(&chosen.text).to_owned();
    let wanted = skeleton(&headline);
    for p in lines.iter_mut().filter(|p| p.is_body() && skeleton(&p.text) == wanted) {
        p.take_out("repeated");
    }
    Some(headline)
}

/// A full stop that is not an abbreviation's.
fn ends_with_stop(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')']);
    let Some(stem) = bare.strip_suffix('.') else { return false };
    let last = stem.rsplit(' ').next().unwrap_or("");
    !(last.contains('.') || last.chars().count() == 1)
}

/// Kickers above the headline and names below it.
fn labels_and_names(lines: &mut [Paragraph], headline: Option<&str>, head: &mut Head) {
    let at = lines.iter().position(|p| p.fate == Fate::Headline);
    let last = lines.iter().rposition(Paragraph::is_body);
    for (i, p) in lines.iter_mut().enumerate() {
        if !p.is_body() {
            continue;
        }
        let above = at.is_some_and(|h| i < h);
        if Some(i) == last && dateline::is_place_line(&p.text) {
            continue;
        }
        let open = !p.shape.closed;
        if cues::is_section(&p.text) || above && open && p.shape.words <= 5 {
            p.take_out("section label");
        } else if headline.is_some()
            && !above
            && head.authors.is_empty()
            && open
            && let Some(names) = byline::bare_names(&p.text)
        {
            head.credits.push(p.text.clone());
            add_names(&mut head.authors, names);
            p.take_out("byline");
        }
    }
}

fn add_names(to: &mut Vec<String>, names: Vec<String>) {
    for name in names {
        if !to.contains(&name) {
            to.push(name);
        }
    }
}

/// A title without the site's name after its last bar or dash.
pub(crate) fn without_site(title: &str) -> &str {
    for bar in [" | ", " · ", " » ", " :: "] {
        if let Some((name, site)) = title.rsplit_once(bar)
            && site.split(' ').count() <= 5
            && name.split(' ').count() >= 3
        {
            return without_site(name);
        }
    }
    for dash in [" - ", " – ", " — "] {
        if let Some((name, site)) = title.rsplit_once(dash)
            && (crate::outlet::known(site).is_some()
                || crate::outlet::agency(site).is_some()
                || site.contains(".com"))
            && name.split(' ').count() >= 3
        {
            return without_site(name);
        }
    }
    title
}
