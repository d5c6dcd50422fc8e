//! One document: its stories as plain text or Markdown, under a masthead, with its day.

use std::fmt::Write;

use jiff::civil::Date;

use super::chance::Chance;
use super::names::as_written;
use super::plan::Plan;
use super::telling::{Days, Writer, long_date};

/// Characters of a line, where lines are wrapped.
const WIDTH: usize = 76;

/// Name of the document's file, without folder; and its text.
pub(crate) fn document(plan: &Plan, number: usize) -> (String, String) {
    let day = plan.day(number);
    let press = plan.world.press(plan.documents[number].press);
    let (title, mut paragraphs) = story(plan, number);
    let mut chance = Chance::of(&[plan.seed, 3, number as u64]);
    let (text, extension) = match chance.below(10) {
        0..2 => (markdown(&title, &press, day, &paragraphs), "md"),
        2 => {
            dateline(plan, number, &mut paragraphs);
            (wrapped(&title, &press, day, &paragraphs), "txt")
        }
        _ => {
            dateline(plan, number, &mut paragraphs);
            (format!("{title}\n\n{}\n", paragraphs.join("\n\n")), "txt")
        }
    };
    (format!("{}.{extension}", key(plan, number)), text)
}

/// Citation key of a document, and the name of its file without extension.
pub(crate) fn key(plan: &Plan, number: usize) -> String {
    let press = plan.world.press(plan.documents[number].press).replace(' ', "-").to_lowercase();
    let press: String = press.chars().filter(char::is_ascii).collect();
    format!("{press}-{}-{number:07}", plan.day(number))
}

/// Title and paragraphs.
fn story(plan: &Plan, number: usize) -> (String, Vec<String>) {
    match plan.documents[number].reprints {
        None => own(plan, number, plan.bytes),
        Some((origin, whole)) => {
            let (title, mut paragraphs) = own(plan, origin as usize, plan.bytes);
            let mut chance = Chance::of(&[plan.seed, 4, number as u64]);
            if !whole {
                paragraphs.truncate(paragraphs.len().div_ceil(2));
                paragraphs.extend(own(plan, number, plan.bytes / 2).1);
            }
            if chance.percent(20) {
                let at = chance.below(paragraphs.len());
                let other = with_other_figure(&paragraphs[at]);
                paragraphs[at] = other;
            }
            (title, paragraphs)
        }
    }
}

/// What the house wrote itself.
fn own(plan: &Plan, number: usize, bytes: usize) -> (String, Vec<String>) {
    let planned = &plan.documents[number];
    let mut writer = Writer::new(plan, planned.press, plan.day(number), Days::Near, number as u64);
    let length = Chance::of(&[plan.seed, 5, number as u64]).share();
    // Around the wanted length, so that it comes out on average.
    let bytes = (bytes as f64 * (0.5 + 0.9 * length)) as usize;
    let title = planned.tellings.first().map_or_else(String::new, |telling| writer.headline(*telling));
    let each = bytes / planned.tellings.len().max(1);
    let stories = planned.tellings.iter().enumerate();
    (title, stories.flat_map(|(at, telling)| writer.story(*telling, each, at == 0)).collect())
}

/// The paragraph with the first digit of its first long number changed.
fn with_other_figure(paragraph: &str) -> String {
    let is_number = |at: &usize| {
        let bytes = paragraph.as_bytes();
        bytes[*at].is_ascii_digit()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
            && !bytes.get(at + 2).is_some_and(u8::is_ascii_digit)
            && !at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_digit())
    };
    let Some(at) = (0..paragraph.len()).find(is_number) else { return paragraph.to_owned() };
    let digit = paragraph.as_bytes()[at] - b'0';
    format!("{}{}{}", &paragraph[..at], 1 + digit % 9, &paragraph[at + 1..])
}

/// Puts place, day and publisher before the first paragraph.
fn dateline(plan: &Plan, number: usize, paragraphs: &mut [String]) {
    let planned = &plan.documents[number];
    let (Some(first), Some(telling)) = (paragraphs.first_mut(), planned.tellings.first()) else { return };
    let place = plan.world.place(plan.world.incident(telling.incident).place);
    let place = as_written(&place, planned.press as u64).to_uppercase();
    first.insert_str(0, &format!("{place}, {} — ", long_date(plan.day(number))));
}

fn markdown(title: &str, press: &str, day: Date, paragraphs: &[String]) -> String {
    format!("---\ntitle: {title:?}\ndate: {day}\npublisher: {press}\n---\n\n# {title}\n\n{}\n", paragraphs.join("\n\n"))
}

fn wrapped(title: &str, press: &str, day: Date, paragraphs: &[String]) -> String {
    let mut text = String::new();
    let date = long_date(day);
    let _ = writeln!(text, "{:<40}{date:>36}\n\n{title}\n", press.to_uppercase());
    for line in paragraphs.iter().flat_map(|paragraph| paragraph.split('\n').chain([""])) {
        let mut column = 0;
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            let width = word.chars().count();
            if column > 0 && column + 1 + width > WIDTH {
                text.push('\n');
                column = 0;
            }
            if column > 0 {
                text.push(' ');
                column += 1;
            }
            text.push_str(word);
            column += width;
        }
        text.push('\n');
    }
    text
}
