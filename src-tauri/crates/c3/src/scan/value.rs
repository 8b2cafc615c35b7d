//! One JSON value, collected from pieces until its last byte.
//!
//! It tells where a value ends, never what it says. Beyond its cap only the
//! beginning is kept, and the value is still followed to its end.

use crate::record::history::RAW_MAX;

/// Brackets within brackets; one bit each in [`Nesting`].
const DEPTH_MAX: u32 = 128;

/// Why a value has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// A bracket that closes another kind, or a byte no value begins with.
    NotJson,
    /// More than [`DEPTH_MAX`] brackets.
    TooDeep,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Nothing was taken yet.
    Nothing,
    /// Between a pair of brackets, outside of strings.
    Brackets,
    /// A string; `true` after a backslash.
    Text(bool),
    /// A number, or `true`, `false`, `null`.
    Word,
}

/// The brackets that are open: one bit each, set for curly ones.
#[derive(Debug, Default)]
struct Nesting {
    curly: u128,
    depth: u32,
}

impl Nesting {
    fn open(&mut self, curly: bool) -> Result<(), Broken> {
        if self.depth == DEPTH_MAX {
            return Err(Broken::TooDeep);
        }
        self.curly = (self.curly << 1) | u128::from(curly);
        self.depth += 1;
        Ok(())
    }

    fn close(&mut self, curly: bool) -> Result<(), Broken> {
        if self.depth == 0 || (self.curly & 1 == 1) != curly {
            return Err(Broken::NotJson);
        }
        self.curly >>= 1;
        self.depth -= 1;
        Ok(())
    }
}

/// The value being collected.
#[derive(Debug)]
pub(crate) struct Value {
    text: Vec<u8>,
    cap: usize,
    oversized: bool,
    inside: Inside,
    nesting: Nesting,
    high_water: usize,
}

impl Value {
    /// A value that keeps at most `cap` bytes.
    pub(crate) fn new(cap: usize) -> Self {
        Self {
            text: Vec::new(),
            cap,
            oversized: false,
            inside: Inside::Nothing,
            nesting: Nesting::default(),
            high_water: 0,
        }
    }

    /// Begins the next value.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.oversized = false;
        self.inside = Inside::Nothing;
        self.nesting = Nesting::default();
    }

    /// Takes what belongs to the value from the front of `chunk`, and says
    /// whether it is whole.
    pub(crate) fn take(&mut self, chunk: &mut &[u8]) -> Result<bool, Broken> {
        let mut taken = 0;
        let mut whole = false;
        while let Some(rest) = chunk.get(taken..)
            && let Some(&byte) = rest.first()
        {
            let (count, end) = match self.inside {
                Inside::Nothing => self.first(byte)?,
                Inside::Word => {
                    let count = rest.iter().take_while(|byte| is_word(**byte)).count();
                    (count, count < rest.len())
                }
                Inside::Text(escaped) => self.in_text(rest, escaped),
                Inside::Brackets => self.in_brackets(rest)?,
            };
            taken += count;
            whole = end;
            if end {
                break;
            }
        }
        let (value, rest) = chunk.split_at(taken);
        self.keep(value);
        *chunk = rest;
        Ok(whole)
    }

    /// The text so far; of an oversized value, its beginning.
    pub(crate) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Whether the value was larger than the cap.
    pub(crate) fn is_oversized(&self) -> bool {
        self.oversized
    }

    /// The most bytes that were ever reserved.
    pub(crate) fn high_water(&self) -> usize {
        self.high_water
    }

    fn first(&mut self, byte: u8) -> Result<(usize, bool), Broken> {
        self.inside = match byte {
            b'"' => Inside::Text(false),
            b'{' | b'[' => {
                self.nesting.open(byte == b'{')?;
                Inside::Brackets
            }
            _ if is_word(byte) => Inside::Word,
            _ => return Err(Broken::NotJson),
        };
        Ok((1, false))
    }

    /// Runs to the string's next quote or backslash.
    fn in_text(&mut self, rest: &[u8], escaped: bool) -> (usize, bool) {
        if escaped {
            self.inside = Inside::Text(false);
            return (1, false);
        }
        match rest.iter().position(|byte| matches!(byte, b'"' | b'\\')) {
            None => (rest.len(), false),
            Some(at) if rest.get(at) == Some(&b'\\') => {
                self.inside = Inside::Text(true);
                (at + 1, false)
            }
            Some(at) => {
                self.inside = Inside::Brackets;
                (at + 1, self.nesting.depth == 0)
            }
        }
    }

    /// Runs to the next byte that opens or closes something.
    fn in_brackets(&mut self, rest: &[u8]) -> Result<(usize, bool), Broken> {
        let marks = |byte: &u8| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']');
        let Some(at) = rest.iter().position(marks) else {
            return Ok((rest.len(), false));
        };
        match rest.get(at) {
            Some(b'"') => self.inside = Inside::Text(false),
            Some(&byte @ (b'{' | b'[')) => self.nesting.open(byte == b'{')?,
            Some(&byte) => self.nesting.close(byte == b'}')?,
            None => {}
        }
        let closed = self.nesting.depth == 0 && self.inside == Inside::Brackets;
        Ok((at + 1, closed))
    }

    fn keep(&mut self, value: &[u8]) {
        let room = if self.oversized { RAW_MAX } else { self.cap };
        if self.text.len() + value.len() <= room {
            self.text.extend_from_slice(value);
        } else {
            self.oversized = true;
            let missing = RAW_MAX.min(self.cap).saturating_sub(self.text.len());
            let beginning = value.get(..missing).unwrap_or(value);
            self.text.extend_from_slice(beginning);
            self.text.truncate(RAW_MAX.min(self.cap));
        }
        self.high_water = self.high_water.max(self.text.capacity());
    }
}

/// Whether a byte may stand in a number or in `true`, `false`, `null`.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}
