//! The product's promise: which addresses are asked for is decided by the page alone.

use anyhow::{Result, ensure};
use aside_browser::case;
use aside_browser::embed::Embed;
use aside_browser::page::Page;
use aside_browser::shopper::{BOOTS, KITCHEN};
use aside_browser::trial::{Case, Stage};
use serde_json::json;

pub fn cases() -> Vec<Case> {
    vec![
        case!(two_opposite_shoppers_leave_the_same_log),
        case!(nothing_is_asked_for_but_what_the_page_names),
        case!(the_privacy_view_lists_the_files),
    ]
}

/// Looks at boots, agrees, asks about returns, wants to know everything.
async fn the_open_walker(page: &Page) -> Result<()> {
    for boots in BOOTS {
        page.track_view(boots, "Hiking boots").await?;
    }
    page.agree().await?;
    page.widget().ask("how do I send it back").await?;
    page.widget().ask("我想退貨").await?;
    page.open_privacy().await
}

/// Looks at stoves, refuses, asks what no shop knows, in another language.
async fn the_silent_cook(page: &Page) -> Result<()> {
    for things in KITCHEN {
        page.track_view(things, "Cookware").await?;
    }
    page.refuse().await?;
    page.widget().choose_language("zh-Hans").await?;
    page.widget().wait_for_text("title", "小桥").await?;
    page.widget().ask("西斯廷教堂的天顶是谁画的").await?;
    page.widget().command(&[json!("close")]).await?;
    Ok(())
}

/// What the server saw: method, path and where it was asked from, in a stable order.
fn log(stage: &Stage) -> Vec<String> {
    let mut lines: Vec<String> = stage
        .world
        .requests()
        .iter()
        .map(|request| {
            let referer = request.header("referer").unwrap_or_default();
            let body = request.header("content-length").unwrap_or("0");
            format!(
                "{} {} from {referer}, {body} bytes",
                request.method, request.path
            )
        })
        .collect();
    lines.sort();
    lines
}

async fn two_opposite_shoppers_leave_the_same_log(stage: &Stage) -> Result<()> {
    let url = stage.world.add_page(&Embed::default().html())?;
    stage.page.open(&url).await?;
    stage.page.widget().wait_until_ready().await?;
    the_open_walker(&stage.page).await?;
    settle(&stage.page).await?;
    let walker = log(stage);
    stage.world.server().clear();

    let other = stage.another_page().await?;
    other.open(&url).await?;
    other.widget().wait_until_ready().await?;
    let outcome = the_silent_cook(&other).await;
    settle(&other).await?;
    other.close().await;
    outcome?;
    let cook = log(stage);
    ensure!(!walker.is_empty());
    ensure!(
        walker == cook,
        "the walker's log\n{walker:#?}\nthe cook's log\n{cook:#?}"
    );
    Ok(())
}

/// Give late requests the time to happen.
async fn settle(page: &Page) -> Result<()> {
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    page.run("return true", &[]).await?;
    Ok(())
}

async fn nothing_is_asked_for_but_what_the_page_names(stage: &Stage) -> Result<()> {
    let url = stage.world.add_page(&Embed::default().html())?;
    let page = &stage.page;
    page.open(&url).await?;
    page.widget().wait_until_ready().await?;
    the_open_walker(page).await?;
    settle(page).await?;
    let named = [
        "/data/aside.json",
        "/data/faq.en.json",
        "/data/faq.zh-Hans.json",
        "/data/faq.zh-Hant.json",
        "/data/products.json",
        "/data/promotions.json",
    ];
    for request in stage.world.requests() {
        let path = request.path.as_str();
        let own = path.starts_with("/aside/") || url.ends_with(path);
        ensure!(own || named.contains(&path), "asked for {path}");
        ensure!(request.method == "GET", "{} {path}", request.method);
    }
    let origin = stage.world.url("/");
    for resource in page.resources().await? {
        let here = resource.starts_with(&origin) || resource.starts_with("data:");
        ensure!(here, "asked elsewhere for {resource}");
    }
    let pings = page.record("pings").await?;
    ensure!(pings == json!([]), "{pings}");
    Ok(())
}

async fn the_privacy_view_lists_the_files(stage: &Stage) -> Result<()> {
    let url = stage.world.add_page(&Embed::default().html())?;
    stage.page.open(&url).await?;
    stage.page.widget().wait_until_ready().await?;
    stage.page.open_privacy().await?;
    if stage.page.widget().count("files").await? == 0 {
        stage.page.widget().click("files-toggle").await?;
    }
    let script = "const root = document.querySelector('div[data-aside]').shadowRoot;
                  return root.querySelector('[part~=files]')?.textContent ?? ''";
    let listed = stage
        .page
        .wait_for("the list of files", script, &[])
        .await?;
    let listed = listed.as_str().unwrap_or_default();
    for name in [
        "faq.en.json",
        "products.json",
        "promotions.json",
        "aside.json",
    ] {
        ensure!(listed.contains(name), "no {name} among {listed}");
    }
    Ok(())
}
