//! Which pieces of a text are one attribution's content, where the tagger and a rule tell different ones.
//!
//! On PolNeAR the tagger's ends are the right ones two to three times as often as the rules'; the rules' are where they
//! reach around the tagger's on both sides, and where both do not even overlap.

use super::clauses::Draft;
use super::cues::Frame;
use super::ground::Ground;
use super::joined::{Rules, Telling};
use crate::attribution::{Attributions, Role};
use crate::findings::Stance;
use verbale_language::Dep;
use verbale_span::Span;

/// Most tokens of the party between "urged" and "to".
const LONGEST_PARTY: usize = 14;

/// What the tagger links to `cue`, without what only stands near: unquoted, of another sentence, or behind another cue.
pub(super) fn of_cue(g: &Ground<'_>, cue: Span, told: &[Span], found: &Attributions) -> Vec<Span> {
    let belongs = |&c: &Span| is_quoted(g, c) || is_beside(g, cue, c) && !is_parted(cue, c, found);
    let told: Vec<Span> =
        told.iter().map(|&c| without_comma(g, whole_word(g, c))).filter(|c| !c.is_empty()).collect();
    let own: Vec<Span> = told.iter().copied().filter(belongs).collect();
    let nearest = || told.iter().copied().min_by_key(|c| gap(cue, *c)).into_iter().collect();
    without_pronoun(g, if own.is_empty() { nearest() } else { without_topic(g, cue, own) })
}

/// "*what* she called a *crisis*": the relative alone says nothing beside the rest.
fn without_pronoun(g: &Ground<'_>, pieces: Vec<Span>) -> Vec<Span> {
    let bare = |c: &Span| matches!(c.of(g.text), "what" | "which" | "who" | "whom");
    let rest: Vec<Span> = pieces.iter().copied().filter(|c| !bare(c)).collect();
    if rest.is_empty() { pieces } else { rest }
}

/// "“…,” she said *of the bridge*": what a quotation is about is no part of it.
fn without_topic(g: &Ground<'_>, cue: Span, pieces: Vec<Span>) -> Vec<Span> {
    let quoted_before = pieces.iter().any(|&c| c.end <= cue.start && is_quoted(g, c));
    let silent =
        |c: Span| !g.doc.tokens_in(c).any(|i| super::source::is_verb(g, i) || g.quote_of(i).is_some());
    let topic = |c: Span| quoted_before && c.start >= cue.end && silent(c);
    pieces.into_iter().filter(|&c| !topic(c)).collect()
}

/// Without a comma that no closing mark follows.
fn without_comma(g: &Ground<'_>, span: Span) -> Span {
    let words = span.of(g.text);
    let kept = words.trim_end_matches([',', ';', ':', ' ']);
    Span { start: span.start, end: span.end - (words.len() - kept.len()) as u32 }
}

/// The tagger divides words at hyphens: "to co" goes on to "to co-produce".
fn whole_word(g: &Ground<'_>, span: Span) -> Span {
    let rest = g.text.get(span.end as usize..).unwrap_or("");
    let mut chars = rest.chars();
    if chars.next() != Some('-') || !chars.next().is_some_and(char::is_alphanumeric) {
        return span;
    }
    let more = rest.find(|c: char| c != '-' && !c.is_alphanumeric()).unwrap_or(rest.len());
    Span { start: span.start, end: span.end + more as u32 }
}

fn is_beside(g: &Ground<'_>, cue: Span, content: Span) -> bool {
    let sentence = g.sentence(g.doc.token_at(cue.start as usize));
    g.doc.span(sentence).overlaps(content)
}

/// Whether another cue stands between.
fn is_parted(cue: Span, content: Span, found: &Attributions) -> bool {
    let between = if cue.end <= content.start {
        Span { start: cue.end, end: content.start }
    } else {
        Span { start: content.end.min(cue.start), end: cue.start }
    };
    let from = found.spans.partition_point(|(span, _)| span.start < between.start);
    let inside = found.spans[from..].iter().take_while(|(span, _)| span.start < between.end);
    inside.into_iter().any(|(_, role)| *role == Role::Cue)
}

fn gap(cue: Span, content: Span) -> u32 {
    content.start.saturating_sub(cue.end).max(cue.start.saturating_sub(content.end))
}

/// Whether at least half of the words of `span` stand in quotation marks.
pub(super) fn is_quoted(g: &Ground<'_>, span: Span) -> bool {
    let words: Vec<usize> = g.doc.tokens_in(span).filter(|&i| !g.is_mark(i)).collect();
    let quoted = words.iter().filter(|&&i| g.quote_of(i).is_some()).count();
    quoted > 0 && quoted * 2 >= words.len()
}

/// Whether two contents share words.
pub(super) fn overlap(a: &[Span], b: &[Span]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.overlaps(*b)))
}

/// The content of an attribution that both found.
pub(super) fn with_rule(telling: &Telling<'_>, rule: &Draft, others: &Rules) -> Vec<Span> {
    let (g, told) = (telling.g, &telling.content);
    let speech = told.iter().any(|&t| is_quoted(g, t)) && !rule.content.iter().any(|&c| is_quoted(g, c));
    let bare = told.iter().all(|t| g.words(*t) == 1);
    if !overlap(told, &rule.content) && !speech || bare || is_inner(told, rule, others) {
        return rule.content.clone();
    }
    let around = |t: Span| {
        let clear = |c: &Span| !c.contains(telling.cue) && !telling.source.is_some_and(|s| c.contains(s));
        let wider = |c: &Span| c.start < t.start && t.end < c.end && clear(c);
        let fits = |c: &&Span| wider(c) || c.start == t.start && goes_on_after_aside(g, t, **c);
        rule.content.iter().find(fits).copied().unwrap_or(t)
    };
    let own = |t: Span| {
        if is_quoted(g, t) { t } else { super::asides::without(g, t, t.of(g.text).starts_with("to ")) }
    };
    let told = &answered(telling, rule);
    let whole = told.iter().map(|&t| own(before_next_act(g, around(t), rule, others)));
    let mut content: Vec<Span> = whole.collect();
    if rule.frame == Frame::On || rule.frame == Frame::Order && rule.stance == Some(Stance::Demand) {
        with_own_party(rule, &mut content);
    }
    content.extend(goes_on(g, rule, telling.found));
    content.sort_unstable();
    content.into_iter().fold(Vec::new(), |mut out: Vec<Span>, next| {
        match out.last_mut().filter(|last| last.overlaps(next)) {
            Some(last) => *last = last.cover(next),
            None => out.push(next),
        }
        out
    })
}

/// "once a review, *which began in March,* is finished": what the tagger took ends where an aside within it begins.
fn goes_on_after_aside(g: &Ground<'_>, told: Span, whole: Span) -> bool {
    let rest = g.text.get(told.end as usize..whole.end as usize).unwrap_or_default();
    let aside = rest.strip_prefix(", ").filter(|rest| {
        ["which ", "who ", "where ", "whose "].iter().any(|relative| rest.starts_with(relative))
    });
    aside.is_some_and(|aside| aside.split(", ").nth(1).is_some_and(|more| !more.is_empty()))
}

/// "a claim that Oslo dismissed": the claim's own words, which the rule knows, for the noun that sums them up.
fn answered(telling: &Telling<'_>, rule: &Draft) -> Vec<Span> {
    let before = |c: &&Span| c.end <= telling.cue.start;
    let sums_up =
        |t: &Span| before(&t) && telling.g.words(*t) <= 4 && !rule.content.iter().any(|c| c.overlaps(*t));
    let claim = rule.content.iter().find(before).copied();
    telling.content.iter().map(|&t| claim.filter(|_| sums_up(&t)).unwrap_or(t)).collect()
}

/// Whether the tagger linked this cue to the content of another within the rule's: "said in a statement (that) Orlov
/// underscored *the need to …*".
fn is_inner(told: &[Span], rule: &Draft, others: &Rules) -> bool {
    let [told] = told else { return false };
    let alike = |d: &Draft| {
        d.content.first().is_some_and(|c| {
            let shared = c.end.min(told.end).saturating_sub(c.start.max(told.start));
            shared * 5 >= c.cover(*told).len() as u32 * 4
        })
    };
    rule.content.iter().any(|&c| {
        others.within(c).any(|d| d.cue.is_some_and(|cue| c.contains(cue) && !told.overlaps(cue)) && alike(d))
    })
}

/// "blamed Oslo for … *and demanded that …*": the next act of the same source is another statement.
fn before_next_act(g: &Ground<'_>, told: Span, rule: &Draft, others: &Rules) -> Span {
    let Some(verb) = rule.verb else { return told };
    let own_end = rule.content.iter().filter(|c| c.overlaps(told)).map(|c| c.end).max();
    let joins = |d: &&Draft| {
        d.source == rule.source
            && d.verb.is_some_and(|v| v > verb && g.doc.dep(v) == Dep::Conj && g.quote_of(v).is_none())
            && own_end.is_some_and(|end| d.cue.is_some_and(|cue| end <= cue.start))
    };
    match (others.within(told).find(joins), own_end) {
        (Some(_), Some(end)) if end > told.start => Span { start: told.start, end },
        _ => told,
    }
}

/// Whom a demand is made of belongs to its content.
fn with_own_party(rule: &Draft, content: &mut [Span]) {
    let (Some(own), Some(cue)) = (rule.content.first(), rule.cue) else { return };
    if let Some(first) = content.iter_mut().find(|t| t.overlaps(*own) && t.start > own.start)
        && own.start >= cue.end
    {
        first.start = own.start;
    }
}

/// The same where there is no rule: the words between the cue and "to".
pub(super) fn with_party(g: &Ground<'_>, cue: Span, content: &mut [Span]) {
    let opens = |c: &&mut Span| {
        let words = c.of(g.text);
        c.start > cue.end && (words.starts_with("to ") || words.starts_with("not to "))
    };
    let Some(first) = content.iter_mut().find(opens) else { return };
    let party = g.trim(Span { start: cue.end, end: first.start });
    let tokens = g.doc.tokens_in(party);
    let whole =
        !party.is_empty() && tokens.len() <= LONGEST_PARTY && !tokens.clone().any(|i| g.doc.word(i) == ",");
    if whole {
        first.start = party.start;
    }
}

/// What "according to" only interrupts: the rule's further pieces in which the tagger sees nothing else.
fn goes_on<'a>(
    g: &'a Ground<'_>,
    rule: &'a Draft,
    found: &'a Attributions,
) -> impl Iterator<Item = Span> + 'a {
    let interrupts = rule.verb.is_some_and(|v| g.lower(v) == "according");
    let free = |c: &&Span| !found.spans.iter().any(|(span, _)| span.overlaps(**c));
    rule.content.iter().skip(1).filter(move |_| interrupts).filter(free).copied()
}
