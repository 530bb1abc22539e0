//! What was measured, as lines to read or as JSON.

use super::figures::Confusion;
use serde_json::{Map, Value, json};
use std::io::Write;

/// Figures by name, in the order in which they were measured.
#[derive(Default)]
pub struct Report {
    figures: Vec<(String, Value)>,
    confusions: Vec<Confusion>,
}

impl Report {
    /// Adds a figure. What could not be measured is JSON's null.
    pub fn add(&mut self, name: &str, figure: impl Into<Value>) {
        self.figures.push((name.to_owned(), figure.into()));
    }

    /// Sets the worst confusions.
    pub fn confuse(&mut self, confusions: Vec<Confusion>) {
        self.confusions = confusions;
    }

    /// A figure that was measured.
    #[cfg(test)]
    pub fn figure(&self, name: &str) -> Option<f64> {
        let found = self.figures.iter().find(|(have, _)| have == name)?;
        found.1.as_f64()
    }

    /// Prints one JSON object, or a figure a line. Fails where the reader of the output has gone.
    pub fn print(&self, json: bool) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        if json {
            return writeln!(out, "{}", self.json());
        }
        for (name, figure) in &self.figures {
            writeln!(out, "{name:16} {}", readable(figure))?;
        }
        for pair in &self.confusions {
            let Confusion {
                label,
                taken_for,
                count,
                example,
            } = pair;
            writeln!(
                out,
                "confused {count:4}  {label} taken for {taken_for}: {example}"
            )?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let mut object: Map<String, Value> = self.figures.iter().cloned().collect();
        let pair = |pair: &Confusion| {
            json!({
                "label": pair.label, "taken_for": pair.taken_for,
                "count": pair.count, "example": pair.example,
            })
        };
        let pairs = self.confusions.iter().map(pair).collect();
        object.insert("confusions".to_owned(), Value::Array(pairs));
        Value::Object(object)
    }
}

fn readable(figure: &Value) -> String {
    match figure {
        Value::Null => "not measured".to_owned(),
        Value::Number(number) if number.is_f64() => {
            format!("{:.4}", number.as_f64().unwrap_or_default())
        }
        Value::Object(parts) => {
            let part = |(name, figure)| format!("{name} {}", readable(figure));
            parts.iter().map(part).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
