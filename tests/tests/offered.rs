//! Every edit that is offered in the sample briefs, applied and read again: it does what its title says, wherever it stands.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use deskcheck::corpus::{Corpus, Watch};
use deskcheck::workspace::Workspace;
use deskcheck_analysis::answer::{Analysis, Claim, Fix, Note, Purpose, Settings};
use deskcheck_analysis::judge::Verdict;
use deskcheck_analysis::resolve::Reference;
use deskcheck_analysis::text::Span;
use expect_test::expect;

/// A brief with its documents.
struct Brief {
    text: String,
    reference: Arc<dyn Reference>,
    settings: Arc<Settings>,
}

impl Brief {
    fn open(name: &str) -> Self {
        let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
        let workspace = Workspace::find(&folder, None).expect("it has documents");
        let note = folder.join("brief.md");
        let corpus = Corpus::read(&workspace, std::slice::from_ref(&note), None, &Watch::NONE);
        let text = std::fs::read_to_string(&note).expect("it can be read");
        Self { text, reference: Arc::clone(corpus.reference()), settings: Arc::clone(&workspace.settings) }
    }

    fn judged(&self, text: &str, before: Option<&Analysis>) -> Analysis {
        let note = Arc::new(Note::read(text.to_owned(), before.map(Analysis::note)));
        Analysis::new(note, Arc::clone(&self.reference), Arc::clone(&self.settings), before)
    }

    /// The brief after an edit, judged.
    fn after(&self, before: &Analysis, fix: &Fix) -> Analysis {
        let mut text = self.text.clone();
        for (span, new) in fix.edits.iter().rev() {
            text.replace_range(span.start()..span.end(), new);
        }
        self.judged(&text, Some(before))
    }
}

fn claim_at(analysis: &Analysis, at: usize) -> Option<&Claim> {
    let touched = |claim: &&Claim| claim.evidence.figure.span.touches(at);
    analysis.claims().iter().find(touched)
}

/// What is wrong with an edit of the claim at `at`.
fn fault(brief: &Brief, analysis: &Analysis, before: &Claim, fix: &Fix) -> Option<String> {
    let after = brief.after(analysis, fix);
    let at = fix.edits.first()?.0.start();
    match fix.purpose {
        Purpose::Correct => {
            let claim = claim_at(&after, at).map(|claim| claim.judgement.verdict);
            let is_worse = matches!(claim, None | Some(Verdict::Contradicted));
            is_worse.then(|| format!("{}: then {claim:?}", fix.title))
        }
        Purpose::Cite => {
            let claim = claim_at(&after, before.evidence.figure.quantity.number.start())?;
            let cited = after.behind(claim).len();
            let same = claim.judgement.verdict == before.judgement.verdict && cited >= before.judgement.sides.len();
            let offered = after.fixes(claim.evidence.figure.span);
            let again = offered.iter().any(|other| other.title == fix.title && other.unfit.is_none());
            (!same || again).then(|| format!("{}: then {:?}, or offered again", fix.title, claim.judgement.verdict))
        }
        Purpose::Dismiss => {
            let still = after.diagnostics().into_iter().any(|finding| {
                Some(finding.code) == fix.rule
                    && finding.span.start() >= fix.span.start()
                    && finding.span.end() <= fix.span.end()
            });
            still.then(|| format!("{}: it is still told", fix.title))
        }
        Purpose::Spell | Purpose::Canonical => None,
    }
}

#[test]
fn every_edit_does_what_it_says() {
    let mut told = String::new();
    for name in ["iraq-2020", "veldra-flood"] {
        let brief = Brief::open(name);
        let analysis = brief.judged(&brief.text, None);
        let mut counts = [0; 3];
        for claim in analysis.claims() {
            let span = claim.evidence.figure.span;
            let cursor = Span::new(span.start(), span.start());
            for fix in analysis.fixes(cursor).iter().filter(|fix| fix.span.touches(span.start())) {
                let kind = match fix.purpose {
                    Purpose::Correct => 0,
                    Purpose::Cite => 1,
                    Purpose::Dismiss => 2,
                    Purpose::Spell | Purpose::Canonical => continue,
                };
                counts[kind] += 1;
                if let Some(reason) = fix.unfit.filter(|_| kind == 0) {
                    let _ = writeln!(told, "{name}: {} cannot be had: {reason}", fix.title);
                }
                if let Some(fault) = fault(&brief, &analysis, claim, fix) {
                    let _ = writeln!(told, "{name}: {fault}");
                }
            }
        }
        let [correct, cite, dismiss] = counts;
        let _ = writeln!(told, "{name}: {correct} corrections, {cite} citations, {dismiss} dismissals");
    }
    expect![[r#"
        iraq-2020: 9 corrections, 32 citations, 8 dismissals
        veldra-flood: 6 corrections, 22 citations, 6 dismissals
    "#]]
    .assert_eq(&told);
}
