//! Steps with their names and times, and the first failure named at the end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// The steps done so far.
#[derive(Default)]
pub(crate) struct Report {
    done: Vec<Done>,
}

struct Done {
    name: &'static str,
    took: Duration,
    failure: Option<String>,
}

impl Report {
    /// Does one step, says so before and after, and tells whether it went well.
    pub(crate) fn step(&mut self, name: &'static str, job: impl FnOnce() -> Result<()>) -> bool {
        println!("\n==> {name}");
        let begin = Instant::now();
        let failure = job().err().map(|error| format!("{error:#}"));
        let took = begin.elapsed();
        match &failure {
            None => println!("==> {name}: ok, {}", seconds(took)),
            Some(failure) => println!("==> {name}: FAILED, {}: {failure}", seconds(took)),
        }
        let well = failure.is_none();
        self.done.push(Done { name, took, failure });
        well
    }

    /// Lists the steps.
    ///
    /// # Errors
    ///
    /// The first failure, when there was one.
    pub(crate) fn finish(self) -> Result<()> {
        println!();
        for Done { name, took, failure } in &self.done {
            let outcome = if failure.is_none() { "ok" } else { "FAILED" };
            println!("{outcome:>8}  {:>8}  {name}", seconds(*took));
        }
        for Done { name, failure, .. } in self.done {
            if let Some(failure) = failure {
                bail!("{name}: {failure}");
            }
        }
        Ok(())
    }
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::Report;

    #[test]
    fn the_first_failure_is_the_one_named() {
        let mut report = Report::default();
        assert!(report.step("formatting", || Ok(())));
        assert!(!report.step("lints", || Err(anyhow!("two warnings"))));
        assert!(!report.step("tests", || Err(anyhow!("one failed"))));
        let error = report.finish().expect_err("two steps failed");
        assert_eq!(error.to_string(), "lints: two warnings");
    }

    #[test]
    fn no_failure_is_success() {
        let mut report = Report::default();
        report.step("formatting", || Ok(()));
        assert!(report.finish().is_ok());
    }
}
