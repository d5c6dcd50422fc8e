//! Documents: files of many formats to [`Document`](deskcheck_analysis::text::Document)s with their facts, and the
//! reference index over them.
//!
//! [`read_library`] walks folders, reads each file by the table of [`formats`], finds what is known about it
//! ([`metadata`]), keeps a [`SourceMap`] from every byte of the text back to the file, and hands the text to the
//! analysis. Bad input is normal input: it becomes a [`Problem`], one sentence, and the rest goes on. Nothing in here
//! writes a file but the index on disk ([`index::store`]), in the folder that it is told.

pub mod source_map;

pub mod lines;

pub mod hyphens;

pub mod untangle;

pub mod paragraphs;

pub mod formats;

pub mod metadata;

pub mod bibliography;

pub mod reading;

pub mod files;

pub mod index;

mod schemas;

use deskcheck_analysis::lexicon::tables;

pub use bibliography::Bibliographies;
pub use files::{Filed, Files, MemoryFiles};
pub use formats::Format;
pub use index::disk::DiskIndex;
pub use index::memory::MemoryIndex;
pub use index::overlaid::Overlaid;
pub use reading::readers::{self, Isolation, Limits, Readers};
pub use reading::{Library, Problem, Source, read_library};
pub use source_map::{FilePosition, FileRange, SourceMap};
