//! The mails of a mailbox (mbox, RFC 4155): each begins with a line `From address day`, and lines of mails that begin so
//! have a `>` before them.

use std::borrow::Cow;

/// The mails in `bytes`, in order, without the lines that part them.
pub(super) fn mails(bytes: &[u8]) -> Vec<Cow<'_, [u8]>> {
    let mut starts: Vec<_> = line_starts(bytes).filter(|at| begins_mail(bytes, *at)).collect();
    starts.push(bytes.len());
    starts
        .windows(2)
        .map(|pair| unescaped(behind_line(&bytes[pair[0]..pair[1]])))
        .filter(|mail| !mail.is_empty())
        .collect()
}

/// True where the file's first mail begins as mails in mailboxes do.
pub(super) fn is_mailbox(bytes: &[u8]) -> bool {
    bytes.starts_with(b"From ")
}

fn line_starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let behind = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(behind)
}

/// A line `From ` behind a blank line, or at the start, before a line that is a field: prose may begin a paragraph so too.
fn begins_mail(bytes: &[u8], at: usize) -> bool {
    let before = &bytes[..at];
    bytes[at..].starts_with(b"From ")
        && (before.is_empty() || before.ends_with(b"\n\n") || before.ends_with(b"\n\r\n"))
        && is_field(behind_line(&bytes[at..]))
}

/// True where a head field (`Name: ...`) stands at the start, or a field that earlier programs left escaped.
fn is_field(bytes: &[u8]) -> bool {
    let name = bytes.iter().take(80).take_while(|byte| byte.is_ascii_graphic() && **byte != b':').count();
    name > 0 && bytes.get(name) == Some(&b':')
}

fn behind_line(bytes: &[u8]) -> &[u8] {
    bytes.iter().position(|byte| *byte == b'\n').map_or(&[], |end| &bytes[end + 1..])
}

/// The mail with one `>` taken off every line `>From`, `>>From`, ...
fn unescaped(mail: &[u8]) -> Cow<'_, [u8]> {
    let escapes = |line: &[u8]| {
        let bare = line.iter().position(|byte| *byte != b'>').unwrap_or(line.len());
        bare > 0 && line[bare..].starts_with(b"From ")
    };
    if !mail.windows(6).any(|window| window == b">From ") {
        return Cow::Borrowed(mail);
    }
    let lines = mail.split_inclusive(|byte| *byte == b'\n');
    Cow::Owned(lines.flat_map(|line| if escapes(line) { &line[1..] } else { line }).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_begin_behind_a_blank_line_and_before_a_field() {
        let file = b"From a@b Thu Jun  4 10:00:00 2020\nSubject: one\n\nFrom here on it rained.\n\n>From dusk on too.\n\n\
            From a@b Fri Jun  5 10:00:00 2020\r\nSubject: two\r\n\r\nDry.\r\n\r\nFrom c@d Sat Jun  6 10:00:00 2020\nSubject: three\n";
        let mails: Vec<_> = mails(file).iter().map(|mail| String::from_utf8_lossy(mail).into_owned()).collect();
        assert_eq!(
            mails,
            [
                "Subject: one\n\nFrom here on it rained.\n\nFrom dusk on too.\n\n",
                "Subject: two\r\n\r\nDry.\r\n\r\n",
                "Subject: three\n"
            ]
        );
    }

    #[test]
    fn what_is_no_mailbox_has_no_mails() {
        assert!(mails(b"").is_empty());
        assert!(mails(b"Subject: one\n\nText.\n").is_empty());
        assert!(mails(b"From here on it rained.\n\nAnd on.").is_empty());
    }
}
