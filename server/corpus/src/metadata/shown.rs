//! What a text itself shows about the document: a masthead or dateline with its day, a headline; and where it shows no
//! day, the one that weekdays in it betray.

use jiff::civil::Date;

use super::dates::{FoundDay, days, years};
use super::{Metadata, addresses};
use crate::lines::{is_furniture, is_item, is_row};

/// How many lines from the top may hold masthead, dateline and headline.
const TOP: usize = 16;
/// How many lines from the bottom may hold a running foot.
const BOTTOM: usize = 4;

/// What is not `known` of the document and its text, one paragraph a line, shows; `file_stem` is the name of its file
/// without extension.
pub fn shown(known: Metadata, text: &str, file_stem: &str) -> Metadata {
    if known.title.is_some() && known.date.is_some() {
        return known;
    }
    let lines: Vec<_> = without_front_matter(text).lines().map(str::trim).collect();
    let mut found = Metadata { title: title(&lines), ..Metadata::default() };
    if known.date.is_none() {
        let stated = dateline(&lines).or_else(|| days_of_name(file_stem));
        let in_address = || known.url.as_deref().and_then(addresses::day_in);
        found.date = stated.or_else(in_address).or_else(|| inferred(text)).or_else(|| made(known.made, text));
        found.date_inferred = found.date.is_some() && stated.is_none();
    }
    known.or(found)
}

fn without_front_matter(text: &str) -> &str {
    match text.strip_prefix("---\n") {
        Some(rest) => rest.split_once("\n---\n").map_or(text, |(_, body)| body),
        None => text,
    }
}

/// The date of the first masthead, dateline or running foot that has one with its year.
fn dateline(lines: &[&str]) -> Option<Date> {
    let filled = || lines.iter().filter(|line| !line.is_empty());
    let top = filled().take(TOP).filter_map(|line| masthead_date(line).or_else(|| dateline_date(line)));
    let bottom = filled().rev().take(BOTTOM).filter_map(|line| masthead_date(line));
    top.chain(bottom).next()
}

/// The date of a line that is all masthead: short, no sentence.
fn masthead_date(line: &str) -> Option<Date> {
    let words = line.split_whitespace().count();
    if words > 16 || line.chars().count() > 140 || words > 8 && line.ends_with('.') {
        return None;
    }
    let day = whole_day(line)?;
    let share = (day.end - day.start) * 10 / line.len().max(1);
    let stands_out = share >= 3 || is_furniture(line) || is_row(line) || day.start == 0;
    stands_out.then(|| day.date()).flatten()
}

/// The date of a paragraph that begins `BAGHDAD, June 29, 2020 —`.
fn dateline_date(line: &str) -> Option<Date> {
    let day = whole_day(line).filter(|day| day.end <= 80)?;
    let place = line[..day.start].trim_end_matches([' ', ',', '(']);
    let behind = line[day.end..].trim_start_matches([' ', ')', '.']);
    let is_dateline = place.split_whitespace().count() <= 5
        && !place.contains(['.', ';'])
        && (behind.starts_with(['—', '–', '-', '(']) || behind.starts_with("/ "));
    is_dateline.then(|| day.date()).flatten()
}

fn whole_day(line: &str) -> Option<FoundDay> {
    days(line).into_iter().find(|day| day.year.is_some())
}

/// The date that a file name holds: `the-reference-2020-06-28`, `wire_20200628`.
fn days_of_name(stem: &str) -> Option<Date> {
    let separated = days(&stem.replace('_', "-")).iter().find_map(FoundDay::date);
    separated.or_else(|| {
        let digits = stem.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 8)?;
        let (year, rest) = (digits[..4].parse().ok()?, &digits[4..]);
        let date = Date::new(year, rest[..2].parse().ok()?, rest[2..].parse().ok()?).ok()?;
        (1900..=2100).contains(&year).then_some(date)
    })
}

/// The latest day that is written with its weekday and month: its year is the first, not before the latest year the text
/// mentions, in which most such days fall on their weekdays. None from a bare year.
fn inferred(text: &str) -> Option<Date> {
    let days: Vec<_> = days(text).into_iter().filter(|day| day.weekday.is_some() && day.year.is_none()).collect();
    if days.is_empty() {
        return None;
    }
    let first = years(text).into_iter().max()?;
    let fits = |day: &&FoundDay, year: i16| day.date_in(year).is_some_and(|date| Some(date.weekday()) == day.weekday);
    let year = (first..=first + 6).find(|year| days.iter().filter(|day| fits(day, *year)).count() * 2 > days.len())?;
    days.iter().filter(|day| fits(day, year)).filter_map(|day| day.date_in(year)).max()
}

/// The day the file was made, unless the text tells of a later one: files are made from older files.
fn made(day: Option<Date>, text: &str) -> Option<Date> {
    let last = days(text).iter().filter_map(FoundDay::date).max();
    day.filter(|day| last.is_none_or(|last| last <= *day))
}

/// The line that looks most like a headline among those above the first paragraph.
fn title(lines: &[&str]) -> Option<String> {
    let filled: Vec<_> = (0..lines.len()).filter(|at| !lines[*at].is_empty()).take(TOP).collect();
    let body = filled.iter().position(|at| is_paragraph(lines[*at])).unwrap_or(filled.len());
    let is_empty = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|line| line.is_empty());
    let mut best: Option<(i32, &str)> = None;
    for (number, at) in filled[..body].iter().enumerate() {
        let line = lines[*at].trim_start_matches('#').trim();
        let alone = is_empty(at.checked_sub(1)) && is_empty(Some(at + 1));
        let score = headline_score(line) + 2 * i32::from(alone) + i32::from(number + 1 == body);
        if score > best.map_or(0, |(best, _)| best) {
            best = Some((score, line));
        }
    }
    best.map(|(_, line)| line.to_owned())
}

fn is_paragraph(line: &str) -> bool {
    line.chars().count() > 140 || line.ends_with('.') && line.split_whitespace().count() > 12
}

fn headline_score(line: &str) -> i32 {
    let words: Vec<_> = line.split_whitespace().collect();
    if words.len() < 3 || is_furniture(line) || is_row(line) || is_item(line) || masthead_date(line).is_some() {
        return -10;
    }
    let capital = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let single =
        words.iter().filter(|word| word.len() == 1 && !matches!(**word, "a" | "A" | "I" | "&" | "–" | "-")).count();
    let is_credit = matches!(words[0].to_lowercase().as_str(), "by" | "issued" | "published" | "posted" | "photo:");
    let mut score = 0;
    score += if (4..=18).contains(&words.len()) { 2 } else { 0 };
    score += if capital < words.len() || words.len() > 4 { 1 } else { -1 };
    score -= if single > 0 { 3 } else { 0 };
    score -= if is_credit { 4 } else { 0 };
    score -= if line.ends_with(['.', ':', ',', ')', ']']) { 2 } else { 0 };
    score -= if line.starts_with(char::is_lowercase) || line.starts_with(['[', '(']) { 2 } else { 0 };
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title, date and whether it is inferred.
    fn check(text: &str, stem: &str, expected: (&str, &str, bool)) {
        let found = shown(Metadata::default(), text, stem);
        let date = found.date.map(|date| date.to_string()).unwrap_or_default();
        assert_eq!((found.title.as_deref().unwrap_or_default(), date.as_str(), found.date_inferred), expected);
    }

    const BODY: &str = "The strike went on, and the harbour company said that nobody had asked it for talks since Monday, \
        which the union denied within the hour by showing three letters.";

    #[test]
    fn mastheads_and_datelines() {
        let page =
            |line: &str| format!("Selm Post\n\nHarbour strike enters its third day\n\n{line}\nAda Brill\n\n{BODY}\n");
        for line in [
            "Sunday 28/June/2020 - 03:27 PM",
            "June 28, 2020",
            "• June 28, 2020",
            "2020-06-28",
            "SELM, June 28, 2020 — Ships wait.",
        ] {
            check(&page(line), "post", ("Harbour strike enters its third day", "2020-06-28", false));
        }
    }

    #[test]
    fn a_running_foot_counts() {
        let text = format!("P. 10\nHarbour strike drags on\n\n{BODY}\n\nP10 www. SELM .example Week 26 01•July•2020\n");
        check(&text, "weekly-26", ("Harbour strike drags on", "2020-07-01", false));
    }

    #[test]
    fn the_file_name_comes_behind_the_text() {
        check(BODY, "selm-post-2020-06-30", ("", "2020-06-30", false));
        check(&format!("June 28, 2020\n\n{BODY}"), "selm-post-2020-06-30", ("", "2020-06-28", false));
        check(BODY, "scan_20200630", ("", "2020-06-30", false));
    }

    #[test]
    fn a_weekday_betrays_the_year() {
        let text = format!(
            "{BODY}\nThe law dates from October 2019. On Thursday, June 25, the gates were shut; on June 26 they opened."
        );
        check(&text, "post", ("", "2020-06-25", true));
    }

    #[test]
    fn no_date_from_a_bare_year_or_from_a_sentence() {
        check(&format!("{BODY}\nThe last strike, in 2011, took nine days."), "post", ("", "", false));
        check(
            &format!("{BODY}\nIt had begun on 16 March 2011, when the company sold its two oldest cranes abroad."),
            "post",
            ("", "", false),
        );
        check(&format!("{BODY}\nOn Thursday, June 25, the gates were shut."), "post", ("", "", false));
    }

    #[test]
    fn the_day_of_the_file_comes_last() {
        let check = |text: &str, stem: &str, expected: &str| {
            let known = Metadata { made: Some(jiff::civil::date(2020, 7, 3)), ..Metadata::default() };
            let found = shown(known, text, stem);
            let date = found.date.map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(format!("{date} {}", found.date_inferred), expected);
        };
        check(BODY, "post", "2020-07-03 true");
        check(BODY, "post-2020-06-30", "2020-06-30 false");
        check(&format!("{BODY}\nIn June 2020, on Thursday, June 25, the gates were shut."), "post", "2020-06-25 true");
        check(
            &format!("{BODY}\nIt ended on the day of 16 March 2021, when the company sold its cranes."),
            "post",
            " false",
        );
    }

    #[test]
    fn credits_captions_and_menus_are_no_titles() {
        let text = format!(
            "Issued by the Selm Press Centre\nHome | News | Sport\n\nGates shut as talks fail\n\n[Photo: cranes over the northern pier at night]\n\n{BODY}"
        );
        check(&text, "post", ("Gates shut as talks fail", "", false));
    }
}
