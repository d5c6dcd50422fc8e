//! What must be on the machine before anything runs: found, installed (root on Debian), or named exactly.

use anyhow::{Result, bail};

use crate::command::{cargo, output, program, run};
use crate::editors;

/// The oldest Node.js that builds the VS Code extension.
const OLDEST_NODE: u32 = 18;

/// Fails in an Emacs that lacks a package.
const NEEDED_OF_EMACS: &str = "(progn (package-initialize) (require 'eglot) (require 'markdown-mode))";

/// Something the tests need, and where it comes from.
struct Tool {
    name: &'static str,
    source: Source,
    is_present: fn() -> bool,
}

#[derive(Clone, Copy)]
enum Source {
    /// Debian packages.
    Debian(&'static [&'static str]),
    /// A component of the Rust toolchain.
    Rustup(&'static str),
}

const TOOLS: &[Tool] = &[
    Tool {
        name: "rustfmt",
        source: Source::Rustup("rustfmt"),
        is_present: || output(&mut cargo(&["fmt", "--version"])).is_some(),
    },
    Tool {
        name: "clippy",
        source: Source::Rustup("clippy"),
        is_present: || output(&mut cargo(&["clippy", "--version"])).is_some(),
    },
    Tool {
        name: "python3 with venv (brings the editors)",
        source: Source::Debian(&["python3", "python3-venv"]),
        is_present: || output(&mut program("python3", &["-c", "import ensurepip, venv"])).is_some(),
    },
    Tool {
        name: "Node.js 18 or newer (VS Code extension)",
        source: Source::Debian(&["nodejs"]),
        is_present: || {
            output(&mut program("node", &["--version"]))
                .and_then(|version| major(&version))
                .is_some_and(|major| major >= OLDEST_NODE)
        },
    },
    Tool {
        name: "npm",
        source: Source::Debian(&["npm"]),
        is_present: || output(&mut program("npm", &["--version"])).is_some(),
    },
    Tool {
        name: "Chromium or Chrome (VS Code is tested in it)",
        source: Source::Debian(&["chromium", "fonts-dejavu-core"]),
        is_present: || editors::browser().is_some(),
    },
    Tool {
        name: "a C compiler (for the tree-sitter grammar)",
        source: Source::Debian(&["gcc", "libc6-dev"]),
        is_present: || output(&mut program("cc", &["--version"])).is_some(),
    },
    Tool {
        name: "DejaVu Sans Mono (Neovim is photographed in it)",
        source: Source::Debian(&["fonts-dejavu-core", "fontconfig"]),
        is_present: || output(&mut program("fc-list", &["DejaVu Sans Mono"])).is_some_and(|found| !found.is_empty()),
    },
    Tool {
        name: "Emacs with eglot and markdown-mode",
        source: Source::Debian(&["emacs-nox", "elpa-eglot", "elpa-markdown-mode"]),
        is_present: || output(&mut program("emacs", &["--batch", "--eval", NEEDED_OF_EMACS])).is_some(),
    },
    Tool {
        name: "Kate",
        source: Source::Debian(&["kate"]),
        is_present: || output(program("kate", &["--version"]).env("QT_QPA_PLATFORM", "offscreen")).is_some(),
    },
    Tool {
        name: "a C++ compiler, make and Kerberos' headers (VS Code is built with them)",
        source: Source::Debian(&["g++", "make", "libkrb5-dev"]),
        is_present: || editors::has_code_server() || can_build_code_server(),
    },
];

/// Sees to it that every tool is there.
///
/// # Errors
///
/// Names each tool that is missing and the commands that install it.
pub(crate) fn ensure() -> Result<()> {
    let missing = missing();
    let packages = debian_packages(&missing);
    if !packages.is_empty() && may_install() {
        println!("Installing: {}", packages.join(" "));
        let apt = |arguments: &[&str]| run(program("apt-get", arguments).env("DEBIAN_FRONTEND", "noninteractive"));
        apt(&["update", "-qq"])?;
        apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages.as_slice()].concat())?;
    }
    let missing = self::missing();
    if missing.is_empty() {
        return Ok(());
    }
    bail!("{}", advice(&missing));
}

/// Whether `cargo nextest` is there; it is quicker, and never required.
pub(crate) fn has_nextest() -> bool {
    output(&mut cargo(&["nextest", "--version"])).is_some()
}

fn can_build_code_server() -> bool {
    let header = ["-E", "-x", "c++", "-include", "gssapi/gssapi.h", "/dev/null"];
    output(&mut program("g++", &header)).is_some() && output(&mut program("make", &["--version"])).is_some()
}

fn missing() -> Vec<&'static Tool> {
    TOOLS.iter().filter(|tool| !(tool.is_present)()).collect()
}

fn debian_packages(tools: &[&Tool]) -> Vec<&'static str> {
    tools
        .iter()
        .filter_map(|tool| match tool.source {
            Source::Debian(packages) => Some(packages),
            Source::Rustup(_) => None,
        })
        .flatten()
        .copied()
        .collect()
}

fn may_install() -> bool {
    output(&mut program("id", &["-u"])).as_deref() == Some("0")
        && output(&mut program("apt-get", &["--version"])).is_some()
}

fn advice(missing: &[&Tool]) -> String {
    let names: Vec<_> = missing.iter().map(|tool| tool.name).collect();
    let mut text = format!("missing: {}", names.join(", "));
    for tool in missing {
        if let Source::Rustup(component) = tool.source {
            text.push_str("\n  rustup component add ");
            text.push_str(component);
        }
    }
    let packages = debian_packages(missing);
    if !packages.is_empty() {
        text.push_str("\n  sudo apt-get install --no-install-recommends ");
        text.push_str(&packages.join(" "));
        text.push_str("      (or the same by your system's own means)");
    }
    text
}

/// The first number of a version such as `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{TOOLS, advice, major};

    #[test]
    fn versions() {
        assert_eq!(major("v20.11.1"), Some(20));
        assert_eq!(major("18.0"), Some(18));
        assert_eq!(major("nightly"), None);
    }

    #[test]
    fn advice_names_commands_to_run() {
        let text = advice(&TOOLS.iter().collect::<Vec<_>>());
        assert!(text.contains("\n  rustup component add clippy\n"), "{text}");
        assert!(
            text.contains("apt-get install --no-install-recommends python3 python3-venv nodejs npm chromium "),
            "{text}"
        );
    }
}
