//! Attributions: each test is a short report of our own and what a careful reader takes from it.

use verbale_article::Article;
use verbale_extract::Tools;
use verbale_extract::findings::{Evidence, Form, Stance, Statement};
use verbale_extract::mentions::Mentions;
use verbale_extract::reading::Reading;
use verbale_extract::{statements, tense};

/// A line a statement: source, cue, form and stance, channel, addressee; then its content.
fn told(body: &str) -> String {
    let article = Article::of_text(body);
    let reading = Reading::new(&article, &Tools::embedded());
    let mentions = Mentions::find(&reading);
    let found = statements::find(&reading, &mentions, &tense::times(&reading));
    let line = |(n, s): (usize, &Statement)| {
        let words = |e: &Evidence| reading.quote(*e).to_owned();
        let or_none = |e: &Option<Evidence>| e.as_ref().map_or("nobody".to_owned(), words);
        let form = match s.form {
            Form::Direct => "direct",
            Form::Indirect => "indirect",
            Form::Mixed => "mixed",
        };
        let mut line = format!("{n} {} | {} | {form} {:?}", or_none(&s.source_at), or_none(&s.cue), s.stance);
        if let Some((channel, at)) = &s.channel {
            line += &format!(" | {channel:?} by \"{}\"", words(at));
        }
        if let Some(to) = s.addressee {
            line += &format!(" | to {}", mentions.name_of(to));
        }
        if let Some(within) = s.within {
            line += &format!(" | in {within}");
        }
        let content: Vec<String> = s.content.iter().map(words).collect();
        format!("{line}\n    {}", content.join(" … "))
    };
    found.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

fn stance(body: &str) -> Stance {
    let article = Article::of_text(body);
    let reading = Reading::new(&article, &Tools::embedded());
    let mentions = Mentions::find(&reading);
    let found = statements::find(&reading, &mentions, &tense::times(&reading));
    assert_eq!(found.len(), 1, "one attribution in {body:?}");
    found[0].stance
}

#[test]
fn a_quote_has_its_speaker_wherever_the_cue_stands() {
    insta::assert_snapshot!(told("“We will not yield on the border,” Foreign Minister Ana Petrova said on Friday."), @r"
    0 Foreign Minister Ana Petrova | said | direct Assert
        “We will not yield on the border,”
    ");
    insta::assert_snapshot!(told("Foreign Minister Ana Petrova said: “We will not yield on the border. Not now.”"), @r"
    0 Foreign Minister Ana Petrova | said: | direct Assert
        “We will not yield on the border. Not now.”
    ");
    insta::assert_snapshot!(told("“We will not yield,” Foreign Minister Ana Petrova said, “and we will not wait.”"), @r"
    0 Foreign Minister Ana Petrova | said | direct Assert
        “We will not yield,” … “and we will not wait.”
    ");
}

#[test]
fn speech_that_goes_on_without_a_cue_keeps_its_speaker() {
    insta::assert_snapshot!(told("“The border stays open,” Foreign Minister Ana Petrova said. “Nobody will close it again.”"), @r"
    0 Foreign Minister Ana Petrova | said | direct Assert
        “The border stays open,” … “Nobody will close it again.”
    ");
    insta::assert_snapshot!(told("“The border stays open,” Foreign Minister Ana Petrova said. “It was never shut.\n“Nobody will close it again.”"), @r"
    0 Foreign Minister Ana Petrova | said | direct Assert
        “The border stays open,” … “It was never shut.
    1 Foreign Minister Ana Petrova | nobody | direct Assert
        “Nobody will close it again.”
    ");
}

#[test]
fn words_in_marks_within_a_clause_make_it_mixed() {
    insta::assert_snapshot!(told("Hungary said the tariffs were a “slap in the face” for farmers."), @r"
    0 Hungary | said | mixed Criticise
        the tariffs were a “slap in the face” for farmers
    ");
}

#[test]
fn a_missing_closing_mark_does_not_swallow_the_next_paragraph() {
    insta::assert_snapshot!(told("“The border stays open, Foreign Minister Ana Petrova said.\nThe market was quiet on Friday."), @r"
    0 Foreign Minister Ana Petrova | said | direct Assert
        “The border stays open
    ");
}

#[test]
fn a_title_in_marks_is_nobody_s_speech() {
    insta::assert_snapshot!(told("The two leaders watched “Swan Lake” in Moscow. The “new normal” worries traders."), @"");
}

#[test]
fn two_acts_in_one_sentence_are_two_statements() {
    insta::assert_snapshot!(told("Turkey blamed Greece for the collision and demanded that Athens withdraw its ships."), @r"
    0 Turkey | blamed | indirect Accuse
        Greece for the collision
    1 Turkey | demanded | indirect Demand
        that Athens withdraw its ships
    ");
    insta::assert_snapshot!(told("Turkey has insisted that the vessel was a trawler, and has accused Greece of piracy."), @r"
    0 Turkey | has insisted | indirect Assert
        that the vessel was a trawler
    1 Turkey | has accused | indirect Accuse
        Greece of piracy
    ");
}

#[test]
fn a_readout_is_the_channel_of_the_person_it_reports() {
    insta::assert_snapshot!(
        told("Japan’s foreign minister, Taro Mori, told Russian Foreign Minister Ivan Orlov that the islands were Japanese, according to a readout from Tokyo."), @r#"
        0 Japan’s foreign minister, Taro Mori | told | indirect Assert | Readout by "a readout from Tokyo" | to Ivan Orlov
            that the islands were Japanese
        "#
    );
    insta::assert_snapshot!(told("Foreign Minister Taro Mori raised concerns about the drills, the statement said."), @r#"
    0 Foreign Minister Taro Mori | raised | indirect Concern | Statement by "the statement"
        concerns about the drills
    "#);
}

#[test]
fn a_ministry_that_relays_its_minister_adds_no_statement_and_another_side_s_does() {
    let own = told(
        "Japanese Foreign Minister Taro Mori told Ivan Orlov that the drills must end, the Japanese foreign ministry said.",
    );
    insta::assert_snapshot!(own, @r"
    0 Japanese Foreign Minister Taro Mori | told | indirect Demand | to Ivan Orlov
        that the drills must end
    ");
    let other = told(
        "Japanese Foreign Minister Taro Mori told Ivan Orlov that the drills must end, the Kremlin said.",
    );
    assert!(other.contains("the Kremlin | said") && other.contains("Taro Mori | told"), "{other}");
}

#[test]
fn a_content_keeps_its_own_verb_and_its_whole_list() {
    let review = told(
        "Officials said a deal would be signed once a long review of the border, which began in March, is finished.",
    );
    assert!(review.ends_with("which began in March, is finished"), "{review}");
    let list = told(
        "Ana Lind expressed concern about the ports, according to a readout. \"She also spoke about our worries about the navy; across the strait; and in the north.\"",
    );
    assert!(list.contains("our worries about the navy; across the strait; and in the north"), "{list}");
    let joined = told("Norway denied any role and Denmark has left the talks.");
    assert!(joined.ends_with("any role"), "{joined}");
}

#[test]
fn the_reporter_s_own_ending_is_no_part_of_what_was_said() {
    for (report, content) in [
        ("The two sides agreed to reopen the line, which lifted railway shares.", "to reopen the line"),
        (
            "They agreed that Lind would visit Oslo, although no date was announced.",
            "that Lind would visit Oslo",
        ),
        ("Turkey said Greece must leave Cyprus, the island divided since 1974.", "Greece must leave Cyprus"),
    ] {
        let told = told(report);
        assert!(told.trim_end().ends_with(&format!("    {content}")), "{told}");
    }
    let kept = told("Norway said that “the line is open, although no date was announced.”");
    assert!(kept.contains("no date"), "what stands in quotation marks is the source's: {kept}");
}

#[test]
fn a_dateline_is_part_of_no_source_and_no_content() {
    let hyphen = told("ANKARA - Turkish President Recep Tayyip Erdogan said that the border was open.");
    assert!(hyphen.starts_with("0 Turkish President Recep Tayyip Erdogan | said"), "{hyphen}");
    let quoted = told("OSLO (Wire) - The border is open, Norway said.");
    assert!(quoted.trim_end().ends_with("\n    The border is open"), "{quoted}");
}

#[test]
fn a_denial_holds_what_is_said_against_the_claim() {
    insta::assert_snapshot!(told("Norway's Foreign Ministry denied that, saying it was a routine exercise."), @r"
    0 Norway's Foreign Ministry | saying | indirect Deny
        it was a routine exercise
    ");
    let answered =
        told("Serbia said that Kosovo was closing the border, a claim that Pristina dismissed as fake news.");
    assert!(answered.contains("Pristina | dismissed") && answered.contains("Deny"), "{answered}");
    let claim = answered.split_once("that Kosovo was closing the border … ").map(|(_, rest)| rest);
    assert!(claim.is_some_and(|c| c.ends_with("fake news")), "{answered}");
}

#[test]
fn a_speaker_may_be_parted_from_his_verb() {
    insta::assert_snapshot!(told("“Talks will go on,” a senior Turkish official, speaking on condition of anonymity, said Sunday."), @r"
    0 a senior Turkish official | said | direct Assert
        “Talks will go on,”
    ");
}

#[test]
fn the_channel_holds_for_the_rest_of_the_paragraph() {
    insta::assert_snapshot!(told("In a post on Twitter, Taro Mori said the drills were over. Mori added that the fleet had left."), @r#"
    0 Taro Mori | said | indirect Assert | SocialMedia by "Twitter"
        the drills were over
    1 Mori | added | indirect Assert | SocialMedia by "Twitter"
        that the fleet had left
    "#);
}

#[test]
fn reporters_alone_are_no_channel() {
    insta::assert_snapshot!(told("Taro Mori told reporters that the fleet had left."), @r"
    0 Taro Mori | told | indirect Assert
        that the fleet had left
    ");
}

#[test]
fn what_a_relative_clause_denies_stands_before_it() {
    insta::assert_snapshot!(told("Peru is accused of tax fraud, which it denies. Ms. Vega is wanted for theft, which she denies."), @r"
    0 it | denies | indirect Deny
        tax fraud
    1 she | denies | indirect Deny
        theft
    ");
}

#[test]
fn according_to_interrupts_or_closes_its_content() {
    insta::assert_snapshot!(told("The convoy, according to Turkish officials, crossed the border at dawn."), @r"
    0 Turkish officials | according to | indirect Assert
        The convoy … crossed the border at dawn
    ");
    insta::assert_snapshot!(told("According to Turkish officials, the convoy crossed the border at dawn."), @r"
    0 Turkish officials | According to | indirect Assert
        the convoy crossed the border at dawn
    ");
    insta::assert_snapshot!(told("The convoy crossed the border at dawn, according to Turkish officials."), @r"
    0 Turkish officials | according to | indirect Assert
        The convoy crossed the border at dawn
    ");
}

#[test]
fn what_was_not_said_is_no_statement() {
    for body in [
        "The minister did not say when the talks would resume.",
        "Turkey may accuse Greece of piracy.",
        "If Turkey says the deal is dead, markets will fall.",
        "He is said to be in Geneva.",
        "The foreign minister declined to comment.",
        "The collapse of the talks raised hopes of a new round.",
    ] {
        assert_eq!(told(body), "", "{body}");
    }
}

#[test]
fn the_cue_tells_the_act() {
    for (body, act) in [
        ("Turkey accused Greece of piracy.", Stance::Accuse),
        ("Turkey condemned the raid as an outrage.", Stance::Criticise),
        ("Turkey denied that its ships had fired.", Stance::Deny),
        ("Turkey urged Greece to withdraw its ships.", Stance::Demand),
        ("Turkey called on Greece to withdraw its ships.", Stance::Demand),
        ("Turkey vowed to respond.", Stance::Promise),
        ("Turkey warned that the raid would have consequences.", Stance::Warn),
        ("Turkey welcomed the ceasefire.", Stance::Praise),
        ("Turkey agreed to reopen the port.", Stance::Agree),
        ("Turkey expressed concern about the drills.", Stance::Concern),
        ("Turkey hoped that the talks would resume.", Stance::Hope),
        ("Turkey said the port was open.", Stance::Assert),
    ] {
        assert_eq!(stance(body), act, "{body}");
    }
}

#[test]
fn after_a_neutral_cue_the_content_tells_the_act() {
    for (body, act) in [
        ("Turkey said Greece must withdraw its ships.", Stance::Demand),
        ("Turkey said Greece had violated its airspace.", Stance::Accuse),
        ("Turkey said the verdict was unacceptable.", Stance::Criticise),
        ("Turkey said the report was baseless.", Stance::Deny),
        ("Turkey said Greece might have violated its airspace.", Stance::Accuse),
        ("“We must work harder,” Turkish President Recep Tayyip Erdogan said.", Stance::Assert),
    ] {
        assert_eq!(stance(body), act, "{body}");
    }
}

#[test]
fn both_layers_of_a_relayed_statement_are_told() {
    insta::assert_snapshot!(told("The ministry said Foreign Minister Ana Petrova told John Harper that the islands were Latvian."), @r"
    0 The ministry | said | indirect Assert
        Foreign Minister Ana Petrova told John Harper that the islands were Latvian
    1 Foreign Minister Ana Petrova | told | indirect Assert | to John Harper | in 0
        that the islands were Latvian
    ");
}

#[test]
fn the_words_of_unnamed_people_are_statements() {
    insta::assert_snapshot!(told("A Western diplomat said the talks had failed. People familiar with the matter said the delegates had gone home."), @r"
    0 A Western diplomat | said | indirect Assert
        the talks had failed
    1 People familiar with the matter | said | indirect Assert
        the delegates had gone home
    ");
}

#[test]
fn several_sources_are_one_source_phrase() {
    insta::assert_snapshot!(told("Ana Petrova of Latvia and Ivo Kask of Estonia said on Friday that the border was open, and warned that any violation would have consequences."), @r"
    0 Ana Petrova of Latvia and Ivo Kask of Estonia | said | indirect Assert
        that the border was open
    1 Ana Petrova of Latvia and Ivo Kask of Estonia | warned | indirect Warn
        that any violation would have consequences
    ");
}

#[test]
fn a_cue_may_stand_inside_what_is_said() {
    insta::assert_snapshot!(told("The grain deal, Petrova added on Friday after a meeting with her Estonian counterpart, “is dead.”"), @r"
    0 Petrova | added | mixed Assert
        The grain deal … “is dead.”
    ");
}

#[test]
fn speech_over_paragraphs_keeps_its_speaker_far_from_the_cue() {
    insta::assert_snapshot!(told("“The border stays open,” said Ana Petrova, the foreign minister of Latvia. “Nobody asked us.\n“Nobody will ask us now.”"), @r"
    0 Ana Petrova, the foreign minister of Latvia | said | direct Assert
        “The border stays open,” … “Nobody asked us.
    1 Ana Petrova, the foreign minister of Latvia | nobody | direct Assert
        “Nobody will ask us now.”
    ");
}

#[test]
fn a_transcript_s_turns_are_its_speakers_and_questions_state_nothing() {
    insta::assert_snapshot!(told("MR. KASK: I think the bridge is open. We have said so before.\nQUESTION: Will it stay open?\nMR. KASK: It will stay open as long as I am here.\nMS. LEE: That is for the parliament to decide."), @r"
    0 MR. KASK | : | indirect Assert
        I think the bridge is open. We have said so before.
    1 MR. KASK | : | indirect Assert
        It will stay open as long as I am here.
    2 MS. LEE | : | indirect Assert
        That is for the parliament to decide.
    ");
}

#[test]
fn a_note_before_a_colon_is_no_transcript() {
    assert_eq!(told("Correction: The bridge opened in May.\nThe harbour is shut."), "");
}

#[test]
fn a_headline_gives_its_speaker_before_or_after_a_colon_or_a_comma() {
    for headline in [
        "Petrova: we will not sign the treaty",
        "We will not sign the treaty: Petrova",
        "We will not sign the treaty, says Petrova",
        "Petrova says we will not sign the treaty",
    ] {
        let found = headline_told(headline);
        let signed = found.to_lowercase().contains("we will not sign the treaty");
        assert!(found.starts_with("Ana Petrova") && signed, "{headline}: {found}");
    }
    let demand = headline_told("Latvia tells Estonia to open the bridge");
    assert!(demand.starts_with("Latvia: Demand"), "{demand}");
    assert_eq!(headline_told("Latvia: a country of lakes and forests"), "", "a subject is no speaker");
}

/// Speaker, act and content of what a headline tells, over a body that names everybody in full.
fn headline_told(headline: &str) -> String {
    let mut article = Article::of_text("Foreign Minister Ana Petrova of Latvia arrived in Estonia.");
    article.headline = Some(headline.into());
    let reading = Reading::new(&article, &Tools::embedded());
    let mentions = Mentions::find(&reading);
    let found = statements::find(&reading, &mentions, &tense::times(&reading));
    let line = |s: &Statement| {
        let who = s.source.map_or("nobody", |a| mentions.name_of(a));
        format!("{who}: {:?} {}", s.stance, reading.quote(s.content[0]))
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_somebody_seemed_meant_or_felt_is_no_statement() {
    for body in [
        "The foreign minister seemed tired on Friday.",
        "Poland plans to buy forty tanks.",
        "The prime minister intends to visit Oslo.",
        "Asked about the strike, the minister left the room.",
        "A judge was charged with obstruction.",
    ] {
        assert_eq!(told(body), "", "{body}");
    }
}

#[test]
fn without_the_encoder_the_rules_tell_alone() {
    let article =
        Article::of_text("“We will not yield on the border,” Foreign Minister Ana Petrova said on Friday.");
    let reading = Reading::new(&article, &Tools::embedded().fast());
    let mentions = Mentions::find(&reading);
    let found = statements::find(&reading, &mentions, &tense::times(&reading));
    let content: Vec<&str> = found.iter().flat_map(|s| &s.content).map(|e| reading.quote(*e)).collect();
    assert_eq!(content, ["“We will not yield on the border,”"]);
}

#[test]
fn long_speech_is_cut_at_sentences() {
    let sentence =
        "We have waited for many years at the closed gate of the northern harbour without a word. ";
    let body = format!("Foreign Minister Ana Petrova said: “{}”", sentence.repeat(12).trim_end());
    let article = Article::of_text(&body);
    let reading = Reading::new(&article, &Tools::embedded());
    let mentions = Mentions::find(&reading);
    let found = statements::find(&reading, &mentions, &tense::times(&reading));
    let words: usize =
        found.iter().flat_map(|s| &s.content).map(|e| reading.quote(*e).split_whitespace().count()).sum();
    assert_eq!(words, 12 * 17, "nothing of the speech is lost or told twice");
    for s in &found {
        let words: usize = s.content.iter().map(|e| reading.quote(*e).split_whitespace().count()).sum();
        assert!(words <= 70, "{words} words are a page, not a sentence");
        assert_eq!(s.source_at, found[0].source_at);
    }
}

#[test]
fn junk_is_read_without_a_panic() {
    for junk in [
        "“",
        "””“‘’\"\"'",
        "said",
        "according to",
        ", he said, according to",
        "“He said “he said “he said",
        "\n\n“\n”\n",
        "told “ that",
        "İ“ſ” said ß: “",
    ] {
        told(junk);
        told(&junk.repeat(30));
    }
}
