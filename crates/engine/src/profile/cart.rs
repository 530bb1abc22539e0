//! The cart as the page tells it, piece by piece or whole.

use super::ga4::MAX_QUANTITY;
use crate::catalog::Item;

/// Most lines of a cart that are kept.
pub const MAX_LINES: usize = 50;

/// One more of it.
pub fn add(cart: &mut Vec<Item>, item: &Item) {
    let most = u32::try_from(MAX_QUANTITY).unwrap_or(u32::MAX);
    if let Some(line) = cart.iter_mut().find(|line| line.sku == item.sku) {
        line.quantity = line.quantity.saturating_add(item.quantity).min(most);
        line.price = item.price.or(line.price);
    } else if cart.len() < MAX_LINES {
        cart.push(Item {
            quantity: item.quantity.clamp(1, most),
            ..item.clone()
        });
    }
}

/// So many less of it.
pub fn remove(cart: &mut Vec<Item>, item: &Item) {
    if let Some(line) = cart.iter_mut().find(|line| line.sku == item.sku) {
        line.quantity = line.quantity.saturating_sub(item.quantity);
    }
    cart.retain(|line| line.quantity > 0);
}

/// The whole cart, lines of one number in one.
pub fn whole(items: &[Item]) -> Vec<Item> {
    let mut cart = Vec::new();
    items.iter().for_each(|item| add(&mut cart, item));
    cart
}
