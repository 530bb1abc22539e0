//! From what the page noted to the figures of merit.

use serde_json::Value;

use super::sets::{OUT_OF_SCOPE, Set};

/// What one engine did on all draws of a set. Times are in milliseconds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Share of questions that a label fits whose first label is right, 0 to 1; mean of the draws.
    /// `None` when not every question was answered in time.
    pub accuracy: Option<f64>,
    /// Probability that a question in scope gets a higher score than one out of scope, 0 to 1; mean
    /// of the draws. `None` without questions of both kinds.
    pub auroc: Option<f64>,
    /// Training, pauses for the page included; mean of the draws.
    pub train: f64,
    /// The longest stretch of training without a pause, over all draws.
    pub longest_slice: f64,
    /// What the browser called long tasks (over 50 ms) while training, over all draws.
    pub long_tasks: u64,
    /// What half of the answers stay under, over all draws.
    pub p50: f64,
    /// What 99 % of the answers stay under, over all draws.
    pub p99: f64,
}

/// An engine's answer to a question.
struct Said {
    label: i64,
    score: f64,
    ms: f64,
}

impl Figures {
    /// Of the results (as the driver writes them) of one engine on these draws of one set; `None`
    /// when any of them ended early.
    pub fn of(results: &[Value], engine: &str, draws: &[&Set]) -> Option<Self> {
        let mut sum = Self::default();
        let (mut accuracies, mut aurocs) = (Vec::new(), Vec::new());
        let mut times = Vec::new();
        for set in draws {
            let is_it =
                |result: &&Value| result["engine"] == engine && result["set"] == set.name.as_str();
            let measured = results.iter().find(is_it)?.get("measured")?;
            let number = |key: &str| measured[key].as_f64().unwrap_or_default();
            let said = answers(&measured["answers"]);
            sum.train += number("trainMs") / draws.len() as f64;
            sum.longest_slice = sum.longest_slice.max(number("longestSliceMs"));
            sum.long_tasks += measured["longTasks"].as_u64().unwrap_or_default();
            accuracies.push(accuracy(set, &said));
            aurocs.push(auroc_of(set, &said));
            times.extend(said.iter().map(|said| said.ms));
        }
        times.sort_by(f64::total_cmp);
        Some(Self {
            accuracy: mean(&accuracies),
            auroc: mean(&aurocs),
            p50: quantile(&times, 0.5),
            p99: quantile(&times, 0.99),
            ..sum
        })
    }
}

fn answers(value: &Value) -> Vec<Said> {
    let said = |row: &Value| Said {
        label: row[0].as_i64().unwrap_or(OUT_OF_SCOPE),
        score: row[1].as_f64().unwrap_or_default(),
        ms: row[2].as_f64().unwrap_or_default(),
    };
    value.as_array().into_iter().flatten().map(said).collect()
}

/// The mean, if all are there.
fn mean(values: &[Option<f64>]) -> Option<f64> {
    let sum: f64 = values.iter().copied().sum::<Option<f64>>()?;
    (!values.is_empty()).then(|| sum / values.len() as f64)
}

fn accuracy(set: &Set, said: &[Said]) -> Option<f64> {
    if said.len() < set.questions.len() {
        return None;
    }
    let inside = set.questions.iter().zip(said);
    let (mut right, mut all) = (0.0, 0.0);
    for ((_, label), said) in inside.filter(|((_, label), _)| *label != OUT_OF_SCOPE) {
        all += 1.0;
        if said.label == *label {
            right += 1.0;
        }
    }
    (all > 0.0).then(|| right / all)
}

fn auroc_of(set: &Set, said: &[Said]) -> Option<f64> {
    if said.len() < set.questions.len() {
        return None;
    }
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for ((_, label), said) in set.questions.iter().zip(said) {
        let side = if *label == OUT_OF_SCOPE {
            &mut outside
        } else {
            &mut inside
        };
        side.push(said.score);
    }
    auroc(&inside, &outside)
}

/// The Mann-Whitney statistic: the share of pairs that are in the right order, a tie being half.
fn auroc(inside: &[f64], outside: &[f64]) -> Option<f64> {
    let mut right = 0.0;
    for a in inside {
        for b in outside {
            right += match a.total_cmp(b) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    let pairs = inside.len() as f64 * outside.len() as f64;
    (pairs > 0.0).then(|| right / pairs)
}

fn quantile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1) as f64;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in the list"
    )]
    let place = (last * share).round() as usize;
    sorted.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn set(name: &str) -> Set {
        let question = |label: i64| (String::new(), label);
        Set {
            name: name.to_owned(),
            title: "",
            lang: "en",
            is_for_speed: false,
            train: Vec::new(),
            questions: vec![question(0), question(1), question(OUT_OF_SCOPE)],
        }
    }

    fn result(set: &str, answers: &Value) -> Value {
        let measured = json!({
            "trainMs": 10.0, "longestSliceMs": 4.0, "longTasks": 1, "answers": answers,
        });
        json!({ "engine": "a", "set": set, "measured": measured })
    }

    #[test]
    fn figures_are_those_worked_out_by_hand() {
        let results = [
            result("s1", &json!([[0, 0.9, 1.0], [0, 0.4, 2.0], [0, 0.4, 3.0]])),
            result("s2", &json!([[0, 0.9, 1.0], [1, 0.8, 2.0], [-1, 0.0, 9.0]])),
        ];
        let (one, two) = (set("s1"), set("s2"));
        let figures = Figures::of(&results, "a", &[&one, &two]).unwrap();
        let expected = Figures {
            accuracy: Some(0.75),
            auroc: Some(0.875),
            train: 10.0,
            longest_slice: 4.0,
            long_tasks: 2,
            p50: 2.0,
            p99: 9.0,
        };
        assert_eq!(figures, expected);
        assert_eq!(Figures::of(&results, "b", &[&one]), None);
    }

    #[test]
    fn who_does_not_answer_every_question_has_no_accuracy() {
        let results = [result("s1", &json!([[0, 0.9, 1.0]]))];
        let figures = Figures::of(&results, "a", &[&set("s1")]).unwrap();
        assert_eq!((figures.accuracy, figures.auroc), (None, None));
        assert_eq!(figures.p50, 1.0);
    }
}
