//! This program as the child that reads files which may do harm.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use deskcheck_corpus::{Isolation, Limits};

/// This very program, run as `deskcheck read`.
pub fn isolation() -> Isolation {
    isolation_of(program(), Limits::default())
}

/// A program that is this one, within `limits`.
pub fn isolation_of(program: PathBuf, limits: Limits) -> Isolation {
    let arguments = ["read".to_owned(), format!("--memory={}", limits.memory)];
    // In KB: what the allocator reserves at once. By itself it begins with a gigabyte of addresses, which would all count.
    let environment = [("MIMALLOC_ARENA_RESERVE".into(), "16384".into())];
    Isolation { program, arguments: arguments.map(Into::into).into(), environment: environment.into(), limits }
}

/// What to run. Linux knows what runs even where its file has been replaced by another version, which might not understand us.
fn program() -> PathBuf {
    let running = Path::new("/proc/self/exe");
    if running.exists() {
        return running.to_owned();
    }
    env::current_exe().unwrap_or_else(|_| "deskcheck".into())
}

/// Gives this process no more than `bytes` of memory, and no file to die into. What asks for more ends it.
///
/// # Errors
///
/// Where the system refuses.
#[cfg(unix)]
pub(crate) fn limit_memory(bytes: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};

    for (resource, limit) in [(Resource::As, bytes), (Resource::Core, 0)] {
        setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) })?;
    }
    Ok(())
}

/// Elsewhere only time is limited.
#[cfg(not(unix))]
pub(crate) fn limit_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}
