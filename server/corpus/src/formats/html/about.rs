//! What a page tells about itself: meta elements, JSON-LD (<https://schema.org/NewsArticle>), `title`, `time`.

use deskcheck_analysis::text::Span;
use jiff::civil::Date;
use serde_json::Value;

use super::tokens::{Token, attribute, tokens};
use crate::metadata::Metadata;
use crate::metadata::dates::day_of;

/// Names of meta elements, best first.
const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"];
const PUBLISHERS: &[&str] = &["og:site_name", "dc.publisher", "dcterms.publisher", "application-name"];
const DATES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publish-date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "og:published_time",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
];
const LANGUAGES: &[&str] = &["content-language", "dc.language", "dcterms.language", "og:locale", "language"];
const URLS: &[&str] = &["og:url", "twitter:url", "parsely-link", "citation_public_url"];
/// What stands between a title and the name of the site.
const PARTERS: &[&str] = &[" | ", " · ", " — ", " – ", " - ", " :: ", " » "];

/// Reads what `page` tells about itself.
pub(super) fn about(page: &str) -> Metadata {
    let mut found = Found::default();
    for token in tokens(page) {
        found.read(page, &token);
    }
    let publisher = best(&found.meta, PUBLISHERS).or(found.linked.publisher.clone());
    let (bare, site) = part(found.title.as_deref().unwrap_or_default(), publisher.as_deref());
    let title = best(&found.meta, TITLES).map(|title| part(&title, publisher.as_deref()).0);
    let date =
        DATES.iter().find_map(|name| found.meta.iter().find(|(key, _)| key == name).and_then(|(_, day)| day_of(day)));
    Metadata {
        title: title.or(found.linked.title).or(Some(bare)).filter(|title| !title.is_empty()),
        publisher: publisher.or(site),
        date: date.or(found.linked.date).or(found.time),
        author: authors(&found.meta).or(found.linked.author),
        language: found.language.or(best(&found.meta, LANGUAGES)).and_then(|tag| language(&tag)),
        url: found.canonical.or(best(&found.meta, URLS)).or(found.linked.url).filter(|url| is_address(url)),
        ..Metadata::default()
    }
}

#[derive(Default)]
struct Found {
    /// Meta elements: name in lower case, content.
    meta: Vec<(String, String)>,
    /// Title, publisher and date out of JSON-LD.
    linked: Metadata,
    title: Option<String>,
    /// Language of the page, as its first element has it.
    language: Option<String>,
    /// The address that the page calls its own.
    canonical: Option<String>,
    /// Day of the first `time` element.
    time: Option<Date>,
}

impl Found {
    fn read(&mut self, page: &str, token: &Token<'_>) {
        match token {
            Token::Open { name, attributes, .. } if name == "meta" => {
                let key =
                    ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| attribute(attributes, key));
                if let (Some(key), Some(content)) = (key, attribute(attributes, "content")) {
                    self.meta.push((key.to_lowercase(), content.trim().to_owned()));
                }
            }
            Token::Open { name, attributes, .. } if name == "time" && self.time.is_none() => {
                self.time = attribute(attributes, "datetime").as_deref().and_then(day_of);
            }
            Token::Open { name, attributes, .. } if name == "html" && self.language.is_none() => {
                self.language = attribute(attributes, "lang").or_else(|| attribute(attributes, "xml:lang"));
            }
            Token::Open { name, attributes, .. } if name == "link" && self.canonical.is_none() => {
                let is_canonical =
                    attribute(attributes, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                self.canonical = attribute(attributes, "href").filter(|_| is_canonical);
            }
            Token::Raw { name, content } if name == "title" && self.title.is_none() => {
                let title = html_escape::decode_html_entities(&page[content.clone()]).into_owned();
                self.title = Some(title.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            Token::Raw { name, content } if name == "script" => {
                let script = Span::new(content.start, content.end).of(page).trim();
                if script.starts_with(['{', '[']) && script.contains("schema.org") {
                    // A page whose data is no JSON has told nothing there.
                    let data = serde_json::from_str(script).unwrap_or_default();
                    linked(&data, &mut self.linked, 0);
                }
            }
            _ => {}
        }
    }
}

/// Takes title, date and publisher out of JSON-LD, first come first served.
fn linked(data: &Value, found: &mut Metadata, depth: usize) {
    if depth > 8 {
        return;
    }
    match data {
        Value::Array(items) => items.iter().for_each(|item| linked(item, found, depth + 1)),
        Value::Object(fields) => {
            let text = |key: &str| fields.get(key).and_then(Value::as_str).map(str::to_owned);
            found.date = found.date.or_else(|| text("datePublished").as_deref().and_then(day_of));
            found.title = found.title.take().or_else(|| text("headline"));
            let publisher = fields.get("publisher").and_then(|publisher| publisher.get("name"));
            found.publisher = found.publisher.take().or_else(|| publisher.and_then(Value::as_str).map(str::to_owned));
            if fields.contains_key("headline") {
                found.author = found.author.take().or_else(|| named(fields.get("author")?));
                found.url = found.url.take().or_else(|| text("url"));
            }
            fields.values().filter(|value| !value.is_string()).for_each(|value| linked(value, found, depth + 1));
        }
        _ => {}
    }
}

/// The names of one or several persons, on one line.
fn named(data: &Value) -> Option<String> {
    match data {
        Value::String(name) => Some(name.clone()).filter(|name| !name.trim().is_empty() && !is_address(name)),
        Value::Array(all) => {
            let names: Vec<_> = all.iter().filter_map(named).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(fields) => fields.get("name").filter(|name| !name.is_object()).and_then(named),
        _ => None,
    }
}

/// The authors that meta elements name, each once; some systems write addresses of pages about them instead.
fn authors(meta: &[(String, String)]) -> Option<String> {
    let of = |name: &&str| {
        let all = meta.iter().filter(|(key, content)| key == name && !content.is_empty() && !is_address(content));
        let mut names: Vec<_> = all.map(|(_, content)| content.trim_start_matches("By ").to_owned()).collect();
        names.dedup();
        (!names.is_empty()).then(|| names.join(", "))
    };
    AUTHORS.iter().find_map(of)
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// `en` of `en-GB` or `en_GB`; none where no language is meant.
fn language(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_', ',']).next()?.to_lowercase();
    let is_code = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase());
    is_code.then_some(first)
}

fn best(meta: &[(String, String)], names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|name| meta.iter().find(|(key, content)| key == name && !content.is_empty()).map(|(_, c)| c.clone()))
}

/// A title without the site's name behind it, and that name.
fn part(title: &str, publisher: Option<&str>) -> (String, Option<String>) {
    let parted = PARTERS.iter().filter_map(|parter| title.rsplit_once(parter)).min_by_key(|(_, site)| site.len());
    match parted {
        Some((bare, site)) if publisher.is_none_or(|name| name.eq_ignore_ascii_case(site.trim())) => {
            let short = site.split_whitespace().count() <= 4 && bare.split_whitespace().count() >= 3;
            if short || publisher.is_some() {
                (bare.trim().to_owned(), Some(site.trim().to_owned()))
            } else {
                (title.to_owned(), None)
            }
        }
        _ => (title.to_owned(), None),
    }
}
