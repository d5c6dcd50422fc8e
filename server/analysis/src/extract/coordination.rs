//! Rows of counted noun phrases (`12 soldiers, seven policemen and a child`; `40 in Lowmark and 23 in Brannet`): what is
//! told of the first is told of each.

use super::phrases::{Chunk, NounPhrase};
use super::reading::Reading;

/// For each chunk the first of its row, itself included; none for what stands in no row.
pub(super) fn rows(reading: &Reading<'_>, chunks: &[Chunk<'_>]) -> Vec<Option<usize>> {
    let mut first_of = vec![None; chunks.len()];
    let mut at = 0;
    while at < chunks.len() {
        let row = row_at(reading, chunks, at);
        if row.len() > 1 {
            at = row[row.len() - 1];
            for member in &row {
                first_of[*member] = Some(row[0]);
            }
        }
        at += 1;
    }
    first_of
}

/// The members of the row that begins at the chunk `first`.
fn row_at(reading: &Reading<'_>, chunks: &[Chunk<'_>], first: usize) -> Vec<usize> {
    let governed = first > 0 && matches!(chunks[first - 1], Chunk::Preposition(_));
    if governed || !chunks.get(first).is_some_and(|chunk| is_counted(reading, chunk)) {
        return Vec::new();
    }
    let mut row = vec![first];
    let mut end = behind(reading, chunks, first);
    loop {
        let comma = usize::from(matches!(chunks.get(end), Some(Chunk::Comma)));
        let conjunction = usize::from(matches!(chunks.get(end + comma), Some(Chunk::Conjunction)));
        let next = end + comma + conjunction;
        if next == end || !chunks.get(next).is_some_and(|chunk| is_counted(reading, chunk)) {
            return Vec::new();
        }
        row.push(next);
        end = behind(reading, chunks, next);
        if conjunction == 1 {
            return row;
        }
    }
}

/// Where the phrases that hang from the member `at` end.
fn behind(reading: &Reading<'_>, chunks: &[Chunk<'_>], at: usize) -> usize {
    let mut end = at + 1;
    loop {
        end = match (chunks.get(end), chunks.get(end + 1)) {
            (Some(Chunk::Preposition(_)), Some(Chunk::Time(_))) => end + 2,
            (Some(Chunk::Preposition(_)), Some(next @ Chunk::Noun(_))) if !is_counted(reading, next) => end + 2,
            (Some(Chunk::Time(_)), _) => end + 1,
            _ => return end,
        };
    }
}

/// A noun phrase that a number or an article counts.
fn is_counted(reading: &Reading<'_>, chunk: &Chunk<'_>) -> bool {
    let counts = |noun: &NounPhrase| noun.quantity.is_some() || matches!(reading.word(noun.first), "a" | "an");
    matches!(chunk, Chunk::Noun(noun) if counts(noun))
}
