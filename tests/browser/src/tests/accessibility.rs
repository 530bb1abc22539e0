//! WCAG 2.2 A and AA by axe-core, and the whole way by keyboard.

use anyhow::{Result, ensure};
use aside_browser::axe;
use aside_browser::case;
use aside_browser::engine::Preferences;
use aside_browser::shopper::BOOTS;
use aside_browser::trial::{Case, Stage};
use thirtyfour::Key;

pub fn cases() -> Vec<Case> {
    let dark_phone = Preferences {
        dark: true,
        ..Preferences::default().phone()
    };
    vec![
        case!(every_view_keeps_the_rules),
        case!(every_view_keeps_the_rules_in_the_dark).with(dark_phone),
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
    for boots in BOOTS {
        page.visit_product("en", boots).await?;
    }
    widget.open().await?;
    widget.wait_for_part("consent-card").await?;
    ensure_rules(stage, "consent").await?;
    page.agree().await?;
    widget.wait_for_part("offer-card").await?;
    ensure_rules(stage, "offer").await?;
    widget.ask("how do I send it back").await?;
    widget
        .ask("who painted the ceiling of the Sistine Chapel")
        .await?;
    ensure_rules(stage, "panel").await?;
    page.open_privacy().await?;
    ensure_rules(stage, "privacy").await
}

async fn every_view_keeps_the_rules_in_the_dark(stage: &Stage) -> Result<()> {
    every_view_keeps_the_rules(stage).await
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
    tab_to(stage, "launcher").await?;
    page.press(Key::Enter).await?;
    widget.wait_for_part("input").await?;
    tab_to(stage, "input").await?;
    page.type_keys("how do I send it back").await?;
    let before = widget.replies().await?.len();
    page.press(Key::Enter).await?;
    let reply = widget.reply_after(before, "how do I send it back").await?;
    ensure!(reply.contains("30 days"), "{reply}");
    tab_to(stage, "stay").await?;
    page.press(Key::Enter).await?;
    widget.wait_for_part("privacy").await
}

/// Press Tab until a part has the focus; if it never gets it, the keyboard cannot reach it.
async fn tab_to(stage: &Stage, part: &str) -> Result<()> {
    let mut seen = Vec::new();
    for _ in 0..60 {
        let focused = stage.page.widget().focused_part().await?;
        if focused.split(' ').any(|name| name == part) {
            return Ok(());
        }
        seen.push(focused);
        stage.page.press(Key::Tab).await?;
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
