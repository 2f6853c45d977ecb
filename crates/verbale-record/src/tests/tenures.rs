//! Tenures that the articles tell, on short reports of invented ministers.

use super::writing::Report;
use super::{orders, record};
use crate::Entry;
use crate::model::{Actor, Record};

/// A report that gives somebody the foreign ministry of a state; every outlet has words of its own.
fn minister(n: usize, outlet: &str, date: &str, name: &str, country: &str) -> Entry {
    let own = [
        "Talks on fishing rights opened at noon with a dispute over the agenda.",
        "Delegates walked through the rain to a hall that had been a railway station.",
        "A treaty on rivers came before the assembly, which sat late into the night.",
        "Grain prices were on everyone’s lips at the border crossing last week.",
        "Two bridges will be rebuilt with money from a fund for old roads.",
        "Pilots complained of the new corridor above the mountains in winter.",
        "Tourists may stay for ninety days if the plan is passed in spring.",
    ];
    let body = format!("{} Foreign Minister {name} spoke to reporters afterwards, says {outlet}.", own[n]);
    let mut r = Report::new(&format!("{country}{n}{outlet}"), &body).stated(date);
    r.entry.article.outlet = Some(outlet.to_owned());
    r.person(name, Some(("foreign-minister", country)));
    r.entry
}

/// A report that names the minister by the office alone.
fn title_only(id: &str, date: &str, country: &str) -> Entry {
    let mut r = Report::new(id, "Asked about it, the foreign minister said nothing at all.").stated(date);
    r.unnamed("the foreign minister", ("foreign-minister", country));
    r.entry
}

fn holds<'r>(record: &'r Record, name: &str) -> &'r Actor {
    let mut found = record.actors.iter().filter(|a| a.name == name);
    let one = found.next().unwrap_or_else(|| panic!("no {name}: {:#?}", record.actors));
    assert!(found.next().is_none(), "two of the name {name}");
    one
}

/// Whether the article that gives the office alone is of this actor.
fn is_of(actor: &Actor, article: &str) -> bool {
    actor.names.iter().any(|n| n.articles.iter().any(|a| a == article))
}

/// A state and a date of which the register has no foreign minister.
const SILENT: (&str, &str, &str) = ("TUV", "1975-03-04", "1975-04-20");

#[test]
fn where_the_register_is_silent_the_articles_tell_who_the_minister_is() {
    let (country, told, asked) = SILENT;
    let entries = [
        minister(0, "Harbour Post", told, "Teleke Maotia", country),
        title_only("later", asked, country),
        title_only("years later", "1985-04-20", country),
    ];
    for entries in orders(&entries) {
        let record = record(&entries);
        let found = holds(&record, "Teleke Maotia");
        assert_eq!(found.country.as_deref(), Some(country));
        assert!(is_of(found, "later"));
        assert!(!is_of(found, "years later"), "ten years on it may be anyone");
        let told = found.tenures.iter().find(|t| t.office.starts_with("Foreign minister")).unwrap();
        assert_eq!(
            (told.from.as_deref(), told.to.as_deref()),
            (Some("[..1975-03-04]"), Some("[1975-03-04..]"))
        );
        assert!(told.basis.iter().any(|b| b.article.as_deref() == Some("TUV0Harbour Post")));
    }
}

#[test]
fn two_ministers_within_reach_leave_the_office_open() {
    let (country, told, asked) = SILENT;
    let record = record(&[
        minister(0, "Harbour Post", told, "Teleke Maotia", country),
        minister(1, "Reef Radio", "1975-05-30", "Sione Falani", country),
        title_only("later", asked, country),
    ]);
    assert!(!is_of(holds(&record, "Teleke Maotia"), "later"));
    assert!(!is_of(holds(&record, "Sione Falani"), "later"));
}

const OUTLETS: [&str; 6] =
    ["Harbour Post", "Reef Radio", "Lagoon Times", "Delta Wire", "Plains Herald", "Summit News"];

fn reports(count: usize, name: &str) -> Vec<Entry> {
    (0..count).map(|n| minister(n, OUTLETS[n], "2023-10-02", name, "CHN")).collect()
}

#[test]
fn one_report_against_the_register_is_noted_and_not_followed() {
    let mut entries = reports(1, "Shen Boqiao");
    entries.push(title_only("later", "2023-10-05", "CHN"));
    let record = record(&entries);
    assert!(is_of(holds(&record, "Wang Yi"), "later"), "the register wins over one report");
    for name in ["Wang Yi", "Shen Boqiao"] {
        let open = &holds(&record, name).open;
        let note = open.iter().find(|o| o.field == "tenures").unwrap_or_else(|| panic!("{name}: {open:?}"));
        assert!(note.reason.contains("Wang Yi") && note.reason.contains("Shen Boqiao"), "{}", note.reason);
        assert!(note.reason.contains("1 independent report"), "{}", note.reason);
    }
}

#[test]
fn five_independent_reports_of_a_new_minister_win_over_the_register() {
    let mut entries = reports(5, "Shen Boqiao");
    entries.push(title_only("later", "2023-10-05", "CHN"));
    let found = record(&entries);
    assert!(is_of(holds(&found, "Shen Boqiao"), "later"));
    let note = holds(&found, "Shen Boqiao").open.iter().find(|o| o.field == "tenures").unwrap();
    assert!(note.reason.contains("5 independent reports"), "{}", note.reason);
    entries.reverse();
    assert_eq!(record(&entries), found);
    // As many say that the old one is still there.
    let still = (0..5).map(|n| minister((n + 2) % 7, OUTLETS[n], "2023-10-03", "Wang Yi", "CHN"));
    entries.extend(still);
    assert!(is_of(holds(&record(&entries), "Wang Yi"), "later"));
}

#[test]
fn copies_and_one_outlet_again_are_no_further_reports() {
    let mut entries = reports(2, "Shen Boqiao");
    for (n, outlet) in OUTLETS.iter().enumerate().skip(2) {
        // The words of the first report, in other papers.
        let mut copy = entries[0].clone();
        copy.article.id = format!("copy {n}");
        copy.findings.article = copy.article.id.clone();
        copy.article.outlet = Some((*outlet).to_owned());
        entries.push(copy);
        let mut again = minister(n, OUTLETS[1], "2023-10-04", "Shen Boqiao", "CHN");
        again.article.id = format!("again {n}");
        entries.push(again);
    }
    entries.push(title_only("later", "2023-10-05", "CHN"));
    assert!(is_of(holds(&record(&entries), "Wang Yi"), "later"), "ten articles, two origins");
}

#[test]
fn a_garbled_name_is_the_registers_holder_until_five_report_it() {
    let one = record(&[minister(0, OUTLETS[0], "2023-10-02", "Sergei Lavrof", "RUS")]);
    assert!(
        one.actors.iter().any(|a| a.name == "Sergei Lavrov"),
        "a letter off, with the office: the minister"
    );
    let garbled = |n: usize| minister(n, OUTLETS[n], "2023-06-05", "Chun Gang", "CHN");
    let one = record(&[garbled(0)]);
    assert!(holds(&one, "Qin Gang").names.iter().any(|n| n.text == "Chun Gang"));
    let five: Vec<Entry> = (0..5).map(garbled).collect();
    let five = record(&five);
    assert!(five.articles.iter().all(|a| a.flags.is_empty()), "five desks do not garble alike");
    assert_eq!(holds(&five, "Chun Gang").country.as_deref(), Some("CHN"));
}

#[test]
fn namesakes_in_the_offices_of_two_states_stay_two() {
    let (country, told, asked) = SILENT;
    let record = record(&[
        minister(0, "Harbour Post", told, "Samuel Tavita", country),
        minister(1, "Reef Radio", told, "Samuel Tavita", "WSM"),
        title_only("later", asked, country),
    ]);
    let found: Vec<&Actor> = record.actors.iter().filter(|a| a.name == "Samuel Tavita").collect();
    assert_eq!(found.len(), 2);
    let of = |a: &&Actor| is_of(a, "later");
    assert_eq!(found.into_iter().find(of).and_then(|a| a.country.as_deref()), Some(country));
}
