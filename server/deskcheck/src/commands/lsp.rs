//! `deskcheck lsp`: the language server over standard input and output.

use anyhow::Result;
use clap::Args;

use super::Outcome;

/// Run the language server (editors start this by themselves)
#[derive(Args, Debug)]
pub(super) struct Lsp {
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
        let orderly = crate::lsp::serve()?;
        Ok(if orderly { Outcome::Clean } else { Outcome::Cut })
    }
}
