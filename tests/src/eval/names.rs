//! Names: each row two spellings, of one name or not.

use anyhow::Result;
use deskcheck_analysis::resolve::names::{Likeness, compare};
use serde_json::Value;

use super::Options;
use super::report::{Measure, Report, Wrong};
use super::rows::{Rows, in_parallel, word};

/// `{"a", "b", "same": true | false}`.
pub fn recognises(row: &Value) -> bool {
    row["a"].is_string() && row["b"].is_string() && row["same"].is_boolean()
}

/// Scores a file of names.
///
/// # Errors
///
/// None; the signature is that of every format.
pub fn score(rows: &Rows, _: &Options) -> Result<Report> {
    let same = |row: &Value| row["same"].as_bool().unwrap_or_default();
    let answers = in_parallel(&rows.rows, || (), |(), row| compare(word(row, "a"), word(row, "b")));
    let mut scored: Vec<_> = rows.rows.iter().zip(&answers).map(|(row, answer)| (answer.score, same(row))).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let curve = curve(&scored);
    let pairs = || rows.rows.iter().map(same).zip(&answers);
    let hits = pairs().filter(|(want, answer)| *want && answer.same).count();
    let said = answers.iter().filter(|answer| answer.same).count();
    let positive = pairs().filter(|(want, _)| *want).count();
    let measures = vec![
        Measure::plain("area under the curve", curve.area),
        Measure::plain("best F1", curve.best),
        Measure::plain("recall at precision .95", curve.recall_95),
        Measure::share("precision", hits, said),
        Measure::share("recall", hits, positive),
        Measure::plain("F1", 2.0 * hits as f64 / ((said + positive).max(1)) as f64),
    ];
    let wrong = rows.rows.iter().zip(&answers).filter(|(row, answer)| same(row) != answer.same).map(wrong);
    let mut wrong: Vec<_> = wrong.collect();
    wrong.sort_by_key(|wrong| !wrong.alarm);
    Ok(Report { what: format!("{} pairs of names", rows.rows.len()), measures, wrong, ..Report::default() })
}

fn wrong((row, answer): (&Value, &Likeness)) -> Wrong {
    let (a, b) = (word(row, "a"), word(row, "b"));
    let (said, because) = (if answer.same { "joined" } else { "kept apart" }, answer.because.join("; "));
    Wrong { alarm: answer.same, text: format!("{a} / {b}: wrongly {said} ({:.2}; {because})", answer.score) }
}

/// What a threshold on the score could reach.
#[derive(Debug, Default)]
struct Curve {
    area: f64,
    best: f64,
    recall_95: f64,
}

/// Reads the curve off pairs of score and truth, best score first; equal scores share a threshold.
fn curve(scored: &[(f64, bool)]) -> Curve {
    let positive = scored.iter().filter(|(_, same)| *same).count() as f64;
    let negative = scored.len() as f64 - positive;
    let (mut hits, mut seen, mut ranks) = (0.0, 0.0, 0.0);
    let mut curve = Curve::default();
    for ties in scored.chunk_by(|a, b| a.0 == b.0) {
        let tied_hits = ties.iter().filter(|(_, same)| *same).count() as f64;
        let tied_misses = ties.len() as f64 - tied_hits;
        ranks += tied_misses * (hits + tied_hits / 2.0);
        hits += tied_hits;
        seen += ties.len() as f64;
        let (precision, recall) = (hits / seen, hits / positive.max(1.0));
        if hits > 0.0 {
            curve.best = curve.best.max(2.0 * precision * recall / (precision + recall));
        }
        if precision >= 0.95 {
            curve.recall_95 = curve.recall_95.max(recall);
        }
    }
    curve.area = ranks / (positive * negative).max(1.0);
    curve
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_order_and_a_blind_one() {
        let perfect = curve(&[(0.9, true), (0.8, true), (0.1, false)]);
        assert_eq!((perfect.area, perfect.best, perfect.recall_95), (1.0, 1.0, 1.0));
        let blind = curve(&[(0.5, true), (0.5, false)]);
        assert_eq!((blind.area, blind.recall_95), (0.5, 0.0));
    }
}
