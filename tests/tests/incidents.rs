//! Incidents over several documents: which passages are one, which neighbours are kept apart, how they are called; and
//! that the order of the documents changes nothing.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use deskcheck_analysis::answer::{Analysis, Note, Place, Settings};
use deskcheck_analysis::extract::extract;
use deskcheck_analysis::resolve::{Cards, Passage, Resolution, Sources, resolve};
use deskcheck_analysis::text::{Document, Markup};
use deskcheck_corpus::{MemoryIndex, read_library};
use expect_test::{Expect, expect};

/// Each document is `key date: text`; what comes of them is one block an incident: its name, and for each passage its
/// document, its words, and why it was joined.
fn check(documents: &[&str], expected: &Expect) {
    let sources: Sources = documents.iter().map(|line| document(line)).collect();
    expected.assert_eq(&described(&sources, &resolve(&sources, &Cards::default())));
}

fn document(line: &str) -> (Arc<Document>, Arc<deskcheck_analysis::extract::TextFacts>) {
    let (head, text) = line.split_once(": ").expect("a key and a date stand before the text");
    let (key, date) = head.split_once(' ').expect("a date stands behind the key");
    let date = Some(date.parse().expect("the date is one"));
    let document = Document { key: key.to_owned(), text: text.to_owned(), date, ..Document::default() };
    let facts = extract(&document.text, Markup::Plain, date);
    (Arc::new(document), Arc::new(facts))
}

fn described(sources: &Sources, resolution: &Resolution) -> String {
    let mut text = String::new();
    for incident in &resolution.incidents {
        let _ = writeln!(text, "{}", incident.name);
        for mention in &incident.mentions {
            let (document, _) = &sources[mention.phrase.document.0 as usize];
            let words = mention.phrase.span.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(text, "  {} {words} | {}", document.key, mention.because);
        }
    }
    text
}

#[test]
fn one_raid_in_three_documents() {
    check(
        &[
            "echo 2020-06-26: On Thursday, June 25, police raided the headquarters of the Orm Brigade in Selm and arrested 13 members.",
            "post 2020-06-28: The raid of 25 June on the Orm Brigade was the first of its kind. The operation lasted an hour.",
            "bell 2020-07-02: Police raided the Orm Brigade in Selm last week.",
        ],
        &expect![[r#"
            Arrest, 25 June 2020
              echo arrested | 
            Raid on Orm Brigade, Selm, 25 June 2020
              bell raided | days that agree, names Orm Brigade, Selm
              echo raided | 
              post The raid of 25 June | the same day, names Orm Brigade
              post The operation | takes up what is told one sentence before
        "#]],
    );
}

#[test]
fn following_days_are_two_raids() {
    check(
        &[
            "echo 2020-06-29: On June 25 police raided the offices of the Orm Brigade in Selm. On June 26 police raided the offices of the Orm Brigade in Selm once more.",
            "post 2020-06-29: The raid on the Orm Brigade on 26 June went wrong.",
            "bell 2020-06-30: The raid on the Orm Brigade surprised nobody.",
        ],
        &expect![[r#"
            Raid on Orm Brigade, Selm, 25 June 2020
              echo raided | 
            Raid on Orm Brigade, Selm, 26 June 2020
              echo raided | 
              post The raid on the Orm Brigade on 26 June | the same day, names Orm Brigade
            Raid on Orm Brigade
              bell The raid on the Orm Brigade | 
        "#]],
    );
}

#[test]
fn two_towns_are_two_attacks() {
    check(
        &[
            "echo 2021-03-04: The Red Hand attacked the police station in Selm on 3 March 2021. The Red Hand attacked the customs house in Karsk on 3 March 2021.",
            "post 2021-03-05: On 3 March 2021 the Red Hand attacked a police station in Selm.",
        ],
        &expect![[r#"
            Attack by Red Hand, Karsk, 3 March 2021
              echo attacked | 
            Attack by Red Hand, Selm, 3 March 2021
              echo attacked | 
              post attacked | the same day, names Red Hand, Selm
        "#]],
    );
}

#[test]
fn whoever_is_killed_is_killed_once() {
    check(
        &[
            "echo 2020-01-04: General Pavel Dorn was killed in Selm on 3 January 2020.",
            "post 2020-09-28: The assassination of Pavel Dorn has not been forgotten.",
            "bell 2021-05-01: Gunmen killed Mira Halvorsen in Selm on 30 April 2021.",
        ],
        &expect![[r#"
            Killing of Pavel Dorn, Selm, 3 January 2020
              echo killed | 
              post The assassination of Pavel Dorn | what happens once, names Pavel Dorn
            Killing of Mira Halvorsen, Selm, 30 April 2021
              bell killed | 
        "#]],
    );
}

#[test]
fn what_is_planned_denied_or_counted_is_no_incident() {
    check(
        &[
            "echo 2020-06-26: Police plan to raid the Orm Brigade in Selm. Police did not raid the Red Hand in Karsk. Six attacks on the Orm Brigade have been counted in Selm since May.",
        ],
        &expect![[r#""#]],
    );
}

#[test]
fn the_order_of_documents_changes_nothing() {
    for corpus in ["iraq-2020", "veldra-flood", "dunmere-strike", "almanac"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(corpus).join("sources");
        let library = read_library(&[folder]);
        let sources: Sources =
            library.sources.iter().map(|source| (source.filed.document.clone(), source.facts.clone())).collect();
        let wanted = everything(&sources);
        for seed in 1..=6 {
            let mut shuffled = sources.clone();
            shuffle(&mut shuffled, seed);
            assert_eq!(everything(&shuffled), wanted, "{corpus}, order {seed}");
        }
    }
}

/// Incidents, and who copies whom, without a word that depends on the order of the documents.
fn everything(sources: &Sources) -> String {
    let resolution = resolve(sources, &Cards::default());
    let mut text = described(sources, &resolution);
    let key = |passage: &Passage| (sources[passage.document.0 as usize].0.key.clone(), passage.span);
    let mut copies: Vec<Vec<_>> = resolution
        .reprints
        .copies
        .iter()
        .map(|copies| {
            let mut keys: Vec<_> = copies.iter().map(key).collect();
            keys.sort();
            keys
        })
        .collect();
    copies.sort();
    let _ = writeln!(text, "{copies:?}");
    text
}

/// What speaks of the words at `$0` in a note.
fn check_references(documents: &[&str], note: &str, expected: &Expect) {
    let sources: Sources = documents.iter().map(|line| document(line)).collect();
    let reference = Arc::new(MemoryIndex::of(&sources, resolve(&sources, &Cards::default())));
    let offset = note.find("$0").expect("a cursor stands in the note");
    let note = Arc::new(Note::read(note.replace("$0", ""), None));
    let analysis = Analysis::new(Arc::clone(&note), reference, Arc::new(Settings::default()), None);
    let places = analysis.references(offset).into_iter().map(|place| match place {
        Place::Note(span) => format!("note: {}\n", span.of(&note.text)),
        Place::Document(passage) => {
            let (document, _) = &sources[passage.document.0 as usize];
            format!("{}: {}\n", document.key, passage.span.of(&document.text))
        }
    });
    expected.assert_eq(&places.collect::<String>());
}

const RAIDS: &[&str] = &[
    "bell 2020-06-01: In May police raided the Red Hand in Karsk.",
    "echo 2020-06-26: On Thursday, June 25, police raided the headquarters of the Orm Brigade in Selm. The raid lasted an hour.",
    "post 2020-06-28: The raid of 25 June on the Orm Brigade was the first of its kind.",
];

#[test]
fn a_phrase_leads_to_all_that_tells_its_incident() {
    let expected = expect![[r#"
        note: The 25 June raid on the Orm Brigade
        note: The operation
        echo: raided
        echo: The raid
        post: The raid of 25 June
    "#]];
    check_references(
        RAIDS,
        "The 25 June $0raid on the Orm Brigade surprised Selm. The operation was short.",
        &expected,
    );
}

#[test]
fn the_raid_is_the_one_told_before() {
    let note = "On 25 June 2020 police raided the Orm Brigade. It was their second raid. Nobody was hurt. The $0operation was short.";
    check_references(
        RAIDS,
        note,
        &expect![[r#"
        note: raided
        note: their second raid
        note: The operation
        echo: raided
        echo: The raid
        post: The raid of 25 June
    "#]],
    );
    let note = "In May 2020 police raided the Red Hand in Karsk. The $0raid was the first.";
    check_references(
        RAIDS,
        note,
        &expect![[r#"
        note: raided
        note: The raid
        bell: raided
    "#]],
    );
}

#[test]
fn names_and_citations_have_references_too() {
    check_references(
        RAIDS,
        "The $0Orm Brigade is small. Nobody knows the Orm Brigade.",
        &expect![[r#"
        note: Orm Brigade
        note: Orm Brigade
        echo: Orm Brigade
        post: Orm Brigade
    "#]],
    );
    check_references(
        RAIDS,
        "It is small [$0@post]. It is old [@echo; @post].",
        &expect![[r#"
        note: @post
        note: @post
    "#]],
    );
}

/// Fisher and Yates's shuffle with the numbers of a linear congruential generator (Knuth's MMIX constants).
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed;
    for last in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(last, (state >> 33) as usize % (last + 1));
    }
}
