//! Outlets and wire agencies: by address, by their own words on the page, by credit. A short table of facts written for
//! this project; an address not in it names its outlet by its host.

use std::sync::LazyLock;

use regex::Regex;

/// Host (without `www.`) → the outlet's name, by the main outlets that report on foreign affairs in English.
const HOSTS: &[(&str, &str)] = &[
    ("abc.net.au", "ABC News (Australia)"),
    ("abcnews.go.com", "ABC News"),
    ("afp.com", "AFP"),
    ("africanews.com", "Africanews"),
    ("ahram.org.eg", "Al-Ahram"),
    ("al-monitor.com", "Al-Monitor"),
    ("aljazeera.com", "Al Jazeera"),
    ("allafrica.com", "allAfrica"),
    ("aninews.in", "ANI"),
    ("aa.com.tr", "Anadolu Agency"),
    ("apnews.com", "Associated Press"),
    ("arabnews.com", "Arab News"),
    ("arabnews.jp", "Arab News"),
    ("asahi.com", "The Asahi Shimbun"),
    ("asia.nikkei.com", "Nikkei Asia"),
    ("asiatimes.com", "Asia Times"),
    ("axios.com", "Axios"),
    ("bangkokpost.com", "Bangkok Post"),
    ("bbc.co.uk", "BBC News"),
    ("bbc.com", "BBC News"),
    ("belfasttelegraph.co.uk", "Belfast Telegraph"),
    ("bloomberg.com", "Bloomberg"),
    ("bostonglobe.com", "The Boston Globe"),
    ("breitbart.com", "Breitbart"),
    ("brookings.edu", "Brookings"),
    ("businessinsider.com", "Business Insider"),
    ("businessstandard.com", "Business Standard"),
    ("business-standard.com", "Business Standard"),
    ("cbc.ca", "CBC News"),
    ("cbsnews.com", "CBS News"),
    ("cgtn.com", "CGTN"),
    ("channelnewsasia.com", "CNA"),
    ("chinadaily.com.cn", "China Daily"),
    ("chosun.com", "The Chosun Ilbo"),
    ("cnbc.com", "CNBC"),
    ("cnn.com", "CNN"),
    ("csmonitor.com", "The Christian Science Monitor"),
    ("ctvnews.ca", "CTV News"),
    ("dailymail.co.uk", "Daily Mail"),
    ("dailystar.com.lb", "The Daily Star"),
    ("dawn.com", "Dawn"),
    ("deccanherald.com", "Deccan Herald"),
    ("defensenews.com", "Defense News"),
    ("democracynow.org", "Democracy Now!"),
    ("dhakatribune.com", "Dhaka Tribune"),
    ("dw.com", "Deutsche Welle"),
    ("economist.com", "The Economist"),
    ("economictimes.indiatimes.com", "The Economic Times"),
    ("euobserver.com", "EUobserver"),
    ("euractiv.com", "Euractiv"),
    ("euronews.com", "Euronews"),
    ("express.co.uk", "Daily Express"),
    ("financialpost.com", "Financial Post"),
    ("firstpost.com", "Firstpost"),
    ("focustaiwan.tw", "Focus Taiwan"),
    ("forbes.com", "Forbes"),
    ("foreignpolicy.com", "Foreign Policy"),
    ("foxbusiness.com", "Fox Business"),
    ("foxnews.com", "Fox News"),
    ("france24.com", "France 24"),
    ("ft.com", "Financial Times"),
    ("geo.tv", "Geo News"),
    ("globalnews.ca", "Global News"),
    ("globaltimes.cn", "Global Times"),
    ("gulfnews.com", "Gulf News"),
    ("haaretz.com", "Haaretz"),
    ("hindustantimes.com", "Hindustan Times"),
    ("hongkongfp.com", "Hong Kong Free Press"),
    ("huffpost.com", "HuffPost"),
    ("huffingtonpost.com", "HuffPost"),
    ("hurriyetdailynews.com", "Hürriyet Daily News"),
    ("independent.co.uk", "The Independent"),
    ("independent.ie", "Irish Independent"),
    ("indianexpress.com", "The Indian Express"),
    ("indiatoday.in", "India Today"),
    ("inquirer.net", "Philippine Daily Inquirer"),
    ("interfax.com", "Interfax"),
    ("iranintl.com", "Iran International"),
    ("irishtimes.com", "The Irish Times"),
    ("irna.ir", "IRNA"),
    ("japantimes.co.jp", "The Japan Times"),
    ("joins.com", "Korea JoongAng Daily"),
    ("jpost.com", "The Jerusalem Post"),
    ("khaleejtimes.com", "Khaleej Times"),
    ("koreaherald.com", "The Korea Herald"),
    ("koreatimes.co.kr", "The Korea Times"),
    ("kyivindependent.com", "The Kyiv Independent"),
    ("kyivpost.com", "Kyiv Post"),
    ("latimes.com", "Los Angeles Times"),
    ("lemonde.fr", "Le Monde"),
    ("mainichi.jp", "The Mainichi"),
    ("marketwatch.com", "MarketWatch"),
    ("mercurynews.com", "The Mercury News"),
    ("miamiherald.com", "Miami Herald"),
    ("middleeasteye.net", "Middle East Eye"),
    ("middleeastmonitor.com", "Middle East Monitor"),
    ("nationalpost.com", "National Post"),
    ("nationalreview.com", "National Review"),
    ("nbcnews.com", "NBC News"),
    ("ndtv.com", "NDTV"),
    ("newindianexpress.com", "The New Indian Express"),
    ("newsmax.com", "Newsmax"),
    ("newsweek.com", "Newsweek"),
    ("newyorker.com", "The New Yorker"),
    ("nhk.or.jp", "NHK"),
    ("nikkei.com", "Nikkei"),
    ("npr.org", "NPR"),
    ("nypost.com", "New York Post"),
    ("nytimes.com", "The New York Times"),
    ("nzherald.co.nz", "The New Zealand Herald"),
    ("pbs.org", "PBS"),
    ("philstar.com", "The Philippine Star"),
    ("politico.com", "Politico"),
    ("politico.eu", "Politico Europe"),
    ("presstv.ir", "Press TV"),
    ("presstv.com", "Press TV"),
    ("propublica.org", "ProPublica"),
    ("rappler.com", "Rappler"),
    ("reuters.com", "Reuters"),
    ("rfa.org", "Radio Free Asia"),
    ("rferl.org", "Radio Free Europe/Radio Liberty"),
    ("rfi.fr", "RFI"),
    ("rt.com", "RT"),
    ("scmp.com", "South China Morning Post"),
    ("seattletimes.com", "The Seattle Times"),
    ("sfgate.com", "SFGATE"),
    ("sky.com", "Sky News"),
    ("slate.com", "Slate"),
    ("smh.com.au", "The Sydney Morning Herald"),
    ("spiegel.de", "Der Spiegel"),
    ("sputniknews.com", "Sputnik"),
    ("straitstimes.com", "The Straits Times"),
    ("taipeitimes.com", "Taipei Times"),
    ("taiwannews.com.tw", "Taiwan News"),
    ("tass.com", "TASS"),
    ("tehrantimes.com", "Tehran Times"),
    ("telegraph.co.uk", "The Telegraph"),
    ("theage.com.au", "The Age"),
    ("theatlantic.com", "The Atlantic"),
    ("theaustralian.com.au", "The Australian"),
    ("theconversation.com", "The Conversation"),
    ("thedailybeast.com", "The Daily Beast"),
    ("thediplomat.com", "The Diplomat"),
    ("theepochtimes.com", "The Epoch Times"),
    ("theglobeandmail.com", "The Globe and Mail"),
    ("theguardian.com", "The Guardian"),
    ("guardian.co.uk", "The Guardian"),
    ("thehill.com", "The Hill"),
    ("thehindu.com", "The Hindu"),
    ("theintercept.com", "The Intercept"),
    ("themoscowtimes.com", "The Moscow Times"),
    ("thenationalnews.com", "The National"),
    ("thestar.com", "Toronto Star"),
    ("thestar.com.my", "The Star"),
    ("thetimes.co.uk", "The Times"),
    ("thetimes.com", "The Times"),
    ("time.com", "Time"),
    ("timesofindia.indiatimes.com", "The Times of India"),
    ("timesofisrael.com", "The Times of Israel"),
    ("townhall.com", "Townhall"),
    ("trtworld.com", "TRT World"),
    ("upi.com", "UPI"),
    ("usatoday.com", "USA Today"),
    ("usnews.com", "U.S. News & World Report"),
    ("vice.com", "Vice"),
    ("voanews.com", "Voice of America"),
    ("vox.com", "Vox"),
    ("washingtonexaminer.com", "Washington Examiner"),
    ("washingtonpost.com", "The Washington Post"),
    ("washingtontimes.com", "The Washington Times"),
    ("wsj.com", "The Wall Street Journal"),
    ("xinhuanet.com", "Xinhua"),
    ("news.cn", "Xinhua"),
    ("yahoo.com", "Yahoo"),
    ("yna.co.kr", "Yonhap"),
    ("ynetnews.com", "Ynetnews"),
];

/// The outlet at an address: by the table, else the host itself.
pub(crate) fn from_url(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, r)| r);
    let host = rest.split(['/', '?', '#', ':']).next()?.rsplit('@').next()?.to_ascii_lowercase();
    let host = ["www.", "www1.", "www2.", "m.", "edition.", "amp.", "mobile."]
        .iter()
        .fold(host.as_str(), |h, p| h.strip_prefix(p).unwrap_or(h));
    if !host.contains('.') || host.contains(char::is_whitespace) {
        return None;
    }
    let mut suffix = host;
    loop {
        if let Some((_, name)) = HOSTS.iter().find(|(h, _)| *h == suffix) {
            return Some((*name).to_owned());
        }
        match suffix.split_once('.') {
            Some((_, shorter)) if shorter.contains('.') => suffix = shorter,
            _ => return Some(host.to_owned()),
        }
    }
}

/// Outlets that their readers call by a short name others share: full name, short name, words of the outlet's home.
const SHORT: &[(&str, &str, &[&str])] = &[
    ("The Globe and Mail", "The Globe", &["Ottawa", "Canada", "Canadian", "Canadians", "Toronto"]),
    ("The Boston Globe", "The Globe", &["Boston", "Massachusetts", "New England"]),
    ("South China Morning Post", "The Post", &["Hong Kong"]),
    ("The Jerusalem Post", "The Post", &["Jerusalem", "Israeli", "Knesset"]),
    ("The Washington Times", "The Times", &["Washington Times"]),
    ("The Christian Science Monitor", "The Monitor", &["Christian Science"]),
];

/// How a newsroom speaks of itself by its short name.
static SELF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"[Tt]he (Globe|Post|Times|Monitor)(?:['’]s (?:editorial board|newsroom|own|sister)| reported (?:earlier|last|this|on)| has (?:learned|previously reported)| (?:previously|first) reported)",
        r"|\b(?:told|obtained by|seen by|reviewed by|interview with) [Tt]he (Globe|Post|Times|Monitor)\b",
        r"|(?:written|edited|curated|compiled|produced) by (?:the )?(Globe|Post|Times|Monitor) (?:editors|journalists|reporters|staff)",
        r"|[Gg]et the (Globe|Post|Times|Monitor) [Ss]tories",
    ))
    .expect("pattern of this file")
});

/// What a page's own boilerplate calls its outlet.
static OWN_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i-u:your full access to|your subscription to|your access to) ((?:[A-Z][\w.&'’-]*|and|of|the)(?: (?:[A-Z][\w.&'’-]*|and|of|the)){0,4}) (?i-u:has|have|is|will)",
        r"|(?:©|\(c\)|\([Cc]\)|[Cc]opyright|COPYRIGHT)[ ,]*(?:©|\(c\)|\(C\))?[ ,]*(?:\d{4}(?: ?[-–] ?\d{2,4})?)?,? (?:by )?((?:[Tt]he )?[A-Z][\w&'’-]*(?: (?:[A-Z][\w&'’-]*|and|of|the)){0,4})",
    ))
    .expect("pattern of this file")
});

/// The outlet by the page's own words: `boilerplate` is what cleaning removed, `body` the report.
pub(crate) fn from_own_words<'a>(boilerplate: impl Iterator<Item = &'a str>, body: &str) -> Option<String> {
    let mut short = Vec::new();
    for line in boilerplate {
        for c in OWN_NAME.captures_iter(line) {
            let name = c.get(1).or_else(|| c.get(2))?.as_str().trim_end_matches([',', '.', ' ']);
            if agency(name).is_none()
                && let Some(known) = known(name)
            {
                return Some(known);
            }
            // The holder of a copyright may be a syndicate, which is not the outlet.
            let syndicate = [
                "Syndicate",
                "Agency",
                "Images",
                "Press",
                "Features",
                "Group",
                "Company",
                "Network",
                "LLC",
                "Inc",
                "Creators",
            ];
            let holder = agency_in(name).is_none() && !syndicate.iter().any(|w| name.contains(w));
            if (c.get(1).is_some() || holder) && (2..=4).contains(&name.split(' ').count()) {
                return Some(name.to_owned());
            }
        }
        short.extend(
            SELF.captures_iter(line)
                .filter_map(|c| c.iter().skip(1).flatten().next().map(|m| m.as_str().to_owned())),
        );
    }
    short.extend(
        SELF.captures_iter(body)
            .filter_map(|c| c.iter().skip(1).flatten().next().map(|m| m.as_str().to_owned())),
    );
    short.sort();
    short.dedup();
    let [short] = short.as_slice() else { return None };
    let fits = |home: &&[&str]| home.iter().map(|w| body.matches(w).count()).sum::<usize>();
    let mut scored: Vec<(usize, &str)> = SHORT
        .iter()
        .filter(|(_, s, _)| s.strip_prefix("The ") == Some(short.as_str()))
        .map(|(full, _, home)| (fits(home), *full))
        .filter(|(n, _)| *n >= 1)
        .collect();
    scored.sort_by(|a, b| b.cmp(a));
    match scored.as_slice() {
        [(_, one)] => Some((*one).to_owned()),
        [(a, one), (b, _), ..] if *a >= 3 * *b => Some((*one).to_owned()),
        _ => None,
    }
}

/// The table's name for an outlet, whatever the article or the company form before and after it.
pub(crate) fn known(name: &str) -> Option<String> {
    let key = |s: &str| {
        let s = s.trim().to_lowercase();
        s.strip_prefix("the ").unwrap_or(&s).to_owned()
    };
    let wanted = key(name);
    let hit = |full: &str| {
        let k = key(full);
        wanted == k
            || wanted
                .strip_prefix(&k)
                .is_some_and(|rest| COMPANY.contains(&rest.trim_matches([' ', ',', '.'])))
    };
    HOSTS.iter().map(|(_, full)| *full).find(|full| hit(full)).map(str::to_owned)
}

const COMPANY: &[&str] = &[
    "llc",
    "inc",
    "ltd",
    "limited",
    "company",
    "co",
    "group",
    "media",
    "news",
    "corp",
    "network",
    "all rights reserved",
    "online",
];

/// Wire agencies: how they sign, and their name.
const AGENCIES: &[(&str, &str)] = &[
    ("AP", "Associated Press"),
    ("The Associated Press", "Associated Press"),
    ("Associated Press", "Associated Press"),
    ("Reuters", "Reuters"),
    ("REUTERS", "Reuters"),
    ("Thomson Reuters", "Reuters"),
    ("AFP", "AFP"),
    ("Agence France-Presse", "AFP"),
    ("Agence France Presse", "AFP"),
    ("Xinhua", "Xinhua"),
    ("XINHUA", "Xinhua"),
    ("Xinhua News Agency", "Xinhua"),
    ("Bloomberg", "Bloomberg"),
    ("Bloomberg News", "Bloomberg"),
    ("dpa", "dpa"),
    ("DPA", "dpa"),
    ("Kyodo", "Kyodo"),
    ("KYODO", "Kyodo"),
    ("Kyodo News", "Kyodo"),
    ("Jiji", "Jiji Press"),
    ("Jiji Press", "Jiji Press"),
    ("Yonhap", "Yonhap"),
    ("Yonhap News Agency", "Yonhap"),
    ("TASS", "TASS"),
    ("Tass", "TASS"),
    ("ITAR-TASS", "TASS"),
    ("Interfax", "Interfax"),
    ("RIA Novosti", "RIA Novosti"),
    ("ANI", "ANI"),
    ("PTI", "PTI"),
    ("IANS", "IANS"),
    ("UPI", "UPI"),
    ("United Press International", "UPI"),
    ("EFE", "EFE"),
    ("ANSA", "ANSA"),
    ("Anadolu", "Anadolu Agency"),
    ("Anadolu Agency", "Anadolu Agency"),
    ("AA", "Anadolu Agency"),
    ("CNA", "CNA"),
    ("Central News Agency", "CNA"),
    ("IRNA", "IRNA"),
    ("SANA", "SANA"),
    ("KCNA", "KCNA"),
    ("WAM", "WAM"),
    ("SPA", "SPA"),
    ("MENA", "MENA"),
    ("Bernama", "Bernama"),
    ("BERNAMA", "Bernama"),
    ("Antara", "Antara"),
    ("ANTARA", "Antara"),
    ("APP", "APP"),
    ("BSS", "BSS"),
    ("The Canadian Press", "The Canadian Press"),
    ("Canadian Press", "The Canadian Press"),
    ("PA Media", "PA Media"),
    ("Press Association", "PA Media"),
    ("AAP", "AAP"),
    ("Belga", "Belga"),
    ("Ukrinform", "Ukrinform"),
    ("UNN", "UNN"),
    ("Press Trust of India", "PTI"),
    ("McClatchy", "McClatchy"),
];

/// The agency that signs as `credit`, exactly.
pub(crate) fn agency(credit: &str) -> Option<&'static str> {
    let credit = credit.trim_matches(|c: char| c.is_whitespace() || ".,;:()–—-•".contains(c));
    AGENCIES.iter().find(|(sign, _)| *sign == credit).map(|(_, name)| *name)
}

/// The first agency named in a line of credits.
pub(crate) fn agency_in(line: &str) -> Option<&'static str> {
    let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    AGENCIES
        .iter()
        .filter(|(sign, _)| *sign != "AA" && *sign != "CNA" && *sign != "SPA" && *sign != "APP")
        .filter_map(|(sign, name)| {
            let at = line.find(sign)?;
            let before = line.get(..at).and_then(|s| s.chars().next_back());
            let after = line.get(at + sign.len()..).and_then(|s| s.chars().next());
            (boundary(before) && boundary(after)).then_some((at, *name))
        })
        .min_by_key(|(at, _)| *at)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        assert_eq!(
            from_url("https://www.theguardian.com/world/2021/jul/26/x").as_deref(),
            Some("The Guardian")
        );
        assert_eq!(from_url("https://edition.cnn.com/2021/x").as_deref(), Some("CNN"));
        assert_eq!(from_url("http://asia.nikkei.com/Politics/x").as_deref(), Some("Nikkei Asia"));
        assert_eq!(from_url("https://news.example.org/x").as_deref(), Some("news.example.org"));
        assert_eq!(from_url("not a url"), None);
    }

    #[test]
    fn own_words_need_a_home() {
        let body = "“No deal,” The Globe’s editorial board wrote. Ottawa has denied it.";
        assert_eq!(from_own_words(std::iter::empty(), body).as_deref(), Some("The Globe and Mail"));
        assert_eq!(from_own_words(std::iter::empty(), "The Globe’s editorial board wrote of Peru."), None);
        let wall = ["Your full access to Norland Weekly has expired"];
        assert_eq!(from_own_words(wall.into_iter(), "").as_deref(), Some("Norland Weekly"));
        let mark = ["Copyright © 2019 The Washington Times, LLC."];
        assert_eq!(from_own_words(mark.into_iter(), "").as_deref(), Some("The Washington Times"));
    }

    #[test]
    fn agencies_sign_in_many_ways() {
        assert_eq!(agency_in("Reporting by A. B. in Quito, Reuters"), Some("Reuters"));
        assert_eq!(
            agency_in("Copyright 2013 The Associated Press. All rights reserved."),
            Some("Associated Press")
        );
        assert_eq!(agency_in("APPEAL"), None);
    }
}
