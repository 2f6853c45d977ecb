//! An article with its parts analysed: what every extractor takes.

use crate::attribution::Tagged;
use crate::findings::Evidence;
use crate::tools::Tools;
use std::borrow::Cow;
use verbale_article::{Article, Part};
use verbale_language::{Document, Options};
use verbale_register::Register;
use verbale_span::Span;
use verbale_time::TimeExpression;

/// One part of the article and its analysis. Offsets of `document` are offsets of the part's text.
#[derive(Debug)]
pub struct PartReading {
    /// Which part.
    pub part: Part,
    /// Its analysis, paragraph by paragraph.
    pub document: Document,
    /// Time expressions in it, in order.
    pub times: Vec<TimeExpression>,
    /// Attributions by the encoder, where it was asked.
    pub tagged: Option<Tagged<'static>>,
}

impl PartReading {
    /// Evidence for a stretch of this part.
    pub fn evidence(&self, span: Span) -> Evidence {
        Evidence { part: self.part, span }
    }

    /// Evidence for a range of tokens of this part.
    pub fn tokens(&self, tokens: std::ops::Range<usize>) -> Evidence {
        self.evidence(self.document.span(tokens))
    }
}

/// An article read by the language engine.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The article.
    pub article: &'a Article,
    /// Who is who.
    pub register: &'a Register,
    /// Headline, body, captions: those that are not empty.
    pub parts: Vec<PartReading>,
}

impl<'a> Reading<'a> {
    /// Analyses the article's parts.
    pub fn new(article: &'a Article, tools: &Tools<'a>) -> Self {
        let options = Options { paragraphs: true };
        let parts = article.parts().into_iter().map(|part| {
            let text = article.text(part);
            let document = tools.engine.analyse_with(&after_dateline(article, part), &options);
            let tagged = tools.tagger.map(|tagger| tagger.read(text));
            PartReading { part, document, times: verbale_time::find(text), tagged }
        });
        Self { article, register: tools.register, parts: parts.collect() }
    }

    /// The analysis of `part`, where the article has it.
    pub fn part(&self, part: Part) -> Option<&PartReading> {
        self.parts.iter().find(|p| p.part == part)
    }

    /// The words of a piece of evidence.
    pub fn quote(&self, at: Evidence) -> &str {
        at.span.of(self.article.text(at.part))
    }
}

/// The part's text with the dash after a dateline turned into line ends, byte for byte: "LIMA (Southern Press) — " is then
/// a line of its own and does not spoil the parse of the first sentence.
fn after_dateline(article: &Article, part: Part) -> Cow<'_, str> {
    let text = article.text(part);
    let Some(dateline) = article.dateline.as_ref().filter(|_| part == Part::Body) else { return text.into() };
    let (Some(head), Some(rest)) =
        (text.get(..dateline.span.end as usize), text.get(dateline.span.end as usize..))
    else {
        return text.into();
    };
    let report = rest.trim_start_matches([' ', '-', '–', '—', ':', ')']);
    let dash = rest.len() - report.len();
    if dash == 0 { text.into() } else { format!("{head}{}{report}", "\n".repeat(dash)).into() }
}
