//! The three browser engines: where their programs are, and how each is asked for a look.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

/// A browser engine that shoppers use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chrome, Edge and most of Android.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK, the nearest to Safari that runs on Linux.
    WebKit,
}

/// What the person in front of the browser has set up.
#[derive(Clone, Copy, Debug)]
pub struct Preferences {
    /// `prefers-color-scheme: dark`.
    pub dark: bool,
    /// The first of `navigator.languages`, as a BCP 47 tag.
    pub language: &'static str,
    /// Inner width of the page in CSS pixels.
    pub width: u32,
    /// Inner height of the page in CSS pixels.
    pub height: u32,
    /// Device pixels to a CSS pixel. Only Chromium obeys it; the others stay at 1.
    pub scale: u32,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            dark: false,
            language: "en-US",
            width: 1280,
            height: 860,
            scale: 1,
        }
    }
}

impl Preferences {
    /// The same person on a phone.
    pub fn phone(self) -> Self {
        Self {
            width: 390,
            height: 844,
            ..self
        }
    }
}

impl Engine {
    /// Every engine, in the order they are reported.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The name used in trial names and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The driver program, from `ASIDE_GECKODRIVER` or `PATH`.
    pub fn driver_program(self) -> Result<PathBuf> {
        if self == Self::Firefox
            && let Some(path) = std::env::var_os("ASIDE_GECKODRIVER")
        {
            return Ok(path.into());
        }
        let name = match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::WebKit => "WebKitWebDriver",
        };
        find_program(&[name])
            .with_context(|| format!("{name} is not on PATH: run `cargo xtask test` to install it"))
    }

    /// What to ask of the driver for a new session.
    ///
    /// `profile` is an empty directory that belongs to this session alone.
    pub fn capabilities(self, wish: &Preferences, profile: &Path) -> Map<String, Value> {
        let capabilities = match self {
            Self::Chromium => chromium(wish, profile),
            Self::Firefox => firefox(wish, profile),
            Self::WebKit => webkit(),
        };
        match capabilities {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }

    /// Files that must lie in a profile before the browser starts.
    ///
    /// Firefox keeps its window at least 500 pixels wide and MiniBrowser at least 447, for the sake of
    /// their toolbars; a phone is narrower, so their style sheets let the toolbars shrink.
    pub fn prepare_profile(self, profile: &Path) -> Result<()> {
        let (folder, name, styles) = match self {
            Self::Chromium => return Ok(()),
            Self::Firefox => ("chrome", "userChrome.css", FIREFOX_STYLES),
            Self::WebKit => ("gtk-3.0", "gtk.css", GTK_STYLES),
        };
        let folder = profile.join(folder);
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(name);
        std::fs::write(&path, styles).with_context(|| format!("writing {}", path.display()))
    }

    /// Environment of the driver, and so of the browser it starts.
    ///
    /// WebKitGTK takes colour scheme and language from GTK and the C library. Software compositing
    /// (`WEBKIT_DISABLE_COMPOSITING_MODE`) must stay off the list: with it, screenshots never return.
    pub fn environment(self, wish: &Preferences, profile: &Path) -> Vec<(&'static str, String)> {
        let mut variables = vec![("TZ", afternoon())];
        if self != Self::WebKit {
            return variables;
        }
        let theme = if wish.dark { "Adwaita:dark" } else { "Adwaita" };
        let locale = format!("{}.UTF-8", wish.language.replace('-', "_"));
        let home = profile.to_string_lossy().into_owned();
        variables.extend([
            ("GTK_THEME", theme.to_owned()),
            ("LC_ALL", locale),
            ("XDG_DATA_HOME", home.clone()),
            ("XDG_CACHE_HOME", home.clone()),
            ("XDG_CONFIG_HOME", home),
            ("GSETTINGS_BACKEND", "memory".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
        ]);
        if let Ok(locales) = std::env::var("ASIDE_LOCALES") {
            variables.push(("LOCPATH", locales));
        }
        variables
    }
}

/// The time zone where it is now between 14:00 and 15:00, so that no quiet hours silence the widget
/// when tests run at night.
fn afternoon() -> String {
    #[allow(
        clippy::disallowed_methods,
        reason = "the browser under test reads the real clock, so its time zone must fit it"
    )]
    let now = std::time::SystemTime::now();
    let elapsed = now.duration_since(std::time::UNIX_EPOCH);
    let hour = elapsed.map_or(0, |since| since.as_secs() / 3600 % 24);
    let east = 14 - i64::try_from(hour).unwrap_or(0);
    // In these names the sign is that of POSIX: positive is west of Greenwich.
    format!("Etc/GMT{:+}", -east)
}

const FIREFOX_STYLES: &str = ":root { min-width: 0 !important; }";

const GTK_STYLES: &str = "button { margin-left: -14px; margin-right: -14px; }";

fn chromium(wish: &Preferences, profile: &Path) -> Value {
    let mut arguments: Vec<String> = [
        "--headless",
        "--no-sandbox", // as root in a container there is no other way
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
    ]
    .map(str::to_owned)
    .into();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    arguments.push(format!("--lang={}", wish.language));
    arguments.push(format!("--accept-lang={}", wish.language));
    let mut options = json!({ "args": arguments });
    let names = ["chromium", "chromium-browser", "google-chrome"];
    set_binary(&mut options, &names);
    json!({ "browserName": "chrome", "goog:chromeOptions": options })
}

fn firefox(wish: &Preferences, profile: &Path) -> Value {
    let mut options = json!({
        "args": ["-headless", "-profile", profile],
        "prefs": {
            "toolkit.legacyUserProfileCustomizations.stylesheets": true,
            "intl.accept_languages": wish.language,
            "ui.systemUsesDarkTheme": i32::from(wish.dark),
            "layout.css.prefers-color-scheme.content-override": i32::from(!wish.dark),
            "datareporting.policy.dataSubmissionEnabled": false,
            "network.captive-portal-service.enabled": false,
            "network.connectivity-service.enabled": false,
        },
    });
    set_binary(&mut options, &["firefox-esr", "firefox"]);
    json!({ "browserName": "firefox", "moz:firefoxOptions": options })
}

fn webkit() -> Value {
    json!({ "browserName": "MiniBrowser" })
}

fn set_binary(options: &mut Value, names: &[&str]) {
    if let Some(path) = find_program(names) {
        options["binary"] = json!(path);
    }
}

/// The first of `names` that is a file in a directory of `PATH`.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| places.iter().map(move |place| place.join(name)))
        .find(|candidate| candidate.is_file())
}
