//! The profile on its way into the saved state and back. What cannot be read is left out, entry
//! by entry, and no list grows beyond its bound.

use super::interest::{Held, MOST};
use super::{
    InterestKey, MAX_BLOCKED, MAX_INTERESTS, MAX_RECENT, MAX_REPORTS, Profile, cart,
    ga4::MAX_QUANTITY,
};
use crate::catalog::{Fields, Item, Sku, int, items};
use crate::money::Money;
use crate::raw::Raw;

impl Profile {
    /// For the snapshot and the shopper's own copy.
    pub fn to_raw(&self) -> Raw {
        let mut reports = Vec::new();
        for (name, at) in &self.reports {
            // What was searched for is not kept word by word: an echo of it ends with the page.
            if !name.starts_with("search ") {
                let mut fields = Fields::new();
                fields.text("of", name).put("at", (*at).into());
                reports.push(fields.into_raw());
            }
        }
        let mut interests = Vec::new();
        for held in &self.held {
            interests.push(held_to_raw(held));
        }
        let mut fields = Fields::new();
        fields
            .put("interests", Raw::List(interests))
            .put("unwanted", InterestKey::codes(&self.blocked))
            .put("cart", items_to_raw(&self.cart))
            .put("recent", items_to_raw(&self.recent))
            .put("reports", Raw::List(reports));
        fields.into_raw()
    }

    /// Reads what [`Profile::to_raw`] wrote; anything else is an empty profile.
    pub fn from_raw(raw: &Raw) -> Profile {
        let mut profile = Profile {
            blocked: InterestKey::from_codes(items(raw, "unwanted"), MAX_BLOCKED),
            cart: items_from_raw(items(raw, "cart"), cart::MAX_LINES),
            recent: items_from_raw(items(raw, "recent"), MAX_RECENT),
            ..Profile::default()
        };
        for report in items(raw, "reports") {
            let at = report.get("at").and_then(Raw::as_moment);
            if let (Some(of), Some(at)) = (report.text("of"), at)
                && profile.reports.len() < MAX_REPORTS
            {
                profile.reports.push((of.to_owned(), at));
            }
        }
        for held in items(raw, "interests") {
            if let Some(held) = held_from_raw(held) {
                let known = profile.held.iter().any(|have| have.key.same(&held.key));
                if profile.held.len() < MAX_INTERESTS && !known && !profile.is_blocked(&held.key) {
                    profile.held.push(held);
                }
            }
        }
        profile
    }
}

fn held_to_raw(held: &Held) -> Raw {
    let mut fields = Fields::new();
    fields
        .text("about", &held.key.code())
        .put("millionths", held.weight.into());
    let mut evidence = held.evidence.clone();
    for (name, count) in evidence.counts() {
        fields.int(name, *count);
    }
    let mut skus = Vec::new();
    for sku in &held.skus {
        skus.push(sku.as_str().into());
    }
    fields
        .put("first", evidence.first.into())
        .put("last", evidence.last.into())
        .put("products", Raw::List(skus));
    fields.into_raw()
}

fn held_from_raw(raw: &Raw) -> Option<Held> {
    let last = raw.get("last")?.as_moment()?;
    let mut held = Held::new(InterestKey::from_code(raw.text("about")?)?, last);
    held.weight = raw.get("millionths")?.as_int()?.clamp(0, MOST);
    for (name, count) in held.evidence.counts() {
        *count = int(raw, name, 0, u32::MAX);
    }
    held.evidence.first = raw.get("first").and_then(Raw::as_moment).unwrap_or(last);
    // Backwards, for each goes to the front; `saw` holds the bound.
    for sku in items(raw, "products").iter().take(MAX_RECENT).rev() {
        if let Some(sku) = sku.as_text() {
            held.saw(Sku::new(sku));
        }
    }
    Some(held)
}

#[inline(never)]
fn items_to_raw(items: &[Item]) -> Raw {
    let mut list = Vec::new();
    for item in items {
        let mut fields = Fields::new();
        fields
            .text("id", item.sku.as_str())
            .text("name", &item.name)
            .text("brand", &item.brand)
            .text("type", &item.category)
            .int("quantity", item.quantity);
        if let Some(price) = item.price {
            fields.text("price", &price.written());
        }
        list.push(fields.into_raw());
    }
    Raw::List(list)
}

#[inline(never)]
fn items_from_raw(list: &[Raw], most: usize) -> Vec<Item> {
    let mut items = Vec::new();
    for raw in list {
        if let Some(sku) = raw.text("id")
            && items.len() < most
        {
            let text = |key: &str| raw.text(key).unwrap_or_default().to_owned();
            items.push(Item {
                sku: Sku::new(sku),
                name: text("name"),
                brand: text("brand"),
                category: text("type"),
                price: raw.text("price").and_then(Money::parse),
                quantity: int(raw, "quantity", 1, MAX_QUANTITY),
            });
        }
    }
    items
}
