//! Nothing is kept before the shopper agrees, and nothing after they erase.

use anyhow::{Result, ensure};
use aside_browser::case;
use aside_browser::embed::Embed;
use aside_browser::page::Page;
use aside_browser::shopper::BOOTS;
use aside_browser::trial::{Case, Stage};
use serde_json::{Value, json};

pub fn cases() -> Vec<Case> {
    vec![
        case!(nothing_is_stored_before),
        case!(a_refusal_stores_itself_alone),
        case!(agreeing_stores_something),
        case!(what_is_stored_outlives_a_reload),
        case!(erasing_empties_every_store),
        case!(what_is_known_can_be_read_and_removed),
        case!(the_yes_and_the_no_weigh_the_same),
        case!(a_browser_that_asks_for_privacy_is_obeyed_unasked),
    ]
}

/// Stores that could tell something about the shopper. Caches of the service worker hold files; they
/// are looked at one by one.
fn personal(storage: &Value) -> Value {
    let kinds = ["local", "session", "indexed", "cookie"];
    kinds
        .into_iter()
        .map(|kind| (kind.to_owned(), storage[kind].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn nothing() -> Value {
    json!({ "local": {}, "session": {}, "indexed": [], "cookie": "" })
}

async fn ensure_nothing_is_stored(page: &Page) -> Result<()> {
    let storage = page.storage().await?;
    ensure!(personal(&storage) == nothing(), "stored: {storage}");
    ensure_no_visit_is_cached(page).await
}

/// The service worker may keep what is the same for everybody, never a page because it was visited.
async fn ensure_no_visit_is_cached(page: &Page) -> Result<()> {
    let cached = "(await Promise.all((await caches.keys()).map(async (name) =>
         (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat()";
    let cached = page.resolve(cached, &[]).await?;
    let visited = cached.to_string().contains("/products/");
    ensure!(!visited, "the caches tell what was looked at: {cached}");
    Ok(())
}

async fn look_at_boots_and_talk(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    page.widget().wait_until_ready().await?;
    for boots in BOOTS {
        page.visit_product("en", boots).await?;
    }
    page.widget().open().await?;
    page.widget().ask("how do I send it back").await?;
    Ok(())
}

async fn nothing_is_stored_before(stage: &Stage) -> Result<()> {
    look_at_boots_and_talk(stage).await?;
    ensure_nothing_is_stored(&stage.page).await?;
    // Nor when the page is left, where unsaved things are often saved.
    stage.page.open(&stage.world.url("/en/help.html")).await?;
    stage.page.widget().wait_until_ready().await?;
    ensure_nothing_is_stored(&stage.page).await
}

/// One entry, which says when what was refused, so that the question is not put on every page.
async fn a_refusal_stores_itself_alone(stage: &Stage) -> Result<()> {
    look_at_boots_and_talk(stage).await?;
    let page = &stage.page;
    page.refuse().await?;
    page.widget().ask("how long does delivery take").await?;
    page.visit_product("en", "HS-1002").await?;
    wait_until_something_is_stored(page).await?;
    ensure_only_a_refusal_is_stored(page).await?;
    page.open(&stage.world.url("/en/help.html")).await?;
    page.widget().wait_until_ready().await?;
    page.widget().open().await?;
    page.widget().ask("how do I send it back").await?;
    let asked_again = page.widget().count("consent-yes").await?;
    ensure!(asked_again == 0, "it asks again after a no");
    ensure_only_a_refusal_is_stored(page).await
}

async fn ensure_only_a_refusal_is_stored(page: &Page) -> Result<()> {
    let storage = page.storage().await?;
    let names = |value: &Value| -> Vec<String> {
        let fields = value.as_object().into_iter().flatten();
        let mut names: Vec<String> = fields.map(|(name, _)| name.clone()).collect();
        names.sort();
        names
    };
    ensure!(names(&storage["local"]) == ["aside"], "stored: {storage}");
    let text = storage["local"]["aside"].as_str().unwrap_or_default();
    let entry: Value = serde_json::from_str(text)?;
    ensure!(names(&entry) == ["at", "consent", "v"], "stored: {text}");
    let consent = &entry["consent"];
    let only = ["answer", "at", "by_hand", "learn", "remember", "revision"];
    ensure!(names(consent) == only, "stored: {text}");
    ensure!(consent["answer"] == json!("refused"), "stored: {text}");
    let mut rest = personal(&storage);
    rest["local"] = json!({});
    ensure!(rest == nothing(), "stored: {storage}");
    ensure_no_visit_is_cached(page).await
}

async fn wait_until_something_is_stored(page: &Page) -> Result<()> {
    let script = "return localStorage.length";
    let indexed = "(await indexedDB.databases()).length";
    for _ in 0..100 {
        let local = page.run(script, &[]).await?;
        if local != json!(0) || page.resolve(indexed, &[]).await? != json!(0) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    anyhow::bail!("nothing was stored within 5 s after agreeing")
}

async fn agreeing_stores_something(stage: &Stage) -> Result<()> {
    look_at_boots_and_talk(stage).await?;
    stage.page.agree().await?;
    wait_until_something_is_stored(&stage.page).await
}

async fn what_is_stored_outlives_a_reload(stage: &Stage) -> Result<()> {
    look_at_boots_and_talk(stage).await?;
    stage.page.agree().await?;
    wait_until_something_is_stored(&stage.page).await?;
    stage.page.reload().await?;
    stage.page.widget().wait_until_ready().await?;
    stage.page.open_privacy().await?;
    stage.page.widget().wait_for_part("interest").await?;
    let asked_again = stage.page.widget().count("consent-card").await?;
    ensure!(asked_again == 0, "it asks again after a yes");
    Ok(())
}

async fn erasing_empties_every_store(stage: &Stage) -> Result<()> {
    look_at_boots_and_talk(stage).await?;
    stage.page.agree().await?;
    wait_until_something_is_stored(&stage.page).await?;
    stage.page.open_privacy().await?;
    stage.page.widget().click("erase").await?;
    stage.page.widget().click("erase-confirm").await?;
    stage.page.widget().wait_until_gone("interest").await?;
    let emptied = "return localStorage.length === 0 && sessionStorage.length === 0";
    stage
        .page
        .wait_for("the stores to be empty", emptied, &[])
        .await?;
    // Writes that were under way must not bring anything back.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    ensure_nothing_is_stored(&stage.page).await?;
    stage.page.reload().await?;
    stage.page.widget().wait_until_ready().await?;
    ensure_nothing_is_stored(&stage.page).await
}

async fn what_is_known_can_be_read_and_removed(stage: &Stage) -> Result<()> {
    look_at_boots_and_talk(stage).await?;
    stage.page.agree().await?;
    stage.page.open_privacy().await?;
    let widget = stage.page.widget();
    let before = widget.texts("interest").await?;
    ensure!(!before.is_empty(), "no interest after three pairs of boots");
    widget.click("interest-remove").await?;
    let removed = before.first().cloned().unwrap_or_default();
    let gone = "const root = document.querySelector('div[data-aside]').shadowRoot;
         return ![...root.querySelectorAll('[part~=interest]')]
             .some(({ innerText }) => innerText.trim() === arguments[0])";
    stage
        .page
        .wait_for("the interest to go", gone, &[json!(removed)])
        .await?;
    Ok(())
}

async fn the_yes_and_the_no_weigh_the_same(stage: &Stage) -> Result<()> {
    look_at_boots_and_talk(stage).await?;
    let widget = stage.page.widget();
    widget.wait_for_part("consent-yes").await?;
    let look = "const root = document.querySelector('div[data-aside]').shadowRoot;
         return ['yes', 'no'].map((answer) => {
             const button = root.querySelector(`[part~=consent-${answer}]`);
             const { color, backgroundColor, fontSize, fontWeight, borderTopColor } = getComputedStyle(button);
             return { color, backgroundColor, fontSize, fontWeight, borderTopColor,
                      height: Math.round(button.getBoundingClientRect().height) };
         })";
    let look = stage.page.run(look, &[]).await?;
    ensure!(
        look[0] == look[1],
        "the yes {} differs from the no {}",
        look[0],
        look[1]
    );
    Ok(())
}

/// Global Privacy Control: no question, no interests, no offers.
async fn a_browser_that_asks_for_privacy_is_obeyed_unasked(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    let head = "<script src=\"/t/privacy-signal.js\"></script>\n";
    page.open(&stage.world.add_page(&Embed::default().head(head).html())?)
        .await?;
    let widget = page.widget();
    widget.wait_until_ready().await?;
    for boots in BOOTS {
        page.track_view(boots, "Hiking boots").await?;
    }
    widget.open().await?;
    widget.ask("how do I send it back").await?;
    for part in ["consent-card", "offer-card"] {
        let count = widget.count(part).await?;
        ensure!(count == 0, "{part} in a browser that asks for privacy");
    }
    page.open_privacy().await?;
    let interests = widget.texts("interest").await?;
    ensure!(interests.is_empty(), "{interests:?}");
    ensure_nothing_is_stored(page).await
}
