//! What the practice C3 can be told to do wrong, by name.
//!
//! A counted fault strikes the next requests that it fits and is then spent:
//! `c3-429=2` the next two, `c3-error-500=1@3` one, after letting three pass.

use std::time::Duration;

use super::world::Spelling;

/// Everything that can be switched on a practice C3; the default is faultless.
///
/// | name | value | strikes | what happens |
/// |---|---|---|---|
/// | `c3-error-200` | N\[@S\] | any API request | envelope with `Status: Error` under HTTP 200 |
/// | `c3-error-500` | N\[@S\] | any API request | the same under HTTP 500 |
/// | `c3-401` | N\[@S\] | any API request | 401, and its token is revoked; a new one works |
/// | `c3-429` | N\[@S\] | any API request | 429 with `Retry-After` |
/// | `c3-retry-after` | seconds | | what `Retry-After` says (1) |
/// | `c3-dead-token` | N\[@S\] | token requests | the token is refused from its first use on |
/// | `c3-drop` | N\[@S\] | history reports | the connection breaks in the middle of the body |
/// | `c3-truncate` | N\[@S\] | history reports | the body ends in the middle, as if whole |
/// | `c3-misfit` | N\[@S\] | history reports | an array stands where a row should |
/// | `c3-slow` | milliseconds | history reports | a wait before each piece of the body; 0 ends it |
/// | `c3-casing` | `2023`, `2024`, `mixed` | history reports | how keys are spelled; `mixed` is each row's own |
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct C3Faults {
    pub(super) error_200: Shots,
    pub(super) error_500: Shots,
    pub(super) unauthorized: Shots,
    pub(super) too_many: Shots,
    pub(super) retry_after: Option<u32>,
    pub(super) dead_token: Shots,
    pub(super) drop: Shots,
    pub(super) truncate: Shots,
    pub(super) misfit: Shots,
    pub(super) slow: Duration,
    pub(super) casing: Option<Spelling>,
}

/// A fault that C3 does not know, or a value that it cannot take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum C3FaultError {
    /// No fault has this name.
    #[error("there is no C3 fault named {0:?}")]
    Unknown(String),
    /// The name stands alone.
    #[error("the C3 fault {0} needs a value, as in {0}=1")]
    NoValue(String),
    /// The value does not fit.
    #[error("{value:?} is not a value of the C3 fault {name}, which takes {takes}")]
    Value {
        /// The fault.
        name: String,
        /// What was given.
        value: String,
        /// What it takes, in words.
        takes: &'static str,
    },
}

/// A fault that strikes some requests after letting some pass.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shots {
    pass: u32,
    left: u32,
}

impl Shots {
    /// Whether the fault strikes now; counts the request.
    pub(super) fn strike(&mut self) -> bool {
        if self.left == 0 {
            return false;
        }
        if self.pass > 0 {
            self.pass -= 1;
            return false;
        }
        self.left -= 1;
        true
    }

    fn parse(value: &str) -> Option<Self> {
        let (left, pass) = value.split_once('@').unwrap_or((value, "0"));
        Some(Shots {
            left: left.parse().ok()?,
            pass: pass.parse().ok()?,
        })
    }
}

impl C3Faults {
    /// Reads a list such as `c3-429=2,c3-casing=2023`. An empty list is
    /// faultless.
    pub fn parse(spec: &str) -> Result<Self, C3FaultError> {
        let mut faults = C3Faults::default();
        let named = spec.split(',').map(str::trim);
        for fault in named.filter(|fault| !fault.is_empty()) {
            let (name, value) = fault
                .split_once('=')
                .ok_or_else(|| C3FaultError::NoValue(fault.to_owned()))?;
            faults.set(name.trim(), value.trim())?;
        }
        Ok(faults)
    }

    /// Whether a fault's name is one for C3 to judge.
    pub fn owns(name: &str) -> bool {
        name.starts_with("c3-")
    }

    /// Switches one fault on; the others stay as they are.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), C3FaultError> {
        let refused = |takes| C3FaultError::Value {
            name: name.to_owned(),
            value: value.to_owned(),
            takes,
        };
        if let Some(shots) = self.shots(name) {
            *shots = Shots::parse(value).ok_or_else(|| refused("N or N@S"))?;
            return Ok(());
        }
        match name {
            "c3-retry-after" => {
                let seconds = value.parse().map_err(|_| refused("whole seconds"))?;
                self.retry_after = Some(seconds);
            }
            "c3-slow" => {
                let pause = value.parse().map_err(|_| refused("milliseconds"))?;
                self.slow = Duration::from_millis(pause);
            }
            "c3-casing" => {
                self.casing = casing(value).ok_or_else(|| refused("2023, 2024 or mixed"))?;
            }
            _ => return Err(C3FaultError::Unknown(name.to_owned())),
        }
        Ok(())
    }

    fn shots(&mut self, name: &str) -> Option<&mut Shots> {
        Some(match name {
            "c3-error-200" => &mut self.error_200,
            "c3-error-500" => &mut self.error_500,
            "c3-401" => &mut self.unauthorized,
            "c3-429" => &mut self.too_many,
            "c3-dead-token" => &mut self.dead_token,
            "c3-drop" => &mut self.drop,
            "c3-truncate" => &mut self.truncate,
            "c3-misfit" => &mut self.misfit,
            _ => return None,
        })
    }
}

fn casing(value: &str) -> Option<Option<Spelling>> {
    match value {
        "2023" => Some(Some(Spelling::Of2023)),
        "2024" => Some(Some(Spelling::Of2024)),
        "mixed" => Some(None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counted_fault_lets_some_pass_and_is_spent() {
        let mut faults = C3Faults::parse("c3-error-500=2@1").unwrap();
        let struck: Vec<bool> = (0..5).map(|_| faults.error_500.strike()).collect();
        assert_eq!(struck, [false, true, true, false, false]);
    }

    #[test]
    fn a_list_of_faults_is_read_whole() {
        let faults = C3Faults::parse(" c3-slow=20 , c3-casing=2023,c3-retry-after=3").unwrap();
        assert_eq!(faults.slow, Duration::from_millis(20));
        assert_eq!(faults.casing, Some(Spelling::Of2023));
        assert_eq!(faults.retry_after, Some(3));
        assert_eq!(C3Faults::parse(""), Ok(C3Faults::default()));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let told = |spec: &str| C3Faults::parse(spec).unwrap_err().to_string();
        assert_eq!(told("c3-nap=1"), "there is no C3 fault named \"c3-nap\"");
        assert_eq!(
            told("c3-drop"),
            "the C3 fault c3-drop needs a value, as in c3-drop=1"
        );
        assert_eq!(
            told("c3-429=often"),
            "\"often\" is not a value of the C3 fault c3-429, which takes N or N@S"
        );
    }
}
