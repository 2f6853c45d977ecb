//! What a short text asks or says at its core: words that can be compared, and whether they are for a thing or against.
//!
//! Takes text; gives a [`Gist`]. Words of one meaning count as one ("arms", "weapons"), states go by their code however
//! they are named, words that only carry others ("take action") fall away, and of a demand the clause that gives its
//! reason or circumstance does too. What is asked for and what is to stop never meet.

use crate::similarity::stem;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;
use verbale_register::{Register, fold};

/// Words of one meaning, under the name they count as.
const SENSES: &[(&str, &str)] = &[
    (
        "#stop",
        "abandon abolish abstain avoid cancel cancellation ceas cease cessation desist discontinu drop eas \
         ease end forgo freez halt lift paus quit refrain remov removal remove repeal rescind revok revoke \
         scrap stop suspend suspension waive",
    ),
    ("#free", "free freed liberat releas release"),
    ("#leave", "depart leav leave pull resign resignation retreat step withdraw withdrawal"),
    ("#keep", "abid abide adher adhere comply honor honour observ observe respect stick uphold"),
    ("#talk", "dialogu dialogue negotiat negotiate negotiation talk"),
    ("#more", "boost doubl double expand increas increase rais raise"),
    ("#probe", "inquiry investigat investigate investigation prob probe"),
    ("#weapon", "arm armament armed arming weapon weaponry"),
    ("#spend", "spend spent"),
    ("#truce", "armistice ceasefir ceasefire truce"),
];

/// The sense by which a demand is against what follows.
const AGAINST: &str = "#stop";

const NEGATIONS: &str = "arent cannot cant didnt doesnt dont hadnt hasnt havent isnt never no nor not nt shouldnt wasnt \
    werent wont wouldnt";

/// Words that carry others or tell circumstances.
const EMPTY: &str = "a about again against all also an and another any are as aside at be been between but by continu \
    continue could country did do down each first for from further get give had has have he her him his \
    if immediately in including into is it its launch made mak make may might more most must nation now \
    of off on or other our out over own provid provide put s said send sent she should side so such tak \
    take that the their them there these they this those to toward towards turn under up upon us very \
    was we were what which will with would you your";

/// Words that name no matter: two demands that share nothing else need not be about the same thing.
const GENERIC: &str = "#free #keep #leave #more #probe #stop #talk #truce act action agreement answer apology calm \
    come deal force full go government help immediat immediate military new peace political president \
    restraint support war work";

/// Words that open the reason for a demand or the circumstance of it.
const ASIDES: &str = "according after although amid because before despite if saying since though unless until when where \
    which while who whose";

/// The core of a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Gist {
    pub(crate) words: BTreeSet<String>,
    /// Whether it is against what it names.
    pub(crate) against: bool,
}

/// What ties two demands of one side, beside their words.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ties {
    /// The very same actor makes them.
    pub(crate) by: bool,
    /// They are made of the same side.
    pub(crate) of: bool,
}

impl Gist {
    /// Whether it names no matter of its own.
    pub(crate) fn is_generic(&self) -> bool {
        self.words.iter().all(|w| is_generic(w))
    }

    /// How far two demands ask the same; 0 where they do not.
    pub(crate) fn asks_as(&self, other: &Self, ties: Ties) -> f64 {
        if self.against != other.against || self.words.is_empty() || other.words.is_empty() {
            return 0.0;
        }
        let shared: Vec<&String> = self.words.intersection(&other.words).collect();
        let specific = shared.iter().filter(|w| !is_generic(w)).count();
        if shared.is_empty() || specific == 0 && !ties.of {
            return 0.0;
        }
        let all = self.words.union(&other.words).count();
        let shorter = self.words.len().min(other.words.len());
        let (jaccard, contained) = (part(shared.len(), all), part(shared.len(), shorter));
        match shared.len() {
            n if n == all => 1.0,
            1 if all == 2 && specific == 1 && ties.by => jaccard,
            1 => 0.0,
            n if jaccard >= 0.5 || contained >= 1.0 && specific >= 2 || contained >= 0.8 && n >= 3 => jaccard,
            _ => 0.0,
        }
    }

    /// The words both have, and their Jaccard coefficient.
    pub(crate) fn shared(&self, other: &Self) -> (BTreeSet<String>, f64) {
        let shared: BTreeSet<String> = self.words.intersection(&other.words).cloned().collect();
        let all = self.words.union(&other.words).count();
        let jaccard = part(shared.len(), all);
        (shared, jaccard)
    }
}

fn part(some: usize, all: usize) -> f64 {
    some as f64 / all.max(1) as f64
}

pub(crate) fn is_generic(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| GENERIC.split(' ').collect());
    WORDS.contains(word)
}

fn is_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|w| w == word)
}

/// Reads gists; knows the names of states.
pub(crate) struct Reader {
    /// By folded name: of one word or several.
    states: BTreeMap<String, &'static str>,
    /// First words of those names.
    openers: BTreeSet<String>,
    senses: BTreeMap<&'static str, &'static str>,
    empty: BTreeSet<&'static str>,
}

impl Reader {
    pub(crate) fn new(register: &Register) -> Self {
        let mut states = BTreeMap::new();
        for s in register.states() {
            let names = std::iter::once(&s.name).chain(&s.aliases).chain(&s.demonyms).chain(&s.capitals);
            for name in names.map(|n| fold(n)).filter(|n| n.chars().count() > 2) {
                states.entry(name).or_insert(s.code);
            }
        }
        let senses =
            SENSES.iter().flat_map(|(name, words)| words.split(' ').map(move |w| (w, *name))).collect();
        let openers = states.keys().filter_map(|n| n.split(' ').next()).map(str::to_owned).collect();
        Self { states, openers, senses, empty: EMPTY.split(' ').collect() }
    }

    /// The gist of a demand: its opening tells whether it is against what it names. `sides` are the states that make
    /// and are made it: their own names tell nothing.
    pub(crate) fn asked(&self, text: &str, sides: &[&str]) -> Gist {
        let words = self.words(text);
        let end = words.iter().skip(1).position(|w| is_of(ASIDES, w));
        let words = &words[..end.map_or(words.len(), |n| n + 1)];
        let negations = words.iter().take(4).filter(|w| is_negation(w)).count();
        let senses: Vec<String> = words.iter().filter_map(|w| self.sense(w)).collect();
        let against = senses.iter().take(2).any(|w| w == AGAINST);
        let mut core: BTreeSet<String> = senses.into_iter().collect();
        if core.iter().any(|w| !sides.contains(&w.as_str())) {
            core.retain(|w| !sides.contains(&w.as_str()));
        }
        Gist { words: core, against: (negations + usize::from(against)) % 2 == 1 }
    }

    /// The gist of what is said: against, where an odd number of words negate.
    pub(crate) fn said(&self, text: &str) -> Gist {
        let words = self.words(text);
        let negations = words.iter().filter(|w| is_negation(w)).count();
        Gist { words: words.iter().filter_map(|w| self.sense(w)).collect(), against: negations % 2 == 1 }
    }

    /// The words of `text` that count as one of `core`, as they stand there.
    pub(crate) fn spelt(&self, text: &str, core: &BTreeSet<String>) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let words = self.words(text).into_iter();
        let shown = |w: &String| {
            self.sense(w).is_some_and(|s| core.contains(&s) && seen.insert(s)) && !is_negation(w)
        };
        words.filter(shown).collect()
    }

    /// Folded words, the names of states as their codes.
    fn words(&self, text: &str) -> Vec<String> {
        let text: String = text.split_whitespace().flat_map(|w| [us(w), " "]).collect();
        let bare = text.replace("’s ", " ").replace("'s ", " ").replace("ease-fire", "easefire");
        let folded = fold(&bare);
        let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
        let (mut out, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let longest = if self.openers.contains(words[at]) { 3.min(words.len() - at) } else { 0 };
            let name = (1..=longest)
                .rev()
                .find_map(|n| self.states.get(&words[at..at + n].join(" ")).map(|code| (n, *code)));
            let (n, word) = name.unwrap_or((1, words[at]));
            out.push(word.to_owned());
            at += n;
        }
        out
    }

    /// What a word counts as; `None` for one that carries nothing.
    fn sense(&self, word: &str) -> Option<String> {
        if word.chars().all(|c| c.is_ascii_uppercase()) {
            return Some(word.to_owned());
        }
        let stem = stem(word);
        let empty = |w: &str| self.empty.contains(w);
        if empty(word) || empty(&stem) || is_negation(word) || word.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let named = self.senses.get(word).or_else(|| self.senses.get(stem.as_str()));
        Some(named.map_or(stem, |s| (*s).to_owned()))
    }
}

fn is_negation(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| NEGATIONS.split(' ').collect());
    WORDS.contains(word)
}

/// "US" is a state, "us" is not; folded they would be one.
fn us(word: &str) -> &str {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let bare =
        bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s")).unwrap_or(bare).trim_end_matches('.');
    if matches!(bare, "US" | "U.S") { "United States" } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str, ties: Ties) -> bool {
        let reader = Reader::new(Register::embedded());
        reader.asked(a, &[]).asks_as(&reader.asked(b, &[]), ties) > 0.0
    }

    #[test]
    fn one_demand_in_other_words_is_the_same() {
        let of = Ties { of: true, ..Ties::default() };
        assert!(alike("stop arming the rebels", "halt weapons to the rebels", of));
        assert!(alike("leave", "leave because nobody wants him to stay", of));
        assert!(alike("free the two Norwegian sailors", "the release of Norway’s sailors", of));
        assert!(alike("an immediate cease-fire in the north", "an immediate ceasefire in the north", of));
    }

    #[test]
    fn what_is_to_stop_and_what_is_to_go_on_are_two() {
        let of = Ties { of: true, ..Ties::default() };
        assert!(!alike("lift the naval blockade", "tighten the naval blockade", of));
        assert!(!alike("join the naval exercise", "not to join the naval exercise", of));
        assert!(!alike("stop selling grain to Norway", "sell grain to Norway", of));
    }

    #[test]
    fn words_that_name_no_matter_are_not_enough() {
        assert!(!alike("restraint", "military restraint", Ties::default()));
        assert!(!alike("immediate talks", "immediate talks", Ties::default()));
        assert!(alike("immediate talks on fishing", "immediate negotiations on fishing", Ties::default()));
    }
}
