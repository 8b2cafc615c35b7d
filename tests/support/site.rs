//! A small site, made to measure: a few clients, agreements and products on both
//! sides, and nothing else that could get in the way.

use domain::ids::{AgreementId, CompanyId, CustomerId, ItemId};
use jiff::{Timestamp, ToSpan, civil::Date};
use practice::{
    Config, World,
    c3::{Address, C3Access, C3World, Category, Contact, Customer, Cycle, InvoiceLine, Offer},
    c3::{HistoryRow, Owner, Tenant},
    connectwise::records::{
        Agreement, BillingOptions, CatalogItem, Company, CompanyReference, Currency,
        InvoicingCycle, PeriodType, Reference,
    },
    made_up::made_up,
};
use rust_decimal::Decimal;
use std::sync::Arc;
use uuid::Uuid;

use crate::{Subscription, decimal};

/// Both worlds, to be filled.
pub struct SmallSite {
    /// ConnectWise.
    pub world: World,
    /// C3.
    pub c3: C3World,
}

/// A C3 customer and the company that it is.
#[derive(Debug, Clone)]
pub struct Client {
    /// Position among C3's customers.
    pub position: u32,
    /// C3's id.
    pub id: CustomerId,
    /// The company.
    pub company: CompanyId,
}

/// What makes an agreement bill as it does.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// How often.
    pub cycle: BillingOptions,
    /// By the calendar, or by the contract.
    pub invoicing: InvoicingCycle,
    /// Whether ConnectWise prorates.
    pub prorate: bool,
    /// First day that may be billed.
    pub bill_start: Date,
    /// The next invoice's date.
    pub next_invoice: Date,
}

impl SmallSite {
    /// A site with its setup, and nobody on it.
    #[must_use]
    pub fn new(today: Date) -> Self {
        let (world, c3) = made_up(0, 0, today);
        Self { world, c3 }
    }

    /// Adds a client on both sides.
    pub fn client(&mut self, name: &str) -> Client {
        let company = self.world.companies.insert(Company {
            identifier: name.to_owned(),
            name: name.to_owned(),
            currency: Some(usd()),
            ..Company::default()
        });
        let position = u32::try_from(self.c3.customers.len()).unwrap();
        let customer = customer(position, name, self.c3.today);
        let id = CustomerId::new(&customer.id.to_string());
        self.c3.customers.push(customer);
        Client {
            position,
            id,
            company: CompanyId(company),
        }
    }

    /// Adds an agreement of a client's company.
    pub fn agreement(&mut self, client: &Client, terms: Terms) -> AgreementId {
        let mut cycles = self.world.billing_cycles.iter();
        let cycle = cycles
            .find(|cycle| cycle.billing_options == terms.cycle)
            .unwrap();
        let billing_cycle = Some(Reference {
            id: cycle.id,
            name: cycle.name.clone(),
        });
        let company = self.world.companies.get(client.company.0).unwrap();
        let agreement = Agreement {
            name: format!(
                "{} {:?} {}",
                company.name,
                terms.cycle,
                self.world.agreements.len()
            ),
            kind: Reference {
                id: 4,
                name: "Cloud subscriptions".to_owned(),
            },
            company: CompanyReference {
                id: company.id,
                identifier: company.identifier.clone(),
                name: company.name.clone(),
            },
            start: Some(terms.bill_start),
            no_end: true,
            billing_cycle,
            invoicing_cycle: terms.invoicing,
            bill_start: Some(terms.bill_start),
            prorate: terms.prorate,
            currency: Some(usd()),
            period_type: Some(PeriodType::Current),
            next_invoice: Some(terms.next_invoice),
            ..Agreement::default()
        };
        AgreementId(self.world.agreements.insert(agreement))
    }

    /// Adds a catalog item.
    pub fn item(&mut self, identifier: &str, price: &str) -> ItemId {
        ItemId(self.world.items.insert(CatalogItem {
            identifier: identifier.to_owned(),
            description: identifier.to_owned(),
            price: decimal(price),
            cost: decimal("1.00"),
            taxable: true,
            customer_description: identifier.to_owned(),
            ..CatalogItem::default()
        }))
    }

    /// Adds an offer of a product, so that C3 tells its billing cycle.
    pub fn offer(&mut self, product: &str, cycle: Cycle, price: &str) {
        let number = 0x0ff0_0000 + self.c3.plans[0].offers.len() as u128;
        self.c3.plans[0].offers.push(Offer {
            name: product.into(),
            cycle,
            partner_price: decimal("1.00"),
            retail_price: decimal(price),
            sale_price: decimal(price),
            sku: "CFQ7TTC0TEST:0001".into(),
            product_id: Uuid::from_u128(number),
            active: true,
            addon: false,
            trial: false,
        });
    }

    /// Adds rows to C3's history.
    pub fn tell(&mut self, rows: impl IntoIterator<Item = HistoryRow>) {
        self.c3.history.extend(rows);
    }

    /// Puts a subscription on C3's latest invoice, charged for so many months.
    pub fn invoice(&mut self, subscription: &Subscription, months: i32) {
        let today = self.c3.today;
        let period = self
            .c3
            .periods
            .iter()
            .find(|period| period.invoiced <= today)
            .unwrap();
        let charged_to = period
            .start
            .saturating_add(months.months())
            .yesterday()
            .unwrap();
        self.c3.invoice_lines.push(InvoiceLine {
            period: period.id,
            customer: subscription.customer,
            tenant: 0,
            subscription: subscription.id.unwrap(),
            product: Arc::clone(&subscription.product),
            owner: Owner::Customer,
            category: Category::Custom,
            quantity: subscription.state.quantity,
            unit_price: subscription.state.price,
            charge_start: period.start,
            charge_end: charged_to,
        });
    }

    /// What it takes to serve this.
    #[must_use]
    pub fn config(self) -> Config {
        Config {
            connectwise_port: 0,
            c3_port: 0,
            access: practice::Access::default(),
            c3_access: C3Access::default(),
            world: self.world,
            c3_world: self.c3,
            faults: practice::Faults::default(),
            clock: Arc::new(Timestamp::now),
            seed: 1,
        }
    }
}

impl Terms {
    /// Monthly by the calendar since January of the year, with the month of
    /// `today` not invoiced yet.
    #[must_use]
    pub fn monthly(prorate: bool, today: Date) -> Self {
        Self {
            cycle: BillingOptions::Monthly,
            invoicing: InvoicingCycle::CalendarYear,
            prorate,
            bill_start: today.first_of_year(),
            next_invoice: today.first_of_month(),
        }
    }
}

fn usd() -> Currency {
    Currency {
        id: 7,
        symbol: "$".to_owned(),
        code: "USD".to_owned(),
        identifier: "USD".to_owned(),
        name: "US Dollar".to_owned(),
    }
}

/// The id that C3 gives to the client at a position, and to its tenant.
pub(crate) fn ids_of(position: u32) -> (Uuid, Uuid) {
    let id = 0xacc0_0000_0000_4000_8000_0000_0000_0000 | u128::from(position);
    (Uuid::from_u128(id), Uuid::from_u128(id | 1 << 32))
}

fn customer(position: u32, name: &str, today: Date) -> Customer {
    let (id, tenant) = ids_of(position);
    let tenant = Tenant {
        id: tenant,
        name: name.into(),
        domain: format!("c{position}.onmicrosoft.com"),
    };
    Customer {
        id,
        name: name.into(),
        contact: Contact {
            first: "Kim",
            last: "Abercrombie",
            email: "kim@example.com".into(),
            phone: "+1 425 555 0101".to_owned(),
        },
        address: Address {
            line: "1 Main St".to_owned(),
            city: "Redmond",
            state: "WA",
            zip: "98052".to_owned(),
            country: "US",
        },
        tenants: vec![tenant],
        currency: "USD",
        plans: vec![0],
        tags: Vec::new(),
        signed_up: today.first_of_year().at(9, 0, 0, 0),
        erp_id: None,
    }
}

/// A by-hand addition's plain values, for worlds that begin with one.
#[must_use]
pub fn by_hand(
    world: &World,
    item: ItemId,
    quantity: i64,
    price: &str,
    from: Date,
) -> practice::connectwise::records::Addition {
    use practice::connectwise::records::{Addition, BillCustomer, ItemReference};
    let record = world.items.get(item.0).unwrap();
    Addition {
        product: ItemReference {
            id: record.id,
            identifier: record.identifier.clone(),
            serialized: Some(false),
        },
        quantity: Decimal::from(quantity),
        unit_price: decimal(price),
        bill_customer: Some(BillCustomer::Billable),
        effective: Some(from),
        invoice_description: Some("By hand".to_owned()),
        custom_fields: world.empty_custom_fields(),
        ..Addition::default()
    }
}
