//! One sort for all: each further instance of `slice::sort` costs the shopper about a kilobyte.

/// The items by rising key; equal keys keep their order.
pub(crate) fn sorted_by_key<T: Clone>(items: &[T], key: impl Fn(&T) -> u32) -> Vec<T> {
    let tag = |(at, item): (usize, &T)| u64::from(key(item)) << 32 | at as u64;
    let mut tags: Vec<u64> = items.iter().enumerate().map(tag).collect();
    sort(&mut tags);
    let place = |tag: u64| usize::try_from(tag & 0xffff_ffff).unwrap_or(0);
    tags.into_iter()
        .filter_map(|tag| items.get(place(tag)).cloned())
        .collect()
}

/// The different ids, rising.
pub(crate) fn distinct(ids: impl Iterator<Item = u32>) -> Vec<u32> {
    let ids: Vec<u32> = ids.collect();
    let mut ids = sorted_by_key(&ids, |&id| id);
    ids.dedup();
    ids
}

/// A key under which scores fall; for scores of 0 and above.
pub(crate) fn falling(score: f32) -> u32 {
    !score.max(0.0).to_bits()
}

#[inline(never)]
fn sort(tags: &mut [u64]) {
    tags.sort_unstable();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_stable_and_scores_fall() {
        let items = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        let letters: String = sorted_by_key(&items, |item| item.0)
            .iter()
            .map(|item| item.1)
            .collect();
        assert_eq!(letters, "bdac");
        assert_eq!(
            sorted_by_key(&[0.1, 0.9, 0.0, 0.5], |&score| falling(score)),
            [0.9, 0.5, 0.1, 0.0]
        );
        assert_eq!(distinct([3, 1, 3, 2].into_iter()), [1, 2, 3]);
    }
}
