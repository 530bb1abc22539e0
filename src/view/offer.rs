//! A promotion as a ticket: the saving in large figures, the condition and the deadline in plain
//! words, the code, and beside it the reason and the way to refuse.

use super::element::{el, el_with, flag, many, text};
use super::format;
use super::model::Action;
use super::rich::rich;
use super::ui::{Ui, button};
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
        return el("p", &[("class", "quiet")], vec![ui.say("ui.offer.gone")]);
    }
    let parts = vec![
        terms(card, ui),
        el(
            "div",
            &[("class", "cut row")],
            row(card, &is_open, &is_copied, ui),
        ),
        if *is_open {
            because(card, &reason, ui)
        } else {
            Html::default()
        },
    ];
    let fixed = &[
        ("part", "offer-card"),
        ("class", "card ticket"),
        ("role", "group"),
    ];
    el_with(
        "div",
        fixed,
        vec![("aria-label", Some(ui.text("ui.offer")))],
        None,
        parts,
    )
}

fn terms(card: &OfferCard, ui: &Ui) -> Html {
    let until = card.until.map(|until| {
        let until = ui.fill("ui.offer.until", &[("when", Node::When(until))]);
        el("p", &[("class", "quiet")], vec![until])
    });
    let words = vec![
        el("strong", &[], vec![text(card.title.clone())]),
        el("div", &[("class", "quiet")], vec![rich(&card.text, ui)]),
        until.unwrap_or_default(),
    ];
    let parts = vec![figure(&card.figure, ui), el("div", &[], words)];
    el("div", &[("class", "body terms")], parts)
}

/// Large digits; the signs and words around them are small.
fn figure(figure: &Figure, ui: &Ui) -> Html {
    let amount = match figure {
        Figure::Word(word) => {
            return el("p", &[("class", "figure word")], vec![text(word.clone())]);
        }
        Figure::Percent(basis_points) => format::percent(&ui.lang, *basis_points),
        Figure::Money(money) => format::money(&ui.lang, *money),
    };
    let line = ui.text("ui.offer.off").replace("{figure}", &amount);
    let digits = line.trim_start_matches(|c: char| !c.is_numeric());
    let before = line.strip_suffix(digits).unwrap_or_default();
    let number = digits.trim_end_matches(|c: char| !c.is_numeric());
    let after = digits.strip_prefix(number).unwrap_or_default();
    let small = |words: &str| el("small", &[], vec![text(words.to_owned())]);
    el(
        "p",
        &[("class", "figure")],
        vec![small(before), text(number.to_owned()), small(after)],
    )
}

/// The code if there is one, the reason, the refusal.
fn row(
    card: &OfferCard,
    is_open: &UseStateHandle<bool>,
    is_copied: &UseStateHandle<bool>,
    ui: &Ui,
) -> Vec<Html> {
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(!*is_open))
    };
    let expanded = vec![("aria-expanded", flag(**is_open))];
    let coupon = card
        .code
        .as_ref()
        .map(|code| coupon(card, code, is_copied, ui));
    let dismiss = Action::DismissOffer(card.promotion.clone());
    vec![
        coupon.unwrap_or_default(),
        button(
            "offer-why",
            "text",
            expanded,
            toggle,
            ui.say("ui.offer.why"),
        ),
        ui.button("offer-dismiss", "text", "ui.offer.dismiss", dismiss),
    ]
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
    many(vec![
        el(
            "span",
            &[("class", "unseen")],
            vec![ui.say("ui.offer.code")],
        ),
        el(
            "code",
            &[("part", "offer-code"), ("translate", "no")],
            vec![text(code.to_owned())],
        ),
        button("offer-copy", "text", Vec::new(), copy, ui.say(key)),
        el("span", &[("class", "gap")], Vec::new()),
    ])
}

fn because(card: &OfferCard, reason: &NodeRef, ui: &Ui) -> Html {
    let fewer = Action::FewerLike(card.promotion.clone());
    let parts = many(vec![
        el("p", &[], vec![rich(&card.reason, ui)]),
        ui.button("offer-fewer", "text", "ui.offer.fewer", fewer),
    ]);
    html! { <div ref={reason} part="offer-reason" class="reason">{ parts }</div> }
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
