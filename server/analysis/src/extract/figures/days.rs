//! Days as figures: when something happened, judged by the same gates as how many.

use std::sync::Arc;

use super::super::events::{Parse, other_deeds};
use super::super::times::CalendarUnit;
use super::super::{Event, Interval, Kind, Quantity, TimeExpression};
use super::frame::frame;
use super::{Figure, FigureWords};

/// A figure for each day on which a sentence says that something happened: told by a verb or noun of the tables, or by any
/// other verb (`ran aground on Tuesday`).
pub(in crate::extract) fn date_figures(parse: &Parse<'_>, events: &[Event]) -> Vec<Figure> {
    let dated = |event: &Event| matches!(&event.when, Some((_, expression)) if is_day(expression));
    if !parse.times.iter().any(|time| is_day(&time.expression)) {
        return Vec::new();
    }
    let deeds = other_deeds(parse);
    let told: Vec<&Event> = events.iter().chain(&deeds).filter(|event| dated(event)).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let frame = frame(parse, &[]);
    told.into_iter().filter_map(|event| date_figure(event, &frame)).collect()
}

fn is_day(expression: &TimeExpression) -> bool {
    matches!(expression, TimeExpression::Day { .. } | TimeExpression::Weekday(_))
        || matches!(expression, TimeExpression::Shift { unit: CalendarUnit::Day, .. })
}

fn date_figure(event: &Event, frame: &[u32]) -> Option<Figure> {
    let (span, expression) = event.when.clone()?;
    let quantity = Quantity {
        span,
        number: span,
        kind: Kind::Date,
        hard: Interval::default(),
        soft: Interval::default(),
        ..Quantity::default()
    };
    let words = FigureWords {
        predicate: Some(event.predicate.clone()),
        modality: event.modality,
        frame: frame.to_vec(),
        ..FigureWords::default()
    };
    Some(Figure {
        span,
        quantity,
        words: Arc::new(words),
        parties: event.participants.iter().map(|participant| participant.span).collect(),
        grounds: event.grounds.clone(),
        when: Some((span, expression)),
        ..Figure::default()
    })
}
