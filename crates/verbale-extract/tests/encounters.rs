//! What a careful reader would note of who met whom, in short reports written for this test.

use std::fmt::Write;
use verbale_article::Article;
use verbale_extract::Tools;
use verbale_extract::findings::{Encounter, EncounterKind, Findings, Status};

fn article(headline: &str, body: &str, captions: &[&str]) -> Article {
    Article {
        id: "test".to_owned(),
        source: "test".to_owned(),
        headline: (!headline.is_empty()).then(|| headline.to_owned()),
        captions: captions.iter().map(|&c| c.to_owned()).collect(),
        ..Article::of_text(body)
    }
}

fn read(article: &Article) -> Findings {
    verbale_extract::extract(article, &Tools::embedded())
}

fn found(body: &str) -> Vec<Encounter> {
    read(&article("", body, &[])).encounters
}

fn names(f: &Findings, e: &Encounter) -> Vec<String> {
    e.participants.iter().map(|&p| f.actors[p as usize].name.clone()).collect()
}

/// One line an encounter, then its evidence.
fn shown(body: &str) -> String {
    let article = article("", body, &[]);
    let f = read(&article);
    let mut out = String::new();
    for e in &f.encounters {
        let places: Vec<&str> = e.places.iter().map(|p| p.name.as_str()).collect();
        let times: Vec<&str> =
            e.times.iter().map(|&t| f.times[t as usize].at.span.of(&article.body)).collect();
        let (kind, status) = (e.kind, e.status);
        let _ = writeln!(out, "{kind:?} {status:?} {:?} at {places:?} on {times:?}", names(&f, e));
        for ev in &e.evidence {
            let _ = writeln!(out, "    {}", ev.span.of(&article.body));
        }
    }
    out
}

#[test]
fn a_meeting_told_three_times_is_one() {
    let text = "Turkish Foreign Minister Hakan Fidan met with his Greek counterpart, George Gerapetritis, in Ankara on \
                Tuesday for about three hours. During the meeting, Mr. Fidan raised the dispute over airspace. The talks \
                were constructive, the Greek foreign ministry said.";
    let f = read(&article("", text, &[]));
    assert_eq!(f.encounters.len(), 1, "{}", shown(text));
    let e = &f.encounters[0];
    assert_eq!((e.kind, e.status), (EncounterKind::Meeting, Status::Held));
    assert_eq!(names(&f, e), ["Hakan Fidan", "George Gerapetritis"]);
    assert_eq!(e.places[0].name, "Ankara");
    assert_eq!(e.places[0].country.as_deref(), Some("TUR"));
    assert_eq!(e.evidence.len(), 3);
    let d = e.duration.expect("three hours");
    assert!(d.low.unwrap_or(0.0) >= 150.0 && d.high.unwrap_or(999.0) <= 210.0, "{d:?}");
    assert_eq!(e.tone.len(), 1);
}

#[test]
fn idioms_without_two_sides_are_no_encounters() {
    for text in [
        "Brazil must meet the criteria set by the club, the Brazilian finance minister said.",
        "The Kenyan president called the plan a mistake and called on Uganda to reconsider.",
        "President Emmanuel Macron called President Vladimir Putin a liar.",
        "Mexico did not meet with Guatemala in March.",
        "The Polish prime minister refused to meet the Hungarian foreign minister.",
        "There is a lot of talk about Iran in Israel.",
    ] {
        assert!(found(text).is_empty(), "{}", shown(text));
    }
}

#[test]
fn status_follows_tense_and_the_verbs_above() {
    for (text, status) in [
        (
            "Indian Prime Minister Narendra Modi met Japanese Prime Minister Fumio Kishida in Delhi.",
            Status::Held,
        ),
        (
            "Indian Prime Minister Narendra Modi will meet Japanese Prime Minister Fumio Kishida.",
            Status::Planned,
        ),
        (
            "Indian Prime Minister Narendra Modi is due to meet Japanese Prime Minister Fumio Kishida.",
            Status::Planned,
        ),
        (
            "Indian Prime Minister Narendra Modi may meet Japanese Prime Minister Fumio Kishida.",
            Status::Possible,
        ),
        (
            "Indian Prime Minister Narendra Modi hopes to meet Japanese Prime Minister Fumio Kishida.",
            Status::Possible,
        ),
        (
            "Indian Prime Minister Narendra Modi cancelled a meeting with Japanese Prime Minister Fumio Kishida.",
            Status::Cancelled,
        ),
        ("Indian Prime Minister Narendra Modi postponed a visit to Japan.", Status::Postponed),
        (
            "Officials discussed a possible meeting between Narendra Modi of India and Fumio Kishida of Japan.",
            Status::Possible,
        ),
    ] {
        let e = found(text);
        assert_eq!(e.len(), 1, "{text}: {}", shown(text));
        assert_eq!(e[0].status, status, "{text}");
    }
}

#[test]
fn a_tour_is_a_visit_to_each_country() {
    let text = "Egyptian President Abdel Fattah al-Sisi will visit Greece, Cyprus and Serbia next week.";
    let e = found(text);
    let countries: Vec<_> = e.iter().map(|e| e.places[0].country.as_deref().unwrap_or("")).collect();
    assert_eq!(countries, ["GRC", "CYP", "SRB"], "{}", shown(text));
    assert!(
        e.iter().all(|e| e.kind == EncounterKind::Visit && e.status == Status::Planned && e.visitors == 1)
    );
}

#[test]
fn a_trip_home_is_no_visit() {
    let text = "French President Emmanuel Macron returned to France.";
    assert!(found(text).is_empty(), "{}", shown(text));
}

#[test]
fn two_meetings_of_the_same_people_at_two_times_stay_two() {
    let text = "Chinese Foreign Minister Wang Yi met Russian Foreign Minister Sergei Lavrov in Moscow on Thursday. Wang Yi \
                had met Lavrov in Jakarta in July.";
    let e = found(text);
    assert_eq!(e.len(), 2, "{}", shown(text));
    assert!(!e[0].background && e[1].background);
}

#[test]
fn a_guest_is_the_visitor_of_who_hosts_him() {
    let text = "Saudi Crown Prince Mohammed bin Salman hosted German Chancellor Olaf Scholz on Saturday.";
    let f = read(&article("", text, &[]));
    assert_eq!(names(&f, &f.encounters[0]), ["Olaf Scholz", "Mohammed bin Salman"]);
    assert_eq!(f.encounters[0].visitors, 1);
}

#[test]
fn a_caption_gives_place_and_day() {
    let caption = "Canadian Foreign Minister Melanie Joly meets with Indian Foreign Minister Subrahmanyam Jaishankar at the \
                   State Guest House in New Delhi, India, February 6, 2023.";
    let f = read(&article("", "Canada and India agreed to talk more.", &[caption]));
    let e = f.encounters.iter().find(|e| e.status == Status::Held).expect("one held");
    assert!(
        e.places.iter().any(|p| p.name == "New Delhi" && p.country.as_deref() == Some("IND")),
        "{:?}",
        e.places
    );
    assert_eq!(e.times.len(), 1);
}

#[test]
fn clauses_are_shown_with_what_they_tell() {
    insta::assert_snapshot!(shown(
        "U.S. Treasury Secretary Janet Yellen spoke by phone with Chinese Vice Premier Liu He on Tuesday. Ms. Yellen \
         also plans to travel to Beijing next month."
    ), @r#"
    Call Held ["Janet Yellen", "Liu He"] at [] on ["Tuesday"]
        U.S. Treasury Secretary Janet Yellen spoke by phone with Chinese Vice Premier Liu He on Tuesday.
    Visit Planned ["Janet Yellen"] at ["Beijing"] on ["next month"]
        Ms. Yellen also plans to travel to Beijing next month.
    "#);
}

#[test]
fn junk_neither_panics_nor_takes_long() {
    let junk = "meeting visit talks met between with to ".repeat(4_000);
    assert!(found(&junk).len() < 50);
    found("\u{0}\u{200b}met — “” 会谈 met with 🇨🇳 in in in, , ,");
}

#[test]
fn a_day_of_the_telling_dates_the_talks_it_was_told_in() {
    let text = "Turkish Foreign Minister Hakan Fidan pressed Greece on Friday to stop the patrols, in talks with Foreign \
                Minister George Gerapetritis that lasted six hours.";
    let f = read(&article("", text, &[]));
    let talks = f.encounters.iter().find(|e| e.participants.len() == 2).expect("talks of the two");
    assert!(
        talks.times.iter().any(|&t| f.times[t as usize].at.span.of(text).contains("Friday")),
        "{}",
        shown(text)
    );
}

#[test]
fn what_one_told_the_other_on_a_day_dates_their_meeting() {
    let text = "Turkish Foreign Minister Hakan Fidan told his Greek counterpart George Gerapetritis on Friday that ties were \
                improving. The two men met for five hours at a hotel in Ankara.";
    let f = read(&article("", text, &[]));
    let met = f.encounters.iter().find(|e| e.status == Status::Held).expect("a meeting");
    assert!(
        met.times.iter().any(|&t| f.times[t as usize].at.span.of(text).contains("Friday")),
        "{}",
        shown(text)
    );
}

#[test]
fn earlier_visits_and_talks_with_strangers_are_no_evidence_of_the_meeting() {
    let text = "Turkish Foreign Minister Hakan Fidan met Greek Foreign Minister George Gerapetritis in Ankara on Monday. \
                Previous meetings had gone badly. Fidan also held an online discussion with local traders.";
    let met = found(text);
    let one = met.iter().find(|e| e.participants.len() == 2).expect("a meeting");
    assert_eq!(one.evidence.len(), 1, "{}", shown(text));
}

#[test]
fn a_visit_told_as_a_fact_is_not_the_one_called_off() {
    let text = "In February Greek Foreign Minister George Gerapetritis cancelled a visit to Ankara. Gerapetritis's visit came at \
                a critical time.";
    for e in found(text).iter().filter(|e| e.status == Status::Cancelled) {
        assert_eq!(e.evidence.len(), 1, "{}", shown(text));
    }
}

#[test]
fn a_meeting_with_several_officials_dates_the_meetings_with_each() {
    let text = "Pakistani officials raised border security on Tuesday when meeting with Iranian Foreign Minister Abbas \
                Araghchi in Islamabad.\nAraghchi spoke with Prime Minister Shehbaz Sharif after meeting with Foreign \
                Minister Ishaq Dar.";
    let article = article("", text, &[]);
    let f = read(&article);
    assert_eq!(f.encounters.len(), 2, "{}", shown(text));
    for (e, host) in f.encounters.iter().zip(["Shehbaz Sharif", "Ishaq Dar"]) {
        assert!(names(&f, e).contains(&host.to_owned()), "{}", shown(text));
        assert_eq!(e.places[0].name, "Islamabad");
        assert_eq!(f.times[e.times[0] as usize].at.span.of(text), "Tuesday");
    }
}

/// What the only encounter is about, with the words.
fn about(body: &str) -> Vec<String> {
    let article = article("", body, &[]);
    let found = read(&article).encounters;
    assert_eq!(found.len(), 1, "{}", shown(body));
    found[0].issues.iter().map(|i| format!("{}: {}", i.issue, i.at.span.of(&article.body))).collect()
}

#[test]
fn an_encounter_is_about_all_it_is_told_to_be_about_also_in_what_follows() {
    let text = "Turkish Foreign Minister Hakan Fidan met Greek Foreign Minister George Gerapetritis in Ankara on Tuesday and \
                discussed migration, Cyprus and fentanyl. They also raised fishing rights. An earthquake was felt in Chile.";
    assert_eq!(
        about(text),
        ["migration: migration", "cyprus: Cyprus", "narcotics: fentanyl", "fisheries: fishing rights"]
    );
}

#[test]
fn where_they_met_is_not_what_they_spoke_of() {
    let text = "Turkish Foreign Minister Hakan Fidan met British Foreign Secretary David Lammy in Hong Kong on Tuesday.";
    assert!(about(text).is_empty(), "{:?}", about(text));
}

#[test]
fn an_event_is_about_what_its_clause_names() {
    let f = read(&article("", "Canada imposed tariffs on Chinese steel imports on Monday.", &[]));
    let issues: Vec<_> = f.events.iter().flat_map(|e| &e.issues).map(|i| i.issue.as_str()).collect();
    assert!(issues.contains(&"trade"), "{issues:?}");
}

/// The words that date each encounter.
fn days(body: &str) -> Vec<Vec<String>> {
    let article = article("", body, &[]);
    let f = read(&article);
    let words = |e: &Encounter| -> Vec<String> {
        e.times.iter().map(|&t| f.times[t as usize].at.span.of(&article.body).to_owned()).collect()
    };
    f.encounters.iter().map(words).collect()
}

#[test]
fn the_day_of_calling_off_is_not_that_of_the_visit() {
    let text =
        "Norwegian Foreign Minister Espen Barth Eide on Friday postponed a visit to Turkey, his office said.";
    assert_eq!(days(text), [Vec::<String>::new()], "{}", shown(text));
    let text = "Norwegian Foreign Minister Espen Barth Eide cancelled a visit to Turkey planned for Friday.";
    assert_eq!(days(text), [["Friday"]], "{}", shown(text));
}

#[test]
fn a_day_that_a_clause_opens_on_is_that_of_its_meeting() {
    let text = "Belgrade had pressed for a deal as late as Tuesday, when Serbian President Aleksandar Vucic met with \
                French President Emmanuel Macron in Paris.";
    assert_eq!(days(text), [["Tuesday"]], "{}", shown(text));
}

#[test]
fn what_is_accepted_for_a_month_lies_ahead() {
    let text = "Indian Prime Minister Narendra Modi accepted an invitation to have a meeting with Pakistani Prime \
                Minister Shehbaz Sharif sometime before May.";
    let f = read(&article("", text, &[]));
    let e = &f.encounters[0];
    assert!(matches!(e.status, Status::Planned | Status::Possible));
    assert_eq!(f.times[e.times[0] as usize].tense, verbale_extract::findings::Tense::Future);
}

#[test]
fn a_wish_is_no_place_of_a_meeting_that_is_settled() {
    let text = "Armenian Prime Minister Nikol Pashinyan will meet with Azerbaijani President Ilham Aliyev in May. \
                Mr. Aliyev is likely eager to have the meeting in Baku.";
    let found = found(text);
    assert_eq!(found.len(), 1, "{}", shown(text));
    assert!(found[0].places.is_empty(), "{}", shown(text));
}

#[test]
fn an_organisation_gathers_with_those_who_come() {
    let text = "Mexican President Claudia Sheinbaum will attend the G20 summit in Johannesburg next week. At the summit of \
                African Union leaders in Addis Ababa on Saturday, ministers quarrelled over borders.";
    let f = read(&article("", text, &[]));
    let told: Vec<_> =
        f.encounters.iter().map(|e| (e.kind, e.status, names(&f, e), e.places[0].name.clone())).collect();
    let one = |status, who: &[&str], place: &str| {
        let who: Vec<String> = who.iter().map(|&w| w.to_owned()).collect();
        (EncounterKind::Summit, status, who, place.to_owned())
    };
    let wanted = [
        one(Status::Planned, &["Claudia Sheinbaum", "G20"], "Johannesburg"),
        one(Status::Held, &["African Union"], "Addis Ababa"),
    ];
    assert_eq!(told, wanted, "{}", shown(text));
}

#[test]
fn what_only_names_an_organisation_is_no_gathering_of_it() {
    for text in [
        "The EU-Japan summit ended in Brussels on Friday.",
        "The European Central Bank meeting on Thursday left rates as they were.",
        "NATO defence ministers held a meeting on Friday.",
    ] {
        let f = read(&article("", text, &[]));
        let alone = |e: &Encounter| e.participants.len() == 1;
        assert!(!f.encounters.iter().any(alone), "{}", shown(text));
    }
}

#[test]
fn a_gathering_of_last_year_is_not_the_one_at_hand() {
    let text = "Canadian Prime Minister Mark Carney arrived at the NATO summit in Ankara on Tuesday. At last year's NATO \
                summit he had said little.";
    let summits = found(text).into_iter().filter(|e| e.kind == EncounterKind::Summit);
    assert_eq!(summits.count(), 2, "{}", shown(text));
}

#[test]
fn the_meeting_beside_a_gathering_is_its_own() {
    let text = "South African President Cyril Ramaphosa met French President Emmanuel Macron at the G7 summit in Evian on \
                Sunday. The meeting lasted an hour.";
    let f = read(&article("", text, &[]));
    assert_eq!(f.encounters.len(), 2, "{}", shown(text));
    let both = f.encounters.iter().find(|e| e.participants.len() == 2).unwrap();
    assert_eq!(both.evidence.len(), 2, "{}", shown(text));
}

#[test]
fn their_meeting_is_that_of_the_two_told_before() {
    let text = "Kenyan President William Ruto and Ethiopian Prime Minister Abiy Ahmed signed a pact after their meeting in \
                Mombasa on Monday.";
    let f = read(&article("", text, &[]));
    assert_eq!(f.encounters.len(), 1, "{}", shown(text));
    assert_eq!(names(&f, &f.encounters[0]), ["William Ruto", "Abiy Ahmed"]);
}

#[test]
fn a_meeting_named_by_its_day_is_that_of_those_told_later() {
    let text = "Doubts about the June 12 meeting in Muscat are growing. Omani Sultan Haitham bin Tariq had invited Iranian \
                President Masoud Pezeshkian, and the two leaders agreed to meet. Pezeshkian will meet Sultan Haitham bin \
                Tariq to discuss trade.";
    let dated = days(text).into_iter().flatten().any(|d| d == "June 12");
    assert!(dated, "{}", shown(text));
}

#[test]
fn meetings_with_a_day_of_their_own_are_others() {
    let text = "Polish Prime Minister Donald Tusk met Ukrainian President Volodymyr Zelensky in Lviv. Tusk has meetings at the \
                chancellery on Tuesday.";
    assert_eq!(days(text), [Vec::<String>::new()], "{}", shown(text));
}

#[test]
fn who_speaks_ahead_of_a_meeting_takes_part_in_it() {
    let text = "German Chancellor Friedrich Merz praised the accord ahead of a meeting with Chinese Premier Li Qiang.";
    let f = read(&article("", text, &[]));
    assert_eq!(f.encounters.len(), 1, "{}", shown(text));
    assert_eq!(f.encounters[0].status, Status::Planned, "{}", shown(text));
    assert_eq!(names(&f, &f.encounters[0]), ["Friedrich Merz", "Li Qiang"]);
}
