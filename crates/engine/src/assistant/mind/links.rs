//! Which of the shop's questions answer a built-in intent.

use crate::catalog::IntentChange;

/// Confidence from which a question's own words mean an intent; 0 to 1.
const LINKED: f32 = 0.8;

/// Topics by intent.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Intent, topic, and whether the merchant said so.
    pairs: Vec<(u32, String, bool)>,
}

impl Links {
    /// Those that the merchant made: `answer` of an intent in `aside.json`.
    pub fn fixed(changes: &[IntentChange], names: &[String]) -> Links {
        let mut pairs = Vec::new();
        for (name, id) in names.iter().zip(0u32..) {
            let change = changes.iter().find(|change| change.name == *name);
            if let Some(topic) = change.and_then(|change| change.answer.clone()) {
                pairs.push((id, topic, true));
            }
        }
        Links { pairs }
    }

    /// Links a topic to an intent, if the question is sure enough to mean it and the merchant did
    /// not say what answers that intent.
    pub fn add(&mut self, intent: u32, confidence: f32, topic: &str) {
        let mut held = self.pairs.iter().filter(|pair| pair.0 == intent);
        let is_held = held.any(|(_, have, fixed)| *fixed || have == topic);
        if confidence >= LINKED && !is_held {
            self.pairs.push((intent, topic.to_owned(), false));
        }
    }

    /// The topics of an intent, in the shop's order.
    pub fn of(&self, intent: u32) -> Vec<&str> {
        let of_intent = self.pairs.iter().filter(|pair| pair.0 == intent);
        of_intent.map(|(_, topic, _)| topic.as_str()).collect()
    }
}
