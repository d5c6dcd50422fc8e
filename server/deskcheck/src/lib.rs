//! The program `deskcheck`: command line and language server over the analysis and the corpus.
//!
//! The only crate that knows terminals, the language server protocol and tokio. [`workspace`] finds what belongs to a
//! note, [`cards`] reads its actor cards, [`corpus`] its documents, [`isolation`] has dangerous ones read by a process of their own, [`cache`] keeps what can be made again, [`commands`] are the subcommands, [`report`] the formats in which `check`
//! answers, [`lsp`] the language server.

pub mod workspace;

pub mod cards;

pub mod corpus;

pub mod isolation;

pub mod cache;

pub mod report;

pub mod lsp;

mod logging;

pub mod commands;
