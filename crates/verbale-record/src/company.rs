//! Who a bare surname is, told by the company it keeps.
//!
//! A machine-spun copy may garble one name in several ways ("Chen Gang", then "Kane"). Where an office has shown one of
//! them to be garbled, a surname that appears from nowhere in the same meeting, with the same counterpart on the same
//! day, is the same person.

use crate::actors::{Cast, Rulings};
use crate::encounters::Account;
use crate::names;
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use verbale_extract::findings::ActorId;

/// The clusters that their company places, with the register id of who they are.
pub(crate) fn rulings(sources: &[Source<'_>], accounts: &[Account], cast: &Cast) -> Rulings {
    let mut garbled: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for g in &cast.garbles {
        garbled.entry(g.article).or_default().extend(cast.who(g.article, g.local));
    }
    let mut out = Rulings::new();
    for account in accounts {
        let Some(people) = garbled.get(&account.article) else { continue };
        let Some(stranger) = stranger(account, sources, cast) else { continue };
        let rest: Vec<usize> = account
            .parties
            .iter()
            .copied()
            .filter(|&p| Some(p) != cast.who(account.article, stranger))
            .collect();
        let found: BTreeSet<usize> = accounts
            .iter()
            .filter(|b| b.article == account.article && b.id != account.id && same_day(account, b))
            .filter(|b| !rest.is_empty() && rest.iter().all(|p| b.parties.contains(p)))
            .flat_map(|b| b.parties.iter().copied().filter(|p| people.contains(p)))
            .collect();
        if let (Some(&one), 1) = (found.first(), found.len())
            && let Some(id) = cast.member(one).register.clone()
        {
            out.insert((account.article, stranger), id);
        }
    }
    out
}

/// The one party that is a surname and nothing else, by its number in the article.
fn stranger(account: &Account, sources: &[Source<'_>], cast: &Cast) -> Option<ActorId> {
    let findings = sources[account.article].findings;
    let parties = &findings.encounters.get(account.finding)?.participants;
    let mut bare = parties.iter().copied().filter(|&p| {
        let known = cast.who(account.article, p).is_some_and(|n| cast.member(n).register.is_some());
        findings.actors.get(p as usize).is_some_and(|a| {
            !known && a.offices.is_empty() && a.country.is_none() && names::words(&a.name).len() == 1
        })
    });
    let one = bare.next()?;
    bare.next().is_none().then_some(one)
}

fn same_day(a: &Account, b: &Account) -> bool {
    matches!((a.when(), b.when()), (Some(x), Some(y)) if x == y && x.is_day())
}
