//! What the styles of a Word file say about the paragraphs that have them.

use rustc_hash::FxHashMap;

use super::super::xml::{Event, Events};

/// What a paragraph's style says of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// What it is for.
    pub(super) purpose: Purpose,
    /// An item of a list.
    pub(super) item: bool,
    /// Begins a page.
    pub(super) page_before: bool,
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Purpose {
    #[default]
    Text,
    /// The title of the document.
    Title,
    /// A heading, whose number is no mark of an item.
    Heading,
    /// A line of a table of contents.
    Contents,
}

impl Purpose {
    /// By the name of the style.
    fn named(style: &str) -> Self {
        match style {
            "title" => Self::Title,
            "table of figures" => Self::Contents,
            toc if toc.starts_with("toc ") => Self::Contents,
            heading if heading.starts_with("heading ") => Self::Heading,
            _ => Self::Text,
        }
    }
}

/// The styles of a file by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(FxHashMap<String, Look>);

impl Styles {
    /// Reads the part that defines the styles. Their ids are in the writer's language, the names of Word's own in English.
    pub(super) fn read(xml: &str) -> Self {
        let mut events = Events::of(xml);
        let mut styles = FxHashMap::default();
        let (mut id, mut look) = (String::new(), Look::default());
        while let Some(event) = events.next() {
            match event {
                Event::Open(element) => match element.name() {
                    "style" => (id, look) = (element.attribute("styleId").unwrap_or_default(), Look::default()),
                    "name" => {
                        look.purpose = Purpose::named(&element.attribute("val").unwrap_or_default().to_lowercase());
                    }
                    "numId" => look.item = element.number("val") != Some(0),
                    "outlineLvl" if look.purpose == Purpose::Text => look.purpose = Purpose::Heading,
                    "pageBreakBefore" => look.page_before = element.attribute("val").is_none(),
                    _ => {}
                },
                Event::Close(name) if name == "style" => {
                    look.item &= look.purpose != Purpose::Heading;
                    styles.insert(std::mem::take(&mut id), look);
                }
                _ => {}
            }
        }
        Self(styles)
    }

    /// What the style `id` says; nothing where there is no such style.
    pub(super) fn look(&self, id: &str) -> Look {
        self.0.get(id).copied().unwrap_or_default()
    }
}
