//! A product to look at.

use super::element::Build;
use super::format;
use super::icon::{PICTURE, icon};
use super::rich::link;
use aside_engine::catalog::Node;
use aside_engine::reply::ProductCard;

/// A card that is one link where the product has a page.
pub fn product(card: &ProductCard, b: &mut Build<'_>) {
    match &card.link {
        Some(href) => link("a;part=product-card;class=card product", href, b, |b| {
            inside(card, b)
        }),
        None => b.el("div;part=product-card;class=card product", |b| {
            inside(card, b)
        }),
    }
}

fn inside(card: &ProductCard, b: &mut Build<'_>) {
    b.el("span;class=picture", |b| match &card.thumbnail {
        // Pictures travel inside the catalog; none is fetched for what somebody asked.
        Some(src) if src.starts_with("data:image/") => b.el("img;alt=", |b| b.attr("src", src)),
        _ => icon(b, PICTURE),
    });
    b.el("span;class=facts", |b| {
        b.given("strong", &card.title);
        if !card.detail.is_empty() {
            b.given("span;class=quiet", &card.detail);
        }
        price(card, b);
    });
}

/// What one pays; what it was before is struck out for the eye and said in words for the ear.
fn price(card: &ProductCard, b: &mut Build<'_>) {
    let Some(price) = card.price else {
        return;
    };
    b.el("span;class=price", |b| {
        b.text(&format::money(b.lang, price));
        if let Some(was) = card.was {
            b.given("s;aria-hidden=true", &format::money(b.lang, was));
            b.el("span;class=unseen", |b| {
                b.fill("ui.product.was", &[("price", Node::Money(was))])
            });
        }
    });
}
