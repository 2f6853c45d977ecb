//! Events told by verbs: deeds ("imposed sanctions on") and words with a named target ("accused", "urged").

use super::draft::{Draft, modality};
use super::fit::{self, Fit, Site};
use crate::encounters::{dates, participants, place, status, syntax};
use crate::findings::{ActorId, ActorKind, Evidence, Modality, Status, Time};
use crate::mentions::Mentions;
use crate::reading::{PartReading, Reading};
use verbale_language::{Dep, Document, Tag};
use verbale_register::{Entry, How};

/// Events that are words: only what was said is an event, not what might be.
const SPOKEN: [&str; 6] = ["REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT"];

/// The events the verbs of a part tell of, in order.
pub(super) fn find(
    reading: &Reading<'_>,
    part: &PartReading,
    mentions: &Mentions,
    times: &[Time],
) -> Vec<Draft> {
    let mut out = Vec::new();
    for sentence in syntax::readable(&part.document) {
        for v in sentence.clone().filter(|&i| syntax::is_verb(&part.document, i)) {
            let found = of_verb(reading, part, mentions, times, v, &sentence, &out);
            out.extend(found.into_iter().flat_map(each_way));
        }
    }
    out
}

/// "hit each other with sanctions": a deed each way. What two sides do together stays one.
fn each_way(draft: Draft) -> Vec<Draft> {
    let mutual = draft.source.len() == 2 && draft.source == draft.target;
    if !mutual || matches!(draft.event, "AGREE" | "SUPPORT" | "COOPERATE" | "CONSULT") {
        return vec![draft];
    }
    let (a, b) = (vec![draft.source[0]], vec![draft.source[1]]);
    let back = Draft { source: b.clone(), target: a.clone(), ..draft.clone() };
    vec![Draft { source: a, target: b, ..draft }, back]
}

fn of_verb(
    reading: &Reading<'_>,
    part: &PartReading,
    mentions: &Mentions,
    times: &[Time],
    v: usize,
    sentence: &std::ops::Range<usize>,
    before: &[Draft],
) -> Option<Draft> {
    let doc = &part.document;
    let acts = |n: usize| {
        !participants::actors(part, mentions, &[n]).is_empty() || demonym(reading, part, n).is_some()
    };
    let fits = fit::at(doc, v, &acts);
    if fits.is_empty() || is_content(doc, v, &acts) {
        return None;
    }
    let claim = status::claim(doc, v);
    let negated = syntax::is_negated(doc, v);
    let (fit, source, target) = fits.into_iter().find_map(|fit| {
        let (source, target) = sides(reading, part, mentions, &fit)
            .or_else(|| unnamed_captor(reading, part, mentions, &fit, v))
            .or_else(|| captor_told_before(reading, part, mentions, &fit, v, before))?;
        Some((fit, source, target))
    })?;
    let mut event = fit.frame.event;
    let mut modality = match claim {
        None if negated => Modality::Negated,
        None => return None,
        Some(s) => modality(s)?,
    };
    if SPOKEN.contains(&event) && !matches!(modality, Modality::Occurred) {
        return None;
    }
    if modality == Modality::Possible && matches!(event, "ASSAULT" | "COERCE" | "MOBILIZE" | "PROTEST") {
        return None;
    }
    if event == "AGREE" && agrees_to_harm(doc, v, &acts) {
        return None;
    }
    // PLOVER: cooperation still to come is AGREE.
    if claim == Some(Status::Planned) && matches!(event, "AID" | "COOPERATE") {
        event = "AGREE";
        modality = Modality::Occurred;
    }
    if modality == Modality::Occurred && is_under_way(doc, v) && !SPOKEN.contains(&event) {
        modality = Modality::Ongoing;
    }
    let mode = if event == fit.frame.event {
        fit.frame.mode.or_else(|| content_mode(doc, v, event, &acts))
    } else {
        None
    };
    let clause = syntax::clause(doc, v);
    let told_by = if event == "SANCTION" { act(doc, v) } else { clause.clone() };
    let mut contexts = super::contexts::of(doc, told_by);
    if event == "SANCTION" && cuts_contact(doc, v) && !contexts.iter().any(|c| c == "diplomatic") {
        contexts.insert(0, "diplomatic".to_owned());
        contexts.truncate(3);
    }
    // "called on the United States": whom it is done to is not where.
    let party = |at: Evidence| {
        let tokens = doc.tokens_in(at.span);
        fit.target.iter().any(|s| matches!(s, Site::Nouns(n) if n.iter().any(|i| tokens.contains(i))))
    };
    let taken = |at: Option<Evidence>| {
        at.is_some_and(|at| dates::taken(doc, v, doc.token_at(at.span.start as usize)))
    };
    Some(Draft {
        event,
        mode,
        modality,
        source,
        target,
        time: dates::of(part, times, v, &[v], sentence)
            .into_iter()
            .find(|&id| !taken(times.get(id as usize).map(|t| t.at))),
        place: place::of(reading, part, &sites(doc, v, event))
            .into_iter()
            .find(|p| !taken(Some(p.at)) && (!party(p.at) || is_inside(doc, p.at))),
        trigger: part.tokens(v..v + 1),
        clause: part.tokens(clause.clone()),
        contexts,
        lemma: syntax::verb_lemma(doc, v),
    })
}

/// The words whose phrases say where: the verb, and for violence and troops what it is done to ("airstrikes in X").
fn sites(doc: &Document, v: usize, event: &str) -> Vec<usize> {
    let mut out = vec![v];
    if matches!(event, "ASSAULT" | "PROTEST" | "MOBILIZE") {
        out.extend(doc.children(v).filter(|&c| doc.dep(c) == Dep::Dobj));
    }
    out
}

/// "launched airstrikes in X": X is both struck and where.
fn is_inside(doc: &Document, at: Evidence) -> bool {
    doc.tokens_in(at.span).any(|i| {
        doc.dep(i) == Dep::Pobj
            && matches!(doc.word(doc.head(i)).to_lowercase().as_str(), "in" | "inside" | "near" | "outside")
    })
}

/// The verb with its object: what is cut says which exchange it is, not the rest of the clause.
fn act(doc: &Document, v: usize) -> std::ops::Range<usize> {
    let objects: Vec<std::ops::Range<usize>> =
        fit::objects(doc, v).into_iter().map(|o| doc.subtree(o)).collect();
    let start = objects.iter().map(|r| r.start).fold(v, usize::min).max(v.saturating_sub(25));
    let end = objects.iter().map(|r| r.end).fold(v + 1, usize::max).min(v + 25);
    start..end.min(doc.len())
}

/// "froze contacts": relations are cut, not trade.
fn cuts_contact(doc: &Document, v: usize) -> bool {
    fit::objects(doc, v).iter().any(|&o| {
        matches!(
            doc.lemma(o),
            "tie"
                | "relation"
                | "relationship"
                | "contact"
                | "line"
                | "channel"
                | "communication"
                | "dialogue"
                | "talk"
                | "negotiation"
        )
    })
}

/// "two Swedes were detained in Iran": who took them is not said, but where; that state did.
fn unnamed_captor(
    reading: &Reading<'_>,
    part: &PartReading,
    mentions: &Mentions,
    fit: &Fit,
    v: usize,
) -> Option<(Vec<ActorId>, Vec<ActorId>)> {
    let unnamed =
        fit.frame.event == "COERCE" && fit.source.is_empty() && syntax::is_passive(&part.document, v);
    if !unnamed {
        return None;
    }
    let place = place::of(reading, part, &[v]).into_iter().find_map(|p| p.country)?;
    let state = mentions
        .actors
        .iter()
        .position(|a| a.kind == ActorKind::State && a.register.as_deref() == Some(place.as_str()))?;
    let source = vec![state as ActorId];
    let told = fit.target.iter().map(|s| found_at(part, mentions, s)).find(|t| !t.is_empty());
    let target = told
        .filter(|t| across(reading, mentions, &source, t))
        .or_else(|| nationals(reading, part, mentions, v))?;
    across(reading, mentions, &source, &target).then_some((source, target))
}

/// The state a noun for a people stands for ("Swedes").
fn demonym(reading: &Reading<'_>, part: &PartReading, noun: usize) -> Option<&'static str> {
    if !matches!(part.document.tag(noun), Tag::Nns | Tag::Nnps) {
        return None;
    }
    let found = reading.register.find(reading.quote(part.tokens(noun..noun + 1)));
    found.iter().flat_map(|m| &m.entries).find_map(|e| match e {
        Entry::State { code, how: How::Demonym, .. } => Some(*code),
        _ => None,
    })
}

/// "two Swedes": the state whose people they are.
fn nationals(
    reading: &Reading<'_>,
    part: &PartReading,
    mentions: &Mentions,
    v: usize,
) -> Option<Vec<ActorId>> {
    let noun = syntax::undergoers(&part.document, v).into_iter().next()?;
    let code = demonym(reading, part, noun)?;
    let state = mentions
        .actors
        .iter()
        .position(|a| a.kind == ActorKind::State && a.register.as_deref() == Some(code))?;
    Some(vec![state as ActorId])
}

/// "Stockholm denounced their detention": the deed is of whom the article told before that they took people of that state.
fn captor_told_before(
    reading: &Reading<'_>,
    part: &PartReading,
    mentions: &Mentions,
    fit: &Fit,
    v: usize,
    before: &[Draft],
) -> Option<(Vec<ActorId>, Vec<ActorId>)> {
    let doc = &part.document;
    let captivity = |o: &usize| {
        matches!(
            doc.lemma(*o),
            "detention" | "arrest" | "imprisonment" | "jailing" | "conviction" | "sentencing"
        )
    };
    if fit.frame.event != "ACCUSE" || !fit::objects(doc, v).iter().any(captivity) {
        return None;
    }
    let source = participants::actors(part, mentions, &fit.source);
    let own =
        |id: &ActorId| participants::actor(mentions, *id).and_then(|a| participants::country(reading, a));
    let home = source.first().and_then(own)?;
    let deed = before
        .iter()
        .rev()
        .find(|d| d.event == "COERCE" && d.target.iter().any(|t| own(t).as_ref() == Some(&home)))?;
    across(reading, mentions, &source, &deed.source).then(|| (source, deed.source.clone()))
}

/// "agreed to expel": with whom it was agreed is not whom it hits.
fn agrees_to_harm(doc: &Document, v: usize, acts: &dyn Fn(usize) -> bool) -> bool {
    let inner = syntax::child(doc, v, &[Dep::Xcomp, Dep::Ccomp]);
    let fits = inner.map_or_else(Vec::new, |i| fit::at(doc, i, acts));
    fits.iter().any(|f| {
        matches!(f.frame.event, "SANCTION" | "COERCE" | "ASSAULT" | "MOBILIZE" | "ACCUSE" | "REJECT")
    })
}

/// "is bombing": a progressive.
fn is_under_way(doc: &Document, v: usize) -> bool {
    doc.tag(v) == Tag::Vbg
        && doc.children(v).any(|c| doc.dep(c) == Dep::Aux && doc.lemma(c) == "be" && doc.tag(c) != Tag::Vbd)
}

/// Whether `v` is only what another event is about ("threatened to strike", "accused it of attacking", "if it attacks").
fn is_content(doc: &Document, v: usize, acts: &dyn Fn(usize) -> bool) -> bool {
    let mut at = v;
    for _ in 0..4 {
        let above = match doc.dep(at) {
            Dep::Xcomp | Dep::Ccomp => Some(doc.head(at)),
            // "argued for attacking", "the risk of attacking"; "after attacking" tells of a deed.
            Dep::Pcomp
                if matches!(
                    doc.word(doc.head(at)).to_lowercase().as_str(),
                    "for" | "of" | "against" | "about" | "on" | "from" | "to"
                ) =>
            {
                return true;
            }
            Dep::Pcomp => Some(doc.head(doc.head(at))),
            Dep::Conj if syntax::is_verb(doc, doc.head(at)) => {
                at = doc.head(at);
                continue;
            }
            Dep::Acl => Some(doc.head(at)),
            _ => None,
        };
        let Some(above) = above else { return false };
        if syntax::is_verb(doc, above) {
            let spoken = fit::at(doc, above, acts).iter().any(|f| SPOKEN.contains(&f.frame.event));
            let wish = matches!(
                doc.lemma(above),
                "want"
                    | "seek"
                    | "hope"
                    | "try"
                    | "ask"
                    | "tell"
                    | "allow"
                    | "fear"
                    | "accuse"
                    | "warn"
                    | "vow"
                    | "suspect"
                    | "allege"
                    | "deny"
            );
            if spoken || wish {
                return true;
            }
        } else if matches!(
            doc.lemma(above),
            "threat"
                | "plan"
                | "call"
                | "demand"
                | "request"
                | "allegation"
                | "accusation"
                | "possibility"
                | "proposal"
        ) {
            return true;
        }
        at = above;
    }
    false
}

/// The mode of a threat, request or refusal: what its content would be.
fn content_mode(doc: &Document, v: usize, event: &str, acts: &dyn Fn(usize) -> bool) -> Option<&'static str> {
    if !matches!(event, "THREATEN" | "REQUEST" | "REJECT") {
        return None;
    }
    let inner = syntax::child(doc, v, &[Dep::Xcomp, Dep::Ccomp])?;
    if matches!(doc.lemma(inner), "meet" | "talk" | "negotiate") && event != "THREATEN" {
        return Some("meet");
    }
    let frame = fit::at(doc, inner, acts).into_iter().next()?.frame;
    Some(match (event, frame.event, frame.mode) {
        ("THREATEN", "ASSAULT", _) => "violence",
        ("THREATEN", "SANCTION", Some("expel")) => "expel",
        ("THREATEN", "SANCTION", _) => "relations",
        ("THREATEN", "COERCE", Some("arrest")) => "arrest",
        ("REQUEST" | "REJECT", "AID" | "COOPERATE", _) => "assist",
        ("REQUEST" | "REJECT", "RETREAT" | "CONCEDE", _) => "yield",
        _ => return None,
    })
}

/// The actors of both sides, where both are known and belong to different states.
fn sides(
    reading: &Reading<'_>,
    part: &PartReading,
    mentions: &Mentions,
    fit: &Fit,
) -> Option<(Vec<ActorId>, Vec<ActorId>)> {
    let source = participants::actors(part, mentions, &fit.source);
    if source.is_empty() {
        return None;
    }
    for site in &fit.target {
        if *site == Site::Each {
            if across(reading, mentions, &source[..1], &source[1..]) {
                return Some((source.clone(), source));
            }
            continue;
        }
        let target = found_at(part, mentions, site);
        let target: Vec<ActorId> = target.into_iter().filter(|t| !source.contains(t)).collect();
        if target.is_empty() {
            continue;
        }
        if across(reading, mentions, &source, &target) {
            return Some((source, target));
        }
        if mutual(part, site) && source.len() > 1 && across(reading, mentions, &source[..1], &source[1..]) {
            return Some((source.clone(), source));
        }
    }
    let each_other = fit.target.iter().any(|s| mutual(part, s));
    (each_other && source.len() > 1 && across(reading, mentions, &source[..1], &source[1..]))
        .then(|| (source.clone(), source))
}

/// Whether the target stands as "each other".
fn mutual(part: &PartReading, site: &Site) -> bool {
    let (Site::Nouns(nouns) | Site::Before(nouns)) = site else { return false };
    nouns.iter().any(|&n| fit::is_reciprocal(&part.document, n))
}

fn found_at(part: &PartReading, mentions: &Mentions, site: &Site) -> Vec<ActorId> {
    let doc = &part.document;
    match site {
        Site::Nouns(nouns) => participants::actors(part, mentions, nouns),
        Site::Before(nouns) => {
            let mut out = Vec::new();
            for &n in nouns {
                match syntax::child(doc, n, &[Dep::Poss]) {
                    Some(owner) => out.extend(participants::actors(part, mentions, &[owner])),
                    None => out.extend(adjectives(part, mentions, n)),
                }
            }
            out.dedup();
            out
        }
        Site::Within(tokens) => {
            mentions.within(part.tokens(tokens.clone())).into_iter().map(|(_, id)| id).take(1).collect()
        }
        Site::Each => Vec::new(),
    }
}

/// The actor named by the adjectives and names before noun `n`.
fn adjectives(part: &PartReading, mentions: &Mentions, n: usize) -> Option<ActorId> {
    let doc = &part.document;
    let mut first = n;
    while first > 0 && n - first < 8 && doc.is_under(first - 1, n) && doc.dep(first - 1) != Dep::Prep {
        first -= 1;
    }
    mentions.within(part.tokens(first..n + 1)).first().map(|(_, id)| *id)
}

/// Whether two sides are known and of different states; groups and organisations stand for themselves.
pub(super) fn across(reading: &Reading<'_>, mentions: &Mentions, a: &[ActorId], b: &[ActorId]) -> bool {
    let party = |id: &ActorId| -> Option<String> {
        let actor = participants::actor(mentions, *id)?;
        match actor.kind {
            ActorKind::Outlet => None,
            ActorKind::Group | ActorKind::Organization => Some(format!("{}#{id}", actor.name)),
            _ => participants::country(reading, actor),
        }
    };
    let known = |ids: &[ActorId]| -> Option<Vec<String>> { ids.iter().map(party).collect() };
    let (Some(x), Some(y)) = (known(a), known(b)) else { return false };
    !x.is_empty() && !y.is_empty() && x.iter().all(|p| !y.contains(p))
}
