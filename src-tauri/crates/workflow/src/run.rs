//! A run's reference, on each line that is logged while it is under way: the kind and
//! the number of its record, which the window shows, or for a mere read when it began.

use jiff::Timestamp;
use store::{JobId, JobKind, JobStatus};
use tracing::Span;

fn word(kind: JobKind) -> &'static str {
    match kind {
        JobKind::Validate => "validate",
        JobKind::Export => "upload",
        JobKind::Undo => "undo",
    }
}

/// The span of a record's run. Of the level of errors, so that it is there whatever
/// is logged.
pub(crate) fn span(kind: JobKind, job: JobId) -> Span {
    let reference = format!("{}-{job}", word(kind));
    let span = tracing::error_span!("run", reference);
    span.in_scope(|| tracing::info!("the run begins"));
    span
}

/// Says how a record's run ended.
pub(crate) fn tell_end(kind: JobKind, job: JobId, status: JobStatus) {
    let reference = format!("{}-{job}", word(kind));
    let span = tracing::error_span!("run", reference);
    span.in_scope(|| tracing::info!(?status, "the run ended"));
}

/// The span of a read that has no record.
pub(crate) fn reading(begun: Timestamp) -> Span {
    let reference = format!("read-{}", begun.as_second());
    tracing::error_span!("run", reference)
}
