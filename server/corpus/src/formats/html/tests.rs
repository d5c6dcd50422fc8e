#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::path::Path;

use deskcheck_analysis::text::Span;
use expect_test::{Expect, expect};

use super::super::{Input, Reading};

fn read(page: &str) -> Reading {
    let mut problems = Vec::new();
    let input = Input { path: Path::new("page.html"), bytes: page.as_bytes() };
    let reading = super::read(input, &mut problems).pop().expect("a page always gives a reading");
    assert!(problems.is_empty(), "{problems:?}");
    reading
}

fn check(page: &str, expected: &Expect) {
    expected.assert_eq(&read(page).text);
}

const STORY: &str = "<p>Dock workers in Port Selm stopped work on Monday evening, and 140 of them were still at the gates \
    by the time the harbour company asked a judge to send them home.</p>
    <p>The union&rsquo;s lawyers answered, within the hour, that no judge has the power to do so; the company, they said, \
    knows that as well as they do &#8211; and has known it since 2011.</p>";

#[test]
fn the_story_is_kept_and_the_page_around_it_is_not() {
    check(
        &format!(
            "<html><head><title>Gates shut | Selm Post</title><style>p {{ }}</style></head><body>
            <nav><a href=/>Home</a> <a href=/sport>Sport 3</a></nav>
            <article><h1>Gates shut</h1><div class='share-bar share'>Tell 7 friends</div>{STORY}
            <aside>12 more stories</aside><div class=tags>Tags: <a href=#>harbour</a></div></article>
            <section id=comments><p>At least 500 of them, says my cousin who has worked there for years and years.</p></section>
            <footer>Selm Post, 12 Quay Street</footer></body></html>"
        ),
        &expect![[r#"
            Gates shut
            Dock workers in Port Selm stopped work on Monday evening, and 140 of them were still at the gates by the time the harbour company asked a judge to send them home.
            The union’s lawyers answered, within the hour, that no judge has the power to do so; the company, they said, knows that as well as they do – and has known it since 2011."#]],
    );
}

#[test]
fn authors_language_and_address() {
    let check = |page: &str, expected: [&str; 3]| {
        let about = super::about::about(page);
        let found = [about.author, about.language, about.url].map(Option::unwrap_or_default);
        assert_eq!(found.each_ref().map(String::as_str), expected, "{page}");
    };
    check(
        "<html lang=en-GB><head><meta name=author content='Jon Behr'><link rel=canonical href='https://selm.example/1'>",
        ["Jon Behr", "en", "https://selm.example/1"],
    );
    check(
        "<meta property='article:author' content='https://selm.example/jon'><meta property='og:locale' content=fr_FR>
        <meta property='og:url' content='https://selm.example/2'>",
        ["", "fr", "https://selm.example/2"],
    );
    check(
        "<html lang=x-default><script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"headline\":\"Gates\",
        \"author\":[{\"name\":\"Jon Behr\"},{\"name\":\"Ada Lorne\"}],\"url\":\"https://selm.example/3\"}</script>",
        ["Jon Behr, Ada Lorne", "", "https://selm.example/3"],
    );
    check("<meta name=citation_author content=Behr><meta name=citation_author content=Lorne>", ["Behr, Lorne", "", ""]);
}

#[test]
fn entities_and_white_space_are_read_as_a_browser_does() {
    let page = "<article><p>caf&eacute;&nbsp;&amp;\n   bar, &#146;twas &unknown; AT&T, 3 < 4,
        <b>bold</b><i>face</i><br>next<!-- 5 --> line</p></article>";
    assert_eq!(read(page).text, "café & bar, ’twas &unknown; AT&T, 3 < 4, boldface\nnext line");
}

#[test]
fn rows_of_tables_are_lines() {
    check(
        &format!(
            "<article>{STORY}<table><tr><th>Berth<th>Ships</tr><tr><td>North<td>12</tr></table>
            <table><tr><td>North</td><td>12</td><td>4,500 t</td></tr><tr><td>South</td><td>7</td><td>1,200 t</td></tr>
            <tr><td>East<td><td>900 t</tr></table>
            <ul><li>one<li>two</ul></article>"
        ),
        &expect![[r#"
            Dock workers in Port Selm stopped work on Monday evening, and 140 of them were still at the gates by the time the harbour company asked a judge to send them home.
            The union’s lawyers answered, within the hour, that no judge has the power to do so; the company, they said, knows that as well as they do – and has known it since 2011.
            Berth | Ships
            North | 12
            North | 12 | 4,500 t
            South | 7 | 1,200 t
            East |  | 900 t
            • one
            • two"#]],
    );
}

#[test]
fn a_page_that_is_no_article_is_read_all_the_same() {
    check("<p>Only this: 13 men were held.", &expect!["Only this: 13 men were held."]);
    check("13 men were held", &expect!["13 men were held"]);
    check(
        "<div style='display: none'>hidden 1</div><div hidden>hidden 2</div><script>3</script><div>shown</div>",
        &expect!["shown"],
    );
}

#[test]
fn every_word_knows_its_place_in_the_file() {
    let page = format!("<html>\n<body>\n<article><h1>Gates\nshut</h1>\n{STORY}</article></body></html>");
    let reading = read(&page);
    for word in reading.text.split_whitespace() {
        let start = word.as_ptr() as usize - reading.text.as_ptr() as usize;
        let place = reading.map.locate(Span::new(start, start + word.len()));
        let written = &page[place.start.byte..place.end.byte];
        let decoded = html_escape::decode_html_entities(written);
        assert_eq!(decoded, word);
        assert_eq!(place.start.line as usize, page[..place.start.byte].matches('\n').count());
    }
}

#[test]
fn what_a_page_tells_about_itself() {
    let check = |head: &str, expected: (&str, &str, &str)| {
        let page = format!("<html><head>{head}</head><body><article>{STORY}</article></body></html>");
        let about = read(&page).metadata;
        let date = about.date.map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(
            (about.title.as_deref().unwrap_or_default(), about.publisher.as_deref().unwrap_or_default(), date.as_str()),
            expected,
            "{head}"
        );
    };
    check("<title>Gates shut tonight | Selm Post</title>", ("Gates shut tonight", "Selm Post", ""));
    check(
        "<title>x</title><meta property='og:title' content='Gates shut'><meta property='og:site_name' content='Selm Post'>
        <meta property='article:published_time' content='2020-06-27T06:10:00Z'>",
        ("Gates shut", "Selm Post", "2020-06-27"),
    );
    check(
        "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"headline\":\"Gates shut\",
        \"datePublished\":\"2020-06-27T06:10:00Z\",\"publisher\":{\"name\":\"Selm Post\"}}]}</script>",
        ("Gates shut", "Selm Post", "2020-06-27"),
    );
    check("<script type='application/ld+json'>{\"@context\":\"https://schema.org\",</script>", ("", "", ""));
    check("<meta name=date content='28 June 2020'>", ("", "", "2020-06-28"));
}

#[test]
fn a_headline_outside_the_text_is_found_by_the_title() {
    check(
        &format!(
            "<html><head><title>Gates shut at dawn | Selm Post</title></head><body><h1><a href=/>Selm Post</a></h1>
            <div><div><h2>Gates shut at dawn</h2></div><div><span>4 min</span></div><div class=x7>{STORY}</div></div></body></html>"
        ),
        &expect![[r#"
            Gates shut at dawn
            Dock workers in Port Selm stopped work on Monday evening, and 140 of them were still at the gates by the time the harbour company asked a judge to send them home.
            The union’s lawyers answered, within the hour, that no judge has the power to do so; the company, they said, knows that as well as they do – and has known it since 2011."#]],
    );
}

#[test]
fn what_announces_other_pages_and_what_is_said_of_pictures_is_no_text() {
    check(
        &format!(
            "<article><h1>Gates shut</h1><div><img src=1.jpg><div>The gates, before they were shut</div></div>{STORY}
            <div><h3><a href=/2>Gates open</a></h3><p>After two days of talks all went in again, and nobody knows why.</p></div>
            <h2>More on this</h2><div class=RelatedStories_list__x7><p>Twelve ships wait outside the harbour of Port Selm today.</p></div></article>"
        ),
        &expect![[r#"
            Gates shut
            Dock workers in Port Selm stopped work on Monday evening, and 140 of them were still at the gates by the time the harbour company asked a judge to send them home.
            The union’s lawyers answered, within the hour, that no judge has the power to do so; the company, they said, knows that as well as they do – and has known it since 2011."#]],
    );
}

#[test]
fn odd_pages_end_well() {
    for page in [
        "<div>".repeat(50_000) + "text",
        "<p>a <b>".repeat(20_000),
        "<".repeat(10_000),
        "<a b=\"".repeat(10_000),
        "</x>".repeat(20_000) + &"&".repeat(10_000) + &"<!--".repeat(1_000),
        "<table><tr><td>".repeat(5_000),
        "<title>".to_owned(),
        "<script>".to_owned(),
        "</".to_owned(),
    ] {
        let mut problems = Vec::new();
        super::read(Input { path: Path::new("odd.html"), bytes: page.as_bytes() }, &mut problems);
    }
}
