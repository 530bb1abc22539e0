//! The shop as a server serves it to one trial: its own port, its own log, its own faults.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, bail};
use aside_devserver::{Fault, Options, Request, Server};

/// What the demo shop sends: a shop's strict policy, with the one Trusted Types policy that
/// registering a service worker takes.
pub const SHOP_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; connect-src 'self'; img-src 'self' data:; manifest-src 'self'; \
     worker-src 'self'; base-uri 'none'; form-action 'self'; \
     require-trusted-types-for 'script'; trusted-types aside";

/// The strictest policy that the widget promises to run under.
pub const STRICT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; connect-src 'self'; img-src 'self' data:; \
     require-trusted-types-for 'script'; trusted-types 'none'";

const RECORDER: &str = include_str!("recorder.js");
const RECORDER_PATH: &str = "/recorder.js";

/// The demo shop with the recorder at the head of every page, made once for a whole run.
pub struct Site {
    root: PathBuf,
}

impl Site {
    /// Copy the built demo (`site`) to `copy` and have each page load the recorder first.
    pub fn prepare(site: &Path, copy: &Path) -> Result<Self> {
        if copy.exists() {
            std::fs::remove_dir_all(copy).context("clearing the last run's copy of the demo")?;
        }
        copy_pages(site, copy)
            .with_context(|| format!("copying the demo from {}", site.display()))?;
        let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("pages");
        copy_pages(&pages, &copy.join("t")).context("copying the tests' own pages")?;
        std::fs::write(copy.join(RECORDER_PATH.trim_start_matches('/')), RECORDER)?;
        Ok(Self {
            root: copy.to_owned(),
        })
    }
}

/// A running server of a [`Site`].
pub struct World {
    server: Server,
    root: PathBuf,
}

impl World {
    /// Serve the site on a free port under the demo shop's policy.
    pub fn start(site: &Site) -> Result<Self> {
        let server = Server::start(Options {
            root: site.root.clone(),
            record: true,
            ..Options::default()
        })?;
        server.set_policy(Some(SHOP_POLICY));
        Ok(Self {
            server,
            root: site.root.clone(),
        })
    }

    /// The whole address of a path such as `/` or `/t/bare.html`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.url())
    }

    /// Add a page and give back its whole address. Its name is its own, so that trials at the same time
    /// do not meet.
    pub fn add_page(&self, html: &str) -> Result<String> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("page-{}.html", COUNT.fetch_add(1, Ordering::Relaxed));
        std::fs::write(self.root.join("t").join(&name), with_recorder(html))?;
        Ok(self.url(&format!("/t/{name}")))
    }

    /// The path of the one file in `folder` (`/aside/`) whose name ends so; names carry hashes.
    pub fn file_in(&self, folder: &str, ending: &str) -> Result<String> {
        let place = self.root.join(folder.trim_matches('/'));
        for entry in std::fs::read_dir(&place)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.ends_with(ending) {
                return Ok(format!("{folder}{name}"));
            }
        }
        bail!("no file in {} ends in {ending}", place.display())
    }

    /// The server, to stop it and to change its policy.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// From now on `path` is answered with a status, a body, a delay or half an answer.
    pub fn fault(&self, path: &str, fault: Fault) {
        self.server.fault(path, fault);
    }

    /// What browsers have asked for, without the recorder and the icons that browsers look for
    /// unasked.
    pub fn requests(&self) -> Vec<Request> {
        let mut requests = self.server.requests();
        requests.retain(|request| !matches!(request.path.as_str(), RECORDER_PATH | "/favicon.ico"));
        requests
    }

    /// The paths of [`World::requests`], in the order of the alphabet: browsers are free to ask for
    /// several files at once in any order.
    pub fn paths(&self) -> Vec<String> {
        let requests = self.requests();
        let mut paths: Vec<String> = requests.into_iter().map(|request| request.path).collect();
        paths.sort();
        paths
    }
}

/// Copy a tree; HTML files get the recorder as the first thing in their head.
fn copy_pages(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy_pages(&source, &target)?;
        } else if source.extension().is_some_and(|kind| kind == "html") {
            let page = std::fs::read_to_string(&source)?;
            std::fs::write(&target, with_recorder(&page))?;
        } else {
            std::fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

fn with_recorder(page: &str) -> String {
    let tag = format!("<script src=\"{RECORDER_PATH}\"></script>");
    let head = page.find("<head").and_then(|start| {
        let end = page.get(start..)?.find('>')?;
        Some(start + end + 1)
    });
    match head.and_then(|end| page.split_at_checked(end)) {
        Some((before, after)) => format!("{before}{tag}{after}"),
        None => format!("{tag}{page}"),
    }
}
