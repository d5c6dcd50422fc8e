//! How every figure was read, and what became of each source figure: the tool to look into a verdict with.

use std::sync::Arc;

use super::{Analysis, Claim, wording};
use crate::extract::{Figure, Kind, Modality, Scope};
use crate::judge::{Gate, Side};
use crate::resolve::{ActorId, Evidence};
use crate::text::Span;

/// Explains the figures that overlap `span`, as plain text.
pub(super) fn explain(analysis: &Analysis, span: Span) -> String {
    let claims = analysis.claims().iter().filter(|claim| claim.evidence.figure.span.overlaps(span));
    let texts: Vec<_> = claims.map(|claim| claim_text(analysis, claim)).collect();
    if texts.is_empty() { "no figure is read here".to_owned() } else { texts.join("\n\n") }
}

fn claim_text(analysis: &Analysis, claim: &Claim) -> String {
    let mut lines = vec![format!(
        "{}: {}",
        claim.evidence.figure.span.in_a_line(&analysis.note.text),
        claim.judgement.verdict.name()
    )];
    lines.extend(reading(&claim.evidence, &analysis.note.text, analysis));
    if !claim.judgement.sides.is_empty() {
        lines.push("  compared with".to_owned());
    }
    for side in &claim.judgement.sides {
        lines.extend(side_text(analysis, side));
    }
    lines.extend(held_back(analysis, claim));
    lines.join("\n")
}

/// How many figures that were held back are listed.
const LISTED: usize = 8;

/// The figures that were held back, those that came furthest first.
fn held_back(analysis: &Analysis, claim: &Claim) -> Vec<String> {
    let mut withheld = analysis.held_back(claim);
    withheld.sort_by_key(|(gate, evidence)| (std::cmp::Reverse(*gate), evidence.document, evidence.sentence));
    let line = |(gate, evidence): &(Gate, Arc<Evidence>)| {
        let document = analysis.reference.document(evidence.document)?;
        let figure = evidence.figure.span.in_a_line(&document.text);
        Some(format!("    {figure} ({}): {}", wording::dated(evidence, analysis.reference.as_ref()), gate.describe()))
    };
    let mut lines: Vec<_> = withheld.iter().take(LISTED).filter_map(line).collect();
    if !lines.is_empty() {
        lines.insert(0, "  held back".to_owned());
    }
    if withheld.len() > LISTED {
        lines.push(format!("    and {} more", withheld.len() - LISTED));
    }
    lines
}

/// How a figure was read, a line each.
fn reading(evidence: &Evidence, text: &str, analysis: &Analysis) -> Vec<String> {
    let figure = &evidence.figure;
    let quantity = &figure.quantity;
    let value = match quantity.kind {
        Kind::Date => wording::time(figure),
        _ => format!("{} {}", wording::interval(quantity.hard), wording::kind(quantity)),
    };
    let mut lines = vec![format!("  value      {value}")];
    if quantity.hard != quantity.soft {
        lines.push(format!("  tolerance  {}", wording::interval(quantity.soft)));
    }
    let mut line = |label: &str, value: String| {
        if !value.is_empty() {
            lines.push(format!("  {label:<10} {value}"));
        }
    };
    line("counts", noun(figure));
    line("predicate", figure.predicate.clone().unwrap_or_default());
    line("role", figure.role.map(|role| format!("{role:?}").to_lowercase()).unwrap_or_default());
    line("actors", names(&evidence.actors, analysis));
    line("places", names(&evidence.places, analysis));
    line("time", if quantity.kind == Kind::Date { String::new() } else { wording::time(figure) });
    line("for each", figure.per.clone().unwrap_or_default());
    line("in a row", figure.ranks.iter().map(i16::to_string).collect::<Vec<_>>().join(", "));
    line(
        "scope",
        if figure.scope == Scope::Whole { String::new() } else { format!("{:?}", figure.scope).to_lowercase() },
    );
    line(
        "modality",
        if figure.modality == Modality::Asserted {
            String::new()
        } else {
            format!("{:?}", figure.modality).to_lowercase()
        },
    );
    line("says", figure.attributed_to.map(|span| span.in_a_line(text)).unwrap_or_default());
    lines
}

fn noun(figure: &Figure) -> String {
    figure
        .noun
        .as_ref()
        .map(|noun| [noun.modifiers.join(" "), noun.lemma.clone()].join(" ").trim().to_owned())
        .unwrap_or_default()
}

fn names(ids: &[ActorId], analysis: &Analysis) -> String {
    let names: Vec<_> =
        ids.iter().filter_map(|id| analysis.reference.called(*id)).map(|actor| actor.name.clone()).collect();
    names.join(", ")
}

fn side_text(analysis: &Analysis, side: &Side) -> Vec<String> {
    let Some(document) = analysis.reference.document(side.evidence.document) else { return Vec::new() };
    let mark = if side.agrees { "agrees" } else { "differs" };
    let sentence = side.evidence.sentence.in_a_line(&document.text);
    let figure = &side.evidence.figure;
    let value = if figure.quantity.kind == Kind::Date {
        wording::time(figure)
    } else {
        wording::interval(figure.quantity.hard)
    };
    let also = wording::also_printed(side, analysis.reference.as_ref());
    let also = also.map(|also| format!("             {also}: one voice"));
    let head = format!("    {mark}  {value}  {}", wording::dated(&side.evidence, analysis.reference.as_ref()));
    [head, format!("             \"{sentence}\"")].into_iter().chain(also).collect()
}
