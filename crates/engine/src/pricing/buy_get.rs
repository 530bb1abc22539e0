//! Buy so many, get so many more for less.

use super::Line;

/// What comes off, in minor units; or how many pieces are missing to the first whole group.
///
/// Each whole group of `buy + get` pieces brings `get` discounted ones, and these are the cheapest
/// of all that count. Each piece's part is rounded half up, as each stands on the receipt.
pub fn discount(mut lines: Vec<&Line>, buy: u32, get: u32, basis_points: i64) -> Result<i64, u32> {
    let mut pieces: u64 = 0;
    for line in &lines {
        pieces = pieces.saturating_add(line.quantity.into());
    }
    let group = (u64::from(buy) + u64::from(get)).max(1);
    let mut left = pieces / group * u64::from(get);
    if left == 0 {
        let missing = group.saturating_sub(pieces).clamp(1, u32::MAX.into());
        return Err(missing as u32);
    }
    let mut off: i64 = 0;
    // The cheapest line again and again: a cart is short, and a sort is not.
    while let Some(cheapest) = cheapest(&lines) {
        let line = lines.swap_remove(cheapest);
        let taken = left.min(line.quantity.into());
        left -= taken;
        let each = line.price.part(basis_points);
        let these = each
            .times(taken as u32)
            .map_or(i64::MAX, |these| these.minor);
        off = off.saturating_add(these);
    }
    Ok(off)
}

fn cheapest(lines: &[&Line]) -> Option<usize> {
    let (mut cheapest, mut least) = (None, i64::MAX);
    for (at, line) in lines.iter().enumerate() {
        if line.price.minor <= least {
            (cheapest, least) = (Some(at), line.price.minor);
        }
    }
    cheapest
}
