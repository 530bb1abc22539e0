//! An offer that fits, with its reason, only after a yes, and gone when it is not wanted.

use std::time::Duration;

use anyhow::{Result, ensure};
use aside_browser::case;
use aside_browser::shopper::BOOTS;
use aside_browser::trial::{Case, Stage};
use serde_json::json;

pub fn cases() -> Vec<Case> {
    vec![
        case!(three_boots_and_a_yes_lead_to_an_outdoor_offer),
        case!(pages_that_are_loaded_anew_lead_there_too),
        case!(the_offer_says_why),
        case!(a_refusal_means_no_offer),
        case!(a_dismissed_offer_does_not_come_back),
        case!(a_nudge_lets_one_look_around_and_can_be_put_off),
    ]
}

/// As long as a nudge could reasonably wait to appear.
const PATIENCE: Duration = Duration::from_secs(4);

async fn look_at_boots(stage: &Stage) -> Result<()> {
    stage.page.open(&stage.world.url("/en/index.html")).await?;
    stage.page.widget().wait_until_ready().await?;
    for boots in BOOTS {
        stage.page.visit_product("en", boots).await?;
    }
    Ok(())
}

async fn get_the_offer(stage: &Stage) -> Result<String> {
    look_at_boots(stage).await?;
    stage.page.agree().await?;
    let offers = stage.page.widget();
    offers.wait_for_part("offer-card").await?;
    Ok(offers.texts("offer-card").await?.join("\n"))
}

async fn three_boots_and_a_yes_lead_to_an_outdoor_offer(stage: &Stage) -> Result<()> {
    let offer = get_the_offer(stage).await?.to_lowercase();
    let outdoor = ["boot", "footwear", "hik", "pole", "trek"];
    ensure!(outdoor.iter().any(|word| offer.contains(word)), "{offer}");
    ensure!(
        stage.page.widget().count("offer-card").await? == 1,
        "more than one offer at once"
    );
    stage.page.check_for_harm().await
}

/// Most shops load every page anew: all that a page tells, it tells before the widget has its files.
async fn pages_that_are_loaded_anew_lead_there_too(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    let widget = page.widget();
    page.open(&stage.world.url("/en/index.html")).await?;
    widget.wait_until_ready().await?;
    widget.command(&[json!("consent"), json!(true)]).await?;
    for boots in BOOTS {
        let path = format!("/en/products/{boots}.html");
        page.open(&stage.world.url(&path)).await?;
        widget.wait_until_ready().await?;
        let known = "return aside('diagnose')?.products > 0";
        page.wait_for("the products", known, &[]).await?;
    }
    widget.open().await?;
    widget.wait_for_part("offer-card").await?;
    page.check_for_harm().await
}

async fn the_offer_says_why(stage: &Stage) -> Result<()> {
    get_the_offer(stage).await?;
    let widget = stage.page.widget();
    if widget.count("offer-reason").await? == 0 {
        widget.click("offer-why").await?;
    }
    widget.wait_for_part("offer-reason").await?;
    let reason = widget.texts("offer-reason").await?.join(" ").to_lowercase();
    ensure!(
        reason.contains("boot") || reason.contains("footwear"),
        "{reason}"
    );
    Ok(())
}

async fn a_refusal_means_no_offer(stage: &Stage) -> Result<()> {
    look_at_boots(stage).await?;
    stage.page.refuse().await?;
    stage.page.widget().ask("how do I send it back").await?;
    stage.page.visit_product("en", "HS-1002").await?;
    tokio::time::sleep(PATIENCE).await;
    for part in ["offer-card", "nudge"] {
        let count = stage.page.widget().count(part).await?;
        ensure!(count == 0, "{part} after a refusal");
    }
    Ok(())
}

async fn a_dismissed_offer_does_not_come_back(stage: &Stage) -> Result<()> {
    get_the_offer(stage).await?;
    let widget = stage.page.widget();
    widget.click("offer-dismiss").await?;
    widget.wait_until_gone("offer-card").await?;
    for boots in BOOTS {
        stage.page.visit_product("en", boots).await?;
    }
    tokio::time::sleep(PATIENCE).await;
    ensure!(widget.count("offer-card").await? == 0, "the offer is back");
    ensure!(
        widget.count("nudge").await? == 0,
        "a nudge right after a refusal"
    );
    Ok(())
}

async fn a_nudge_lets_one_look_around_and_can_be_put_off(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    let widget = page.widget();
    page.open(&stage.world.url("/en/index.html")).await?;
    widget.wait_until_ready().await?;
    widget.command(&[json!("consent"), json!(true)]).await?;
    for boots in BOOTS {
        page.visit_product("en", boots).await?;
    }
    tokio::time::sleep(PATIENCE).await;
    ensure!(widget.count("nudge").await? == 0, "a nudge at once");
    page.wait_for_nudge().await?;
    let inside = "return document.activeElement?.closest('[data-aside]') !== null";
    let focus = page.run(inside, &[]).await?;
    ensure!(focus == json!(false), "the nudge takes the focus");
    widget.click("nudge-later").await?;
    widget.wait_until_gone("nudge").await?;
    page.visit_product("en", BOOTS[0]).await?;
    widget.open().await?;
    tokio::time::sleep(PATIENCE).await;
    for part in ["nudge", "offer-card"] {
        let count = widget.count(part).await?;
        ensure!(count == 0, "{part} though it was put off");
    }
    page.check_for_harm().await
}
