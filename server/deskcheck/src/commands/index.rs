//! `deskcheck index`: read the documents and say what they hold.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{CorpusOptions, Outcome, opening};

/// Read the documents and say what was found in them
#[derive(Args, Debug)]
pub(super) struct Index {
    #[command(flatten)]
    corpus: CorpusOptions,
}

impl Index {
    pub(super) fn run(self) -> Result<Outcome> {
        let corpus = opening::corpus_here(&self.corpus)?;
        let sources = &corpus.library().sources;
        let figures: usize = sources.iter().map(|source| source.facts.figures.len()).sum();
        let bytes: usize = sources.iter().map(|source| source.document.text.len()).sum();
        let reference = corpus.reference();
        writeln!(
            anstream::stdout(),
            "{} documents ({} KB of text): {} actors, {} incidents, {figures} figures",
            sources.len(),
            bytes / 1024,
            reference.actors().len(),
            reference.incidents().len(),
        )?;
        Ok(Outcome::Clean)
    }
}
