//! Names of persons as written: which could be one name, which are two.

use verbale_register::{distance, fold};

/// How far a written name goes with a person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// Another name.
    None,
    /// One part the same, another part not: "Chen Gang" for "Qin Gang".
    Part,
    /// A letter or two apart: "Zelenskyy" for "Zelensky".
    Near,
    /// A part of the name and nothing else: "Blinken".
    Short,
    /// The same words.
    Same,
}

/// Particles that some desks write and some do not.
const PARTICLES: [&str; 2] = ["al", "el"];

/// Words of a name in the form they are compared in. A single initial and an article are left out; two initials tell
/// people apart ("George H. W. Bush"), so they stay, as one word.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut initials = String::new();
    for word in fold(name).split(' ') {
        if word.chars().count() == 1 {
            initials.push_str(word);
            continue;
        }
        if initials.chars().count() > 1 {
            out.push(std::mem::take(&mut initials));
        }
        initials.clear();
        if !PARTICLES.contains(&word) && !word.is_empty() {
            out.push(word.to_owned());
        }
    }
    out
}

/// How `written` goes with `known`. Order of the words does not count (family name first or last).
pub(crate) fn fit(written: &str, known: &str) -> Fit {
    fit_of(&words(written), &words(known))
}

/// The same of the words of two names.
pub(crate) fn fit_of(w: &[String], k: &[String]) -> Fit {
    if w.is_empty() || k.is_empty() {
        return Fit::None;
    }
    let bytes = |v: &[String]| v.iter().map(String::len).sum::<usize>();
    let (long, known) = (bytes(w), bytes(k));
    if (w.len() == k.len() && inside(w, k)) || (long == known && w.concat() == k.concat()) {
        return Fit::Same;
    }
    if inside(w, k) || inside(k, w) {
        // First and last name agreeing, with a middle name more or less, is the same name.
        return if w.len() >= 2 && k.len() >= 2 { Fit::Same } else { Fit::Short };
    }
    if w.len() == k.len() && w.iter().zip(k).all(|(a, b)| alike(a, b)) {
        return Fit::Near;
    }
    let close = w.len() >= 2 && k.len() >= 2 && long >= 8 && long.abs_diff(known) <= 4;
    if close && distance(&w.concat(), &k.concat(), 1).is_some() {
        return Fit::Near;
    }
    if w.len() == 1 && k.len() >= 2 && k.iter().any(|b| b.len() >= 6 && alike(&w[0], b)) {
        return Fit::Near;
    }
    let shares = w.len() >= 2 && k.len() >= 2 && w.iter().any(|a| a.len() >= 3 && k.contains(a));
    if shares { Fit::Part } else { Fit::None }
}

/// Whether each word of `a` is another of `b`: "Abdullah Abdullah" is not inside "Abdullah Gul".
fn inside(a: &[String], b: &[String]) -> bool {
    let count = |of: &[String], word: &String| of.iter().filter(|w| *w == word).count();
    a.iter().all(|word| count(a, word) <= count(b, word))
}

/// The same word but for a letter, or two in a long one.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let most = match a.chars().count().min(b.chars().count()) {
        0..=4 => return false,
        5..=7 => 1,
        _ => 2,
    };
    a.chars().next() == b.chars().next() && distance(a, b, most).is_some()
}

/// Whether some word of `written` is the family name but for a letter or two: another romanisation ("Cho", "Jo"), or a
/// slip of the keys, and no sign of garbling.
pub(crate) fn spells(written: &str, surname: &str) -> bool {
    let surname = fold(surname);
    words(written).iter().any(|w| distance(w, &surname, 2).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_go_together_and_other_names_do_not() {
        assert_eq!(fit("Antony J. Blinken", "Antony Blinken"), Fit::Same);
        assert_eq!(fit("Blinken", "Antony Blinken"), Fit::Short);
        assert_eq!(fit("Volodymyr Zelenskyy", "Volodymyr Zelensky"), Fit::Near);
        assert_eq!(fit("Shinzo Abe", "Abe Shinzo"), Fit::Same);
        assert_eq!(fit("Chen Gang", "Qin Gang"), Fit::Part);
        assert_eq!(fit("Wang Yi", "Wang Yu"), Fit::Part, "a short given name one letter off is another name");
        assert_eq!(fit("Bashar Assad", "Bashar al-Assad"), Fit::Same);
        assert_eq!(fit("Abdullah Gul", "Abdullah Abdullah"), Fit::Part, "a name said twice is two words");
        assert_eq!(fit("Abdullah", "Abdullah Abdullah"), Fit::Short);
        assert_eq!(fit("Abdullah Abdullah", "Abdullah Abdullah"), Fit::Same);
        assert_ne!(words("George H. W. Bush"), words("George W. Bush"));
        assert_eq!(words("George H. W. Bush"), words("George H.W. Bush"));
        assert_eq!(fit("Kane", "Qin Gang"), Fit::None);
        assert_eq!(fit("", "Qin Gang"), Fit::None);
    }

    #[test]
    fn romanisations_and_slips_are_spellings_and_other_names_are_not() {
        assert!(spells("Jo Tae-yul", "Cho"));
        assert!(spells("Recep Tayyip Ergodan", "Erdogan"));
        assert!(!spells("Chen Gang", "Qin"));
    }
}
