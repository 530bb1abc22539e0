//! The figures of merit, from what was said of each line.

use super::rows::Row;
use std::collections::BTreeMap;

/// What the engine said of one line.
pub struct Said {
    /// The first label, if there was any.
    pub label: Option<String>,
    /// Probability that the first label is right, 0 to 1.
    pub confidence: f64,
    /// Probability that any label fits, 0 to 1.
    pub in_scope: f64,
    /// How long it took, in microseconds.
    pub micros: f64,
}

/// Two labels that are taken for each other.
pub struct Confusion {
    /// The right label.
    pub label: String,
    /// What it was taken for.
    pub taken_for: String,
    /// How many lines.
    pub count: usize,
    /// One of them.
    pub example: String,
}

/// Share of lines in scope whose first label is right, 0 to 1.
pub fn accuracy(said: &[(&Row, Said)]) -> f64 {
    let inside = || said.iter().filter(|(row, _)| !row.is_out_of_scope());
    let right = inside().filter(|(row, said)| is_right(row, said));
    share(right.count(), inside().count())
}

/// Mean over labels of the F1 measure, 0 to 1, over lines in scope. A line that accepts what was
/// said counts for the label that was said.
pub fn macro_f1(said: &[(&Row, Said)]) -> f64 {
    #[derive(Default)]
    struct Count {
        right: usize,
        lines: usize,
        said: usize,
    }
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for (row, said) in said.iter().filter(|(row, _)| !row.is_out_of_scope()) {
        let first = said.label.as_deref();
        let meant = first.filter(|label| row.accepts(label));
        counts.entry(meant.unwrap_or(&row.label)).or_default().lines += 1;
        if let Some(label) = first {
            counts.entry(label).or_default().said += 1;
        }
        if let Some(label) = meant {
            counts.entry(label).or_default().right += 1;
        }
    }
    // A label that is said and never right has no lines: it costs precision elsewhere already.
    counts.retain(|_, count| count.lines > 0);
    let f1 = |count: &Count| share(2 * count.right, count.lines + count.said);
    counts.values().map(f1).sum::<f64>() / counts.len().max(1) as f64
}

/// Probability that a line in scope gets a higher score than one out of scope, 0 to 1; a tie
/// counts half (the Mann-Whitney statistic). `None` without lines of both kinds.
pub fn auroc(inside: &[f64], outside: &[f64]) -> Option<f64> {
    let mut all: Vec<(f64, bool)> = inside.iter().map(|&score| (score, true)).collect();
    all.extend(outside.iter().map(|&score| (score, false)));
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut sum) = (0.0, 0.0);
    for equal in all.chunk_by(|a, b| a.0 == b.0) {
        let of_inside = equal.iter().filter(|(_, is_inside)| *is_inside).count() as f64;
        let of_outside = equal.len() as f64 - of_inside;
        sum += of_inside * (below + of_outside / 2.0);
        below += of_outside;
    }
    let pairs = inside.len() as f64 * outside.len() as f64;
    (pairs > 0.0).then(|| sum / pairs)
}

/// Share of lines out of scope that are rejected where 5 % of those in scope are, 0 to 1.
pub fn recall_at_5(inside: &[f64], outside: &[f64]) -> Option<f64> {
    let mut sorted = inside.to_vec();
    sorted.sort_by(f64::total_cmp);
    let threshold = sorted.get(inside.len() / 20)?;
    let rejected = outside.iter().filter(|score| *score < threshold).count();
    (!outside.is_empty()).then(|| share(rejected, outside.len()))
}

/// Expected calibration error, 0 to 1: the mean distance of confidence and share of right lines
/// over ten bins of confidence, weighed by their lines. No label is right for a line out of scope.
pub fn calibration_error(said: &[(&Row, Said)]) -> f64 {
    let mut bins = [(0.0, 0.0); 10];
    for line in said {
        let bin = ((line.1.confidence * 10.0) as usize).min(9);
        bins[bin].0 += line.1.confidence;
        bins[bin].1 += f64::from(u8::from(is_right(line.0, &line.1)));
    }
    let off: f64 = bins.iter().map(|(sure, right)| (sure - right).abs()).sum();
    off / said.len().max(1) as f64
}

/// The pairs that are confused most often, at most ten.
pub fn confusions(said: &[(&Row, Said)]) -> Vec<Confusion> {
    let mut pairs: BTreeMap<(&str, &str), (usize, &str)> = BTreeMap::new();
    for (row, said) in said {
        if row.is_out_of_scope() || is_right(row, said) {
            continue;
        }
        let taken_for = said.label.as_deref().unwrap_or("nothing");
        let pair = pairs.entry((&row.label, taken_for));
        pair.or_insert((0, &row.text)).0 += 1;
    }
    let mut worst: Vec<Confusion> = pairs
        .into_iter()
        .map(|((label, taken_for), (count, example))| Confusion {
            label: label.to_owned(),
            taken_for: taken_for.to_owned(),
            count,
            example: example.to_owned(),
        })
        .collect();
    worst.sort_by_key(|pair| std::cmp::Reverse(pair.count));
    worst.truncate(10);
    worst
}

/// The time that a share (0 to 1) of lines stays under.
pub fn quantile(micros: impl Iterator<Item = f64>, share: f64) -> f64 {
    let mut sorted: Vec<f64> = micros.collect();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    let place = (last as f64 * share).round() as usize;
    sorted.get(place).copied().unwrap_or(0.0)
}

/// `part` of `whole`; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Whether the first label is right; none is for a line out of scope.
pub fn is_right(row: &Row, said: &Said) -> bool {
    let accepts = |label: &String| row.accepts(label);
    !row.is_out_of_scope() && said.label.as_ref().is_some_and(accepts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str) -> Row {
        Row {
            text: label.to_owned(),
            label: label.to_owned(),
            also: Vec::new(),
            lang: None,
            answer: String::new(),
        }
    }

    fn said(label: &str, confidence: f64) -> Said {
        Said {
            label: Some(label.to_owned()),
            confidence,
            in_scope: confidence,
            micros: 1.0,
        }
    }

    #[test]
    fn figures_are_those_worked_out_by_hand() {
        let rows = [row("a"), row("a"), row("b"), row("__oos__")];
        let words = [
            said("a", 1.0),
            said("b", 0.5),
            said("b", 1.0),
            said("a", 0.5),
        ];
        let said: Vec<(&Row, Said)> = rows.iter().zip(words).collect();
        assert!((accuracy(&said) - 2.0 / 3.0).abs() < 1e-9);
        // a: precision 1, recall 1/2; b: precision 1/2, recall 1; each F1 2/3.
        assert!((macro_f1(&said) - 2.0 / 3.0).abs() < 1e-9);
        // The bin at .5 holds two lines and none is right; the one at 1 is perfect.
        assert!((calibration_error(&said) - 0.25).abs() < 1e-9);
        let worst = confusions(&said);
        assert_eq!(worst.len(), 1);
        assert_eq!((worst[0].taken_for.as_str(), worst[0].count), ("b", 1));
    }

    #[test]
    fn ranks_of_scores_are_compared() {
        assert_eq!(auroc(&[0.9, 0.8], &[0.1, 0.8]), Some(0.875));
        assert_eq!(auroc(&[0.9], &[]), None);
        let inside: Vec<f64> = (0..100).map(f64::from).collect();
        assert_eq!(recall_at_5(&inside, &[4.9, 5.1]), Some(0.5));
        assert_eq!(quantile([3.0, 1.0, 2.0].into_iter(), 0.5), 2.0);
    }
}
