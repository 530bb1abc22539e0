//! The developer's command of Aside: `cargo xtask demo | test | dist | site | mood | gallery | bench`.

mod bench;
mod budgets;
mod bundle;
mod demo;
mod dist;
mod gallery;
mod light;
mod mood;
mod progress;
mod setup;
mod shrink;
mod site;
mod test;
mod third_party;
mod wasm;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Builds, tries, tests and packs Aside. Every command does its own set-up."
)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the widget and serve the demo shop on 127.0.0.1
    Demo(demo::Options),
    /// Run every check: format, lints, engine, scenarios, browsers
    Test(test::Options),
    /// Write `dist/`, ready to upload, and check the sizes against budgets.toml
    Dist(dist::Options),
    /// Render the demo shop's static pages only
    Site(site::Options),
    /// Train the models of emotion and tone in www/packs/mood
    Mood(mood::Options),
    /// Take pictures of the demo in every language, theme and size
    Gallery(gallery::Options),
    /// Measure Aside beside other engines, in Chromium
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Demo(options) => demo::run(options),
        Task::Test(options) => test::run(options),
        Task::Dist(options) => dist::run(options),
        Task::Site(options) => site::run(options),
        Task::Mood(options) => mood::run(&workspace::root(), &options),
        Task::Gallery(options) => gallery::run(options),
        Task::Bench(options) => bench::run(options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
