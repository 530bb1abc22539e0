//! What a test does with a page: open it, run script in it, wait for it, press its keys.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::{Key, WebElement};

use crate::browser::Browser;
use crate::engine::{Engine, Preferences};

/// How long something on a page may take before a test calls it missing.
const WAIT_LIMIT: Duration = Duration::from_secs(15);
/// How often a page is asked meanwhile.
const WAIT_STEP: Duration = Duration::from_millis(40);

/// A page in a browser of its own.
pub struct Page {
    browser: Browser,
}

impl Page {
    /// Start a browser with an empty profile; no page is open yet.
    pub async fn start(engine: Engine, wish: &Preferences) -> Result<Self> {
        let browser = Browser::start(engine, wish).await?;
        Ok(Self { browser })
    }

    /// The browser behind the page.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// End the browser.
    pub async fn close(self) {
        self.browser.close().await;
    }

    /// Navigate and wait for the load event.
    pub async fn open(&self, url: &str) -> Result<()> {
        self.browser
            .session()
            .goto(url)
            .await
            .with_context(|| format!("opening {url}"))
    }

    /// Load the current page anew, as a shopper's reload does.
    ///
    /// Not by the driver's command: in Firefox that passes the service worker by.
    pub async fn reload(&self) -> Result<()> {
        self.run("window.asideTestOld = true; location.reload()", &[])
            .await?;
        let fresh = "return !window.asideTestOld && document.readyState === 'complete'
                         && !document.documentURI.startsWith('about:')";
        self.wait_for("the page to be loaded anew", fresh, &[])
            .await?;
        Ok(())
    }

    /// Run the body of a function in the page; it sees `arguments` and its return value comes back.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        let result = self.browser.session().execute(script, arguments).await;
        let result = result.with_context(|| format!("running {}", summary(script)))?;
        Ok(result.json().clone())
    }

    /// As [`Page::run`] for an expression that gives a promise: its value, or its rejection as error.
    pub async fn resolve(&self, expression: &str, arguments: &[Value]) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async (...given) => {{ return {expression}; }})(...arguments)
                 .then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let result = self
            .browser
            .session()
            .execute_async(&script, arguments)
            .await;
        let result = result.with_context(|| format!("awaiting {}", summary(expression)))?;
        match result.json().get("error").and_then(Value::as_str) {
            Some(error) => bail!("{}: {error}", summary(expression)),
            None => Ok(result.json()["value"].clone()),
        }
    }

    /// The element that a script returns, or an error that names what was looked for.
    pub async fn element(&self, script: &str, arguments: &[Value]) -> Result<WebElement> {
        let found = self.browser.session().execute(script, arguments).await?;
        if found.json().is_null() {
            bail!("no element from {} {arguments:?}", summary(script));
        }
        Ok(found.element()?)
    }

    /// Ask until the script returns something truthy, and give that back. `what` completes the
    /// sentence "waited for ..." when it never does.
    pub async fn wait_for(&self, what: &str, script: &str, arguments: &[Value]) -> Result<Value> {
        let mut last = Value::Null;
        let asking = async {
            loop {
                last = self.run(script, arguments).await?;
                if is_truthy(&last) {
                    return anyhow::Ok(());
                }
                tokio::time::sleep(WAIT_STEP).await;
            }
        };
        match tokio::time::timeout(WAIT_LIMIT, asking).await {
            Ok(outcome) => outcome.map(|()| last),
            Err(_) => bail!(
                "waited {} s for {what}; the last answer was {last}",
                WAIT_LIMIT.as_secs()
            ),
        }
    }

    /// Press and release a key in whatever has the focus.
    pub async fn press(&self, key: Key) -> Result<()> {
        let chain = self.browser.session().action_chain();
        let chain = chain.key_down(key.clone()).key_up(key);
        chain.perform().await.context("pressing a key")
    }

    /// Press a key while Shift is held.
    pub async fn press_with_shift(&self, key: Key) -> Result<()> {
        let chain = self.browser.session().action_chain();
        let chain = chain.key_down(Key::Shift).key_down(key.clone());
        let chain = chain.key_up(key).key_up(Key::Shift);
        chain.perform().await.context("pressing Shift and a key")
    }

    /// Type into whatever has the focus, key by key.
    pub async fn type_keys(&self, text: &str) -> Result<()> {
        let chain = self.browser.session().action_chain().send_keys(text);
        chain
            .perform()
            .await
            .with_context(|| format!("typing {text}"))
    }

    /// Save what is visible as a PNG.
    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        let shot = self.browser.session().screenshot(path).await;
        shot.with_context(|| format!("taking the picture {}", path.display()))
    }

    /// What the page has kept: `local` and `session` entries, names of `indexed` databases and
    /// `caches`, `cookie`, and whether a service `worker` is registered.
    pub async fn storage(&self) -> Result<Value> {
        self.resolve(STORAGE, &[]).await
    }

    /// Addresses of everything that the page has loaded, as the browser itself counts it.
    pub async fn resources(&self) -> Result<Vec<String>> {
        let script = "return performance.getEntriesByType('resource').map(({ name }) => name)";
        Ok(serde_json::from_value(self.run(script, &[]).await?)?)
    }

    /// A field of what `recorder.js` has noted since the page was opened.
    pub async fn record(&self, field: &str) -> Result<Value> {
        let script = "const value = window.asideTestRecord?.[arguments[0]];
                      return typeof value === 'function' ? value() : value ?? null";
        let noted = self.run(script, &[json!(field)]).await?;
        if noted.is_null() {
            bail!("the page does not load recorder.js first, or it knows no {field}");
        }
        Ok(noted)
    }

    /// Fail if the page has seen an error, a rejection or a policy violation.
    pub async fn check_for_harm(&self) -> Result<()> {
        for field in ["errors", "violations"] {
            let noted = self.record(field).await?;
            if noted != json!([]) {
                bail!("the page has {field}: {noted}");
            }
        }
        Ok(())
    }
}

/// Reads every place where a page can leave something on the device.
const STORAGE: &str = "({
    local: Object.fromEntries(Object.entries(localStorage)),
    session: Object.fromEntries(Object.entries(sessionStorage)),
    indexed: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    cookie: document.cookie,
    worker: (await navigator.serviceWorker.getRegistrations()).length > 0,
})";

fn is_truthy(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
        && value != &json!(0)
        && value != &json!("")
        && value != &json!([])
}

/// The beginning of a script, for messages.
fn summary(script: &str) -> String {
    let line = script.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(80).collect()
}
