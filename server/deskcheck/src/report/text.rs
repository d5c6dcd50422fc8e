//! For reading in a terminal, as a good compiler prints it.

use std::io::{self, Write};
use std::sync::Arc;

use anstyle::{AnsiColor, Style};
use deskcheck_analysis::answer::{Diagnostic, Severity};
use deskcheck_analysis::judge::{Side, Verdict};
use deskcheck_analysis::resolve::Passage;
use deskcheck_analysis::text::Span;

use super::columns::{Columns, Place};
use super::excerpt::{Excerpt, excerpt};
use super::{Checked, severity_name};
use crate::corpus::Filed;
use crate::workspace::paths;

/// Columns where the output is no terminal.
const COLUMNS: usize = 100;

/// Lines longer than this are hard to read, however wide the terminal is.
const MOST_COLUMNS: usize = 140;

/// Writes every finding and a closing line.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(out: &mut impl Write, notes: &[Checked]) -> io::Result<()> {
    let columns = terminal_size::terminal_size().map_or(COLUMNS, |(width, _)| usize::from(width.0));
    // In one piece: standard output takes line by line otherwise.
    let mut page = Vec::new();
    for checked in notes {
        let places = Columns::of(checked);
        for found in &checked.diagnostics {
            finding(&mut page, checked, (found, places.place(found.span.start())), columns.clamp(40, MOST_COLUMNS))?;
        }
    }
    writeln!(page, "{}", summary(notes))?;
    out.write_all(&page)?;
    out.flush()
}

fn finding(
    out: &mut impl Write,
    checked: &Checked,
    (found, place): (&Diagnostic, Place),
    columns: usize,
) -> io::Result<()> {
    let note = checked.analysis.note();
    let (line, column) = (place.line + 1, place.characters + 1);
    let passages: Vec<_> =
        found.related.iter().filter_map(|(passage, _)| quoted(checked, found.span, *passage)).collect();
    let widest = passages.iter().map(|passage| passage.number.len()).max().unwrap_or(0).max(line.to_string().len());
    let (style, bold, gutter) = (style_of(found.severity), Style::new().bold(), GUTTER);

    let severity = severity_name(found.severity);
    writeln!(out, "{style}{severity}[{}]{style:#}{bold}: {}{bold:#}", found.code, found.message)?;
    writeln!(out, "{:widest$}{gutter}-->{gutter:#} {}:{line}:{column}", "", checked.path)?;
    writeln!(out, "{:widest$} {gutter}|{gutter:#}", "")?;
    let room = columns.saturating_sub(widest + 4);
    quote(out, &line.to_string(), widest, &excerpt(&note.text, found.span, room), ('^', style))?;
    for passage in &passages {
        let document = &passage.source.document;
        writeln!(out, "{:widest$} {gutter}|{gutter:#}", "")?;
        writeln!(out, "{:widest$} {gutter}={gutter:#} {bold}{}{bold:#} ({})", "", document.key, passage.about)?;
        let shown = excerpt(&document.text, passage.figure, room);
        quote(out, &passage.number, widest, &shown, ('-', passage.style))?;
    }
    writeln!(out)
}

/// A line behind its number, and below it the underline.
fn quote(out: &mut impl Write, number: &str, widest: usize, shown: &Excerpt, mark: (char, Style)) -> io::Result<()> {
    let (gutter, (mark, style)) = (GUTTER, mark);
    let underline = mark.to_string().repeat(shown.marked);
    writeln!(out, "{gutter}{number:>widest$} |{gutter:#} {}", shown.line)?;
    writeln!(out, "{:widest$} {gutter}|{gutter:#} {:2$}{style}{underline}{style:#}", "", "", shown.indent)
}

const GUTTER: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::BrightBlue)));

/// A passage of a document, as it is quoted below a finding.
struct Quoted {
    source: Arc<Filed>,
    /// File, line, date, and who says so.
    about: String,
    /// The line in the file; empty where the file has no lines.
    number: String,
    figure: Span,
    style: Style,
}

fn quoted(checked: &Checked, claim: Span, passage: Passage) -> Option<Quoted> {
    let (source, place) = checked.corpus.locate(passage)?;
    let document = &source.document;
    let side = side(checked, claim, passage);
    let path = paths::shown(&source.path);
    let place = match place.page {
        Some(page) => (format!("{path}, p. {page}"), String::new()),
        None => (format!("{path}:{}", place.start.line + 1), (place.start.line + 1).to_string()),
    };
    let mut about = vec![place.0];
    about.extend(document.day().map(|day| format!("dated {day}")));
    about.extend(document.standing());
    about.extend(side.and_then(|side| side.evidence.figure.attributed_to).map(|span| span.in_a_line(&document.text)));
    let also: Vec<_> = side.iter().flat_map(|side| &side.also).map(|id| checked.corpus.key(*id)).collect();
    about.extend((!also.is_empty()).then(|| format!("also printed in {}", also.join(", "))));
    let style = match side {
        Some(Side { agrees: true, .. }) => AnsiColor::Green,
        Some(Side { agrees: false, .. }) => AnsiColor::Red,
        None => AnsiColor::Cyan,
    };
    let (about, style) = (about.join(", "), style.on_default().bold());
    Some(Quoted { source, about, number: place.1, figure: passage.span, style })
}

/// The side of the claim at `claim` that a passage stands for.
fn side(checked: &Checked, claim: Span, passage: Passage) -> Option<&Side> {
    let claims = checked.analysis.claims().iter().filter(|known| known.evidence.figure.span.overlaps(claim));
    claims
        .flat_map(|claim| &claim.judgement.sides)
        .find(|side| side.evidence.document == passage.document && side.evidence.figure.span.overlaps(passage.span))
}

fn style_of(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Information => AnsiColor::Cyan,
        Severity::Hint => AnsiColor::Green,
    };
    colour.on_default().bold()
}

/// "7 figures: 3 supported, 1 contradicted, 3 unverified", over all notes.
fn summary(notes: &[Checked]) -> String {
    let verdicts: Vec<_> =
        notes.iter().flat_map(|note| note.analysis.claims()).map(|claim| claim.judgement.verdict).collect();
    let named = [
        (Verdict::Supported, "supported"),
        (Verdict::Contradicted, "contradicted"),
        (Verdict::Disputed, "disputed"),
        (Verdict::Outdated, "outdated"),
        (Verdict::Imprecise, "imprecise"),
        (Verdict::Unverified, "unverified"),
    ];
    let counts: Vec<_> = named
        .iter()
        .map(|(verdict, name)| (verdicts.iter().filter(|found| *found == verdict).count(), name))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    let figures = match verdicts.len() {
        0 => "no figures".to_owned(),
        1 => "1 figure".to_owned(),
        more => format!("{more} figures"),
    };
    let place = if notes.len() == 1 { String::new() } else { format!(" in {} notes", notes.len()) };
    if counts.is_empty() { format!("{figures}{place}") } else { format!("{figures}{place}: {}", counts.join(", ")) }
}
