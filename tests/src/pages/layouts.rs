//! How sites of many kinds lay a page out: around one article (or two) each puts what such sites put there.

use std::fmt::Write;

use super::article::{Article, Block};
use super::furniture::Furniture;

/// A way to lay a page out.
pub(super) struct Layout {
    /// What it is called in a report.
    pub(super) name: &'static str,
    /// The page, and the words of it that a reader came for. The second article is for pages that have two.
    pub(super) page: fn(&Article, &Article, Furniture) -> (String, String),
}

/// Every layout.
pub(super) const LAYOUTS: &[Layout] = &[
    Layout { name: "semantic", page: semantic },
    Layout { name: "labelled divs", page: labelled },
    Layout { name: "unlabelled divs", page: unlabelled },
    Layout { name: "tables", page: tables },
    Layout { name: "live blog", page: live_blog },
    Layout { name: "press release", page: press_release },
    Layout { name: "forum", page: forum },
    Layout { name: "wiki", page: wiki },
    Layout { name: "list article", page: list_article },
    Layout { name: "two stories", page: two_stories },
    Layout { name: "blog", page: blog },
    Layout { name: "report", page: report },
    Layout { name: "interrupted", page: interrupted },
    Layout { name: "more comments than text", page: commented },
    Layout { name: "line breaks", page: line_breaks },
    Layout { name: "modules", page: modules },
    Layout { name: "consent wall", page: consent_wall },
];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('’', "&rsquo;")
}

/// The blocks of an article, as a content management system writes them; `class` is the paragraphs'.
fn body(article: &Article, class: &str) -> String {
    article.blocks.iter().map(|block| written(block, class)).collect::<Vec<_>>().join("\n")
}

fn written(block: &Block, class: &str) -> String {
    match block {
        Block::Heading(text) => format!("<h2>{}</h2>", escaped(text)),
        Block::Paragraph(text) if class.is_empty() => format!("<p>{}</p>", escaped(text)),
        Block::Paragraph(text) => format!("<p class=\"{class}\">{}</p>", escaped(text)),
        Block::Items(items) => {
            let items = items.iter().map(|item| format!("<li>{}</li>", escaped(item))).collect::<Vec<_>>().concat();
            format!("<ul>{items}</ul>")
        }
        Block::Rows(rows) => {
            let row = |(at, row): (usize, &Vec<String>)| {
                let tag = if at == 0 { "th" } else { "td" };
                let cells: Vec<_> = row.iter().map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell))).collect();
                let cells = cells.concat();
                format!("<tr>{cells}</tr>")
            };
            format!("<table>{}</table>", rows.iter().enumerate().map(row).collect::<String>())
        }
    }
}

fn head(article: &Article) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0} | {1}</title><meta property=\"og:site_name\" \
         content=\"{1}\"><meta property=\"article:published_time\" content=\"{2}T08:00:00Z\"><style>p {{ margin: 0 }}</style>\
         <script>var page = {{ id: 7 }};</script></head>",
        escaped(&article.title),
        escaped(&article.publisher),
        article.date
    )
}

const COOKIES: &str = "We and our 732 partners store and access information on your device, such as cookies, to show you \
    advertising and content that fits you. You may accept or refuse, and change your mind at any time.";
const LETTER: &str = "Sign up for our morning letter. Every weekday at six we send you the five stories that matter, and one that does not.";

fn semantic(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let page = format!(
        "{head}<body><a href=\"#main\">Skip to content</a><header><a href=/>{publisher}</a><nav>{menu}</nav></header>
        <div id=\"cookie-banner\" role=\"dialog\"><p>{COOKIES}</p><button>Accept all</button><button>Refuse</button></div>
        <main id=main><article><header><h1>{title}</h1><p class=\"byline\">By <a href=/a>{author}</a></p>
        <time datetime=\"{date}\">{date}</time></header>
        <figure><img src=1.jpg alt=\"\"><figcaption>{caption}</figcaption></figure>
        {body}
        <footer><p>Topics: {topics}</p></footer></article>
        <aside><h2>Related</h2>{related}</aside></main>
        <section aria-label=\"newsletter\" class=\"newsletter-signup\"><h2>The morning letter</h2><p>{LETTER}</p><form><input type=email><button>Sign up</button></form></section>
        <footer><p>© {publisher}. All rights reserved. No part of this page may be printed without permission.</p>{menu}</footer></body></html>",
        head = head(article),
        publisher = escaped(&article.publisher),
        menu = around.menu("sections", 9),
        title = escaped(&article.title),
        author = article.author,
        date = article.date,
        caption = around.caption(),
        body = body(article, ""),
        topics = around.links_as("", ", ", 9, 3),
        related = around.teasers_as("<div>", "</div>", 3),
    );
    (page, article.text())
}

fn labelled(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let page = format!(
        "{head}<body class=\"page page--article\"><div class=\"site-header\"><div class=\"site-header__logo\">{publisher}</div>
        <div class=\"site-nav\">{menu}</div></div><div class=\"breadcrumb\"><a href=/>Home</a> &rsaquo; <a href=/p>Politics</a></div>
        <div class=\"layout\"><div class=\"layout__main\"><div class=\"c-article\"><div class=\"c-article__head\"><h1 class=\"c-article__title\">{title}</h1>
        <div class=\"c-article__meta\">{author} · {date} · 4 min read</div></div>
        <div class=\"c-share\"><span>1.2k shares</span><a href=#>Tweet this</a><a href=#>Send by mail</a></div>
        <div class=\"c-article__image\"><img src=1.jpg><div class=\"c-caption\">{caption}</div></div>
        <div class=\"c-article__body\">{body}</div>
        <div class=\"c-author-bio\"><p>{author} has been a reporter with this paper since 2009 and writes about ports, prices and the people in between.</p></div>
        <div class=\"c-tags\">{tags}</div></div>
        <div class=\"c-related\"><h2>Read next</h2>{related}</div>
        <div class=\"c-comments\" id=\"comments\"><h3>{count} comments</h3>{comments}</div></div>
        <div class=\"layout__side\"><div class=\"c-popular\"><h3>Most read</h3><ol>{popular}</ol></div><div class=\"c-ad\">Advertisement</div></div></div>
        <div class=\"site-footer\"><p>Printed and published in Estmoor. Registered at the county court under number 4411.</p></div></body></html>",
        head = head(article),
        publisher = escaped(&article.publisher),
        menu = around.menu("site-nav__list", 10),
        title = escaped(&article.title),
        author = article.author,
        date = article.date,
        caption = around.caption(),
        body = body(article, "c-article__paragraph"),
        tags = around.links_as("<span>", "</span>", 7, 3),
        related = around.teasers_as("<div class=\"c-teaser\">", "</div>", 4),
        count = 3,
        comments = comments(around, 3, "<div class=\"c-comment\"><b>user</b>", "</div>"),
        popular = around.links_as("<li>", "</li>", 4, 5),
    );
    (page, article.text())
}

fn comments(around: Furniture, count: usize, open: &str, close: &str) -> String {
    let comments = around.comments(count);
    comments.iter().map(|comment| format!("{open}<p>{comment}</p>{close}")).collect::<Vec<_>>().concat()
}

fn unlabelled(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let page = format!(
        "{head}<body><div class=\"css-1x9yz\"><div class=\"css-7bq2\">{menu}</div></div><div class=\"css-90ab\"><div class=\"css-k31\">
        <div class=\"css-t5h\"><h1 class=\"css-h1x\">{title}</h1></div><div class=\"css-2zz\"><span class=\"css-q0\">{author}</span> <span class=\"css-q1\">{date}</span></div>
        <div class=\"css-im9\"><img src=1.jpg><span class=\"css-cp\">{caption}</span></div>
        <div class=\"css-bd7\">{body}</div></div>
        <div class=\"css-mm2\"><div class=\"css-mm3\">{popular}</div></div></div>
        <div class=\"css-rl4\"><div class=\"css-rl5\">More from {publisher}</div>{related}</div>
        <div class=\"css-ck1\"><div>{COOKIES}</div><div>Manage</div><div>Accept</div></div>
        <div class=\"css-ft0\"><div>About us</div><div>Contact</div><div>Imprint</div></div></body></html>",
        head = head(article),
        menu = around.links_as("<div class=\"css-n1\">", "</div>", 2, 7),
        title = escaped(&article.title),
        author = article.author,
        date = article.date,
        caption = around.caption(),
        body = body(article, "css-p0"),
        popular = around.links_as("<div class=\"css-mm4\">", "</div>", 4, 5),
        publisher = escaped(&article.publisher),
        related = around.teasers_as("<div class=\"css-rl6\">", "</div>", 4),
    );
    (page, article.text())
}

fn tables(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let paragraphs: String = article
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(text) => format!("<p><font face=\"Verdana\" size=2>{}</font>\n", escaped(text)),
            Block::Heading(text) => format!("<p><b>{}</b>\n", escaped(text)),
            other => written(other, ""),
        })
        .collect();
    let page = format!(
        "<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY BGCOLOR=#FFFFFF><TABLE WIDTH=760 BORDER=0><TR><TD COLSPAN=3 BGCOLOR=#003366><FONT COLOR=white>
        <B>{publisher}</B></FONT></TD></TR><TR><TD WIDTH=120 VALIGN=top><FONT SIZE=1>{menu}</FONT></TD>
        <TD WIDTH=480 VALIGN=top><H1>{title}</H1>{paragraphs}</TD>
        <TD WIDTH=160 VALIGN=top><TABLE BORDER=0><TR><TD BGCOLOR=#CCCCCC><B>Also today</B></TD></TR><TR><TD><FONT SIZE=1>{links}</FONT></TD></TR>
        <TR><TD><A HREF=ad><IMG SRC=ad.gif></A></TD></TR></TABLE></TD></TR>
        <TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>This site looks best at 800 by 600. Write to the <A HREF=mailto:w@x>webmaster</A>.</FONT></TD></TR></TABLE></BODY></HTML>",
        title = escaped(&article.title),
        publisher = escaped(&article.publisher),
        menu = around.links_as("", "<BR>\n", 2, 9),
        links = around.links_as("", "<BR>\n", 5, 5),
    );
    (page, article.text())
}

fn live_blog(article: &Article, second: &Article, around: Furniture) -> (String, String) {
    let mut entries = String::new();
    let mut gold = vec![article.title.clone()];
    let paragraphs = article.paragraphs().chain(second.paragraphs());
    for (at, paragraph) in paragraphs.enumerate() {
        let headline = around.headlines(at, 1)[0];
        let _ = write!(
            entries,
            "<article class=\"live-entry\" id=\"e{at}\"><time datetime=\"{date}T{hour:02}:10\">{hour:02}:10</time><h2>{headline}</h2><p>{}</p>\
             <ul class=\"share-tools\"><li><a href=#>Facebook</a></li><li><a href=#>Copy link</a></li></ul></article>",
            escaped(paragraph),
            date = article.date,
            hour = 21 - at,
        );
        gold.extend([headline.to_owned(), paragraph.to_owned()]);
    }
    let page = format!(
        "{head}<body><header class=\"top\"><nav>{menu}</nav></header><main><h1>{title}</h1><div class=\"live-summary-nav\"><a href=#e0>Key events</a></div>
        <div class=\"live-feed\">{entries}</div></main><aside class=\"rail\">{popular}</aside><footer>{menu}</footer></body></html>",
        head = head(article),
        menu = around.menu("m", 8),
        title = escaped(&article.title),
        popular = around.teasers_as("<div>", "</div>", 2),
    );
    (page, gold.join("\n"))
}

fn press_release(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let about = format!(
        "About {0}: {0} was founded in 1954 and is based in Lornemouth. It employs 212 people in three countries.",
        article.publisher
    );
    let page = format!(
        "{head}<body><div id=\"header\"><ul id=\"menu-main\">{menu}</ul></div><div id=\"content\"><h1>{title}</h1>
        <div class=\"release-date\">{date}</div><div class=\"field field--body\">{body}<p>{about}</p></div>
        <div class=\"press-contact\"><h3>Press contact</h3><p>Jule Marden, telephone +44 1632 960 112, press@lorne.example</p></div>
        <div class=\"downloads\"><h3>Downloads</h3><ul><li><a href=a.pdf>Press release (PDF, 112 kB)</a></li><li><a href=b.jpg>Picture (JPG, 2 MB)</a></li></ul></div></div>
        <div id=\"right-column\"><h3>Latest releases</h3>{links}</div>
        <div id=\"footer\"><p>Imprint · Privacy · Accessibility · © {publisher}</p></div></body></html>",
        head = head(article),
        menu = around.links_as("<li>", "</li>", 3, 6),
        title = escaped(&article.title),
        date = article.date,
        body = body(article, ""),
        about = escaped(&about),
        links = around.links_as("<div class=\"views-row\">", "</div>", 6, 6),
        publisher = escaped(&article.publisher),
    );
    (page, format!("{}\n{about}", article.text()))
}

fn forum(article: &Article, second: &Article, around: Furniture) -> (String, String) {
    let mut posts = String::new();
    let mut gold = vec![article.title.clone()];
    for (at, paragraph) in article.paragraphs().chain(second.paragraphs()).enumerate() {
        let _ = write!(
            posts,
            "<div class=\"post\" id=\"p{at}\"><div class=\"postprofile\"><a href=/u{at}>user{at}</a><br>Posts: {}<br>Joined: 12 May 2011</div>
            <div class=\"postbody\"><div class=\"content\">{}</div><div class=\"post-buttons\"><a href=#>Quote</a> <a href=#>Report</a></div></div></div>",
            17 + at * 31,
            escaped(paragraph),
        );
        gold.push(paragraph.to_owned());
    }
    let page = format!(
        "<html><head><title>{title} - Estmoor Forum</title></head><body><div class=\"headerbar\"><a href=/>Estmoor Forum</a></div><div class=\"navbar\">{menu}</div>
        <div id=\"page-body\"><h2 class=\"topic-title\"><a href=/t>{title}</a></h2>{posts}</div>
        <div class=\"pagination\">Page 1 of 3 <a href=2>2</a> <a href=3>3</a></div><div class=\"copyright\">Powered by boards of wood. All times are UTC.</div></body></html>",
        title = escaped(&article.title),
        menu = around.menu("linklist", 5),
    );
    (page, gold.join("\n"))
}

fn wiki(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let linked = |text: &str| {
        escaped(text).replacen(" the ", " <a href=\"/wiki/The\">the</a> ", 2)
            + "<sup class=\"reference\"><a href=\"#n1\">[1]</a></sup>"
    };
    let body: String = article.blocks.iter().map(|block| match block {
        Block::Paragraph(text) => format!("<p>{}</p>", linked(text)),
        Block::Heading(text) => format!("<h2><span class=\"mw-headline\">{}</span><span class=\"mw-editsection\">[<a href=e>edit</a>]</span></h2>", escaped(text)),
        other => written(other, ""),
    }).collect();
    let page = format!(
        "<html lang=en><head><title>{title} - Freepedia</title></head><body><div id=\"mw-page-base\"></div><div id=\"content\" class=\"mw-body\" role=\"main\">
        <h1 id=\"firstHeading\">{title}</h1><div id=\"siteSub\">From Freepedia, the encyclopedia without walls</div>
        <div id=\"mw-content-text\"><div class=\"mw-parser-output\"><table class=\"infobox\"><tr><th colspan=2>{title}</th></tr><tr><td colspan=2><img src=i.png></td></tr></table>
        <div id=\"toc\" class=\"toc\"><h2>Contents</h2><ul><li><a href=#1>1 History</a></li><li><a href=#2>2 Figures</a></li></ul></div>{body}
        <h2><span class=\"mw-headline\">References</span></h2><div class=\"reflist\"><ol class=\"references\"><li id=n1>Lorne, Ada (2019). <i>A short survey</i>. Estmoor Press. p. 12.</li>
        <li>Orme, L. (2014). <i>Quays</i>. Retrieved 3 May 2020.</li></ol></div>
        <div class=\"navbox\" role=\"navigation\">{navbox}</div></div></div><div id=\"catlinks\" class=\"catlinks\">Categories: {categories}</div></div>
        <div id=\"mw-navigation\">{menu}</div><div id=\"footer\"><p>This page was last edited on 3 May 2020. Text is available under a free licence.</p></div></body></html>",
        title = escaped(&article.title),
        navbox = around.links_as("", " · ", 1, 10),
        categories = around.links_as("", " | ", 5, 3),
        menu = around.menu("sidebar", 9),
    );
    (page, article.text())
}

fn list_article(article: &Article, second: &Article, around: Furniture) -> (String, String) {
    let mut items = String::new();
    let mut gold = vec![article.title.clone()];
    for (at, paragraph) in article.paragraphs().chain(second.paragraphs()).enumerate() {
        let headline = format!("{}. {}", at + 1, around.headlines(at, 1)[0]);
        let _ = write!(
            items,
            "<div class=\"slide\"><h2>{headline}</h2><div class=\"slide-image\"><img src={at}.jpg><small>{}</small></div><p>{}</p></div>",
            around.caption(),
            escaped(paragraph)
        );
        if at % 3 == 1 {
            let _ = write!(
                items,
                "<div class=\"ad-slot\"><span>Advertisement</span><span>Story continues below</span></div>"
            );
        }
        gold.extend([headline, paragraph.to_owned()]);
    }
    let page = format!(
        "{head}<body><div class=\"navbar\">{menu}</div><div class=\"wrap\"><h1>{title}</h1><div class=\"author-line\">by {author}</div>{items}
        <div class=\"recirc\"><h4>You may also like</h4>{links}</div></div><div class=\"bottom\">{menu}</div></body></html>",
        head = head(article),
        menu = around.menu("nav", 8),
        title = escaped(&article.title),
        author = article.author,
        links = around.teasers_as("<div class=\"recirc-card\">", "</div>", 3),
    );
    (page, gold.join("\n"))
}

fn two_stories(article: &Article, second: &Article, around: Furniture) -> (String, String) {
    let story = |article: &Article| {
        format!("<article class=\"story\"><h2>{}</h2>{}</article>", escaped(&article.title), body(article, ""))
    };
    let page = format!(
        "{head}<body><header><nav>{menu}</nav></header><div class=\"sidebar-left\">{links}</div><main><h1>News in brief</h1>{one}<hr>{two}</main>
        <aside class=\"sidebar-right\">{teasers}</aside><footer>© 2020</footer></body></html>",
        head = head(article),
        menu = around.menu("menu", 8),
        links = around.links_as("<p>", "</p>", 5, 5),
        one = story(article),
        two = story(second),
        teasers = around.teasers_as("<div>", "</div>", 3),
    );
    (page, format!("News in brief\n{}\n{}", article.text(), second.text()))
}

fn blog(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let page = format!(
        "{head}<body class=\"single single-post\"><div id=\"page\" class=\"hfeed site\"><header id=\"masthead\" class=\"site-header\"><p class=\"site-description\">Notes from the edge of the map</p>{menu}</header>
        <div id=\"primary\"><main id=\"main\"><article id=\"post-812\" class=\"post hentry\"><header class=\"entry-header\"><h1 class=\"entry-title\">{title}</h1>
        <div class=\"entry-meta\">Posted on <time datetime={date}>{date}</time> by {author}</div></header>
        <div class=\"entry-content\">{body}<div class=\"sharedaddy sd-sharing-enabled\"><h3 class=\"sd-title\">Share this:</h3><ul><li><a href=#>Twitter</a></li><li><a href=#>Print</a></li></ul></div>
        <div id=\"jp-relatedposts\" class=\"jp-relatedposts\"><h3>Related</h3>{related}</div></div>
        <footer class=\"entry-footer\">Posted in {tags}</footer></article>
        <nav class=\"post-navigation\"><a href=p>Previous: {previous}</a></nav>
        <div id=\"comments\" class=\"comments-area\"><h2 class=\"comments-title\">4 thoughts on this</h2><ol class=\"comment-list\">{comments}</ol>
        <div id=\"respond\" class=\"comment-respond\"><h3>Leave a reply</h3><p>Your address will not be published. Required fields are marked *</p></div></div></main></div>
        <div id=\"secondary\" class=\"widget-area\"><section class=\"widget\"><h2>Recent posts</h2><ul>{recent}</ul></section><section class=\"widget widget_text\"><p>{LETTER}</p></section></div>
        <footer id=\"colophon\">Proudly written by hand</footer></div></body></html>",
        head = head(article),
        menu = around.menu("nav-menu", 6),
        title = escaped(&article.title),
        date = article.date,
        author = article.author,
        body = body(article, ""),
        related = around.links_as("<p>", "</p>", 8, 3),
        tags = around.links_as("", ", ", 2, 2),
        previous = around.headlines(0, 1)[0],
        comments = comments(around, 4, "<li class=\"comment\"><div class=\"comment-body\"><cite>Guest</cite> says:", "<a class=reply href=#>Reply</a></div></li>"),
        recent = around.links_as("<li>", "</li>", 1, 5),
    );
    (page, article.text())
}

fn report(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let figures = "<table class=\"data\"><caption>Figures by district</caption><thead><tr><th>District</th><th>2019</th><th>2020</th></tr></thead>\
        <tbody><tr><td>Ostrup</td><td>1,204</td><td>1,377</td></tr><tr><td>Halsen</td><td>611</td><td>590</td></tr></tbody></table>";
    let page = format!(
        "{head}<body><div class=\"o-header\">{menu}</div><div class=\"skip-link\"><a href=#c>Jump to content</a></div><div id=\"c\" class=\"container\"><div class=\"row\">
        <div class=\"col-md-3\"><ul class=\"side-menu\">{side}</ul></div>
        <div class=\"col-md-6\"><h1>{title}</h1><dl class=\"document-meta\"><dt>Published</dt><dd>{date}</dd><dt>Type</dt><dd>Situation report</dd></dl>
        {body}<h2>Figures</h2>{figures}</div>
        <div class=\"col-md-3\"><div class=\"box\"><h4>Downloads</h4><a href=a.pdf>Full report (PDF, 2 MB)</a></div><div class=\"box\"><h4>Contact</h4><p>Office for Statistics, 3 Mill Lane, Lornemouth. Open from nine to five.</p></div></div>
        </div></div><div class=\"feedback\"><p>Was this page useful? Tell us what we could do better; it takes two minutes.</p></div><div class=\"o-footer\">{menu}</div></body></html>",
        head = head(article),
        menu = around.menu("o-menu", 7),
        side = around.links_as("<li>", "</li>", 3, 8),
        title = escaped(&article.title),
        date = article.date,
        body = body(article, ""),
    );
    (
        page,
        format!(
            "{}\nFigures\nFigures by district\nDistrict 2019 2020\nOstrup 1,204 1,377\nHalsen 611 590",
            article.text()
        ),
    )
}

fn interrupted(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let mut text = String::new();
    for (at, block) in article.blocks.iter().enumerate() {
        text.push_str(&written(block, ""));
        let _ = match at {
            0 => write!(text, "<div class=\"ad\" id=\"ad-mid\"><div>Advertisement</div></div>"),
            1 => write!(
                text,
                "<div class=\"inline-related\"><strong>Read also:</strong> {}</div>",
                around.links_as("", "", 2, 1)
            ),
            2 => write!(text, "<aside class=\"newsletter-inline\"><h4>The morning letter</h4><p>{LETTER}</p></aside>"),
            3 => write!(text, "<figure><img src=2.jpg><figcaption>{}</figcaption></figure>", around.caption()),
            4 => write!(
                text,
                "<blockquote class=\"pullquote\">A line that the editors liked so much that they print it twice.</blockquote>"
            ),
            _ => Ok(()),
        };
    }
    let page = format!(
        "{head}<body><nav class=\"amp-menu\">{menu}</nav><article class=\"amp-wp-article\"><header><h1>{title}</h1><div class=\"amp-meta\">{author}, {date}</div></header>
        <div class=\"amp-content\">{text}</div></article><div class=\"infinite\"><h2>Up next</h2>{teasers}</div><div class=\"consent\"><p>{COOKIES}</p></div></body></html>",
        head = head(article),
        menu = around.menu("m", 6),
        title = escaped(&article.title),
        author = article.author,
        date = article.date,
        teasers = around.teasers_as("<section>", "</section>", 3),
    );
    (page, article.text())
}

fn commented(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let page = format!(
        "{head}<body><div id=\"nav\">{menu}</div><div id=\"story\"><h1>{title}</h1><p class=\"dateline\">{date}</p>{body}</div>
        <div id=\"discussion\"><h2>Discussion (38)</h2>{comments}</div><div id=\"foot\">About · Terms · Contact</div></body></html>",
        head = head(article),
        menu = around.links_as("", " | ", 1, 6),
        title = escaped(&article.title),
        date = article.date,
        body = body(article, ""),
        comments = comments(around, 24, "<div class=\"reply\"><span class=\"who\">reader</span>", "<a href=#>Like</a></div>"),
    );
    (page, article.text())
}

fn line_breaks(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let lines: Vec<_> = article.text().lines().skip(1).map(escaped).collect();
    let page = format!(
        "<html><head><title>{title} :: {publisher}</title></head><body><center>{menu}</center><hr><div align=left><h3>{title}</h3>{text}</div><hr>
        <center><small>Copyright {publisher}. Hosted by friends. You are visitor number 104,221.</small></center></body></html>",
        title = escaped(&article.title),
        publisher = escaped(&article.publisher),
        menu = around.links_as("[", "] ", 1, 6),
        text = lines.join("<br><br>\n"),
    );
    (page, article.text())
}

fn modules(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let page = format!(
        "{head}<body><div id=\"__next\"><div class=\"Masthead_root__3hV\">{menu}</div><div class=\"Page_grid__x81\"><div class=\"Page_column__k2s\">
        <div class=\"Kicker_root__1\">Analysis</div><h1 class=\"Headline_root__9fQ\">{title}</h1><p class=\"Standfirst_text__0a\">{teaser}</p>
        <div class=\"Byline_root__7t\">{author}</div><div class=\"ShareTools_root__p\"><span>Share</span><span>Save</span><span>27</span></div>
        <div class=\"ArticleBody_root__u5\">{body}</div>
        <div class=\"NewsletterPromo_box__d4\"><p>{LETTER}</p></div>
        <div class=\"RelatedStories_list__a8\"><div class=\"RelatedStories_title__b\">More on this story</div>{related}</div>
        <div class=\"CommentThread_root__m1\">{comments}</div></div>
        <div class=\"MostRead_rail__w2\">{popular}</div></div><div class=\"GlobalFooter_root__z\"><p>Registered office: 9 Quay Street, Lornemouth. A company limited by guarantee.</p></div></div></body></html>",
        head = head(article),
        menu = around.links_as("<span>", "</span>", 0, 8),
        title = escaped(&article.title),
        teaser = around.teasers(1)[0],
        author = article.author,
        body = body(article, "Text_p__1"),
        related = around.teasers_as("<div class=\"Card_root__5\">", "</div>", 3),
        comments = comments(around, 6, "<div class=\"Bubble_root__8\">", "</div>"),
        popular = around.links_as("<div>", "</div>", 5, 5),
    );
    (page, format!("{}\n{}", article.text(), around.teasers(1)[0]))
}

fn consent_wall(article: &Article, _: &Article, around: Furniture) -> (String, String) {
    let page = format!(
        "{head}<body><div class=\"cmp-container\" role=\"dialog\" aria-label=\"Privacy\"><h2>Your privacy</h2><p>{COOKIES}</p><p>Where you agree, we keep a number on
        your device for 390 days. Some of our partners process your data because they say that they may; you can object to that below. {COOKIES}</p>
        <ul><li>Store and access information</li><li>Personalised content</li><li>Measure 14 kinds of performance</li></ul></div>
        <div class=\"wrapper\"><div class=\"topbar\">{menu}</div><section class=\"content-area\"><div class=\"entry\"><h1>{title}</h1>{body}</div></section>
        <section class=\"teaser-grid\">{teasers}</section></div><div class=\"legal\">Imprint | Terms | Privacy</div></body></html>",
        head = head(article),
        menu = around.menu("top", 8),
        title = escaped(&article.title),
        body = body(article, ""),
        teasers = around.teasers_as("<div class=\"tile\">", "</div>", 6),
    );
    (page, article.text())
}
