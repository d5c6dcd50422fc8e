//! Which blocks of a page are the text a reader came for: not menus, advertisements, related links or readers' comments.
//!
//! The readability algorithm (as Mozilla's, by `dom_smoothie`) says what the main text is; the blocks that hold its words
//! are found again, and with them what else stands in the same element. Where it finds nothing, or the page is too odd for
//! it, the element that calls itself the article does, or everything that is no list of links.

use deskcheck_analysis::text::tokens::bare_words;
use dom_smoothie::{Config, Readability};
use rustc_hash::{FxHashMap, FxHashSet};

use super::blocks::{Block, Page};

/// Pages above this size, in bytes, or with elements nested deeper, are read without the readability algorithm.
const LARGEST: usize = 4 << 20;
const DEEPEST: usize = 200;
/// What is said of a picture is shorter, in bytes.
const LONGEST_CAPTION: usize = 240;
/// Words in a row that are looked up in the main text.
const SHINGLE: usize = 4;

/// The blocks of the main text of a page with this title, in order.
pub(super) fn main_blocks<'a>(file: &str, page: &'a Page, title: Option<&str>) -> Vec<&'a Block> {
    let known = if file.len() <= LARGEST && page.depth <= DEEPEST { readable(file) } else { None };
    let found = known.map(|text| holding(page, &text)).unwrap_or_default();
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return without_readability(page) };
    let around = shared_element(page, found.iter().map(|at| &page.blocks[*at]));
    let names_text = around.is_some_and(|element| !is_whole_page(page, element));
    let depth = around.map_or(0, |element| page.elements[element as usize].depth + 1);
    let inside = |block: &Block| around.is_none_or(|around| page.around(block).any(|element| element == around));
    let stretch = if names_text { 0..page.blocks.len() } else { *first..*last + 1 };
    let teasers = teasers(page, stretch.clone());
    let captions = captions(page);
    let is_text = |at: &usize| {
        let block = &page.blocks[*at];
        inside(block) && !is_apart(page, block, depth) && teasers.binary_search(at).is_err() && !captions.contains(at)
    };
    let mut main: Vec<_> = stretch.filter(is_text).collect();
    if let Some(headline) = main.first().and_then(|first| headline(page, *first, title)) {
        main.insert(0, headline);
    }
    without_idle_headings(page, &main).into_iter().map(|at| &page.blocks[at]).collect()
}

/// The main text as the readability algorithm finds it.
fn readable(file: &str) -> Option<String> {
    let config = Config { char_threshold: 200, disable_json_ld: true, ..Config::default() };
    let article = Readability::new(file, None, Some(config)).ok()?.parse().ok()?;
    Some(article.text_content.to_string())
}

/// Positions of the blocks whose words stand in `text`.
fn holding(page: &Page, text: &str) -> Vec<usize> {
    let words: Vec<_> = bare_words(text).collect();
    let known: FxHashSet<&[&str]> = words.windows(SHINGLE).collect();
    let stands = |block: &Block| {
        let words: Vec<_> = bare_words(&block.text).collect();
        let found = words.windows(SHINGLE).filter(|shingle| known.contains(shingle)).count();
        words.len() >= SHINGLE + 4 && found * 10 >= (words.len() - SHINGLE + 1) * 7
    };
    (0..page.blocks.len()).filter(|at| stands(&page.blocks[*at])).collect()
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
    block.link_letters * 10 > block.letters * 8 && bare_words(&block.text).count() < 12 && block.cell.is_none()
}

/// The level of the heading that a block is; none for other blocks.
fn heading(page: &Page, block: &Block) -> Option<u8> {
    let level = |element: u32| match page.elements[element as usize].name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(*level),
        _ => None,
    };
    // A heading may be wrapped into elements of its own, and hold some.
    page.around(block).take(3).find_map(level)
}

/// The heading before the main text that says what the page's title says; else the first-level heading right before it.
fn headline(page: &Page, first: usize, title: Option<&str>) -> Option<usize> {
    let before = || (0..first).rev().filter(|at| heading(page, &page.blocks[*at]).is_some());
    if title.is_some_and(|title| says(&page.blocks[first], title)) {
        return None;
    }
    let named = title.and_then(|title| before().find(|at| says(&page.blocks[*at], title)));
    let is_first_level = |at: &usize| heading(page, &page.blocks[*at]) == Some(b'1');
    let begins_so = || (first..page.blocks.len()).take(3).any(|at| is_first_level(&at));
    named.or_else(|| before().find(is_first_level).filter(|_| !begins_so()))
}

/// True where a block has most words of the title, and hardly any others.
fn says(block: &Block, title: &str) -> bool {
    let (block, title): (Vec<_>, Vec<_>) = (bare_words(&block.text).collect(), bare_words(title).collect());
    let common = title.iter().filter(|word| block.contains(word)).count();
    !title.is_empty() && common * 10 >= title.len() * 7 && block.len() <= title.len() * 2
}

/// Blocks that announce other pages: headings that are links, and what follows them in their element. None where that is
/// most of the text, as on pages that only announce.
fn teasers(page: &Page, stretch: std::ops::Range<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut announcing: Option<u32> = None;
    for at in stretch.clone() {
        let block = &page.blocks[at];
        if heading(page, block).is_some() {
            let is_link = block.link_letters * 10 > block.letters * 8;
            announcing = block.inside.and_then(|inside| parent_of_heading(page, inside)).filter(|_| is_link);
        }
        if announcing.is_some_and(|element| page.around(block).any(|around| around == element)) {
            found.push(at);
        }
    }
    let letters = |at: &usize| page.blocks[*at].letters;
    let all: usize = stretch.clone().map(|at| letters(&at)).sum();
    if found.iter().map(letters).sum::<usize>() * 2 > all { Vec::new() } else { found }
}

/// Blocks that stand with a picture in an element that holds little else: what is said of the picture.
fn captions(page: &Page) -> FxHashSet<usize> {
    let mut letters: FxHashMap<u32, usize> = FxHashMap::default();
    let pictures = |block: &Block| -> Vec<u32> {
        let is_text = |name: &str| matches!(name, "p" | "li" | "td" | "th" | "article" | "main" | "body" | "html");
        let around = page.around(block).take(3).filter(|element| {
            let element = &page.elements[*element as usize];
            element.picture && !is_text(&element.name)
        });
        around.collect()
    };
    for block in &page.blocks {
        for element in pictures(block) {
            *letters.entry(element).or_default() += block.letters;
        }
    }
    let is_caption = |at: &usize| {
        let block = &page.blocks[*at];
        let in_picture =
            || pictures(block).iter().any(|element| letters.get(element).is_some_and(|all| *all <= LONGEST_CAPTION));
        heading(page, block).is_none() && in_picture()
    };
    (0..page.blocks.len()).filter(is_caption).collect()
}

/// The element that a heading stands in.
fn parent_of_heading(page: &Page, inside: u32) -> Option<u32> {
    let mut around = std::iter::successors(Some(inside), |element| page.elements[*element as usize].parent);
    let is_heading = |element: &u32| matches!(page.elements[*element as usize].name.as_bytes(), [b'h', b'1'..=b'6']);
    around.find(is_heading).and_then(|heading| page.elements[heading as usize].parent)
}

/// Without headings whose text was left out, and without those at the end.
fn without_idle_headings(page: &Page, main: &[usize]) -> Vec<usize> {
    let levels: Vec<_> = main.iter().map(|at| heading(page, &page.blocks[*at])).collect();
    let is_idle = |at: usize| {
        let Some(level) = levels[at].filter(|level| *level > b'1') else { return false };
        match main.get(at + 1) {
            None => at > 0,
            Some(next) => main[at] + 1 < *next && levels[at + 1].is_some_and(|next| next <= level),
        }
    };
    (0..main.len()).filter(|at| !is_idle(*at)).map(|at| main[at]).collect()
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
