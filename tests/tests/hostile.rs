//! Files that are damaged in every way that a seed finds, and files beyond all limits, read by real children: nothing but such a
//! file is lost, and no limit is passed.

use std::path::Path;
use std::time::{Duration, Instant};

use deskcheck::isolation::isolation_of;
use deskcheck_corpus::formats::{self, Reading};
use deskcheck_corpus::{Isolation, Limits, Problem, Readers};
use deskcheck_tests::pdf::{Page, Pdf, wrapped};
use deskcheck_tests::program;
use deskcheck_tests::zipped::zipped;

/// What a child may use here.
const MEMORY: u64 = 512 << 20;
const TIME: Duration = Duration::from_secs(20);
/// Changed files of each format.
const ROUNDS: u64 = 40;

const SENTENCE: &str = "On 4 March 2021 the Coast Guard arrested 14 members of the Grey Wolves in Port Ammer, a spokesman said, and \
                        counted thirteen ships that had turned away from the northern pier since the strike began.";

fn isolation(memory: u64, time: Duration) -> Isolation {
    isolation_of(program::path(), Limits { memory, time, time_per_megabyte: Duration::ZERO, files: 40 })
}

/// Sound files, by name.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let mut seeds = vec![
        ("page.html", format!("<html><head><title>Raid</title></head><body><article><h1>Raid in Port Ammer</h1><p>{SENTENCE}</p>\
            <table><tr><th>Day</th><th>Held</th></tr><tr><td>4 March</td><td>14</td></tr></table><p>{SENTENCE}</p></article></body></html>").into_bytes()),
        ("report.pdf", pdf()),
        ("mail.eml", format!("From: Ada Brill <ada@post.example>\r\nTo: desk@post.example\r\nSubject: Raid in Port Ammer\r\nDate: Fri, 5 Mar 2021 \
            09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\n\
            {SENTENCE}\r\n\r\n--b1\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=\"note.html\"\r\n\r\n<p>{SENTENCE}</p>\r\n--b1--\r\n").into_bytes()),
        ("report.docx", docx(&document_xml())),
        ("report.odt", odt()),
        ("report.rtf", format!(r"{{\rtf1\ansi{{\fonttbl{{\f0 Helvetica;}}}}\f0 {SENTENCE}\par {SENTENCE}\par}}").into_bytes()),
        ("book.epub", epub()),
    ];
    seeds.retain(|(name, _)| formats::reader(Path::new(name)).is_some_and(|reader| reader.isolated));
    assert!(seeds.len() >= 3, "some formats are read apart");
    seeds
}

fn pdf() -> Vec<u8> {
    let lines = wrapped(SENTENCE, 300.0, 11.0);
    let page = || Page::default().column((60.0, 760.0), 300.0, 11.0, &lines);
    Pdf::of([page(), page()]).info("Title", "Raid in Port Ammer").bytes()
}

fn document_xml() -> String {
    format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Day</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>14</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"#
    )
}

fn docx(document: &str) -> Vec<u8> {
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    zipped(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", relations.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ])
}

fn odt() -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>{SENTENCE}</text:p></office:text></office:body></office:document-content>"#
    );
    zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}

fn epub() -> Vec<u8> {
    let container = r#"<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
    let book = r#"<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Raid</dc:title></metadata><manifest><item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c1"/></spine></package>"#;
    let chapter = format!(
        r#"<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Raid</title></head><body><p>{SENTENCE}</p></body></html>"#
    );
    zipped(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("book.opf", book.as_bytes()),
        ("c1.xhtml", chapter.as_bytes()),
    ])
}

/// Numbers that look random and are the same at every run (xorshift).
struct Seed(u64);

impl Seed {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// A range within `length` bytes, `most` bytes long at most.
    fn range(&mut self, length: usize, most: usize) -> std::ops::Range<usize> {
        let start = self.below(length);
        start..length.min(start + 1 + self.below(most))
    }
}

/// A file with a few things done to it that disks, networks and worse do.
fn changed(sound: &[u8], seed: &mut Seed) -> Vec<u8> {
    let mut file = sound.to_vec();
    for _ in 0..=seed.below(3) {
        let length = file.len();
        match seed.below(7) {
            0 => file.truncate(seed.below(length)),
            1 => (0..=seed.below(20)).for_each(|_| {
                let at = seed.below(length);
                if let Some(byte) = file.get_mut(at) {
                    *byte ^= 1 << seed.below(8);
                }
            }),
            2 => {
                let chunk: Vec<u8> = file.drain(seed.range(length, length / 2)).collect();
                let at = seed.below(file.len());
                file.splice(at..at, chunk);
            }
            3 => {
                let chunk = file[seed.range(length, 200)].repeat(1 + seed.below(2000));
                let at = seed.below(length);
                file.splice(at..at, chunk);
            }
            4 => huge_number(&mut file, seed),
            5 => file[seed.range(length, 100)].fill(0xFF),
            _ => file[seed.range(length, 100)].fill(0),
        }
        if file.is_empty() {
            break;
        }
    }
    file
}

/// Replaces a number by one beyond all measure; in a file without written numbers four bytes.
fn huge_number(file: &mut Vec<u8>, seed: &mut Seed) {
    let from = seed.below(file.len());
    let Some(start) = file[from..].iter().position(u8::is_ascii_digit).map(|at| from + at) else {
        file[from..].iter_mut().take(4).for_each(|byte| *byte = 0x7F);
        return;
    };
    let end = file[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(file.len(), |at| start + at);
    let huge = ["4294967295", "99999999999999999999", "2147483648", "0", "-1"][seed.below(5)];
    file.splice(start..end, huge.bytes());
}

fn text(readings: &[Reading]) -> Vec<String> {
    readings.iter().map(|reading| reading.text.clone()).collect()
}

#[test]
fn a_changed_file_costs_nothing_but_itself() {
    let readers = Readers::new(Some(&isolation(MEMORY, TIME)));
    for (name, sound) in seeds() {
        let path = Path::new(name);
        let (expected, problems) = readers.read(path, &sound);
        assert!(problems.is_empty() && !expected.is_empty(), "{name}: {problems:?}");
        let mut seed = Seed(0x9E37_79B9_7F4A_7C15);
        for round in 0..ROUNDS {
            let content = match name {
                // Checksums keep most changes of a packed file from its reader: what is packed is changed too.
                "report.docx" if round % 2 == 0 => {
                    docx(&String::from_utf8_lossy(&changed(document_xml().as_bytes(), &mut seed)))
                }
                _ => changed(&sound, &mut seed),
            };
            let begun = Instant::now();
            let (_, problems) = readers.read(path, &content);
            // A second try and the end of a child take their time too.
            assert!(begun.elapsed() < 3 * TIME, "{name}, round {round}");
            for Problem { message, .. } in problems {
                assert!(!message.is_empty() && message.len() < 1000, "{name}, round {round}: {message}");
            }
            #[cfg(target_os = "linux")]
            children_keep_to_their_memory(name, round);
            if round % 10 == 0 {
                assert_eq!(text(&readers.read(path, &sound).0), text(&expected), "{name} behind round {round}");
            }
        }
    }
}

/// No child has ever had more memory than it may.
#[cfg(target_os = "linux")]
fn children_keep_to_their_memory(name: &str, round: u64) {
    for child in children() {
        let status = std::fs::read_to_string(format!("/proc/{child}/status")).unwrap_or_default();
        let peak =
            status.lines().find_map(|line| line.strip_prefix("VmPeak:")?.trim().strip_suffix(" kB")?.parse().ok());
        let peak: u64 = peak.unwrap_or_default();
        assert!(peak <= MEMORY >> 10, "{name}, round {round}: {peak} kB");
    }
}

/// The processes that this thread's process has started and not yet taken leave of.
#[cfg(target_os = "linux")]
fn children() -> Vec<u32> {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let of_task = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("children")).unwrap_or_default();
    tasks
        .map(of_task)
        .flat_map(|children| children.split_whitespace().flat_map(str::parse).collect::<Vec<_>>())
        .collect()
}

/// A page that takes more of everything than a child has here.
fn enormous() -> Vec<u8> {
    "<p>On 4 March 14 men were held.</p>".repeat(1 << 20).into_bytes()
}

#[test]
fn a_file_that_takes_too_much_memory_is_named_and_left_out() {
    let readers = Readers::new(Some(&isolation(320 << 20, Duration::from_secs(300))));
    let (readings, problems) = readers.read(Path::new("page.html"), &enormous());
    assert!(readings.is_empty());
    assert!(problems[0].message.contains("needs more than 320 MB of memory"), "{problems:?}");
    let (readings, problems) = readers.read(Path::new("page.html"), &seeds()[0].1);
    assert!(problems.is_empty() && readings[0].text.contains("arrested 14 members"), "{problems:?}");
}

#[test]
fn a_file_that_takes_too_long_is_named_and_left_out() {
    let readers = Readers::new(Some(&isolation(4 << 30, Duration::from_millis(300))));
    let (readings, problems) = readers.read(Path::new("page.html"), &enormous());
    assert!(readings.is_empty());
    assert!(problems[0].message.contains("seconds to read"), "{problems:?}");
}

/// With its readers the children go, and nothing of them stays, not even their entry among the processes.
#[test]
#[cfg(target_os = "linux")]
fn no_child_outlives_its_readers() {
    let readers = Readers::new(Some(&isolation(MEMORY, TIME)));
    let (readings, _) = readers.read(Path::new("report.pdf"), &pdf());
    assert!(!readings.is_empty());
    assert_eq!(children().len(), 1, "one thread reads, so one child waits for the next file");
    drop(readers);
    assert_eq!(children(), Vec::<u32>::new());
}
