//! The tables: one file each, or for a close family, with its migration, its
//! struct and its queries.

use crate::migration::Migration;

pub(crate) mod addition;
pub(crate) mod agreement;
pub(crate) mod agreement_mapping;
pub(crate) mod basis;
pub(crate) mod c3_customer;
pub(crate) mod c3_invoice_line;
pub(crate) mod c3_offer;
pub(crate) mod column_mapping;
pub(crate) mod company;
pub(crate) mod customer_mapping;
pub(crate) mod duplicate_decision;
pub(crate) mod event;
pub(crate) mod event_append;
pub(crate) mod event_page;
pub(crate) mod event_uploaded;
pub(crate) mod event_window;
pub(crate) mod export;
pub(crate) mod finding;
pub(crate) mod item;
pub(crate) mod job;
pub(crate) mod job_run;
pub(crate) mod job_summary;
pub(crate) mod journal;
pub(crate) mod line;
pub(crate) mod line_decision;
pub(crate) mod mapped_customer;
pub(crate) mod mapped_name;
pub(crate) mod match_absence;
pub(crate) mod match_acceptance;
pub(crate) mod match_alias;
pub(crate) mod match_trait;
pub(crate) mod names;
pub(crate) mod operation;
pub(crate) mod operation_query;
pub(crate) mod plan_agreement;
pub(crate) mod plan_finding;
pub(crate) mod plan_query;
pub(crate) mod product_mapping;
pub(crate) mod pull;
pub(crate) mod release;
pub(crate) mod set_aside;
pub(crate) mod setting;
pub(crate) mod subscription_alias;
pub(crate) mod subscription_choice;
pub(crate) mod unreadable_row;

/// Each table's migrations; [`crate::migration::all`] puts them in order.
pub(crate) const MIGRATIONS: &[&[Migration]] = &[
    setting::MIGRATIONS,
    basis::MIGRATIONS,
    column_mapping::MIGRATIONS,
    pull::MIGRATIONS,
    c3_customer::MIGRATIONS,
    c3_offer::MIGRATIONS,
    c3_invoice_line::MIGRATIONS,
    event::MIGRATIONS,
    event_uploaded::MIGRATIONS,
    event_window::MIGRATIONS,
    subscription_alias::MIGRATIONS,
    unreadable_row::MIGRATIONS,
    company::MIGRATIONS,
    agreement::MIGRATIONS,
    item::MIGRATIONS,
    addition::MIGRATIONS,
    customer_mapping::MIGRATIONS,
    agreement_mapping::MIGRATIONS,
    product_mapping::MIGRATIONS,
    set_aside::MIGRATIONS,
    subscription_choice::MIGRATIONS,
    duplicate_decision::MIGRATIONS,
    line_decision::MIGRATIONS,
    line::MIGRATIONS,
    job::MIGRATIONS,
    finding::MIGRATIONS,
    plan_agreement::MIGRATIONS,
    operation::MIGRATIONS,
    match_alias::MIGRATIONS,
    mapped_name::MIGRATIONS,
    match_absence::MIGRATIONS,
    match_acceptance::MIGRATIONS,
    match_trait::MIGRATIONS,
];

#[cfg(test)]
mod tests;
