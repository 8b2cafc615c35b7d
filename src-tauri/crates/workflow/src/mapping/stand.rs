//! The lines of Accord's that stand in ConnectWise, as far as this desktop
//! knows: what it last read there, and what it wrote since.

use domain::{
    ids::{AdditionId, AgreementId, CompanyId, ItemId},
    line::LineValues,
};
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use store::{Addition, Error, Reader};

/// A line that stands and bills on some day from today on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// The agreement that it stands on.
    pub(super) agreement: AgreementId,
    /// Its catalog item, which tells the product: within a customer an item has
    /// one product.
    pub(super) item: ItemId,
}

/// A line, and when it was known to be so.
struct Seen {
    agreement: AgreementId,
    values: LineValues,
    at: Timestamp,
}

/// The lines on all agreements of a company that bill today or later.
pub(super) fn lines(
    reader: &Reader<'_>,
    company: CompanyId,
    today: Date,
) -> Result<Vec<Standing>, Error> {
    let mut seen = read(reader, company)?;
    for agreement in reader.agreements_of(company)? {
        written(reader, agreement.id, &mut seen)?;
    }
    let stands =
        |seen: &Seen| seen.values.bills() && seen.values.cancelled.is_none_or(|last| last >= today);
    let standing = seen.into_values().filter(stands);
    Ok(standing
        .map(|seen| Standing {
            agreement: seen.agreement,
            item: seen.values.item,
        })
        .collect())
}

/// What was last read in ConnectWise.
fn read(reader: &Reader<'_>, company: CompanyId) -> Result<BTreeMap<AdditionId, Seen>, Error> {
    let additions = reader.additions_of(company)?;
    let ours = additions
        .into_iter()
        .filter(|addition| addition.reference.is_some());
    Ok(ours
        .map(|addition| {
            let seen = Seen {
                agreement: addition.agreement,
                values: values(&addition),
                at: addition.read_at,
            };
            (addition.id, seen)
        })
        .collect())
}

/// What this desktop wrote on an agreement, where that is the later knowledge.
fn written(
    reader: &Reader<'_>,
    agreement: AgreementId,
    seen: &mut BTreeMap<AdditionId, Seen>,
) -> Result<(), Error> {
    for line in reader.lines_on(agreement)? {
        let older = seen
            .get(&line.addition)
            .is_some_and(|seen| seen.at > line.written_at);
        let gone = reader.addition(line.addition)?;
        let gone = gone.is_some_and(|copy| copy.gone && copy.read_at > line.written_at);
        if !older && !gone {
            let (values, at) = (line.values, line.written_at);
            seen.insert(
                line.addition,
                Seen {
                    agreement,
                    values,
                    at,
                },
            );
        }
    }
    Ok(())
}

fn values(addition: &Addition) -> LineValues {
    LineValues {
        item: addition.item,
        quantity: addition.quantity.unwrap_or(Decimal::ZERO),
        unit_price: addition.unit_price.unwrap_or(Decimal::ZERO),
        effective: addition.effective.unwrap_or(Date::MIN),
        cancelled: addition.cancelled,
        billable: addition.bill_customer == "Billable",
    }
}
