//! `deskcheck completions`: what a shell needs to complete our arguments.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Outcome, Program};

/// Print a completion script for a shell
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  deskcheck completions bash > ~/.local/share/bash-completion/completions/deskcheck
  deskcheck completions fish > ~/.config/fish/completions/deskcheck.fish")]
pub(super) struct Completions {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self) -> Outcome {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Program::command(), "deskcheck", &mut script);
        // Whoever closed the pipe has read enough.
        let _ = std::io::Write::write_all(&mut std::io::stdout(), &script);
        Outcome::Clean
    }
}
