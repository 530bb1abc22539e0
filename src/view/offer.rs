//! A promotion as a ticket: the saving in large figures, the condition and the deadline in plain
//! words, the code, and beside it the reason and the way to refuse.

use super::element::Build;
use super::format;
use super::model::Action;
use super::ui::Ui;
use aside_engine::catalog::Node;
use aside_engine::reply::{Figure, OfferCard};
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// What [`Offer`] draws.
#[derive(Clone, Properties, PartialEq)]
pub struct OfferProps {
    /// Words and actions.
    pub ui: Ui,
    /// The promotion.
    pub card: OfferCard,
    /// Whether it was refused.
    pub gone: bool,
}

/// The ticket, or one line when it was refused.
#[component]
pub fn Offer(props: &OfferProps) -> Html {
    let OfferProps { ui, card, gone } = props;
    let is_open = use_state_eq(|| false);
    let is_copied = use_state_eq(|| false);
    let reason = use_node_ref();
    use_shown(&reason, *is_open);
    if *gone {
        let mut b = Build::new(ui);
        b.line("p;class=quiet", "ui.offer.gone");
        return b.finish();
    }
    let mut b = Build::new(ui);
    b.el("div;part=offer-card;class=card ticket;role=group", |b| {
        b.name("ui.offer");
        terms(card, b);
        b.el("div;class=cut row", |b| row(card, &is_open, &is_copied, b));
        b.el_if(*is_open, "div;part=offer-reason;class=reason", |b| {
            b.found_by(&reason);
            b.el("p", |b| b.rich(&card.reason));
            let fewer = Action::FewerLike(card.promotion.clone());
            b.button(
                "button;type=button;part=offer-fewer;class=text",
                "ui.offer.fewer",
                fewer,
            );
        });
    });
    b.finish()
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
        Figure::Percent(basis_points) => format::percent(&b.ui.lang, *basis_points),
        Figure::Money(money) => format::money(&b.ui.lang, *money),
    };
    let amount = [("figure", Node::Text(amount))];
    let line = b.ui.words.line(&b.ui.lang, "ui.offer.off", &amount);
    let digits = line.trim_start_matches(|c: char| !c.is_numeric());
    let number = digits.trim_end_matches(|c: char| !c.is_numeric());
    b.el("p;class=figure", |b| {
        b.given("small", line.strip_suffix(digits).unwrap_or_default());
        b.text(number);
        b.given("small", digits.strip_prefix(number).unwrap_or_default());
    });
}

/// The code if there is one, the reason, the refusal.
fn row(
    card: &OfferCard,
    is_open: &UseStateHandle<bool>,
    is_copied: &UseStateHandle<bool>,
    b: &mut Build<'_>,
) {
    if let Some(code) = &card.code {
        coupon(card, code, is_copied, b);
    }
    b.el("button;type=button;part=offer-why;class=text", |b| {
        let is_open = is_open.clone();
        b.flag("aria-expanded", *is_open);
        b.on_click(Callback::from(move |_| is_open.set(!*is_open)));
        b.say("ui.offer.why");
    });
    let dismiss = Action::DismissOffer(card.promotion.clone());
    b.button(
        "button;type=button;part=offer-dismiss;class=text",
        "ui.offer.dismiss",
        dismiss,
    );
}

fn coupon(card: &OfferCard, code: &str, is_copied: &UseStateHandle<bool>, b: &mut Build<'_>) {
    b.line("span;class=unseen", "ui.offer.code");
    b.given("code;part=offer-code;translate=no", code);
    b.el("button;type=button;part=offer-copy;class=text", |b| {
        let action = Action::CopyCode(card.promotion.clone(), code.to_owned());
        let (act, is_copied) = (b.ui.act.clone(), is_copied.clone());
        b.say(if *is_copied {
            "ui.offer.copied"
        } else {
            "ui.offer.copy"
        });
        b.on_click(Callback::from(move |_| {
            act.emit(action.clone());
            is_copied.set(true);
        }));
    });
    b.el("span;class=gap", |_| {});
}

/// Brings an opened reason into sight when it opened below the edge.
#[hook]
fn use_shown(reason: &NodeRef, is_open: bool) {
    let reason = reason.clone();
    use_effect_with(is_open, move |_| {
        if let Some(element) = reason.cast::<Element>() {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
}
