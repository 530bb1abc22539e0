//! Which promotion fits this shopper now, and why; or why none does.

mod fit;
#[cfg(test)]
mod tests;

use crate::catalog::{Availability, Catalog, Product, Promotion, PromotionId, Settings};
use crate::guard::{self, Ledger, Refusal, Situation};
use crate::money::Money;
use crate::pricing::{self, Line, Verdict};
use crate::profile::{Evidence, Interest, InterestKey, OFFER_STRENGTH, Profile};
use crate::time::Moment;
use fit::Aim;

/// Most interests, the strongest, for which an offer is looked for.
const MAX_AIMS: usize = 12;

/// Why a shopper sees an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The interest that it fits.
    pub interest: InterestKey,
    /// What that interest rests on.
    pub evidence: Evidence,
}

/// The promotion to offer.
#[derive(Clone, Debug)]
pub struct Chosen<'c> {
    /// Which.
    pub promotion: &'c Promotion,
    /// Why.
    pub reason: Reason,
    /// What it takes off the cart, else off one piece of what was looked at last; `None` where it
    /// does not apply to that yet, or gives something that has no price.
    pub saving: Option<Money>,
    /// Strength of the interest times how closely the promotion fits it; 0 to 10,000.
    pub score: u32,
}

/// Why nothing is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Why not now, whatever it were; `None` if it may be now but nothing fits.
    pub moment: Option<Refusal>,
    /// When it makes sense to ask again; `None` if that is only after something has happened.
    pub ask_again: Option<Moment>,
    /// For each promotion why not; empty if the moment alone refused.
    pub each: Vec<(PromotionId, Refusal)>,
}

impl Refused {
    /// Whether the refusal ends by itself, with time.
    pub fn is_passing(&self) -> bool {
        self.ask_again.is_some()
    }
}

/// The promotion that fits best, if anything may be offered unasked now.
///
/// Guards first; then every promotion that runs is held against every interest that is strong
/// enough. The score is strength times fit; among equals the larger saving wins, then the smaller
/// number, so that the same state always gives the same choice.
pub fn choose<'c>(
    catalog: &'c Catalog,
    profile: &Profile,
    ledger: &Ledger,
    situation: &Situation,
    settings: &Settings,
    now: Moment,
) -> Result<Chosen<'c>, Refused> {
    if let Err(refusal) = guard::may_nudge(ledger, situation, settings, now) {
        return Err(Refused {
            moment: Some(refusal),
            ask_again: guard::ask_again(refusal, ledger, situation, settings, now),
            each: Vec::new(),
        });
    }
    // The strongest come first.
    let interests = profile.interests(now);
    let mut aims: Vec<Aim<'_>> = Vec::new();
    for interest in interests.iter().take(MAX_AIMS) {
        if interest.strength >= OFFER_STRENGTH {
            aims.push(Aim::at(interest, catalog));
        }
    }
    let cart = pricing::lines_of(&profile.cart, catalog);
    let mut each = Vec::new();
    let mut best: Option<Candidate<'_, '_>> = None;
    for promotion in &catalog.promotions {
        match best_for(promotion, &aims, &cart, catalog, ledger, now) {
            Ok(candidate) if best.is_none_or(|best| beats(candidate, best)) => {
                best = Some(candidate);
            }
            Ok(_) => {}
            Err(refusal) => each.push((promotion.id.clone(), refusal)),
        }
    }
    match best {
        Some(best) => Ok(Chosen {
            promotion: best.promotion,
            reason: Reason {
                interest: best.interest.key.clone(),
                evidence: best.interest.evidence.clone(),
            },
            saving: best.saving,
            score: best.score,
        }),
        None => Err(Refused {
            moment: None,
            ask_again: None,
            each,
        }),
    }
}

/// What may become the choice.
#[derive(Clone, Copy)]
struct Candidate<'c, 'i> {
    promotion: &'c Promotion,
    interest: &'i Interest,
    saving: Option<Money>,
    score: u32,
}

/// The promotions that run now and can be used, in the shop's own order: for a shopper who asks.
/// Nothing about the shopper goes into it.
pub fn current(catalog: &Catalog, now: Moment) -> Vec<&Promotion> {
    let mut current = Vec::new();
    for promotion in &catalog.promotions {
        if promotion.runs_at(now) && fit::has_stock(promotion, catalog) {
            current.push(promotion);
        }
    }
    current
}

fn beats(one: Candidate<'_, '_>, other: Candidate<'_, '_>) -> bool {
    // Across currencies sizes say nothing.
    let (mine, its) = match (one.saving, other.saving) {
        (Some(a), Some(b)) if a.currency != b.currency => (0, 0),
        (a, b) => (minor(a), minor(b)),
    };
    if one.score != other.score {
        one.score > other.score
    } else if mine != its {
        mine > its
    } else {
        one.promotion.id.0 < other.promotion.id.0
    }
}

fn minor(saving: Option<Money>) -> i64 {
    saving.map_or(0, |saving| saving.minor)
}

/// The interest that this promotion fits best; or the refusal that came furthest.
fn best_for<'c, 'i>(
    promotion: &'c Promotion,
    aims: &[Aim<'i>],
    cart: &[Line],
    catalog: &Catalog,
    ledger: &Ledger,
    now: Moment,
) -> Result<Candidate<'c, 'i>, Refusal> {
    guard::may_offer(ledger, promotion, None, now)?;
    let mut refusal = Refusal::NotRelevant;
    let mut best: Option<(u32, &Interest)> = None;
    let own_types = fit::own_types(promotion, catalog);
    for aim in aims {
        let interest = aim.interest;
        let score = match fit::of(promotion, &own_types, aim, catalog) {
            Ok(fit) => fit * u32::from(interest.strength),
            Err(missing) => {
                refusal = refusal.max(missing);
                continue;
            }
        };
        match guard::may_offer(ledger, promotion, Some(&interest.key), now) {
            Err(unwelcome) if refusal == Refusal::NotRelevant => refusal = unwelcome,
            Err(_) => {}
            Ok(()) if best.is_none_or(|(best, _)| score > best) => best = Some((score, interest)),
            Ok(()) => {}
        }
    }
    let (score, interest) = best.ok_or(refusal)?;
    Ok(Candidate {
        promotion,
        interest,
        saving: saving(promotion, interest, cart, catalog),
        score,
    })
}

/// What it saves on the cart, else on one piece of what was looked at last.
fn saving(
    promotion: &Promotion,
    interest: &Interest,
    cart: &[Line],
    catalog: &Catalog,
) -> Option<Money> {
    let amount = |lines: &[Line]| match pricing::saving(promotion, lines) {
        Verdict::Applies { saving } => Some(saving),
        _ => None,
    };
    let on_sight = || {
        let mut seen = interest.skus.iter().filter_map(|sku| catalog.product(sku));
        let line = Line::of_product(seen.find(|product| is_sold(product))?, 1)?;
        amount(&[line])
    };
    amount(cart).or_else(on_sight)
}

/// Whether it can be ordered, now or for later.
fn is_sold(product: &Product) -> bool {
    product.availability != Availability::OutOfStock
}
