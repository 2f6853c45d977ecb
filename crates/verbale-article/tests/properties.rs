//! Whatever the text: no panic, no word that was not there, and a clean body stays as it is.

use proptest::prelude::*;
use verbale_article::{Article, Format, RawArticle};

fn clean(text: &str) -> Option<Article> {
    RawArticle::new("t", Format::Text, text.as_bytes()).clean().ok()
}

/// Real prose.
const PROSE: [&str; 3] = [
    "The ministers of Norland and Southmark met in Quito on Monday and agreed to go on with their talks, a spokesman said.",
    "“We are not far apart,” the envoy said, adding that the strait “is not a lake” and that Norland would not give way.",
    "QUITO (Reuters) - The two sides opened a second round of talks on the strait, officials of both countries said on Tuesday.",
];

/// Pieces that articles and their noise are made of.
fn piece() -> impl Strategy<Value = String> {
    let noise = prop::sample::select(vec![
        "Norland presses Southmark in rare talks",
        "By Jane Doe and John Roe",
        "Published May 3, 2024",
        "Quito",
        "World",
        "Advertisement",
        "Sign up for our newsletter",
        "See also  Floods close the northern road",
        "You have {{n}} free articles left",
        "Leave a Reply",
        "12 Comments",
        "Eva Mills, left, and Juan Roe meet in Quito on May 3. REUTERS/Tom Field",
        "Jane Doe is a columnist for the Norland Weekly.",
        "Copyright 2024 Norland Weekly.",
        "President Roe Juan RoeCourt hears case MORE said",
        "they are to discuss the strait and the",
        "{{a}} {{b}",
        "© ",
        "[[x]]",
        "&amp;&#x41;&bogus;",
        "A year ago",
        "(AP) -- ",
        "MORE MORE",
        "https://a.example/2024/05/03/x",
    ])
    .prop_map(str::to_owned);
    let prose = prop::sample::select(&PROSE[..]).prop_map(str::to_owned);
    prop_oneof![2 => prose, 6 => noise, 1 => "\\PC{0,60}", 1 => "[A-Z][a-z]{1,9}( [A-Za-z]{1,9}){0,30}[.?!\"”]?"]
}

fn text() -> impl Strategy<Value = String> {
    let gap = prop::sample::select(vec!["\n", "\n\n", " ", "\r\n", "\n \n"]);
    prop::collection::vec((piece(), gap), 0..24)
        .prop_map(|parts| parts.into_iter().map(|(p, g)| p + g).collect())
}

/// Letters and digits alone, entities and invisible characters apart: what must come through in order.
fn letters(text: &str) -> Vec<char> {
    htmlize::unescape(htmlize::unescape(text).as_ref()).chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,400}") {
        clean(&text);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for format in [Format::Text, Format::Html, Format::Json] {
            let _ = RawArticle::new("t", format, bytes.clone()).clean();
        }
    }

    #[test]
    fn nothing_is_invented(text in text()) {
        if let Some(a) = clean(&text) {
            let mut source = letters(&text).into_iter();
            for c in letters(&a.body) {
                prop_assert!(source.any(|s| s == c), "the body holds what the source does not: {:?}", a.body);
            }
            prop_assert!(!a.body.contains("\n\n") && !a.body.starts_with('\n') && !a.body.ends_with('\n'));
            if let Some(d) = &a.dateline {
                prop_assert!(!d.span.of(&a.body).is_empty());
            }
        }
    }

    #[test]
    fn a_clean_body_stays(text in text()) {
        if let Some(first) = clean(&text) {
            let again = clean(&first.body);
            let prose: Vec<&str> = first.body.lines().filter(|l| PROSE.contains(l)).collect();
            if let Some(again) = again {
                for line in prose {
                    prop_assert!(again.body.contains(line), "lost on the second reading: {line}");
                }
            }
        }
    }
}
