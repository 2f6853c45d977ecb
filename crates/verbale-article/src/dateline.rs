//! The dateline that opens a body: "BEIJING (Reuters) – ", "WASHINGTON, June 18 (AP) —", "Kyiv, Ukraine — ", a lone
//! line "Beijing". It stays in the body; the span points to it.

use std::sync::LazyLock;

use regex::Regex;
use verbale_span::Span;

use crate::article::Dateline;
use crate::outlet;

const MONTHS: &str = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\.?";

/// With a date, which tells where the place ends, and without.
static DATELINES: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    let place = |lazy: &str| {
        format!(
            r"\p{{Lu}}[\p{{L}}.'’-]*?(?: (?:(?:de|la|of|the|al|el|el-|and) )?\p{{Lu}}[\p{{L}}.'’-]*){{0,3}}{lazy}"
        )
    };
    let date = format!(r"(?:{MONTHS} \d{{1,2}}(?:, ?\d{{4}})?|\d{{1,2}} {MONTHS}(?:,? ?\d{{4}})?)");
    let make = |place: String, date: String| {
        Regex::new(&format!(
            r"^(?P<places>{place}(?: ?/ ?{place}){{0,3}})?(?:, (?:the )?{place})?{date}(?P<agency>,? ?[(\[](?:[^()\[\]]{{2,60}})[)\]]| CNN)?(?P<dash> ?(?:--?|[–—])\s*| ?: )?"
        ))
        .expect("pattern of this file")
    };
    [
        make(place("?"), format!("[,.]? (?P<date>{date})")),
        make(place("").replace("*?", "*"), format!("(?P<date>{date})?")),
    ]
});

/// A dateline, the agency or outlet it names, and where its dash ends.
pub(crate) struct Found {
    pub(crate) dateline: Dateline,
    pub(crate) credit: Option<String>,
}

/// The dateline of `body`, looked for at the head of its first paragraphs.
pub(crate) fn find(body: &str) -> Option<Found> {
    let mut at = 0;
    for (n, paragraph) in body.split('\n').enumerate().take(8) {
        if let Some(mut found) = opens(paragraph) {
            found.dateline.span = found.dateline.span.shifted(at);
            return Some(found);
        }
        if n < 3 && is_place_line(paragraph) && body.len() > at + paragraph.len() + 80 {
            let span = Span::new(at, at + paragraph.len());
            return Some(Found {
                dateline: Dateline { span, places: places(paragraph), date: None },
                credit: None,
            });
        }
        at += paragraph.len() + 1;
    }
    None
}

/// The dateline at the start of one paragraph.
pub(crate) fn opens(paragraph: &str) -> Option<Found> {
    // Datelines are short; a megabyte without a line break is not searched for one.
    let mut end = paragraph.len().min(240);
    while !paragraph.is_char_boundary(end) {
        end -= 1;
    }
    let opening = paragraph.get(..end)?;
    DATELINES.iter().find_map(|pattern| judge(&pattern.captures(opening)?, opening))
}

/// Whether what has the form of a dateline is one.
fn judge(c: &regex::Captures<'_>, paragraph: &str) -> Option<Found> {
    let whole = c.get(0)?;
    let text = |name: &str| c.name(name).map(|m| m.as_str());
    let credit = text("agency").map(|a| a.trim_matches(|c: char| " ,()[]".contains(c)).to_owned());
    let wire = credit.as_deref().is_some_and(is_wire);
    let dash = c.name("dash");
    let named = text("places").unwrap_or("");
    // "Hong Kong CNN —": the house stands behind the place without brackets.
    let house = named.strip_suffix(" CNN").map(|_| "CNN".to_owned());
    let named = named.strip_suffix(" CNN").unwrap_or(named);
    let (wire, credit) = (wire || house.is_some(), credit.or(house));
    let dashed = dash.is_some_and(|d| !d.as_str().contains(':'));
    let stranger = credit.is_some() && !wire;
    if paragraph.len() <= whole.end() || (stranger && named.is_empty()) {
        return None;
    }
    let next = paragraph.get(whole.end()..)?.chars().next()?;
    let starts_text = next.is_uppercase() || next.is_numeric() || "\"“‘'«".contains(next);
    let listed = named.split('/').all(|p| is_city(p.trim()));
    let shouted = named.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && named.chars().all(|c| !c.is_lowercase())
        && !NOT_PLACES.contains(&named);
    let sure = match (wire, named.is_empty()) {
        (true, true) => dashed || starts_text,
        (true, false) => dash.is_some() || shouted || listed,
        (false, true) => false,
        // "LIMA, Peru, May 3 (Southern Press) —": a house nobody knows, but the form is a dateline's.
        (false, false) if stranger => {
            dashed && (shouted || (listed && c.name("date").is_some())) && starts_text
        }
        (false, false) if dashed => (shouted || listed) && starts_text,
        (false, false) => dash.is_some() && listed && shouted && starts_text,
    };
    if !sure {
        return None;
    }
    let end = dash.map_or(whole.end(), |d| d.start());
    let end = paragraph.get(..end)?.trim_end().len();
    let places = places(named);
    let date = text("date").map(str::to_owned);
    Some(Found { dateline: Dateline { span: Span::new(0, end), places, date }, credit })
}

fn is_wire(credit: &str) -> bool {
    outlet::agency(credit).is_some()
        || outlet::known(credit).is_some()
        || credit.split([',', '/', '-']).any(|part| outlet::agency(part).is_some())
}

/// A line of its own that names only a place: "Beijing", "Geneva, Switzerland".
pub(crate) fn is_place_line(line: &str) -> bool {
    line.len() <= 60
        && line.split(" and ").flat_map(|p| p.split('/')).all(|part| {
            let city = part.split(',').next().unwrap_or("").trim();
            part.split(',').count() <= 2 && is_city(city)
        })
}

fn places(named: &str) -> Vec<String> {
    let parts = named.split('/').flat_map(|p| p.split(" and "));
    parts.map(|p| p.split(',').next().unwrap_or("").trim().to_owned()).filter(|p| !p.is_empty()).collect()
}

fn is_city(name: &str) -> bool {
    let key = name.to_lowercase();
    let key = key.trim_end_matches('.');
    CITIES.binary_search(&key).is_ok()
}

/// Capital words that open a paragraph without naming a place.
const NOT_PLACES: &[&str] = &[
    "ANALYSIS",
    "ASEAN",
    "BREAKING",
    "BREAKING NEWS",
    "CORRECTION",
    "EDITORIAL",
    "EXCLUSIVE",
    "EXPLAINER",
    "FACT CHECK",
    "FILE",
    "FILE PHOTO",
    "LIVE",
    "NATO",
    "OPEC",
    "OPINION",
    "QUESTION",
    "REPORT",
    "TRANSCRIPT",
    "UNESCO",
    "UNICEF",
    "UPDATE",
    "UPDATED",
    "URGENT",
    "VIDEO",
    "WATCH",
    "BRICS",
    "AUKUS",
];

/// Capitals and other seats of talks, as datelines spell them, in lower case. Sorted.
const CITIES: &[&str] = &[
    "abidjan",
    "abu dhabi",
    "abuja",
    "accra",
    "addis ababa",
    "aden",
    "akrotiri",
    "aleppo",
    "algiers",
    "almaty",
    "amman",
    "amsterdam",
    "andorra la vella",
    "ankara",
    "antananarivo",
    "apia",
    "ashgabat",
    "asmara",
    "astana",
    "asuncion",
    "asunción",
    "athens",
    "baghdad",
    "baku",
    "bali",
    "bamako",
    "bandar seri begawan",
    "bangkok",
    "bangui",
    "banjul",
    "barcelona",
    "basra",
    "beijing",
    "beirut",
    "belfast",
    "belgrade",
    "belmopan",
    "benghazi",
    "bergen",
    "berlin",
    "bern",
    "bishkek",
    "bissau",
    "bogota",
    "bogotá",
    "bonn",
    "boston",
    "brasilia",
    "brasília",
    "bratislava",
    "brazzaville",
    "bridgetown",
    "brisbane",
    "brussels",
    "bucharest",
    "budapest",
    "buenos aires",
    "bujumbura",
    "busan",
    "cairo",
    "calgary",
    "canberra",
    "cape town",
    "caracas",
    "chengdu",
    "chennai",
    "chicago",
    "chisinau",
    "chișinău",
    "colombo",
    "conakry",
    "copenhagen",
    "dakar",
    "damascus",
    "damascus, syria",
    "dar es salaam",
    "davos",
    "delhi",
    "dhaka",
    "dili",
    "djibouti",
    "dnipro",
    "dodoma",
    "doha",
    "donetsk",
    "dubai",
    "dublin",
    "dushanbe",
    "edinburgh",
    "entebbe",
    "erbil",
    "florence",
    "frankfurt",
    "freetown",
    "gaborone",
    "gaza",
    "gaza city",
    "geneva",
    "georgetown",
    "glasgow",
    "goma",
    "guangzhou",
    "guatemala city",
    "hague",
    "haifa",
    "hamburg",
    "hanoi",
    "harare",
    "havana",
    "hebron",
    "helsinki",
    "hiroshima",
    "ho chi minh city",
    "hong kong",
    "honiara",
    "honolulu",
    "houston",
    "idlib",
    "islamabad",
    "istanbul",
    "izmir",
    "jakarta",
    "jeddah",
    "jerusalem",
    "johannesburg",
    "juba",
    "kabul",
    "kampala",
    "kandahar",
    "karachi",
    "kathmandu",
    "kaunas",
    "kazan",
    "kharkiv",
    "khartoum",
    "kherson",
    "kiev",
    "kigali",
    "kingston",
    "kinshasa",
    "kuala lumpur",
    "kuwait city",
    "kyiv",
    "kyoto",
    "la paz",
    "lagos",
    "lahore",
    "lausanne",
    "libreville",
    "lilongwe",
    "lima",
    "lisbon",
    "ljubljana",
    "lome",
    "lomé",
    "london",
    "los angeles",
    "luanda",
    "lusaka",
    "luxembourg",
    "lviv",
    "lyon",
    "macao",
    "macau",
    "madrid",
    "majuro",
    "malabo",
    "male",
    "malé",
    "managua",
    "manama",
    "manila",
    "maputo",
    "mariupol",
    "maseru",
    "mbabane",
    "melbourne",
    "mexico city",
    "miami",
    "milan",
    "minsk",
    "mogadishu",
    "monaco",
    "monrovia",
    "montevideo",
    "montreal",
    "moroni",
    "moscow",
    "mosul",
    "mumbai",
    "munich",
    "muscat",
    "n'djamena",
    "nagasaki",
    "nagorno-karabakh",
    "nairobi",
    "nassau",
    "naypyidaw",
    "ndjamena",
    "new delhi",
    "new york",
    "new york city",
    "niamey",
    "nicosia",
    "nouakchott",
    "nuku'alofa",
    "nur-sultan",
    "odesa",
    "odessa",
    "oslo",
    "ottawa",
    "ouagadougou",
    "palikir",
    "panama city",
    "panmunjom",
    "paramaribo",
    "paris",
    "perth",
    "peshawar",
    "philadelphia",
    "phnom penh",
    "phuket",
    "podgorica",
    "port moresby",
    "port of spain",
    "port vila",
    "port-au-prince",
    "porto-novo",
    "prague",
    "praia",
    "pretoria",
    "pristina",
    "pyongyang",
    "quebec city",
    "quetta",
    "quito",
    "rabat",
    "ramallah",
    "rangoon",
    "reykjavik",
    "riga",
    "rio de janeiro",
    "riyadh",
    "rome",
    "roseau",
    "saint petersburg",
    "saipan",
    "san francisco",
    "san jose",
    "san josé",
    "san juan",
    "san salvador",
    "sanaa",
    "sanaa, yemen",
    "santiago",
    "santo domingo",
    "sao paulo",
    "sarajevo",
    "seattle",
    "sendai",
    "seoul",
    "shanghai",
    "sharm el-sheikh",
    "shenzhen",
    "singapore",
    "skopje",
    "sochi",
    "sofia",
    "srinagar",
    "st petersburg",
    "st. petersburg",
    "stockholm",
    "strasbourg",
    "suva",
    "sydney",
    "são paulo",
    "taipei",
    "tallinn",
    "tarawa",
    "tashkent",
    "tbilisi",
    "tegucigalpa",
    "tehran",
    "tel aviv",
    "the hague",
    "thimphu",
    "tianjin",
    "tikrit",
    "tirana",
    "tokyo",
    "toronto",
    "tripoli",
    "tunis",
    "ulaanbaatar",
    "ulan bator",
    "united nations",
    "vaduz",
    "valletta",
    "vancouver",
    "vatican city",
    "vienna",
    "vientiane",
    "vilnius",
    "vladivostok",
    "warsaw",
    "washington",
    "washington dc",
    "washington, d.c",
    "wellington",
    "windhoek",
    "wuhan",
    "xi'an",
    "yalta",
    "yangon",
    "yaounde",
    "yaoundé",
    "yerevan",
    "zagreb",
    "zaporizhzhia",
    "zurich",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_is_sorted() {
        assert!(CITIES.is_sorted(), "{:?}", CITIES.windows(2).find(|w| w[0] > w[1]));
    }

    type Read = (String, Vec<String>, Option<String>, Option<String>);

    fn read(text: &str) -> Option<Read> {
        find(text)
            .map(|f| (f.dateline.span.of(text).to_owned(), f.dateline.places, f.dateline.date, f.credit))
    }

    #[test]
    fn datelines_of_many_houses() {
        let cases = [
            ("BEIJING (Reuters) – The minister said", "BEIJING (Reuters)"),
            ("BEIJING/WASHINGTON -- The U.S. must", "BEIJING/WASHINGTON"),
            ("WASHINGTON, June 18 (AP) — The envoy", "WASHINGTON, June 18 (AP)"),
            ("MOSCOW. July 26 (Interfax) - Russia", "MOSCOW. July 26 (Interfax)"),
            ("Kyiv, Ukraine — The president", "Kyiv, Ukraine"),
            ("(CNN) – The envoy", "(CNN)"),
            ("SEOUL, South Korea (AP) — The envoy", "SEOUL, South Korea (AP)"),
            ("NEW DELHI: The minister", "NEW DELHI"),
            ("Hong Kong CNN — The city", "Hong Kong CNN"),
            ("BEIJING, Oct. 12 (Xinhua) -- China", "BEIJING, Oct. 12 (Xinhua)"),
            ("UNITED NATIONS — The council", "UNITED NATIONS"),
        ];
        for (text, span) in cases {
            assert_eq!(read(text).map(|f| f.0).as_deref(), Some(span), "{text}");
        }
        let f = read("WASHINGTON, June 18 (AP) — The envoy").unwrap();
        assert_eq!((f.1, f.2, f.3), (vec!["WASHINGTON".into()], Some("June 18".into()), Some("AP".into())));
        assert_eq!(read("BEIJING/WASHINGTON -- The U.S.").unwrap().1, ["BEIJING", "WASHINGTON"]);
    }

    #[test]
    fn sentences_are_not_datelines() {
        for text in [
            "NATO — the alliance of thirty states — met.",
            "Russia — which denies it — said no.",
            "The two sides (AP was told) met.",
            "Beijing said on Monday it would respond.",
            "UPDATE: Over 50 people",
            "Ms. Lee (the envoy) said",
        ] {
            assert!(read(text).is_none(), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn a_lone_place_is_a_dateline() {
        let text = format!(
            "Beijing\n{}",
            "The envoy met the minister in the capital on Monday, the ministry said in a statement."
        );
        assert_eq!(read(&text).map(|f| f.0).as_deref(), Some("Beijing"));
    }
}
