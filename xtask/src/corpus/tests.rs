use std::collections::BTreeSet;

use super::document::document;
use super::note::note;
use super::plan::Plan;

fn texts(documents: usize, seed: u64) -> Vec<(String, String)> {
    let plan = Plan::new(documents, 4096, seed);
    (0..documents).map(|number| document(&plan, number)).collect()
}

#[test]
fn one_seed_makes_one_corpus() {
    assert_eq!(texts(30, 1), texts(30, 1));
    assert_ne!(texts(30, 1), texts(30, 2));
    let (first, again) = (Plan::new(50, 4096, 1), Plan::new(50, 4096, 1));
    assert_eq!(note(&first, 3000), note(&again, 3000));
}

#[test]
fn documents_have_the_wanted_length_and_names_of_their_own() {
    let texts = texts(400, 1);
    let names: BTreeSet<_> = texts.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), texts.len());
    let mean = texts.iter().map(|(_, text)| text.len()).sum::<usize>() / texts.len();
    assert!((3700..4500).contains(&mean), "{mean}");
}

#[test]
fn no_slot_stays_empty() {
    for (name, text) in texts(300, 1) {
        assert!(!text.contains(['{', '}']), "{name}: {text}");
        assert!(!text.contains("  and") && !text.contains(" ,"), "{name}: {text}");
    }
}

#[test]
fn incidents_are_told_by_several_documents_and_stories_printed_again() {
    let plan = Plan::new(2000, 4096, 1);
    let told: usize = plan.documents.iter().map(|planned| planned.tellings.len()).sum();
    let incidents: BTreeSet<_> =
        plan.documents.iter().flat_map(|planned| planned.tellings.iter().map(|telling| telling.incident)).collect();
    let tellings = told as f64 / incidents.len() as f64;
    assert!((2.0..4.0).contains(&tellings), "{tellings}");
    let reprints = plan.documents.iter().filter(|planned| planned.reprints.is_some()).count();
    assert!((120..240).contains(&reprints), "{reprints}");
}

#[test]
fn the_number_of_names_grows_slower_than_the_documents() {
    let names = |documents: usize| {
        let plan = Plan::new(documents, 4096, 1);
        let speakers = |telling: u32| plan.world.incident(telling).speakers.map(|who| plan.world.person(who).family);
        let tellings = plan.documents.iter().flat_map(|planned| &planned.tellings);
        tellings.flat_map(|telling| speakers(telling.incident)).collect::<BTreeSet<_>>().len()
    };
    let (few, many) = (names(200), names(3200));
    assert!(many > few * 2 && many < few * 10, "{few} {many}");
}
