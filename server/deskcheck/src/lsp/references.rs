//! `textDocument/references`: every passage of the documents, of the note and of the other notes of its workspace that tells of
//! an incident, an actor, a figure.
//!
//! Notes that are not open are read from disk, one after the other, and only those that hold a word of what is looked for.

use std::path::Path;

use deskcheck_analysis::answer::{Note, Place, Subject, subject_places};
use deskcheck_analysis::text::Span;
use ropey::Rope;
use tower_lsp::ls_types::{Location, Position, ReferenceContext, Uri};

use super::documents::Documents;
use super::positions;
use super::snapshot::{Published, Snapshot};
use super::stop::Stop;
use crate::workspace::notes::{LONGEST, LOOKED_AT, notes_below};

/// What speaks of what stands at `position` of the note at `uri`.
pub(super) fn references(
    snapshot: &Snapshot,
    published: &Published,
    uri: &Uri,
    position: Position,
    context: ReferenceContext,
    stop: &Stop,
) -> Option<Vec<Location>> {
    let documents = snapshot.documents.as_ref()?;
    let analysis = snapshot.analysis.as_ref()?;
    let offset = snapshot.byte(position);
    let mut places = analysis.references(offset);
    if !context.include_declaration {
        let declared = analysis.declaration(offset);
        places.retain(|place| declared.is_none_or(|passage| *place != Place::Document(passage)));
    }
    let (own, told): (Vec<_>, Vec<_>) = places.into_iter().partition(|place| matches!(place, Place::Note(_)));
    let location = |place: &Place| match place {
        Place::Note(span) => Some(Location { uri: uri.clone(), range: snapshot.range(*span) }),
        Place::Document(passage) => documents.locate(*passage, snapshot.client.encoding),
    };
    let mut found: Vec<Location> = own.iter().filter_map(location).collect();
    if let Some(subject) = analysis.subject(offset) {
        found.extend(in_open_notes(snapshot, published, uri, &subject));
        found.extend(in_closed_notes(snapshot, documents, published, uri, &subject, stop));
    }
    found.extend(told.iter().filter_map(location));
    (!found.is_empty()).then_some(found)
}

/// Places in the other open notes that are judged by the same documents.
fn in_open_notes(snapshot: &Snapshot, published: &Published, uri: &Uri, subject: &Subject) -> Vec<Location> {
    let mut found = Vec::new();
    for other in published.iter().filter(|other| other.key() != uri) {
        let same = match (&snapshot.documents, &other.documents) {
            (Some(own), Some(its)) => std::ptr::eq(&raw const **own, &raw const **its),
            _ => false,
        };
        let is_document = snapshot.documents.as_deref().is_some_and(|documents| documents.hold(other.key()));
        let Some(analysis) = other.analysis.as_ref().filter(|_| same && !is_document) else { continue };
        let location = |span: Span| Location { uri: other.key().clone(), range: other.range(span) };
        found.extend(analysis.places_of(subject).into_iter().map(location));
    }
    found.sort_by(|a, b| (a.uri.as_str(), a.range.start).cmp(&(b.uri.as_str(), b.range.start)));
    found
}

/// Places in the notes of the workspace that are not open.
fn in_closed_notes(
    snapshot: &Snapshot,
    documents: &Documents,
    published: &Published,
    uri: &Uri,
    subject: &Subject,
    stop: &Stop,
) -> Vec<Location> {
    let workspace = documents.workspace();
    let reference = documents.corpus().reference();
    let words = subject.words(reference.as_ref());
    let mut found = Vec::new();
    for path in notes_below(&workspace.root, Some(workspace), LOOKED_AT) {
        let Some(its) = Uri::from_file_path(&path) else { continue };
        if stop.is_stopped() {
            break;
        }
        if its == *uri || published.contains_key(&its) {
            continue;
        }
        let Some(text) = note_with(&path, &words) else { continue };
        let rope = Rope::from_str(&text);
        let note = Note::read(text, None);
        let range = |span| positions::range(&rope, span, snapshot.client.encoding);
        let places = subject_places(&note, reference.as_ref(), subject);
        found.extend(places.into_iter().map(|span| Location { uri: its.clone(), range: range(span) }));
    }
    found
}

/// The text of a note that holds one of `words`, letter case aside.
fn note_with(path: &Path, words: &[String]) -> Option<String> {
    let length = std::fs::metadata(path).ok()?.len();
    let text = if length <= LONGEST { std::fs::read_to_string(path).ok()? } else { return None };
    let lower = text.replace(['’', '‘'], "'").to_lowercase();
    words.iter().any(|word| lower.contains(word.as_str())).then_some(text)
}
