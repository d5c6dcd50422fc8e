//! What `check` found, in the formats it can be printed in.

pub(crate) mod columns;

pub(crate) mod excerpt;

pub mod github;

pub mod json;

pub mod sarif;

pub mod text;

use std::sync::Arc;

use deskcheck_analysis::answer::{Analysis, Diagnostic, Severity};

use crate::corpus::Corpus;

/// One note, judged.
pub struct Checked {
    /// Its file as the user named it; `-` for standard input.
    pub path: String,
    /// Its claims.
    pub analysis: Analysis,
    /// Its findings, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// The documents it was checked against.
    pub corpus: Arc<Corpus>,
}

impl Checked {
    /// A note with its findings.
    pub fn new(path: String, analysis: Analysis, corpus: Arc<Corpus>) -> Self {
        let diagnostics = analysis.diagnostics();
        Self { path, analysis, diagnostics, corpus }
    }
}

/// The name of a severity in every format.
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "information",
        Severity::Hint => "hint",
    }
}
