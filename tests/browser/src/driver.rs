//! One driver process (and for WebKitGTK one display), ended with everything it started.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::engine::{Engine, Preferences, find_program};

/// How long a driver may take until it answers on its port.
const START_LIMIT: Duration = Duration::from_secs(20);

/// A running driver. Dropping it ends the driver, its browser and its display.
pub struct Driver {
    url: String,
    process: Process,
    /// Ends after the browser that draws on it: fields drop in this order.
    _display: Option<Process>,
}

impl Driver {
    /// Start the driver of `engine` on a free port and wait until it listens.
    ///
    /// A driver serves one session: WebKitWebDriver and geckodriver hold no more, the environment
    /// differs by preference, and starting one costs a tenth of what the browser itself costs.
    pub async fn start(engine: Engine, wish: &Preferences, profile: &Path) -> Result<Self> {
        let display = match engine {
            Engine::WebKit => Some(Display::start()?),
            Engine::Chromium | Engine::Firefox => None,
        };
        let port = free_port()?;
        let program = engine.driver_program()?;
        let mut command = Command::new(&program);
        match engine {
            Engine::Chromium => command.arg(format!("--port={port}")),
            Engine::Firefox => command.args(["--port", &port.to_string()]),
            Engine::WebKit => command.args(["-p", &port.to_string()]),
        };
        if engine == Engine::Firefox {
            // Otherwise every geckodriver asks for the same WebSocket port.
            command.args(["--websocket-port", &free_port()?.to_string()]);
        }
        command.envs(engine.environment(wish, profile));
        if let Some(display) = &display {
            command.env("DISPLAY", &display.name);
        }
        let process = Process::start(command.stdout(Stdio::null()).stderr(Stdio::null()))
            .with_context(|| format!("starting {}", program.display()))?;
        let mut driver = Self {
            url: format!("http://127.0.0.1:{port}"),
            process,
            _display: display.map(|display| display.process),
        };
        driver.wait_until_it_listens(port).await?;
        Ok(driver)
    }

    /// Where WebDriver commands go.
    pub fn url(&self) -> &str {
        &self.url
    }

    async fn wait_until_it_listens(&mut self, port: u16) -> Result<()> {
        let attempts = START_LIMIT.as_millis() / 20;
        for _ in 0..attempts {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(());
            }
            if let Some(status) = self.process.child.try_wait()? {
                bail!("the driver ended at once: {status}");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        bail!(
            "the driver did not listen on port {port} within {} s",
            START_LIMIT.as_secs()
        )
    }
}

/// A virtual screen, as WebKitGTK has no headless mode.
struct Display {
    name: String,
    process: Process,
}

impl Display {
    /// Start Xvfb on a display number that it picks itself, so that two never collide.
    fn start() -> Result<Self> {
        let program = find_program(&["Xvfb"])
            .context("Xvfb is not on PATH: run `cargo xtask test` to install it")?;
        let mut command = Command::new(program);
        command
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24"])
            .args(["-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = Process::start(&mut command).context("starting Xvfb")?;
        let output = process.child.stdout.take().context("Xvfb has no output")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number)?;
        if number.trim().is_empty() {
            bail!("Xvfb named no display");
        }
        Ok(Self {
            name: format!(":{}", number.trim()),
            process,
        })
    }
}

/// A child process that does not outlive its owner, nor do its own children.
struct Process {
    child: Child,
}

impl Process {
    fn start(command: &mut Command) -> Result<Self> {
        let child = command.stdin(Stdio::null()).spawn()?;
        Ok(Self { child })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let descendants = descendants(self.child.id());
        self.child.kill().ok();
        self.child.wait().ok();
        for pid in descendants {
            kill(pid);
        }
    }
}

/// Children of a process and theirs. Knows them on Linux only; elsewhere the list is empty, and
/// browsers end with their session.
fn descendants(pid: u32) -> Vec<u32> {
    let path = format!("/proc/{pid}/task/{pid}/children");
    let children = std::fs::read_to_string(path).unwrap_or_default();
    let children = children.split_whitespace().filter_map(|id| id.parse().ok());
    children
        .flat_map(|child| std::iter::once(child).chain(descendants(child)))
        .collect()
}

fn kill(pid: u32) {
    Command::new("kill")
        .args(["-KILL", &pid.to_string()])
        .stderr(Stdio::null())
        .status()
        .ok();
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("finding a free port")?;
    Ok(listener.local_addr()?.port())
}
