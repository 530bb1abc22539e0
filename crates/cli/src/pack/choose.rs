//! Which words a shop has use for.

/// Rows in order of use: the shop's own words, the most used first, then the words nearest to any
/// of them, which are what a shopper may say instead.
pub fn by_use(rows: &[Vec<f32>], uses: &[u32]) -> Vec<usize> {
    let unit: Vec<Vec<f32>> = rows.iter().map(|row| directed(row)).collect();
    let own: Vec<&Vec<f32>> = unit
        .iter()
        .zip(uses)
        .filter(|u| *u.1 > 0)
        .map(|u| u.0)
        .collect();
    let worth = |row: usize| match uses[row] {
        0 => own
            .iter()
            .map(|own| dot(own, &unit[row]))
            .fold(-1.0, f32::max),
        count => 2.0 + f64::from(count).ln() as f32,
    };
    let mut order: Vec<(usize, f32)> = (0..rows.len()).map(|row| (row, worth(row))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.into_iter().map(|entry| entry.0).collect()
}

fn directed(row: &[f32]) -> Vec<f32> {
    let length = dot(row, row).sqrt().max(f32::MIN_POSITIVE);
    row.iter().map(|part| part / length).collect()
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_come_first_and_neighbours_next() {
        let rows = [[0.0, 9.0], [1.0, 0.0], [2.0, 0.1], [1.0, 1.0]].map(Vec::from);
        assert_eq!(by_use(&rows, &[0, 3, 0, 0]), [1, 2, 3, 0]);
    }
}
