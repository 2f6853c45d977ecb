//! Sentences with their attributions marked, as `training/sentences/` has them.
//!
//! A line is an act, a tab, and a sentence with `<s>source</s>`, `<c>cue</c>` and `<t>content</t>`, each in one piece or
//! several; a sentence with several attributions stands on several lines, one with none has the act `none`. A third of
//! the sentences, told by their bare words, is for testing only: no model is trained on it.

use anyhow::{Context, bail};
use serde_json::json;
use std::path::Path;
use verbale_extract::findings::Stance;
use verbale_span::Span;

/// A sentence with one of its attributions.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Marked {
    /// The sentence without its marks.
    pub(super) bare: String,
    /// The act; `None` where nobody says anything.
    pub(super) act: Option<Stance>,
    pub(super) source: Vec<Span>,
    pub(super) cue: Vec<Span>,
    pub(super) content: Vec<Span>,
}

/// The lines of several files, without comments.
pub(super) fn read(files: &[impl AsRef<Path>]) -> anyhow::Result<Vec<Marked>> {
    let mut out = Vec::new();
    for file in files.iter().map(AsRef::as_ref) {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let place = || format!("{}:{}", file.display(), n + 1);
            let Some((act, marked)) = line.split_once('\t') else {
                bail!("{}: no tab between act and sentence", place());
            };
            let known = || format!("{}: no act `{act}`", place());
            let act = if act == "none" {
                None
            } else {
                Some(serde_json::from_value(json!(act)).with_context(known)?)
            };
            out.push(Marked { act, ..unmarked(marked) });
        }
    }
    Ok(out)
}

/// The sentence without its marks, and where they stood.
fn unmarked(marked: &str) -> Marked {
    let (mut out, mut rest, mut start) = (Marked::default(), marked, 0);
    let tags = ["<s>", "</s>", "<c>", "</c>", "<t>", "</t>"];
    while let Some((at, tag)) = tags.iter().filter_map(|&tag| Some((rest.find(tag)?, tag))).min() {
        out.bare.push_str(&rest[..at]);
        rest = &rest[at + tag.len()..];
        let span = Span::new(start, out.bare.len());
        match tag {
            "</s>" => out.source.push(span),
            "</c>" => out.cue.push(span),
            "</t>" => out.content.push(span),
            _ => start = out.bare.len(),
        }
    }
    out.bare.push_str(rest);
    out
}

/// Every third sentence by FNV-1a of its bytes, as `training/sentences.py` has it.
pub(super) fn is_for_testing(bare: &str) -> bool {
    let step = |n: u64, byte: u8| (n ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    bare.bytes().fold(0xcbf2_9ce4_8422_2325, step).is_multiple_of(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_give_spans_of_the_bare_sentence() {
        let found = unmarked("<t>“Ça suffit,”</t> <s>she</s> <c>said</c>, <t>“go.”</t>");
        let of = |spans: &[Span]| spans.iter().map(|s| s.of(&found.bare).to_owned()).collect::<Vec<_>>();
        assert_eq!(found.bare, "“Ça suffit,” she said, “go.”");
        assert_eq!(of(&found.source), ["she"]);
        assert_eq!(of(&found.cue), ["said"]);
        assert_eq!(of(&found.content), ["“Ça suffit,”", "“go.”"]);
    }

    /// The numbers are those of the published FNV-1a test vectors, by way of their remainders.
    #[test]
    fn the_third_for_testing_is_told_by_fnv() {
        for (text, hash) in
            [("", 0xcbf2_9ce4_8422_2325_u64), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(is_for_testing(text), hash.is_multiple_of(3), "{text}");
        }
    }
}
