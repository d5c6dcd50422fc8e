//! What the client can take of hints, lenses, symbols, folds, links and tokens, and the capabilities that answer it.

use tower_lsp::ls_types::{
    ClientCapabilities, CodeLensOptions, DocumentLinkOptions, ExecuteCommandOptions, FoldingRangeProviderCapability,
    InlayHintOptions, InlayHintServerCapabilities, OneOf, SemanticTokensFullOptions, SemanticTokensOptions,
    ServerCapabilities, WorkDoneProgressOptions,
};

use super::{code_lens, semantic_tokens};

/// The client, as far as these answers depend on it.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own in the protocol")]
pub(super) struct Display {
    /// It asks for the tooltip of an inlay hint when it is needed.
    pub(super) lazy_tooltips: bool,
    /// It asks for the place that an inlay hint leads to when it is needed.
    pub(super) lazy_places: bool,
    /// It shows a text where the server asks for it.
    pub(super) shows_texts: bool,
    /// It takes symbols that hold others.
    pub(super) nested_symbols: bool,
    /// As many folds it takes.
    pub(super) most_folds: Option<usize>,
    /// It shows tooltips of links.
    pub(super) link_tooltips: bool,
    /// Semantic tokens would take the place of its own colours.
    pub(super) only_tokens: bool,
}

impl Display {
    /// Reads what the client said of itself.
    pub(super) fn of(client: &ClientCapabilities) -> Self {
        let document = client.text_document.as_ref();
        let resolved = document.and_then(|document| document.inlay_hint.as_ref()?.resolve_support.as_ref());
        let resolves =
            |names: &[&str]| resolved.is_some_and(|it| it.properties.iter().any(|name| names.contains(&name.as_str())));
        let folding = document.and_then(|document| document.folding_range.as_ref());
        let tokens = document.and_then(|document| document.semantic_tokens.as_ref());
        Self {
            lazy_tooltips: resolves(&["tooltip"]),
            lazy_places: resolves(&["label.location", "location"]),
            shows_texts: client.window.as_ref().and_then(|window| Some(window.show_document.as_ref()?.support))
                == Some(true),
            nested_symbols: document
                .and_then(|document| document.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                == Some(true),
            most_folds: folding.and_then(|folding| folding.range_limit).map(|limit| limit as usize),
            link_tooltips: document.and_then(|document| document.document_link.as_ref()?.tooltip_support) == Some(true),
            only_tokens: tokens.and_then(|tokens| tokens.augments_syntax_tokens) == Some(false),
        }
    }

    /// Adds what this server does of these.
    pub(super) fn advertise(&self, server: &mut ServerCapabilities) {
        let none = WorkDoneProgressOptions::default;
        let hints = InlayHintOptions { resolve_provider: Some(true), work_done_progress_options: none() };
        server.inlay_hint_provider = Some(OneOf::Right(InlayHintServerCapabilities::Options(hints)));
        server.code_lens_provider = Some(CodeLensOptions { resolve_provider: Some(true) });
        server.document_symbol_provider = Some(OneOf::Left(true));
        server.folding_range_provider = Some(FoldingRangeProviderCapability::Simple(true));
        server.document_link_provider =
            Some(DocumentLinkOptions { resolve_provider: Some(true), work_done_progress_options: none() });
        let tokens = SemanticTokensOptions {
            legend: semantic_tokens::legend(),
            range: Some(true),
            full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
            work_done_progress_options: none(),
        };
        server.semantic_tokens_provider = (!self.only_tokens).then(|| tokens.into());
        server.execute_command_provider = self.shows_texts.then(|| ExecuteCommandOptions {
            commands: vec![code_lens::SHOW.to_owned()],
            work_done_progress_options: none(),
        });
    }
}
