//! The report: which checks ran, what became of each, and how long it took.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::runner::Cases;

/// What became of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    Passed,
    Failed,
    /// Not done, and why.
    Skipped(&'static str),
    /// A test runner ended and named so many cases.
    Counted(Cases),
}

/// The checks so far.
pub(crate) struct Report {
    steps: Vec<Step>,
}

struct Step {
    name: &'static str,
    done: Done,
    took: Duration,
}

impl Report {
    pub(crate) fn new() -> Self {
        Self { steps: Vec::new() }
    }

    /// Does one check and notes what became of it; a check that fails does not stop the next.
    pub(crate) fn step(&mut self, name: &'static str, check: impl FnOnce() -> Result<Done, Error>) {
        println!("\n=== {name}");
        let begun = Instant::now();
        let done = check().unwrap_or_else(|error| {
            println!("{error}");
            Done::Failed
        });
        self.steps.push(Step {
            name,
            done,
            took: begun.elapsed(),
        });
    }

    /// Prints what became of each check.
    pub(crate) fn close(&self) -> ExitCode {
        println!();
        for step in &self.steps {
            println!("{}", step.line());
        }
        if self.steps.iter().any(Step::failed) {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        }
    }

    /// Prints what became of each check, and on the last line the test cases of all runners.
    pub(crate) fn close_with_cases(&self) -> ExitCode {
        let code = self.close();
        let cases = self.cases();
        println!("\n{} passed, {} failed", cases.passed, cases.failed);
        code
    }

    fn cases(&self) -> Cases {
        self.steps.iter().fold(Cases::default(), |sum, step| {
            sum.and(match step.done {
                Done::Counted(cases) => cases,
                Done::Passed | Done::Failed | Done::Skipped(_) => Cases::default(),
            })
        })
    }
}

impl Step {
    fn failed(&self) -> bool {
        match self.done {
            Done::Failed => true,
            Done::Counted(cases) => cases.failed > 0,
            Done::Passed | Done::Skipped(_) => false,
        }
    }

    fn line(&self) -> String {
        let Self { name, done, took } = self;
        let seconds = took.as_secs();
        match done {
            Done::Skipped(reason) => format!("  skipped {seconds:>5} s  {name}: {reason}"),
            _ if self.failed() => format!("  FAILED  {seconds:>5} s  {name}"),
            _ => format!("  passed  {seconds:>5} s  {name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Done, Report};
    use crate::error::Error;
    use crate::runner::Cases;
    use std::process::ExitCode;

    fn counted(passed: u32, failed: u32) -> Done {
        Done::Counted(Cases { passed, failed })
    }

    fn code(code: ExitCode) -> String {
        format!("{code:?}")
    }

    #[test]
    fn all_well_is_success_and_a_skipped_check_does_not_change_that() {
        let mut report = Report::new();
        report.step("format", || Ok(Done::Passed));
        report.step("tests", || Ok(counted(3, 0)));
        report.step("dependencies", || Ok(Done::Skipped("not installed")));
        assert_eq!(code(report.close()), code(ExitCode::SUCCESS));
    }

    #[test]
    fn a_failed_check_does_not_stop_the_next_and_fails_the_whole() {
        let mut report = Report::new();
        report.step("format", || Err(Error::NoAccord));
        report.step("tests", || Ok(counted(3, 0)));
        assert_eq!(report.steps.len(), 2);
        assert_eq!(code(report.close()), code(ExitCode::FAILURE));
    }

    #[test]
    fn a_failed_case_fails_the_whole() {
        let mut report = Report::new();
        report.step("tests", || Ok(counted(3, 1)));
        assert!(report.steps[0].line().contains("FAILED"));
        assert_eq!(code(report.close()), code(ExitCode::FAILURE));
    }

    #[test]
    fn cases_of_all_runners_are_summed() {
        let mut report = Report::new();
        report.step("tests", || Ok(counted(3, 1)));
        report.step("format", || Ok(Done::Passed));
        report.step("examples", || Ok(counted(4, 0)));
        let sum = Cases {
            passed: 7,
            failed: 1,
        };
        assert_eq!(report.cases(), sum);
    }
}
