//! `textDocument/semanticTokens`, whole, as what has changed, and for a range: figures with their verdicts, citations, names.
//!
//! Token types are those of the protocol, so that every colour scheme knows them; what became of a word is a modifier.

mod delta;

use std::sync::{Mutex, PoisonError};

use deskcheck_analysis::answer::{Analysis, Token, TokenSort, citation_tokens};
use deskcheck_analysis::extract::ActorKind;
use deskcheck_analysis::judge::Verdict;
use deskcheck_analysis::text::Span;
use tower_lsp::ls_types::{
    Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta,
    SemanticTokensFullDeltaResult, SemanticTokensLegend,
};

use super::snapshot::Snapshot;
use delta::edits;

/// Figures, citations, persons, groups and bodies, places.
const TYPES: [SemanticTokenType; 5] = [
    SemanticTokenType::NUMBER,
    SemanticTokenType::DECORATOR,
    SemanticTokenType::VARIABLE,
    SemanticTokenType::CLASS,
    SemanticTokenType::NAMESPACE,
];

/// The verdicts of figures; a name that several actors have; a key that no document has.
const MODIFIERS: [&str; 8] =
    ["verified", "disputed", "contradicted", "outdated", "imprecise", "unverified", "ambiguous", "unknown"];

/// What the numbers in the answers stand for.
pub(super) fn legend() -> SemanticTokensLegend {
    let token_modifiers = MODIFIERS.iter().map(|name| SemanticTokenModifier::new(name)).collect();
    SemanticTokensLegend { token_types: TYPES.to_vec(), token_modifiers }
}

/// The tokens that a client was told last of one note, with their number: what the next change is told from.
#[derive(Debug, Default)]
pub(super) struct Told(Mutex<(u64, Vec<SemanticToken>)>);

impl Told {
    /// Remembers `data`; returns its number, and what was told under the number `previous`, where that was the last.
    fn tell(&self, data: &[SemanticToken], previous: Option<&str>) -> (String, Option<Vec<SemanticToken>>) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = previous.is_some_and(|previous| last.0 > 0 && *previous == last.0.to_string());
        let before = std::mem::replace(&mut last.1, data.to_vec());
        last.0 += 1;
        (last.0.to_string(), known.then_some(before))
    }
}

/// All tokens of the note.
pub(super) fn full(snapshot: &Snapshot) -> SemanticTokens {
    let data = encoded(snapshot, &tokens(snapshot));
    let (id, _) = snapshot.told.tell(&data, None);
    SemanticTokens { result_id: Some(id), data }
}

/// What has changed since the result `previous`; all tokens where that is not the last one.
pub(super) fn changed(snapshot: &Snapshot, previous: &str) -> SemanticTokensFullDeltaResult {
    let data = encoded(snapshot, &tokens(snapshot));
    let (id, before) = snapshot.told.tell(&data, Some(previous));
    match before {
        Some(before) => SemanticTokensDelta { result_id: Some(id), edits: edits(&before, &data) }.into(),
        None => SemanticTokens { result_id: Some(id), data }.into(),
    }
}

/// The tokens that have a part in `range`.
pub(super) fn within(snapshot: &Snapshot, range: Range) -> SemanticTokens {
    let span = Span::new(snapshot.byte(range.start), snapshot.byte(range.end));
    let mut tokens = tokens(snapshot);
    tokens.retain(|token| token.span.overlaps(span));
    SemanticTokens { result_id: None, data: encoded(snapshot, &tokens) }
}

fn tokens(snapshot: &Snapshot) -> Vec<Token> {
    snapshot.analysis.as_ref().map_or_else(|| citation_tokens(&snapshot.note), Analysis::tokens)
}

/// Tokens as the protocol has them: each by its distance from the one before it. One that goes over several lines becomes
/// one for each, which every client can take.
fn encoded(snapshot: &Snapshot, tokens: &[Token]) -> Vec<SemanticToken> {
    let mut data = Vec::with_capacity(tokens.len());
    let (mut line, mut column) = (0, 0);
    for token in tokens {
        let (token_type, token_modifiers_bitset) = numbers(token.sort);
        for piece in pieces(&snapshot.note.text, token.span) {
            let Range { start, end } = snapshot.range(piece);
            let delta_line = start.line - line;
            let delta_start = if delta_line == 0 { start.character - column } else { start.character };
            let length = end.character.saturating_sub(start.character);
            data.push(SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset });
            (line, column) = (start.line, start.character);
        }
    }
    data
}

/// The parts of a span line by line, without blanks around them.
fn pieces(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut at = span.start();
    span.of(text).split(['\n', '\r']).filter_map(move |line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len() + 1;
        let piece = Span::new(start, start + line.trim().len());
        (!piece.is_empty()).then_some(piece)
    })
}

/// Type and modifiers, by their places in the legend.
fn numbers(sort: TokenSort) -> (u32, u32) {
    match sort {
        TokenSort::Figure(verdict) => (0, 1 << verdict_number(verdict)),
        TokenSort::Citation(known) => (1, if known == Some(false) { 1 << 7 } else { 0 }),
        TokenSort::Name(kind, ambiguous) => (kind_number(kind), if ambiguous { 1 << 6 } else { 0 }),
    }
}

fn verdict_number(verdict: Verdict) -> u32 {
    match verdict {
        Verdict::Supported => 0,
        Verdict::Disputed => 1,
        Verdict::Contradicted => 2,
        Verdict::Outdated => 3,
        Verdict::Imprecise => 4,
        Verdict::Unverified => 5,
    }
}

fn kind_number(kind: ActorKind) -> u32 {
    match kind {
        ActorKind::Person => 2,
        ActorKind::Country | ActorKind::Place => 4,
        _ => 3,
    }
}
