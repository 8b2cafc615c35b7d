//! Every fault of every kind at every request of one run.

use crate::{
    fault::{Fault, Faults},
    representative::{after_the_storm, before_the_storm, carried_through, through_the_storm},
    scenario::Failure,
};
use std::ops::Range;

fn hit_once(number: u32, fault: Fault) -> Result<(), Failure> {
    let mut scenario = before_the_storm(Faults::at_request(number, fault))?;
    through_the_storm(&mut scenario)?;
    after_the_storm(&mut scenario)
}

/// Hits the run with `fault` at every request.
fn at_every_request(fault: Fault) {
    let requests = undisturbed(|faults| faults.counted().0);
    at_each_of(0..requests, fault);
}

fn at_each_of(requests: Range<u32>, fault: Fault) {
    for number in requests {
        if let Err(failure) = hit_once(number, fault) {
            panic!("{fault:?} at request {number}: {failure:?}");
        }
    }
}

/// What is counted where nothing goes wrong.
fn undisturbed<T>(count: impl FnOnce(&Faults) -> T) -> T {
    let mut scenario = before_the_storm(Faults::none()).unwrap();
    through_the_storm(&mut scenario).unwrap();
    scenario.world.with(|world| count(&world.faults))
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

/// Whoever looks for a write whose answer was lost finds it under other words: it
/// is the same write, and the upload goes on.
#[test]
fn a_line_that_a_person_rewords_before_it_is_settled_counts_as_written() {
    let (first_write, requests) =
        undisturbed(|faults| (faults.first_write().unwrap(), faults.counted().0));
    for number in first_write..requests {
        let faults = Faults::at_request(number, Fault::RewordedAfter);
        let mut scenario = before_the_storm(faults).unwrap();
        let lived = through_the_storm(&mut scenario)
            .and_then(|_| carried_through(&scenario))
            .and_then(|()| after_the_storm(&mut scenario));
        if let Err(failure) = lived {
            panic!("request {number}: {failure:?}");
        }
    }
}

/// Until the upload's first write. ConnectWise has no lock: an invoice made in
/// the moments between the last look at an agreement and a PATCH on it is billed
/// from what stood before.
#[test]
fn an_invoice_before_the_first_write_bills_each_change_once() {
    let first_write = undisturbed(|faults| faults.first_write().unwrap());
    at_each_of(0..first_write, Fault::Invoice);
}

/// The simulation can fail: an engine that believes a list too early bills twice,
/// and is caught.
#[test]
fn an_engine_that_believes_lists_is_caught() {
    let (first_write, requests) =
        undisturbed(|faults| (faults.first_write().unwrap(), faults.counted().0));
    let caught = (first_write..requests).any(|number| {
        let faults = Faults::at_request(number, Fault::TimeoutAfter);
        let mut scenario = before_the_storm(faults).unwrap();
        scenario.desktop.believe_lists();
        let lived = through_the_storm(&mut scenario).and_then(|_| after_the_storm(&mut scenario));
        lived.is_err_and(|failure| failure.to_string().contains("stands twice"))
    });
    assert!(caught);
}
