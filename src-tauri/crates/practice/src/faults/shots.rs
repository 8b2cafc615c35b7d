//! How often, and when, a fault strikes.

/// A fault that strikes some requests after letting some pass.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Shots {
    pass: u32,
    left: u32,
}

impl Shots {
    /// Reads `N` or `N@S`: the next N requests, after letting S pass.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (left, pass) = text.split_once('@').unwrap_or((text, "0"));
        Some(Self {
            pass: pass.parse().ok()?,
            left: left.parse().ok()?,
        })
    }

    /// Whether the fault strikes now; counts the request.
    pub(crate) fn strike(&mut self) -> bool {
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
}

/// Something that happens once, at the request with a given number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Countdown(u32);

impl Countdown {
    /// At the n-th request from now, the next being the first.
    pub(crate) fn at(request: u32) -> Self {
        Self(request)
    }

    /// Whether it happens now; counts the request.
    pub(crate) fn strikes(&mut self) -> bool {
        let last = self.0 == 1;
        self.0 = self.0.saturating_sub(1);
        last
    }
}
