//! Where an encounter was: one sentence a line, with the place and country it gives, or none where it gives none.

// Helpers outside `#[test]` functions fail by panicking too.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use verbale_article::{Article, Dateline};
use verbale_extract::Tools;
use verbale_extract::findings::{Encounter, EncounterKind};
use verbale_span::Span;

fn article(dateline: Option<&str>, text: &str) -> Article {
    let body = dateline.map_or_else(|| text.to_owned(), |d| format!("{d} — {text}"));
    let dateline =
        dateline.map(|d| Dateline { span: Span::new(0, d.len()), places: vec![d.to_owned()], date: None });
    Article {
        id: "0".to_owned(),
        source: "test".to_owned(),
        language: Some("en".to_owned()),
        dateline,
        ..Article::of_text(body)
    }
}

fn encounters(dateline: Option<&str>, text: &str) -> Vec<Encounter> {
    let article = article(dateline, text);
    verbale_extract::extract(&article, &Tools::embedded()).encounters
}

/// The narrowest place of the first encounter that is no call, as `name, country`; `-` for none.
fn place(dateline: Option<&str>, text: &str) -> String {
    let found = encounters(dateline, text);
    let Some(e) = found.iter().find(|e| e.kind != EncounterKind::Call) else {
        return "no encounter".to_owned();
    };
    match e.places.first() {
        Some(p) => format!("{}, {}", p.name, p.country.as_deref().unwrap_or("?")),
        None => "-".to_owned(),
    }
}

const SENTENCES: &[(&str, &str)] = &[
    // By name.
    (
        "Foreign Minister Penny Wong met Indian Foreign Minister Subrahmanyam Jaishankar in Canberra on Tuesday.",
        "Canberra, AUS",
    ),
    ("William Ruto and Yoweri Museveni met in Entebbe, Uganda, on Friday.", "Entebbe, UGA"),
    ("Brazilian and Argentine officials held talks in Foz do Iguaçu last week.", "Foz do Iguaçu, BRA"),
    ("Egypt and Ethiopia held talks at the Palais des Nations on Monday.", "Palais des Nations, CHE"),
    (
        "Prime Minister Giorgia Meloni hosted the Tunisian president at the Villa Doria Pamphilj on Monday.",
        "Villa Doria Pamphilj, ITA",
    ),
    ("Hakan Fidan and Espen Barth Eide met near Oslo on Sunday.", "Oslo, NOR"),
    // By what it is.
    (
        "Foreign Ministers Yoshimasa Hayashi and Subrahmanyam Jaishankar met in the Thai capital on Monday.",
        "Bangkok, THA",
    ),
    ("Finnish and Estonian ministers met in the Latvian capital, Riga, last Thursday.", "Riga, LVA"),
    ("Luis Lacalle Pou met Gabriel Boric in Uruguay's capital on Wednesday.", "Montevideo, URY"),
    ("Russia and the United States held talks in the Swiss city of Geneva on Friday.", "Geneva, CHE"),
    ("Chinese and Mongolian officials met in the port city of Tianjin on Sunday.", "Tianjin, CHN"),
    ("The Serbian president met the Kosovo prime minister in the resort town of Ohrid.", "Ohrid, MKD"),
    (
        "Nikol Pashinyan and Ilham Aliyev met in the Georgian resort of Tskaltubo on Tuesday.",
        "Tskaltubo, GEO",
    ),
    (
        "Egyptian and Turkish officials held talks in the Red Sea resort of Sharm el-Sheikh.",
        "Sharm el-Sheikh, EGY",
    ),
    ("The Indian and Nepali foreign secretaries met in the border town of Raxaul on Friday.", "Raxaul, ?"),
    (
        "Prime Ministers Giorgia Meloni and Kyriakos Mitsotakis met on the Italian island of Capri in April.",
        "Capri, ITA",
    ),
    ("The ministers of Spain and Morocco met in the northern city of Tangier on Monday.", "Tangier, MAR"),
    // By who sits there.
    (
        "The Canadian foreign minister met Secretary of State Antony Blinken at the State Department on Friday.",
        "Washington, USA",
    ),
    (
        "Ghana's president met Secretary-General António Guterres at the United Nations on Tuesday.",
        "New York, USA",
    ),
    (
        "The Moldovan prime minister held talks with Jens Stoltenberg at NATO headquarters on Monday.",
        "NATO headquarters, BEL",
    ),
    (
        "President Joe Biden met Prime Minister Rishi Sunak in the Oval Office on Thursday.",
        "Oval Office, USA",
    ),
    (
        "President Emmanuel Macron hosted the Senegalese president at the Elysee Palace on Monday.",
        "Elysee Palace, FRA",
    ),
    ("The Kazakh president met Vladimir Putin at the Kremlin on Wednesday.", "Kremlin, RUS"),
    ("Japan's defence minister held talks with Lloyd Austin at the Pentagon on Thursday.", "Washington, USA"),
    ("Officials from Cuba and the United States held talks at the U.S. Embassy in Havana.", "Havana, CUB"),
    ("South Korean and Vietnamese officials met at the Foreign Ministry in Hanoi on Monday.", "Hanoi, VNM"),
    // Venues and what leads to them.
    ("Donald Trump hosted Shinzo Abe at his Mar-a-Lago resort in February.", "Mar-a-Lago, USA"),
    (
        "Luiz Inácio Lula da Silva met Xi Jinping on the sidelines of the G20 summit in Bali on Tuesday.",
        "Bali, IDN",
    ),
    (
        "The two leaders, Narendra Modi and Anthony Albanese, met on the margins of a forum in Singapore.",
        "Singapore, SGP",
    ),
    ("Olaf Scholz and Mark Rutte met at a hotel in Munich on Saturday.", "Munich, DEU"),
    ("Joe Biden and Emmanuel Macron met at the G20 in Italy.", "Italy, ITA"),
    (
        "Xi Jinping received the Laotian president at the Great Hall of the People on Friday.",
        "Great Hall of the People, CHN",
    ),
    // By the name of the encounter.
    ("The Alaska talks between Antony Blinken and Yang Jiechi were heated.", "Alaska, USA"),
    ("The Singapore summit between Donald Trump and Kim Jong Un lasted a day.", "Singapore, SGP"),
    ("After the Geneva meeting between Sergei Lavrov and John Kerry, little changed.", "Geneva, CHE"),
    // From the clause around.
    ("In Riyadh, Mr. Pompeo held short meetings with the Saudi king on Tuesday.", "Riyadh, SAU"),
    (
        "In the West Bank, Hillary Clinton was to meet with Palestinian President Mahmoud Abbas.",
        "West Bank, PSE",
    ),
    (
        "The attorney general, William Barr, travelled to Italy, where he met senior Italian officials.",
        "Italy, ITA",
    ),
    // Not the place of the happening.
    ("The mayor of London, Sadiq Khan, met the French ambassador on Tuesday.", "-"),
    ("Nikol Pashinyan met Vladimir Putin on Monday, according to a statement posted in Yerevan.", "-"),
    ("The Polish president met Volodymyr Zelensky to discuss the fighting in Bakhmut.", "-"),
    ("Antony Blinken met the Saudi crown prince and urged a truce in Sudan.", "-"),
    ("Antony Blinken met China's ambassador to Washington, Xie Feng, on Monday.", "-"),
    ("The United States and Iran held talks on Monday, officials in Vienna said.", "-"),
    ("The Kashmir talks between India and Pakistan were called off on Monday.", "-"),
];

#[test]
fn the_place_is_where_it_happened_and_not_what_is_merely_named() {
    let mut wrong = String::new();
    for (text, expected) in SENTENCES {
        let found = place(None, text);
        if found != *expected {
            let _ = writeln!(wrong, "{text}\n    {found} instead of {expected}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_venue_keeps_its_city() {
    for (text, city) in [
        ("Xi Jinping received the Laotian president at the Great Hall of the People on Friday.", "Beijing"),
        ("Joe Biden met Volodymyr Zelensky at the White House on Monday.", "Washington"),
        ("The Moldovan prime minister met Jens Stoltenberg at NATO headquarters on Monday.", "Brussels"),
    ] {
        let found = encounters(None, text);
        let names: Vec<&str> = found.iter().flat_map(|e| &e.places).map(|p| p.name.as_str()).collect();
        assert_eq!(names.get(1), Some(&city), "{text} {names:?}");
    }
}

#[test]
fn a_journey_to_meet_somebody_leads_to_the_meeting() {
    for (text, city) in [
        (
            "Mike Pompeo will fly to Ankara on Wednesday to meet Turkish President Recep Tayyip Erdogan.",
            "Ankara",
        ),
        ("Mahmoud Abbas was due to travel to Jordan on Thursday for talks with King Abdullah II.", "Jordan"),
        ("Tony Blair was in Cairo and was to meet Egyptian Foreign Minister Sameh Shoukry.", "Cairo"),
    ] {
        let found = encounters(None, text);
        let meeting = found.iter().find(|e| e.kind != EncounterKind::Visit);
        let name = meeting.and_then(|e| e.places.first()).map(|p| p.name.as_str());
        assert_eq!(name, Some(city), "{text} {found:#?}");
    }
}

#[test]
fn the_dateline_places_a_meeting_that_the_lead_tells_as_news() {
    for (dateline, text, expected) in [
        (
            "HANOI",
            "Vietnamese President To Lam met Russian President Vladimir Putin on Thursday.",
            "Hanoi, VNM",
        ),
        (
            "GENEVA",
            "American and Iranian diplomats held talks on Friday over the detained sailors.",
            "Geneva, CHE",
        ),
        (
            "TEL AVIV",
            "Israeli Foreign Minister Yair Lapid met Greek Foreign Minister Nikos Dendias on Sunday.",
            "Tel Aviv, ISR",
        ),
        // A bureau's report on others.
        (
            "LONDON",
            "Russian Foreign Minister Sergei Lavrov met Syrian President Bashar al-Assad on Thursday.",
            "-",
        ),
        // Told by somebody, or further down.
        ("SEOUL", "The White House said that John Bolton met South Korea's Chung Eui-yong on Friday.", "-"),
        (
            "HANOI",
            "Rice prices rose in Vietnam on Thursday. Vietnamese President To Lam met Vladimir Putin last year.",
            "-",
        ),
        // The text's own place goes before.
        (
            "WASHINGTON",
            "President Joe Biden met Prime Minister Rishi Sunak in Belfast on Wednesday.",
            "Belfast, GBR",
        ),
    ] {
        assert_eq!(place(Some(dateline), text), expected, "{dateline} — {text}");
    }
}

#[test]
fn an_attack_is_where_it_struck_and_a_target_is_no_place_of_words() {
    let place = |text: &str, event: &str| {
        let found = verbale_extract::extract(&article(None, text), &Tools::embedded());
        let coded = found.events.into_iter().find(|e| e.event == event);
        coded.map(|e| e.place.map_or_else(|| "-".to_owned(), |p| p.name)).unwrap_or_default()
    };
    assert_eq!(place("Russia launched airstrikes in Syria on Wednesday.", "ASSAULT"), "Syria");
    assert_eq!(place("Israel attacked Iranian forces near Damascus on Friday.", "ASSAULT"), "Damascus");
    assert_eq!(place("Japan imposed sanctions on Russia on Friday.", "SANCTION"), "-");
    assert_eq!(place("Turkey urged Greece to withdraw troops from Lesbos.", "REQUEST"), "-");
}
