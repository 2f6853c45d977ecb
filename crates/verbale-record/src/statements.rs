//! Statements as the record gives them: each stays its article's own, and those of one utterance point to one another
//! ([`utterances`]).

pub(crate) mod utterances;

use crate::actors::Cast;
use crate::issues;
use crate::model::{ActorRef, Open, Statement};
use crate::source::Source;
use crate::times::{self, Told};
use verbale_extract::findings::{self, Channel, Form, Stance};

/// Statements by article, then position, then id; and for each article the ids by number of the finding.
pub(crate) fn assemble(
    sources: &[Source<'_>],
    told: &[Vec<Option<Told>>],
    cast: &Cast,
) -> (Vec<Statement>, Vec<Vec<String>>) {
    let (mut out, mut ids) = (Vec::new(), Vec::new());
    for (a, source) in sources.iter().enumerate() {
        let found = &source.findings.statements;
        let keys: Vec<_> = found.iter().map(|s| (s.content.clone(), String::new())).collect();
        let own = source.ids("statement", &keys);
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_key(|&n| (found[n].content.first().map(|&e| Source::position(e)), own[n].clone()));
        out.extend(order.into_iter().filter_map(|n| one(a, source, &found[n], n, &own, told, cast)));
        ids.push(own);
    }
    (out, ids)
}

fn one(
    a: usize,
    source: &Source<'_>,
    s: &findings::Statement,
    n: usize,
    ids: &[String],
    told: &[Vec<Option<Told>>],
    cast: &Cast,
) -> Option<Statement> {
    let content = source.all_evidence(&s.content);
    if content.is_empty() {
        return None;
    }
    let around: Vec<_> = s.cue.into_iter().chain(s.source_at).collect();
    let mut evidence = content.clone();
    evidence.extend(source.all_evidence(&around));
    let time = s.time.and_then(|t| told[a].get(t as usize)?.clone());
    let speaker = s.source.and_then(|l| cast.who(a, l)).map(|n| cast.reference(n)).or_else(|| {
        let name = source.quote(s.source_at?);
        (!name.is_empty() && !is_pronoun(name))
            .then(|| ActorRef { name: Some(name.to_owned()), ..ActorRef::default() })
    });
    let addressee = s.addressee.and_then(|l| cast.who(a, l)).map(|n| cast.reference(n));
    let mut open = Vec::new();
    let mut note = |field: &str, reason: &str| {
        open.push(Open { field: field.to_owned(), reason: reason.to_owned() });
    };
    if speaker.is_none() {
        let pronoun = s.source_at.map(|at| source.quote(at)).filter(|name| is_pronoun(name));
        let reason = pronoun.map(|p| format!("the text does not settle who “{p}” is"));
        note("speaker", reason.as_deref().unwrap_or("the text does not tell who says so"));
    }
    if addressee.is_none() {
        note("addressee", "the text does not tell to whom");
    }
    if s.channel.is_none() {
        note("channel", "the text does not tell by what channel");
    }
    if time.is_none() {
        let reason =
            if s.time.is_some() { "the words for its time give no day" } else { "no time is told for it" };
        note("date", reason);
    }
    let (issues, issue_evidence) = issues::gathered(issues::told(source, &s.issues).iter());
    Some(Statement {
        id: ids[n].clone(),
        article: source.id().to_owned(),
        speaker,
        addressee,
        channel: s.channel.as_ref().map(|(c, _)| channel_word(*c).to_owned()),
        form: form_word(s.form).to_owned(),
        stance: stance_word(s.stance).to_owned(),
        issues,
        issue_evidence,
        content: content.iter().map(|e| e.quote.as_str()).collect::<Vec<_>>().join(" … "),
        date: time.as_ref().map(times::date),
        within: s.within.and_then(|w| ids.get(w as usize).cloned()),
        utterance: None,
        evidence,
        open,
    })
}

/// Words that name nobody: left unresolved, they are no speaker's name.
fn is_pronoun(name: &str) -> bool {
    let word = name.to_lowercase();
    matches!(
        word.as_str(),
        "he" | "she"
            | "it"
            | "they"
            | "we"
            | "i"
            | "you"
            | "who"
            | "which"
            | "that"
            | "this"
            | "these"
            | "those"
            | "one"
            | "both"
            | "some"
            | "others"
            | "many"
            | "him"
            | "her"
            | "them"
    )
}

fn form_word(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Indirect => "indirect",
        Form::Mixed => "mixed",
    }
}

fn stance_word(stance: Stance) -> &'static str {
    match stance {
        Stance::Assert => "assert",
        Stance::Accuse => "accuse",
        Stance::Criticise => "criticise",
        Stance::Deny => "deny",
        Stance::Demand => "demand",
        Stance::Promise => "promise",
        Stance::Warn => "warn",
        Stance::Praise => "praise",
        Stance::Agree => "agree",
        Stance::Concern => "concern",
        Stance::Hope => "hope",
    }
}

fn channel_word(channel: Channel) -> &'static str {
    match channel {
        Channel::Readout => "readout",
        Channel::Statement => "statement",
        Channel::PressConference => "press conference",
        Channel::Briefing => "briefing",
        Channel::Speech => "speech",
        Channel::Interview => "interview",
        Channel::SocialMedia => "social media",
        Channel::Broadcast => "broadcast",
        Channel::Article => "article",
    }
}
