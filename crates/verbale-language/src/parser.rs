//! Heads, labels and sentence starts: arc-eager parsing with a break move, greedily.
//!
//! The transition system is that of Honnibal, Goldberg & Johnson (CoNLL 2013) with later changes in spaCy: a word
//! that is reduced without a head goes back to the buffer. Non-projective arcs are read off decorated labels
//! (Nivre & Nilsson, ACL 2005).

use crate::kernels::Scores;
use crate::labels::Dep;
use crate::model::{ModelError, Reader};
use crate::scorer::{Contributions, Scorer, mask};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Shift,
    Reduce,
    Left,
    Right,
    Break,
}

/// A label, and for a lifted arc the label of the word it hangs from in truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Label {
    dep: Dep,
    lifted: Option<Dep>,
}

/// The parser of one model.
pub(crate) struct Parser {
    scorer: Scorer,
    moves: Vec<(Kind, Label)>,
    /// For each set of possible kinds, what is allowed.
    masks: Vec<Scores>,
}

/// The tree over the words of one text.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) heads: Vec<u32>,
    pub(crate) deps: Vec<Dep>,
    pub(crate) sentence_starts: Vec<bool>,
}

const PLACES: usize = 8;
const KINDS: usize = 5;
const NONE: u32 = u32::MAX;

impl Parser {
    pub(crate) fn read(r: &mut Reader<'_>) -> Result<Self, ModelError> {
        let (scorer, names) = Scorer::read(r)?;
        if scorer.nr_places() != PLACES {
            return Err(r.shape("eight places"));
        }
        let moves: Vec<(Kind, Label)> =
            names.iter().map(|name| read_move(r, name)).collect::<Result<_, _>>()?;
        let masks =
            (0..1 << KINDS).map(|kinds| mask(moves.len(), |m| kinds >> moves[m].0 as u32 & 1 == 1)).collect();
        Ok(Self { scorer, moves, masks })
    }

    pub(crate) fn scorer(&self) -> &Scorer {
        &self.scorer
    }

    /// Parses the words whose reduced vectors are given; `is_space` tells the words that are white space.
    pub(crate) fn parse(
        &self,
        reduced: &[f32],
        words: usize,
        is_space: impl Fn(usize) -> bool,
        memory: &mut Contributions,
        state: &mut State,
    ) -> Tree {
        let mut run = self.scorer.begin(reduced, memory);
        state.begin(words);
        while !state.is_final() {
            match run.best(state.places(), &self.masks[state.possible()]) {
                Some(m) => state.apply(self.moves[m].0, m as u16),
                None => break,
            }
        }
        self.tree(state, is_space)
    }

    fn tree(&self, state: &State, is_space: impl Fn(usize) -> bool) -> Tree {
        let root = Label { dep: Dep::Root, lifted: None };
        let label = |m: u16| self.moves.get(m as usize).map_or(root, |m| m.1);
        let labels: Vec<Label> = (0..state.heads.len())
            .map(|i| if state.heads[i] == NONE { root } else { label(state.labels[i]) })
            .collect();
        let mut heads = state.heads.clone();
        for (i, head) in heads.iter_mut().enumerate() {
            if *head == NONE {
                *head = i as u32;
            }
        }
        let mut edges = Edges::of(&heads);
        let deps: Vec<Dep> = labels.iter().map(|l| l.dep).collect();
        if labels.iter().any(|l| l.lifted.is_some()) {
            reattach(&mut heads, &deps, &labels, &edges, is_space);
            edges = Edges::of(&heads);
        }
        let sentence_starts = edges.sentence_starts(&heads);
        Tree { heads, deps, sentence_starts }
    }
}

fn read_move(r: &Reader<'_>, name: &str) -> Result<(Kind, Label), ModelError> {
    let (kind, label) = name.split_once('-').unwrap_or((name, "ROOT"));
    let kind = match kind {
        "S" => Kind::Shift,
        "D" => Kind::Reduce,
        "L" => Kind::Left,
        "R" => Kind::Right,
        "B" => Kind::Break,
        _ => return Err(r.shape("moves of the arc-eager system")),
    };
    let (dep, lifted) = match label.split_once("||") {
        Some((dep, head)) => (dep.parse()?, Some(head.parse()?)),
        None => (label.parse()?, None),
    };
    Ok((kind, Label { dep, lifted }))
}

/// Stack, buffer and arcs.
#[derive(Default)]
pub(crate) struct State {
    heads: Vec<u32>,
    labels: Vec<u16>,
    stack: Vec<u32>,
    /// Words put back, the next one last.
    returned: Vec<u32>,
    next: u32,
    returned_before: Vec<bool>,
    starts: Vec<bool>,
    /// The child attached last on either side, and for each word the one attached before it.
    last_left: Vec<u32>,
    last_right: Vec<u32>,
    sibling: Vec<u32>,
}

impl State {
    fn begin(&mut self, n: usize) {
        fn fill<T: Copy>(v: &mut Vec<T>, n: usize, value: T) {
            v.clear();
            v.resize(n, value);
        }
        fill(&mut self.heads, n, NONE);
        fill(&mut self.labels, n, 0);
        fill(&mut self.returned_before, n, false);
        fill(&mut self.starts, n, false);
        fill(&mut self.last_left, n, NONE);
        fill(&mut self.last_right, n, NONE);
        fill(&mut self.sibling, n, NONE);
        self.stack.clear();
        self.returned.clear();
        self.next = 0;
    }

    fn buffer_len(&self) -> usize {
        self.heads.len() - self.next as usize + self.returned.len()
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_len() == 0
    }

    fn stack(&self, i: usize) -> Option<u32> {
        self.stack.iter().rev().nth(i).copied()
    }

    fn buffer(&self, i: usize) -> Option<u32> {
        match i.checked_sub(self.returned.len()) {
            None => self.returned.iter().rev().nth(i).copied(),
            Some(i) => Some(self.next + i as u32).filter(|&w| (w as usize) < self.heads.len()),
        }
    }

    fn places(&self) -> [Option<u32>; PLACES] {
        let child = |of: &[u32], word: Option<u32>| word.map(|w| of[w as usize]).filter(|&c| c != NONE);
        let (b0, s0) = (self.buffer(0), self.stack(0));
        [
            b0,
            self.buffer(1),
            s0,
            self.stack(1),
            self.stack(2),
            child(&self.last_left, b0),
            child(&self.last_left, s0),
            child(&self.last_right, s0),
        ]
    }

    /// Which kinds of move are possible, a bit for each.
    fn possible(&self) -> usize {
        let (depth, left) = (self.stack.len(), self.buffer_len());
        let (b0, b1) = (self.buffer(0), self.buffer(1));
        let at_start = b0.is_some_and(|w| self.starts[w as usize]);
        let shift =
            depth == 0 || left >= 2 && !at_start && !b0.is_some_and(|w| self.returned_before[w as usize]);
        let arc = depth > 0 && left > 0 && !at_start;
        let split = match (b0, b1) {
            (Some(b0), Some(b1)) => b1 == b0 + 1 && !self.starts[b1 as usize],
            _ => false,
        };
        let kinds = [shift, depth > 0, arc, arc, split];
        kinds.iter().enumerate().map(|(kind, &possible)| usize::from(possible) << kind).sum()
    }

    /// Makes a move that [`Self::possible`] admits; `label` is kept for its arc.
    fn apply(&mut self, kind: Kind, label: u16) {
        match (kind, self.stack(0), self.buffer(0)) {
            (Kind::Shift, ..) => self.push(),
            (Kind::Reduce, Some(s0), _) => {
                self.stack.pop();
                if self.heads[s0 as usize] == NONE && !self.stack.is_empty() {
                    self.returned_before[s0 as usize] = true;
                    self.returned.push(s0);
                }
            }
            (Kind::Left, Some(s0), Some(b0)) => {
                self.attach(b0, s0, label);
                self.returned_before[b0 as usize] = false;
                self.stack.pop();
            }
            (Kind::Right, Some(s0), Some(b0)) => {
                self.attach(s0, b0, label);
                self.push();
            }
            (Kind::Break, ..) => {
                if let Some(b1) = self.buffer(1) {
                    self.starts[b1 as usize] = true;
                }
            }
            _ => {}
        }
    }

    fn push(&mut self) {
        let word = self.returned.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(word);
    }

    fn attach(&mut self, head: u32, child: u32, label: u16) {
        let old = self.heads[child as usize];
        if old != NONE {
            // The word on top of the stack is always the child its head got last.
            let last = if old > child { &mut self.last_left } else { &mut self.last_right };
            if last[old as usize] == child {
                last[old as usize] = self.sibling[child as usize];
            }
        }
        let last = if head > child { &mut self.last_left } else { &mut self.last_right };
        self.sibling[child as usize] = last[head as usize];
        last[head as usize] = child;
        self.heads[child as usize] = head;
        self.labels[child as usize] = label;
    }
}

/// The first and last word of each word's subtree.
struct Edges {
    left: Vec<u32>,
    right: Vec<u32>,
}

impl Edges {
    /// Non-projective trees need more than one pass; spaCy stops after twelve.
    const PASSES: usize = 12;

    fn of(heads: &[u32]) -> Self {
        let own: Vec<u32> = (0..heads.len() as u32).collect();
        let mut edges = Edges { left: own.clone(), right: own };
        for _ in 0..Self::PASSES {
            edges.widen(heads);
            if edges.heads_within_sentences(heads) {
                break;
            }
        }
        edges
    }

    fn widen(&mut self, heads: &[u32]) {
        let mut widen = |i: usize| {
            let head = heads[i] as usize;
            self.left[head] = self.left[head].min(self.left[i]);
            self.right[head] = self.right[head].max(self.right[i]);
        };
        (0..heads.len()).for_each(&mut widen);
        (0..heads.len()).rev().for_each(&mut widen);
    }

    fn sentence_starts(&self, heads: &[u32]) -> Vec<bool> {
        let mut starts = vec![false; heads.len()];
        for (i, &head) in heads.iter().enumerate() {
            if head as usize == i {
                starts[self.left[i] as usize] = true;
            }
        }
        starts
    }

    fn heads_within_sentences(&self, heads: &[u32]) -> bool {
        let starts = self.sentence_starts(heads);
        let mut start = 0;
        for (i, &starts) in starts.iter().enumerate() {
            if (i > 0 && starts) || i + 1 == heads.len() {
                if (start..i).any(|j| (heads[j] as usize) < start || heads[j] as usize > i) {
                    return false;
                }
                start = i;
            }
        }
        true
    }
}

/// Hangs every word with a decorated label from the first word below its head that carries the second label.
fn reattach(
    heads: &mut [u32],
    deps: &[Dep],
    labels: &[Label],
    edges: &Edges,
    is_space: impl Fn(usize) -> bool,
) {
    let lifted: Vec<bool> = labels.iter().map(|l| l.lifted.is_some()).collect();
    for i in 0..heads.len() {
        let Some(wanted) = labels[i].lifted else { continue };
        // A label still decorated is not the plain one that is looked for.
        let plain = |j: usize| (!lifted[j] || j < i).then_some(deps[j]);
        let found = search_below(heads, edges, heads[i] as usize, |j| {
            if is_space(j) || j == i {
                Visit::Skip
            } else if plain(j) == Some(wanted) {
                Visit::Found
            } else {
                Visit::Enter
            }
        });
        if let Some(found) = found {
            heads[i] = found as u32;
        }
    }
}

enum Visit {
    Skip,
    Found,
    Enter,
}

/// Words looked at before a search is given up: no sentence of prose is that long.
const SEARCH_LIMIT: usize = 20_000;

/// Breadth first from `top` down, children from left to right.
fn search_below(heads: &[u32], edges: &Edges, top: usize, visit: impl Fn(usize) -> Visit) -> Option<usize> {
    let mut queue = std::collections::VecDeque::from([top]);
    let mut looked = 0;
    while let Some(at) = queue.pop_front() {
        let first = edges.left[at] as usize;
        for (j, &head) in heads.iter().enumerate().take(edges.right[at] as usize + 1).skip(first) {
            looked += 1;
            if looked > SEARCH_LIMIT {
                return None;
            }
            if j == at || head as usize != at {
                continue;
            }
            match visit(j) {
                Visit::Skip => {}
                Visit::Found => return Some(j),
                Visit::Enter => queue.push_back(j),
            }
        }
    }
    None
}
