//! C3's envelope, read while it arrives.
//!
//! `Status` and the error's texts may stand before or after the records, so
//! whether the answer was a success is known only at its end. It knows nothing
//! of HTTP and nothing of what a record holds; files have the same shape.

use crate::{
    error::capped,
    fields::Fields,
    scan::{Found, ScanError, Scanner},
};

/// How much of the beginning is remembered, to be shown when it is no envelope.
/// More than is shown, so that secrets can be taken out of it first.
const HEAD_MAX: usize = 16 * 1024;

/// One record, as far as it is known here.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'a> {
    /// Its place in the list, from 1.
    pub(crate) position: u64,
    /// Its text; of one that is too large, how it begins.
    pub(crate) text: &'a [u8],
    /// Whether it is larger than a record may be.
    pub(crate) oversized: bool,
}

impl Element<'_> {
    /// The record's fields.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(crate) fn fields(&self) -> Result<Fields, String> {
        if self.oversized {
            return Err("it is larger than a record may be".to_owned());
        }
        Fields::parse(self.text)
    }

    /// The record's text, capped, whatever bytes it holds.
    pub(crate) fn raw(&self) -> String {
        capped(&String::from_utf8_lossy(self.text)).to_owned()
    }
}

/// What the members of an envelope say, once it is whole.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// `Status`, where there is one.
    pub(crate) status: Option<String>,
    /// `ErrorMessage`.
    pub(crate) message: Option<String>,
    /// `ErrorDetail`.
    pub(crate) detail: Option<String>,
    /// `RequestCorrelationID`.
    pub(crate) correlation_id: Option<String>,
    /// Whether there is a list of records, or an explicit `null` for one.
    pub(crate) has_records: bool,
}

impl Verdict {
    /// Whether the envelope says that the call failed: any word but Success.
    pub(crate) fn is_error(&self) -> bool {
        self.status
            .as_ref()
            .is_some_and(|status| !status.eq_ignore_ascii_case("success"))
    }
}

/// The envelope being read.
#[derive(Debug)]
pub(crate) struct Envelope {
    scanner: Scanner,
    verdict: Verdict,
    head: Vec<u8>,
    elements: u64,
}

impl Envelope {
    /// An envelope whose records may have `row_bytes` bytes each.
    pub(crate) fn new(row_bytes: usize) -> Self {
        Self {
            scanner: Scanner::new(row_bytes),
            verdict: Verdict::default(),
            head: Vec::new(),
            elements: 0,
        }
    }

    /// Hands each record that `chunk` completes to `each`.
    ///
    /// # Errors
    /// When the document is not JSON, or `each` fails.
    pub(crate) fn push<E: From<ScanError>>(
        &mut self,
        mut chunk: &[u8],
        mut each: impl FnMut(Element<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let missing = HEAD_MAX.saturating_sub(self.head.len()).min(chunk.len());
        self.head
            .extend_from_slice(chunk.get(..missing).unwrap_or_default());
        while let Some(found) = self.scanner.next(&mut chunk)? {
            match found {
                Found::List => self.verdict.has_records = true,
                Found::Member => self.member(),
                Found::Element | Found::Oversized => {
                    self.elements += 1;
                    each(Element {
                        position: self.elements,
                        text: self.scanner.text(),
                        oversized: found == Found::Oversized,
                    })?;
                }
            }
        }
        Ok(())
    }

    /// What the envelope says, now that it is at its end.
    ///
    /// # Errors
    /// When it is empty or cut short.
    pub(crate) fn finish(self) -> Result<Verdict, ScanError> {
        self.scanner.finish().map(|()| self.verdict)
    }

    /// How the document begins.
    pub(crate) fn head(&self) -> String {
        String::from_utf8_lossy(&self.head).into_owned()
    }

    /// Records so far.
    pub(crate) fn elements(&self) -> u64 {
        self.elements
    }

    /// The most bytes that were ever held at once.
    pub(crate) fn high_water(&self) -> usize {
        self.scanner.high_water() + self.head.capacity()
    }

    fn member(&mut self) {
        let name = self.scanner.name().to_ascii_lowercase();
        let text = self.scanner.text();
        let slot = match name.as_str() {
            "status" => &mut self.verdict.status,
            "errormessage" => &mut self.verdict.message,
            "errordetail" => &mut self.verdict.detail,
            "requestcorrelationid" => &mut self.verdict.correlation_id,
            "data" => {
                self.verdict.has_records |= text == b"null";
                return;
            }
            _ => return,
        };
        *slot = Fields::value(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(u64, Verdict), ScanError> {
        let mut envelope = Envelope::new(1000);
        envelope.push(text.as_bytes(), |_| Ok::<(), ScanError>(()))?;
        let elements = envelope.elements();
        envelope.finish().map(|verdict| (elements, verdict))
    }

    #[test]
    fn the_verdict_may_stand_before_or_after_the_records() {
        for text in [
            r#"{"Status":"Success","RequestCorrelationID":"c-1","Data":[{},{}]}"#,
            r#"{"data":[{},{}],"status":" SUCCESS ","requestcorrelationid":"c-1"}"#,
        ] {
            let (elements, verdict) = read(text).unwrap();
            assert_eq!(elements, 2);
            assert!(!verdict.is_error() && verdict.has_records);
            assert_eq!(verdict.correlation_id.as_deref(), Some("c-1"));
        }
    }

    #[test]
    fn any_other_word_than_success_is_an_error() {
        let (_, verdict) = read(
            r#"{"Data":null,"Status":"Error","ErrorMessage":"No such partner","ErrorDetail":{"code":7}}"#,
        )
        .unwrap();
        assert!(verdict.is_error() && verdict.has_records);
        assert_eq!(verdict.message.as_deref(), Some("No such partner"));
        assert_eq!(verdict.detail.as_deref(), Some(r#"{"code":7}"#));
    }

    #[test]
    fn records_that_are_missing_or_no_list_are_noticed() {
        assert!(!read(r#"{"Status":"Success"}"#).unwrap().1.has_records);
        assert!(!read(r#"{"Data":{"a":[1]}}"#).unwrap().1.has_records);
        assert!(read("[]").unwrap().1.has_records);
    }
}
