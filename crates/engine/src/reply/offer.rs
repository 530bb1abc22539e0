//! A promotion in the shopper's language: the saving, the conditions, the end and the reason.

use super::known::times;
use super::{Figure, OfferCard, Words};
use crate::catalog::{Benefit, Catalog, Node, Promotion};
use crate::lang::Lang;
use crate::profile::{Evidence, InterestKey};
use crate::promotion::Reason;
use crate::time::{DAY, Moment};

/// An end further off than this, in milliseconds, is no news and would only press.
const END_IN_SIGHT: i64 = 60 * DAY;

/// The card of a promotion. Without a reason it is shown because it was asked for, and says so.
pub fn offer_card(
    words: &Words,
    lang: &Lang,
    catalog: &Catalog,
    promotion: &Promotion,
    reason: Option<&Reason>,
    now: Moment,
) -> OfferCard {
    let creative = promotion.creative.as_ref().map(|text| text.get(lang));
    let creative = creative.map(|text| Node::Paragraph(vec![Node::Text(text.to_owned())]));
    let conditions = Some(conditions(words, lang, promotion)).filter(|nodes| !nodes.is_empty());
    OfferCard {
        promotion: promotion.id.clone(),
        figure: figure(words, lang, promotion.benefit),
        title: promotion.title.get(lang).to_owned(),
        text: creative
            .into_iter()
            .chain(conditions.map(Node::Paragraph))
            .collect(),
        until: promotion
            .effective
            .until
            .filter(|until| until.since(now) <= END_IN_SIGHT),
        code: promotion.code.clone(),
        reason: match reason {
            Some(reason) => why(words, lang, catalog, reason, now),
            None => words.fill(lang, "say.offer.why.asked", &[]),
        },
    }
}

fn figure(words: &Words, lang: &Lang, benefit: Benefit) -> Figure {
    let (key, fills) = match benefit {
        Benefit::PercentOff(basis_points, _) => return Figure::Percent(basis_points),
        Benefit::MoneyOff(amount) => return Figure::Money(amount),
        Benefit::FreeShipping => ("say.offer.figure.shipping", Vec::new()),
        Benefit::FreeGift => ("say.offer.figure.gift", Vec::new()),
        Benefit::BuyGet { buy, get, off } => {
            let key = match (buy, get, off) {
                (_, _, 10_000) => "say.offer.figure.free",
                (1, 1, 5_000) => "say.offer.figure.half",
                _ => "say.offer.figure.more",
            };
            let all = buy.saturating_add(get);
            let fills = vec![
                ("buy", Node::Text(buy.to_string())),
                ("get", Node::Text(get.to_string())),
                ("all", Node::Text(all.to_string())),
                ("percent", Node::Text(hundredths(off))),
                // Chinese says what is still paid, in tenths: 88 for 12 % off.
                ("paid", Node::Text(tenths_paid(off))),
            ];
            (key, fills)
        }
    };
    Figure::Word(words.line(lang, key, &fills))
}

/// Basis points as percent: `12`, `12.5`.
fn hundredths(basis_points: i64) -> String {
    let (whole, rest) = (basis_points / 100, basis_points % 100);
    trim_zeros(format!("{whole}.{rest:02}"))
}

/// What is left to pay in tenths, as Chinese counts discounts: 5 for half, 8.8 for 12 % off.
fn tenths_paid(basis_points: i64) -> String {
    let paid = 10_000 - basis_points.clamp(0, 10_000);
    trim_zeros(format!("{}.{:03}", paid / 1000, paid % 1000))
}

fn trim_zeros(text: String) -> String {
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The minimum and the most that comes off: they are always said, whatever the creative says.
fn conditions(words: &Words, lang: &Lang, promotion: &Promotion) -> Vec<Node> {
    let minimum = promotion.minimum.map(|amount| {
        let fills = [("amount", Node::Money(amount))];
        words.fill(lang, "say.offer.condition.minimum", &fills)
    });
    let most = match promotion.benefit {
        Benefit::PercentOff(_, Some(most)) => {
            let fills = [("amount", Node::Money(most))];
            Some(words.fill(lang, "say.offer.condition.most", &fills))
        }
        _ => None,
    };
    let parts = minimum.into_iter().chain(most).flatten();
    parts.collect()
}

/// What the shopper did most tellingly, how often and since when.
fn why(words: &Words, lang: &Lang, catalog: &Catalog, reason: &Reason, now: Moment) -> Vec<Node> {
    let evidence = &reason.evidence;
    let (did, count) = most_telling(evidence);
    let mut fills = vec![
        ("what", what(words, lang, catalog, &reason.interest)),
        ("times", Node::Text(times(words, lang, count))),
    ];
    let first = evidence.first;
    let key = match when(first, now) {
        Some(when) => {
            fills.push(("when", Node::Text(words.text(lang, when).to_owned())));
            format!("say.offer.why.{did}")
        }
        None => {
            fills.push(("since", Node::When(first)));
            format!("say.offer.why.{did}.since")
        }
    };
    let mut nodes = words.fill(lang, &key, &fills);
    nodes.extend(words.fill(lang, "say.offer.why.private", &[]));
    nodes
}

/// By the weights of [`crate::profile`]: into the cart counts four looks, a search two. A list
/// alone never makes an interest strong, so that a look stands for the rest.
fn most_telling(evidence: &Evidence) -> (&'static str, u32) {
    let carts = evidence.carts.saturating_mul(4);
    let searches = evidence.searches.saturating_mul(2);
    if carts > 0 && carts >= searches && carts >= evidence.views {
        ("carted", evidence.carts)
    } else if searches > 0 && searches >= evidence.views {
        ("searched", evidence.searches)
    } else if evidence.views > 0 {
        ("viewed", evidence.views)
    } else {
        ("listed", evidence.lists.max(1))
    }
}

/// The interest in the midst of a sentence.
fn what(words: &Words, lang: &Lang, catalog: &Catalog, key: &InterestKey) -> Node {
    let label = key.label(catalog, lang);
    let text = match key {
        InterestKey::Type(_) => within_sentence(&label, lang),
        InterestKey::Brand(_) | InterestKey::Price(_) => {
            let name = [("name", Node::Text(label))];
            words.line(lang, "say.interest.things", &name)
        }
    };
    Node::Strong(vec![Node::Text(text)])
}

/// English writes a common noun small there: `Hiking boots` becomes `hiking boots`, while
/// `T-shirts` and `GPS watches` stay. Other languages keep the shop's own writing.
fn within_sentence(label: &str, lang: &Lang) -> String {
    let mut chars = label.chars();
    let first = chars.next().map(|c| c.to_ascii_lowercase());
    let is_word = chars.clone().next().is_some_and(|c| c.is_ascii_lowercase());
    match lang.tag().split('-').next() {
        Some("en") if is_word => first.into_iter().chain(chars).collect(),
        _ => label.to_owned(),
    }
}

/// The key of "today" or "this week" if everything lies in it; a week begins on Monday.
fn when(first: Moment, now: Moment) -> Option<&'static str> {
    // Day 0, 1 January 1970, was a Thursday.
    let week = |moment: Moment| (moment.local_day() + 3).div_euclid(7);
    if first.local_day() == now.local_day() {
        Some("say.evidence.today")
    } else if week(first) == week(now) {
        Some("say.evidence.week")
    } else {
        None
    }
}
