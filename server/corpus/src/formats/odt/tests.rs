use expect_test::{Expect, expect};

use super::super::Reading;
use super::super::fixtures::{ends_well, read, told, with_pages, zipped};

const META: &str = r#"<office:document-meta><office:meta><dc:title>Gates shut</dc:title><meta:initial-creator>Ada Brill
    </meta:initial-creator><meta:creation-date>2021-05-04T10:00:00.12</meta:creation-date><dc:date>2022-01-01T00:00:00</dc:date>
    <meta:document-statistic meta:page-count="2"/></office:meta></office:document-meta>"#;

fn file(body: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content><office:automatic-styles><style:style style:name="P9"><style:paragraph-properties
        fo:break-before="page"/></style:style></office:automatic-styles><office:body><office:text>{body}</office:text>
        </office:body></office:document-content>"#
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content), ("meta.xml", META)])
}

fn reading(body: &str) -> Reading {
    read(super::read, &file(body))
}

#[test]
fn text_as_it_is_printed() {
    let check = |body: &str, expected: &Expect| expected.assert_eq(&reading(body).text);
    check(
        r#"<text:sequence-decls>1</text:sequence-decls><text:tracked-changes><text:changed-region><text:deletion>
        <text:p>12</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:h text:outline-level="1">Gates shut</text:h>
        <text:p>On<text:s text:c="3"/>Monday <text:span>13 work</text:span><text:a>ers &amp; two</text:a>
          clerks<office:annotation><text:p>really?</text:p></office:annotation> were held.<text:line-break/>So it was.</text:p>
        <text:p/><text:list><text:list-item><text:p>one</text:p><text:p>still one</text:p></text:list-item>
        <text:list-item><text:p>two</text:p></text:list-item></text:list>
        <text:p>Berth<text:tab/>12</text:p><text:table-of-content><text:p>Losses 12</text:p></text:table-of-content>"#,
        &expect![[r#"
            Gates shut
            On Monday 13 workers & two clerks were held.
            So it was.
            • one
            still one
            • two
            Berth	12"#]],
    );
    check(
        r#"<text:p>The gates<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Interview.</text:p>
        </text:note-body></text:note> shut<draw:frame><svg:title>Box 1</svg:title><draw:text-box><text:p>In a box</text:p>
        </draw:text-box></draw:frame>.</text:p><text:p>Next.</text:p>"#,
        &expect![[r#"
            The gates shut.
            Interview.
            In a box
            Next."#]],
    );
    check(
        r#"<table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell><text:p>Town</text:p>
        </table:table-cell><table:table-cell><text:p>Dead</text:p></table:table-cell><table:table-cell/></table:table-row>
        </table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Selm</text:p>
        </table:table-cell><table:covered-table-cell/><table:table-cell><text:p>4</text:p></table:table-cell></table:table-row>
        </table:table>"#,
        &expect![[r#"
            Town | Dead | 
            Selm |  | 4"#]],
    );
}

#[test]
fn pages() {
    let check = |body: &str, expected: &str| assert_eq!(with_pages(&reading(body)), expected);
    check("<text:p>One</text:p><text:p text:style-name=\"P9\">Two</text:p>", "[1]One\n[2]Two");
    check(
        "<text:p>One goes <text:soft-page-break/>on</text:p><text:p text:style-name=\"P9\">3</text:p>",
        "[1]One goes [2]on\n[3]3",
    );
    check("<text:p>One of two pages</text:p>", "One of two pages");
}

#[test]
fn what_a_file_tells_about_itself() {
    let about = reading("<text:p>x</text:p>").metadata;
    assert_eq!((about.title.as_deref(), about.author.as_deref()), (Some("Gates shut"), Some("Ada Brill")));
    assert_eq!((about.made.map(|date| date.to_string()).as_deref(), about.date), (Some("2021-05-04"), None));
}

#[test]
fn files_that_are_no_good_are_told_in_one_sentence() {
    let check = |bytes: &[u8], expected: &Expect| expected.assert_eq(&told(super::read, bytes));
    check(
        b"no archive",
        &expect!["! is damaged (invalid Zip archive: Could not find EOCD); get it anew, or save it anew as ODT"],
    );
    check(
        &zipped(&[("content.xml", "x"), ("META-INF/manifest.xml", "<manifest:encryption-data/>")]),
        &expect!["! is protected by a password; save it without"],
    );
    check(
        &zipped(&[("mimetype", "x")]),
        &expect!["! holds no part content.xml, so it is no document; get it anew, or save it anew as ODT"],
    );
    check(
        &zipped(&[("content.xml", "<a><text:p>One</text:q></a>")]),
        &expect![[r#"
        One
        ! is damaged (ill-formed document: expected `</text:p>`, but `</text:q>` was found) and is read up to there; get it anew, or save it anew"#]],
    );
}

#[test]
fn damaged_files_end_well() {
    ends_well(
        super::read,
        &file("<text:p>One</text:p><table:table><table:table-row><table:table-cell/></table:table-row></table:table>"),
    );
}
