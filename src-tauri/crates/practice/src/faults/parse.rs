//! Reading faults by name.

use super::{Countdown, Faults, Shots};
use crate::{
    c3::{C3FaultError, C3Faults},
    connectwise::Right,
};
use std::{str::FromStr, time::Duration};

/// A list of faults that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultError {
    /// No such fault.
    #[error("there is no fault named {0:?}; there are {known}", known = known())]
    Unknown(String),
    /// A fault that takes a value has none.
    #[error("the fault {0} needs a value: {1}")]
    NoValue(&'static str, &'static str),
    /// The value cannot be read.
    #[error("{value:?} is not a value of the fault {name}, which takes {takes}")]
    Value {
        /// The fault.
        name: &'static str,
        /// What was given.
        value: String,
        /// What it takes, in words.
        takes: &'static str,
    },
    /// A fault of C3's.
    #[error(transparent)]
    C3(#[from] C3FaultError),
}

/// A fault's name, what its value is, and what it does.
pub struct FaultName {
    /// The name.
    pub name: &'static str,
    /// What its value is; empty for a switch, which takes none.
    pub takes: &'static str,
    /// What happens, in a sentence.
    pub does: &'static str,
    set: Set,
}

#[derive(Clone, Copy)]
enum Set {
    Shots(fn(&mut Faults) -> &mut Shots),
    Number(fn(&mut Faults, u32)),
    Switch(fn(&mut Faults)),
    Right,
}

const SHOTS: &str = "how many, as N, or N@S to let S pass first";
const NUMBER: &str = "a whole number";
const MILLISECONDS: &str = "milliseconds";
const RIGHT: &str = "companies, agreements, agreements-add, agreements-edit, agreements-delete, \
     catalog, invoices or table-setup";

/// Every fault of the practice ConnectWise. Those of C3 begin with `c3-` and are
/// listed with [`C3Faults`].
#[must_use]
pub fn names() -> &'static [FaultName] {
    NAMES
}

const fn shots(
    name: &'static str,
    does: &'static str,
    slot: fn(&mut Faults) -> &mut Shots,
) -> FaultName {
    FaultName {
        name,
        takes: SHOTS,
        does,
        set: Set::Shots(slot),
    }
}

const fn number(
    name: &'static str,
    takes: &'static str,
    does: &'static str,
    set: fn(&mut Faults, u32),
) -> FaultName {
    FaultName {
        name,
        takes,
        does,
        set: Set::Number(set),
    }
}

const fn switch(name: &'static str, does: &'static str, set: fn(&mut Faults)) -> FaultName {
    FaultName {
        name,
        takes: "",
        does,
        set: Set::Switch(set),
    }
}

const NAMES: &[FaultName] = &[
    shots(
        "drop-before",
        "a write is not done and the connection closes",
        |f| &mut f.drop_before,
    ),
    shots(
        "drop-after-post",
        "a POST is done and the connection closes without an answer",
        |f| &mut f.drop_after_post,
    ),
    shots(
        "drop-after-patch",
        "a PATCH is done and the connection closes without an answer",
        |f| &mut f.drop_after_patch,
    ),
    shots(
        "redirect-post",
        "a POST is done and answered with a redirect to plain http",
        |f| &mut f.redirect_post,
    ),
    shots(
        "timeout-before",
        "a write is not done and never answered",
        |f| &mut f.timeout_before,
    ),
    shots("timeout-after", "a write is done and never answered", |f| {
        &mut f.timeout_after
    }),
    shots(
        "500-before",
        "a write is not done and answered with 500",
        |f| &mut f.error_before,
    ),
    shots(
        "500-after-commit",
        "a write is done and answered with 500",
        |f| &mut f.error_after_commit,
    ),
    shots(
        "patch-noop",
        "a PATCH is answered with 200 and changes nothing",
        |f| &mut f.patch_noop,
    ),
    shots(
        "gateway-text",
        "a request is answered with 400 and the gateway's plain text",
        |f| &mut f.gateway_text,
    ),
    shots("429", "a request is throttled", |f| &mut f.too_many),
    shots("drop-read", "a GET's connection closes", |f| {
        &mut f.drop_read
    }),
    shots("timeout-read", "a GET is never answered", |f| {
        &mut f.timeout_read
    }),
    shots("500-read", "a GET is answered with 500", |f| {
        &mut f.error_read
    }),
    number(
        "429-every",
        NUMBER,
        "every so many requests one is throttled",
        |f, n| f.too_many_every = Some(n),
    ),
    number(
        "retry-after",
        "seconds",
        "what Retry-After says when throttled (30)",
        |f, n| f.retry_after = Some(n),
    ),
    number(
        "codebase-change-at",
        NUMBER,
        "at this request the site moves to its next release; the old code base answers 404",
        |f, n| f.codebase_change = Countdown::at(n),
    ),
    number(
        "keys-expire-at",
        NUMBER,
        "from this request on the keys are refused with 401",
        |f, n| f.keys_expire = Countdown::at(n),
    ),
    number(
        "list-lag",
        NUMBER,
        "a new addition is missing from this many lists of its agreement",
        |f, n| f.list_lag = n,
    ),
    number(
        "list-lag-ms",
        MILLISECONDS,
        "a new addition is missing from lists for this long",
        |f, n| f.list_lag_time = Duration::from_millis(n.into()),
    ),
    number(
        "slow-ms",
        MILLISECONDS,
        "every answer waits this long",
        |f, n| f.slow = Duration::from_millis(n.into()),
    ),
    switch(
        "whole-record-validation",
        "a PATCH is refused for what is wrong in any field of the record",
        |f| f.whole_record_validation = true,
    ),
    switch(
        "strict-paths",
        "a PATCH with a path that names nothing is refused",
        |f| f.strict_paths = true,
    ),
    FaultName {
        name: "forbid",
        takes: RIGHT,
        does: "the member's role lacks this right; may be given more than once",
        set: Set::Right,
    },
];

impl FromStr for Faults {
    type Err = FaultError;

    /// Reads a list of faults with commas between; an empty one is faultless.
    fn from_str(list: &str) -> Result<Self, FaultError> {
        let mut faults = Self::default();
        let items = list.split(',').map(str::trim);
        for item in items.filter(|item| !item.is_empty()) {
            faults.switch_on(item)?;
        }
        Ok(faults)
    }
}

impl Faults {
    fn switch_on(&mut self, item: &str) -> Result<(), FaultError> {
        let (name, value) = match item.split_once('=') {
            Some((name, value)) => (name.trim(), value.trim()),
            None => (item, ""),
        };
        if C3Faults::owns(name) {
            return Ok(self.c3.set(name, value)?);
        }
        let fault = NAMES.iter().find(|fault| fault.name == name);
        let fault = fault.ok_or_else(|| FaultError::Unknown(name.to_owned()))?;
        if value.is_empty() != fault.takes.is_empty() {
            return Err(fault.refuse(value));
        }
        fault.apply(self, value).ok_or_else(|| fault.refuse(value))
    }
}

impl FaultName {
    /// Switches the fault on; `None` when the value cannot be read.
    fn apply(&self, faults: &mut Faults, value: &str) -> Option<()> {
        match self.set {
            Set::Shots(slot) => *slot(faults) = Shots::parse(value)?,
            Set::Number(set) => set(faults, value.parse().ok()?),
            Set::Switch(set) => set(faults),
            Set::Right => {
                let right = Right::ALL.iter().find(|(name, _)| *name == value)?;
                faults.forbidden.insert(right.1);
            }
        }
        Some(())
    }

    fn refuse(&self, value: &str) -> FaultError {
        if value.is_empty() {
            return FaultError::NoValue(self.name, self.takes);
        }
        FaultError::Value {
            name: self.name,
            value: value.to_owned(),
            takes: if self.takes.is_empty() {
                "no value"
            } else {
                self.takes
            },
        }
    }
}

fn known() -> String {
    let names: Vec<_> = NAMES.iter().map(|fault| fault.name).collect();
    format!(
        "{}, and those of C3, which begin with c3-",
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Method;

    fn refused(list: &str) -> String {
        list.parse::<Faults>().unwrap_err().to_string()
    }

    #[test]
    fn every_name_can_be_switched_on_and_changes_something() {
        for fault in names() {
            let value = match fault.takes {
                "" => String::new(),
                RIGHT => "=catalog".to_owned(),
                _ => "=2".to_owned(),
            };
            let faults: Faults = format!("{}{value}", fault.name).parse().unwrap();
            assert_ne!(faults, Faults::default(), "{}", fault.name);
        }
    }

    #[test]
    fn every_right_can_be_forbidden() {
        for (name, right) in Right::ALL {
            let faults: Faults = format!("forbid={name}").parse().unwrap();
            assert!(faults.forbidden.contains(&right));
            assert!(RIGHT.contains(name));
        }
    }

    #[test]
    fn a_list_is_read_whole() {
        let mut faults: Faults =
            " drop-after-post = 1@1, forbid=agreements ,forbid=catalog,whole-record-validation,c3-429=2"
                .parse()
                .unwrap();
        assert_eq!(faults.forbidden.len(), 2);
        assert!(faults.manners(&Method::GET).whole_record_validation);
        assert_eq!(faults.after_write(&Method::POST), None);
        assert!(faults.after_write(&Method::POST).is_some());
        assert_eq!(faults.after_write(&Method::POST), None);
        assert_ne!(*faults.c3(), C3Faults::default());
        assert_eq!("".parse(), Ok(Faults::default()));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let unknown = refused("drop-after-pots=1");
        assert!(
            unknown.starts_with(
                "there is no fault named \"drop-after-pots\"; there are drop-before, "
            )
        );
        assert_eq!(
            refused("list-lag"),
            "the fault list-lag needs a value: a whole number"
        );
        assert_eq!(
            refused("drop-after-post=often"),
            "\"often\" is not a value of the fault drop-after-post, which takes how many, as N, or N@S to let S pass first"
        );
        assert_eq!(
            refused("strict-paths=1"),
            "\"1\" is not a value of the fault strict-paths, which takes no value"
        );
        assert!(refused("forbid=everything").contains("which takes companies, agreements"));
        assert!(refused("c3-nothing=1").contains("c3-nothing"));
    }
}
