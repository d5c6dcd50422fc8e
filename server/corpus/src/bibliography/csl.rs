//! CSL-JSON (<https://citationstyles.org>), as Zotero, Better BibTeX and pandoc write it, and the JSON of Better BibTeX
//! itself: entry by entry, so that one that is malformed costs itself.

use deskcheck_analysis::lexicon::languages;
use deskcheck_analysis::text::LineIndex;
use jiff::civil::Date;
use serde::Deserialize;

use super::{Entry, Read, attachments};
use crate::metadata::dates::{FoundDay, days};
use crate::metadata::{Metadata, addresses, in_one_line};

/// One entry, with the fields that matter here under their names in CSL and in Better BibTeX's own JSON.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
struct Item {
    id: Option<Text>,
    #[serde(alias = "citation-key", alias = "citationKey", alias = "citekey")]
    citation_key: Option<Text>,
    #[serde(rename = "type", alias = "itemType")]
    kind: Option<Text>,
    title: Option<Text>,
    #[serde(alias = "publicationTitle", alias = "websiteTitle", alias = "blogTitle")]
    container_title: Option<Text>,
    #[serde(alias = "institution")]
    publisher: Option<Text>,
    author: Vec<Name>,
    creators: Vec<Name>,
    issued: Option<Issued>,
    date: Option<Text>,
    language: Option<Text>,
    #[serde(rename = "URL", alias = "url")]
    url: Option<Text>,
    #[serde(rename = "DOI", alias = "doi")]
    doi: Option<Text>,
    status: Option<Text>,
    note: Option<Text>,
    file: Option<Text>,
    attachments: Vec<Attachment>,
}

/// What is left of an entry whose fields are of the wrong kind.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Keyed {
    id: Option<Text>,
    #[serde(alias = "citation-key", alias = "citationKey", alias = "citekey")]
    citation_key: Option<Text>,
}

impl Keyed {
    fn key(&self) -> Option<String> {
        self.citation_key.as_ref().or(self.id.as_ref()).and_then(Text::line)
    }
}

/// Text, or a number that stands for it.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Text {
    Written(String),
    Number(serde_json::Number),
    Several(Vec<String>),
    Other(serde::de::IgnoredAny),
}

impl Text {
    fn line(&self) -> Option<String> {
        let text = match self {
            Self::Written(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Several(texts) => texts.first()?.clone(),
            Self::Other(_) => return None,
        };
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
struct Name {
    #[serde(alias = "firstName")]
    given: Option<String>,
    non_dropping_particle: Option<String>,
    #[serde(alias = "lastName")]
    family: Option<String>,
    #[serde(alias = "name")]
    literal: Option<String>,
    #[serde(rename = "creatorType")]
    role: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Issued {
    Parts {
        #[serde(rename = "date-parts")]
        parts: Vec<Vec<Text>>,
    },
    Written {
        #[serde(alias = "literal")]
        raw: String,
    },
    Text(String),
    Other(serde::de::IgnoredAny),
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Attachment {
    path: Option<String>,
    local_path: Option<String>,
}

/// Reads a library.
pub(super) fn read(text: &str) -> Read {
    let mut read = Read::default();
    let Some(objects) = objects(text) else {
        let fault = "is no library: a list [...] of entries {...} is wanted, as in CSL-JSON; export it again";
        read.faults.push((1, fault.to_owned()));
        return read;
    };
    let lines = LineIndex::new(text);
    for at in objects {
        let written = &text[at.clone()];
        let line = 1 + lines.line(at.start);
        match serde_json::from_str::<Item>(written) {
            Ok(item) => match entry(&item, line) {
                Some(entry) => read.entries.push(entry),
                None => read.faults.push((line, "this entry has no `id` and is left out; give it one".to_owned())),
            },
            Err(error) => {
                let key = serde_json::from_str::<Keyed>(written).ok().and_then(|keyed| keyed.key());
                let lost = match &key {
                    Some(key) => format!("of the entry `{key}` only the key counts ({})", cause(&error)),
                    None => format!("this entry cannot be read ({}) and is left out", cause(&error)),
                };
                let message = format!("{lost}; correct it or export it again");
                read.faults.push((line + error.line().saturating_sub(1), message));
                let metadata = Metadata { key, ..Metadata::default() };
                read.entries.push(Entry { metadata, attached: Vec::new(), line });
            }
        }
    }
    read
}

/// What is wrong, without the place, which counts from the entry.
fn cause(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or_default().to_owned()
}

/// The places of the objects in the first list of `text` whose items are objects; none where there is no list.
fn objects(text: &str) -> Option<Vec<std::ops::Range<usize>>> {
    let mut found = Vec::new();
    let (mut depth, mut list, mut start) = (0_usize, None, 0);
    let (mut quoted, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        if quoted {
            quoted = escaped || byte != b'"';
            escaped = byte == b'\\' && !escaped;
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'{' | b'[' => {
                // `{"config": {...}, "items": [...]}` is how Better BibTeX writes its own.
                if byte == b'[' && depth <= 1 && list.is_none() && is_list_of_entries(text, at, depth) {
                    list = Some(depth + 1);
                } else if list == Some(depth) {
                    start = at;
                }
                depth += 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                match list {
                    Some(level) if depth == level => found.push(start..at + 1),
                    Some(level) if depth < level => return Some(found),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    // What is cut off in its middle has lost its last entry.
    list.map(|level| {
        if depth > level {
            found.push(start..text.len());
        }
        found
    })
}

/// True for the list that a file is, or that its `items` or `references` are.
fn is_list_of_entries(text: &str, at: usize, depth: usize) -> bool {
    let before = text[..at].trim_end().trim_end_matches(':').trim_end();
    depth == 0 || ["\"items\"", "\"references\""].iter().any(|name| before.ends_with(name))
}

fn entry(item: &Item, line: usize) -> Option<Entry> {
    let text = |field: &Option<Text>| field.as_ref().and_then(Text::line);
    let kind = text(&item.kind).unwrap_or_default();
    // A chapter stands in a book, which is none of its publishers.
    let is_part = !matches!(kind.as_str(), "book" | "chapter" | "report" | "bookSection");
    let (container, house) = (text(&item.container_title), text(&item.publisher));
    let doi = text(&item.doi).map(|doi| addresses::of_doi(&doi));
    let authors = item.creators.iter().filter(|name| name.role.as_deref().is_none_or(|role| role == "author"));
    let names: Vec<_> = item.author.iter().chain(authors).filter_map(Name::line).collect();
    let note = item.note.as_ref().map(noted).unwrap_or_default();
    let metadata = Metadata {
        key: text(&item.citation_key).or(note.key).or(text(&item.id)),
        title: text(&item.title),
        publisher: if is_part { container.or(house) } else { house.or(container) },
        author: in_one_line(&names),
        language: text(&item.language).and_then(|language| languages().code(&language)).map(str::to_owned),
        url: text(&item.url).or(doi),
        retracted: text(&item.status).filter(|status| status.eq_ignore_ascii_case("retracted")).map(|_| true),
        date: item.issued.as_ref().and_then(issued).or_else(|| text(&item.date).as_deref().and_then(day)),
        ..Metadata::default()
    };
    let fields = item.file.iter().filter_map(Text::line).chain(note.files);
    let mut attached: Vec<_> = fields.flat_map(|field| attachments::named(&field)).collect();
    let paths = item.attachments.iter().map(|one| [&one.local_path, &one.path].into_iter().flatten());
    attached.extend(paths.map(|paths| paths.map(|path| path.replace('\\', "/")).collect::<Vec<_>>()));
    metadata.key.is_some().then_some(Entry { metadata, attached, line })
}

/// What Zotero's field "Extra", which CSL calls a note, has in lines `name: value`.
#[derive(Default)]
struct Noted {
    key: Option<String>,
    files: Vec<String>,
}

fn noted(note: &Text) -> Noted {
    let mut noted = Noted::default();
    let Text::Written(note) = note else { return noted };
    for (name, value) in note.lines().filter_map(|line| line.split_once(':')) {
        match name.trim().to_lowercase().as_str() {
            "citation key" => noted.key = Some(value.trim().to_owned()),
            "file" => noted.files.push(value.trim().to_owned()),
            _ => {}
        }
    }
    noted
}

impl Name {
    fn line(&self) -> Option<String> {
        let parts = [&self.given, &self.non_dropping_particle, &self.family];
        let whole: Vec<_> = parts.into_iter().flatten().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let whole = Some(whole.join(" ")).filter(|name| !name.is_empty());
        whole.or_else(|| self.literal.clone().filter(|name| !name.is_empty()))
    }
}

/// The day of publication; none where only month or year is told.
fn issued(issued: &Issued) -> Option<Date> {
    match issued {
        Issued::Parts { parts } => {
            let parts: Option<Vec<i16>> = parts.first()?.iter().map(|part| part.line()?.parse().ok()).collect();
            match parts?.as_slice() {
                [year, month, day] => Date::new(*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok(),
                _ => None,
            }
        }
        Issued::Written { raw } | Issued::Text(raw) => day(raw),
        Issued::Other(_) => None,
    }
}

fn day(written: &str) -> Option<Date> {
    let iso = written.get(..10).and_then(|day| day.parse().ok());
    iso.or_else(|| days(written).iter().find_map(FoundDay::date))
}
