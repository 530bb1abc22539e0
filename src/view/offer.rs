//! A promotion as a ticket: the saving in large figures, the condition and the deadline in plain
//! words, the code, and beside it the reason and the way to refuse.

use super::element::Build;
use super::format;
use super::model::{Action, Spot};
use aside_engine::catalog::Node;
use aside_engine::reply::{Figure, OfferCard};

/// The ticket, or one line when it was refused.
pub fn offer(card: &OfferCard, spot: Spot, b: &mut Build<'_>) {
    if b.model.gone_offers.contains(&card.promotion) {
        return b.line("p;class=quiet", "ui.offer.gone");
    }
    let is_open = b.view.reasons.borrow().contains(&spot);
    b.el(
        "div;part=offer-card;class=card ticket;role=group;aria-label=@ui.offer",
        |b| {
            terms(card, b);
            b.el("div;class=cut row", |b| row(card, spot, is_open, b));
            b.el_if(is_open, "div;part=offer-reason;class=reason", |b| {
                if b.view.opened.get() == Some(spot) {
                    b.found_by(&b.view.reason);
                }
                b.el("p", |b| b.rich(&card.reason));
                let fewer = Action::FewerLike(card.promotion.clone());
                b.button(
                    "button;type=button;part=offer-fewer;class=text",
                    "ui.offer.fewer",
                    fewer,
                );
            });
        },
    );
}

fn terms(card: &OfferCard, b: &mut Build<'_>) {
    b.el("div;class=body terms", |b| {
        figure(&card.figure, b);
        b.el("div", |b| {
            b.given("strong", &card.title);
            b.el("div;class=quiet", |b| b.rich(&card.text));
            if let Some(until) = card.until {
                b.el("p;class=quiet", |b| {
                    b.fill("ui.offer.until", &[("when", Node::When(until))])
                });
            }
        });
    });
}

/// Large digits; the signs and words around them are small.
fn figure(figure: &Figure, b: &mut Build<'_>) {
    let amount = match figure {
        Figure::Word(word) => return b.given("p;class=figure word", word),
        Figure::Percent(basis_points) => format::percent(b.lang, *basis_points),
        Figure::Money(money) => format::money(b.lang, *money),
    };
    let amount = [("figure", Node::Text(amount))];
    let line = b.words.line(b.lang, "ui.offer.off", &amount);
    let digits = line.trim_start_matches(|c: char| !c.is_numeric());
    let number = digits.trim_end_matches(|c: char| !c.is_numeric());
    b.el("p;class=figure", |b| {
        b.given("small", line.strip_suffix(digits).unwrap_or_default());
        b.text(number);
        b.given("small", digits.strip_prefix(number).unwrap_or_default());
    });
}

/// The code if there is one, the reason, the refusal.
fn row(card: &OfferCard, spot: Spot, is_open: bool, b: &mut Build<'_>) {
    if let Some(code) = &card.code {
        b.line("span;class=unseen", "ui.offer.code");
        b.given("code;part=offer-code;translate=no", code);
        let copy = Action::CopyCode(spot, code.clone());
        let is_copied = b.view.copied.borrow().contains(&spot);
        let key = if is_copied {
            "ui.offer.copied"
        } else {
            "ui.offer.copy"
        };
        b.button("button;type=button;part=offer-copy;class=text", key, copy);
        b.empty("span;class=gap");
    }
    b.el("button;type=button;part=offer-why;class=text", |b| {
        b.flag("aria-expanded", is_open);
        b.click(Action::Reason(spot));
        b.say("ui.offer.why");
    });
    let dismiss = Action::DismissOffer(card.promotion.clone());
    b.button(
        "button;type=button;part=offer-dismiss;class=text",
        "ui.offer.dismiss",
        dismiss,
    );
}
