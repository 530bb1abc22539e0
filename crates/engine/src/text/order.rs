//! One sort for all: each further instance of `slice::sort` costs the shopper about a kilobyte.

/// The items by rising key; equal keys keep their order.
pub(crate) fn sorted_by_key<T: Clone>(items: &[T], key: impl Fn(&T) -> u32) -> Vec<T> {
    let mut tags = Vec::with_capacity(items.len());
    for (item, at) in items.iter().zip(0..) {
        tags.push(tag(key(item), at));
    }
    sort(&mut tags);
    let mut sorted = Vec::with_capacity(items.len());
    for tag in tags {
        sorted.extend(items.get(untag(tag)).cloned());
    }
    sorted
}

/// A number that sorts by `key`, then by `place`; 32 bits of `place` count.
pub(crate) fn tag(key: u32, place: usize) -> u64 {
    u64::from(key) << 32 | (place as u64 & 0xffff_ffff)
}

/// The place in a [`tag`].
pub(crate) fn untag(tag: u64) -> usize {
    usize::try_from(tag & 0xffff_ffff).unwrap_or(0)
}

/// A key under which scores fall; for scores of 0 and above.
pub(crate) fn falling(score: f32) -> u32 {
    !score.max(0.0).to_bits()
}

/// Shell's sort: a few lines where `std`'s sorts are four kilobytes, and as quick for the hundreds
/// of features of a sentence.
#[inline(never)]
pub(crate) fn sort(tags: &mut [u64]) {
    let mut gap = tags.len();
    while gap > 1 {
        gap = (gap * 4 / 9).max(1);
        for from in gap..tags.len() {
            let Some(&tag) = tags.get(from) else { return };
            let mut at = from;
            while let Some(before) = at.checked_sub(gap)
                && let Some(&larger) = tags.get(before)
                && larger > tag
            {
                put(tags, at, larger);
                at = before;
            }
            put(tags, at, tag);
        }
    }
}

fn put(tags: &mut [u64], at: usize, tag: u64) {
    if let Some(place) = tags.get_mut(at) {
        *place = tag;
    }
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
    }

    #[test]
    fn it_sorts_like_the_standard_library() {
        let mut state = 1_u64;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            state
        };
        for length in [0, 1, 2, 3, 7, 100, 1000] {
            let mut tags: Vec<u64> = (0..length).map(|_| next() >> 58).collect();
            let mut expected = tags.clone();
            sort(&mut tags);
            expected.sort_unstable();
            assert_eq!(tags, expected);
        }
    }
}
