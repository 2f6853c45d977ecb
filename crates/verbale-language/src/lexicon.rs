//! The word forms met so far, with their features and what the convolutions start from.
//!
//! A memory: what it holds follows from the model and the form alone, so nothing depends on what was read before.

use crate::kernels::ENTRY;
use crate::labels::{Dep, Pos, Tag};
use crate::lexeme::Features;
use crate::tok2vec::Tok2Vec;
use crate::tokenizer::Piece;
use std::collections::HashMap;

/// Forms after which the memory is emptied before the next text.
const MOST_FORMS: usize = 1 << 15;
/// Entries after which a network's entries are worked out anew: 31 MB.
const MOST_ENTRIES: usize = 1 << 13;
/// Longer chunks do not recur.
const LONGEST_CHUNK: usize = 40;
/// Analyses kept of one form.
const MOST_ANALYSES: usize = 8;
const NONE: u32 = u32::MAX;

/// Which of the two networks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Net {
    Shared,
    Entities,
}

struct Form {
    features: Features,
    traits: Traits,
    norm: u16,
    /// What tags and labels made of it.
    analyses: Vec<((Tag, Dep), Analysis)>,
    /// The next form of the same letters, with another norm.
    next: u32,
    /// Where its entries are: of the shared network before none and before a space, of the entities' network.
    slots: [Slot; 3],
}

/// What other parts say of a form.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Traits {
    /// An exception to the tokenizer's rules can begin with it.
    pub(crate) begins_joined: bool,
    /// The tokens beside it can change its analysis.
    pub(crate) looks_around: bool,
}

/// The outcome of the rules for a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Analysis {
    pub(crate) tag: Tag,
    pub(crate) pos: Pos,
    pub(crate) dep: Dep,
    /// Number of the lemma in the lexicon.
    pub(crate) lemma: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    place: u32,
    /// The entries' generation in which the place is good; none is 0.
    generation: u32,
}

#[derive(Default)]
struct Entries {
    /// The first is all zeros.
    numbers: Vec<f32>,
    generation: u32,
    /// Embeddings of the forms that still need an entry.
    wanted: Vec<f32>,
    mixed: Vec<f32>,
}

/// The memory.
#[derive(Default)]
pub(crate) struct Lexicon {
    by_letters: HashMap<Box<str>, u32>,
    forms: Vec<Form>,
    /// Pieces of chunks, counted from the chunk's start, and their forms.
    chunks: HashMap<Box<str>, (u32, u32)>,
    chunk_pieces: Vec<(Piece, u32)>,
    by_lemma: HashMap<Box<str>, u32>,
    /// The lemmas, with the last document that used them and their number there.
    lemmas: Vec<(Box<str>, u64, u32)>,
    document: u64,
    entries: [Entries; 2],
}

impl Lexicon {
    /// To be called before a text.
    pub(crate) fn begin(&mut self) {
        self.document += 1;
        if self.forms.len() > MOST_FORMS || self.chunks.len() > MOST_FORMS {
            self.by_letters.clear();
            self.forms.clear();
            self.chunks.clear();
            self.chunk_pieces.clear();
            self.by_lemma.clear();
            self.lemmas.clear();
        }
    }

    /// The number of the form `letters` with the norm `norm`; `new` is asked where it is new.
    pub(crate) fn number(
        &mut self,
        letters: &str,
        norm: u16,
        new: impl FnOnce() -> (Features, Traits),
    ) -> u32 {
        let first = self.by_letters.get(letters).copied();
        let mut at = first.unwrap_or(NONE);
        while let Some(form) = self.forms.get(at as usize) {
            if form.norm == norm {
                return at;
            }
            at = form.next;
        }
        let number = self.forms.len() as u32;
        let (features, traits) = new();
        let (next, slots) = (first.unwrap_or(NONE), [Slot::default(); 3]);
        self.forms.push(Form { features, traits, norm, analyses: Vec::new(), next, slots });
        self.by_letters.insert(letters.into(), number);
        number
    }

    pub(crate) fn features(&self, number: u32) -> &Features {
        &self.forms[number as usize].features
    }

    pub(crate) fn traits(&self, number: u32) -> Traits {
        self.forms[number as usize].traits
    }

    /// The pieces of a chunk that was met before.
    pub(crate) fn chunk(&self, chunk: &str) -> Option<&[(Piece, u32)]> {
        let &(start, end) = self.chunks.get(chunk)?;
        self.chunk_pieces.get(start as usize..end as usize)
    }

    /// Keeps the pieces of a chunk, counted from its start.
    pub(crate) fn keep_chunk(&mut self, chunk: &str, pieces: impl Iterator<Item = (Piece, u32)>) {
        if chunk.len() <= LONGEST_CHUNK {
            let start = self.chunk_pieces.len() as u32;
            self.chunk_pieces.extend(pieces);
            self.chunks.insert(chunk.into(), (start, self.chunk_pieces.len() as u32));
        }
    }

    /// What the rules made of a form with this tag and label before.
    pub(crate) fn analysis(&self, number: u32, tag: Tag, dep: Dep) -> Option<Analysis> {
        let analyses = &self.forms[number as usize].analyses;
        analyses.iter().find(|(key, _)| *key == (tag, dep)).map(|(_, analysis)| *analysis)
    }

    pub(crate) fn keep_analysis(&mut self, number: u32, tag: Tag, dep: Dep, analysis: Analysis) {
        let form = &mut self.forms[number as usize];
        if !form.traits.looks_around && form.analyses.len() < MOST_ANALYSES {
            form.analyses.push(((tag, dep), analysis));
        }
    }

    /// The number of a lemma.
    pub(crate) fn lemma(&mut self, lemma: &str) -> u32 {
        if let Some(&number) = self.by_lemma.get(lemma) {
            return number;
        }
        let number = self.lemmas.len() as u32;
        self.lemmas.push((lemma.into(), 0, 0));
        self.by_lemma.insert(lemma.into(), number);
        number
    }

    /// The number of a lemma in the current document's `table`, to which it is added where it is new.
    pub(crate) fn lemma_in(&mut self, number: u32, table: &mut Vec<String>) -> u32 {
        let (lemma, document, there) = &mut self.lemmas[number as usize];
        if std::mem::replace(document, self.document) != self.document {
            *there = table.len() as u32;
            table.push(lemma.to_string());
        }
        *there
    }

    /// Makes room for the entries of `count` words that are to be there at the same time.
    pub(crate) fn reserve(&mut self, net: Net, count: usize) {
        let entries = &mut self.entries[net as usize];
        if entries.generation == 0 || entries.numbers.len() / ENTRY + count > MOST_ENTRIES {
            entries.numbers.clear();
            // Once for all, so that it never moves; what is not used takes no memory.
            entries.numbers.reserve_exact(MOST_ENTRIES * ENTRY);
            entries.numbers.resize(ENTRY, 0.0);
            entries.generation += 1;
        }
    }

    /// Notes that the entries of these words, with whether a space follows, are wanted.
    pub(crate) fn want(&mut self, net: Net, tok2vec: &Tok2Vec, number: u32, space: bool) {
        let entries = &mut self.entries[net as usize];
        let form = &mut self.forms[number as usize];
        let slot = &mut form.slots[slot(net, space)];
        if slot.generation == entries.generation {
            return;
        }
        let place = entries.numbers.len() / ENTRY + entries.wanted.len() / tok2vec.inputs();
        *slot = Slot { place: place as u32, generation: entries.generation };
        let f = &form.features;
        let ids = f.ids.into_iter().chain([u64::from(space), u64::from(f.is_space)]);
        tok2vec.embed(ids, &mut entries.wanted);
    }

    /// Works out the entries that are wanted.
    pub(crate) fn work_out(&mut self, net: Net, tok2vec: &Tok2Vec) {
        let entries = &mut self.entries[net as usize];
        tok2vec.mix(&entries.wanted, &mut entries.mixed, &mut entries.numbers);
        entries.wanted.clear();
    }

    /// The number of a word's entry that was wanted and worked out.
    pub(crate) fn entry(&self, net: Net, number: u32, space: bool) -> u32 {
        self.forms[number as usize].slots[slot(net, space)].place
    }

    /// All entries.
    pub(crate) fn entries(&self, net: Net) -> &[f32] {
        &self.entries[net as usize].numbers
    }
}

/// Only the shared network sees whether a space follows.
fn slot(net: Net, space: bool) -> usize {
    match net {
        Net::Shared => usize::from(space),
        Net::Entities => 2,
    }
}
