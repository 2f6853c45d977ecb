//! Quotations: what stands between quotation marks in one line, within a content, with its speaker.

use super::Quote;
use verbale_span::Span;

/// The quotations of which at least half stands in a content that has a source. `speakers` are all contents in order,
/// each with its source.
pub(super) fn spoken(text: &str, speakers: &[(Span, Option<Span>)]) -> Vec<Quote> {
    let speaker = |quote: Span| {
        let first = speakers.partition_point(|(content, _)| content.end <= quote.start);
        let over = speakers[first..].iter().take_while(|(content, _)| content.start < quote.end);
        let shared = |content: Span| content.end.min(quote.end) - content.start.max(quote.start);
        let (content, source) = over.max_by_key(|(content, _)| (shared(*content), *content))?;
        source.filter(|_| shared(*content) as usize * 2 >= quote.len())
    };
    quoted(text).into_iter().filter_map(|span| Some(Quote { span, speaker: speaker(span)? })).collect()
}

/// Every stretch of two characters and more between an opening and a closing mark in one line, with its marks.
fn quoted(text: &str) -> Vec<Span> {
    let (mut out, mut open) = (Vec::new(), None);
    for (at, c) in text.char_indices() {
        let (opens, closes) = (matches!(c, '“' | '"'), matches!(c, '”' | '"'));
        let inner = |(from, mark): (usize, char)| text[from + mark.len_utf8()..at].chars().nth(1).is_some();
        match open {
            Some(begin) if closes && inner(begin) => {
                out.push(Span::new(begin.0, at + c.len_utf8()));
                open = None;
            }
            _ if opens => open = Some((at, c)),
            _ if closes || c == '\n' => open = None,
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        quoted(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn marks_are_paired_within_a_line() {
        assert_eq!(shown("“We met,” he said. \"And talked.\""), ["“We met,”", "\"And talked.\""]);
        assert_eq!(shown("“No end here\nand “an end”"), ["“an end”"]);
        assert!(shown("“a” “” \"é\" ”").is_empty());
    }

    #[test]
    fn a_quotation_has_the_speaker_of_the_content_it_is_in() {
        let text = "Ito said “we met twice” at the “Club of Seven” there";
        let at = |part: &str| {
            let start = text.find(part).expect("a part of the text");
            Span::new(start, start + part.len())
        };
        let found = spoken(text, &[(at("“we met twice” at"), Some(at("Ito")))]);
        assert_eq!(found, [Quote { span: at("“we met twice”"), speaker: at("Ito") }]);
        assert!(spoken(text, &[(at("we"), Some(at("Ito")))]).is_empty());
        assert!(spoken(text, &[(at("“we met twice”"), None)]).is_empty());
    }
}
