//! Which blocks of a page are the text a reader came for: not menus, advertisements, related links or readers' comments.
//!
//! The readability algorithm (as Mozilla's, by `dom_smoothie`) says what the main text is; the blocks that hold its words
//! are found again, and with them what else stands in the same element. Where it finds nothing, or the page is too odd for
//! it, the element that calls itself the article does, or everything that is no list of links.

use dom_smoothie::{Config, Readability};
use rustc_hash::{FxHashMap, FxHashSet};

use super::blocks::{Block, Page};

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
    let around = shared_element(page, found.iter().map(|at| &page.blocks[*at]));
    let names_text = around.is_some_and(|element| !is_whole_page(page, element));
    let depth = around.map_or(0, |element| page.elements[element as usize].depth + 1);
    let inside = |block: &&Block| {
        around.is_none_or(|around| page.around(block).any(|element| element == around)) && !is_apart(page, block, depth)
    };
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

/// The innermost element that all of `blocks` stand in, and that is more than a block of its own.
fn shared_element<'a>(page: &Page, blocks: impl Iterator<Item = &'a Block>) -> Option<u32> {
    let parent = |element: u32| page.elements[element as usize].parent;
    let mut around = blocks.map(|block| block.inside.and_then(parent));
    let mut shared = around.next()??;
    for other in around {
        let mut other = other?;
        while shared != other {
            let (one, two) = (page.elements[shared as usize].depth, page.elements[other as usize].depth);
            if one >= two {
                shared = parent(shared)?;
            }
            if two >= one {
                other = parent(other)?;
            }
        }
    }
    Some(shared)
}

fn is_whole_page(page: &Page, element: u32) -> bool {
    matches!(page.elements[element as usize].name.as_str(), "html" | "body" | "form")
}

/// True where an element below the first `depth` ones says that its content is apart from the text, or where the block is
/// made of links.
fn is_apart(page: &Page, block: &Block, depth: usize) -> bool {
    let below = page.around(block).map(|element| &page.elements[element as usize]);
    below.take_while(|element| element.depth >= depth).any(|element| element.apart) || is_links(block)
}

fn is_links(block: &Block) -> bool {
    block.link_letters * 10 > block.letters * 8 && words(&block.text).len() < 12 && block.cell.is_none()
}

/// The first-level heading right before the main text, where the page has one heading of that level.
fn headline(page: &Page, first: usize) -> Option<&Block> {
    let is_headline = |block: &&Block| block.inside.is_some_and(|element| page.elements[element as usize].name == "h1");
    page.blocks[..first].iter().rev().find(is_headline)
}

/// Without the readability algorithm: the largest `article` or `main`, else everything but links and what is labelled.
fn without_readability(page: &Page) -> Vec<&Block> {
    let is_article = |element: &u32| matches!(page.elements[*element as usize].name.as_str(), "article" | "main");
    let mut sizes: FxHashMap<u32, usize> = FxHashMap::default();
    for block in &page.blocks {
        for element in page.around(block).filter(is_article) {
            *sizes.entry(element).or_default() += block.letters;
        }
    }
    let article = sizes.into_iter().max_by_key(|(element, size)| (*size, *element)).map(|(element, _)| element);
    let depth = article.map_or(2, |article| page.elements[article as usize].depth + 1);
    let inside = |block: &&Block| article.is_none_or(|article| page.around(block).any(|element| element == article));
    page.blocks.iter().filter(inside).filter(|block| !is_apart(page, block, depth)).collect()
}
