//! `cargo xtask bench --scale`: what an analyst waits for as a corpus grows, from the files to the finished index, with
//! nothing changed, and in an open note; and by which power of the number of documents each of it grows.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::rounds::{median, p95};
use crate::server::client::{Client, uri};
use crate::server::typist;

/// No answer takes longer than this.
const PATIENCE: Duration = Duration::from_secs(3_600);

/// How often the memory of an index under way is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// What the note says and a document that comes later says otherwise.
const CLAIM: &str = "On 3 March 2021 the Selwyn Harbour Guild dismissed 41 dockers in Port Orrin.";
const DENIAL: &str =
    "PORT ORRIN, 4 March 2021 - On 3 March 2021 the Selwyn Harbour Guild dismissed 47 dockers in Port Orrin.\n";

/// One corpus, measured.
pub(crate) struct Scaled {
    documents: usize,
    bytes: u64,
    /// From the files to the finished index, and the most memory that took, in bytes.
    index: Duration,
    peak: u64,
    /// The same again, nothing changed.
    unchanged: Duration,
    /// From the start of a server to the first diagnostics of a note of one sentence.
    first_answer: Duration,
    /// From opening a note of 50 KB to its diagnostics, and what the server holds in memory behind that.
    opened: Duration,
    resident: u64,
    keystroke: Vec<Duration>,
    hover: Vec<Duration>,
    /// From writing a document to the diagnostics of the note that it contradicts.
    changed: Duration,
}

/// Measures `program` over corpora that `cargo xtask corpus` has made in `folders`.
pub(crate) fn measure(program: &Path, folders: &[PathBuf]) -> Result<Vec<Scaled>> {
    folders.iter().map(|folder| of(program, folder).with_context(|| folder.display().to_string())).collect()
}

fn of(program: &Path, folder: &Path) -> Result<Scaled> {
    let (documents, bytes) = size(&folder.join("sources"))?;
    eprintln!("{documents} documents, {} MB", bytes / 1_000_000);
    let cache = folder.join("cache");
    let _ = fs::remove_dir_all(&cache);
    let late = folder.join("sources/late.txt");
    let _ = fs::remove_file(&late);
    let (index, peak) = indexed(program, folder, &cache)?;
    let (unchanged, _) = indexed(program, folder, &cache)?;
    let command = ["env".into(), format!("XDG_CACHE_HOME={}", cache.display()).into(), program.into(), "lsp".into()];
    let begun = Instant::now();
    let (mut client, _) = Client::start(&command, folder, PATIENCE)?;
    let claim = uri(&folder.join("claim.md"));
    let document = json!({"uri": claim, "languageId": "markdown", "version": 1, "text": CLAIM});
    let published =
        |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == claim;
    client.notify("textDocument/didOpen", &json!({ "textDocument": document }))?;
    let (came, _) = client.until(PATIENCE, published)?.context("the note got no diagnostics")?;
    let first_answer = came - begun;
    let path = folder.join("note-50.md");
    let times = typist::times(&mut client, &uri(&path), &fs::read_to_string(&path)?, PATIENCE)?;
    let resident = client.memory().unwrap_or_default();
    let written = Instant::now();
    fs::write(&late, DENIAL)?;
    let told = |message: &Value| published(message) && message["params"].to_string().contains("late says 47");
    let (came, _) = client.until(PATIENCE, told)?.context("the new document was not noticed")?;
    fs::remove_file(&late)?;
    Ok(Scaled {
        documents,
        bytes,
        index,
        peak,
        unchanged,
        first_answer,
        opened: median(&times.open),
        resident,
        keystroke: times.keystroke,
        hover: times.hover,
        changed: came - written,
    })
}

/// The number of files below a folder, and their bytes.
fn size(folder: &Path) -> Result<(usize, u64)> {
    let mut sum = (0, 0);
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let (files, bytes) =
            if entry.file_type()?.is_dir() { size(&entry.path())? } else { (1, entry.metadata()?.len()) };
        sum = (sum.0 + files, sum.1 + bytes);
    }
    Ok(sum)
}

/// Indexes a corpus by its settings; the time that took, and the most memory.
fn indexed(program: &Path, folder: &Path, cache: &Path) -> Result<(Duration, u64)> {
    let begun = Instant::now();
    let mut process = Command::new(program)
        .arg("index")
        .current_dir(folder)
        .env("XDG_CACHE_HOME", cache)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| program.display().to_string())?;
    let status_file = format!("/proc/{}/status", process.id());
    let mut peak = 0;
    let status = loop {
        if let Some(status) = process.try_wait()? {
            break status;
        }
        peak = peak.max(most_memory(&status_file).unwrap_or_default());
        std::thread::sleep(LOOK);
    };
    ensure!(status.code().is_some_and(|code| code < 2), "`deskcheck index` ended with {status}");
    Ok((begun.elapsed(), peak))
}

fn most_memory(status_file: &str) -> Option<u64> {
    let status = fs::read_to_string(status_file).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

/// What is told of a corpus: its name, its unit and its value.
type Figure = (&'static str, &'static str, fn(&Scaled) -> f64);

const FIGURES: [Figure; 10] = [
    ("files to finished index", "s", |row| row.index.as_secs_f64()),
    ("of that, text", "MB/s", |row| row.bytes as f64 / 1e6 / row.index.as_secs_f64()),
    ("most memory", "MB", |row| row.peak as f64 / 1e6),
    ("index, nothing changed", "s", |row| row.unchanged.as_secs_f64()),
    ("server start to first answer", "ms", |row| row.first_answer.as_secs_f64() * 1e3),
    ("note of 50 KB, opened", "ms", |row| row.opened.as_secs_f64() * 1e3),
    ("server's memory", "MB", |row| row.resident as f64 / 1e6),
    ("keystroke to diagnostics, p95", "ms", |row| p95(&row.keystroke).as_secs_f64() * 1e3),
    ("hover, p95", "ms", |row| p95(&row.hover).as_secs_f64() * 1e3),
    ("document changed to seen in the note", "ms", |row| row.changed.as_secs_f64() * 1e3),
];

/// A Markdown table of what was measured, with the power of the number of documents by which each figure grows.
pub(crate) fn text(rows: &[Scaled]) -> String {
    let mut text = "| |".to_owned();
    for row in rows {
        let _ = write!(text, " {} documents |", row.documents);
    }
    text.push_str(" grows with N to the |\n|---|");
    text.push_str(&"---:|".repeat(rows.len() + 1));
    text.push('\n');
    for (name, unit, value) in FIGURES {
        let _ = write!(text, "| {name}, {unit} |");
        for row in rows {
            let _ = write!(text, " {} |", rounded(value(row)));
        }
        let points: Vec<_> = rows.iter().map(|row| (row.documents as f64, value(row))).collect();
        let _ = writeln!(text, " {} |", power(&points).map_or("-".to_owned(), |power| format!("{power:.2}")));
    }
    text
}

fn rounded(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

/// The slope of the line through the logarithms, by least squares; none with fewer than two points.
fn power(points: &[(f64, f64)]) -> Option<f64> {
    let logs: Vec<(f64, f64)> =
        points.iter().filter(|(n, value)| *n > 0.0 && *value > 0.0).map(|(n, value)| (n.ln(), value.ln())).collect();
    let count = logs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|log| log.0), mean(|log| log.1));
    let above: f64 = logs.iter().map(|log| (log.0 - x) * (log.1 - y)).sum();
    let below: f64 = logs.iter().map(|log| (log.0 - x).powi(2)).sum();
    (logs.len() > 1 && below > 0.0).then(|| above / below)
}
