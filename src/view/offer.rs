//! A promotion as a ticket: the saving in large figures, the condition and the deadline in plain
//! words, the code, and beside it the reason and the way to refuse.

use super::format;
use super::model::Action;
use super::rich::rich;
use super::ui::{Ui, button, flag};
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
        return html! { <p class="quiet">{ ui.text("ui.offer.gone") }</p> };
    }
    let why = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(!*is_open))
    };
    let dismiss = Action::DismissOffer(card.promotion.clone());
    html! {
        <div part="offer-card" class="card ticket" role="group" aria-label={ui.text("ui.offer")}>
            { terms(card, ui) }
            <div class="cut row">
                if let Some(code) = &card.code {
                    { coupon(card, code, &is_copied, ui) }
                    <span class="gap" />
                }
                <button type="button" part="offer-why" class="text" aria-expanded={flag(*is_open)} onclick={why}>
                    { ui.text("ui.offer.why") }
                </button>
                { ui.button("offer-dismiss", "text", "ui.offer.dismiss", dismiss) }
            </div>
            if *is_open {
                <div ref={reason} part="offer-reason" class="reason">
                    <p>{ rich(&card.reason, ui) }</p>
                    { ui.button("offer-fewer", "text", "ui.offer.fewer", Action::FewerLike(card.promotion.clone())) }
                </div>
            }
        </div>
    }
}

fn terms(card: &OfferCard, ui: &Ui) -> Html {
    html! {
        <div class="body terms">
            { figure(&card.figure, ui) }
            <div>
                <strong>{ card.title.clone() }</strong>
                <div class="quiet">{ rich(&card.text, ui) }</div>
                if let Some(until) = card.until {
                    <p class="quiet">{ ui.fill("ui.offer.until", &[("when", Node::When(until))]) }</p>
                }
            </div>
        </div>
    }
}

/// Large digits; the signs and words around them are small.
fn figure(figure: &Figure, ui: &Ui) -> Html {
    let amount = match figure {
        Figure::Word(word) => return html! { <p class="figure word">{ word.clone() }</p> },
        Figure::Percent(basis_points) => format::percent(&ui.lang, *basis_points),
        Figure::Money(money) => format::money(&ui.lang, *money),
    };
    let text = ui.text("ui.offer.off").replace("{figure}", &amount);
    let digits = text.trim_start_matches(|c: char| !c.is_numeric());
    let before = text.strip_suffix(digits).unwrap_or_default();
    let number = digits.trim_end_matches(|c: char| !c.is_numeric());
    let after = digits.strip_prefix(number).unwrap_or_default();
    html! {
        <p class="figure"><small>{ before }</small>{ number }<small>{ after }</small></p>
    }
}

fn coupon(card: &OfferCard, code: &str, is_copied: &UseStateHandle<bool>, ui: &Ui) -> Html {
    let copy = {
        let action = Action::CopyCode(card.promotion.clone(), code.to_owned());
        let (act, is_copied) = (ui.act.clone(), is_copied.clone());
        Callback::from(move |_| {
            act.emit(action.clone());
            is_copied.set(true);
        })
    };
    let key = if **is_copied {
        "ui.offer.copied"
    } else {
        "ui.offer.copy"
    };
    html! {
        <>
            <span class="unseen">{ ui.text("ui.offer.code") }</span>
            <code part="offer-code" translate="no">{ code.to_owned() }</code>
            { button("offer-copy", "text", ui.text(key), copy) }
        </>
    }
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
