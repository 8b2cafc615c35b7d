//! Answers to reading: lists, counts and single records.

use super::{
    conditions::Condition,
    document::{Document, View},
    endpoint::Collection,
    errors::Refusal,
    exchange::{Answer, Call},
    fields::{Fields, Shown},
    order::Order,
    paging::{Links, Paging},
    query::Parameters,
    records::CustomField,
    world::World,
};
use axum::http::{StatusCode, header};
use serde::Serialize;
use std::collections::BTreeSet;

/// One read request on a collection.
pub(super) struct Reading<'a> {
    /// The records.
    pub(super) world: &'a World,
    /// Which of them are asked for.
    pub(super) collection: Collection,
    /// The request.
    pub(super) call: &'a Call,
    /// Host and port, for links.
    pub(super) host: &'a str,
    /// Records that lists do not show yet.
    pub(super) hidden: &'a BTreeSet<u32>,
}

/// The answer of a `count` endpoint.
#[derive(Serialize)]
struct Count {
    count: usize,
}

impl Reading<'_> {
    /// One page of the list.
    pub(super) fn list(&self) -> Result<Answer, Refusal> {
        let parameters = self.parameters()?;
        let paging = Paging::parse(self.call, &parameters).map_err(Refusal::Query)?;
        let filter = Filter::parse(&parameters, self.collection)?;
        let sample = self.collection.sample();
        let order = parameters.text("orderBy").unwrap_or_default();
        let order = Order::parse(order, sample.as_ref()).map_err(Refusal::Query)?;
        if paging.forward_only() && !order.is_empty() {
            return Err(Refusal::Query(
                "orderBy is not allowed with forward-only pagination.".to_owned(),
            ));
        }
        let mut rows = self.matching(&filter, paging.after())?;
        if !order.is_empty() {
            let mut sorted: Vec<_> = rows.collect();
            sorted.sort_by(|left, right| order.compare(*left, *right));
            rows = Box::new(sorted.into_iter());
        }
        let links = Links {
            host: self.host,
            call: self.call,
        };
        let page = paging.cut(rows, &links);
        let fields = Fields::parse(parameters.text("fields").unwrap_or_default());
        let shown = page.records.into_iter().map(|record| Shown {
            record,
            fields: &fields,
        });
        let answer = Answer::json(StatusCode::OK, &shown.collect::<Vec<_>>());
        Ok(answer.with(header::LINK, page.link))
    }

    /// How many records match.
    pub(super) fn count(&self) -> Result<Answer, Refusal> {
        let filter = Filter::parse(&self.parameters()?, self.collection)?;
        let count = self.matching(&filter, 0)?.count();
        Ok(Answer::json(StatusCode::OK, &Count { count }))
    }

    /// One record. It is shown even while lists still hide it.
    pub(super) fn one(&self, id: u32) -> Result<Answer, Refusal> {
        let record = self.collection.record(self.world, id)?;
        let parameters = self.parameters()?;
        let fields = Fields::parse(parameters.text("fields").unwrap_or_default());
        let shown = Shown {
            record,
            fields: &fields,
        };
        Ok(Answer::json(StatusCode::OK, &shown))
    }

    fn parameters(&self) -> Result<Parameters, Refusal> {
        Parameters::parse(self.call).map_err(Refusal::Query)
    }

    fn matching<'s>(
        &'s self,
        filter: &'s Filter,
        after: u32,
    ) -> Result<Box<dyn Iterator<Item = &'s dyn Document> + 's>, Refusal> {
        let rows = self.collection.rows(self.world, after)?;
        Ok(Box::new(
            rows.filter(|row| filter.accepts(*row) && !self.hides(*row)),
        ))
    }

    fn hides(&self, row: &dyn Document) -> bool {
        !self.hidden.is_empty()
            && match row.view("id") {
                Some(View::Number(id)) => self.hidden.iter().any(|hidden| id == (*hidden).into()),
                _ => false,
            }
    }
}

/// What a list is narrowed down to.
struct Filter {
    conditions: Option<Condition>,
    custom_fields: Option<Condition>,
}

impl Filter {
    fn parse(parameters: &Parameters, collection: Collection) -> Result<Self, Refusal> {
        if parameters.text("childConditions").is_some() {
            return Err(Refusal::Query(
                "childConditions are not supported here.".to_owned(),
            ));
        }
        let parse = |name, sample: &dyn Document| {
            let text = parameters.text(name);
            let condition = text.map(|text| Condition::parse(text, sample)).transpose();
            condition.map_err(|error| Refusal::Query(error.0))
        };
        Ok(Self {
            conditions: parse("conditions", collection.sample().as_ref())?,
            custom_fields: parse("customFieldConditions", &CustomField::default())?,
        })
    }

    fn accepts(&self, row: &dyn Document) -> bool {
        let holds = |condition: &Condition| condition.holds(row);
        self.conditions.as_ref().is_none_or(holds)
            && self
                .custom_fields
                .as_ref()
                .is_none_or(|condition| any_custom_field(row, condition))
    }
}

fn any_custom_field(row: &dyn Document, condition: &Condition) -> bool {
    match row.view("customFields") {
        Some(View::Records(fields)) => fields.documents().any(|field| condition.holds(field)),
        _ => false,
    }
}
