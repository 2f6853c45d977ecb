//! A small record to read: two reports of one meeting that differ, an altered copy, a hostile page.

use std::path::{Path, PathBuf};
use verbale_record::model::{
    About, Actor, ActorRef, Article, ComparedValue, Comparison, Date, Demand, DemandAccount, Encounter,
    EncounterAccount, Event, EventAccount, Evidence, Flag, Minutes, NameUse, Origins, Place, Position,
    PositionChange, PositionEntry, Reading, Readout, ReadoutIssue, ReadoutWords, Record, Removed, Statement,
    Story, StoryArticle,
};
use verbale_record::store::Store;
use verbale_register::Register;

/// Text that means to run, to break out, or to turn the page around.
pub(super) const HOSTILE: &str = "<script>alert(1)</script> <img src=x onerror=alert(2)> &lt;b&gt; &#x3c;i&#62 \" onmouseover=\"alert(3) \
     \u{202e}desrever\u{202c} ]]> --> </title></style><svg onload=alert(4)> javascript:alert(5) {{7*7}} %3Cscript%3E";

pub(super) fn date(edtf: &str) -> Option<Date> {
    Some(Date { edtf: edtf.into(), basis: Vec::new(), confidence: 0.9 })
}

pub(super) fn person(id: &str, name: &str, country: &str) -> ActorRef {
    ActorRef { actor: Some(id.into()), name: Some(name.into()), country: Some(country.into()), sector: None }
}

pub(super) fn article(id: &str, outlet: &str, headline: &str, body: &str) -> Article {
    Article {
        id: id.into(),
        source: format!("reports/{id}.txt"),
        url: None,
        outlet: Some(outlet.into()),
        agency: None,
        headline: Some(headline.into()),
        authors: Vec::new(),
        language: Some("en".into()),
        dateline: None,
        published: date("2023-06-19"),
        body: body.into(),
        captions: Vec::new(),
        removed: Vec::new(),
        flags: Vec::new(),
        open: Vec::new(),
    }
}

/// The first place of `words` in the body.
fn words(article: &Article, words: &str) -> Evidence {
    let at = article.body.find(words).unwrap();
    let start = article.body[..at].chars().count();
    Evidence {
        article: article.id.clone(),
        part: "body".into(),
        start,
        end: start + words.chars().count(),
        quote: words.into(),
    }
}

fn account(evidence: Evidence, minutes: f64) -> EncounterAccount {
    EncounterAccount {
        article: evidence.article.clone(),
        status: "held".into(),
        date: date("2023-06-18"),
        place: Some(beijing()),
        duration_minutes: Some(Minutes { low: Some(minutes), high: None }),
        evidence: vec![evidence],
    }
}

fn origins(n: usize) -> Origins {
    Origins { reports: n, outlets: n, independent: n }
}

/// What one side is heard to say, by one report.
fn readout(code: &str, name: &str, at: &Evidence, issues: &[&str]) -> Readout {
    let issue = |i: &&str| ReadoutIssue {
        issue: (*i).into(),
        acts: vec!["assert".into()],
        evidence: vec![at.clone()],
    };
    Readout {
        side: person(code, name, code),
        articles: vec![at.article.clone()],
        own: Vec::new(),
        statements: vec!["05a1".into()],
        demands: Vec::new(),
        issues: issues.iter().map(issue).collect(),
        words: vec![ReadoutWords { words: "candid".into(), evidence: vec![at.clone()] }],
        only: issues.iter().map(|i| (*i).into()).collect(),
    }
}

/// China on Taiwan: demanded, and later something else.
fn position(asked: &Evidence, later: &Evidence) -> Position {
    let entry = |id: &str, day: &str, stance: &str, at: &Evidence| PositionEntry {
        id: id.into(),
        date: date(day),
        again: None,
        stance: stance.into(),
        speaker: Some(person("qin-gang", "Qin Gang", "CHN")),
        to: Some(person("USA", "United States", "USA")),
        content: at.quote.clone(),
        statements: vec!["05a1".into()],
        demand: (stance == "demand").then(|| id.into()),
        articles: vec![at.article.clone()],
        evidence: vec![at.clone()],
    };
    Position {
        id: "0a01".into(),
        actor: person("CHN", "China", "CHN"),
        issue: "taiwan".into(),
        entries: vec![
            entry("0d01", "2023-06-18", "demand", asked),
            entry("05a3", "2023-07-18", "warn", later),
        ],
        changes: vec![PositionChange {
            kind: "demanded, then gave it up".into(),
            from: "0d01".into(),
            to: "05a3".into(),
            dates: ["2023-06-18".into(), "2023-07-18".into()],
            reason: HOSTILE.into(),
            before: vec![asked.clone()],
            after: vec![later.clone()],
        }],
    }
}

fn beijing() -> Place {
    Place { name: "Beijing".into(), country: Some("CHN".into()), city: None, lat: None, lon: None }
}

fn actor(id: &str, kind: &str, name: &str, country: &str, articles: &[&str]) -> Actor {
    let articles = articles.iter().map(ToString::to_string).collect();
    Actor {
        id: id.into(),
        kind: kind.into(),
        name: name.into(),
        country: Some(country.into()),
        sector: None,
        names: vec![NameUse { text: name.into(), articles }],
        tenures: Vec::new(),
        open: Vec::new(),
    }
}

fn statement(id: &str, speaker: &ActorRef, stance: &str, at: Evidence) -> Statement {
    Statement {
        id: id.into(),
        article: at.article.clone(),
        speaker: Some(speaker.clone()),
        addressee: None,
        channel: Some("readout".into()),
        form: "indirect".into(),
        stance: stance.into(),
        issues: vec!["taiwan".into()],
        issue_evidence: Vec::new(),
        content: at.quote.clone(),
        date: date("2023-06-18"),
        within: None,
        utterance: None,
        evidence: vec![at],
        open: Vec::new(),
    }
}

fn event(id: &str, source: &ActorRef, target: &ActorRef, at: Evidence) -> Event {
    Event {
        id: id.into(),
        date: date("2023-06-18"),
        source: vec![source.clone()],
        target: vec![target.clone()],
        event: "REQUEST".into(),
        mode: None,
        contexts: Vec::new(),
        issues: Vec::new(),
        issue_evidence: Vec::new(),
        cameo: None,
        goldstein: Some(-2.0),
        modality: "occurred".into(),
        place: None,
        origins: origins(1),
        accounts: vec![EventAccount { article: at.article.clone(), evidence: vec![at] }],
        findings: vec![id.into()],
        open: Vec::new(),
    }
}

/// Articles `a` and `b` tell of one meeting, `c` alters `a`, `d` is hostile.
pub(super) fn record() -> Record {
    let a = article(
        "aaaa",
        "Pacific Ledger",
        "They met",
        "The two ministers met for more than five hours.\nChina said the United States must stop arming Taiwan.",
    );
    let b =
        article("bbbb", "Harbour Post", "A long day", "They talked for more than seven hours in Beijing.");
    let mut c = article("cccc", "Spin Daily", "They gathered", "The two clergymen gathered.");
    c.flags.push(Flag {
        flag: "garbled".into(),
        detail: "“Chin Gong” for Qin Gang".into(),
        confidence: Some(0.9.into()),
        evidence: vec![words(&c, "clergymen")],
    });
    let mut d = article("dddd", HOSTILE, HOSTILE, &format!("{HOSTILE}\nHe met her.\n{HOSTILE}"));
    d.url = Some("javascript:alert(6)".into());
    d.removed.push(Removed { reason: HOSTILE.into(), text: HOSTILE.into() });
    d.captions.push(HOSTILE.into());
    d.authors.push(HOSTILE.into());
    let (blinken, qin) =
        (person("antony-blinken", "Antony Blinken", "USA"), person("qin-gang", "Qin Gang", "CHN"));
    let evil = ActorRef {
        actor: Some("evil/../\"id\"".into()),
        name: Some(HOSTILE.into()),
        country: Some("CHN".into()),
        sector: None,
    };
    let met = words(&a, "The two ministers met for more than five hours.");
    let talked = words(&b, "They talked for more than seven hours in Beijing.");
    let wanted = words(&a, "stop arming Taiwan");
    let he_met = words(&d, "He met her.");
    let encounter = Encounter {
        id: "0e01".into(),
        kind: "meeting".into(),
        status: "held".into(),
        date: date("2023-06-18"),
        place: Some(beijing()),
        participants: vec![blinken.clone(), qin.clone()],
        duration_minutes: None,
        history: Vec::new(),
        origins: origins(2),
        readouts: vec![
            readout("CHN", "China", &wanted, &["taiwan"]),
            readout("USA", "United States", &talked, &["human-rights"]),
        ],
        accounts: vec![account(met.clone(), 300.0), account(talked.clone(), 420.0)],
        issues: vec!["taiwan".into()],
        issue_evidence: Vec::new(),
        findings: vec!["0e01".into(), "0e02".into()],
        open: Vec::new(),
    };
    let mut planned = Encounter {
        id: "0e03".into(),
        kind: "visit".into(),
        status: "planned".into(),
        date: date("2023-07-01/2023-07-02"),
        ..encounter.clone()
    };
    planned.participants = vec![evil.clone()];
    planned.accounts = vec![account(he_met.clone(), 10.0)];
    planned.findings = vec!["0e03".into()];
    let value = |v: &str, e: &Evidence| ComparedValue {
        value: v.into(),
        articles: vec![e.article.clone()],
        origins: 1,
        evidence: vec![e.clone()],
    };
    let part_of = |article: &str, relation: &str, of: Option<&str>| StoryArticle {
        article: article.into(),
        relation: relation.into(),
        of: of.map(Into::into),
        manner: of.map(|_| "reworded word by word".into()),
        shared: of.map(|_| 0.4),
        changes: Vec::new(),
    };
    Record {
        record: About {
            format: 1,
            verbale: "0".into(),
            extractor: 1,
            reading: Default::default(),
            register: "r".into(),
            articles: 4,
            set_aside: Vec::new(),
        },
        articles: vec![a.clone(), b, c, d],
        actors: vec![
            actor("CHN", "state", "China", "CHN", &["aaaa"]),
            actor("USA", "state", "United States", "USA", &["aaaa"]),
            actor("antony-blinken", "person", "Antony Blinken", "USA", &["aaaa", "bbbb"]),
            actor("evil/../\"id\"", "person", HOSTILE, "CHN", &["dddd"]),
            actor("qin-gang", "person", "Qin Gang", "CHN", &["aaaa"]),
            // Of a state that has no entry itself.
            actor("stateless", "group", "Envoys", "YEM", &["aaaa"]),
        ],
        encounters: vec![encounter, planned],
        statements: vec![
            statement("05a1", &qin, "demand", wanted.clone()),
            statement("05a2", &blinken, "assert", met.clone()),
            statement("05a3", &evil, "warn", he_met.clone()),
        ],
        positions: vec![position(&wanted, &he_met)],
        demands: vec![Demand {
            id: "0d01".into(),
            by: Some(person("CHN", "China", "CHN")),
            of: Some(person("USA", "United States", "USA")),
            content: "stop arming Taiwan".into(),
            issues: vec!["taiwan".into()],
            issue_evidence: Vec::new(),
            origins: origins(1),
            accounts: vec![DemandAccount {
                article: "aaaa".into(),
                statement: Some("05a1".into()),
                by: None,
                date: date("2023-06-18"),
                evidence: vec![wanted.clone()],
            }],
            findings: vec!["0d01".into(), "0d02".into()],
            open: Vec::new(),
        }],
        events: vec![event("0f01", &qin, &blinken, wanted), event("0f02", &evil, &blinken, he_met)],
        stories: vec![Story {
            id: "0501".into(),
            title: Some("They met".into()),
            date: date("2023-06-18"),
            articles: vec![
                part_of("aaaa", "report", None),
                part_of("bbbb", "report", None),
                part_of("cccc", "garbled copy", Some("aaaa")),
                part_of("dddd", "report", None),
            ],
            encounters: vec!["0e01".into(), "0e03".into()],
            events: vec!["0f01".into(), "0f02".into()],
            follows: None,
            origins: origins(3),
        }],
        comparisons: vec![Comparison {
            id: "0c01".into(),
            kind: "dispute".into(),
            subject: "0e01".into(),
            attribute: "duration".into(),
            values: vec![value("more than 5 hours", &met), value("more than 7 hours", &talked)],
            reading: Some(Reading {
                text: "the longer may count the dinner".into(),
                evidence: vec![talked.clone()],
            }),
        }],
    }
}

/// Writes a record as a file.
pub(super) fn written(record: &Record, folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    let mut store = Store::build(&path, true).unwrap();
    store.put(record.clone(), Register::embedded()).unwrap();
    store.close().unwrap();
    path
}
