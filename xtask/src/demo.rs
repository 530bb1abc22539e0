//! `cargo xtask demo`: build everything, serve the demo shop under a strict policy, say what to try.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use aside_devserver::{Options as Serve, Server};
use notify::{RecursiveMode, Watcher};

use crate::{bundle, progress, site, workspace};

/// The content policy of the demo's pages: what a careful shop would send, so that the demo shows
/// that the widget lives with it.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; img-src 'self' data:; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'self'; require-trusted-types-for 'script'; trusted-types aside";

/// Changes that come closer together than this are one change: editors save in bursts.
const DEBOUNCE: Duration = Duration::from_millis(300);

/// What of the workspace ends up in the demo.
const WATCHED: [&str; 4] = ["src", "crates/engine", "www", "index.html"];

const TO_TRY: &str = "\
  1. Ask 我想退货, or 我想退貨: the returns answer comes without a request to anybody.
  2. Ask how do I send it back: the same answer, in English.
  3. Ask something that no shop knows: it says so, and offers what it does know.
  4. Look at three pairs of hiking boots, and agree to be remembered: an offer that fits, with its reason.
  5. Erase what it knows, in its privacy view. Then go offline in the developer tools, reload, and ask again.";

/// What the command line may say.
#[derive(clap::Args)]
pub struct Options {
    /// The port to try first; a free one is taken when it is busy
    #[arg(long, default_value_t = 8400)]
    port: u16,
    /// Open the address in your browser
    #[arg(long)]
    open: bool,
    /// Build again when a source changes
    #[arg(long)]
    watch: bool,
}

/// Run it.
pub fn run(options: Options) -> Result<()> {
    let root = workspace::root();
    let live = build(&root)?;
    let server = serve(live, options.port)?;
    println!(
        "\nThe demo shop is open at {}/\nTry this:\n{TO_TRY}\n\nCtrl-C ends it.",
        server.url()
    );
    if options.open {
        open(&server.url());
    }
    if options.watch {
        watch(&root)
    } else {
        loop {
            thread::park();
        }
    }
}

/// The demo's directories: `live` is served, `next` is built and takes its place when it is whole.
struct Place {
    live: PathBuf,
    next: PathBuf,
}

impl Place {
    fn new(target: &Path) -> Self {
        let base = target.join("demo");
        Self {
            live: base.join("live"),
            next: base.join("next"),
        }
    }

    fn build(&self, root: &Path) -> Result<()> {
        let _ = fs::remove_dir_all(&self.next);
        fs::create_dir_all(&self.next)?;
        progress::step("rendering the demo shop");
        site::build(root, &self.next)?;
        progress::step("building the widget");
        let aside = self.next.join("aside");
        bundle::build(root, &aside, "dist")?;
        // A service worker sees only pages below its own address.
        fs::copy(aside.join("aside-sw.js"), self.next.join("aside-sw.js"))?;
        let _ = fs::remove_dir_all(&self.live);
        fs::rename(&self.next, &self.live).context("cannot put the new demo in its place")?;
        progress::step("ready");
        Ok(())
    }
}

/// Builds the demo shop with the widget in it (`aside/`, `aside-sw.js`), and returns its directory.
/// What was there before stays until the new one is whole.
///
/// # Errors
/// When the pages or the widget cannot be built.
pub fn build(root: &Path) -> Result<PathBuf> {
    let place = Place::new(&workspace::target(root)?);
    place.build(root)?;
    Ok(place.live)
}

fn serve(root: PathBuf, port: u16) -> Result<Server> {
    let server = Server::start(Serve {
        root,
        port: Some(port),
        ..Serve::default()
    })?;
    server.set_policy(Some(POLICY));
    Ok(server)
}

fn watch(root: &Path) -> Result<()> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading a file is an event too; only those that write start a build.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = sender.send(());
        }
    })?;
    for name in WATCHED {
        let path = root.join(name);
        if path.exists() {
            watcher.watch(&path, RecursiveMode::Recursive)?;
        }
    }
    println!("Watching {}.", WATCHED.join(", "));
    while changes.recv().is_ok() {
        settle(&changes);
        match build(root) {
            Ok(_) => println!("Reload the page."),
            Err(error) => eprintln!("{error:#}\nThe last good build is still served."),
        }
    }
    Ok(())
}

/// Waits until no change has come for a while.
fn settle(changes: &Receiver<()>) {
    while changes.recv_timeout(DEBOUNCE).is_ok() {}
}

fn open(url: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if let Err(error) = std::process::Command::new(opener).arg(url).spawn() {
        eprintln!("cannot start {opener} ({error}); open the address yourself");
    }
}
