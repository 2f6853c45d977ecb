//! The pipeline: text → tokens → vectors → tags, tree, coarse tags, lemmas, entities → [`Document`].
//!
//! Lines are gathered into groups and their words go through the networks in blocks, which is what makes it fast;
//! no word's result depends on the block it was in.

use crate::chars::{Classes, is_space};
use crate::document::{Document, Entity, Stored, Token};
use crate::kernels::{self, HIDDEN, Packed, WIDTH};
use crate::labels::{Pos, Tag};
use crate::lemma::Lemmatizer;
use crate::lexeme::Strings;
use crate::lexicon::{Analysis, Lexicon, Net, Traits};
use crate::model::{Model, ModelError, Reader};
use crate::ner::Recogniser;
use crate::parser::{Parser, State, Tree};
use crate::ruler::{Ruler, View};
use crate::scorer::Contributions;
use crate::tok2vec::{Block, DEPTH, Tok2Vec};
use crate::tokenizer::{Piece, Tokenizer};
use std::cell::RefCell;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use verbale_span::Span;

static MODEL: &[u8] = include_bytes!("../../../models/en_core_web_sm.vbm");

/// Where Verbale reads a text otherwise than spaCy does. All are off by default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Analyses each line by itself: no sentence, arc or entity crosses a line feed, and a title does not run into
    /// the text below it. White space at the ends of a line is no token then.
    pub paragraphs: bool,
}

/// Analyses English text. Shared between threads; one text's result depends on that text alone.
pub struct Engine {
    /// Tells engines apart, so that one's memory is not used by another.
    id: u64,
    classes: Classes,
    tokenizer: Tokenizer,
    strings: Strings,
    tok2vec: Tok2Vec,
    tagger: Packed,
    tags: Vec<Tag>,
    parser: Parser,
    ruler: Ruler,
    lemmatizer: Lemmatizer,
    ner2vec: Tok2Vec,
    recogniser: Recogniser,
}

impl Engine {
    /// The engine with the model that is part of this crate, read at the first call.
    pub fn embedded() -> &'static Engine {
        static ENGINE: OnceLock<Engine> = OnceLock::new();
        ENGINE.get_or_init(|| match Engine::from_bytes(MODEL) {
            Ok(engine) => engine,
            // The bytes are part of the program and a test reads them.
            Err(error) => unreachable!("the embedded model: {error}"),
        })
    }

    /// An engine from the bytes of a model file that `models/convert.py` wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Engine, ModelError> {
        static ENGINES: AtomicU64 = AtomicU64::new(1);
        let model = Model::parse(bytes)?;
        let mut characters = model.section("characters")?;
        let classes = Classes::read(&mut characters)?;
        let units = characters.texts()?;
        let (tok2vec, ner2vec) = (model.section("tok2vec")?, model.section("ner2vec")?);
        let (tagger, tags) = read_tagger(&mut model.section("tagger")?)?;
        Ok(Engine {
            id: ENGINES.fetch_add(1, Ordering::Relaxed),
            tokenizer: Tokenizer::read(units, &mut model.section("exceptions")?, &classes)?,
            strings: Strings::read(&mut model.section("norms")?)?,
            parser: Parser::read(&mut model.section("parser")?)?,
            ruler: Ruler::read(&mut model.section("ruler")?)?,
            lemmatizer: Lemmatizer::read(&mut model.section("lemmas")?)?,
            recogniser: Recogniser::read(&mut model.section("ner")?)?,
            tok2vec: Tok2Vec::read(tok2vec, 6)?,
            ner2vec: Tok2Vec::read(ner2vec, 4)?,
            classes,
            tagger,
            tags,
        })
    }

    /// Analyses `text` as spaCy would.
    pub fn analyse(&self, text: &str) -> Document {
        self.analyse_with(text, &Options::default())
    }

    /// Analyses `text` under `options`.
    pub fn analyse_with(&self, text: &str, options: &Options) -> Document {
        SCRATCH.with_borrow_mut(|scratch| {
            if scratch.engine != self.id {
                *scratch = Scratch { engine: self.id, ..Scratch::default() };
            }
            let mut job = Job::new(self, text, scratch);
            if options.paragraphs {
                text.split('\n').for_each(|line| job.line(line.trim_matches(is_space)));
            } else {
                job.line(text);
            }
            job.finish()
        })
    }

    /// The number of the form of a piece of `text`.
    fn number(&self, lexicon: &mut Lexicon, text: &str, piece: &Piece) -> u32 {
        let word = &text[piece.start as usize..piece.end as usize];
        lexicon.number(word, piece.norm, || {
            let features = self.strings.features(&self.classes, word, self.tokenizer.norm(piece.norm));
            let begins_joined = self.tokenizer.begins_joined(word);
            let looks_around = self.ruler.looks_around(&features.lower);
            (features, Traits { begins_joined, looks_around })
        })
    }

    fn net(&self, net: Net) -> &Tok2Vec {
        match net {
            Net::Shared => &self.tok2vec,
            Net::Entities => &self.ner2vec,
        }
    }
}

fn read_tagger(r: &mut Reader<'_>) -> Result<(Packed, Vec<Tag>), ModelError> {
    let outputs = Tag::ALL.len();
    let weights = r.floats(outputs * WIDTH)?;
    let bias = r.floats(outputs)?;
    let tags = r.texts()?.into_iter().map(str::parse).collect::<Result<Vec<Tag>, _>>()?;
    if tags.len() != outputs {
        return Err(r.shape("a name for each tag"));
    }
    Ok((Packed::linear(&weights, &bias, outputs, WIDTH, |c| c), tags))
}

/// Words after which the lines so far are analysed.
const GROUP: usize = 1024;
/// Words that go through the convolutions together.
const BLOCK: usize = 256;
/// Words in a group for which memory is kept.
const MOST_KEPT: usize = 1 << 15;

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Memory that one thread's texts use one after the other.
#[derive(Default)]
struct Scratch {
    /// The engine it was filled by.
    engine: u64,
    lexicon: Lexicon,
    /// The pieces of one line, counted from its start, and those among them that an exception can begin with.
    cut: Vec<Piece>,
    candidates: Vec<u32>,
    pieces: Vec<Piece>,
    /// Numbers of the pieces' forms.
    forms: Vec<u32>,
    /// The pieces of each line.
    lines: Vec<Range<usize>>,
    tags: Vec<Tag>,
    block: Block,
    numbers: Vec<f32>,
    reduced: Vec<f32>,
    contributions: Contributions,
    state: State,
}

/// One text on its way through the pipeline.
struct Job<'e, 't, 's> {
    engine: &'e Engine,
    text: &'t str,
    s: &'s mut Scratch,
    out: Stored,
}

impl<'e, 't, 's> Job<'e, 't, 's> {
    fn new(engine: &'e Engine, text: &'t str, s: &'s mut Scratch) -> Self {
        s.lexicon.begin();
        s.clear();
        Job { engine, text, s, out: Stored::default() }
    }

    /// Takes up a line, which is a slice of the text.
    fn line(&mut self, line: &'t str) {
        let s = &mut *self.s;
        let (first, at) = (s.pieces.len(), line.as_ptr() as usize - self.text.as_ptr() as usize);
        s.cut(self.engine, line);
        if s.cut.is_empty() {
            return;
        }
        s.pieces.extend(s.cut.iter().map(|piece| piece.shifted(at as u32)));
        s.lines.push(first..s.pieces.len());
        if s.pieces.len() >= GROUP {
            self.group();
        }
    }

    fn finish(mut self) -> Document {
        self.group();
        self.out.text = self.text.to_string();
        Document::assemble(self.out)
    }

    /// Analyses the lines taken up so far.
    fn group(&mut self) {
        self.s.encode(self.engine, Net::Shared);
        let trees: Vec<Tree> = (0..self.s.lines.len()).map(|line| self.s.parse(self.engine, line)).collect();
        self.s.encode(self.engine, Net::Entities);
        for (line, tree) in trees.iter().enumerate() {
            self.add_entities(line, tree);
            self.add_tokens(self.s.lines[line].clone(), tree);
        }
        self.s.clear();
    }

    fn add_entities(&mut self, line: usize, tree: &Tree) {
        let first = self.out.tokens.len();
        let Scratch { lexicon, forms, lines, reduced, contributions, .. } = &mut *self.s;
        let line = lines[line].clone();
        let reduced = &reduced[line.start * HIDDEN..line.end * HIDDEN];
        let is_space = |i: usize| lexicon.features(forms[line.start + i]).is_space;
        self.engine.recogniser.find(reduced, &tree.sentence_starts, is_space, contributions, |r, kind| {
            self.out.entities.push(Entity { tokens: first + r.start..first + r.end, kind });
        });
    }

    fn add_tokens(&mut self, line: Range<usize>, tree: &Tree) {
        let first = self.out.tokens.len();
        for i in 0..line.len() {
            let Scratch { lexicon, pieces, forms, tags, .. } = &*self.s;
            let (form, tag, dep) = (forms[line.start + i], tags[line.start + i], tree.deps[i]);
            let Piece { start, end, .. } = pieces[line.start + i];
            let analysis = lexicon.analysis(form, tag, dep).unwrap_or_else(|| {
                let analysis = self.s.apply_rules(self.engine, self.text, line.clone(), tree, i);
                self.s.lexicon.keep_analysis(form, tag, dep, analysis);
                analysis
            });
            let Analysis { tag, pos, dep, lemma } = analysis;
            let lemma = self.s.lexicon.lemma_in(lemma, &mut self.out.lemmas);
            let head = first as u32 + tree.heads[i];
            self.out.tokens.push(Token { span: Span { start, end }, tag, pos, head, dep, lemma });
        }
        for (i, &start) in tree.sentence_starts.iter().enumerate() {
            match self.out.sentences.last_mut() {
                Some(last) if i > 0 && !start => last.end = first + i + 1,
                _ => self.out.sentences.push(first + i..first + i + 1),
            }
        }
    }
}

impl Scratch {
    fn clear(&mut self) {
        // What one huge text needed is not kept for the small ones after it.
        if self.pieces.len() > MOST_KEPT {
            let lexicon = std::mem::take(&mut self.lexicon);
            *self = Scratch { engine: self.engine, lexicon, ..Scratch::default() };
        }
        self.pieces.clear();
        self.forms.clear();
        self.lines.clear();
    }

    /// Cuts a line into `cut` and adds the forms of its pieces to `forms`.
    fn cut(&mut self, e: &Engine, line: &str) {
        let Scratch { lexicon, cut, forms, candidates, .. } = self;
        let first = forms.len();
        cut.clear();
        Tokenizer::chunks(line, cut, |start, end, cut| {
            let chunk = &line[start..end];
            if let Some(known) = lexicon.chunk(chunk) {
                cut.extend(known.iter().map(|(piece, _)| piece.shifted(start as u32)));
                forms.extend(known.iter().map(|(_, form)| form));
                return;
            }
            let (at, first) = (cut.len(), forms.len());
            e.tokenizer.chunk(&e.classes, chunk, 0, chunk.len(), cut);
            forms.extend(cut[at..].iter().map(|piece| e.number(lexicon, chunk, piece)));
            lexicon.keep_chunk(chunk, cut[at..].iter().copied().zip(forms[first..].iter().copied()));
            cut[at..].iter_mut().for_each(|piece| *piece = piece.shifted(start as u32));
        });
        candidates.clear();
        let begin = |&i: &usize| lexicon.traits(forms[first + i]).begins_joined;
        candidates.extend((0..cut.len()).filter(begin).map(|i| i as u32));
        if !candidates.is_empty() && e.tokenizer.rejoin(line, candidates, cut) {
            forms.truncate(first);
            forms.extend(cut.iter().map(|piece| e.number(lexicon, line, piece)));
        }
    }

    /// What the rules make of token `i` of a line.
    fn apply_rules(&mut self, e: &Engine, text: &str, line: Range<usize>, tree: &Tree, i: usize) -> Analysis {
        let Scratch { lexicon, pieces, forms, tags, .. } = &mut *self;
        let view = |i: usize| {
            let (&dep, f) = (tree.deps.get(i)?, lexicon.features(forms[line.start + i]));
            Some(View { tag: tags[line.start + i], dep, lower: &f.lower, is_space: f.is_space })
        };
        let given = e.ruler.apply(i, &view);
        // Every tag has a coarse tag.
        let pos = given.pos.unwrap_or(Pos::X);
        let at = line.start + i;
        let word = &text[pieces[at].start as usize..pieces[at].end as usize];
        let lemma = match given.lemma {
            Some(lemma) => lemma.into(),
            None => {
                let lower = &lexicon.features(forms[at]).lower;
                e.lemmatizer.lemma(&e.classes, word, lower, pos, given.form).into_owned()
            }
        };
        let lemma = lexicon.lemma(&lemma);
        Analysis { tag: given.tag.unwrap_or(tags[at]), pos, dep: given.dep.unwrap_or(tree.deps[i]), lemma }
    }

    /// Works out the reduced vectors of all pieces, and with the shared network their tags.
    fn encode(&mut self, e: &Engine, net: Net) {
        self.reduced.clear();
        if net == Net::Shared {
            self.tags.clear();
        }
        let mut batch: Vec<(usize, Range<usize>)> = Vec::new();
        let mut words = 0;
        for line in 0..self.lines.len() {
            let len = self.lines[line].len();
            for start in (0..len).step_by(BLOCK) {
                let range = start..len.min(start + BLOCK);
                if words + range.len() > BLOCK {
                    self.encode_batch(e, net, &batch);
                    batch.clear();
                    words = 0;
                }
                words += range.len();
                batch.push((line, range));
            }
        }
        self.encode_batch(e, net, &batch);
    }

    /// The same for ranges of lines that fit into one block.
    fn encode_batch(&mut self, e: &Engine, net: Net, batch: &[(usize, Range<usize>)]) {
        let Scratch { lexicon, pieces, forms, lines, block, .. } = self;
        let tok2vec = e.net(net);
        lexicon.reserve(net, batch.iter().map(|(_, r)| r.len() + 2 * DEPTH).sum());
        for (line, range) in batch {
            let line = lines[*line].clone();
            // A range that is cut out of a line has the line's words around it.
            let around = (line.start + range.start).saturating_sub(DEPTH).max(line.start);
            for i in around..(line.start + range.end + DEPTH).min(line.end) {
                lexicon.want(net, tok2vec, forms[i], pieces[i].space);
            }
        }
        lexicon.work_out(net, tok2vec);
        block.clear();
        for (line, range) in batch {
            let line = lines[*line].clone();
            let entry = |i: usize| lexicon.entry(net, forms[line.start + i], pieces[line.start + i].space);
            block.add(range.clone(), line.len(), entry);
        }
        tok2vec.encode(lexicon.entries(net), block);
        let (x, rows) = self.block.vectors();
        let scorer = if net == Net::Shared { e.parser.scorer() } else { e.recogniser.scorer() };
        scorer.reduce(x, rows, self.block.len(), &mut self.numbers, &mut self.reduced);
        if net == Net::Shared {
            let width = e.tagger.width();
            self.numbers.resize(self.block.len() * width, 0.0);
            kernels::linear(&e.tagger, x, rows, &mut self.numbers, width);
            let rows = self.numbers.chunks_exact(width);
            self.tags.extend(rows.map(|row| e.tags[first_of_best(&row[..e.tags.len()])]));
        }
    }

    fn parse(&mut self, e: &Engine, line: usize) -> Tree {
        let Scratch { lexicon, forms, lines, reduced, contributions, state, .. } = self;
        let line = lines[line].clone();
        let reduced = &reduced[line.start * HIDDEN..line.end * HIDDEN];
        let is_space = |i: usize| lexicon.features(forms[line.start + i]).is_space;
        e.parser.parse(reduced, line.len(), is_space, contributions, state)
    }
}

fn first_of_best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (i, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = i;
        }
    }
    best
}
