//! Named entities: begin, in, last, unit and out moves, greedily, never across a sentence start.

use crate::kernels::Scores;
use crate::labels::EntityKind;
use crate::model::{ModelError, Reader};
use crate::scorer::{Contributions, Scorer, mask};
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Begin(EntityKind),
    In(EntityKind),
    Last(EntityKind),
    Unit(EntityKind),
    Out,
    /// Only for entities set beforehand, which there are none of.
    Never,
}

/// The entity recogniser of one model.
pub(crate) struct Recogniser {
    scorer: Scorer,
    moves: Vec<Move>,
    /// What is allowed where no entity is open, by whether the sentence goes on and the word is no space.
    closed: [[Scores; 2]; 2],
    /// And within an entity, by its type and whether the sentence goes on.
    open: Vec<[Scores; 2]>,
}

const PLACES: usize = 3;

impl Recogniser {
    pub(crate) fn read(r: &mut Reader<'_>) -> Result<Self, ModelError> {
        let (scorer, names) = Scorer::read(r)?;
        if scorer.nr_places() != PLACES {
            return Err(r.shape("three places"));
        }
        let moves: Vec<Move> = names.iter().map(|name| read_move(r, name)).collect::<Result<_, _>>()?;
        let closed = |goes_on: bool, word: bool| {
            mask(moves.len(), |m| match moves[m] {
                Move::Begin(_) => goes_on && word,
                Move::Unit(_) => word,
                Move::Out => true,
                _ => false,
            })
        };
        let open = |kind: EntityKind, goes_on: bool| {
            mask(moves.len(), |m| moves[m] == Move::Last(kind) || (goes_on && moves[m] == Move::In(kind)))
        };
        let closed = [false, true].map(|goes_on| [false, true].map(|word| closed(goes_on, word)));
        let open =
            EntityKind::ALL.iter().map(|&kind| [false, true].map(|goes_on| open(kind, goes_on))).collect();
        Ok(Self { scorer, moves, closed, open })
    }

    pub(crate) fn scorer(&self) -> &Scorer {
        &self.scorer
    }

    /// Finds the entities of the words whose reduced vectors are given.
    pub(crate) fn find(
        &self,
        reduced: &[f32],
        starts: &[bool],
        is_space: impl Fn(usize) -> bool,
        memory: &mut Contributions,
        mut found: impl FnMut(Range<usize>, EntityKind),
    ) {
        let mut run = self.scorer.begin(reduced, memory);
        let mut open: Option<(usize, EntityKind)> = None;
        for i in 0..starts.len() {
            let goes_on = usize::from(starts.get(i + 1).is_some_and(|start| !start));
            let word = Some(i as u32);
            let (words, mask) = match open {
                Some((start, kind)) => {
                    ([word, Some(start as u32), word.map(|w| w - 1)], &self.open[kind as usize][goes_on])
                }
                None => ([word, None, None], &self.closed[goes_on][usize::from(!is_space(i))]),
            };
            match run.best(words, mask).map(|m| self.moves[m]) {
                Some(Move::Begin(kind)) => open = Some((i, kind)),
                Some(Move::Unit(kind)) => found(i..i + 1, kind),
                Some(Move::Last(kind)) => {
                    open.take().into_iter().for_each(|(start, _)| found(start..i + 1, kind))
                }
                _ => {}
            }
        }
    }
}

fn read_move(r: &Reader<'_>, name: &str) -> Result<Move, ModelError> {
    Ok(match name.split_once('-') {
        None if name == "O" => Move::Out,
        Some((_, "")) => Move::Never,
        Some(("B", kind)) => Move::Begin(kind.parse()?),
        Some(("I", kind)) => Move::In(kind.parse()?),
        Some(("L", kind)) => Move::Last(kind.parse()?),
        Some(("U", kind)) => Move::Unit(kind.parse()?),
        _ => return Err(r.shape("moves of the entity system")),
    })
}
