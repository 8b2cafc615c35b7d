//! Finds the records in C3's JSON while it arrives.
//!
//! The document is an envelope with the records in its `Data` list, or the list
//! itself. The scanner takes the bytes in pieces of any size and says when one
//! record, or one other member of the envelope, is complete; only that one value
//! is held. It knows JSON's brackets, strings and escapes, and nothing of what
//! the values mean: a value that is broken inside its brackets is found by who
//! parses it, and the rest of the document is still read.

mod value;

use value::{Broken, Value};

/// The member that holds the records, in any case.
const LIST: &str = "data";

/// What the scanner has found; [`Scanner::text`] is its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// One record, whole.
    Element,
    /// One record over the cap; the text is how it begins.
    Oversized,
    /// A member of the envelope, whose name is [`Scanner::name`].
    Member,
    /// The list itself has begun.
    List,
}

/// Why the document cannot be read on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ScanError {
    /// A byte that JSON does not allow here.
    #[error("byte {offset} is not JSON")]
    NotJson { offset: u64 },
    /// Brackets within brackets, beyond any record of C3's.
    #[error("byte {offset} is nested too deep")]
    TooDeep { offset: u64 },
    /// There is nothing but white space.
    #[error("it is empty")]
    Empty,
    /// The document ends before its last bracket.
    #[error("it ends before its end")]
    CutShort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    /// Before a member's name; `true` directly after the opening bracket.
    Name(bool),
    Colon,
    MemberValue,
    AfterMember,
    /// Before an element; `true` directly after the opening bracket.
    Element(bool),
    AfterElement,
    Collecting(Target),
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Name,
    Member,
    Element,
}

/// The scanner of one document.
#[derive(Debug)]
pub(crate) struct Scanner {
    state: State,
    /// Whether the list is the document, or a member of an envelope.
    bare: bool,
    name: String,
    value: Value,
    offset: u64,
}

impl Scanner {
    /// A scanner that holds at most `cap` bytes of a value.
    pub(crate) fn new(cap: usize) -> Self {
        Self {
            state: State::Start,
            bare: false,
            name: String::new(),
            value: Value::new(cap),
            offset: 0,
        }
    }

    /// Reads on in `chunk`, which is left at what was not read yet. `None` when
    /// the chunk is used up and the next one is wanted.
    ///
    /// # Errors
    /// When the document is not JSON.
    pub(crate) fn next(&mut self, chunk: &mut &[u8]) -> Result<Option<Found>, ScanError> {
        loop {
            if let State::Collecting(target) = self.state {
                match self.collect(target, chunk)? {
                    Progress::Wanting => return Ok(None),
                    Progress::Silent => {}
                    Progress::Found(found) => return Ok(Some(found)),
                }
            }
            let Some(byte) = self.significant(chunk) else {
                return Ok(None);
            };
            if let Some(found) = self.step(byte, chunk)? {
                return Ok(Some(found));
            }
        }
    }

    /// Says whether the document is whole.
    ///
    /// # Errors
    /// When it is empty or cut short.
    pub(crate) fn finish(&self) -> Result<(), ScanError> {
        match self.state {
            State::Done => Ok(()),
            State::Start => Err(ScanError::Empty),
            _ => Err(ScanError::CutShort),
        }
    }

    /// The text of what was found last.
    pub(crate) fn text(&self) -> &[u8] {
        self.value.text()
    }

    /// The name of the member that was found last.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The most bytes that were ever reserved for a value.
    pub(crate) fn high_water(&self) -> usize {
        self.value.high_water()
    }

    /// The next byte that is not white space, not yet taken.
    fn significant(&mut self, chunk: &mut &[u8]) -> Option<u8> {
        let skip = chunk
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        self.take(chunk, skip);
        chunk.first().copied()
    }

    fn take(&mut self, chunk: &mut &[u8], count: usize) {
        *chunk = chunk.get(count..).unwrap_or_default();
        self.offset += count as u64;
    }

    /// One step on a byte outside of values. A byte that begins a value is left
    /// for the value to take.
    fn step(&mut self, byte: u8, chunk: &mut &[u8]) -> Result<Option<Found>, ScanError> {
        let mut found = None;
        self.state = match (self.state, byte) {
            // A byte order mark.
            (State::Start, 0xef | 0xbb | 0xbf) => State::Start,
            (State::Start, b'{') => State::Name(true),
            (State::Start, b'[') => {
                self.bare = true;
                found = Some(Found::List);
                State::Element(true)
            }
            (State::Name(_), b'"') => return Ok(self.begin(Target::Name)),
            (State::Name(true) | State::AfterMember, b'}') => State::Done,
            (State::Colon, b':') => State::MemberValue,
            (State::MemberValue, b'[') if self.name.eq_ignore_ascii_case(LIST) => {
                found = Some(Found::List);
                State::Element(true)
            }
            (State::MemberValue, _) => return Ok(self.begin(Target::Member)),
            (State::AfterMember, b',') => State::Name(false),
            (State::Element(true) | State::AfterElement, b']') if self.bare => State::Done,
            (State::Element(true) | State::AfterElement, b']') => State::AfterMember,
            (State::AfterElement, b',') => State::Element(false),
            (State::Element(_), _) => return Ok(self.begin(Target::Element)),
            _ => {
                let offset = self.offset;
                return Err(ScanError::NotJson { offset });
            }
        };
        self.take(chunk, 1);
        Ok(found)
    }

    fn begin(&mut self, target: Target) -> Option<Found> {
        self.value.clear();
        self.state = State::Collecting(target);
        None
    }

    fn collect(&mut self, target: Target, chunk: &mut &[u8]) -> Result<Progress, ScanError> {
        let before = chunk.len();
        let whole = self.value.take(chunk);
        self.offset += (before - chunk.len()) as u64;
        let offset = self.offset;
        match whole {
            Ok(false) => return Ok(Progress::Wanting),
            Ok(true) => {}
            Err(Broken::NotJson) => return Err(ScanError::NotJson { offset }),
            Err(Broken::TooDeep) => return Err(ScanError::TooDeep { offset }),
        }
        Ok(match target {
            Target::Name => {
                self.name = serde_json::from_slice(self.value.text())
                    .map_err(|_| ScanError::NotJson { offset })?;
                self.state = State::Colon;
                Progress::Silent
            }
            Target::Member => {
                self.state = State::AfterMember;
                Progress::Found(Found::Member)
            }
            Target::Element => {
                self.state = State::AfterElement;
                Progress::Found(if self.value.is_oversized() {
                    Found::Oversized
                } else {
                    Found::Element
                })
            }
        })
    }
}

/// How far collecting a value came.
enum Progress {
    /// The chunk is used up.
    Wanting,
    /// Whole, and of no interest outside.
    Silent,
    /// Whole.
    Found(Found),
}

#[cfg(test)]
mod tests;
