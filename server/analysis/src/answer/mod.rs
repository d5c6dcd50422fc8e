//! What an editor or a terminal shows, as plain data in byte ranges, behind one [`Analysis`] snapshot.
//!
//! Knows neither protocol nor terminal: callers turn byte ranges into positions and passages into file lines.

pub mod note;

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::judge::{Judgement, Verdict};
use crate::resolve::{Evidence, IncidentId, Passage, Reference};
use crate::text::Span;
pub use note::{FrontMatter, Note};

/// How loud a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are the protocol's")]
pub enum Severity {
    Error,
    Warning,
    Information,
    Hint,
}

/// What the analyst settled in `deskcheck.toml` or in the editor, as far as the analysis cares.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The day up to which a note claims to know, where its front matter does not say.
    pub as_of: Option<Date>,
    /// Severity by rule; `None` switches a rule off. Rules that do not stand here keep their default.
    pub rules: Vec<(String, Option<Severity>)>,
}

/// A claim of the note and what became of it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The figure, its actors and places looked up in the index.
    pub evidence: Evidence,
    /// The verdict and every side.
    pub judgement: Judgement,
    /// The incident it was found to belong to.
    pub incident: Option<IncidentId>,
}

/// A finding in the note.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule (`contradicted-figure`).
    pub code: &'static str,
    /// How loud.
    pub severity: Severity,
    /// Where in the note, in bytes.
    pub span: Span,
    /// One sentence of plain text, the figure first.
    pub message: String,
    /// The passages behind it, each with a sentence that says what stands there.
    pub related: Vec<(Passage, String)>,
}

/// A card for what stands under the cursor.
#[derive(Clone, Debug)]
pub struct Hover {
    /// What it is about, in bytes of the note.
    pub span: Span,
    /// The card, as Markdown.
    pub markdown: String,
}

/// A place to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// What was clicked, in bytes of the note.
    pub origin: Span,
    /// The sentence (or the whole document, for a citation without page) that shows around it.
    pub context: Passage,
    /// The exact passage.
    pub passage: Passage,
}

/// One note against one reference index: an immutable snapshot that answers everything.
pub struct Analysis {
    note: Arc<Note>,
    reference: Arc<dyn Reference>,
    settings: Arc<Settings>,
    claims: Vec<Claim>,
}

/// Every diagnostic rule with its default severity (`None`: off unless asked for) and a line that says what it finds.
pub const RULES: &[(&str, Option<Severity>, &str)] = &[
    ("contradicted-figure", Some(Severity::Warning), "every comparable source says otherwise"),
    ("disputed-figure", Some(Severity::Information), "sources disagree among themselves"),
    ("outdated-figure", Some(Severity::Information), "a later count of the same total stands in the documents"),
    ("imprecise-figure", Some(Severity::Hint), "tighter or stronger than any source"),
    ("unverified-figure", None, "nothing comparable stands in the documents"),
    ("unknown-citation", Some(Severity::Warning), "no document has this key"),
];

impl Analysis {
    /// Judges every claim of `note` by `reference`. `previous` is an earlier snapshot over the same reference, whose
    /// verdicts are kept where the claim has not changed.
    pub fn new(
        note: Arc<Note>,
        reference: Arc<dyn Reference>,
        settings: Arc<Settings>,
        previous: Option<&Analysis>,
    ) -> Self {
        let _ = previous;
        Self { note, reference, settings, claims: Vec::new() }
    }

    /// The note.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// The documents behind it.
    pub fn reference(&self) -> &Arc<dyn Reference> {
        &self.reference
    }

    /// The settings it was made with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Every claim of the note, in order, unverified ones too.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// Every finding, in order, after rule settings and dismissals.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        Vec::new()
    }

    /// The card for what stands at byte `offset`.
    pub fn hover(&self, offset: usize) -> Option<Hover> {
        let _ = offset;
        None
    }

    /// Where the citation, incident phrase or figure at byte `offset` comes from; best first.
    pub fn definition(&self, offset: usize) -> Vec<Target> {
        let _ = offset;
        Vec::new()
    }

    /// How every figure that overlaps `span` was read, each source figure considered and the gate that held it back; as
    /// plain text, lines parted by `\n`.
    pub fn explain(&self, span: Span) -> String {
        let _ = (span, Verdict::Unverified);
        String::new()
    }
}
