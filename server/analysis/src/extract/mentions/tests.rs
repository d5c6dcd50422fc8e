#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use std::fmt::Write;

use expect_test::{Expect, expect};

use super::*;
use crate::text::sentences::sentences;
use crate::text::{Block, BlockKind, Markup, prose::prose};

/// Names of a text, one a line: kind, name, descriptions, links.
fn check(text: &str, expected: &Expect) {
    let prose = prose(text, Markup::Plain);
    let read = |block: &Block| {
        let heading = matches!(block.kind, BlockKind::Heading(_));
        names_of_block(&prose.text, block.span, heading, &sentences(&prose.text, block.span))
    };
    let blocks: Vec<_> = prose.blocks.iter().map(|block| (block.span.start(), read(block))).collect();
    let found = mentions(blocks.iter().map(|(start, names)| (*start, names)));
    let mut shown = String::new();
    for (number, mention) in (0..).zip(&found.mentions) {
        let listed = if mention.listed { " (listed)" } else { "" };
        let _ = write!(shown, "{:?} {}{listed}", mention.kind, mention.span.of(text));
        for told in found.descriptions.iter().filter(|told| told.mention == number) {
            let _ = write!(shown, " | {}", told.text.of(text));
        }
        for link in found.links.iter().filter(|link| link.from == number) {
            let to = found.mentions[link.to as usize].span.of(text);
            let _ = write!(shown, " -> {:?} {to}", link.how);
        }
        shown.push('\n');
    }
    expected.assert_eq(&shown);
}

#[test]
fn titles_stand_outside_the_name() {
    check(
        "Prime Minister Tomas Relk’s aides met Gen. Anselm R. Rudd and Iraqi Foreign Minister Fuad Hussein.",
        &expect![[r#"
            Person Tomas Relk | Prime Minister
            Person Anselm R. Rudd | Gen
            Country Iraqi
            Person Fuad Hussein | Iraqi Foreign Minister
        "#]],
    );
    check(
        "Its commander Hamid al-Zahiri spoke. The governor of Lowmark, Pavel Orsk, left. The Secretary for Political Affairs Marek Hale stayed.",
        &expect![[r#"
            Person Hamid al-Zahiri | commander
            Unknown Lowmark
            Person Pavel Orsk | governor of Lowmark
            Person Marek Hale | Secretary for Political Affairs
        "#]],
    );
}

#[test]
fn appositions_describe() {
    check(
        "Ilse Vardany, secretary of the Flood Council, came with Maren Ostwick, an NRC engineer, and Petra Rudd, who was late.",
        &expect![[r#"
            Person Ilse Vardany | secretary of the Flood Council
            Body Flood Council
            Person Maren Ostwick | NRC engineer
            Unknown NRC
            Person Petra Rudd
        "#]],
    );
    check(
        "Ashab al-Nahr, which is one of the newly formed factions, denied it.",
        &expect![[r#"
        Group Ashab al-Nahr | one of the newly formed factions
    "#]],
    );
}

#[test]
fn acronyms_are_defined_in_both_orders() {
    check(
        "The Veldra Water Company (VWC) and Asaib Ahl al-Haq’s (AAH) men met the NRC (National Rescue Corps). AAH left.",
        &expect![[r#"
            Company Veldra Water Company -> Acronym VWC
            Company VWC
            Group Asaib Ahl al-Haq -> Acronym AAH
            Group AAH
            Body NRC
            Body National Rescue Corps -> Acronym NRC
            Group AAH
        "#]],
    );
    check(
        "The Hashd al-Shaabi (the Popular Mobilization Forces, PMF) came.",
        &expect![[r#"
        Group Hashd al-Shaabi -> Apposition Popular Mobilization Forces
        Group Popular Mobilization Forces -> Acronym PMF
        Group PMF
    "#]],
    );
    check(
        "Thaer Allah (“Vengeance of God”) and the Green Shield, also known as Saraya Dam, fled.",
        &expect![[r#"
        Unknown Thaer Allah -> Apposition Vengeance of God
        Unknown Vengeance of God
        Group Green Shield -> Apposition Saraya Dam
        Group Saraya Dam
    "#]],
    );
}

#[test]
fn countries_and_their_adjectives() {
    check(
        "uS troops, South Korean envoys and the Iranian-backed militia met US-Iraqi teams; they told us so in turkey season.",
        &expect![[r#"
            Country uS
            Country South Korean
            Country Iranian
            Country US
            Country Iraqi
        "#]],
    );
    check(
        "The Iraqi Counter Terrorism Service and the US Army met Michael Jordan on Palestine Street.",
        &expect![[r#"
        Country Iraqi
        Body Counter Terrorism Service -> Country Iraqi
        Country US
        Unknown Michael Jordan
        Place Palestine Street
    "#]],
    );
}

#[test]
fn places_by_their_cues() {
    check(
        "In the Dora neighborhood in southern Baghdad, the city of Halsen and the river Veldra, near Lake Orra, they met.",
        &expect![[r#"
            Place Dora
            Place Baghdad
            Place Halsen
            Place Veldra
            Place Lake Orra
        "#]],
    );
    check(
        "HALSEN, March 12 (Lowmark Wire) — Rain fell.",
        &expect![[r#"
        Place HALSEN
        Publication Lowmark Wire
    "#]],
    );
}

#[test]
fn a_first_word_needs_support() {
    check(
        "Observers blame Tomas Relk. Relk denied it. Tensions rose. Militants fled. Talks began.",
        &expect![[r#"
        Unknown Tomas Relk
        Unknown Relk
    "#]],
    );
    check(
        "Azirjawi was arrested.",
        &expect![[r#"
        Unknown Azirjawi
    "#]],
    );
}

#[test]
fn headlines_and_capitals_make_no_names() {
    check(
        "PM Relk Might Finally Be Standing Up To Water Lobby",
        &expect![[r#"
        Person Relk | PM
    "#]],
    );
    check(
        "FENWATER INSTITUTE OF PUBLIC HEALTH\nTHE RIVER RISES AGAIN",
        &expect![[r#"
        Body FENWATER INSTITUTE OF PUBLIC HEALTH
    "#]],
    );
    check(
        "On Thursday, Week 26, see #Halsen and @FloodDesk, Page 10.",
        &expect![[r#"
        Unknown FloodDesk
    "#]],
    );
}

#[test]
fn joined_organisations_are_one_name() {
    check(
        "The Federal Intelligence and Investigation Agency, the Ministry of Health and the League of the Righteous met Relk and Orsk.",
        &expect![[r#"
            Body Federal Intelligence and Investigation Agency
            Body Ministry of Health
            Group League of the Righteous
            Unknown Relk
            Unknown Orsk
        "#]],
    );
    check(
        "Members of the Asa’ib Ahl al-Haq and Kata’ib Hezbollah militias left.",
        &expect![[r#"
        Group Asa’ib Ahl al-Haq
        Group Kata’ib Hezbollah
    "#]],
    );
}

#[test]
fn sources_are_listed_apart() {
    check(
        "Relk met Orsk.\nSOURCES\nOkoro, Ben, “Hearing that Relk left Halsen,” Twitter, 12/25/20\nDesert Post, “Five rockets fall,” 12/20/20",
        &expect![[r#"
            Unknown Relk
            Unknown Orsk
            Person Okoro, Ben (listed)
            Unknown Relk
            Unknown Halsen
            Publication Twitter (listed)
            Publication Desert Post (listed)
        "#]],
    );
}

#[test]
fn months_and_days_that_are_names() {
    check(
        "Inspector May Lindqvist spoke in May. On Sunday Relk met Wang Jun, and on 3 Jun. Orsk left. (Editing by April Sung)",
        &expect![[r#"
            Person May Lindqvist | Inspector
            Unknown Relk
            Unknown Wang Jun
            Unknown Orsk
            Person April Sung
        "#]],
    );
    check(
        "Her album, Low Sun, sold on Sat 4 May. Last March Relk won.",
        &expect![[r#"
        Unknown Low Sun
        Unknown Relk
    "#]],
    );
}

#[test]
fn initials_and_shortened_names() {
    check(
        "Captain A. P. Shcherbakov and Mr Ye. Sokolov sailed from St. Olave with W. Ashdown.",
        &expect![[r#"
        Person A. P. Shcherbakov | Captain
        Person Ye. Sokolov
        Unknown St. Olave
        Unknown W. Ashdown
    "#]],
    );
}

#[test]
fn names_of_organisations_hold_owners_and_forms() {
    check(
        "The Kerren Pilots’ Association and the Workers’ Front met Hengtai Marine Co., Ltd., a firm of Harwood & Sons. The militia’s Basra office stayed.",
        &expect![[r#"
            Group Kerren Pilots’ Association
            Group Workers’ Front
            Company Hengtai Marine Co., Ltd
            Company Harwood & Sons
            Unknown Basra
        "#]],
    );
    check(
        "He left the People’s Republic of China for the Gulf of Mexico.",
        &expect![[r#"
            Country People’s Republic of China
            Place Gulf of Mexico
        "#]],
    );
}

#[test]
fn headlines_repeat_what_prose_names() {
    check(
        "CORVANE CERAMICS HALTS KILNS\n\nThe firm Corvane Ceramics has halted its kilns in Dunmere.",
        &expect![[r#"
            Company CORVANE CERAMICS
            Company Corvane Ceramics
            Place Dunmere
        "#]],
    );
}

#[test]
fn handles_name_whose_account_it_is() {
    check(
        "In Halsen @FloodDesk wrote of #Halsen and #outrage to press@fenwater.example, and again of the Green Zone (#Green_Zone).",
        &expect![[r#"
            Place Halsen
            Unknown FloodDesk
            Place Halsen
            Place Green Zone
        "#]],
    );
}

#[test]
fn lists_of_sources_in_other_shapes() {
    check(
        "Relk met Orsk.\nReferences\n[1] Teller, Rose and Sung, April. “Relk’s long night.” Straits Wire, 7 May 2021.\n[2] Royal Kerren Navy, “Report,” 2021.\nLyell, Thomas, The Ins & Outs Of Mesopotamia, Washington DC: Westphalia Press, 2016\nReuters",
        &expect![[r#"
            Unknown Relk
            Unknown Orsk
            Person Teller, Rose (listed)
            Person Sung, April (listed)
            Unknown Relk
            Publication Straits Wire (listed)
            Body Royal Kerren Navy (listed)
            Person Lyell, Thomas (listed)
        "#]],
    );
}

#[test]
fn verbs_with_capitals_are_no_persons() {
    check(
        "The premier Tweeted that he would stand. Will Ashdown, the mayor, heard it. Will Relk resign?",
        &expect![[r#"
            Person Will Ashdown | mayor
            Unknown Relk
        "#]],
    );
}
