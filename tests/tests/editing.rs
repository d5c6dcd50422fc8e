//! A note that was edited is judged as if it were read afresh: what is kept from before never shows.

use std::path::Path;
use std::sync::Arc;

use deskcheck_analysis::answer::{Analysis, Note, Settings};
use deskcheck_analysis::judge::Verdict;
use deskcheck_analysis::resolve::{Cards, Reference};
use deskcheck_corpus::{MemoryIndex, read_library};

fn reference(sources: &Path) -> Arc<dyn Reference> {
    let library = read_library(&[sources.to_path_buf()], None, &|_, _| {}, &|| false);
    Arc::new(MemoryIndex::build(&library, &Cards::default()))
}

/// Every claim and finding, as they are shown.
fn shown(analysis: &Analysis) -> Vec<String> {
    let text = &analysis.note().text;
    let claims = analysis.claims().iter().map(|claim| {
        let judgement = &claim.judgement;
        let span = claim.evidence.figure.span;
        format!("{} {:?} {} {}", span.of(text), judgement.verdict, judgement.sides.len(), judgement.withheld.len())
    });
    let findings = analysis.diagnostics().into_iter().map(|finding| finding.message);
    claims.chain(findings).collect()
}

/// Changes of a text, each made to what the one before left: a heading above, a word more, a word less, a line gone.
fn edits(text: &str) -> Vec<String> {
    let mut versions = Vec::new();
    let mut now = text.to_owned();
    for step in 0..40_usize {
        let starts: Vec<usize> = now.match_indices("\n\n").map(|(at, _)| at + 2).collect();
        let words: Vec<usize> = now.match_indices(' ').map(|(at, _)| at).collect();
        let (Some(start), Some(word)) =
            (starts.get(step * 7919 % starts.len().max(1)), words.get(step * 104_729 % words.len().max(1)))
        else {
            break;
        };
        match step % 4 {
            0 => now.insert_str(*start, "# The third Marden flood in 1999\n\n"),
            1 => now.insert_str(*word, " not"),
            2 => {
                let end = now[word + 1..].find(' ').map_or(now.len(), |length| word + 1 + length);
                now.replace_range(*word..end, "");
            }
            _ => {
                let end = now[*start..].find("\n\n").map_or(now.len(), |length| start + length);
                now.replace_range(*start..end, "");
            }
        }
        versions.push(now.clone());
    }
    versions
}

#[test]
fn an_edited_note_is_judged_as_one_read_afresh() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let settings = Arc::new(Settings::default());
    for corpus in ["iraq-2020", "veldra-flood"] {
        let reference = reference(&corpora.join(corpus).join("sources"));
        let analyse = |note, previous: Option<&Analysis>| {
            Analysis::new(Arc::new(note), Arc::clone(&reference), Arc::clone(&settings), previous)
        };
        let brief = std::fs::read_to_string(corpora.join(corpus).join("brief.md")).expect("the brief is there");
        let mut kept = analyse(Note::read(brief.clone(), None), None);
        for (number, version) in edits(&brief).into_iter().enumerate() {
            kept = analyse(Note::read(version.clone(), Some(kept.note())), Some(&kept));
            let afresh = analyse(Note::read(version, None), None);
            assert_eq!(shown(&kept), shown(&afresh), "{corpus}, edit {number}");
        }
    }
}

#[test]
fn a_heading_that_changes_changes_what_is_judged_below() {
    let folder = tempfile::tempdir().expect("temporary folders can be made");
    std::fs::write(folder.path().join("charts.md"), "The Grey Lantern sold 3 million copies worldwide.\n")
        .expect("files can be written");
    let reference = reference(folder.path());
    let settings = Arc::new(Settings::default());
    let note = |title: &str| format!("# {title}\n\nIt sold 5 million copies worldwide.\n");
    let verdict = |analysis: &Analysis| analysis.claims()[0].judgement.verdict;
    let analyse = |text, previous: Option<&Analysis>| {
        let note = Note::read(text, previous.map(Analysis::note));
        Analysis::new(Arc::new(note), Arc::clone(&reference), Arc::clone(&settings), previous)
    };
    let of_another = analyse(note("low tide"), None);
    let of_the_same = analyse(note("the grey lantern"), Some(&of_another));
    assert_eq!((verdict(&of_another), verdict(&of_the_same)), (Verdict::Unverified, Verdict::Contradicted));
}
