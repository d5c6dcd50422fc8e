//! `textDocument/documentSymbol`: headings with the claims below them, nested or, for clients that cannot nest, flat.

use deskcheck_analysis::answer::{Analysis, Symbol, headings};
use tower_lsp::ls_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, Uri};

use super::snapshot::Snapshot;

/// The symbols of the note at `uri`.
pub(super) fn symbols(snapshot: &Snapshot, uri: &Uri) -> DocumentSymbolResponse {
    let outline = snapshot.analysis.as_ref().map_or_else(|| headings(&snapshot.note), Analysis::outline);
    if snapshot.client.display.nested_symbols {
        return DocumentSymbolResponse::Nested(outline.into_iter().map(|symbol| nested(snapshot, symbol)).collect());
    }
    let mut symbols = Vec::new();
    for symbol in &outline {
        flatten(snapshot, uri, symbol, None, &mut symbols);
    }
    DocumentSymbolResponse::Flat(symbols)
}

/// Both kinds are known to every client.
fn kind(symbol: &Symbol) -> SymbolKind {
    if symbol.is_claim { SymbolKind::NUMBER } else { SymbolKind::STRING }
}

#[expect(deprecated, reason = "the type has a field that the protocol wants no more")]
fn nested(snapshot: &Snapshot, symbol: Symbol) -> DocumentSymbol {
    DocumentSymbol {
        kind: kind(&symbol),
        range: snapshot.range(symbol.span),
        selection_range: snapshot.range(symbol.words),
        name: symbol.name,
        detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
        tags: None,
        deprecated: None,
        children: (!symbol.is_claim)
            .then(|| symbol.children.into_iter().map(|child| nested(snapshot, child)).collect()),
    }
}

#[expect(deprecated, reason = "the type has a field that the protocol wants no more")]
fn flatten(snapshot: &Snapshot, uri: &Uri, symbol: &Symbol, above: Option<&str>, all: &mut Vec<SymbolInformation>) {
    all.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: kind(symbol),
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range: snapshot.range(symbol.span) },
        container_name: above.map(str::to_owned),
    });
    for child in &symbol.children {
        flatten(snapshot, uri, child, Some(&symbol.name), all);
    }
}
