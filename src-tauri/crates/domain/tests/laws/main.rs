//! The laws of the plan, each a property over random histories, agreements,
//! modes and invoicing dates.
//!
//! The world in which they are tried ([`world`]) and what is expected of it
//! ([`oracle`]) share no rule with the crate: they count days one by one.

#[cfg(test)]
mod adoption;
#[cfg(test)]
mod calendar;
#[cfg(test)]
mod catalog;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod conservation;
#[cfg(test)]
mod convergence;
#[cfg(test)]
mod coverage;
#[cfg(test)]
mod cutover;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod edges;
#[cfg(test)]
mod explained;
#[cfg(test)]
mod given;
#[cfg(test)]
mod idempotence;
#[cfg(test)]
mod joining;
#[cfg(test)]
mod money;
#[cfg(test)]
mod neighbours;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod order;
#[cfg(test)]
mod regressions;
#[cfg(test)]
mod scenario;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod undoing;
#[cfg(test)]
mod vectors;
#[cfg(test)]
mod world;
