//! How far one word is from another.

/// Insertions, deletions, substitutions and swaps between two words of at most 24 letters.
pub(super) fn distance(a: &[u8], b: &[u8]) -> usize {
    const MOST: usize = 25;
    if a.len() >= MOST || b.len() >= MOST {
        return MOST;
    }
    let mut rows = [[0_usize; MOST]; MOST];
    let at = |rows: &[[usize; MOST]; MOST], i: usize, j: usize| {
        rows.get(i)
            .and_then(|row| row.get(j))
            .copied()
            .unwrap_or(MOST)
    };
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let mut least = if i == 0 || j == 0 { i + j } else { MOST };
            if i > 0 && j > 0 {
                let same = a.get(i - 1) == b.get(j - 1);
                least = (at(&rows, i - 1, j) + 1)
                    .min(at(&rows, i, j - 1) + 1)
                    .min(at(&rows, i - 1, j - 1) + usize::from(!same));
                if i > 1 && j > 1 && a.get(i - 1) == b.get(j - 2) && a.get(i - 2) == b.get(j - 1) {
                    least = least.min(at(&rows, i - 2, j - 2) + 1);
                }
            }
            if let Some(cell) = rows.get_mut(i).and_then(|row| row.get_mut(j)) {
                *cell = least;
            }
        }
    }
    at(&rows, a.len(), b.len())
}
