//! `deskcheck lsp`: the language server over standard input and output.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::Outcome;
use crate::logging;

/// Run the language server (editors start this by themselves)
#[derive(Args, Debug)]
pub(super) struct Lsp {
    /// Write a log to this file [default: standard error, and only what went wrong]. The environment variable
    /// `DESKCHECK_LOG` says how much: off, error, warn, info, debug; trace logs the text of notes too
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,

    /// Accepted because editors pass it: the server speaks over standard input and output anyway
    #[arg(long, hide = true)]
    stdio: bool,

    /// Accepted because editors pass it
    #[arg(long = "clientProcessId", hide = true)]
    client_process_id: Option<u32>,
}

impl Lsp {
    pub(super) fn run(self) -> Result<Outcome> {
        let _ = (self.stdio, self.client_process_id);
        logging::start(self.log.as_deref())?;
        let orderly = crate::lsp::serve()?;
        Ok(if orderly { Outcome::Clean } else { Outcome::Cut })
    }
}
