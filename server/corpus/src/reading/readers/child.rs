//! The parent's side of one child.

use std::io;
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::messages::{next_answer, send_order};
use super::{Isolation, Problem, Reading};

/// Why a child has not read a file.
#[derive(Debug)]
pub(super) enum Failure {
    /// It could not be started.
    NotStarted(io::Error),
    /// It took too long, and was ended.
    Late,
    /// It ended, or sent what is no answer.
    Ended,
}

/// A process that reads files; it ends with this value.
pub(super) struct Child {
    process: Arc<Process>,
    orders: ChildStdin,
    answers: ChildStdout,
    files: u32,
}

/// What of a child its watchdog needs.
pub(super) struct Process {
    child: Mutex<std::process::Child>,
    late: AtomicBool,
}

impl Child {
    pub(super) fn start(isolation: &Isolation) -> io::Result<Self> {
        let mut command = Command::new(&isolation.program);
        command
            .args(&isolation.arguments)
            .envs(isolation.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        set_apart(&mut command);
        let mut child = command.spawn()?;
        let (orders, answers) = (child.stdin.take(), child.stdout.take());
        let process = Arc::new(Process { child: Mutex::new(child), late: AtomicBool::new(false) });
        match (orders, answers) {
            (Some(orders), Some(answers)) => Ok(Self { process, orders, answers, files: 0 }),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    /// How many files it has read.
    pub(super) fn files(&self) -> u32 {
        self.files
    }

    pub(super) fn process(&self) -> &Arc<Process> {
        &self.process
    }

    /// True where its time was over before its answer was taken notice of.
    pub(super) fn is_late(&self) -> bool {
        self.process.late.load(Ordering::Acquire)
    }

    /// Has it read one file. A child that fails is good for no other.
    pub(super) fn read(&mut self, path: &Path, bytes: &[u8]) -> Result<(Vec<Reading>, Vec<Problem>), Failure> {
        self.files += 1;
        let sent = send_order(&mut self.orders, &path.to_string_lossy(), bytes);
        let answer = sent.ok().and_then(|()| next_answer(&mut self.answers));
        let Some(answer) = answer else {
            return Err(if self.is_late() { Failure::Late } else { Failure::Ended });
        };
        let problem = |(line, message)| Problem { path: path.to_owned(), line, message };
        Ok((answer.readings, answer.problems.into_iter().map(problem).collect()))
    }
}

/// Ctrl-C in a terminal is meant for whoever was started there, who finishes the files in hand: a child that it ended would look
/// as if its file were damaged.
fn set_apart(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(windows)]
    {
        const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
        std::os::windows::process::CommandExt::creation_flags(command, CREATE_NEW_PROCESS_GROUP);
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.process.end();
    }
}

impl Process {
    /// Ends it because its time is over.
    pub(super) fn end_late(&self) {
        self.late.store(true, Ordering::Release);
        self.end();
    }

    /// Ends it and takes notice of its end, so that nothing of it stays. Does nothing where it has ended.
    fn end(&self) {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        // It may have ended by itself; then waiting is all there is to do.
        let _ = child.kill();
        let _ = child.wait();
    }
}
