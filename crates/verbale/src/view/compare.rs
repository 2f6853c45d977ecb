//! Two readouts side by side: the facts each gives, then issue by issue what each says, demands, words for the talks.

use super::{entries::length, text};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use verbale_record::model::{Encounter, Record, Statement};
use verbale_register::Register;

/// One readout: its record alone.
pub(crate) struct Side {
    record: Record,
    name: String,
    words: Vec<String>,
    /// Sentences that name an issue.
    mentions: BTreeMap<&'static str, Vec<String>>,
}

/// Both.
pub(crate) struct Sides<'a> {
    pub(crate) a: Side,
    pub(crate) b: Side,
    pub(crate) both: &'a Record,
}

/// A thing said: act and words.
type Said = (String, String);

/// How a field of an encounter reads.
type Tell = fn(&Encounter) -> Option<String>;

impl Side {
    pub(crate) fn new(
        record: Record,
        official: Option<String>,
        mut words: Vec<String>,
        mentions: BTreeMap<&'static str, Vec<String>>,
    ) -> Self {
        words.dedup();
        let name = name(&record, official);
        Self { record, name, words, mentions }
    }

    /// The encounters it tells of, the main one first: held before all others, then as they stand in the text.
    fn encounters(&self) -> Vec<&Encounter> {
        let mut all: Vec<&Encounter> = self.record.encounters.iter().collect();
        let at = |e: &Encounter| e.accounts.iter().flat_map(|a| &a.evidence).map(|e| e.start).min();
        all.sort_by_key(|e| (e.status != "held", at(e)));
        all
    }

    /// By issue; what is about none stands under the empty id.
    fn issues(&self) -> BTreeMap<String, Vec<Said>> {
        let mut out: BTreeMap<String, Vec<Said>> = BTreeMap::new();
        for s in &self.record.statements {
            let one = (s.stance.clone(), said(s));
            let none = [String::new()];
            let issues = if s.issues.is_empty() { &none[..] } else { &s.issues[..] };
            for i in issues {
                let known = out.entry(i.clone()).or_default();
                if !known.contains(&one) {
                    known.push(one.clone());
                }
            }
        }
        // What is spoken of and nobody is told to have said.
        for (issue, sentences) in &self.mentions {
            let words = sentences.iter().map(|s| ("mentions".to_owned(), text::quoted(&text::clean(s))));
            out.entry((*issue).to_owned()).or_insert_with(|| words.collect());
        }
        out
    }

    fn demands(&self) -> Vec<Said> {
        let of = |d: &verbale_record::model::Demand| d.of.as_ref().and_then(|o| o.name.clone());
        self.record
            .demands
            .iter()
            .map(|d| (of(d).map_or("demand".into(), |o| format!("of {o}")), text::clean(&d.content)))
            .collect()
    }
}

fn said(s: &Statement) -> String {
    let who = s.speaker.as_ref().and_then(|w| w.name.as_deref());
    let words = text::quoted(&text::clean(&s.content));
    who.map_or(words.clone(), |w| format!("{}: {words}", text::clean(w)))
}

fn name(record: &Record, official: Option<String>) -> String {
    let state = |code: &str| Register::embedded().state(code).map_or(code.to_owned(), |s| s.name.to_owned());
    let article = record.articles.first();
    if let Some(outlet) = article.and_then(|a| a.outlet.as_deref()) {
        return text::clean(outlet);
    }
    let mut heard: BTreeMap<&str, usize> = BTreeMap::new();
    let countries = record.statements.iter().filter_map(|s| s.speaker.as_ref()?.country.as_deref());
    countries.for_each(|c| *heard.entry(c).or_default() += 1);
    let most = heard.values().max().copied().unwrap_or_default();
    let mut first = heard.iter().filter(|(_, n)| **n == most).map(|(c, _)| *c);
    let majority = first.next().filter(|_| first.next().is_none());
    let file = article.map_or("?", |a| a.source.rsplit('/').next().unwrap_or(&a.source));
    match official.as_deref().or(majority) {
        Some(code) => format!("{} ({})", state(code), text::clean(file)),
        None => text::clean(file),
    }
}

impl Sides<'_> {
    /// Each side's account of the encounter, of the same one where both tell of one.
    fn told(&self) -> (Option<&Encounter>, Option<&Encounter>, bool) {
        let (a, b) = (self.a.encounters(), self.b.encounters());
        let whole = |e: &Encounter| self.both.encounters.iter().find(|w| w.findings.contains(&e.id));
        for &x in &a {
            let of = |y: &&&Encounter| whole(x).is_some_and(|w| w.findings.contains(&y.id));
            if let Some(&y) = b.iter().find(of) {
                return (Some(x), Some(y), true);
            }
        }
        (a.first().copied(), b.first().copied(), false)
    }

    fn fields(&self) -> Vec<(&'static str, Option<String>, Option<String>)> {
        let (a, b, _) = self.told();
        let field = |f: Tell| (a.and_then(f), b.and_then(f));
        let who = |e: &Encounter| {
            let names = e.participants.iter().map(|p| text::clean(p.name.as_deref().unwrap_or("unknown")));
            let names: BTreeSet<String> = names.collect();
            Some(names.into_iter().collect::<Vec<_>>().join(", ")).filter(|n| !n.is_empty())
        };
        let all: [(&'static str, Tell); 5] = [
            ("what", |e| Some(format!("{}, {}", e.kind, e.status))),
            ("who", who),
            ("when", |e| e.date.as_ref().map(|d| d.edtf.clone())),
            ("where", |e| e.place.as_ref().map(|p| text::clean(&p.name))),
            ("how long", |e| e.duration_minutes.map(length)),
        ];
        all.into_iter()
            .map(|(name, f)| {
                let (a, b) = field(f);
                (name, a, b)
            })
            .collect()
    }

    /// Whether both tell and cannot both be right; lengths of time that meet go together.
    fn differs(&self, field: &str, a: &Option<String>, b: &Option<String>) -> bool {
        let length = |e: Option<&Encounter>| e.and_then(|e| e.duration_minutes);
        let (x, y, _) = self.told();
        if let ("how long", Some(x), Some(y)) = (field, length(x), length(y)) {
            let below =
                |high: Option<f64>, low: Option<f64>| matches!((high, low), (Some(h), Some(l)) if h < l);
            return below(x.high, y.low) || below(y.high, x.low);
        }
        a.is_some() && b.is_some() && a != b
    }

    pub(crate) fn json(&self) -> Value {
        let list =
            |s: &[Said]| s.iter().map(|(act, words)| json!({"act": act, "words": words})).collect::<Vec<_>>();
        let (ia, ib) = (self.a.issues(), self.b.issues());
        let ids: BTreeSet<&String> = ia.keys().chain(ib.keys()).filter(|i| !i.is_empty()).collect();
        let get = |m: &BTreeMap<String, Vec<Said>>, i: &str| list(m.get(i).map_or(&[][..], Vec::as_slice));
        let only = |x: &BTreeMap<String, Vec<Said>>, y: &BTreeMap<String, Vec<Said>>| {
            x.keys().filter(|i| !i.is_empty() && !y.contains_key(*i)).cloned().collect::<Vec<_>>()
        };
        json!({
            "a": {"side": self.a.name, "words": self.a.words, "demands": list(&self.a.demands()), "other": get(&ia, "")},
            "b": {"side": self.b.name, "words": self.b.words, "demands": list(&self.b.demands()), "other": get(&ib, "")},
            "one_encounter": self.told().2,
            "fields": self.fields().iter().map(|(f, a, b)| json!({
                "field": f, "a": a, "b": b, "differs": self.differs(f, a, b),
            })).collect::<Vec<_>>(),
            "issues": ids.iter().map(|i| json!({"issue": i, "a": get(&ia, i), "b": get(&ib, i)})).collect::<Vec<_>>(),
            "only_a": only(&ia, &ib),
            "only_b": only(&ib, &ia),
        })
    }

    pub(crate) fn text(&self) -> String {
        let mut out = match text::columns() {
            100.. => self.row(std::slice::from_ref(&self.a.name), std::slice::from_ref(&self.b.name)),
            _ => format!("{}\n\n", text::bold(&format!("{} | {}", self.a.name, self.b.name))),
        };
        let (a, b, one) = self.told();
        out += &text::dim(match (a, b, one) {
            (_, _, true) => "both tell of one encounter",
            (Some(_), Some(_), _) => "nothing shows that both tell of one encounter",
            _ => "no encounter found in one of them or both: compared by issues and words",
        });
        out += "\n\n";
        for (name, a, b) in self.fields().into_iter().filter(|(_, a, b)| a.is_some() || b.is_some()) {
            let differs = if self.differs(name, &a, &b) { " — differs" } else { "" };
            out += &text::heading(&format!("{name}{differs}"));
            let tell = |v: Option<String>| [v.unwrap_or_else(|| "not told".to_owned())];
            out += &self.row(&tell(a), &tell(b));
        }
        let (ia, ib) = (self.a.issues(), self.b.issues());
        let mut ids: Vec<&String> = ia.keys().chain(ib.keys()).collect::<BTreeSet<_>>().into_iter().collect();
        ids.sort_by_key(|i| {
            (i.is_empty(), !(ia.contains_key(*i) && ib.contains_key(*i)), ib.contains_key(*i), *i)
        });
        for i in ids {
            let title = Register::embedded().issue(i).map_or_else(|| text::clean(i), |x| x.name.to_owned());
            let title = if i.is_empty() { "on nothing in the list of issues".to_owned() } else { title };
            let only = match (ia.contains_key(i), ib.contains_key(i)) {
                (true, false) => format!(" — only in {}", self.a.name),
                (false, true) => format!(" — only in {}", self.b.name),
                _ => String::new(),
            };
            out += &text::heading(&format!("{title}{only}"));
            out += &self.row(&lines(ia.get(i)), &lines(ib.get(i)));
        }
        out += &text::heading("demands");
        out += &self.row(&lines(Some(&self.a.demands())), &lines(Some(&self.b.demands())));
        out += &text::heading("words for the talks");
        let words = |s: &Side| s.words.iter().map(|w| text::quoted(&text::clean(w))).collect::<Vec<_>>();
        out + &self.row(&words(&self.a), &words(&self.b))
    }

    /// Side by side from 100 columns on, else one under the other.
    fn row(&self, a: &[String], b: &[String]) -> String {
        let dash = |l: &[String]| if l.is_empty() { vec!["—".to_owned()] } else { l.to_vec() };
        let (a, b, width) = (dash(a), dash(b), text::columns());
        if width < 100 {
            let block = |side: &Side, l: &[String]| {
                let body: String = l.iter().map(|l| text::indent(l, 4)).collect();
                format!("  {}\n{body}", text::dim(&side.name))
            };
            return block(&self.a, &a) + &block(&self.b, &b) + "\n";
        }
        let half = (width - 3) / 2;
        let wrap = |l: &[String]| -> Vec<String> {
            l.iter().flat_map(|l| textwrap::wrap(l, half)).map(|l| l.into_owned()).collect()
        };
        let (a, b) = (wrap(&a), wrap(&b));
        let mut out = String::new();
        for n in 0..a.len().max(b.len()) {
            let left = a.get(n).map_or("", String::as_str);
            let pad = " ".repeat(half.saturating_sub(textwrap::core::display_width(left)));
            out += &format!("{left}{pad} │ {}\n", b.get(n).map_or("", String::as_str));
        }
        out + "\n"
    }
}

fn lines(said: Option<&Vec<Said>>) -> Vec<String> {
    said.into_iter().flatten().map(|(act, words)| format!("[{act}] {words}")).collect()
}
