//! Content policies: the strictest one costs nothing, a refusal leaves the page as it was.

use anyhow::{Result, ensure};
use aside_browser::case;
use aside_browser::embed::Embed;
use aside_browser::trial::{Case, Stage};
use aside_browser::world::STRICT_POLICY;
use aside_devserver::Fault;
use serde_json::{Value, json};

pub fn cases() -> Vec<Case> {
    vec![
        case!(the_strictest_policy_is_kept),
        case!(without_leave_for_wasm_a_contact_link_stands_in),
        case!(a_missing_wasm_leaves_a_contact_link),
        case!(a_missing_wasm_without_contact_leaves_nothing),
        case!(a_panic_leaves_a_contact_link),
    ]
}

async fn the_strictest_policy_is_kept(stage: &Stage) -> Result<()> {
    stage.world.server().set_policy(Some(STRICT_POLICY));
    let page = &stage.page;
    page.open(&stage.world.add_page(&Embed::default().html())?)
        .await?;
    page.widget().wait_until_ready().await?;
    page.widget().open().await?;
    let reply = page.widget().ask("how do I send it back").await?;
    ensure!(reply.contains("30 days"), "{reply}");
    page.open_privacy().await?;
    page.check_for_harm().await
}

async fn without_leave_for_wasm_a_contact_link_stands_in(stage: &Stage) -> Result<()> {
    let policy = STRICT_POLICY.replace(" 'wasm-unsafe-eval'", "");
    stage.world.server().set_policy(Some(&policy));
    let url = stage.world.add_page(&Embed::default().html())?;
    stage.page.open(&url).await?;
    stage.page.widget().wait_for_part("contact").await?;
    ensure_the_page_is_whole(stage).await?;
    let console = stage.page.record("console").await?.to_string();
    ensure!(
        console.contains("wasm-unsafe-eval"),
        "no remedy in {console}"
    );
    Ok(())
}

async fn a_missing_wasm_leaves_a_contact_link(stage: &Stage) -> Result<()> {
    break_wasm(stage)?;
    let url = stage.world.add_page(&Embed::default().html())?;
    stage.page.open(&url).await?;
    stage.page.widget().wait_for_part("contact").await?;
    let texts = stage.page.widget().texts("contact").await?;
    ensure!(texts == ["Write to us"], "{texts:?}");
    ensure_the_page_is_whole(stage).await
}

async fn a_missing_wasm_without_contact_leaves_nothing(stage: &Stage) -> Result<()> {
    break_wasm(stage)?;
    let url = stage.world.add_page(&Embed::bare().html())?;
    stage.page.open(&url).await?;
    let said = "return window.asideTestRecord.console.some(({ text }) => text.includes('.wasm'))";
    stage
        .page
        .wait_for("a line about the missing file", said, &[])
        .await?;
    let hosts = stage
        .page
        .run(
            "return document.querySelectorAll('[data-aside]').length",
            &[],
        )
        .await?;
    ensure!(hosts == json!(0), "{hosts} hosts are left");
    ensure_the_page_is_whole(stage).await
}

/// A page that breaks the browser's own functions breaks the widget at its worst place, while it draws.
async fn a_panic_leaves_a_contact_link(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.add_page(&Embed::default().html())?)
        .await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    widget.open().await?;
    widget.wait_for_part("message").await?;
    page.run(SABOTAGE, &[]).await?;
    widget.click("input").await?;
    page.type_keys("how do I send it back").await?;
    widget.click("send").await?;
    widget.wait_for_part("contact").await?;
    let left = "return document.querySelectorAll('[data-aside]').length";
    ensure!(page.run(left, &[]).await? == json!(1));
    let calls = "aside('open'); aside('ask', 'anybody there?'); aside('erase'); aside('shutdown');
         aside('boot'); window.dispatchEvent(new Event('offline')); document.body.click();
         return aside('diagnose') ?? null";
    let diagnosis = page.run(calls, &[]).await?;
    ensure!(diagnosis == json!(null), "the dead widget says {diagnosis}");
    // What was under way has the time to go wrong.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    ensure!(page.run(left, &[]).await? == json!(1));
    ensure_the_page_is_whole(stage).await?;
    let console = page.record("console").await?;
    let lines: Vec<&Value> = console.as_array().into_iter().flatten().collect();
    let is_error = |line: &Value| line["level"] == json!("error");
    ensure!(lines.iter().all(|line| is_error(line)), "{console}");
    // Yew notes the refused node for itself; ours is the line that says what happened to the widget.
    let text = |line: &Value| line["text"].as_str().unwrap_or_default().to_owned();
    let ours = lines
        .iter()
        .filter(|line| text(line).starts_with("aside: "));
    ensure!(ours.count() == 1, "{console}");
    Ok(())
}

/// From now on nothing can be put into the widget.
const SABOTAGE: &str = "for (const name of ['insertBefore', 'appendChild']) {
     const original = Node.prototype[name];
     Node.prototype[name] = function (...nodes) {
         if (this.getRootNode() instanceof ShadowRoot) throw new TypeError('refused on purpose');
         return original.apply(this, nodes);
     };
 }";

fn break_wasm(stage: &Stage) -> Result<()> {
    let wasm = stage.world.file_in("/aside/", ".wasm")?;
    stage.world.fault(&wasm, Fault::Status(404));
    Ok(())
}

async fn ensure_the_page_is_whole(stage: &Stage) -> Result<()> {
    let heading = stage
        .page
        .run("return document.querySelector('h1').innerText", &[])
        .await?;
    ensure!(heading == json!("A merchant's page"), "{heading}");
    let errors = stage.page.record("errors").await?;
    ensure!(errors == json!([]), "the page has errors: {errors}");
    Ok(())
}
