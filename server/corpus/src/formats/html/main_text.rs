//! Which blocks of a page are the text a reader came for: not menus, advertisements, related links or readers' comments.
//!
//! The readability algorithm (as Mozilla's, by `dom_smoothie`) says what the main text is; the blocks that hold its words
//! are found again, and with them what else stands in the same element. Where it finds nothing, or the page is too odd for
//! it, the element that calls itself the article does, or everything that is no list of links.

use dom_smoothie::{Config, Readability};
use rustc_hash::FxHashSet;

use super::blocks::{Block, Page};

/// Labels (class, id, role) of elements that are never part of the text, as whole words.
const APART: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "cookie",
    "cookies",
    "disqus",
    "footer",
    "login",
    "masthead",
    "menu",
    "more",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "notice",
    "paywall",
    "pager",
    "pagination",
    "popular",
    "promo",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "social",
    "sponsored",
    "subscribe",
    "tags",
    "toolbar",
    "trending",
    "widget",
];
/// Pages above this size, in bytes, or with elements nested deeper, are read without the readability algorithm.
const LARGEST: usize = 4 << 20;
const DEEPEST: usize = 200;
/// Words in a row that are looked up in the main text.
const SHINGLE: usize = 4;

/// The blocks of the main text, in order.
pub(super) fn main_blocks<'a>(file: &str, page: &'a Page) -> Vec<&'a Block> {
    let known = if file.len() <= LARGEST && page.depth <= DEEPEST { readable(file) } else { None };
    let found = known.map(|text| holding(page, &text)).unwrap_or_default();
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return without_readability(page) };
    let around = shared_elements(found.iter().map(|at| &page.blocks[*at]));
    let depth = around.len();
    let names_text = around.last().is_some_and(|element| !is_whole_page(page, *element));
    let inside = |block: &&Block| block.inside.starts_with(&around) && !is_apart(page, block, depth);
    let blocks = if names_text { &page.blocks[..] } else { &page.blocks[*first..=*last] };
    let mut main: Vec<_> = blocks.iter().filter(inside).collect();
    if !names_text && let Some(headline) = headline(page, *first) {
        main.insert(0, headline);
    }
    main
}

/// The main text as the readability algorithm finds it.
fn readable(file: &str) -> Option<String> {
    let config = Config { char_threshold: 200, disable_json_ld: true, ..Config::default() };
    let article = Readability::new(file, None, Some(config)).ok()?.parse().ok()?;
    Some(article.text_content.to_string())
}

/// Positions of the blocks whose words stand in `text`.
fn holding(page: &Page, text: &str) -> Vec<usize> {
    let words: Vec<_> = words(text);
    let known: FxHashSet<&[&str]> = words.windows(SHINGLE).collect();
    let stands = |block: &Block| {
        let words = self::words(&block.text);
        let found = words.windows(SHINGLE).filter(|shingle| known.contains(shingle)).count();
        words.len() >= SHINGLE + 4 && found * 10 >= (words.len() - SHINGLE + 1) * 7
    };
    (0..page.blocks.len()).filter(|at| stands(&page.blocks[*at])).collect()
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The elements that all of `blocks` stand in, outermost first.
fn shared_elements<'a>(blocks: impl Iterator<Item = &'a Block>) -> Vec<u32> {
    let mut shared: Option<Vec<u32>> = None;
    for block in blocks {
        let Some(so_far) = &mut shared else {
            shared = Some(block.inside[..block.inside.len().saturating_sub(1)].to_vec());
            continue;
        };
        let common = so_far.iter().zip(&block.inside).take_while(|(a, b)| a == b).count();
        so_far.truncate(common);
    }
    shared.unwrap_or_default()
}

fn is_whole_page(page: &Page, element: u32) -> bool {
    matches!(page.elements[element as usize].name.as_str(), "html" | "body" | "form")
}

/// True where an element below the first `depth` ones says that its content is apart from the text, or where the block is
/// made of links.
fn is_apart(page: &Page, block: &Block, depth: usize) -> bool {
    let below = block.inside.get(depth..).unwrap_or_default();
    let labelled = below.iter().any(|element| {
        page.elements[*element as usize]
            .labels
            .split(|c: char| !c.is_alphanumeric())
            .any(|label| APART.contains(&label))
    });
    labelled || is_links(block)
}

fn is_links(block: &Block) -> bool {
    block.link_letters * 10 > block.letters * 8 && words(&block.text).len() < 12 && block.cell.is_none()
}

/// The first-level heading right before the main text, where the page has one heading of that level.
fn headline(page: &Page, first: usize) -> Option<&Block> {
    let is_headline =
        |block: &&Block| block.inside.last().is_some_and(|element| page.elements[*element as usize].name == "h1");
    page.blocks[..first].iter().rev().find(is_headline)
}

/// Without the readability algorithm: the largest `article` or `main`, else everything but links and what is labelled.
fn without_readability(page: &Page) -> Vec<&Block> {
    let is_article = |element: &&u32| matches!(page.elements[**element as usize].name.as_str(), "article" | "main");
    let mut sizes: Vec<(u32, usize)> = Vec::new();
    for block in &page.blocks {
        for element in block.inside.iter().filter(is_article) {
            match sizes.last_mut().filter(|(last, _)| last == element) {
                Some((_, size)) => *size += block.letters,
                None => sizes.push((*element, block.letters)),
            }
        }
    }
    let article = sizes.iter().max_by_key(|(_, size)| *size).map(|(element, _)| *element);
    let depth = |block: &Block| article.and_then(|article| block.inside.iter().position(|element| *element == article));
    let blocks = page.blocks.iter().filter(|block| article.is_none() || depth(block).is_some());
    blocks.filter(|block| !is_apart(page, block, depth(block).map_or(2, |depth| depth + 1))).collect()
}
