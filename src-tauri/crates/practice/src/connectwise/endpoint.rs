//! Which endpoint a path names, and which right it takes.

use super::{
    document::Document,
    errors::Refusal,
    records::{
        Addition, Agreement, BillingCycle, CatalogItem, Company, CustomFieldDefinition, Invoice,
    },
    world::World,
};
use axum::http::Method;
use serde::{Deserialize, Serialize};

/// A list of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collection {
    /// `company/companies`.
    Companies,
    /// `finance/agreements`.
    Agreements,
    /// `finance/agreements/{id}/additions`.
    Additions(u32),
    /// `finance/billingCycles`.
    BillingCycles,
    /// `finance/invoices`.
    Invoices,
    /// `procurement/catalog`.
    Catalog,
    /// `system/userDefinedFields`.
    CustomFields,
}

/// What a path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// `system/info`.
    SystemInfo,
    /// A list.
    List(Collection),
    /// A list's number of records.
    Count(Collection),
    /// One record.
    One(Collection, u32),
}

/// A right of the member's security role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// Companies, Company Maintenance: Inquire.
    Companies,
    /// Finance, Agreements: Inquire.
    Agreements,
    /// Finance, Agreements: Add.
    AgreementsAdd,
    /// Finance, Agreements: Edit.
    AgreementsEdit,
    /// Finance, Agreements: Delete.
    AgreementsDelete,
    /// Procurement, Product Catalog: Inquire.
    Catalog,
    /// Finance, Invoicing: Inquire.
    Invoices,
    /// System, Table Setup: Inquire.
    TableSetup,
}

impl Right {
    /// Every right, with the name it goes by.
    pub const ALL: [(&'static str, Self); 8] = [
        ("companies", Self::Companies),
        ("agreements", Self::Agreements),
        ("agreements-add", Self::AgreementsAdd),
        ("agreements-edit", Self::AgreementsEdit),
        ("agreements-delete", Self::AgreementsDelete),
        ("catalog", Self::Catalog),
        ("invoices", Self::Invoices),
        ("table-setup", Self::TableSetup),
    ];
}

impl Endpoint {
    /// The endpoint that the segments below `apis/3.0` name.
    pub(super) fn parse(segments: &[&str]) -> Result<Self, Refusal> {
        match segments {
            ["system", "info"] => Ok(Self::SystemInfo),
            ["company", "companies", rest @ ..] => Self::within(Collection::Companies, rest),
            ["finance", "agreements", id, "additions", rest @ ..] => {
                Self::within(Collection::Additions(number(id)?), rest)
            }
            ["finance", "agreements", rest @ ..] => Self::within(Collection::Agreements, rest),
            ["finance", "billingCycles", rest @ ..] => {
                Self::within(Collection::BillingCycles, rest)
            }
            ["finance", "invoices", rest @ ..] => Self::within(Collection::Invoices, rest),
            ["procurement", "catalog", rest @ ..] => Self::within(Collection::Catalog, rest),
            ["system", "userDefinedFields", rest @ ..] => {
                Self::within(Collection::CustomFields, rest)
            }
            _ => Err(Refusal::NoEndpoint),
        }
    }

    fn within(collection: Collection, rest: &[&str]) -> Result<Self, Refusal> {
        match rest {
            [] => Ok(Self::List(collection)),
            ["count"] => Ok(Self::Count(collection)),
            [id] => Ok(Self::One(collection, number(id)?)),
            _ => Err(Refusal::NoEndpoint),
        }
    }

    /// The rights that a call takes; all of them are needed.
    pub(super) fn rights(self, method: &Method) -> Vec<Right> {
        let (Self::List(collection) | Self::Count(collection) | Self::One(collection, _)) = self
        else {
            return Vec::new();
        };
        let inquire = collection.right();
        let agreements = inquire == Right::Agreements;
        let change = match *method {
            Method::POST if agreements => Some(Right::AgreementsAdd),
            Method::PATCH | Method::PUT if agreements => Some(Right::AgreementsEdit),
            Method::DELETE if agreements => Some(Right::AgreementsDelete),
            _ => None,
        };
        change.into_iter().chain([inquire]).collect()
    }
}

fn number(segment: &str) -> Result<u32, Refusal> {
    segment.parse().map_err(|_| Refusal::NoEndpoint)
}

impl Collection {
    fn right(self) -> Right {
        match self {
            Self::Companies => Right::Companies,
            Self::Agreements | Self::Additions(_) => Right::Agreements,
            Self::Invoices => Right::Invoices,
            Self::Catalog => Right::Catalog,
            Self::BillingCycles | Self::CustomFields => Right::TableSetup,
        }
    }

    /// A record of this list, as messages name it.
    pub(super) fn resource(self) -> &'static str {
        match self {
            Self::Companies => "Company",
            Self::Agreements => "Agreement",
            Self::Additions(_) => "Addition",
            Self::BillingCycles => "BillingCycle",
            Self::Invoices => "Invoice",
            Self::Catalog => "CatalogItem",
            Self::CustomFields => "UserDefinedField",
        }
    }

    /// An empty record of this list, to ask for its fields.
    pub(super) fn sample(self) -> Box<dyn Document> {
        match self {
            Self::Companies => Box::new(Company::default()),
            Self::Agreements => Box::new(Agreement::default()),
            Self::Additions(_) => Box::new(Addition::default()),
            Self::BillingCycles => Box::new(BillingCycle::default()),
            Self::Invoices => Box::new(Invoice::default()),
            Self::Catalog => Box::new(CatalogItem::default()),
            Self::CustomFields => Box::new(CustomFieldDefinition::default()),
        }
    }

    /// The records whose number is greater than `after`, by number.
    pub(super) fn rows(
        self,
        world: &World,
        after: u32,
    ) -> Result<Box<dyn Iterator<Item = &dyn Document> + '_>, Refusal> {
        fn documents<'w, T: Document + 'w>(
            rows: impl Iterator<Item = &'w T> + 'w,
        ) -> Box<dyn Iterator<Item = &'w dyn Document> + 'w> {
            Box::new(rows.map(|row| row as &dyn Document))
        }
        Ok(match self {
            Self::Companies => documents(world.companies.after(after)),
            Self::Agreements => documents(world.agreements.after(after)),
            Self::BillingCycles => documents(world.billing_cycles.after(after)),
            Self::Invoices => documents(world.invoices.after(after)),
            Self::Catalog => documents(world.items.after(after)),
            Self::CustomFields => documents(world.custom_fields.after(after)),
            Self::Additions(agreement) => {
                if world.agreements.get(agreement).is_none() {
                    return Err(Refusal::NoRecord("Agreement", agreement));
                }
                let additions = world.additions.get(&agreement).into_iter();
                documents(additions.flat_map(move |additions| additions.after(after)))
            }
        })
    }

    /// One record.
    pub(super) fn record(self, world: &World, id: u32) -> Result<&dyn Document, Refusal> {
        let mut rows = self.rows(world, id.saturating_sub(1))?;
        rows.next()
            .filter(|row| matches!(row.view("id"), Some(super::document::View::Number(number)) if number == id.into()))
            .ok_or(Refusal::NoRecord(self.resource(), id))
    }

    /// One record, to be changed.
    pub(super) fn record_mut(
        self,
        world: &mut World,
        id: u32,
    ) -> Result<&mut dyn Document, Refusal> {
        fn document<T: Document>(record: Option<&mut T>) -> Option<&mut dyn Document> {
            record.map(|record| record as &mut dyn Document)
        }
        let record = match self {
            Self::Companies => document(world.companies.get_mut(id)),
            Self::Agreements => document(world.agreements.get_mut(id)),
            Self::Additions(agreement) => document(world.addition_mut(agreement, id)),
            Self::BillingCycles => document(world.billing_cycles.get_mut(id)),
            Self::Invoices => document(world.invoices.get_mut(id)),
            Self::Catalog => document(world.items.get_mut(id)),
            Self::CustomFields => document(world.custom_fields.get_mut(id)),
        };
        record.ok_or(Refusal::NoRecord(self.resource(), id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(path: &str) -> Result<Endpoint, Refusal> {
        Endpoint::parse(&path.split('/').collect::<Vec<_>>())
    }

    #[test]
    fn paths_name_endpoints() {
        let additions = Collection::Additions(7);
        let cases = [
            ("system/info", Endpoint::SystemInfo),
            ("company/companies", Endpoint::List(Collection::Companies)),
            (
                "finance/agreements/7",
                Endpoint::One(Collection::Agreements, 7),
            ),
            ("finance/agreements/7/additions", Endpoint::List(additions)),
            (
                "finance/agreements/7/additions/count",
                Endpoint::Count(additions),
            ),
            (
                "finance/agreements/7/additions/9",
                Endpoint::One(additions, 9),
            ),
            (
                "procurement/catalog/count",
                Endpoint::Count(Collection::Catalog),
            ),
        ];
        for (path, endpoint) in cases {
            assert_eq!(parse(path), Ok(endpoint), "{path}");
        }
        for path in [
            "",
            "finance",
            "finance/Agreements",
            "company/companies/x",
            "finance/agreements/7/additions/9/x",
        ] {
            assert_eq!(parse(path), Err(Refusal::NoEndpoint), "{path}");
        }
    }

    #[test]
    fn additions_are_governed_by_the_agreements_rights() {
        let endpoint = Endpoint::List(Collection::Additions(7));
        assert_eq!(endpoint.rights(&Method::GET), [Right::Agreements]);
        assert_eq!(
            endpoint.rights(&Method::POST),
            [Right::AgreementsAdd, Right::Agreements]
        );
        assert!(Endpoint::SystemInfo.rights(&Method::GET).is_empty());
    }
}
