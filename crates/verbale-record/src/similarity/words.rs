//! An article as weighted words (TF-IDF), by itself: no other article has a say in it.

use super::rarity::rarity;
use super::stem;
use std::collections::BTreeMap;
use verbale_article::Article;
use xxhash_rust::xxh3::xxh3_64;

/// A sparse vector of unit length, sorted by the hash of the term.
pub(crate) type Vector = Vec<(u64, f32)>;

/// Words looked at in one article: enough for a report, a bound for a book.
const WORDS: usize = 1200;

/// Names and numbers tell happenings apart better than other words.
const NAME: f32 = 1.5;

/// What a word of the headline counts beside those of the body.
const HEADLINE: f32 = 2.0;

/// Words of an address at most: a text on one line that opens with its address is more.
const ADDRESS: usize = 30;

/// Words so common in English that they tell nothing.
const COMMON: &[&str] = &[
    "about", "after", "again", "against", "all", "also", "among", "an", "and", "any", "are", "around", "as",
    "at", "be", "because", "been", "before", "being", "between", "both", "but", "by", "can", "could", "did",
    "do", "does", "done", "down", "during", "each", "even", "first", "for", "from", "further", "had", "has",
    "have", "having", "he", "her", "here", "him", "his", "how", "if", "in", "into", "is", "it", "its",
    "just", "last", "like", "made", "make", "many", "may", "me", "might", "more", "most", "much", "must",
    "my", "new", "no", "nor", "not", "now", "of", "off", "on", "one", "only", "or", "other", "our", "out",
    "over", "own", "said", "same", "say", "saying", "says", "shall", "she", "should", "since", "so", "some",
    "still", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "through", "to", "told", "two", "under", "until", "up", "us", "very", "was", "way", "we",
    "week", "well", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why", "will",
    "with", "would", "year", "years", "you", "your",
];

/// Headline and body together.
pub(crate) fn of(article: &Article) -> Vector {
    let mut counts: BTreeMap<String, f32> = BTreeMap::new();
    for word in article.body.lines().filter(|l| !is_beside(l)).flat_map(split).take(WORDS) {
        let weight = if word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) { NAME } else { 1.0 };
        add(&mut counts, word, weight);
    }
    for word in split(article.headline.as_deref().unwrap_or("")) {
        add(&mut counts, word, HEADLINE);
    }
    unit(counts.into_iter().map(|(word, n)| (word, 1.0 + n.ln().max(0.0))))
}

/// The headline alone.
pub(crate) fn of_headline(article: &Article) -> Vector {
    let mut counts: BTreeMap<String, f32> = BTreeMap::new();
    split(article.headline.as_deref().unwrap_or("")).for_each(|word| add(&mut counts, word, 1.0));
    unit(counts.into_keys().map(|word| (word, 1.0)))
}

/// How rare the words of a passage are, together.
pub(crate) fn weight(text: &str) -> f32 {
    split(text).map(|w| rarity(&stem(&w.to_lowercase()))).sum()
}

/// A line that is no part of the report: the address of the page ("http : / / …", however it was cut), or the caption of
/// one picture of many ("7/30 …").
fn is_beside(line: &str) -> bool {
    let line = line.trim_start();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let of_many = rest.len() < line.len()
        && rest.strip_prefix('/').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let address = line.starts_with("http") && line.contains('/') && split(line).nth(ADDRESS).is_none();
    of_many || address
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().nth(1).is_some())
}

fn add(counts: &mut BTreeMap<String, f32>, word: &str, weight: f32) {
    let lower = word.to_lowercase();
    if COMMON.binary_search(&lower.as_str()).is_err() {
        *counts.entry(stem(&lower)).or_default() += weight;
    }
}

fn unit(terms: impl Iterator<Item = (String, f32)>) -> Vector {
    let mut v: Vector = terms.map(|(word, n)| (xxh3_64(word.as_bytes()), n * rarity(&word))).collect();
    v.sort_unstable_by_key(|t| t.0);
    let length = v.iter().map(|(_, x)| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        v.iter_mut().for_each(|(_, x)| *x /= length);
    }
    v
}

/// The product of two vectors: the cosine, for vectors of unit length.
pub(crate) fn product(a: &[(u64, f32)], b: &[(u64, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += x.1 * y.1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// The `most` weightiest terms, weightiest first.
pub(crate) fn weightiest(v: &[(u64, f32)], most: usize) -> Vec<u64> {
    let mut by_weight: Vec<_> = v.to_vec();
    by_weight.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    by_weight.into_iter().take(most).map(|(t, _)| t).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_common_words_can_be_searched() {
        assert!(COMMON.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn an_address_in_pieces_and_a_slide_show_are_no_part_of_the_text() {
        assert!(is_beside("http : / / www . example . org / news"));
        let text = "The ministers met in the capital and spoke of trade. ".repeat(5);
        assert!(!is_beside(&format!("http : / / www . example . org / news {text}")));
        assert!(is_beside("7/30 The harbour at sunset"));
        assert!(!is_beside("The ministers met / talked for two hours"));
        assert!(!is_beside("30 ministers met"));
    }
}
