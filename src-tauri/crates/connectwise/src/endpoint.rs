//! What is called: each endpoint's path, what a log may call it, and the row of
//! the security role that opens it.

use crate::model::Id;
use std::fmt;

/// A right to read that the product needs; [`Client::probe`](crate::Client::probe)
/// tests it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Companies.
    Companies,
    /// Agreements.
    Agreements,
    /// Additions of agreements.
    Additions,
    /// Catalog items.
    Catalog,
    /// Invoices.
    Invoices,
}

impl Right {
    /// All rights, in the order in which they are asked for.
    pub const ALL: [Self; 5] = [
        Self::Companies,
        Self::Agreements,
        Self::Additions,
        Self::Catalog,
        Self::Invoices,
    ];

    /// Module and row of the security role, as ConnectWise's screen names them.
    /// Additions have no row of their own: the agreements' opens them.
    #[must_use]
    pub fn role_row(self) -> &'static str {
        match self {
            Self::Companies => "Companies > Company Maintenance",
            Self::Agreements | Self::Additions => "Finance > Agreements",
            Self::Catalog => "Procurement > Product Catalog",
            Self::Invoices => "Finance > Invoicing",
        }
    }
}

/// One resource under the API's root. `Display` leaves the numbers out: it is
/// what a log shows.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    template: &'static str,
    path: String,
    one_record: bool,
    row: &'static str,
}

impl Endpoint {
    pub(crate) fn system_info() -> Self {
        // The vendor documents no row for it; the module is as far as it goes.
        Self::fixed("system/info", "System")
    }

    pub(crate) fn companies() -> Self {
        Self::fixed("company/companies", Right::Companies.role_row())
    }

    pub(crate) fn agreements() -> Self {
        Self::fixed("finance/agreements", Right::Agreements.role_row())
    }

    pub(crate) fn billing_cycles() -> Self {
        Self::fixed("finance/billingCycles", "System > Table Setup")
    }

    pub(crate) fn catalog() -> Self {
        Self::fixed("procurement/catalog", Right::Catalog.role_row())
    }

    pub(crate) fn invoices() -> Self {
        Self::fixed("finance/invoices", Right::Invoices.role_row())
    }

    pub(crate) fn additions(agreement: Id) -> Self {
        let template = "finance/agreements/{id}/additions";
        Self {
            path: template.replace("{id}", &agreement.to_string()),
            ..Self::fixed(template, Right::Additions.role_row())
        }
    }

    /// One record of this list.
    pub(crate) fn record(self, id: Id) -> Self {
        Self {
            path: format!("{}/{id}", self.path),
            one_record: true,
            ..self
        }
    }

    /// The path's parts, under the API's root.
    pub(crate) fn segments(&self) -> impl Iterator<Item = &str> {
        self.path.split('/')
    }

    /// The row of the security role that opens it.
    pub(crate) fn row(&self) -> &'static str {
        self.row
    }

    fn fixed(template: &'static str, row: &'static str) -> Self {
        Self {
            template,
            path: template.to_owned(),
            one_record: false,
            row,
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.template)?;
        f.write_str(if self.one_record { "/{id}" } else { "" })
    }
}
