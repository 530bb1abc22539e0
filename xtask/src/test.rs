//! `cargo xtask test`: every check there is, on a machine that has nothing but rustup's cargo.
//!
//! A step that fails does not hide the next: one run tells all that is wrong.

mod report;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::setup::{self, Engine, Tools};
use crate::{demo, wasm, workspace};
use report::{Report, Tally};

/// What the command line may say.
#[derive(clap::Args)]
pub struct Options {
    /// Leave the browsers out
    #[arg(long)]
    fast: bool,
    /// The browsers to test in
    #[arg(long, value_delimiter = ',', default_value = "chromium,firefox,webkit")]
    engine: Vec<Engine>,
    /// Run only tests whose name contains this, and none of the checks
    #[arg(long, value_name = "FILTER")]
    only: Option<String>,
}

/// Run it. Ends the process with a failure when anything failed.
pub fn run(options: Options) -> Result<()> {
    let root = workspace::root();
    let mut report = Report::default();
    if options.only.is_none() {
        checks(&root, &mut report);
    }
    report.step("rust", || native(&root, options.only.as_deref()));
    if options.fast {
        report.note("browsers: left out by --fast");
    } else {
        browsers(&root, &options, &mut report);
    }
    if report.close() {
        Ok(())
    } else {
        // Not an error of this command: the report above says what failed.
        std::process::exit(1)
    }
}

/// Format and lints, natively and for the browser.
fn checks(root: &Path, report: &mut Report) {
    report.step("format", || {
        check(cargo(root).args(["fmt", "--all", "--check"]))
    });
    report.step("lints", || {
        let command = &mut cargo(root);
        check(command.args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    });
    report.step("lints of the widget", || {
        wasm::ensure_target()?;
        let command = &mut cargo(root);
        command.args(["clippy", "--package", "aside", "--package", "aside-engine"]);
        check(command.args(["--target", wasm::TARGET, "--", "-D", "warnings"]))
    });
}

/// Unit tests, scenarios and house rules: everything that needs no browser.
fn native(root: &Path, only: Option<&str>) -> Result<Tally> {
    let mut command = cargo(root);
    command.args(["test", "--workspace", "--no-fail-fast"]);
    command.args(["--exclude", "aside", "--exclude", "aside-browser-tests"]);
    if let Some(filter) = only {
        command.args(["--", filter]);
    }
    count(&mut command)
}

fn browsers(root: &Path, options: &Options, report: &mut Report) {
    let mut tools = Tools::default();
    let mut site = None;
    let ready = report.step("browser set-up", || {
        tools = setup::browsers(root, &options.engine)?;
        Ok(Tally::one(true))
    });
    let built = report.step("demo", || {
        site = Some(demo::build(root)?);
        check(cargo(root).args(["build", "--package", "aside-browser-tests"]))
    });
    let Some(site) = site.filter(|_| ready && built) else {
        for engine in &options.engine {
            report.note(&format!("{}: not run, see above", engine.name()));
        }
        return;
    };
    for engine in &options.engine {
        report.step(engine.name(), || {
            let mut command = cargo(root);
            command.args(["run", "--quiet", "--package", "aside-browser-tests"]);
            command.args(["--bin", "aside-browser-tests", "--"]);
            command.args(options.only.as_deref());
            command
                .envs(tools.environment())
                .env("ASIDE_SITE", &site)
                .env("ASIDE_ENGINES", engine.name());
            count(&mut command)
        });
    }
}

fn cargo(root: &Path) -> Command {
    let mut command = Command::new(wasm::cargo());
    command
        .current_dir(root)
        // Drivers listen on this machine; a proxy on the way to them is of no use.
        .env("NO_PROXY", "127.0.0.1,localhost");
    command
}

/// A command that passes or fails as a whole.
fn check(command: &mut Command) -> Result<Tally> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .context("cannot start cargo")?;
    Ok(Tally::one(status.success()))
}

/// A command that runs tests and counts them in its closing lines. Its output is shown as it comes.
fn count(command: &mut Command) -> Result<Tally> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start cargo")?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            tally.add_result_line(&line);
        }
    }
    let status = child.wait().context("cannot wait for cargo")?;
    if !status.success() && tally.failed == 0 {
        // It did not come so far as to count: it does not compile, or was ended.
        tally.failed = 1;
    }
    Ok(tally)
}
