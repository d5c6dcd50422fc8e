//! Mails, alone and in mailboxes: what their senders write, and what is attached, each a document of its own.
//!
//! Subject, day and sender are the document's title, date and author. The key of a mail in a mailbox is made of its day
//! and its Message-ID, so that it stays when mails are added or taken away.

mod attached;
mod mailbox;
mod own_words;
mod signs;

use std::hash::{Hash, Hasher};
use std::panic::catch_unwind;
use std::path::Path;

use deskcheck_analysis::text::Markup;
use jiff::civil::Date;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::parsers::fields::thread::thread_name;
use mail_parser::{Address, Encoding, Message, MessageParser, MessagePart, PartType};
use rustc_hash::{FxHashMap, FxHasher};

use self::own_words::own_words;
pub(super) use self::signs::is_attribution;
use super::{Input, Reading, encoding, html, text};
use crate::metadata::Metadata;
use crate::reading::Problem;
use crate::source_map::SourceMap;

/// Mails within mails are read so deep.
const DEEPEST: usize = 4;

/// More parts that may hold others are no mail that somebody wrote; the parser goes down into each.
const MOST_NESTED: usize = 500;

/// Where the plain text has less than one in so many letters of the formatted one, it only points to that.
const STUB: usize = 4;

/// One mail.
pub(super) fn read(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    if mailbox::is_mailbox(input.bytes) {
        return read_mailbox(input, problems);
    }
    let readings = mail(input.path, input.bytes, None, problems);
    if readings.is_empty() && problems.is_empty() {
        problems.push(Problem::of_file(input.path, "is no mail; save it anew from the mail program as .eml"));
    }
    readings
}

/// A mailbox of any number of mails.
pub(super) fn read_mailbox(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    let mails = mailbox::mails(input.bytes);
    if mails.is_empty() {
        let message = "holds no mails; export the folder anew from the mail program as mbox";
        problems.push(Problem::of_file(input.path, message));
    }
    let parts = parts(&mails.iter().map(|mail| name_of(mail)).collect::<Vec<_>>());
    let mut readings = Vec::new();
    for (bytes, part) in mails.iter().zip(parts) {
        let found = mail(input.path, bytes, Some(&part), problems);
        // Mails that only quote, or only carry what is not read, say nothing.
        readings.extend(found.into_iter().filter(|reading| !reading.text.trim().is_empty()));
    }
    readings
}

/// What a mail in a mailbox is called: its day and four signs made of its Message-ID, or of all of it.
fn name_of(bytes: &[u8]) -> String {
    let head = parsed(bytes, true);
    let mut hasher = FxHasher::default();
    match head.as_ref().and_then(Message::message_id) {
        Some(id) => id.hash(&mut hasher),
        None => bytes.hash(&mut hasher),
    }
    let day = head.as_ref().and_then(sent).map_or_else(|| "undated".to_owned(), |day| day.to_string());
    format!("{day}-{:04x}", hasher.finish() >> 48)
}

/// The names, each with a number behind it where another mail before has the same.
fn parts(names: &[String]) -> Vec<String> {
    let mut met: FxHashMap<&str, usize> = FxHashMap::default();
    names
        .iter()
        .map(|name| {
            let count = met.entry(name).or_default();
            *count += 1;
            if *count == 1 { name.clone() } else { format!("{name}-{count}") }
        })
        .collect()
}

/// The readings of one mail: itself, and what is attached to it.
fn mail(path: &Path, bytes: &[u8], part: Option<&str>, problems: &mut Vec<Problem>) -> Vec<Reading> {
    if nested(bytes) > MOST_NESTED {
        let message =
            "holds a mail with hundreds of mails in one another and is left out; save the innermost by itself";
        problems.push(Problem::of_file(path, message));
        return Vec::new();
    }
    // The parser is another's: what makes it fail costs one mail, not the mailbox.
    let read = catch_unwind(|| {
        let mut met = Vec::new();
        let found = parsed(bytes, false).map(|message| readings(path, &message, part, 0, &mut met));
        (found.unwrap_or_default(), met)
    });
    let (found, mut met) = read.unwrap_or_else(|_| {
        (
            Vec::new(),
            vec![Problem::of_file(path, "holds a mail that made its reader fail and is left out; please report it")],
        )
    });
    problems.append(&mut met);
    found
}

/// How many parts that may hold mails a mail announces.
fn nested(bytes: &[u8]) -> usize {
    bytes.windows(8).filter(|window| window.eq_ignore_ascii_case(b"message/")).count()
}

fn parsed(bytes: &[u8], head_only: bool) -> Option<Message<'_>> {
    let parser = MessageParser::default();
    if head_only { parser.parse_headers(bytes) } else { parser.parse(bytes) }
}

fn readings(
    path: &Path,
    message: &Message<'_>,
    part: Option<&str>,
    depth: usize,
    problems: &mut Vec<Problem>,
) -> Vec<Reading> {
    let metadata = about(message);
    let sent = metadata.date;
    let text = words_of(message);
    let mut readings = vec![Reading {
        part: part.map(str::to_owned),
        text,
        markup: Markup::Plain,
        map: SourceMap::of_pages(Vec::new()),
        metadata,
    }];
    readings.extend(attached::readings(path, message, part, sent, problems));
    let mails = message.attachments().filter_map(|part| match &part.body {
        PartType::Message(message) if depth < DEEPEST => Some(message),
        _ => None,
    });
    for (number, inner) in (1..).zip(mails) {
        let name = part.map_or_else(|| format!("mail-{number}"), |part| format!("{part}-mail-{number}"));
        readings.extend(self::readings(path, inner, Some(&name), depth + 1, problems));
    }
    readings
}

/// What the head of a mail tells.
fn about(message: &Message<'_>) -> Metadata {
    let from = message.from().and_then(Address::first);
    let name = from.and_then(|from| from.name().or(from.address())).map(str::trim).filter(|name| !name.is_empty());
    let domain = from
        .and_then(|from| from.address())
        .and_then(|address| address.rsplit_once('@'))
        .map(|(_, domain)| domain.trim().to_lowercase());
    let title = message.subject().map(|subject| thread_name(subject).trim()).filter(|title| !title.is_empty());
    Metadata {
        title: title.map(str::to_owned),
        author: name.map(str::to_owned),
        publisher: list(message).or(domain.filter(|domain| !signs::is_personal(domain))),
        url: archived(message),
        date: sent(message),
        ..Metadata::default()
    }
}

/// The name of the mailing list that a mail came over.
fn list(message: &Message<'_>) -> Option<String> {
    let list = message.list_id().as_address()?.first()?;
    let name = list
        .name()
        .map(str::to_owned)
        .or_else(|| list.address().map(|id| id.split('.').next().unwrap_or(id).to_owned()));
    name.filter(|name| !name.trim().is_empty())
}

/// Where the mail can be read on the web (RFC 5064).
fn archived(message: &Message<'_>) -> Option<String> {
    let url = message.header_raw("Archived-At")?.trim().trim_start_matches('<').trim_end_matches('>').to_owned();
    url.starts_with("http").then_some(url)
}

/// The day on which the mail was written, where its sender was; else the day on which it came.
fn sent(message: &Message<'_>) -> Option<Date> {
    let received = || message.received().and_then(mail_parser::Received::date);
    let time = message.date().copied().or_else(received)?;
    Date::new(i16::try_from(time.year).ok()?, time.month.try_into().ok()?, time.day.try_into().ok()?).ok()
}

/// Subject and text: the plain one, or the formatted one where that says more. A reply's subject is another's.
fn words_of(message: &Message<'_>) -> String {
    let subject = message.subject().unwrap_or_default().trim();
    let bare = thread_name(subject).trim();
    let answers = subject.len() != bare.len() && !forwards(subject);
    let plain = plain(message);
    let page = formatted(message);
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
    let is_stub = page.as_ref().is_some_and(|page| letters(&plain) * STUB < letters(page));
    let body = match page {
        Some(page) if is_stub => own_words(&page, forwards(subject)),
        _ => text::joined(&own_words(&plain, forwards(subject))),
    };
    if answers || bare.is_empty() || body.trim().is_empty() { body } else { format!("{bare}\n\n{body}") }
}

/// True where a subject says that a mail is passed on.
fn forwards(subject: &str) -> bool {
    subject.split_once(':').is_some_and(|(prefix, _)| signs::is_forward_prefix(prefix.trim()))
}

/// The plain parts of the body, one behind the other.
fn plain(message: &Message<'_>) -> String {
    let parts = message.text_bodies().filter(|part| matches!(part.body, PartType::Text(_)));
    parts.map(|part| part_text(message, part)).collect::<Vec<_>>().join("\n\n")
}

/// The formatted parts of the body, a paragraph a line; none where there are none.
fn formatted(message: &Message<'_>) -> Option<String> {
    let parts = message.html_bodies().filter(|part| matches!(part.body, PartType::Html(_)));
    let pages: Vec<_> = parts.map(|part| html::of_mail(&part_text(message, part))).collect();
    (!pages.is_empty()).then(|| pages.join("\n"))
}

/// The text of a part; one that does not fit the encoding it names (or names none) is decoded anew.
fn part_text(message: &Message<'_>, part: &MessagePart<'_>) -> String {
    let (PartType::Text(text) | PartType::Html(text)) = &part.body else { return String::new() };
    if !text.contains('\u{FFFD}') {
        return text.to_string();
    }
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let bytes = match part.encoding {
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::None => Some(raw.to_vec()),
    };
    let decoded = bytes.and_then(|bytes| encoding::decode(Path::new(""), &bytes, None, &mut Vec::new()));
    decoded.unwrap_or_else(|| text.to_string())
}

#[cfg(test)]
mod tests;
