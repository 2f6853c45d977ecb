//! What names and titles in a text are read as.

use verbale_register::{Entry, How, Register, Standing};

/// Every name in `text` with what it may stand for, one a line.
fn names(text: &str) -> String {
    let register = Register::embedded();
    let lines = register.find(text).into_iter().map(|m| {
        let entries: Vec<String> = m
            .entries
            .iter()
            .map(|e| match e {
                Entry::State { code, how } => format!("{code} {how:?}"),
                Entry::Body(id) => format!("body {id}"),
                Entry::BodyKind(kind) => format!("kind {kind}"),
                Entry::Organisation(id) => format!("org {id}"),
                Entry::Person(id) => format!("person {id}"),
                Entry::Place(id) => format!("place {id}"),
            })
            .collect();
        format!("{} = {}", m.span.of(text), entries.join(", "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_state_beside_a_kind_of_body_is_that_states_body() {
    assert_eq!(names("China's foreign ministry"), "China's foreign ministry = body CHN.foreign-ministry");
    assert_eq!(names("the Chinese Foreign Ministry"), "Chinese Foreign Ministry = body CHN.foreign-ministry");
    assert_eq!(
        names("the Ministry of Foreign Affairs of Japan"),
        "Ministry of Foreign Affairs of Japan = body JPN.foreign-ministry"
    );
    assert_eq!(names("the foreign ministry said"), "foreign ministry = kind foreign-ministry");
    assert_eq!(names("a State Department official"), "State Department = body USA.foreign-ministry");
}

#[test]
fn a_state_and_its_government_are_one() {
    let register = Register::embedded();
    for text in ["the Chinese government", "the Chinese side", "China's leadership"] {
        let found = register.find(text);
        assert_eq!(found[0].state(), Some(("CHN", How::Government)), "{text}");
    }
    assert_eq!(register.find("the government said"), []);
}

#[test]
fn small_words_are_not_states() {
    assert_eq!(names("tell us who it was"), "");
    assert_eq!(names("the US told the WHO"), "US = USA Name\nWHO = org WHO");
    assert_eq!(names("a US$5 bill"), "");
}

fn title(phrase: &str) -> String {
    let Some(t) = Register::embedded().title(phrase) else { return "none".into() };
    let mut out = format!("{} of {}", t.role, t.of.unwrap_or("?"));
    t.counterpart.iter().for_each(|c| out += &format!(" to {c}"));
    if t.deputy {
        out += " (deputy)";
    }
    if t.standing != Standing::Current {
        out += &format!(" ({:?})", t.standing);
    }
    out
}

#[test]
fn titles_tell_role_and_state() {
    for (phrase, expected) in [
        ("vice foreign minister", "deputy-foreign-minister of ?"),
        ("U.S. Deputy Secretary of State", "deputy-foreign-minister of USA"),
        ("Chinese Foreign Minister", "foreign-minister of CHN"),
        ("China's vice foreign minister", "deputy-foreign-minister of CHN"),
        ("ambassador to China", "ambassador of ? to CHN"),
        ("U.S. ambassador to China", "ambassador of USA to CHN"),
        ("Beijing's ambassador to the United States", "ambassador of CHN to USA"),
        ("State Department spokesman", "foreign-ministry-spokesperson of USA"),
        ("Chinese Foreign Ministry spokesperson", "foreign-ministry-spokesperson of CHN"),
        ("a spokesman for the Chinese Foreign Ministry", "foreign-ministry-spokesperson of CHN"),
        ("Foreign ministry spokeswoman", "foreign-ministry-spokesperson of ?"),
        ("then-US House Speaker", "legislature-speaker of USA (Then)"),
        ("Kremlin spokesman", "presidency-spokesperson of RUS"),
        ("White House national security adviser", "national-security-adviser of USA"),
        ("Secretary of State", "foreign-minister of USA"),
        ("British Foreign Secretary", "foreign-minister of GBR"),
        ("Indian Foreign Secretary", "foreign-secretary-official of IND"),
        ("former South Korean president", "head-of-state of KOR (Former)"),
        ("acting Defense Secretary", "defence-minister of USA (Acting)"),
        ("president", "head-of-state of ?"),
        ("President-elect", "head-of-state of ? (Coming)"),
        ("NATO Secretary-General", "secretary-general of NATO"),
        ("the EU's foreign policy chief", "high-representative of EU"),
        ("prime minister of Japan", "head-of-government of JPN"),
        ("German Chancellor", "head-of-government of DEU"),
        ("deputy prime minister of Vietnam", "deputy-head-of-government of VNM"),
        ("China's top diplomat", "top-diplomat of CHN"),
        ("North Korean leader", "leader of PRK"),
        ("leader", "none"),
        ("the head of the department", "none"),
        ("US military leaders", "none"),
        ("leaders at the United Nations", "none"),
        ("the IAEA chief", "director-general of IAEA"),
        ("UN human rights chief", "high-commissioner of UN"),
        ("top foreign policy adviser", "none"),
        ("crown prince in Riyadh", "crown-prince of ?"),
        ("ambassador of Japan to China", "ambassador of JPN to CHN"),
        ("Hong Kong Chief Executive", "hong-kong-chief-executive of HKG"),
    ] {
        assert_eq!(title(phrase), expected, "{phrase}");
    }
}

#[test]
fn ambassadors_at_an_organisation_are_their_states() {
    for (phrase, expected) in [
        ("China's U.N. ambassador", "ambassador of CHN to UN"),
        ("U.S. ambassador to the United Nations", "ambassador of USA to UN"),
        ("Britain's NATO ambassador", "ambassador of GBR to NATO"),
        ("Russian U.N. envoy", "ambassador of RUS to UN"),
        ("Russia's envoy to the European Union", "ambassador of RUS to EU"),
        ("Iran's permanent U.N. representative", "ambassador of IRN to UN"),
        ("Israel's permanent representative to the U.N.", "ambassador of ISR to UN"),
        ("U.N. ambassador", "ambassador of ? to UN"),
        ("China's Washington ambassador", "ambassador of CHN to USA"),
        ("EU ambassador to China", "ambassador of EU to CHN"),
        ("U.N. envoy", "special-envoy of UN"),
        ("U.N. Syria envoy", "special-envoy of UN"),
        ("U.S. envoy", "special-envoy of USA"),
    ] {
        assert_eq!(title(phrase), expected, "{phrase}");
    }
}

#[test]
fn a_state_may_stand_inside_a_title() {
    for (phrase, expected) in [
        ("top Kazakh diplomat", "top-diplomat of KAZ"),
        ("top U.S. diplomat", "top-diplomat of USA"),
        ("the former top South Korean diplomat", "top-diplomat of KOR (Former)"),
        ("top Russian general", "chief-of-staff-armed-forces of RUS"),
        ("top U.S. military officer", "chief-of-staff-armed-forces of USA"),
        ("second-ranking Polish diplomat", "deputy-foreign-minister of POL"),
        ("a stop Russian generals", "none"),
        ("top Chinese restaurants", "none"),
    ] {
        assert_eq!(title(phrase), expected, "{phrase}");
    }
}

#[test]
fn a_shadow_minister_is_no_minister() {
    for (phrase, expected) in [
        ("shadow foreign secretary", "legislator of GBR"),
        ("Australia's shadow finance minister", "legislator of AUS"),
        ("Britain's shadow health secretary", "legislator of GBR"),
    ] {
        assert_eq!(title(phrase), expected, "{phrase}");
    }
}

#[test]
fn the_secretary_of_a_communist_party_leads_it() {
    for (phrase, expected) in [
        ("general secretary of the Communist Party of Vietnam", "party-leader of VNM"),
        ("general secretary of Vietnam's Communist Party", "party-leader of VNM"),
    ] {
        assert_eq!(title(phrase), expected, "{phrase}");
    }
    // Not China's, whose party goes without a name.
    assert_ne!(title("general secretary of the Communist Party of Nepal"), "party-leader of CHN");
}

#[test]
fn issues_are_told_by_their_words() {
    let register = Register::embedded();
    let text = "Beijing denounced new tariffs and arms sales to Taiwan.";
    let found: Vec<_> = register.issues_in(text).into_iter().map(|(span, id)| (span.of(text), id)).collect();
    assert_eq!(found, [("tariffs", "trade"), ("arms sales", "alliances"), ("Taiwan", "taiwan")]);
    assert_eq!(register.issue("taiwan").unwrap().parent, Some("sovereignty"));
}

/// Issues of a text, each once, with the words that decided.
fn issues(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (span, id) in Register::embedded().issues_in(text) {
        let told = format!("{id}: {}", span.of(text));
        if !out.contains(&told) {
            out.push(told);
        }
    }
    out
}

#[test]
fn a_states_bare_name_is_no_matter_until_it_is_the_topic() {
    assert!(issues("The visitors from Cuba and Libya flew on to Syria.").is_empty());
    assert_eq!(issues("The two discussed Syria."), ["syria: Syria"]);
    assert_eq!(issues("They differ over Libya."), ["libya: Libya"]);
    assert_eq!(issues("a settlement of the Sudan crisis"), ["sudan: Sudan"]);
    // Beside a word of its field.
    assert_eq!(
        issues("Yemen has not seen such fighting since the truce."),
        ["yemen: Yemen", "war-and-peace: fighting", "war-and-peace: truce"]
    );
}

#[test]
fn a_list_of_topics_is_read_to_its_end() {
    assert_eq!(
        issues("discussed Taiwan, Syria, Haiti and energy as well as fentanyl"),
        ["taiwan: Taiwan", "syria: Syria", "haiti: Haiti", "energy: energy", "narcotics: fentanyl"]
    );
    // A list of who was there is none.
    assert!(issues("Envoys of Syria, Haiti and Somalia attended.").is_empty());
}

#[test]
fn words_that_mean_something_else_are_passed_over() {
    for text in [
        "The investment climate and the political climate have worsened.",
        "An oil painting hung above the tear gas exhibit.",
        "The trade minister and the trade unions were at the World Trade Center.",
        "It was a war of words in the shadow of World War II.",
        "Chinese Taipei won two medals.",
        "Human Rights Watch moved its office.",
    ] {
        assert_eq!(issues(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_weak_word_needs_another_of_its_field() {
    assert!(issues("Oil stains covered the floor.").is_empty());
    assert_eq!(issues("Oil flows again through the pipeline."), ["energy: Oil", "energy: pipeline"]);
    assert!(issues("He was released from hospital.").is_empty());
    assert_eq!(
        issues("Two detained engineers were released."),
        ["detention: detained", "detention: released"]
    );
    // Two names of one state say no more than one.
    assert!(issues("Iranian officials left Tehran.").is_empty());
    assert_eq!(
        issues("Tehran will go on with enrichment of uranium."),
        ["iran-nuclear: Tehran", "proliferation: enrichment", "proliferation: uranium"]
    );
}

#[test]
fn namesakes_are_all_given() {
    assert_eq!(names("in Georgia"), "Georgia = GEO Name, place USA.georgia");
    assert_eq!(names("in Brussels"), "Brussels = BEL Capital, org EU, place BEL.brussels");
    assert_eq!(names("Pope Francis met Francis"), "Pope Francis = person francis");
}
