//! Where a capital or another seat of power stands for the government, and where for the place.

use super::text::Text;
use super::words::{is_motion, takes_city, takes_government, takes_place_object};
use std::ops::Range;
use verbale_language::{Dep, Tag};

/// Whether the city named by `tokens` means the government that sits there.
///
/// The government acts, is acted upon and owns policies; the city is where things happen and where people go.
pub(super) fn denotes_government(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let head = super::names::head_of(text, tokens);
    if is_address(text, tokens) {
        return false;
    }
    let first = text.first_conjunct(head);
    let parent = text.doc.head(first);
    let lemma = if parent == first { String::new() } else { text.doc.lemma(parent).to_lowercase() };
    let lemma = lemma.as_str();
    match text.doc.dep(first) {
        Dep::Nsubj | Dep::Agent | Dep::Dative => true,
        Dep::Nsubjpass => !takes_place_object(lemma),
        Dep::Dobj => !takes_place_object(lemma),
        Dep::Poss => !takes_city(lemma),
        Dep::Compound | Dep::Nmod | Dep::Amod => takes_government(lemma) || is_paired(text, tokens),
        Dep::Pobj => preposition(text, parent),
        Dep::Root => is_heading(text, tokens),
        Dep::Advmod | Dep::Npadvmod | Dep::Dep | Dep::Nummod => false,
        _ => false,
    }
}

/// "Tianjin, China", "Washington, D.C.", "Washington State": a place by its written form.
fn is_address(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let after = tokens.end;
    if text.low(after) == "," && text.capital(after + 1) && text.is_proper(after + 1) {
        let closes =
            matches!(text.low(after + 2), "," | "." | "" | ")") || text.low(after + 1).starts_with("d.c");
        if closes && text.doc.dep(after + 1) != Dep::Conj {
            return true;
        }
    }
    matches!(text.low(after), "-based" | "state")
        || (text.low(after) == "-" && text.low(after + 1) == "based")
}

/// "Washington-Beijing", "Moscow and Beijing ties".
fn is_paired(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let joined = |t: usize| matches!(text.low(t), "-" | "–" | "/");
    (joined(tokens.end) && text.is_proper(tokens.end + 1))
        || (tokens.start >= 2 && joined(tokens.start - 1) && text.is_proper(tokens.start - 2))
}

/// A headline without a verb the parser saw: "Beijing urges …" whose verb it took for a noun.
fn is_heading(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    text.title_case(tokens.start) && tokens.start == text.sentence_start(tokens.start)
}

fn preposition(text: &Text<'_>, preposition: usize) -> bool {
    let above = text.doc.head(preposition);
    let lemma = text.doc.lemma(above).to_lowercase();
    let lemma = lemma.as_str();
    let noun = matches!(text.tag(above), Some(Tag::Nn | Tag::Nns | Tag::Nnp));
    match text.low(preposition) {
        "with" | "against" | "between" | "by" | "toward" | "towards" | "for" | "than" | "versus" | "like"
        | "under" => true,
        "to" | "on" | "upon" => !is_motion(lemma),
        "from" => {
            noun && !is_motion(lemma)
                && !matches!(lemma, "man" | "woman" | "student" | "professor" | "correspondent")
        }
        "of" => noun && !is_place_noun(lemma),
        "in" => noun && is_attitude(lemma),
        "about" | "over" => noun || matches!(lemma, "speak" | "talk" | "complain" | "worry"),
        _ => false,
    }
}

/// What governments have, whose "in" names the government: "the determination in Athens".
fn is_attitude(lemma: &str) -> bool {
    matches!(
        lemma,
        "determination"
            | "resolve"
            | "policymaker"
            | "concern"
            | "alarm"
            | "anger"
            | "frustration"
            | "suspicion"
            | "worry"
            | "unease"
            | "irritation"
            | "willingness"
            | "government"
            | "leadership"
    )
}

/// Nouns whose "of" names the place they are in.
fn is_place_noun(lemma: &str) -> bool {
    takes_city(lemma)
        || matches!(
            lemma,
            "city"
                | "capital"
                | "north"
                | "south"
                | "east"
                | "west"
                | "heart"
                | "part"
                | "edge"
                | "center"
                | "town"
                | "area"
                | "streets"
                | "battle"
                | "siege"
                | "northwest"
                | "northeast"
                | "southwest"
                | "southeast"
                | "fall"
                | "port"
                | "people"
                | "out"
                | "outside"
                | "airspace"
                | "treaty"
                | "side"
                | "visit"
                | "tour"
                | "map"
                | "view"
        )
}
