//! `aside eval`: how well the engine understands, measured on lines with known answers.

mod builtin;
mod entities;
mod faq;
mod figures;
mod intents;
mod mood;
mod report;
mod rows;

use anyhow::bail;
use clap::Args;
use std::path::PathBuf;

/// What to measure, and on what.
#[derive(Args, Default)]
pub struct EvalArgs {
    /// Phrasings to train on, lines of {"text","label"}
    #[arg(long, requires = "test", value_name = "JSONL")]
    train: Option<PathBuf>,
    /// Lines to try, {"text","label"}; the label __oos__ marks what no label fits
    #[arg(long, requires = "train", value_name = "JSONL")]
    test: Option<PathBuf>,
    /// Further lines that no label fits
    #[arg(long, requires = "train", value_name = "JSONL")]
    oos: Option<PathBuf>,
    /// Rank entries as the FAQ does: top-1, top-3, mean reciprocal rank
    #[arg(long, requires = "train")]
    faq: bool,
    /// A table of words to learn with: www/tables/en.bin, or what aside pack wrote
    #[arg(long, requires = "train", value_name = "FILE")]
    table: Option<PathBuf>,
    /// Lines for the built-in intents: {"text","label","lang","also"}
    #[arg(long, conflicts_with = "train", value_name = "JSONL")]
    builtin: Option<PathBuf>,
    /// Lines with known mentions: {"text","lang","entities":[{"type","span":[start,end],"value"}]}
    #[arg(long, conflicts_with_all = ["train", "builtin"], value_name = "JSONL")]
    entities: Option<PathBuf>,
    /// Lines with known emotions: {"text","lang","emotion"}
    #[arg(long, conflicts_with_all = ["train", "builtin", "entities", "tone"], value_name = "JSONL")]
    emotion: Option<PathBuf>,
    /// Lines with known tones: {"text","lang","tone"}
    #[arg(long, conflicts_with_all = ["train", "builtin", "entities"], value_name = "JSONL")]
    tone: Option<PathBuf>,
    /// The shop's product file, for --entities
    #[arg(long, requires = "entities", value_name = "JSON")]
    products: Option<PathBuf>,
    /// The day on which the lines of --entities are said, such as 2026-11-20
    #[arg(long, requires = "entities", value_name = "DATE")]
    today: Option<String>,
    /// Take only lines of this language (a line without "lang" is of every one)
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// Folder with the language packs, in place of those inside this program
    #[arg(long, value_name = "FOLDER")]
    packs: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// Measures and prints.
pub fn run(args: &EvalArgs) -> anyhow::Result<()> {
    if let Some(lines) = &args.entities {
        return entities::run(args, lines);
    }
    let report = if let Some(lines) = &args.builtin {
        builtin::measure(args, lines)?
    } else if let Some(lines) = &args.emotion {
        mood::measure(args, lines, mood::Question::Emotion)?
    } else if let Some(lines) = &args.tone {
        mood::measure(args, lines, mood::Question::Tone)?
    } else if let (Some(train), Some(test)) = (&args.train, &args.test) {
        if args.faq {
            faq::measure(args, train, test)?
        } else {
            intents::measure(args, train, test)?
        }
    } else {
        bail!(
            "nothing to measure: give --train and --test, --builtin, --entities, --emotion or --tone; see aside eval --help"
        )
    };
    Ok(report.print(args.json)?)
}
