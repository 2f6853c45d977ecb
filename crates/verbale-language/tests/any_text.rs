//! Whatever the text, the document is whole: spans lie in it, heads and sentences hold together.

use proptest::prelude::*;
use verbale_language::{Document, Engine, Options};

fn documents(text: &str) -> [Document; 2] {
    [false, true].map(|paragraphs| Engine::embedded().analyse_with(text, &Options { paragraphs }))
}

fn check(text: &str) {
    let [plain, paragraphs] = documents(text);
    for document in [&plain, &paragraphs] {
        whole(document, text);
    }
    // By default nothing but single spaces is lost.
    let covered: usize = plain.tokens().iter().map(|t| t.span.len()).sum();
    let spaces = plain.tokens().windows(2).filter(|w| w[0].span.end < w[1].span.start).count();
    assert!(covered + spaces + 1 >= text.len(), "{covered} and {spaces} of {} bytes", text.len());
    // By lines no token holds or crosses a line feed, and only white space is lost.
    assert!((0..paragraphs.len()).all(|i| !paragraphs.word(i).contains('\n')));
    let said = |s: &str| {
        s.chars().filter(|c| !c.is_whitespace() && !('\x1c'..='\x1f').contains(c)).collect::<String>()
    };
    let words: String = (0..paragraphs.len()).map(|i| paragraphs.word(i)).collect();
    assert_eq!(said(&words), said(text));
    for s in paragraphs.sentences() {
        assert!(!paragraphs.span(s.clone()).of(text).contains('\n'));
    }
}

fn whole(d: &Document, text: &str) {
    assert_eq!(d.text(), text);
    let mut end = 0;
    for (i, token) in d.tokens().iter().enumerate() {
        assert!(token.span.start >= end && token.span.end > token.span.start);
        assert!(text.get(token.span.range()).is_some(), "{:?} is not on character boundaries", token.span);
        end = token.span.end;
        assert!(d.head(i) < d.len());
        assert!(d.is_under(i, d.head(i)) && d.subtree(i).contains(&i));
        assert!(d.children(i).all(|c| d.head(c) == i));
        assert!(!d.lemma(i).is_empty());
    }
    let covered: Vec<usize> = d.sentences().iter().flat_map(|s| s.clone()).collect();
    assert!(covered.into_iter().eq(0..d.len()));
    let mut end = 0;
    for entity in d.entities() {
        assert!(entity.tokens.start >= end && entity.tokens.end > entity.tokens.start);
        end = entity.tokens.end;
        assert_eq!(d.sentence_of(entity.tokens.start), d.sentence_of(end - 1), "an entity crosses sentences");
    }
    assert!(end <= d.len());
    assert_eq!(d.to_conllu().matches("\tStart=").count(), d.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_characters(text in "\\PC{0,60}") {
        check(&text);
    }

    #[test]
    fn any_code_points(text in proptest::collection::vec(any::<char>(), 0..60)) {
        check(&text.into_iter().collect::<String>());
    }

    #[test]
    fn words_marks_and_space(text in "([A-Z]?[a-z]{1,8}|[0-9]{1,3}|[.,;:!?'\"()/@%$€…–—-]|n't|'s|[ \\n\\t\u{a0}]){0,40}") {
        check(&text);
    }
}

#[test]
fn odd_texts() {
    for text in [
        "",
        " ",
        "\n",
        "\n\n",
        " a",
        "a ",
        "\u{feff}",
        "\u{fffd}\u{fffd}",
        "مرحبا بالعالم",
        "שלום, עולם.",
        "a\0b",
        "👩‍👩‍👧‍👦 met 🇫🇷.",
    ] {
        check(text);
    }
}

/// A megabyte without a space, Latin and right-to-left, a million line ends, and replacement characters.
#[test]
fn a_megabyte_of_one_thing() {
    for (unit, times) in [("a", 1_000_000), ("\n", 1_000_000), ("\u{fffd}", 20_000), ("\u{627}", 500_000)] {
        check(&unit.repeat(times));
    }
    let lines = "مرحبا بالعالم\n".repeat(1_000);
    check(&lines);
}

/// Long junk takes time in proportion: a quadratic step would run for minutes here.
#[test]
fn long_junk() {
    // Just short of what is taken as one word.
    let n = 4_000;
    for unit in ["a", "(", ".", "\u{fffd}", "'", "@", "a.", "a-", "\n", "😀", "1,", "://", "n't", "x@", "ا"]
    {
        let chunk = unit.repeat(n / unit.len());
        check(&format!("{chunk} {chunk} {chunk}"));
    }
}

#[test]
fn a_document_can_be_stored() {
    let document = Engine::embedded().analyse("Chad and Niger signed. \"We're glad,\" Mr. Abba said.");
    let stored = serde_json::to_string(&document).expect("JSON");
    let read: Document = serde_json::from_str(&stored).expect("a document");
    assert_eq!(read, document);
    let broken = stored.replacen("\"head\":", "\"head\":9", 1);
    assert!(serde_json::from_str::<Document>(&broken).is_err());
}

#[test]
fn lines_are_read_by_themselves() {
    let text = "Minister in Accra\nThe minister met the king.";
    let document = Engine::embedded().analyse_with(text, &Options { paragraphs: true });
    let sentences: Vec<&str> =
        document.sentences().iter().map(|s| document.span(s.clone()).of(text)).collect();
    assert_eq!(sentences, ["Minister in Accra", "The minister met the king."]);
}

#[test]
fn a_damaged_model_is_an_error() {
    assert!(Engine::from_bytes(b"").is_err());
    assert!(Engine::from_bytes(b"VERBALE\0\x01\0\0\0\x05\0\0\0").is_err());
    let model = include_bytes!("../../../models/en_core_web_sm.vbm");
    assert!(Engine::from_bytes(model).is_ok());
    for n in 1..40 {
        assert!(Engine::from_bytes(&model[..model.len() * n / 40]).is_err(), "cut to {n} of 40 parts");
    }
}

#[test]
fn a_million_brackets_in_a_sentence_are_one_word_of_it() {
    let text = format!("The minister said {} and left.", "([{<".repeat(250_000));
    let document = Engine::embedded().analyse(&text);
    assert!(document.len() < 12, "{} tokens", document.len());
}
