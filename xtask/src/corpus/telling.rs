//! Sentences filled in: an incident as one house tells it in one document.

use std::fmt::Write;

use jiff::civil::{Date, date};

use super::chance::Chance;
use super::names::{acronym, as_written, capitalised};
use super::plan::{Plan, Telling};
use super::wording::around::{AROUND, CODAS, LIST_ITEMS, LIST_LEADS, LOOKING_BACK, OPENINGS, PLAIN, QUOTED, SAID};
use super::wording::words::{BANKS, COUNTED};
use super::world::{Actor, Incident};

const NUMBERS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Day, month and year: `12 May 2014`.
const LONG_DATE: &str = "%-d %B %Y";

/// Bytes of a sentence, about.
const SENTENCE: usize = 120;

/// Sentences without a figure, in a hundred: reports have one figure in every 200 to 400 bytes.
const WITHOUT_FIGURE: usize = 80;

/// How a writer names days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Days {
    /// As seen from the day of publication.
    Near,
    /// With month and year.
    Dated,
}

/// Someone who writes: what was named already, and how things are put.
pub(crate) struct Writer<'a> {
    plan: &'a Plan,
    chance: Chance,
    /// The day of publication.
    day: Date,
    days: Days,
    /// The publisher, and the number that decides its spellings.
    press: usize,
    named: Vec<Actor>,
    /// What was given with its acronym.
    acronyms: Vec<Actor>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(plan: &'a Plan, press: usize, day: Date, days: Days, number: u64) -> Self {
        let chance = Chance::of(&[plan.seed, 2, number]);
        Self { plan, chance, day, days, press, named: Vec::new(), acronyms: Vec::new() }
    }

    pub(crate) fn headline(&mut self, telling: Telling) -> String {
        let incident = self.plan.world.incident(telling.incident);
        let template = self.chance.one(incident.class.headlines);
        // A headline introduces nobody.
        let named = self.named.len();
        let headline = self.filled(template, &incident, telling);
        self.named.truncate(named);
        headline
    }

    /// The paragraphs of a story, about `bytes` long together.
    pub(crate) fn story(&mut self, telling: Telling, bytes: usize, is_first: bool) -> Vec<String> {
        let incident = self.plan.world.incident(telling.incident);
        let mut left = self.order(incident.class.more);
        let (mut quoted, mut around, mut plain) = (self.order(QUOTED), self.order(AROUND), self.order(PLAIN));
        let mut listed = false;
        let mut paragraphs = Vec::new();
        let lead = self.lead(&incident, telling, is_first);
        let mut paragraph = lead;
        let mut written = paragraph.len();
        while written + SENTENCE / 2 < bytes {
            if self.chance.percent(35) {
                paragraphs.push(std::mem::take(&mut paragraph));
            }
            let sentence = match self.chance.below(100) {
                _ if !plain.is_empty() && self.chance.percent(WITHOUT_FIGURE) => {
                    self.statement(plain.pop().unwrap_or_default(), &incident, telling)
                }
                0..12 => {
                    let Some(template) = quoted.pop() else { continue };
                    self.filled(template, &incident, telling)
                }
                12..16 if !listed => {
                    listed = true;
                    let list = self.list(&incident, telling);
                    written += list.len();
                    paragraphs.extend([std::mem::take(&mut paragraph), list]);
                    continue;
                }
                12..75 if !left.is_empty() => self.statement(left.pop().unwrap_or_default(), &incident, telling),
                _ => match around.pop() {
                    Some(template) => self.statement(template, &incident, telling),
                    None => break,
                },
            };
            written += sentence.len() + 1;
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(&sentence);
        }
        paragraphs.push(paragraph);
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        paragraphs
    }

    /// The sentence that opens a story.
    pub(crate) fn lead(&mut self, incident: &Incident, telling: Telling, is_first: bool) -> String {
        let template = self.chance.one(incident.class.leads);
        let opening = if is_first { "" } else { self.chance.one(LOOKING_BACK) };
        self.sentence(opening, template, incident, telling)
    }

    /// A sentence of an incident, some with a phrase before it.
    pub(crate) fn statement(&mut self, template: &str, incident: &Incident, telling: Telling) -> String {
        let opening = if self.chance.percent(25) { self.chance.one(OPENINGS) } else { "" };
        self.sentence(opening, template, incident, telling)
    }

    /// `opening` and the sentence; behind some there is a phrase more, behind some who says so.
    fn sentence(&mut self, opening: &str, template: &str, incident: &Incident, telling: Telling) -> String {
        let mut sentence = String::with_capacity(template.len() * 3);
        self.fill(&mut sentence, opening, incident, telling);
        let start = sentence.len();
        self.fill(&mut sentence, template, incident, telling);
        if !opening.is_empty() && template.starts_with(|c: char| c.is_ascii_uppercase()) {
            sentence[start..=start].make_ascii_lowercase();
        }
        let has_speaker = [" said", "{who}", "according to"].iter().any(|sign| template.contains(sign));
        if !has_speaker && sentence.ends_with('.') {
            sentence.pop();
            let end = match self.chance.below(100) {
                0..20 => self.chance.one(SAID),
                20..65 => self.chance.one(CODAS),
                _ => "",
            };
            self.fill(&mut sentence, end, incident, telling);
            sentence.push('.');
        }
        capitalised(&sentence)
    }

    fn list(&mut self, incident: &Incident, telling: Telling) -> String {
        let lead = self.chance.one(LIST_LEADS);
        let mut list = self.filled(lead, incident, telling);
        list.push('\n');
        for item in LIST_ITEMS {
            if self.chance.percent(75) {
                let item = self.filled(item, incident, telling);
                let _ = write!(list, "\n- {item}");
            }
        }
        list
    }

    /// All of them, in some order.
    fn order(&mut self, of: &[&'static str]) -> Vec<&'static str> {
        let mut order = of.to_vec();
        for at in (1..order.len()).rev() {
            order.swap(at, self.chance.below(at + 1));
        }
        order
    }

    fn filled(&mut self, template: &str, incident: &Incident, telling: Telling) -> String {
        let mut sentence = String::with_capacity(template.len() * 2);
        self.fill(&mut sentence, template, incident, telling);
        capitalised(&sentence)
    }

    /// Writes `template` with its slots filled. What stands in a numbered slot of one sentence is the same in all
    /// tellings of the incident, but for a few.
    fn fill(&mut self, sentence: &mut String, template: &str, incident: &Incident, telling: Telling) {
        let told = if self.chance.percent(10) { u64::from(telling.number) } else { 0 };
        let letters = template.bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31) ^ u64::from(byte));
        let mut figures = Chance::of(&[u64::from(incident.number), letters, told]);
        let mut last = 0;
        let mut rest = template;
        while let Some((before, behind)) = rest.split_once('{') {
            let (slot, after) = behind.split_once('}').unwrap_or((behind, ""));
            sentence.push_str(before);
            self.slot(sentence, slot, incident, telling, &mut figures, &mut last);
            rest = after;
        }
        sentence.push_str(rest);
    }

    fn slot(
        &mut self,
        sentence: &mut String,
        slot: &str,
        incident: &Incident,
        telling: Telling,
        figures: &mut Chance,
        last: &mut u64,
    ) {
        let world = &self.plan.world;
        match slot {
            "0" | "1" | "2" => {
                let count = incident.count(usize::from(slot.as_bytes()[0] - b'0'), telling.number);
                self.hedged(sentence, count);
            }
            "0!" | "1!" => digits(sentence, incident.count(usize::from(slot.as_bytes()[0] - b'0'), telling.number)),
            "n" | "nth" => {
                *last += 2 + figures.magnitude(1, 30);
                if slot == "nth" { ordinal(sentence, *last) } else { in_words(sentence, *last) }
            }
            "share" => {
                let _ = write!(sentence, "{}", 2 + figures.below(60));
            }
            "people" => digits(sentence, figures.magnitude(20, 900) * 1000),
            "sum" => sum(sentence, figures),
            "month" => {
                let _ = write!(sentence, "{}", date(2000, 1 + figures.below(12) as i8, 1).strftime("%B"));
            }
            "year" => {
                let _ = write!(sentence, "{}", 1975 + figures.below(33));
            }
            "when" => self.when(sentence, self.plan.day_of(telling.incident)),
            "place" => sentence.push_str(&as_written(&world.place(incident.place), self.press as u64)),
            "near" => sentence.push_str(&as_written(&world.place(incident.near), self.press as u64)),
            "region" => sentence.push_str(&as_written(&world.region(incident.region), self.press as u64)),
            "press" => {
                let _ = write!(sentence, "the {}", world.press(self.press));
            }
            "who" => {
                let who = self.chance.one(&incident.speakers);
                self.person(sentence, who);
            }
            "doer" => self.organisation(sentence, incident.doer, "the "),
            "other" => self.organisation(sentence, incident.other, "the "),
            "body" => self.organisation(sentence, incident.body, "the "),
            "firm" => self.organisation(sentence, incident.firm, ""),
            _ => {
                let words = BANKS.iter().find(|(bank, _)| *bank == slot).map_or(&[][..], |(_, words)| words);
                // What is counted is the same in all tellings.
                let chance = if COUNTED.contains(&slot) { figures } else { &mut self.chance };
                sentence.push_str(chance.one(words));
            }
        }
    }

    /// A person: with title and all names first, then by the family name.
    fn person(&mut self, sentence: &mut String, who: Actor) {
        let person = self.plan.world.person(who);
        let family = as_written(&person.family, self.press as u64);
        if self.named.contains(&who) {
            if self.chance.percent(40) && person.title.starts_with(char::is_uppercase) {
                let _ = write!(sentence, "{} ", person.title);
            }
            sentence.push_str(&family);
            return;
        }
        self.named.push(who);
        let given = as_written(&person.given, self.press as u64);
        let article = if person.title.starts_with(char::is_uppercase) { "" } else { "the " };
        let initial = given.chars().next().filter(|_| self.chance.percent(6));
        let _ = match initial {
            Some(initial) => write!(sentence, "{article}{} {initial}. {family}", person.title),
            None => write!(sentence, "{article}{} {given} {family}", person.title),
        };
    }

    /// An organisation: by its name, at first with an acronym where it has one of three letters, by that later.
    fn organisation(&mut self, sentence: &mut String, actor: Actor, article: &str) {
        let name = as_written(&self.plan.world.organisation(actor), self.press as u64);
        if self.named.contains(&actor) {
            if self.acronyms.contains(&actor) {
                let _ = write!(sentence, "{article}{}", acronym(&name));
            } else if self.chance.percent(25) && name.ends_with(" Ministry") {
                let _ = write!(sentence, "the Ministry of {}", name.trim_end_matches(" Ministry"));
            } else {
                let _ = write!(sentence, "{article}{name}");
            }
            return;
        }
        self.named.push(actor);
        let _ = write!(sentence, "{article}{name}");
        let short = acronym(&name);
        if short.len() >= 3 && self.chance.percent(50) {
            self.acronyms.push(actor);
            let _ = write!(sentence, " ({short})");
        }
    }

    fn hedged(&mut self, sentence: &mut String, count: u64) {
        match self.chance.below(100) {
            0..12 => sentence.push_str("at least "),
            12..20 => sentence.push_str("about "),
            20..24 => sentence.push_str("some "),
            24..28 if count > 20 => {
                sentence.push_str("more than ");
                return digits(sentence, count / 10 * 10);
            }
            28..32 if count > 20 => {
                sentence.push_str("nearly ");
                return digits(sentence, count.div_ceil(10) * 10);
            }
            _ => {}
        }
        in_words(sentence, count);
    }

    fn when(&mut self, sentence: &mut String, day: Date) {
        let since = (self.day - day).get_days();
        let form = if self.days == Days::Dated || day.year() != self.day.year() {
            LONG_DATE
        } else if (0..6).contains(&since) && self.chance.percent(70) {
            "%A"
        } else if self.chance.percent(50) {
            "%-d %B"
        } else {
            "%B %-d"
        };
        let _ = write!(sentence, "on {}", day.strftime(form));
    }
}

/// As a dateline has it: `12 May 2014`.
pub(crate) fn long_date(day: Date) -> String {
    day.strftime(LONG_DATE).to_string()
}

/// In digits, thousands parted by commas.
fn digits(sentence: &mut String, count: u64) {
    let plain = count.to_string();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            sentence.push(',');
        }
        sentence.push(digit);
    }
}

/// In words up to twelve, then in digits.
fn in_words(sentence: &mut String, count: u64) {
    match NUMBERS.get(count as usize) {
        Some(word) => sentence.push_str(word),
        None => digits(sentence, count),
    }
}

fn ordinal(sentence: &mut String, number: u64) {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    let _ = write!(sentence, "{number}{end}");
}

/// Money, in dollars or euros, thousands to millions.
fn sum(sentence: &mut String, figures: &mut Chance) {
    let sign = if figures.percent(60) { "$" } else { "€" };
    let _ = if figures.percent(70) {
        write!(sentence, "{sign}{}.{} million", figures.magnitude(1, 400), 1 + figures.below(9))
    } else {
        write!(sentence, "{sign}{},000", figures.magnitude(5, 900))
    };
}
