//! What parent and child say to each other: an order is the name of a file and its content, an answer what it holds.
//!
//! Every length is a `u64`, the lowest byte first. Names need not be paths of the child's machine: no child opens a file.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::formats::Reading;

/// The longest answer, in bytes.
pub(super) const LONGEST_ANSWER: u64 = 256 << 20;
/// The longest name that is sent, in bytes.
const LONGEST_NAME: u64 = 1 << 16;
/// The longest content that is sent, in bytes.
const LONGEST_CONTENT: u64 = 1 << 30;

/// What a file holds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Answer {
    pub(super) readings: Vec<Reading>,
    /// Line and message of each problem; the path is the file's.
    pub(super) problems: Vec<(Option<usize>, String)>,
}

/// Sends a file to a child.
pub(super) fn send_order(to: &mut impl Write, name: &str, content: &[u8]) -> io::Result<()> {
    for part in [name.as_bytes(), content] {
        to.write_all(&(part.len() as u64).to_le_bytes())?;
        to.write_all(part)?;
    }
    to.flush()
}

/// The next file that a child is to read; none where there is no next one.
pub(super) fn next_order(from: &mut impl Read) -> io::Result<Option<(String, Vec<u8>)>> {
    let Some(length) = next_length(from)? else { return Ok(None) };
    let name = part(from, length, LONGEST_NAME)?;
    let Some(length) = next_length(from)? else { return Ok(None) };
    let content = part(from, length, LONGEST_CONTENT)?;
    Ok(Some((String::from_utf8_lossy(&name).into_owned(), content)))
}

/// Sends what was read to the parent.
pub(super) fn send_answer(to: &mut impl Write, answer: &[u8]) -> io::Result<()> {
    to.write_all(&(answer.len() as u64).to_le_bytes())?;
    to.write_all(answer)?;
    to.flush()
}

/// The answer of a child; none where what it sent is none.
pub(super) fn next_answer(from: &mut impl Read) -> Option<Answer> {
    let length = next_length(from).ok()??;
    let bytes = part(from, length, LONGEST_ANSWER).ok()?;
    postcard::from_bytes(&bytes).ok()
}

fn next_length(from: &mut impl Read) -> io::Result<Option<u64>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Ok(()) => Ok(Some(u64::from_le_bytes(length))),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// The next `length` bytes. Memory grows with what arrives, not with what was promised.
fn part(from: &mut impl Read, length: u64, longest: u64) -> io::Result<Vec<u8>> {
    if length > longest {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a message beyond all measure"));
    }
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}
