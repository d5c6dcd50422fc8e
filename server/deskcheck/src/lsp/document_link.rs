//! `textDocument/documentLink` and `documentLink/resolve`: citations and links to documents, and wiki links to the sentence
//! that says who an actor is. Other addresses are the editor's own business.

use std::path::Path;

use deskcheck_analysis::answer::{LeadsTo, Link};
use deskcheck_analysis::resolve::{ActorId, Passage};
use deskcheck_analysis::text::{DocumentId, Span};
use tower_lsp::ls_types::{DocumentLink, Uri};

use super::documents::Documents;
use super::initialize::path;
use super::origin;
use super::positions::Encoding;
use super::snapshot::Snapshot;
use crate::workspace::paths;

/// The links of the note at `uri`.
pub(super) fn links(snapshot: &Snapshot, uri: &Uri) -> Option<Vec<DocumentLink>> {
    let documents = snapshot.documents.as_ref()?;
    let folder = path(uri).and_then(|path| path.parent().map(Path::to_path_buf));
    let links = snapshot.analysis.as_ref()?.links();
    let shown = |link: &Link| {
        let whole = |(target, document)| shown(snapshot, link, target, document);
        match &link.leads_to {
            LeadsTo::Document(id, place) => document(documents, *id, *place).map(whole),
            LeadsTo::Target(target) => file(snapshot, folder.as_deref()?, target).map(whole),
            // Where an actor is introduced is looked up when it is needed.
            LeadsTo::Actor(_) => Some(DocumentLink {
                range: snapshot.range(link.span),
                target: None,
                tooltip: None,
                data: origin::kept(uri),
            }),
        }
    };
    Some(links.iter().filter_map(shown).collect())
}

/// A wiki link with where it leads; as it was where it has gone.
pub(super) fn resolve(snapshot: &Snapshot, mut known: DocumentLink) -> DocumentLink {
    let links = snapshot.analysis.as_ref().map(deskcheck_analysis::answer::Analysis::links).unwrap_or_default();
    let link = links.iter().find(|link| snapshot.range(link.span) == known.range);
    let found = link.and_then(|link| match link.leads_to {
        LeadsTo::Actor(actor) => introduction(snapshot, actor),
        LeadsTo::Document(..) | LeadsTo::Target(_) => None,
    });
    if let Some((target, document)) = found {
        known.target = Some(target);
        known.tooltip = tooltip(snapshot, document);
    }
    known
}

fn shown(snapshot: &Snapshot, link: &Link, target: Uri, document: DocumentId) -> DocumentLink {
    let (range, tooltip) = (snapshot.range(link.span), tooltip(snapshot, document));
    DocumentLink { range, target: Some(target), tooltip, data: None }
}

/// Title and day of the document.
fn tooltip(snapshot: &Snapshot, document: DocumentId) -> Option<String> {
    let shows = snapshot.client.display.link_tooltips;
    snapshot.analysis.as_ref().filter(|_| shows)?.document_in_words(document)
}

/// A document's file, at `place` where that is known.
fn document(documents: &Documents, id: DocumentId, place: Option<Passage>) -> Option<(Uri, DocumentId)> {
    let uri = documents.uri(id)?;
    let there = place.and_then(|place| with_fragment(&uri, &fragment(documents, place)?));
    Some((there.unwrap_or(uri), id))
}

/// The part of an address that leads to a passage: its line in a text, its page in a file that is none.
fn fragment(documents: &Documents, passage: Passage) -> Option<String> {
    let source = documents.corpus().source(passage.document)?;
    if source.format.is_text() || documents.is_extracted(passage.document) {
        let range = documents.locate(passage, Encoding::Utf16)?.range;
        return Some(format!("L{},{}", range.start.line + 1, range.start.character + 1));
    }
    source.document.page_of(passage.span.start()).map(|page| format!("page={page}"))
}

/// The document that a link names as a file, relative to the note's folder or as a URI; at the page that the link's own fragment
/// names, or else with that fragment.
fn file(snapshot: &Snapshot, folder: &Path, target: &str) -> Option<(Uri, DocumentId)> {
    let documents = snapshot.documents.as_ref()?;
    let (id, fragment) = linked(documents, folder, target)?;
    if let Some(place) = page(snapshot, id, fragment) {
        return document(documents, id, Some(place));
    }
    let uri = documents.uri(id)?;
    let target = match fragment {
        Some(fragment) => with_fragment(&uri, fragment)?,
        None => uri,
    };
    Some((target, id))
}

/// The place in a document that the link at byte `offset` of the note in `folder` leads to.
pub(super) fn place(snapshot: &Snapshot, folder: &Path, offset: usize) -> Option<(Span, Passage)> {
    let documents = snapshot.documents.as_ref()?;
    let links = snapshot.analysis.as_ref()?.links();
    let (span, target) = links.iter().find_map(|link| match &link.leads_to {
        LeadsTo::Target(target) if link.span.touches(offset) => Some((link.span, target)),
        _ => None,
    })?;
    let (id, fragment) = linked(documents, folder, target)?;
    let start = Passage { document: id, span: Span::new(0, 0) };
    Some((span, page(snapshot, id, fragment).unwrap_or(start)))
}

/// The page that the fragment of a link names (`page=4`).
fn page(snapshot: &Snapshot, id: DocumentId, fragment: Option<&str>) -> Option<Passage> {
    let page = fragment?.split('&').find_map(|part| part.strip_prefix("page="))?;
    snapshot.analysis.as_ref()?.page(id, page)
}

/// The document that a link names, and the link's fragment.
fn linked<'a>(documents: &Documents, folder: &Path, target: &'a str) -> Option<(DocumentId, Option<&'a str>)> {
    let (named, fragment) = target.split_once('#').map_or((target, None), |(named, rest)| (named, Some(rest)));
    let named =
        if named.contains("://") { path(&named.parse().ok()?)? } else { paths::absolute(&folder.join(decoded(named))) };
    Some((documents.corpus().document_of(&named)?, fragment))
}

/// Where a document says who an actor is: its file with the line, as editors open it.
fn introduction(snapshot: &Snapshot, actor: ActorId) -> Option<(Uri, DocumentId)> {
    let passage = snapshot.analysis.as_ref()?.introduction(actor)?;
    document(snapshot.documents.as_ref()?, passage.document, Some(passage))
}

fn with_fragment(uri: &Uri, fragment: &str) -> Option<Uri> {
    format!("{}#{fragment}", uri.as_str()).parse().ok()
}

/// A path as a link writes it, `%20` for a blank.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex = behind.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn paths_in_links_are_decoded() {
        assert_eq!(super::decoded("my%20file%C3%A9.txt"), "my fileé.txt");
        assert_eq!(super::decoded("100%.txt"), "100%.txt");
        assert_eq!(super::decoded("%ff"), "%ff");
    }
}
