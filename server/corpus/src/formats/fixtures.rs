//! What the tests of several formats share: files put together part by part, and damaged ones.

use std::io::{Cursor, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Input, Reading};
use crate::reading::Problem;

/// The function that reads a format.
type Read = fn(Input<'_>, &mut Vec<Problem>) -> Vec<Reading>;

/// An archive of parts: names and contents.
pub(super) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part begins");
        archive.write_all(content.as_bytes()).expect("memory takes it");
    }
    archive.finish().expect("the archive ends").into_inner()
}

/// The one document of a file that is read without a problem.
pub(super) fn read(read: Read, bytes: &[u8]) -> Reading {
    let mut problems = Vec::new();
    let mut readings = read(Input { path: Path::new("file"), bytes }, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(readings.len(), 1);
    readings.remove(0)
}

/// The texts that a file gives, and the problems met.
pub(super) fn told(read: Read, bytes: &[u8]) -> String {
    let mut problems = Vec::new();
    let readings = read(Input { path: Path::new("file"), bytes }, &mut problems);
    let texts = readings.into_iter().map(|reading| reading.text);
    texts.chain(problems.into_iter().map(|problem| format!("! {}", problem.message))).collect::<Vec<_>>().join("\n")
}

/// The text with a sign where each page begins.
pub(super) fn with_pages(reading: &Reading) -> String {
    let mut shown = reading.text.clone();
    let starts: Vec<_> = reading.map.pages().iter().map(|start| (start.page, start.at as usize)).collect();
    for (page, at) in starts.iter().rev() {
        shown.insert_str(*at, &format!("[{page}]"));
    }
    shown
}

/// Reads `bytes` cut short at many places, with bytes changed and with pieces left out or repeated: whatever comes of it,
/// something is told.
pub(super) fn ends_well(read: Read, bytes: &[u8]) {
    let mut seed = 0x9E37_79B9_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below.max(1) as u64) as usize
    };
    for _ in 0..300 {
        let mut damaged = bytes.to_vec();
        for _ in 0..=random(3) {
            let at = random(damaged.len());
            let end = (at + random(64)).min(damaged.len());
            match random(4) {
                0 => damaged.truncate(at),
                1 => damaged.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (at % 8)),
                2 => drop(damaged.drain(at..end)),
                _ => {
                    let piece = damaged[at..end].to_vec();
                    damaged.splice(at..at, piece);
                }
            }
        }
        let mut problems = Vec::new();
        let readings = read(Input { path: Path::new("damaged"), bytes: &damaged }, &mut problems);
        assert!(!readings.is_empty() || !problems.is_empty(), "nothing is told of {damaged:?}");
    }
}
