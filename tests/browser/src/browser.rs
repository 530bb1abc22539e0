//! A browser with a fresh profile, ready for one trial.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::driver::Driver;
use crate::engine::{Engine, Preferences};

/// No single WebDriver command may take longer.
const COMMAND_LIMIT: Duration = Duration::from_secs(30);

/// A session in one engine. Call [`Browser::close`] when done; a drop ends it the hard way.
pub struct Browser {
    engine: Engine,
    session: WebDriver,
    profile: Profile,
    driver: Driver,
}

impl Browser {
    /// Start `engine` with an empty profile and the given preferences.
    pub async fn start(engine: Engine, wish: &Preferences) -> Result<Self> {
        let profile = Profile::create(engine)?;
        engine.prepare_profile(&profile.path)?;
        let driver = Driver::start(engine, wish, &profile.path).await?;
        let capabilities = Capabilities::from(engine.capabilities(wish, &profile.path));
        let session = WebDriver::builder(driver.url(), capabilities)
            .request_timeout(COMMAND_LIMIT)
            .await
            .with_context(|| format!("starting a {} session", engine.name()))?;
        let browser = Self {
            engine,
            session,
            profile,
            driver,
        };
        browser.apply(wish).await?;
        Ok(browser)
    }

    /// The engine it runs on.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The WebDriver session.
    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    /// End the session, then its processes and profile.
    pub async fn close(self) {
        let Self {
            session,
            driver,
            profile,
            ..
        } = self;
        // A browser that hangs ends with its driver.
        tokio::time::timeout(Duration::from_secs(5), session.quit())
            .await
            .ok();
        drop(driver);
        drop(profile);
    }

    /// What no capability or start option sets.
    async fn apply(&self, wish: &Preferences) -> Result<()> {
        self.session
            .set_script_timeout(COMMAND_LIMIT)
            .await
            .context("setting the script limit")?;
        match self.engine {
            Engine::Chromium => self.emulate(wish).await,
            Engine::Firefox | Engine::WebKit => self.resize(wish).await,
        }
    }

    /// Chromium's own emulation: exact sizes, below what its window would allow.
    async fn emulate(&self, wish: &Preferences) -> Result<()> {
        let scheme = if wish.dark { "dark" } else { "light" };
        let features = json!({
            "features": [{ "name": "prefers-color-scheme", "value": scheme }]
        });
        self.devtools("Emulation.setEmulatedMedia", features)
            .await?;
        let metrics = json!({
            "width": wish.width, "height": wish.height,
            "deviceScaleFactor": wish.scale, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)
            .await
    }

    /// Send a DevTools command. Chromium only.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<()> {
        self.session
            .cdp()
            .send_raw(method, parameters)
            .await
            .with_context(|| format!("DevTools {method}"))?;
        Ok(())
    }

    /// Size the window so that the page inside has the wished size.
    async fn resize(&self, wish: &Preferences) -> Result<()> {
        let outer = self
            .session
            .set_window_rect(0, 0, wish.width, wish.height)
            .await;
        outer.context("sizing the window")?;
        let script = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
        let frame: (u32, u32) = self.session.execute(script, Vec::new()).await?.convert()?;
        let (width, height) = (wish.width + frame.0, wish.height + frame.1);
        let outer = self.session.set_window_rect(0, 0, width, height).await;
        outer.context("sizing the window for its frame")?;
        Ok(())
    }
}

/// A directory of its own for every session, removed with it.
struct Profile {
    path: PathBuf,
}

impl Profile {
    fn create(engine: Engine) -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("aside-{}-{}-{number}", engine.name(), std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path)
            .with_context(|| format!("creating the profile {}", path.display()))?;
        Ok(Self { path })
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // A browser's last process may still write while it ends.
        for _ in 0..10 {
            std::fs::remove_dir_all(&self.path).ok();
            std::thread::sleep(Duration::from_millis(30));
            if !self.path.exists() {
                break;
            }
        }
    }
}
