//! PDFs as typesetters make them: whether their words come back in the order in which they are read, whole, and with their
//! pages.

use std::fs;
use std::path::Path;

use deskcheck_analysis::text::PageStart;
use deskcheck_corpus::formats::Reading;
use deskcheck_corpus::{Problem, Readers};
use deskcheck_tests::pdf::{PAGE, Page, Pdf, line_width, wrapped};
use rustc_hash::FxHashMap;

/// Share of neighbouring words that must be neighbours again.
const IN_ORDER: f64 = 0.99;

fn read(pdf: &Pdf) -> (Vec<Reading>, Vec<Problem>) {
    Readers::new(None).read(Path::new("report.pdf"), &pdf.bytes())
}

/// The one document of a file without problems.
fn reading(pdf: &Pdf) -> Reading {
    let (mut readings, problems) = read(pdf);
    assert_eq!(problems, []);
    assert_eq!(readings.len(), 1);
    readings.remove(0)
}

fn message(bytes: &[u8]) -> String {
    let (readings, problems) = Readers::new(None).read(Path::new("report.pdf"), bytes);
    assert!(readings.is_empty());
    let [problem] = problems.as_slice() else { panic!("one problem is to be told: {problems:?}") };
    problem.message.clone()
}

/// Paragraphs of a sample document.
fn paragraphs(document: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(document);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let blocks = text.split("\n\n").map(|block| block.split_whitespace().collect::<Vec<_>>().join(" "));
    blocks.filter(|block| block.len() > 200 && is_prose(block)).collect()
}

/// True for text that Helvetica has letters for, and no table or list.
fn is_prose(block: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii() || "’“”–—éü".contains(letter);
    block.chars().all(is_letter) && !block.contains(" | ") && !block.starts_with(['#', '-', '|'])
}

/// Prose enough for several pages.
fn prose() -> Vec<String> {
    let documents = [
        "almanac/sources/brackwater.txt",
        "almanac/sources/ironvale.txt",
        "almanac/sources/mira-solano.txt",
        "almanac/sources/marsh-fever-2017.md",
        "almanac/sources/harrow-vale-2018-19.md",
        "almanac/sources/storm-skua.md",
        "kerren-port/sources/tarn-notebook-2021-05-16.md",
        "veldra-flood/sources/fenwater-health-bulletin-2024-03-28.txt",
    ];
    let prose: Vec<_> = documents.into_iter().flat_map(paragraphs).collect();
    assert!(prose.len() > 10, "the sample documents hold prose");
    prose
}

/// Share of the neighbouring words of `expected` that are neighbours in `text`.
fn in_order(expected: &[String], text: &str) -> f64 {
    let pairs = |text: &str| {
        let words: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
        words.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect::<Vec<_>>()
    };
    let mut found: FxHashMap<_, usize> = FxHashMap::default();
    for pair in pairs(text) {
        *found.entry(pair).or_default() += 1;
    }
    let expected: Vec<_> = expected.iter().flat_map(|paragraph| pairs(paragraph)).collect();
    let kept = expected.iter().filter(|pair| match found.get_mut(*pair) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    });
    kept.count() as f64 / expected.len() as f64
}

/// Lines of all paragraphs, a blank line between two of them.
fn set(paragraphs: &[String], width: f32, size: f32) -> Vec<String> {
    paragraphs.iter().map(|paragraph| wrapped(paragraph, width, size)).collect::<Vec<_>>().join(&String::new())
}

/// Pages of `columns` columns, with a head and a number on each.
fn typeset(lines: &[String], columns: usize, gutter: f32, size: f32) -> Pdf {
    let (left, top, bottom) = (60.0, 760.0, 70.0);
    let width = column_width(columns, gutter);
    let fit = ((top - bottom) / (size * 1.2)) as usize;
    let pages = lines.chunks(fit * columns).enumerate().map(|(number, lines)| {
        let mut page = Page::default().line(left, 800.0, 9.0, "The Selm Quarterly, issue 26").line(
            290.0,
            40.0,
            9.0,
            &(number + 1).to_string(),
        );
        for (at, lines) in lines.chunks(fit).enumerate() {
            page = page.column((left + at as f32 * (width + gutter), top), width, size, lines);
        }
        page
    });
    Pdf::of(pages)
}

fn column_width(columns: usize, gutter: f32) -> f32 {
    (PAGE.0 - 120.0 - gutter * (columns - 1) as f32) / columns as f32
}

/// Typesets the prose and asks for its order.
fn check(columns: usize, gutter: f32, size: f32) {
    let prose = prose();
    let pdf = typeset(&set(&prose, column_width(columns, gutter), size), columns, gutter, size);
    let text = reading(&pdf).text;
    let share = in_order(&prose, &text);
    assert!(share >= IN_ORDER, "{columns} columns, gutter {gutter}, size {size}: {share:.4}\n{text}");
    assert!(text.matches("The Selm Quarterly").count() <= 1, "heads go:\n{text}");
}

#[test]
fn one_column() {
    check(1, 0.0, 11.0);
    check(1, 0.0, 9.0);
}

#[test]
fn two_columns() {
    check(2, 24.0, 10.0);
    check(2, 14.0, 10.0);
    check(2, 12.0, 9.0);
}

#[test]
fn three_columns() {
    check(3, 18.0, 9.0);
}

/// Every paragraph comes back as one line, hyphens joined, over the ends of columns and pages too.
#[test]
fn paragraphs_are_lines() {
    let prose = prose();
    let pdf = typeset(&set(&prose, column_width(2, 20.0), 10.0), 2, 20.0, 10.0);
    let text = reading(&pdf).text;
    let whole = prose.iter().filter(|paragraph| text.lines().any(|line| line == paragraph.as_str())).count();
    assert!(whole * 100 >= prose.len() * 85, "{whole} of {} are whole:\n{text}", prose.len());
}

/// A title over both columns, and a line under them, are read before and after.
#[test]
fn what_spans_the_columns_is_read_where_it_stands() {
    let prose = prose();
    let width = column_width(2, 20.0);
    let [first, second] = [&prose[..1], &prose[1..2]].map(|prose| set(prose, width, 10.0));
    let page = Page::default()
        .line(60.0, 780.0, 18.0, "Harbour strike enters its third day at all the piers")
        .column((60.0, 740.0), width, 10.0, &first)
        .column((80.0 + width, 740.0), width, 10.0, &second)
        .line(
            60.0,
            100.0,
            10.0,
            "The harbour company was asked for an answer to all of this and has not given one so far.",
        );
    let text = reading(&Pdf::of([page])).text;
    let expected = [
        "Harbour strike enters its third day at all the piers",
        &prose[0],
        &prose[1],
        "The harbour company was asked for an answer to all of this and has not given one so far.",
    ];
    let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, expected);
}

#[test]
fn pages_know_their_numbers() {
    let page = |text: &str| Page::default().line(60.0, 700.0, 11.0, text);
    let pages = ["The first page has a line.", "The second page has one.", "The third page has another."].map(page);
    let plain = reading(&Pdf::of(pages.clone()));
    let at = |reading: &Reading, word: &str| {
        PageStart::page_at(reading.map.pages(), reading.text.find(word).expect("it is there"))
    };
    assert_eq!(["first", "second", "third"].map(|word| at(&plain, word)), [Some(1), Some(2), Some(3)]);
    let labelled = reading(&Pdf::of(pages.clone()).catalog("/PageLabels << /Nums [0 << /S /D /St 117 >>] >>"));
    assert_eq!(["first", "second", "third"].map(|word| at(&labelled, word)), [Some(117), Some(118), Some(119)]);
    let roman = "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D >>] >>";
    let roman = reading(&Pdf::of(pages).catalog(roman));
    assert_eq!(["first", "second", "third"].map(|word| at(&roman, word)), [Some(1), Some(2), Some(3)], "by position");
}

#[test]
fn a_paragraph_goes_on_over_the_page() {
    let width = 300.0;
    let text = "The harbour company counted thirteen ships that had turned away from the northern pier since the strike began, \
                and said that none of them would come back before the end of the month whatever the union decided then.";
    let lines = wrapped(text, width, 11.0);
    let (first, second) = lines.split_at(2);
    // A page that ends with a full line: it is not the last one of its paragraph.
    let full = |lines: &[String]| [lines.to_vec(), vec!["-".to_owned()]].concat();
    let first = Page::default().column((60.0, 100.0), width, 11.0, &full(first)[..2]);
    let second = Page::default().column((60.0, 760.0), width, 11.0, second);
    let reading = reading(&Pdf::of([first, second]));
    assert_eq!(reading.text.trim(), text);
    let pages = ["thirteen", "decided"]
        .map(|word| PageStart::page_at(reading.map.pages(), reading.text.find(word).expect("it is there")));
    assert_eq!(pages, [Some(1), Some(2)]);
}

#[test]
fn tables_are_rows() {
    let rows = [
        ["Province", "Killed", "Wounded", "Families displaced"],
        ["Selm", "13", "40", "1,200"],
        ["Upper Kell", "4", "", "35"],
        ["Tarn and Brackwater", "120", "7", "9"],
    ];
    let mut page = Page::default().line(60.0, 760.0, 11.0, "Losses in May, by province, as the ministry counted them:");
    for (at, row) in rows.iter().enumerate() {
        for (cell, left) in row.iter().zip([60.0, 220.0, 300.0, 380.0]) {
            if !cell.is_empty() {
                page = page.line(left, 730.0 - 15.0 * at as f32, 10.0, cell);
            }
        }
    }
    let text = reading(&Pdf::of([page])).text;
    let lines: Vec<_> = text.lines().filter(|line| line.contains('|')).collect();
    let expected = [
        "Province | Killed | Wounded | Families displaced",
        "Selm | 13 | 40 | 1,200",
        "Upper Kell | 4 |  | 35",
        "Tarn and Brackwater | 120 | 7 | 9",
    ];
    assert_eq!(lines, expected, "{text}");
}

#[test]
fn ligatures_and_marks_of_notes() {
    let end = 60.0 + line_width("The ﬁrst ofﬁcer ﬂed with 13", 11.0);
    let page = Page::default().line(60.0, 700.0, 11.0, "The ﬁrst ofﬁcer ﬂed with 13").line(end, 704.0, 6.0, "7").line(
        end + 7.0,
        700.0,
        11.0,
        "men.",
    );
    let text = reading(&Pdf::of([page])).text;
    assert_eq!(text.trim(), "The first officer fled with 13 men.");
}

#[test]
fn a_page_that_lies_on_its_side() {
    let prose = paragraphs("almanac/sources/brackwater.txt");
    let lines = set(&prose[..1], 500.0, 11.0);
    let mut page = Page::default();
    for (at, line) in lines.iter().filter(|line| !line.is_empty()).enumerate() {
        let x = 100.0 + 13.2 * at as f32;
        page = page.drawn(&format!("BT /F1 11 Tf 0 1 -1 0 {x} 100 Tm ({line}) Tj ET\n"));
    }
    for entry in ["", "/Rotate 90"] {
        let text = reading(&Pdf::of([page.clone().entry(entry)])).text;
        assert_eq!(text.trim(), prose[0], "{entry}");
    }
}

#[test]
fn what_the_file_tells() {
    let page = || {
        Page::default().line(60.0, 700.0, 11.0, "Ships wait before the northern pier, and nobody knows for how long.")
    };
    let told = Pdf::of([page()])
        .info("Title", "Harbour strike")
        .info("Author", "Ada Brill")
        .info("CreationDate", "D:20200701120000Z")
        .catalog("/Lang (en-GB)");
    let metadata = reading(&told).metadata;
    let about = [metadata.title.as_deref(), metadata.author.as_deref(), metadata.language.as_deref()];
    assert_eq!(about, [Some("Harbour strike"), Some("Ada Brill"), Some("en")]);
    assert_eq!((metadata.date, metadata.made.map(|day| day.to_string()).as_deref()), (None, Some("2020-07-01")));
    let metadata =
        reading(&Pdf::of([page()]).info("Title", "Microsoft Word - draft 3.docx").info("Author", "user")).metadata;
    assert_eq!((metadata.title, metadata.author), (None, None));
}

#[test]
fn a_file_that_was_cut_short_is_read_and_told_of() {
    let lines = set(&prose()[..1], 400.0, 11.0);
    let page = || Page::default().column((60.0, 760.0), 400.0, 11.0, &lines);
    let bytes = Pdf::of([page(), page(), page()]).bytes();
    let (readings, problems) = Readers::new(None).read(Path::new("report.pdf"), &bytes[..bytes.len() - 700]);
    assert!(readings.len() == 1 && readings[0].text.contains(&prose()[0]), "{readings:?}");
    assert!(matches!(&problems[..], [problem] if problem.message.starts_with("is cut short")), "{problems:?}");
}

#[test]
fn what_cannot_be_read_is_told_in_one_sentence() {
    let empty = Pdf::of([Page::default().drawn("0 0 m 100 100 l S"), Page::default()]).bytes();
    assert!(message(&empty).contains("ocrmypdf"), "{}", message(&empty));
    for damaged in [&b""[..], b"%PDF-1.4\n", b"This is no PDF.", &empty[..40]] {
        assert!(message(damaged).contains("is damaged or no PDF"), "{}", message(damaged));
    }
}
