//! The row of C3's subscription history.
//!
//! C3 documents no type and no absence, so this is where the doubts are settled:
//! an old quantity that is missing is none; a new one that is missing makes the
//! row unreadable, unless the subscription has ended by it.

use crate::fields::Fields;
use domain::{
    ids::{CustomerId, SubscriptionId, TenantId},
    ledger::{ChangedAt, HistoryRow, Status, Values},
};
use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The most bytes of a server's or a file's own text that is ever handed on.
pub const RAW_MAX: usize = 4096;

/// The beginning of 2000. No subscription changed before; .NET's empty date, in
/// the year 1, is no date.
const EARLIEST: Timestamp = Timestamp::constant(946_684_800, 0);

/// What a receiver of rows says when it cannot take one.
pub type SinkError = Box<dyn std::error::Error + Send + Sync>;

/// Takes the rows, one by one, as they are read.
pub type Sink<'a> = dyn FnMut(Read) -> Result<(), SinkError> + Send + 'a;

/// One row of a report or file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time is moved to its receiver; a box would be one more allocation a row"
)]
pub enum Read {
    /// A row that could be read.
    Row(HistoryRow),
    /// One that could not; the rest goes on.
    Unreadable {
        /// Where: the row's number in the report or JSON file, from 1; the line
        /// of a CSV file, or that of the blank lines before it; the row of a sheet.
        position: u64,
        /// Its text as received, at most [`RAW_MAX`] bytes.
        raw: String,
        /// Why, for people.
        reason: String,
    },
}

/// What a whole report or file held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryReport {
    /// Rows that could be read.
    pub rows: u64,
    /// Rows that could not.
    pub unreadable: u64,
    /// `RequestCorrelationID`: what C3's support asks for.
    pub correlation_id: Option<String>,
    /// The most bytes of the report that were held at once.
    pub high_water: usize,
}

/// A field of a history row, under C3's own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    /// C3 customer's id.
    CustomerId,
    /// C3 customer's name.
    CustomerName,
    /// Microsoft tenant's id.
    TenantId,
    /// Microsoft tenant's name.
    LinkedTenantName,
    /// Subscription's id.
    SubscriptionId,
    /// Owner's kind: Customer, Site, Department.
    EntityName,
    /// Owner's name.
    OwnerName,
    /// Product's name.
    ProductName,
    /// When.
    DateofChange,
    /// Licences before.
    OldQuantity,
    /// Licences after.
    NewQuantity,
    /// Price before.
    OldPrice,
    /// Price after.
    NewPrice,
    /// Status before.
    OldStatus,
    /// Status after.
    NewStatus,
    /// Who.
    CreatedBy,
}

impl Field {
    /// All of them, in the order in which a person would map them.
    pub const ALL: [Self; 16] = [
        Self::CustomerId,
        Self::CustomerName,
        Self::TenantId,
        Self::LinkedTenantName,
        Self::SubscriptionId,
        Self::EntityName,
        Self::OwnerName,
        Self::ProductName,
        Self::DateofChange,
        Self::OldQuantity,
        Self::NewQuantity,
        Self::OldPrice,
        Self::NewPrice,
        Self::OldStatus,
        Self::NewStatus,
        Self::CreatedBy,
    ];

    /// C3's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CustomerId => "CustomerId",
            Self::CustomerName => "CustomerName",
            Self::TenantId => "TenantId",
            Self::LinkedTenantName => "LinkedTenantName",
            Self::SubscriptionId => "SubscriptionId",
            Self::EntityName => "EntityName",
            Self::OwnerName => "OwnerName",
            Self::ProductName => "ProductName",
            Self::DateofChange => "DateofChange",
            Self::OldQuantity => "OldQuantity",
            Self::NewQuantity => "NewQuantity",
            Self::OldPrice => "OldPrice",
            Self::NewPrice => "NewPrice",
            Self::OldStatus => "OldStatus",
            Self::NewStatus => "NewStatus",
            Self::CreatedBy => "CreatedBy",
        }
    }

    /// Whether a table without this column cannot be history. An old quantity
    /// may be missing in a row, but without its column every change would look
    /// like a beginning.
    #[must_use]
    pub fn is_required(self) -> bool {
        matches!(
            self,
            Self::CustomerId
                | Self::ProductName
                | Self::DateofChange
                | Self::OldQuantity
                | Self::NewQuantity
        )
    }
}

/// Reads a history row.
///
/// # Errors
/// A plain reason why it cannot be billed from.
pub(crate) fn row(fields: &Fields) -> Result<HistoryRow, String> {
    let text = |field: Field| fields.text(&[field.name()]);
    let missing = |field: Field| format!("{} is missing", field.name());
    let customer = fields
        .id(&[Field::CustomerId.name()])
        .ok_or_else(|| missing(Field::CustomerId))?;
    Ok(HistoryRow {
        customer: CustomerId::new(customer),
        customer_name: text(Field::CustomerName).unwrap_or_default(),
        tenant: fields.id(&[Field::TenantId.name()]).map(TenantId::new),
        tenant_name: text(Field::LinkedTenantName),
        subscription: fields
            .id(&[Field::SubscriptionId.name()])
            .map(SubscriptionId::received),
        owner_kind: text(Field::EntityName),
        owner: text(Field::OwnerName),
        product: text(Field::ProductName).ok_or_else(|| missing(Field::ProductName))?,
        changed_at: changed_at(fields)?,
        old: before(fields)?,
        new: after(fields)?,
        created_by: text(Field::CreatedBy),
    })
}

fn changed_at(fields: &Fields) -> Result<ChangedAt, String> {
    let name = Field::DateofChange.name();
    let text = fields
        .get(&[name])
        .ok_or_else(|| format!("{name} is missing"))?;
    let changed_at = ChangedAt::parse(text).map_err(|error| format!("{name}: {error}"))?;
    if changed_at.instant(&TimeZone::UTC) < EARLIEST {
        return Err(format!("{name} “{text}” is before any subscription"));
    }
    Ok(changed_at)
}

fn before(fields: &Fields) -> Result<Values, String> {
    Ok(Values {
        quantity: fields
            .decimal(Field::OldQuantity.name())?
            .unwrap_or_default(),
        price: fields.decimal(Field::OldPrice.name())?,
        status: fields.get(&[Field::OldStatus.name()]).map(Status::parse),
    })
}

fn after(fields: &Fields) -> Result<Values, String> {
    let status = fields.get(&[Field::NewStatus.name()]).map(Status::parse);
    let name = Field::NewQuantity.name();
    let quantity = match fields.decimal(name)? {
        Some(quantity) => quantity,
        None if status.as_ref().is_some_and(Status::is_ended) => Decimal::ZERO,
        None => return Err(format!("{name} is missing")),
    };
    Ok(Values {
        quantity,
        price: fields.decimal(Field::NewPrice.name())?,
        status,
    })
}

/// Hands rows to a sink and counts them; the same for report and file.
pub(crate) struct Handout<'a, 's> {
    pub(crate) sink: &'a mut Sink<'s>,
    pub(crate) report: HistoryReport,
}

impl Handout<'_, '_> {
    /// Hands out what a row was read as; `raw` is asked for only when it was not.
    pub(crate) fn give(
        &mut self,
        position: u64,
        row: Result<HistoryRow, String>,
        raw: impl FnOnce() -> String,
    ) -> Result<(), SinkError> {
        match row {
            Ok(row) => {
                self.report.rows += 1;
                (self.sink)(Read::Row(row))
            }
            Err(reason) => {
                self.report.unreadable += 1;
                let raw = raw();
                (self.sink)(Read::Unreadable {
                    position,
                    raw,
                    reason,
                })
            }
        }
    }
}

#[cfg(test)]
mod tests;
