//! The program that is tested. Whoever starts it does so here: what it keeps lies below the test's own folder and goes with it,
//! and nothing comes near the caches of whoever runs the tests.

use std::env::{self, consts::EXE_SUFFIX};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the program is: named in `DESKCHECK_BIN` (`cargo xtask test` does so), or beside the tests.
///
/// # Panics
///
/// Where it was not built.
pub fn path() -> PathBuf {
    let path = env::var_os("DESKCHECK_BIN").map_or_else(beside_the_tests, PathBuf::from);
    assert!(path.is_file(), "{} is missing: run `cargo build --package deskcheck`", path.display());
    path
}

/// `target/<profile>/deps/<test>` -> `target/<profile>/deskcheck`.
fn beside_the_tests() -> PathBuf {
    let test = env::current_exe().expect("a test knows where it is");
    let profile = test.ancestors().nth(2).expect("tests lie in target/<profile>/deps");
    profile.join(format!("deskcheck{EXE_SUFFIX}"))
}

/// The program, to be started in `folder`.
///
/// # Panics
///
/// Where it was not built.
pub fn command(folder: &Path) -> Command {
    through(path(), folder)
}

/// Another program, to be started in `folder`, that starts ours: a shell, a user's login.
pub fn through(other: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(other);
    command.current_dir(folder).env("XDG_CACHE_HOME", caches(folder)).env_remove("DESKCHECK_LOG");
    command
}

/// What the program keeps when it is started in `folder`.
pub fn caches(folder: &Path) -> PathBuf {
    folder.join(".cache")
}
