//! What a keystroke costs: the paragraph that it changed is read again, and its claims are judged.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use deskcheck_analysis::answer::{Analysis, Note, Settings};
use deskcheck_analysis::extract::extract;
use deskcheck_analysis::resolve::{Cards, Reference};
use deskcheck_analysis::text::{BlockKind, Document, Markup};
use deskcheck_corpus::MemoryIndex;

use crate::prose::{corpora, library, varied};
use crate::rounds::timed;

/// What the edits of one note took.
pub(crate) struct Editing {
    /// Length of the note.
    pub(crate) bytes: usize,
    pub(crate) claims: usize,
    /// The changed paragraph by itself.
    pub(crate) paragraph: Vec<Duration>,
    /// The note, all paragraphs but the changed one kept.
    pub(crate) reading: Vec<Duration>,
    /// Its claims, all judgements but the changed ones kept.
    pub(crate) judging: Vec<Duration>,
    /// From the new text to its diagnostics.
    pub(crate) whole: Vec<Duration>,
}

/// Bytes of the notes that are edited.
const LENGTHS: [usize; 3] = [5_000, 50_000, 500_000];
/// Edits of each note in a round.
const EDITS: usize = 40;

/// Edits notes made of `sources` over the first sample corpus.
pub(crate) fn measure(sources: &[Document], rounds: usize) -> Result<Vec<Editing>> {
    let reference: Arc<dyn Reference> =
        Arc::new(MemoryIndex::build(&library(corpora().join("iraq-2020/sources")), &Cards::default()));
    let brief = corpora().join("iraq-2020/brief.md");
    let brief = std::fs::read_to_string(&brief).with_context(|| format!("{} is missing", brief.display()))?;
    Ok(LENGTHS.iter().map(|bytes| edited(&note_of(&brief, sources, *bytes), &reference, EDITS * rounds)).collect())
}

/// A note of about `bytes` bytes: the brief, then paragraphs of documents with other names and numbers.
fn note_of(brief: &str, sources: &[Document], bytes: usize) -> String {
    let mut note = brief.to_owned();
    for copy in 1.. {
        for paragraph in sources.iter().flat_map(|document| document.text.lines()) {
            if note.len() >= bytes {
                return note;
            }
            note.push_str("\n\n");
            note.push_str(varied(paragraph, copy).trim());
        }
    }
    note
}

fn edited(text: &str, reference: &Arc<dyn Reference>, edits: usize) -> Editing {
    let settings = Arc::new(Settings::default());
    let analyse = |note: Note, previous: Option<&Analysis>| {
        Analysis::new(Arc::new(note), Arc::clone(reference), Arc::clone(&settings), previous)
    };
    let mut analysis = analyse(Note::read(text.to_owned(), None), None);
    let mut times = Editing {
        bytes: text.len(),
        claims: analysis.claims().len(),
        paragraph: Vec::new(),
        reading: Vec::new(),
        judging: Vec::new(),
        whole: Vec::new(),
    };
    for edit in 0..edits {
        let (changed, paragraph) = with_one_word_more(analysis.note(), edit);
        times.paragraph.push(timed(|| black_box(extract(&paragraph, Markup::Markdown, None))).1);
        let (note, reading) = timed(|| Note::read(changed, Some(analysis.note())));
        let (next, judging) = timed(|| analyse(note, Some(&analysis)));
        let shown = timed(|| black_box(next.diagnostics())).1;
        times.reading.push(reading);
        times.judging.push(judging);
        times.whole.push(reading + judging + shown);
        analysis = next;
    }
    times
}

/// The note's text with a word more at the end of one of its paragraphs, and that paragraph.
fn with_one_word_more(note: &Note, edit: usize) -> (String, String) {
    let paragraphs: Vec<_> = note.prose.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).collect();
    let block = paragraphs[edit * 7919 % paragraphs.len()];
    let end = block.span.end();
    let changed = format!("{} again{}", &note.text[..end], &note.text[end..]);
    (changed, format!("{} again", block.span.of(&note.text)))
}
