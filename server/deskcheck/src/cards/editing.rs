//! Changes to card files and to `deskcheck.toml` as edits of their text: nothing but what is added changes, comments and
//! layout stay.
//!
//! Writes no file: what comes back is an edit that the editor applies where the analyst asks for it.

use std::path::{Path, PathBuf};

use deskcheck_analysis::answer::{Ruling, Says};
use deskcheck_analysis::text::Span;
use toml_edit::{Array, DocumentMut, InlineTable, Item, RawString, Table, TableLike, Value, value};

use super::CardFiles;
use crate::workspace::FILE;

/// The card file that is made where there is none.
const NEW_FILE: &str = "actors.toml";

/// One edit of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit {
    /// The file, absolute.
    pub path: PathBuf,
    /// Its text as it is; none where it is to be made.
    pub before: Option<String>,
    /// The bytes of that text that are replaced.
    pub span: Span,
    /// What comes in their place.
    pub new: String,
}

/// The edits that make a card say what `ruling` says. None where a file is no TOML, so that nothing can be added to it, or
/// where the settings come from the editor and name no card file.
///
/// `open` tells the text of a file that an editor has open; others are read from disk.
pub fn edits(files: &CardFiles, ruling: &Ruling, open: &dyn Fn(&Path) -> Option<String>) -> Option<Vec<FileEdit>> {
    let named = ruling.card.and_then(|card| files.file_of(card as usize)).or_else(|| files.written_files().next());
    let path = named.map_or_else(|| files.home.root.join(NEW_FILE), Path::to_path_buf);
    let before = text_of(&path, open)?;
    let after = with_ruling(before.as_deref().unwrap_or_default(), ruling)?;
    let mut edits = vec![difference(path, before, &after)];
    if named.is_none() {
        edits.push(settings_edit(files, open)?);
    }
    Some(edits)
}

/// The text of a file, or none for one that is not there; nothing at all where it cannot be read.
#[expect(clippy::option_option, reason = "a file that is not there is made, one that cannot be read is left alone")]
fn text_of(path: &Path, open: &dyn Fn(&Path) -> Option<String>) -> Option<Option<String>> {
    if let Some(text) = open(path) {
        return Some(Some(text));
    }
    if path.exists() { std::fs::read_to_string(path).ok().map(Some) } else { Some(None) }
}

/// The edit that names the new card file in `deskcheck.toml`, which is made if need be.
fn settings_edit(files: &CardFiles, open: &dyn Fn(&Path) -> Option<String>) -> Option<FileEdit> {
    let home = &files.home;
    if home.file.is_none() && home.from_editor {
        return None;
    }
    let path = home.file.clone().unwrap_or_else(|| home.root.join(FILE));
    let before = text_of(&path, open)?;
    let mut settings: DocumentMut = before.as_deref().unwrap_or_default().parse().ok()?;
    if before.is_none() {
        let corpus = home.corpus.iter().map(|folder| shown(folder, &home.root));
        settings.insert("corpus", value(corpus.collect::<Array>()));
    }
    add(settings.as_table_mut(), "cards", NEW_FILE)?;
    Some(difference(path, before, &settings.to_string()))
}

fn shown(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// `text` with what `ruling` says: on the card of its actor, or on a new one at the end.
fn with_ruling(text: &str, ruling: &Ruling) -> Option<String> {
    let mut file: DocumentMut = text.parse().ok()?;
    let (key, name) = match &ruling.says {
        Says::Same(name) => ("aliases", name),
        Says::NotSame(name) => ("not", name),
    };
    let is_it =
        |card: &dyn TableLike| card.get("name").and_then(Item::as_str).is_some_and(|name| name.trim() == ruling.actor);
    match file.get_mut("actor") {
        Some(Item::ArrayOfTables(cards)) => {
            let at = cards.iter().position(|card| is_it(card));
            let Some(card) = at.and_then(|at| cards.get_mut(at)) else { return with_card(text, ruling, key, name) };
            add(card, key, name)?;
        }
        Some(Item::Value(Value::Array(cards))) => {
            let at = cards.iter().position(|card| card.as_inline_table().is_some_and(|card| is_it(card)));
            if let Some(card) = at.and_then(|at| cards.get_mut(at)?.as_inline_table_mut()) {
                add(card, key, name)?;
            } else {
                let mut card = InlineTable::new();
                card.insert("name", ruling.actor.as_str().into());
                add(&mut card, key, name)?;
                push(cards, Value::InlineTable(card));
            }
        }
        Some(_) => return None,
        None => return with_card(text, ruling, key, name),
    }
    Some(file.to_string())
}

/// `text` with a new card at its end.
fn with_card(text: &str, ruling: &Ruling, key: &str, name: &str) -> Option<String> {
    let mut card = Table::new();
    card.insert("name", value(ruling.actor.as_str()));
    add(&mut card, key, name)?;
    let between = match text {
        "" => "",
        ended if ended.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let text = format!("{text}{between}[[actor]]\n{card}");
    text.parse::<DocumentMut>().is_ok().then_some(text)
}

/// Adds `name` to the list `key`, which may be one text alone or not there yet.
fn add(card: &mut dyn TableLike, key: &str, name: &str) -> Option<()> {
    let list = card.entry(key).or_insert_with(|| value(Array::new()));
    if let Some(alone) = list.as_str().map(str::to_owned) {
        *list = value(Array::from_iter([alone]));
    }
    let list = list.as_array_mut()?;
    push(list, name.into());
    Some(())
}

/// Adds an item at the end of a list, on a line of its own where the others have one.
fn push(list: &mut Array, mut item: Value) {
    let Some(last) = list.len().checked_sub(1) else {
        list.push(item);
        return;
    };
    let text = |raw: Option<&RawString>| raw.and_then(RawString::as_str).unwrap_or_default().to_owned();
    let prefixes = list.iter().map(|item| text(item.decor().prefix()));
    let indent = prefixes.filter_map(|prefix| prefix.rfind('\n').map(|at| prefix[at..].to_owned())).last();
    let suffix = list.get(last).map(|item| text(item.decor().suffix())).unwrap_or_default();
    if let Some(last) = list.get_mut(last) {
        last.decor_mut().set_suffix("");
    }
    let Some(indent) = indent else {
        item.decor_mut().set_prefix(" ");
        item.decor_mut().set_suffix(suffix);
        list.push_formatted(item);
        return;
    };
    // A comment behind the last item stays behind it; what closes the list stays where it is.
    let behind = if list.trailing_comma() { text(Some(list.trailing())) } else { suffix };
    let (comment, closing) = behind.split_at(behind.rfind('\n').unwrap_or(behind.len()));
    list.push_formatted(item.decorated(format!("{}{indent}", comment.trim_end()), ""));
    list.set_trailing(closing);
}

/// The one edit that makes `after` of `before`: what the two begin and end with in common is left alone.
fn difference(path: PathBuf, before: Option<String>, after: &str) -> FileEdit {
    let old = before.as_deref().unwrap_or_default();
    let begin: usize = old.chars().zip(after.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (rest, new) = (&old[begin..], &after[begin..]);
    let ends = rest.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b);
    let end: usize = ends.map(|(a, _)| a.len_utf8()).sum();
    let span = Span::new(begin, old.len() - end);
    FileEdit { path, span, new: new[..new.len() - end].to_owned(), before }
}

#[cfg(test)]
mod tests;
