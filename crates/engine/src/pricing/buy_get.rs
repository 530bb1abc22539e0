//! Buy so many, get so many more for less.

use super::Line;

/// What comes off, in minor units; or how many pieces are missing to the first whole group.
///
/// Each whole group of `buy + get` pieces brings `get` discounted ones, and these are the cheapest
/// of all that count. Each piece's part is rounded half up, as each stands on the receipt.
pub fn discount(lines: &[&Line], buy: u32, get: u32, basis_points: i64) -> Result<i64, u32> {
    let pieces: u64 = lines.iter().map(|line| u64::from(line.quantity)).sum();
    let group = u64::from(buy).saturating_add(u64::from(get)).max(1);
    let mut left = pieces / group * u64::from(get);
    if left == 0 {
        let missing = group.saturating_sub(pieces);
        return Err(u32::try_from(missing).unwrap_or(u32::MAX).max(1));
    }
    let mut cheapest: Vec<&&Line> = lines.iter().collect();
    cheapest.sort_by_key(|line| line.price.minor);
    let mut off: i64 = 0;
    for line in cheapest {
        let taken = left.min(u64::from(line.quantity));
        left -= taken;
        let each = line.price.part(basis_points).minor.min(line.price.minor);
        let these = each.saturating_mul(i64::try_from(taken).unwrap_or(i64::MAX));
        off = off.saturating_add(these);
    }
    Ok(off)
}
