//! From what may fit to what is suggested: the best, where one is best, and not
//! sure where two are alike on either side.

use super::Class;
use std::collections::HashMap;

/// That one of the right side may be a left one's counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim<W> {
    /// Place on the right side.
    pub(super) right: usize,
    pub(super) class: Class,
    /// What speaks for it besides the name; more is better.
    pub(super) evidence: u32,
    /// How well it fits among those of its class; more is better.
    pub(super) rank: u32,
    /// Why.
    pub(super) why: W,
}

/// What became of one of the left side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settled<W> {
    pub(super) claim: Claim<W>,
    /// Another one of the right side fits as well.
    pub(super) alike: Option<usize>,
    /// Another one of the left side fits it as well, or better.
    pub(super) rival: Option<usize>,
}

/// Settles all claims; `claims[left]` are those of one.
pub(super) fn settle<W>(claims: Vec<Vec<Claim<W>>>) -> Vec<Option<Settled<W>>> {
    let mut settled: Vec<_> = claims.into_iter().map(best).collect();
    let mut by_right: HashMap<usize, Vec<usize>> = HashMap::new();
    for (left, one) in settled.iter().enumerate() {
        if let Some(one) = one.as_ref().filter(|one| one.claim.class != Class::NotSure) {
            by_right.entry(one.claim.right).or_default().push(left);
        }
    }
    for lefts in by_right.into_values().filter(|lefts| lefts.len() > 1) {
        give_way(&mut settled, &lefts);
    }
    settled
}

fn best<W>(mut claims: Vec<Claim<W>>) -> Option<Settled<W>> {
    claims.sort_by(|a, b| {
        let order = |claim: &Claim<W>| {
            (
                claim.class,
                u32::MAX - claim.evidence,
                u32::MAX - claim.rank,
                claim.right,
            )
        };
        order(a).cmp(&order(b))
    });
    let mut claims = claims.into_iter();
    let mut claim = claims.next()?;
    let class = claim.class;
    let alike = claims
        .find(|other| {
            // One of a lesser class is never in the way.
            other.class == class
                && other.evidence >= claim.evidence
                && (class != Class::NotSure || other.rank == claim.rank)
        })
        .map(|other| other.right);
    if alike.is_some() {
        claim.class = Class::NotSure;
    }
    Some(Settled {
        claim,
        alike,
        rival: None,
    })
}

/// Of several that want one, the one for which most speaks keeps it, if there is one.
fn give_way<W>(settled: &mut [Option<Settled<W>>], lefts: &[usize]) {
    let weight = |settled: &[Option<Settled<W>>], left: usize| {
        let claim = settled
            .get(left)
            .and_then(Option::as_ref)
            .map(|one| &one.claim);
        claim.map(|claim| (claim.class == Class::Exact, claim.evidence))
    };
    let most = lefts
        .iter()
        .map(|left| weight(settled, *left))
        .max()
        .flatten();
    let holders: Vec<_> = lefts
        .iter()
        .copied()
        .filter(|left| weight(settled, *left) == most)
        .collect();
    for left in lefts {
        let keeps = holders == [*left];
        let rival = holders.iter().chain(lefts).find(|other| *other != left);
        if let Some(Some(one)) = settled.get_mut(*left)
            && !keeps
        {
            one.claim.class = Class::NotSure;
            one.rival = rival.copied();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Claim, Settled, settle};
    use crate::matching::Class::{self, Exact, NotSure, Strong};

    fn claim(right: usize, class: Class, evidence: u32) -> Claim<()> {
        Claim {
            right,
            class,
            evidence,
            rank: 0,
            why: (),
        }
    }

    fn outcome(one: &Option<Settled<()>>) -> (usize, Class) {
        let one = one.as_ref().unwrap();
        (one.claim.right, one.claim.class)
    }

    #[test]
    fn the_best_is_taken_and_two_alike_are_not_sure() {
        let settled = settle(vec![
            vec![claim(1, Strong, 0), claim(0, Exact, 0)],
            vec![claim(3, Strong, 0), claim(2, Strong, 0)],
            vec![claim(5, Strong, 1), claim(4, Strong, 0)],
            vec![],
        ]);
        assert_eq!(outcome(&settled[0]), (0, Exact));
        assert_eq!(outcome(&settled[1]), (2, NotSure));
        assert_eq!(settled[1].as_ref().unwrap().alike, Some(3));
        assert_eq!(outcome(&settled[2]), (5, Strong));
        assert_eq!(settled[3], None);
    }

    #[test]
    fn one_that_two_want_goes_to_the_one_for_which_more_speaks_or_to_none() {
        let settled = settle(vec![vec![claim(0, Exact, 1)], vec![claim(0, Exact, 0)]]);
        assert_eq!(outcome(&settled[0]), (0, Exact));
        assert_eq!(outcome(&settled[1]), (0, NotSure));
        assert_eq!(settled[1].as_ref().unwrap().rival, Some(0));
        let settled = settle(vec![vec![claim(0, Strong, 1)], vec![claim(0, Strong, 1)]]);
        assert_eq!(outcome(&settled[0]), (0, NotSure));
        assert_eq!(outcome(&settled[1]), (0, NotSure));
    }

    #[test]
    fn a_strong_one_gives_way_to_an_exact_one() {
        let settled = settle(vec![vec![claim(0, Strong, 2)], vec![claim(0, Exact, 0)]]);
        assert_eq!(outcome(&settled[0]), (0, NotSure));
        assert_eq!(outcome(&settled[1]), (0, Exact));
    }
}
