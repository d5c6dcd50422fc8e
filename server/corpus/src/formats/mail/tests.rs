#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::path::Path;

use expect_test::{Expect, expect};

use super::super::{Input, Reading};
use crate::reading::Problem;

fn read(path: &str, bytes: &[u8]) -> (Vec<Reading>, Vec<Problem>) {
    let reader = super::super::reader(Path::new(path)).expect("mails have a reader");
    let mut problems = Vec::new();
    let readings = (reader.read)(Input { path: Path::new(path), bytes }, &mut problems);
    (readings, problems)
}

/// Every reading with what is known of it, and every problem.
fn shown(path: &str, bytes: &[u8]) -> String {
    let (readings, problems) = read(path, bytes);
    let known = |value: &Option<String>| value.clone().unwrap_or_else(|| "?".to_owned());
    let mut shown: Vec<_> = readings
        .iter()
        .map(|reading| {
            let about = &reading.metadata;
            let date = about.date.map_or_else(|| "?".to_owned(), |date| date.to_string());
            let inferred = if about.date_inferred { " (inferred)" } else { "" };
            format!(
                "[{}] {} · {} · {} · {date}{inferred}\n{}",
                known(&reading.part),
                known(&about.title),
                known(&about.author),
                known(&about.publisher),
                reading.text
            )
        })
        .collect();
    shown.extend(problems.iter().map(|problem| format!("{} {}", problem.path.display(), problem.message)));
    shown.join("\n")
}

fn check(mail: &str, expected: &Expect) {
    expected.assert_eq(&shown("gate.eml", mail.as_bytes()));
}

const HEAD: &str = "From: Marta Wirth <marta@harbour.example>\nTo: desk@example.org\nMIME-Version: 1.0\n\
    Date: Thu, 4 Jun 2020 23:30:00 -0700\nMessage-ID: <1@harbour.example>\n";

#[test]
fn what_the_sender_writes_is_read_and_what_is_quoted_is_not() {
    check(
        &format!(
            "{HEAD}Subject: Re: [desk] Gates shut\n\nThe gates were shut at noon, and 140 dockers\nhave been waiting outside since then, as far\nas \
            we could count them from the office on\nthe north quay.\n\nOn Wed, 3 Jun 2020 at 10:12, Desk Officer\n<desk@example.org> wrote:\n\n\
            > Is it true that 300 men\n> are outside?\n\nNot 300, no.\n\n> And the ships?\n\nTwelve ships wait.\n\n-- \nMarta Wirth\nHarbour \
            Office, 7 Quay Street\n"
        ),
        &expect![[r#"
            [?] Gates shut · Marta Wirth · harbour.example · 2020-06-04
            The gates were shut at noon, and 140 dockers have been waiting outside since then, as far as we could count them from the office on the north quay.

            Not 300, no.

            Twelve ships wait."#]],
    );
}

#[test]
fn what_is_passed_on_is_kept_without_its_head() {
    check(
        &format!(
            "{HEAD}Subject: Fwd: Gates shut\n\nFor your files.\n\n---------- Forwarded message ---------\nFrom: Jon Behr \
            <jon@example.org>\nDate: Tue, 2 Jun 2020 at 08:00\nSubject: Gates shut\nTo: Marta Wirth <marta@harbour.example>\n\n\n\
            We counted 88 dockers.\n\n> Old: 12 dockers.\n"
        ),
        &expect![[r#"
            [?] Gates shut · Marta Wirth · harbour.example · 2020-06-04
            Gates shut

            For your files.

            We counted 88 dockers."#]],
    );
    check(
        &format!(
            "{HEAD}Subject: Gates shut\n\nSee below.\n\nBegin forwarded message:\n\n> From: Jon Behr <jon@example.org>\n> Subject: \
            Gates shut\n> Date: 2 June 2020\n> To: Marta Wirth\n> \n> We counted 88 dockers.\n> \n>> Old: 12 dockers.\n\nSent from my telephone\n"
        ),
        &expect![[r#"
            [?] Gates shut · Marta Wirth · harbour.example · 2020-06-04
            Gates shut

            See below.

            We counted 88 dockers."#]],
    );
}

#[test]
fn an_answer_above_the_whole_earlier_mail_ends_before_it() {
    for parted in ["-----Original Message-----\n", "________________________________\n", ""] {
        let mail = format!(
            "{HEAD}Subject: RE: Gates shut\n\nTwelve ships wait.\n\n{parted}From: Desk Officer <desk@example.org>\nSent: Wednesday, 3 June \
            2020 10:12\nTo: Marta Wirth\nSubject: Gates shut\n\nIs it true that 300 men are outside?\n"
        );
        assert_eq!(read("a.eml", mail.as_bytes()).0[0].text, "Twelve ships wait.", "{parted}");
    }
}

#[test]
fn formatted_mails_are_read_where_the_plain_text_says_little() {
    check(
        &format!(
            "{HEAD}Subject: Gates shut\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nPlease \
            use another program.\n--b\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n\
            <html><body><p>The caf=E9 at the gates was shut at noon; 140 dockers have been waiting outside since then, as far as we \
            know.</p><table><tr><td>Berth</td><td>Ships</td></tr><tr><td>North</td><td>12</td></tr></table>\n<div class=3D\"gmail_quote\"><div>On \
            3 Jun 2020 Desk &lt;d@example.org&gt; wrote:<br></div><blockquote class=3D\"gmail_quote\"><p>Is it true that 300 men are \
            outside?</p></blockquote></div></body></html>\n--b--\n"
        ),
        &expect![[r#"
            [?] Gates shut · Marta Wirth · harbour.example · 2020-06-04
            Gates shut

            The café at the gates was shut at noon; 140 dockers have been waiting outside since then, as far as we know.
            Berth | Ships
            North | 12"#]],
    );
}

#[test]
fn attachments_are_documents_of_their_own() {
    check(
        &format!(
            "{HEAD}Subject: Two reports\nList-Id: Harbour news <harbour.lists.example>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\
            Content-Type: text/plain\n\nHere they are.\n--b\nContent-Type: text/plain; name=\"report.txt\"\nContent-Disposition: attachment; \
            filename=\"report.txt\"\n\nSELM, 1 June 2020 - 88 dockers were outside.\n--b\nContent-Type: application/octet-stream\n\
            Content-Disposition: attachment; filename=\"../report.txt\"\nContent-Transfer-Encoding: base64\n\nMTIgc2hpcHMgd2FpdGVkLg==\n--b\n\
            Content-Type: image/png\nContent-Disposition: inline; filename=\"logo.png\"\nContent-Transfer-Encoding: base64\n\nAAAA\n--b\n\
            Content-Type: application/zip; name=\"old.zip\"\nContent-Disposition: attachment; filename=\"old.zip\"\nContent-Transfer-Encoding: \
            base64\n\nAAAA\n--b\nContent-Type: message/rfc822\n\nSubject: Inner\nFrom: jon@gmail.com\nDate: Tue, 2 Jun 2020 08:00:00 +0000\n\n\
            Nine cranes stood still.\n--b--\n"
        ),
        &expect![[r#"
            [?] Two reports · Marta Wirth · Harbour news · 2020-06-04
            Two reports

            Here they are.
            [report.txt] SELM, 1 June 2020 - 88 dockers were outside. · ? · ? · 2020-06-01
            SELM, 1 June 2020 - 88 dockers were outside.
            [report-2.txt] 12 ships waited. · ? · ? · 2020-06-04 (inferred)
            12 ships waited.
            [mail-1] Inner · jon@gmail.com · ? · 2020-06-02
            Inner

            Nine cranes stood still.
            gate.eml has an attachment old.zip, which is of a format that is not read; save it beside the mail as PDF or text"#]],
    );
}

/// A mailbox of three mails, one of them without a Message-ID.
fn mailbox() -> String {
    format!(
        "From marta@harbour.example Thu Jun  4 23:30:00 2020\n{HEAD}Subject: Gates shut\n\n140 dockers wait.\n\n>From here one sees \
        them.\n\nFrom jon@example.org Fri Jun  5 10:00:00 2020\nFrom: jon@example.org\nSubject: Gates open\nDate: Fri, 5 Jun 2020 10:00:00 \
        +0000\n\nAll went in.\n\nFrom a@b Fri Jun  5 11:00:00 2020\n{HEAD}Subject: Re: Gates shut\n\n> only a quotation\n"
    )
}

#[test]
fn a_mailbox_holds_mails() {
    expect![[r#"
        [2020-06-04-407e] Gates shut · Marta Wirth · harbour.example · 2020-06-04
        Gates shut

        140 dockers wait.

        From here one sees them.
        [2020-06-05-add4] Gates open · jon@example.org · example.org · 2020-06-05
        Gates open

        All went in."#]]
    .assert_eq(&shown("inbox.mbox", mailbox().as_bytes()));
}

#[test]
fn a_mail_keeps_its_name_when_others_are_added_or_taken_away() {
    let names =
        |bytes: &[u8]| read("inbox.mbox", bytes).0.into_iter().filter_map(|reading| reading.part).collect::<Vec<_>>();
    let three = mailbox();
    let added = format!(
        "{three}\nFrom x@y Sat Jun  6 10:00:00 2020\nSubject: More\nDate: Sat, 6 Jun 2020 10:00:00 +0000\n\nTwo cranes.\n"
    );
    assert_eq!(names(added.as_bytes())[..2], names(three.as_bytes())[..]);
    let second = three.find("From jon@").expect("the second mail");
    assert_eq!(names(&three.as_bytes()[second..]), names(three.as_bytes())[1..]);
}

#[test]
fn encodings_that_are_named_wrongly_or_not_at_all_are_guessed() {
    let mail = |charset: &str, body: &[u8]| {
        let mut mail =
            format!("{HEAD}Subject: =?utf-8?q?Caf=C3=A9?=\nContent-Type: text/plain{charset}\n\n").into_bytes();
        mail.extend_from_slice(body);
        read("a.eml", &mail).0.remove(0).text
    };
    for (charset, body) in [
        ("", &b"The caf\xE9 was shut and 12 na\xEFve guests waited."[..]),
        ("; charset=utf-8", b"The caf\xE9 was shut and 12 na\xEFve guests waited."),
        ("; charset=us-ascii", b"The caf\xE9 was shut and 12 na\xEFve guests waited."),
        ("; charset=utf-8", "The café was shut and 12 naïve guests waited.".as_bytes()),
    ] {
        assert_eq!(mail(charset, body), "Café\n\nThe café was shut and 12 naïve guests waited.", "{charset}");
    }
    assert_eq!(
        mail("; charset=koi8-r", b"\xED\xCF\xD3\xCB\xD7\xC1, 12 \xD3\xD5\xC4\xCF\xD7."),
        "Café\n\nМосква, 12 судов."
    );
}

#[test]
fn odd_mails_end_well() {
    let nested = |count: usize| "Content-Type: message/rfc822\n\n".repeat(count) + "Subject: x\n\ntext";
    for mail in [
        String::new(),
        "\n\n\n".to_owned(),
        "Content-Type: multipart/mixed; boundary=\n\n--\n--\n".to_owned(),
        "Content-Type: multipart/mixed; boundary=b\n\n".to_owned() + &"--b\n".repeat(20_000),
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(5_000),
        "Subject: ".to_owned() + &"=?utf-8?b?".repeat(10_000),
        "Subject: x\n\n".to_owned() + &">".repeat(100_000),
        "Subject: Fwd: x\n\n".to_owned() + &"Begin forwarded message:\n> ".repeat(5_000),
        nested(400),
        nested(100_000),
        "From \n".repeat(10_000),
        "From x\nA:\n\n".repeat(10_000),
    ] {
        for path in ["odd.eml", "odd.mbox"] {
            let _ = read(path, mail.as_bytes());
            let _ = read(path, format!("From x\n{mail}").as_bytes());
        }
    }
}
