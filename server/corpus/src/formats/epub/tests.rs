use expect_test::{Expect, expect};

use super::super::fixtures::{ends_well, read, told, zipped};

const CONTAINER: &str = r#"<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#;
const BOOK: &str = r#"<package><metadata><dc:title>Gates shut</dc:title><dc:creator>Ada Brill</dc:creator>
    <dc:creator>Jon Marsh</dc:creator><dc:publisher>Selm Press</dc:publisher><dc:language>en-GB</dc:language>
    <dc:identifier>urn:isbn:1</dc:identifier><dc:identifier>https://selm.example/gates</dc:identifier>
    <dc:date>2021-05-04</dc:date></metadata><manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="c2" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
    <item id="c1" href="text/one.xhtml" media-type="application/xhtml+xml"/>
    <item id="x" href="text/extra.xhtml" media-type="application/xhtml+xml"/>
    <item id="p" href="p.png" media-type="image/png"/></manifest>
    <spine><itemref idref="nav"/><itemref idref="p"/><itemref idref="c1"/><itemref idref="c2"/><itemref idref="c1"/>
    <itemref idref="x" linear="no"/></spine></package>"#;
const ONE: &str = "<html><head><title>1</title></head><body><h1>One</h1><p>13 men &amp; two\n clerks were held.</p>
    <ul><li>first</li><li>second</li></ul><table><tr><td>Town</td><td>Dead</td></tr></table></body></html>";
const TWO: &str = "<?xml version='1.0'?><html><head><title/><script src='x.js'/></head><body><table><tr><td>Selm</td><td>4</td></tr></table><p>The end.</p><aside epub:type='footnote'><p>Interview.</p></aside><aside><p>More books</p></aside></body></html>";

fn parts<'a>(more: &[(&'a str, &'a str)]) -> Vec<u8> {
    let parts = [
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", BOOK),
        ("OEBPS/nav.xhtml", "<p>Contents</p>"),
        ("OEBPS/text/one.xhtml", ONE),
        ("OEBPS/text/two b.xhtml", TWO),
        ("OEBPS/text/extra.xhtml", "<p>Extra</p>"),
    ];
    zipped(&[&parts, more].concat())
}

#[test]
fn chapters_in_the_order_of_reading() {
    let book = read(super::read, &parts(&[]));
    let expected = expect![[r#"
        One
        13 men & two clerks were held.
        • first
        • second
        Town | Dead
        Selm | 4
        The end.
        Interview."#]];
    expected.assert_eq(&book.text);
    let about = book.metadata;
    assert_eq!(about.title.as_deref(), Some("Gates shut"));
    assert_eq!(about.author.as_deref(), Some("Ada Brill, Jon Marsh"));
    assert_eq!((about.publisher.as_deref(), about.language.as_deref()), (Some("Selm Press"), Some("en")));
    assert_eq!(about.url.as_deref(), Some("https://selm.example/gates"));
    assert_eq!((about.date.map(|date| date.to_string()).as_deref(), about.date_inferred), (Some("2021-05-04"), false));
}

#[test]
fn files_that_are_no_good_are_told_in_one_sentence() {
    let check = |bytes: &[u8], expected: &Expect| expected.assert_eq(&told(super::read, bytes));
    let locked = r#"<encryption><CipherReference URI="OEBPS/text/one.xhtml"/><CipherReference URI="OEBPS/font.otf"/></encryption>"#;
    check(
        &parts(&[("META-INF/encryption.xml", locked)]),
        &expect![[r#"
        Selm | 4
        The end.
        Interview.
        ! is protected against copying, so 1 of its chapters are left out; get it without"#]],
    );
    check(
        &zipped(&[("META-INF/container.xml", "<container/>")]),
        &expect!["! holds no part content.opf, so it is no document; get it anew, or save it anew as EPUB"],
    );
    check(
        b"no archive",
        &expect!["! is damaged (invalid Zip archive: Could not find EOCD); get it anew, or save it anew as EPUB"],
    );
}

#[test]
fn damaged_files_end_well() {
    ends_well(super::read, &parts(&[]));
}
