//! The server as an editor meets it: a process of its own, spoken to over standard input and output, with notes and
//! corpora of several sizes; and the servers of others, as far as they are installed, with the same notes.

pub(crate) mod client;
mod committed;
mod peers;
mod rows;
pub(crate) mod typist;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use deskcheck_analysis::text::Document;

use crate::desk::{self, Desk};
use client::{Client, uri};
pub(crate) use committed::{Committed, save};
use rows::Row;
pub(crate) use rows::Rows;

/// Documents of the corpora.
pub(crate) const CORPORA: [usize; 3] = [10, 1_000, 10_000];

/// Kilobytes of the notes.
pub(crate) const NOTES: [usize; 4] = [1, 10, 50, 500];

/// How long our own server may take for an answer.
const PATIENCE: Duration = Duration::from_secs(600);

/// What is to be measured.
pub(crate) struct Asked {
    /// The program; none: the one beside this.
    pub(crate) program: Option<PathBuf>,
    /// Sizes of corpora, in documents.
    pub(crate) corpora: Vec<usize>,
    /// Sizes of notes, in kilobytes.
    pub(crate) notes: Vec<usize>,
    pub(crate) peers: bool,
}

/// Measures our server over each corpus, then the peers that are found.
pub(crate) fn measure(asked: &Asked) -> Result<Rows> {
    let program = asked.program.clone().map_or_else(beside, Ok)?;
    let samples = desk::samples();
    let notes: Vec<_> = asked
        .notes
        .iter()
        .map(|kilobytes| Ok((*kilobytes, desk::note(&samples, *kilobytes)?)))
        .collect::<Result<_>>()?;
    let mut rows = Rows::default();
    for documents in &asked.corpora {
        eprintln!("deskcheck, {documents} documents");
        over(&program, *documents, &samples, &notes, &mut rows)
            .with_context(|| format!("{} over {documents} documents", program.display()))?;
    }
    if asked.peers {
        peers::measure(&notes, &mut rows)?;
    }
    Ok(rows)
}

/// The program beside this one.
pub(crate) fn beside() -> Result<PathBuf> {
    let this = std::env::current_exe().context("cannot tell where this program is")?;
    let program = this.with_file_name(format!("deskcheck{}", std::env::consts::EXE_SUFFIX));
    anyhow::ensure!(program.is_file(), "{} is missing: run `cargo xtask bench`", program.display());
    Ok(program)
}

/// Our server over one corpus: started, given time to read, then each note.
fn over(
    program: &Path,
    documents: usize,
    samples: &[Document],
    notes: &[(usize, String)],
    rows: &mut Rows,
) -> Result<()> {
    let desk: Desk = desk::made(documents, samples, notes)?;
    let command = [program.as_os_str().to_owned(), OsString::from("lsp")];
    let (mut client, initialize) = Client::start(&command, &desk.folder, PATIENCE)?;
    let begun = Instant::now();
    let is_read =
        |message: &serde_json::Value| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end";
    let (read, _) = client.until(PATIENCE, is_read)?.context("the documents were not read")?;
    let mut row = Row::new(format!("{} documents", desk.documents));
    row.take("initialize", &[initialize]);
    row.take("reading", &[read - begun]);
    row.memory = client.memory();
    rows.corpora.push(row);
    for (kilobytes, text) in notes {
        let times = typist::times(&mut client, &uri(&desk.note(*kilobytes)), text, PATIENCE)?;
        let mut row = Row::of(format!("{} documents, {kilobytes} KB", desk.documents), &times);
        row.memory = client.memory();
        rows.notes.push(row);
    }
    Ok(())
}
