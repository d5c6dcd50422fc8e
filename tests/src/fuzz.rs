//! What must hold of any input at all: the bodies of the fuzz targets in `tests/fuzz/`, and of the test that replays their
//! seeds.

use std::io::{BufRead, BufReader};
use std::sync::{Arc, LazyLock};

use deskcheck::lsp::reader::{Unreadable, next_message};
use deskcheck_analysis::answer::{Analysis, Note, Settings};
use deskcheck_analysis::extract::extract;
use deskcheck_analysis::resolve::{Cards, Reference, resolve};
use deskcheck_analysis::text::{Document, Markup};
use deskcheck_corpus::MemoryIndex;

use crate::afresh::difference;
use crate::edits::DOCUMENTS;

/// Parts the two versions of a note in the input of [`note`].
pub const BECOMES: char = '\0';

/// Whatever bytes a client sends: reading ends, what is read stands in the input, and it does not depend on how the bytes
/// come in.
///
/// # Panics
///
/// Where one of these does not hold.
pub fn frames(bytes: &[u8]) {
    let whole = messages(bytes, bytes.len());
    let by_byte = messages(BufReader::with_capacity(1, bytes), bytes.len());
    assert_eq!(whole, by_byte, "the same bytes, one at a time");
    for body in whole.iter().flatten() {
        assert!(body.is_empty() || bytes.windows(body.len()).any(|window| window == body), "it stands in the input");
    }
}

/// Every message, or that there was none that can be read.
fn messages(mut input: impl BufRead, bytes: usize) -> Vec<Option<Vec<u8>>> {
    let mut messages = Vec::new();
    loop {
        match next_message(&mut input) {
            Ok(Some(body)) => messages.push(Some(body)),
            Err(Unreadable::Frame(_)) => messages.push(None),
            Ok(None) | Err(Unreadable::Gone) => return messages,
        }
        assert!(messages.len() <= bytes, "every message takes a byte at least");
    }
}

/// Whatever an analyst writes: it is read, judged and asked about; and a note that became another ([`BECOMES`] stands between
/// the two) says what that other one says by itself.
///
/// # Panics
///
/// Where that does not hold.
pub fn note(input: &str) {
    let mut kept: Option<Analysis> = None;
    for version in input.splitn(3, BECOMES) {
        let note = Note::read(version.to_owned(), kept.as_ref().map(Analysis::note));
        let now = analysis(note, kept.as_ref());
        let afresh = analysis(Note::read(version.to_owned(), None), None);
        assert_eq!(difference(&now, &afresh), None, "{version:?}");
        assert_eq!(now.note().prose.text.len(), version.len(), "prose is as long as its text");
        for offset in (0..=version.len()).filter(|offset| version.is_char_boundary(*offset)).step_by(7) {
            now.hover(offset);
            now.definition(offset);
            now.references(offset);
            now.completion(offset);
        }
        kept = Some(now);
    }
}

fn analysis(note: Note, previous: Option<&Analysis>) -> Analysis {
    static REFERENCE: LazyLock<Arc<dyn Reference>> = LazyLock::new(|| {
        let document = |(number, text): (usize, &&str)| {
            let document = Document {
                key: format!("made-{number}"),
                text: (*text).to_owned(),
                markup: Markup::Markdown,
                ..Document::default()
            };
            let facts = extract(text, Markup::Markdown, None);
            (Arc::new(document), Arc::new(facts))
        };
        let sources = DOCUMENTS.iter().enumerate().map(document).collect();
        let resolution = resolve(&sources, &Cards::default());
        Arc::new(MemoryIndex::of(&sources, resolution))
    });
    static SETTINGS: LazyLock<Arc<Settings>> = LazyLock::new(Arc::default);
    Analysis::new(Arc::new(note), Arc::clone(&REFERENCE), Arc::clone(&SETTINGS), previous)
}
