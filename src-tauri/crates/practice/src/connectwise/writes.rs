//! Answers to writing: which record kinds take which method.
//!
//! Additions can be created, replaced, changed and deleted. Companies, agreements
//! and catalog items can be changed. Agreement invoices cannot be made here: a
//! person runs agreement invoicing.

use super::{
    additions::{self, Strictness},
    document::{Document, Whole},
    endpoint::{Collection, Endpoint},
    errors::{FieldError, Refusal},
    exchange::{Answer, Call},
    patch::{self, Operation},
    rules::{self, Scope},
    signed,
    world::{Row, Table, World},
};
use axum::http::{HeaderValue, Method, StatusCode, header};
use jiff::Timestamp;

/// A write and what it changed.
pub(super) struct Written {
    /// The answer.
    pub(super) answer: Answer,
    /// Agreement and number of an addition that is new.
    pub(super) created: Option<(u32, u32)>,
}

/// Carries out a call that may change something.
pub(super) fn write(
    world: &mut World,
    endpoint: Endpoint,
    call: &Call,
    strictness: Strictness,
) -> Result<Written, Refusal> {
    match (endpoint, &call.method) {
        (Endpoint::List(Collection::Additions(agreement)), &Method::POST) => {
            create(world, agreement, call)
        }
        (Endpoint::List(Collection::Invoices), &Method::POST) => Err(Refusal::Body(
            "Cannot create agreement invoices through the Invoicing API".to_owned(),
        )),
        (Endpoint::One(Collection::Additions(agreement), id), method) => {
            addition(world, agreement, id, method, call, strictness).map(Written::from)
        }
        (Endpoint::One(collection, id), &Method::PATCH) => {
            change(world, collection, id, call, strictness).map(Written::from)
        }
        _ => Err(Refusal::Method),
    }
}

impl From<Answer> for Written {
    fn from(answer: Answer) -> Self {
        Self {
            answer,
            created: None,
        }
    }
}

fn create(world: &mut World, agreement: u32, call: &Call) -> Result<Written, Refusal> {
    let addition = additions::create(world, agreement, &call.body)?;
    let location = HeaderValue::from_str(&format!("{}/{}", call.path, addition.id));
    let answer = Answer::json(StatusCode::CREATED, &Whole(&addition));
    Ok(Written {
        answer: match location {
            Ok(location) => answer.with(header::LOCATION, location),
            Err(_) => answer,
        },
        created: Some((agreement, addition.id)),
    })
}

fn addition(
    world: &mut World,
    agreement: u32,
    id: u32,
    method: &Method,
    call: &Call,
    strictness: Strictness,
) -> Result<Answer, Refusal> {
    let addition = match *method {
        Method::PATCH => {
            let operations = patch::operations(&call.body)?;
            additions::change(world, agreement, id, &operations, strictness)?
        }
        Method::PUT => additions::replace(world, agreement, id, &call.body)?,
        Method::DELETE => {
            additions::delete(world, agreement, id)?;
            return Ok(Answer::empty(StatusCode::NO_CONTENT));
        }
        _ => return Err(Refusal::Method),
    };
    Ok(Answer::json(StatusCode::OK, &Whole(&addition)))
}

/// Changes a company, an agreement or a catalog item.
fn change(
    world: &mut World,
    collection: Collection,
    id: u32,
    call: &Call,
    strictness: Strictness,
) -> Result<Answer, Refusal> {
    let patch = Patch {
        collection,
        operations: patch::operations(&call.body)?,
        strictness,
    };
    let now = world.write_instant();
    match collection {
        Collection::Companies => patch.change(&mut world.companies, id, now, rules::company),
        Collection::Agreements => patch.change(&mut world.agreements, id, now, no_rules),
        Collection::Catalog => patch.change(&mut world.items, id, now, no_rules),
        _ => Err(Refusal::Method),
    }
}

fn no_rules<T>(_: &T, _: Scope<'_>) -> Vec<FieldError> {
    Vec::new()
}

/// A PATCH of a record of any kind.
struct Patch {
    collection: Collection,
    operations: Vec<Operation>,
    strictness: Strictness,
}

impl Patch {
    fn change<T: Row + Document + Clone>(
        &self,
        table: &mut Table<T>,
        id: u32,
        now: Timestamp,
        rules: impl Fn(&T, Scope<'_>) -> Vec<FieldError>,
    ) -> Result<Answer, Refusal> {
        let resource = self.collection.resource();
        let stored = table.get(id).ok_or(Refusal::NoRecord(resource, id))?;
        let mut record = stored.clone();
        let Strictness {
            whole_record,
            paths,
        } = self.strictness;
        let touched = patch::apply(&mut record, &self.operations, resource, paths)?;
        let scope = Scope::of(&touched, whole_record);
        let mut errors = rules::lengths(&record, resource, scope);
        errors.extend(rules(&record, scope));
        if !errors.is_empty() {
            return Err(Refusal::Invalid { resource, errors });
        }
        signed(record.info_mut(), now);
        let answer = Answer::json(StatusCode::OK, &Whole(&record));
        table.insert(record);
        Ok(answer)
    }
}
