//! Product quantisation: each group of dimensions gets a book of short vectors.

/// Rows as the file has them.
pub struct Quantised {
    pub groups: usize,
    pub entries: usize,
    pub width: usize,
    /// Length of each row, 16 steps to a doubling.
    pub lengths: Vec<u8>,
    /// Group by group, the entry of each row.
    pub codes: Vec<u8>,
    /// Group by group, entry by entry.
    pub books: Vec<i8>,
}

/// Passes of k-means; further ones move little.
const PASSES: usize = 8;

/// Steps to a doubling of a length.
const STEPS: f32 = 16.0;

/// Quantises rows of one length; `entries` is at most 256.
pub fn quantise(rows: &[&[f32]], groups: usize, entries: usize) -> Quantised {
    let dimensions = rows.first().map_or(0, |row| row.len());
    let width = dimensions / groups;
    let norms: Vec<f32> = rows.iter().map(|row| norm(row)).collect();
    let top = norms
        .iter()
        .copied()
        .fold(f32::MIN_POSITIVE, f32::max)
        .log2();
    let length = |norm: &f32| {
        ((norm.log2() - top) * STEPS + 255.0)
            .round()
            .clamp(0.0, 255.0) as u8
    };
    let mut books = Vec::new();
    let mut codes = Vec::new();
    for group in 0..groups {
        let part = |row: &&[f32], norm: &f32| -> Vec<f32> {
            let own = &row[group * width..(group + 1) * width];
            own.iter().map(|part| part / norm).collect()
        };
        let parts: Vec<Vec<f32>> = rows.iter().zip(&norms).map(|(r, n)| part(r, n)).collect();
        let (book, code) = means(&parts, &norms, entries);
        books.extend(book.into_iter().flatten());
        codes.extend(code);
    }
    let most = books
        .iter()
        .fold(f32::MIN_POSITIVE, |most, step| most.max(step.abs()));
    Quantised {
        groups,
        entries,
        width,
        lengths: norms.iter().map(length).collect(),
        codes,
        books: books
            .iter()
            .map(|step| (step / most * 127.0).round() as i8)
            .collect(),
    }
}

fn norm(row: &[f32]) -> f32 {
    let square: f32 = row.iter().map(|part| part * part).sum();
    square.sqrt().max(1e-9)
}

/// K-means from evenly spread parts; the same every time.
fn means(parts: &[Vec<f32>], weights: &[f32], entries: usize) -> (Vec<Vec<f32>>, Vec<u8>) {
    let start = |entry: usize| parts[entry * parts.len() / entries].clone();
    let mut book: Vec<Vec<f32>> = (0..entries).map(start).collect();
    for _ in 0..PASSES {
        let mut sums = vec![vec![0.0; book[0].len()]; entries];
        let mut totals = vec![0.0; entries];
        for (part, weight) in parts.iter().zip(weights) {
            let entry = nearest(&book, part);
            totals[entry] += weight;
            for (sum, step) in sums[entry].iter_mut().zip(part) {
                *sum += weight * step;
            }
        }
        for ((held, sum), total) in book.iter_mut().zip(sums).zip(totals) {
            if total > 0.0 {
                *held = sum.iter().map(|step| step / total).collect();
            }
        }
    }
    let codes = parts
        .iter()
        .map(|part| nearest(&book, part) as u8)
        .collect();
    (book, codes)
}

fn nearest(book: &[Vec<f32>], part: &[f32]) -> usize {
    let distance =
        |held: &Vec<f32>| -> f32 { held.iter().zip(part).map(|(a, b)| (a - b) * (a - b)).sum() };
    let mut best = (0, f32::MAX);
    for (entry, held) in book.iter().enumerate() {
        let distance = distance(held);
        if distance < best.1 {
            best = (entry, distance);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_entries_as_rows_lose_nothing_but_rounding() {
        let rows: [&[f32]; 2] = [&[3.0, 0.0], &[0.0, 6.0]];
        let quantised = quantise(&rows, 1, 2);
        assert_eq!(quantised.lengths, [239, 255]);
        assert_eq!(quantised.codes, [0, 1]);
        assert_eq!(quantised.books, [127, 0, 0, 127]);
    }
}
