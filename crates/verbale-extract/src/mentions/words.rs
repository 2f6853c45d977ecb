//! Closed lists of English words that tell what a noun phrase denotes.
//!
//! Names of actors live in the register; here are only the words of the language around them.

/// Gender an honorific, title or given name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// Whether `word` (small letters, no final dot) is an honorific or military or clerical prefix of a name.
pub(super) fn is_honorific(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mx"
            | "dr"
            | "prof"
            | "sir"
            | "dame"
            | "lord"
            | "lady"
            | "gen"
            | "lt"
            | "col"
            | "maj"
            | "capt"
            | "adm"
            | "sgt"
            | "cmdr"
            | "cpl"
            | "pvt"
            | "spc"
            | "pfc"
            | "brig"
            | "sen"
            | "rep"
            | "gov"
            | "rev"
            | "hon"
            | "amb"
            | "sec"
            | "pres"
            | "madam"
            | "monsieur"
            | "herr"
            | "sheikh"
            | "sheik"
            | "ayatollah"
            | "hajji"
            | "pope"
            | "prince"
            | "princess"
            | "king"
            | "queen"
            | "emir"
            | "sultan"
            | "archbishop"
            | "cardinal"
            | "imam"
    )
}

/// The gender an honorific or title word tells.
pub(super) fn gender_of_word(word: &str) -> Option<Gender> {
    Some(match word.trim_end_matches('.') {
        "mr" | "sir" | "lord" | "king" | "prince" | "emir" | "sultan" | "sheikh" | "sheik" | "ayatollah"
        | "pope" | "imam" | "spokesman" | "chairman" | "congressman" | "businessman" | "statesman"
        | "monsieur" | "herr" | "father" | "husband" | "son" | "brother" => Gender::Male,
        "mrs" | "ms" | "miss" | "dame" | "lady" | "queen" | "princess" | "madam" | "spokeswoman"
        | "chairwoman" | "congresswoman" | "businesswoman" | "wife" | "daughter" | "mother" | "sister" => {
            Gender::Female
        }
        _ => return None,
    })
}

/// The gender common given names tell, in small letters without accents.
pub(super) fn gender_of_given(name: &str) -> Option<Gender> {
    const MALE: &[&str] = &[
        "abdel",
        "abdul",
        "abdullah",
        "adam",
        "ahmed",
        "alan",
        "albert",
        "alexander",
        "alexei",
        "ali",
        "anders",
        "andrew",
        "andrey",
        "andriy",
        "anthony",
        "antonio",
        "antony",
        "ashraf",
        "barack",
        "ben",
        "benjamin",
        "bernard",
        "bill",
        "bob",
        "boris",
        "brian",
        "carlos",
        "charles",
        "chris",
        "chuck",
        "daniel",
        "david",
        "dmitry",
        "dmytro",
        "donald",
        "edward",
        "emmanuel",
        "enrique",
        "eric",
        "ernesto",
        "evan",
        "fernando",
        "francois",
        "frank",
        "fumio",
        "geoffrey",
        "george",
        "gordon",
        "greg",
        "guido",
        "hamid",
        "hassan",
        "henry",
        "hugo",
        "hussein",
        "ian",
        "igor",
        "imran",
        "ivan",
        "jack",
        "jacob",
        "jair",
        "jake",
        "james",
        "jared",
        "jason",
        "javad",
        "javier",
        "jean",
        "jeff",
        "jens",
        "jim",
        "joe",
        "john",
        "jonathan",
        "jose",
        "josep",
        "joseph",
        "juan",
        "justin",
        "keith",
        "ken",
        "kevin",
        "kurt",
        "larry",
        "lindsey",
        "lloyd",
        "luis",
        "luiz",
        "marco",
        "mario",
        "mark",
        "martin",
        "matt",
        "matthew",
        "mauricio",
        "michael",
        "miguel",
        "mike",
        "mitch",
        "mohamed",
        "mohammad",
        "mohammed",
        "muhammad",
        "mustafa",
        "narendra",
        "ned",
        "nicholas",
        "nick",
        "nicolas",
        "olaf",
        "oleg",
        "omar",
        "oscar",
        "pablo",
        "patrick",
        "paul",
        "pedro",
        "peter",
        "petro",
        "philip",
        "recep",
        "rex",
        "richard",
        "rishi",
        "robert",
        "rodrigo",
        "ron",
        "saad",
        "salman",
        "scott",
        "sergei",
        "sergey",
        "shinzo",
        "simon",
        "stephen",
        "steve",
        "steven",
        "ted",
        "thomas",
        "tim",
        "tom",
        "tony",
        "vladimir",
        "viktor",
        "volodymyr",
        "wayne",
        "william",
        "yair",
        "yoshihide",
        "yuri",
        "zbigniew",
    ];
    const FEMALE: &[&str] = &[
        "alice",
        "amanda",
        "amy",
        "ana",
        "angela",
        "anna",
        "anne",
        "annalena",
        "barbara",
        "carol",
        "caroline",
        "catherine",
        "christine",
        "cindy",
        "cristina",
        "diane",
        "dilma",
        "elizabeth",
        "ellen",
        "emily",
        "federica",
        "giorgia",
        "hillary",
        "heather",
        "helen",
        "ivanka",
        "jacinda",
        "jane",
        "janet",
        "jen",
        "jennifer",
        "jill",
        "joanne",
        "julia",
        "julie",
        "kamala",
        "karen",
        "karin",
        "karine",
        "kate",
        "katherine",
        "kelly",
        "laura",
        "linda",
        "lisa",
        "liz",
        "madeleine",
        "margaret",
        "maria",
        "marie",
        "marine",
        "mary",
        "melania",
        "melissa",
        "michelle",
        "monica",
        "nancy",
        "natalia",
        "nikki",
        "nicola",
        "olga",
        "patricia",
        "penny",
        "rachel",
        "roza",
        "ruth",
        "samantha",
        "sanna",
        "sara",
        "sarah",
        "sheikha",
        "susan",
        "svetlana",
        "theresa",
        "ursula",
        "valerie",
        "victoria",
        "wendy",
        "yulia",
    ];
    debug_assert!(MALE.len() > FEMALE.len());
    if MALE.contains(&name) {
        Some(Gender::Male)
    } else if FEMALE.contains(&name) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// The given names that `short` is short for in English, small letters.
pub(super) fn given_names_of(short: &str) -> &'static [&'static str] {
    match short {
        "bill" | "will" | "billy" => &["william"],
        "bob" | "rob" | "bobby" => &["robert"],
        "chris" => &["christopher", "christian", "christine"],
        "dick" | "rick" | "rich" => &["richard"],
        "jim" | "jimmy" => &["james"],
        "mike" | "mick" => &["michael"],
        "joe" => &["joseph"],
        "tom" => &["thomas"],
        "tony" => &["anthony", "antony"],
        "ted" => &["edward", "theodore"],
        "ed" => &["edward", "edwin"],
        "dan" | "danny" => &["daniel"],
        "dave" => &["david"],
        "ben" => &["benjamin"],
        "jeff" => &["jeffrey", "geoffrey"],
        "ken" => &["kenneth"],
        "larry" => &["lawrence", "laurence"],
        "matt" => &["matthew"],
        "nick" => &["nicholas"],
        "pat" => &["patrick", "patricia"],
        "pete" => &["peter"],
        "ron" => &["ronald"],
        "sam" => &["samuel", "samantha"],
        "steve" => &["stephen", "steven"],
        "sue" => &["susan"],
        "tim" => &["timothy"],
        "chuck" | "charlie" => &["charles"],
        "jack" => &["john"],
        "liz" | "beth" | "betsy" => &["elizabeth"],
        "kate" | "kathy" => &["katherine", "catherine", "kathleen"],
        "greg" => &["gregory"],
        "al" => &["albert", "alan"],
        "fred" => &["frederick"],
        "gene" => &["eugene"],
        _ => &[],
    }
}

/// Family names that come first in Chinese, Korean and Vietnamese names, small letters.
pub(super) fn is_family_first(word: &str) -> bool {
    const FAMILY: &[&str] = &[
        "ahn", "ban", "bai", "bui", "cai", "cao", "chang", "chen", "cheng", "cho", "choe", "choi", "chow",
        "chung", "cui", "dai", "dang", "deng", "ding", "dinh", "do", "dong", "du", "duan", "fan", "fang",
        "feng", "fu", "gao", "geng", "gong", "gu", "guo", "ha", "han", "hao", "he", "ho", "hong", "hou",
        "hsiao", "hu", "hua", "huang", "hung", "huynh", "hwang", "jang", "jeong", "jia", "jiang", "jin",
        "jo", "joo", "ju", "jung", "kang", "kim", "kong", "kung", "kwon", "lai", "lam", "le", "lee", "lei",
        "leung", "li", "liang", "liao", "lin", "liu", "lo", "long", "lu", "luo", "lv", "ma", "mao", "meng",
        "moon", "ngo", "nguyen", "ni", "niu", "oh", "pae", "pan", "park", "peng", "pham", "phan", "qian",
        "qin", "qiu", "ren", "ri", "ryu", "seo", "shao", "shen", "shi", "shin", "sim", "so", "soh", "song",
        "su", "suh", "sun", "tan", "tang", "tao", "tian", "to", "ton", "tran", "truong", "tsai", "tseng",
        "tung", "vo", "vu", "wan", "wang", "wei", "wen", "weng", "won", "wong", "woo", "wu", "xi", "xia",
        "xiang", "xiao", "xie", "xin", "xiong", "xu", "xue", "yan", "yang", "yao", "ye", "yen", "yi", "yim",
        "yin", "yoo", "yoon", "you", "yu", "yuan", "yue", "yun", "zeng", "zhai", "zhan", "zhang", "zhao",
        "zheng", "zhong", "zhou", "zhu", "zhuang", "zou",
    ];
    FAMILY.binary_search(&word).is_ok() || FAMILY.contains(&word)
}

/// Small words inside names ("bin Salman", "von der Leyen").
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "bin"
            | "ibn"
            | "bint"
            | "al"
            | "el"
            | "de"
            | "del"
            | "della"
            | "da"
            | "dos"
            | "das"
            | "do"
            | "di"
            | "du"
            | "der"
            | "den"
            | "van"
            | "von"
            | "ul"
            | "ur"
            | "la"
            | "le"
            | "ter"
            | "ten"
            | "zu"
            | "abu"
            | "y"
    )
}

/// Words for what a person does or is to another, which stand before or beside a name.
pub(super) fn is_occupation(lemma: &str) -> bool {
    matches!(
        lemma,
        "activist"
            | "actor"
            | "actress"
            | "adviser"
            | "advisor"
            | "aide"
            | "ally"
            | "ambassador"
            | "analyst"
            | "anchor"
            | "artist"
            | "attorney"
            | "author"
            | "banker"
            | "billionaire"
            | "bishop"
            | "blogger"
            | "boss"
            | "brother"
            | "businessman"
            | "businesswoman"
            | "candidate"
            | "captain"
            | "ceo"
            | "chair"
            | "chairman"
            | "chairwoman"
            | "chairperson"
            | "chancellor"
            | "chief"
            | "cleric"
            | "co-founder"
            | "cofounder"
            | "colonel"
            | "columnist"
            | "commander"
            | "commissioner"
            | "congressman"
            | "congresswoman"
            | "coordinator"
            | "correspondent"
            | "counsel"
            | "counselor"
            | "counsellor"
            | "critic"
            | "daughter"
            | "dean"
            | "deputy"
            | "designer"
            | "dictator"
            | "diplomat"
            | "director"
            | "dissident"
            | "doctor"
            | "economist"
            | "editor"
            | "envoy"
            | "executive"
            | "expert"
            | "father"
            | "fellow"
            | "founder"
            | "friend"
            | "general"
            | "governor"
            | "head"
            | "historian"
            | "host"
            | "husband"
            | "investigator"
            | "journalist"
            | "judge"
            | "justice"
            | "king"
            | "lawmaker"
            | "lawyer"
            | "leader"
            | "legislator"
            | "lieutenant"
            | "major"
            | "manager"
            | "mayor"
            | "mediator"
            | "member"
            | "minister"
            | "monarch"
            | "mother"
            | "negotiator"
            | "officer"
            | "official"
            | "parliamentarian"
            | "partner"
            | "photographer"
            | "physicist"
            | "politician"
            | "premier"
            | "president"
            | "prime"
            | "prince"
            | "princess"
            | "principal"
            | "producer"
            | "professor"
            | "prosecutor"
            | "queen"
            | "rapporteur"
            | "rebel"
            | "reporter"
            | "representative"
            | "researcher"
            | "resident"
            | "scholar"
            | "scientist"
            | "secretary"
            | "secretary-general"
            | "senator"
            | "sergeant"
            | "sister"
            | "soldier"
            | "son"
            | "speaker"
            | "specialist"
            | "spokesman"
            | "spokesperson"
            | "spokeswoman"
            | "strategist"
            | "student"
            | "successor"
            | "predecessor"
            | "teacher"
            | "treasurer"
            | "tycoon"
            | "undersecretary"
            | "veteran"
            | "veep"
            | "whistleblower"
            | "wife"
            | "writer"
            | "counterpart"
            | "chairwomen"
            | "emir"
            | "sultan"
            | "pope"
            | "warlord"
            | "militant"
            | "nominee"
            | "opponent"
            | "rival"
            | "surgeon"
            | "engineer"
            | "admiral"
            | "brigadier"
    )
}

/// Nouns that, without a name, denote an unnamed source or actor.
pub(super) fn is_unnamed_noun(lemma: &str) -> bool {
    matches!(
        lemma,
        "official"
            | "diplomat"
            | "source"
            | "analyst"
            | "expert"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "aide"
            | "adviser"
            | "advisor"
            | "lawmaker"
            | "negotiator"
            | "envoy"
            | "observer"
            | "minister"
            | "ambassador"
            | "senator"
            | "legislator"
            | "parliamentarian"
            | "commander"
            | "general"
            | "officer"
            | "representative"
            | "insider"
            | "leader"
            | "politician"
            | "critic"
            | "activist"
            | "delegate"
            | "prosecutor"
            | "researcher"
            | "economist"
            | "witness"
            | "eyewitness"
            | "resident"
            | "villager"
            | "survivor"
            | "rescuer"
            | "investigator"
            | "monitor"
            | "mediator"
            | "rebel"
            | "militant"
            | "insurgent"
            | "protester"
            | "president"
    )
}

/// Nouns that denote a state's government when the state stands beside them.
pub(super) fn is_government_noun(lemma: &str) -> bool {
    matches!(
        lemma,
        "government"
            | "side"
            | "administration"
            | "leadership"
            | "regime"
            | "authority"
            | "delegation"
            | "cabinet"
    )
}

/// Nouns after a capital that show the government is meant ("Washington policy").
pub(super) fn takes_government(lemma: &str) -> bool {
    is_government_noun(lemma)
        || matches!(
            lemma,
            "official" | "policy" | "diplomat" | "decision" | "stance" | "position" | "ally" | "policymaker"
        )
}

/// Nouns whose possessor or modifier is a city, not a government.
pub(super) fn takes_city(lemma: &str) -> bool {
    matches!(
        lemma,
        "airport"
            | "street"
            | "suburb"
            | "resident"
            | "mayor"
            | "olympics"
            | "time"
            | "hotel"
            | "university"
            | "embassy"
            | "neighborhood"
            | "neighbourhood"
            | "district"
            | "skyline"
            | "subway"
            | "metro"
            | "square"
            | "population"
            | "center"
            | "centre"
            | "restaurant"
            | "museum"
            | "stadium"
            | "hospital"
            | "municipal"
            | "outskirts"
            | "zoo"
            | "accord"
            | "agreement"
            | "protocol"
            | "summit"
            | "conference"
            | "talks"
            | "forum"
            | "headquarters"
            | "office"
            | "morning"
            | "evening"
            | "weather"
            | "traffic"
            | "air"
            | "court"
            | "police"
            | "school"
            | "prison"
            | "park"
    )
}

/// Verbs and nouns of going somewhere: what follows "to" or "from" is a place.
pub(super) fn is_motion(lemma: &str) -> bool {
    matches!(
        lemma,
        "visit"
            | "trip"
            | "travel"
            | "fly"
            | "come"
            | "go"
            | "return"
            | "head"
            | "arrive"
            | "invite"
            | "journey"
            | "tour"
            | "flight"
            | "move"
            | "drive"
            | "stopover"
            | "stop"
            | "depart"
            | "leave"
            | "flee"
            | "escape"
            | "bring"
            | "take"
            | "welcome"
            | "transfer"
            | "relocate"
            | "rush"
            | "deport"
            | "extradite"
            | "invitation"
            | "pilgrimage"
            | "route"
            | "fled"
            | "pull"
            | "recall"
            | "dispatch"
            | "mile"
            | "kilometer"
            | "kilometre"
            | "km"
            | "north"
            | "south"
            | "east"
            | "west"
            | "ship"
            | "walk"
            | "march"
            | "train"
            | "road"
            | "emigrate"
            | "mission"
            | "summon"
            | "report"
            | "broadcast"
    )
}

/// Verbs whose object, a capital, is the city.
pub(super) fn takes_place_object(lemma: &str) -> bool {
    matches!(
        lemma,
        "visit"
            | "leave"
            | "reach"
            | "hit"
            | "enter"
            | "tour"
            | "capture"
            | "bomb"
            | "shell"
            | "besiege"
            | "retake"
            | "seize"
            | "shake"
            | "strike"
            | "flee"
            | "quit"
            | "depart"
            | "surround"
            | "storm"
            | "rock"
    )
}

/// Verbs that only persons, offices, bodies and governments are subjects of, as press reports use them.
pub(super) fn is_speech(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "tell"
            | "add"
            | "note"
            | "warn"
            | "urge"
            | "accuse"
            | "announce"
            | "deny"
            | "argue"
            | "claim"
            | "insist"
            | "stress"
            | "declare"
            | "reiterate"
            | "write"
            | "tweet"
            | "reply"
            | "respond"
            | "comment"
            | "explain"
            | "admit"
            | "acknowledge"
            | "vow"
            | "pledge"
            | "condemn"
            | "criticize"
            | "criticise"
            | "denounce"
            | "suggest"
            | "describe"
            | "express"
            | "confirm"
            | "reject"
            | "dismiss"
            | "ask"
            | "call"
            | "believe"
            | "think"
            | "hope"
            | "meet"
            | "agree"
            | "blame"
            | "propose"
            | "promise"
            | "recall"
            | "state"
            | "complain"
            | "concede"
            | "demand"
            | "discuss"
            | "speak"
    )
}

/// Words that end the name of an organisation, firm, paper or place: a run with one is no person.
pub(super) fn is_not_person_word(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "inc"
            | "corp"
            | "co"
            | "ltd"
            | "llc"
            | "plc"
            | "group"
            | "bank"
            | "university"
            | "institute"
            | "institution"
            | "council"
            | "party"
            | "times"
            | "post"
            | "news"
            | "agency"
            | "ministry"
            | "department"
            | "committee"
            | "commission"
            | "center"
            | "centre"
            | "foundation"
            | "association"
            | "union"
            | "company"
            | "technologies"
            | "street"
            | "avenue"
            | "river"
            | "sea"
            | "ocean"
            | "gulf"
            | "bay"
            | "strait"
            | "straits"
            | "island"
            | "islands"
            | "mountain"
            | "mountains"
            | "valley"
            | "province"
            | "county"
            | "city"
            | "airport"
            | "house"
            | "hall"
            | "court"
            | "palace"
            | "square"
            | "tower"
            | "hotel"
            | "act"
            | "treaty"
            | "agreement"
            | "accord"
            | "accords"
            | "war"
            | "day"
            | "week"
            | "month"
            | "year"
            | "press"
            | "journal"
            | "herald"
            | "tribune"
            | "daily"
            | "radio"
            | "tv"
            | "television"
            | "network"
            | "media"
            | "forum"
            | "summit"
            | "conference"
            | "congress"
            | "senate"
            | "parliament"
            | "army"
            | "navy"
            | "force"
            | "forces"
            | "guard"
            | "corps"
            | "police"
            | "front"
            | "movement"
            | "brigade"
            | "brigades"
            | "state"
            | "states"
            | "republic"
            | "kingdom"
            | "federation"
            | "league"
            | "organization"
            | "organisation"
            | "fund"
            | "museum"
            | "school"
            | "college"
            | "church"
            | "mosque"
            | "office"
            | "bureau"
            | "service"
            | "services"
            | "authority"
            | "administration"
            | "government"
            | "campaign"
            | "project"
            | "program"
            | "initiative"
            | "plan"
            | "doctrine"
            | "prize"
            | "award"
            | "games"
            | "olympics"
            | "cup"
            | "championship"
            | "security"
            | "international"
            | "global"
            | "national"
            | "democratic"
            | "republican"
            | "communist"
            | "north"
            | "south"
            | "east"
            | "west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "middle"
            | "new"
            | "financial"
            | "executive"
            | "operating"
            | "foreign"
            | "prime"
            | "vice"
            | "deputy"
            | "special"
            | "general"
            | "senior"
            | "federal"
            | "supreme"
            | "royal"
            | "military"
            | "coalition"
            | "embassy"
            | "consulate"
            | "district"
            | "region"
            | "base"
            | "camp"
            | "bridge"
            | "canal"
            | "line"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

/// Nouns for one human being who is nobody's office.
pub(super) fn is_human(lemma: &str) -> bool {
    matches!(
        lemma,
        "man"
            | "woman"
            | "boy"
            | "girl"
            | "person"
            | "child"
            | "teenager"
            | "local"
            | "agent"
            | "villager"
            | "survivor"
            | "victim"
            | "witness"
            | "refugee"
            | "migrant"
            | "worker"
            | "driver"
            | "farmer"
            | "defector"
            | "prisoner"
            | "detainee"
            | "suspect"
            | "attacker"
            | "gunman"
            | "bomber"
            | "fighter"
            | "marine"
            | "sailor"
            | "pilot"
            | "nurse"
            | "priest"
            | "shopkeeper"
            | "protester"
            | "demonstrator"
            | "voter"
            | "tourist"
            | "hostage"
    )
}

/// Nouns that follow a person's name in the name of a thing.
pub(super) fn is_named_after_people(word: &str) -> bool {
    matches!(
        word,
        "memorial"
            | "library"
            | "stadium"
            | "hospital"
            | "arena"
            | "building"
            | "park"
            | "boulevard"
            | "road"
            | "highway"
            | "mausoleum"
            | "monument"
            | "plaza"
            | "theatre"
            | "theater"
            | "stakes"
            | "scholarship"
            | "fellowship"
            | "chair"
            | "lecture"
            | "medal"
            | "dam"
            | "port"
            | "mall"
            | "terminal"
            | "archives"
            | "carrier"
    )
}

/// Nouns that make a group of two or more with a numeral or "both": states.
pub(super) fn is_states_noun(lemma: &str) -> bool {
    matches!(
        lemma,
        "country"
            | "nation"
            | "side"
            | "power"
            | "government"
            | "state"
            | "superpower"
            | "economy"
            | "capital"
            | "neighbor"
            | "neighbour"
            | "party"
            | "giant"
            | "rival"
            | "ally"
            | "adversary"
            | "people"
            | "military"
            | "administration"
    )
}

/// Nouns that make a group of two or more with a numeral or "both": persons.
pub(super) fn is_persons_noun(lemma: &str) -> bool {
    matches!(
        lemma,
        "leader"
            | "president"
            | "minister"
            | "diplomat"
            | "man"
            | "woman"
            | "official"
            | "premier"
            | "statesman"
            | "envoy"
            | "chief"
            | "secretary"
            | "ambassador"
            | "counterpart"
            | "politician"
            | "negotiator"
    )
}
