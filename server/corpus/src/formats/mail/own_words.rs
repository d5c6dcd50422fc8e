//! What the sender of a mail writes: not what is quoted of earlier mails, which speak for themselves where they are in
//! the corpus, and not what is added below every mail. What is passed on is kept, without its repeated head.

use super::signs::{
    announces_forwarded, announces_original, is_attribution, is_closing, is_field, is_sender, names_list,
};

/// Lines that an attribution goes over at most.
const ATTRIBUTION: usize = 3;

/// A repeated head has so many fields at least.
const FIELDS: usize = 3;

/// Quotations within what is passed on are unpacked so deep.
const DEEPEST: usize = 4;

/// The lines of a mail's `text` that are its sender's own, and those that it passes on; `forwards` says that its subject
/// speaks of passing on.
pub(super) fn own_words(text: &str, forwards: bool) -> String {
    let lines: Vec<_> = text.lines().collect();
    let mut kept = Vec::new();
    keep(&lines, forwards, 0, &mut kept);
    kept.join("\n").trim_end().to_owned()
}

fn keep(lines: &[&str], forwards: bool, depth: usize, kept: &mut Vec<String>) {
    let mut at = 0;
    // Behind an announcement stands the mail that is passed on.
    let mut passed_on = false;
    while at < lines.len() {
        let line = lines[at];
        if announces_forwarded(line) || announces_original(line) && forwards && !passed_on {
            passed_on = true;
            at = passed_on_from(lines, at + 1, depth, kept);
        } else if let Some(head) = head_end(lines, at) {
            if !forwards && !passed_on {
                break;
            }
            passed_on = true;
            part(kept);
            at = head;
        } else if announces_original(line) || is_list_foot(lines, at) {
            break;
        } else if is_signature(lines, at) {
            at = next_mail(lines, at + 1);
        } else if let Some(quote) = attribution_end(lines, at) {
            at = quote;
        } else if line.trim_start().starts_with('>') {
            part(kept);
            at += 1;
        } else {
            if line.trim().is_empty() {
                part(kept);
            } else if !is_closing(line) {
                kept.push(line.to_owned());
            }
            at += 1;
        }
    }
}

/// A blank line, of which one is enough: what was quoted parts two paragraphs.
fn part(kept: &mut Vec<String>) {
    if kept.last().is_some_and(|line| !line.is_empty()) {
        kept.push(String::new());
    }
}

/// Goes over the head of a mail that is passed on; one that is quoted as a whole is unpacked. Returns the line to go on with.
fn passed_on_from(lines: &[&str], from: usize, depth: usize, kept: &mut Vec<String>) -> usize {
    part(kept);
    let start = (from..lines.len()).find(|at| !lines[*at].trim().is_empty()).unwrap_or(lines.len());
    let quoted = lines[start..].iter().take_while(|line| line.starts_with('>')).count();
    if quoted > 0 && depth < DEEPEST {
        let strip = |line: &&'_ str| line[1..].strip_prefix(' ').map_or_else(|| line[1..].to_owned(), str::to_owned);
        let unpacked: Vec<String> = lines[start..start + quoted].iter().map(strip).collect();
        let unpacked: Vec<_> = unpacked.iter().map(String::as_str).collect();
        keep(&unpacked, true, depth + 1, kept);
        part(kept);
        return start + quoted;
    }
    head_end(lines, start).unwrap_or(start)
}

/// The line behind a repeated head that begins at line `at`; its fields may go on in the next line.
fn head_end(lines: &[&str], at: usize) -> Option<usize> {
    let line = lines.get(at)?;
    if line.trim_start().starts_with('_') && line.trim().len() >= 10 {
        return head_end(lines, at + 1).filter(|_| lines.get(at + 1).is_some_and(|next| is_sender(next)));
    }
    if !is_sender(line) {
        return None;
    }
    let filled = lines[at..].iter().take_while(|line| !line.trim().is_empty()).count();
    let fields = lines[at..at + filled].iter().take(12).filter(|line| is_field(line)).count();
    let last = lines[at..at + filled].iter().take(12).rposition(|line| is_field(line))?;
    (fields >= FIELDS).then_some(at + last + 1)
}

/// The first line of the quotation that line `at` announces, alone or with the lines behind it.
fn attribution_end(lines: &[&str], at: usize) -> Option<usize> {
    // One of several lines begins a paragraph.
    let begins = at == 0 || lines[at - 1].trim().is_empty();
    (1..=if begins { ATTRIBUTION } else { 1 }).map(|count| at + count).find(|end| {
        let Some(announcing) = lines.get(at..*end) else { return false };
        if announcing.iter().any(|line| line.trim().is_empty() || line.trim_start().starts_with('>')) {
            return false;
        }
        let next = lines[*end..].iter().find(|line| !line.trim().is_empty());
        next.is_some_and(|next| next.trim_start().starts_with('>')) && is_attribution(&announcing.join(" "))
    })
}

/// True where what stands below every mail of the sender begins (RFC 3676, section 4.3). Where the blank behind the dashes
/// got lost, only few lines may follow.
fn is_signature(lines: &[&str], at: usize) -> bool {
    match lines[at] {
        "-- " => true,
        "--" => lines[at..next_mail(lines, at)].iter().filter(|line| !line.trim().is_empty()).count() <= 12,
        _ => false,
    }
}

/// The next line from `from` on that announces another mail.
fn next_mail(lines: &[&str], from: usize) -> usize {
    let begins = |at: &usize| announces_forwarded(lines[*at]) || announces_original(lines[*at]);
    (from..lines.len()).find(begins).unwrap_or(lines.len())
}

/// True where what a mailing list adds begins: a long rule, then the list.
fn is_list_foot(lines: &[&str], at: usize) -> bool {
    let line = lines[at].trim();
    line.len() >= 40 && line.chars().all(|c| c == '_') && lines.get(at + 1).is_some_and(|next| names_list(next))
}
