use expect_test::{Expect, expect};

use super::super::fixtures::{ends_well, read, told, with_pages};

const HEAD: &str = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}
{\colortbl;\red0;}{\*\generator Word;}{\info{\title Gates shut}{\author Ada Brill}{\creatim\yr2021\mo5\dy4\hr9}{\nofpages2}{\*\company X}}
{\header Selm Post 12}";

fn check(body: &str, expected: &Expect) {
    expected.assert_eq(&read(super::read, format!("{HEAD}{body}}}").as_bytes()).text);
}

#[test]
fn text_in_any_code_page() {
    check(
        "\\pard\\plain Caf\\'e9 \\ldblquote na\\'efve\\rdblquote  \\u8211?\\u-10179\\'3f\\u-8704? \\{x\\}\\~\\emdash y,\r\n and\\par
        {\\f1 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2} {\\uc2\\u1084ab\\uc0\\u1080}{\\v ghost}{\\deleted 12}{\\b 13} men.\\line Next\\-line\\par",
        &expect![[r#"
            Café “naïve” –😀 {x} —y, and
            Привет ми13 men.
            Nextline"#]],
    );
}

#[test]
fn fields_lists_notes_and_boxes() {
    check(
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt 13 workers}} were{\super\chftn}{\footnote \pard\plain{\super\chftn} Interview.} held.\par
{\pntext\f2\'b7\tab}one\par{\listtext\bullet\tab}two\par
{\field{\*\fldinst { TOC \\o }}{\fldrslt Losses\tab 12\par}}
{\shp{\*\shpinst\shpleft1{\sp{\sn fill}{\sv 7}}{\shptxt In a box\par}}{\shprslt{\*\do{\dptxbxtext In a box\par}}}}Behind it.\par
{\pict\bin4 }}}}}{\object{\*\objdata 0102}{\result x}}{\*\unknown 99}The end.",
        &expect![[r#"
            13 workers were held.
            Interview.
            • one
            • two
            Behind it.
            In a box
            The end."#]],
    );
}

#[test]
fn tables_are_rows_of_cells() {
    check(
        r"Losses\par\trowd\cellx1\cellx2\cellx3\pard\intbl Town\cell Dead\cell\pard\intbl Missing\cell\row
\trowd\pard\intbl Selm\par Old Town\cell 4{\footnote\pard Counted.}\cell\cell\row\pard Behind.\par\trowd\pard\intbl a\cell b\cell\row",
        &expect![[r#"
            Losses
            Town | Dead | Missing
            Selm Old Town | 4 | 
            Counted.
            Behind.
            a | b"#]],
    );
}

#[test]
fn pages_and_what_a_file_tells_about_itself() {
    let reading = read(super::read, format!("{HEAD}One\\par\\page Two\\par}}").as_bytes());
    assert_eq!(with_pages(&reading), "[1]One\n[2]Two");
    let about = reading.metadata;
    assert_eq!((about.title.as_deref(), about.author.as_deref()), (Some("Gates shut"), Some("Ada Brill")));
    assert_eq!((about.made.map(|date| date.to_string()).as_deref(), about.date), (Some("2021-05-04"), None));
    let unknown = read(super::read, format!("{HEAD}One of two\\par}}").as_bytes());
    assert_eq!(with_pages(&unknown), "One of two");
}

#[test]
fn files_that_are_no_good_are_told_in_one_sentence() {
    let check = |bytes: &[u8], expected: &Expect| expected.assert_eq(&told(super::read, bytes));
    check(b"Plain text", &expect!["! is no RTF file, whatever its name says; save it anew as RTF or DOCX"]);
    check(
        b"{\\rtf1 One {\\b two",
        &expect![[r#"
        One two
        ! is damaged (it ends in the middle) and is read up to there; get it anew, or save it anew"#]],
    );
    check(
        &[b"{\\rtf1 ".as_slice(), &b"{".repeat(5000)].concat(),
        &expect![[r#"

        ! is damaged (its groups are nested too deep) and is read up to there; get it anew, or save it anew"#]],
    );
}

#[test]
fn damaged_files_end_well() {
    ends_well(
        super::read,
        format!("{HEAD}Caf\\'e9\\trowd\\intbl a\\cell b\\cell\\row\\u8211? {{\\footnote x}}}}").as_bytes(),
    );
}
