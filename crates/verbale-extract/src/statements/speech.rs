//! Whether what the tagger alone found is a statement: something somebody is reported to have said, written or held.
//!
//! PolNeAR's attributions are wider: what somebody seemed, meant, voted for or showed counts there, too. A record of who
//! said what takes a clause under any cue but those for what went on inside a person, and a mere noun phrase or
//! infinitive only under a cue that names an act of speech.

use super::cues::{self, Frame};
use super::ground::Ground;
use super::joined::{Telling, head_in, token};
use super::source;
use verbale_language::{Dep, Pos, Tag};
use verbale_span::Span;

/// Fewest words in marks that are speech under almost any cue.
const SPEECH: usize = 3;

/// Whether an attribution without a rule's draft is a statement.
pub(super) fn is_told(g: &Ground<'_>, telling: &Telling<'_>) -> bool {
    let Some(source) = telling.source else { return is_spoken(g, &telling.content) };
    if !can_be_source(g, source)
        || !is_real(g, telling)
        || is_patient(g, telling, source)
        || is_empty(g, telling)
    {
        return false;
    }
    let spoken = is_spoken(g, &telling.content);
    let clause = is_clause(g, telling);
    let whole = clause || spoken;
    let said = names_speech(g, telling, whole) && (whole || !takes_clause(g, telling));
    let verb = telling.verb.is_some_and(|v| source::is_verb(g, v));
    is_mark(g, telling.cue)
        || said
        || spoken && !is_doing(g, telling)
        || clause && verb && !is_inward(g, telling)
}

/// A colon or a dash.
fn is_mark(g: &Ground<'_>, cue: Span) -> bool {
    cue.of(g.text).chars().all(|c| !c.is_alphanumeric())
}

/// Nothing but "who" or "that", or a silence ("declined to comment").
fn is_empty(g: &Ground<'_>, telling: &Telling<'_>) -> bool {
    let bare = |c: &Span| is_in("who whom what which that this it so them", &c.of(g.text).to_lowercase());
    let silent = |c: &Span| {
        let words = c.of(g.text);
        [
            "to comment",
            "to say",
            "to answer",
            "to respond",
            "to elaborate",
            "to give",
            "to discuss",
            "to provide",
            "comment",
        ]
        .iter()
        .any(|silence| words.starts_with(silence))
    };
    let declines = telling.verb.is_some_and(|v| is_in("decline refuse", g.doc.lemma(v)));
    // "which Beijing has refused to rule out": what is not ruled out stands elsewhere.
    let open = |c: &Span| declines && (silent(c) || c.of(g.text) == "to rule out");
    telling.content.iter().all(|c| bare(c) || open(c))
}

/// "was charged with", "were told": whom it was said to, or of; "worries *traders*": whom it moves.
fn is_patient(g: &Ground<'_>, telling: &Telling<'_>, source: Span) -> bool {
    telling.verb.is_some_and(|v| {
        let moved = source.start >= telling.cue.end && is_in(MOVING, &cues::stem(g, v));
        let object = g.child(v, &[Dep::Dobj]).is_some_and(|o| source.contains(token(g, o)));
        let participle = g.doc.tag(v) == Tag::Vbn && g.doc.dep(v) == Dep::Acl;
        let passive =
            (participle || g.child(v, &[Dep::Auxpass]).is_some()) && source.start < telling.cue.start;
        moved || object || passive && !is_in(FELT, &cues::stem(g, v))
    })
}

/// "asked *an officer*", "told *the reporters*": a mere noun phrase is whom one speaks to.
fn takes_clause(g: &Ground<'_>, telling: &Telling<'_>) -> bool {
    let bare = |c: &Span| !c.of(g.text).starts_with("to ");
    telling.verb.is_some_and(|v| matches!(g.doc.lemma(v), "ask" | "tell" | "inform" | "quote" | "brief"))
        && telling.content.iter().all(bare)
}

/// Somebody; not the writer, not "nobody" and "neither side".
fn can_be_source(g: &Ground<'_>, source: Span) -> bool {
    let Some(head) = head_in(g, source) else { return false };
    let denied = g.doc.tokens_in(source).next().is_some_and(|i| {
        matches!(g.lower(i).as_str(), "neither" | "nobody" | "none" | "no" | "this" | "which" | "what")
    });
    let writer = matches!(g.lower(head).as_str(), "i" | "we" | "you" | "my" | "our" | "your");
    !denied && !is_in(THINGS, g.doc.lemma(head)) && (!writer || g.quote_of(head).is_some())
}

/// Affirmed and done: "has not said", "would say", "wants to ask" report nothing said; "rose to tell" does.
fn is_real(g: &Ground<'_>, telling: &Telling<'_>) -> bool {
    let Some(verb) = telling.verb.filter(|&v| source::is_verb(g, v)) else { return true };
    let first = g.doc.tokens_in(telling.cue).find(|&i| g.doc.pos(i) == Pos::Verb);
    let leads = first.is_some_and(|i| i != verb && is_in(LEADING, g.doc.lemma(i)));
    let led = |c: usize| leads && g.doc.tag(c) == Tag::To && telling.cue.contains(token(g, c));
    !g.tree.children(verb).filter(|&c| c <= verb + 1).any(|c| {
        let word = g.lower(c);
        let condition =
            matches!(word.as_str(), "if" | "unless" | "whether" | "until") && g.doc.dep(c) == Dep::Mark;
        let aux = matches!(g.doc.tag(c), Tag::Md | Tag::To) && g.doc.dep(c) == Dep::Aux && !led(c);
        g.doc.dep(c) == Dep::Neg || condition || aux
    })
}

/// "Asked about the strike, she said …": whoever is asked says nothing yet.
pub(super) fn is_asked(g: &Ground<'_>, verb: usize) -> bool {
    let asked = matches!(g.doc.lemma(verb), "ask" | "press") && g.doc.tag(verb) == Tag::Vbn;
    asked && g.child(verb, &[Dep::Aux, Dep::Auxpass, Dep::Agent]).is_none()
}

/// Enough words in quotation marks.
fn is_spoken(g: &Ground<'_>, content: &[Span]) -> bool {
    let words = content.iter().flat_map(|&c| g.doc.tokens_in(c)).filter(|&i| !g.is_mark(i));
    words.filter(|&i| g.quote_of(i).is_some()).count() >= SPEECH
}

/// A verb of the table that takes such a content, or a word for an act of speech within the cue.
fn names_speech(g: &Ground<'_>, telling: &Telling<'_>, whole: bool) -> bool {
    let by_noun = |i: usize| {
        g.doc.pos(i) == Pos::Noun && (cues::noun(g.doc.lemma(i)).is_some() || is_in(NOUNS, g.doc.lemma(i)))
    };
    let by_verb = telling.verb.is_some_and(|v| {
        let lemma = cues::stem(g, v);
        is_in(VERBS, &lemma) || is_in(SPARING, &lemma) && whole || takes(g, telling, &lemma, whole)
    });
    // What a noun of speech is about follows it.
    let follows = telling.content.iter().all(|c| c.start >= telling.cue.start);
    by_verb || follows && g.doc.tokens_in(telling.cue).any(by_noun)
}

/// Whether the table knows the verb with a content of this shape; `whole` for a clause or a quotation.
fn takes(g: &Ground<'_>, telling: &Telling<'_>, lemma: &str, whole: bool) -> bool {
    let last = g.doc.tokens_in(telling.cue).last().map(|i| g.lower(i)).unwrap_or_default();
    let infinitive = telling
        .content
        .iter()
        .any(|c| c.of(g.text).starts_with("to ") || c.of(g.text).starts_with("not to "));
    let fits = |frame: Frame| match frame {
        Frame::Object | Frame::Of => true,
        Frame::As => telling.content.iter().any(|c| c.of(g.text).contains(" as ")),
        Frame::Infinitive | Frame::Order => infinitive || g.doc.tag(telling.verb.unwrap_or(0)) == Tag::Nnp,
        Frame::On | Frame::For | Frame::About => {
            matches!(last.as_str(), "on" | "upon" | "for" | "about" | "of" | "against" | "over" | "at")
        }
        _ => false,
    };
    let readings = cues::of(lemma);
    !readings.is_empty() && !is_in(SPARING, lemma) && (whole || readings.iter().any(|r| fits(r.frame)))
        || is_in(SPARING, lemma)
            && readings
                .iter()
                .any(|r| matches!(r.frame, Frame::On | Frame::For | Frame::About) && fits(r.frame))
}

/// A content with a finite verb of its own: what was said as a clause, not named as a thing.
fn is_clause(g: &Ground<'_>, telling: &Telling<'_>) -> bool {
    telling.content.iter().any(|&c| {
        if c.of(g.text).starts_with("that ") {
            return true;
        }
        let tokens = g.doc.tokens_in(c);
        let top = |&i: &usize| !tokens.contains(&g.doc.head(i)) || g.doc.head(i) == i;
        let finite = |i: usize| {
            let own = matches!(g.doc.tag(i), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
            let aux = g.tree.children(i).any(|a| {
                matches!(g.doc.dep(a), Dep::Aux | Dep::Auxpass)
                    && matches!(g.doc.tag(a), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
            });
            (own || aux) && !matches!(g.doc.dep(i), Dep::Relcl | Dep::Acl)
        };
        tokens.clone().filter(top).any(finite)
    })
}

/// The cue tells what somebody seemed, knew, meant or felt.
fn is_inward(g: &Ground<'_>, telling: &Telling<'_>) -> bool {
    telling.verb.is_some_and(|v| is_in(INWARD, &cues::stem(g, v)))
}

/// "gave them “two lists of major concerns”": words in marks that name a thing somebody dealt with.
fn is_doing(g: &Ground<'_>, telling: &Telling<'_>) -> bool {
    telling.verb.is_some_and(|v| is_in(DOING, &cues::stem(g, v)))
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

/// Verbs for what went on inside somebody, or showed by itself.
const INWARD: &str = "aim appear attempt be become choose consider continue decide determine dislike enjoy feel forget \
    fail get have hate hear intend know learn like look love make mean mind need plan prepare prove show realise realize recall \
    remember resemble result see seem sense take tend try understand use watch wait wonder do go ensure vote sign mark \
    assess check debate discuss examine investigate review study test weigh";

/// Passives that say what their subject thinks, and how one is reported.
const FELT: &str = "alarm anger appal astonish concern convince dishearten dismay disappoint disturb encourage gratify hearten \
    horrify impress outrage quote reassure sadden shock stun surprise trouble worry";

/// Verbs whose infinitive is done: "rose to tell".
const LEADING: &str = "begin continue go hasten keep line move proceed return rise rush start step take use";

/// Verbs of the table that mean much else beside speech: only with a clause, a quotation or their preposition.
const SPARING: &str = "call cast raise issue make see hold ask press";

/// What shows something without saying it.
const THINGS: &str =
    "data evidence figure footage history image map photo photograph picture poll result sign video";

/// Verbs whose object is who feels.
const MOVING: &str = "alarm anger annoy concern frustrate irk please trouble unnerve unsettle upset worry";

/// Verbs for what is done with things.
const DOING: &str = "give hand hold receive get have take sign launch open visit attend carry wear watch publish be become cite sing";

/// Verbs of speech and of stands taken in public that the table of cues does not have, as a rule needs a frame there.
const VERBS: &str = "accept appraise attack attribute back boast bristle caution challenge claim commit compare congratulate contest counter credit \
    decline decry defend demand depict detail disavow disclaim disown disparage dispute doubt downplay emphasise emphasize endorse entreat \
    envisage extol favor favour forecast greet hail hope implore label lambast lambaste laud lament liken mock mutter object offer oppose \
    outline petition play pray predict propose protest question rap ratify reaffirm rebuff rebuke rebut recommend resolve \
    refuse regret reiterate renounce reproach request resist retort ridicule rue seek shrug slam slate sound speak spell subscribe \
    support suspect swear talk thank threaten tout trust undertake underline uphold vent vouch want welcome wish \
    worry fear";

/// Nouns for acts of speech beside those of the table.
const NOUNS: &str = "account address admission advice answer apology argument assertion boast charge comment complaint \
    confession confirmation declaration denial disclosure dismay endorsement explanation gratitude invitation letter message \
    misgiving notice offer opinion pledge plea promise proposal protest question readiness rebuke refusal remark reminder reply \
    request resolve response statement suggestion summary support talk testimony thank threat tribute vow warning willingness \
    word worry";
