//! Citations as Pandoc writes them (<https://pandoc.org/MANUAL.html#citation-syntax>).

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// One citation of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// From `@` (or `-@`) to the end of the key, in bytes.
    pub span: Span,
    /// The citation key.
    pub key: String,
    /// The page of its locator (`p. 10`), as written.
    pub page: Option<String>,
}
