//! `aside`, the merchant's command: checks what a shop wrote, and talks about it in a terminal, with
//! the same engine that runs in the browser.

mod chat;
mod check;
mod clock;
mod eval;
mod pack;
mod packs;
mod site;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "aside",
    version,
    about = "Checks and tries what your shop assistant reads"
)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Read a site's JSON and print every problem with its place and its remedy
    Check {
        /// Folder with aside.json, faq*.json, products.json, promotions.json; or single files
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Ask the assistant in the terminal: one question, or line by line
    Chat {
        /// Folder with aside.json, faq*.json, products.json, promotions.json
        site: PathBuf,
        /// Folder with the language packs, in place of those inside this program
        #[arg(long)]
        packs: Option<PathBuf>,
        /// The language of the shopper
        #[arg(long, default_value = "en")]
        lang: String,
        /// The question; without one, lines are read until the end of the input
        question: Option<String>,
    },
    /// Measure how well the engine understands lines with known answers
    Eval(eval::EvalArgs),
    /// Fit a table of words to a shop, so that a few dozen KB of it suffice
    Pack(pack::PackArgs),
}

fn main() -> anyhow::Result<ExitCode> {
    match Cli::parse().task {
        Task::Check { paths } => check::run(&paths),
        Task::Chat {
            site,
            packs,
            lang,
            question,
        } => chat::run(&site, packs.as_deref(), &lang, question).map(|()| ExitCode::SUCCESS),
        Task::Pack(args) => pack::run(&args).map(|()| ExitCode::SUCCESS),
        Task::Eval(args) => eval::run(&args).map(|()| ExitCode::SUCCESS),
    }
}
