//! Lines of JSON with a text and what it should come to.

use anyhow::{Context, ensure};
use serde_json::Value;
use std::path::Path;

/// The label of a text that no label fits.
pub const OUT_OF_SCOPE: &str = "__oos__";

/// A line.
pub struct Row {
    /// What was typed.
    pub text: String,
    /// What it means.
    pub label: String,
    /// Further labels that are right as well.
    pub also: Vec<String>,
    /// BCP 47 tag of its language, if it says so.
    pub lang: Option<String>,
    /// The answer of an FAQ entry, if the line carries one.
    pub answer: String,
}

impl Row {
    /// Whether a label is right for it.
    pub fn accepts(&self, label: &str) -> bool {
        self.label == label || self.also.iter().any(|other| other == label)
    }

    /// Whether no label fits it.
    pub fn is_out_of_scope(&self) -> bool {
        self.label == OUT_OF_SCOPE
    }
}

/// All rows of a file, or of one language of it. A line that cannot be read is an error: a figure
/// over the rest would not be the figure that was asked for.
pub fn read(path: &Path, lang: Option<&str>) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (place, value) in values(path)? {
        let row = row(&value).with_context(|| place)?;
        let is_of = |lang: &str| row.lang.as_deref().is_none_or(|own| own == lang);
        if lang.is_none_or(is_of) {
            rows.push(row);
        }
    }
    let of = lang.map_or(String::new(), |lang| format!(" in the language {lang}"));
    ensure!(!rows.is_empty(), "{}: no line{of}", path.display());
    Ok(rows)
}

/// The JSON value of each line that is not blank, and where it stands.
pub fn values(path: &Path) -> anyhow::Result<Vec<(String, Value)>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut values = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if line.trim().is_empty() {
            continue;
        }
        let place = format!("{} line {number}", path.display());
        let value = serde_json::from_str(line)
            .with_context(|| format!("{place} is not JSON: write one object a line"))?;
        values.push((place, value));
    }
    Ok(values)
}

/// A field that has to be a text.
pub fn text(value: &Value, key: &str) -> anyhow::Result<String> {
    let found = value.get(key).and_then(Value::as_str);
    let found = found.with_context(|| format!("no text under \"{key}\": add one in quotes"))?;
    Ok(found.to_owned())
}

fn row(value: &Value) -> anyhow::Result<Row> {
    let optional = |key| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let also = match value.get("also") {
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(|label| label.as_str().map(str::to_owned))
            .collect(),
        Some(Value::String(one)) => vec![one.clone()],
        _ => Vec::new(),
    };
    Ok(Row {
        text: text(value, "text")?,
        label: text(value, "label")?,
        also,
        lang: optional("lang"),
        answer: optional("answer").unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(content: &str) -> anyhow::Result<Vec<Row>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("lines.jsonl");
        std::fs::write(&path, content)?;
        read(&path, Some("en"))
    }

    #[test]
    fn rows_of_one_language_are_read() {
        let rows = written(
            "\u{feff}{\"text\":\"hi\",\"label\":\"greet\",\"also\":[\"human\"]}\n\n\
             {\"text\":\"在吗\",\"label\":\"greet\",\"lang\":\"zh-Hans\"}\n",
        )
        .unwrap();
        assert_eq!(rows.len(), 1);
        assert!(rows[0].accepts("greet") && rows[0].accepts("human") && !rows[0].accepts("deny"));
    }

    #[test]
    fn a_bad_line_is_named() {
        for (content, part) in [
            ("{\"text\":\"hi\",\"label\":\"greet\"}\n{oops", "line 2"),
            ("{\"text\":\"hi\"}", "label"),
            ("", "no line"),
        ] {
            let error = format!("{:#}", written(content).err().unwrap());
            assert!(error.contains(part), "{error}");
        }
    }
}
