//! A note that was edited is judged as if it were read afresh: what is kept from before never shows.

use std::cell::Cell;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use deskcheck_analysis::answer::{Analysis, Note, Settings};
use deskcheck_analysis::extract::KnownBlocks;
use deskcheck_analysis::judge::Verdict;
use deskcheck_analysis::resolve::{Cards, Reference};
use deskcheck_corpus::{MemoryIndex, read_library};
use deskcheck_tests::afresh::difference;
use deskcheck_tests::edits;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn reference(sources: &Path) -> Arc<dyn Reference> {
    let library = read_library(&[sources.to_path_buf()]);
    Arc::new(MemoryIndex::build(&library, &Cards::default()))
}

/// Reads `versions` one after the other, each with what the one before left, and each by itself as well.
fn check(versions: &[String], reference: &Arc<dyn Reference>) -> Result<(), String> {
    let settings = Arc::new(Settings::default());
    let analyse = |note, previous: Option<&Analysis>| {
        Analysis::new(Arc::new(note), Arc::clone(reference), Arc::clone(&settings), previous)
    };
    let mut kept: Option<Analysis> = None;
    for (number, version) in versions.iter().enumerate() {
        let note = Note::read(version.clone(), kept.as_ref().map(Analysis::note));
        let now = analyse(note, kept.as_ref());
        let afresh = analyse(Note::read(version.clone(), None), None);
        if let Some(difference) = difference(&now, &afresh) {
            let before = number.checked_sub(1).map(|before| &versions[before]);
            return Err(format!("version {number}\n{difference}\nbefore: {before:?}\nnow:    {version:?}"));
        }
        kept = Some(now);
    }
    Ok(())
}

/// Reads `versions` one after the other, each broken off before the paragraph that `cuts` names for it, and the last to its
/// end; what is whole must be as if it were read by itself.
fn check_cut(versions: &[String], cuts: &[usize], reference: &Arc<dyn Reference>) -> Result<(), String> {
    let settings = Arc::new(Settings::default());
    let mut kept: Option<Analysis> = None;
    let mut begun: Option<KnownBlocks> = None;
    let last = versions.len() - 1;
    for (number, version) in versions.iter().enumerate() {
        let left = Cell::new(if number == last { usize::MAX } else { cuts[number % cuts.len()] });
        let go_on = || left.get().checked_sub(1).is_some_and(|rest| left.replace(rest) > 0);
        let none = KnownBlocks::default();
        let known = begun.as_ref().or(kept.as_ref().map(|kept| kept.note().known())).unwrap_or(&none);
        match Note::read_while(version.clone(), known, &go_on) {
            Err(read) => begun = Some(read),
            Ok(note) => {
                let (reference, settings) = (Arc::clone(reference), Arc::clone(&settings));
                let now = Analysis::while_wanted(Arc::new(note), reference, settings, kept.as_ref(), &go_on);
                (kept, begun) = (Some(now), None);
            }
        }
        let Some(now) = kept.as_ref().filter(|now| now.is_whole() && now.note().text == *version) else { continue };
        let afresh = Note::read(version.clone(), None);
        let afresh = Analysis::new(Arc::new(afresh), Arc::clone(reference), Arc::clone(&settings), None);
        if let Some(difference) = difference(now, &afresh) {
            return Err(format!("version {number}, cut {cuts:?}\n{difference}\nnow:    {version:?}"));
        }
    }
    let is_whole = kept.is_some_and(|kept| kept.is_whole() && kept.note().text == versions[last]);
    if is_whole { Ok(()) } else { Err("the last version is not whole".to_owned()) }
}

/// The documents of two sample corpora and those of [`edits`] together, read once.
fn documents() -> &'static Arc<dyn Reference> {
    static REFERENCE: LazyLock<Arc<dyn Reference>> = LazyLock::new(|| {
        let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let own = tempfile::tempdir().expect("temporary folders can be made");
        for (number, text) in edits::DOCUMENTS.iter().enumerate() {
            std::fs::write(own.path().join(format!("made-{number}.md")), text).expect("files can be written");
        }
        let [iraq, veldra] = ["iraq-2020", "veldra-flood"].map(|corpus| corpora.join(corpus).join("sources"));
        let library = read_library(&[iraq, veldra, own.path().to_owned()]);
        Arc::new(MemoryIndex::build(&library, &Cards::default()))
    });
    &REFERENCE
}

/// How many notes are made up: as many as `PROPTEST_CASES` says, else few enough for every run of the suite.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(),
        rng_seed: RngSeed::Fixed(20_200_625),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn an_edited_note_is_read_and_judged_as_one_that_is_opened(versions in edits::versions()) {
        if let Err(difference) = check(&versions, documents()) {
            prop_assert!(false, "{difference}");
        }
    }

    #[test]
    fn a_note_that_is_broken_off_goes_on_where_it_was(
        versions in edits::versions(),
        cuts in prop::collection::vec(0_usize..12, 1..6),
    ) {
        if let Err(difference) = check_cut(&versions, &cuts, documents()) {
            prop_assert!(false, "{difference}");
        }
    }
}

#[test]
fn a_heading_that_changes_changes_what_is_judged_below() {
    let folder = tempfile::tempdir().expect("temporary folders can be made");
    std::fs::write(folder.path().join("charts.md"), "The Grey Lantern sold 3 million copies worldwide.\n")
        .expect("files can be written");
    let reference = reference(folder.path());
    let settings = Arc::new(Settings::default());
    let note = |title: &str| format!("# {title}\n\nIt sold 5 million copies worldwide.\n");
    let verdict = |analysis: &Analysis| analysis.claims()[0].judgement.verdict;
    let analyse = |text, previous: Option<&Analysis>| {
        let note = Note::read(text, previous.map(Analysis::note));
        Analysis::new(Arc::new(note), Arc::clone(&reference), Arc::clone(&settings), previous)
    };
    let of_another = analyse(note("low tide"), None);
    let of_the_same = analyse(note("the grey lantern"), Some(&of_another));
    assert_eq!((verdict(&of_another), verdict(&of_the_same)), (Verdict::Unverified, Verdict::Contradicted));
}
