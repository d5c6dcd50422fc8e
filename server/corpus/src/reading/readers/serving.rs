//! The child's side: reads one file after the other until nobody sends any.

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::mpsc;

use super::messages::{Answer, LONGEST_ANSWER, next_order, send_answer};
use super::read_here;
use crate::formats;

/// Reads the files that come over `orders` and answers over `answers`, until the former end. Then `end` is called, even while
/// a file is being read: whoever wanted it has gone.
///
/// # Errors
///
/// Where answers cannot be written.
pub fn serve(orders: impl Read + Send + 'static, mut answers: impl Write, end: fn()) -> io::Result<()> {
    let (sender, received) = mpsc::sync_channel(0);
    std::thread::spawn(move || {
        let mut orders = io::BufReader::new(orders);
        while let Ok(Some(order)) = next_order(&mut orders) {
            if sender.send(order).is_err() {
                break;
            }
        }
        end();
    });
    for (name, content) in received {
        send_answer(&mut answers, &answer(Path::new(&name), &content))?;
    }
    Ok(())
}

fn answer(path: &Path, content: &[u8]) -> Vec<u8> {
    let Some(reader) = formats::reader(path).or(formats::TABLE.first()) else { return Vec::new() };
    let (readings, problems) = read_here(reader, path, content);
    let problems = problems.into_iter().map(|problem| (problem.line, problem.message)).collect();
    let written = encode(&Answer { readings, problems });
    written.filter(|answer| answer.len() as u64 <= LONGEST_ANSWER).unwrap_or_else(|| {
        let message = format!("holds more than {} MB of text and is left out; split it", LONGEST_ANSWER >> 20);
        encode(&Answer { readings: Vec::new(), problems: vec![(None, message)] }).unwrap_or_default()
    })
}

fn encode(answer: &Answer) -> Option<Vec<u8>> {
    postcard::to_stdvec(answer).ok()
}
