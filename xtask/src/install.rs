//! `cargo xtask install`: the server and the Neovim plugin, for one's own use.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::{self, cargo, output, program, root};

/// Installs the server, then the plugin where there is a Neovim to take it.
pub(crate) fn run() -> Result<()> {
    command::run(&mut cargo(&["install", "--locked", "--path", "server/deskcheck"]))?;
    let Some(data) = neovim_data() else {
        println!("No Neovim on PATH: its plugin was not installed (editors/neovim/README.md says how).");
        return Ok(());
    };
    let plugin = data.join("site/pack/deskcheck/start/deskcheck");
    if plugin.exists() {
        fs::remove_dir_all(&plugin).with_context(|| format!("{} cannot be renewed", plugin.display()))?;
    }
    copy_folder(&root().join("editors/neovim"), &plugin)?;
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
