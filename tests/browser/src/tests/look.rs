//! The widget and the page do not change each other's looks.

use anyhow::{Result, ensure};
use aside_browser::case;
use aside_browser::embed::Embed;
use aside_browser::engine::{Engine, Preferences};
use aside_browser::page::Page;
use aside_browser::trial::{Case, Stage};
use serde_json::{Value, json};

pub fn cases() -> Vec<Case> {
    let phone = Preferences::default().phone();
    vec![
        case!(the_page_does_not_shift).only(&[Engine::Chromium]),
        case!(the_pages_styles_stay_outside),
        case!(the_widgets_styles_stay_inside),
        case!(a_phone_gets_the_whole_screen).with(phone),
    ]
}

async fn the_page_does_not_shift(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.add_page(&Embed::default().html())?)
        .await?;
    page.widget().wait_until_ready().await?;
    page.widget().open().await?;
    page.widget().ask("how do I send it back").await?;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let shifts = page.record("shifts").await?;
    ensure!(shifts == json!([]), "{shifts}");
    Ok(())
}

/// How the composer looks, where a shop's rules would show first.
async fn look_of_the_widget(page: &Page) -> Result<Value> {
    page.widget().wait_until_ready().await?;
    page.widget().open().await?;
    let script = "const root = document.querySelector('div[data-aside]').shadowRoot;
         return ['input', 'send', 'panel', 'title'].map((part) => {
             const { color, fontSize, letterSpacing, float, display } =
                 getComputedStyle(root.querySelector(`[part~=${part}]`));
             return { part, color, fontSize, letterSpacing, float, display };
         })";
    page.run(script, &[]).await
}

async fn the_pages_styles_stay_outside(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.add_page(&Embed::default().html())?)
        .await?;
    let alone = look_of_the_widget(page).await?;
    let head = "<link rel=\"stylesheet\" href=\"/t/hostile.css\">\n";
    page.open(&stage.world.add_page(&Embed::default().head(head).html())?)
        .await?;
    let among_rules = look_of_the_widget(page).await?;
    ensure!(
        alone == among_rules,
        "alone {alone}\namong hostile rules {among_rules}"
    );
    Ok(())
}

async fn the_widgets_styles_stay_inside(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    let look = "return ['html', 'body', 'main', 'h1', 'p'].map((name) => {
         const styles = getComputedStyle(document.querySelector(name));
         return [...styles].map((property) => `${property}: ${styles.getPropertyValue(property)}`);
     })";
    page.open(
        &stage
            .world
            .add_page(&Embed::default().html_without_widget())?,
    )
    .await?;
    let before = page.run(look, &[]).await?;
    page.open(&stage.world.add_page(&Embed::default().html())?)
        .await?;
    page.widget().wait_until_ready().await?;
    let after = page.run(look, &[]).await?;
    ensure!(before == after, "the page looks different with the widget");
    Ok(())
}

async fn a_phone_gets_the_whole_screen(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    page.widget().wait_until_ready().await?;
    page.widget().open().await?;
    // Beside a scroll bar that has a place of its own, the screen is what is left of it.
    let size = "const root = document.querySelector('div[data-aside]').shadowRoot;
         const { width, height } = root.querySelector('[part~=panel]').getBoundingClientRect();
         const { clientWidth } = document.documentElement;
         return Math.round(width) >= clientWidth && Math.round(height) >= innerHeight * 0.9";
    page.wait_for("the panel to fill the screen", size, &[])
        .await?;
    let sideways = "return document.documentElement.scrollWidth > innerWidth";
    ensure!(
        page.run(sideways, &[]).await? == json!(false),
        "the page scrolls sideways"
    );
    page.check_for_harm().await
}
