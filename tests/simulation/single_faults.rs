//! Every fault of every kind at every request of one run.

use crate::{
    fault::{Fault, Faults},
    representative::{after_the_storm, before_the_storm, through_the_storm},
    scenario::Failure,
};

fn hit_once(number: u32, fault: Fault) -> Result<(), Failure> {
    let mut scenario = before_the_storm(Faults::at_request(number, fault))?;
    through_the_storm(&mut scenario)?;
    after_the_storm(&mut scenario)
}

/// Hits the run with `fault` at every request.
fn at_every_request(fault: Fault) {
    let mut scenario = before_the_storm(Faults::none()).unwrap();
    let (requests, _) = through_the_storm(&mut scenario).unwrap();
    for number in 0..requests {
        if let Err(failure) = hit_once(number, fault) {
            panic!("{fault:?} at request {number}: {failure:?}");
        }
    }
}

#[test]
fn a_timeout_before_the_server_acted_bills_each_change_once() {
    at_every_request(Fault::TimeoutBefore);
}

#[test]
fn a_timeout_after_the_server_acted_bills_each_change_once() {
    at_every_request(Fault::TimeoutAfter);
}

#[test]
fn a_dropped_connection_before_the_server_acted_bills_each_change_once() {
    at_every_request(Fault::DroppedBefore);
}

#[test]
fn a_dropped_connection_after_the_server_acted_bills_each_change_once() {
    at_every_request(Fault::DroppedAfter);
}

#[test]
fn too_many_requests_bill_each_change_once() {
    at_every_request(Fault::Throttled);
}

#[test]
fn a_failure_after_the_server_acted_bills_each_change_once() {
    at_every_request(Fault::ServerErrorAfter);
}

#[test]
fn a_redirect_after_the_server_acted_bills_each_change_once() {
    at_every_request(Fault::RedirectAfter);
}

#[test]
fn a_list_that_lags_bills_each_change_once() {
    at_every_request(Fault::Lag);
}

#[test]
fn a_persons_edit_bills_each_change_once() {
    at_every_request(Fault::Edit);
}

#[test]
fn an_invoice_in_between_bills_each_change_once() {
    at_every_request(Fault::Invoice);
}
