//! A test runner: started, shown as it goes, and its cases counted from its closing lines.
//!
//! The count is for people; whether the runner failed is told by its exit status alone.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use crate::error::Error;
use crate::house;

/// Test cases that ran.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cases {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Cases {
    pub(crate) fn and(self, more: Self) -> Self {
        Self {
            passed: self.passed + more.passed,
            failed: self.failed + more.failed,
        }
    }

    /// A runner that failed without naming a failed case (it did not compile, it was killed) counts as one.
    fn of_failed_runner(self) -> Self {
        Self {
            failed: self.failed.max(1),
            ..self
        }
    }
}

/// Which program runs the tests, and so what its closing line looks like and where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runner {
    /// One closing line for all tests, on standard error.
    Nextest,
    /// A closing line for each test program, on standard output.
    Libtest,
    /// One closing line for all tests, on standard output.
    Vitest,
}

/// Runs the tests, shows what the runner prints, and counts the cases.
pub(crate) fn run(command: Command, runner: Runner) -> Result<Cases, Error> {
    match runner {
        Runner::Nextest => run_showing(command, runner, io::stderr()),
        Runner::Libtest | Runner::Vitest => run_showing(command, runner, io::stdout()),
    }
}

fn run_showing(mut command: Command, runner: Runner, to: impl Write) -> Result<Cases, Error> {
    match runner {
        Runner::Nextest => command.stderr(Stdio::piped()),
        Runner::Libtest | Runner::Vitest => command.stdout(Stdio::piped()),
    };
    let mut child = command.spawn().map_err(|source| Error::Start {
        program: house::as_typed(&command),
        source,
    })?;
    let cases = match (child.stdout.take(), child.stderr.take()) {
        (Some(output), _) => show(output, to, runner)?,
        (None, Some(output)) => show(output, to, runner)?,
        (None, None) => Cases::default(),
    };
    if child.wait()?.success() {
        Ok(cases)
    } else {
        Ok(cases.of_failed_runner())
    }
}

/// Passes each line on as it comes, and sums what the closing lines say.
fn show(from: impl Read, mut to: impl Write, runner: Runner) -> io::Result<Cases> {
    let mut from = BufReader::new(from);
    let mut cases = Cases::default();
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        to.write_all(&line)?;
        if let Some(more) = runner.cases_in(&String::from_utf8_lossy(&line)) {
            cases = cases.and(more);
        }
        line.clear();
    }
    Ok(cases)
}

impl Runner {
    /// The cases that a line names, where it is a closing line.
    fn cases_in(self, line: &str) -> Option<Cases> {
        let line = without_colours(line);
        match self {
            Self::Nextest => of_nextest(line.trim()),
            Self::Libtest => of_libtest(line.trim()),
            Self::Vitest => of_vitest(line.trim()),
        }
    }
}

/// `Summary [ 0.5s] 5 tests run: 3 passed (1 slow), 1 failed, 1 timed out, 2 skipped`
fn of_nextest(line: &str) -> Option<Cases> {
    let (_, counts) = line.strip_prefix("Summary [")?.split_once(" run: ")?;
    let counts = without_brackets(counts);
    let mut cases = Cases::default();
    for count in counts.split(',') {
        let (number, what) = count.trim().split_once(' ')?;
        let number: u32 = number.parse().ok()?;
        match what.trim() {
            "passed" => cases.passed += number,
            "skipped" => {}
            // Failed, timed out, could not be started: whatever else there is, it did not pass.
            _ => cases.failed += number,
        }
    }
    Some(cases)
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s`
fn of_libtest(line: &str) -> Option<Cases> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |what: &str| -> Option<u32> {
        let count = counts.split("; ").find(|count| count.ends_with(what))?;
        count.strip_suffix(what)?.trim().parse().ok()
    };
    Some(Cases {
        passed: number("passed")?,
        failed: number("failed")?,
    })
}

/// `Tests  2 failed | 40 passed | 1 skipped (43)`
fn of_vitest(line: &str) -> Option<Cases> {
    let counts = line.strip_prefix("Tests  ")?.split_once(" (")?.0;
    let mut cases = Cases::default();
    for count in counts.split('|') {
        let (number, what) = count.trim().split_once(' ')?;
        let number: u32 = number.parse().ok()?;
        match what.trim() {
            "passed" => cases.passed += number,
            "failed" => cases.failed += number,
            _ => {}
        }
    }
    Some(cases)
}

fn without_colours(line: &str) -> String {
    without(line, '\u{1b}', 'm')
}

fn without_brackets(counts: &str) -> String {
    without(counts, '(', ')')
}

/// The text without what stands between the two signs, and without the signs.
fn without(text: &str, open: char, close: char) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut inside = false;
    for sign in text.chars() {
        match inside {
            true => inside = sign != close,
            false if sign == open => inside = true,
            false => rest.push(sign),
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::{Cases, Runner, show};

    fn cases(passed: u32, failed: u32) -> Cases {
        Cases { passed, failed }
    }

    #[test]
    fn nextest_in_good_order() {
        let line = "     Summary [   0.005s] 123 tests run: 123 passed, 0 skipped\n";
        assert_eq!(Runner::Nextest.cases_in(line), Some(cases(123, 0)));
    }

    #[test]
    fn nextest_with_every_way_to_fail() {
        let line = "Summary [  1.2s] 9/12 tests run: 5 passed (1 slow, 2 leaky), 1 failed, 2 timed out, 1 exec failed, 4 skipped";
        assert_eq!(Runner::Nextest.cases_in(line), Some(cases(5, 4)));
    }

    #[test]
    fn nextest_in_colour() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [   0.005s] \u{1b}[1m1\u{1b}[0m test run: \u{1b}[1m1\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, \u{1b}[1m0\u{1b}[0m skipped";
        assert_eq!(Runner::Nextest.cases_in(line), Some(cases(1, 0)));
    }

    #[test]
    fn libtest_in_good_and_bad_order() {
        let good = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.00s";
        let bad = "test result: \u{1b}[31mFAILED\u{1b}[0m. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(Runner::Libtest.cases_in(good), Some(cases(3, 0)));
        assert_eq!(Runner::Libtest.cases_in(bad), Some(cases(1, 2)));
    }

    #[test]
    fn vitest_in_good_and_bad_order() {
        let good = "      Tests  43 passed (43)";
        let bad = "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[31m2 failed\u{1b}[39m | 40 passed | 1 skipped (43)";
        assert_eq!(Runner::Vitest.cases_in(good), Some(cases(43, 0)));
        assert_eq!(Runner::Vitest.cases_in(bad), Some(cases(40, 2)));
    }

    #[test]
    fn other_lines_name_no_cases() {
        for line in ["test money::adds ... ok", "running 3 tests", "", "Summary"] {
            assert_eq!(Runner::Libtest.cases_in(line), None, "{line}");
            assert_eq!(Runner::Nextest.cases_in(line), None, "{line}");
        }
    }

    #[test]
    fn the_closing_line_inside_a_failed_tests_output_is_not_nextests() {
        let line = "    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 9 filtered out; finished in 0.00s";
        assert_eq!(Runner::Nextest.cases_in(line), None);
    }

    #[test]
    fn lines_are_shown_unchanged_and_summed() {
        let printed = b"running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored\n\xff not text\ntest result: FAILED. 1 passed; 1 failed; 0 ignored";
        let mut shown = Vec::new();
        let sum = show(&printed[..], &mut shown, Runner::Libtest).unwrap();
        assert_eq!(sum, cases(3, 1));
        assert_eq!(shown, printed);
    }

    #[test]
    fn a_runner_that_failed_without_a_failed_case_counts_as_one() {
        assert_eq!(cases(0, 0).of_failed_runner(), cases(0, 1));
        assert_eq!(cases(7, 3).of_failed_runner(), cases(7, 3));
    }

    #[cfg(unix)]
    #[test]
    fn a_runner_is_judged_by_its_exit_status() {
        use std::process::Command;
        let shell = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            command
        };
        let fine = "echo 'test result: ok. 2 passed; 0 failed; 0 ignored'";
        let broken = format!("{fine}; exit 101");
        let nextest =
            "echo 'Summary [ 1s] 2 tests run: 1 passed, 1 failed, 0 skipped' >&2; exit 100";
        let run = |script: &str, runner| {
            super::run_showing(shell(script), runner, std::io::sink()).unwrap()
        };
        assert_eq!(run(fine, Runner::Libtest), cases(2, 0));
        assert_eq!(run(&broken, Runner::Libtest), cases(2, 1));
        assert_eq!(run(nextest, Runner::Nextest), cases(1, 1));
    }
}
