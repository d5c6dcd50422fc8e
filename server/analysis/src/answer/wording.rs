//! Words that several answers share: how a figure, a document and a value are named to the reader.

use crate::extract::{Figure, Interval, Kind, Quantity};
use crate::judge::Side;
use crate::lexicon::words;
use crate::resolve::{Evidence, Reference};
use crate::text::{Document, Span};

/// A passage on one line, cut to a readable length.
pub(super) fn quote(text: &str, span: Span) -> String {
    let line = span.in_a_line(text);
    match line.char_indices().nth(220) {
        Some((at, _)) => format!("{}…", &line[..line[..at].rfind(' ').unwrap_or(at)]),
        None => line,
    }
}

/// `meog-2020-week-26 says 14 members`, with who is quoted.
pub(super) fn side(evidence: &Evidence, reference: &dyn Reference) -> String {
    let Some(document) = reference.document(evidence.document) else { return String::new() };
    let speaker = evidence.figure.attributed_to.map(|span| format!(" ({})", speaker(&document.text, span)));
    format!("{} says {}{}", document.key, said(evidence, &document.text), speaker.unwrap_or_default())
}

/// `more than 33 (gulf-monitor-2020-06-29, 2020-06-29)`.
pub(super) fn later_side(evidence: &Evidence, reference: &dyn Reference) -> String {
    let Some(document) = reference.document(evidence.document) else { return String::new() };
    format!("{} ({})", said(evidence, &document.text), dated(evidence, reference))
}

/// The number as the document has it; a capital that only begins the sentence is made small.
pub(super) fn said(evidence: &Evidence, text: &str) -> String {
    let quantity = &evidence.figure.quantity;
    let words = quantity.span.in_a_line(text);
    let begins = quantity.kind != Kind::Date && quantity.span.start() == evidence.sentence.start();
    match words.chars().next().filter(|_| begins) {
        Some(first) => first.to_lowercase().chain(words.chars().skip(1)).collect(),
        None => words,
    }
}

/// Who is quoted; a capital that only begins the sentence is made small.
pub(super) fn speaker(text: &str, span: Span) -> String {
    let line = span.in_a_line(text);
    let (first, rest) = line.split_once(' ').unwrap_or((&line, ""));
    if words().is_sentence_opener(first) {
        format!("{} {rest}", first.to_lowercase()).trim_end().to_owned()
    } else {
        line
    }
}

/// `key, 2020-06-28`, or `key, 2020-06-25 (inferred), graded B2`.
pub(super) fn dated(evidence: &Evidence, reference: &dyn Reference) -> String {
    let Some(document) = reference.document(evidence.document) else { return String::new() };
    let day = document.day().unwrap_or_else(|| "undated".to_owned());
    [Some(document.key.clone()), Some(day), document.standing()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Who brought out a document under which title, as far as that is known: `Gates shut, Ada Brill, Selm Post`.
pub(super) fn imprint(document: &Document) -> Option<String> {
    let parts = [&document.title, &document.author, &document.publisher];
    let parts: Vec<_> = parts.into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A document in a few words: title (its key where it has none), author, publisher, day, how far it is to be believed.
pub(super) fn document(document: &Document) -> String {
    let title = document.title.clone().unwrap_or_else(|| document.key.clone());
    let parts = [Some(title), document.author.clone(), document.publisher.clone(), document.day(), document.standing()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Where one side stands: document and day, who is quoted, who prints it too.
pub(super) fn source(side: &Side, reference: &dyn Reference) -> String {
    let evidence = &side.evidence;
    let document = reference.document(evidence.document);
    let quoted = document.as_ref().zip(evidence.figure.attributed_to);
    let speaker = quoted.map(|(document, span)| format!(", according to {}", speaker(&document.text, span)));
    let also = also_printed(side, reference).map(|also| format!(" ({also})"));
    let page = document.as_ref().and_then(|document| document.page_of(evidence.figure.span.start()));
    let page = page.map(|page| format!(", p. {page}")).unwrap_or_default();
    format!("{}{page}{}{}", dated(evidence, reference), speaker.unwrap_or_default(), also.unwrap_or_default())
}

/// `also printed in orm-echo, selm-post`; nothing where no other document prints it.
pub(super) fn also_printed(side: &Side, reference: &dyn Reference) -> Option<String> {
    let keys: Vec<_> = side.also.iter().filter_map(|id| Some(reference.document(*id)?.key.clone())).collect();
    (!keys.is_empty()).then(|| format!("also printed in {}", keys.join(", ")))
}

/// `[13, 15]`, `(33, ∞)`.
pub(super) fn interval(interval: Interval) -> String {
    let number = |value: f64| {
        let rounded = (value * 100.0).round() / 100.0;
        rounded.to_string()
    };
    let low = interval.low.map_or_else(
        || "(-∞".to_owned(),
        |low| format!("{}{}", if interval.low_open { '(' } else { '[' }, number(low)),
    );
    let high = interval.high.map_or_else(
        || "∞)".to_owned(),
        |high| format!("{}{}", number(high), if interval.high_open { ')' } else { ']' }),
    );
    if interval.low.is_some() && interval.low == interval.high {
        number(interval.low.unwrap_or_default())
    } else {
        format!("{low}, {high}")
    }
}

/// What a quantity measures, in words.
pub(super) fn kind(quantity: &Quantity) -> String {
    match quantity.kind {
        Kind::Count => "count".to_owned(),
        Kind::Money => format!("money in {}", quantity.unit),
        Kind::Percent => quantity.unit.clone(),
        Kind::Duration => format!("duration in {}s", quantity.unit),
        Kind::Measure => format!("measure in {}s", quantity.unit),
        Kind::Date => "day".to_owned(),
    }
}

/// A figure's time in days: `2020-06-25`, `2020-06-01 to 2020-06-30`.
pub(super) fn time(figure: &Figure) -> String {
    let Some(time) = figure.time else { return String::new() };
    let days = match (time.yearless, time.first == time.last) {
        (true, _) => format!("{}, no year told", time.first.strftime("%-d %B")),
        (false, true) => time.first.to_string(),
        (false, false) => format!("{} to {}", time.first, time.last),
    };
    if time.inherited { format!("{days} (taken over from before)") } else { days }
}

/// A figure's value as it was read, in words: `14`, `more than 33`, `24 to 100 days`, `2020-06-25`.
pub(super) fn value(figure: &Figure) -> String {
    let quantity = &figure.quantity;
    let Interval { low, high, low_open, high_open } = quantity.hard;
    let number = |value: f64| ((value * 100.0).round() / 100.0).to_string();
    let bounds = match (low, high) {
        _ if quantity.kind == Kind::Date => return time(figure),
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) if low > 0.0 || !high_open => format!("{} to {}", number(low), number(high)),
        (Some(low), None) => format!("{} {}", if low_open { "more than" } else { "at least" }, number(low)),
        (_, Some(high)) => format!("{} {}", if high_open { "less than" } else { "at most" }, number(high)),
        (None, None) => "any number".to_owned(),
    };
    let one = low == high && low == Some(1.0) || quantity.unit.contains('/');
    match quantity.kind {
        Kind::Duration | Kind::Measure if !one => format!("{bounds} {}s", quantity.unit),
        Kind::Count | Kind::Date => bounds,
        _ => format!("{bounds} {}", quantity.unit),
    }
}
