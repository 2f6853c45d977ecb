//! Cue verbs: verb → source, addressee and content, one frame of the cue table at a time.

use super::cues::{self, Cue, Frame};
use super::ground::Ground;
use super::quotes::Quote;
use super::source;
use crate::findings::Stance;
use crate::mentions::Mentions;
use std::ops::Range;
use verbale_language::{Dep, Pos, Tag};
use verbale_span::Span;

/// An attribution by its tokens, before it is known who its noun phrases denote.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// The cue's main token; none for a quote that goes on without one.
    pub(crate) verb: Option<usize>,
    /// The words of the cue.
    pub(crate) cue: Option<Span>,
    /// Head of the source.
    pub(crate) source: Option<usize>,
    /// The words of the source, where they are not just its head's noun phrase.
    pub(crate) named: Option<Span>,
    /// The content's pieces, in order.
    pub(crate) content: Vec<Span>,
    /// How the content hangs on the cue.
    pub(crate) frame: Frame,
    /// The act; `None` where the content tells.
    pub(crate) stance: Option<Stance>,
    /// Head of the addressee.
    pub(crate) addressee: Option<usize>,
    /// Head of the party that is to act, or is accused.
    pub(crate) object: Option<usize>,
    /// The verb of what that party is to do.
    pub(crate) deed: Option<usize>,
}

impl Draft {
    /// The same source going on with `content`, without a cue.
    pub(super) fn goes_on(&self, content: Span) -> Self {
        Self {
            verb: None,
            cue: None,
            content: vec![content],
            frame: Frame::Clause,
            stance: None,
            object: None,
            deed: None,
            ..self.clone()
        }
    }
}

/// All attributions by cue verbs of one part, in order of the verbs.
pub(crate) fn find(g: &Ground<'_>, mentions: &Mentions) -> Vec<Draft> {
    (0..g.doc.len()).filter_map(|verb| at(g, mentions, verb)).collect()
}

/// Whether token `i` is a cue verb by its lemma and tag.
pub(crate) fn is_cue(g: &Ground<'_>, i: usize) -> bool {
    g.doc.pos(i) == Pos::Verb && g.doc.dep(i) != Dep::Amod && !cues::of(g.doc.lemma(i)).is_empty()
}

/// Most tokens of a source: beyond it the parse took a clause for a noun phrase.
const LONGEST_SOURCE: usize = 40;

/// Most bytes of a content: more is no sentence and no paragraph either.
const LONGEST_CONTENT: usize = 8000;

/// Whether the cue is one of an act towards somebody, and so no verb of just any clause.
fn names_its_object(g: &Ground<'_>, verb: usize) -> bool {
    cues::of(g.doc.lemma(verb))
        .iter()
        .any(|c| matches!(c.frame, Frame::Of | Frame::Called | Frame::Order | Frame::On))
}

/// The attribution by the cue verb `verb`, if it is one.
fn at(g: &Ground<'_>, mentions: &Mentions, verb: usize) -> Option<Draft> {
    if !is_cue(g, verb) {
        return None;
    }
    let own = source::subject(g, verb).filter(|&s| source::can_speak(g, mentions, s));
    let source = match own.map(|s| g.after_dateline(s, verb)) {
        Some(source) => source,
        None if names_its_object(g, verb) => {
            source::outer_subject(g, verb).map(|o| o.0).filter(|&s| source::can_speak(g, mentions, s))?
        }
        None => return None,
    };
    let clip = clip(g, verb, source)?;
    let readings = cues::of(g.doc.lemma(verb));
    if !source::attributes(g, verb) || g.doc.tokens_in(g.phrase(source)).len() > LONGEST_SOURCE {
        return None;
    }
    let scope = Scope { g, verb, source, clip };
    readings.iter().find_map(|&cue| scope.draft(cue))
}

/// What the content must stay inside: the quote the verb stands in, for a person's act told in a quoted paper
/// ("“She also raised our concerns”"). `None` where the speaker of the quote talks about others at large.
fn clip(g: &Ground<'_>, verb: usize, source: usize) -> Option<Option<Span>> {
    let Some(quote) = g.quote_of(verb) else { return Some(None) };
    let same = g.quote_of(source).is_some_and(|q| q.outer == quote.outer);
    let told = g.doc.pos(source) == Pos::Propn || matches!(g.lower(source).as_str(), "he" | "she");
    let finite = matches!(g.doc.tag(verb), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn);
    (!same || told && finite).then_some(Some(quote.inner))
}

struct Scope<'a, 'g> {
    g: &'a Ground<'g>,
    verb: usize,
    source: usize,
    clip: Option<Span>,
}

impl Scope<'_, '_> {
    fn draft(&self, cue: Cue) -> Option<Draft> {
        let mut draft = Draft {
            verb: Some(self.verb),
            cue: Some(self.cue_span()),
            source: Some(self.source),
            named: None,
            content: Vec::new(),
            frame: cue.frame,
            stance: cue.stance,
            addressee: None,
            object: None,
            deed: None,
        };
        if matches!(cue.frame, Frame::Clause | Frame::Tell) && self.asks() {
            return None;
        }
        match cue.frame {
            Frame::Clause => self.clause(&mut draft)?,
            Frame::Tell => self.tell(&mut draft)?,
            Frame::View if source::is_generic(self.g, self.source) => self.view(&mut draft)?,
            Frame::View => return None,
            Frame::Order => self.order(&mut draft)?,
            Frame::Of => self.of(&mut draft)?,
            Frame::Object => self.object(&mut draft)?,
            Frame::As => self.described(&mut draft)?,
            Frame::Called => self.called(&mut draft)?,
            Frame::Infinitive => self.infinitive(&mut draft)?,
            Frame::On => self.on(&mut draft)?,
            Frame::For => self.prep_object(&mut draft, &["for"])?,
            Frame::About => self.prep_object(&mut draft, &["about", "of", "against", "over", "at"])?,
            Frame::Noun => self.noun(&mut draft)?,
            Frame::Clear => self.clear(&mut draft)?,
        }
        (!draft.content.is_empty()).then_some(draft)
    }

    /// "warned Oslo not to …" asks, whatever clause stands further on.
    fn asks(&self) -> bool {
        let g = self.g;
        let party = g
            .tree
            .children(self.verb)
            .find(|&c| c > self.verb && matches!(g.doc.dep(c), Dep::Dobj | Dep::Dative));
        names_its_object(g, self.verb) && party.and_then(|p| self.infinitive_after(p)).is_some()
    }

    /// The verb with its auxiliaries, adverbs beside it and its particle.
    fn cue_span(&self) -> Span {
        let (g, verb) = (self.g, self.verb);
        let mut first = verb;
        while let Some(before) = first.checked_sub(1) {
            let beside = g.doc.head(before) == verb
                && matches!(g.doc.dep(before), Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Advmod)
                && g.doc.tag(before) != Tag::Wrb;
            if !beside || g.doc.tag(before) == Tag::To {
                break;
            }
            first = before;
        }
        let particle = g.child(verb, &[Dep::Prt]).filter(|&p| p == verb + 1);
        g.doc.span(first..particle.unwrap_or(verb) + 1)
    }

    /// First token of source and verb together, where the source stands right before the verb.
    fn cluster_start(&self) -> usize {
        let (g, verb) = (self.g, self.verb);
        let own = g.tree.subtree(self.source);
        let near = own.start < verb && own.contains(&self.source) && self.source < verb;
        let quoted_as = g.doc.dep(verb) == Dep::Pcomp;
        if quoted_as {
            let outer = g.doc.head(g.doc.head(verb));
            return g
                .child(outer, &[Dep::Nsubj, Dep::Nsubjpass])
                .map_or(own.start, |s| g.tree.subtree(s).start);
        }
        let direct = g.doc.head(self.source) == verb;
        let first = if near && direct { own.start } else { verb };
        self.g.doc.token_at(self.cue_span().start as usize).min(first)
    }

    // ---- contents that follow ----

    /// A clause or a quote, after the verb or before it.
    fn clause(&self, draft: &mut Draft) -> Option<()> {
        let g = self.g;
        let after = self.complement(&[Dep::Ccomp]);
        if after.is_none()
            && let Some(pieces) = self.said_before(true)
        {
            draft.content = pieces;
            return Some(());
        }
        if let Some(quote) = self.quote_after() {
            let span = after.map_or(quote.outer, |c| {
                let clause = g.doc.span(g.tree.subtree(c));
                if clause.start < quote.outer.start { clause.cover(quote.outer) } else { quote.outer }
            });
            draft.content = vec![self.bounded(span)?];
            draft.deed = after;
            return Some(());
        }
        if let Some(c) = after {
            let mut span = g.doc.span(g.tree.subtree(c));
            for reason in self.reasons(c) {
                span = span.cover(g.doc.span(g.tree.subtree(reason)));
            }
            draft.content = vec![self.bounded(span)?];
            draft.deed = Some(c);
            draft.object = g.child(c, &[Dep::Nsubj]).filter(|_| draft.stance == Some(Stance::Demand));
            return Some(());
        }
        draft.content = self.said_before(false)?;
        Some(())
    }

    /// The first complement with one of `deps` that stands wholly after the verb.
    fn complement(&self, deps: &[Dep]) -> Option<usize> {
        let g = self.g;
        g.tree
            .children(self.verb)
            .find(|&c| c > self.verb && deps.contains(&g.doc.dep(c)) && g.tree.subtree(c).start > self.verb)
    }

    /// Clauses of reason and condition that the parse hangs on the cue and the reader on the content.
    fn reasons(&self, content: usize) -> impl Iterator<Item = usize> + '_ {
        let g = self.g;
        g.tree.children(self.verb).filter(move |&c| {
            let mark = g.child(c, &[Dep::Mark]).map(|m| g.lower(m));
            c > content
                && g.doc.dep(c) == Dep::Advcl
                && mark.is_some_and(|m| {
                    matches!(m.as_str(), "because" | "if" | "unless" | "although" | "though" | "since")
                })
        })
    }

    /// The quote that the verb leads up to: after a colon, a comma or "that", with nothing said in between.
    fn quote_after(&self) -> Option<&Quote> {
        let g = self.g;
        let from = g.end(self.verb);
        let n = g.quotes.partition_point(|q| (q.outer.start as usize) < from);
        let quote = g.quotes.get(n).filter(|_| self.clip.is_none())?;
        let start = quote.outer.start as usize;
        let lead = g.text.get(from..start).filter(|l| l.len() <= 200)?.trim_end();
        if lead.contains('\n') || !lead.ends_with(':') && !g.same_paragraph(from, start) {
            return None;
        }
        let leads = lead.is_empty() || lead.ends_with([':', ',', '—', '–']) || lead.ends_with(" that");
        let between = self.verb + 1..g.doc.token_at(start);
        let one_sentence = !lead.contains(['.', '!', '?']) || lead.ends_with(':');
        let busy = between.clone().any(|i| {
            is_cue(g, i) || g.doc.dep(i) == Dep::Relcl || g.doc.dep(i) == Dep::Nsubj && i != self.source
        });
        // A fragment that only begins a clause is left to the parse.
        let whole = lead.ends_with(':') || g.words(quote.inner) >= 3;
        (leads && one_sentence && !busy && whole).then_some(quote)
    }

    /// "…, Wang said": what stands before source and verb, and what goes on after them.
    fn said_before(&self, quoted: bool) -> Option<Vec<Span>> {
        let g = self.g;
        let (sentence, first) = (g.sentence(self.verb), self.cluster_start());
        let marked = g.child(self.verb, &[Dep::Mark]).is_some_and(|m| m + 1 >= first);
        if self.clip.is_some() || marked {
            return None;
        }
        let quote = self.quote_right_before(first);
        if quoted && quote.is_none() {
            return None;
        }
        let start = match quote {
            Some(q) => self.start_with_quote(q, &sentence)?,
            None => self.start_before(first, &sentence)?,
        };
        let end = quote.map_or_else(|| g.start(first), |q| q.outer.end as usize);
        let mut pieces = vec![self.whole(Span::new(start, end))?];
        pieces.extend(self.goes_on(&sentence));
        Some(pieces)
    }

    /// The quote that closes right before token `first`.
    fn quote_right_before(&self, first: usize) -> Option<&Quote> {
        let g = self.g;
        let start = g.start(first);
        let n = g.quotes.partition_point(|q| (q.outer.end as usize) <= start);
        let quote = g.quotes.get(n.checked_sub(1)?)?;
        let between = g.text.get(quote.outer.end as usize..start)?;
        let inner = quote.inner.of(g.text).trim_end();
        let comma =
            between.contains([',', '—', '–', '-']) || inner.ends_with([',', '?', '!', '…', '—', '–', '.']);
        (quote.closed
            && comma
            && between.trim().chars().all(|c| ",—–-".contains(c))
            && !between.contains('\n'))
        .then_some(quote)
    }

    /// Where a content that ends in `quote` starts: at the quote, or with the clause the quote completes.
    fn start_with_quote(&self, quote: &Quote, sentence: &Range<usize>) -> Option<usize> {
        let g = self.g;
        let from = g.sentence(g.doc.token_at(quote.outer.start as usize));
        let lead_start = g.start(skip_conjunction(g, from.start));
        let quote_start = quote.outer.start as usize;
        let lead = g.text.get(lead_start..quote_start).unwrap_or("").trim();
        // A lead that ends in a colon, or belongs to another cue, is no part of what is said here.
        let own = from.start == sentence.start && !lead.is_empty() && !lead.ends_with([':', '.', '!', '?']);
        let other_cue =
            (from.start..g.doc.token_at(quote_start)).any(|i| is_cue(g, i) && g.doc.lemma(i) == "say");
        Some(if own && !other_cue { lead_start } else { quote_start })
    }

    /// Where an unquoted content before source and verb starts; `None` where nothing is said before them.
    fn start_before(&self, first: usize, sentence: &Range<usize>) -> Option<usize> {
        let g = self.g;
        if g.text.get(g.end(self.verb)..).is_some_and(|s| s.starts_with(':')) {
            return None;
        }
        let comma =
            g.before(first).filter(|&p| matches!(g.doc.word(p), "," | "?" | "!" | "—" | "–" | "--" | ";"))?;
        let content = g
            .tree
            .children(self.verb)
            .find(|&c| c < first && matches!(g.doc.dep(c), Dep::Ccomp | Dep::Parataxis | Dep::Csubj));
        let head = g.doc.head(self.verb);
        let hangs =
            matches!(g.doc.dep(self.verb), Dep::Parataxis | Dep::Advcl | Dep::Conj | Dep::Ccomp | Dep::Dep)
                && (head < comma || self.interrupts())
                && source::is_verb(g, head)
                && g.child(self.verb, &[Dep::Cc]).is_none();
        let shared = g.doc.dep(self.verb) == Dep::Conj && g.doc.head(self.source) != self.verb;
        if content.is_none() && (!hangs || shared)
            || g.doc.head(self.source) != self.verb && g.doc.dep(self.verb) != Dep::Pcomp
        {
            return None;
        }
        let start = match content {
            Some(c) if g.doc.head(self.verb) != self.verb => g.tree.subtree(c).start,
            _ => skip_conjunction(g, sentence.start),
        };
        let spoken = (start..comma).any(|i| source::is_verb(g, i));
        (spoken && start < comma).then(|| g.start(start))
    }

    /// "The talks, he said, were useful": the clause goes on after source and verb.
    fn interrupts(&self) -> bool {
        let g = self.g;
        let next = g.tree.subtree(self.verb).end;
        g.doc.head(self.verb) > self.verb && next < g.doc.len() && next <= self.verb + 4
    }

    /// The pieces after source and verb: the rest of an interrupted clause, or the next quote of the sentence.
    fn goes_on(&self, sentence: &Range<usize>) -> Option<Span> {
        let g = self.g;
        if self.interrupts() {
            let next = (self.verb + 1..sentence.end).find(|&i| g.doc.word(i) == ",")?;
            return self.whole(Span::new(g.end(next), g.end(sentence.end - 1)));
        }
        let n = g.quotes.partition_point(|q| (q.outer.start as usize) < g.end(self.verb));
        let quote = g.quotes.get(n)?;
        let start = quote.outer.start as usize;
        let token = g.doc.token_at(start);
        let lead = g.text.get(g.end(self.verb)..start)?;
        let leads = lead.trim_end().ends_with([',', ':', '—', '–']) && !lead.contains('\n');
        let busy =
            (self.verb + 1..token).any(|i| is_cue(g, i) || matches!(g.doc.dep(i), Dep::Ccomp | Dep::Relcl));
        (leads && !busy && lead.len() < 160 && token < sentence.end).then_some(quote.outer)
    }

    fn tell(&self, draft: &mut Draft) -> Option<()> {
        let g = self.g;
        let person = g.tree.children(self.verb).find(|&c| {
            c > self.verb
                && matches!(g.doc.dep(c), Dep::Dobj | Dep::Dative)
                && !matches!(g.doc.tag(c), Tag::In | Tag::To)
        });
        draft.addressee = Some(person?);
        self.clause(draft)
    }

    fn view(&self, draft: &mut Draft) -> Option<()> {
        let c = self.complement(&[Dep::Ccomp])?;
        draft.content = vec![self.bounded(self.g.doc.span(self.g.tree.subtree(c)))?];
        draft.deed = Some(c);
        Some(())
    }

    /// A party and what it is to do.
    fn order(&self, draft: &mut Draft) -> Option<()> {
        let g = self.g;
        let (object, deed) = self.party_and_deed()?;
        let told = matches!(g.doc.lemma(self.verb), "tell" | "warn");
        let first = if told { deed } else { object };
        let from = g.tree.subtree(first).start.max(self.verb + 1);
        let to = g.tree.subtree(deed).end.max(g.tree.subtree(object).end);
        let from = if told { self.infinitive_start(object, deed).unwrap_or(from) } else { from };
        draft.content = vec![self.bounded(g.doc.span(from..to))?];
        draft.addressee = Some(object);
        draft.object = Some(object);
        draft.deed = Some(deed);
        Some(())
    }

    /// "to" before `deed`, or the "not" before that.
    fn infinitive_start(&self, object: usize, deed: usize) -> Option<usize> {
        let to = (object + 1..=deed).find(|&i| self.g.doc.tag(i) == Tag::To)?;
        Some(if to > object + 1 && self.g.doc.dep(to - 1) == Dep::Neg { to - 1 } else { to })
    }

    /// "Washington to lift …": object and infinitive, however the parse joins them.
    fn party_and_deed(&self) -> Option<(usize, usize)> {
        let g = self.g;
        let right = |deps: &[Dep]| {
            g.tree.children(self.verb).find(|&c| c > self.verb && deps.contains(&g.doc.dep(c)))
        };
        if let Some(c) = right(&[Dep::Ccomp, Dep::Xcomp])
            && has_to(g, c)
            && let Some(s) = g.child(c, &[Dep::Nsubj, Dep::Nsubjpass]).filter(|&s| s > self.verb)
        {
            return Some((s, c));
        }
        let object = right(&[Dep::Dobj, Dep::Dative])?;
        let deed = g.tree.children(self.verb).chain(g.tree.children(object)).find(|&c| {
            c > object
                && matches!(g.doc.dep(c), Dep::Xcomp | Dep::Advcl | Dep::Ccomp | Dep::Acl)
                && has_to(g, c)
        });
        Some((object, deed.or_else(|| self.infinitive_after(object))?))
    }

    /// The verb of "to …" or "not to …" right after `object`.
    fn infinitive_after(&self, object: usize) -> Option<usize> {
        let g = self.g;
        let next = (object + 1 < g.doc.len()).then_some(object + 1)?;
        let to = next + usize::from(g.doc.dep(next) == Dep::Neg);
        let infinitive = to + 1 < g.doc.len() && g.doc.tag(to) == Tag::To && g.doc.tag(to + 1) == Tag::Vb;
        infinitive.then_some(to + 1)
    }

    /// A party and its deed.
    fn of(&self, draft: &mut Draft) -> Option<()> {
        let g = self.g;
        let object = self.complement(&[Dep::Dobj])?;
        let deeds: Vec<usize> = g
            .tree
            .children(self.verb)
            .chain(g.tree.children(object))
            .filter(|&p| {
                p > object
                    && g.doc.dep(p) == Dep::Prep
                    && matches!(g.lower(p).as_str(), "of" | "for" | "on" | "as" | "over")
            })
            .collect();
        let last = deeds.iter().map(|&p| g.tree.subtree(p).end).max()?;
        let last = last.max(self.object_end(object));
        draft.content = vec![self.bounded(g.doc.span(g.tree.subtree(object).start..last))?];
        draft.object = Some(object);
        Some(())
    }

    /// A noun phrase, with what it is held to be or why.
    fn object(&self, draft: &mut Draft) -> Option<()> {
        let g = self.g;
        let object = self.any_object()?;
        let tail = self.tail(object, &["as", "for", "over"]);
        if object < self.verb {
            let antecedent = self.relative(object)?;
            draft.content = vec![antecedent];
            draft.content.extend(tail.and_then(|t| self.bounded(t)));
            return Some(());
        }
        let bare =
            g.doc.pos(object) == Pos::Pron || matches!(g.lower(object).as_str(), "that" | "this" | "it");
        if bare && tail.is_none() && g.tree.subtree(object).len() == 1 {
            return None;
        }
        let span = g.doc.span(g.tree.subtree(object).start..self.object_end(object));
        draft.content = vec![self.bounded(tail.map_or(span, |t| span.cover(t)))?];
        draft.object = Some(object);
        Some(())
    }

    /// Where the object ends, with an infinitive or a second object that the parse hangs on the verb.
    fn object_end(&self, object: usize) -> usize {
        let g = self.g;
        let mut end = g.tree.subtree(object).end;
        for c in g.tree.children(self.verb).filter(|&c| c > object) {
            let next = g.tree.subtree(c);
            let more = matches!(g.doc.dep(c), Dep::Dobj | Dep::Xcomp | Dep::Advcl)
                && (g.doc.dep(c) == Dep::Dobj || has_to(g, c));
            if more && next.start == end {
                end = next.end;
            }
        }
        end
    }

    /// The object, after the verb or as a relative pronoun before it.
    fn any_object(&self) -> Option<usize> {
        let g = self.g;
        g.tree.children(self.verb).find(|&c| {
            let relative = matches!(g.doc.tag(c), Tag::Wdt | Tag::Wp);
            let that = c < self.verb
                && g.lower(c) == "that"
                && matches!(g.doc.dep(self.verb), Dep::Acl | Dep::Relcl);
            that || g.doc.dep(c) == Dep::Dobj && (c > self.verb || relative)
        })
    }

    /// What "which she denies" denies: the noun phrase before the clause.
    fn relative(&self, pronoun: usize) -> Option<Span> {
        let g = self.g;
        if !matches!(g.doc.dep(self.verb), Dep::Relcl | Dep::Acl) || self.clip.is_some() {
            return None;
        }
        let clause = g.tree.subtree(self.verb).start.min(pronoun);
        let first = g.tree.subtree(g.doc.head(self.verb)).start;
        if let Some(said) = self.answered(first, clause) {
            return Some(said);
        }
        (first < clause).then(|| self.whole(g.doc.span(first..clause))).flatten()
    }

    /// "Ana said the line was cut, a claim that Oslo dismissed": the claim's words stand in the clause before.
    fn answered(&self, first: usize, clause: usize) -> Option<Span> {
        let g = self.g;
        let empty = (first..clause).filter(|&i| !g.is_mark(i)).count() <= 3
            && is_answerable(g.doc.lemma(g.doc.head(self.verb)));
        if !empty {
            return None;
        }
        let sentence = g.sentence(first);
        let (cue, content) = (sentence.start..first).rev().filter(|&v| is_cue(g, v)).find_map(|v| {
            let content = g.tree.children(v).find(|&c| c > v && c < first && g.doc.dep(c) == Dep::Ccomp)?;
            Some((v, content))
        })?;
        let from = g.tree.subtree(content).start.max(cue + 1);
        (from < first).then(|| self.whole(g.doc.span(from..first))).flatten()
    }

    /// Phrases with one of `words` after the object.
    fn tail(&self, object: usize, words: &[&str]) -> Option<Span> {
        let g = self.g;
        let all = g.tree.children(self.verb).filter(|&p| {
            p > object.max(self.verb) && g.doc.dep(p) == Dep::Prep && words.contains(&g.lower(p).as_str())
        });
        all.map(|p| g.doc.span(g.tree.subtree(p))).reduce(Span::cover)
    }

    fn described(&self, draft: &mut Draft) -> Option<()> {
        let g = self.g;
        let object = self.any_object()?;
        let own = g
            .tree
            .children(object)
            .find(|&p| p > object && g.lower(p) == "as")
            .map(|p| g.doc.span(g.tree.subtree(p)));
        let tail = self.tail(object, &["as"]).or(own)?;
        if object < self.verb {
            draft.content = vec![self.relative(object)?, self.bounded(tail)?];
            return Some(());
        }
        draft.content = vec![self.bounded(g.doc.span(g.tree.subtree(object)).cover(tail))?];
        draft.object = Some(object);
        Some(())
    }

    fn called(&self, draft: &mut Draft) -> Option<()> {
        let g = self.g;
        let predicate = self.complement(&[Dep::Oprd, Dep::Ccomp]).filter(|&c| {
            g.child(c, &[Dep::Mark]).is_none()
                && (g.doc.dep(c) == Dep::Oprd
                    || !source::is_verb(g, c) && g.child(c, &[Dep::Nsubj]).is_some())
        })?;
        let object = self.complement(&[Dep::Dobj]);
        let first = object.map_or(g.tree.subtree(predicate).start, |o| g.tree.subtree(o).start);
        draft.content = vec![self.bounded(g.doc.span(first..g.tree.subtree(predicate).end))?];
        draft.object = object.or_else(|| g.child(predicate, &[Dep::Nsubj]));
        Some(())
    }

    fn infinitive(&self, draft: &mut Draft) -> Option<()> {
        let g = self.g;
        let deed = self.complement(&[Dep::Xcomp]).filter(|&c| has_to(g, c))?;
        // "the island that Beijing claims to own": what is owned stands before the clause.
        let gap = g.doc.dep(self.verb) == Dep::Relcl
            && g.tree.subtree(self.verb).take(2).any(|i| matches!(g.lower(i).as_str(), "that" | "which"));
        if gap && g.doc.head(self.source) == self.verb {
            return None;
        }
        draft.content = vec![self.bounded(g.doc.span(g.tree.subtree(deed)))?];
        draft.deed = Some(deed);
        Some(())
    }

    fn on(&self, draft: &mut Draft) -> Option<()> {
        let g = self.g;
        let (prep, party) =
            g.prep(self.verb, &["on", "upon", "to"]).filter(|&(p, _)| p > self.verb && p <= self.verb + 3)?;
        let deed = g.tree.children(self.verb).chain(g.tree.children(party)).find(|&c| {
            c > party
                && matches!(g.doc.dep(c), Dep::Xcomp | Dep::Advcl | Dep::Acl | Dep::Ccomp)
                && has_to(g, c)
        })?;
        let from = g.tree.subtree(party).start;
        draft.content = vec![self.bounded(g.doc.span(from..g.tree.subtree(deed).end.max(party + 1)))?];
        draft.cue = draft.cue.map(|c| c.cover(g.doc.span(prep..prep + 1)));
        draft.addressee = Some(party);
        draft.object = Some(party);
        draft.deed = Some(deed);
        Some(())
    }

    fn prep_object(&self, draft: &mut Draft, words: &[&str]) -> Option<()> {
        let g = self.g;
        let (prep, _) = g.prep(self.verb, words).filter(|&(p, _)| p > self.verb)?;
        let span = g.doc.span(prep + 1..g.tree.subtree(prep).end);
        let person =
            g.tree.children(self.verb).find(|&c| c > self.verb && c < prep && g.doc.dep(c) == Dep::Dobj);
        draft.content = vec![self.bounded(span)?];
        if prep == self.verb + 1 {
            draft.cue = draft.cue.map(|c| c.cover(g.doc.span(prep..prep + 1)));
        }
        draft.addressee = person;
        Some(())
    }

    /// "expressed to Wang concerns about …".
    fn noun(&self, draft: &mut Draft) -> Option<()> {
        let g = self.g;
        let act = self.complement(&[Dep::Dobj]).or_else(|| self.act_after_to())?;
        draft.stance = cues::noun(g.doc.lemma(act))?;
        let tail = self.tail(act, &["about", "over", "for", "at", "with", "against", "that"]);
        let span = g.doc.span(g.tree.subtree(act));
        // "it raised worries": what happens raises them, too.
        if g.doc.lemma(self.verb) == "raise" && g.lower(self.source) == "it" {
            return None;
        }
        let complete = tail.is_some() || g.tree.subtree(act).end > act + 1;
        if !complete && !matches!(g.doc.lemma(self.verb), "express" | "voice") {
            return None;
        }
        let from =
            if g.doc.dep(act) == Dep::Pobj { Span::new(g.start(act), span.end as usize) } else { span };
        draft.content = vec![self.bounded(tail.map_or(from, |t| from.cover(t)))?];
        draft.addressee = match g.doc.dep(act) {
            Dep::Pobj => g.tree.children(act).find(|&c| g.doc.pos(c) == Pos::Propn),
            _ => g.prep(self.verb, &["to", "with"]).map(|(_, object)| object),
        };
        Some(())
    }

    /// "expressed to Wang concerns about": the parse may take both nouns for one compound.
    fn act_after_to(&self) -> Option<usize> {
        let g = self.g;
        let (prep, act) = g.prep(self.verb, &["to", "with"])?;
        (prep == self.verb + 1 && g.doc.tag(act) == Tag::Nns && g.child(act, &[Dep::Compound]).is_some())
            .then_some(act)
    }

    /// "made it clear that …".
    fn clear(&self, draft: &mut Draft) -> Option<()> {
        let g = self.g;
        let clear = g.tree.children(self.verb).find(|&c| c > self.verb && g.doc.lemma(c) == "clear")?;
        let clause = g.tree.children(clear).chain(g.tree.children(self.verb)).find(|&c| {
            c > clear && matches!(g.doc.dep(c), Dep::Ccomp | Dep::Advcl) && g.child(c, &[Dep::Mark]).is_some()
        })?;
        draft.content = vec![self.bounded(g.doc.span(g.tree.subtree(clause)))?];
        draft.cue = draft.cue.map(|c| c.cover(g.doc.span(clear..clear + 1)));
        draft.deed = Some(clause);
        Some(())
    }

    // ---- bounds ----

    /// A content after the cue: cut where another attribution begins, grown to whole quotes, trimmed.
    fn bounded(&self, span: Span) -> Option<Span> {
        let g = self.g;
        let tokens = g.doc.tokens_in(span);
        let cut = tokens.clone().skip(1).find(|&i| g.quote_of(i).is_none() && self.begins_other(i));
        let cut = cut.or_else(|| self.next_clause(tokens));
        let span =
            cut.map_or_else(|| self.with_main_verb(span), |i| Span::new(span.start as usize, g.start(i)));
        let ahead = g.doc.tokens_in(span).find(|&i| !g.is_mark(i)).is_some_and(|i| g.doc.tag(i) == Tag::To);
        let whole = self.whole(span)?;
        Some(super::asides::without(g, whole, ahead))
    }

    /// "denied any interference and Oslo has said": a subject that the parse joined to the object; its "and".
    fn next_clause(&self, tokens: Range<usize>) -> Option<usize> {
        let g = self.g;
        let next = tokens.end;
        let finite = next < g.sentence(self.verb).end
            && matches!(g.doc.tag(next), Tag::Vbz | Tag::Vbp | Tag::Vbd | Tag::Md);
        let and =
            tokens.clone().rev().take(8).find(|&i| g.doc.tag(i) == Tag::Cc).filter(|&i| i > tokens.start)?;
        let named =
            (and + 1..next).all(|i| matches!(g.doc.pos(i), Pos::Noun | Pos::Propn | Pos::Det | Pos::Adj));
        (finite && named && and + 1 < next && g.quote_of(and).is_none()).then_some(and)
    }

    /// "once a review, which began in March, is completed": the parse may end the clause before its own verb.
    fn with_main_verb(&self, span: Span) -> Span {
        let g = self.g;
        let (first, mut end) = (g.doc.tokens_in(span).start, g.doc.tokens_in(span).end);
        if end > first + 1 && g.doc.word(end - 1) == "," {
            end -= 1;
        }
        let sentence = g.sentence(first);
        let finite = |i: usize| matches!(g.doc.tag(i), Tag::Vbz | Tag::Vbp | Tag::Vbd | Tag::Md);
        let lost = end > first
            && end + 1 < sentence.end
            && g.doc.word(end) == ","
            && finite(end + 1)
            && !is_cue(g, end + 1)
            && g.quote_of(end).is_none()
            && (first..end).rev().take(20).any(|i| g.lower(i) == "which" || g.lower(i) == "who");
        if self.clip.is_some() || !lost {
            return span;
        }
        let stop = (end + 1..sentence.end)
            .find(|&i| matches!(g.doc.word(i), "," | ";" | "." | "—") || g.is_quote_mark(i))
            .unwrap_or(sentence.end);
        span.cover(g.doc.span(end + 1..stop))
    }

    /// "according to", or a participle that goes on for the same source (", adding that").
    fn begins_other(&self, i: usize) -> bool {
        let g = self.g;
        if g.lower(i) == "according" && i + 1 < g.doc.len() && g.lower(i + 1) == "to" {
            return true;
        }
        let comma = g.before(i).is_some_and(|p| g.doc.word(p) == ",");
        if comma
            && matches!(g.doc.dep(i), Dep::Mark)
            && matches!(g.lower(i).as_str(), "though" | "although" | "while" | "but")
        {
            let verb = g.doc.head(i);
            return is_cue(g, verb)
                && g.child(verb, &[Dep::Nsubj]).is_some_and(|s| g.doc.pos(s) != Pos::Pron);
        }
        if g.doc.dep(i) == Dep::Cc {
            return self.begins_outer_act(i);
        }
        if comma && matches!(g.doc.lemma(i), "a" | "an") && i + 2 < g.doc.len() {
            return self.begins_rejoinder(i);
        }
        let goes_on = g.doc.tag(i) == Tag::Vbg && comma && is_cue(g, i) && g.doc.dep(i) == Dep::Advcl;
        goes_on && (g.doc.lemma(i) == "add" || source::subject(g, i) == Some(self.source))
    }

    /// ", and has accused": the source's next act, hung on the content by the parse.
    fn begins_outer_act(&self, conjunction: usize) -> bool {
        let g = self.g;
        let next = (conjunction + 1..g.sentence(conjunction).end)
            .find(|&j| !matches!(g.doc.dep(j), Dep::Aux | Dep::Advmod));
        next.is_some_and(|v| {
            is_cue(g, v)
                && names_its_object(g, v)
                && source::outer_subject(g, v) == Some((self.source, self.verb))
                && source::subject(g, v).is_none_or(|s| !matches!(g.doc.pos(s), Pos::Propn | Pos::Pron))
        })
    }

    /// ", a claim that Beijing dismissed": somebody else's answer.
    fn begins_rejoinder(&self, article: usize) -> bool {
        let g = self.g;
        let noun = g.doc.head(article);
        is_answerable(g.doc.lemma(noun))
            && g.tree.children(noun).any(|c| matches!(g.doc.dep(c), Dep::Acl | Dep::Relcl) && is_cue(g, c))
    }

    /// Grown to whole quotes, kept inside the quote the cue stands in, trimmed; `None` where nothing is left.
    fn whole(&self, span: Span) -> Option<Span> {
        let g = self.g;
        let span = match self.clip {
            Some(quote) => {
                let end = self.list_end(span, quote).min(quote.end);
                Span { start: span.start.max(quote.start), end: end.max(span.start) }
            }
            None => whole_quotes(g, span),
        };
        let span = g.trim(span);
        (span.len() <= LONGEST_CONTENT && span.of(g.text).chars().any(char::is_alphanumeric)).then_some(span)
    }
}

impl Scope<'_, '_> {
    /// The end of a list whose items are divided by semicolons, within the quote that `span` stands in.
    fn list_end(&self, span: Span, quote: Span) -> u32 {
        let rest = self.g.text.get(span.end as usize..quote.end as usize).unwrap_or("");
        if !rest.trim_start().starts_with(';') {
            return span.end;
        }
        let stop = [". ", "? ", "! "].iter().filter_map(|m| rest.find(m)).min().unwrap_or(rest.len());
        span.end + stop as u32
    }
}

/// `span` with the quotes it cuts made whole.
pub(crate) fn whole_quotes(g: &Ground<'_>, span: Span) -> Span {
    let mut out = span;
    if let Some(q) = g.quote_at(span.start as usize) {
        out = out.cover(Span { start: q.outer.start, end: span.start });
    }
    let last = (span.end as usize).max(1) - 1;
    if let Some(q) = g.quote_at(last).filter(|q| q.closed || g.same_paragraph(last, q.outer.end as usize)) {
        out = out.cover(q.outer);
    } else if let Some(q) = g.quote_at(span.end as usize).filter(|q| q.outer.start < span.end) {
        out = out.cover(q.outer);
    }
    out
}

/// Nouns that sum up what was just said.
fn is_answerable(lemma: &str) -> bool {
    matches!(
        lemma,
        "claim" | "charge" | "allegation" | "accusation" | "assertion" | "suggestion" | "move" | "statement"
    )
}

/// The first token of a sentence that is no conjunction, mark or "meanwhile".
fn skip_conjunction(g: &Ground<'_>, first: usize) -> usize {
    let sentence = g.sentence(first);
    let skip =
        |i: usize| g.doc.tag(i) == Tag::Cc && i == sentence.start || matches!(g.doc.pos(i), Pos::Space);
    (first..sentence.end).find(|&i| !skip(i)).unwrap_or(first)
}

/// Whether verb `i` is an infinitive with "to".
pub(crate) fn has_to(g: &Ground<'_>, i: usize) -> bool {
    g.tree.children(i).any(|c| g.doc.dep(c) == Dep::Aux && g.doc.tag(c) == Tag::To)
}
