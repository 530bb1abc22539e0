//! Files and attributes that are wrong: said once, with the remedy, and the rest works.

use anyhow::{Context, Result, ensure};
use aside_browser::case;
use aside_browser::embed::Embed;
use aside_browser::page::Page;
use aside_browser::trial::{Case, Stage};
use aside_devserver::Fault;
use serde_json::{Value, json};

pub fn cases() -> Vec<Case> {
    vec![
        case!(a_missing_file_is_named),
        case!(a_file_that_is_no_json_is_named),
        case!(half_a_file_is_named),
        case!(a_half_valid_file_serves_its_good_half),
        case!(twenty_megabytes_are_survived),
        case!(a_wrong_attribute_is_named),
        case!(refused_storage_is_survived),
        case!(hostile_words_are_answered),
    ]
}

const JSON: &str = "application/json";

fn body(text: &str) -> Fault {
    Fault::Body(text.as_bytes().to_vec(), JSON.to_owned())
}

/// Open the page, ask a question that the rest can answer, and expect a diagnosis that names `culprit`.
async fn survive(stage: &Stage, embed: &Embed, culprit: &str) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.add_page(&embed.html())?).await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    widget.open().await?;
    let reply = widget.ask("how do I send it back").await?;
    ensure!(reply.contains("30 days"), "{reply}");
    let errors = page.record("errors").await?;
    ensure!(errors == json!([]), "the host page has errors: {errors}");
    ensure_it_is_diagnosed(stage, culprit).await?;
    ensure_one_line_names(page, culprit).await
}

async fn ensure_one_line_names(page: &Page, culprit: &str) -> Result<()> {
    let console = page.record("console").await?;
    let lines = console.as_array().into_iter().flatten();
    let named = lines.filter(|line| line["text"].as_str().unwrap_or_default().contains(culprit));
    let count = named.count();
    ensure!(
        count == 1,
        "{count} console lines name {culprit}: {console}"
    );
    Ok(())
}

/// `aside('diagnose')` says where, what and the remedy.
async fn ensure_it_is_diagnosed(stage: &Stage, culprit: &str) -> Result<()> {
    let diagnosis = stage.page.resolve("await aside('diagnose')", &[]).await?;
    let problems = diagnosis["problems"].as_array().into_iter().flatten();
    let text =
        |problem: &Value, field: &str| problem[field].as_str().unwrap_or_default().to_owned();
    let mut about = problems.filter(|problem| {
        text(problem, "file").contains(culprit) || text(problem, "path").contains(culprit)
    });
    let problem = about.next();
    let problem = problem.with_context(|| format!("no {culprit} among {diagnosis}"))?;
    for field in ["what", "remedy"] {
        ensure!(!text(problem, field).is_empty(), "no {field} in {problem}");
    }
    Ok(())
}

async fn a_missing_file_is_named(stage: &Stage) -> Result<()> {
    let embed = Embed::default().with("data-promotions", "/data/nothing-here.json");
    survive(stage, &embed, "/data/nothing-here.json").await
}

async fn a_file_that_is_no_json_is_named(stage: &Stage) -> Result<()> {
    let page = b"<!doctype html><title>Not found</title>".to_vec();
    stage.world.fault(
        "/data/products.json",
        Fault::Body(page, "text/html".to_owned()),
    );
    survive(stage, &Embed::default(), "/data/products.json").await
}

async fn half_a_file_is_named(stage: &Stage) -> Result<()> {
    stage.world.fault("/data/promotions.json", Fault::Truncate);
    survive(stage, &Embed::default(), "/data/promotions.json").await
}

async fn a_half_valid_file_serves_its_good_half(stage: &Stage) -> Result<()> {
    let faq = json!({ "@type": "FAQPage", "mainEntity": [
        { "@type": "Question", "name": "How do I return something?",
          "alternateName": ["how do I send it back"],
          "acceptedAnswer": { "@type": "Answer", "text": "Within 30 days." } },
        { "@type": "Question", "name": 7 },
        { "@type": "Question", "name": "Is there parking?" },
    ] });
    stage.world.fault("/t/half.json", body(&faq.to_string()));
    survive(
        stage,
        &Embed::default().with("data-faq", "/t/half.json"),
        "/t/half.json",
    )
    .await
}

async fn twenty_megabytes_are_survived(stage: &Stage) -> Result<()> {
    let huge = format!("{{\"products\":[{{\"id\":\"{}\"}}]}}", "x".repeat(20 << 20));
    stage.world.fault("/data/products.json", body(&huge));
    survive(stage, &Embed::default(), "/data/products.json").await
}

async fn a_wrong_attribute_is_named(stage: &Stage) -> Result<()> {
    let embed = Embed::default().with("data-position", "top-left-corner");
    survive(stage, &embed, "data-position").await
}

async fn refused_storage_is_survived(stage: &Stage) -> Result<()> {
    let head = "<script src=\"/t/no-storage.js\"></script>\n";
    let page = &stage.page;
    page.open(&stage.world.add_page(&Embed::default().head(head).html())?)
        .await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    for boots in aside_browser::shopper::BOOTS {
        page.track_view(boots, "Hiking boots").await?;
    }
    page.agree().await?;
    let reply = widget.ask("how do I send it back").await?;
    ensure!(reply.contains("30 days"), "{reply}");
    ensure_it_is_diagnosed(stage, "localStorage").await?;
    ensure_one_line_names(page, "localStorage").await?;
    page.check_for_harm().await
}

/// Half a character, a wall of text and marks upon marks, by the page and by the composer.
async fn hostile_words_are_answered(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.add_page(&Embed::default().html())?)
        .await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    widget.open().await?;
    for words in [
        "'\\ud800'",
        "'\\udc00\\ud800 where \\udfff'",
        "'returns '.repeat(12800)",
        "'h\\u0336e\\u0489l\\u030fp'.repeat(40)",
        "'\\u202e\\u200f\\u0000\\u0007 order'",
    ] {
        for way in ["aside('ask', words)", TYPES] {
            let before = widget.replies().await?.len();
            let script = format!("const words = {words}; {way}");
            page.run(&script, &[]).await?;
            widget.reply_after(before, words).await?;
        }
    }
    let reply = widget.ask("how do I send it back").await?;
    ensure!(reply.contains("30 days"), "{reply}");
    page.check_for_harm().await
}

/// Puts `words` into the composer and sends them, as keys cannot type half a character.
const TYPES: &str = "
    const inside = document.querySelector('div[data-aside]').shadowRoot;
    const field = inside.querySelector('[part~=input]');
    field.value = words;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    inside.querySelector('[part~=send]').click();";
