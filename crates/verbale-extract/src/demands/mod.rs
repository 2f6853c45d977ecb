//! Demands: what one side wants of another.
//!
//! Takes the parse, the actors and the statements; gives [`Demand`]s in the order of the text, one for each item of a
//! list. Five shapes are read: an act towards a party ("urged Washington to …"), a duty laid on another side ("the US
//! must …"), a bare verb told to somebody ("“Stop …,” he told X"), a request in the speaker's own words ("“We urge X to
//! …”"), and a list handed over ("a list of demands, including …"). What a speaker says of his own side's duties is no demand.

mod frames;
mod items;
mod lists;
mod parties;
mod spoken;

use crate::findings::{ActorId, Demand, Evidence, Statement, Time};
use crate::issues::in_pieces;
use crate::mentions::Mentions;
use crate::reading::Reading;
use crate::statements::{Ground, country};
use std::collections::BTreeMap;
use verbale_span::Span;

/// How many statements away one may stand that bears on another.
const NEAR: usize = 40;

/// All demands of the article, in order of part and position.
pub fn find(
    reading: &Reading<'_>,
    mentions: &Mentions,
    times: &[Time],
    statements: &[Statement],
) -> Vec<Demand> {
    let mut out: Vec<Demand> = Vec::new();
    let mut cues = BTreeMap::new();
    for (n, statement) in statements.iter().enumerate() {
        statement.cue.map(|cue| *cues.entry(cue).or_insert(n));
    }
    for part in &reading.parts {
        let ground = Ground::new(part);
        let floor = Floor { g: &ground, mentions, statements, cues: cues.clone() };
        let mut wants = frames::find(&floor);
        wants.extend(lists::find(&floor));
        wants.extend(spoken::find(&floor));
        wants.sort_by_key(|w| (w.content, w.rank));
        wants.dedup_by(|b, a| {
            a.content.overlaps(b.content)
                && (a.content == b.content || a.by == b.by && a.content.contains(b.content))
        });
        out.extend(wants.into_iter().filter_map(|w| w.demand(reading, &floor, times)));
    }
    out
}

/// What the rules stand on.
struct Floor<'a, 'g> {
    g: &'a Ground<'g>,
    mentions: &'a Mentions,
    statements: &'a [Statement],
    /// The first statement of each cue.
    cues: BTreeMap<Evidence, usize>,
}

impl Floor<'_, '_> {
    fn who(&self, head: usize) -> Vec<ActorId> {
        self.mentions.who(self.g.part.part, head)
    }

    fn one(&self, head: usize) -> Option<ActorId> {
        self.who(head).first().copied()
    }

    /// The statement with this cue, or one that has words of it, by number.
    fn statement(&self, cue: Option<Span>) -> Option<usize> {
        let cue = cue.map(|c| self.g.part.evidence(c))?;
        let until = Evidence { span: Span { start: cue.span.end, end: cue.span.end }, ..cue };
        let near = || self.cues.range(..until).rev().take(2);
        let shares = |(c, _): &(&Evidence, &usize)| c.part == cue.part && c.span.overlaps(cue.span);
        self.cues.get(&cue).or_else(|| near().find(shares).map(|(_, n)| n)).copied()
    }

    /// The statements around number `n`: those that may relay it or stand in its sentence.
    fn near(&self, n: usize) -> &[Statement] {
        &self.statements[n.saturating_sub(NEAR)..(n + NEAR).min(self.statements.len())]
    }

    /// The state an actor speaks for, where the article names it as an actor; else the actor.
    fn side(&self, actor: ActorId) -> ActorId {
        let side = country(self.mentions, actor);
        let state = self.mentions.actors.iter().position(|a| side.is_some() && a.register.as_deref() == side);
        state.map_or(actor, |n| n as ActorId)
    }

    fn same_side(&self, a: ActorId, b: ActorId) -> bool {
        a == b || country(self.mentions, a).is_some_and(|c| Some(c) == country(self.mentions, b))
    }
}

/// A demand by its spans.
#[derive(Debug, Clone)]
struct Want {
    by: Option<ActorId>,
    of: Option<ActorId>,
    content: Span,
    clause: Vec<Span>,
    statement: Option<usize>,
    /// Preference where two rules find the same words.
    rank: u8,
}

impl Want {
    /// The finding; `None` where a side would demand something of itself.
    fn demand(self, reading: &Reading<'_>, floor: &Floor<'_, '_>, times: &[Time]) -> Option<Demand> {
        if let (Some(by), Some(of)) = (self.by, self.of)
            && floor.same_side(by, of)
        {
            return None;
        }
        let part = floor.g.part;
        let content = part.evidence(self.content);
        let mut evidence: Vec<Evidence> = self.clause.iter().map(|&s| part.evidence(s)).collect();
        evidence.sort();
        evidence.dedup();
        let statement = self.statement.and_then(|n| floor.statements.get(n));
        let time = statement.and_then(|s| s.time).filter(|&t| (t as usize) < times.len());
        Some(Demand {
            by: self.by,
            of: self.of,
            content,
            evidence,
            statement: self.statement.map(|n| n as u32),
            issues: in_pieces(reading, &[content]),
            time,
        })
    }
}
