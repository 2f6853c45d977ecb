//! "Name: what they say": turns of a transcript, and headlines that give a speaker before or after a colon.
//!
//! Takes one part's parse and actors; gives a draft a turn. A line of a body is a turn only where the part reads as a
//! transcript, several of its lines opening with a name; a headline needs a speaker that is somebody. Questions ("Q:")
//! state nothing and give none.

use super::clauses::Draft;
use super::cues::Frame;
use super::ground::Ground;
use super::joined::head_in;
use super::source;
use crate::findings::ActorKind;
use crate::mentions::Mentions;
use verbale_article::Part;
use verbale_span::Span;

/// Fewest lines with a name that make a transcript.
const FEWEST: usize = 3;

/// Most bytes and words of a name with its title.
const LONGEST_NAME: usize = 60;
const MOST_WORDS: usize = 6;

/// The turns of one part, in order.
pub(super) fn find(g: &Ground<'_>, mentions: &Mentions) -> Vec<Draft> {
    if g.part.part == Part::Headline {
        return headline(g, mentions).into_iter().collect();
    }
    let lines = lines(g.text);
    let named: Vec<(Span, Span)> = lines.iter().filter_map(|&line| turn(g.text, line)).collect();
    let again = named
        .iter()
        .enumerate()
        .any(|(n, a)| named[n + 1..].iter().take(FEWEST).any(|b| a.0.of(g.text) == b.0.of(g.text)));
    // A transcript's speakers take turns: names come again, or open most lines.
    if named.len() < FEWEST || !again && named.len() * 2 < lines.len() {
        return Vec::new();
    }
    named.into_iter().map(|(name, said)| draft(g, name, said)).collect()
}

/// `drafts` without those that a turn replaces: with its colon as their cue, or its name as their source.
/// Questions take their place and are left out.
pub(super) fn settle(g: &Ground<'_>, turns: Vec<Draft>, drafts: &mut Vec<Draft>) {
    for turn in turns {
        let (cue, name) = (turn.cue.unwrap_or_default(), turn.named.unwrap_or_default());
        drafts.retain(|d| {
            !d.cue.is_some_and(|c| c.overlaps(cue)) && !d.named.is_some_and(|n| n.overlaps(name))
        });
        if !asks(name.of(g.text)) {
            drafts.push(turn);
        }
    }
}

/// The lines of a text that are not blank.
fn lines(text: &str) -> Vec<Span> {
    let mut at = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        let end = start + line.trim().len();
        if start < end {
            out.push(Span::new(start, end));
        }
        at += line.len();
    }
    out
}

/// Name and words of a line that opens with a name and a colon.
fn turn(text: &str, line: Span) -> Option<(Span, Span)> {
    let (name, said) = line.of(text).split_once(':')?;
    let start = line.start as usize;
    let rest = said.trim_start();
    let opens = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"‘'([…".contains(c));
    let from = line.end as usize - rest.len();
    (is_name(name) && opens && rest.len() < said.len())
        .then(|| (Span::new(start, start + name.trim_end().len()), Span::new(from, line.end as usize)))
}

/// Whether every word could be of a name or title: a capital first, or a small word between.
fn is_name(words: &str) -> bool {
    const SMALL: &[&str] = &["of", "the", "for", "and", "de", "van", "von", "bin", "al", "del", "da"];
    let fits = |w: &str| w.starts_with(|c: char| c.is_uppercase() || c == '(') || SMALL.contains(&w);
    words.len() <= LONGEST_NAME
        && words.split_whitespace().count() <= MOST_WORDS
        && words.starts_with(char::is_uppercase)
        && words.split_whitespace().all(fits)
}

/// Whoever asks states nothing.
fn asks(name: &str) -> bool {
    let name = name.to_lowercase();
    matches!(name.as_str(), "q" | "question" | "reporter" | "moderator" | "interviewer" | "host")
        || name.starts_with("question from")
}

fn draft(g: &Ground<'_>, name: Span, said: Span) -> Draft {
    let colon =
        name.end + g.text.get(name.end as usize..).map_or(0, |rest| rest.find(':').unwrap_or(0)) as u32;
    Draft {
        verb: None,
        cue: Some(Span { start: colon, end: colon + 1 }),
        source: head_in(g, name),
        named: Some(name),
        content: vec![said],
        frame: Frame::Clause,
        stance: None,
        addressee: None,
        object: None,
        deed: None,
    }
}

/// "Orlov: we will not sign", "Tariffs will be answered: Beijing".
fn headline(g: &Ground<'_>, mentions: &Mentions) -> Option<Draft> {
    let colon = g.text.find(": ")?;
    let before = g.trim(Span::new(0, colon));
    let after = g.trim(Span::new(colon + 2, g.text.len()));
    let spoken = |said: Span| g.doc.tokens_in(said).any(|i| source::is_verb(g, i)) && g.words(said) >= 3;
    let kind = |name: Span| {
        let head = head_in(g, name).filter(|_| g.words(name) <= MOST_WORDS)?;
        let who = mentions.who(g.part.part, head);
        mentions.kind_of(*who.first()?)
    };
    // A state before the colon is more often what the report is about.
    let first = kind(before).is_some_and(|k| !matches!(k, ActorKind::State | ActorKind::Outlet));
    if first && spoken(after) {
        return Some(draft(g, before, after));
    }
    let last = kind(after).is_some() && !spoken(after) && spoken(before);
    last.then(|| Draft { cue: Some(Span::new(colon, colon + 1)), ..draft(g, after, before) })
}
