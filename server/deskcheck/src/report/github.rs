//! Workflow commands of GitHub Actions, which show findings beside the changed lines of a pull request
//! (<https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>).

use std::io::{self, Write};

use deskcheck_analysis::answer::Severity;

use super::Checked;
use super::columns::Columns;

/// Writes one line for each finding; hints are left out, as an annotation is louder than a hint is meant to be.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(out: &mut impl Write, notes: &[Checked]) -> io::Result<()> {
    for checked in notes {
        let columns = Columns::of(checked);
        for found in &checked.diagnostics {
            let command = match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Information => "notice",
                Severity::Hint => continue,
            };
            let (start, end) = columns.places(found.span);
            writeln!(
                out,
                "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}",
                property(&checked.path),
                start.line + 1,
                end.line + 1,
                start.utf16 + 1,
                end.utf16 + 1,
                property(found.code),
                data(&found.message),
            )?;
        }
    }
    out.flush()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
