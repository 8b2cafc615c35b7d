//! C3 customers: a name, a person, a place, a tenant.

use std::sync::Arc;

use fastrand::Rng;
use jiff::civil::Date;
use uuid::Uuid;

use super::locales::{LOCALES, Locale};
use super::{shop, times};
use crate::c3::{Address, Contact, Customer, Tenant};

const TAGS: &[(&str, &str)] = &[
    ("Tier", "Gold"),
    ("Tier", "Silver"),
    ("Region", "North"),
    ("Account manager", "\"JD\""),
];

/// A random one of these.
pub(super) fn pick<'a, T>(of: &'a [T], rng: &mut Rng) -> &'a T {
    &of[rng.usize(..of.len())]
}

/// Half of the customers come from the first two countries.
pub(super) fn locale(rng: &mut Rng) -> &'static Locale {
    match rng.u8(0..10) {
        0..=3 => &LOCALES[0],
        4 => &LOCALES[1],
        _ => pick(LOCALES, rng),
    }
}

/// A random id.
pub(super) fn id(rng: &mut Rng) -> Uuid {
    uuid::Builder::from_random_bytes(rng.u128(..).to_be_bytes()).into_uuid()
}

/// The `index`th customer of a world.
pub(super) fn customer(index: u32, locale: &Locale, today: Date, rng: &mut Rng) -> Customer {
    let name: Arc<str> = name(locale, rng).into();
    let domain = format!("c{index:05}");
    let &(first, last) = pick(locale.people, rng);
    let tags = (rng.u8(0..4) == 0).then(|| *pick(TAGS, rng));
    Customer {
        id: id(rng),
        contact: Contact {
            first,
            last,
            email: format!("it@{domain}.example").into(),
            phone: format!("{} {:04}", locale.dialling, rng.u32(0..10_000)),
        },
        address: address(locale, rng),
        tenants: vec![tenant(&name, &domain, rng)],
        name,
        currency: locale.currency,
        plans: vec![shop::plan_for(locale.currency)],
        tags: tags.into_iter().collect(),
        signed_up: times::working_hours(today, rng.i64(1500..2500), rng),
        erp_id: Some(erp_id(index)),
    }
}

/// The customer's number in the partner's bookkeeping; ConnectWise has the
/// same as the company's account number.
pub(super) fn erp_id(index: u32) -> String {
    format!("D{:06}", 100_000 + index)
}

/// A tenant of a customer.
pub(super) fn tenant(name: &Arc<str>, domain: &str, rng: &mut Rng) -> Tenant {
    Tenant {
        id: id(rng),
        name: Arc::clone(name),
        domain: format!("{domain}.onmicrosoft.com"),
    }
}

fn name(locale: &Locale, rng: &mut Rng) -> String {
    let (first, second) = (pick(locale.first, rng), pick(locale.second, rng));
    let form = pick(locale.forms, rng);
    let city = pick(locale.cities, rng).0;
    let joined = locale.country == "JP";
    let name = match rng.u8(0..5) {
        _ if joined => format!("{first}{second}"),
        0 => format!("{first} {second} {city}"),
        _ => format!("{first} {second}"),
    };
    match (locale.form_first, joined) {
        (true, true) => format!("{form}{name}"),
        (true, false) => format!("{form} {name}"),
        (false, _) => format!("{name} {form}"),
    }
}

fn address(locale: &Locale, rng: &mut Rng) -> Address {
    let &(city, state, zip) = pick(locale.cities, rng);
    Address {
        line: format!("{} {}", pick(locale.first, rng), rng.u16(1..250)),
        city,
        state,
        zip: format!("{zip}{:02}", rng.u8(0..100)),
        country: locale.country,
    }
}
