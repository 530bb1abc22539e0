//! Without a network: the open page goes on, a reload still answers, and what is kept for it tells of
//! nobody's visits before a yes or after an erasure.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use aside_browser::case;
use aside_browser::page::Page;
use aside_browser::trial::{Case, Stage};
use serde_json::{Value, json};

pub fn cases() -> Vec<Case> {
    vec![
        case!(an_open_page_goes_on),
        case!(a_reload_answers_from_one_page),
        case!(nobodys_visits_are_kept_before_a_yes),
        case!(after_a_yes_visited_pages_answer_themselves),
        case!(erasing_lets_visited_pages_go),
        case!(a_yes_asks_for_nothing),
    ]
}

const PRODUCT: &str = "/en/products/HS-1001.html";
const VISITED: [&str; 2] = ["aside-1-visited", "aside-1-parts"];

async fn an_open_page_goes_on(stage: &Stage) -> Result<()> {
    stage.page.open(&stage.world.url("/en/index.html")).await?;
    let widget = stage.page.widget();
    widget.wait_until_ready().await?;
    stage.world.server().stop();
    widget.open().await?;
    for (question, answer) in [
        ("how do I send it back", "30 days"),
        ("我想退货", "30 天内"),
    ] {
        let reply = widget.ask(question).await?;
        ensure!(reply.contains(answer), "{question}: {reply}");
    }
    widget.choose_language("zh-Hant").await?;
    widget.wait_for_text("title", "小橋").await?;
    stage.page.check_for_harm().await
}

/// The page that answers is the shop's front page, at the address that was asked for.
async fn a_reload_answers_from_one_page(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    visit_and_wait_until_kept(stage, PRODUCT).await?;
    stage.world.server().stop();
    page.reload().await?;
    ensure_it_answers(page).await?;
    let place = "return [location.pathname, document.body.className]";
    let place = page.run(place, &[]).await?;
    ensure!(place == json!([PRODUCT, "cover"]), "{place}");
    Ok(())
}

async fn nobodys_visits_are_kept_before_a_yes(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    visit_and_wait_until_kept(stage, "/en/index.html").await?;
    let first = kept(page).await?;
    for path in [PRODUCT, "/en/help.html", "/zh-Hans/index.html"] {
        page.open(&stage.world.url(path)).await?;
        page.widget().wait_until_ready().await?;
    }
    answer_consent(page, false).await?;
    page.open(&stage.world.url("/en/products/HS-1901.html"))
        .await?;
    page.widget().wait_until_ready().await?;
    settle().await;
    let last = kept(page).await?;
    ensure!(first == last, "first {first}\nlast {last}");
    let names = page.resolve("await caches.keys()", &[]).await?;
    ensure!(
        VISITED.iter().all(|name| !names.to_string().contains(name)),
        "{names}"
    );
    Ok(())
}

async fn after_a_yes_visited_pages_answer_themselves(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    visit_and_wait_until_kept(stage, "/en/index.html").await?;
    answer_consent(page, true).await?;
    wait_for_kept(page, "/aside-agreed").await?;
    page.open(&stage.world.url(PRODUCT)).await?;
    page.widget().wait_until_ready().await?;
    wait_for_kept(page, PRODUCT).await?;
    wait_for_kept(page, "/shop.js").await?;
    stage.world.server().stop();
    page.reload().await?;
    ensure_it_answers(page).await?;
    let title = page
        .run("return document.querySelector('h1').innerText", &[])
        .await?;
    ensure!(title != json!("Hillside 山野"), "it is the front page");
    Ok(())
}

async fn erasing_lets_visited_pages_go(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    visit_and_wait_until_kept(stage, "/en/index.html").await?;
    answer_consent(page, true).await?;
    wait_for_kept(page, "/aside-agreed").await?;
    page.open(&stage.world.url(PRODUCT)).await?;
    page.widget().wait_until_ready().await?;
    wait_for_kept(page, PRODUCT).await?;
    page.widget().command(&[json!("erase")]).await?;
    for _ in 0..100 {
        if !kept(page).await?.to_string().contains(PRODUCT) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    page.open(&stage.world.url("/en/help.html")).await?;
    page.widget().wait_until_ready().await?;
    settle().await;
    let left = kept(page).await?.to_string();
    for gone in [PRODUCT, "/en/help.html", "/aside-agreed"] {
        ensure!(!left.contains(gone), "{gone} is kept among {left}");
    }
    stage.world.server().stop();
    page.reload().await?;
    ensure_it_answers(page).await
}

/// No request tells of the answer: the page at hand is not fetched once more.
async fn a_yes_asks_for_nothing(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    visit_and_wait_until_kept(stage, "/en/index.html").await?;
    settle().await;
    stage.world.server().clear();
    answer_consent(page, true).await?;
    wait_for_kept(page, "/aside-agreed").await?;
    settle().await;
    let asked = stage.world.paths();
    ensure!(asked.is_empty(), "asked for {asked:?}");
    Ok(())
}

/// As a shop's own banner tells it.
async fn answer_consent(page: &Page, yes: bool) -> Result<()> {
    let answer = [json!("consent"), json!(yes)];
    page.widget().command(&answer).await?;
    if yes {
        // Only a saved yes reaches the next page.
        let saved = "return localStorage.length > 0";
        page.wait_for("the yes to be saved", saved, &[]).await?;
    }
    Ok(())
}

async fn ensure_it_answers(page: &Page) -> Result<()> {
    page.widget().wait_until_ready().await?;
    page.widget().open().await?;
    page.widget().wait_for_part("message.from-aside").await?;
    let reply = page.widget().ask("how do I send it back").await?;
    ensure!(reply.contains("30 days"), "{reply}");
    Ok(())
}

/// Requests and cache writes that come late get their time.
async fn settle() {
    tokio::time::sleep(Duration::from_secs(2)).await;
}

/// Opens a page and waits until all that is the same for everybody is kept; the service worker does
/// it in its own time.
async fn visit_and_wait_until_kept(stage: &Stage, path: &str) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url(path)).await?;
    page.widget().wait_until_ready().await?;
    for path in [
        "/data/aside.json",
        "/data/faq.en.json",
        "/data/products.json",
        "/data/promotions.json",
        "/aside/aside.js",
        "/aside-one-page",
    ] {
        wait_for_kept(page, path).await?;
    }
    let loaded = page.resources().await?;
    let origin = stage.world.url("");
    for url in loaded {
        let path = url.trim_start_matches(&origin);
        if path.starts_with("/aside/") {
            wait_for_kept(page, path).await?;
        }
    }
    Ok(())
}

async fn wait_for_kept(page: &Page, path: &str) -> Result<()> {
    let mut last = Value::Null;
    for _ in 0..150 {
        last = kept(page).await?;
        let paths = last.as_array().into_iter().flatten();
        if paths.filter_map(Value::as_str).any(|found| found == path) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("the service worker did not keep {path} within 15 s, only {last}")
}

/// The paths in all caches, in the order of the alphabet.
async fn kept(page: &Page) -> Result<Value> {
    let script = "(await Promise.all((await caches.keys()).map(async (name) =>
         (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat().sort()";
    page.resolve(script, &[]).await
}
