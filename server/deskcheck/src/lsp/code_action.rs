//! `textDocument/codeAction` and `codeAction/resolve`: what the analyst may settle with one keystroke, as edits that the editor
//! applies.
//!
//! A client that resolves actions gets them without their edits first. An action is found again by what it is about; where
//! the text has moved on meanwhile there is none to be found.

use std::path::Path;

use deskcheck_analysis::answer::{Fix, Purpose, Ruling};
use deskcheck_analysis::text::Span;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CodeAction, CodeActionContext, CodeActionDisabled, CodeActionKind, CodeActionOrCommand, CodeActionTriggerKind,
    Diagnostic, NumberOrString, Range, Uri, WorkspaceEdit,
};

use super::edits::{files_edit, fix_edit, note_edit, with_snippet};
use super::open_texts::Editor;
use super::server::Server;
use super::snapshot::Snapshot;
use crate::cards::editing;

/// The rule whose findings a ruling about an open name settles.
const AMBIGUOUS: &str = "ambiguous-actor";

/// Everything that is beyond doubt, at once.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.deskcheck");

/// What `codeAction/resolve` needs to know of an action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Origin {
    /// The note.
    uri: Uri,
    /// The client's number for its text.
    version: i32,
    /// The bytes of the note that were asked about.
    span: (usize, usize),
}

impl Origin {
    /// What was kept in an action.
    fn of(action: &CodeAction) -> Option<Self> {
        serde_json::from_value(action.data.clone()?).ok()
    }

    fn span(&self, snapshot: &Snapshot) -> Span {
        let end = snapshot.text.len_bytes();
        Span::new(self.span.0.min(end), self.span.1.min(end))
    }
}

/// The actions for what stands within `range`, of the kinds that are asked for.
pub(super) fn code_actions(
    snapshot: &Snapshot,
    editor: &Editor,
    uri: &Uri,
    range: Range,
    context: &CodeActionContext,
) -> Option<Vec<CodeActionOrCommand>> {
    let (start, end) = (snapshot.byte(range.start), snapshot.byte(range.end));
    let origin = Origin { uri: uri.clone(), version: snapshot.version, span: (start, end.max(start)) };
    let asked = Asked { snapshot, editor, origin: &origin, context };
    let mut actions = asked.fixes();
    actions.extend(asked.rulings());
    actions.extend(asked.certain());
    let actions: Vec<_> = actions.into_iter().map(CodeActionOrCommand::CodeAction).collect();
    (!actions.is_empty()).then_some(actions)
}

impl Server {
    /// `codeAction/resolve`, as [`super::newer`] calls it.
    pub(super) async fn resolve_action(&self, action: CodeAction) -> Result<Value> {
        let Some(origin) = Origin::of(&action) else {
            return serde_json::to_value(action).map_err(|_| Error::internal_error());
        };
        let editor = self.editor();
        let found = self.ask(&origin.uri, move |snapshot| Some(resolved(snapshot, &editor, action))).await?;
        found.unwrap_or_else(|| Err(Error::content_modified()))
    }
}

/// The action with its edit, as JSON: an edit may be a snippet, which the transport's types do not know.
///
/// # Errors
///
/// Where the text has moved on since the action was offered.
fn resolved(snapshot: &Snapshot, editor: &Editor, action: CodeAction) -> Result<Value> {
    let origin = Origin::of(&action).filter(|origin| origin.version == snapshot.version);
    let Some(origin) = origin else { return Err(Error::content_modified()) };
    let context =
        CodeActionContext { only: action.kind.clone().map(|kind| vec![kind]), ..CodeActionContext::default() };
    let asked = Asked { snapshot, editor, origin: &origin, context: &context };
    let kind = action.kind.clone().unwrap_or(CodeActionKind::EMPTY);
    let fix = asked.found().into_iter().find(|fix| fix.title == action.title && kind_of(fix) == kind);
    let edit = match &fix {
        Some(fix) => Some(fix_edit(snapshot, &origin.uri, fix)),
        None if kind == FIX_ALL => asked.certain_edit(),
        None => {
            asked.ruled().iter().find(|ruling| ruling.title == action.title).and_then(|found| asked.ruling_edit(found))
        }
    };
    let Some(edit) = edit else { return Err(Error::content_modified()) };
    let action = CodeAction { edit: Some(edit), ..action };
    let blank = fix.and_then(|fix| fix.blank).filter(|_| snapshot.client.snippet_edits);
    let resolved = serde_json::to_value(action).map_err(|_| Error::internal_error())?;
    Ok(match blank {
        Some(blank) => with_snippet(resolved, blank),
        None => resolved,
    })
}

/// One request for actions.
struct Asked<'a> {
    snapshot: &'a Snapshot,
    editor: &'a Editor,
    origin: &'a Origin,
    context: &'a CodeActionContext,
}

impl Asked<'_> {
    /// True where an action of this kind is asked for. What an editor asks for by itself, at every move of the cursor, is
    /// what settles findings; what changes the whole note is given only where its kind is named.
    fn wants(&self, kind: &CodeActionKind) -> bool {
        let covers = |asked: &CodeActionKind| {
            let rest = kind.as_str().strip_prefix(asked.as_str());
            rest.is_some_and(|rest| rest.is_empty() || asked.as_str().is_empty() || rest.starts_with('.'))
        };
        match &self.context.only {
            Some(only) => only.iter().any(covers),
            None if self.context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC) => {
                *kind == CodeActionKind::QUICKFIX
            }
            None => *kind != FIX_ALL,
        }
    }

    /// What may be done about what stands there.
    fn found(&self) -> Vec<Fix> {
        let Some(analysis) = &self.snapshot.analysis else { return Vec::new() };
        let mut found = analysis.fixes(self.origin.span(self.snapshot));
        found.retain(|fix| self.wants(&kind_of(fix)));
        found
    }

    fn fixes(&self) -> Vec<CodeAction> {
        let automatic = self.context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC);
        let shows_unfit = self.snapshot.client.disabled_actions && !automatic;
        let kinds = [CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE];
        if !kinds.iter().any(|kind| self.wants(kind)) {
            return Vec::new();
        }
        let found = self.found().into_iter().filter(|fix| fix.unfit.is_none() || shows_unfit);
        found.map(|fix| self.fix(&fix)).collect()
    }

    fn fix(&self, fix: &Fix) -> CodeAction {
        let place = self.snapshot.range(fix.span);
        let is_settled = |found: &&Diagnostic| {
            let inside = place.start <= found.range.start && found.range.end <= place.end;
            inside && fix.rule.is_some_and(|rule| has_code(found, rule))
        };
        let settled: Vec<_> = self.context.diagnostics.iter().filter(is_settled).cloned().collect();
        let disabled = fix.unfit.map(|reason| CodeActionDisabled { reason: reason.to_owned() });
        let action = CodeAction {
            title: fix.title.clone(),
            kind: Some(kind_of(fix)),
            diagnostics: (!settled.is_empty()).then_some(settled),
            is_preferred: fix.preferred.then_some(true),
            disabled,
            ..CodeAction::default()
        };
        if action.disabled.is_some() {
            return action;
        }
        self.with_edit(action, || Some(fix_edit(self.snapshot, &self.origin.uri, fix))).unwrap_or_default()
    }

    /// What may be settled about the name under the cursor.
    fn ruled(&self) -> Vec<Ruling> {
        let analysis = self.snapshot.analysis.as_ref();
        let found = analysis.map(|analysis| analysis.rulings(self.origin.span(self.snapshot).start()));
        found.unwrap_or_default().into_iter().filter(|ruling| self.wants(&kind_of_ruling(ruling))).collect()
    }

    fn rulings(&self) -> Vec<CodeAction> {
        if !self.wants(&CodeActionKind::QUICKFIX) && !self.wants(&CodeActionKind::REFACTOR) {
            return Vec::new();
        }
        self.ruled().iter().filter_map(|ruling| self.ruling(ruling)).collect()
    }

    /// A ruling as an edit of card files; none where the client cannot make the file that it needs.
    fn ruling(&self, ruling: &Ruling) -> Option<CodeAction> {
        let settles = |found: &&Diagnostic| ruling.open && has_code(found, AMBIGUOUS);
        let settled: Vec<_> = self.context.diagnostics.iter().filter(settles).cloned().collect();
        let action = CodeAction {
            title: ruling.title.clone(),
            kind: Some(kind_of_ruling(ruling)),
            diagnostics: (!settled.is_empty()).then_some(settled),
            ..CodeAction::default()
        };
        if !self.snapshot.client.creates_files {
            // Told now, and not when it is chosen.
            self.ruling_edit(ruling)?;
        }
        self.with_edit(action, || self.ruling_edit(ruling))
    }

    fn ruling_edit(&self, ruling: &Ruling) -> Option<WorkspaceEdit> {
        let open = |path: &Path| self.editor.text(path).map(|open| open.text.to_string());
        let edits = editing::edits(self.snapshot.documents.as_ref()?.corpus().cards(), ruling, &open)?;
        files_edit(&edits, self.editor, &self.snapshot.client)
    }

    /// Everything that is beyond doubt, where it is asked for.
    fn certain(&self) -> Option<CodeAction> {
        let named = self.context.only.is_some() && self.wants(&FIX_ALL);
        let edit = named.then(|| self.certain_edit())??;
        let title = "Fix what is beyond doubt: slips of spelling".to_owned();
        self.with_edit(CodeAction { title, kind: Some(FIX_ALL), ..CodeAction::default() }, || Some(edit))
    }

    fn certain_edit(&self) -> Option<WorkspaceEdit> {
        let edits = self.snapshot.analysis.as_ref()?.certain_fixes();
        (!edits.is_empty()).then(|| note_edit(self.snapshot, &self.origin.uri, &edits))
    }

    /// The action with its edit, or with what it takes to find the edit later, where the client asks for it later.
    fn with_edit(&self, action: CodeAction, edit: impl FnOnce() -> Option<WorkspaceEdit>) -> Option<CodeAction> {
        if self.snapshot.client.resolves_edits {
            return Some(CodeAction { data: serde_json::to_value(self.origin).ok(), ..action });
        }
        Some(CodeAction { edit: Some(edit()?), ..action })
    }
}

fn has_code(found: &Diagnostic, rule: &str) -> bool {
    matches!(&found.code, Some(NumberOrString::String(code)) if code == rule)
}

/// What settles a finding is a fix; what nobody complained of is a change of wording.
fn kind_of(fix: &Fix) -> CodeActionKind {
    match fix.purpose {
        Purpose::Correct | Purpose::Spell | Purpose::Dismiss => CodeActionKind::QUICKFIX,
        Purpose::Cite | Purpose::Canonical => CodeActionKind::REFACTOR_REWRITE,
    }
}

/// A name that is left open is a problem to be fixed; any other ruling is a change of what is known.
fn kind_of_ruling(ruling: &Ruling) -> CodeActionKind {
    if ruling.open { CodeActionKind::QUICKFIX } else { CodeActionKind::REFACTOR }
}
