//! `cargo xtask corpus`: a folder of documents as an analyst has it, as many as wanted and the same at every run, to
//! measure with. Names and stories are made up.

mod chance;
mod document;
mod names;
mod note;
mod plan;
mod telling;
mod wording;
mod world;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, bail};

use plan::Plan;

const HELP: &str = "\
Usage: cargo xtask corpus --documents N --out DIR [OPTIONS]

Writes a made-up corpus, the same at every run: DIR/sources with N documents, DIR/deskcheck.toml, and notes about it.
Incidents are told by one to eight documents with figures of their own, names have several spellings, a tenth of the
documents prints another's story.

  --documents N   how many documents
  --out DIR       where to; a folder that does not exist yet, or is empty
  --bytes B       how long a document is on average [default: 4096]
  --seed S        another number makes another corpus [default: 1]
  --notes KB,..   kilobytes of the notes, DIR/note-KB.md [default: 4,50]";

/// Documents in one folder.
const FOLDER: usize = 2500;

/// What was asked for.
struct Asked {
    documents: usize,
    out: PathBuf,
    bytes: usize,
    seed: u64,
    notes: Vec<usize>,
}

/// Writes what `arguments` ask for.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let Some(asked) = understood(arguments)? else {
        println!("{HELP}");
        return Ok(());
    };
    let bytes = write(&asked)?;
    println!("{} documents, {:.1} MB, in {}", asked.documents, bytes as f64 / 1e6, asked.out.display());
    Ok(())
}

fn understood(arguments: &[String]) -> Result<Option<Asked>> {
    let mut asked = Asked { documents: 0, out: PathBuf::new(), bytes: 4096, seed: 1, notes: vec![4, 50] };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().with_context(|| format!("`{argument}` wants a value"));
        match argument.as_str() {
            "--help" | "-h" => return Ok(None),
            "--documents" => asked.documents = value()?.parse()?,
            "--out" => asked.out = std::path::absolute(value()?)?,
            "--bytes" => asked.bytes = value()?.parse()?,
            "--seed" => asked.seed = value()?.parse()?,
            "--notes" => asked.notes = value()?.split(',').map(|number| Ok(number.parse()?)).collect::<Result<_>>()?,
            other => bail!("no option `{other}`; --help lists them"),
        }
    }
    if asked.documents == 0 || asked.out.as_os_str().is_empty() {
        bail!("--documents and --out are wanted; --help says more");
    }
    if u32::try_from(asked.documents).is_err() {
        bail!("{} documents are more than can be told apart", asked.documents);
    }
    Ok(Some(asked))
}

/// Writes the corpus; how many bytes its documents have.
fn write(asked: &Asked) -> Result<usize> {
    let out = &asked.out;
    if fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("{} is not empty; name a folder that does not exist yet, or remove it first", out.display());
    }
    let plan = Plan::new(asked.documents, asked.bytes, asked.seed);
    let sources = out.join("sources");
    let next = AtomicUsize::new(0);
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let bytes = thread::scope(|scope| {
        let writers: Vec<_> = (0..processors).map(|_| scope.spawn(|| write_folders(&plan, &sources, &next))).collect();
        let written = writers.into_iter().map(|writer| writer.join().unwrap_or_else(|_| bail!("a writer panicked")));
        written.sum::<Result<usize>>()
    })?;
    for kilobytes in &asked.notes {
        write_file(&out.join(format!("note-{kilobytes}.md")), &note::note(&plan, kilobytes * 1000))?;
    }
    // Written last: a folder that has it has all its documents.
    write_file(&out.join("deskcheck.toml"), "corpus = [\"sources\"]\n")?;
    Ok(bytes)
}

/// Writes folder after folder, until `next` says that there is none.
fn write_folders(plan: &Plan, sources: &Path, next: &AtomicUsize) -> Result<usize> {
    let mut bytes = 0;
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let documents = (number * FOLDER)..((number + 1) * FOLDER).min(plan.documents.len());
        if documents.is_empty() {
            return Ok(bytes);
        }
        let folder = sources.join(format!("{number:04}"));
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        for document in documents {
            let (name, text) = document::document(plan, document);
            bytes += text.len();
            write_file(&folder.join(name), &text)?;
        }
    }
}

fn write_file(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

#[cfg(test)]
mod tests;
