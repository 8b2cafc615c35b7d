//! ConnectWise companies: the counterparts of C3 customers, as a bookkeeper
//! enters them. Names are mostly alike, sometimes shortened or long outdated.

use fastrand::Rng;

use super::locales::LOCALES;
use super::site;
use crate::c3::Customer;
use crate::connectwise::records::{Company, Reference};

/// ConnectWise takes names of at most this many characters.
const NAME_MAX: usize = 50;

/// The company of a customer. It gets its number when it is filed.
pub(super) fn company(index: u32, customer: &Customer, name: String) -> Company {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Company {
        identifier: identifier(index, &name),
        name,
        status: Some(Reference {
            id: 1,
            name: "Active".to_owned(),
        }),
        address: text(&customer.address.line),
        city: text(customer.address.city),
        state: text(customer.address.state),
        zip: text(&customer.address.zip),
        country: country(customer.address.country),
        phone: text(&customer.contact.phone),
        account_number: customer.erp_id.clone(),
        currency: site::currency(customer.currency),
        info: site::entered(),
        ..Company::default()
    }
}

/// The name under which a bookkeeper knows a customer.
pub(super) fn name(customer: &str, rng: &mut Rng) -> String {
    let name = match rng.u8(0..20) {
        0 | 1 => without_form(customer),
        2 => customer.to_uppercase(),
        3 => format!("{} (formerly {})", former(customer), first_word(customer)),
        _ => customer.to_owned(),
    };
    name.chars().take(NAME_MAX).collect()
}

fn without_form(name: &str) -> String {
    let forms = LOCALES.iter().flat_map(|locale| locale.forms);
    let mut cut = forms.filter_map(|form| name.strip_suffix(form).or(name.strip_prefix(form)));
    cut.next().unwrap_or(name).trim().to_owned()
}

/// What it was called before somebody bought it.
fn former(name: &str) -> String {
    let letters: String = name
        .split_whitespace()
        .filter_map(|w| w.chars().next())
        .collect();
    format!("{letters} Group")
}

fn first_word(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// Letters and digits of the name that ASCII has, and the number: unique, and
/// at most 30 characters.
fn identifier(index: u32, name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let letters: String = letters.take(18).collect();
    format!("{letters}-{index:05}")
}

fn country(code: &str) -> Option<Reference> {
    let known = (1..)
        .zip(LOCALES)
        .find(|(_, locale)| locale.country == code);
    known.map(|(id, locale)| Reference {
        id,
        name: locale.country_name.to_owned(),
    })
}
