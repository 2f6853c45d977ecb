//! Spans that are given, joined.

use super::*;

/// The spans of a text marked up as `s{...}`, `c{...}` and `t{...}`: source, cue, content.
fn marked(text: &str) -> (String, Vec<(Span, Role)>) {
    let (mut plain, mut spans, mut open) = (String::new(), Vec::new(), None);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('s' | 'c' | 't', Some('{')) => {
                let role = Role::ALL[usize::from(c != 's') + usize::from(c == 't')];
                open = Some((plain.len(), role));
                chars.next();
            }
            ('}', _) => {
                let (start, role) = open.take().expect("an open span");
                spans.push((Span::new(start, plain.len()), role));
            }
            _ => plain.push(c),
        }
    }
    (plain, spans)
}

fn shown(text: &str) -> String {
    let (text, spans) = marked(text);
    let found = joined(&text, spans);
    let or_none = |span: Option<Span>| span.map_or("-", |span| span.of(&text)).to_owned();
    let mut out = String::new();
    for a in found.attributions {
        let content: Vec<&str> = a.content.iter().map(|span| span.of(&text)).collect();
        out += &format!("{} | {} | {}\n", or_none(a.source), or_none(a.cue), content.join(" … "));
    }
    for q in found.quotes {
        out += &format!("{} {}\n", q.speaker.of(&text), q.span.of(&text));
    }
    out
}

#[test]
fn pieces_around_a_cue_are_one_content() {
    let found = shown("t{“The talks went well,”} s{the minister} c{said}. t{“We shall meet again.”}");
    assert_eq!(
        found,
        "the minister | said | “The talks went well,” … “We shall meet again.”\n\
         the minister “The talks went well,”\nthe minister “We shall meet again.”\n"
    );
}

#[test]
fn neighbours_keep_their_own() {
    let found =
        shown("s{Oslo} c{said} t{it would sign}, while s{Bern} c{insisted} t{that nothing was agreed}.");
    assert_eq!(found, "Oslo | said | it would sign\nBern | insisted | that nothing was agreed\n");
}

#[test]
fn a_cue_may_have_no_source() {
    let found = shown("It was c{reported} t{that the envoy had left}.\ns{Rabat} c{denied} t{it}.");
    assert_eq!(found, "- | reported | that the envoy had left\nRabat | denied | it\n");
}

#[test]
fn a_content_without_a_cue_stands_alone() {
    assert_eq!(shown("t{“No deal today.”}"), "- | - | “No deal today.”\n");
}
