//! Titles in running text: "China's vice foreign minister", "then-U.S. House Speaker", "the Russian and Ukrainian
//! foreign ministers".
//!
//! The register reads single titles. Here they get their tokens and head, plurals are read through their singular, and
//! coordinated adjectives give several countries.

use super::draft::Draft;
use super::names::head_of;
use super::text::Text;
use crate::findings::{ActorKind, Office, Standing};
use std::ops::Range;
use verbale_language::Tag;
use verbale_register::Title;
use verbale_span::Span;

/// A title phrase.
#[derive(Debug, Clone)]
pub(super) struct Titled {
    pub(super) part: usize,
    pub(super) span: Span,
    pub(super) tokens: Range<usize>,
    /// First token with the determiner or possessor before it.
    pub(super) start_with_determiner: usize,
    pub(super) head: usize,
    pub(super) title: Title,
    /// Countries it is held for; several for "the Russian and Ukrainian foreign ministers".
    pub(super) countries: Vec<&'static str>,
    pub(super) plural: bool,
    /// "the", "this", a possessor or a state stands before it.
    pub(super) definite: bool,
    /// The names beside it, by number of their run, and the first token of each.
    pub(super) named: Vec<usize>,
    pub(super) beside: Vec<usize>,
}

impl Titled {
    /// The body or organisation it is an office of, by register id.
    pub(super) fn body(&self, draft: &Draft<'_>) -> Option<&'static str> {
        self.title.body.or(self.title.of.filter(|of| draft.register.organisation(of).is_some()))
    }

    /// The office as the findings tell it.
    pub(super) fn office(&self, draft: &Draft<'_>, country: Option<&str>) -> Office {
        let t = &self.title;
        Office {
            role: t.role.to_owned(),
            country: country.map(str::to_owned),
            counterpart: t.counterpart.map(str::to_owned),
            standing: standing(t.standing),
            at: draft.evidence(self.part, self.span),
        }
    }
}

/// The register's word for it in the findings' words.
pub(super) fn standing(s: verbale_register::Standing) -> Standing {
    match s {
        verbale_register::Standing::Former => Standing::Former,
        verbale_register::Standing::Then => Standing::Then,
        verbale_register::Standing::Coming => Standing::Coming,
        _ => Standing::Current,
    }
}

/// All titles of a part, in order.
pub(super) fn titles(draft: &Draft<'_>, part: usize) -> Vec<Titled> {
    let text = &draft.texts[part];
    let mut out: Vec<Titled> = Vec::new();
    for hit in &draft.known[part].titles {
        // "president of Canada's Automotive Association" is no president of Canada.
        if text.tag(hit.tokens.end) == Some(Tag::Pos)
            && text.capital(hit.tokens.end + 1)
            && hit.tokens.clone().any(|t| text.low(t) == "of")
        {
            continue;
        }
        let mut tokens = hit.tokens.clone();
        // "the U.S. president in Singapore": only envoys are of their place.
        if hit.title.counterpart.is_none()
            && let Some(place) = tokens.clone().skip(1).find(|&t| text.low(t) == "in")
        {
            tokens.end = place;
        }
        out.push(read(draft, part, tokens, hit.title.clone(), false));
    }
    for i in 0..text.len() {
        if draft.known[part].title(i).is_none()
            && let Some((tokens, title)) = plural(draft, part, i).or_else(|| inner(draft, part, i))
        {
            let many = matches!(text.tag(i), Some(Tag::Nns | Tag::Nnps));
            out.push(read(draft, part, tokens, title, many));
        }
    }
    out.sort_by_key(|t| (t.tokens.start, t.tokens.end));
    out.dedup_by(|b, a| a.tokens.end > b.tokens.start);
    out
}

fn read(draft: &Draft<'_>, part: usize, mut tokens: Range<usize>, mut title: Title, plural: bool) -> Titled {
    let text = &draft.texts[part];
    // Without a country a chancellor is a head of government, not of the exchequer.
    if title.role == "finance-minister" && title.of.is_none() && text.low(tokens.end - 1) == "chancellor" {
        title.role = "head-of-government";
    }
    let head = head_in(text, &tokens);
    let mut countries: Vec<&'static str> = country(draft, &title).into_iter().collect();
    let plural = plural || matches!(text.tag(head), Some(Tag::Nns | Tag::Nnps));
    // "Chinese and U.S. …": the adjective before "and" belongs to it too, when there are several of them.
    while plural
        && tokens.start >= 2
        && matches!(text.low(tokens.start - 1), "and" | "," | "/" | "-")
        && let Some(code) = draft.known[part].state(tokens.start - 2)
        && !countries.contains(&code)
    {
        tokens.start = draft.known[part].hit(tokens.start - 2).map_or(tokens.start - 2, |h| h.tokens.start);
        countries.insert(0, code);
    }
    let before = tokens.start.checked_sub(1);
    // "the two presidents"
    let counted = before.filter(|&b| text.tag(b) == Some(Tag::Cd)).and_then(|b| b.checked_sub(1)).or(before);
    let determined = counted.is_some_and(|b| matches!(text.tag(b), Some(Tag::Dt | Tag::PrpPoss | Tag::Pos)));
    let named_state = draft.known[part].state(tokens.start).is_some();
    let indefinite = before
        .is_some_and(|b| matches!(text.low(b), "a" | "an" | "any" | "every" | "no" | "some" | "another"));
    // Headlines leave articles out.
    let headline = text.part == verbale_article::Part::Headline
        || (text.is_subject(head) && !plural && start_of_phrase(text, tokens.start) == tokens.start);
    let span = text.doc.span(tokens.clone());
    Titled {
        part,
        span,
        start_with_determiner: start_of_phrase(text, tokens.start),
        head,
        countries,
        plural,
        definite: (determined || named_state || title.implied || headline) && !indefinite,
        title,
        tokens,
        named: Vec::new(),
        beside: Vec::new(),
    }
}

/// The first token of the noun phrase whose title starts at `start`: determiner, adjectives, possessor.
fn start_of_phrase(text: &Text<'_>, start: usize) -> usize {
    let mut at = start;
    let from = text.sentence_start(start.min(text.len().saturating_sub(1)));
    for _ in 0..5 {
        let Some(b) = at.checked_sub(1).filter(|&b| b >= from) else { break };
        let inside = matches!(
            text.tag(b),
            Some(
                Tag::Jj
                    | Tag::Jjs
                    | Tag::Vbg
                    | Tag::Vbn
                    | Tag::Pos
                    | Tag::Nn
                    | Tag::Nnp
                    | Tag::Hyph
                    | Tag::Rb
            )
        );
        match text.tag(b) {
            Some(Tag::Dt | Tag::PrpPoss) => return b,
            _ if inside => at = b,
            _ => break,
        }
    }
    at
}

/// The country a title is held for: named, implied or that of its body.
fn country(draft: &Draft<'_>, title: &Title) -> Option<&'static str> {
    let body = title.body.and_then(|id| draft.register.body(id)).map(|b| b.country);
    title.of.filter(|c| draft.register.state(c).is_some()).or(body)
}

fn head_in(text: &Text<'_>, tokens: &Range<usize>) -> usize {
    // A complement ("to China", "of State") never heads the phrase.
    let noun = |&t: &usize| matches!(text.tag(t), Some(Tag::Nn | Tag::Nnp | Tag::Nns | Tag::Nnps | Tag::Jj));
    let preposition =
        tokens.clone().find(|&t| matches!(text.tag(t), Some(Tag::In | Tag::To)) && t > tokens.start);
    let core = tokens.start..preposition.unwrap_or(tokens.end).max(tokens.start + 1);
    core.clone().rev().find(noun).unwrap_or_else(|| head_of(text, tokens))
}

/// Gives offices the country and body that names inside the title turned out to have ("the Foreign Ministry spokesman").
pub(super) fn fill(draft: &mut Draft<'_>, titles: &[Vec<Titled>]) {
    for title in titles.iter().flatten().filter(|t| t.countries.is_empty() && !t.beside.is_empty()) {
        let at = draft.evidence(title.part, title.span);
        let inside = title.tokens.clone().flat_map(|t| draft.at(title.part, t)).flat_map(|r| r.who.iter());
        let body = inside.copied().find(|&w| draft.actors[w as usize].kind == ActorKind::Body);
        let Some(body) = body.map(|b| draft.actors[b as usize].clone()) else { continue };
        let people: Vec<_> =
            title.beside.iter().flat_map(|&b| draft.at(title.part, b)).flat_map(|r| r.who.clone()).collect();
        for person in people {
            let actor = &mut draft.actors[person as usize];
            actor.offices.iter_mut().filter(|o| o.at == at).for_each(|o| o.country.clone_from(&body.country));
            actor.country = actor.country.take().or_else(|| body.country.clone());
            actor.body = actor.body.take().or_else(|| body.register.clone());
        }
    }
}

/// "foreign ministers", "ambassadors to China": read through their singular.
fn plural(draft: &Draft<'_>, part: usize, i: usize) -> Option<(Range<usize>, Title)> {
    let text = &draft.texts[part];
    if !matches!(text.tag(i), Some(Tag::Nns | Tag::Nnps))
        || !super::words::is_occupation(singular(text.low(i)))
    {
        return None;
    }
    let start = modifiers_before(draft, part, i);
    (start..=i).find_map(|s| {
        let before = text.words(s..i);
        let title = draft.register.title(&format!("{before} {}", singular(text.low(i))))?;
        (s < i || !title.weak).then_some((s..i + 1, title))
    })
}

/// "top American diplomat", "China's top leader": the phrase the register knows, with words in between left out.
fn inner(draft: &Draft<'_>, part: usize, i: usize) -> Option<(Range<usize>, Title)> {
    let text = &draft.texts[part];
    if !matches!(text.tag(i), Some(Tag::Nn | Tag::Nnp)) || !super::words::is_occupation(text.low(i)) {
        return None;
    }
    let start = modifiers_before(draft, part, i);
    let state = (start..i).rev().find(|&t| draft.known[part].state(t).is_some())?;
    let hit = draft.known[part].hit(state)?;
    let (code, _) = hit.found.state()?;
    let adjective = draft.register.state(code)?.adjective();
    let from = hit.tokens.start;
    let after = hit.tokens.end + usize::from(text.tag(hit.tokens.end) == Some(Tag::Pos));
    let read =
        |words: &str| draft.register.title(&format!("{adjective} {words}")).filter(|t| t.of == Some(code));
    if from > start {
        let words = format!("{} {}", text.doc.word(from - 1), text.words(after..i + 1));
        if let Some(title) = read(&words) {
            return Some((from - 1..i + 1, title));
        }
    }
    (after..=i).find_map(|s| read(text.words(s..i + 1))).map(|title| (from..i + 1, title))
}

fn modifiers_before(draft: &Draft<'_>, part: usize, i: usize) -> usize {
    let text = &draft.texts[part];
    let from = text.sentence_start(i).max(i.saturating_sub(5));
    let fits = |t: usize| {
        matches!(text.tag(t), Some(Tag::Jj | Tag::Jjs | Tag::Nn | Tag::Nnp | Tag::Nns | Tag::Hyph | Tag::Pos))
            || draft.known[part].state(t).is_some()
    };
    let mut start = i;
    while start > from && fits(start - 1) {
        start -= 1;
    }
    start
}

fn singular(word: &str) -> &str {
    match word {
        "spokesmen" => "spokesman",
        "spokeswomen" => "spokeswoman",
        "spokespeople" => "spokesperson",
        "secretaries" => "secretary",
        "deputies" => "deputy",
        "envoys" => "envoy",
        _ => word.strip_suffix('s').unwrap_or(word),
    }
}
