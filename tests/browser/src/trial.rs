//! One test in one engine: a served shop, a fresh browser, a time limit, and a picture on failure.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use crate::engine::{Engine, Preferences};
use crate::page::Page;
use crate::world::{Site, World};

/// A whole trial, browser start included.
const TRIAL_LIMIT: Duration = Duration::from_secs(120);

/// What a test has in its hands.
pub struct Stage {
    /// The served shop.
    pub world: World,
    /// A browser that has opened nothing yet.
    pub page: Page,
    wish: Preferences,
}

impl Stage {
    /// The engine under test.
    pub fn engine(&self) -> Engine {
        self.page.browser().engine()
    }

    /// A second shopper: another browser with the same preferences and an empty profile.
    pub async fn another_page(&self) -> Result<Page> {
        Page::start(self.engine(), &self.wish).await
    }
}

/// The future of a test that borrows its stage.
pub type Outcome<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// A test, and where it runs.
#[derive(Clone)]
pub struct Case {
    name: String,
    run: for<'a> fn(&'a Stage) -> Outcome<'a>,
    engines: Vec<Engine>,
    wish: Preferences,
}

impl Case {
    /// A test for every engine. Use [`case!`](crate::case).
    pub fn new(module: &str, name: &str, run: for<'a> fn(&'a Stage) -> Outcome<'a>) -> Self {
        let theme = module.rsplit("::").next().unwrap_or(module);
        Self {
            name: format!("{theme}::{name}"),
            run,
            engines: Engine::ALL.to_vec(),
            wish: Preferences::default(),
        }
    }

    /// Only in these engines: the others cannot show what it tests.
    pub fn only(mut self, engines: &[Engine]) -> Self {
        self.engines = engines.to_vec();
        self
    }

    /// With these preferences in place of the default ones.
    pub fn with(mut self, wish: Preferences) -> Self {
        self.wish = wish;
        self
    }

    /// One trial for each of the wished engines that it runs in.
    pub fn trials(&self, wished: &[Engine], site: &Arc<Site>, failures: &Path) -> Vec<Trial> {
        let engines = self.engines.iter().filter(|engine| wished.contains(engine));
        let trial = |engine: &Engine| {
            let (case, site, engine) = (self.clone(), Arc::clone(site), *engine);
            let name = format!("{}::{}", engine.name(), self.name);
            let picture = failures.join(format!("{}.png", name.replace("::", "-")));
            Trial::test(name, move || {
                perform(&case, engine, &site, &picture)
                    .map_err(|error| Failed::from(causes(&error)))
            })
        };
        engines.map(trial).collect()
    }
}

/// The test function of that name as a [`Case`].
#[macro_export]
macro_rules! case {
    ($name:ident) => {
        $crate::trial::Case::new(module_path!(), stringify!($name), |stage| {
            Box::pin($name(stage))
        })
    };
}

fn perform(case: &Case, engine: Engine, site: &Site, picture: &Path) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let stage = Stage {
            world: World::start(site)?,
            page: Page::start(engine, &case.wish).await?,
            wish: case.wish,
        };
        let outcome = tokio::time::timeout(TRIAL_LIMIT, (case.run)(&stage)).await;
        let mut outcome = outcome
            .map_err(|_| anyhow::anyhow!("it took longer than {} s", TRIAL_LIMIT.as_secs()))
            .flatten();
        if let Err(error) = outcome {
            outcome = Err(explain(error, &stage.page, picture).await);
        }
        stage.page.close().await;
        outcome
    })
}

/// The outermost failure first; where it was noticed in these sources helps nobody.
fn causes(error: &anyhow::Error) -> String {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    causes.join("\n  because: ")
}

/// Add what the page has seen, and where its picture lies.
async fn explain(error: anyhow::Error, page: &Page, picture: &Path) -> anyhow::Error {
    let mut seen = String::new();
    for field in ["errors", "violations", "console"] {
        if let Ok(noted) = page.record(field).await
            && noted != Value::Array(Vec::new())
        {
            seen.push_str(&format!("\n  {field}: {noted}"));
        }
    }
    let shot = match page.screenshot(picture).await {
        Ok(()) => format!("\n  picture: {}", picture.display()),
        Err(reason) => format!("\n  no picture: {reason}"),
    };
    error.context(format!("failed; the page shows{seen}{shot}"))
}

/// Where pictures of failures go; made if missing.
pub fn failures_directory(target: &Path) -> Result<PathBuf> {
    let path = target.join("browser-failures");
    std::fs::create_dir_all(&path).with_context(|| format!("creating {}", path.display()))?;
    Ok(path)
}
