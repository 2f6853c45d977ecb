//! What kind of act a neutral cue reports: content → stance.
//!
//! The cue decides where it can ("accused", "denied"). After "said" and its like the content does, by its clause's
//! subject and modal ("the US must …") and by words that judge. Without such a sign it is `assert`.

use super::cues;
use super::ground::Ground;
use super::sides::Sides;
use super::source::is_verb;
use crate::findings::Stance;
use verbale_language::{Dep, Pos, Tag};
use verbale_span::Span;

/// The stance of a content under a neutral cue.
pub(crate) fn of(g: &Ground<'_>, content: &[Span], parties: &Sides<'_, '_>) -> Stance {
    let signs = content.iter().flat_map(|&span| clauses(g, span).into_iter().map(move |c| (span, c)));
    let named =
        content.first().and_then(|&c| head_noun(g, c)).and_then(|h| cues::noun(g.doc.lemma(h))).flatten();
    let failing = content.iter().any(|&c| failing(g, c, parties));
    let mut best = if failing { Stance::Accuse } else { named.unwrap_or(Stance::Assert) };
    for (span, verb) in signs {
        let stance = clause(g, span, verb, parties);
        if rank(stance) > rank(best) {
            best = stance;
        }
    }
    best
}

/// "China's unwillingness to …", pointed out: a failing of another side.
fn failing(g: &Ground<'_>, span: Span, parties: &Sides<'_, '_>) -> bool {
    const FAILINGS: &[&str] = &[
        "unwillingness",
        "failure",
        "refusal",
        "lack",
        "violation",
        "abuse",
        "aggression",
        "interference",
        "breach",
        "disregard",
        "crackdown",
        "misconduct",
        "hypocrisy",
        "intransigence",
        "provocation",
        "inability",
        "reluctance",
    ];
    head_noun(g, span).is_some_and(|h| {
        FAILINGS.contains(&g.doc.lemma(h))
            && g.tree
                .children(h)
                .any(|c| matches!(g.doc.dep(c), Dep::Poss | Dep::Amod) && parties.is_other(c))
    })
}

/// The noun that heads a content which is a noun phrase.
fn head_noun(g: &Ground<'_>, span: Span) -> Option<usize> {
    let tokens = g.doc.tokens_in(span);
    let top = |i: usize| !tokens.contains(&g.doc.head(i)) || g.doc.head(i) == i;
    tokens.clone().find(|&i| top(i) && !g.is_mark(i)).filter(|&i| g.doc.pos(i) == Pos::Noun)
}

/// A demand outweighs what is said to explain it, an accusation a judgement.
fn rank(stance: Stance) -> u8 {
    match stance {
        Stance::Assert => 0,
        Stance::Agree | Stance::Praise => 1,
        Stance::Criticise | Stance::Concern | Stance::Hope | Stance::Promise => 2,
        Stance::Deny => 3,
        Stance::Warn | Stance::Accuse => 4,
        Stance::Demand => 5,
    }
}

/// The verbs that lead the clauses of a content: its top verbs and their conjuncts.
fn clauses(g: &Ground<'_>, span: Span) -> Vec<usize> {
    let tokens = g.doc.tokens_in(span);
    let inside = |i: usize| tokens.contains(&i);
    tokens
        .clone()
        .filter(|&i| {
            let top = !inside(g.doc.head(i)) || g.doc.head(i) == i;
            let joined =
                matches!(g.doc.dep(i), Dep::Conj | Dep::Ccomp | Dep::Parataxis) && is_verb(g, g.doc.head(i));
            is_verb(g, i) && (top || joined || matches!(g.doc.dep(i), Dep::Ccomp))
        })
        .collect()
}

fn clause(g: &Ground<'_>, span: Span, verb: usize, parties: &Sides<'_, '_>) -> Stance {
    let tokens = g.doc.tokens_in(span);
    let subject = subject(g, verb);
    let other = subject.is_some_and(|s| parties.is_other(s));
    let own = subject.is_some_and(|s| parties.is_self(s));
    let obliges = obliges(g, verb);
    if obliges && (other || is_urged(g, subject)) && !is_state(g, verb) {
        return Stance::Demand;
    }
    if obliges && !own && calls_for_end(g, verb) {
        return Stance::Demand;
    }
    if is_imperative(g, span, verb) {
        return Stance::Demand;
    }
    if own && matches!(g.doc.lemma(verb), "hope" | "hop" | "wish") {
        return Stance::Hope;
    }
    if own && matches!(g.doc.lemma(verb), "agree")
        || subject.is_some_and(|s| g.lower(s) == "sides") && g.doc.lemma(verb) == "agree"
    {
        return Stance::Agree;
    }
    if own && is_concerned(g, verb) {
        return Stance::Concern;
    }
    if warns(g, tokens.clone(), verb) {
        return Stance::Warn;
    }
    if denies(g, verb, own) {
        return Stance::Deny;
    }
    let real = !obliges && !has_modal(g, verb) && !is_negated(g, verb);
    let words = g.tree.subtree(verb);
    let done =
        |i: usize| tokens.contains(&i) && is_misdeed(g.doc.lemma(i), g.doc.pos(i)) && is_real(g, i, verb);
    if real && other && words.clone().any(done) {
        return Stance::Accuse;
    }
    if real && predicate(g, verb).is_some_and(|i| is_blame(g.doc.lemma(i))) {
        return Stance::Criticise;
    }
    if real && predicate(g, verb).is_some_and(|i| is_praise(g.doc.lemma(i))) {
        return Stance::Praise;
    }
    Stance::Assert
}

/// The subject of a clause, shared over conjuncts.
pub(crate) fn subject(g: &Ground<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..6 {
        if let Some(s) = g.child(at, &[Dep::Nsubj, Dep::Nsubjpass]) {
            return Some(s);
        }
        let head = g.doc.head(at);
        if head == at || !matches!(g.doc.dep(at), Dep::Conj | Dep::Xcomp) {
            return None;
        }
        at = head;
    }
    None
}

/// "must", "should", "needs to", "has to", "ought to", "needs", over a verb or its first conjunct.
pub(crate) fn obliges(g: &Ground<'_>, verb: usize) -> bool {
    let modal = |v: usize| {
        !is_negated_duty(g, v)
            && g.tree.children(v).any(|c| {
                g.doc.dep(c) == Dep::Aux
                    && (matches!(g.lower(c).as_str(), "must" | "should") || g.lower(c) == "ought")
            })
    };
    let need = matches!(g.doc.lemma(verb), "need" | "have" | "ought")
        && g.child(verb, &[Dep::Xcomp]).is_some_and(|x| super::clauses::has_to(g, x))
        && !has_modal(g, verb)
        && !is_negated(g, verb);
    if modal(verb) || need {
        return true;
    }
    let head = g.doc.head(verb);
    g.doc.dep(verb) == Dep::Conj
        && head != verb
        && g.child(verb, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Aux]).is_none()
        && modal(head)
}

/// "should not have been": no duty that lies ahead.
fn is_negated_duty(g: &Ground<'_>, verb: usize) -> bool {
    g.tree.children(verb).any(|c| g.doc.dep(c) == Dep::Aux && g.doc.lemma(c) == "have")
}

/// "all parties should", "countries must": called upon without a name.
fn is_urged(g: &Ground<'_>, subject: Option<usize>) -> bool {
    subject.is_some_and(|s| matches!(g.lower(s).as_str(), "you" | "countries" | "parties" | "nations"))
}

/// "the drills must end", "the blockade must be lifted": somebody is to see to it.
fn calls_for_end(g: &Ground<'_>, verb: usize) -> bool {
    let passive = g.child(verb, &[Dep::Auxpass]).is_some();
    let over = matches!(g.doc.lemma(verb), "end" | "stop" | "cease");
    let done_with = matches!(
        g.doc.lemma(verb),
        "lift"
            | "withdraw"
            | "release"
            | "halt"
            | "remove"
            | "revoke"
            | "return"
            | "free"
            | "implement"
            | "respect"
            | "end"
            | "stop"
    );
    over && !passive || done_with && passive
}

/// "should be puzzled", "must be careful": how somebody is, not what they are to do.
pub(crate) fn is_state(g: &Ground<'_>, verb: usize) -> bool {
    predicate(g, verb).is_some() || g.child(verb, &[Dep::Auxpass]).is_some()
}

/// Bare verbs that open a remark rather than ask for a deed.
const IDLE: &[&str] = &[
    "let", "thank", "look", "hope", "hop", "call", "say", "believe", "remember", "imagine", "note", "see",
    "consider", "wait", "come", "make", "take", "mind", "trust", "think", "guess", "suppose",
];

/// A clause in quotation marks that opens with a bare verb.
fn is_imperative(g: &Ground<'_>, span: Span, verb: usize) -> bool {
    let first = g.doc.tokens_in(span).find(|&i| !g.is_mark(i) && !g.is_quote_mark(i));
    let bare = g.doc.tag(verb) == Tag::Vb && g.child(verb, &[Dep::Nsubj, Dep::Aux, Dep::Nsubjpass]).is_none();
    first == Some(verb) && bare && !IDLE.contains(&g.doc.lemma(verb))
}

fn is_concerned(g: &Ground<'_>, verb: usize) -> bool {
    let lemma = |i: usize| {
        matches!(
            g.lower(i).as_str(),
            "concerned"
                | "worried"
                | "alarmed"
                | "troubled"
                | "saddened"
                | "worry"
                | "fear"
                | "regret"
                | "disappointed"
        )
    };
    lemma(verb) || predicate(g, verb).is_some_and(lemma)
}

/// Whether nothing between `i` and the clause's verb makes it merely possible, or denies it.
fn is_real(g: &Ground<'_>, i: usize, verb: usize) -> bool {
    let mut at = i;
    for _ in 0..12 {
        if is_verb(g, at) && (has_modal(g, at) || is_negated(g, at))
            || g.child(at, &[Dep::Mark]).is_some_and(|m| g.lower(m) == "if")
        {
            return false;
        }
        if at == verb || g.doc.head(at) == at {
            return true;
        }
        at = g.doc.head(at);
    }
    false
}

/// What is said of the subject: "is *wrong*", "is a *mistake*".
fn predicate(g: &Ground<'_>, verb: usize) -> Option<usize> {
    (g.doc.lemma(verb) == "be").then(|| g.child(verb, &[Dep::Acomp, Dep::Attr, Dep::Oprd])).flatten()
}

fn has_modal(g: &Ground<'_>, verb: usize) -> bool {
    g.tree.children(verb).any(|c| g.doc.tag(c) == Tag::Md && g.doc.dep(c) == Dep::Aux)
}

fn is_negated(g: &Ground<'_>, verb: usize) -> bool {
    g.child(verb, &[Dep::Neg]).is_some()
}

/// "will face consequences", "playing with fire", "would retaliate".
fn warns(g: &Ground<'_>, mut tokens: std::ops::Range<usize>, verb: usize) -> bool {
    let will = g.tree.children(verb).any(|c| matches!(g.lower(c).as_str(), "will" | "would" | "’ll" | "'ll"));
    let threat = |i: usize| {
        matches!(
            g.doc.lemma(i),
            "consequence"
                | "retaliate"
                | "retaliation"
                | "countermeasure"
                | "repercussion"
                | "regret"
                | "destroy"
                | "punish"
                | "crush"
                | "annihilate"
        )
    };
    will && !is_negated(g, verb) && tokens.clone().any(|i| g.tree.subtree(verb).contains(&i) && threat(i))
        || tokens.any(|i| {
            g.lower(i) == "fire" && i >= 2 && g.lower(i - 1) == "with" && g.doc.lemma(i - 2) == "play"
        })
}

/// "is not true", "is baseless", "had nothing to do with", "was fabricated".
fn denies(g: &Ground<'_>, verb: usize, own: bool) -> bool {
    let predicate = predicate(g, verb).map(|i| g.lower(i)).unwrap_or_default();
    let untrue = matches!(
        predicate.as_str(),
        "false"
            | "baseless"
            | "groundless"
            | "untrue"
            | "unfounded"
            | "fabricated"
            | "lies"
            | "lie"
            | "nonsense"
            | "absurd"
    );
    let not_true = matches!(predicate.as_str(), "true" | "accurate" | "correct") && is_negated(g, verb);
    let nothing = own
        && g.doc.lemma(verb) == "have"
        && g.child(verb, &[Dep::Dobj]).is_some_and(|o| g.lower(o) == "nothing");
    untrue && !is_negated(g, verb) || not_true || nothing
}

/// Verbs and nouns for what one state holds against another.
fn is_misdeed(lemma: &str, pos: Pos) -> bool {
    const DEEDS: &str = " abduct abet aggression annex assassinate attack blackmail breach bully coerce coercion condone contain \
        crackdown derail destabilise destabilize disinformation distort encroach encroachment escalate espionage exploit fabricate \
        flout fuel genocide hack harass harm hegemony hype infringe interfere interference intimidate invade invasion jeopardise \
        jeopardize lie manipulate meddle meddling militarise militarize mislead murder oppress overreact persecute poison propaganda \
        provocation provoke repress repression sabotage shell slander smear spy spying steal stoke subvert suppress terrorise \
        terrorize theft threaten torture trample undermine violate violation weaponise weaponize ";
    matches!(pos, Pos::Verb | Pos::Noun) && DEEDS.split_whitespace().any(|w| w == lemma)
}

fn is_blame(lemma: &str) -> bool {
    const BLAME: &str = " absurd arrogant barbaric counterproductive cowardly cynical deplorable despicable disgrace disgraceful \
        dishonest hypocritical illegal illegitimate immoral insulting intolerable irresponsible malicious mistake outrageous \
        provocation provocative reckless reprehensible shameful stupid unacceptable unfair unjust unjustified unlawful \
        unreasonable unwarranted wrong farce hypocrisy ";
    BLAME.split_whitespace().any(|w| w == lemma)
}

fn is_praise(lemma: &str) -> bool {
    const PRAISE: &str = " admirable brilliant commendable excellent fantastic impressive outstanding remarkable terrific wonderful ";
    PRAISE.split_whitespace().any(|w| w == lemma)
}

/// What a word by itself holds of what it describes.
pub(crate) fn judged(lemma: &str) -> Stance {
    match (is_blame(lemma), is_praise(lemma)) {
        (true, _) => Stance::Criticise,
        (_, true) => Stance::Praise,
        _ => Stance::Assert,
    }
}
