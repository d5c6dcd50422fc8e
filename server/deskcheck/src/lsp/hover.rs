//! `textDocument/hover`.

use tower_lsp::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::snapshot::Snapshot;

/// The card for what stands at `position`.
pub(super) fn hover(snapshot: &Snapshot, position: Position) -> Option<Hover> {
    let card = snapshot.analysis.as_ref()?.hover(snapshot.byte(position))?;
    let (kind, value) = content(snapshot, card.markdown);
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(snapshot.range(card.span)),
    })
}

/// A card as the client can show it.
pub(super) fn content(snapshot: &Snapshot, markdown: String) -> (MarkupKind, String) {
    if snapshot.client.markdown { (MarkupKind::Markdown, markdown) } else { (MarkupKind::PlainText, plain(&markdown)) }
}

/// Markdown without the marks that our cards use: emphasis, code, escapes.
fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut characters = markdown.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek().is_some_and(char::is_ascii_punctuation) => text.extend(characters.next()),
            '*' | '`' => {}
            character => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn plain_text_has_no_marks() {
        assert_eq!(super::plain("**Badr** (`key`), 2 \\* 3"), "Badr (key), 2 * 3");
    }
}
