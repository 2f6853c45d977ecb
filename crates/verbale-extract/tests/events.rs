//! What a coder with the PLOVER manual would note, in sentences written for this test.

use verbale_article::Article;
use verbale_extract::Tools;
use verbale_extract::findings::{ActorId, Findings, Modality};

fn read(body: &str) -> Findings {
    let article = Article { id: "test".to_owned(), source: "test".to_owned(), ..Article::of_text(body) };
    verbale_extract::extract(&article, &Tools::embedded())
}

/// "CHN ACCUSE USA" for every event.
fn coded(body: &str) -> Vec<String> {
    let f = read(body);
    let country = |ids: &[ActorId]| {
        let one = |&id: &ActorId| {
            let a = &f.actors[id as usize];
            a.register
                .clone()
                .filter(|_| a.country.is_none())
                .or_else(|| a.country.clone())
                .unwrap_or_default()
        };
        ids.iter().map(one).collect::<Vec<_>>().join("+")
    };
    f.events.iter().map(|e| format!("{} {} {}", country(&e.source), e.event, country(&e.target))).collect()
}

#[test]
fn deeds_and_words_between_states_are_coded_with_their_direction() {
    for (text, code) in [
        ("Australia imposed sanctions on Myanmar on Friday.", "AUS SANCTION MMR"),
        ("Moldova expelled three Russian diplomats.", "MDA SANCTION RUS"),
        ("Ankara accused Greece of violating its airspace.", "TUR ACCUSE GRC"),
        ("The Indian foreign ministry urged Pakistan to release the pilot.", "IND REQUEST PAK"),
        ("Sweden provided $20 million in aid to Ukraine.", "SWE AID UKR"),
        ("Azerbaijan shelled Armenian positions on Tuesday.", "AZE ASSAULT ARM"),
        ("Japan lifted restrictions on South Korea.", "JPN CONCEDE KOR"),
        ("Serbia rejected Kosovo's proposal.", "SRB REJECT XKX"),
        ("Iran threatened to attack Israel.", "IRN THREATEN ISR"),
    ] {
        assert!(coded(text).iter().any(|c| c == code), "{text}: {:?}", coded(text));
    }
}

#[test]
fn a_passive_keeps_the_direction() {
    let found = coded("Two Chinese nationals were detained by Vietnam in June.");
    assert!(found.iter().any(|c| c == "VNM COERCE CHN"), "{found:?}");
}

#[test]
fn what_is_threatened_or_alleged_did_not_happen() {
    let found = coded("Iran threatened to attack Israel.");
    assert!(!found.iter().any(|c| c.contains("ASSAULT")), "{found:?}");
    let found = coded("Ukraine accused Belarus of attacking Poland.");
    assert!(!found.iter().any(|c| c.contains("ASSAULT")), "{found:?}");
}

#[test]
fn what_one_state_does_at_home_is_no_event_between_states() {
    assert_eq!(coded("The French government imposed sanctions on French farmers."), Vec::<String>::new());
    assert_eq!(coded("France declined to say who had called."), Vec::<String>::new());
}

#[test]
fn a_negated_deed_is_marked_so() {
    let f = read("Germany did not impose sanctions on Hungary.");
    assert!(f.events.iter().all(|e| e.modality == Modality::Negated), "{:?}", f.events);
}

#[test]
fn a_visit_is_a_consultation_with_the_host_as_target() {
    let found = coded("Chilean President Gabriel Boric visited Canada on Monday, and Canada welcomed him.");
    assert!(found.iter().any(|c| c == "CHL CONSULT CAN"), "{found:?}");
}

#[test]
fn the_same_accusation_twice_is_one_event_with_two_evidences() {
    let f = read("Ankara accused Greece of violating its airspace.\nAnkara also accused Greece of lying.");
    let accusations: Vec<_> = f.events.iter().filter(|e| e.event == "ACCUSE").collect();
    assert_eq!(accusations.len(), 1);
    assert_eq!(accusations[0].evidence.len(), 2);
}

#[test]
fn sanctions_on_each_other_are_a_deed_each_way() {
    let found = coded("Ankara and Athens have hit each other with a raft of tit-for-tat sanctions.");
    assert!(found.contains(&"TUR SANCTION GRC".to_owned()), "{found:?}");
    assert!(found.contains(&"GRC SANCTION TUR".to_owned()), "{found:?}");
}

#[test]
fn people_detained_in_a_state_were_detained_by_it_and_their_own_state_denounces_it() {
    let found = coded(
        "Iran and Sweden are at odds. Two Swedes were detained in Iran last year. Sweden has denounced their detention as hostage diplomacy.",
    );
    assert!(found.contains(&"IRN COERCE SWE".to_owned()), "{found:?}");
    assert!(found.contains(&"SWE ACCUSE IRN".to_owned()), "{found:?}");
}

#[test]
fn whom_a_request_addresses_is_not_where_it_was_made() {
    let f = read("The Indian foreign ministry called on Pakistan to release the pilot.");
    let request = f.events.iter().find(|e| e.event == "REQUEST").expect("a request");
    assert!(request.place.is_none(), "{:?}", request.place);
}

#[test]
fn frozen_contacts_are_relations_cut_not_trade() {
    let f = read("Moscow has frozen high-level contacts with Estonia.");
    let cut = f.events.iter().find(|e| e.event == "SANCTION").expect("a sanction");
    assert_eq!(cut.contexts.first().map(String::as_str), Some("diplomatic"));
}
