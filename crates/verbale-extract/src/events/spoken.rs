//! Events that are statements: an accusation whose accused, praise whose praised, a demand whose addressee is known.

use super::draft::Draft;
use super::material::across;
use crate::encounters::{dates, participants, syntax};
use crate::findings::{ActorId, Demand, Evidence, Modality, Stance, Statement, Time, TimeId};
use crate::mentions::Mentions;
use crate::reading::Reading;
use verbale_language::Dep;

/// The event a statement is by its stance.
pub(super) fn of_statement(
    reading: &Reading<'_>,
    mentions: &Mentions,
    times: &[Time],
    s: &Statement,
) -> Option<Draft> {
    let (event, mode) = match s.stance {
        Stance::Accuse => ("ACCUSE", Some("allege")),
        Stance::Criticise => ("ACCUSE", Some("disapprove")),
        Stance::Praise => ("SUPPORT", None),
        _ => return None,
    };
    let source = s.source?;
    let target = s.content.iter().find_map(|&c| blamed(reading, mentions, source, c))?;
    let content = *s.content.first()?;
    let cue = s.cue.unwrap_or(content);
    let time = outside(reading, times, s.time, cue, &s.content);
    draft(reading, event, mode, (source, target), cue, content, time)
}

/// A time inside what is said, or beside a meeting named there, dates what is told of, not the saying.
fn outside(
    reading: &Reading<'_>,
    times: &[Time],
    time: Option<TimeId>,
    cue: Evidence,
    said: &[Evidence],
) -> Option<TimeId> {
    let at = times.get(time? as usize)?.at;
    let taken = || {
        let part = reading.part(at.part).filter(|_| at.part == cue.part);
        part.is_some_and(|p| {
            let token = |e: Evidence| p.document.token_at(e.span.start as usize);
            dates::taken(&p.document, token(cue), token(at))
        })
    };
    time.filter(|_| !said.iter().any(|c| c.part == at.part && c.span.contains(at.span)) && !taken())
}

/// The request a demand is.
pub(super) fn of_demand(
    reading: &Reading<'_>,
    mentions: &Mentions,
    times: &[Time],
    d: &Demand,
) -> Option<Draft> {
    let (by, of) = (d.by?, d.of?);
    if !across(reading, mentions, &[by], &[of]) {
        return None;
    }
    let clause = d.evidence.last().copied().unwrap_or(d.content);
    let trigger = d.evidence.first().copied().unwrap_or(d.content);
    draft(
        reading,
        "REQUEST",
        None,
        (by, of),
        trigger,
        clause,
        outside(reading, times, d.time, trigger, &[d.content]),
    )
}

fn draft(
    reading: &Reading<'_>,
    event: &'static str,
    mode: Option<&'static str>,
    (source, target): (ActorId, ActorId),
    trigger: Evidence,
    clause: Evidence,
    time: Option<u32>,
) -> Option<Draft> {
    let document = &reading.part(clause.part)?.document;
    Some(Draft {
        event,
        mode,
        modality: Modality::Occurred,
        source: vec![source],
        target: vec![target],
        time,
        place: None,
        trigger,
        clause,
        contexts: super::contexts::of(document, document.tokens_in(clause.span)),
        lemma: String::new(),
    })
}

/// The first actor of another state that acts in the content: its subject, or the owner of what is spoken of.
fn blamed(reading: &Reading<'_>, mentions: &Mentions, source: ActorId, content: Evidence) -> Option<ActorId> {
    let part = reading.part(content.part)?;
    let doc = &part.document;
    let tokens = doc.tokens_in(content.span);
    for i in tokens {
        let acts = match doc.dep(i) {
            Dep::Nsubj | Dep::Poss => true,
            Dep::Pobj => matches!(doc.word(doc.head(i)).to_lowercase().as_str(), "by"),
            Dep::Dobj => {
                syntax::is_verb(doc, doc.head(i))
                    && matches!(
                        doc.lemma(doc.head(i)),
                        "accuse" | "blame" | "condemn" | "criticize" | "praise" | "thank"
                    )
            }
            _ => false,
        };
        if !acts {
            continue;
        }
        for id in participants::actors(part, mentions, &[i]) {
            if id != source && across(reading, mentions, &[source], &[id]) {
                return Some(id);
            }
        }
    }
    None
}
