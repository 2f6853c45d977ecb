//! Who is named where: each test is a short report and what a careful reader takes from it.

use verbale_article::{Article, Part};
use verbale_extract::Tools;
use verbale_extract::findings::{Actor, ActorKind, Evidence, Standing};
use verbale_extract::mentions::Mentions;
use verbale_extract::reading::Reading;

/// An article read, with what the tests ask of it.
struct Read {
    article: Article,
    mentions: Mentions,
    heads: Vec<(usize, String)>,
}

fn read(body: &str) -> Read {
    read_with(None, body)
}

fn read_with(headline: Option<&str>, body: &str) -> Read {
    let article = Article {
        id: "0000000000000000".into(),
        source: "test".into(),
        headline: headline.map(Into::into),
        ..Article::of_text(body)
    };
    let reading = Reading::new(&article, &Tools::embedded());
    let mentions = Mentions::find(&reading);
    let doc = reading.part(Part::Body).map(|p| &p.document);
    let heads = doc.map(|d| (0..d.len()).map(|i| (i, d.word(i).to_owned())).collect()).unwrap_or_default();
    Read { article, mentions, heads }
}

impl Read {
    /// The body with every mention in brackets, its actor's name behind where the words are another.
    fn marked(&self) -> String {
        let whole = Evidence { part: Part::Body, span: (0..self.article.body.len()).into() };
        let mut cuts: Vec<(u32, u8, std::cmp::Reverse<u32>, String)> = Vec::new();
        for (at, id) in self.mentions.within(whole) {
            let name = self.mentions.name_of(id);
            let words = at.span.of(&self.article.body);
            let shown = if words == name { String::new() } else { format!("={name}") };
            cuts.push((at.span.start, 1, std::cmp::Reverse(at.span.end), "[".into()));
            cuts.push((at.span.end, 0, std::cmp::Reverse(at.span.start), format!("{shown}]")));
        }
        cuts.sort();
        let (mut out, mut from) = (String::new(), 0);
        for (at, _, _, mark) in cuts {
            out.push_str(&self.article.body[from..at as usize]);
            out.push_str(&mark);
            from = at as usize;
        }
        out + &self.article.body[from..]
    }

    fn actor(&self, name: &str) -> &Actor {
        let found = self.mentions.actors.iter().find(|a| a.name == name);
        found.unwrap_or_else(|| panic!("no actor {name}: {}", self.marked()))
    }

    /// The words of an actor's mentions.
    fn words(&self, name: &str) -> Vec<&str> {
        self.actor(name).mentions.iter().map(|m| m.at.span.of(self.article.text(m.at.part))).collect()
    }

    /// Names of those the phrase headed by the `n`-th `word` of the body denotes.
    fn who(&self, word: &str, n: usize) -> Vec<&str> {
        let (token, _) =
            self.heads.iter().filter(|h| h.1 == word).nth(n).expect("the word stands in the text");
        self.mentions.who(Part::Body, *token).into_iter().map(|id| self.mentions.name_of(id)).collect()
    }

    fn names(&self, kind: ActorKind) -> Vec<&str> {
        self.mentions.actors.iter().filter(|a| a.kind == kind).map(|a| a.name.as_str()).collect()
    }
}

#[test]
fn a_full_name_gathers_its_short_forms_and_pronouns() {
    let r = read(
        "Foreign Minister Qin Gang of China met with the Italian president on Monday. Mr. Qin said he hoped for a calmer year. His visit ends on Friday.",
    );
    assert_eq!(r.words("Qin Gang"), ["Foreign Minister", "Qin Gang", "Qin", "he", "His"]);
}

#[test]
fn two_people_of_one_family_name_stay_two() {
    let r = read(
        "Foreign Minister Wang Yi received the envoy in Beijing. Spokesman Wang Wenbin said the talks were useful. Earlier Wang Yi had flown home from Jakarta.",
    );
    assert_eq!(r.names(ActorKind::Person), ["Wang Yi", "Wang Wenbin"]);
    assert_eq!(r.words("Wang Yi").iter().filter(|w| **w == "Wang Yi").count(), 2);
}

#[test]
fn family_names_first_and_last_are_both_known() {
    let r = read(
        "President Tsai Ing-wen of Taiwan hosted Senator Maria Velasquez. Ms. Tsai thanked her guest. Ms. Velasquez said the island had many friends.",
    );
    assert_eq!(r.words("Tsai Ing-wen"), ["President", "Tsai Ing-wen", "Tsai", "her"]);
    assert!(r.words("Maria Velasquez").contains(&"Velasquez"));
}

#[test]
fn an_apposition_gives_its_office_country_and_counterpart() {
    let r = read(
        "The American ambassador to China, Nicholas Burns, met the press. The ambassador spoke for an hour.",
    );
    let burns = r.actor("Nicholas Burns");
    let office = &burns.offices[0];
    assert_eq!((office.role.as_str(), office.country.as_deref()), ("ambassador", Some("USA")));
    assert_eq!(office.counterpart.as_deref(), Some("CHN"));
    assert_eq!(burns.country.as_deref(), Some("USA"));
    assert_eq!(r.who("ambassador", 1), ["Nicholas Burns"]);
}

#[test]
fn former_and_then_are_told_apart() {
    let r = read(
        "Former Japanese Prime Minister Taro Aso spoke in Taipei. China was angered in 2022 when then-U.S. House Speaker Nancy Pelosi went there.",
    );
    assert_eq!(r.actor("Taro Aso").offices[0].standing, Standing::Former);
    assert_eq!(r.actor("Nancy Pelosi").offices[0].standing, Standing::Then);
}

#[test]
fn two_ministers_are_matched_to_their_countries_in_order() {
    let r = read(
        "The Ukrainian and Russian foreign ministers, Dmytro Kuleba and Sergey Lavrov, held talks on Thursday.",
    );
    assert_eq!(r.actor("Dmytro Kuleba").country.as_deref(), Some("UKR"));
    assert_eq!(r.actor("Sergey Lavrov").country.as_deref(), Some("RUS"));
    assert_eq!(r.who("ministers", 0), ["Dmytro Kuleba", "Sergey Lavrov"]);
}

#[test]
fn a_capital_is_the_government_when_it_acts_and_the_city_when_things_happen_there() {
    let r = read(
        "Beijing rejected the charge. The minister arrived in Beijing on Monday for a visit to Beijing, and urged Washington to wait.",
    );
    assert_eq!(r.actor("Beijing").register.as_deref(), Some("CHN"));
    assert_eq!(r.words("Beijing").len(), 1, "{}", r.marked());
    assert_eq!(r.who("Washington", 0).len(), 1);
}

#[test]
fn officials_are_not_their_state_but_the_side_is() {
    let r = read(
        "Chinese officials said the Chinese side would answer. A senior State Department official disagreed, and the official left.",
    );
    let officials = r.mentions.actors.iter().find(|a| a.name == "Chinese officials").expect("officials");
    assert_eq!((officials.kind, officials.country.as_deref()), (ActorKind::Unnamed, Some("CHN")));
    let side = r.who("side", 0);
    assert_eq!(r.actor(side[0]).kind, ActorKind::State);
    assert_eq!(r.who("official", 0), r.who("official", 1));
}

#[test]
fn what_belongs_to_a_state_is_not_the_state() {
    let r = read("Chinese ships entered the bay. Japan rejected China's demands.");
    assert!(r.who("ships", 0).is_empty());
    assert!(r.who("demands", 0).is_empty());
    assert_eq!(r.who("China", 0), ["China"]);
}

#[test]
fn coordination_and_groups_denote_several() {
    let r = read(
        "Presidents Xi Jinping and Joe Biden met in Bali. The two leaders spoke for hours. Ties between China and the United States are poor, and both sides know it.",
    );
    assert_eq!(r.who("Jinping", 0), ["Xi Jinping", "Joe Biden"]);
    assert_eq!(r.who("leaders", 0), ["Xi Jinping", "Joe Biden"]);
    assert_eq!(r.who("sides", 0), ["China", "United States"]);
}

#[test]
fn an_ambiguous_pronoun_stays_open() {
    let r = read("Carlos Mendez and Pablo Ortega sat down on Tuesday. He was tired.");
    assert!(r.who("He", 0).is_empty(), "{}", r.marked());
}

#[test]
fn honorifics_decide_between_he_and_she() {
    let r = read("Mr. Haddad met Ms. Lindqvist in Geneva. She said the talks were frank.");
    assert_eq!(r.who("She", 0), ["Lindqvist"]);
}

#[test]
fn a_headline_leans_on_the_body() {
    let r = read_with(
        Some("Sherman presses Xie in Tianjin"),
        "Deputy Secretary of State Wendy Sherman met Vice Foreign Minister Xie Feng in Tianjin.",
    );
    let sherman = r.actor("Wendy Sherman");
    assert!(sherman.mentions.iter().any(|m| m.at.part == Part::Headline), "{}", r.marked());
}

#[test]
fn the_marked_text_reads_right() {
    let r = read(
        "China's foreign minister, Qin Gang, told reporters that Beijing would not yield. \
         The Pentagon and the State Department declined to comment, Reuters reported.",
    );
    assert_eq!(
        r.marked(),
        "[[China]'s foreign minister=Qin Gang], [Qin Gang], told reporters that [Beijing=China] would not yield. The [Pentagon] and the [State Department] declined to comment, [Reuters] reported."
    );
}

#[test]
fn mentions_are_inside_the_text_whatever_it_is() {
    for junk in [
        "",
        "\n\n\n",
        "’s ’s ’s",
        "President President President of of the",
        "Mr. Mr. Ms.",
        "\u{feff}Ünïcödé — “Xi” ‘said",
        "the two the two both the",
    ] {
        let r = read(junk);
        for m in r.mentions.actors.iter().flat_map(|a| &a.mentions) {
            assert!(r.article.text(m.at.part).get(m.at.span.range()).is_some_and(|w| !w.is_empty()));
        }
    }
}

#[test]
fn a_later_subject_does_not_take_the_pronoun_of_another() {
    let r = read("When Mr. Haddad said he had called off the trip, Mr. Ortega smiled.");
    assert_ne!(r.who("he", 0), ["Ortega"], "{}", r.marked());
}

#[test]
fn the_country_of_a_person_comes_from_the_words_beside_the_name() {
    let r = read("Brazilian economist Joana Prado spoke first. Canada's Luc Tremblay, a lawyer, replied.");
    assert_eq!(r.actor("Joana Prado").country.as_deref(), Some("BRA"));
    assert_eq!(r.actor("Luc Tremblay").country.as_deref(), Some("CAN"));
}

#[test]
fn a_bystander_office_is_not_taken_for_a_leader() {
    let r = read("Rosa Meier, president of Canada's Automotive Dealers Association, said trade was slow.");
    assert!(r.actor("Rosa Meier").offices.iter().all(|o| o.role != "head-of-state"), "{}", r.marked());
}

#[test]
fn a_short_sentence_full_of_names_is_no_headline() {
    let r = read("Foreign Minister Tomas Varga met Secretary Ingrid Solberg.\nTalks Resume In Geneva");
    assert_eq!(r.names(ActorKind::Person), ["Tomas Varga", "Ingrid Solberg"], "{}", r.marked());
}

#[test]
fn governments_write_their_own_titles_large() {
    let r = read(
        "Secretary of State Antony Blinken received Indian External Affairs Minister S. Jaishankar. The Secretary thanked his guest. The Minister said India would pay. Director Wang Yi called later. The Director was brief.",
    );
    assert_eq!(r.who("Secretary", 1), ["Antony Blinken"]);
    assert_eq!(r.who("Minister", 1), ["S. Jaishankar"]);
    assert_eq!(r.who("Director", 1), ["Wang Yi"]);
}

#[test]
fn the_bare_title_is_the_one_who_acted() {
    let r = read(
        "President Joe Biden held a summit with President Xi Jinping. The President said that the talks were useful.",
    );
    assert_eq!(r.who("President", 2), ["Joe Biden"]);
}

#[test]
fn who_speaks_is_not_whom_the_quotation_speaks_of() {
    let r = read("“I feel that Kim Jong Un wants peace,” Donald Trump said. “We will see,” he said.");
    assert_eq!(r.who("he", 0), ["Donald Trump"]);
    let r = read("“The court freed Maria Orlova. She also raised the case,” the readout said.");
    assert!(r.who("She", 0).is_empty(), "whom a sentence merely names is not who acts in the next");
}

#[test]
fn a_president_by_family_name_is_of_the_one_state_it_led() {
    let r = read("President Biden said that the alliance stood firm.");
    assert_eq!(r.actor("Biden").country.as_deref(), Some("USA"));
    let r = read("President Lindqvist said that the alliance stood firm.");
    assert_eq!(r.actor("Lindqvist").country, None);
}

#[test]
fn a_state_and_its_own_territory_are_not_the_two_sides() {
    let r = read(
        "American and Chinese envoys met in Vienna on Monday. The United States asked China for restraint. China's envoy protested against sanctions on Chinese and Hong Kong officials.\nThe two sides will hold another session on Tuesday.",
    );
    let mut sides = r.who("sides", 0);
    sides.sort_unstable();
    assert_eq!(sides, ["China", "United States"]);
}
