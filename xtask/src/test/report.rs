//! Counts, times, and the closing lines.

use std::time::Instant;

use anyhow::Result;

use crate::progress;

/// How many passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests and checks that passed.
    pub passed: usize,
    /// Those that did not.
    pub failed: usize,
}

impl Tally {
    /// A single check.
    pub fn one(passed: bool) -> Self {
        Self {
            passed: usize::from(passed),
            failed: usize::from(!passed),
        }
    }

    /// Add what a line such as `test result: ok. 3 passed; 0 failed; ...` counts; other lines count
    /// nothing.
    pub fn add_result_line(&mut self, line: &str) {
        let Some(counts) = line.trim_start().strip_prefix("test result:") else {
            return;
        };
        let counted = |word: &str| {
            let before = counts.split(word).next().unwrap_or_default();
            let number = before.split_whitespace().next_back().unwrap_or_default();
            number.parse::<usize>().unwrap_or_default()
        };
        self.passed += counted(" passed");
        self.failed += counted(" failed");
    }

    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// What has been run, in order.
#[derive(Default)]
pub struct Report {
    lines: Vec<String>,
    total: Tally,
}

impl Report {
    /// Run a step and note its counts and time; true when nothing in it failed. A step that cannot be
    /// run at all is one failure.
    pub fn step(&mut self, name: &str, run: impl FnOnce() -> Result<Tally>) -> bool {
        progress::step(&format!("{name} ..."));
        let begin = now();
        let tally = run().unwrap_or_else(|error| {
            eprintln!("{name}: {error:#}");
            Tally::one(false)
        });
        let seconds = begin.elapsed().as_secs_f64();
        progress::step(&format!("{name}: done in {seconds:.1} s"));
        let Tally { passed, failed } = tally;
        self.lines
            .push(format!("{name}: {passed} passed, {failed} failed"));
        self.total.add(tally);
        failed == 0
    }

    /// A line that counts nothing.
    pub fn note(&mut self, line: &str) {
        self.lines.push(line.to_owned());
    }

    /// Print all lines and the total; true when something ran and nothing failed.
    pub fn close(&self) -> bool {
        println!();
        for line in &self.lines {
            println!("{line}");
        }
        let Tally { passed, failed } = self.total;
        println!("total: {passed} passed, {failed} failed");
        failed == 0 && passed > 0
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "a developer's command tells how long things take; it is not the engine"
)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn result_lines_add_up_and_others_count_nothing() {
        let mut tally = Tally::default();
        for line in [
            "running 4 tests",
            "test result: ok. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
            "  test result: FAILED. 40 passed; 2 failed; 0 ignored",
            "note: 7 passed; 9 failed",
        ] {
            tally.add_result_line(line);
        }
        assert_eq!((tally.passed, tally.failed), (43, 3));
    }

    #[test]
    fn a_closing_line_without_counts_counts_nothing() {
        let mut tally = Tally::default();
        tally.add_result_line("test result: ok.");
        assert_eq!(tally, Tally::default());
    }
}
