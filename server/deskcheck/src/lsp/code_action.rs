//! `textDocument/codeAction`: what the analyst may settle with one keystroke, as edits that the editor applies.

use std::collections::HashMap;

use deskcheck_analysis::answer::{Fix, Ruling};
use deskcheck_analysis::text::Span;
use ropey::Rope;
use tower_lsp::ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CreateFile, CreateFileOptions, Diagnostic,
    DocumentChangeOperation, DocumentChanges, NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, Range,
    ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::initialize::Traits;
use super::positions;
use super::rename::note_edit;
use super::snapshot::Snapshot;
use crate::cards::editing::{self, FileEdit};

/// The rule whose findings a ruling about an open name settles.
const AMBIGUOUS: &str = "ambiguous-actor";

/// The actions for what stands where `range` begins, of the kinds that are asked for.
pub(super) fn code_actions(
    snapshot: &Snapshot,
    uri: &Uri,
    range: Range,
    context: &CodeActionContext,
) -> Option<Vec<CodeActionOrCommand>> {
    let analysis = snapshot.analysis.as_ref()?;
    let fixes = if is_asked_for(&CodeActionKind::QUICKFIX, context) {
        analysis.fixes(Span::new(snapshot.byte(range.start), snapshot.byte(range.end)))
    } else {
        Vec::new()
    };
    let fixes = fixes.iter().map(|found| fix(snapshot, uri, found, context));
    let rulings = analysis.rulings(snapshot.byte(range.start));
    let actions = rulings.iter().filter(|ruling| is_asked_for(&kind(ruling), context));
    let actions = actions.filter_map(|ruling| settle(snapshot, ruling, context));
    let actions: Vec<_> = fixes.chain(actions).map(CodeActionOrCommand::CodeAction).collect();
    (!actions.is_empty()).then_some(actions)
}

/// An edit of the note that settles a finding of it.
fn fix(snapshot: &Snapshot, uri: &Uri, fix: &Fix, context: &CodeActionContext) -> CodeAction {
    let edits = fix.edits.iter().map(|(span, new)| TextEdit::new(snapshot.range(*span), new.clone()));
    let place = snapshot.range(fix.span);
    let is_settled =
        |found: &&Diagnostic| found.range == place && found.code == Some(NumberOrString::String(fix.rule.to_owned()));
    let settled: Vec<_> = context.diagnostics.iter().filter(is_settled).cloned().collect();
    CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: (!settled.is_empty()).then_some(settled),
        edit: Some(note_edit(snapshot, uri, edits.collect())),
        is_preferred: (fix.edits.len() == 1).then_some(true),
        ..CodeAction::default()
    }
}

/// A name that is left open is a problem to be fixed; any other ruling is a change of what is known.
fn kind(ruling: &Ruling) -> CodeActionKind {
    if ruling.open { CodeActionKind::QUICKFIX } else { CodeActionKind::REFACTOR }
}

fn is_asked_for(kind: &CodeActionKind, context: &CodeActionContext) -> bool {
    let covers = |asked: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        rest.is_some_and(|rest| rest.is_empty() || asked.as_str().is_empty() || rest.starts_with('.'))
    };
    context.only.as_ref().is_none_or(|only| only.iter().any(covers))
}

/// A ruling as an edit of card files; none where the client cannot make the file that it needs.
fn settle(snapshot: &Snapshot, ruling: &Ruling, context: &CodeActionContext) -> Option<CodeAction> {
    let edits = editing::edits(snapshot.documents.as_ref()?.corpus().cards(), ruling)?;
    let open = NumberOrString::String(AMBIGUOUS.to_owned());
    let settles = |found: &&Diagnostic| ruling.open && found.code.as_ref() == Some(&open);
    let settled: Vec<_> = context.diagnostics.iter().filter(settles).cloned().collect();
    Some(CodeAction {
        title: ruling.title.clone(),
        kind: Some(kind(ruling)),
        diagnostics: (!settled.is_empty()).then_some(settled),
        edit: Some(workspace_edit(&edits, &snapshot.client)?),
        ..CodeAction::default()
    })
}

fn workspace_edit(edits: &[FileEdit], client: &Traits) -> Option<WorkspaceEdit> {
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
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: None };
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
