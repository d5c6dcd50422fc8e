//! The log of the language server: on standard error, or in a file.
//!
//! `DESKCHECK_LOG` says how much (`error`, `warn`, `info`, `debug`, `trace`, `off`, or by part of the program as in
//! `deskcheck=debug`). Without it a file gets what is of interest, standard error only what went wrong. The text of a note
//! is in no log but one at the level `trace`, and no log leaves this machine.

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, Result, anyhow};
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// The environment's word on how much is logged.
const HOW_MUCH: &str = "DESKCHECK_LOG";

/// Begins the log: in `file`, behind what it holds already, or on standard error.
///
/// # Errors
///
/// Where the file cannot be written, or the environment asks for a level that there is not.
pub(crate) fn start(file: Option<&Path>) -> Result<()> {
    let usual = if file.is_some() { Level::INFO } else { Level::ERROR };
    let targets = match std::env::var(HOW_MUCH) {
        Ok(asked) if !asked.trim().is_empty() => targets(asked.trim())?,
        _ => Targets::new().with_target("deskcheck", usual),
    };
    let log = tracing_subscriber::registry().with(targets);
    match file {
        Some(path) => {
            let opened = OpenOptions::new().create(true).append(true).open(path);
            let opened = opened.with_context(|| format!("{}: the log cannot be written", path.display()))?;
            log.with(layer().with_ansi(false).with_writer(Mutex::new(opened))).try_init()
        }
        None => log.with(layer().with_ansi(false).with_writer(std::io::stderr)).try_init(),
    }
    .context("there is a log already")
}

fn targets(asked: &str) -> Result<Targets> {
    let advice = || anyhow!("{HOW_MUCH}={asked}: use one of off, error, warn, info, debug, trace");
    asked.to_lowercase().parse().map_err(|_| advice())
}

#[cfg(test)]
mod tests {
    use super::targets;

    #[test]
    fn levels_are_understood_or_named() {
        for asked in ["debug", "OFF", "deskcheck=trace,tower_lsp_server=info"] {
            assert!(targets(asked).is_ok(), "{asked}");
        }
        let told = targets("deskcheck=loud").expect_err("no such level").to_string();
        assert!(told.contains("use one of off, error"), "{told}");
    }
}
