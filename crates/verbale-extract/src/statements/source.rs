//! Whose verb it is: cue verb → subject, shared over conjuncts, participles and relative clauses; and whether the
//! verb attributes at all (not denied, not merely possible, not without one who speaks).

use super::ground::Ground;
use crate::mentions::Mentions;
use verbale_language::{Dep, EntityKind, Pos, Tag};

/// The head of the noun phrase that is the source of cue verb `verb`.
pub(crate) fn subject(g: &Ground<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..8 {
        if let Some(s) = g.child(at, &[Dep::Nsubj]) {
            return antecedent(g, at, s);
        }
        if g.child(at, &[Dep::Nsubjpass, Dep::Csubj, Dep::Expl]).is_some() {
            return passive_source(g, at);
        }
        if let Some((_, agent)) = g.prep(at, &["by"]).filter(|&(p, _)| g.doc.dep(p) == Dep::Agent) {
            return Some(agent);
        }
        let head = g.doc.head(at);
        match g.doc.dep(at) {
            Dep::Conj | Dep::Advcl | Dep::Dep if head != at && is_verb(g, head) => at = head,
            Dep::Xcomp if head != at && leads_on(g, head) => at = head,
            Dep::Acl if g.doc.tag(at) == Tag::Vbg => return Some(head),
            Dep::Pcomp => match quoted_as(g, head) {
                Some(source) => return Some(source),
                None if is_verb(g, g.doc.head(head)) => at = g.doc.head(head),
                None => return None,
            },
            _ => return None,
        }
    }
    None
}

/// The source of a verb that the parse hangs on a clause within the content of `said`'s cue: "insisted that it was an
/// airship, and has accused …". Only for cues whose own clause has no subject that could speak.
pub(crate) fn outer_subject(g: &Ground<'_>, verb: usize) -> Option<(usize, usize)> {
    if g.doc.dep(verb) != Dep::Conj || g.child(verb, &[Dep::Nsubj, Dep::Nsubjpass]).is_some() {
        return None;
    }
    let mut at = verb;
    for _ in 0..10 {
        let head = g.doc.head(at);
        if head == at {
            return None;
        }
        if g.doc.dep(at) == Dep::Ccomp && super::clauses::is_cue(g, head) {
            return subject(g, head).map(|s| (s, head));
        }
        at = head;
    }
    None
}

/// "was accused by X": the agent.
fn passive_source(g: &Ground<'_>, verb: usize) -> Option<usize> {
    g.prep(verb, &["by"]).filter(|&(p, _)| g.doc.dep(p) == Dep::Agent).map(|(_, agent)| agent)
}

/// "media quoted Chen as telling", "he was quoted as saying": who is quoted.
fn quoted_as(g: &Ground<'_>, prep: usize) -> Option<usize> {
    let verb = g.doc.head(prep);
    let cites = matches!(g.doc.lemma(verb), "quote" | "cite") && g.lower(prep) == "as";
    cites.then(|| g.child(verb, &[Dep::Dobj, Dep::Nsubjpass])).flatten()
}

/// A relative pronoun stands for the noun its clause hangs on.
fn antecedent(g: &Ground<'_>, verb: usize, subject: usize) -> Option<usize> {
    if !matches!(g.doc.tag(subject), Tag::Wp | Tag::Wdt) && g.lower(subject) != "that" {
        return Some(subject);
    }
    let mut at = verb;
    while g.doc.dep(at) == Dep::Conj && g.doc.head(at) != at {
        at = g.doc.head(at);
    }
    (g.doc.dep(at) == Dep::Relcl).then(|| g.doc.head(at))
}

/// Whether token `i` is a verb.
pub(crate) fn is_verb(g: &Ground<'_>, i: usize) -> bool {
    matches!(g.doc.pos(i), Pos::Verb | Pos::Aux)
}

/// Verbs whose infinitive or participle is done, not merely meant: "went on to say", "began by warning".
fn leads_on(g: &Ground<'_>, verb: usize) -> bool {
    matches!(
        g.doc.lemma(verb),
        "go" | "continue" | "use" | "take" | "begin" | "start" | "proceed" | "rush" | "keep" | "hasten"
    )
}

/// Whether the verb reports something as said: affirmed, real, and not in a condition.
pub(crate) fn attributes(g: &Ground<'_>, verb: usize) -> bool {
    let mut at = verb;
    for _ in 0..8 {
        for c in g.tree.children(at) {
            let modal = g.doc.tag(c) == Tag::Md && matches!(g.doc.dep(c), Dep::Aux);
            let negated = g.doc.dep(c) == Dep::Neg;
            let condition = g.doc.dep(c) == Dep::Mark
                && matches!(g.lower(c).as_str(), "if" | "unless" | "whether" | "until");
            let to = at == verb && g.doc.tag(c) == Tag::To && g.doc.dep(c) == Dep::Aux && !meant(g, verb);
            if c < at && (modal || negated || condition || to) || (negated && c == at + 1) {
                return false;
            }
        }
        match g.doc.dep(at) {
            // A conjunct without a subject of its own shares the mood of the first.
            Dep::Conj | Dep::Xcomp if g.child(at, &[Dep::Nsubj]).is_none() && g.doc.head(at) != at => {
                at = g.doc.head(at)
            }
            _ => break,
        }
    }
    true
}

/// An infinitive that is done: under "went on", "used the speech".
fn meant(g: &Ground<'_>, verb: usize) -> bool {
    let head = g.doc.head(verb);
    matches!(g.doc.dep(verb), Dep::Xcomp | Dep::Advcl) && leads_on(g, head)
}

/// Whether the noun phrase headed by `head` can speak: an actor, a pronoun for one, or a noun for people, bodies and
/// papers.
pub(crate) fn can_speak(g: &Ground<'_>, mentions: &Mentions, head: usize) -> bool {
    let word = g.lower(head);
    if matches!(word.as_str(), "i" | "we" | "you") {
        // Outside quotation marks it is the writer who speaks.
        return g.quote_of(head).is_some();
    }
    if matches!(word.as_str(), "he" | "she" | "they" | "who") {
        return true;
    }
    if g.child(head, &[Dep::Det]).is_some_and(|d| matches!(g.doc.tag(d), Tag::Wdt | Tag::Wp)) {
        return false;
    }
    if g.doc.tag(head) == Tag::Vbg
        || matches!(g.lower(head).as_str(), "this" | "that" | "these" | "those" | "what" | "there")
    {
        return false;
    }
    if g.doc.pos(head) == Pos::Noun {
        return speaks(g.doc.lemma(head))
            || !is_happening(g.doc.lemma(head)) && !mentions.who(g.part.part, head).is_empty();
    }
    !mentions.who(g.part.part, head).is_empty() || is_named(g, head) || speaks(g.doc.lemma(head))
}

/// What happens or is done cannot speak, whoever takes part in it.
fn is_happening(lemma: &str) -> bool {
    const HAPPENINGS: &[&str] = &[
        "meeting",
        "talk",
        "visit",
        "trip",
        "call",
        "summit",
        "deal",
        "decision",
        "comment",
        "remark",
        "move",
        "attack",
        "test",
        "tension",
        "relation",
        "policy",
        "war",
        "presence",
        "action",
        "effort",
        "claim",
        "plan",
        "conversation",
        "relationship",
    ];
    HAPPENINGS.contains(&lemma)
}

/// Whether `head` is part of a name of a person, a people, a place with a government, or an organisation.
fn is_named(g: &Ground<'_>, head: usize) -> bool {
    let entities = g.doc.entities();
    let n = entities.partition_point(|e| e.tokens.end <= head);
    entities.get(n).is_some_and(|e| {
        e.tokens.contains(&head)
            && matches!(e.kind, EntityKind::Person | EntityKind::Norp | EntityKind::Gpe | EntityKind::Org)
    })
}

/// Nouns for those who speak, and for papers that speak for them.
fn speaks(lemma: &str) -> bool {
    const SPEAKERS: &str = " activist administration adviser advisor agency agreement aide alliance ally ambassador \
        analyst army article assembly attorney author authority bank bloc body board broadcaster cabinet campaign \
        campaigner candidate captain chairman chairwoman chancellor charge chief church citizen cleric coalition \
        column columnist command commander commentator commission commissioner committee communique communiqué company \
        conservative correspondent council counterpart country court critic daily declaration delegate delegation \
        democrat department deputy diplomat director dissident economist editor editorial embassy emir envoy executive \
        expert exporter faction family father foundation general government governor group head historian insider \
        institute investigator journalist judge king lawmaker lawyer leader leadership legislator legislature letter list \
        liberal mayor media mediator member memo military minister ministry mission mother monarch monitor nation \
        negotiator newspaper observer office officer official opponent opposition organisation organization outlet \
        panel paper parliament participant party people police policymaker politician politburo pope premier \
        presidency president press prince professor prosecutor protester readout rebel refugee regime regulator \
        report reporter representative republican researcher resident respondent scholar scientist secretary senator \
        side soldier source speaker specialist spokesman spokesperson spokeswoman staff staffer state statement \
        station strategist student supporter survivor tabloid think-tank trader tribunal tv union version veteran \
        victim villager voter watchdog website witness woman worker writer ";
    SPEAKERS.split_whitespace().any(|w| w == lemma)
}

/// Papers and appearances: what says something for somebody.
pub(crate) fn is_generic(g: &Ground<'_>, head: usize) -> bool {
    const VIEWERS: &[&str] = &[
        "analyst",
        "expert",
        "official",
        "observer",
        "diplomat",
        "critic",
        "economist",
        "source",
        "strategist",
        "scholar",
        "lawmaker",
        "insider",
    ];
    VIEWERS.contains(&g.doc.lemma(head))
}
