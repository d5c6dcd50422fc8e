//! Files that can be made again at any time: the index of the documents, and the texts of documents whose own files no
//! editor shows as text.
//!
//! They lie in one folder for each workspace below the platform's folder for caches, which nobody but the user can look
//! into: documents may be confidential. Never in the user's own folders. Deleting them loses nothing but time.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use etcetera::BaseStrategy;

use crate::workspace::Workspace;

/// What nobody has asked for in this time goes.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Characters of a key that stand in a file's name.
const NAME: usize = 80;

/// The folder of all our caches; none where the platform has none.
pub fn home() -> Option<PathBuf> {
    let folder = etcetera::choose_base_strategy().ok()?.cache_dir();
    // Paths that depend on where we were started are not the user's folder for caches.
    folder.is_absolute().then(|| folder.join("deskcheck"))
}

/// The folder of the index of a workspace's documents; none where the platform has no folder for caches.
///
/// One that was told for once which documents to read has an index of its own, so that the other's stays as it is.
pub fn index_folder(workspace: &Workspace) -> Option<PathBuf> {
    let home = home()?;
    let is_odd = workspace.is_for_once || workspace.from_editor;
    Some(if is_odd {
        home.join(name(&workspace.root, &(&workspace.root, &workspace.corpus)))
    } else {
        home.join(name(&workspace.root, &workspace.root))
    })
}

/// A name for what belongs to a workspace in the folder `root`.
fn name(root: &Path, of: &impl Hash) -> String {
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    format!("{}-{:016x}", plain(&name), hash(of))
}

/// The texts of one workspace's documents.
#[derive(Clone, Debug)]
pub struct Texts {
    folder: PathBuf,
}

impl Texts {
    /// The texts of the workspace in the folder `root` (absolute), below `home`. Makes nothing yet.
    pub fn new(home: &Path, root: &Path) -> Self {
        Self { folder: home.join(name(root, &root)).join("text") }
    }

    /// The file that holds `text`, which is that of the document with this `key`, and is called so; written where it holds
    /// something else. Whoever has it open sees its new text in the same place.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn file(&self, key: &str, text: &str) -> io::Result<PathBuf> {
        let name = plain(key);
        let name = if name == key { name } else { format!("{name}-{:016x}", hash(key)) };
        let file = self.folder.join(name + ".txt");
        if fs::read(&file).is_ok_and(|known| known == text.as_bytes()) {
            // Where its time cannot be set it is made anew one day.
            let _ = fs::File::open(&file).and_then(|file| file.set_modified(SystemTime::now()));
            return Ok(file);
        }
        make_private(&self.folder)?;
        let made = self.folder.join(format!(".{}-{:016x}", std::process::id(), hash((key, text))));
        let written = write(&made, text).and_then(|()| put(&made, &file));
        if written.is_err() {
            remove(&made);
        }
        written.map(|()| file)
    }
}

/// Removes what nobody has asked for in a long time, of all workspaces.
pub fn sweep(home: &Path) {
    for workspace in fs::read_dir(home).into_iter().flatten().flatten().map(|entry| entry.path()) {
        sweep_index(&workspace);
        let folder = workspace.join("text");
        for file in fs::read_dir(&folder).into_iter().flatten().flatten() {
            if is_old(&file.path()) {
                remove(&file.path());
            }
        }
        // Only empty folders can be removed so.
        let _ = fs::remove_dir(&folder);
        let _ = fs::remove_dir(&workspace);
    }
}

/// Removes an index that nobody has asked for in a long time: whoever takes one in hand writes to the file of its lock.
fn sweep_index(folder: &Path) {
    if is_old(&folder.join("index.lock")) {
        for file in fs::read_dir(folder).into_iter().flatten().flatten().filter(|file| is_index(&file.file_name())) {
            remove(&file.path());
        }
    }
}

fn is_index(name: &std::ffi::OsStr) -> bool {
    ["index.", "resolved-", "names-"].iter().any(|begin| name.as_encoded_bytes().starts_with(begin.as_bytes()))
}

/// True for a file that is there and that nobody has written to in a long time.
fn is_old(file: &Path) -> bool {
    let age = fs::metadata(file).and_then(|about| about.modified()).ok().and_then(|then| then.elapsed().ok());
    age.is_some_and(|age| age > KEPT)
}

/// A folder, with those above it, that only its user can look into.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes a file that is not to be edited.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}

/// Moves a file to its place, which may be taken by an older one.
fn put(made: &Path, file: &Path) -> io::Result<()> {
    fs::rename(made, file).or_else(|_| {
        // Some systems move nothing onto what must not be written.
        remove(file);
        fs::rename(made, file)
    })
}

fn remove(path: &Path) {
    if fs::remove_file(path).is_ok() {
        return;
    }
    // Some systems remove nothing that must not be written. What cannot be removed stays.
    if let Ok(about) = fs::metadata(path) {
        let mut permissions = about.permissions();
        #[expect(clippy::permissions_set_readonly_false, reason = "only to remove it, on systems that ask for it")]
        permissions.set_readonly(false);
        let _ = fs::set_permissions(path, permissions);
        let _ = fs::remove_file(path);
    }
}

/// A name that every file system takes.
fn plain(name: &str) -> String {
    let kept = |(at, c): (usize, char)| {
        let is_plain = c.is_alphanumeric() || matches!(c, '-' | '_') || c == '.' && at > 0;
        if is_plain { c } else { '_' }
    };
    name.chars().take(NAME).enumerate().map(kept).collect()
}

fn hash(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_file() {
        let home = tempfile::tempdir().expect("temporary folders can be made");
        let texts = Texts::new(home.path(), Path::new("/desk"));
        let first = texts.file("a", "One.").expect("it can be written");
        assert!(first.ends_with("text/a.txt"), "{}", first.display());
        assert_eq!(fs::read_to_string(&first).expect("it can be read"), "One.");
        assert!(fs::metadata(&first).is_ok_and(|about| about.permissions().readonly()));
        let second = texts.file("a", "Two.").expect("it can be written");
        assert_eq!((&first, fs::read_to_string(&second).expect("it can be read").as_str()), (&second, "Two."));
        let [slash, other] = ["a/b", "a:b"].map(|key| texts.file(key, "Two.").expect("it can be written"));
        assert_ne!(slash, other, "what no file can be called is told apart all the same");
        assert_eq!(
            fs::read_dir(first.parent().expect("a folder")).expect("it is there").count(),
            3,
            "nothing is left over"
        );
    }

    #[test]
    fn what_nobody_asks_for_goes() {
        let home = tempfile::tempdir().expect("temporary folders can be made");
        let texts = Texts::new(home.path(), Path::new("/desk"));
        let old = texts.file("a", "One.").expect("it can be written");
        let new = texts.file("b", "Two.").expect("it can be written");
        let long_ago = SystemTime::now() - 2 * KEPT;
        fs::File::open(&old).and_then(|file| file.set_modified(long_ago)).expect("its time can be set");
        sweep(home.path());
        assert_eq!((old.exists(), new.exists()), (false, true));
    }
}
