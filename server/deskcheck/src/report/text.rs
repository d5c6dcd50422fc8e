//! For reading in a terminal, as a good compiler prints it.

use std::io::{self, Write};

use super::Checked;

/// Writes every finding and a closing line.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(out: &mut impl Write, notes: &[Checked]) -> io::Result<()> {
    for checked in notes {
        for found in &checked.diagnostics {
            writeln!(out, "{}", found.message)?;
        }
    }
    out.flush()
}
