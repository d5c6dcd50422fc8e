//! `deskcheck read`: reads files for another process of this program, which [`crate::isolation`] starts.

use std::io::{stdin, stdout};
use std::process::exit;

use anyhow::Result;
use clap::Args;
use deskcheck_corpus::readers::serve;

use super::Outcome;
use crate::isolation::limit_memory;

/// Read files for another process, over standard input and output
#[derive(Args, Debug)]
#[command(hide = true)]
pub(super) struct Read {
    /// The memory that this process may use
    #[arg(long, value_name = "BYTES")]
    memory: u64,
}

impl Read {
    pub(super) fn run(self) -> Result<Outcome> {
        limit_memory(self.memory)?;
        // What a parser says when it panics helps nobody; the parent says which file it was.
        std::panic::set_hook(Box::new(|_| ()));
        serve(stdin(), stdout().lock(), || exit(0))?;
        Ok(Outcome::Clean)
    }
}
