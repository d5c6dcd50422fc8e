//! The editor's process: a server whose editor has died must not live on.

/// Ends this process soon after `process` has ended, in case nobody closes our standard input.
#[cfg(unix)]
pub(super) fn follow(process: u32) {
    use rustix::process::{Pid, test_kill_process};
    use std::time::Duration;

    let Some(pid) = i32::try_from(process).ok().and_then(Pid::from_raw) else { return };
    let is_alive = move || test_kill_process(pid) != Err(rustix::io::Errno::SRCH);
    // An id from within another container means nothing here.
    if !is_alive() {
        return;
    }
    std::thread::spawn(move || {
        while is_alive() {
            std::thread::sleep(Duration::from_secs(2));
        }
        std::process::exit(1);
    });
}

/// Elsewhere a closed standard input has to do.
#[cfg(not(unix))]
pub(super) fn follow(_process: u32) {}
