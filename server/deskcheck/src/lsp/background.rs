//! Work that must not be felt: closed notes are judged while the analyst types in another.
//!
//! Half of the processors at most, at low priority where the system knows priorities of threads.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// A piece of work, short enough to be waited for when the program would rather do something else.
type Work = Box<dyn FnOnce() + Send>;

/// Threads for such work; they end when this is dropped.
pub(super) struct Background {
    work: Sender<Work>,
    threads: usize,
}

impl Background {
    /// Starts the threads.
    pub(super) fn start() -> Self {
        let (send, work) = channel();
        let work = Arc::new(Mutex::new(work));
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = (processors / 2).clamp(1, 4);
        for _ in 0..threads {
            let work = Arc::clone(&work);
            std::thread::spawn(move || toil(&work));
        }
        Self { work: send, threads }
    }

    /// How much is worth handing over at once.
    pub(super) fn threads(&self) -> usize {
        self.threads
    }

    /// Hands over a piece of work, which must not panic.
    pub(super) fn run(&self, work: impl FnOnce() + Send + 'static) {
        // The threads live as long as this does.
        let _ = self.work.send(Box::new(work));
    }
}

fn toil(work: &Mutex<Receiver<Work>>) {
    give_way();
    loop {
        let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(work) => work(),
            Err(_) => return,
        }
    }
}

/// Lets every other thread go before this one, from now on.
#[cfg(target_os = "linux")]
pub(super) fn give_way() {
    // On Linux this speaks of the calling thread only. Where it is forbidden the work is done all the same.
    let _ = rustix::process::setpriority_process(None, 10);
}

/// Elsewhere a priority is the whole process's.
#[cfg(not(target_os = "linux"))]
pub(super) fn give_way() {}

#[cfg(test)]
mod tests {
    use super::Background;
    use std::sync::mpsc::channel;

    #[test]
    fn everything_handed_over_is_done() {
        let background = Background::start();
        let (send, done) = channel();
        for number in 0..20 {
            let send = send.clone();
            background.run(move || send.send(number).expect("the test listens"));
        }
        let mut seen: Vec<_> = done.iter().take(20).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..20).collect::<Vec<_>>());
        assert!(background.threads() >= 1);
    }
}
