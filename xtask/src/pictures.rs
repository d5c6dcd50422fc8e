//! `cargo xtask pictures`: pictures of the editors for readers, from those that the tests took.

use std::fs;

use anyhow::{Context, Result};

use crate::command::root;

/// Pictures that documentation shows: where the tests keep them below `target/editors`, and their names in `docs/images`.
const SHOWN: &[(&str, &str)] = &[
    ("vscode/work/light.png", "vscode-brief.png"),
    ("neovim/dark/disputed.png", "neovim-brief.png"),
    ("neovim/dark/claims.png", "neovim-claims.png"),
];

/// Copies them; the documentation's own are otherwise never touched.
pub(crate) fn run() -> Result<()> {
    for (taken, shown) in SHOWN {
        let taken = root().join("target/editors").join(taken);
        let shown = root().join("docs/images").join(shown);
        fs::copy(&taken, &shown)
            .with_context(|| format!("{} is missing: run `cargo xtask editors`, which takes it", taken.display()))?;
        println!("{}", shown.display());
    }
    Ok(())
}
