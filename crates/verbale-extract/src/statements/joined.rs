//! The parse's drafts and the encoder's attributions → one set of drafts, the better of both.
//!
//! Takes the drafts of the rules and what the tagger found in the same part; gives the drafts of [`super::assemble`].
//! The tagger tells better which words are source, cue and content; the rules know what hangs on what: to whom, what
//! act, whose cue stands inside another's content. So where both found an attribution (the rule's verb stands in the
//! tagger's cue), its words are the tagger's but where [`pieces`] says otherwise, and its structure is the rule's. What
//! the tagger alone found is an attribution where it reports speech ([`speech`]); what the rules alone found, where it
//! is a layer inside or around another, or crosses none.

use super::clauses::Draft;
use super::cues::{self, Cue, Frame};
use super::ground::Ground;
use super::{pieces, source, speech};
use crate::attribution::{Attribution, Attributions};
use crate::findings::Stance;
use std::collections::BTreeMap;
use verbale_language::{Dep, Pos, Tag};
use verbale_span::Span;

/// Joins the `rules`' drafts with what the tagger found.
pub(super) fn join(g: &Ground<'_>, rules: Vec<Draft>, found: &Attributions) -> Vec<Draft> {
    let mut left = Rules::new(g, rules);
    let mut out: Vec<Draft> = Vec::new();
    for attribution in &found.attributions {
        let Some(cue) = attribution.cue else { continue };
        let telling = Telling::new(g, attribution, cue, found);
        let own = left.take(cue);
        if telling.verb.is_some_and(|v| speech::is_asked(g, v)) {
            continue;
        }
        let draft = match telling.same(&own) {
            Some(rule) => Some(telling.with_rule(rule, &left)),
            None => speech::is_told(g, &telling).then(|| telling.alone()),
        };
        out.extend(draft.into_iter().flat_map(|draft| telling.divided(draft)));
    }
    // A cue that the tagger found without its content is still the rule's.
    let layers = Layers::new(&out);
    let rest = left.rest().filter_map(|rule| layers.layer(rule)).collect::<Vec<_>>();
    out.extend(rest);
    out
}

/// The rules' drafts that are not yet joined, by where their verbs stand.
pub(super) struct Rules(BTreeMap<usize, Vec<Draft>>);

impl Rules {
    fn new(g: &Ground<'_>, drafts: Vec<Draft>) -> Self {
        let mut by_verb: BTreeMap<usize, Vec<Draft>> = BTreeMap::new();
        for draft in drafts {
            by_verb.entry(draft.verb.map_or(usize::MAX, |v| g.start(v))).or_default().push(draft);
        }
        Self(by_verb)
    }

    /// Those whose verb stands in `span`.
    pub(super) fn within(&self, span: Span) -> impl Iterator<Item = &Draft> {
        self.0.range(span.start as usize..span.end.max(span.start) as usize).flat_map(|(_, drafts)| drafts)
    }

    fn take(&mut self, cue: Span) -> Vec<Draft> {
        let verbs: Vec<usize> =
            self.0.range(cue.start as usize..cue.end as usize).map(|(&verb, _)| verb).collect();
        verbs.iter().filter_map(|verb| self.0.remove(verb)).flatten().collect()
    }

    fn rest(self) -> impl Iterator<Item = Draft> {
        self.0.into_values().flatten()
    }
}

/// One attribution of the tagger's on the ground of its parse.
pub(super) struct Telling<'a> {
    pub(super) g: &'a Ground<'a>,
    pub(super) source: Option<Span>,
    pub(super) cue: Span,
    pub(super) content: Vec<Span>,
    /// The main token of the cue.
    pub(super) verb: Option<usize>,
    pub(super) found: &'a Attributions,
}

impl<'a> Telling<'a> {
    fn new(g: &'a Ground<'a>, told: &Attribution, cue: Span, found: &'a Attributions) -> Self {
        let content = pieces::of_cue(g, cue, &told.content, found);
        Self { g, source: told.source, cue, content, verb: cue_head(g, cue), found }
    }

    /// The rule's draft that is this attribution, of those whose verb stands in its cue.
    fn same<'d>(&self, rules: &'d [Draft]) -> Option<&'d Draft> {
        let shares = |d: &&Draft| d.content.iter().any(|c| self.content.iter().any(|t| t.overlaps(*c)));
        rules.iter().find(shares).or(rules.first())
    }

    /// The tagger's words, the rule's structure.
    fn with_rule(&self, rule: &Draft, others: &Rules) -> Draft {
        let source = match (self.source, rule.source) {
            (Some(words), Some(head)) if self.names(words, head) || self.is_within(words) => Some(head),
            (Some(_), Some(head)) if !pieces::overlap(&self.content, &rule.content) => Some(head),
            (Some(words), head) => head_in(self.g, words).or(head),
            (None, head) => head,
        };
        let named = self.source.filter(|words| source.is_some_and(|s| words.contains(token(self.g, s))));
        let content = pieces::with_rule(self, rule, others);
        Draft { cue: Some(self.cue), source, named, content, ..rule.clone() }
    }

    /// A source within what is said is another's.
    fn is_within(&self, words: Span) -> bool {
        self.content.iter().any(|c| c.contains(words))
    }

    /// Whether the parse's source `head` is whom the tagger's words name: one of them, or what their "who" stands for.
    fn names(&self, words: Span, head: usize) -> bool {
        let relative = || head_in(self.g, words).is_some_and(|w| is_relative(self.g, w));
        words.contains(token(self.g, head)) || relative()
    }

    /// A draft without a rule's help.
    fn alone(&self) -> Draft {
        let head = self.source.and_then(|words| head_in(self.g, words));
        let source = head.map(|h| self.antecedent(h));
        let reading = self.reading();
        let mut content = self.content.clone();
        if reading.is_some_and(|r| r.frame == Frame::Order && r.stance == Some(Stance::Demand)) {
            pieces::with_party(self.g, self.cue, &mut content);
        }
        Draft {
            verb: self.verb,
            cue: Some(self.cue),
            source,
            named: self.source.filter(|_| source == head),
            content,
            frame: reading.map_or(Frame::Clause, |r| r.frame),
            stance: reading.map_or_else(|| self.noun_act(), |r| r.stance),
            addressee: self.addressee(),
            object: None,
            deed: None,
        }
    }

    /// A relative pronoun's noun.
    fn antecedent(&self, head: usize) -> usize {
        let clause = self.g.doc.head(head);
        let relative = is_relative(self.g, head) && self.g.doc.dep(clause) == Dep::Relcl;
        if relative { self.g.doc.head(clause) } else { head }
    }

    /// How the cue is to be read, by the words that follow its verb; none where the table does not tell.
    pub(super) fn reading(&self) -> Option<Cue> {
        let g = self.g;
        let readings = cues::of_word(g, self.verb?);
        let first = readings.first()?;
        if readings.iter().all(|r| r.stance == first.stance) {
            return Some(*first);
        }
        let last = g.doc.tokens_in(self.cue).last().map(|i| g.lower(i)).unwrap_or_default();
        let opening = self.content.iter().find(|c| c.start >= self.cue.end);
        let opening = opening.map(|c| c.of(g.text).split_whitespace().next().unwrap_or("").to_lowercase());
        let fits = |r: &&Cue| match r.frame {
            Frame::On => matches!(last.as_str(), "on" | "upon"),
            Frame::For => last == "for",
            Frame::About => matches!(last.as_str(), "about" | "of" | "against" | "over" | "at"),
            Frame::Infinitive => opening.as_deref() == Some("to"),
            Frame::Clause | Frame::Tell => opening.as_deref().is_none_or(|w| w == "that"),
            _ => false,
        };
        readings.iter().find(fits).copied()
    }

    /// The act that a noun of the cue names ("expressed hope").
    fn noun_act(&self) -> Option<Stance> {
        let g = self.g;
        let nouns = g.doc.tokens_in(self.cue).filter(|&i| g.doc.pos(i) == Pos::Noun);
        let act = nouns.filter_map(|i| cues::noun(g.doc.lemma(i)).flatten()).next()?;
        // "played down expectations of", "dismissed fears of": the contrary of what the noun names.
        let turned = g.doc.tokens_in(self.cue).any(|i| TURNING.contains(&g.doc.lemma(i)));
        Some(if turned { Stance::Deny } else { act })
    }

    /// "told *reporters*": the person told, who is no part of the content.
    fn addressee(&self) -> Option<usize> {
        let (g, verb) = (self.g, self.verb?);
        let told = |c: &usize| {
            *c > verb
                && matches!(g.doc.dep(*c), Dep::Dobj | Dep::Dative)
                && matches!(g.doc.pos(*c), Pos::Noun | Pos::Propn | Pos::Pron)
                && !self.content.iter().any(|t| t.contains(token(g, *c)))
        };
        let tells = cues::of(g.doc.lemma(verb)).iter().any(|r| matches!(r.frame, Frame::Tell | Frame::Order));
        g.tree.children(verb).find(told).filter(|_| tells)
    }

    /// What is said in another paragraph than its cue's is a statement of its own that goes on with the first, and
    /// speech only where it stands in marks.
    fn divided(&self, draft: Draft) -> Vec<Draft> {
        let g = self.g;
        let here = |c: &Span| g.same_paragraph(self.cue.start as usize, c.start as usize);
        let (own, far): (Vec<Span>, Vec<Span>) = draft.content.iter().copied().partition(here);
        let speaks = matches!(draft.frame, Frame::Clause | Frame::Tell)
            && (self.verb.is_some_and(|v| !cues::of_word(g, v).is_empty()) || draft.verb.is_none());
        let spoken = far.into_iter().filter(|&c| speaks && pieces::is_quoted(g, c));
        let mut out: Vec<Draft> = spoken.map(|content| draft.goes_on(content)).collect();
        if !own.is_empty() {
            out.push(Draft { content: own, ..draft });
        }
        out
    }
}

/// Verbs that take away what the noun of a cue gives.
const TURNING: [&str; 10] =
    ["allay", "dampen", "dash", "dismiss", "downplay", "lower", "play", "quash", "reject", "temper"];

/// The span of token `i`.
pub(super) fn token(g: &Ground<'_>, i: usize) -> Span {
    g.doc.tokens().get(i).map_or(Span::default(), |t| t.span)
}

fn is_relative(g: &Ground<'_>, i: usize) -> bool {
    matches!(g.doc.tag(i), Tag::Wp | Tag::Wdt) || g.lower(i) == "that"
}

/// The main token of a cue: its verb of saying (of "was quoted as saying" the last), else its verb, else its head.
fn cue_head(g: &Ground<'_>, cue: Span) -> Option<usize> {
    let tokens = g.doc.tokens_in(cue);
    let mut says = tokens.clone().filter(|&i| super::clauses::is_cue(g, i));
    let acts = |&i: &usize| source::is_verb(g, i) && !matches!(g.doc.dep(i), Dep::Aux | Dep::Auxpass);
    let first = says.next();
    let said = says.rfind(|&i| matches!(g.doc.dep(i), Dep::Pcomp | Dep::Xcomp)).or(first);
    said.or_else(|| tokens.clone().find(acts)).or_else(|| head_in(g, cue))
}

/// The token of `span` that the others hang on: the first noun or pronoun among those whose head stands outside.
pub(super) fn head_in(g: &Ground<'_>, span: Span) -> Option<usize> {
    let tokens = g.doc.tokens_in(span);
    let top = |&i: &usize| !g.is_mark(i) && (!tokens.contains(&g.doc.head(i)) || g.doc.head(i) == i);
    let noun = |&i: &usize| matches!(g.doc.pos(i), Pos::Noun | Pos::Propn | Pos::Pron);
    let tops: Vec<usize> = tokens.clone().filter(top).collect();
    tops.iter().copied().find(noun).or_else(|| tokens.clone().find(noun)).or(tops.first().copied())
}

/// The joined contents, in order, each with its cue.
struct Layers(Vec<(Span, Option<Span>)>);

impl Layers {
    fn new(drafts: &[Draft]) -> Self {
        let mut all: Vec<_> = drafts.iter().flat_map(|d| d.content.iter().map(|&c| (c, d.cue))).collect();
        all.sort_unstable();
        Self(all)
    }

    /// A draft of the rules alone: one layer inside a content that holds its cue, one around others, or one that
    /// crosses nothing.
    fn layer(&self, rule: Draft) -> Option<Draft> {
        let cue = rule.cue?;
        if let Some((outer, _)) = self.near(cue).find(|(content, _)| content.contains(cue)) {
            let end = |c: Span| Span { start: c.start, end: c.end.min(outer.end).max(c.start) };
            let content: Vec<Span> = rule.content.iter().map(|&c| end(c)).filter(|c| !c.is_empty()).collect();
            return (!content.is_empty()).then_some(Draft { content, ..rule });
        }
        // What somebody said may be what somebody else's answer is about ("a claim that Oslo dismissed").
        let answers = |c: &Span| matches!(rule.frame, Frame::As | Frame::Object) && c.end <= cue.start;
        let crosses = |c: &Span| {
            self.near(*c).any(|(other, inner)| {
                let around = inner.is_some_and(|inner| c.contains(inner));
                other.overlaps(*c) && !around && !(answers(c) && other.contains(*c))
            })
        };
        (!rule.content.iter().any(crosses)).then_some(rule)
    }

    /// The contents that may overlap `span`: those that begin before its end, nearest first.
    fn near(&self, span: Span) -> impl Iterator<Item = &(Span, Option<Span>)> {
        let until = self.0.partition_point(|(c, _)| c.start < span.end);
        self.0[..until].iter().rev().take(NEAR)
    }
}

/// How many contents before a place may still reach it.
const NEAR: usize = 8;
