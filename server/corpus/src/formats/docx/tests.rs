use expect_test::{Expect, expect};

use super::super::Reading;
use super::super::fixtures::{ends_well, read, told, with_pages, zipped};

const RELATED: &str = r#"<Relationships>
    <Relationship Id="r1" Type="http://x/relationships/officeDocument" Target="word/document2.xml"/></Relationships>"#;
const OF_DOCUMENT: &str = r#"<Relationships><Relationship Id="r1" Type="http://x/styles" Target="styles.xml"/>
    <Relationship Id="r2" Type="http://x/footnotes" Target="/word/footnotes.xml"/></Relationships>"#;
const STYLES: &str = r#"<w:styles><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
    <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>
    <w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
    <w:style w:styleId="Punkte"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
    </w:styles>"#;
const NOTES: &str = r#"<w:footnotes><w:footnote w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
    <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> Interview, 3 May 2021.</w:t></w:r></w:p></w:footnote>
    </w:footnotes>"#;
const CORE: &str = r#"<cp:coreProperties><dc:title>Microsoft Word - x.doc</dc:title><dc:creator>Ada Brill</dc:creator>
    <dc:language>en-GB</dc:language><dcterms:created>2021-05-04T10:00:00Z</dcterms:created></cp:coreProperties>"#;

fn file(body: &str) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}<w:sectPr/></w:body></w:document>");
    zipped(&[
        ("_rels/.rels", RELATED),
        ("word/_rels/document2.xml.rels", OF_DOCUMENT),
        ("word/document2.xml", &document),
        ("word/styles.xml", STYLES),
        ("word/footnotes.xml", NOTES),
        ("docProps/core.xml", CORE),
    ])
}

fn reading(body: &str) -> Reading {
    read(super::read, &file(body))
}

fn check(body: &str, expected: &Expect) {
    expected.assert_eq(&reading(body).text);
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_runs_breaks_and_lists() {
    check(
        r#"<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Gates shut</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">On Monday </w:t></w:r><w:hyperlink r:id="r9"><w:r><w:t>13 work</w:t></w:r></w:hyperlink>
        <w:r><w:t>ers &amp; two clerks we</w:t></w:r><w:r><w:softHyphen/><w:t>re held&#8230;</w:t></w:r></w:p><w:p/>
        <w:p><w:pPr><w:pStyle w:val="Punkte"/></w:pPr><w:r><w:t>one</w:t></w:r></w:p>
        <w:p><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>two</w:t><w:br/><w:t>more</w:t></w:r></w:p>
        <w:p><w:r><w:t>Berth</w:t><w:tab/><w:t>12</w:t></w:r></w:p>
        <w:p><w:r><w:t>pro</w:t><w:noBreakHyphen/><w:t>union</w:t></w:r></w:p>"#,
        &expect![[r#"
            Gates shut
            On Monday 13 workers & two clerks were held…
            • one
            • two
            more
            Berth	12
            pro-union"#]],
    );
}

#[test]
fn changes_fields_and_hidden_text() {
    check(
        r#"<w:p><w:r><w:t xml:space="preserve">It held </w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del>
        <w:ins><w:r><w:t>13</w:t></w:r></w:ins><w:r><w:fldChar/><w:instrText>REF x</w:instrText></w:r><w:r><w:t xml:space="preserve"> men</w:t></w:r>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>and 9 ghosts</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>First half</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve"> and second.</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Verzeichnis1"/></w:pPr><w:r><w:t>Losses</w:t><w:tab/><w:t>12</w:t></w:r></w:p>"#,
        &expect![[r#"
            It held 13 men.
            First half and second."#]],
    );
}

#[test]
fn tables_are_rows_of_cells() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(text));
    check(
        &format!(
            "<w:tbl><w:tblPr/><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl><w:p/>
            <w:tbl><w:tr>{}<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}{}</w:tc></w:tr></w:tbl>{}",
            cell("Town"),
            cell("Dead"),
            cell("Missing"),
            cell("Selm"),
            cell("4"),
            cell(""),
            cell(""),
            cell("7"),
            cell("1"),
            cell("Kell"),
            paragraph("wide"),
            paragraph("cell"),
            paragraph("Behind"),
        ),
        &expect![[r#"
            Town | Dead | Missing
            Selm | 4 | 
             | 7 | 1

            Kell | wide cell | 
            Behind"#]],
    );
}

#[test]
fn notes_and_text_boxes_stand_behind_their_paragraph() {
    let boxed = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    check(
        &format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{}</w:drawing></mc:Choice>
            <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>
            <w:r><w:t>The gates</w:t><w:footnoteReference w:id='2'/></w:r><w:r><w:t xml:space='preserve'> shut.</w:t></w:r></w:p>
            <w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
            boxed("In a box"), boxed("In a box"), paragraph("Next.")
        ),
        &expect![[r#"
            The gates shut.
            In a box
            Interview, 3 May 2021.
            Next."#]],
    );
}

#[test]
fn pages_begin_where_word_says_so() {
    let check = |body: &str, expected: &str| assert_eq!(with_pages(&reading(body)), expected);
    let one = paragraph("One");
    let page = "<w:p><w:r><w:br w:type='page'/></w:r></w:p>";
    let rendered = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Two</w:t></w:r></w:p>";
    check(&format!("{one}{}", paragraph("Two")), "One\nTwo");
    check(&format!("{one}{page}{}", paragraph("Two")), "[1]One\n[2]Two");
    check(&format!("{one}{page}{rendered}"), "[1]One\n[2]Two");
    check(&format!("{one}{page}{page}{rendered}"), "[1]One\n[2][3]Two");
    check(
        "<w:p><w:r><w:t>It went </w:t><w:lastRenderedPageBreak/><w:t>on.</w:t></w:r></w:p>
        <w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:lastRenderedPageBreak/><w:t>New</w:t></w:r></w:p>",
        "[1]It went [2]on.\n[3]New",
    );
    check(
        "<w:p><w:pPr><w:sectPr><w:type w:val='continuous'/></w:sectPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>
        <w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>still</w:t></w:r></w:p><w:p><w:r><w:t>Two</w:t></w:r></w:p>",
        "[1]One\nstill\n[2]Two",
    );
}

#[test]
fn what_a_file_tells_about_itself() {
    let titled = "<w:p><w:pPr><w:pStyle w:val='Titel'/></w:pPr><w:r><w:t>Gates </w:t><w:t>shut</w:t></w:r></w:p>";
    let about = reading(titled).metadata;
    assert_eq!(about.title.as_deref(), Some("Gates shut"));
    assert_eq!((about.author.as_deref(), about.language.as_deref()), (Some("Ada Brill"), Some("en")));
    assert_eq!((about.made.map(|date| date.to_string()).as_deref(), about.date), (Some("2021-05-04"), None));
    assert_eq!(reading(&paragraph("x")).metadata.title, None, "no program's title");
}

#[test]
fn files_that_are_no_good_are_told_in_one_sentence() {
    let check = |bytes: &[u8], expected: &Expect| expected.assert_eq(&told(super::read, bytes));
    check(
        b"\xD0\xCF\x11\xE0rest",
        &expect![
            "! is protected by a password or was saved by an old Office program; save it as DOCX without a password"
        ],
    );
    check(
        b"PK nothing",
        &expect!["! is damaged (invalid Zip archive: Could not find EOCD); get it anew, or save it anew as DOCX"],
    );
    check(
        &zipped(&[("a.txt", "a")]),
        &expect!["! holds no part word/document.xml, so it is no document; get it anew, or save it anew as DOCX"],
    );
    check(
        &zipped(&[("word/document.xml", "<w:document><w:p><w:r><w:t>One</w:t></w:p>")]),
        &expect![[r#"
        One
        ! is damaged (ill-formed document: expected `</w:r>`, but `</w:p>` was found) and is read up to there; get it anew, or save it anew"#]],
    );
    let bomb = " ".repeat(65 << 20);
    check(
        &zipped(&[("word/document.xml", &bomb)]),
        &expect![
            "! unpacks to more than 25 MB in word/document.xml, as no text does, and is left out; save it anew, in parts if it is that long"
        ],
    );
    check(b"{\\rtf1 Word opens it}", &expect!["Word opens it"]);
}

#[test]
fn damaged_files_end_well() {
    ends_well(super::read, &file(&format!("{}<w:tbl><w:tr><w:tc>{0}</w:tc></w:tr></w:tbl>", paragraph("One"))));
}
