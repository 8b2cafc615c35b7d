//! Companies.

use super::{CompanyReference, Currency, Info, Reference};
use crate::connectwise::document::record;

record! {
    /// A company: the provider's customer.
    pub struct Company {
        /// Number.
        "id" id: u32,
        /// Short identifier, unique on the site, at most 30 characters.
        "identifier" identifier: String,
        /// Display name, at most 50 characters.
        "name" name: String,
        /// Status, such as Active.
        "status" status: Option<Reference>,
        /// Street.
        "addressLine1" address: Option<String>,
        /// City.
        "city" city: Option<String>,
        /// State or province.
        "state" state: Option<String>,
        /// Postal code.
        "zip" zip: Option<String>,
        /// Country.
        "country" country: Option<Reference>,
        /// Telephone number.
        "phoneNumber" phone: Option<String>,
        /// Website.
        "website" website: Option<String>,
        /// Territory.
        "territory" territory: Option<Reference>,
        /// The provider's own account number for it.
        "accountNumber" account_number: Option<String>,
        /// The company it is a branch of.
        "parentCompany" parent: Option<CompanyReference>,
        /// The company that pays for it.
        "billToCompany" bill_to: Option<CompanyReference>,
        /// Year of foundation; a stored value may be out of the valid range.
        "yearEstablished" year_established: Option<u32>,
        /// Soft-deleted.
        "deletedFlag" deleted: bool,
        /// Currency.
        "currency" currency: Option<Currency>,
        /// Last change.
        "_info" info: Info,
    }
}
