//! Edits of notes and files in the forms that clients take: with versions, with annotations, with snippets.

use std::collections::HashMap;

use deskcheck_analysis::answer::Fix;
use deskcheck_analysis::text::Span;
use ropey::Rope;
use serde_json::{Value, json};
use tower_lsp::ls_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges,
    OneOf, OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::initialize::Traits;
use super::open_texts::Editor;
use super::positions;
use super::snapshot::Snapshot;
use crate::cards::editing::FileEdit;

/// The one annotation of an edit that is in doubt.
const DOUBT: &str = "in-doubt";

/// An edit of the note at `uri`, for this version of it where the client keeps count.
pub(super) fn note_edit(snapshot: &Snapshot, uri: &Uri, edits: &[(Span, String)]) -> WorkspaceEdit {
    let edits = edits.iter().map(|(span, new)| TextEdit::new(snapshot.range(*span), new.clone()));
    if !snapshot.client.versioned_edits {
        return WorkspaceEdit {
            changes: Some(HashMap::from([(uri.clone(), edits.collect())])),
            ..WorkspaceEdit::default()
        };
    }
    versioned(snapshot, uri, edits.map(OneOf::Left).collect())
}

/// What a fix does; where it is in doubt, clients that can are told to ask first.
pub(super) fn fix_edit(snapshot: &Snapshot, uri: &Uri, fix: &Fix) -> WorkspaceEdit {
    let Some(doubt) = fix.doubt.as_ref().filter(|_| snapshot.client.annotated_edits) else {
        return note_edit(snapshot, uri, &fix.edits);
    };
    let annotated = fix.edits.iter().map(|(span, new)| {
        let text_edit = TextEdit::new(snapshot.range(*span), new.clone());
        OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: DOUBT.to_owned() })
    });
    let annotation =
        ChangeAnnotation { label: fix.title.clone(), needs_confirmation: Some(true), description: Some(doubt.clone()) };
    WorkspaceEdit {
        change_annotations: Some(HashMap::from([(DOUBT.to_owned(), annotation)])),
        ..versioned(snapshot, uri, annotated.collect())
    }
}

fn versioned(snapshot: &Snapshot, uri: &Uri, edits: Vec<OneOf<TextEdit, AnnotatedTextEdit>>) -> WorkspaceEdit {
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: Some(snapshot.version) };
    let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

/// An action's first edit as a snippet: bytes `blank` of its new text are what the analyst fills in.
pub(super) fn with_snippet(mut action: Value, blank: Span) -> Value {
    let edits = action.pointer_mut("/edit/documentChanges/0/edits/0");
    if let Some(edit) = edits
        && let Some(new) = edit["newText"].as_str()
        && let (Some(before), Some(shown), Some(behind)) =
            (new.get(..blank.start()), new.get(blank.start()..blank.end()), new.get(blank.end()..))
    {
        let value = format!("{}${{1:{}}}{}$0", escaped(before), escaped(shown), escaped(behind));
        *edit = json!({"range": edit["range"], "snippet": {"kind": "snippet", "value": value}});
    }
    action
}

/// Text that says itself in a snippet.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// Edits of card and settings files; none where the client cannot make a file that is needed.
pub(super) fn files_edit(edits: &[FileEdit], editor: &Editor, client: &Traits) -> Option<WorkspaceEdit> {
    if !client.creates_files && edits.iter().any(|edit| edit.before.is_none()) {
        return None;
    }
    if !client.versioned_edits {
        let changes: Option<HashMap<_, _>> =
            edits.iter().map(|edit| Some((Uri::from_file_path(&edit.path)?, vec![text_edit(edit, client)]))).collect();
        return Some(WorkspaceEdit { changes: Some(changes?), ..WorkspaceEdit::default() });
    }
    let mut operations = Vec::new();
    for edit in edits {
        let uri = Uri::from_file_path(&edit.path)?;
        if edit.before.is_none() {
            let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
            let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
        }
        let version = editor.text(&edit.path).map(|open| open.version);
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
        let edits = vec![OneOf::Left(text_edit(edit, client))];
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits }));
    }
    let changes = DocumentChanges::Operations(operations);
    Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}

fn text_edit(edit: &FileEdit, client: &Traits) -> TextEdit {
    let text = Rope::from_str(edit.before.as_deref().unwrap_or_default());
    TextEdit::new(positions::range(&text, edit.span, client.encoding), edit.new.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_becomes_a_place_to_fill_in() {
        let action = json!({"edit": {"documentChanges": [{"edits": [{"range": 1, "newText": " <!-- $x why -->"}]}]}});
        let snippet = with_snippet(action, Span::new(9, 12));
        let edit = &snippet["edit"]["documentChanges"][0]["edits"][0];
        assert_eq!(edit["snippet"]["value"], " <!-- \\$x ${1:why} -->$0");
        assert!(edit.get("newText").is_none());
    }
}
