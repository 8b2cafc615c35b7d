//! What the system's own scheduler is told, for runs while the window is closed: lines
//! for Task Scheduler, launchd and cron. Text for a person to copy; nothing is installed.

use super::{DayOfWeek, Every, Schedule};
use std::path::Path;

/// The same schedule, for each kind of system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// A line for Windows' command prompt.
    pub task_scheduler: String,
    /// A file for macOS's launchd.
    pub launchd: String,
    /// Where that file goes, and how it is taken up.
    pub launchd_load: String,
    /// A line for cron.
    pub cron: String,
}

/// The launchd job's name.
const LABEL: &str = "app.accord.automatic";

impl Lines {
    /// The lines that start this `accord` on that data folder; no folder is named where
    /// it is the app's own.
    #[must_use]
    pub fn new(schedule: &Schedule, accord: &Path, data: Option<&Path>) -> Self {
        let accord = accord.display().to_string();
        let data = data.map(|folder| folder.display().to_string());
        Self {
            task_scheduler: task_scheduler(schedule, &accord, data.as_deref()),
            launchd: launchd(schedule, &accord, data.as_deref()),
            launchd_load: format!(
                "launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/{LABEL}.plist"
            ),
            cron: cron(schedule, &accord, data.as_deref()),
        }
    }
}

fn time(schedule: &Schedule) -> (i8, i8) {
    (schedule.at.hour(), schedule.at.minute())
}

/// A day's place in the week: 0 is Monday.
fn place(day: DayOfWeek) -> usize {
    let days = DayOfWeek::ALL.iter();
    days.take_while(|(one, _)| *one != day).count()
}

fn task_scheduler(schedule: &Schedule, accord: &str, data: Option<&str>) -> String {
    let (hour, minute) = time(schedule);
    let days = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
    let when = match schedule.every {
        Every::Day => "/SC DAILY".to_owned(),
        Every::Week(day) => format!("/SC WEEKLY /D {}", days.get(place(day)).unwrap_or(&"MON")),
        // A day that a month lacks would be left out.
        Every::Month(day) if day > 28 => "/SC MONTHLY /MO LASTDAY /M *".to_owned(),
        Every::Month(day) => format!("/SC MONTHLY /D {day}"),
    };
    let folder = data.map_or_else(String::new, |data| format!(" --data-dir \\\"{data}\\\""));
    format!(
        "schtasks /Create /TN \"Accord automatic run\" {when} /ST {hour:02}:{minute:02} /TR \"\\\"{accord}\\\" run --automatic{folder}\""
    )
}

fn launchd(schedule: &Schedule, accord: &str, data: Option<&str>) -> String {
    let (hour, minute) = time(schedule);
    let day = match schedule.every {
        Every::Day => String::new(),
        // launchd counts from Sunday, which is 0 or 7.
        Every::Week(day) => key("Weekday", place(day) + 1),
        Every::Month(day) => key("Day", usize::from(day.clamp(1, 28))),
    };
    let mut words = vec![accord, "run", "--automatic"];
    words.extend(data.iter().flat_map(|data| ["--data-dir", *data]));
    let words: String = words
        .iter()
        .map(|word| format!("    <string>{}</string>\n", escaped(word)))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\">\n<dict>\n  <key>Label</key>\n  <string>{LABEL}</string>\n  \
         <key>ProgramArguments</key>\n  <array>\n{words}  </array>\n  \
         <key>StartCalendarInterval</key>\n  <dict>\n{day}{}{}  </dict>\n</dict>\n</plist>\n",
        key("Hour", hour),
        key("Minute", minute),
    )
}

fn key(name: &str, value: impl std::fmt::Display) -> String {
    format!("    <key>{name}</key>\n    <integer>{value}</integer>\n")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn cron(schedule: &Schedule, accord: &str, data: Option<&str>) -> String {
    let (hour, minute) = time(schedule);
    let (day, weekday) = match schedule.every {
        Every::Day => ("*".to_owned(), "*".to_owned()),
        Every::Week(day) => ("*".to_owned(), (place(day) + 1).to_string()),
        Every::Month(day) => (day.clamp(1, 28).to_string(), "*".to_owned()),
    };
    let folder = data.map_or_else(String::new, |data| format!(" --data-dir '{data}'"));
    format!("{minute} {hour} {day} * {weekday} '{accord}' run --automatic{folder}")
}

#[cfg(test)]
mod tests {
    use super::{DayOfWeek, Every, Lines, Schedule};
    use jiff::civil::time;
    use std::path::Path;

    fn lines(every: Every) -> Lines {
        let schedule = Schedule {
            every,
            at: time(7, 5, 0, 0),
        };
        Lines::new(&schedule, Path::new("/opt/A & B/accord"), None)
    }

    #[test]
    fn each_day_each_week_and_each_month_are_said_in_each_systems_words() {
        let day = lines(Every::Day);
        assert_eq!(
            day.task_scheduler,
            r#"schtasks /Create /TN "Accord automatic run" /SC DAILY /ST 07:05 /TR "\"/opt/A & B/accord\" run --automatic""#
        );
        assert_eq!(day.cron, "5 7 * * * '/opt/A & B/accord' run --automatic");
        assert!(
            day.launchd
                .contains("<string>/opt/A &amp; B/accord</string>")
        );
        assert!(!day.launchd.contains("Weekday") && !day.launchd.contains("<key>Day</key>"));
        let week = lines(Every::Week(DayOfWeek::Sunday));
        assert!(week.task_scheduler.contains("/SC WEEKLY /D SUN /ST 07:05"));
        assert!(week.cron.starts_with("5 7 * * 7 "));
        let month = lines(Every::Month(31));
        assert!(
            month
                .task_scheduler
                .contains("/SC MONTHLY /MO LASTDAY /M *")
        );
        assert!(month.cron.starts_with("5 7 28 * * "));
        assert!(
            lines(Every::Month(3))
                .task_scheduler
                .contains("/SC MONTHLY /D 3 ")
        );
    }

    #[test]
    fn a_data_folder_of_its_own_is_named() {
        let schedule = Schedule::default();
        let data = Path::new("/data/practice");
        let lines = Lines::new(&schedule, Path::new("/bin/accord"), Some(data));
        assert!(lines.cron.ends_with("--data-dir '/data/practice'"));
        assert!(lines.launchd.contains("<string>/data/practice</string>"));
        assert!(
            lines
                .task_scheduler
                .ends_with(r#" --data-dir \"/data/practice\"""#)
        );
    }
}
