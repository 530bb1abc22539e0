//! `aside chat`: the conversation of the widget, in a terminal.

use crate::clock::now;
use crate::{packs, site};
use anyhow::Context;
use aside_engine::assistant::{Assistant, Boot, Effect, Event, Timer};
use aside_engine::catalog::rich;
use aside_engine::lang::Lang;
use aside_engine::reply::{Author, Block, Message};
use std::collections::VecDeque;
use std::io::{BufRead, Write};
use std::path::Path;

/// Answers one question, or each line of the input.
pub fn run(
    folder: &Path,
    packs: Option<&Path>,
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

    fn load(&mut self, folder: &Path, packs: Option<&Path>) -> anyhow::Result<()> {
        for file in packs::read(packs)? {
            self.happen(Event::FileLoaded {
                role: file.role,
                file: file.name,
                raw: file.raw,
            })?;
        }
        for found in site::files(&[folder.to_owned()])? {
            let (role, file) = (found.role, found.name);
            self.happen(match found.content {
                Ok(raw) => Event::FileLoaded { role, file, raw },
                Err(problem) => Event::FileFailed(problem),
            })?;
        }
        self.happen(Event::LoadingFinished)?;
        self.happen(Event::MindLoaded)
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
            Block::Quote(body, source) => {
                for line in rich::plain(body).lines() {
                    writeln!(out, "| {line}")?;
                }
                writeln!(out, "{}", rich::plain(source))?;
            }
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
