//! The cart as the page tells it, piece by piece or whole.

use super::ga4::MAX_QUANTITY;
use crate::catalog::Item;

/// Most lines of a cart that are kept.
pub const MAX_LINES: usize = 50;

/// One more of it.
#[inline(never)]
pub fn add(cart: &mut Vec<Item>, item: &Item) {
    if let Some(line) = cart.iter_mut().find(|line| line.sku == item.sku) {
        line.quantity = line
            .quantity
            .saturating_add(item.quantity)
            .min(MAX_QUANTITY);
        line.price = item.price.or(line.price);
    } else if cart.len() < MAX_LINES {
        let mut line = item.clone();
        line.quantity = line.quantity.clamp(1, MAX_QUANTITY);
        cart.push(line);
    }
}

/// So many less of it.
pub fn remove(cart: &mut Vec<Item>, item: &Item) {
    let Some(at) = cart.iter().position(|line| line.sku == item.sku) else {
        return;
    };
    if let Some(line) = cart.get_mut(at) {
        line.quantity = line.quantity.saturating_sub(item.quantity);
        if line.quantity == 0 {
            drop(cart.remove(at));
        }
    }
}

/// The whole cart, lines of one number in one.
pub fn whole(items: &[Item]) -> Vec<Item> {
    let mut cart = Vec::new();
    for item in items {
        add(&mut cart, item);
    }
    cart
}
