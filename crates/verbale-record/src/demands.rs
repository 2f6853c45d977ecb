//! One entry for each demand, said once or often.
//!
//! Within one story, demands by the same side of the same side whose words say the same are one.

use crate::actors::Cast;
use crate::calendar::LATEST;
use crate::dating::Dated;
use crate::issues;
use crate::model::{ActorRef, Demand, DemandAccount, IssueEvidence, Open};
use crate::source::Source;
use crate::wording;
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings;

struct Account {
    article: usize,
    by: Option<usize>,
    of: Option<usize>,
    words: BTreeSet<String>,
    told: DemandAccount,
    issues: Vec<IssueEvidence>,
    content: String,
}

/// Demands by id. `statements` are the ids of each article's statements by number.
pub(crate) fn assemble(
    sources: &[Source<'_>],
    dated: &[Dated],
    story: &[usize],
    cast: &Cast,
    statements: &[Vec<String>],
) -> Vec<Demand> {
    let (accounts, ids) = accounts(sources, cast, statements);
    let mut blocks: BTreeMap<(usize, String, String), Vec<usize>> = BTreeMap::new();
    for (n, a) in accounts.iter().enumerate() {
        blocks.entry((story[a.article], side(a.by, cast), side(a.of, cast))).or_default().push(n);
    }
    let score = |a: usize, b: usize| {
        let (x, y) = (&accounts[a], &accounts[b]);
        if two_people(x.by, y.by, cast) { 0.0 } else { wording::likeness(&x.words, &y.words) }
    };
    let groups = wording::group(&ids, blocks.into_values(), score);
    let mut out: Vec<Demand> = groups.iter().map(|g| one(g, &accounts, &ids, dated, cast)).collect();
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

fn accounts(sources: &[Source<'_>], cast: &Cast, statements: &[Vec<String>]) -> (Vec<Account>, Vec<String>) {
    let (mut out, mut ids) = (Vec::new(), Vec::new());
    for (a, source) in sources.iter().enumerate() {
        let keys: Vec<_> = source
            .findings
            .demands
            .iter()
            .map(|d| (vec![d.content], format!("{:?} {:?}", d.by, d.of)))
            .collect();
        for (found, id) in source.findings.demands.iter().zip(source.ids("demand", &keys)) {
            let mut spans = vec![found.content];
            spans.extend(&found.evidence);
            let evidence = source.all_evidence(&spans);
            let content = source.quote(found.content);
            if content.is_empty() {
                continue;
            }
            let statement = found.statement.and_then(|s| statements[a].get(s as usize).cloned());
            out.push(Account {
                article: a,
                by: found.by.and_then(|l| cast.who(a, l)),
                of: found.of.and_then(|l| cast.who(a, l)),
                words: wording::stems(content),
                told: DemandAccount { article: source.id().to_owned(), statement, evidence },
                issues: issues::told(source, &found.issues),
                content: content.to_owned(),
            });
            ids.push(id);
        }
    }
    (out, ids)
}

/// The state a side stands for, or the actor itself.
pub(crate) fn side(who: Option<usize>, cast: &Cast) -> String {
    who.map_or(String::new(), |n| {
        let m = cast.member(n);
        m.country.clone().unwrap_or_else(|| m.id.clone())
    })
}

/// Whether the two are different named people of one state.
pub(crate) fn two_people(a: Option<usize>, b: Option<usize>, cast: &Cast) -> bool {
    let person = |n: usize| cast.member(n).kind == findings::ActorKind::Person;
    matches!((a, b), (Some(x), Some(y)) if x != y && person(x) && person(y))
}

/// Of the accounts' actors the most telling: a person before a body before the state; of equals the first by id.
fn fullest(who: impl Iterator<Item = Option<usize>>, cast: &Cast) -> Option<ActorRef> {
    who.flatten()
        .min_by_key(|&n| {
            let m = cast.member(n);
            (m.kind != findings::ActorKind::Person, m.kind == findings::ActorKind::State, m.id.clone())
        })
        .map(|n| cast.reference(n))
}

fn one(group: &[usize], accounts: &[Account], ids: &[String], dated: &[Dated], cast: &Cast) -> Demand {
    let mut order = group.to_vec();
    order.sort_by_key(|&n| (dated[accounts[n].article].when.map_or(LATEST, |w| w.from), ids[n].clone()));
    let told: Vec<&Account> = order.iter().map(|&n| &accounts[n]).collect();
    let findings: BTreeSet<String> = group.iter().map(|&n| ids[n].clone()).collect();
    let by = fullest(told.iter().map(|a| a.by), cast);
    let of = fullest(told.iter().map(|a| a.of), cast);
    let mut open = Vec::new();
    for (field, missing) in [("by", by.is_none()), ("of", of.is_none())] {
        if missing {
            open.push(Open { field: field.to_owned(), reason: "the text does not tell".to_owned() });
        }
    }
    let (issues, issue_evidence) = issues::gathered(told.iter().flat_map(|a| &a.issues));
    Demand {
        id: findings.first().cloned().unwrap_or_default(),
        by,
        of,
        content: told.first().map(|a| a.content.clone()).unwrap_or_default(),
        issues,
        issue_evidence,
        accounts: told.iter().map(|a| a.told.clone()).collect(),
        findings: findings.into_iter().collect(),
        open,
    }
}
