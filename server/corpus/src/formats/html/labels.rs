//! What attributes say of an element: that it is hidden, apart from the text, a quotation.

use super::tokens::attribute;

/// Labels (class, id, role) of elements that are never part of the text, as whole words.
const APART: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "banner",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "caption",
    "catlinks",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "credits",
    "discuss",
    "discussion",
    "disqus",
    "footer",
    "gdpr",
    "infinite",
    "legal",
    "login",
    "masthead",
    "menu",
    "more",
    "nav",
    "navbar",
    "navbox",
    "navigation",
    "newsletter",
    "noprint",
    "notice",
    "outbrain",
    "pager",
    "pagination",
    "paywall",
    "popular",
    "postprofile",
    "printfooter",
    "promo",
    "pullquote",
    "recirc",
    "recirculation",
    "recommended",
    "references",
    "reflist",
    "related",
    "relatedposts",
    "replies",
    "respond",
    "share",
    "sharedaddy",
    "sharing",
    "sidebar",
    "signature",
    "signup",
    "sitesub",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "toc",
    "toolbar",
    "trending",
    "userinfo",
    "widget",
];
/// True where class, id or role say that an element is apart from the text, word by word.
pub(super) fn is_apart(name: &str, attributes: &str) -> bool {
    // What wraps a whole text may say what it is about in the same words.
    !matches!(name, "html" | "body" | "main" | "article")
        && labels(attributes).iter().any(|label| APART.contains(&label.as_str()))
}

/// The words of class, id and role, parted by signs and by capitals. What a system for blogs notes of a post (`tag-share`,
/// `category-social`) is none of them.
fn labels(attributes: &str) -> Vec<String> {
    let mut words = Vec::new();
    if attributes.trim().is_empty() {
        return words;
    }
    for value in ["class", "id", "role"].iter().filter_map(|key| attribute(attributes, key)) {
        let noted = |name: &&str| !["tag-", "category-", "author-"].iter().any(|kind| name.starts_with(kind));
        for name in value.split_whitespace().filter(noted) {
            for part in name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
                words.extend(humps(part));
                words.push(part.to_lowercase());
            }
        }
    }
    words
}

/// `related` and `stories` of `RelatedStories`.
fn humps(name: &str) -> Vec<String> {
    let mut humps: Vec<String> = Vec::new();
    let mut before = 'A';
    for letter in name.chars() {
        if humps.is_empty() || before.is_lowercase() && letter.is_uppercase() {
            humps.push(String::new());
        }
        if let Some(hump) = humps.last_mut() {
            hump.extend(letter.to_lowercase());
        }
        before = letter;
    }
    humps
}

/// True where mail programs mark what they quote.
pub(super) fn is_quote(attributes: &str) -> bool {
    let holds =
        |key: &str, word: &str| attribute(attributes, key).is_some_and(|value| value.to_lowercase().contains(word));
    holds("type", "cite") || holds("class", "quote") || holds("class", "cite")
}

/// True for a note, which books put apart from the text that refers to it.
pub(super) fn is_note(attributes: &str) -> bool {
    ["epub:type", "role"].iter().filter_map(|key| attribute(attributes, key)).any(|kind| kind.contains("note"))
}

/// True for what a browser does not show.
pub(super) fn is_hidden(attributes: &str) -> bool {
    if attributes.is_empty() {
        return false;
    }
    attribute(attributes, "hidden").is_some()
        || attribute(attributes, "aria-hidden").is_some_and(|value| value == "true")
        || attribute(attributes, "style").is_some_and(|style| style.replace(' ', "").contains("display:none"))
}

/// True for what stands within a line and is none of it: the number of a note, a link to edit, words for screen readers.
pub(super) fn is_mark(name: &str, attributes: &str) -> bool {
    let marks: &[&str] = match name {
        "sup" => &["reference", "footnote", "noteref"],
        "span" | "a" => &["mw-editsection", "sr-only", "visually-hidden", "screen-reader-text"],
        _ => return false,
    };
    attribute(attributes, "class").is_some_and(|class| class.split_whitespace().any(|name| marks.contains(&name)))
}
