//! A note against documents, in process, as `deskcheck check` judges it; and what came of it, for a reader.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use deskcheck::corpus::{Corpus, Watch};
use deskcheck::workspace::Workspace;
use deskcheck_analysis::answer::{Analysis, Claim, Note};
use deskcheck_analysis::resolve::Evidence;
use deskcheck_analysis::text::Span;
use tempfile::TempDir;

/// A folder of one's own, in which a document is written to be read.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// An empty desk.
    ///
    /// # Errors
    ///
    /// Where no temporary folder can be made.
    pub fn new() -> Result<Self> {
        let folder = TempDir::new().context("no temporary folder can be made")?;
        std::fs::create_dir(folder.path().join("corpus")).context("no temporary folder can be made")?;
        Ok(Self { folder })
    }

    /// The corpus whose only document is a plain text file with this text.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn corpus_of(&self, text: &str) -> Result<Corpus> {
        let corpus = self.folder.path().join("corpus");
        std::fs::write(corpus.join("source.txt"), text).context("the document cannot be written")?;
        Ok(read(self.folder.path(), corpus))
    }

    /// The corpus of a folder.
    ///
    /// # Errors
    ///
    /// Where there is no such folder.
    pub fn corpus(&self, folder: &Path) -> Result<Corpus> {
        anyhow::ensure!(folder.is_dir(), "{}: there is no such corpus", folder.display());
        Ok(read(self.folder.path(), folder.to_owned()))
    }
}

fn read(folder: &Path, corpus: PathBuf) -> Corpus {
    Corpus::read(&Workspace::with_corpus(folder, &[corpus]), &[], None, &Watch::NONE)
}

/// Judges the claims of a note.
pub fn judge(note: &str, corpus: &Corpus) -> Analysis {
    let note = Arc::new(Note::read(note.to_owned(), None));
    Analysis::new(note, Arc::clone(corpus.reference()), Arc::default(), None)
}

/// How many held-back figures are named for a claim.
const HELD_BACK: usize = 3;

/// How much is told of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Each figure that it was compared with.
    Figures,
    /// Those with their sentences and documents.
    Sentences,
    /// All that the program itself explains.
    Explained,
}

/// How a claim was read and judged.
pub fn shown(analysis: &Analysis, corpus: &Corpus, claim: &Claim, telling: Telling) -> String {
    let figure = &claim.evidence.figure;
    if telling == Telling::Explained {
        return indented(&analysis.explain(figure.span));
    }
    let mut lines = vec![format!("    {} -> {}", reading(&claim.evidence, &analysis.note().text), verdict(claim))];
    let told = |evidence: &Evidence| {
        let text = analysis.reference().document(evidence.document).map_or_else(String::new, |it| it.text.clone());
        let figure = reading(evidence, &text);
        match telling {
            Telling::Figures => figure,
            _ => format!("{figure} in {}: {}", corpus.key(evidence.document), one_line(&text, evidence.sentence)),
        }
    };
    for side in &claim.judgement.sides {
        let mark = if side.agrees { "agrees" } else { "differs" };
        lines.push(format!("      {mark}: {}", told(&side.evidence)));
    }
    let mut withheld = analysis.held_back(claim);
    withheld.sort_by_key(|(gate, evidence)| (std::cmp::Reverse(*gate), evidence.document, evidence.sentence));
    for (gate, evidence) in withheld.iter().take(HELD_BACK) {
        lines.push(format!("      held back ({gate:?}): {}", told(evidence)));
    }
    if withheld.len() > HELD_BACK {
        lines.push(format!("      and {} more held back", withheld.len() - HELD_BACK));
    }
    lines.join("\n")
}

fn verdict(claim: &Claim) -> &'static str {
    claim.judgement.verdict.name()
}

/// A figure's words, and in brackets what happens to what.
fn reading(evidence: &Evidence, text: &str) -> String {
    let figure = &evidence.figure;
    let noun = figure.noun.as_ref().map(|noun| [noun.modifiers.join(" "), noun.lemma.clone()].join(" "));
    let read = [figure.predicate.clone(), noun].into_iter().flatten().collect::<Vec<_>>();
    format!(
        "`{}` [{}]",
        one_line(text, figure.span),
        read.iter().map(|word| word.trim()).collect::<Vec<_>>().join(", ")
    )
}

/// The words of a span on one line.
fn one_line(text: &str, span: Span) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
