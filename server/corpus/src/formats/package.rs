//! Office files are ZIP archives of XML: their parts, unpacked one by one and never beyond what a real file needs.

use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Input, encoding};
use crate::reading::Problem;

/// No part is unpacked beyond this many bytes, and no file beyond the second.
const LARGEST_PART: u64 = 64 << 20;
const LARGEST_WHOLE: u64 = 256 << 20;
/// No part that is larger than the second, in bytes, is unpacked to more than this many times its packed size: text packs
/// less well than that, what is made to fill a memory better.
const HIGHEST_RATIO: u64 = 400;
const RATIO_COUNTS_FROM: u64 = 4 << 20;
/// Archives with more parts are not opened: each costs memory before any is unpacked.
const MOST_PARTS: usize = 50_000;
/// What the entry of each part in an archive's list begins with.
const ENTRY: &[u8] = b"PK\x01\x02";
/// What files of older Office programs, and newer ones with a password, begin with.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0";

/// An opened archive.
pub(super) struct Package<'a> {
    path: &'a Path,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    /// Opens a file; none with a problem where it is no such archive. `save_as` names the format for messages.
    pub(super) fn open(input: Input<'a>, save_as: &str, problems: &mut Vec<Problem>) -> Option<Self> {
        let Input { path, bytes } = input;
        let problem = if bytes.starts_with(COMPOUND_FILE) {
            format!(
                "is protected by a password or was saved by an old Office program; save it as {save_as} without a password"
            )
        } else if bytes.windows(ENTRY.len()).filter(|window| *window == ENTRY).take(MOST_PARTS + 1).count() > MOST_PARTS
        {
            format!("consists of more than {MOST_PARTS} parts, as no real document does; save it anew as {save_as}")
        } else {
            match ZipArchive::new(Cursor::new(bytes)) {
                Ok(archive) => return Some(Self { path, archive, unpacked: 0 }),
                Err(error) => format!("is damaged ({error}); get it anew, or save it anew as {save_as}"),
            }
        };
        problems.push(Problem::of_file(path, problem));
        None
    }

    /// True where the archive holds a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of the part `name`; none where there is no such part, and with a problem where it cannot be unpacked.
    pub(super) fn text(&mut self, name: &str, problems: &mut Vec<Problem>) -> Option<String> {
        match self.unpack(name) {
            Ok(bytes) => encoding::decode(self.path, &bytes?, None, problems),
            Err(fault) => {
                problems.push(Problem::of_file(self.path, fault));
                None
            }
        }
    }

    /// The text of the part without which the file says nothing; with a problem where there is none.
    pub(super) fn needed(&mut self, name: &str, save_as: &str, problems: &mut Vec<Problem>) -> Option<String> {
        if !self.has(name) {
            let message =
                format!("holds no part {name}, so it is no document; get it anew, or save it anew as {save_as}");
            problems.push(Problem::of_file(self.path, message));
        }
        self.text(name, problems)
    }

    /// The bytes of a part, or what is wrong with it.
    fn unpack(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err("is protected by a password; save it without".to_owned());
            }
            Err(error) => return Err(damaged(name, &error)),
        };
        let ratio = part.compressed_size().saturating_mul(HIGHEST_RATIO).max(RATIO_COUNTS_FROM);
        let most = LARGEST_PART.min(LARGEST_WHOLE - self.unpacked).min(ratio);
        let mut bytes = Vec::new();
        part.take(most + 1).read_to_end(&mut bytes).map_err(|error| damaged(name, &error))?;
        self.unpacked += bytes.len() as u64;
        if bytes.len() as u64 > most {
            self.unpacked = LARGEST_WHOLE;
            return Err(format!(
                "unpacks to more than {} MB in {name}, as no text does, and is left out; save it anew, in parts if it is that long",
                most >> 20
            ));
        }
        Ok(Some(bytes))
    }
}

fn damaged(name: &str, error: &dyn std::error::Error) -> String {
    format!("is damaged in {name} ({error}) and is not read there; get it anew, or save it anew")
}

/// The problem of a file whose XML is wrong somewhere.
pub(super) fn broken_off(path: &Path, fault: &str) -> Problem {
    Problem::of_file(path, format!("is damaged ({fault}) and is read up to there; get it anew, or save it anew"))
}

/// The name of the part that a part named `from` calls `target`.
///
/// Targets are relative to the folder of who names them, or begin with `/`.
pub(super) fn resolved(from: &str, target: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut names: Vec<_> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.retain(|name| !name.is_empty());
    names.join("/")
}
