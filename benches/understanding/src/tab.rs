//! A tab of Chromium that runs one job after another.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use aside_browser::driver::Driver;
use aside_browser::engine::{Engine, Preferences};
use aside_devserver::{Options, Server};
use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

/// What one engine may take for one set, training and all questions. Training in a page cannot be
/// interrupted: the tab is closed then, and the next job gets a new one.
const JOB_LIMIT: Duration = Duration::from_secs(120);

/// Makes the page cross-origin isolated: its clock then has steps of 5 µs in place of 100.
const ISOLATION: [(&str, &str); 2] = [
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
];

/// Runs all jobs on the page in the folder `site`.
///
/// # Errors
/// When Chromium cannot be started. A job that fails only has no measures.
pub async fn run(site: &Path, jobs: Vec<Value>) -> Result<Value> {
    let server = Server::start(Options {
        root: site.to_owned(),
        headers: ISOLATION
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        ..Options::default()
    })?;
    let mut tab = Tab::open().await?;
    let about = tab.about(&server).await?;
    let mut results = Vec::new();
    let count = jobs.len();
    for (at, mut job) in jobs.into_iter().enumerate() {
        match tab.measure(&server, &job).await {
            Ok(measured) => job["measured"] = measured,
            Err(error) => {
                // The rest of the lines is the driver's stack.
                let reason = format!("{error:#}");
                job["ended"] = json!(reason.lines().next());
                tab.close().await;
                tab = Tab::open().await?;
            }
        }
        eprintln!("{:>3} of {count}: {}", at + 1, summary(&job));
        results.push(job);
    }
    tab.close().await;
    Ok(json!({ "about": about, "results": results }))
}

/// A browser with one tab and an empty profile.
struct Tab {
    session: WebDriver,
    driver: Driver,
    profile: PathBuf,
}

impl Tab {
    async fn open() -> Result<Self> {
        let profile = std::env::temp_dir().join(format!("aside-bench-{}", std::process::id()));
        std::fs::create_dir_all(&profile)?;
        let (engine, wish) = (Engine::Chromium, Preferences::default());
        let driver = Driver::start(engine, &wish, &profile).await?;
        let capabilities = Capabilities::from(engine.capabilities(&wish, &profile));
        let session = WebDriver::builder(driver.url(), capabilities)
            .request_timeout(JOB_LIMIT + Duration::from_secs(10))
            .await
            .context("starting Chromium")?;
        session.set_script_timeout(JOB_LIMIT).await?;
        Ok(Self {
            session,
            driver,
            profile,
        })
    }

    /// The browser's version, the day, and what the page can tell of the machine.
    async fn about(&self, server: &Server) -> Result<Value> {
        self.session.goto(server.url()).await?;
        let script = "return {
            browser: navigator.userAgentData.brands.map(({ brand, version }) => `${brand} ${version}`),
            date: new Date().toISOString().slice(0, 10),
            cores: navigator.hardwareConcurrency,
            isolated: crossOriginIsolated,
        }";
        let about = self.session.execute(script, Vec::new()).await?;
        let mut about = about.json().clone();
        let version = self.session.capabilities().get("browserVersion").cloned();
        about["version"] = version.unwrap_or_default();
        ensure!(
            about["isolated"] == true,
            "the page is not isolated: its clock is too coarse to measure with"
        );
        Ok(about)
    }

    async fn measure(&self, server: &Server, job: &Value) -> Result<Value> {
        self.session.goto(server.url()).await?;
        let script = "const [job, done] = arguments;
            window.bench(job).then((value) => done({ value }), (error) => done({ error: String(error) }))";
        let given = self.session.execute_async(script, vec![job.clone()]).await;
        let given = given.with_context(|| format!("not done in {} s", JOB_LIMIT.as_secs()))?;
        let error = &given.json()["error"];
        ensure!(error.is_null(), "the page failed: {error}");
        Ok(given.json()["value"].clone())
    }

    async fn close(self) {
        // A page that is busy cannot be asked to end; it ends with its driver.
        tokio::time::timeout(Duration::from_secs(5), self.session.quit())
            .await
            .ok();
        drop(self.driver);
        std::fs::remove_dir_all(&self.profile).ok();
    }
}

fn summary(job: &Value) -> String {
    let name = |key: &str| job[key].as_str().unwrap_or_default().to_owned();
    let outcome = match (&job["measured"], &job["ended"]) {
        (Value::Null, reason) => reason.to_string(),
        (measured, _) => format!(
            "trained in {:.0} ms, {} answers",
            measured["trainMs"].as_f64().unwrap_or_default(),
            measured["answers"].as_array().map_or(0, Vec::len),
        ),
    };
    format!("{} on {}: {outcome}", name("engine"), name("set"))
}
