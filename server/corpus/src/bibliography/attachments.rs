//! The files that an entry names, in the notations of Zotero, Better BibTeX, `JabRef` and Mendeley, and where they are.

use std::path::{Component, Path, PathBuf};

/// Each file of a field `file`, in the ways that it may be understood, likeliest first: `title:path:type` parted by
/// semicolons, with `\` before signs that stand for themselves, or nothing but a path.
pub(super) fn named(field: &str) -> Vec<Vec<String>> {
    let files = parts(field, ';').into_iter().map(|file| file.trim().to_owned());
    files.filter(|file| !file.is_empty()).map(|file| ways(&file)).collect()
}

/// One file's path, without its title and type.
fn ways(file: &str) -> Vec<String> {
    let fields = parts(file, ':');
    let joined = |from: usize, end: usize| unescaped(&fields[from..end].join(":"));
    let is_drive = |field: &str| field.len() == 1 && field.starts_with(|c: char| c.is_ascii_alphabetic());
    match fields.len() {
        0 => Vec::new(),
        1 => vec![unescaped(file)],
        2 if is_drive(&fields[0]) => vec![joined(0, 2)],
        2 => vec![joined(1, 2), joined(0, 1), joined(0, 2)],
        count => vec![joined(1, count - 1), joined(0, count)],
    }
}

/// `text` cut at a sign, but not where a backslash stands before it.
fn parts(text: &str, at: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c == at && !escaped {
            parts.push(String::new());
            continue;
        }
        escaped = c == '\\' && !escaped;
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts
}

/// Backslashes before signs taken away; those that part folders, as Windows writes them, become slashes.
fn unescaped(path: &str) -> String {
    let mut plain = String::with_capacity(path.len());
    let mut rest = path.trim().chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek()) {
            ('\\', Some('\\')) => {
                rest.next();
                plain.push('/');
            }
            ('\\', Some(sign)) if !sign.is_alphanumeric() && *sign != '.' => {}
            ('\\', _) => plain.push('/'),
            _ => plain.push(c),
        }
    }
    plain
}

/// The file that one of several `ways` to understand a path leads to, from one of `folders`; none where none is there, as
/// of a library that comes from another computer.
pub(super) fn file(ways: &[String], folders: &[&Path]) -> Option<PathBuf> {
    ways.iter().find_map(|way| {
        let path = Path::new(way.strip_prefix("file://").unwrap_or(way));
        let tails = tails(way);
        let below = folders.iter().flat_map(|folder| tails.iter().map(move |tail| folder.join(tail)));
        let whole = path.is_absolute().then(|| path.to_owned());
        whole.into_iter().chain(below).find(|path| path.is_file()).map(|path| absolute(&path))
    })
}

/// A path from the library's folder on; of one that is absolute elsewhere the last parts, by which Zotero's storage keeps
/// its files: `storage/ABCD2345/report.pdf`, `files/12/report.pdf`.
fn tails(way: &str) -> Vec<String> {
    let is_drive = way.as_bytes().get(1) == Some(&b':') && way.starts_with(|c: char| c.is_ascii_alphabetic());
    if !way.starts_with('/') && !is_drive && !way.contains("://") {
        // `attachments:` and `storage:` are how Zotero calls its own folders.
        let bare = way.strip_prefix("attachments:").unwrap_or(way);
        return vec![bare.replace("storage:", "storage/")];
    }
    let parts: Vec<_> = way.split('/').filter(|part| !part.is_empty()).collect();
    [3, 2]
        .into_iter()
        .filter(|count| parts.len() > *count)
        .map(|count| parts[parts.len() - count..].join("/"))
        .collect()
}

/// A path without `.` and `..`, by which files are compared.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_many_programs() {
        for (field, expected) in [
            ("reports/raid.pdf", vec!["reports/raid.pdf"]),
            (
                "Full Text PDF:files/12/raid.pdf:application/pdf;Snapshot:files/13/raid.html:text/html",
                vec!["files/12/raid.pdf", "files/13/raid.html"],
            ),
            (":reports/raid.pdf:PDF", vec!["reports/raid.pdf"]),
            ("raid.pdf:raid.pdf", vec!["raid.pdf"]),
            (
                r"Raid\: a report:files/12/Raid\: a report\; part 1.pdf:application/pdf",
                vec!["files/12/Raid: a report; part 1.pdf"],
            ),
            (
                r"PDF:C\:\\Users\\ada\\Zotero\\storage\\AB12CD34\\raid.pdf:application/pdf",
                vec!["C:/Users/ada/Zotero/storage/AB12CD34/raid.pdf"],
            ),
            (r"C:\Users\ada\raid.pdf", vec!["C:/Users/ada/raid.pdf"]),
            ("/home/ada/Zotero/storage/AB12CD34/raid.pdf", vec!["/home/ada/Zotero/storage/AB12CD34/raid.pdf"]),
            (r"a\_b.pdf; c.pdf;", vec!["a_b.pdf", "c.pdf"]),
            ("", vec![]),
        ] {
            let found: Vec<_> = named(field).into_iter().map(|ways| ways[0].clone()).collect();
            assert_eq!(found, expected, "{field}");
        }
    }

    #[test]
    fn files_of_another_computer_are_found_by_the_end_of_their_path() {
        assert_eq!(
            tails("C:/Users/ada/Zotero/storage/AB12CD34/raid.pdf"),
            ["storage/AB12CD34/raid.pdf", "AB12CD34/raid.pdf"]
        );
        assert_eq!(tails("files/12/raid.pdf"), ["files/12/raid.pdf"]);
        assert_eq!(tails("storage:raid.pdf"), ["storage/raid.pdf"]);
    }
}
