//! What mail programs put around what somebody writes, by `grammar/english/mail.table`.

use std::sync::LazyLock;

use deskcheck_analysis::lexicon::tables;
use rustc_hash::FxHashMap;

use crate::schemas::MAIL;

/// The phrases of each sign.
static PHRASES: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let rows = tables::rows(&MAIL, include_str!("../../../../../grammar/english/mail.table"))
        .unwrap_or_else(|faults| unreachable!("the build script checks every table: {faults:?}"));
    let mut phrases: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for row in rows {
        phrases.entry(row.cells[1]).or_default().push(row.cells[0]);
    }
    phrases
});

fn phrases(sign: &str) -> &'static [&'static str] {
    PHRASES.get(sign).map_or(&[], Vec::as_slice)
}

/// Longer lines are prose.
const LONGEST: usize = 200;

/// True for `On 3 June, Marta Wirth <m@example.org> wrote:`, with a day or an address in it.
pub(crate) fn is_attribution(text: &str) -> bool {
    let lower = text.trim_end().to_lowercase();
    text.len() <= 2 * LONGEST
        && lower.contains(|c: char| c.is_ascii_digit() || c == '@')
        && phrases("attribution").iter().any(|phrase| lower.ends_with(phrase))
}

/// True for a line that announces a mail that is passed on.
pub(super) fn announces_forwarded(line: &str) -> bool {
    is_announcement(line, "forwarded")
}

/// True for a line that announces the mail that is answered.
pub(super) fn announces_original(line: &str) -> bool {
    is_announcement(line, "original")
}

/// `---------- Forwarded message ---------`, `Begin forwarded message:`.
fn is_announcement(line: &str, sign: &str) -> bool {
    let bare = line.trim_matches(|c: char| c.is_whitespace() || "-_*=:>".contains(c)).to_lowercase();
    let (ruled, begun) = (line.trim_start().starts_with("--"), bare.strip_prefix("begin ").unwrap_or(&bare));
    line.len() <= LONGEST
        && phrases(sign).iter().any(|phrase| {
            begun == *phrase && (ruled || line.trim_end().ends_with(':')) || ruled && bare.starts_with(phrase)
        })
}

/// True for the field that a repeated head begins with: `From: ...`.
pub(super) fn is_sender(line: &str) -> bool {
    field(line).is_some_and(|name| phrases("sender").contains(&name.as_str()))
}

/// True for any field of a repeated head.
pub(super) fn is_field(line: &str) -> bool {
    field(line).is_some_and(|name| ["sender", "header"].iter().any(|sign| phrases(sign).contains(&name.as_str())))
}

/// The name of the field that a line begins with, which may stand between asterisks.
fn field(line: &str) -> Option<String> {
    let (name, _) = line.trim_start().trim_start_matches('*').split_once(':')?;
    (name.len() <= 24).then(|| name.trim().trim_end_matches('*').to_lowercase())
}

/// True for a line that a program adds below: `Sent from my telephone`.
pub(super) fn is_closing(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    lower.len() <= 80 && phrases("closing").iter().any(|phrase| lower.starts_with(phrase))
}

/// True for a line that speaks of the mailing list it was sent over.
pub(super) fn names_list(line: &str) -> bool {
    let lower = line.to_lowercase();
    phrases("list").iter().any(|phrase| lower.contains(phrase))
}

/// True for `Fwd`, which stands before the subject of what is passed on.
pub(super) fn is_forward_prefix(prefix: &str) -> bool {
    phrases("prefix").contains(&prefix.to_lowercase().as_str())
}

/// True for a domain whose addresses say nothing about whom their owners write for.
pub(super) fn is_personal(domain: &str) -> bool {
    phrases("personal").contains(&domain)
}
