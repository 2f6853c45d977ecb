//! Who each mention is, over a folder of short articles written for it: `tests/resolution/*.txt`.
//!
//! The first line is the date, the second the headline. A mention is `[[words|Name]]`, or `[[Name]]` where the words are
//! the name; several actors are joined by `+`. `?` is somebody unnamed, `?word` somebody unnamed whose description has the
//! word, `-` something that is no actor. Names are those the record gives. A case is added by adding a file.

use std::path::Path;
use verbale_article::{Article, DateOrigin, Part, StatedDate};
use verbale_extract::Tools;
use verbale_extract::findings::ActorKind;
use verbale_record::Entry;
use verbale_record::mentions::{ResolvedMention, mentions};
use verbale_register::Register;

/// Mentions that must be right, and those that may be given to a named actor they are not, of a hundred.
const RIGHT: usize = 93;
const MERGED: usize = 2;

/// A marked mention: where it stands in the text without marks, and who it is.
struct Gold {
    part: Part,
    from: usize,
    to: usize,
    who: String,
}

/// The text without its marks, and the marks.
fn unmark(marked: &str, part: Part) -> (String, Vec<Gold>) {
    let (mut text, mut gold) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once("[[") {
        text.push_str(before);
        let (mark, after) = after.split_once("]]").expect("every mark ends");
        let (words, who) = mark.split_once('|').unwrap_or((mark, mark));
        let from = text.len();
        text.push_str(words);
        let who = if words == who { who.trim_start_matches("the ").trim_start_matches("The ") } else { who };
        gold.push(Gold { part, from, to: text.len(), who: who.to_owned() });
        rest = after;
    }
    text.push_str(rest);
    (text, gold)
}

fn read(path: &Path) -> (Article, Vec<Gold>) {
    let text = std::fs::read_to_string(path).expect("the case can be read");
    let (date, rest) = text.split_once('\n').expect("a date");
    let (headline, body) = rest.split_once('\n').expect("a headline");
    let (headline, mut gold) = unmark(headline, Part::Headline);
    let (body, more) = unmark(body.trim_end(), Part::Body);
    gold.extend(more);
    let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let article = Article {
        id: name.clone(),
        source: name,
        headline: Some(headline),
        language: Some("en".to_owned()),
        stated_dates: vec![StatedDate {
            date: date.to_owned(),
            origin: DateOrigin::Field,
            quote: date.to_owned(),
        }],
        ..Article::of_text(body)
    };
    (article, gold)
}

/// The mention for the marked words: over their last word, and of those the one nearest to them.
fn found<'m>(gold: &Gold, all: &'m [ResolvedMention]) -> Option<&'m ResolvedMention> {
    let over = |m: &&ResolvedMention| {
        let (from, to) = (m.span.start as usize, m.span.end as usize);
        m.part == gold.part && from < gold.to && to >= gold.to && to < gold.to + 40 || {
            m.part == gold.part && from >= gold.from && to == gold.to
        }
    };
    let apart = |m: &&ResolvedMention| {
        (m.span.start as usize).abs_diff(gold.from) + (m.span.end as usize).abs_diff(gold.to)
    };
    all.iter().filter(over).min_by_key(apart)
}

#[derive(Debug, PartialEq)]
enum Verdict {
    Right,
    /// Nobody, or somebody else without a name.
    Open,
    /// A named actor that it is not.
    Merged,
}

fn judge(gold: &Gold, mention: Option<&ResolvedMention>) -> Verdict {
    let Some(m) = mention else {
        return if gold.who == "-" || gold.who == "?" { Verdict::Right } else { Verdict::Open };
    };
    let unnamed = m.who.iter().all(|w| w.kind == ActorKind::Unnamed);
    if let Some(words) = gold.who.strip_prefix('?') {
        let described = m.who.iter().all(|w| w.names.iter().any(|n| n.contains(words)));
        return match unnamed {
            true if described => Verdict::Right,
            true => Verdict::Open,
            false => Verdict::Merged,
        };
    }
    if gold.who == "-" {
        let things = m.who.iter().all(|w| matches!(w.kind, ActorKind::Organization | ActorKind::Unnamed));
        return if things { Verdict::Right } else { Verdict::Merged };
    }
    let wanted: Vec<&str> = gold.who.split('+').collect();
    let is = |w: &&verbale_record::mentions::Whom| wanted.contains(&w.name.as_str());
    match m.who.iter().filter(is).count() {
        n if n == wanted.len() && n == m.who.len() => Verdict::Right,
        n if unnamed || n == m.who.len() => Verdict::Open,
        _ => Verdict::Merged,
    }
}

#[test]
fn mentions_are_resolved_and_rarely_to_another() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/resolution");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the folder").filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    let (mut right, mut merged, mut all, mut misses) = (0, 0, 0, String::new());
    for path in paths {
        let (article, gold) = read(&path);
        let findings = verbale_extract::extract(&article, &Tools::embedded());
        let entries = [Entry { article, findings }];
        let found_in = mentions(&entries, Register::embedded());
        for g in &gold {
            let m = found(g, &found_in[0].mentions);
            let verdict = judge(g, m);
            all += 1;
            right += usize::from(verdict == Verdict::Right);
            merged += usize::from(verdict == Verdict::Merged);
            if verdict != Verdict::Right {
                let text = entries[0].article.text(g.part);
                let taken: Vec<&str> = m.iter().flat_map(|m| m.who.iter().map(|w| w.name.as_str())).collect();
                let words = &text[g.from..g.to];
                misses.push_str(&format!(
                    "{}: {verdict:?}: “{words}” at {} is {}, taken for {taken:?}\n",
                    entries[0].article.id, g.from, g.who
                ));
            }
        }
    }
    println!("{right} of {all} right, {merged} merged wrongly\n{misses}");
    assert!(all > 250);
    assert!(right * 100 >= RIGHT * all, "{right} of {all}\n{misses}");
    assert!(merged * 100 <= MERGED * all, "{merged} of {all}\n{misses}");
}
