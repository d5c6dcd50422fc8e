//! The editor's process: a server whose editor has died must not live on, even where somebody else keeps our standard input
//! open.

/// Ends this process as soon as `process` has ended.
#[cfg(unix)]
pub(super) fn follow(process: u32) {
    let Some(pid) = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw) else { return };
    // An id from within another container means nothing here.
    if !is_there(pid) {
        return;
    }
    std::thread::spawn(move || {
        wait(pid);
        tracing::info!("the editor's process {process} is gone");
        std::process::exit(1);
    });
}

#[cfg(unix)]
fn is_there(pid: rustix::process::Pid) -> bool {
    rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH)
}

/// Waits for the end of a process, whether anybody has taken notice of it or not.
#[cfg(target_os = "linux")]
fn wait(pid: rustix::process::Pid) {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::process::{PidfdFlags, pidfd_open};

    let Ok(handle) = pidfd_open(pid, PidfdFlags::empty()) else { return look_again_and_again(pid) };
    // It becomes readable with the end of the process; anything else is an interruption.
    while !matches!(poll(&mut [PollFd::new(&handle, PollFlags::IN)], None), Ok(1)) {}
}

/// Waits for the end of a process.
#[cfg(all(unix, not(target_os = "linux")))]
fn wait(pid: rustix::process::Pid) {
    look_again_and_again(pid);
}

#[cfg(unix)]
fn look_again_and_again(pid: rustix::process::Pid) {
    while is_there(pid) {
        std::thread::sleep(std::time::Duration::from_secs(2));
    }
}

/// Elsewhere a closed standard input has to do.
#[cfg(not(unix))]
pub(super) fn follow(_process: u32) {}
