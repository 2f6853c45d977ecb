//! Any text is searched for time expressions without a panic; spans lie in the text, in order, apart.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbale_time::{Context, find, resolve};

fuzz_target!(|text: &str| {
    let mut end = 0;
    for expression in find(text) {
        assert!(expression.span.start >= end && text.get(expression.span.range()).is_some());
        end = expression.span.end;
        let _ = resolve(&expression, &Context::default());
    }
});
