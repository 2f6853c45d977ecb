//! Attributions by the encoder: spans of source, cue and content, joined into who said what.
//!
//! Takes a text whose paragraphs are its lines, and an [`Encoder`] that was trained for it; gives [`Attributions`] in
//! bytes of that text. Paragraphs are packed into [`windows`]; [`spans`] cuts each paragraph into the spans with the
//! best expected F1; [`links`] lets each content choose its cue and each cue its source; [`quotes`] finds what stands
//! in quotation marks; [`acts`] says what kind of act the words of an attribution are. Spans follow PolNeAR (Newell et al. 2018): one flat layer, no span crosses a paragraph. Nesting
//! is not told here: the parse has to.

mod acts;
mod links;
mod quotes;
mod spans;
mod windows;
mod words;

use acts::ActHead;
pub use acts::STANCES;
use links::Scene;
use spans::SpanHead;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;
use verbale_language::Encoder;
use verbale_span::Span;
use windows::Word;
use words::Words;

/// What a span is in its attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who says it.
    Source,
    /// The words that attribute.
    Cue,
    /// What is said.
    Content,
}

impl Role {
    /// All of them, in the order of the model's numbers.
    const ALL: [Role; 3] = [Role::Source, Role::Cue, Role::Content];
}

/// One attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who says it, where the text names someone.
    pub source: Option<Span>,
    /// The words that attribute, where there are any.
    pub cue: Option<Span>,
    /// What is said, in the order of the text.
    pub content: Vec<Span>,
}

/// A quotation and who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// The quotation with its marks.
    pub span: Span,
    /// The words that name the speaker.
    pub speaker: Span,
}

/// What one text holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attributions {
    /// Every span, in the order of the text; none overlap. Cues without a content are here only.
    pub spans: Vec<(Span, Role)>,
    /// The spans joined, in the order of what is said.
    pub attributions: Vec<Attribution>,
    /// Quotations within a content whose speaker is named.
    pub quotes: Vec<Quote>,
}

static EMBEDDED: LazyLock<Encoder> = LazyLock::new(|| {
    // The model is part of the program and tested: a broken one is a bug, not an input.
    Encoder::load(include_bytes!("../../../../models/attribution.vbm"))
        .unwrap_or_else(|e| panic!("the embedded attribution model is broken: {e}"))
});

/// The encoder trained for attribution that comes with the program, in 8-bit integers (`models/attribution.md`).
pub fn encoder() -> &'static Encoder {
    &EMBEDDED
}

/// Finds attributions with a model.
pub struct Tagger<'e> {
    encoder: &'e Encoder,
    spans: SpanHead<'e>,
    acts: Option<ActHead<'e>>,
}

impl<'e> Tagger<'e> {
    /// A tagger; `None` where the encoder's model was not trained for attribution.
    pub fn new(encoder: &'e Encoder) -> Option<Self> {
        Some(Self { encoder, spans: SpanHead::new(encoder)?, acts: ActHead::new(encoder) })
    }

    /// Finds the attributions of a text and keeps what it takes to tell their acts: 1.5 kB a word.
    pub fn read(&self, text: &str) -> Tagged<'e> {
        let (pieces, lines): (Vec<_>, Vec<_>) =
            windows::windows(text, self.encoder).into_iter().map(|w| (w.pieces, w.lines)).unzip();
        let (mut spans, mut words) = (Vec::new(), Words::default());
        let firsts = |lines: &Vec<Vec<Word>>| lines.iter().flatten().map(|word| word.piece).collect();
        let firsts: Vec<Vec<usize>> = lines.iter().map(firsts).collect();
        for (states, lines) in self.encoder.encode_at(&pieces, &firsts).into_iter().zip(lines) {
            let found = self.spans.spans(&states, &lines);
            spans.extend(found.map(|(first, last, role)| (first.cover(last), role)));
            words.add(lines.iter().flatten().map(|word| word.span), states);
        }
        Tagged { found: joined(text, spans), acts: self.acts, words }
    }

    /// Finds the attributions of a text.
    pub fn find(&self, text: &str) -> Attributions {
        self.read(text).found
    }
}

/// A text read once.
pub struct Tagged<'e> {
    /// Its attributions.
    pub found: Attributions,
    acts: Option<ActHead<'e>>,
    words: Words,
}

impl fmt::Debug for Tagged<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tagged").field("found", &self.found).finish_non_exhaustive()
    }
}

impl Tagged<'_> {
    /// How likely each kind of act is for an attribution of these spans, found or not, in the order of [`STANCES`].
    ///
    /// `None` where the model has no head for acts or the content holds no word.
    pub fn act(
        &self,
        source: Option<Span>,
        cue: Option<Span>,
        content: &[Span],
    ) -> Option<[f32; STANCES.len()]> {
        self.acts?.score(&self.words, source, cue, content)
    }
}

/// Joins spans into attributions and gives quotations their speakers.
fn joined(text: &str, spans: Vec<(Span, Role)>) -> Attributions {
    let scene = Scene::new(text, &spans);
    let mut sources: BTreeMap<Span, Option<Span>> = BTreeMap::new();
    let mut place: BTreeMap<Span, usize> = BTreeMap::new();
    let mut attributions: Vec<Attribution> = Vec::new();
    let mut speakers = Vec::new();
    for content in spans.iter().filter(|(_, role)| *role == Role::Content).map(|(span, _)| *span) {
        let cue = scene.choose(content, Role::Cue);
        let source =
            cue.and_then(|cue| *sources.entry(cue).or_insert_with(|| scene.choose(cue, Role::Source)));
        speakers.push((content, source));
        match cue.and_then(|cue| place.get(&cue)) {
            Some(&at) => attributions[at].content.push(content),
            None => {
                cue.map(|cue| place.insert(cue, attributions.len()));
                attributions.push(Attribution { source, cue, content: vec![content] });
            }
        }
    }
    let quotes = quotes::spoken(text, &speakers);
    Attributions { spans, attributions, quotes }
}

#[cfg(test)]
mod tests;
