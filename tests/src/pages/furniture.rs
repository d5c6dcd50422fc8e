//! What stands around an article on a made-up page: menus, teasers, comments, boxes. Words made up for these pages.

use std::fmt::Write;

/// Takes from the lists below, each page from another place on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Furniture(pub(super) usize);

const SECTIONS: &[&str] = &[
    "Home", "World", "Politics", "Business", "Markets", "Science", "Health", "Sport", "Culture", "Opinion", "Travel",
    "Weather", "Podcasts", "Video", "Archive", "Jobs",
];

const HEADLINES: &[&str] = &[
    "Harbour pilots vote on a new contract",
    "Why bread is dearer than it was in spring",
    "Twelve injured as tram leaves the rails",
    "Minister defends cuts to rural clinics",
    "The last lamplighter of Saint Orm",
    "Court halts sale of the old barracks",
    "Four arrested after fire at paper mill",
    "What the new water law means for farmers",
    "Storm leaves 3,000 homes without power",
    "Museum returns 14 bronzes to the islands",
    "Rail strike: the trains that run today",
    "Bank raises forecast to 2.4 percent",
    "A beekeeper’s year in nine pictures",
    "Two climbers found alive on Mount Arra",
    "Opposition calls for inquiry into bridge",
    "Ten recipes for a wet weekend",
];

const TEASERS: &[&str] = &[
    "The committee met for six hours and adjourned without a decision, to the dismay of the families who had travelled there.",
    "About 40 people queued outside the town hall on Tuesday, some of them since five in the morning, to hand in their forms.",
    "Our correspondent has spent three weeks with the crew of the icebreaker and came back with 200 pages of notes.",
    "Prices have risen by 11 percent since March, and traders in the covered market say that the worst is still to come.",
    "The striker scored twice within four minutes and left the pitch with an injured knee shortly before the break.",
    "For the first time in nine years the observatory opens its doors to visitors, who may look but must not touch.",
    "The reservoir is down to a third of its capacity, and the council has asked households to save water.",
    "Seven of the nine judges sided with the tenants; the landlord’s lawyers announced that they would appeal.",
];

const COMMENTS: &[&str] = &[
    "I was there that evening and I can tell you that there were at least 500 people, whatever the police say now.",
    "Typical. Nobody asks the people who live here, and in the end we are the ones who pay for all of it, as always.",
    "Great piece, thank you! One small correction: the second bridge was built in 1962, not in 1972.",
    "My grandfather worked there for 31 years and he would turn in his grave if he could see what has become of it.",
    "Does anybody know whether the buses are running again? I have been waiting at the stop since half past seven.",
    "So 12 billion for this, and no money for schools. Make of that what you will, I have stopped being surprised.",
    "With respect, that is nonsense. Read the report before you write about it, it is only forty pages long.",
    "I agree with the comment above. There is more to the story than what is told here, but one has to know where to look.",
];

const CAPTIONS: &[&str] = &[
    "The quay at low tide. Photograph: L. Orme/Estmoor Pictures",
    "Residents look on as the water rises (archive picture)",
    "A worker inspects one of 16 kilns. Photo: Agency Norte",
    "The building in 2014, before it was renovated",
];

fn from<'a>(list: &[&'a str], start: usize, count: usize) -> Vec<&'a str> {
    (0..count).map(|at| list[(start + at) % list.len()]).collect()
}

impl Furniture {
    /// Names of sections.
    pub(super) fn sections(self, count: usize) -> Vec<&'static str> {
        from(SECTIONS, self.0, count)
    }

    /// Headlines of other stories.
    pub(super) fn headlines(self, skipped: usize, count: usize) -> Vec<&'static str> {
        from(HEADLINES, self.0 * 3 + skipped, count)
    }

    /// Sentences that other stories are announced with.
    pub(super) fn teasers(self, count: usize) -> Vec<&'static str> {
        from(TEASERS, self.0, count)
    }

    /// What readers say.
    pub(super) fn comments(self, count: usize) -> Vec<&'static str> {
        from(COMMENTS, self.0, count)
    }

    /// What stands below a picture.
    pub(super) fn caption(self) -> &'static str {
        CAPTIONS[self.0 % CAPTIONS.len()]
    }

    /// Links in a list, within an element of this class.
    pub(super) fn menu(self, class: &str, count: usize) -> String {
        let mut menu = format!("<ul class=\"{class}\">");
        for section in self.sections(count) {
            let _ = write!(menu, "<li><a href=\"/{0}\">{section}</a></li>", section.to_lowercase());
        }
        menu + "</ul>"
    }

    /// Teasers of other stories, each `open`, a linked headline, a sentence, `close`.
    pub(super) fn teasers_as(self, open: &str, close: &str, count: usize) -> String {
        let mut made = String::new();
        for (headline, teaser) in self.headlines(1, count).iter().zip(self.teasers(count)) {
            let _ =
                write!(made, "{open}<h3><a href=\"/s/{}\">{headline}</a></h3><p>{teaser}</p>{close}", headline.len());
        }
        made
    }

    /// Linked headlines, each between `open` and `close`.
    pub(super) fn links_as(self, open: &str, close: &str, skipped: usize, count: usize) -> String {
        let mut made = String::new();
        for headline in self.headlines(skipped, count) {
            let _ = write!(made, "{open}<a href=\"/s/{}\">{headline}</a>{close}", headline.len());
        }
        made
    }
}
