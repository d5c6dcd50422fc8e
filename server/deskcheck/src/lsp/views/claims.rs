//! `deskcheck/claims`: every figure that a note states, with its verdict and the passages behind it.

use deskcheck_analysis::answer::{Analysis, Claim, Diagnostic};
use deskcheck_analysis::judge::Side;
use deskcheck_analysis::resolve::Passage;
use serde::Serialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::Range;

use super::{OfNote, Telling};
use crate::lsp::documents::Documents;
use crate::lsp::server::Server;
use crate::lsp::snapshot::Snapshot;

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub(in crate::lsp) struct Claims {
    version: i32,
    claims: Vec<ClaimShown>,
}

#[derive(Clone, Debug, Serialize)]
struct ClaimShown {
    words: String,
    range: Range,
    verdict: &'static str,
    message: Option<String>,
    passages: Vec<SideShown>,
}

/// What one document says.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SideShown {
    #[serde(flatten)]
    telling: Telling,
    agrees: bool,
    attributed_to: Option<String>,
}

impl Server {
    /// `deskcheck/claims`.
    pub(in crate::lsp) async fn claims(&self, params: OfNote) -> Result<Option<Claims>> {
        let uri = params.text_document.uri;
        let told = self.ask(&uri, |snapshot| Some(claims(snapshot))).await?;
        let all = self.all_documents(false).await;
        Ok(told.filter(|_| !all.iter().any(|documents| documents.hold(&uri))))
    }
}

fn claims(snapshot: &Snapshot) -> Claims {
    let judged = snapshot.analysis.as_ref().zip(snapshot.documents.as_deref());
    let shown = |(analysis, documents): (&Analysis, &Documents)| {
        let findings = analysis.diagnostics();
        analysis.claims().iter().map(|claim| shown(snapshot, documents, &findings, claim)).collect()
    };
    Claims { version: snapshot.version, claims: judged.map(shown).unwrap_or_default() }
}

fn shown(snapshot: &Snapshot, documents: &Documents, findings: &[Diagnostic], claim: &Claim) -> ClaimShown {
    let figure = claim.evidence.figure.span;
    let verdict = claim.judgement.verdict.name();
    // Findings on a figure that are not about its verdict are told elsewhere.
    let about_verdict = |found: &&Diagnostic| found.span == figure && found.code.starts_with(verdict);
    ClaimShown {
        words: figure.in_a_line(&snapshot.note.text),
        range: snapshot.range(figure),
        verdict,
        message: findings.iter().find(about_verdict).map(|found| found.message.clone()),
        passages: claim.judgement.sides.iter().filter_map(|side| side_shown(snapshot, documents, side)).collect(),
    }
}

fn side_shown(snapshot: &Snapshot, documents: &Documents, side: &Side) -> Option<SideShown> {
    let evidence = &side.evidence;
    let passage = Passage { document: evidence.document, span: evidence.figure.span };
    let sentence = Passage { document: evidence.document, span: evidence.sentence };
    let telling = Telling::new(documents, passage, sentence, snapshot.client.encoding)?;
    let source = documents.corpus().source(evidence.document)?;
    let attributed_to = evidence.figure.attributed_to.map(|speaker| speaker.in_a_line(&source.document.text));
    Some(SideShown { telling, agrees: side.agrees, attributed_to })
}
