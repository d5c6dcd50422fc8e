//! `textDocument/documentLink` and `documentLink/resolve`: citations and links to documents, and wiki links to the sentence
//! that says who an actor is. Other addresses are the editor's own business.

use std::path::Path;

use deskcheck_analysis::answer::{LeadsTo, Link};
use deskcheck_analysis::resolve::ActorId;
use deskcheck_analysis::text::DocumentId;
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
            LeadsTo::Document(id, page) => document(documents, *id, page.as_deref()).map(whole),
            LeadsTo::Target(target) => file(documents, folder.as_deref()?, target).map(whole),
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

/// A document's file. Only of a file with pages one can be named.
fn document(documents: &Documents, id: DocumentId, page: Option<&str>) -> Option<(Uri, DocumentId)> {
    let source = documents.corpus().source(id)?;
    let uri = documents.uri(id)?;
    let has_pages = source.path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
    let first = page.map(|page| page.chars().take_while(char::is_ascii_digit).collect::<String>());
    let first = first.filter(|first| has_pages && !first.is_empty());
    let target = first.map_or_else(|| Some(uri.clone()), |first| with_fragment(uri, &format!("page={first}")));
    Some((target?, id))
}

/// The document that a link names as a file, relative to the note's folder or as a URI; with the link's own fragment.
fn file(documents: &Documents, folder: &Path, target: &str) -> Option<(Uri, DocumentId)> {
    let (named, fragment) = target.split_once('#').map_or((target, None), |(named, rest)| (named, Some(rest)));
    let named =
        if named.contains("://") { path(&named.parse().ok()?)? } else { paths::absolute(&folder.join(decoded(named))) };
    let id = documents.corpus().document_of(&named)?;
    let uri = documents.uri(id)?;
    let target = fragment.map_or_else(|| Some(uri.clone()), |fragment| with_fragment(uri, fragment));
    Some((target?, id))
}

/// Where a document says who an actor is: its file with the line, as editors open it.
fn introduction(snapshot: &Snapshot, actor: ActorId) -> Option<(Uri, DocumentId)> {
    let passage = snapshot.analysis.as_ref()?.introduction(actor)?;
    let (uri, range) = snapshot.documents.as_ref()?.locate(passage, Encoding::Utf16)?;
    let place = format!("L{},{}", range.start.line + 1, range.start.character + 1);
    Some((with_fragment(uri, &place)?, passage.document))
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
