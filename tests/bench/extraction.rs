//! Text in, facts out: megabytes a second, and what of that each step takes.

use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use deskcheck_analysis::extract::{Stage, extract, extract_watched};
use deskcheck_analysis::text::Document;

use crate::prose::copies;
use crate::rounds::{median, timed};

/// What the extraction of `bytes` bytes takes.
pub(crate) struct Extraction {
    pub(crate) bytes: usize,
    pub(crate) texts: usize,
    pub(crate) figures: usize,
    pub(crate) one_thread: Duration,
    pub(crate) two_threads: Duration,
    /// With the cost of looking at the clock.
    pub(crate) stages: Vec<(Stage, Duration)>,
}

/// Extracts about `bytes` bytes of prose made of `sources`, `rounds` times.
pub(crate) fn measure(sources: &[Document], bytes: usize, rounds: usize) -> Extraction {
    let texts = copies(sources, bytes);
    let figures = read_all(&texts, 2);
    let (mut one, mut two, mut stages) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        one.push(timed(|| read_all(&texts, 1)).1);
        two.push(timed(|| read_all(&texts, 2)).1);
        stages.push(staged(&texts));
    }
    let of_stage = |at: usize| stages.iter().map(|times| times[at]).collect::<Vec<_>>();
    Extraction {
        bytes: texts.iter().map(|document| document.text.len()).sum(),
        texts: texts.len(),
        figures,
        one_thread: median(&one),
        two_threads: median(&two),
        stages: Stage::ALL.into_iter().enumerate().map(|(at, stage)| (stage, median(&of_stage(at)))).collect(),
    }
}

/// Extracts every text; returns how many figures they have.
fn read_all(texts: &[Document], threads: usize) -> usize {
    let (next, figures) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let read = || {
        while let Some(document) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
            let facts = black_box(extract(&document.text, document.markup, document.date));
            figures.fetch_add(facts.figures.len(), Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(read);
        }
        read();
    });
    figures.into_inner()
}

/// The time that each step takes over every text, on one thread, in the order of [`Stage::ALL`].
fn staged(texts: &[Document]) -> Vec<Duration> {
    let mut times = vec![Duration::ZERO; Stage::ALL.len()];
    for document in texts {
        let mut last = Instant::now();
        let mut done = |stage: Stage| {
            let now = Instant::now();
            times[stage as usize] += now - last;
            last = now;
        };
        black_box(extract_watched(&document.text, document.markup, document.date, None, &mut done));
    }
    times
}
