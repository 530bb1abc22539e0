//! Products and promotions.

use super::{Notes, Problem};
use crate::site::data::{LANGUAGES, Shop, array, price, text};
use serde_json::Value;
use std::collections::BTreeSet;

/// Larger drawings would weigh on the catalog, which carries each of them inside.
const DRAWING_BYTES_AT_MOST: usize = 1536;

/// Titles, prices, pictures and links of the products.
pub fn check_products(shop: &Shop, found: &mut Vec<Problem>) {
    let mut notes = Notes {
        file: "data/products.json".into(),
        found,
    };
    notes.unique(shop.products().iter().map(|p| text(p, "id")));
    let currency = text(&shop.settings, "currency");
    for product in shop.products() {
        let id = text(product, "id");
        for field in ["title", "description", "product_type", "color"] {
            notes.localised(product, id, field);
        }
        check_price(product, currency, &mut notes);
        let image = text(product, "image_link");
        let drawing = shop.image(image);
        let what = format!("image_link `{image}` does not exist");
        notes.unless(
            drawing.is_some(),
            id,
            what,
            "Draw it in www/shop/data/images",
        );
        let size = drawing.map_or(0, str::len);
        let what = format!("`{image}` has {size} bytes, more than {DRAWING_BYTES_AT_MOST}");
        notes.unless(
            size <= DRAWING_BYTES_AT_MOST,
            id,
            what,
            "Draw it with fewer points",
        );
        let link = format!("products/{id}.html");
        let what = format!("link is not `{link}`");
        notes.unless(
            text(product, "link") == link,
            id,
            what,
            "Pages are named after the id",
        );
        let known =
            ["in_stock", "out_of_stock", "preorder"].contains(&text(product, "availability"));
        notes.unless(
            known,
            id,
            "availability is unknown",
            "Use in_stock, out_of_stock or preorder",
        );
    }
}

fn check_price(product: &Value, currency: &str, notes: &mut Notes<'_>) {
    let id = text(product, "id");
    let list = price(text(product, "price")).filter(|(_, c)| *c == currency);
    let remedy = "Write it as `1280.00 HKD`, in the currency of aside.json";
    notes.unless(list.is_some(), id, "price cannot be read", remedy);
    if product.get("sale_price").is_some() {
        let sale = price(text(product, "sale_price")).filter(|(_, c)| *c == currency);
        let lower = matches!((sale, list), (Some((sale, _)), Some((list, _))) if sale < list);
        notes.unless(
            lower,
            id,
            "sale_price is not below price",
            "Lower it, or leave it out",
        );
    }
}

/// Titles, filters, dates and codes of the promotions.
pub fn check_promotions(shop: &Shop, found: &mut Vec<Problem>) {
    let mut notes = Notes {
        file: "data/promotions.json".into(),
        found,
    };
    notes.unique(shop.promotions().iter().map(|p| text(p, "promotion_id")));
    for promotion in shop.promotions() {
        let id = text(promotion, "promotion_id");
        notes.localised(promotion, id, "long_title");
        for (filter, field) in [
            ("product_type", "product_type"),
            ("item_id", "id"),
            ("brand", "brand"),
        ] {
            check_filter(shop, promotion, filter, field, &mut notes);
        }
        let dates = text(promotion, "promotion_effective_dates");
        let ordered = dates
            .split_once('/')
            .is_some_and(|(from, until)| from < until);
        let what = format!("promotion_effective_dates `{dates}` is no interval");
        notes.unless(
            ordered,
            id,
            what,
            "Write start/end, both with the same UTC offset",
        );
        let coded = text(promotion, "offer_type") == "generic_code";
        let code = !text(promotion, "generic_redemption_code").is_empty();
        let remedy = "A generic_code has a generic_redemption_code, a no_code has none";
        notes.unless(coded == code, id, "offer_type and code disagree", remedy);
        let creatives = promotion
            .get("x")
            .map_or(&[][..], |x| array(x, "creatives"));
        notes.unless(
            !creatives.is_empty(),
            id,
            "x.creatives is empty",
            "Write one to be shown",
        );
        for (creative, lang) in creatives
            .iter()
            .flat_map(|c| LANGUAGES.iter().map(move |l| (c, l)))
        {
            let words = creative.get("text").map_or("", |t| text(t, lang.code));
            let what = format!("a creative has no text in {}", lang.code);
            notes.unless(!words.is_empty(), id, what, "Write it in this language");
        }
    }
}

/// What a promotion is limited to, or leaves out, must be in the catalog.
fn check_filter(shop: &Shop, promotion: &Value, filter: &str, field: &str, notes: &mut Notes<'_>) {
    let known: BTreeSet<&str> = shop.products().iter().map(|p| text(p, field)).collect();
    for key in [filter.to_owned(), format!("{filter}_exclusion")] {
        for wanted in array(promotion, &key)
            .iter()
            .map(|v| v.as_str().unwrap_or_default())
        {
            let what = format!("{key} `{wanted}` is in no product");
            let remedy = "Copy it from products.json, or leave it out";
            notes.unless(
                known.contains(wanted),
                text(promotion, "promotion_id"),
                what,
                remedy,
            );
        }
    }
}
