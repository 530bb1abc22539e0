//! The tools themselves, on a page without the widget. A test that finds no violation, no request and
//! no leak proves something only if its tools would have found one.

use anyhow::{Result, ensure};
use aside_browser::axe;
use aside_browser::case;
use aside_browser::engine::{Engine, Preferences};
use aside_browser::trial::{Case, Stage};
use serde_json::json;
use thirtyfour::Key;

pub fn cases() -> Vec<Case> {
    let dark_phone = Preferences {
        dark: true,
        language: "zh-TW",
        ..Preferences::default().phone()
    };
    vec![
        case!(types_and_reads_in_a_shadow_root),
        case!(keyboard_alone_is_enough),
        case!(preferences_reach_the_page).with(dark_phone),
        case!(harm_is_seen),
        case!(what_stays_alive_is_seen),
        case!(what_is_stored_is_seen),
        case!(a_stopped_server_is_offline),
        case!(a_service_worker_outlives_the_server),
        case!(broken_accessibility_rules_are_seen),
        case!(layout_shifts_are_seen).only(&[Engine::Chromium]),
    ]
}

async fn types_and_reads_in_a_shadow_root(stage: &Stage) -> Result<()> {
    stage.page.open(&stage.world.url("/t/harness.html")).await?;
    let widget = stage.page.widget();
    let reply = widget.ask("我想退货 &c.").await?;
    ensure!(reply == "heard 我想退货 &c.", "{reply}");
    ensure!(widget.count("message.from-shopper").await? == 1);
    stage.page.check_for_harm().await
}

async fn keyboard_alone_is_enough(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/t/harness.html")).await?;
    page.press(Key::Tab).await?;
    ensure!(page.widget().focused_part().await? == "input");
    page.type_keys("hello").await?;
    page.press(Key::Enter).await?;
    let reply = page.widget().reply_after(0, "hello").await?;
    ensure!(reply == "heard hello", "{reply}");
    page.press(Key::Tab).await?;
    ensure!(page.widget().focused_part().await? == "send");
    page.press_with_shift(Key::Tab).await?;
    ensure!(page.widget().focused_part().await? == "input");
    Ok(())
}

async fn preferences_reach_the_page(stage: &Stage) -> Result<()> {
    stage.page.open(&stage.world.url("/t/harness.html")).await?;
    let script = "return [innerWidth, innerHeight, navigator.language,
                          matchMedia('(prefers-color-scheme: dark)').matches]";
    let seen = stage.page.run(script, &[]).await?;
    ensure!(seen == json!([390, 844, "zh-TW", true]), "{seen}");
    Ok(())
}

async fn harm_is_seen(stage: &Stage) -> Result<()> {
    stage.page.open(&stage.world.url("/t/harm.html")).await?;
    let done = "return window.asideTestRecord.errors.length >= 3
                    && window.asideTestRecord.violations.length >= 2";
    stage.page.wait_for("all harm", done, &[]).await?;
    let errors = stage.page.record("errors").await?.to_string();
    for part in ["thrown on purpose", "rejected on purpose", "missing.js"] {
        ensure!(errors.contains(part), "no {part} in {errors}");
    }
    let violations = stage.page.record("violations").await?.to_string();
    for part in ["style-src", "connect-src"] {
        ensure!(violations.contains(part), "no {part} in {violations}");
    }
    let console = stage.page.record("console").await?;
    ensure!(
        console == json!([{ "level": "error", "text": "said on purpose" }]),
        "{console}"
    );
    ensure!(stage.page.check_for_harm().await.is_err());
    Ok(())
}

async fn what_stays_alive_is_seen(stage: &Stage) -> Result<()> {
    stage.page.open(&stage.world.url("/t/harness.html")).await?;
    let before = stage.page.record("alive").await?;
    let start = "window.kept = () => {};
         addEventListener('scroll', kept); document.addEventListener('click', kept, true);
         window.ticking = setInterval(kept, 50); window.waiting = setTimeout(kept, 60000);";
    stage.page.run(start, &[]).await?;
    let during = stage.page.record("alive").await?;
    // Among the timers may be one of the driver's own, before and after alike.
    let timers = during["timers"].to_string();
    ensure!(
        timers.contains("setInterval") && timers.contains("setTimeout"),
        "{timers}"
    );
    let listeners = during["listeners"].to_string();
    ensure!(
        listeners.contains("[object Window] scroll") && listeners.contains("click"),
        "{listeners}"
    );
    let stop =
        "removeEventListener('scroll', kept); document.removeEventListener('click', kept, true);
         clearInterval(ticking); clearTimeout(waiting);";
    stage.page.run(stop, &[]).await?;
    let after = stage.page.record("alive").await?;
    ensure!(after == before, "{after} instead of {before}");
    Ok(())
}

async fn what_is_stored_is_seen(stage: &Stage) -> Result<()> {
    stage.page.open(&stage.world.url("/t/harness.html")).await?;
    let empty = json!({
        "local": {}, "session": {}, "indexed": [], "caches": [], "cookie": "", "worker": false
    });
    let before = stage.page.storage().await?;
    ensure!(before == empty, "{before}");
    let keep = "(localStorage.setItem('a', '1'), sessionStorage.setItem('b', '2'),
                 document.cookie = 'c=3', await caches.open('d'),
                 await new Promise((resolve, reject) => {
                     const request = indexedDB.open('e');
                     request.onsuccess = () => resolve(true);
                     request.onerror = () => reject(request.error);
                 }))";
    stage.page.resolve(keep, &[]).await?;
    let after = stage.page.storage().await?;
    let full = json!({
        "local": { "a": "1" }, "session": { "b": "2" }, "indexed": ["e"], "caches": ["d"],
        "cookie": "c=3", "worker": false
    });
    ensure!(after == full, "{after}");
    Ok(())
}

async fn a_stopped_server_is_offline(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/t/harness.html")).await?;
    stage.world.server().stop();
    let fetched = page
        .resolve("(await fetch('/t/harness.js')).status", &[])
        .await;
    ensure!(fetched.is_err(), "it was answered: {fetched:?}");
    let reply = page.widget().ask("still here?").await?;
    ensure!(reply == "heard still here?", "{reply}");
    stage.world.server().restart()?;
    let status = page
        .resolve("(await fetch('/t/harness.js')).status", &[])
        .await?;
    ensure!(status == json!(200), "{status}");
    ensure!(stage.world.paths().contains(&"/t/harness.js".to_owned()));
    Ok(())
}

async fn a_service_worker_outlives_the_server(stage: &Stage) -> Result<()> {
    let page = &stage.page;
    page.open(&stage.world.url("/t/worker.html")).await?;
    let ready = "return document.body.dataset.worker === 'ready'";
    page.wait_for("the worker to be ready", ready, &[]).await?;
    stage.world.server().stop();
    page.reload().await?;
    let text = page.run("return document.body.innerText", &[]).await?;
    ensure!(text == json!("from the worker"), "{text}");
    Ok(())
}

async fn broken_accessibility_rules_are_seen(stage: &Stage) -> Result<()> {
    stage.page.open(&stage.world.url("/t/harness.html")).await?;
    let good = axe::violations(&stage.page).await?;
    ensure!(good.is_empty(), "{good:?}");
    let break_it = "const root = document.querySelector('div[data-aside]').shadowRoot;
                    root.querySelector('[part~=input]').removeAttribute('aria-label')";
    stage.page.run(break_it, &[]).await?;
    let bad = axe::violations(&stage.page).await?;
    ensure!(bad.iter().any(|line| line.contains("label")), "{bad:?}");
    Ok(())
}

async fn layout_shifts_are_seen(stage: &Stage) -> Result<()> {
    stage.page.open(&stage.world.url("/t/harness.html")).await?;
    let shift =
        "document.body.prepend(Object.assign(document.createElement('h1'), { textContent: 'x' }))";
    stage.page.run(shift, &[]).await?;
    let seen = "return window.asideTestRecord.shifts.some(({ value }) => value > 0)";
    stage.page.wait_for("the shift", seen, &[]).await?;
    Ok(())
}
