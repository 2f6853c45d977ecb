//! Drafts → statements: joins what belongs together and asks who, when and how.

use super::clauses::{self, Draft};
use super::ground::Ground;
use super::sides::Sides;
use super::stance;
use super::together::together;
use super::{according, channel, direct, joined, turns};
use crate::findings::{ActorId, ActorKind, Channel, Evidence, Form, Issue, Stance, Statement, Time, TimeId};
use crate::issues::in_pieces;
use crate::mentions::Mentions;
use crate::reading::Reading;
use verbale_language::{Dep, Pos, Tag};
use verbale_register::Register;
use verbale_span::Span;

/// All attributions of one part, in order of position; `within` counts in this list.
pub(crate) fn statements(
    reading: &Reading<'_>,
    g: &Ground<'_>,
    mentions: &Mentions,
    times: &[Time],
) -> Vec<Statement> {
    let mut drafts = clauses::find(g, mentions);
    drafts.extend(according::find(g));
    if let Some(found) = g.part.tagged.as_ref().map(|tagged| &tagged.found) {
        drafts = joined::join(g, drafts, found);
    }
    turns::settle(g, turns::find(g, mentions), &mut drafts);
    drafts.sort_by_key(place);
    direct::attach(g, &mut drafts);
    drafts.sort_by_key(place);
    let (relays, owners) = (relays(g, &drafts), owners(g, &drafts));
    let room = Room { g, mentions, times, register: reading.register, drafts, relays, owners };
    room.statements(reading)
}

fn place(draft: &Draft) -> (Span, Option<Span>) {
    (draft.content.first().copied().unwrap_or_default(), draft.cue)
}

/// For each draft the smallest other draft whose content holds its cue.
fn relays(g: &Ground<'_>, drafts: &[Draft]) -> Vec<Option<usize>> {
    let holds = |outer: &Draft, cue: Span| outer.content.iter().any(|c| c.contains(cue));
    let size = |d: &Draft| d.content.iter().map(|c| c.len()).sum::<usize>();
    let mut out = vec![None; drafts.len()];
    for (n, inner) in drafts.iter().enumerate() {
        let Some(cue) = inner.cue else { continue };
        // Drafts are in order of content; one that holds this cue begins before it and in the same paragraph.
        let near = drafts.iter().enumerate().take(n + NEAR).skip(n.saturating_sub(NEAR));
        out[n] = near
            .filter(|&(m, outer)| {
                m != n
                    && holds(outer, cue)
                    && g.same_paragraph(cue.start as usize, outer.content[0].start as usize)
            })
            .min_by_key(|&(_, outer)| size(outer))
            .map(|(m, _)| m);
    }
    out
}

/// Share from which the encoder's reading of an act stands against the rules'.
const SURE: f32 = 0.7;

/// How many times as often news asserts as the sentences do that the encoder learned acts from.
const PLAIN: f32 = 10.0;

/// How many drafts away one that relays another may stand.
const NEAR: usize = 40;

/// For each token that is a draft's cue, that draft.
fn owners(g: &Ground<'_>, drafts: &[Draft]) -> Vec<Option<usize>> {
    let mut out = vec![None; g.doc.len()];
    for (n, draft) in drafts.iter().enumerate() {
        if let Some(slot) = draft.verb.and_then(|v| out.get_mut(v)) {
            *slot = Some(n);
        }
    }
    out
}

/// A paper and who it speaks for.
struct Paper {
    at: u32,
    channel: Channel,
    issuer: ActorId,
}

struct Room<'a, 'g> {
    g: &'a Ground<'g>,
    mentions: &'a Mentions,
    times: &'a [Time],
    register: &'a Register,
    drafts: Vec<Draft>,
    relays: Vec<Option<usize>>,
    owners: Vec<Option<usize>>,
}

impl Room<'_, '_> {
    fn statements(&self, reading: &Reading<'_>) -> Vec<Statement> {
        let mut out: Vec<Statement> = Vec::new();
        let mut numbers = vec![None; self.drafts.len()];
        let mut papers: Vec<Paper> = Vec::new();
        let mut dropped_channels: Vec<Option<(Channel, Evidence)>> = vec![None; self.drafts.len()];
        let words = self.channel_words();
        for (n, draft) in self.drafts.iter().enumerate() {
            dropped_channels[n] = self.paper_channel(draft).or(words[n]);
        }
        for (n, draft) in self.drafts.iter().enumerate() {
            if self.is_mere_channel(n) || self.repeats_outer(n) || self.doubles(n) || self.is_portrayal(n) {
                continue;
            }
            let outer = self.relays[n].filter(|&m| self.is_head_of(n, m));
            let channel = dropped_channels[n].or_else(|| {
                let m = outer?;
                dropped_channels[m]
                    .filter(|c| matches!(c.0, Channel::Readout | Channel::Statement | Channel::SocialMedia))
            });
            let source = self.goes_on_in_paper(n, &out).or_else(|| self.speaker(draft, &papers));
            numbers[n] = Some(out.len() as u32);
            if let (Some((channel, at)), Some(issuer)) =
                (words[n].or_else(|| self.paper_channel(draft)), source)
            {
                papers.push(Paper { at: at.span.start, channel, issuer });
            }
            out.push(self.statement(reading, n, source, channel));
        }
        self.number(&numbers, &mut out);
        self.carry(&mut out);
        out
    }

    /// `within` was written as a draft's number; now the statements are numbered.
    fn number(&self, numbers: &[Option<u32>], out: &mut [Statement]) {
        for statement in out.iter_mut() {
            let mut draft = statement.within.map(|w| w as usize);
            statement.within = None;
            // A draft that was only a channel is no statement: what holds it may be one.
            while let Some(d) = draft {
                statement.within = numbers.get(d).copied().flatten();
                draft = if statement.within.is_some() { None } else { self.relays[d] };
            }
        }
    }

    fn statement(
        &self,
        reading: &Reading<'_>,
        n: usize,
        source: Option<ActorId>,
        channel: Option<(Channel, Evidence)>,
    ) -> Statement {
        let (g, draft) = (self.g, &self.drafts[n]);
        let mut content = draft.content.clone();
        content.sort();
        let content: Vec<Evidence> = content.into_iter().map(|s| g.part.evidence(s)).collect();
        let sides = Sides { g, mentions: self.mentions, source };
        let neutral = || {
            let denied = self.answers_denial(draft).then_some(Stance::Deny);
            denied
                .or_else(|| self.told_act(n, &sides))
                .unwrap_or_else(|| self.act_of_content(draft, stance::of(g, &draft.content, &sides)))
        };
        let stance = draft.stance.unwrap_or_else(neutral);
        let mut statement = Statement {
            source,
            source_at: draft
                .named
                .or_else(|| draft.source.map(|s| source_words(g, s, draft.verb)))
                .map(|words| before_content(g, words, &draft.content))
                .filter(|words| !words.is_empty())
                .map(|words| g.part.evidence(words)),
            cue: draft.cue.map(|c| g.part.evidence(c)),
            content,
            form: Form::Indirect,
            channel,
            stance: self.refined(draft, stance),
            addressee: self.addressee(n, source),
            time: self.time(n),
            issues: Vec::new(),
            within: self.relays[n].map(|m| m as u32),
        };
        settle(g, &mut statement);
        statement.issues = issues(reading, g, &statement);
        statement
    }

    /// The act of a content under a cue that tells none: by the rules' reading of it and the encoder's, the encoder's
    /// only where it is sure.
    fn act_of_content(&self, draft: &Draft, ruled: Stance) -> Stance {
        let source = draft.named.or_else(|| draft.source.map(|s| self.g.phrase(s)));
        let tagged = self.g.part.tagged.as_ref();
        let mut read = tagged.and_then(|tagged| tagged.act(source, draft.cue, &draft.content));
        if let Some(shares) = &mut read {
            shares[Stance::Assert as usize] *= PLAIN;
        }
        let sign = Some(ruled).filter(|&stance| stance != Stance::Assert);
        let (stance, share) = read.map_or((ruled, 1.0), |shares| together(&shares, sign));
        if share >= SURE { stance } else { ruled }
    }

    /// "said a list urged Washington to …", "said he hoped": the act of the source's own that the content tells.
    fn told_act(&self, n: usize, sides: &Sides<'_, '_>) -> Option<Stance> {
        let own = |d: &Draft| {
            d.source.is_some_and(|s| self.document(s).is_some() || sides.is_self(s) || sides.is_same_side(s))
        };
        let inner = self
            .near(n)
            .filter(|&m| self.relays[m] == Some(n) && own(&self.drafts[m]) && self.is_head_of(m, n));
        inner.map(|m| &self.drafts[m]).find_map(|d| d.stance)
    }

    /// "denied that, saying …": what is said is the denial's content.
    fn answers_denial(&self, draft: &Draft) -> bool {
        let g = self.g;
        draft.verb.filter(|&v| g.doc.dep(v) == Dep::Advcl && g.doc.tag(v) == Tag::Vbg).is_some_and(|v| {
            let head = g.doc.head(v);
            let denies = matches!(g.doc.lemma(head), "deny" | "reject" | "dispute" | "dismiss" | "refute");
            denies && g.child(head, &[Dep::Dobj]).is_some_and(|o| g.tree.subtree(o).len() == 1)
        })
    }

    /// The drafts that may relay draft `n` or be relayed by it.
    fn near(&self, n: usize) -> std::ops::Range<usize> {
        n.saturating_sub(NEAR)..(n + NEAR).min(self.drafts.len())
    }

    /// A description blames, praises or merely describes, by its words; what was threatened is a warning.
    fn refined(&self, draft: &Draft, stance: Stance) -> Stance {
        use super::cues::Frame;
        if !matches!(draft.frame, Frame::As | Frame::Called) || stance != Stance::Assert {
            return stance;
        }
        let tokens = draft.content.iter().flat_map(|&c| self.g.doc.tokens_in(c));
        tokens.map(|i| stance::judged(self.g.doc.lemma(i))).find(|&s| s != Stance::Assert).unwrap_or(stance)
    }

    // ---- who ----

    /// Who says it: the actor of the source, or whoever issued the paper that is the source. What several said
    /// together ("the two sides") no one of them said alone: its words name them.
    fn speaker(&self, draft: &Draft, papers: &[Paper]) -> Option<ActorId> {
        let source = draft.source?;
        if let Some(paper) = self.document(source) {
            return self.issuer(source).or_else(|| self.issuer_before(paper, source, papers));
        }
        let part = self.g.part.part;
        match self.mentions.who(part, source).as_slice() {
            [one] => Some(*one),
            // An owner ("the envoy's complaint") denotes no phrase of its own but names its actor.
            [] if self.g.doc.dep(source) == Dep::Poss => self.mentions.at(part, source).first().copied(),
            _ => None,
        }
    }

    /// "… the readout said. “She also raised …”": who acts in a quoted paper that goes on is who acted before.
    fn goes_on_in_paper(&self, n: usize, out: &[Statement]) -> Option<ActorId> {
        let g = self.g;
        let draft = &self.drafts[n];
        let source = draft.source.filter(|&s| matches!(g.lower(s).as_str(), "he" | "she"))?;
        g.quote_of(source)?;
        let outer = self.relays[n].map(|m| &self.drafts[m])?;
        self.document(outer.source?)?;
        let last = out.last().filter(|s| {
            s.content.first().is_some_and(|c| g.same_paragraph(c.span.start as usize, g.start(source)))
        })?;
        last.source
            .filter(|&a| self.mentions.actors.get(a as usize).is_some_and(|a| a.kind == ActorKind::Person))
    }

    fn document(&self, source: usize) -> Option<Option<Channel>> {
        channel::is_document(self.g, source).then(|| channel::at(self.g, source).map(|(c, _)| c))
    }

    /// "a readout from Beijing", "China's official readout", "the State Department readout".
    fn issuer(&self, source: usize) -> Option<ActorId> {
        let g = self.g;
        let one = |head: usize| self.mentions.at(g.part.part, head).first().copied();
        let direct = g
            .tree
            .children(source)
            .filter(|&c| matches!(g.doc.dep(c), Dep::Poss | Dep::Nmod | Dep::Compound | Dep::Amod))
            .find_map(one);
        let after = || {
            let phrases =
                g.tree.children(source).filter(|&c| matches!(g.lower(c).as_str(), "from" | "of" | "by"));
            phrases.filter_map(|p| g.child(p, &[Dep::Pobj])).find_map(one)
        };
        let issued = || {
            let acl = g.tree.children(source).find(|&c| matches!(g.doc.dep(c), Dep::Acl | Dep::Relcl))?;
            g.prep(acl, &["by"]).and_then(|(_, o)| one(o))
        };
        let inside = || self.mentions.within(g.part.evidence(g.phrase(source))).first().map(|m| m.1);
        direct.or_else(after).or_else(issued).or_else(inside)
    }

    /// "the statement": the last one told of before.
    fn issuer_before(&self, channel: Option<Channel>, source: usize, papers: &[Paper]) -> Option<ActorId> {
        let start = self.g.start(source) as u32;
        papers.iter().rev().find(|p| Some(p.channel) == channel && p.at < start).map(|p| p.issuer)
    }

    /// To whom: the person told, or the other side of the meeting that the cue's clause names.
    fn addressee(&self, n: usize, source: Option<ActorId>) -> Option<ActorId> {
        let g = self.g;
        let draft = &self.drafts[n];
        let one = |head: usize| {
            let who = self.mentions.who(g.part.part, head);
            who.first().copied().filter(|&a| who.len() == 1 && Some(a) != source)
        };
        if draft.addressee.is_some() {
            return draft.addressee.and_then(one);
        }
        self.cue_tokens(n)
            .filter(|&i| self.is_encounter(i))
            .find_map(|i| g.prep(i, &["with", "to"]).and_then(|(_, o)| one(o)))
    }

    fn is_encounter(&self, i: usize) -> bool {
        matches!(
            self.g.doc.lemma(i),
            "meeting" | "talk" | "call" | "conversation" | "meet" | "discussion" | "phone" | "letter"
        )
    }

    // ---- when, and through what ----

    /// The tokens of the cue's own clause: those whose nearest cue above is this draft's, outside all contents.
    fn cue_tokens(&self, n: usize) -> impl Iterator<Item = usize> + '_ {
        let g = self.g;
        let draft = &self.drafts[n];
        let verb = draft.verb;
        let sentence = verb.map_or(0..0, |v| g.sentence(v));
        let lead = verb.and_then(|v| self.lead(v));
        sentence.filter(move |&i| {
            let start = g.doc.tokens()[i].span;
            !draft.content.iter().any(|c| c.contains(start)) && {
                let owner = self.owner(i);
                owner == Some(n) || owner.is_some() && owner == lead
            }
        })
    }

    /// The draft whose source this verb shares ("accused … and urged", "said …, adding").
    fn lead(&self, verb: usize) -> Option<usize> {
        let g = self.g;
        let shares = matches!(g.doc.dep(verb), Dep::Conj | Dep::Advcl | Dep::Xcomp)
            && g.child(verb, &[Dep::Nsubj, Dep::Nsubjpass]).is_none();
        let head = g.doc.head(verb);
        (shares && head != verb).then(|| self.owners.get(head).copied().flatten()).flatten()
    }

    /// The nearest draft whose cue token is `i` or above it.
    fn owner(&self, i: usize) -> Option<usize> {
        let g = self.g;
        let mut at = i;
        for _ in 0..40 {
            if let Some(n) = self.owners[at] {
                return Some(n);
            }
            if g.child(at, &[Dep::Nsubj, Dep::Nsubjpass]).is_some() && super::source::is_verb(g, at) {
                return None;
            }
            let head = self.g.doc.head(at);
            if head == at {
                return None;
            }
            at = head;
        }
        None
    }

    fn time(&self, n: usize) -> Option<TimeId> {
        let g = self.g;
        let mine = self.cue_tokens(n).collect::<Vec<_>>();
        let found = mine.iter().find_map(|&i| {
            let start = g.start(i) as u32;
            let first = self.times.partition_point(|t| (t.at.part, t.at.span.start) < (g.part.part, start));
            let in_part = self.times.iter().enumerate().skip(first).take(1);
            in_part
                .filter(|(_, t)| t.at.part == g.part.part && t.at.span.start == start)
                .map(|(n, _)| n as TimeId)
                .next()
        });
        found.filter(|_| self.drafts[n].verb.is_some())
    }

    /// The channel that the words of each cue's clause name.
    fn channel_words(&self) -> Vec<Option<(Channel, Evidence)>> {
        let g = self.g;
        (0..self.drafts.len())
            .map(|n| {
                let source = self.drafts[n].source;
                self.cue_tokens(n)
                    .filter(|&i| self.names_channel(i, source))
                    .find_map(|i| channel::at(g, i))
                    .map(|(c, at)| (c, g.part.evidence(at)))
            })
            .collect()
    }

    /// A channel stands in a phrase of the cue ("in a statement", "on Twitter"), or is the verb.
    fn names_channel(&self, i: usize, source: Option<usize>) -> bool {
        let g = self.g;
        let in_source = source.is_some_and(|s| g.phrase(s).contains(g.doc.tokens()[i].span));
        let mut at = i;
        for _ in 0..4 {
            if matches!(g.doc.dep(at), Dep::Pobj | Dep::Pcomp | Dep::Dobj | Dep::Dative | Dep::Nsubj)
                || g.doc.pos(at) == Pos::Verb
            {
                return !in_source;
            }
            at = g.doc.head(at);
        }
        false
    }

    /// Where the source is itself a paper, that is the channel.
    fn paper_channel(&self, draft: &Draft) -> Option<(Channel, Evidence)> {
        let source = draft.source?;
        let (channel, _) = channel::at(self.g, source)?;
        self.document(source)?;
        Some((channel, self.g.part.evidence(self.g.phrase(source))))
    }

    /// Whether draft `n` is a paper that only relays what somebody said.
    fn is_mere_channel(&self, n: usize) -> bool {
        let Some(source) = self.drafts[n].source else { return false };
        let is_paper = self.document(source).is_some();
        self.near(n).any(|m| {
            self.relays[m] == Some(n)
                && self.is_head_of(m, n)
                && (is_paper || self.is_outlet(source) || self.speaks_for(source, m))
        })
    }

    fn is_outlet(&self, source: usize) -> bool {
        self.g.doc.lemma(source) == "media" || self.one_kind(source) == Some(ActorKind::Outlet)
    }

    fn one_kind(&self, source: usize) -> Option<ActorKind> {
        let who = self.mentions.who(self.g.part.part, source);
        self.mentions.kind_of(*who.first()?).filter(|_| who.len() == 1)
    }

    /// A ministry that relays what an official of its own side said adds nothing to it.
    fn speaks_for(&self, source: usize, inner: usize) -> bool {
        let part = self.g.part.part;
        let country = |head: usize| {
            let who = self.mentions.who(part, head);
            who.first().filter(|_| who.len() == 1).and_then(|&a| self.mentions.country_of(a))
        };
        let person = self.drafts[inner].source.filter(|&s| self.one_kind(s) == Some(ActorKind::Person));
        let (Some(person), Some(own)) = (person, country(source)) else { return false };
        let known = || {
            let who = self.mentions.who(part, person);
            let name = who.first().map_or("", |&a| self.mentions.name_of(a));
            let of_side = |word| !self.register.people_by_surname(word, Some(own), None).is_empty();
            name.split_whitespace().any(of_side)
        };
        self.one_kind(source) == Some(ActorKind::Body) && country(person).map_or_else(known, |c| c == own)
    }

    /// "Iran said some Europeans paint it as …": within what one party tells, a portrayal is no act of others.
    fn is_portrayal(&self, n: usize) -> bool {
        let draft = &self.drafts[n];
        let paints = draft.verb.is_some_and(|v| {
            matches!(self.g.doc.lemma(v), "paint" | "portray" | "depict" | "cast" | "brand")
        });
        let teller = self.relays[n].and_then(|m| self.drafts[m].source);
        paints && teller.is_some_and(|s| self.document(s).is_none())
    }

    /// "he said, testifying, “…”": the same words of the same source under a second cue.
    fn doubles(&self, n: usize) -> bool {
        let draft = &self.drafts[n];
        let before = &self.drafts[n.saturating_sub(3)..n];
        before.iter().any(|d| d.content == draft.content && d.source == draft.source)
    }

    /// "“Chen pointed out …,” the agency quoted Chen as saying", "he said he hoped …": one attribution, told twice.
    fn repeats_outer(&self, n: usize) -> bool {
        let Some(outer) = self.relays[n].and_then(|m| self.drafts.get(m)) else { return false };
        let who = |d: &Draft| d.source.map(|s| self.mentions.who(self.g.part.part, s)).unwrap_or_default();
        let (inner, outer_who) = (who(&self.drafts[n]), who(outer));
        let quoted = self.drafts[n].verb.is_some_and(|v| self.g.quote_of(v).is_some());
        let head = self.relays[n].is_some_and(|m| self.is_head_of(n, m));
        !inner.is_empty() && inner == outer_who && (quoted || head)
    }

    /// Whether inner draft `n` is the main clause of outer draft `m`'s content, not something told in passing.
    fn is_head_of(&self, n: usize, m: usize) -> bool {
        let (g, inner, outer) = (self.g, &self.drafts[n], &self.drafts[m]);
        let (Some(verb), Some(cue)) = (inner.verb, outer.verb) else { return false };
        let mut at = verb;
        for _ in 0..8 {
            let head = g.doc.head(at);
            let above = head == at
                || head == cue
                || !outer.content.iter().any(|c| c.contains(g.doc.tokens()[head].span));
            if above {
                return !matches!(g.doc.dep(at), Dep::Relcl | Dep::Acl);
            }
            if !matches!(g.doc.dep(at), Dep::Conj | Dep::Advcl | Dep::Pcomp | Dep::Prep | Dep::Ccomp)
                || g.doc.dep(at) == Dep::Ccomp && self.owners[head].is_some()
            {
                return false;
            }
            at = head;
        }
        false
    }

    /// A channel named earlier in the paragraph holds for what the same speaker says next in it.
    fn carry(&self, out: &mut [Statement]) {
        let g = self.g;
        let posts = self.posts();
        let mut last: Option<(usize, Option<ActorId>, (Channel, Evidence))> = None;
        for statement in out.iter_mut() {
            let Some(start) = statement.content.first().map(|c| c.span.start as usize) else { continue };
            last = last.filter(|l| g.same_paragraph(l.0, start));
            let post = posts.iter().rev().find(|p| p.0 < start && g.same_paragraph(p.0, start));
            match (statement.channel, &last) {
                (Some(channel), _) => last = Some((start, statement.source, channel)),
                (None, Some((_, who, channel))) if *who == statement.source && who.is_some() => {
                    statement.channel = Some(*channel)
                }
                (None, _) => {
                    let same = post.filter(|p| {
                        statement.source.is_some() && p.1 == statement.source && self.is_written(statement)
                    });
                    statement.channel = same.map(|p| p.2).or_else(|| self.in_print(statement));
                }
            }
        }
    }

    /// Posts told of without what they say ("tweeted an image of …"): where, whose.
    fn posts(&self) -> Vec<(usize, Option<ActorId>, (Channel, Evidence))> {
        let g = self.g;
        let tweets = (0..g.doc.len())
            .filter(|&i| g.doc.pos(i) == Pos::Verb && matches!(g.doc.lemma(i), "tweet" | "post" | "retweet"));
        tweets
            .map(|i| {
                let who = super::source::subject(g, i)
                    .and_then(|s| self.mentions.who(g.part.part, s).first().copied());
                (g.start(i), who, (Channel::SocialMedia, g.part.evidence(g.doc.span(i..i + 1))))
            })
            .collect()
    }

    /// What a newspaper or its board "wrote" stood in an article.
    fn in_print(&self, statement: &Statement) -> Option<(Channel, Evidence)> {
        let cue = statement.cue.filter(|c| matches!(c.span.of(self.g.text), "wrote" | "writes"))?;
        let outlet = statement
            .source
            .and_then(|a| self.mentions.actors.get(a as usize))
            .is_some_and(|a| a.kind == ActorKind::Outlet);
        let words = statement.source_at.map(|s| s.span.of(self.g.text).to_lowercase()).unwrap_or_default();
        let printed = outlet || ["editorial", "newspaper", "columnist"].iter().any(|w| words.contains(w));
        printed.then_some((Channel::Article, cue))
    }

    fn is_written(&self, statement: &Statement) -> bool {
        statement.cue.is_some_and(|c| matches!(c.span.of(self.g.text), "wrote" | "writes" | "added" | "said"))
    }
}

/// The words of the source; for "critics who say …" without the clause that the cue is in.
fn source_words(g: &Ground<'_>, source: usize, verb: Option<usize>) -> Span {
    let whole = g.phrase(source);
    let clause =
        verb.and_then(|v| g.tree.children(source).find(|&c| c > source && g.tree.subtree(c).contains(&v)));
    clause.map_or(whole, |c| {
        let end = g.start(g.tree.subtree(c).start.max(source + 1)) as u32;
        g.trim(Span { start: whole.start, end: whole.end.min(end).max(whole.start) })
    })
}

/// A source ends where what it says begins: the parse may hang one on the other.
fn before_content(g: &Ground<'_>, source: Span, content: &[Span]) -> Span {
    let inside = |c: &&Span| source.start < c.start && c.start < source.end;
    let first = content.iter().find(inside).map(|c| c.start);
    first.map_or(source, |end| g.trim(Span { start: source.start, end }))
}

/// Sets what depends on the content's extent alone: its form.
pub(crate) fn settle(g: &Ground<'_>, statement: &mut Statement) {
    statement.form = form(g, &statement.content);
}

/// Direct where all words but an opening "that" stand in quotation marks, indirect where none does.
fn form(g: &Ground<'_>, content: &[Evidence]) -> Form {
    let tokens = content.iter().flat_map(|e| g.doc.tokens_in(e.span));
    let words: Vec<usize> = tokens.filter(|&i| !g.is_mark(i)).collect();
    let quoted = words.iter().filter(|&&i| g.quote_of(i).is_some()).count();
    match quoted {
        0 => Form::Indirect,
        n if n == words.len() => Form::Direct,
        _ => Form::Mixed,
    }
}

fn issues(reading: &Reading<'_>, g: &Ground<'_>, statement: &Statement) -> Vec<Issue> {
    let mut spans: Vec<Evidence> = statement.content.clone();
    spans.extend(topic(g, statement));
    in_pieces(reading, &spans)
}

/// "On the issue of Taiwan, Wang said …": what stands before the cue in its sentence, outside the content.
fn topic(g: &Ground<'_>, statement: &Statement) -> Option<Evidence> {
    let cue = statement.cue?;
    let verb = g.doc.token_at(cue.span.start as usize);
    let sentence = g.sentence(verb);
    let first = sentence
        .clone()
        .find(|&i| matches!(g.lower(i).as_str(), "on" | "about" | "regarding" | "concerning" | "over"))?;
    let close = (first == sentence.start).then(|| (first..verb).find(|&i| g.doc.word(i) == ","))??;
    Some(Evidence { span: g.doc.span(first..close), ..cue })
}
