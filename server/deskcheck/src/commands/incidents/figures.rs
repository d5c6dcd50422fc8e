//! The figures that the passages of an incident tell: the lowest, each source's own, the highest.

use std::collections::BTreeMap;
use std::sync::Arc;

use deskcheck_analysis::extract::{Hedge, Kind, Modality, Role, Scope};
use deskcheck_analysis::lexicon::{events, nouns};
use deskcheck_analysis::resolve::{Evidence, Incident, Passage};
use serde::Serialize;

use crate::corpus::Corpus;
use crate::report::json::{Value, decimal, value};
use crate::workspace::paths;

/// What happened to how many, by every source.
#[derive(Serialize)]
pub(super) struct FigureAnswer<'a> {
    /// What happened to them (`arrest`).
    pub(super) predicate: String,
    /// What is counted, as most sources call it; null where they say it by the predicate alone.
    pub(super) noun: Option<String>,
    pub(super) low: Option<String>,
    pub(super) high: Option<String>,
    pub(super) by_source: Vec<SourceAnswer<'a>>,
}

#[derive(Serialize)]
pub(super) struct SourceAnswer<'a> {
    pub(super) document: String,
    path: String,
    page: Option<u32>,
    line: Option<u32>,
    pub(super) text: String,
    value: Value<'a>,
    pub(super) attributed_to: Option<String>,
    pub(super) dated: Option<String>,
    /// True where that is concluded, not stated.
    pub(super) date_inferred: bool,
    /// Other documents that print the same sentence with the same number.
    pub(super) also_in: Vec<String>,
}

/// The figures of an incident, what happened to most sources' counts first.
pub(super) fn figures<'a>(corpus: &Corpus, incident: &Incident, figures: &'a [Arc<Evidence>]) -> Vec<FigureAnswer<'a>> {
    let mut told: BTreeMap<(String, String), Vec<&'a Evidence>> = BTreeMap::new();
    let mut figures: Vec<&'a Evidence> = figures.iter().map(Arc::as_ref).collect();
    let dated = |evidence: &Evidence| corpus.source(evidence.document).and_then(|source| source.document.date);
    // Who printed it first speaks for those who took it over.
    figures.sort_by_key(|evidence| (dated(evidence).is_none(), dated(evidence), evidence.document, evidence.sentence));
    for evidence in figures {
        if let Some(key) = key(evidence, incident) {
            told.entry(key).or_default().push(evidence);
        }
    }
    let mut answers: Vec<_> = told.into_iter().map(|((class, _), told)| answer(corpus, class, &told)).collect();
    answers.sort_by_key(|answer| std::cmp::Reverse(answer.by_source.len()));
    answers
}

/// The figures of the sentences that tell an incident, each once.
pub(super) fn told_with(corpus: &Corpus, incident: &Incident) -> Vec<Arc<Evidence>> {
    let mut sentences: Vec<Passage> = incident.mentions.iter().map(|mention| mention.sentence).collect();
    sentences.sort_unstable();
    sentences.dedup();
    sentences.into_iter().flat_map(|sentence| corpus.reference().figures_in(sentence)).collect()
}

/// What happened, and the widest kind of what it happened to: by these figures are held side by side.
fn key(evidence: &Evidence, incident: &Incident) -> Option<(String, String)> {
    let figure = &evidence.figure;
    let class = figure.predicate.as_deref().filter(|class| *class != "exist" && events().is_class(class))?;
    let told = events().compatible(class, &incident.predicate) || events().grows(class) || is_done_to_some(class);
    let plain = told
        && figure.quantity.kind == Kind::Count
        && figure.quantity.hedge != Hedge::Article
        && figure.modality == Modality::Asserted
        && matches!(figure.scope, Scope::Whole)
        && figure.role == Some(Role::Patient);
    // A sentence may tell of another day as well.
    let other_day = figure.time.zip(incident.time).is_some_and(|(a, b)| !a.overlaps(&b));
    let noun = figure.noun.as_ref().map_or("person", |noun| nouns().root(&noun.lemma));
    (plain && !other_day).then(|| (class.to_owned(), noun.to_owned()))
}

/// True for what a happening brings upon people: killed, arrested, driven out.
fn is_done_to_some(class: &str) -> bool {
    events().is_done_to_persons(class) && events().is_incident(class)
}

fn answer<'a>(corpus: &Corpus, predicate: String, told: &[&'a Evidence]) -> FigureAnswer<'a> {
    let mut voices: Vec<(&'a Evidence, Vec<String>)> = Vec::new();
    for evidence in told {
        let copies = corpus.reference().copies(passage(evidence));
        let same = |other: &&mut (&'a Evidence, Vec<String>)| {
            copies.contains(&passage(other.0)) && other.0.figure.quantity.hard == evidence.figure.quantity.hard
        };
        match voices.iter_mut().find(same) {
            Some((_, also)) => also.push(corpus.key(evidence.document)),
            None => voices.push((evidence, Vec::new())),
        }
    }
    // `several` widens no count that stands beside it.
    let is_vague = |evidence: &&&Evidence| evidence.figure.quantity.hedge == Hedge::Vague;
    let vague = told.iter().all(|evidence| is_vague(&evidence));
    let hard = || told.iter().filter(|it| vague || !is_vague(it)).map(|evidence| evidence.figure.quantity.hard);
    let low = hard().map(|hard| hard.low).min_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    let open = hard().any(|hard| hard.high.is_none());
    let high = hard().filter_map(|hard| hard.high).max_by(f64::total_cmp).filter(|_| !open);
    let by_source = voices.into_iter().filter_map(|(evidence, also)| source(corpus, evidence, also));
    let noun = told.iter().find_map(|evidence| evidence.figure.noun.as_ref()).map(|noun| noun.lemma.clone());
    FigureAnswer {
        predicate,
        noun,
        low: low.flatten().map(decimal),
        high: high.map(decimal),
        by_source: by_source.collect(),
    }
}

fn passage(evidence: &Evidence) -> Passage {
    Passage { document: evidence.document, span: evidence.sentence }
}

fn source<'a>(corpus: &Corpus, evidence: &'a Evidence, also_in: Vec<String>) -> Option<SourceAnswer<'a>> {
    let figure = &evidence.figure;
    let (source, place) = corpus.locate(Passage { document: evidence.document, span: figure.span })?;
    let text = &source.document.text;
    Some(SourceAnswer {
        document: source.document.key.clone(),
        path: paths::shown(&source.path),
        page: place.page,
        line: place.page.is_none().then_some(place.start.line + 1),
        text: figure.span.of(text).to_owned(),
        value: value(figure),
        attributed_to: figure.attributed_to.map(|span| span.of(text).to_owned()),
        dated: source.document.date.map(|date| date.to_string()),
        date_inferred: source.document.date_inferred,
        also_in,
    })
}
