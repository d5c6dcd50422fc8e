//! `initialize`: what the client can do, and what this server does for it.

use std::path::PathBuf;

use serde_json::json;
use tower_lsp::ls_types::{
    CallHierarchyServerCapability, CodeActionClientCapabilities, CodeActionKind, CodeActionOptions,
    CodeActionProviderCapability, CompletionOptions, DiagnosticOptions, DiagnosticServerCapabilities,
    HoverProviderCapability, InitializeParams, InitializeResult, MarkupKind, OneOf, RenameOptions,
    ResourceOperationKind, ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri, WorkDoneProgressOptions, WorkspaceClientCapabilities,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities, WorkspaceSymbolOptions,
};

use super::code_action::FIX_ALL;
use super::display::Display;
use super::newer::Newer;
use super::positions::Encoding;
use super::refreshing::Refreshes;
use super::registering::Registers;
use super::views::{PROTOCOL, status};
use crate::workspace::Options;
use crate::workspace::entries::{Entry, from_json};

/// The client, as far as answers depend on it.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own in the protocol")]
pub(super) struct Traits {
    /// What a `character` counts.
    pub(super) encoding: Encoding,
    /// It takes `LocationLink`s as definitions.
    pub(super) links: bool,
    /// It takes `relatedInformation` in diagnostics.
    pub(super) related: bool,
    /// It shows hovers as Markdown.
    pub(super) markdown: bool,
    /// It takes edits of a text with the number of the version they are for.
    pub(super) versioned_edits: bool,
    /// It makes files that an edit needs.
    pub(super) creates_files: bool,
    /// It shows progress that the server began.
    pub(super) progress: bool,
    /// It asks for the edit of a code action once it is chosen.
    pub(super) resolves_edits: bool,
    /// It shows actions that cannot be had, and why.
    pub(super) disabled_actions: bool,
    /// It asks before it applies an edit that says so.
    pub(super) annotated_edits: bool,
    /// It asks for the range of a symbol once it is chosen.
    pub(super) resolves_symbols: bool,
    /// It shows texts that the server gives, under a scheme of their own.
    pub(super) text_content: bool,
    /// It takes edits with places to fill in.
    pub(super) snippet_edits: bool,
    /// It asks for diagnostics, so that none are pushed.
    pub(super) pulls: bool,
    /// It takes diagnostics of other files with those of a note.
    pub(super) related_documents: bool,
    /// What it asks for again when it is told to.
    pub(super) refreshes: Refreshes,
    /// What it takes registrations for.
    pub(super) registers: Registers,
    /// What it can take of what is shown in a note unasked.
    pub(super) display: Display,
    /// It shows how things stand, and wants to be told.
    pub(super) wants_status: bool,
}

/// What `initialize` tells about the client and its folders.
#[derive(Clone, Debug, Default)]
pub(super) struct Session {
    /// What it can do.
    pub(super) traits: Traits,
    /// The folders it has open.
    pub(super) folders: Vec<PathBuf>,
    /// Its settings, of the shape of `deskcheck.toml`.
    pub(super) entries: Vec<Entry>,
    /// Those that it began with.
    pub(super) first_entries: Vec<Entry>,
    /// Its process.
    pub(super) process: Option<u32>,
}

impl Session {
    /// Reads the parameters of `initialize`.
    pub(super) fn new(params: &InitializeParams, newer: Newer) -> Self {
        let capabilities = &params.capabilities;
        let general = capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref());
        let document = capabilities.text_document.as_ref();
        let hover = document.and_then(|document| document.hover.as_ref()?.content_format.as_deref());
        let actions = document.and_then(|document| document.code_action.as_ref());
        let window = capabilities.window.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let traits = Traits {
            encoding: Encoding::agreed(offered),
            links: document.and_then(|document| document.definition.as_ref()?.link_support) == Some(true),
            related: document.and_then(|document| document.publish_diagnostics.as_ref()?.related_information)
                == Some(true),
            markdown: hover.is_none_or(|formats| formats.contains(&MarkupKind::Markdown)),
            versioned_edits: edit.and_then(|edit| edit.document_changes) == Some(true),
            creates_files: edit
                .and_then(|edit| edit.resource_operations.as_ref())
                .is_some_and(|operations| operations.contains(&ResourceOperationKind::Create))
                && edit.and_then(|edit| edit.document_changes) == Some(true),
            progress: window.and_then(|window| window.work_done_progress) == Some(true),
            resolves_symbols: workspace.is_some_and(resolves_symbols),
            resolves_edits: actions.is_some_and(resolves_edits),
            disabled_actions: actions.and_then(|actions| actions.disabled_support) == Some(true),
            annotated_edits: edit.is_some_and(|edit| edit.change_annotation_support.is_some())
                && edit.and_then(|edit| edit.document_changes) == Some(true),
            text_content: newer.text_content,
            snippet_edits: newer.snippet_edits && edit.and_then(|edit| edit.document_changes) == Some(true),
            pulls: document.is_some_and(|document| document.diagnostic.is_some()),
            related_documents: document.and_then(|document| document.diagnostic.as_ref()?.related_document_support)
                == Some(true),
            refreshes: workspace.map(refreshes).unwrap_or_default(),
            registers: workspace.map(Registers::new).unwrap_or_default(),
            display: Display::of(capabilities),
            wants_status: status::is_wanted(capabilities),
        };
        let entries = params.initialization_options.as_ref().map(from_json).unwrap_or_default();
        Self { traits, folders: folders(params), first_entries: entries.clone(), entries, process: params.process_id }
    }

    /// The client's settings for its first folder.
    pub(super) fn options(&self) -> Option<Options> {
        let root = self.folders.first()?.clone();
        (!self.entries.is_empty()).then(|| Options { root, entries: self.entries.clone() })
    }
}

fn refreshes(workspace: &WorkspaceClientCapabilities) -> Refreshes {
    Refreshes {
        diagnostics: workspace.diagnostics.as_ref().and_then(|known| known.refresh_support) == Some(true),
        inlay_hints: workspace.inlay_hint.as_ref().and_then(|known| known.refresh_support) == Some(true),
        code_lenses: workspace.code_lens.as_ref().and_then(|known| known.refresh_support) == Some(true),
        semantic_tokens: workspace.semantic_tokens.as_ref().and_then(|known| known.refresh_support) == Some(true),
    }
}

/// True for a client that keeps our data with an action and asks for its edit later.
fn resolves_edits(actions: &CodeActionClientCapabilities) -> bool {
    let resolved = actions.resolve_support.as_ref().map(|resolved| &resolved.properties);
    actions.data_support == Some(true)
        && resolved.is_some_and(|properties| properties.iter().any(|name| name == "edit"))
}

/// True for a client that asks for the range of a workspace symbol later.
fn resolves_symbols(workspace: &WorkspaceClientCapabilities) -> bool {
    let resolved = workspace.symbol.as_ref().and_then(|symbol| symbol.resolve_support.as_ref());
    resolved.is_some_and(|resolved| resolved.properties.iter().any(|name| name == "location.range"))
}

/// The path of a `file:` URI.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    if is_file { uri.to_file_path().map(|path| crate::workspace::paths::absolute(&path)) } else { None }
}

#[expect(deprecated, reason = "older clients send `rootUri` alone")]
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    match &params.workspace_folders {
        Some(folders) => folders.iter().filter_map(|folder| path(&folder.uri)).collect(),
        None => params.root_uri.iter().filter_map(path).collect(),
    }
}

/// What this server does: nothing stands here that does not work.
pub(super) fn result(client: &Traits) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::Supported(true)),
        ..TextDocumentSyncOptions::default()
    };
    let folders =
        WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(OneOf::Left(true)) };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![
            CodeActionKind::QUICKFIX,
            CodeActionKind::REFACTOR,
            CodeActionKind::REFACTOR_REWRITE,
            FIX_ALL,
        ]),
        resolve_provider: Some(true),
        ..CodeActionOptions::default()
    };
    let mut result = InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(client.encoding.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            code_action_provider: Some(CodeActionProviderCapability::Options(actions)),
            call_hierarchy_provider: Some(CallHierarchyServerCapability::Simple(true)),
            workspace_symbol_provider: Some(OneOf::Right(WorkspaceSymbolOptions {
                resolve_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            completion_provider: Some(CompletionOptions {
                resolve_provider: Some(true),
                trigger_characters: Some(vec!["@".to_owned()]),
                ..CompletionOptions::default()
            }),
            rename_provider: Some(OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })),
            diagnostic_provider: Some(DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("deskcheck".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(folders),
                ..WorkspaceServerCapabilities::default()
            }),
            experimental: Some(json!({ "deskcheck": { "protocol": PROTOCOL } })),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "deskcheck".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        ..InitializeResult::default()
    };
    client.display.advertise(&mut result.capabilities);
    result
}
