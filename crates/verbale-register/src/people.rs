//! People by how they are written: full names, family names, and the short forms of family names of several words.
//!
//! A family name is looked up as the words stand in a text. `al-` and `el-` may be left out or stand for each other
//! (`Assad`, `al-Sisi` for `el-Sisi`), a name before the family name may be said with it (`Abdul Mahdi`), and only where
//! the state and the days are told its last word alone will do (`Obrador`).

use std::collections::HashMap;

use crate::fold;
use crate::rows::Person;

type Ids = HashMap<String, Vec<&'static str>>;

/// The index. Ids stand in the order of the table.
#[derive(Default)]
pub(crate) struct People {
    full: Ids,
    surnames: Ids,
    /// Last words of family names of several words.
    last_words: Ids,
}

impl People {
    pub(crate) fn new<'p>(people: impl Iterator<Item = &'p Person>) -> Self {
        let mut index = Self::default();
        for p in people {
            let surname = fold(p.surname);
            for name in spoken(p) {
                let name = fold(&name);
                longer(&name, &surname).for_each(|n| put(&mut index.surnames, n, p.id));
                put(&mut index.full, name, p.id);
            }
            if let Some(last) = last_word(&surname) {
                put(&mut index.last_words, last.to_owned(), p.id);
            }
            if let Some(bare) = without_article(&surname) {
                put(&mut index.surnames, bare.to_owned(), p.id);
            }
            put(&mut index.surnames, one_article(surname), p.id);
        }
        index
    }

    pub(crate) fn named(&self, name: &str) -> &[&'static str] {
        of(&self.full, &fold(name))
    }

    pub(crate) fn surnamed(&self, surname: &str) -> &[&'static str] {
        let folded = one_article(fold(surname));
        let found = of(&self.surnames, &folded);
        // `al-Maliki` is written as an article and a name, `Al Green` as two names.
        let written = surname.contains('-') || surname.starts_with(char::is_lowercase);
        match without_article(&folded) {
            Some(bare) if found.is_empty() && written => of(&self.surnames, bare),
            _ => found,
        }
    }

    pub(crate) fn surname_ends(&self, word: &str) -> &[&'static str] {
        of(&self.last_words, &fold(word))
    }
}

fn of<'i>(ids: &'i Ids, key: &str) -> &'i [&'static str] {
    ids.get(key).map_or(&[], Vec::as_slice)
}

fn put(ids: &mut Ids, key: String, id: &'static str) {
    let known = ids.entry(key).or_default();
    // People come one after the other: a double can only be the last.
    if known.last() != Some(&id) {
        known.push(id);
    }
}

/// The names of a person without the titles some variants carry: `Crown Prince Mohammed bin Salman`. `Pope Francis` and
/// `King Abdullah` stay: one word without its title is anyone.
pub(crate) fn spoken(person: &Person) -> Vec<String> {
    let first = person.name.split(' ').next();
    let mut names = person.names();
    for name in &mut names {
        // `Sheikh Hasina` has no title in her name.
        while name.split(' ').next() != first
            && let Some((title, rest)) = name.split_once(' ')
            && is_title(title)
            && rest.contains(' ')
        {
            *name = rest.to_owned();
        }
    }
    names
}

fn is_title(word: &str) -> bool {
    let titles = [
        "Ayatollah",
        "Crown",
        "Dr.",
        "Emir",
        "Emperor",
        "Haji",
        "King",
        "Lord",
        "Mullah",
        "Pope",
        "Prince",
        "Princess",
        "Queen",
        "Ratu",
        "Sayyid",
        "Sheikh",
        "Sheikha",
        "Sir",
        "Sultan",
    ];
    titles.contains(&word)
}

/// The family name with the names before it, all but the first: `Abdul Mahdi`, and with those after it: `Gonzalez Sanz`.
fn longer<'n>(name: &'n str, surname: &'n str) -> impl Iterator<Item = String> + 'n {
    let starts = || name.match_indices(' ').map(|(n, _)| n + 1);
    let is_it = move |&n: &usize| {
        let rest = name.get(n..).and_then(|r| r.strip_prefix(surname));
        rest.is_some_and(|r| r.is_empty() || r.starts_with(' '))
    };
    let family = starts().rfind(is_it);
    let before = starts().take_while(move |n| family.is_some_and(|f| *n <= f));
    before
        .filter_map(|n| name.get(n..))
        // An initial is no name to call anyone by.
        .filter(move |rest| *rest != surname && rest.find(' ').is_none_or(|n| n > 1))
        .map(|rest| one_article(rest.to_owned()))
}

/// `el` as `al`: desks differ.
fn one_article(name: String) -> String {
    match name.strip_prefix("el ") {
        Some(rest) => format!("al {rest}"),
        None => name,
    }
}

fn without_article(name: &str) -> Option<&str> {
    ["al ", "el "].iter().find_map(|article| name.strip_prefix(article)).filter(|rest| rest.len() >= 3)
}

/// The last word of a family name of several, where it can stand for it: not the father's name in `bin Salman`.
fn last_word(surname: &str) -> Option<&str> {
    let (before, last) = without_article(surname).unwrap_or(surname).rsplit_once(' ')?;
    let father = ["bin", "bint", "ibn", "ben", "abu"].contains(&before);
    (!father && last.chars().count() >= 4).then_some(last)
}
