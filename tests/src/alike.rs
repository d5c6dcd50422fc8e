//! Small corpora of names that are hard to tell apart, and cards that overrule them: strategies for property tests.

use std::sync::Arc;

use deskcheck_analysis::extract::ActorKind;
use deskcheck_analysis::resolve::cards::{EntityList, Listed};
use deskcheck_analysis::resolve::{Card, Cards};
use proptest::prelude::*;

/// Names that are hard to tell apart: spellings of one, namesakes, parts of others, towns that persons are called after.
const NAMES: [&str; 26] = [
    "Nadim al-Kadhri",
    "Nadeem Kazri",
    "Salim Kadhri",
    "Kadhri",
    "Kazri",
    "Nadim",
    "Petra Rudd",
    "Anselm Rudd",
    "Rudd",
    "Asaib Ahl al-Nahr",
    "Asa'ib Ahl al-Nahr",
    "Asaib",
    "AAN",
    "Harakat Asaib al-Nahr",
    "the Hydrological Office",
    "the Morvanian Hydrological Office",
    "the Federal Hydrological Office",
    "Halsen",
    "Halsen City",
    "Halsen Water Company",
    "Iran",
    "Iranian",
    "Mustafa Halsen",
    "Mustapha Halsin",
    "Abdul Karim Rudd",
    "Abd al-Karim Rudd",
];

/// Sentences with places for two names.
const SENTENCES: [&str; 9] = [
    "Prime Minister {a} met {b} on Monday.",
    "{a} said that {b} had left.",
    "The commander {a} was arrested in {b}.",
    "{a} ({b}) denied it.",
    "{a}, the leader of {b}, was silent.",
    "Police arrested 14 members of {a} in {b} on 3 May 2021.",
    "{a} and {b} were killed.",
    "In {a}, Mr {b} spoke.",
    "General {a} and the militia {b} agreed.",
];

fn sentence() -> impl Strategy<Value = String> {
    let name = || prop::sample::select(&NAMES[..]);
    (prop::sample::select(&SENTENCES[..]), name(), name())
        .prop_map(|(text, a, b)| text.replace("{a}", a).replace("{b}", b))
}

/// A few texts of a few sentences each.
pub fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = prop::collection::vec(sentence(), 1..4).prop_map(|sentences| sentences.join(" "));
    prop::collection::vec(text, 2..6)
}

fn names(most: usize) -> impl Strategy<Value = Vec<String>> {
    let name = prop::sample::select(&NAMES[..]).prop_map(str::to_owned);
    prop::collection::vec(name, 0..=most)
}

/// A card that has some of the names, and refuses some.
pub fn card() -> impl Strategy<Value = Card> {
    let kind = prop::option::of(prop::sample::select(&[ActorKind::Person, ActorKind::Group, ActorKind::Place][..]));
    (prop::sample::select(&NAMES[..]), names(2), names(1), names(2), kind).prop_map(
        |(name, aliases, weak, not, kind)| Card {
            name: name.to_owned(),
            aliases,
            weak,
            not,
            kind,
            file: "actors.toml".to_owned(),
            ..Card::default()
        },
    )
}

/// Cards, and a list of which every entity has two names.
pub fn cards() -> impl Strategy<Value = Cards> {
    let entity = (prop::sample::select(&NAMES[..]), prop::sample::select(&NAMES[..]));
    (prop::collection::vec(card(), 0..3), prop::collection::vec(entity, 0..3)).prop_map(|(written, entities)| {
        let mut list = EntityList::new("list.ftm.json".to_owned());
        for (line, (name, alias)) in (1..).zip(entities) {
            list.push(&Listed { names: &[name, alias], weak: &["Rudd"], kind: ActorKind::Person, line });
        }
        Cards { written, lists: vec![Arc::new(list.finished())] }
    })
}
