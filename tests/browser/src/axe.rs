//! Accessibility rules by axe-core, run inside the page by the driver.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::page::Page;

/// WCAG 2.2 levels A and AA, with the versions that they include.
const TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// Rules broken anywhere in the widget, each as `rule: element: what is wrong`.
///
/// The source is the body of a driver's script, which needs no leave from the page's policy. It comes
/// from the file that `ASIDE_AXE` names.
pub async fn violations(page: &Page) -> Result<Vec<String>> {
    violations_in(page, "div[data-aside]").await
}

/// As [`violations`], in what a selector of the page (not of a shadow root) finds.
pub async fn violations_in(page: &Page, selector: &str) -> Result<Vec<String>> {
    let path = std::env::var("ASIDE_AXE").context("ASIDE_AXE does not name axe.min.js")?;
    let source = std::fs::read_to_string(&path).with_context(|| format!("reading {path}"))?;
    let script = format!(
        "const [selector, tags, done] = arguments;
         {source};
         const engine = typeof axe === 'undefined' ? window.axe : axe;
         const place = document.querySelector(selector);
         // What fades in has no colours yet; what never ends is no reason to wait.
         const frame = () => new Promise((next) => requestAnimationFrame(next));
         const ends = () => [document, place.shadowRoot].flatMap((root) => root?.getAnimations() ?? [])
             .filter((animation) => animation.effect?.getComputedTiming().endTime < 5000)
             .map((animation) => animation.finished.catch(() => {{}}));
         frame().then(frame).then(() => Promise.all(ends()))
             .then(() => engine.run(place, {{ runOnly: {{ type: 'tag', values: tags }} }}))
             .then((found) => done({{ violations: found.violations, passes: found.passes.length }}),
                   (error) => done({{ error: String(error) }}));"
    );
    let arguments = [json!(selector), json!(TAGS)];
    let session = page.browser().session();
    let found = session.execute_async(&script, arguments).await;
    let found = found.context("running axe-core")?;
    let found = found.json();
    if let Some(error) = found["error"].as_str() {
        bail!("axe-core: {error}");
    }
    if found["passes"] == json!(0) {
        bail!("axe-core found nothing to check in {selector}");
    }
    Ok(lines(&found["violations"]))
}

fn lines(violations: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for violation in violations.as_array().into_iter().flatten() {
        for node in violation["nodes"].as_array().into_iter().flatten() {
            let (rule, html) = (&violation["id"], &node["html"]);
            let summary = node["failureSummary"].as_str().unwrap_or_default();
            lines.push(format!("{rule}: {html}: {}", summary.replace('\n', " ")));
        }
    }
    lines
}
