//! Any bytes become an article or are set aside, and the article's findings have spans that fit.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbale_article::{Format, Part, RawArticle};
use verbale_language::Engine;
use verbale_register::Register;

fuzz_target!(|bytes: &[u8]| {
    let Ok(article) = RawArticle::new("fuzz", Format::Text, bytes).clean() else { return };
    let findings = verbale_extract::extract(&article, Engine::embedded(), Register::embedded());
    for statement in &findings.statements {
        for at in &statement.content {
            assert!(article.text(at.part).get(at.span.range()).is_some());
        }
    }
    assert!(article.text(Part::Body).lines().all(|l| !l.trim().is_empty()));
});
