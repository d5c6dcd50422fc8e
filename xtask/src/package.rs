//! `cargo xtask package`: the VS Code extension as `.vsix` files, in `target/package`.

use std::env::consts::{ARCH, EXE_SUFFIX, OS};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::{self, cargo, root};
use crate::editors;

/// Platforms as VS Code calls them, each with its system and processor as Rust does.
const PLATFORMS: &[(&str, &str, &str)] = &[
    ("linux", "x86_64", "linux-x64"),
    ("linux", "aarch64", "linux-arm64"),
    ("macos", "x86_64", "darwin-x64"),
    ("macos", "aarch64", "darwin-arm64"),
    ("windows", "x86_64", "win32-x64"),
    ("windows", "aarch64", "win32-arm64"),
];

/// Packs the extension twice: with the server of this machine's platform inside, and without any.
pub(crate) fn run() -> Result<()> {
    editors::fetch_extension_packages()?;
    command::run(&mut cargo(&["build", "--release", "--package", "deskcheck"]))?;
    let server = root().join("target/release").join(format!("deskcheck{EXE_SUFFIX}"));
    let packed = [pack(Some(&server))?, pack(None)?];
    for package in packed {
        let bytes = fs::metadata(&package).map(|known| known.len()).unwrap_or_default();
        println!("{} ({} KB)", package.display(), bytes / 1024);
    }
    Ok(())
}

/// Packs the extension for users, with `server` inside where there is one; returns the package.
///
/// # Errors
///
/// Where a file cannot be written, or packing fails.
pub(crate) fn pack(server: Option<&Path>) -> Result<PathBuf> {
    let platform = server.and_then(|_| platform());
    let name = platform.map_or_else(|| "deskcheck.vsix".to_owned(), |platform| format!("deskcheck-{platform}.vsix"));
    let package = root().join("target/package").join(name);
    pack_as(&package, server)?;
    Ok(package)
}

/// The same, as a file of any name.
///
/// # Errors
///
/// As above.
pub(crate) fn pack_as(package: &Path, server: Option<&Path>) -> Result<()> {
    let platform = server.and_then(|_| platform());
    let inside = editors::extension().join("server");
    if inside.exists() {
        fs::remove_dir_all(&inside).with_context(|| format!("{} cannot be renewed", inside.display()))?;
    }
    for folder in [Some(inside.as_path()).filter(|_| server.is_some()), package.parent()].into_iter().flatten() {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    if let Some(server) = server {
        let copy = inside.join(format!("deskcheck{EXE_SUFFIX}"));
        fs::copy(server, &copy).with_context(|| format!("{} cannot be copied", server.display()))?;
    }
    let mut npm = editors::npm(&["run", "--silent", "package", "--"], &editors::extension());
    npm.arg("--out").arg(package).args(platform.iter().flat_map(|platform| ["--target", platform]));
    command::run(&mut npm)?;
    if inside.exists() {
        fs::remove_dir_all(&inside).with_context(|| format!("{} cannot be removed", inside.display()))?;
    }
    Ok(())
}

/// This machine's platform; none where VS Code has no name for it.
fn platform() -> Option<&'static str> {
    PLATFORMS.iter().find(|(system, processor, _)| (*system, *processor) == (OS, ARCH)).map(|(.., name)| *name)
}
