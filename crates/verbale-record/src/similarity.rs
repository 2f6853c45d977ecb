//! How alike the texts of articles are: by weighted words for stories, by runs of words for copies.
//!
//! Words are weighed by TF-IDF over the articles at hand (Spärck Jones 1972), smoothed so that a set of two articles
//! works too. Pairs are found through the rarest words they share, never all with all.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use verbale_article::Article;
use xxhash_rust::xxh3::xxh3_64;

/// A sparse vector of unit length, sorted by term.
pub(crate) type Vector = Vec<(u32, f32)>;

/// Words looked at in one article: enough for a report, a bound for a book.
const WORDS: usize = 1200;

/// Words of an article through which its neighbours are found.
const KEYS: usize = 40;

/// Words so common in news English that they tell nothing. Short words are left out anyway.
const COMMON: &[&str] = &[
    "about", "after", "again", "against", "all", "also", "among", "and", "any", "are", "around", "because",
    "been", "before", "being", "between", "both", "but", "can", "could", "did", "does", "during", "each",
    "even", "first", "for", "from", "further", "had", "has", "have", "her", "here", "him", "his", "how",
    "into", "its", "just", "last", "like", "made", "make", "many", "may", "more", "most", "much", "new",
    "not", "now", "off", "one", "only", "other", "our", "out", "over", "own", "said", "same", "say",
    "saying", "says", "she", "should", "since", "some", "still", "such", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "through", "told", "two", "under", "until",
    "very", "was", "way", "week", "well", "were", "what", "when", "where", "which", "while", "who", "whom",
    "why", "will", "with", "would", "year", "years", "you", "your",
];

/// Articles a set is imagined to stand beside, so that what they share is weighed in a set of two as well.
const BESIDE: f32 = 20.0;

/// In how many of those a word of [`usual`] stands.
const USUAL: f32 = 8.0;

/// Words any report on relations between states has: names of states, peoples and capitals, and of offices. In a small
/// set they seem as telling as any; they are not.
pub(crate) fn usual(register: &verbale_register::Register) -> BTreeSet<String> {
    let states = register.states().flat_map(|s| {
        let names = std::iter::once(&s.name).chain(&s.aliases).chain(&s.demonyms).chain(&s.capitals);
        names.map(|n| n.to_lowercase()).collect::<Vec<_>>()
    });
    let offices = register.offices().map(|o| o.name.to_lowercase());
    let phrases: Vec<String> = states.chain(offices).collect();
    let words = phrases.iter().flat_map(|p| p.split(|c: char| !c.is_alphanumeric()));
    words.filter(|w| w.chars().count() > 2).map(stem).collect()
}

/// The vectors of all articles.
pub(crate) fn vectors(articles: &[&Article], usual: &BTreeSet<String>) -> Vec<Vector> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut frequency: Vec<u32> = Vec::new();
    let counts: Vec<BTreeMap<u32, f32>> = articles
        .iter()
        .map(|a| {
            let mut own: BTreeMap<u32, f32> = BTreeMap::new();
            for (word, weight) in terms(a) {
                let next = numbers.len() as u32;
                *own.entry(*numbers.entry(word).or_insert(next)).or_default() += weight;
            }
            frequency.resize(numbers.len(), 0);
            own.keys().for_each(|&t| frequency[t as usize] += 1);
            own
        })
        .collect();
    let all = articles.len() as f32;
    let mut beside = vec![0.0f32; numbers.len()];
    for word in usual {
        if let Some(&t) = numbers.get(word) {
            beside[t as usize] = USUAL;
        }
    }
    counts
        .into_iter()
        .map(|own| {
            let weigh = |(t, n): (u32, f32)| {
                let known = frequency[t as usize] as f32 + beside[t as usize];
                let rarity = (1.0 + (all + BESIDE) / (known + 1.0)).ln();
                (t, (1.0 + n.ln().max(0.0)) * rarity)
            };
            unit(own.into_iter().map(weigh).collect())
        })
        .collect()
}

/// Words of headline and body with their weight: a headline's count more, and names more than common words.
fn terms(article: &Article) -> Vec<(String, f32)> {
    let headline = article.headline.as_deref().unwrap_or("");
    let mut out = Vec::new();
    for (text, weight) in [(headline, 2.0f32), (&article.body, 1.0)] {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 2).take(WORDS);
        for word in words {
            let lower = stem(&word.to_lowercase());
            if COMMON.binary_search(&lower.as_str()).is_err() {
                let name = word.chars().next().is_some_and(char::is_uppercase);
                out.push((lower, weight * if name { 1.5 } else { 1.0 }));
            }
        }
    }
    out
}

/// A word without the endings of number and tense: enough to let "talks" meet "talk".
pub(crate) fn stem(word: &str) -> String {
    for (ending, least) in [("ing", 4), ("ies", 3), ("ed", 4), ("es", 4), ("s", 3)] {
        if let Some(bare) = word.strip_suffix(ending)
            && bare.chars().count() >= least
            && !(ending == "s" && bare.ends_with('s'))
        {
            return if ending == "ies" { format!("{bare}y") } else { bare.to_owned() };
        }
    }
    word.to_owned()
}

fn unit(mut v: Vector) -> Vector {
    let length = v.iter().map(|(_, x)| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        v.iter_mut().for_each(|(_, x)| *x /= length);
    }
    v
}

/// The product of two vectors: the cosine, for vectors of unit length.
pub(crate) fn product(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
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

/// Sum of two vectors.
pub(crate) fn sum(a: &[(u32, f32)], b: &[(u32, f32)]) -> Vector {
    let mut out: BTreeMap<u32, f32> = a.iter().copied().collect();
    b.iter().for_each(|&(t, x)| *out.entry(t).or_default() += x);
    out.into_iter().collect()
}

/// Pairs of articles that share at least `least` of their weightiest words, the smaller number first, each once.
pub(crate) fn neighbours(vectors: &[Vector], least: u32) -> Vec<(usize, usize)> {
    let common = (vectors.len() / 8).max(60);
    let mut postings: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (n, v) in vectors.iter().enumerate() {
        let mut by_weight = v.clone();
        by_weight.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        by_weight.iter().take(KEYS).for_each(|&(t, _)| postings.entry(t).or_default().push(n));
    }
    postings.retain(|_, p| p.len() >= 2 && p.len() <= common);
    let mut of: Vec<Vec<u32>> = vec![Vec::new(); vectors.len()];
    for (&t, p) in &postings {
        p.iter().for_each(|&n| of[n].push(t));
    }
    let mut out = Vec::new();
    for (n, keys) in of.iter().enumerate() {
        let mut shared: BTreeMap<usize, u32> = BTreeMap::new();
        for t in keys {
            postings[t].iter().filter(|&&m| m > n).for_each(|&m| *shared.entry(m).or_default() += 1);
        }
        out.extend(shared.into_iter().filter(|(_, k)| *k >= least).map(|(m, _)| (n, m)));
    }
    out
}

/// Words in a run.
const RUN: usize = 5;

/// Hashes of the runs of words of a text, sorted, each once.
pub(crate) fn runs(text: &str) -> Vec<u64> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let mut out: Vec<u64> = words.windows(RUN).map(|w| xxh3_64(w.join(" ").as_bytes())).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The share of the shorter text's runs that are in the other too.
pub(crate) fn overlap(a: &[u64], b: &[u64]) -> f64 {
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    let (mut i, mut j, mut same) = (0, 0, 0usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                same += 1;
                i += 1;
                j += 1;
            }
        }
    }
    same as f64 / shorter as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_common_words_can_be_searched() {
        assert!(COMMON.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn a_copy_with_a_paragraph_cut_is_wholly_in_its_original() {
        let original =
            "The ministers met in the morning and spoke of trade. In the afternoon they signed two papers.";
        let cut = "The ministers met in the morning and spoke of trade.";
        assert!(overlap(&runs(original), &runs(cut)) > 0.99);
        let other =
            "A storm closed the harbour for two days, and no ship left it before the wind had turned.";
        assert!(overlap(&runs(original), &runs(other)) < 0.01);
    }

    #[test]
    fn endings_fall_away_and_short_words_stay() {
        assert_eq!(stem("talks"), stem("talk"));
        assert_eq!(stem("countries"), "country");
        assert_eq!(stem("gas"), "gas");
        assert_eq!(stem("press"), "press");
    }
}
