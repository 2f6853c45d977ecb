//! Coarse tags and fixed lemmas: rules on fine tag, label and lower-case form, later ones over earlier ones.

use crate::labels::{Dep, Pos, Tag};
use crate::model::{ModelError, Reader};
use std::collections::HashMap;
use std::str::FromStr;

/// What a rule may ask of a token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) tag: Tag,
    pub(crate) dep: Dep,
    pub(crate) lower: &'a str,
    pub(crate) is_space: bool,
}

/// What the rules make of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Given<'a> {
    pub(crate) tag: Option<Tag>,
    pub(crate) dep: Option<Dep>,
    pub(crate) pos: Option<Pos>,
    pub(crate) lemma: Option<&'a str>,
    /// What the morphology says to the lemmatizer.
    pub(crate) form: Form,
}

/// Morphological features that mark a base form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Form(u8);

impl Form {
    pub(crate) fn singular(self) -> bool {
        self.0 & 1 != 0
    }
    pub(crate) fn infinitive(self) -> bool {
        self.0 & 2 != 0
    }
    pub(crate) fn bare_present(self) -> bool {
        self.0 & 4 != 0
    }
    pub(crate) fn positive(self) -> bool {
        self.0 & 8 != 0
    }
}

struct Test {
    tags: u64,
    deps: u64,
    lowers: Vec<Box<str>>,
    is_space: Option<bool>,
}

struct Rule {
    tests: Vec<Test>,
    /// Which of the tested tokens is changed.
    target: usize,
    tag: Option<Tag>,
    dep: Option<Dep>,
    pos: Option<Pos>,
    lemma: Option<Box<str>>,
    form: Option<Form>,
}

/// The rules of one model, by what the changed token must be.
pub(crate) struct Ruler {
    rules: Vec<Rule>,
    by_tag: Vec<Vec<u16>>,
    by_lower: HashMap<Box<str>, Vec<u16>>,
    others: Vec<u16>,
}

impl Ruler {
    pub(crate) fn read(r: &mut Reader<'_>) -> Result<Self, ModelError> {
        let rules: Vec<Rule> = (0..r.count()?).map(|_| Rule::read(r)).collect::<Result<_, _>>()?;
        let by_tag = vec![Vec::new(); Tag::ALL.len()];
        let mut ruler = Ruler { rules, by_tag, by_lower: HashMap::new(), others: Vec::new() };
        for (i, rule) in ruler.rules.iter().enumerate() {
            let test = &rule.tests[rule.target];
            let i = i as u16;
            if rule.tests.len() > 1 && test.lowers.is_empty() {
                return Err(r.shape("forms for the token that a rule on several changes"));
            }
            if !test.lowers.is_empty() {
                for lower in &test.lowers {
                    ruler.by_lower.entry(lower.clone()).or_default().push(i);
                }
            } else if test.tags != u64::MAX {
                for (tag, rules) in ruler.by_tag.iter_mut().enumerate() {
                    if test.tags >> tag & 1 == 1 {
                        rules.push(i);
                    }
                }
            } else {
                ruler.others.push(i);
            }
        }
        Ok(ruler)
    }

    /// Whether what the rules make of a form can hang on the tokens beside it.
    pub(crate) fn looks_around(&self, lower: &str) -> bool {
        self.by_lower
            .get(lower)
            .is_some_and(|rules| rules.iter().any(|&i| self.rules[i as usize].tests.len() > 1))
    }

    /// Applies the rules to token `i`; `view` shows the tokens as they were before any rule.
    pub(crate) fn apply<'v>(&self, i: usize, view: &impl Fn(usize) -> Option<View<'v>>) -> Given<'_> {
        let mut given = Given::default();
        let Some(here) = view(i) else { return given };
        let by_lower = self.by_lower.get(here.lower).map_or(&[][..], Vec::as_slice);
        let mut lists = [self.by_tag[here.tag as usize].as_slice(), by_lower, &self.others];
        while let Some(next) =
            lists.iter().enumerate().filter(|(_, l)| !l.is_empty()).min_by_key(|(_, l)| l[0])
        {
            let list = next.0;
            let rule = &self.rules[lists[list][0] as usize];
            lists[list] = &lists[list][1..];
            if rule.matches(i, view) {
                rule.give(&mut given);
            }
        }
        given
    }
}

impl Rule {
    fn read(r: &mut Reader<'_>) -> Result<Self, ModelError> {
        let tests: Vec<Test> = (0..r.count()?).map(|_| Test::read(r)).collect::<Result<_, _>>()?;
        let target = r.count()?;
        if target >= tests.len() {
            return Err(r.shape("a rule that changes a token it tests"));
        }
        Ok(Rule {
            tests,
            target,
            tag: optional(r.text()?)?,
            pos: optional(r.text()?)?,
            dep: optional(r.text()?)?,
            lemma: Some(r.text()?).filter(|l| !l.is_empty()).map(Into::into),
            form: Some(r.u8()?).filter(|&bits| bits != 255).map(Form),
        })
    }

    fn matches<'v>(&self, i: usize, view: &impl Fn(usize) -> Option<View<'v>>) -> bool {
        let Some(start) = i.checked_sub(self.target) else { return false };
        self.tests.iter().enumerate().all(|(k, test)| view(start + k).is_some_and(|v| test.holds(&v)))
    }

    fn give<'a>(&'a self, given: &mut Given<'a>) {
        given.tag = self.tag.or(given.tag);
        given.dep = self.dep.or(given.dep);
        given.pos = self.pos.or(given.pos);
        given.lemma = self.lemma.as_deref().or(given.lemma);
        given.form = self.form.unwrap_or(given.form);
    }
}

impl Test {
    fn read(r: &mut Reader<'_>) -> Result<Self, ModelError> {
        let tags = mask::<Tag>(r, |t| t as u32)?;
        let (kind, lowers) = (r.u8()?, r.texts()?);
        if kind > 1 {
            return Err(r.shape("forms that are listed"));
        }
        let lowers = lowers.into_iter().map(Into::into).collect();
        let deps = mask::<Dep>(r, |d| d as u32)?;
        let is_space = match r.u8()? {
            0 => None,
            bits => Some(bits == 1),
        };
        Ok(Test { tags, deps, lowers, is_space })
    }

    fn holds(&self, v: &View<'_>) -> bool {
        self.tags >> v.tag as u32 & 1 == 1
            && self.deps >> v.dep as u32 & 1 == 1
            && self.is_space.is_none_or(|s| s == v.is_space)
            && (self.lowers.is_empty() || self.lowers.iter().any(|l| **l == *v.lower))
    }
}

fn optional<T: FromStr>(s: &str) -> Result<Option<T>, T::Err> {
    if s.is_empty() { Ok(None) } else { s.parse().map(Some) }
}

/// A set of labels as bits. Labels that the tagger never gives are in the rules too; they match nothing.
fn mask<T: FromStr>(r: &mut Reader<'_>, bit: impl Fn(T) -> u32) -> Result<u64, ModelError> {
    let kind = r.u8()?;
    let bits =
        r.texts()?.into_iter().filter_map(|s| s.parse().ok()).fold(0, |bits, label| bits | 1 << bit(label));
    match kind {
        0 => Ok(u64::MAX),
        1 => Ok(bits),
        2 => Ok(!bits),
        _ => Err(r.shape("a known kind of test")),
    }
}
