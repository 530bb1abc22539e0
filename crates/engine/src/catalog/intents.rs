//! What a merchant makes of the built-in intents: `intents` in `aside.json`.

use super::entry::note;
use super::lines;
use crate::raw::{Problems, Raw};

/// A change to an intent, or one of the shop's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntentChange {
    /// The intent.
    pub name: String,
    /// Whether the phrasings of the language packs are left out. With none of its own the intent
    /// is switched off.
    pub replaces: bool,
    /// Phrasings of the shop's own, in any language.
    pub phrasings: Vec<String>,
    /// `@id` of the question that answers it.
    pub answer: Option<String>,
}

/// Reads `{"warranty": false, "order_status": {"phrasings": […], "replace": true, "answer": "@id"}}`.
pub(super) fn read_changes(raw: &Raw, problems: &mut Problems<'_>) -> Vec<IntentChange> {
    let mut changes = Vec::new();
    for (name, change) in raw.get("intents").map(Raw::as_pairs).unwrap_or_default() {
        let read = match change {
            Raw::Bool(on) => Some((!on, &Raw::Null)),
            Raw::Map(_) => Some((
                change.get("replace").and_then(Raw::as_bool) == Some(true),
                change,
            )),
            _ => None,
        };
        let Some((replaces, parts)) = read else {
            let remedy = "Write false to switch it off, or {\"phrasings\": [\"…\"]} to add some";
            note(
                problems,
                &["intents.", name],
                &["is ", change.kind()],
                remedy,
            );
            continue;
        };
        let phrasings = parts
            .get("phrasings")
            .map(Raw::as_items)
            .unwrap_or_default();
        changes.push(IntentChange {
            name: name.clone(),
            replaces,
            phrasings: lines(phrasings, usize::MAX),
            answer: parts.text("answer").map(str::to_owned),
        });
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_read_and_mistakes_named() {
        let raw = r#"{"intents":{"warranty":false,"greet":true,"complaint":"off",
            "order_status":{"phrasings":["where's my box"," "],"replace":true,"answer":"track"}}}"#;
        let mut problems = Problems::of("aside.json");
        let changes = read_changes(&serde_json::from_str(raw).unwrap(), &mut problems);
        let problems = problems.into_list();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].path, "intents.complaint");
        let names: Vec<(&str, bool)> = changes
            .iter()
            .map(|c| (c.name.as_str(), c.replaces))
            .collect();
        assert_eq!(
            names,
            [("warranty", true), ("greet", false), ("order_status", true)]
        );
        assert_eq!(changes[2].phrasings, ["where's my box"]);
        assert_eq!(changes[2].answer.as_deref(), Some("track"));
    }
}
