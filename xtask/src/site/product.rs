//! A product as a page shows it and as analytics and search engines read it.

use super::data::{array, price, text};
use serde_json::{Value, json};

/// A product in one language, with its prices in both figures and words.
pub fn localised(p: &Value, lang: &str, suffix: &str, strings: &Value) -> Value {
    let own = |field: &str| text(p, &format!("{field}{suffix}")).to_owned();
    let list = price(text(p, "price")).map_or(0, |(minor, _)| minor);
    let now = price(text(p, "sale_price")).map_or(list, |(minor, _)| minor);
    let type_name = own("product_type");
    let (category_name, kind) = type_name
        .split_once(" > ")
        .unwrap_or((&type_name, &type_name));
    let (category, kind_en) = text(p, "product_type")
        .split_once(" > ")
        .unwrap_or_default();
    let key = category.to_lowercase();
    let words = [
        own("title"),
        own("description"),
        own("color"),
        type_name.clone(),
        text(p, "brand").into(),
    ];
    let size_help = match key.as_str() {
        "footwear" => "faq-boot-sizing",
        "clothing" if kind_en == "Jackets" || kind_en == "T-shirts" => "faq-size-chart",
        _ => "",
    };
    let availability = text(p, "availability");
    json!({
        "id": p["id"], "group": p["item_group_id"], "title": own("title"),
        "description": own("description"), "color": own("color"), "brand": p["brand"],
        "category": key, "category_name": category_name, "type_name": kind,
        "price_text": grouped(now), "list_text": grouped(list), "on_sale": now < list,
        "amount": amount(now), "availability": availability, "availability_text": strings[availability],
        "sizes": array(&p["x"], "sizes"), "size_help": size_help, "weight": weight(text(p, "product_weight"), lang),
        "highlights": array(p, &format!("product_highlight{suffix}")),
        "image": format!("/{}", text(p, "image_link")), "url": format!("/{lang}/{}", text(p, "link")),
        "search_text": words.join(" ").to_lowercase(),
        "item": {
            "item_id": p["id"], "item_name": own("title"), "item_brand": p["brand"],
            "item_category": category, "item_category2": kind_en, "item_variant": p["color"],
            "price": amount(now), "discount": amount(list - now.min(list)), "quantity": 1,
        },
    })
}

/// `1.04 kg` in the language's own word.
fn weight(written: &str, lang: &str) -> String {
    match lang {
        "en" => written.to_owned(),
        _ => written.replace("kg", "公斤"),
    }
}

/// schema.org `Product` with its `Offer`.
pub fn json_ld(p: &Value) -> Value {
    let availability = match text(p, "availability") {
        "preorder" => "https://schema.org/PreOrder",
        "out_of_stock" => "https://schema.org/OutOfStock",
        _ => "https://schema.org/InStock",
    };
    json!({
        "@context": "https://schema.org", "@type": "Product", "sku": p["id"], "productID": p["id"],
        "name": p["title"], "description": p["description"], "image": p["image"], "color": p["color"],
        "category": format!("{} > {}", text(p, "category_name"), text(p, "type_name")),
        "brand": { "@type": "Brand", "name": p["brand"] },
        "offers": { "@type": "Offer", "url": p["url"], "price": p["amount"], "priceCurrency": "HKD",
                    "availability": availability, "itemCondition": "https://schema.org/NewCondition" },
    })
}

/// Minor units as the number that GA4 and schema.org want.
#[allow(
    clippy::cast_precision_loss,
    reason = "prices are far below 2^53 cents"
)]
fn amount(minor: u64) -> f64 {
    minor as f64 / 100.0
}

/// Minor units as `1,280`, with cents only where there are any.
fn grouped(minor: u64) -> String {
    let digits = (minor / 100).to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    match minor % 100 {
        0 => out,
        cents => format!("{out}.{cents:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_written_in_thousands() {
        assert_eq!(grouped(128_000), "1,280");
        assert_eq!(grouped(98_050), "980.50");
        assert_eq!(grouped(123_456_700), "1,234,567");
    }
}
