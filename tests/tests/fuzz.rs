//! The seeds of the fuzz targets in `tests/fuzz/`, as they are and somewhat changed: no nightly compiler is needed for that.

use std::path::Path;

use deskcheck_tests::fuzz;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{RngSeed, TestRunner};

/// The seeds of a target, by name.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let files = std::fs::read_dir(&folder).expect("the seeds are there");
    let mut paths: Vec<_> = files.map(|file| file.expect("the folder can be read").path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("seeds can be read")).collect()
}

/// One seed with another's bytes, or other bytes, in place of some of its own.
fn changed(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let seed = prop::sample::select(seeds);
    let bytes =
        prop_oneof![prop::collection::vec(any::<u8>(), 0..4), "[\\r\\n\\x00 -~]{0,8}".prop_map(String::into_bytes)];
    let cut = (any::<Index>(), 0..12_usize, bytes, any::<Index>(), any::<Index>());
    (seed.clone(), seed, prop::collection::vec(cut, 1..6)).prop_map(|(mut made, other, cuts)| {
        for (at, gone, bytes, from, to) in cuts {
            let start = at.index(made.len() + 1);
            let end = (start + gone).min(made.len());
            let (from, to) = (from.index(other.len()), to.index(other.len()));
            let taken = if gone % 3 == 0 { &other[from.min(to)..from.max(to)] } else { bytes.as_slice() };
            made.splice(start..end, taken.iter().copied());
        }
        made
    })
}

fn check(target: &str, cases: u32, holds: impl Fn(&[u8])) {
    let seeds = seeds(target);
    for seed in &seeds {
        holds(seed);
    }
    let config = ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_200_625),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let outcome = TestRunner::new(config).run(&changed(seeds), |bytes| {
        holds(&bytes);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn frames() {
    check("frames", 2_000, fuzz::frames);
}

#[test]
fn notes() {
    check("note", 200, |bytes| fuzz::note(&String::from_utf8_lossy(bytes)));
}
