//! A name spelled as the documents mostly spell it.

use super::{Fix, Purpose, is_meant};
use crate::answer::Analysis;
use crate::answer::diagnostics::inconsistent_spelling::as_canonical;
use crate::text::Span;

/// What writes the names within `span` as the documents do; nothing that `offered` does already.
pub(super) fn canonical(analysis: &Analysis, span: Span, offered: &[Fix]) -> Vec<Fix> {
    let named = analysis.names.iter().filter(|name| is_meant(name.span, span));
    let changed = named.filter_map(|name| {
        let new = as_canonical(analysis, name)?;
        let title = format!("Write {new}, as the documents do");
        Some(Fix::new(Purpose::Canonical, name.span, title, vec![(name.span, new)]))
    });
    changed.filter(|fix| !offered.iter().any(|other| other.edits == fix.edits)).collect()
}
