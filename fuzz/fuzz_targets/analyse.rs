//! Any text is analysed without a panic, and every range lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbale_language::{Engine, Options};

fuzz_target!(|text: &str| {
    for options in [false, true].map(|paragraphs| Options { paragraphs }) {
        let document = Engine::embedded().analyse_with(text, &options);
        let mut end = 0;
        for (n, token) in document.tokens().iter().enumerate() {
            assert!(token.span.start >= end && text.get(token.span.range()).is_some_and(|w| !w.is_empty()));
            assert!((token.head as usize) < document.len());
            assert_eq!(document.sentence_of(n), document.sentence_of(token.head as usize));
            end = token.span.end;
        }
        for entity in document.entities() {
            assert!(!entity.tokens.is_empty() && entity.tokens.end <= document.len());
        }
    }
});
