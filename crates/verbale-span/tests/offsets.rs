//! Offsets agree with the slow, obvious way of counting.
use proptest::prelude::*;
use verbale_span::{OffsetIndex, Span};

proptest! {
    #[test]
    fn every_boundary_converts_there_and_back(text in "[a-z é漢🙂\u{202e}]{0,300}") {
        let index = OffsetIndex::new(&text);
        for (points, (byte, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(index.code_point(&text, byte), points);
            prop_assert_eq!(index.byte(&text, points), byte);
            prop_assert_eq!(index.utf16(&text, byte), text[..byte].encode_utf16().count());
        }
        prop_assert_eq!(index.code_point(&text, text.len()), text.chars().count());
    }
}

#[test]
fn a_byte_inside_a_character_counts_as_its_start() {
    let text = "é漢";
    let index = OffsetIndex::new(text);
    assert_eq!(index.code_point(text, 1), 0);
    assert_eq!(index.code_point(text, 3), 1);
}

#[test]
fn a_span_that_does_not_fit_gives_nothing_instead_of_a_panic() {
    assert_eq!(Span::new(1, 2).of("é"), "");
    assert_eq!(Span::new(5, 9).of("abc"), "");
}
