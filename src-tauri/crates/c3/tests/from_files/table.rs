//! What the tests of all formats share: a folder, a file, and its reading.

use c3::{
    HistoryReport, Read,
    file::{self, Columns, FileError},
};
use domain::ledger::HistoryRow;
use std::{fs, path::PathBuf};
use tempfile::TempDir;

/// C3's titles of 2024, in the order of its documentation.
pub(crate) const TITLES: [&str; 16] = [
    "CustomerID",
    "CustomerName",
    "TenantID",
    "SubscriptionID",
    "EntityName",
    "LinkedTenantName",
    "ProductName",
    "OldQuantity",
    "NewQuantity",
    "DateofChange",
    "OldStatus",
    "NewStatus",
    "OldPrice",
    "NewPrice",
    "CreatedBy",
    "OwnerName",
];

/// The record documented in 2024.
pub(crate) const SAMPLE: [&str; 16] = [
    "b7f0a1c2-0000-4000-8000-00000000c001",
    "Contoso",
    "a1b2c3d4-0000-4000-8000-00000000d001",
    "5d2f8c1a-0000-4000-8000-00000000e001",
    "Customer",
    "Contoso",
    "Microsoft 365 E1",
    "1",
    "6",
    "2024-10-16T11:40:15.353",
    "Active",
    "Active",
    "40.0000",
    "40.0000",
    "user@contoso.com",
    "Contoso",
];

/// A file in a folder of its own.
pub(crate) struct Written {
    _folder: TempDir,
    pub(crate) path: PathBuf,
}

pub(crate) fn written(bytes: impl AsRef<[u8]>) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history");
    fs::write(&path, bytes).unwrap();
    Written {
        _folder: folder,
        path,
    }
}

/// Reads a whole file.
pub(crate) fn read(
    bytes: impl AsRef<[u8]>,
    columns: &Columns,
) -> (Vec<Read>, Result<HistoryReport, FileError>) {
    let file = written(bytes);
    let mut reads = Vec::new();
    let report = file::read(&file.path, columns, &mut |read| {
        reads.push(read);
        Ok(())
    });
    (reads, report)
}

/// Reads a file in which every row is good.
pub(crate) fn rows(bytes: impl AsRef<[u8]>, columns: &Columns) -> Vec<HistoryRow> {
    let (reads, report) = read(bytes, columns);
    report.unwrap();
    let row = |read| match read {
        Read::Row(row) => row,
        Read::Unreadable { .. } => panic!("{read:?}"),
    };
    reads.into_iter().map(row).collect()
}

/// The one event of [`SAMPLE`], as the API's reader would give it.
pub(crate) fn assert_sample(rows: &[HistoryRow]) {
    let [row] = rows else {
        panic!("{rows:?}");
    };
    assert_eq!(row.customer.as_str(), SAMPLE[0]);
    assert_eq!(row.customer_name, "Contoso");
    assert_eq!(row.subscription.as_ref().unwrap().as_str(), SAMPLE[3]);
    assert_eq!(row.product, "Microsoft 365 E1");
    assert_eq!(row.changed_at.as_received(), SAMPLE[9]);
    assert_eq!((row.old.quantity, row.new.quantity), (1.into(), 6.into()));
    assert_eq!(row.new.price, Some(40.into()));
    assert_eq!(row.new.status, Some(domain::ledger::Status::Active));
    assert_eq!(row.created_by.as_deref(), Some("user@contoso.com"));
}

pub(crate) fn titles(bytes: impl AsRef<[u8]>) -> Result<Vec<String>, FileError> {
    file::titles(&written(bytes).path)
}

/// The rows that could not be read: where, and why.
pub(crate) fn unreadable(reads: &[Read]) -> Vec<(u64, String)> {
    reads
        .iter()
        .filter_map(|read| match read {
            Read::Row(_) => None,
            Read::Unreadable {
                position, reason, ..
            } => Some((*position, reason.clone())),
        })
        .collect()
}
