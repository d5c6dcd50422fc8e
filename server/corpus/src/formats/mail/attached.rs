//! What is attached to a mail: documents of their own, read as if they lay beside it.

use std::path::Path;

use jiff::civil::Date;
use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use super::super::{self as formats, Input, Reading};
use crate::metadata::shown::shown;
use crate::reading::Problem;

/// Attachments of one mail that are read at most.
const MOST: usize = 500;

/// Extensions for what is named by its type only.
const TYPES: &[(&str, &str, &str)] = &[
    ("application", "pdf", "pdf"),
    ("application", "rtf", "rtf"),
    ("text", "rtf", "rtf"),
    ("application", "epub+zip", "epub"),
    ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application", "vnd.oasis.opendocument.text", "odt"),
    ("text", "html", "html"),
    ("text", "csv", "csv"),
    ("text", "markdown", "md"),
    ("text", "plain", "txt"),
];

/// Files that hold what a reader would want to have, and that are not read.
const UNREAD: &[&str] = &[
    "7z", "doc", "gz", "key", "msg", "numbers", "ods", "pages", "ppt", "pptx", "pst", "rar", "tar", "tif", "tiff",
    "wpd", "xls", "xlsx", "zip",
];

/// A file that is attached.
struct Attached<'a> {
    name: String,
    bytes: &'a [u8],
}

/// Reads the files attached to `message`; mails attached to it are not among them. `path` is the mail's own file, `before`
/// stands before the names of parts, `sent` is the day of the mail.
pub(super) fn readings(
    path: &Path,
    message: &Message<'_>,
    before: Option<&str>,
    sent: Option<Date>,
    problems: &mut Vec<Problem>,
) -> Vec<Reading> {
    let mut names = Vec::new();
    let mut readings = Vec::new();
    for part in message.attachments().take(MOST) {
        let Some(attached) = file_of(part, &mut names) else { continue };
        let about_it =
            |message: &str| Problem::of_file(path, format!("has an attachment {}, which {message}", attached.name));
        let Some(reader) = reader(&attached.name) else {
            if UNREAD.contains(&extension(&attached.name).as_str()) {
                let message = "is of a format that is not read; save it beside the mail as PDF or text";
                problems.push(about_it(message));
            }
            continue;
        };
        let mut met = Vec::new();
        let found = (reader.read)(Input { path: Path::new(&attached.name), bytes: attached.bytes }, &mut met);
        problems.extend(met.iter().map(|problem| about_it(&problem.message)));
        readings.extend(found.into_iter().map(|reading| of_mail(reading, &attached.name, before, sent)));
    }
    if message.attachment_count() > MOST {
        let count = message.attachment_count();
        problems.push(Problem::of_file(
            path,
            format!("has {count} attachments, of which the first {MOST} were looked at; save the others beside it"),
        ));
    }
    readings
}

/// A reading of an attachment as part of its mail; where it shows no day, the mail's stands for it.
fn of_mail(mut reading: Reading, name: &str, before: Option<&str>, sent: Option<Date>) -> Reading {
    let own = reading.part.take().map_or_else(|| name.to_owned(), |part| format!("{name}-{part}"));
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let mut metadata = shown(reading.metadata, &reading.text, &stem);
    if metadata.date.is_none() && sent.is_some() {
        metadata.date = sent;
        metadata.date_inferred = true;
    }
    Reading { part: Some(before.map_or(own.clone(), |before| format!("{before}-{own}"))), metadata, ..reading }
}

/// The file that a part holds, under a name that no other part has; none for pictures, signatures and mails.
fn file_of<'a>(part: &'a MessagePart<'_>, names: &mut Vec<String>) -> Option<Attached<'a>> {
    let bytes = match &part.body {
        PartType::Text(text) | PartType::Html(text) => text.as_bytes(),
        PartType::Binary(bytes) => bytes,
        PartType::InlineBinary(_) | PartType::Message(_) | PartType::Multipart(_) => return None,
    };
    let typed = TYPES.iter().find(|(kind, sub, _)| part.is_content_type(kind, sub)).map(|(_, _, extension)| *extension);
    let mut name = match part.attachment_name().map(file_name) {
        Some(name) if !name.is_empty() => name,
        _ => "attachment".to_owned(),
    };
    if extension(&name).is_empty() {
        name = format!("{name}.{}", typed?);
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let mut numbered = (2..).map(|number| format!("{stem}-{number}.{ending}"));
    let free = if names.contains(&name) { numbered.find(|name| !names.contains(name))? } else { name };
    names.push(free.clone());
    Some(Attached { name: free, bytes })
}

/// The last part of a path, without what no file name should have.
fn file_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|letter| !letter.is_control()).take(120).collect::<String>().trim().to_owned()
}

fn extension(name: &str) -> String {
    Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// The reader of a file of this name; one without extension has none.
fn reader(name: &str) -> Option<&'static formats::FormatReader> {
    formats::reader(Path::new(name)).filter(|_| !extension(name).is_empty())
}
