//! Hover cards: who an actor is (`card`), and what the documents say of a figure or under a citation key.

use std::sync::Arc;

use super::{Analysis, Claim, card, names, wording};
use crate::judge::{Gate, Verdict};
use crate::resolve::Evidence;
use crate::text::Span;

/// A card for what stands under the cursor.
#[derive(Clone, Debug)]
pub struct Hover {
    /// What it is about, in bytes of the note.
    pub span: Span,
    /// The card, as Markdown.
    pub markdown: String,
}

/// The card for what stands at byte `offset`: a figure's number, a citation, a name.
pub(super) fn hover(analysis: &Analysis, offset: usize) -> Option<Hover> {
    number(analysis, offset)
        .or_else(|| citation(analysis, offset))
        .or_else(|| name(analysis, offset))
        .or_else(|| counted(analysis, offset))
}

fn number(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let claim = analysis.claims().iter().find(|claim| claim.evidence.figure.quantity.span.touches(offset))?;
    Some(figure_card(analysis, claim))
}

fn counted(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let claim = analysis.claims().iter().find(|claim| claim.evidence.figure.span.touches(offset))?;
    Some(figure_card(analysis, claim))
}

fn figure_card(analysis: &Analysis, claim: &Claim) -> Hover {
    let span = claim.evidence.figure.span;
    let figure = span.in_a_line(&analysis.note.text);
    let sides = &claim.judgement.sides;
    let agreeing = sides.iter().filter(|side| side.agrees).count();
    let summary = match claim.judgement.verdict {
        Verdict::Unverified => "nothing comparable stands in the documents".to_owned(),
        Verdict::Supported if agreeing == 1 => "one source says so".to_owned(),
        Verdict::Supported => format!("{agreeing} sources say so"),
        Verdict::Contradicted => "every comparable source says otherwise".to_owned(),
        Verdict::Disputed => "sources disagree".to_owned(),
        Verdict::Outdated => "a later count stands in the documents".to_owned(),
        Verdict::Imprecise => "no source says it so exactly".to_owned(),
    };
    let mut lines = vec![format!("**{figure}** · {}: {summary}", claim.judgement.verdict.name()), String::new()];
    for side in sides {
        let Some(document) = analysis.reference.document(side.evidence.document) else { continue };
        let mark = if side.agrees { "✓" } else { "✗" };
        let said = side.evidence.figure.span.in_a_line(&document.text);
        lines.push(format!("- {mark} **{said}**: {}  ", wording::source(side, analysis.reference.as_ref())));
        let quote = wording::quote(&document.text, side.evidence.sentence);
        let imprint = wording::imprint(&document).map(|imprint| format!("  \n  {imprint}"));
        lines.push(format!("  *{quote}*{}", imprint.unwrap_or_default()));
    }
    lines.extend(retracted(analysis, claim));
    if claim.judgement.verdict == Verdict::Unverified {
        lines.extend(nearest_withheld(analysis, claim));
    }
    Hover { span, markdown: lines.join("\n") }
}

/// The figures that would count if their documents had not been retracted.
fn retracted(analysis: &Analysis, claim: &Claim) -> Vec<String> {
    let retracted = claim.judgement.withheld.iter().filter(|(gate, _)| *gate == Gate::Retracted);
    let line = |(_, evidence): &(Gate, Arc<Evidence>)| {
        let document = analysis.reference.document(evidence.document)?;
        let said = evidence.figure.span.in_a_line(&document.text);
        Some(format!("- not counted: **{said}**: {}", wording::dated(evidence, analysis.reference.as_ref())))
    };
    retracted.filter_map(line).collect()
}

/// The figures that came closest and the gate that held them back, as many as are kept.
fn nearest_withheld(analysis: &Analysis, claim: &Claim) -> Vec<String> {
    let line = |(gate, evidence): &(Gate, Arc<Evidence>)| {
        let document = analysis.reference.document(evidence.document)?;
        let said = evidence.figure.span.in_a_line(&document.text);
        Some(format!("- not compared: **{said}** ({}), which {}", document.key, gate.describe()))
    };
    let compared = claim.judgement.withheld.iter().filter(|(gate, _)| *gate != Gate::Retracted);
    compared.filter_map(line).collect()
}

fn citation(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let citation = analysis.note.facts.citations.iter().find(|citation| citation.span.touches(offset))?;
    let reference = analysis.reference.as_ref();
    let document = reference.document_of_key(&citation.key).and_then(|id| reference.document(id));
    let card = document.map(|document| card::document_card(&document));
    let markdown = card.or_else(|| Some(card::listed_card(reference.listed(&citation.key)?.as_ref())))?;
    Some(Hover { span: citation.span, markdown })
}

fn name(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let name = names::at(analysis, offset)?;
    let reference = analysis.reference.as_ref();
    let surface = name.span.in_a_line(&analysis.note.text);
    let markdown = match name.actor().and_then(|id| reference.called(id)) {
        Some(actor) => card::card(analysis, &actor, Some(&surface)),
        None => match name.candidates() {
            [] => return None,
            several => card::candidates(analysis, &surface, several),
        },
    };
    Some(Hover { span: name.span, markdown })
}
