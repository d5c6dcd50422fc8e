//! The order of files never changes what documents say together: properties, over the sample corpora and over small
//! corpora that are made up of names which are hard to tell apart.

use std::fmt::Write;
use std::sync::Arc;

use deskcheck_analysis::extract::extract;
use deskcheck_analysis::resolve::{ActorId, Cards, Passage, Resolution, Sources, resolve};
use deskcheck_analysis::text::{Document, Markup};
use deskcheck_corpus::read_library;
use deskcheck_tests::alike::{card, cards, texts};
use deskcheck_tests::desk::{SAMPLES, sample_documents};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Everything that a resolution says, with documents by their keys and actors by their names.
fn told(sources: &Sources, resolution: &Resolution) -> String {
    let mut told = String::new();
    let key = |passage: &Passage| {
        let document = &sources[passage.document.0 as usize].0;
        format!("{}:{}-{}", document.key, passage.span.start(), passage.span.end())
    };
    let keys = |passages: &mut dyn Iterator<Item = &Passage>| {
        let mut keys: Vec<_> = passages.map(key).collect();
        keys.sort();
        keys.join(" ")
    };
    let name = |id: &ActorId| resolution.actors[id.0 as usize].name.as_str();
    for actor in &resolution.actors {
        let _ = writeln!(told, "{:?} {}: {}", actor.kind, actor.name, keys(&mut actor.mentions.iter()));
        for alias in &actor.aliases {
            let mut documents: Vec<_> =
                alias.documents.iter().map(|id| sources[id.0 as usize].0.key.as_str()).collect();
            documents.sort_unstable();
            let _ = writeln!(told, "  = {} {} {documents:?} {}", alias.text, alias.count, alias.because);
        }
        for description in &actor.descriptions {
            let _ = writeln!(told, "  | {} {}", description.text, key(&description.passage));
        }
        let _ = writeln!(told, "  ? {:?}", actor.ambiguous_with.iter().map(name).collect::<Vec<_>>());
    }
    let mut within: Vec<_> = resolution
        .within
        .iter()
        .map(|(place, around)| {
            let mut around: Vec<_> = around.iter().map(name).collect();
            around.sort_unstable();
            format!("{} in {around:?}", name(place))
        })
        .collect();
    within.sort();
    for incident in &resolution.incidents {
        let phrases = keys(&mut incident.mentions.iter().map(|mention| &mention.phrase));
        let _ = writeln!(told, "! {} {phrases}", incident.name);
    }
    told + &within.join("\n")
}

/// Resolves `sources` in the order that `order` gives (numbers below their count) and in their own.
fn check(sources: &Sources, cards: &Cards, order: &[usize]) {
    let turned: Sources = order.iter().map(|at| sources[*at].clone()).collect();
    let (first, second) = (told(sources, &resolve(sources, cards)), told(&turned, &resolve(&turned, cards)));
    let differs = first.lines().zip(second.lines()).find(|(a, b)| a != b);
    let texts: Vec<_> = turned.iter().map(|(document, _)| (&document.key, &document.text)).collect();
    assert!(first == second, "{differs:#?}\nin the order of {texts:#?}\ncards: {:#?}", cards.written);
}

/// The documents of a sample corpus.
fn sample(name: &str) -> Sources {
    let library = read_library(&[sample_documents(name)]);
    library.sources.iter().map(|source| (Arc::clone(&source.filed.document), Arc::clone(&source.facts))).collect()
}

#[test]
fn sample_corpora_in_any_order() {
    for name in SAMPLES {
        let sources = sample(name);
        let mut order: Vec<usize> = (0..sources.len()).collect();
        // A generator with a seed, so that every run looks at the same orders.
        let mut state = 0x2545_f491_u64;
        for _ in 0..6 {
            for at in (1..order.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                order.swap(at, usize::try_from(state >> 33).expect("it is small") % (at + 1));
            }
            check(&sources, &Cards::default(), &order);
        }
    }
}

/// A few texts, and an order of them.
fn corpus() -> impl Strategy<Value = (Vec<String>, Vec<usize>)> {
    texts().prop_flat_map(|texts| {
        let order = Just((0..texts.len()).collect::<Vec<_>>()).prop_shuffle();
        (Just(texts), order)
    })
}

fn sources(texts: &[String]) -> Sources {
    let read = |(number, text): (usize, &String)| {
        let document = Document { key: format!("d{number}"), text: text.clone(), ..Document::default() };
        (Arc::new(document), Arc::new(extract(text, Markup::Plain, None)))
    };
    texts.iter().enumerate().map(read).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        rng_seed: RngSeed::Fixed(20_200_625),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn small_corpora_in_any_order((texts, order) in corpus()) {
        check(&sources(&texts), &Cards::default(), &order);
    }

    #[test]
    fn small_corpora_with_cards_in_any_order((texts, order) in corpus(), cards in cards()) {
        check(&sources(&texts), &cards, &order);
    }

    /// What cards say holds: one card's names are one actor, and what a card refuses is never that actor's.
    #[test]
    fn cards_are_obeyed((texts, _) in corpus(), card in card()) {
        let cards = Cards { written: vec![card.clone()], ..Cards::default() };
        let resolution = resolve(&sources(&texts), &cards);
        let folded = deskcheck_analysis::resolve::names::folded;
        let own: Vec<_> = card.names().map(folded).collect();
        let refused: Vec<_> = card.not.iter().map(|name| folded(name)).filter(|name| !own.contains(name)).collect();
        for actor in &resolution.actors {
            let is_it = actor.card.is_some();
            prop_assert!(actor.aliases.iter().all(|alias| !alias.because.is_empty()), "every union is explained: {actor:#?}");
            for alias in actor.aliases.iter().map(|alias| folded(&alias.text)) {
                prop_assert!(!own.contains(&alias) || is_it, "{alias} is on the card: {actor:#?}");
                prop_assert!(!refused.contains(&alias) || !is_it, "{alias} is refused: {actor:#?}");
            }
            prop_assert!(!is_it || actor.name == card.name && card.kind.is_none_or(|kind| kind == actor.kind));
        }
    }
}
