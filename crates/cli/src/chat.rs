//! `aside chat`: the conversation of the widget, in a terminal.

use crate::site;
use anyhow::Context;
use aside_engine::assistant::{Assistant, Boot, Effect, Event, FileRole, Timer};
use aside_engine::catalog::rich;
use aside_engine::lang::Lang;
use aside_engine::raw::Raw;
use aside_engine::reply::{Author, Block, Message};
use aside_engine::time::Moment;
use std::collections::VecDeque;
use std::io::{BufRead, Write};
use std::path::Path;

/// Answers one question, or each line of the input.
pub fn run(
    folder: &Path,
    packs: &Path,
    lang: &str,
    question: Option<String>,
) -> anyhow::Result<()> {
    let mut talk = Talk::new(lang)?;
    talk.load(folder, packs)?;
    match question {
        Some(question) => talk.ask(&question)?,
        None => {
            talk.happen(Event::PanelOpened)?;
            for line in std::io::stdin().lock().lines() {
                talk.ask(&line.context("cannot read the input")?)?;
            }
        }
    }
    Ok(())
}

struct Talk {
    assistant: Assistant,
    /// The last message that was printed.
    printed: u32,
}

impl Talk {
    fn new(lang: &str) -> anyhow::Result<Talk> {
        let boot = Boot {
            wanted: vec![Lang::new(lang)],
            gpc: false,
            ask_consent: false,
        };
        Ok(Talk {
            assistant: Assistant::new(now()?, boot),
            printed: 0,
        })
    }

    fn load(&mut self, folder: &Path, packs: &Path) -> anyhow::Result<()> {
        let entries = std::fs::read_dir(packs).with_context(|| {
            format!(
                "no language packs in {}: name them with --packs",
                packs.display()
            )
        })?;
        for entry in entries {
            let path = entry?.path();
            let text = std::fs::read_to_string(&path)?;
            let raw: Raw =
                serde_json::from_str(&text).with_context(|| path.display().to_string())?;
            let file = path.display().to_string();
            self.happen(Event::FileLoaded {
                role: FileRole::Pack,
                file,
                raw,
            })?;
        }
        for found in site::files(&[folder.to_owned()])? {
            let (role, file) = (found.role, found.name);
            self.happen(match found.content {
                Ok(raw) => Event::FileLoaded { role, file, raw },
                Err(problem) => Event::FileFailed(problem),
            })?;
        }
        self.happen(Event::LoadingFinished)
    }

    fn ask(&mut self, words: &str) -> anyhow::Result<()> {
        self.happen(Event::Asked(words.to_owned()))
    }

    /// The index is built at once; other timers have no use in a terminal.
    fn happen(&mut self, event: Event) -> anyhow::Result<()> {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            for effect in self.assistant.update(now()?, event) {
                match effect {
                    Effect::Show(Author::Aside) => self.print_new()?,
                    Effect::Schedule(timer @ Timer::Learn, _) => {
                        events.push_back(Event::TimerFired(timer));
                    }
                    Effect::Report(problem) => eprintln!("{problem}"),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn print_new(&mut self) -> std::io::Result<()> {
        for message in self.assistant.talk().iter().filter(|m| m.id > self.printed) {
            if message.author == Author::Aside {
                print(message)?;
            }
        }
        self.printed = self.assistant.talk().last().map_or(0, |message| message.id);
        Ok(())
    }
}

/// Fails where the reader of the output has gone.
fn print(message: &Message) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for block in &message.blocks {
        match block {
            Block::Words(nodes) => writeln!(out, "{}", rich::plain(nodes))?,
            Block::Product(card) => writeln!(out, "* {} {}", card.sku.as_str(), card.title)?,
            Block::Offer(card) => writeln!(out, "% {} {}", card.promotion.0, card.title)?,
            Block::Choices(choices) => {
                for choice in choices {
                    writeln!(out, "> {}", choice.label)?;
                }
            }
            Block::Consent => {}
        }
    }
    writeln!(out)
}

#[allow(
    clippy::disallowed_methods,
    reason = "the command line is a shell around the engine, and the shell reads the clock"
)]
fn now() -> anyhow::Result<Moment> {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .context("the clock of this machine stands before 1970")?;
    Ok(Moment {
        utc_ms: i64::try_from(since.as_millis())?,
        offset_min: 0,
    })
}
