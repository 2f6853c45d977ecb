//! Cue phrases of boilerplate: which line is not part of the report, and why. One row of [`ROWS`] is one kind of line.
//!
//! Every pattern is anchored at the start of the line and bounded in words, so that prose which happens to use the same
//! words ("Share prices fell", "Copyright law was") is left alone. `'` stands for any apostrophe.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use crate::shape::Shape;

/// One kind of boilerplate line.
struct Row {
    /// The reason recorded.
    reason: &'static str,
    /// The longest such line, in words.
    words: usize,
    /// The line may end as a sentence does. Titles of other articles do not.
    closed: bool,
    /// Once it stands after the last prose, what follows it is no article either.
    ends: bool,
    pattern: &'static str,
}

const fn row(reason: &'static str, words: usize, pattern: &'static str) -> Row {
    Row { reason, words, closed: true, ends: false, pattern }
}

const fn end(reason: &'static str, words: usize, pattern: &'static str) -> Row {
    Row { reason, words, closed: true, ends: true, pattern }
}

const fn title(reason: &'static str, words: usize, pattern: &'static str) -> Row {
    Row { reason, words, closed: false, ends: false, pattern }
}

const ROWS: &[Row] = &[
    // Paywalls and subscription offers.
    end(
        "paywall",
        40,
        r"you('ve| have)? (?:have |reached |read |used |got )?(?:your |all |\S{0,60} ?)?(?:of \S+ )?(?:free|complimentary|monthly|last|remaining)\b.*(?:articles?|stor(?:y|ies)|limit|left|month|views?)\b",
    ),
    end("paywall", 40, r"(?:this is )?your last (?:free )?(?:article|story)"),
    end(
        "paywall",
        40,
        r"(?:try|get|enjoy|start|join|subscribe)\b.*\b(?:\d+|one|two|three|a|first|per|every) ?(?:weeks?|months?|years?|days?)\b.*(?:for|at|only|just|free|from).*(?:[$€£¥₹]|\d|free)",
    ),
    end(
        "paywall",
        40,
        r"(?:only |just |from )?[$€£¥₹] ?\d[\d.,]* ?(?:a|per|/|for)\b.*(?:week|month|year|day|\d)",
    ),
    end("paywall", 20, r"(?:this )?offer (?:ends|expires|valid)\b"),
    end(
        "paywall",
        30,
        r"your (?:\w+ )?(?:free )?(?:trial|subscription|access|full access)\b.*(?:expired|ended|ends|expires|lapsed)",
    ),
    end("paywall", 40, r"(?:you need|you'll need|requires?) (?:an? )?(?:\w+ )?(?:subscription|account) to"),
    end(
        "paywall",
        30,
        r"(?:already|are you|not|existing) (?:an? )?(?:\w+ )?(?:subscribers?|members?|subscribed|registered|have an account)\b.*$",
    ),
    end(
        "paywall",
        12,
        r"(?:please )?(?:log|sign) ?in(?: or (?:register|subscribe|sign ?up))?(?: (?:to|with|here|now|for)\b.*)?[.!]?$",
    ),
    end(
        "paywall",
        30,
        r"(?:subscribe(?: (?:now|today|here|to|for|and|or|at|with)\b.*)?|(?:for )?subscribers?(?:[- ]only| exclusive)?)[.!:]?$",
    ),
    end(
        "paywall",
        30,
        r"(?:this|the) (?:article|content|story|post|page|report|feature|premium content) is (?:only |exclusively )?(?:for|available|exclusive|reserved|restricted|part of|free to)\b.*(?:subscri|member|paid|paying|premium|register)",
    ),
    end("paywall", 30, r"(?:to|for) (?:continue|keep) reading"),
    end("paywall", 20, r"(?:continue|keep) reading (?:with|your|for|by|the full|this)\b"),
    end("paywall", 20, r"(?:see|view) all (?:offers|plans|options|subscription)"),
    end(
        "paywall",
        20,
        r"\W*(?:read all stories with|use our (?:mobile|app)|(?:get )?(?:full|unlimited|all-access|digital) (?:digital |online )?access\b|(?:enjoy|unlock|gain) (?:full|unlimited|exclusive|premium|instant)\b|access to (?:all|every|exclusive|our|the)\b.*(?:articles|content|stories|archive|newsletters?|app))",
    ),
    end(
        "paywall",
        24,
        r"(?:register|create (?:a|an|your)(?: free)? account|become (?:a|an) (?:\w+ )?(?:member|subscriber)|choose your (?:plan|subscription)|start your (?:free )?(?:trial|subscription)|join (?:now|today)|cancel (?:at )?any ?time|unlock (?:this|the) (?:article|story)|free access for)\b",
    ),
    end(
        "paywall",
        30,
        r"(?:stay (?:ahead|informed|connected|in the know|up to date|updated) (?:with|of|on|by)|get (?:trusted|exclusive|more|full|the latest|our best) (?:insights?|access|analysis|stories)|support (?:quality|independent|our|great|fearless) (?:\w+ )?journalism|enjoying our (?:content|journalism))\b",
    ),
    end(
        "paywall",
        20,
        r"you are (?:currently )?(?:logged|signed) (?:in|out)|you (?:do not|don't) have access",
    ),
    // Newsletters.
    row("newsletter", 90, r"sign[- ]?up (?:for|to|here|now|today|and|below)\b"),
    row("newsletter", 90, r".*\bnewsletters?\b.*(?:\bsign(?:ing)? up\b|subscribe|\binbox\b|sign-up)"),
    row(
        "newsletter",
        90,
        r".*(?:\bsign(?:ing)? up\b|subscribe)\b.*\b(?:newsletters?|e-?mail (?:briefings?|alerts?)|daily news podcast)\b",
    ),
    row(
        "newsletter",
        60,
        r"(?:get|receive|want|have|start|enjoy)\b.*(?:\byour inbox\b|to your e-?mail|\bour\b.*newsletter)",
    ),
    row(
        "newsletter",
        60,
        r".*(?:delivered|straight|sent|direct(?:ly)?|right) (?:\w+ )?(?:to|in) your (?:e-?mail )?inbox",
    ),
    row(
        "newsletter",
        60,
        r"(?:by (?:signing up|subscribing|submitting|providing|entering|clicking)|enter your e-?mail|your e-?mail address$|e-?mail address\b.*$|(?:thank you|thanks) for (?:signing up|subscribing)|manage newsletters?|daily newsletters?$|newsletter sign-?up)",
    ),
    row(
        "newsletter",
        40,
        r".*\bnewsletters? (?:are|is) (?:written|edited|curated|compiled|sent|published)\b",
    ),
    row("newsletter", 12, r"(?:the )?(?:\w+ ){0,4}newsletters?(?: sign.?up)?$"),
    row(
        "newsletter",
        40,
        r"the news moves fast\.|want the best of|get our top (?:stories|investigations)|breaking news alerts",
    ),
    // Requests for money.
    end(
        "appeal",
        110,
        r"(?:support (?:us|our|the|vox|propublica|npr|quality|independent)\b.*(?:journalism|newsroom|work|reporting|mission|today|donat|contribut)|(?:make|please consider making) a (?:\w+ )?(?:donation|contribution|gift)|donate (?:now|today|here|to)\b|if you (?:enjoyed|liked|value|appreciate) (?:this|our)\b|something to consider if you enjoyed|like what you.re reading|download (?:the|our) .*\bapp\b|stay up to date with .*\bapp\b|get (?:the|our) .*\bapp\b)",
    ),
    // Pointers to other articles.
    title("related link", 30, r"(?:see|read|watch|listen|view|check|explore) (?:also|too)\b[:\s]"),
    title("related link", 30, r"(?:also|must|you may also|worth) (?:read|see|watch)\b ?[:\-–—|]"),
    row(
        "related link",
        40,
        r"(?:see also|also read|read also|must read|read more|read next|related|more)\s?:",
    ),
    row(
        "related link",
        24,
        r"read (?:more|on|next|the full (?:story|article|report|transcript|statement)|full (?:story|article|report))(?: (?:on|about|from|at|here|of|in|stories)\b.*)?[.:»>…→ ]*$",
    ),
    title("related link", 24, r"read more\b.+"),
    row("related link", 24, r".+ read more[.:»>…→ ]*$"),
    title(
        "related link",
        14,
        r"(?:related|recommended|similar|suggested|further|additional) (?:articles?|stor(?:y|ies)|content|coverage|news|topics?|links?|posts?|reading|videos?|reports?|items?|for you|from)\b.*$",
    ),
    title(
        "related link",
        8,
        r"(?:related|recommended|trending|popular|most (?:read|popular|viewed|shared|commented)|top (?:stories|news|headlines)|latest(?: news| stories| updates| headlines)?|more (?:stories|news|headlines|articles|coverage)|in other news|what to read next|up next|editor'?s'? picks?|(?:previous|next|older|newer) (?:posts?|article|story|page)|in this (?:article|story|section)|keep reading|go deeper|don'?t miss|you (?:may|might) (?:also )?(?:like|be interested in)|more (?:from|on|in|about)(?: \S+){0,5})\W*$",
    ),
    title(
        "related link",
        30,
        r"\( ?(?:photos?|videos?|related|also|more|gallery|watch|read|see|click|listen|transcript|full text|poll|map|graphic|interactive)\b.*\)$",
    ),
    title(
        "related link",
        24,
        r"(?:photos?|videos?|galler(?:y|ies)|slideshow|watch|listen|interactive|graphics?|maps?|explainer|in pictures|in photos|opinion|analysis|commentary|fact check|report|timeline|poll|exclusive|background|special coverage|in depth|podcast|quiz|live blog|live updates|from the archives?|column|editorial|complete coverage|full coverage|read|transcript|factbox|more|related|story)s? ?(?::|\|) ?\S.+$",
    ),
    row("related link", 24, r"click (?:here|for|to|on)\b.*$"),
    row(
        "related link",
        20,
        r"(?:visit .*(?:homepage|website|site) for more|for more|to read more|find out more|learn more|more (?:information|details))\b.*(?:visit|click|here|see|go to|www\.|follow|download|story|stories|coverage)?\W*$",
    ),
    row("related link", 20, r"more on this(?: story)?\W*$"),
    row(
        "related link",
        20,
        r"(?:watch|see) (?:the )?(?:latest |full |more |our )?(?:videos?|interview|clip|gallery|photos|episode)\b.*$",
    ),
    // The page's own furniture.
    row("navigation", 60, r"just watched .*must watch"),
    row("navigation", 60, r"just watched\b.*$"),
    row(
        "navigation",
        30,
        r"(?:skip to (?:main )?(?:content|navigation)|(?:main |site )?menu|home|search|close|open|print|save|expand|subscribe|translate|toggle (?:navigation|caption|menu|search)|back to (?:top|home|article)|go (?:back|to top)|show (?:more|less|all)|view (?:all|more|slideshow|gallery|comments|fullscreen|profile)|hide caption|load more|loading|please wait|jump to|contents|table of contents|contact us|about us|site ?map|language|select language|accessibility|rss|e-?paper|today's paper|archives?|text size|font size|a- ?a\+?|listen|replay|pause|play|mute|settings|full ?screen|next|previous|prev|share|email|topics?|tags?|filed under|categories|category|in this story|summary|video|videos|photo|photos|image|images|youtube|caption|transcript|audio|podcast|live|watch live|watch|notes|sources|references)\s?[:.…>»|]*$",
    ),
    end("navigation", 14, r"no more (?:posts|pages|articles|stories|results|content|items)\b.*$"),
    row(
        "navigation",
        14,
        r"(?:load(?:ing)?|show(?:ing)?|view|see) (?:more|older|all|next|previous|\d+)\b.*$",
    ),
    row("navigation", 14, r"(?:take me back to|back to|return to) (?:the )?(?:top|home|main|index)\b.*$"),
    row(
        "navigation",
        40,
        r"(?:your browser (?:does not|doesn't|is)|(?:please )?enable javascript|javascript (?:is|must|needs)|this (?:video|content|feature|browser) (?:is not|isn't|cannot|can not|is no longer|file cannot)|video (?:player|unavailable)|media playback|unable to load|an error (?:has )?occurred|page not found|sorry, (?:this|the|we))\b",
    ),
    row(
        "navigation",
        24,
        r"(?:listen|listen to(?: this| the)? (?:article|story|full))\b.*(?:\d+[:.]\d+|min)?.*$",
    ),
    row(
        "navigation",
        12,
        r"slide ?show \(\d+ images?\)|\d+ (?:images?|photos?|slides?)$|(?:slide|page|photo|image) \d+(?: of \d+)?$|\d+ ?(?:of|/) ?\d+$",
    ),
    row(
        "navigation",
        12,
        r"(?:story|article|content) continue[sd] (?:below|after)\b.*$|continue reading the main story.*$|(?:prev|next|previous)? ?(?:image|photo|slide) \d+ of \d+$",
    ),
    row(
        "navigation",
        12,
        r"\[ ?(?:image|pullquote|pull quote|video|embed|caption|gallery|photo|advertisement|read more|related|tweet|figure|audio)\b[^\]]{0,40}\]$",
    ),
    row(
        "navigation",
        10,
        r"(?:estimated |approx\.? )?(?:reading time:? )?\d+ ?-? ?min(?:ute)?s?\.? ?read$|reading time:?.*$|\d+ min(?:ute)?s? listen$",
    ),
    row(
        "navigation",
        12,
        r"(?:topics|tags|tagged|filed under|categories|keywords|this article tagged under|posted in|section|in this article)\s?: ?.+$",
    ),
    row(
        "navigation",
        14,
        r"(?:tap|swipe|scroll|hover|drag|double-tap|long-press)\b.*\b(?:to|for|down|left|right|here)\b.*$",
    ),
    // Advertising.
    row(
        "advertisement",
        12,
        r"(?:-+ ?)?(?:ad(?:vert(?:isements?|ising|s)?)?|ads|promoted(?: content| stories| links)?|ad feedback|remove ads|report (?:this )?ad|why this ad|sponsor(?:ed)? message|scroll to continue.*)\s?:?(?: ?-+)?$",
    ),
    row(
        "advertisement",
        16,
        r"advertisement (?:continue|scroll|story|-|–|\(|advertisement|skip|article)\b?.*$",
    ),
    row(
        "advertisement",
        16,
        r"(?:this ad(?:vertisement)? (?:will|has)|story continues below advertisement|article continues below advertisement|\(?adsbygoogle)\b.*",
    ),
    end(
        "sponsored",
        12,
        r"(?:sponsored|paid|partner|branded|promoted) (?:content|posts?|links?|stories|features?|program|message|contributor)\b.*$",
    ),
    end(
        "sponsored",
        40,
        r"(?:about sponsored content|this (?:content|article|post|advertorial) (?:was|is) (?:commissioned|produced|paid|sponsored|created|brought|presented|provided) (?:by|for|in)|(?:produced|presented|created|published) in (?:association|partnership) with|around the web|(?:powered|recommended|sponsored|presented) by (?:taboola|outbrain|\w+)$)",
    ),
    // Readers' comments.
    end(
        "comments",
        14,
        r"(?:leave|post|add|write|submit|make|share)(?: us| your)?(?: an?| your)? (?:reply|comments?|thoughts|response|feedback)\b.*$",
    ),
    end(
        "comments",
        30,
        r"your e-?mail address will not be published|required fields are marked|(?:save|remember) my name|notify me of|you must be (?:logged in|registered)|(?:please )?log in to (?:leave|post|add|comment)|this site uses akismet|comments? (?:are|is|have been) (?:closed|moderated|disabled|off|welcome)|(?:join|start|be part of) the (?:conversation|discussion|debate)|be the first to (?:comment|reply|know)|we encourage readers who wish to comment|view (?:all )?(?:\d+ )?comments|have your say|what do you think\?|cancel reply|click here to cancel reply",
    ),
    end(
        "comments",
        8,
        r"(?:(?:total |reader |recent |facebook |your )?comments?\s?[:(]?\s?\(?\d*[\d,]*\)?|\d[\d,]* (?:comments?|replies|responses)|no (?:comments?|responses|replies)(?: yet)?|(?:name|e-?mail|website|comment) ?\*?(?: (?:e-?mail|website) ?\*?)*|post comment|submit|reply)\W*$",
    ),
    // Counters, ages, times.
    row(
        "counter",
        10,
        r"(?:by\s+(?:[\w.-]+\s+){0,3})?[-–—]?\s?\d[\d,.]*\s?[km]? ?\+? (?:total )?(?:views?|shares?|reads?|likes?|votes?|retweets?|reactions?|followers?|claps?|impressions|people)(?: \S+ ?\d*)?\W*$",
    ),
    row(
        "counter",
        10,
        r"(?:total |post |page )?(?:views?|shares?|reads?|likes?|votes?|hits)\s?[:\-]?\s?[-–]?\d[\d,.]*[km]?\W*$",
    ),
    row("counter", 10, r"by\s+[-–—]\s?\d+\s+\w+$"),
    row(
        "age",
        12,
        r"(?:(?:updated|published|posted|modified|last updated|last modified|edited|created)\W{0,3})?(?:about |over |almost |more than )?(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+) ?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|hr|days?|weeks?|months?|years?|yrs?|[smhdwy]) ago(?:\W*|\W+(?:by|in|at|from|updated|\||•)\b.*)$",
    ),
    row(
        "age",
        16,
        r"this (?:article|story|post|page) is (?:more than|over|now)? ?\d+ (?:months?|years?) old\b.*$",
    ),
    row("age", 4, r"(?:just now|yesterday|today|moments ago)$"),
    // Sharing.
    row(
        "share",
        30,
        r"(?:share (?:this|on|via|with|it|the (?:article|story))\b|tweet this|pin it|e-?mail (?:this|a friend)|print (?:this|article|page)|copy (?:the )?link|gift (?:this )?article|save (?:for later|this|article)|read or share this|send (?:this|us) (?:to|a|your)|send tips|add us on|click to share|recommend this)\b",
    ),
    row(
        "share",
        40,
        r"(?:(?:follow|contact|reach|e-?mail|connect with)(?: [^ ]+){1,8}? (?:on|at|via)\b.*(?:twitter|facebook|instagram|linkedin|telegram|whatsapp|youtube|threads|\bx\b|social|@)|(?:find|like|join|visit|connect with) (?:us|our|me)\b.*(?:twitter|facebook|instagram|linkedin|telegram|whatsapp|youtube|social)|follow\b.*(?:twitter\.com|facebook\.com|@\w+))",
    ),
    row("share", 12, r"follow (?:us|me|him|her|them|@\w+)\b.*$"),
    row(
        "share",
        16,
        r"@\w{2,20}(?:[,\s]+@\w{2,20})*$|(?:e-?mail|contact|reach|write to)\b.*\S+@\S+\.\S+\W*$|\S+@\S+\.\w{2,6}$|https?://\S+$|(?:pic\.)?twitter\.com/\S+$|www\.\S+$",
    ),
    // Law.
    end(
        "copyright",
        80,
        r"(?:\W{0,3}(?:copyright|©|\(c\)|℗)[ ,]*(?:©|\(c\)|\d{4}|by\b|the\b|all\b|of\b|reuters|ap\b|afp|\w+ \d{4})|all rights reserved|this (?:material|article|content) (?:may not|cannot|can not) be|(?:re)?(?:printed|published|posted) (?:here )?(?:with|by) (?:permission|arrangement)|no part of this|content created by .* without charge|for (?:licensing|reprint|syndication)|to (?:purchase|order) reprints|reprints?\b.*(?:and|&) permissions?|distributed by|© )",
    ),
    end(
        "cookies",
        80,
        r"(?:we (?:and our partners )?use (?:cookies|technolog)|(?:this|our) (?:site|website|page) uses? cookies|(?:cookie|privacy|data protection) (?:policy|settings|notice|preferences|statement|center)|(?:accept|reject|allow|manage) (?:all )?(?:cookies|consent|preferences|choices)|terms (?:of|and|&) (?:service|use|conditions|sale)|by (?:using|continuing|browsing)\b.*(?:cookies|terms|agree|consent)|(?:do not|don't) sell my|your (?:ad|privacy) choices|gdpr)",
    ),
    end(
        "standards",
        30,
        r"our standards:|(?:the )?(?:thomson )?reuters trust principles|(?:read|learn) (?:more )?about (?:our )?(?:standards|ethics|corrections)|(?:report|spotted|found|see) (?:an? )?(?:typo|error|mistake|correction)\b|(?:quotes|data|market data) (?:delayed|provided)",
    ),
    row(
        "disclaimer",
        80,
        r"(?:(?:the )?(?:views|opinions)\b.*(?:expressed|are (?:those|solely|his|her|their|the author))|(?:this )?(?:article|column|piece|essay|commentary) (?:reflects|represents|does not) .*(?:views|opinions?)|disclaimer\b|this is a rush transcript|(?:this )?transcript (?:has been|was|is) (?:lightly |automatically )?(?:edited|generated|provided)|npr transcripts are created|visit our website terms|copy may not be in its final form|\(?this story (?:has not been|was not|is) (?:edited|auto|generated|published)|\(?(?:except for|only) the headline)",
    ),
    // Who made it.
    row(
        "credit",
        90,
        r"\(?(?:—|–|-+|•|\*)? ?(?:(?:additional|further|with|other|extra|full|initial) )?(?:(?:reporting|coverage|writing|editing|compiled|translated|edited|written|reported|produced|production|graphics?|research|contributions|files|contributors?)(?:(?:,| and| or|,? &) (?:additional )?(?:reporting|writing|editing|edited|produced|graphics?|research|compiled|written))* ?(?:by\b|:)) ?(?-i:[\p{Lu}@]).+$",
    ),
    row(
        "credit",
        30,
        r"\(?(?:—|–|-+|•|\*)? ?(?:(?:with|additional) (?:assistance|contributions?|reporting|inputs?|files|help|material) (?:from|by) (?:(?-i:\p{Lu})|agenc|wires?\b).*|with (?:agency|agencies|wire) (?:inputs?|reports?|material)\b.*|contribut(?:ing|ors?|ions?):.*|with (?:ap|afp|reuters|agencies|pti|ani)(?: and \w+)?\W*$|(?:from|by) (?:our |staff |news )?(?:agencies|wire services|news services|wire reports)\W*$)",
    ),
    row("credit", 50, r"(?:•|—|–|-+|\*|\() ?.*contributed (?:reporting|to (?:this|the)|from)\b.*$"),
    row("credit", 60, r"(?:•|—|\*|\() ?.*(?:reported from|reporting from) \p{Lu}.*$"),
    row(
        "credit",
        40,
        r"(?:the )?(?:associated press|ap|reuters|afp)(?: \w+)? (?:writers?|journalists?|reporters?|correspondents?|researchers?|staff(?: writers?)?|producers?|videojournalists?)\b.*\b(?:contributed|reported from|assisted|reporting)\b.*$",
    ),
    row(
        "credit",
        40,
        r"(?:•|\*|—)? ?this (?:article|story|dispatch|piece|post|column|report) (?:is|was|has been|originally|first)\b.*\b(?:based (?:in part )?on|produced (?:by|in|with)|originally|first (?:appeared|published)|adapted|translated|co-?published|written (?:by|with)|provided by|reported (?:by|from|in)|appeared|republished|updated|corrected)\b.*$",
    ),
    row("credit", 7, r"(?:source|sources|via|courtesy|from) ?: ?[\p{Lu}][^.]{1,80}\.?$"),
    row(
        "credit",
        12,
        r"(?:—|–|-+|\() ?(?:ap|afp|reuters|xinhua|bloomberg|dpa|kyodo|yonhap|tass|interfax|ani|pti|ians|upi|efe|ansa|anadolu|agencies|agency|cnn|npr|bernama|antara|aa|wam|jiji|rfe/rl|voa)(?:(?:,| and |/) ?\w+)*\)?\.?$",
    ),
    row(
        "notice",
        40,
        r"(?:[(\[]?(?:editor'?s|publisher'?s|author'?s) note|watch this space|(?:this is a )?(?:developing|breaking) (?:news )?story\b|check back (?:for|later)|more to (?:come|follow)|this (?:story|article|post) (?:will be|is being) updated|stay tuned|we will update|\(?this story (?:was|has been) (?:refiled|corrected|updated)|click refresh)\b.*$",
    ),
    // Found anywhere in the line.
    end(
        "appeal",
        60,
        r".*\bis a (?:non-?profit|reader-supported|reader-funded) (?:newsroom|news|investigative|media)",
    ),
    row("share", 16, r".*\bon twitter ?: ?@\w+.*$"),
    end("copyright", 40, r".*all rights reserved"),
    row(
        "credit",
        50,
        r".+\bcontributed (?:reporting|to this (?:report|story|article|post|piece|dispatch|column)|from)\b.*$",
    ),
];

struct Cues {
    /// Patterns that fail at the first words of most lines.
    set: RegexSet,
    /// Patterns that begin with anything. They would keep the automaton of all the others alive to the end of every
    /// line, so they are kept apart, behind a look for their key words.
    loose: RegexSet,
    /// Rows of the patterns in either set.
    rows: [Vec<usize>; 2],
    keys: Regex,
    icons: Regex,
    placeholder: Regex,
    code: Regex,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let is_loose = |r: &Row| r.pattern.starts_with(".*") || r.pattern.starts_with(".+");
    let rows = [false, true]
        .map(|l| (0..ROWS.len()).filter(|&i| ROWS.get(i).is_some_and(|r| is_loose(r) == l)).collect());
    let set = |rows: &Vec<usize>| {
        let patterns = rows.iter().filter_map(|&i| ROWS.get(i)).map(|r| compiled(r.pattern));
        let mut set = RegexSetBuilder::new(patterns);
        set.case_insensitive(true)
            .size_limit(1 << 28)
            .dfa_size_limit(1 << 24)
            .build()
            .expect("patterns of this file")
    };
    let [strict, anywhere] = &rows;
    let one = |p: &str| RegexBuilder::new(p).build().expect("pattern of this file");
    Cues {
        set: set(strict),
        loose: set(anywhere),
        keys: one(
            r"(?i)newsletter|inbox|sign up|signing up|subscri|read more|contributed|rights reserved|on twitter|profit|reader-",
        ),
        icons: one(r"(?i)icon|chevron|artboard|sketch|\bsvg\b|arrow"),
        placeholder: one(
            r"\{\{[^{}]{1,80}\}\}|\{%[^%]{1,80}%\}|\$\{[\w.]{1,60}\}|<%=?[^%]{1,80}%>|\[\[[\w.-]{1,60}\]\]",
        ),
        code: one(
            r"(?:function ?\(|\bvar \w+ ?=|window\.\w+|document\.\w+|googletag|\(adsbygoogle|\}\);|@media |\{ ?(?:display|color|font|margin|padding)[\w-]*:)",
        ),
        rows,
    }
});

/// Spells out the shorthand of [`ROWS`]. A word boundary that knows all of Unicode would rule out the fast automaton.
fn compiled(pattern: &str) -> String {
    let pattern = pattern
        .replace('\'', "['’‘]")
        .replace(r"\b", r"(?-u:\b)")
        .replace(r"\d", "[0-9]")
        .replace(r"\w", r"(?-u:\w)");
    format!("^(?:{pattern})")
}

/// What a cue says of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) reason: &'static str,
    /// After it, only long prose is article again.
    pub(crate) ends: bool,
}

/// Longer lines are prose, or are cleaned from within.
const LONGEST: usize = 700;

/// Why the line `text` is not part of the report, if a cue says so.
pub(crate) fn read(text: &str, shape: Shape) -> Option<Verdict> {
    if !text.chars().any(char::is_alphanumeric) {
        return Some(Verdict { reason: "separator", ends: false });
    }
    if is_icons(text, shape) || is_share_buttons(text) {
        let reason = if is_share_buttons(text) { "share" } else { "navigation" };
        return Some(Verdict { reason, ends: false });
    }
    if text.len() <= 400 && CUES.placeholder.is_match(text) && !strip_placeholders(text).is_prose() {
        return Some(Verdict { reason: "placeholder", ends: true });
    }
    if is_code(text) {
        return Some(Verdict { reason: "code", ends: false });
    }
    if text.len() > LONGEST || shape.words > 110 {
        return None;
    }
    let text = text.trim_start_matches(['•', '*', '·', '▪', '●', '>', '»', '|', '→', '↓', '+', ' ']);
    let fits = hits(text).into_iter().filter_map(|i| ROWS.get(i)).find(|r| {
        shape.words <= r.words
            && (r.closed || !shape.closed || ends_in_title(text))
            && (shape.words <= 16 || speaks_to_reader(text, r.reason))
    });
    fits.map(|r| Verdict { reason: r.reason, ends: r.ends })
}

/// The rows whose pattern fits `text`, in the order of the table.
fn hits(text: &str) -> Vec<usize> {
    let [strict, anywhere] = &CUES.rows;
    let mut out: Vec<usize> = CUES.set.matches(text).iter().filter_map(|i| strict.get(i).copied()).collect();
    if CUES.keys.is_match(text) {
        out.extend(CUES.loose.matches(text).iter().filter_map(|i| anywhere.get(i).copied()));
        out.sort_unstable();
    }
    out
}

/// Pitches address the reader; prose about newsletters, trials and gifts speaks of others.
fn speaks_to_reader(text: &str, reason: &str) -> bool {
    if !matches!(reason, "newsletter" | "paywall" | "appeal" | "share") {
        return true;
    }
    let address = |w: &str| {
        matches!(
            w.trim_matches(|c: char| !c.is_alphanumeric()),
            "you" | "your" | "our" | "us" | "You" | "Your" | "Our" | "here" | "Follow" | "Sign" | "Subscribe"
        )
    };
    !text.starts_with(['“', '"'])
        && text.split(|c: char| c.is_whitespace() || c == '’' || c == '\'').any(address)
}

/// A question, or a colon's line, can still be the title of another article.
fn ends_in_title(text: &str) -> bool {
    text.ends_with(['?', ':', '…', '’', '\'', '"', '”']) && !text.ends_with(".”") && !text.ends_with(".\"")
}

/// "SearchArrowRightCreated with Sketch.Icon MailIcon Print": names of drawings run together.
fn is_icons(text: &str, shape: Shape) -> bool {
    shape.words <= 60
        && shape.words >= 2
        && CUES.icons.find_iter(text).take(40).count() * 4 >= shape.words.max(8)
}

const BUTTONS: &[&str] = &[
    "a",
    "and",
    "article",
    "bluesky",
    "bookmark",
    "by",
    "comment",
    "comments",
    "copy",
    "e-mail",
    "email",
    "facebook",
    "flipboard",
    "gift",
    "google",
    "google+",
    "instagram",
    "like",
    "line",
    "link",
    "linkedin",
    "mail",
    "messenger",
    "more",
    "on",
    "pin",
    "pinterest",
    "pocket",
    "post",
    "print",
    "reddit",
    "save",
    "share",
    "shares",
    "sina",
    "skype",
    "sms",
    "telegram",
    "threads",
    "tumblr",
    "tweet",
    "twitter",
    "via",
    "viber",
    "vk",
    "wechat",
    "weibo",
    "whatsapp",
    "with",
    "x",
    "xing",
    "youtube",
];

fn is_share_buttons(text: &str) -> bool {
    let words = || text.split(|c: char| c.is_whitespace() || "|,/•·:".contains(c)).filter(|w| !w.is_empty());
    let button = |w: &str| {
        BUTTONS.binary_search(&w.to_lowercase().trim_matches(['(', ')', '.'])).is_ok()
            || w.chars().all(|c| c.is_numeric())
    };
    let brands = words()
        .filter(|w| w.chars().next().is_some_and(char::is_uppercase) || BUTTONS.binary_search(w).is_ok())
        .count();
    text.len() <= 200
        && (2..=30).contains(&words().count())
        && brands >= 2
        && words().all(button)
        && text.chars().any(char::is_alphabetic)
}

fn is_code(text: &str) -> bool {
    let signs =
        text.bytes().filter(|b| matches!(b, b'{' | b'}' | b';' | b'=' | b'<' | b'>' | b'(' | b')')).count();
    signs >= 4 && signs * 25 >= text.len() && CUES.code.is_match(text)
}

fn strip_placeholders(text: &str) -> Shape {
    crate::shape::measure(&CUES.placeholder.replace_all(text, ""))
}

/// The template placeholders inside a line of prose, as byte ranges.
pub(crate) fn placeholders(text: &str) -> Vec<std::ops::Range<usize>> {
    if !text.contains(['{', '[', '<', '$']) {
        return Vec::new();
    }
    CUES.placeholder.find_iter(text).map(|m| m.range()).collect()
}

/// Reasons for which a sentence at the end of a paragraph of prose is cut off.
const CUT_OFF: &[&str] = &[
    "paywall",
    "newsletter",
    "share",
    "copyright",
    "appeal",
    "cookies",
    "standards",
    "advertisement",
    "comments",
    "related link",
];

/// Words without which no such sentence does.
const PITCHES: &[&str] = &[
    "sign up",
    "sign-up",
    "subscri",
    "newsletter",
    "inbox",
    "click",
    "copyright",
    "©",
    "rights reserved",
    "read more",
    "read or share",
    "follow ",
    "share ",
    "donat",
    "support ",
    "cookie",
    "privacy",
    "advertis",
    "comment",
    "register",
    "articles left",
    "article left",
    "free",
    "unlimited",
];

/// Why the sentence `text`, at the end of a paragraph, is not part of it.
pub(crate) fn read_last_sentence(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    if text.len() > 400 || !PITCHES.iter().any(|p| lower.contains(p)) {
        return None;
    }
    let shape = crate::shape::measure(text);
    let verdict = read(text, shape)?;
    // A short sentence that merely begins like a pointer is left alone.
    let fits = CUT_OFF.contains(&verdict.reason)
        && (verdict.reason != "related link"
            || lower.contains("click here")
            || lower.starts_with("read more"));
    fits.then_some(verdict.reason)
}

/// Section names that head a page, in lower case. Sorted.
const SECTIONS: &[&str] = &[
    "africa",
    "americas",
    "analysis",
    "asia",
    "asia pacific",
    "asia-pacific",
    "breaking",
    "breaking news",
    "business",
    "china",
    "china news",
    "climate",
    "comment",
    "conflict",
    "defence",
    "defense",
    "diplomacy",
    "economy",
    "editorial",
    "editorials",
    "energy",
    "europe",
    "exclusive",
    "explained",
    "explainer",
    "feature",
    "features",
    "foreign affairs",
    "foreign policy",
    "geopolitics",
    "headlines",
    "home",
    "india",
    "international",
    "international relations",
    "latest",
    "latest news",
    "live",
    "markets",
    "middle east",
    "middle east & africa",
    "middle east and africa",
    "military",
    "nation",
    "national",
    "national security",
    "news",
    "news analysis",
    "op-ed",
    "opinion",
    "opinions",
    "pacific",
    "politics",
    "security",
    "south asia",
    "south china sea",
    "southeast asia",
    "special report",
    "technology",
    "top news",
    "top stories",
    "top story",
    "trade",
    "u.s.",
    "u.s. news",
    "uk news",
    "ukraine war",
    "us news",
    "us politics",
    "world",
    "world news",
    "world politics",
];

/// Whether a line at the head is the label of a section.
pub(crate) fn is_section(text: &str) -> bool {
    let key = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_lowercase();
    let known = |part: &str| SECTIONS.binary_search(&part.trim()).is_ok();
    known(&key) || key.split(['|', '/', '>', '»', '›', '•']).all(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::measure;

    fn reason(text: &str) -> Option<&'static str> {
        read(text, measure(text)).map(|v| v.reason)
    }

    #[test]
    fn lists_are_sorted() {
        assert!(BUTTONS.is_sorted());
        let mut s = SECTIONS.to_vec();
        s.sort();
        assert_eq!(SECTIONS, s.as_slice());
    }

    #[test]
    fn boilerplate_has_its_reason() {
        let cases = [
            ("You have 2 free articles left this month", "paywall"),
            ("Get 6 weeks for €4", "paywall"),
            ("Your full access to Norland Weekly has expired", "paywall"),
            ("• Unlimited access on every device", "paywall"),
            ("Offer expires May 2nd", "paywall"),
            ("You have {{left}} free article{{plural}} left", "placeholder"),
            ("SearchArrowRightCreated with Sketch.Icon MailIcon PrintIcon Close", "navigation"),
            ("See also Floods close the northern road", "related link"),
            ("Read more: Floods close the northern road", "related link"),
            ("More:What to know about the vote", "related link"),
            ("( Also on NORLAND.NET: The envoy's long week)", "related link"),
            ("1,204 Views", "counter"),
            ("by Jane Roe -12 Views", "counter"),
            ("12 Comments", "comments"),
            ("Leave a Reply", "comments"),
            ("Your email address will not be published. Required fields are marked *", "comments"),
            ("No more stories to show.", "navigation"),
            ("3 months ago", "age"),
            ("Updated 9 minutes ago", "age"),
            ("Our standards: Thomson Reuters Trust Principles.", "standards"),
            (
                "Coverage by Ana Lopez in Quito. Additional reporting by Juan Roe; Editing by Eva Mills",
                "credit",
            ),
            ("Sign up for our daily newsletter to get the best of it in your inbox.", "newsletter"),
            ("The Evening Note newsletter is written by our editors for you. Sign up today.", "newsletter"),
            ("ADVERTISEMENT", "advertisement"),
            ("Share Tweet Post Email", "share"),
            ("Follow Ana Lopez on Twitter @analopez", "share"),
            ("Copyright © 2019 The Norland Times, LLC. Click here for reprint permission.", "copyright"),
            ("The Associated Press contributed to this report.", "credit"),
            ("Sponsored Content", "sponsored"),
            ("We use cookies to improve your experience.", "cookies"),
            ("* * *", "separator"),
            ("— AFP", "credit"),
        ];
        for (text, want) in cases {
            assert_eq!(reason(text), Some(want), "{text}");
        }
    }

    #[test]
    fn prose_is_left_alone() {
        for text in [
            "Share prices in Norland fell after the talks broke off.",
            "Copyright law was on the agenda, the minister said.",
            "You have to understand what the treaty left out, the envoy said, to read this month's news.",
            "More than 100 people were killed, officials said.",
            "Related talks on fishing began in Quito.",
            "The talks are the first in a year.",
            "Follow-up talks will be held in June.",
            "Reporting by the ministry showed exports fell.",
            "A year ago the two sides signed a treaty.",
            "Norland will comment on the report on Monday.",
            "The envoy contributed to this progress by flying to Quito.",
            "Subscribers to the treaty include Norland and Southmark.",
            "Close ties with Southmark matter, he said.",
            "“Sign it,” she said.",
            "The newsletter of the ministry said talks went on.",
            "Norland opposes sanctions.",
            "Like many leaders, he posted the text on Facebook before his ministers had seen it.",
            "Reuters reporters saw smoke over the port and heard shots until dawn.",
            "This report was published on Monday by the inspectors, who found no trace of the shipment.",
            "With input from commanders on the ground, the plan will likely require keeping troops there for years to come.",
            "Translation: the offer made on Monday was off the cuff, and nobody in Quito took it for policy.",
            "Reporting from the border, Ana Mills spoke to a refugee who told her there was no food.",
            "The ministry was leaking its e-mail chain to reporters after the briefing, he said.",
        ] {
            assert_eq!(reason(text), None, "{text}");
        }
    }
}
