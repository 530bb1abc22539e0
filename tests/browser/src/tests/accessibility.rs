//! WCAG 2.2 A and AA by axe-core, and the whole way by keyboard.

use anyhow::{Result, ensure};
use aside_browser::axe;
use aside_browser::case;
use aside_browser::embed::Embed;
use aside_browser::engine::{Engine, Preferences};
use aside_browser::shopper::BOOTS;
use aside_browser::trial::{Case, Stage};
use aside_devserver::Fault;
use serde_json::json;
use thirtyfour::Key;

pub fn cases() -> Vec<Case> {
    let light = Preferences::default();
    let dark = Preferences {
        dark: true,
        ..light
    };
    let chromium = [Engine::Chromium];
    vec![
        case!(every_view_keeps_the_rules),
        case!(every_view_keeps_the_rules_in_the_dark)
            .with(dark)
            .only(&chromium),
        case!(every_view_keeps_the_rules_on_a_phone)
            .with(light.phone())
            .only(&chromium),
        case!(every_view_keeps_the_rules_on_a_phone_in_the_dark)
            .with(dark.phone())
            .only(&chromium),
        case!(a_nudge_keeps_the_rules),
        case!(a_nudge_keeps_the_rules_in_the_dark)
            .with(dark.phone())
            .only(&chromium),
        case!(the_contact_link_keeps_the_rules),
        case!(the_keyboard_is_enough),
        case!(escape_goes_back_to_where_one_was),
    ]
}

async fn ensure_rules(stage: &Stage, view: &str) -> Result<()> {
    let violations = axe::violations(&stage.page).await?;
    ensure!(violations.is_empty(), "{view}: {violations:#?}");
    Ok(())
}

async fn every_view_keeps_the_rules(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    ensure_rules(stage, "launcher").await?;
    widget.open().await?;
    ensure_rules(stage, "panel").await?;
    for boots in BOOTS {
        page.visit_product("en", boots).await?;
    }
    widget.wait_for_part("consent-card").await?;
    ensure_rules(stage, "consent").await?;
    page.agree().await?;
    widget.wait_for_part("offer-card").await?;
    widget.click("offer-why").await?;
    widget.wait_for_part("offer-reason").await?;
    ensure_rules(stage, "offer").await?;
    widget.ask("how do I send it back").await?;
    let unknown = "who painted the ceiling of the Sistine Chapel";
    widget.ask(unknown).await?;
    ensure_rules(stage, "answers").await?;
    page.open_privacy().await?;
    ensure_rules(stage, "privacy").await?;
    widget.click("files-toggle").await?;
    widget.wait_for_part("files").await?;
    ensure_rules(stage, "privacy with its files").await?;
    widget.click("erase").await?;
    widget.wait_for_part("erase-confirm").await?;
    ensure_rules(stage, "privacy before erasing").await?;
    widget.click("erase-confirm").await?;
    widget.wait_until_gone("interest").await?;
    ensure_rules(stage, "privacy after erasing").await
}

async fn every_view_keeps_the_rules_in_the_dark(stage: &Stage) -> Result<()> {
    every_view_keeps_the_rules(stage).await
}

async fn every_view_keeps_the_rules_on_a_phone(stage: &Stage) -> Result<()> {
    every_view_keeps_the_rules(stage).await
}

async fn every_view_keeps_the_rules_on_a_phone_in_the_dark(stage: &Stage) -> Result<()> {
    every_view_keeps_the_rules(stage).await
}

async fn a_nudge_keeps_the_rules(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    page.widget().wait_until_ready().await?;
    let consent = [json!("consent"), json!(true)];
    page.widget().command(&consent).await?;
    for boots in BOOTS {
        page.visit_product("en", boots).await?;
    }
    page.wait_for_nudge().await?;
    ensure_rules(stage, "nudge").await
}

async fn a_nudge_keeps_the_rules_in_the_dark(stage: &Stage) -> Result<()> {
    a_nudge_keeps_the_rules(stage).await
}

async fn the_contact_link_keeps_the_rules(stage: &Stage) -> Result<()> {
    let wasm = stage.world.file_in("/aside/", ".wasm")?;
    stage.world.fault(&wasm, Fault::Status(404));
    let url = stage.world.add_page(&Embed::default().html())?;
    stage.page.open(&url).await?;
    stage.page.widget().wait_for_part("contact").await?;
    ensure_rules(stage, "contact").await
}

async fn the_keyboard_is_enough(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    page.run(
        "document.querySelector('footer a:last-of-type').focus()",
        &[],
    )
    .await?;
    tab_to(stage, "launcher", false).await?;
    page.press(Key::Enter).await?;
    widget.wait_for_part("input").await?;
    tab_to(stage, "input", false).await?;
    page.type_keys("how do I send it back").await?;
    let before = widget.replies().await?.len();
    page.press(Key::Enter).await?;
    let reply = widget.reply_after(before, "how do I send it back").await?;
    ensure!(reply.contains("30 days"), "{reply}");
    tab_to(stage, "stay", true).await?;
    page.press(Key::Enter).await?;
    widget.wait_for_part("privacy").await
}

/// Press Tab, or Shift and Tab to go `back`, until a part has the focus; if it never gets it, the
/// keyboard cannot reach it.
async fn tab_to(stage: &Stage, part: &str, back: bool) -> Result<()> {
    let mut seen = Vec::new();
    for _ in 0..60 {
        let focused = stage.page.widget().focused_part().await?;
        if focused.split(' ').any(|name| name == part) {
            return Ok(());
        }
        seen.push(focused);
        if back {
            stage.page.press_with_shift(Key::Tab).await?;
        } else {
            stage.page.press(Key::Tab).await?;
        }
    }
    anyhow::bail!("Tab never reaches {part}; it went through {seen:?}")
}

async fn escape_goes_back_to_where_one_was(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    widget.click("launcher").await?;
    widget.wait_for_part("panel").await?;
    let in_panel = "const root = document.querySelector('div[data-aside]').shadowRoot;
         return Boolean(root.activeElement?.closest('[part~=panel]'))";
    page.wait_for("the focus to move into the panel", in_panel, &[])
        .await?;
    page.press(Key::Escape).await?;
    widget.wait_until_gone("panel").await?;
    let focused = "const root = document.querySelector('div[data-aside]').shadowRoot;
         return root.activeElement?.matches('[part~=launcher]') ?? false";
    page.wait_for("the focus to be back on the launcher", focused, &[])
        .await?;
    Ok(())
}
