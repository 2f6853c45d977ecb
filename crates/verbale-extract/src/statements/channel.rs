//! Channels: words of the cue's clause → readout, statement, press conference, …
//!
//! Only words decide. "told reporters" alone names no channel: it may have been a briefing, a corridor or a plane.

use super::ground::Ground;
use crate::findings::Channel;
use verbale_language::{Pos, Tag};
use verbale_span::Span;

/// The channel that token `i` names, with its words.
pub(crate) fn at(g: &Ground<'_>, i: usize) -> Option<(Channel, Span)> {
    let word = g.lower(i);
    let before = i.checked_sub(1).map(|j| g.lower(j)).unwrap_or_default();
    let pair = |channel| Some((channel, g.doc.span(i - 1..i + 1)));
    let alone = |channel| Some((channel, g.doc.span(i..i + 1)));
    let is_noun = matches!(g.doc.pos(i), Pos::Noun | Pos::Propn);
    match word.as_str() {
        "conference" if matches!(before.as_str(), "press" | "news") => pair(Channel::PressConference),
        "briefing" | "briefings"
            if is_noun && matches!(before.as_str(), "press" | "news" | "daily" | "media" | "regular") =>
        {
            pair(Channel::Briefing)
        }
        "briefing" | "briefings" if is_noun => alone(Channel::Briefing),
        "presser" => alone(Channel::PressConference),
        "readout" | "readouts" | "read-out" => alone(Channel::Readout),
        "release" if before == "press" => pair(Channel::Statement),
        "statement" | "statements" | "communique" | "communiqué" => alone(Channel::Statement),
        "speech" | "keynote" | "lecture" if is_noun => alone(Channel::Speech),
        "address" if is_noun => alone(Channel::Speech),
        "interview" | "interviews" if is_noun => alone(Channel::Interview),
        "tweet" | "tweets" | "twitter" | "facebook" | "weibo" | "wechat" | "telegram" | "instagram" => {
            alone(Channel::SocialMedia)
        }
        "tweeted" | "tweeting" => alone(Channel::SocialMedia),
        "x" if before == "on" && g.doc.word(i) == "X" => alone(Channel::SocialMedia),
        "social" if matches!(before.as_str(), "truth") => pair(Channel::SocialMedia),
        "media" if before == "social" => pair(Channel::SocialMedia),
        "television" | "tv" | "radio" if is_noun => alone(Channel::Broadcast),
        "broadcast" if is_noun => alone(Channel::Broadcast),
        "televised" => alone(Channel::Broadcast),
        "op-ed" | "editorial" | "commentary" | "essay" if is_noun => alone(Channel::Article),
        "column" | "article" if is_noun && g.doc.tag(i) == Tag::Nn => alone(Channel::Article),
        _ => None,
    }
}

/// Whether the noun phrase headed by `i` is a paper that speaks for whoever issued it.
pub(crate) fn is_document(g: &Ground<'_>, i: usize) -> bool {
    matches!(
        at(g, i),
        Some((Channel::Readout | Channel::Statement | Channel::Article | Channel::SocialMedia, _))
    ) || matches!(
        g.lower(i).as_str(),
        "report"
            | "list"
            | "letter"
            | "document"
            | "declaration"
            | "transcript"
            | "memo"
            | "summary"
            | "reading"
            | "readings"
    )
}
