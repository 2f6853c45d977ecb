//! Whether what the tagger alone found is a statement: something somebody is reported to have said, written or held.
//!
//! PolNeAR's attributions are wider: what somebody seemed, meant, voted for or showed counts there, too. A record of who
//! said what takes a clause under any cue but those for what went on inside a person, and a mere noun phrase or
//! infinitive only under a cue that names an act of speech.

use super::cues;
use super::ground::Ground;
use super::joined::{Telling, head_in};
use super::{pieces, source};
use verbale_language::{Dep, Pos, Tag};
use verbale_span::Span;

/// Fewest words in marks that are speech under almost any cue.
const SPEECH: usize = 4;

/// Whether an attribution without a rule's draft is a statement.
pub(super) fn is_told(g: &Ground<'_>, telling: &Telling<'_>) -> bool {
    let Some(source) = telling.source else { return is_spoken(g, &telling.content) };
    if !can_be_source(g, source) || !is_real(g, telling) {
        return false;
    }
    let marks = telling.cue.of(g.text).chars().all(|c| !c.is_alphanumeric());
    marks || names_speech(g, telling) || is_spoken(g, &telling.content) && !is_doing(g, telling)
        || is_clause(g, telling) && !is_inward(g, telling)
}

/// Somebody; not the writer, not "nobody" and "neither side".
fn can_be_source(g: &Ground<'_>, source: Span) -> bool {
    let Some(head) = head_in(g, source) else { return false };
    let denied = g.doc.tokens_in(source).next().is_some_and(|i| {
        matches!(g.lower(i).as_str(), "neither" | "nobody" | "none" | "no" | "it" | "this" | "which" | "what")
    });
    let writer = matches!(g.lower(head).as_str(), "i" | "we" | "you" | "my" | "our" | "your");
    !denied && (!writer || g.quote_of(head).is_some())
}

/// Affirmed and done: "has not said", "would say", "wants to ask" report nothing said.
fn is_real(g: &Ground<'_>, telling: &Telling<'_>) -> bool {
    let verb = telling.verb.filter(|&v| source::is_verb(g, v));
    verb.is_none_or(|v| source::attributes(g, v))
}

/// Enough words in quotation marks.
fn is_spoken(g: &Ground<'_>, content: &[Span]) -> bool {
    let words = |c: &Span| if pieces::is_quoted(g, *c) { g.words(*c) } else { 0 };
    content.iter().map(words).sum::<usize>() >= SPEECH
}

/// A verb of the table, or a word for an act of speech within the cue.
fn names_speech(g: &Ground<'_>, telling: &Telling<'_>) -> bool {
    let cue = g.doc.tokens_in(telling.cue);
    let by_noun = |i: usize| {
        g.doc.pos(i) == Pos::Noun && (cues::noun(g.doc.lemma(i)).is_some() || is_in(NOUNS, g.doc.lemma(i)))
    };
    let by_verb = telling.verb.is_some_and(|v| {
        let lemma = cues::stem(g, v);
        let ambiguous = matches!(lemma.as_str(), "call" | "cast" | "raise" | "issue" | "make" | "see" | "hold");
        !ambiguous && !cues::of(&lemma).is_empty() || is_in(VERBS, &lemma) || ambiguous && telling.reading().is_some()
    });
    by_verb || cue.into_iter().any(by_noun)
}

/// A content with a finite verb of its own: what was said as a clause, not named as a thing.
fn is_clause(g: &Ground<'_>, telling: &Telling<'_>) -> bool {
    telling.content.iter().any(|&c| {
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
    fail get have hate hear intend know learn like look love make mean mind need plan prepare prove read realise realize recall \
    remember resemble result see seem sense show take tend try understand use watch wait wonder do go ensure vote sign mark";

/// Verbs for what is done with things.
const DOING: &str = "give hand hold receive get have take sign launch open visit attend carry wear watch read publish be become";

/// Verbs of speech and of stands taken in public that the table of cues does not have, as a rule needs a frame there.
const VERBS: &str = "accept attack back boast caution challenge cite claim commit compare congratulate contest counter \
    decline decry defend demand depict detail disavow disclaim disown dispute doubt downplay emphasise emphasize endorse entreat \
    envisage extol favor favour forecast greet hail hope implore label laud lament liken mention mock name object offer oppose \
    outline petition play pray predict propose protest question quote rap ratify reaffirm rebuff rebuke rebut recommend refer \
    reference refuse regret reiterate renounce reproach request resist retort ridicule rue rule seek slam slate sound speak spell \
    support suspect swear talk thank threaten touch tout trust undertake underline uphold vent vouch want weigh welcome wish \
    worry fear believe think expect";

/// Nouns for acts of speech beside those of the table.
const NOUNS: &str = "account address admission advice answer apology argument assertion boast charge comment complaint \
    confession confirmation declaration denial disclosure dismay endorsement explanation gratitude invitation letter message \
    misgiving notice offer opinion pledge plea promise proposal protest question readiness rebuke refusal remark reminder reply \
    request resolve response statement suggestion summary support talk testimony thank threat tribute vow warning willingness \
    word worry";
