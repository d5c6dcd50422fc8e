//! Numbers: each row a text and the numbers, ranges, percentages or amounts of money that stand in it.
//!
//! Such rows come from recognisers with conventions of their own. A row that differs from our reading by nothing but a
//! convention in `CONVENTIONS` is counted apart and named there; it never counts as right.

mod conventions;
mod wanted;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;
use deskcheck_analysis::extract::{Hedge, Interval, Kind, Quantity, extract};
use deskcheck_analysis::text::{Markup, Span};
use serde_json::Value;

use super::Options;
use super::report::{Measure, Report, Wrong};
use super::rows::{Rows, in_parallel, word};
use conventions::{CONVENTIONS, Convention};
use wanted::{Model, Wanted};

/// `{"text", "expect": [{"text", "start", "resolution": {..}}]}`.
pub fn recognises(row: &Value) -> bool {
    let expectation = |one: &Value| one["start"].is_u64() && one["resolution"].is_object();
    row["text"].is_string() && row["expect"].as_array().is_some_and(|all| all.iter().all(expectation))
}

/// Scores a file of numbers.
///
/// # Errors
///
/// None; the signature is that of every format.
pub fn score(rows: &Rows, _: &Options) -> Result<Report> {
    let model = Model::of(&rows.rows);
    let answers = in_parallel(&rows.rows, || (), |(), row| judged(model, row));
    let right = answers.iter().filter(|answer| matches!(answer, Answer::Right)).count();
    let mut by_convention: BTreeMap<&str, (&Convention, Vec<&str>)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (row, answer) in rows.rows.iter().zip(&answers) {
        match answer {
            Answer::Right => {}
            Answer::Convention(convention) => {
                by_convention.entry(convention.name).or_insert((convention, Vec::new())).1.push(word(row, "text"));
            }
            Answer::Wrong(text) => wrong.push(Wrong { alarm: false, text: text.clone() }),
        }
    }
    let apart: usize = by_convention.values().map(|(_, texts)| texts.len()).sum();
    let measures = vec![
        Measure::share("right", right, answers.len() - apart),
        Measure::share("right of all rows", right, answers.len()),
        Measure::share("convention apart", apart, answers.len()),
    ];
    let tables = if by_convention.is_empty() { Vec::new() } else { vec![table(&by_convention)] };
    let what = format!("{} texts with {}", answers.len(), model.name());
    Ok(Report { what, measures, tables, wrong, ..Report::default() })
}

/// How a row was read.
enum Answer {
    /// As wanted.
    Right,
    /// Otherwise, by a convention of theirs.
    Convention(&'static Convention),
    /// Otherwise.
    Wrong(String),
}

/// A quantity as the analysis reads it.
#[derive(Clone, Debug)]
struct Found {
    span: Span,
    quantity: Quantity,
}

/// What one side has and the other has not, or has otherwise.
struct Difference<'a> {
    text: &'a str,
    wanted: Option<&'a Wanted>,
    found: Option<&'a Found>,
}

fn judged(model: Model, row: &Value) -> Answer {
    let text = word(row, "text");
    let wanted = Wanted::of(model, row);
    let found = found(model, text);
    let differences = differences(model, text, &wanted, &found);
    let Some(first) = differences.first() else { return Answer::Right };
    let convention = |difference: &Difference<'_>| CONVENTIONS.iter().find(|one| (one.holds)(difference));
    match convention(first) {
        Some(named) if differences.iter().all(|difference| convention(difference).is_some()) => {
            Answer::Convention(named)
        }
        _ => Answer::Wrong(described(text, &differences)),
    }
}

/// The quantities of `text` that a model of theirs would look for.
fn found(model: Model, text: &str) -> Vec<Found> {
    let figures = extract(text, Markup::Plain, None).figures;
    let told = figures.into_iter().map(|figure| figure.quantity.clone()).filter(|quantity| {
        quantity.kind != Kind::Date && quantity.hedge != Hedge::Article && model.looks_for(quantity)
    });
    told.map(|quantity| Found { span: quantity.span, quantity }).collect()
}

fn differences<'a>(model: Model, text: &'a str, wanted: &'a [Wanted], found: &'a [Found]) -> Vec<Difference<'a>> {
    let mut used = vec![false; found.len()];
    let mut differences = Vec::new();
    for one in wanted {
        let over = |at: &usize| overlap(one.span, found[*at].span);
        let same = (0..found.len()).filter(over).find(|at| one.is(&found[*at].quantity, text));
        if let Some(at) = same {
            used[at] = true;
            continue;
        }
        let other = (0..found.len()).filter(over).find(|at| !used[*at]);
        if let Some(at) = other {
            used[at] = true;
        }
        differences.push(Difference { text, wanted: Some(one), found: other.map(|at| &found[at]) });
    }
    // What lies within a difference is part of it.
    let told = |found: &Found| differences.iter().filter_map(|one| one.wanted).any(|one| overlap(one.span, found.span));
    let extra = found.iter().zip(&used).filter(|(found, used)| !**used && model.is_closed() && !told(found));
    let extra: Vec<_> = extra.map(|(found, _)| Difference { text, wanted: None, found: Some(found) }).collect();
    differences.extend(extra);
    differences
}

fn overlap(a: Span, b: Span) -> bool {
    a.start() < b.end() && b.start() < a.end()
}

/// The number that was written: what a hedge qualifies, or either end of a range.
fn written(quantity: &Quantity, text: &str) -> Vec<f64> {
    let Interval { low, high, .. } = quantity.hard;
    let middle = low.zip(high).map(|(low, high)| f64::midpoint(low, high));
    let bounds = match quantity.hedge {
        Hedge::Exact | Hedge::About => vec![middle],
        Hedge::Nearly | Hedge::LessThan | Hedge::AtMost => vec![high],
        Hedge::MoreThan | Hedge::Over | Hedge::AtLeast => vec![low],
        Hedge::Range => vec![low, high],
        Hedge::Vague | Hedge::Article => Vec::new(),
    };
    bounds.into_iter().flatten().map(|bound| bound * share_factor(quantity, text)).collect()
}

/// A share told by a fraction (`two thirds`) is kept in per cent; they keep the fraction.
fn share_factor(quantity: &Quantity, text: &str) -> f64 {
    let words = quantity.span.of(text).to_lowercase();
    let says_so = ["%", "per", "pct", "pc"].iter().any(|word| words.contains(word));
    if quantity.kind == Kind::Percent && !says_so { 0.01 } else { 1.0 }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

fn described(text: &str, differences: &[Difference<'_>]) -> String {
    let mut lines = text.trim().to_owned();
    for difference in differences {
        let wanted =
            difference.wanted.map_or("nothing".to_owned(), |wanted| format!("{} ({})", wanted.words, wanted.value));
        let found = difference.found.map_or("nothing".to_owned(), |found| {
            let Quantity { kind, hard, hedge, unit, .. } = &found.quantity;
            format!("{} ({kind:?} {hedge:?} {:?}..{:?} {unit})", found.span.of(text), hard.low, hard.high)
        });
        // Writing to a string cannot fail.
        let _ = write!(lines, "\n    wanted {wanted}, read {found}");
    }
    lines
}

fn table(by_convention: &BTreeMap<&str, (&Convention, Vec<&str>)>) -> String {
    let mut text = "  differs by a convention of theirs".to_owned();
    for (name, (convention, rows)) in by_convention {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  {name:<24}{:>3}  {}", rows.len(), convention.reason);
        for row in rows {
            let _ = write!(text, "\n      {}", row.trim());
        }
    }
    text
}
