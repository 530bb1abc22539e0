//! How well a model does, in few figures.

use aside_engine::mood::{COLUMNS, EMOTIONS};

use super::data::{NAMES, Target};

/// The right column of each text, and what was said.
pub type Said = Vec<(usize, Target)>;

/// Prints accuracy and macro-F1 of emotions and tones, and how anger ranks.
pub fn print(name: &str, said: &[(usize, Target)]) {
    println!("  {name}");
    for (what, block) in [
        ("emotion", 0..EMOTIONS.len()),
        ("tone", EMOTIONS.len()..COLUMNS),
    ] {
        let own: Vec<_> = said
            .iter()
            .filter(|(column, _)| block.contains(column))
            .collect();
        if own.is_empty() {
            continue;
        }
        let mut counts = [[0_usize; COLUMNS]; COLUMNS];
        for (column, shares) in &own {
            let best = block
                .clone()
                .max_by(|&a, &b| shares[a].total_cmp(&shares[b]));
            counts[*column][best.unwrap_or(0)] += 1;
        }
        let right: usize = block.clone().map(|at| counts[at][at]).sum();
        print!(
            "    {what}: accuracy {:.3};",
            right as f32 / own.len() as f32
        );
        for at in block.clone() {
            let lines: usize = counts[at].iter().sum();
            let taken: usize = counts.iter().map(|row| row[at]).sum();
            let share = |of: usize| counts[at][at] as f32 / of.max(1) as f32;
            print!(" {} p{:.2} r{:.2}", NAMES[at], share(taken), share(lines));
        }
        println!();
    }
    let (recall, _) = recall_at(said, 0.9);
    println!("    anger: recall {recall:.3} at precision .90");
}

/// Prints precision and recall of anger at a threshold.
pub fn print_at(said: &[(usize, Target)], threshold: f32) {
    let feelings = said.iter().filter(|(column, _)| *column < EMOTIONS.len());
    let (mut taken, mut right, mut all) = (0, 0, 0);
    for (column, shares) in feelings {
        all += usize::from(*column == 0);
        taken += usize::from(shares[0] >= threshold);
        right += usize::from(shares[0] >= threshold && *column == 0);
    }
    let share = |of: usize| right as f32 / of.max(1) as f32;
    println!(
        "    anger at the threshold: precision {:.3}, recall {:.3}",
        share(taken),
        share(all)
    );
}

/// The lowest threshold from which on anger is as precise as asked.
pub fn threshold(said: &[(usize, Target)], precision: f32) -> f32 {
    recall_at(said, precision).1
}

/// The largest recall of anger at a precision, and the threshold that gives it.
fn recall_at(said: &[(usize, Target)], precision: f32) -> (f32, f32) {
    let mut own: Vec<(f32, bool)> = said
        .iter()
        .filter(|(column, _)| *column < EMOTIONS.len())
        .map(|(column, shares)| (shares[0], *column == 0))
        .collect();
    own.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all = own.iter().filter(|(_, angry)| *angry).count().max(1);
    let (mut right, mut best) = (0, (0.0, 1.0));
    for (place, (share, angry)) in own.iter().enumerate() {
        right += usize::from(*angry);
        if right as f32 >= precision * (place + 1) as f32 {
            best = (right as f32 / all as f32, *share);
        }
    }
    best
}
