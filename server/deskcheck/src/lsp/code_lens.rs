//! `textDocument/codeLens` and `codeLens/resolve`: over each heading how the figures below it came off. Who clicks is led to
//! the figure that needs a look first.

use deskcheck_analysis::answer::Lens;
use serde_json::{Value, json};
use tower_lsp::ls_types::{CodeLens, Command, ExecuteCommandParams, Range, ShowDocumentParams, Uri};

use super::origin;
use super::snapshot::Snapshot;

/// The command behind a lens: shows a range of a note.
pub(super) const SHOW: &str = "deskcheck.showFigure";

/// The lenses of the note at `uri`.
pub(super) fn lenses(snapshot: &Snapshot, uri: &Uri) -> Option<Vec<CodeLens>> {
    let lenses = snapshot.analysis.as_ref()?.lenses();
    Some(lenses.iter().map(|lens| shown(snapshot, uri, lens)).collect())
}

fn shown(snapshot: &Snapshot, uri: &Uri, lens: &Lens) -> CodeLens {
    CodeLens {
        range: on_one_line(snapshot.range(lens.span)),
        command: Some(command(snapshot, uri, lens)),
        data: origin::kept(uri),
    }
}

/// The lens as the note stands now; as it was where nothing stands under it any more.
pub(super) fn resolve(snapshot: &Snapshot, uri: &Uri, mut lens: CodeLens) -> CodeLens {
    let lenses = snapshot.analysis.as_ref().map(deskcheck_analysis::answer::Analysis::lenses).unwrap_or_default();
    let line = lens.range.start.line;
    if let Some(known) = lenses.iter().find(|known| snapshot.range(known.span).start.line == line) {
        lens.command = Some(command(snapshot, uri, known));
    }
    lens
}

/// What a lens says. To a client that shows no text when it is asked to, a click does nothing.
fn command(snapshot: &Snapshot, uri: &Uri, lens: &Lens) -> Command {
    let (command, arguments) = if snapshot.client.display.shows_texts {
        (SHOW.to_owned(), Some(vec![json!(uri), json!(snapshot.range(lens.first))]))
    } else {
        (String::new(), None)
    };
    Command { title: lens.tally.in_words(), command, arguments }
}

/// A lens stands over one line.
fn on_one_line(range: Range) -> Range {
    if range.start.line == range.end.line { range } else { Range::new(range.start, range.start) }
}

/// What the client is asked to show when the command is called; none where it is another command.
pub(super) fn to_show(params: ExecuteCommandParams) -> Option<ShowDocumentParams> {
    let [uri, range]: [Value; 2] = params.arguments.try_into().ok()?;
    if params.command != SHOW {
        return None;
    }
    Some(ShowDocumentParams {
        uri: serde_json::from_value(uri).ok()?,
        external: Some(false),
        take_focus: Some(true),
        selection: Some(serde_json::from_value(range).ok()?),
    })
}
