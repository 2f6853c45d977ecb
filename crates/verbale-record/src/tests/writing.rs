//! Short reports with their findings, written by hand.

use crate::Entry;
use verbale_article::{Article, DateOrigin, Part, StatedDate};
use verbale_extract::findings::{
    Actor, ActorId, ActorKind, Demand, Encounter, EncounterKind, Evidence, Findings, Form, How, Issue,
    Mention, Minutes, Office, Place, Stance, Standing, Statement, Status, Tense, Time, TimeId,
};
use verbale_span::Span;

/// A report under the pen.
pub(super) struct Report {
    pub(super) entry: Entry,
}

impl Report {
    /// A report with this text; its time expressions are found and taken as told in the past.
    pub(super) fn new(id: &str, body: &str) -> Self {
        let article = Article {
            id: id.to_owned(),
            source: format!("{id}.txt"),
            language: Some("en".to_owned()),
            ..Article::of_text(body)
        };
        let findings =
            Findings { article: id.to_owned(), times: times(body, Part::Body), ..Findings::default() };
        Self { entry: Entry { article, findings } }
    }

    pub(super) fn stated(mut self, date: &str) -> Self {
        let stated = StatedDate { date: date.to_owned(), origin: DateOrigin::Field, quote: date.to_owned() };
        self.entry.article.stated_dates.push(stated);
        self
    }

    pub(super) fn caption(mut self, text: &str) -> Self {
        let part = Part::Caption(self.entry.article.captions.len() as u32);
        self.entry.article.captions.push(text.to_owned());
        self.entry.findings.times.extend(times(text, part));
        self
    }

    /// Where the words stand in the body.
    fn at(&self, words: &str) -> Evidence {
        let start =
            self.entry.article.body.find(words).unwrap_or_else(|| panic!("“{words}” is not in the body"));
        Evidence { part: Part::Body, span: Span::new(start, start + words.len()) }
    }

    pub(super) fn tense(&mut self, words: &str, tense: Tense) {
        let at = self.at(words);
        self.entry.findings.times.iter_mut().filter(|t| t.at == at).for_each(|t| t.tense = tense);
    }

    fn actor(
        &mut self,
        kind: ActorKind,
        name: &str,
        register: Option<&str>,
        country: Option<&str>,
    ) -> ActorId {
        let at = self.at(name.split(' ').next_back().unwrap_or(name));
        self.entry.findings.actors.push(Actor {
            kind,
            name: name.to_owned(),
            variants: Vec::new(),
            register: register.map(str::to_owned),
            country: country.map(str::to_owned),
            body: None,
            offices: Vec::new(),
            mentions: vec![Mention { at, how: How::Name }],
        });
        self.entry.findings.actors.len() as ActorId - 1
    }

    /// A person, with role and state where the report gives them.
    pub(super) fn person(&mut self, name: &str, office: Option<(&str, &str)>) -> ActorId {
        let id = self.actor(ActorKind::Person, name, None, office.map(|o| o.1));
        let at = self.at(name.split(' ').next_back().unwrap_or(name));
        if let Some((role, country)) = office {
            self.entry.findings.actors[id as usize].offices.push(Office {
                role: role.to_owned(),
                country: Some(country.to_owned()),
                counterpart: None,
                standing: Standing::Current,
                at,
            });
        }
        id
    }

    /// Somebody named by an office alone.
    pub(super) fn unnamed(&mut self, words: &str, office: (&str, &str)) -> ActorId {
        let at = self.at(words);
        let id = self.actor(ActorKind::Unnamed, words, None, Some(office.1));
        self.entry.findings.actors[id as usize].mentions = vec![Mention { at, how: How::Title }];
        self.entry.findings.actors[id as usize].offices.push(Office {
            role: office.0.to_owned(),
            country: Some(office.1.to_owned()),
            counterpart: None,
            standing: Standing::Current,
            at,
        });
        id
    }

    /// A state, found in the body by its last mention's word or not at all.
    pub(super) fn state(&mut self, name: &str, code: &str) -> ActorId {
        self.entry.findings.actors.push(Actor {
            kind: ActorKind::State,
            name: name.to_owned(),
            variants: Vec::new(),
            register: Some(code.to_owned()),
            country: Some(code.to_owned()),
            body: None,
            offices: Vec::new(),
            mentions: Vec::new(),
        });
        self.entry.findings.actors.len() as ActorId - 1
    }

    /// A statement by `source`: the words are what it says; they are about the issue `issue`.
    pub(super) fn says(&mut self, source: ActorId, words: &str, stance: Stance, issue: &str) {
        let at = self.at(words);
        self.entry.findings.statements.push(Statement {
            source: Some(source),
            source_at: None,
            cue: None,
            content: vec![at],
            form: Form::Indirect,
            channel: None,
            stance,
            addressee: None,
            time: None,
            issues: vec![Issue { issue: issue.to_owned(), at }],
            within: None,
        });
    }

    /// A demand by `by` of `of`, in these words.
    pub(super) fn demands(&mut self, by: ActorId, of: ActorId, words: &str, issue: &str) {
        let at = self.at(words);
        self.entry.findings.demands.push(Demand {
            by: Some(by),
            of: Some(of),
            content: at,
            evidence: vec![at],
            statement: None,
            issues: vec![Issue { issue: issue.to_owned(), at }],
            time: None,
        });
    }

    /// Lavrov and Blinken, as ministers.
    pub(super) fn ministers(&mut self) -> (ActorId, ActorId) {
        let lavrov = self.person("Sergei Lavrov", Some(("foreign-minister", "RUS")));
        (lavrov, self.person("Antony Blinken", Some(("foreign-minister", "USA"))))
    }

    /// A meeting told in these words, with the times in them.
    pub(super) fn meeting(&mut self, words: &str, who: &[ActorId], status: Status) -> Meeting<'_> {
        self.encounter(EncounterKind::Meeting, words, who, status)
    }

    /// A visit by the first.
    pub(super) fn visit(&mut self, words: &str, who: &[ActorId], status: Status) -> Meeting<'_> {
        let mut made = self.encounter(EncounterKind::Visit, words, who, status);
        made.last().visitors = 1;
        made
    }

    fn encounter(
        &mut self,
        kind: EncounterKind,
        words: &str,
        who: &[ActorId],
        status: Status,
    ) -> Meeting<'_> {
        let at = self.at(words);
        let inside = |t: &Time| t.at.part == at.part && at.span.contains(t.at.span);
        let times = self.entry.findings.times.iter().enumerate().filter(|(_, t)| inside(t));
        // Lengths of time date nothing.
        let times = times.filter(|(_, t)| !matches!(t.expression.kind, verbale_time::Kind::Duration));
        let encounter = Encounter {
            kind,
            status,
            participants: who.to_vec(),
            visitors: 0,
            places: Vec::new(),
            times: times.map(|(n, _)| n as TimeId).collect(),
            duration: None,
            issues: Vec::new(),
            evidence: vec![at],
            tone: Vec::new(),
            background: false,
        };
        self.entry.findings.encounters.push(encounter);
        Meeting { report: self }
    }
}

/// The encounter written last.
pub(super) struct Meeting<'a> {
    report: &'a mut Report,
}

impl Meeting<'_> {
    fn last(&mut self) -> &mut Encounter {
        self.report.entry.findings.encounters.last_mut().unwrap()
    }

    pub(super) fn place(mut self, name: &str, country: &str) -> Self {
        let at = self.last().evidence[0];
        let place = Place { name: name.to_owned(), country: Some(country.to_owned()), at };
        self.last().places.push(place);
        self
    }

    pub(super) fn minutes(mut self, words: &str, low: f32, high: f32) -> Self {
        let at = self.report.at(words);
        self.last().duration = Some(Minutes { low: Some(low), high: Some(high), at });
        self
    }

    pub(super) fn at_least(mut self, words: &str, low: f32) -> Self {
        let at = self.report.at(words);
        self.last().duration = Some(Minutes { low: Some(low), high: None, at });
        self
    }
}

fn times(text: &str, part: Part) -> Vec<Time> {
    let found = verbale_time::find(text).into_iter();
    found
        .map(|expression| Time {
            at: Evidence { part, span: expression.span },
            expression,
            tense: Tense::Past,
        })
        .collect()
}
