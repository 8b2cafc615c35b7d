//! Answers that are written piece by piece: the envelope's head, the elements
//! of its `Data` one after the other, its tail.
//!
//! A report of 150,000 rows is never collected: at any time there is one
//! piece of a few kilobytes, and the client's pace sets the server's.

use std::io;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use uuid::Uuid;

use super::envelope;

/// A piece is handed to the connection once it is this long.
const PIECE_BYTES: usize = 16 * 1024;

/// The elements of an answer's `Data`, in order.
pub(super) trait Elements: Send + 'static {
    /// Writes the next element as JSON; `false` where there is none left.
    fn write_next(&mut self, out: &mut Vec<u8>) -> Result<bool, serde_json::Error>;
}

/// What goes wrong with a body, and where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Flaws {
    /// The connection breaks after this many elements.
    pub(super) drop_after: Option<usize>,
    /// The body ends, as if whole, after this many elements.
    pub(super) truncate_after: Option<usize>,
    /// Something that is no record stands after this many elements.
    pub(super) misfit_after: Option<usize>,
    /// The wait before each piece.
    pub(super) pause: Duration,
}

/// A whole answer with these elements and no flaw.
pub(super) fn answer(correlation: Uuid, elements: impl Elements) -> Response {
    flawed_answer(correlation, elements, Flaws::default())
}

/// An answer with these elements and these flaws.
pub(super) fn flawed_answer(correlation: Uuid, elements: impl Elements, flaws: Flaws) -> Response {
    let writing = Writing {
        elements,
        flaws,
        written: 0,
        stage: Stage::Head(correlation),
    };
    let pieces = futures_util::stream::try_unfold(writing, next_piece);
    let json = [(CONTENT_TYPE, "application/json; charset=utf-8")];
    (json, Body::from_stream(pieces)).into_response()
}

async fn next_piece<E: Elements>(
    mut writing: Writing<E>,
) -> io::Result<Option<(Bytes, Writing<E>)>> {
    if !writing.flaws.pause.is_zero() {
        tokio::time::sleep(writing.flaws.pause).await;
    }
    if matches!(writing.stage, Stage::Broken) {
        // The connection sends what it holds when it is kept waiting; without
        // this, a short body would break before its first byte.
        tokio::task::yield_now().await;
    }
    let piece = writing.piece()?;
    Ok(piece.map(|piece| (piece, writing)))
}

struct Writing<E> {
    elements: E,
    flaws: Flaws,
    written: usize,
    stage: Stage,
}

enum Stage {
    Head(Uuid),
    Elements,
    Broken,
    Done,
}

impl<E: Elements> Writing<E> {
    fn piece(&mut self) -> io::Result<Option<Bytes>> {
        let mut out = Vec::with_capacity(PIECE_BYTES + 1024);
        while out.len() < PIECE_BYTES {
            match self.stage {
                Stage::Head(correlation) => {
                    out.extend_from_slice(envelope::head(correlation).as_bytes());
                    self.stage = Stage::Elements;
                }
                Stage::Elements => self.step(&mut out)?,
                Stage::Broken if out.is_empty() => return Err(broken()),
                Stage::Broken | Stage::Done => break,
            }
        }
        Ok((!out.is_empty()).then(|| out.into()))
    }

    fn step(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        let here = Some(self.written);
        if self.flaws.drop_after == here {
            self.half_an_element(out);
            self.stage = Stage::Broken;
        } else if self.flaws.truncate_after == here {
            self.half_an_element(out);
            self.stage = Stage::Done;
        } else if self
            .flaws
            .misfit_after
            .take_if(|at| Some(*at) == here)
            .is_some()
        {
            self.separate(out);
            out.extend_from_slice(br#"["a row of another shape",17]"#);
            self.written += 1;
        } else {
            self.element(out)?;
        }
        Ok(())
    }

    fn element(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        let before = out.len();
        self.separate(out);
        if self.elements.write_next(out)? {
            self.written += 1;
        } else {
            out.truncate(before);
            out.extend_from_slice(envelope::TAIL.as_bytes());
            self.stage = Stage::Done;
        }
        Ok(())
    }

    fn half_an_element(&self, out: &mut Vec<u8>) {
        self.separate(out);
        out.extend_from_slice(br#"{"Customer"#);
    }

    fn separate(&self, out: &mut Vec<u8>) {
        if self.written > 0 {
            out.push(b',');
        }
    }
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionAborted, "dropped on purpose")
}
