//! Coming, coming twice, and going without a trace.

use anyhow::{Result, ensure};
use aside_browser::case;
use aside_browser::embed::Embed;
use aside_browser::page::Page;
use aside_browser::trial::{Case, Stage};
use serde_json::{Value, json};

pub fn cases() -> Vec<Case> {
    vec![
        case!(two_script_tags_make_one_widget),
        case!(booting_twice_is_harmless),
        case!(calls_before_the_widget_are_kept),
        case!(one_name_is_added_to_the_page),
        case!(shutdown_leaves_nothing_behind),
        case!(it_comes_back_after_shutdown),
    ]
}

async fn hosts(page: &Page) -> Result<Value> {
    page.run(
        "return document.querySelectorAll('div[data-aside]').length",
        &[],
    )
    .await
}

async fn two_script_tags_make_one_widget(stage: &Stage) -> Result<()> {
    let url = stage.world.add_page(&Embed::default().html_with_tags(2))?;
    stage.page.open(&url).await?;
    stage.page.widget().wait_until_ready().await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    let hosts = hosts(&stage.page).await?;
    ensure!(hosts == json!(1), "{hosts} widgets");
    stage.page.check_for_harm().await
}

async fn booting_twice_is_harmless(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.add_page(&Embed::default().html())?)
        .await?;
    let boot = "aside('boot'); aside('boot'); return true";
    page.wait_for(
        "the loader",
        "return typeof window.aside === 'function'",
        &[],
    )
    .await?;
    page.run(boot, &[]).await?;
    page.widget().wait_until_ready().await?;
    page.run(boot, &[]).await?;
    page.widget().open().await?;
    let reply = page.widget().ask("how do I send it back").await?;
    ensure!(reply.contains("30 days"), "{reply}");
    ensure!(hosts(page).await? == json!(1));
    page.check_for_harm().await
}

async fn calls_before_the_widget_are_kept(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    let head = "<script src=\"/t/queue.js\"></script>\n";
    page.open(&stage.world.add_page(&Embed::default().head(head).html())?)
        .await?;
    // queue.js asks for the panel and a question before the loader has arrived.
    page.widget().wait_for_part("input").await?;
    let reply = page
        .widget()
        .reply_after(0, "how do I send it back")
        .await?;
    ensure!(reply.contains("30 days"), "{reply}");
    page.check_for_harm().await
}

async fn one_name_is_added_to_the_page(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    let names = "return Object.getOwnPropertyNames(window).sort()";
    page.open(
        &stage
            .world
            .add_page(&Embed::default().html_without_widget())?,
    )
    .await?;
    // Running a script adds a name of the driver's own.
    page.run(names, &[]).await?;
    let before: Vec<String> = serde_json::from_value(page.run(names, &[]).await?)?;
    page.open(&stage.world.add_page(&Embed::default().html())?)
        .await?;
    page.widget().wait_until_ready().await?;
    let after: Vec<String> = serde_json::from_value(page.run(names, &[]).await?)?;
    let added: Vec<&String> = after.iter().filter(|name| !before.contains(name)).collect();
    ensure!(added == ["aside"], "added: {added:?}");
    Ok(())
}

async fn shutdown_leaves_nothing_behind(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(
        &stage
            .world
            .add_page(&Embed::default().html_without_widget())?,
    )
    .await?;
    let before = page.record("alive").await?;
    page.open(&stage.world.add_page(&Embed::default().html())?)
        .await?;
    page.widget().wait_until_ready().await?;
    page.widget().open().await?;
    page.widget().ask("how do I send it back").await?;
    let during = page.record("alive").await?;
    ensure!(during != before, "the recorder notices no widget: {during}");
    page.widget().command(&[json!("shutdown")]).await?;
    let left = "const { listeners, timers } = window.asideTestRecord.alive();
         return document.querySelector('[data-aside]') === null
             && listeners.length <= arguments[0] && timers.length <= arguments[1]";
    let count = |kind: &str| before[kind].as_array().map_or(0, Vec::len);
    let arguments = [json!(count("listeners")), json!(count("timers"))];
    let gone = page.wait_for("everything to go", left, &arguments).await;
    let after = page.record("alive").await?;
    ensure!(gone.is_ok(), "left behind: {after}, before it was {before}");
    page.check_for_harm().await
}

async fn it_comes_back_after_shutdown(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.add_page(&Embed::default().html())?)
        .await?;
    page.widget().wait_until_ready().await?;
    for _ in 0..3 {
        page.widget().command(&[json!("shutdown")]).await?;
        page.wait_for(
            "the host to go",
            "return !document.querySelector('[data-aside]')",
            &[],
        )
        .await?;
        page.widget().command(&[json!("boot")]).await?;
        page.widget().wait_until_ready().await?;
    }
    page.widget().open().await?;
    let reply = page.widget().ask("how do I send it back").await?;
    ensure!(reply.contains("30 days"), "{reply}");
    ensure!(hosts(page).await? == json!(1));
    page.check_for_harm().await
}
