//! Captions: paragraphs that describe a picture, told by their credit, their widgets, or the way captions point
//! ("left, and … in Tianjin, China, on July 26").

use std::sync::LazyLock;

use regex::Regex;

/// What a paragraph is, as far as pictures go.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Picture {
    /// A caption; the text without the page's widgets around it.
    Caption(String),
    /// A photographer's credit without a caption.
    Credit,
}

const HOUSES: &str = r"(?:AP|Associated Press|REUTERS|Reuters|AFP|Getty(?: Images)?|EPA(?:-EFE)?|EFE|Xinhua|Bloomberg|Kyodo(?: News)?|Yonhap|TASS|Sputnik|Landov|Shutterstock|NurPhoto|Anadolu(?: Agency)?|UPI|PTI|ANI|Pool|POOL|Corbis|Alamy|Zuma(?: Press)?|ZUMA(?: Press)?|SIPA(?: USA)?|Sipa(?: USA)?|DPA|dpa|Nikkei|The New York Times|The Washington Post|The Guardian|Al Jazeera|CNN|NPR|TNS|iStock|Contributor|VOA|KCNA|IRNA|Handout)";

struct Patterns {
    widget: Regex,
    opening: Regex,
    ending: Regex,
    lone: Regex,
    pointing: Regex,
    past: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let p = |text: &str| Regex::new(text).expect("pattern of this file");
    Patterns {
        widget: p(
            r"^(?:(?:Enlarge this image|toggle caption|Hide caption|Facebook Twitter Pinterest|Image(?: caption| source)?:?|CLOSE|Photo:?|FULL SCREEN|Click to expand|i View (?:slideshow|gallery)|\d+ of \d+|Image \d+ of \d+|Expand|Fullscreen)\s+)+",
        ),
        opening: p(
            r"^(?:FILE ?(?:PHOTO|-|–|—|:)|File (?:photo|picture|image)\b|In this (?:\w+\.? \d|image|photo|frame)|This (?:satellite|combination|undated|handout|file) (?:image|photo|picture)|(?:PHOTO|Photo|Picture|Image|Pictured|Foto)\s?: |A (?:handout|file) (?:photo|picture|image) )",
        ),
        ending: p(&format!(
            concat!(
                r"(?:(?:REUTERS|Reuters) ?/ ?[\p{{Lu}}][^.]{{2,60}}",
                r"|© ?(?:\d{{4}} )?[\p{{Lu}}][^.]{{1,40}}",
                r"|\((?:AP Photo|Photo|Photos|Photograph|Picture|Pic|Image|File|Reuters|REUTERS|AFP|EPA|Getty|{h})\b[^()]{{0,90}}\)",
                r"|\((?:[\p{{Lu}}][^()]{{2,60}})(?:/|, | via )(?:{h})[^()]{{0,40}}\)",
                r"|\[(?:[^\[\]]{{0,80}})(?:{h}|File|Photo|Screengrab)[^\[\]]{{0,40}}\]",
                r"|(?:Photographs?|Photos?|Credit|Picture|Image|Pictures|Photo credit|Image credit|Source) ?(?::|by) ?[\p{{Lu}}][^.]{{2,70}}",
                r"|Credit [\p{{Lu}}][^.]{{2,60}}",
                r"|(?:[\p{{Lu}}][\p{{L}}'’.-]+ ){{1,4}}?/ ?(?:{h})(?:(?:/|,? via )[^.]{{2,40}})?",
                r"|(?:[\p{{Lu}}][\p{{L}}'’.-]+ ?){{1,4}}/ ?(?:{h})(?:(?:/|,? via )[^.]{{2,40}})?",
                r"|(?:/|, | via |— )(?:Getty Images|AFP|AP|EPA|Reuters|REUTERS|Pool)(?:/File)?(?: Photo)?",
                r"|(?:Getty Images|File Photo|/Handout))\.?$",
            ),
            h = HOUSES
        )),
        lone: p(&format!(
            r"^(?:\(?(?:Photo|Photos|Photograph|Picture|Image|Credit|Photographer|AP Photo|Source)s?(?: credit| by)?\s?[:/].{{2,80}}|©? ?(?:[\p{{Lu}}][\p{{L}}'’.-]+ ){{0,4}}(?:[\p{{Lu}}][\p{{L}}'’.-]+ ?)?(?:/ ?|via |, )?{HOUSES}(?:/(?:{HOUSES}|File))*(?: via .{{2,30}})?\)?)$"
        )),
        pointing: p(
            r"(?:, |\()(?:(?:second|third|front|back|centre|center|far|top|bottom) (?:from )?)?(?:the )?(?:left|right|centre|center|[LRC])(?:,|\)| and|;| of )",
        ),
        past: p(r"\b(?:said|told|announced|according to|added|warned|says)\b"),
    }
});

/// What `text` is, if it belongs to a picture.
pub(crate) fn read(text: &str) -> Option<Picture> {
    let p = &*PATTERNS;
    let words = text.split_whitespace().count();
    if words > 110 || text.len() > 2_000 || !text.contains(|c: char| c.is_uppercase()) {
        return None;
    }
    let widget = p.widget.find(text).map_or(0, |m| m.end());
    let bare = unwidget(text.get(widget..).unwrap_or(text));
    if p.lone.is_match(&bare) && words <= 14 {
        return Some(Picture::Credit);
    }
    if widget > 0 && is_doubled(&bare) && bare.split_whitespace().count() <= 20 {
        return Some(Picture::Credit);
    }
    let credited = may_end_in_credit(last_bytes(&bare, 180))
        && p.ending.is_match(last_bytes(&bare, 180))
        && bare.split_whitespace().count() >= 4;
    let opened = p.opening.is_match(&bare);
    let quoted = bare.starts_with(['"', '“']);
    let sided = ["left", "right", "center", "centre", "(L)", "(R)", "(C)"].iter().any(|s| bare.contains(s));
    let points = sided
        && !quoted
        && words <= 60
        && p.pointing.is_match(&bare)
        && !p.past.is_match(&bare)
        && has_day_or_place_end(&bare);
    let shown = widget > 0
        && words <= 70
        && (credited
            || opened
            || text.starts_with("CLOSE ")
            || text.starts_with("Facebook Twitter")
            || text.starts_with("Hide caption"));
    (shown || points || (credited && !quoted && !is_signed_report(&bare, words)) || (opened && words >= 4))
        .then_some(Picture::Caption(bare))
}

/// A mark without which no credit is written: most prose has none, and the full pattern is dear.
fn may_end_in_credit(end: &str) -> bool {
    const MARKS: &[&str] = &[
        "©", "/", "[", "Photo", "photo", "Credit", "Getty", "Picture", "Pic", "Image", "Source", " via ",
        "Pool", "File", "Handout", "(AP", "(Reuters", "(REUTERS", "(AFP", "(EPA",
    ];
    let last = end.trim_end_matches(['.', ')', ' ']);
    MARKS.iter().any(|m| end.contains(m))
        || ["AP", "AFP", "EPA", "Reuters", "REUTERS"].iter().any(|h| last.ends_with(h))
}

/// Credits stand at the end: looking only there keeps long paragraphs cheap.
fn last_bytes(text: &str, n: usize) -> &str {
    let mut start = text.len().saturating_sub(n);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or(text)
}

/// A report's last paragraph may end with "(Reuters)" or "— AP": a wire's signature, not a picture's credit.
fn is_signed_report(text: &str, words: usize) -> bool {
    let tail = text.rsplit(['(', '—']).next().unwrap_or("").trim_matches([')', ' ', '.']);
    crate::outlet::agency(tail).is_some() && (text.ends_with(')') || text.contains('—')) && words > 40
}

/// Pictures happen on a day: "…, on July 26." or "… in Quito, Ecuador, Monday, July 26, 2021."
fn has_day_or_place_end(text: &str) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:on|in|,) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2})\b[^.]{0,60}\.?(?:\s.{0,60})?$").expect("pattern")
    });
    DAY.is_match(text)
}

/// Drops the gallery controls that scraping leaves inside a caption.
fn unwidget(text: &str) -> String {
    let mut out = text.to_owned();
    for control in [
        " Previous Next",
        " i View slideshow",
        " i View gallery",
        " Hide Caption",
        " Hide caption",
        " toggle caption",
    ] {
        out = out.replace(control, " ");
    }
    crate::text::single_spaced(&out)
}

/// "Ana Lopez/AP Ana Lopez/AP": the credit and its copy for screen readers.
fn is_doubled(text: &str) -> bool {
    let half = text.len() / 2;
    text.is_char_boundary(half)
        && text.get(..half).map(str::trim) == text.get(half..).map(str::trim)
        && !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions() {
        for text in [
            "Deputy Minister Ana Lopez, left, and Foreign Minister Juan Roe sit together in Quito, Ecuador, on July 26. © AP",
            "The two ministers shake hands at the palace, Norland, June 18, 2023. REUTERS/Lea Mills/Pool",
            "President Roe walks to a plane in Quito, July 26, 2018. (Ana Mills/Reuters)",
            "FILE - In this Dec. 25, 2019, file photo, troops board a plane in Norland.",
            "Police stand guard near the embassy on Sunday. (Photo: Thomas Mills, AP)",
            "Protesters gather outside parliament [Ana Mills/Al Jazeera]",
            "Smoke is seen near the airport. Photograph: Ana Mills/AFP/Getty Images",
            "Deputy Minister Ana Lopez, left, and Juan Roe, right, meet in Quito, Ecuador, on Monday.",
        ] {
            assert!(matches!(read(text), Some(Picture::Caption(_))), "{text}");
        }
        assert_eq!(
            read("Enlarge this image toggle caption Ana Mills/AP Ana Mills/AP"),
            Some(Picture::Credit)
        );
        assert_eq!(read("Photo: Ana Mills/Getty Images"), Some(Picture::Credit));
    }

    #[test]
    fn prose_is_not_a_caption() {
        for text in [
            "The minister, on the left of his party, said on Monday that talks would go on, and that he had written to Quito on July 26.",
            "“We left nothing out,” the envoy told Reuters.",
            "The report was first carried by Reuters and AFP.",
            "Officials told the AP.",
            "Norland and Southmark agreed on Monday to reopen their embassies.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
