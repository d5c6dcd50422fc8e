//! The note's figure becomes a source's: one edit for each value that the sources have against it.
//!
//! Only the words of the number change where that is enough, in the manner the note writes numbers; where hedge or unit
//! differ, the source's own words come in. Every edit is read again before it is offered: what it says must be what the
//! source says.

use jiff::civil::Date;

use super::{Fix, Purpose, days, is_meant, manner};
use crate::answer::{Analysis, Claim, wording};
use crate::extract::{Hedge, Kind, Quantity, TimeExpression, extract};
use crate::judge::{Side, Verdict};
use crate::resolve::Evidence;
use crate::text::{DocumentId, Markup, Span};

/// A value and the documents that have it.
struct Value {
    span: Span,
    new: String,
    documents: Vec<DocumentId>,
}

/// What the figures within `span` may be replaced with.
pub(super) fn corrections(analysis: &Analysis, span: Span) -> Vec<Fix> {
    let meant = analysis.claims().iter().filter(|claim| is_meant(claim.evidence.figure.span, span));
    meant.flat_map(|claim| of_claim(analysis, claim)).collect()
}

fn of_claim(analysis: &Analysis, claim: &Claim) -> Vec<Fix> {
    let verdict = claim.judgement.verdict;
    let rule = match verdict {
        Verdict::Contradicted => "contradicted-figure",
        Verdict::Disputed => "disputed-figure",
        Verdict::Outdated => "outdated-figure",
        Verdict::Imprecise => "imprecise-figure",
        Verdict::Supported | Verdict::Unverified => return Vec::new(),
    };
    let span = claim.evidence.figure.span;
    let figure = claim.evidence.figure.quantity.span.in_a_line(&analysis.note.text);
    let others = claim.judgement.sides.iter().filter(|side| verdict == Verdict::Imprecise || !side.agrees);
    let mut values: Vec<Value> = Vec::new();
    let mut unfit = None;
    for side in others {
        match replacement(analysis, claim, &side.evidence) {
            Some((span, new)) => add(&mut values, span, new, side),
            None => unfit = unfit.or(Some(side)),
        }
    }
    let is_one = values.len() == 1 && unfit.is_none();
    let fix = |value: &Value| {
        let old = value.span.in_a_line(&analysis.note.text);
        let told = documents(analysis, &value.documents);
        let edit = (value.span, value.new.clone());
        Fix {
            rule: Some(rule),
            preferred: is_one && verdict == Verdict::Contradicted,
            doubt: (verdict == Verdict::Disputed).then(|| format!("Sources disagree: {}", sides(analysis, claim))),
            ..Fix::new(Purpose::Correct, span, format!("Replace {old} with {} ({told})", value.new), vec![edit])
        }
    };
    let cannot = unfit.map(|side| {
        let title = format!("Replace {figure}: {}", wording::side(&side.evidence, analysis.reference.as_ref()));
        let reason = "what the source says does not fit in the place of these words; change the sentence by hand";
        Fix { rule: Some(rule), ..Fix::unfit(Purpose::Correct, span, title, reason) }
    });
    values.iter().map(fix).chain(cannot).collect()
}

fn add(values: &mut Vec<Value>, span: Span, new: String, side: &Side) {
    let documents = [side.evidence.document].into_iter().chain(side.also.iter().copied());
    match values.iter_mut().find(|value| value.span == span && value.new == new) {
        Some(known) => known.documents.extend(documents),
        None => values.push(Value { span, new, documents: documents.collect() }),
    }
}

/// `harbour-post-2021-03-05 and 1 more`.
fn documents(analysis: &Analysis, ids: &[DocumentId]) -> String {
    let first = ids.first().and_then(|id| analysis.reference.document(*id));
    let key = first.map(|document| document.key.clone()).unwrap_or_default();
    if ids.len() > 1 { format!("{key} and {} more", ids.len() - 1) } else { key }
}

fn sides(analysis: &Analysis, claim: &Claim) -> String {
    let sides = claim.judgement.sides.iter();
    let told: Vec<_> = sides.map(|side| wording::side(&side.evidence, analysis.reference.as_ref())).collect();
    told.join(", ")
}

/// The edit that makes the claim say what `evidence` says; none where no edit of its words does.
fn replacement(analysis: &Analysis, claim: &Claim, evidence: &Evidence) -> Option<(Span, String)> {
    if claim.evidence.figure.quantity.kind == Kind::Date {
        return day(analysis, claim, evidence);
    }
    let document = analysis.reference.document(evidence.document)?;
    let (said, found) = (&claim.evidence.figure.quantity, &evidence.figure.quantity);
    let text = &analysis.note.text;
    let number = said.number.of(text);
    let mut tried: Vec<(Span, String)> = Vec::new();
    if plain(said.hedge) == plain(found.hedge) && said.unit == found.unit && !said.number.is_empty() {
        let its_own = found.number.of(&document.text);
        let styled = exact(found).and_then(|value| manner::written_like(number, value));
        tried.extend(styled.map(|new| (said.number, new)));
        tried.extend((found.hedge != Hedge::Article).then(|| (said.number, its_own.to_owned())));
    }
    let begins = said.span.start() == claim.evidence.sentence.start();
    if found.hedge != Hedge::Article {
        let words = with_capital(&wording::said(evidence, &document.text), begins);
        tried.push(with_partitive((said, text), (found, &document.text), words));
    }
    // What only changes how the same words are written is no correction.
    let changes = |(span, new): &(Span, String)| span.of(text) != new;
    tried.into_iter().filter(changes).find(|(span, new)| reads_as(analysis, claim, *span, new, found))
}

/// A day in the place of a day.
fn day(analysis: &Analysis, claim: &Claim, evidence: &Evidence) -> Option<(Span, String)> {
    let (said, found) = (claim.evidence.figure.time?, evidence.figure.time?);
    let (span, _) = claim.evidence.figure.when.as_ref()?;
    if said.first != said.last || found.first != found.last || found.yearless && !said.yearless {
        return None;
    }
    // Where neither names its year, the years mean nothing.
    let year = if said.yearless { said.first.year() } else { found.first.year() };
    let new = Date::new(year, found.first.month(), found.first.day()).ok()?;
    let words = days::written_like(span.of(&analysis.note.text), said.first, new)?;
    (words != span.of(&analysis.note.text)).then_some(())?;
    let read = extract(&words, Markup::Plain, None);
    let is_day = |expression: &TimeExpression| matches!(expression, TimeExpression::Day { month, day, .. } if (*month, *day) == (new.month(), new.day()));
    read.times.iter().any(|(_, expression)| is_day(expression)).then_some((*span, words))
}

/// `words`, a source's, in the place of a quantity: `dozens of men` for `14 men`, and `14 men` for `dozens of men`.
fn with_partitive(said: (&Quantity, &str), found: (&Quantity, &str), words: String) -> (Span, String) {
    let has_of = |(quantity, text): (&Quantity, &str)| {
        quantity.hedge == Hedge::Vague && text[quantity.span.end()..].starts_with(OF)
    };
    let end = said.0.span.end();
    match (has_of(said), has_of(found)) {
        (true, false) => (Span::new(said.0.span.start(), end + OF.len()), words),
        (false, true) => (said.0.span, words + OF),
        _ => (said.0.span, words),
    }
}

/// What joins a vague number to what is counted.
const OF: &str = " of";

/// One by the article alone is one.
fn plain(hedge: Hedge) -> Hedge {
    if hedge == Hedge::Article { Hedge::Exact } else { hedge }
}

fn exact(quantity: &Quantity) -> Option<f64> {
    quantity.hard.low.filter(|low| plain(quantity.hedge) == Hedge::Exact && Some(*low) == quantity.hard.high)
}

fn with_capital(words: &str, begins: bool) -> String {
    let mut characters = words.chars();
    match characters.next().filter(|_| begins) {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => words.to_owned(),
    }
}

/// True where the claim's sentence, with `new` in the place of `span`, says what `wanted` says.
fn reads_as(analysis: &Analysis, claim: &Claim, span: Span, new: &str, wanted: &Quantity) -> bool {
    let sentence = claim.evidence.sentence;
    if !sentence.covers(span) {
        return is_digits(span.of(&analysis.note.text)) && is_digits(new);
    }
    let prose = &analysis.note.prose.text;
    let edited =
        [Span::new(sentence.start(), span.start()).of(prose), new, Span::new(span.end(), sentence.end()).of(prose)];
    // One line is one paragraph.
    let edited = edited.concat().replace(['\n', '\r'], " ");
    let start = span.start() - sentence.start();
    let place = Span::new(start, start + new.len());
    let says = |quantity: &Quantity| {
        quantity.number.overlaps(place)
            && quantity.kind == wanted.kind
            && quantity.unit == wanted.unit
            && quantity.hard == wanted.hard
    };
    let date = analysis.note.front_matter.date;
    let read = extract(&edited, Markup::Plain, date);
    // A cell that holds a number alone says nothing without its heads.
    let alone = sentence == claim.evidence.figure.quantity.number && is_digits(span.of(prose)) && is_digits(new);
    alone || read.figures.iter().any(|figure| says(&figure.quantity))
}

fn is_digits(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit())
        && words.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}
