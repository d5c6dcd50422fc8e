//! Dates as mastheads, datelines and file names write them.
//!
//! This is not the reading of dates in sentences, which is the extraction's business: here only whole calendar dates
//! count, and days with their month where the year must be found.

use deskcheck_analysis::lexicon::calendar;
use deskcheck_analysis::lexicon::calendar::Day;
use jiff::civil::{Date, Weekday};

/// A day somewhere in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundDay {
    /// Year, where it is written with the day.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month.
    pub day: i8,
    /// Weekday written right before it.
    pub weekday: Option<Weekday>,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
}

impl FoundDay {
    /// The date, where the year is written and there is such a day.
    pub fn date(&self) -> Option<Date> {
        self.date_in(self.year?)
    }

    /// The date in `year`, where there is such a day.
    pub fn date_in(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

/// Every day in `text`, in order.
///
/// # Example
///
/// ```
/// use deskcheck_corpus::metadata::dates::days;
/// let found = days("Sunday 28/June/2020 - 03:27 PM");
/// assert_eq!(found[0].date(), Some(jiff::civil::date(2020, 6, 28)));
/// assert_eq!(days("On Thursday, June 25, at dawn")[0].year, None);
/// assert!(days("It may take 12 days").is_empty());
/// ```
pub fn days(text: &str) -> Vec<FoundDay> {
    let tokens = tokens(text);
    let mut days = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((mut day, count)) = day_at(text, &tokens[at..]) else {
            at += 1;
            continue;
        };
        if let Some(Token { kind: Kind::Weekday(weekday), start, end }) = at.checked_sub(1).map(|before| tokens[before])
            && near(text, end, day.start)
        {
            day.weekday = Some(weekday);
            day.start = start;
        }
        days.push(day);
        at += count;
    }
    days
}

/// The day of `2020-06-27T06:10:00Z`, `20200627` or a day as prose writes it.
pub fn day_of(text: &str) -> Option<Date> {
    let compact = || {
        let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok()
    };
    text.get(..10)
        .and_then(|day| day.parse().ok())
        .or_else(compact)
        .or_else(|| days(text).iter().find_map(FoundDay::date))
}

/// Every year written in four digits, from 1900 to 2100.
pub fn years(text: &str) -> Vec<i16> {
    let year = |token: Token| match token.kind {
        Kind::Number(number, 4) if (1900..=2100).contains(&number) => Some(number),
        _ => None,
    };
    tokens(text).into_iter().filter_map(year).collect()
}

#[derive(Clone, Copy)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A number below 10,000, and how many digits it is written with.
    Number(i16, usize),
    Month(i8),
    Weekday(Weekday),
    Other,
}

/// Words and numbers; "of" and "the", which stand inside dates, are left out.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = 0;
    while let Some(found) = text[rest..].find(char::is_alphanumeric) {
        let start = rest + found;
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |len| start + len);
        rest = end;
        let word = &text[start..end];
        if !word.eq_ignore_ascii_case("of") && !word.eq_ignore_ascii_case("the") {
            tokens.push(Token { kind: kind(word), start, end });
        }
    }
    tokens
}

fn kind(word: &str) -> Kind {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        // Behind the T stands the time of the day (ISO 8601).
        let is_time = || word[digits..].starts_with('T') && word.ends_with(|c: char| c.is_ascii_digit());
        let is_number = digits == word.len() || ["st", "nd", "rd", "th"].contains(&&word[digits..]) || is_time();
        return match word[..digits].parse() {
            Ok(number) if is_number && digits <= 4 => Kind::Number(number, digits),
            _ => Kind::Other,
        };
    }
    if !word.starts_with(char::is_uppercase) || !(3..=9).contains(&word.len()) {
        return Kind::Other;
    }
    match calendar().get(&word.to_lowercase()) {
        Some(Day::Month(month)) => Kind::Month(month),
        Some(Day::Weekday(weekday)) => Weekday::from_monday_one_offset(weekday).map_or(Kind::Other, Kind::Weekday),
        _ => Kind::Other,
    }
}

/// The date that begins with the first of `tokens`, and how many of them it takes.
fn day_at(text: &str, tokens: &[Token]) -> Option<(FoundDay, usize)> {
    let found = |year: Option<i16>, month: i8, day: i16, count: usize| {
        let (start, end) = (tokens[0].start, tokens[count - 1].end);
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        let whole = FoundDay { year, month, day, weekday: None, start, end };
        (whole.date_in(year.unwrap_or(2000)).is_some()).then_some((whole, count))
    };
    let follows =
        |count: usize| tokens.get(..count)?.windows(2).all(|pair| near(text, pair[0].end, pair[1].start)).then_some(());
    let kinds: Vec<_> = tokens.iter().take(3).map(|token| token.kind).collect();
    if follows(3).is_some() {
        let whole = match kinds[..] {
            [Kind::Number(day, 1 | 2), Kind::Month(month), Kind::Number(year, 4)]
            | [Kind::Month(month), Kind::Number(day, 1 | 2), Kind::Number(year, 4)]
            | [Kind::Number(year, 4), Kind::Month(month), Kind::Number(day, 1 | 2)] => Some((year, month, day)),
            [Kind::Number(year, 4), Kind::Number(month, 2), Kind::Number(day, 2)] => Some((year, month as i8, day)),
            [Kind::Number(first, 1 | 2), Kind::Number(second, 1 | 2), Kind::Number(year, 4)] => {
                numeric(&text[tokens[0].end..tokens[1].start], first, second).map(|(month, day)| (year, month, day))
            }
            _ => None,
        };
        if let Some((year, month, day)) = whole
            && (1900..=2100).contains(&year)
        {
            return found(Some(year), month, day, 3);
        }
    }
    follows(2)?;
    match kinds[..2] {
        [Kind::Number(day, 1 | 2), Kind::Month(month)] | [Kind::Month(month), Kind::Number(day, 1 | 2)] => {
            found(None, month, day, 2)
        }
        _ => None,
    }
}

/// Month and day of a date in digits: `28.06.` is day and month; with slashes only where one of them can be no month.
fn numeric(separator: &str, first: i16, second: i16) -> Option<(i8, i16)> {
    match separator {
        "." => Some((second as i8, first)),
        _ if first > 12 => Some((second as i8, first)),
        _ if second > 12 => Some((first as i8, second)),
        _ => None,
    }
}

/// True where only what joins the parts of a date stands between two bytes.
fn near(text: &str, end: usize, start: usize) -> bool {
    let between = text[end..start].trim();
    between.chars().count() <= 1 && between.chars().all(|c| ",./-•·–".contains(c))
        || ["of", "the", "of the", ", the"].contains(&between)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let shown = |day: &FoundDay| match day.date() {
            Some(date) => date.to_string(),
            None => format!("{:?} {}.{}.", day.weekday, day.day, day.month),
        };
        assert_eq!(days(text).iter().map(shown).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn whole_dates() {
        check("Sunday 28/June/2020 - 03:27 PM", &["2020-06-28"]);
        check("September 28, 2020", &["2020-09-28"]);
        check("BAGHDAD, June 29, 2020 —", &["2020-06-29"]);
        check("on 2020-06-28 and 2020/07/01", &["2020-06-28", "2020-07-01"]);
        check("Week 26 01•July•2020", &["2020-07-01"]);
        check("12.03.2024, 25/12/2020, 12/25/2020", &["2024-03-12", "2020-12-25", "2020-12-25"]);
        check("the 1st of May 2021", &["2021-05-01"]);
        check("2020-06-28T10:15:00Z", &["2020-06-28"]);
    }

    #[test]
    fn days_without_a_year() {
        check("On Thursday, June 25, troops", &["Some(Thursday) 25.6."]);
        check("Thursday the 25th of June", &["Some(Thursday) 25.6."]);
        check("from 3 April on", &["None 3.4."]);
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "It may 5 times",
            "2019",
            "30 February 2020",
            "03/04/2020",
            "12/25/20",
            "in June 2020",
            "5 marches",
            "99 May",
        ] {
            check(text, &[]);
        }
    }
}
