//! A promotion in the shopper's language: the saving, the conditions, the end and the reason.

use super::known::times;
use super::words::number;
use super::{Figure, OfferCard, Words};
use crate::catalog::{Benefit, Catalog, Node, Promotion};
use crate::lang::{Lang, joined};
use crate::money::digits;
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
    let mut text = Vec::new();
    if let Some(creative) = &promotion.creative {
        let words = Node::Text(creative.get(lang).to_owned());
        text.push(Node::Paragraph(vec![words]));
    }
    let conditions = conditions(words, lang, promotion);
    if !conditions.is_empty() {
        text.push(Node::Paragraph(conditions));
    }
    let until = promotion.effective.until;
    OfferCard {
        promotion: promotion.id.clone(),
        figure: figure(words, lang, promotion.benefit),
        title: promotion.title.get(lang).to_owned(),
        text,
        until: until.filter(|until| until.since(now) <= END_IN_SIGHT),
        code: promotion.code.clone(),
        reason: match reason {
            Some(reason) => why(words, lang, catalog, reason, now),
            None => words.fill(lang, "say.offer.why.asked", &[]),
        },
    }
}

fn figure(words: &Words, lang: &Lang, benefit: Benefit) -> Figure {
    let (key, buy, get, off) = match benefit {
        Benefit::PercentOff(basis_points, _) => return Figure::Percent(basis_points),
        Benefit::MoneyOff(amount) => return Figure::Money(amount),
        Benefit::FreeShipping => ("say.offer.figure.shipping", 0, 0, 0),
        Benefit::FreeGift => ("say.offer.figure.gift", 0, 0, 0),
        Benefit::BuyGet { buy, get, off } => {
            let key = match (buy, get, off) {
                (_, _, 10_000) => "say.offer.figure.free",
                (1, 1, 5_000) => "say.offer.figure.half",
                _ => "say.offer.figure.more",
            };
            (key, buy, get, off)
        }
    };
    let fills = [
        ("buy", number(buy)),
        ("get", number(get)),
        ("all", number(buy.saturating_add(get))),
        ("percent", decimal(off, 100)),
        // Chinese says what is still paid, in tenths: 5 for half, 8.8 for 12 % off.
        ("paid", decimal(10_000 - off.clamp(0, 10_000), 1000)),
    ];
    Figure::Word(words.line(lang, key, &fills))
}

/// A number of parts, `unit` to the whole: `12`, `12.5`.
fn decimal(parts: i64, unit: i64) -> Node {
    // The whole number in front keeps the zeros and is left out.
    let rest = digits(parts % unit + unit);
    let rest = rest.get(1..).unwrap_or_default().trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    Node::Text(joined(&[&digits(parts / unit), point, rest]))
}

/// The minimum and the most that comes off: they are always said, whatever the creative says.
fn conditions(words: &Words, lang: &Lang, promotion: &Promotion) -> Vec<Node> {
    let most = match promotion.benefit {
        Benefit::PercentOff(_, most) => most,
        _ => None,
    };
    let mut nodes = Vec::new();
    for (key, amount) in [
        ("say.offer.condition.minimum", promotion.minimum),
        ("say.offer.condition.most", most),
    ] {
        if let Some(amount) = amount {
            nodes.append(&mut words.with(lang, key, "amount", Node::Money(amount)));
        }
    }
    nodes
}

/// What the shopper did most tellingly, how often and since when.
fn why(words: &Words, lang: &Lang, catalog: &Catalog, reason: &Reason, now: Moment) -> Vec<Node> {
    let (did, count) = most_telling(&reason.evidence);
    let first = reason.evidence.first;
    let (key, since) = match when(first, now) {
        Some(when) => {
            let when = Node::Text(words.text(lang, when).to_owned());
            (joined(&["say.offer.why.", did]), ("when", when))
        }
        None => {
            let since = Node::When(first);
            (joined(&["say.offer.why.", did, ".since"]), ("since", since))
        }
    };
    let fills = [
        ("what", what(words, lang, catalog, &reason.interest)),
        ("times", times(words, lang, count)),
        since,
    ];
    let mut nodes = words.fill(lang, &key, &fills);
    nodes.append(&mut words.fill(lang, "say.offer.why.private", &[]));
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
        InterestKey::Type(_) => within_sentence(label, lang),
        InterestKey::Brand(_) | InterestKey::Price(_) => {
            words.line_with(lang, "say.interest.things", "name", Node::Text(label))
        }
    };
    Node::Strong(vec![Node::Text(text)])
}

/// English writes a common noun small there: `Hiking boots` becomes `hiking boots`, while
/// `T-shirts` and `GPS watches` stay. Other languages keep the shop's own writing.
fn within_sentence(mut label: String, lang: &Lang) -> String {
    let is_word = matches!(label.as_bytes(), [b'A'..=b'Z', b'a'..=b'z', ..]);
    let english = matches!(lang.tag().as_bytes(), [b'e', b'n'] | [b'e', b'n', b'-', ..]);
    if is_word
        && english
        && let Some(first) = label.get_mut(..1)
    {
        first.make_ascii_lowercase();
    }
    label
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
