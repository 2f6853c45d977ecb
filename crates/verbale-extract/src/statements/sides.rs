//! Whose side a noun phrase is on, seen from a source: by the actors and the countries the text gives them.

use super::ground::Ground;
use crate::findings::{ActorId, ActorKind};
use crate::mentions::Mentions;

/// A source and what is needed to compare others with it.
pub(crate) struct Sides<'a, 'g> {
    pub(crate) g: &'a Ground<'g>,
    pub(crate) mentions: &'a Mentions,
    pub(crate) source: Option<ActorId>,
}

/// The country an actor stands for.
pub(crate) fn country(mentions: &Mentions, actor: ActorId) -> Option<&str> {
    let a = mentions.actors.get(actor as usize)?;
    a.country.as_deref().or_else(|| a.register.as_deref().filter(|_| a.kind == ActorKind::State))
}

impl Sides<'_, '_> {
    fn who(&self, head: usize) -> Vec<ActorId> {
        let who = self.mentions.who(self.g.part.part, head);
        // An owner ("China's") denotes no phrase of its own but names its state.
        if who.is_empty() { self.mentions.at(self.g.part.part, head).to_vec() } else { who }
    }

    fn own(&self) -> Option<&str> {
        self.source.and_then(|s| country(self.mentions, s))
    }

    /// Whether the noun phrase headed by `head` is another side than the source.
    pub(crate) fn is_other(&self, head: usize) -> bool {
        let who = self.who(head);
        let own = self.own();
        let other =
            |&a: &ActorId| Some(a) != self.source && country(self.mentions, a).is_none_or(|c| Some(c) != own);
        !who.is_empty() && who.iter().all(other)
    }

    /// Whether it is the source's country or a body of it.
    pub(crate) fn is_same_side(&self, head: usize) -> bool {
        let own = self.own();
        let who = self.who(head);
        own.is_some() && !who.is_empty() && who.iter().all(|&a| country(self.mentions, a) == own)
    }

    /// Whether it is the source itself: by name, or a pronoun that could mean nobody else.
    pub(crate) fn is_self(&self, head: usize) -> bool {
        let word = self.g.lower(head);
        if matches!(word.as_str(), "i" | "we") {
            return true;
        }
        let who = self.who(head);
        let pronoun = matches!(word.as_str(), "he" | "she" | "it" | "they");
        self.source.is_some_and(|s| who.contains(&s)) || pronoun && who.is_empty()
    }
}
