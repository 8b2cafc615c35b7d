//! The rules of the domain one by one, by example.

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod automatic;
#[cfg(test)]
mod cycle;
#[cfg(test)]
mod finding;
#[cfg(test)]
mod history;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod kind;
#[cfg(test)]
mod mapping;
#[cfg(test)]
mod matching;
#[cfg(test)]
mod overrides;
#[cfg(test)]
mod period;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod rounding;
#[cfg(test)]
mod span;
#[cfg(test)]
mod text;
#[cfg(test)]
mod timeline;
