//! Incidents for reading in a terminal.

use std::io::Write;

use anstyle::Style;
use anyhow::Result;
use deskcheck_analysis::text::Span;

use super::figures::{FigureAnswer, SourceAnswer};
use super::{IncidentAnswer, Mention};
use crate::report::excerpt::excerpt;

/// Columns where the width of the terminal is not known, so that a line is seldom cut.
const COLUMNS: usize = 240;

/// Fewer columns than this are not obeyed.
const NARROW: usize = 40;

/// Writes incidents with their figures and passages, a blank line between them.
pub(super) fn write<'a>(out: &mut impl Write, incidents: impl Iterator<Item = IncidentAnswer<'a>>) -> Result<()> {
    let columns = terminal_size::terminal_size().map_or(COLUMNS, |(width, _)| usize::from(width.0)).max(NARROW);
    for (number, incident) in incidents.enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let bold = Style::new().bold();
        writeln!(out, "{bold}{}{bold:#}", incident.name)?;
        for figure in &incident.figures {
            write_figure(out, figure)?;
        }
        for mention in &incident.mentions {
            write_mention(out, mention, columns)?;
        }
    }
    Ok(())
}

/// `arrest: 13 to 23 members`, and each source's count where there are several.
fn write_figure(out: &mut impl Write, figure: &FigureAnswer<'_>) -> Result<()> {
    let range = match (&figure.low, &figure.high) {
        (Some(low), Some(high)) if low == high => low.clone(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("up to {high}"),
        (None, None) => "any number".to_owned(),
    };
    let italic = Style::new().italic();
    writeln!(out, "  {italic}{}: {range}{italic:#}", figure.predicate)?;
    let widest = figure.by_source.iter().map(|source| one_line(&source.text).chars().count()).max().unwrap_or(0);
    for source in &figure.by_source {
        writeln!(out, "    {:widest$}  {}", one_line(&source.text), voice(source))?;
    }
    Ok(())
}

/// `orm-echo, 2021-04-02 (the police), also printed in selm-post`.
fn voice(source: &SourceAnswer<'_>) -> String {
    let mut parts = vec![source.document.clone()];
    let dated = source.dated.as_ref().filter(|date| !source.document.ends_with(date.as_str()));
    parts.extend(dated.map(|date| format!("{date}{}", if source.date_inferred { " (inferred)" } else { "" })));
    let mut voice = parts.join(", ");
    if let Some(speaker) = &source.attributed_to {
        voice = format!("{voice} ({})", one_line(speaker));
    }
    if !source.also_in.is_empty() {
        voice = format!("{voice}, also printed in {}", source.also_in.join(", "));
    }
    voice
}

fn write_mention(out: &mut impl Write, mention: &Mention<'_>, columns: usize) -> Result<()> {
    let dim = Style::new().dimmed();
    let place = match (mention.page, mention.line) {
        (Some(page), _) => format!(", p. {page}"),
        (None, Some(line)) => format!(":{line}"),
        (None, None) => String::new(),
    };
    let because = if mention.because.is_empty() { String::new() } else { format!(" · {}", mention.because) };
    writeln!(out, "  {dim}{}{place}{because}{dim:#}", mention.path)?;
    let sentence = one_line(&mention.sentence);
    let phrase = one_line(&mention.text);
    let start = sentence.find(&phrase).unwrap_or(0);
    let shown = excerpt(
        &sentence,
        Span::new(start, start + phrase.len().min(sentence.len() - start)),
        columns.saturating_sub(4),
    );
    let (before, rest) = split_at_column(&shown.line, shown.indent);
    let (marked, behind) = split_at_column(rest, shown.marked);
    let underline = Style::new().underline();
    writeln!(out, "    {before}{underline}{marked}{underline:#}{behind}")?;
    Ok(())
}

/// Splits a line at a terminal column.
fn split_at_column(line: &str, column: usize) -> (&str, &str) {
    use unicode_width::UnicodeWidthChar;
    let mut width = 0;
    for (at, character) in line.char_indices() {
        if width >= column {
            return line.split_at(at);
        }
        width += character.width().unwrap_or(0);
    }
    (line, "")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
