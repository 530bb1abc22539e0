//! The product's promise: which addresses are asked for is decided by the page alone.

use std::future::Future;
use std::pin::Pin;

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
        case!(two_opposite_shoppers_in_the_demo_shop_leave_the_same_log),
        case!(nothing_is_asked_for_but_what_the_page_names),
        case!(the_privacy_view_lists_the_files),
    ]
}

/// Reads Chinese, searches for boots and looks at them, talks much, agrees, takes the offer along, wants
/// to know everything. `look` shows a product.
async fn the_open_walker(page: &Page, look: Look) -> Result<()> {
    let widget = page.widget();
    widget.open().await?;
    widget.choose_language("zh-Hant").await?;
    widget.wait_for_text("title", "小橋").await?;
    page.track("search", json!({ "search_term": "waterproof boots" }))
        .await?;
    for boots in BOOTS {
        look(page, boots, "Hiking boots").await?;
    }
    page.agree().await?;
    for question in ["how do I send it back", "我想退貨", "HS-1001 有防水嗎"] {
        widget.ask(question).await?;
    }
    widget.wait_for_part("offer-card").await?;
    let line = json!({ "item_id": BOOTS[0], "price": 1290, "quantity": 1 });
    page.track("add_to_cart", json!({ "items": [line] }))
        .await?;
    page.open_privacy().await?;
    widget.click("files-toggle").await?;
    widget.click("interest-remove").await?;
    widget.command(&[json!("snooze"), json!(3)]).await?;
    Ok(())
}

/// Reads other Chinese, looks at stoves, asks what no shop knows, refuses, wants no offers, erases.
async fn the_silent_cook(page: &Page, look: Look) -> Result<()> {
    let widget = page.widget();
    for things in KITCHEN {
        look(page, things, "Cookware").await?;
    }
    widget.open().await?;
    widget.choose_language("zh-Hans").await?;
    widget.wait_for_text("title", "小桥").await?;
    widget.ask("西斯廷教堂的天顶是谁画的").await?;
    page.track("search", json!({ "search_term": "铸铁锅" }))
        .await?;
    widget.ask("我想退货").await?;
    page.refuse().await?;
    widget.command(&[json!("optOut")]).await?;
    widget.command(&[json!("erase")]).await?;
    widget.command(&[json!("close")]).await?;
    widget.wait_until_gone("panel").await
}

/// How a shopper comes to see a product, on a plain page and in the demo shop.
type Look = for<'a> fn(&'a Page, &'a str, &'a str) -> Looking<'a>;
type Looking<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

fn told_by_the_page<'a>(page: &'a Page, id: &'a str, category: &'a str) -> Looking<'a> {
    Box::pin(async move { page.track_view(id, category).await.map(drop) })
}

fn visiting_its_page<'a>(page: &'a Page, id: &'a str, _: &'a str) -> Looking<'a> {
    Box::pin(page.visit_product("en", id))
}

/// What the server saw of each request: method, address with its query, every header. In the order of
/// the alphabet, as browsers are free to send at once what is asked for at once.
fn log(stage: &Stage, belongs: fn(&str) -> bool) -> Vec<String> {
    let requests = stage.world.requests();
    let requests = requests.iter().filter(|request| belongs(&request.path));
    let mut lines: Vec<String> = requests
        .map(|request| {
            let headers = request.headers.iter();
            let headers: String = headers
                .map(|(name, value)| format!("\n    {name}: {value}"))
                .collect();
            format!("{} {}{headers}", request.method, request.path)
        })
        .collect();
    lines.sort();
    lines
}

/// The logs of both shoppers, each with a fresh browser that opens `url` first.
async fn logs(
    stage: &Stage,
    url: &str,
    look: Look,
    belongs: fn(&str) -> bool,
) -> Result<[Vec<String>; 2]> {
    let page = &stage.page;
    page.open(url).await?;
    page.widget().wait_until_ready().await?;
    the_open_walker(page, look).await?;
    settle(page).await?;
    let walker = log(stage, belongs);
    stage.world.server().clear();

    let other = stage.another_page().await?;
    let outcome = async {
        other.open(url).await?;
        other.widget().wait_until_ready().await?;
        the_silent_cook(&other, look).await?;
        settle(&other).await
    };
    let outcome = outcome.await;
    other.close().await;
    outcome?;
    Ok([walker, log(stage, belongs)])
}

fn ensure_same([walker, cook]: &[Vec<String>; 2], least: usize) -> Result<()> {
    ensure!(walker.len() >= least, "only {walker:#?}");
    let only = |one: &[String], other: &[String]| -> String {
        let lines = one.iter().filter(|line| !other.contains(line));
        lines.map(|line| format!("{line}\n")).collect()
    };
    ensure!(
        walker == cook,
        "{} requests of the walker, {} of the cook\nonly the walker's:\n{}only the cook's:\n{}",
        walker.len(),
        cook.len(),
        only(walker, cook),
        only(cook, walker)
    );
    Ok(())
}

/// On a page that asks for nothing itself, whatever is asked for is the widget's.
async fn two_opposite_shoppers_leave_the_same_log(stage: &Stage) -> Result<()> {
    let url = stage.world.add_page(&Embed::default().html())?;
    let logs = logs(stage, &url, told_by_the_page, |_| true).await?;
    ensure_same(&logs, 12)
}

/// In a shop, where pages and pictures are asked for as one walks about, and a service worker keeps
/// files, what the widget asks for is the same for both.
async fn two_opposite_shoppers_in_the_demo_shop_leave_the_same_log(stage: &Stage) -> Result<()> {
    let url = stage.world.url("/en/index.html");
    let of_the_widget = |path: &str| path.starts_with("/aside/") || path.starts_with("/data/");
    let logs = logs(stage, &url, visiting_its_page, of_the_widget).await?;
    ensure_same(&logs, 12)
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
    the_open_walker(page, told_by_the_page).await?;
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
