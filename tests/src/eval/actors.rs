//! Actors: spellings that must, and that must not, stand under one actor of a corpus.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde_json::Value;

use super::Options;
use super::desk::Desk;
use super::report::{Measure, Report, Wrong};
use super::rows::{Rows, list, word};

/// `{"corpus", "same": [[a, b]], "different": [[a, b]]}`.
pub fn recognises(row: &Value) -> bool {
    row["same"].is_array() && row["different"].is_array()
}

/// Scores a file of spellings.
///
/// # Errors
///
/// Where the corpus cannot be read.
pub fn score(rows: &Rows, options: &Options) -> Result<Report> {
    let (mut same, mut different) = ((0, 0), (0, 0));
    let mut wrong = Vec::new();
    for row in &rows.rows {
        let corpus = match word(row, "corpus") {
            // The project's own files lie beside their documents.
            "" => rows.path.with_file_name("sources"),
            name => rows.corpora(options)?.join(name),
        };
        let holders = holders(&Desk::new()?.corpus(&corpus)?);
        for (field, joins, (right, all)) in [("same", true, &mut same), ("different", false, &mut different)] {
            for pair in list(row, field) {
                *all += 1;
                match fault(pair, joins, &holders) {
                    None => *right += 1,
                    Some(text) => wrong.push(Wrong { alarm: !joins, text }),
                }
            }
        }
    }
    wrong.sort_by_key(|wrong| !wrong.alarm);
    let measures =
        vec![Measure::share("joined", same.0, same.1), Measure::share("kept apart", different.0, different.1)];
    Ok(Report { what: format!("{} pairs of spellings", same.1 + different.1), measures, wrong, ..Report::default() })
}

/// What is wrong with a pair, if anything is.
fn fault(pair: &Value, joins: bool, holders: &BTreeMap<String, BTreeSet<u32>>) -> Option<String> {
    let spelling = |at: usize| pair[at].as_str().unwrap_or_default();
    let held = |at| holders.get(&folded(spelling(at)));
    let joined = held(0).zip(held(1)).is_some_and(|(a, b)| !a.is_disjoint(b));
    let unseen = (0..2).filter(|at| held(*at).is_none()).map(|at| format!("; no actor is called `{}`", spelling(at)));
    let unseen: String = unseen.collect();
    let wants = if joins { "wants to be joined" } else { "wants to be kept apart" };
    (joined != joins).then(|| format!("{} / {}: {wants}{unseen}", spelling(0), spelling(1)))
}

/// For each spelling, folded, the actors that have it.
fn holders(corpus: &deskcheck::corpus::Corpus) -> BTreeMap<String, BTreeSet<u32>> {
    let reference = corpus.reference();
    let mut holders: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for actor in reference.actors().into_iter().filter_map(|id| reference.actor(id)) {
        for spelling in actor.aliases.iter().map(|alias| &alias.text).chain([&actor.name]) {
            holders.entry(folded(spelling)).or_default().insert(actor.id.0);
        }
    }
    holders
}

fn folded(spelling: &str) -> String {
    spelling.replace('’', "'").trim().to_lowercase()
}
