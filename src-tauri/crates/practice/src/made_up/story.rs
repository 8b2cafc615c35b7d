//! The first three customers of every world: the ones that a newcomer maps,
//! validates and uploads. They are clean, and the same whatever the seed.
//!
//! Contoso carries the two rows that C3's documentation shows, with their
//! values, moved to within the 90 days that a report covers.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, date};
use uuid::Uuid;

use super::agreements::{self, Terms};
use super::draft::{Draft, Ground};
use super::matching::{Match, matching};
use super::site::SiteCycle;
use super::subscription::{By, State, Subscription};
use super::{companies, customers, life, made_up, shop, times};
use crate::c3::{Address, Contact, Customer, Cycle, Spelling, Status, Tenant, Told};
use crate::connectwise::records::InvoicingCycle;

/// How many customers the story has.
const CUSTOMERS: u32 = 3;

/// What belongs together in the story: for each of its customers the company,
/// the agreements, and the catalog item of each product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Contoso first.
    pub customers: Vec<Match>,
}

/// The story that every world begins with. Its ids depend on nothing: they are
/// the same for each seed, size and day.
pub fn story() -> Story {
    let (world, c3) = made_up(0, CUSTOMERS, date(2026, 1, 15));
    Story {
        customers: matching(&world, &c3),
    }
}

/// Monthly, by the calendar, prorated by ConnectWise.
pub(super) fn contoso(ground: Ground<'_>) -> Draft {
    let mut contoso = begin(0, contoso_customer(ground.today));
    contoso.contract(
        ground,
        SiteCycle::Monthly,
        InvoicingCycle::CalendarYear,
        true,
    );
    let today = ground.today;

    let mut e1 = contoso.standing(ground, "Microsoft 365 E1", Cycle::Monthly, 1);
    e1.id = Uuid::from_u128(0xe092_9157_458c_426e_9e4c_6014_8da2_9b37);
    e1.count(documented(today, 5, (11, 40, 15, 353)), 6);

    let mut visio = contoso.standing(ground, "Visio Plan 2", Cycle::Monthly, 2);
    // Told without an id, and so on no invoice either: a line with an id could
    // not be seen to be the same subscription.
    visio.invoiced = false;
    let row = visio.count(documented(today, 30, (16, 26, 26, 663)), 2);
    (row.spelling, row.padded, row.identified) = (Spelling::Of2023, true, false);

    let mut premium =
        contoso.standing(ground, "Microsoft 365 Business Premium", Cycle::Monthly, 10);
    contoso.raise(ground, &mut premium);
    premium.count(morning(today, 12), 12);
    premium.count(morning(today, 2), 11).by = By::Partner;

    let rooms = contoso.bought(ground, "Microsoft Teams Rooms Pro", 3, morning(today, 8));
    contoso.subscriptions.extend([e1, visio, premium, rooms]);
    contoso
}

/// Monthly from the 15th on, by the contract, not prorated by ConnectWise.
pub(super) fn fabrikam(ground: Ground<'_>) -> Draft {
    let mut fabrikam = begin(1, fabrikam_customer(ground.today));
    fabrikam.contract(
        ground,
        SiteCycle::Monthly,
        InvoicingCycle::ContractYear,
        false,
    );
    let today = ground.today;

    let mut standard = fabrikam.standing(
        ground,
        "Microsoft 365 Business Standard",
        Cycle::Monthly,
        24,
    );
    fabrikam.raise(ground, &mut standard);
    standard.count(morning(today, 6), 27);

    let mut exchange = fabrikam.standing(ground, "Exchange Online (Plan 1)", Cycle::Monthly, 8);
    exchange.change(morning(today, 20), |state| state.status = Status::Suspended);
    exchange.change(morning(today, 16), |state| state.status = Status::Active);

    let mut rooms = fabrikam.standing(ground, "Microsoft Teams Rooms Pro", Cycle::Monthly, 2);
    rooms.change(morning(today, 3), |state| state.status = Status::Deleted);
    fabrikam.subscriptions.extend([standard, exchange, rooms]);
    fabrikam
}

/// A monthly and a yearly agreement.
pub(super) fn northwind(ground: Ground<'_>) -> Draft {
    let mut northwind = begin(2, northwind_customer(ground.today));
    northwind.contract(
        ground,
        SiteCycle::Monthly,
        InvoicingCycle::CalendarYear,
        false,
    );
    northwind.contract(
        ground,
        SiteCycle::Yearly,
        InvoicingCycle::ContractYear,
        true,
    );
    let today = ground.today;

    let mut power_bi = northwind.standing(ground, "Power BI Pro", Cycle::Monthly, 14);
    northwind.raise(ground, &mut power_bi);
    power_bi.count(morning(today, 9), 12);

    let mut e3 = northwind.standing(ground, "Microsoft 365 E3", Cycle::Annual, 60);
    e3.count(morning(today, 25), 65);
    e3.count(morning(today, 4), 70);

    let mut e5 = northwind.standing(ground, "Microsoft 365 E5", Cycle::Annual, 5);
    e5.count(morning(today, 40), 6);
    northwind.subscriptions.extend([power_bi, e3, e5]);
    northwind
}

fn begin(index: u32, customer: Customer) -> Draft {
    let name = customer.name.to_string();
    Draft {
        index,
        company: companies::company(index, &customer, name),
        customer,
        agreements: Vec::new(),
        subscriptions: Vec::new(),
        by_hand: Vec::new(),
        unreadable: Vec::new(),
    }
}

impl Draft {
    fn contract(
        &mut self,
        ground: Ground<'_>,
        cycle: SiteCycle,
        invoicing: InvoicingCycle,
        prorate: bool,
    ) {
        let begun = times::ago(ground.today, 430).first_of_month();
        let terms = Terms {
            cycle,
            invoicing,
            prorate,
            bill_start: match invoicing {
                InvoicingCycle::CalendarYear => begun,
                InvoicingCycle::ContractYear => begun.saturating_add(14.days()),
            },
            currency: self.customer.currency,
            ahead: false,
        };
        self.agreements.push(agreements::cloud(terms, ground.today));
    }

    fn standing(
        &self,
        ground: Ground<'_>,
        product: &str,
        cycle: Cycle,
        quantity: i64,
    ) -> Subscription {
        let sale = self.sale(ground, shop::position(product), cycle);
        let start = State::active(quantity, sale.price_before);
        let bought = times::charge_day(times::ago(ground.today, 200));
        Subscription::standing(self.subscription_id(product), &sale, start, bought)
    }

    fn bought(&self, ground: Ground<'_>, product: &str, seats: i64, at: DateTime) -> Subscription {
        let sale = self.sale(ground, shop::position(product), Cycle::Monthly);
        let id = self.subscription_id(product);
        Subscription::bought(id, &sale, seats, at, Told::Null)
    }

    fn raise(&self, ground: Ground<'_>, subscription: &mut Subscription) {
        let product = shop::position(&subscription.product);
        let sale = self.sale(ground, product, subscription.cycle);
        let night = times::ago(ground.today, times::RAISED_AGE).at(2, 14, 7, 0);
        life::raise(subscription, &sale, night);
    }

    fn subscription_id(&self, product: &str) -> Uuid {
        let number = u128::from(self.index) << 16 | shop::position(product) as u128;
        Uuid::from_u128(0x5b1d_0000_0000_4000_8000_0000_0000_0000 | number)
    }
}

fn morning(today: Date, age: i64) -> DateTime {
    documented(today, age, (9, 2, 41, 870))
}

fn documented(today: Date, age: i64, time: (i8, i8, i8, i32)) -> DateTime {
    let (hour, minute, second, millisecond) = time;
    times::ago(today, age).at(hour, minute, second, millisecond * 1_000_000)
}

fn contoso_customer(today: Date) -> Customer {
    Customer {
        id: Uuid::from_u128(0xbfb6_7fa2_fa0a_4451_b3e5_2a90_5276_ddfd),
        tenants: vec![tenant(
            "Contoso",
            "contoso",
            0x07c0_adc5_48b1_4b92_9da4_0a60_3317_de5d,
        )],
        contact: contact(("John", "Doe"), "user@contoso.com", "+1 425 555 0100"),
        address: address("4567 Main St", ("Redmond", "WA", "98052", "US")),
        tags: vec![("Tier", "Gold")],
        ..customer(0, "Contoso", "USD", today)
    }
}

fn fabrikam_customer(today: Date) -> Customer {
    Customer {
        tenants: vec![tenant(
            "Fabrikam GmbH",
            "fabrikam",
            0x7a00_0000_0000_4000_8000_0000_0000_0001,
        )],
        contact: contact(
            ("Jürgen", "Groß"),
            "it@fabrikam.example",
            "+49 89 5550 0100",
        ),
        address: address("Süßmilchstraße 12", ("München", "BY", "80331", "DE")),
        ..customer(1, "Fabrikam GmbH", "EUR", today)
    }
}

fn northwind_customer(today: Date) -> Customer {
    Customer {
        tenants: vec![tenant(
            "Northwind Traders Ltd",
            "northwindtraders",
            0x7a00_0000_0000_4000_8000_0000_0000_0002,
        )],
        contact: contact(
            ("Fiona", "Lowe"),
            "it@northwind.example",
            "+44 20 7946 0100",
        ),
        address: address("1 Quay Street", ("Bristol", "", "BS1 4DJ", "GB")),
        ..customer(2, "Northwind Traders Ltd", "GBP", today)
    }
}

fn customer(index: u32, name: &str, currency: &'static str, today: Date) -> Customer {
    let id = 0xc300_0000_0000_4000_8000_0000_0000_0000 | u128::from(index);
    Customer {
        id: Uuid::from_u128(id),
        name: name.into(),
        contact: contact(("", ""), "", ""),
        address: address("", ("", "", "", "")),
        tenants: Vec::new(),
        currency,
        plans: vec![shop::plan_for(currency)],
        tags: Vec::new(),
        signed_up: times::ago(today, 900).at(9, 1, 54, 380_000_000),
        erp_id: Some(customers::erp_id(index)),
    }
}

fn tenant(name: &str, domain: &str, id: u128) -> Tenant {
    Tenant {
        id: Uuid::from_u128(id),
        name: name.into(),
        domain: format!("{domain}.onmicrosoft.com"),
    }
}

fn contact((first, last): (&'static str, &'static str), email: &str, phone: &str) -> Contact {
    Contact {
        first,
        last,
        email: email.into(),
        phone: phone.to_owned(),
    }
}

fn address(
    line: &str,
    (city, state, zip, country): (&'static str, &'static str, &str, &'static str),
) -> Address {
    Address {
        line: line.to_owned(),
        city,
        state,
        zip: zip.to_owned(),
        country,
    }
}
