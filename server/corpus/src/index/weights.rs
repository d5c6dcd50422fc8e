//! What values take up in memory, in bytes: themselves and what they point to. What several share is counted for each.

use std::mem::size_of;
use std::sync::Arc;

use deskcheck_analysis::extract::{Figure, FigureWords, Mention};
use deskcheck_analysis::resolve::{
    Actor, ActorId, Alias, Cast, Description, Evidence, Incident, IncidentMention, Passage,
};
use deskcheck_analysis::text::DocumentId;

use super::resolved::Links;
use super::store::Outline;
use crate::files::Filed;

/// What a value costs besides itself: counters, its place in a table, what the allocator rounds up.
const KEPT: usize = 96;

/// What an allocation costs besides its bytes.
const ALLOCATED: usize = 16;

fn list<T>(values: &Vec<T>) -> usize {
    values.capacity() * size_of::<T>() + ALLOCATED
}

fn texts(texts: &[String]) -> usize {
    texts.iter().map(|text| text.capacity() + size_of::<String>() + ALLOCATED).sum()
}

fn shared(ids: &Arc<[ActorId]>) -> usize {
    ids.len() * size_of::<ActorId>() + 2 * ALLOCATED
}

pub(super) fn filed(filed: &Filed) -> usize {
    let document = &filed.document;
    // The map is about as long as the text has lines.
    KEPT + size_of::<Filed>()
        + document.text.capacity() * 9 / 8
        + document.key.len()
        + filed.path.as_os_str().len()
        + 512
}

pub(super) fn links(links: &Links) -> usize {
    let lists = list(&links.title) + list(&links.keys) + list(&links.actors) + list(&links.printed) + list(&links.told);
    KEPT + size_of::<Links>() + lists + links.told.iter().map(|(_, incidents)| list(incidents)).sum::<usize>()
}

/// An outline, its mentions with their actors among it.
pub(super) fn outline(outline: &Outline) -> usize {
    let mentions = outline.mentions.len() * (size_of::<Mention>() + size_of::<(Passage, ActorId)>());
    KEPT + size_of::<Outline>() + list(&outline.sentences) + list(&outline.blocks) + mentions
}

pub(super) fn evidence(evidence: &Evidence) -> usize {
    let cast: &Cast = evidence;
    let around = shared(&cast.here) + shared(&cast.near) + shared(&cast.context);
    KEPT + size_of::<Evidence>()
        + ALLOCATED
        + size_of::<Cast>()
        + around
        + list(&cast.beside)
        + figure_parts(&evidence.figure)
}

fn figure_parts(figure: &Figure) -> usize {
    let words: &FigureWords = figure;
    let noun = words.noun.as_ref().map_or(0, |noun| noun.lemma.capacity() + texts(&noun.modifiers) + ALLOCATED);
    let told = words.predicate.as_ref().map_or(0, |class| class.capacity() + ALLOCATED);
    let lists = list(&words.frame)
        + list(&words.terms)
        + list(&words.ranks)
        + list(&words.names)
        + list(&words.descriptors)
        + list(&words.subject_words);
    size_of::<FigureWords>() + noun + told + lists + figure.setting.len() * size_of::<u32>() + 2 * ALLOCATED
}

pub(super) fn actor(actor: &Actor) -> usize {
    let alias = |alias: &Alias| alias.text.capacity() + alias.because.capacity() + list::<DocumentId>(&alias.documents);
    let aliases = list(&actor.aliases) + actor.aliases.iter().map(alias).sum::<usize>();
    let told = |told: &Description| told.text.capacity() + ALLOCATED;
    let descriptions = list(&actor.descriptions) + actor.descriptions.iter().map(told).sum::<usize>();
    let others = list(&actor.mentions) + list(&actor.ambiguous_with) + actor.name.capacity();
    KEPT + size_of::<Actor>() + aliases + descriptions + others
}

pub(super) fn incident(incident: &Incident) -> usize {
    let because = |mention: &IncidentMention| mention.because.capacity();
    let mentions = list(&incident.mentions) + incident.mentions.iter().map(because).sum::<usize>();
    let actors = list(&incident.actors) + list(&incident.patients) + list(&incident.places);
    let words = texts(&incident.predicates) + texts(&incident.because) + incident.name.capacity();
    KEPT + size_of::<Incident>() + mentions + actors + words + incident.predicate.capacity()
}
