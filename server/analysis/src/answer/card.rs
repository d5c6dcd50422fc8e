//! The card of an actor: who it is, how the documents write it, beside whom they name it, and what they said last.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::{Analysis, wording};
use crate::extract::{ActorKind, left_out};
use crate::resolve::names::{compare, folded};
use crate::resolve::{Actor, ActorId, Alias, Passage, Sightings};
use crate::text::{Document, DocumentId, Span};

/// Spellings on a card.
const SPELLINGS: usize = 8;
/// Companions on a card.
const COMPANIONS: usize = 3;
/// Candidates on the card of an ambiguous name.
const CANDIDATES: usize = 6;

/// The card of an actor, as Markdown; `surface` is how the note calls it, where it does.
pub(super) fn card(analysis: &Analysis, actor: &Actor, surface: Option<&str>) -> String {
    let mut head = vec![format!("**{}**{}", actor.name, kind(actor.kind))];
    let role = role(analysis, actor);
    head.extend((!role.is_empty()).then_some(role));
    let note = actor.card.as_ref().and_then(|card| Some((card.note.as_deref()?, &card.file)));
    head.extend(note.map(|(note, file)| format!("{} [{file}]", Span::new(0, note.len()).in_a_line(note))));
    // Two spaces break a line of Markdown.
    let mut lines = vec![head.join("  \n"), String::new()];
    lines.extend(written(actor));
    lines.extend(surface.and_then(|surface| because(actor, surface)));
    let sightings = analysis.reference.sightings(actor.id);
    lines.extend(seen(analysis, &sightings));
    lines.extend(companions(analysis, actor, &sightings));
    lines.extend(latest(analysis, &sightings));
    let others = actor.ambiguous_with.iter().filter_map(|id| analysis.reference.called(*id));
    let others: Vec<_> = others.map(|other| other.name.clone()).take(4).collect();
    lines.extend((!others.is_empty()).then(|| format!("\nNot to be confused with {}", others.join(", "))));
    lines.join("\n")
}

/// The card of a name that several actors may be called.
pub(super) fn candidates(analysis: &Analysis, surface: &str, actors: &[ActorId]) -> String {
    let told = actors.iter().filter_map(|id| analysis.reference.called(*id)).map(|actor| {
        let role = role(analysis, &actor);
        let role = if role.is_empty() { String::new() } else { format!(": {role}") };
        format!("- {}{role}", actor.name)
    });
    let mut lines: Vec<_> = told.take(CANDIDATES).collect();
    if actors.len() > CANDIDATES {
        lines.push(format!("- and {} others", actors.len() - CANDIDATES));
    }
    format!("**{surface}** may be\n\n{}", lines.join("\n"))
}

/// The best description of an actor with its source; empty where no document has one.
pub(super) fn role(analysis: &Analysis, actor: &Actor) -> String {
    let Some(description) = actor.descriptions.first() else { return String::new() };
    let words: Vec<_> = description.text.split_whitespace().collect();
    format!("{} [{}]", words.join(" "), key(analysis, description.passage))
}

/// The card of a document, as Markdown: title, publisher, author, day, grade, citation key, and what makes it less than it
/// seems.
pub(super) fn document_card(document: &Document) -> String {
    let title = document.title.as_deref().unwrap_or(&document.key);
    let grade = document.grade.as_ref().map(|grade| format!("graded {grade}"));
    let key = format!("@{}", document.key);
    let facts = [document.publisher.clone(), document.author.clone(), document.day(), grade, Some(key)];
    let mut card = vec![format!("**{title}**"), facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")];
    card.extend(document.retracted.then(|| "**Retracted**: its figures count for nothing".to_owned()));
    card.extend(left_out(document).map(|why| format!("Its figures are not read: {why}")));
    card.join("\n\n")
}

/// The card of a work that a library of references lists and of which no document is there.
pub(super) fn listed_card(work: &Document) -> String {
    let card = document_card(&Document { language: None, ..work.clone() });
    format!("{card}\n\nNo document of it is there: it is only listed in the bibliography")
}

fn key(analysis: &Analysis, passage: Passage) -> String {
    analysis.reference.document(passage.document).map(|document| document.key.clone()).unwrap_or_default()
}

/// ` · person`; nothing where the kind is not told.
fn kind(kind: ActorKind) -> String {
    if kind.word().is_empty() { String::new() } else { format!(" · {}", kind.word()) }
}

/// How the documents write it, where that is in more than one way.
fn written(actor: &Actor) -> Option<String> {
    let written: Vec<_> = actor.aliases.iter().filter(|alias| alias.count > 0).collect();
    let spellings: Vec<_> =
        written.iter().take(SPELLINGS).map(|alias| format!("{} ({})", alias.text, alias.count)).collect();
    (written.len() > 1).then(|| format!("Written {}  ", spellings.join(", ")))
}

/// Why the note's name is this actor's; nothing where it is the name that the card has in front.
fn because(actor: &Actor, surface: &str) -> Option<String> {
    let surface = surface.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = actor.aliases.iter().find(|alias| alias.text == surface);
    let known = known.or_else(|| actor.aliases.iter().find(|alias| folded(&alias.text) == folded(&surface)));
    if let Some(alias) = known {
        let told = alias.text != actor.name && !alias.because.is_empty();
        return told.then(|| format!("Matched because: {}  ", alias.because));
    }
    let (like, reason) = likest(actor, &surface)?;
    Some(format!("Matched because: {reason}, as in {like}; {surface} stands in no document  "))
}

/// The alias, or its last word, that an unseen spelling is most like, with what makes them alike.
fn likest<'a>(actor: &'a Actor, surface: &str) -> Option<(&'a str, String)> {
    let forms = |alias: &'a Alias| {
        let last = alias.text.rsplit(' ').next().filter(|last| last.len() < alias.text.len());
        [Some(alias.text.as_str()), last].into_iter().flatten()
    };
    let scored = actor.aliases.iter().flat_map(forms).map(|form| (compare(surface, form), form));
    let (likeness, form) = scored.max_by(|(a, _), (b, _)| a.score.total_cmp(&b.score))?;
    let reasons: Vec<_> =
        likeness.because.iter().filter(|reason| !reason.starts_with("not the same")).cloned().collect();
    let reason = match reasons.as_slice() {
        [] => "the likest spelling".to_owned(),
        [only] if only == "the same words" => "the same word".to_owned(),
        several => several.join(", "),
    };
    Some((form, reason))
}

/// Dates of the first and the last document that names the actor.
fn seen(analysis: &Analysis, sightings: &Sightings) -> Option<String> {
    let told = |id: DocumentId| {
        let document = analysis.reference.document(id)?;
        Some((document.day()?, document.key.clone()))
    };
    let (first, last) = sightings.ends?;
    let ((first, first_key), (last, last_key)) = (told(first)?, told(last)?);
    Some(if first_key == last_key {
        format!("Seen {first} ({first_key})  ")
    } else {
        format!("First seen {first} ({first_key}), last {last} ({last_key}), in {} documents  ", sightings.dated)
    })
}

/// Who is named in the same sentences most often.
fn companions(analysis: &Analysis, actor: &Actor, sightings: &Sightings) -> Option<String> {
    let reference = analysis.reference.as_ref();
    let mut counts: FxHashMap<ActorId, usize> = FxHashMap::default();
    let mut sentences: Vec<Passage> = sightings.last.iter().map(|mention| reference.sentence_of(*mention)).collect();
    sentences.dedup();
    for sentence in sentences {
        let mut here: Vec<_> = reference.actors_in(sentence).into_iter().map(|(_, id)| id).collect();
        here.sort_unstable();
        here.dedup();
        here.into_iter().filter(|id| *id != actor.id).for_each(|id| *counts.entry(id).or_default() += 1);
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_unstable_by_key(|(id, count)| (Reverse(*count), *id));
    let acts = |kind| !matches!(kind, ActorKind::Place | ActorKind::Publication);
    let named = ranked.into_iter().filter_map(|(id, count)| {
        let other = acts(reference.kind_of(id)).then(|| reference.called(id)).flatten()?;
        Some(format!("{} ({count})", other.name))
    });
    let named: Vec<_> = named.take(COMPANIONS).collect();
    (!named.is_empty()).then(|| format!("In one sentence with {}  ", named.join(", ")))
}

/// The sentences of the latest mentions, one a document.
fn latest(analysis: &Analysis, sightings: &Sightings) -> Vec<String> {
    let line = |passage: &Passage| {
        let document = analysis.reference.document(passage.document)?;
        let date = document.day().map(|date| format!("{date}, ")).unwrap_or_default();
        let sentence = analysis.reference.sentence_of(*passage).span;
        Some(format!("\n> {} ({date}{})", wording::quote(&document.text, sentence), document.key))
    };
    sightings.latest.iter().filter_map(line).collect()
}
