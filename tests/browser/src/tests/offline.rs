//! Without a network: the open page goes on, and a reload still answers.

use anyhow::{Result, ensure};
use aside_browser::case;
use aside_browser::trial::{Case, Stage};

pub fn cases() -> Vec<Case> {
    vec![case!(an_open_page_goes_on), case!(a_reload_still_answers)]
}

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

async fn a_reload_still_answers(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/en/index.html")).await?;
    page.widget().wait_until_ready().await?;
    wait_until_kept(stage).await?;
    stage.world.server().stop();
    page.reload().await?;
    page.widget().wait_until_ready().await?;
    page.widget().open().await?;
    let reply = page.widget().ask("how do I send it back").await?;
    ensure!(reply.contains("30 days"), "{reply}");
    Ok(())
}

/// The service worker keeps files in its own time.
async fn wait_until_kept(stage: &Stage) -> Result<()> {
    let missing = "await (async () => {
        const files = ['/data/aside.json', '/data/faq.en.json', '/data/products.json', location.pathname];
        const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
        const own = loaded.filter((path) => path.startsWith('/aside/'));
        const kept = await Promise.all([...files, ...own].map((path) => caches.match(path)));
        return [...files, ...own].filter((_, index) => !kept[index]);
    })()";
    let mut last = serde_json::Value::Null;
    for _ in 0..150 {
        last = stage.page.resolve(missing, &[]).await?;
        if last == serde_json::json!([]) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    anyhow::bail!("the service worker did not keep {last} within 15 s")
}
