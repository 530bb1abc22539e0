//! A product to look at.

use super::format;
use super::icon::{PICTURE, icon};
use super::rich::link;
use super::ui::Ui;
use aside_engine::catalog::Node;
use aside_engine::reply::ProductCard;
use yew::prelude::*;

/// A card that is one link where the product has a page.
pub fn product(card: &ProductCard, ui: &Ui) -> Html {
    let inner = inner(card, ui);
    match &card.link {
        Some(href) => link("product-card", "card product", href, ui, inner),
        None => html! { <div part="product-card" class="card product">{ inner }</div> },
    }
}

fn inner(card: &ProductCard, ui: &Ui) -> Html {
    html! {
        <>
            <span class="picture">
                // Pictures travel inside the catalog; none is fetched for what somebody asked.
                if let Some(src) = card.thumbnail.clone().filter(|src| src.starts_with("data:image/")) {
                    <img {src} alt="" />
                } else {
                    { icon(PICTURE) }
                }
            </span>
            <span class="facts">
                <strong>{ card.title.clone() }</strong>
                if !card.detail.is_empty() {
                    <span class="quiet">{ card.detail.clone() }</span>
                }
                { price(card, ui) }
            </span>
        </>
    }
}

fn price(card: &ProductCard, ui: &Ui) -> Html {
    let Some(price) = card.price else {
        return Html::default();
    };
    html! {
        <span class="price">
            { format::money(&ui.lang, price) }
            if let Some(was) = card.was {
                <s aria-hidden="true">{ format::money(&ui.lang, was) }</s>
                <span class="unseen">{ ui.fill("ui.product.was", &[("price", Node::Money(was))]) }</span>
            }
        </span>
    }
}
