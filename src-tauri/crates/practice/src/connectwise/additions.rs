//! Writing additions: create, replace, change and delete.
//!
//! What a client leaves out is taken from the catalog item, and changing the item
//! takes it from there anew. Nothing stops two additions of the same item.

use super::{
    document::Document,
    errors::{FieldError, Refusal},
    json::Json,
    patch::{self, Operation, Touched},
    records::{Addition, Agreement, CatalogItem, CustomField},
    rules::{self, Scope},
    signed,
    world::World,
};
use rust_decimal::Decimal;

const RESOURCE: &str = "Addition";

/// How strictly PATCH is taken.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Strictness {
    /// Every field of the record is checked, not only the named ones.
    pub(super) whole_record: bool,
    /// A path that names nothing is refused.
    pub(super) paths: bool,
}

/// Creates an addition from a POST body.
pub(super) fn create(world: &mut World, agreement: u32, body: &str) -> Result<Addition, Refusal> {
    let addition = composed(world, agreement, body)?;
    Ok(stored(world, agreement, addition))
}

/// Replaces an addition from a PUT body: what is left out is defaulted anew.
pub(super) fn replace(
    world: &mut World,
    agreement: u32,
    id: u32,
    body: &str,
) -> Result<Addition, Refusal> {
    let info = existing(world, agreement, id)?.info.clone();
    let mut addition = composed(world, agreement, body)?;
    addition.id = id;
    addition.info = info;
    Ok(stored(world, agreement, addition))
}

/// Changes an addition by the operations of a PATCH.
pub(super) fn change(
    world: &mut World,
    agreement: u32,
    id: u32,
    operations: &[Operation],
    strictness: Strictness,
) -> Result<Addition, Refusal> {
    let before = existing(world, agreement, id)?;
    let mut addition = before.clone();
    let touched = patch::apply(&mut addition, operations, RESOURCE, strictness.paths)?;
    if touched.contains("customFields") {
        addition.custom_fields = completed(world, std::mem::take(&mut addition.custom_fields))?;
    }
    resolve_product(world, &mut addition);
    if addition.product.id != before.product.id {
        set_defaults(world, &mut addition, &touched);
    }
    let scope = Scope::of(&touched, strictness.whole_record);
    check(world, agreement, &addition, scope)?;
    Ok(stored(world, agreement, addition))
}

/// Deletes an addition that no invoice has covered.
pub(super) fn delete(world: &mut World, agreement: u32, id: u32) -> Result<(), Refusal> {
    existing(world, agreement, id)?;
    if world.billing.billed_through.contains_key(&id) {
        return Err(Refusal::InUse(format!(
            "Addition {id} has been invoiced and cannot be deleted."
        )));
    }
    if let Some(additions) = world.additions.get_mut(&agreement) {
        additions.remove(id);
    }
    Ok(())
}

/// Works out anew what the server derives of an addition.
pub(super) fn derive(world: &World, addition: &mut Addition) {
    let item = world.items.get(addition.product.id);
    if let Some(item) = item {
        addition.description.clone_from(&item.description);
        let unit = item.unit_of_measure.as_ref();
        addition.unit_of_measure = unit.map(|unit| unit.name.clone());
    }
    if let Some(agreement) = world.agreements.get(addition.agreement_id) {
        addition.agreement_status = agreement.status;
    }
    let billed = addition.quantity - addition.less_included;
    addition.billed_quantity = billed;
    addition.extended_price = billed * addition.unit_price;
    addition.extended_cost = billed * addition.unit_cost;
    addition.margin = addition.extended_price - addition.extended_cost;
}

/// An addition as a body describes it, with defaults, checked.
fn composed(world: &World, agreement: u32, body: &str) -> Result<Addition, Refusal> {
    parent(world, agreement)?;
    let (mut addition, given) = read(body)?;
    addition.agreement_id = agreement;
    addition.custom_fields = completed(world, std::mem::take(&mut addition.custom_fields))?;
    resolve_product(world, &mut addition);
    set_defaults(world, &mut addition, &given);
    if !given.contains("quantity") {
        addition.quantity = Decimal::ONE;
    }
    if addition.effective.is_none() {
        let bill_start = world.agreements.get(agreement).and_then(|a| a.bill_start);
        addition.effective = Some(bill_start.map_or(world.today, |day| day.max(world.today)));
    }
    check(world, agreement, &addition, Scope::New)?;
    Ok(addition)
}

/// The fields of a body, and which of them hold a value. Unknown ones are
/// passed over.
fn read(body: &str) -> Result<(Addition, Touched), Refusal> {
    let body = Json::parse(body).map_err(|error| Refusal::Body(error.to_string()))?;
    let Json::Object(members) = body else {
        return Err(Refusal::Body("The body must be an object.".to_owned()));
    };
    let mut addition = Addition::default();
    let (mut given, mut errors) = (Touched::new(), Vec::new());
    for (name, value) in members {
        if patch::fixed(RESOURCE, &name) || value == Json::Null {
            continue;
        }
        match addition.set(&name, &value) {
            Ok(true) => {
                given.insert(name);
            }
            Ok(false) => {}
            Err(mismatch) => errors.push(patch::misfit(RESOURCE, &name, &mismatch)),
        }
    }
    valid(errors).map(|()| (addition, given))
}

/// Completes a product that was given by id or by identifier alone.
fn resolve_product(world: &World, addition: &mut Addition) {
    let product = &addition.product;
    let by_id = world.items.get(product.id);
    let item = by_id.or_else(|| {
        let named = |item: &&CatalogItem| item.identifier == product.identifier;
        let by_name = product.id == 0 && !product.identifier.is_empty();
        by_name.then(|| world.items.iter().find(named)).flatten()
    });
    if let Some(item) = item {
        addition.product.id = item.id;
        addition.product.identifier.clone_from(&item.identifier);
        addition.product.serialized = Some(item.serialized);
    }
}

/// Takes from the catalog item what the write does not name.
fn set_defaults(world: &World, addition: &mut Addition, given: &Touched) {
    let Some(item) = world.items.get(addition.product.id) else {
        return;
    };
    if !given.contains("unitPrice") {
        addition.unit_price = item.price;
    }
    if !given.contains("unitCost") {
        addition.unit_cost = item.cost;
    }
    if !given.contains("taxableFlag") {
        addition.taxable = item.taxable;
    }
    if !given.contains("invoiceDescription") {
        addition.invoice_description = Some(item.customer_description.clone());
    }
}

/// One entry per defined custom field, with the given values; a field that is
/// left out of the array loses its value.
fn completed(world: &World, given: Vec<CustomField>) -> Result<Vec<CustomField>, Refusal> {
    let mut fields = world.empty_custom_fields();
    let mut errors = Vec::new();
    for field in given {
        let known = fields.iter_mut().find(|known| {
            known.id == field.id || (field.id == 0 && known.caption == field.caption)
        });
        match known {
            Some(known) => known.value = field.value,
            None => errors.push(no_custom_field(field.id)),
        }
    }
    valid(errors).map(|()| fields)
}

fn no_custom_field(id: u32) -> FieldError {
    FieldError {
        code: "NotFound",
        message: format!("The custom field {id} does not exist."),
        resource: RESOURCE,
        field: "customFields/id".to_owned(),
    }
}

fn check(
    world: &World,
    agreement: u32,
    addition: &Addition,
    scope: Scope<'_>,
) -> Result<(), Refusal> {
    let mut errors = rules::lengths(addition, RESOURCE, scope);
    let agreement = parent(world, agreement)?;
    errors.extend(rules::addition(world, agreement, addition, scope));
    valid(errors)
}

fn valid(errors: Vec<FieldError>) -> Result<(), Refusal> {
    if errors.is_empty() {
        return Ok(());
    }
    Err(Refusal::Invalid {
        resource: RESOURCE,
        errors,
    })
}

fn stored(world: &mut World, agreement: u32, mut addition: Addition) -> Addition {
    signed(&mut addition.info, world.write_instant());
    addition.agreement_id = agreement;
    derive(world, &mut addition);
    addition.id = world.add(agreement, addition.clone());
    addition
}

fn parent(world: &World, agreement: u32) -> Result<&Agreement, Refusal> {
    let record = world.agreements.get(agreement);
    record.ok_or(Refusal::NoRecord("Agreement", agreement))
}

fn existing(world: &World, agreement: u32, id: u32) -> Result<&Addition, Refusal> {
    parent(world, agreement)?;
    let addition = world.addition(agreement, id);
    addition.ok_or(Refusal::NoRecord(RESOURCE, id))
}
