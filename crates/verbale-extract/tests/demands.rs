//! Demands: who wants what of whom, item by item. The reports are our own.

use verbale_article::Article;
use verbale_extract::Tools;
use verbale_extract::mentions::Mentions;
use verbale_extract::reading::Reading;
use verbale_extract::{demands, statements, tense};

/// A line a demand: by whom, of whom: what.
fn wanted(body: &str) -> String {
    let article = Article { id: "0000000000000000".into(), source: "test".into(), ..Article::of_text(body) };
    let reading = Reading::new(&article, &Tools::embedded());
    let mentions = Mentions::find(&reading);
    let times = tense::times(&reading);
    let statements = statements::find(&reading, &mentions, &times);
    let found = demands::find(&reading, &mentions, &times, &statements);
    let name = |who: Option<u32>| who.map_or("unknown", |a| mentions.name_of(a)).to_owned();
    let lines = found.iter().map(|d| {
        assert!(!d.evidence.is_empty(), "no demand without evidence");
        format!("{} of {}: {}", name(d.by), name(d.of), reading.quote(d.content))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn each_item_of_a_list_is_a_demand() {
    insta::assert_snapshot!(wanted("Turkey urged Greece to lift the blockade, withdraw its ships and release the crew."), @r"
    Turkey of Greece: lift the blockade
    Turkey of Greece: withdraw its ships
    Turkey of Greece: release the crew
    ");
    insta::assert_snapshot!(wanted("Turkey called on Greece to “immediately lift the blockade, stop harassing fishermen, and so on.”"), @r"
    Turkey of Greece: immediately lift the blockade
    Turkey of Greece: stop harassing fishermen
    ");
}

#[test]
fn a_duty_laid_on_another_side_is_a_demand_and_one_s_own_is_not() {
    insta::assert_snapshot!(wanted("Turkey said Greece must withdraw its ships."), @"Turkey of Greece: withdraw its ships");
    assert_eq!(wanted("Turkish President Recep Tayyip Erdogan said: “We must work harder.”"), "");
    assert_eq!(wanted("Turkey said Turkey must be patient."), "");
}

#[test]
fn a_view_reported_on_is_the_speaker_s_demand() {
    insta::assert_snapshot!(
        wanted("Chinese Foreign Minister Qin Gang said ties were at a low. To mend them, Washington needed to respect the “one China” policy."), @"Qin Gang of Washington: respect the “one China” policy"
    );
}

#[test]
fn a_list_handed_over_is_taken_item_by_item() {
    insta::assert_snapshot!(
        wanted("Turkey gave Greece a list of demands, including the release of the crew and the lifting of the blockade."), @r"
        Turkey of Greece: the release of the crew
        Turkey of Greece: the lifting of the blockade
        "
    );
    insta::assert_snapshot!(wanted("Turkey gave Greece a list of demands, one of which was to free the crew."), @"Turkey of Greece: free the crew");
}

#[test]
fn no_demand_where_nothing_is_asked() {
    for body in [
        "Turkey thanked Greece for its help.",
        "The talks must have been hard.",
        "Turkey may urge Greece to leave.",
        "“",
        "",
    ] {
        assert_eq!(wanted(body), "", "{body}");
    }
}

#[test]
fn only_states_and_their_people_are_asked() {
    assert_eq!(wanted("Both sides asked reporters to stay in the room."), "");
    assert_eq!(wanted("Norway and Sweden instructed their diplomats to continue the talks."), "");
    assert_eq!(
        wanted(
            "Russian Foreign Minister Sergei Lavrov warned his American counterpart not to cross the river."
        ),
        "Sergei Lavrov of American: not to cross the river"
    );
}

#[test]
fn a_list_is_split_wherever_the_parse_hangs_it() {
    insta::assert_snapshot!(wanted("Turkey called for an end to the blockade, the release of the crew and a ceasefire."), @r"
    Turkey of unknown: an end to the blockade
    Turkey of unknown: the release of the crew
    Turkey of unknown: a ceasefire
    ");
    insta::assert_snapshot!(wanted("Turkey urged Greece to stop arming the rebels, to respect the borders of Cyprus and to free the sailors."), @r"
    Turkey of Greece: stop arming the rebels
    Turkey of Greece: respect the borders of Cyprus
    Turkey of Greece: free the sailors
    ");
    insta::assert_snapshot!(wanted("Turkey demanded that Greece recognize the border and that it release the officers."), @r"
    Turkey of Greece: recognize the border
    Turkey of Greece: release the officers
    ");
    insta::assert_snapshot!(wanted("Turkey set out its demands: an end to the shelling; the release of prisoners; and the return of the bodies."), @r"
    Turkey of unknown: an end to the shelling
    Turkey of unknown: the release of prisoners
    Turkey of unknown: the return of the bodies
    ");
}

#[test]
fn verbs_that_share_their_object_are_one_demand() {
    insta::assert_snapshot!(wanted("Turkey urged Greece to respect and protect the rights of fishermen."), @"Turkey of Greece: respect and protect the rights of fishermen");
}

#[test]
fn each_party_of_a_list_has_its_own_demand() {
    insta::assert_snapshot!(wanted("Germany called on Hungary to drop its veto, on Poland to open the border and on Austria to leave the deal."), @r"
    Germany of Hungary: drop its veto
    Germany of Poland: open the border
    Germany of Austria: leave the deal
    ");
}

#[test]
fn a_request_in_the_speaker_s_own_words_is_one() {
    insta::assert_snapshot!(wanted("“We urge the United States to stop the sanctions and to lift the blockade,” Chinese Foreign Minister Qin Gang said."), @r"
    Qin Gang of United States: stop the sanctions
    Qin Gang of United States: lift the blockade
    ");
}

#[test]
fn what_was_not_asked_is_no_demand() {
    assert_eq!(wanted("Turkey did not ask Greece to withdraw its ships."), "");
}
