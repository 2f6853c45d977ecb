//! Quotes without a cue of their own: speech that goes on after an attributed quote, in its paragraph or the next.

use super::clauses::Draft;
use super::cues::Frame;
use super::ground::Ground;
use super::quotes::Quote;
use std::collections::BTreeMap;
use verbale_language::{Pos, Tag};
use verbale_span::Span;

/// Fewest words of a quote that is speech without a cue.
const FEWEST: usize = 3;

/// Gives every quote that `drafts` leave over to the speaker whose speech it goes on with, or to nobody.
pub(crate) fn attach(g: &Ground<'_>, drafts: &mut Vec<Draft>) {
    let taken = Taken::new(g, drafts);
    let mut reaches = BTreeMap::new();
    for (n, draft) in drafts.iter().enumerate() {
        reaches.entry(reach(g, draft)).or_insert(n);
    }
    for quote in &g.quotes {
        if taken.overlaps(quote.inner) || !is_speech(g, quote) {
            continue;
        }
        if let Some(draft) = interrupted(g, quote) {
            drafts.push(draft);
            continue;
        }
        let Some(n) = goes_on_from(g, drafts, &reaches, quote) else { continue };
        let quoted = drafts[n].content.last().is_some_and(|&s| ends_in_quote(g, s));
        let first = drafts[n].content.first().map_or(0, |c| c.start as usize);
        let n = if quoted && g.same_paragraph(first, quote.outer.start as usize) {
            drafts[n].content.push(quote.outer);
            n
        } else {
            let next = drafts[n].goes_on(quote.outer);
            drafts.push(next);
            drafts.len() - 1
        };
        reaches.entry(reach(g, &drafts[n])).or_insert(n);
    }
}

/// The contents of all drafts, by start, with how far those up to each reach.
struct Taken(Vec<(u32, u32)>);

impl Taken {
    /// A cue inside a quote takes nothing: the quote itself may still be somebody's.
    fn new(g: &Ground<'_>, drafts: &[Draft]) -> Self {
        let outside = drafts.iter().filter(|d| d.verb.is_none_or(|v| g.quote_of(v).is_none()));
        let mut spans: Vec<(u32, u32)> =
            outside.flat_map(|d| d.content.iter().map(|c| (c.start, c.end))).collect();
        spans.sort_unstable();
        let mut end = 0;
        for span in &mut spans {
            end = span.1.max(end);
            span.1 = end;
        }
        Self(spans)
    }

    fn overlaps(&self, span: Span) -> bool {
        let before = self.0.partition_point(|s| s.0 < span.end);
        before.checked_sub(1).is_some_and(|n| self.0[n].1 > span.start)
    }
}

/// A sentence or more, not a word in marks.
fn is_speech(g: &Ground<'_>, quote: &Quote) -> bool {
    let inner = quote.inner.of(g.text);
    let sentence = inner.trim_start().starts_with(|c: char| c.is_uppercase() || c == '…' || c == '[');
    let ends = inner.trim_end().ends_with(['.', '?', '!', '…', ',', '—', '–']) || !quote.closed;
    let after = g.text.get(quote.outer.end as usize..).unwrap_or("");
    let whole = after.is_empty() || after.starts_with(['\n', '.', ' ']);
    sentence && (ends || after.starts_with('.')) && whole && g.words(quote.inner) >= FEWEST
}

/// The attribution whose sentence ends right before `quote`, or whose quote the paragraph before left off with.
fn goes_on_from(
    g: &Ground<'_>,
    drafts: &[Draft],
    reaches: &BTreeMap<usize, usize>,
    quote: &Quote,
) -> Option<usize> {
    let start = quote.outer.start as usize;
    let (&end, &n) = reaches.range(..=start).next_back()?;
    let last = &drafts[n];
    let gap = g.text.get(end..start).filter(|gap| gap.len() < 200)?;
    let blank = gap.chars().all(|c| c.is_whitespace() || ".,;:?!\"”’'".contains(c));
    if !blank {
        return None;
    }
    if !gap.contains('\n') {
        return Some(n);
    }
    // A paragraph of its own: only where it is all quote and the speech before it was quoted too.
    let line = g.text.get(start..)?.split('\n').next()?.trim_end();
    let alone = line.len() <= quote.outer.len() + 1;
    let colon = g.text.get(..start)?.trim_end().ends_with(':');
    let quoted = last.content.last().is_some_and(|&s| ends_in_quote(g, s));
    (quote.continues || (alone && (quoted || colon))).then_some(n)
}

/// How far an attribution reaches: the end of its content and of its cue's sentence.
fn reach(g: &Ground<'_>, draft: &Draft) -> usize {
    let content = draft.content.iter().map(|c| c.end as usize).max().unwrap_or(0);
    let cue = draft.verb.map_or(0, |v| g.end(g.sentence(v).end.saturating_sub(1)));
    // A sentence may be cut wrongly inside a following quote.
    let anew = |q: &&Quote| {
        let before = g.text.get(..q.outer.start as usize).unwrap_or("").trim_end();
        content <= q.outer.start as usize && before.ends_with(['.', '!', '?', '”', '"', ':'])
    };
    let cue = g.quote_at(cue.saturating_sub(1)).filter(anew).map_or(cue, |q| q.outer.start as usize);
    content.max(cue)
}

/// Most tokens of a source, or of what stands between it and its verb.
const LONGEST_INSERTION: usize = 15;

/// "“…,” an official, speaking on condition of anonymity, said": a parse may part the source from its verb.
fn interrupted(g: &Ground<'_>, quote: &Quote) -> Option<Draft> {
    let end = quote.outer.end as usize;
    let from = (g.doc.token_at(end)..g.doc.len()).find(|&i| g.start(i) >= end && g.doc.word(i) != ",")?;
    let comma =
        |from: usize| (from..(from + LONGEST_INSERTION).min(g.doc.len())).find(|&i| g.doc.word(i) == ",");
    let opens = comma(from)?;
    let participle = (opens + 1..(opens + 3).min(g.doc.len())).any(|i| g.doc.tag(i) == Tag::Vbg);
    let verb = comma(opens + 1)? + 1;
    let says = verb < g.doc.len() && matches!(g.doc.lemma(verb), "say" | "add" | "note");
    if !participle || !says || g.doc.pos(verb) != Pos::Verb || !g.same_paragraph(end, g.start(verb)) {
        return None;
    }
    let noun = |&i: &usize| matches!(g.doc.pos(i), Pos::Noun | Pos::Propn);
    let source = (from..opens).rev().filter(noun).find(|&i| !(from..opens).contains(&g.doc.head(i)))?;
    Some(Draft {
        verb: Some(verb),
        cue: Some(g.doc.span(verb..verb + 1)),
        source: Some(source),
        named: None,
        content: vec![quote.outer],
        frame: Frame::Clause,
        stance: None,
        addressee: None,
        object: None,
        deed: None,
    })
}

fn ends_in_quote(g: &Ground<'_>, span: Span) -> bool {
    g.quote_at((span.end as usize).saturating_sub(1)).is_some()
}
