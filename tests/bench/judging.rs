//! What a verdict costs: the claims of the sample briefs, and of the labelled notes, against their documents.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use deskcheck_analysis::answer::{Analysis, Note, Settings};
use deskcheck_analysis::resolve::{Cards, Reference};
use deskcheck_corpus::MemoryIndex;

use crate::prose::{corpora, library};
use crate::rounds::timed;

/// What the judging of one note took.
pub(crate) struct Judging {
    /// Its corpus.
    pub(crate) corpus: &'static str,
    pub(crate) claims: usize,
    /// All its claims.
    pub(crate) times: Vec<Duration>,
}

/// Notes that are judged as often as that in a round.
const TIMES: usize = 20;

/// Judges the briefs of the sample corpora anew, again and again.
pub(crate) fn measure(rounds: usize) -> Result<Vec<Judging>> {
    let corpora_with_briefs = ["iraq-2020", "veldra-flood"];
    corpora_with_briefs.into_iter().map(|corpus| judged(corpus, rounds * TIMES)).collect()
}

fn judged(corpus: &'static str, times: usize) -> Result<Judging> {
    let folder = corpora().join(corpus);
    let reference: Arc<dyn Reference> =
        Arc::new(MemoryIndex::build(&library(folder.join("sources")), &Cards::default()));
    let brief = folder.join("brief.md");
    let text = std::fs::read_to_string(&brief).with_context(|| format!("{} is missing", brief.display()))?;
    let note = Arc::new(Note::read(text, None));
    let settings = Arc::new(Settings::default());
    let judge = || Analysis::new(Arc::clone(&note), Arc::clone(&reference), Arc::clone(&settings), None);
    let claims = judge().claims().len();
    let times = (0..times).map(|_| timed(|| black_box(judge())).1).collect();
    Ok(Judging { corpus, claims, times })
}
