//! A product to look at.

use super::element::{el, el_with, many, text};
use super::format;
use super::icon::{PICTURE, icon};
use super::rich::link;
use super::ui::Ui;
use aside_engine::catalog::Node;
use aside_engine::money::Money;
use aside_engine::reply::ProductCard;
use yew::prelude::*;

/// A card that is one link where the product has a page.
pub fn product(card: &ProductCard, ui: &Ui) -> Html {
    let inner = many(vec![picture(card), facts(card, ui)]);
    match &card.link {
        Some(href) => link("product-card", "card product", href, ui, inner),
        None => el(
            "div",
            &[("part", "product-card"), ("class", "card product")],
            vec![inner],
        ),
    }
}

/// Pictures travel inside the catalog; none is fetched for what somebody asked.
fn picture(card: &ProductCard) -> Html {
    let inside = |src: &&String| src.starts_with("data:image/");
    let picture = match card.thumbnail.as_ref().filter(inside) {
        Some(src) => {
            let src = vec![("src", Some(src.clone().into()))];
            el_with("img", &[("alt", "")], src, None, Vec::new())
        }
        None => icon(PICTURE),
    };
    el("span", &[("class", "picture")], vec![picture])
}

fn facts(card: &ProductCard, ui: &Ui) -> Html {
    let mut facts = vec![el("strong", &[], vec![text(card.title.clone())])];
    if !card.detail.is_empty() {
        facts.push(el(
            "span",
            &[("class", "quiet")],
            vec![text(card.detail.clone())],
        ));
    }
    if let Some(price) = card.price {
        let was = card.was.map(|was| before(was, ui));
        let parts = vec![
            text(format::money(&ui.lang, price)),
            was.unwrap_or_default(),
        ];
        facts.push(el("span", &[("class", "price")], parts));
    }
    el("span", &[("class", "facts")], facts)
}

/// A price struck out for the eye and said in words for the ear.
fn before(was: Money, ui: &Ui) -> Html {
    let said = ui.fill("ui.product.was", &[("price", Node::Money(was))]);
    many(vec![
        el(
            "s",
            &[("aria-hidden", "true")],
            vec![text(format::money(&ui.lang, was))],
        ),
        el("span", &[("class", "unseen")], vec![said]),
    ])
}
