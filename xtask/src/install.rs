//! `cargo xtask install`: the server, and the clients of the editors that are there, for one's own use.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::{self, cargo, output, program, root};
use crate::report::Report;
use crate::{editors, grammar, package};

/// The editors that take VS Code's extensions, by the program that one types.
const VSCODES: &[&str] = &["code", "code-insiders", "codium", "cursor", "code-server"];

/// Installs the server, then the clients of the editors on PATH; one that fails does not keep the others from it.
pub(crate) fn run() -> Result<()> {
    let mut report = Report::default();
    if report.step("server", || command::run(&mut cargo(&["install", "--locked", "--path", "server/deskcheck"]))) {
        report.step("VS Code", install_extension);
        report.step("Neovim", install_plugin);
    }
    report.finish()
}

fn install_extension() -> Result<()> {
    let there: Vec<_> = VSCODES.iter().filter(|name| output(&mut program(name, &["--version"])).is_some()).collect();
    if there.is_empty() {
        println!("None of {} is on PATH. In VS Code, the command", VSCODES.join(", "));
        println!("`Shell Command: Install 'code' command in PATH` puts it there; then say this again.");
        println!("Or: `cargo xtask package` makes a file to be installed by `Extensions: Install from VSIX...`.");
        return Ok(());
    }
    editors::fetch_extension_packages()?;
    // What cargo has just installed was built there.
    let package = package::pack(Some(&root().join("target/release").join(format!("deskcheck{EXE_SUFFIX}"))))?;
    for name in there {
        command::run(program(name, &["--force", "--install-extension"]).arg(&package))?;
        println!("{name}: open a folder with a Markdown note and a folder `sources`, then the note");
    }
    Ok(())
}

fn install_plugin() -> Result<()> {
    let Some(data) = neovim_data() else {
        println!("No Neovim on PATH: its plugin was not installed (editors/neovim/README.md says how).");
        return Ok(());
    };
    let plugin = data.join("site/pack/deskcheck/start/deskcheck");
    if plugin.exists() {
        fs::remove_dir_all(&plugin).with_context(|| format!("{} cannot be renewed", plugin.display()))?;
    }
    copy_folder(&root().join("editors/neovim"), &plugin)?;
    if let Err(error) = grammar::put_into(&plugin, &[]) {
        println!("Citations stay without colours of their own, because the parser was not compiled: {error:#}");
    }
    command::run(
        program("nvim", &["--headless", "-u", "NONE", "-c"])
            .arg(format!("helptags {}", plugin.join("doc").display()))
            .args(["-c", "qa"]),
    )?;
    println!("{}: now say require('deskcheck').setup({{}}) in init.lua", plugin.display());
    Ok(())
}

/// Neovim's data folder, as Neovim itself says it.
fn neovim_data() -> Option<PathBuf> {
    let print = "lua io.stdout:write(vim.fn.stdpath('data'))";
    output(&mut program("nvim", &["--headless", "-u", "NONE", "-c", print, "-c", "qa"])).map(PathBuf::from)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("{} cannot be made", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).with_context(|| format!("{} cannot be written", target.display()))?;
        }
    }
    Ok(())
}
